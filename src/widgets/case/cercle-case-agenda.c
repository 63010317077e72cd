/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* In which meeting is this case spoken of? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-agenda.h"

#include <glib/gi18n-lib.h>

#include "cercle-day-format.h"
#include "cercle-day.h"
#include "cercle-escape.h"
#include "cercle-macros.h"
#include "cercle-meeting-desk.h"
#include "cercle-text.h"

#define DAYS_AHEAD 62
#define MINUTES 10

struct _CercleCaseAgenda
{
  CercleCaseForm parent_instance;
  GtkWidget *meeting, *title, *minutes, *hint;
  GPtrArray *meetings; /* CercleRecord, in the order of the drop-down; NULL: not read yet */
  GCancellable *reading;
  char *wanted; /* meeting of the draft */
};

G_DEFINE_FINAL_TYPE (CercleCaseAgenda, cercle_case_agenda, CERCLE_TYPE_CASE_FORM)

static CercleRecord *
chosen (CercleCaseAgenda *self)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->meeting));
  return self->meetings != NULL && at < self->meetings->len ? self->meetings->pdata[at] : NULL;
}

/* --- Which meetings there are ----------------------------------------------------------------- */

/* Prepared, or being held: what is over takes no item any more. */
static gboolean
takes_items (CercleRecord *meeting)
{
  CercleMeetingState state = cercle_meeting_state (meeting);

  return state == CERCLE_MEETING_PREPARED ||
         (state == CERCLE_MEETING_DRAFT &&
          !cercle_record_is_set (meeting, CERCLE_MEETING_CLOSED_AT));
}

static char *
words_of (CercleRecord *meeting, int today)
{
  int day = cercle_day_parse (cercle_record_get_text (meeting, CERCLE_MEETING_HELD_ON));
  g_autofree char *when = cercle_day_format_short (day, today);
  g_autofree char *hour = cercle_day_format_minute (
      (int) cercle_record_get_integer (meeting, CERCLE_MEETING_STARTS_AT, 0));

  /* TRANSLATORS: what a meeting is called, its day, its hour. */
  return g_strdup_printf (_ ("%1$s, %2$s at %3$s"), cercle_meeting_title (meeting), when, hour);
}

/* The one that was chosen before; or the next staff, which speaks of cases; or the next meeting. */
static guint
preferred (CercleCaseAgenda *self)
{
  guint staff = self->meetings->len;

  for (guint i = self->meetings->len; i > 0; i--)
    {
      CercleRecord *meeting = self->meetings->pdata[i - 1];

      if (g_strcmp0 (cercle_record_get_id (meeting), self->wanted) == 0)
        return i - 1;
      if (g_strcmp0 (cercle_record_get_text (meeting, CERCLE_MEETING_SORT), "staff") == 0)
        staff = i - 1;
    }
  return staff < self->meetings->len ? staff : 0;
}

static void
show_meetings (CercleCaseAgenda *self)
{
  CercleSession *session = cercle_case_form_get_session (CERCLE_CASE_FORM (self));
  int today = cercle_session_get_today_number (session);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  gboolean any = self->meetings->len > 0;
  guint at = preferred (self);

  for (guint i = 0; i < self->meetings->len; i++)
    {
      g_autofree char *words = words_of (self->meetings->pdata[i], today);
      gtk_string_list_append (labels, words);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->meeting), G_LIST_MODEL (labels));
  if (any)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->meeting), at);
  gtk_widget_set_sensitive (self->meeting, any);
  gtk_label_set_text (
      GTK_LABEL (self->hint),
      any ? _ ("With initials, age and commune; names are taken out of what is typed.")
          : _ ("No meeting is planned for the next two months: plan one first (Ctrl+5)."));
  cercle_case_form_set_ready (CERCLE_CASE_FORM (self), any);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleCaseAgenda) self = data;
  g_autoptr (GPtrArray) lines =
      cercle_session_read_meetings_finish (CERCLE_SESSION (source), result, NULL);

  if (lines == NULL || cercle_case_form_get_file (CERCLE_CASE_FORM (self)) == NULL)
    return;
  g_clear_pointer (&self->meetings, g_ptr_array_unref);
  self->meetings = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < lines->len; i++)
    {
      CercleMeetingLine *line = lines->pdata[i];

      if (takes_items (line->meeting))
        g_ptr_array_add (self->meetings, g_object_ref (line->meeting));
    }
  show_meetings (self);
}

static void
agenda_start (CercleCaseForm *form)
{
  CercleCaseAgenda *self = CERCLE_CASE_AGENDA (form);
  CercleSession *session = cercle_case_form_get_session (form);
  g_autofree char *last =
      cercle_day_to_text (cercle_session_get_today_number (session) + DAYS_AHEAD);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  /* Those of the last time may be over; and a list that comes later takes away what is said. */
  g_clear_pointer (&self->meetings, g_ptr_array_unref);
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->meeting), NULL);
  cercle_session_read_meetings_async (session, cercle_session_get_today (session), last,
                                      self->reading, read_cb, g_object_ref (self));
  gtk_widget_grab_focus (self->title);
}

