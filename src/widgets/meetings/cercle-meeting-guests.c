/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who comes to a meeting, and for whom? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-meeting-guests.h"

#include <glib/gi18n-lib.h>

#include "cercle-choices.h"
#include "cercle-escape.h"
#include "cercle-lookup.h"
#include "cercle-suggest.h"
#include "cercle-toast.h"

struct _CercleMeetingGuests
{
  AdwBin parent_instance;
  CercleSession *session;
  GtkWidget *missing, *lines, *asking, *who, *party;
};

G_DEFINE_FINAL_TYPE (CercleMeetingGuests, cercle_meeting_guests, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGE,
  SIGNAL_DONE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* (transfer full): a drop-down of the labels of choices. */
static GtkWidget *
new_choices (const CercleChoice *choices, const char *chosen)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  GtkWidget *dropdown;
  guint at = 0;

  for (guint i = 0; choices[i].token != NULL; i++)
    {
      gtk_string_list_append (labels, _ (choices[i].label));
      if (g_strcmp0 (choices[i].token, chosen) == 0)
        at = i;
    }
  dropdown = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&labels)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (dropdown), at);
  gtk_widget_set_valign (dropdown, GTK_ALIGN_CENTER);
  return dropdown;
}

static void
presence_cb (GtkWidget *dropdown, GParamSpec *pspec, CercleMeetingGuests *self)
{
  CercleRecord *attendee = g_object_get_data (G_OBJECT (dropdown), "attendee");
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (dropdown));
  g_autoptr (CercleRecord) changed = cercle_record_copy (attendee);

  cercle_record_set_text (changed, CERCLE_ATTENDEE_PRESENCE, cercle_presences[at].token);
  g_signal_emit (self, signals[SIGNAL_CHANGE], 0, changed, FALSE);
}

static void
remove_cb (GtkWidget *button, CercleMeetingGuests *self)
{
  CercleRecord *attendee = g_object_get_data (G_OBJECT (button), "attendee");
  g_autoptr (CercleRecord) gone = cercle_record_copy (attendee);

  g_signal_emit (self, signals[SIGNAL_CHANGE], 0, gone, TRUE);
}

static GtkWidget *
new_line (CercleMeetingGuests *self, const CercleMeetingGuest *guest, gboolean writes)
{
  GtkWidget *row = adw_action_row_new (), *presence, *gone;
  const char *party = cercle_record_get_text (guest->attendee, CERCLE_ATTENDEE_PARTY);
  g_autofree char *of = g_strdup_printf (_ ("Presence of %s"), guest->name);
  g_autofree char *no_more = g_strdup_printf (_ ("Ask %s no more"), guest->name);

  cercle_set_title (row, guest->name);
  cercle_set_subtitle (row, party != NULL ? cercle_choice_label (cercle_parties, party) : NULL);
  presence = new_choices (cercle_presences,
                          cercle_record_get_text (guest->attendee, CERCLE_ATTENDEE_PRESENCE));
  cercle_set_spoken (presence, of);
  gtk_widget_set_sensitive (presence, writes);
  g_object_set_data_full (G_OBJECT (presence), "attendee", g_object_ref (guest->attendee),
                          g_object_unref);
  g_signal_connect (presence, "notify::selected", G_CALLBACK (presence_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), presence);
  gone = gtk_button_new_from_icon_name ("user-trash-symbolic");
  gtk_widget_set_valign (gone, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (gone, "flat");
  gtk_widget_set_tooltip_text (gone, no_more);
  cercle_set_spoken (gone, no_more);
  gtk_widget_set_visible (gone, writes);
  g_object_set_data_full (G_OBJECT (gone), "attendee", g_object_ref (guest->attendee),
                          g_object_unref);
  g_signal_connect (gone, "clicked", G_CALLBACK (remove_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gone);
  return row;
}

static void
empty_lines (CercleMeetingGuests *self)
{
  GtkWidget *child = gtk_widget_get_first_child (self->lines);
  GtkRoot *root = gtk_widget_get_root (self->lines);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, self->lines))
    gtk_root_set_focus (root, NULL);
  while (child != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);
      gtk_box_remove (GTK_BOX (self->lines), child);
      child = next;
    }
}

void
cercle_meeting_guests_show (CercleMeetingGuests *self, CercleMeetingSheet *sheet, gboolean writes)
{
  g_autofree char *missing = cercle_meeting_sheet_missing (sheet);

  gtk_label_set_text (GTK_LABEL (self->missing), missing != NULL ? missing : "");
  gtk_widget_set_visible (self->missing, missing != NULL);
  gtk_widget_set_visible (self->asking, writes);
  empty_lines (self);
  for (guint i = 0; i < sheet->guests->len; i++)
    gtk_box_append (GTK_BOX (self->lines), new_line (self, sheet->guests->pdata[i], writes));
}

