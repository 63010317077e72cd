/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who came, who is excused, who is missed? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-meeting-presence.h"

#include <glib/gi18n-lib.h>

#include "cercle-choices.h"
#include "cercle-escape.h"
#include "cercle-wrap-layout.h"

#define ATTENDEE "cercle-attendee"

struct _CercleMeetingPresence
{
  AdwBin parent_instance;
  GtkWidget *box, *count;
};

G_DEFINE_FINAL_TYPE (CercleMeetingPresence, cercle_meeting_presence, ADW_TYPE_BIN)

static guint signal_told;

static const struct
{
  const char *token, *icon;
  guint key;
} presences[] = {
  { "invited", "mail-unread-symbolic", 0 },
  { "present", "object-select-symbolic", GDK_KEY_p },
  { "excused", "mail-reply-sender-symbolic", GDK_KEY_e },
  { "absent", "action-unavailable-symbolic", GDK_KEY_a },
};

static guint
find (CercleRecord *attendee)
{
  const char *token = cercle_record_get_text (attendee, CERCLE_ATTENDEE_PRESENCE);

  for (guint i = 0; i < G_N_ELEMENTS (presences); i++)
    if (g_strcmp0 (presences[i].token, token) == 0)
      return i;
  return 0;
}

static void
tell (CercleMeetingPresence *self, GtkWidget *button, guint presence)
{
  CercleRecord *attendee = g_object_get_data (G_OBJECT (button), ATTENDEE);
  g_autoptr (CercleRecord) copy = cercle_record_copy (attendee);

  cercle_record_set_text (copy, CERCLE_ATTENDEE_PRESENCE, presences[presence].token);
  g_signal_emit (self, signal_told, 0, copy);
}

static void
clicked_cb (GtkWidget *button, CercleMeetingPresence *self)
{
  CercleRecord *attendee = g_object_get_data (G_OBJECT (button), ATTENDEE);
  tell (self, button, (find (attendee) + 1) % G_N_ELEMENTS (presences));
}

static gboolean
key_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state,
        CercleMeetingPresence *self)
{
  GtkWidget *button = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (keys));

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  for (guint i = 1; i < G_N_ELEMENTS (presences); i++)
    if (gdk_keyval_to_lower (key) == presences[i].key)
      {
        tell (self, button, i);
        return GDK_EVENT_STOP;
      }
  return GDK_EVENT_PROPAGATE;
}

static void
fill_button (GtkWidget *button, CercleMeetingGuest *guest)
{
  guint presence = find (guest->attendee);
  const char *words = cercle_choice_label (cercle_presences, presences[presence].token);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", guest->name, words);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  gtk_box_append (GTK_BOX (line), gtk_image_new_from_icon_name (presences[presence].icon));
  gtk_box_append (GTK_BOX (line), gtk_label_new (guest->name));
  gtk_button_set_child (GTK_BUTTON (button), line);
  gtk_widget_set_tooltip_text (button, words);
  cercle_set_spoken (button, spoken);
  g_object_set_data_full (G_OBJECT (button), ATTENDEE, g_object_ref (guest->attendee),
                          g_object_unref);
}

static GtkWidget *
new_button (CercleMeetingPresence *self)
{
  GtkWidget *button = gtk_button_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (button, keys);
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

/* The buttons stay: only as many come or go as there are guests more or less. */
void
cercle_meeting_presence_show (CercleMeetingPresence *self, GPtrArray *guests)
{
  GtkWidget *button = gtk_widget_get_first_child (self->box);
  guint there = 0;
  g_autofree char *count = NULL;

  for (guint i = 0; i < guests->len; i++)
    {
      CercleMeetingGuest *guest = guests->pdata[i];

      if (button == NULL)
        {
          button = new_button (self);
          gtk_box_append (GTK_BOX (self->box), button);
        }
      fill_button (button, guest);
      there += find (guest->attendee) == 1;
      button = gtk_widget_get_next_sibling (button);
    }
  while (button != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (button);

      gtk_box_remove (GTK_BOX (self->box), button);
      button = next;
    }
  /* TRANSLATORS: guests who are there, guests who were asked. */
  count = g_strdup_printf (_ ("%1$u of %2$u present"), there, guests->len);
  gtk_label_set_text (GTK_LABEL (self->count), count);
}

static void
cercle_meeting_presence_class_init (CercleMeetingPresenceClass *klass)
{
  signal_told = g_signal_new ("told", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 1, CERCLE_TYPE_RECORD);
}

static void
cercle_meeting_presence_init (CercleMeetingPresence *self)
{
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->box, cercle_wrap_layout_new (2, 2));
  self->count = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->count), 0);
  gtk_widget_add_css_class (self->count, "dim-label");
  gtk_box_append (GTK_BOX (all), self->count);
  gtk_box_append (GTK_BOX (all), self->box);
  adw_bin_set_child (ADW_BIN (self), all);
}

GtkWidget *
cercle_meeting_presence_new (void)
{
  return g_object_new (CERCLE_TYPE_MEETING_PRESENCE, NULL);
}