/* --- What is typed ---------------------------------------------------------------------------- */

static gboolean
agenda_fill (CercleCaseForm *form, CercleTx *tx, GError **error)
{
  CercleCaseAgenda *self = CERCLE_CASE_AGENDA (form);

  if (chosen (self) != NULL)
    return TRUE;
  g_set_error_literal (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE,
                       _ ("Choose the meeting."));
  return FALSE;
}

static void
agenda_send (CercleCaseForm *form, GAsyncReadyCallback callback, gpointer data)
{
  CercleCaseAgenda *self = CERCLE_CASE_AGENDA (form);
  CercleSession *session = cercle_case_form_get_session (form);
  g_autoptr (CercleRecord) item = cercle_session_new_record (session, &cercle_agenda_item_kind);
  g_autofree char *title =
      cercle_text_clean (gtk_editable_get_text (GTK_EDITABLE (self->title)), FALSE);
  g_autofree char *about =
      g_strconcat ("case:", cercle_record_get_id (cercle_case_form_get_file (form)->kase), NULL);

  cercle_record_set_text (item, CERCLE_AGENDA_ITEM_RULE, "case");
  cercle_record_set_text (item, CERCLE_AGENDA_ITEM_STATE, "open");
  cercle_record_set_text (item, CERCLE_AGENDA_ITEM_ABOUT, about);
  cercle_record_set_text (item, CERCLE_AGENDA_ITEM_TITLE, title);
  cercle_record_set_integer (item, CERCLE_AGENDA_ITEM_MINUTES,
                             gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->minutes)));
  cercle_session_add_item_async (session, chosen (self), item, callback, data);
}

static JsonObject *
agenda_keep (CercleCaseForm *form)
{
  CercleCaseAgenda *self = CERCLE_CASE_AGENDA (form);
  const char *title = gtk_editable_get_text (GTK_EDITABLE (self->title));
  CercleRecord *meeting = chosen (self);
  JsonObject *object = NULL;

  if (*title == '\0')
    return NULL;
  object = json_object_new ();
  json_object_set_string_member (object, "title", title);
  if (meeting != NULL)
    json_object_set_string_member (object, "meeting", cercle_record_get_id (meeting));
  return object;
}

static void
agenda_restore (CercleCaseForm *form, JsonObject *typed)
{
  CercleCaseAgenda *self = CERCLE_CASE_AGENDA (form);

  g_free (self->wanted);
  self->wanted = g_strdup (cercle_case_form_text (typed, "meeting"));
  cercle_case_form_put (self->title, cercle_case_form_text (typed, "title"));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->minutes), MINUTES);
}

static void
cercle_case_agenda_finalize (GObject *object)
{
  CercleCaseAgenda *self = CERCLE_CASE_AGENDA (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->meetings, g_ptr_array_unref);
  g_free (self->wanted);
  G_OBJECT_CLASS (cercle_case_agenda_parent_class)->finalize (object);
}

static void
cercle_case_agenda_class_init (CercleCaseAgendaClass *klass)
{
  CercleCaseFormClass *form_class = CERCLE_CASE_FORM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cercle_case_agenda_finalize;
  form_class->draft = "case-agenda";
  form_class->title = N_ ("Put the Case on an Agenda");
  form_class->button = N_ ("Put It There");
  form_class->label = N_ ("Put on the agenda.");
  form_class->fill = agenda_fill;
  form_class->send = agenda_send;
  form_class->keep = agenda_keep;
  form_class->restore = agenda_restore;
  form_class->start = agenda_start;
}

static void
cercle_case_agenda_init (CercleCaseAgenda *self)
{
  CercleCaseForm *form = CERCLE_CASE_FORM (self);

  self->meeting = gtk_drop_down_new (NULL, NULL);
  self->title = gtk_entry_new ();
  gtk_entry_set_max_length (GTK_ENTRY (self->title), 120);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->title), _ ("What is to be decided"));
  self->minutes = gtk_spin_button_new_with_range (1, 120, 5);
  cercle_set_spoken (self->minutes, _ ("Minutes"));
  gtk_widget_set_halign (self->minutes, GTK_ALIGN_START);
  self->hint = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->hint), 0);
  gtk_label_set_wrap (GTK_LABEL (self->hint), TRUE);
  gtk_widget_add_css_class (self->hint, "dim-label");
  cercle_case_form_add (form, _ ("What about"), self->title);
  cercle_case_form_add (form, _ ("Meeting"), self->meeting);
  cercle_case_form_add (form, _ ("Minutes"), self->minutes);
  cercle_case_form_add (form, NULL, self->hint);
}