void
cercle_meeting_guests_start (CercleMeetingGuests *self)
{
  gtk_widget_grab_focus (self->who);
}

/* --- Asking somebody -------------------------------------------------------------------------- */

static void
ask_cb (CercleMeetingGuests *self)
{
  const char *chosen = cercle_lookup_get_chosen (CERCLE_LOOKUP (self->who));
  g_autofree char *typed =
      g_strstrip (g_strdup (cercle_lookup_get_typed (CERCLE_LOOKUP (self->who))));
  guint party = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->party));
  g_autoptr (CercleRecord) attendee = NULL;

  if (chosen == NULL && *typed == '\0')
    {
      cercle_toast (GTK_WIDGET (self), _ ("Say who is asked."), FALSE);
      return;
    }
  attendee = cercle_session_new_record (self->session, &cercle_attendee_kind);
  cercle_record_set_text (attendee, chosen != NULL ? CERCLE_ATTENDEE_WHO : CERCLE_ATTENDEE_NAME,
                          chosen != NULL ? chosen : typed);
  cercle_record_set_text (attendee, CERCLE_ATTENDEE_PARTY, cercle_parties[party].token);
  cercle_lookup_set_chosen (CERCLE_LOOKUP (self->who), NULL, NULL);
  g_signal_emit (self, signals[SIGNAL_CHANGE], 0, attendee, FALSE);
  gtk_widget_grab_focus (self->who);
}

static void
done_cb (CercleMeetingGuests *self)
{
  g_signal_emit (self, signals[SIGNAL_DONE], 0);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  CercleMeetingGuests *self = CERCLE_MEETING_GUESTS (widget);

  if (cercle_lookup_is_open (CERCLE_LOOKUP (self->who)))
    return GDK_EVENT_PROPAGATE;
  done_cb (self);
  return GDK_EVENT_STOP;
}

/* --- Building --------------------------------------------------------------------------------- */

static GtkWidget *
build_asking (CercleMeetingGuests *self)
{
  GtkWidget *ask = gtk_button_new_with_label (_ ("Ask to the Meeting"));

  self->asking = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->who = cercle_lookup_new (_ ("Who is asked to the meeting"),
                                 _ ("Member, person or partner of the directory, or a name"));
  cercle_lookup_set_any (CERCLE_LOOKUP (self->who), TRUE);
  gtk_widget_set_hexpand (self->who, TRUE);
  gtk_box_append (GTK_BOX (self->asking), self->who);
  self->party = new_choices (cercle_parties, "member");
  cercle_set_spoken (self->party, _ ("For whom"));
  gtk_box_append (GTK_BOX (self->asking), self->party);
  g_signal_connect_swapped (ask, "clicked", G_CALLBACK (ask_cb), self);
  gtk_box_append (GTK_BOX (self->asking), ask);
  return self->asking;
}

static void
cercle_meeting_guests_class_init (CercleMeetingGuestsClass *klass)
{
  signals[SIGNAL_CHANGE] =
      g_signal_new ("change", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, CERCLE_TYPE_RECORD, G_TYPE_BOOLEAN);
  signals[SIGNAL_DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
cercle_meeting_guests_init (CercleMeetingGuests *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *back = gtk_button_new_with_label (_ ("Back to the Agenda"));
  GtkWidget *hint =
      gtk_label_new (_ ("Who comes is asked again to the next meetings of the series."));
  GtkWidget *title = gtk_label_new (_ ("Who Comes"));

  gtk_widget_add_css_class (title, "title-3");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_box_append (GTK_BOX (box), title);
  self->missing = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->missing), 0);
  gtk_label_set_wrap (GTK_LABEL (self->missing), TRUE);
  gtk_widget_add_css_class (self->missing, "error");
  gtk_box_append (GTK_BOX (box), self->missing);
  gtk_box_append (GTK_BOX (box), build_asking (self));
  self->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), self->lines);
  gtk_label_set_xalign (GTK_LABEL (hint), 0);
  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_widget_add_css_class (hint, "dim-label");
  gtk_box_append (GTK_BOX (box), hint);
  gtk_widget_set_halign (back, GTK_ALIGN_START);
  g_signal_connect_swapped (back, "clicked", G_CALLBACK (done_cb), self);
  gtk_box_append (GTK_BOX (box), back);
  gtk_widget_add_css_class (box, "review-bar");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  adw_bin_set_child (ADW_BIN (self), scroller);
}

GtkWidget *
cercle_meeting_guests_new (CercleSession *session)
{
  CercleMeetingGuests *self = g_object_new (CERCLE_TYPE_MEETING_GUESTS, NULL);

  self->session = session;
  cercle_suggest_holders (CERCLE_LOOKUP (self->who), session);
  return GTK_WIDGET (self);
}
