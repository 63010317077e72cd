/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of one item, and what comes of it? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-meeting-item-pane.h"

#include <glib/gi18n-lib.h>

#include "cercle-choices.h"
#include "cercle-display.h"
#include "cercle-escape.h"
#include "cercle-plain.h"

typedef struct
{
  GtkWidget *view;
  char *shown; /* what the record says, "" when nothing */
} Text;

struct _CercleMeetingItemPane
{
  AdwBin parent_instance;
  GtkWidget *title, *why, *presenter, *who, *known, *heading, *decided, *deciding;
  Text notes, internal;
  char *item;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (CercleMeetingItemPane, cercle_meeting_item_pane, ADW_TYPE_BIN)

static guint signal_typed;

static void
set_label (GtkWidget *label, const char *text)
{
  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (label, text != NULL && *text != '\0');
}

/* --- What is typed -----------------------------------------------------------------------------
 */

static char *
get_text (Text *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (text->view));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
set_text (CercleMeetingItemPane *self, Text *text, const char *value, gboolean other)
{
  g_autofree char *typed = get_text (text);
  gboolean dirty = g_strcmp0 (typed, text->shown) != 0;

  if (value == NULL)
    value = "";
  if (other || !dirty)
    {
      self->filling = TRUE;
      if (g_strcmp0 (typed, value) != 0)
        gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text->view)), value, -1);
      self->filling = FALSE;
    }
  g_free (text->shown);
  text->shown = g_strdup (value);
}

static char *
take_text (Text *text)
{
  g_autofree char *typed = get_text (text);

  if (g_strcmp0 (typed, text->shown) == 0)
    return NULL;
  g_free (text->shown);
  text->shown = g_strdup (typed);
  return g_steal_pointer (&typed);
}

char *
cercle_meeting_item_pane_take_notes (CercleMeetingItemPane *self)
{
  return take_text (&self->notes);
}

char *
cercle_meeting_item_pane_take_internal (CercleMeetingItemPane *self)
{
  return take_text (&self->internal);
}

static void
typed_cb (CercleMeetingItemPane *self)
{
  if (!self->filling)
    g_signal_emit (self, signal_typed, 0);
}

/* --- What is shown -----------------------------------------------------------------------------
 */

static const char *
state_of (CercleRecord *decision)
{
  if (cercle_record_is_set (decision, CERCLE_DECISION_DROPPED_WHY))
    return _ ("dropped");
  if (cercle_record_is_set (decision, CERCLE_DECISION_APPLIED_ON))
    return _ ("applied");
  return cercle_decision_is_pending (decision) ? _ ("to apply") : NULL;
}

char *
cercle_meeting_item_decided (CercleSession *session, CercleMeetingItem *item)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; item != NULL && i < item->decisions->len; i++)
    {
      CercleRecord *decision = item->decisions->pdata[i];
      const char *state = state_of (decision);
      const char *holder = cercle_record_get_text (decision, CERCLE_DECISION_HOLDER);
      const char *led_to = cercle_record_get_text (decision, CERCLE_DECISION_LED_TO);
      g_autofree char *name = holder != NULL ? cercle_session_name_of (session, holder) : NULL;
      g_autofree char *partner = led_to != NULL && g_str_has_prefix (led_to, "organisation:")
                                     ? cercle_session_name_of (session, led_to)
                                     : NULL;
      /* TRANSLATORS: what sort of decision, and what is decided. */
      g_autofree char *words = g_strdup_printf (
          _ ("%1$s: %2$s"),
          cercle_choice_label (cercle_decision_sorts,
                               cercle_record_get_text (decision, CERCLE_DECISION_SORT)),
          cercle_record_get_text (decision, CERCLE_DECISION_TEXT));
      g_autofree char *day =
          cercle_display_day (cercle_record_get_text (decision, CERCLE_DECISION_DUE_ON));

      g_string_append_printf (all, "%s%s", all->len > 0 ? "\n" : "", words);
      if (partner != NULL)
        g_string_append_printf (all, " · %s", partner);
      if (name != NULL)
        g_string_append_printf (all, " · %s", name);
      if (cercle_record_is_set (decision, CERCLE_DECISION_DUE_ON))
        g_string_append_printf (all, " · %s", day);
      if (state != NULL)
        g_string_append_printf (all, " · %s", state);
    }
  return all->len > 0 ? g_string_free (g_steal_pointer (&all), FALSE) : NULL;
}

/* Only over something. */
static void
show_heading (CercleMeetingItemPane *self)
{
  gtk_widget_set_visible (self->heading, gtk_widget_get_visible (self->decided) ||
                                             gtk_widget_get_visible (self->deciding));
}

void
cercle_meeting_item_pane_show (CercleMeetingItemPane *self, CercleMeetingItem *item, guint number,
                               const char *internal, const char *decided)
{
  const char *id = cercle_record_get_id (item->item);
  gboolean other = g_strcmp0 (self->item, id) != 0;
  const char *title = cercle_record_get_text (item->item, CERCLE_AGENDA_ITEM_TITLE);
  const char *rule = cercle_choice_label (
      cercle_agenda_rules, cercle_record_get_text (item->item, CERCLE_AGENDA_ITEM_RULE));
  g_autofree char *heading = g_strdup_printf ("%u. %s", number, title != NULL ? title : rule);
  g_autofree char *presenter =
      item->presenter != NULL ? g_strdup_printf (_ ("Presented by %s"), item->presenter) : NULL;

  g_free (self->item);
  self->item = g_strdup (id);
  set_label (self->title, heading);
  set_label (self->why, item->why);
  set_label (self->presenter, presenter);
  set_label (self->known, cercle_record_get_text (item->item, CERCLE_AGENDA_ITEM_TEXT));
  set_label (self->decided, decided);
  show_heading (self);
  set_text (self, &self->notes, cercle_record_get_text (item->item, CERCLE_AGENDA_ITEM_NOTES),
            other);
  set_text (self, &self->internal, internal, other);
  if (other)
    set_label (self->who, NULL);
  cercle_meeting_deciding_set_item (CERCLE_MEETING_DECIDING (self->deciding), id);
  cercle_set_spoken (self, heading);
}

void
cercle_meeting_item_pane_set_who (CercleMeetingItemPane *self, const char *who, const char *reason)
{
  g_autofree char *words =
      reason != NULL ? g_strdup_printf ("%s\n%s", who, reason) : g_strdup (who);
  set_label (self->who, words);
}

void
cercle_meeting_item_pane_set_editable (CercleMeetingItemPane *self, gboolean editable)
{
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->notes.view), editable);
  gtk_widget_set_visible (self->deciding, editable);
  show_heading (self);
}

CercleMeetingDeciding *
cercle_meeting_item_pane_get_deciding (CercleMeetingItemPane *self)
{
  return CERCLE_MEETING_DECIDING (self->deciding);
}

/* --- The pane ----------------------------------------------------------------------------------
 */

static GtkWidget *
add_label (GtkWidget *box, const char *style)
{
  GtkWidget *label = cercle_plain_words (NULL, style);

  gtk_widget_set_visible (label, FALSE);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
add_text (CercleMeetingItemPane *self, GtkWidget *box, Text *text, const char *name)
{
  GtkWidget *heading = gtk_label_new (name), *frame = gtk_frame_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  text->view = gtk_text_view_new ();
  text->shown = g_strdup ("");
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (text->view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (text->view), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (text->view), 8);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (text->view), 8);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (text->view), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (text->view), 6);
  gtk_widget_set_size_request (text->view, -1, 56);
  cercle_set_spoken (text->view, name);
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text->view)), "changed",
                            G_CALLBACK (typed_cb), self);
  gtk_frame_set_child (GTK_FRAME (frame), text->view);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), frame);
}

static void
cercle_meeting_item_pane_finalize (GObject *object)
{
  CercleMeetingItemPane *self = CERCLE_MEETING_ITEM_PANE (object);

  g_free (self->notes.shown);
  g_free (self->internal.shown);
  g_free (self->item);
  G_OBJECT_CLASS (cercle_meeting_item_pane_parent_class)->finalize (object);
}

static void
cercle_meeting_item_pane_class_init (CercleMeetingItemPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cercle_meeting_item_pane_finalize;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  signal_typed = g_signal_new ("typed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
}

static void
cercle_meeting_item_pane_init (CercleMeetingItemPane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->title = add_label (box, "title-2");
  self->why = add_label (box, "dim-label");
  self->presenter = add_label (box, "dim-label");
  self->who = add_label (box, "heading");
  self->known = add_label (box, NULL);
  add_text (self, box, &self->notes, _ ("Notes"));
  add_text (self, box, &self->internal, _ ("Internal note, for the team alone"));
  self->heading = add_label (box, "heading");
  gtk_label_set_text (GTK_LABEL (self->heading), _ ("Decision"));
  self->decided = add_label (box, NULL);
  self->deciding = cercle_meeting_deciding_new ();
  gtk_box_append (GTK_BOX (box), self->deciding);
  gtk_widget_add_css_class (box, "case-body");
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
cercle_meeting_item_pane_new (void)
{
  return g_object_new (CERCLE_TYPE_MEETING_ITEM_PANE, NULL);
}
