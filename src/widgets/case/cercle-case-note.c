/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is worth remembering, and is it what the person said? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-note.h"

#include <glib/gi18n-lib.h>

#include "cercle-community.h"
#include "cercle-escape.h"
#include "cercle-event.h"
#include "cercle-json.h"
#include "cercle-macros.h"
#include "cercle-moves.h"
#include "cercle-text.h"

#define HEIGHT 66

struct _CercleCaseNote
{
  CercleCaseForm parent_instance;
  GtkWidget *text, *words;
};

G_DEFINE_FINAL_TYPE (CercleCaseNote, cercle_case_note, CERCLE_TYPE_CASE_FORM)

static char *
typed_text (CercleCaseNote *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static gboolean
note_fill (CercleCaseForm *form, CercleTx *tx, GError **error)
{
  CercleCaseNote *self = CERCLE_CASE_NOTE (form);
  g_autofree char *typed = typed_text (self);
  g_autofree char *text = cercle_text_clean (typed, TRUE);
  gboolean words = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->words));
  CercleRecord *member = cercle_session_get_member (cercle_case_form_get_session (form));
  g_autoptr (CercleRecord) event = NULL;

  if (text == NULL)
    return cercle_case_form_refuse (form, self->text, error, _ ("There is nothing to note yet."));
  event = cercle_event_new (cercle_case_form_get_file (form)->kase, words ? "words" : "note", text);
  if (member != NULL)
    cercle_record_set_text (event, CERCLE_EVENT_BY, cercle_record_get_id (member));
  if (!cercle_record_check_field (event, CERCLE_EVENT_TEXT, error))
    return FALSE;
  cercle_tx_save (tx, event);
  return TRUE;
}

static JsonObject *
note_keep (CercleCaseForm *form)
{
  CercleCaseNote *self = CERCLE_CASE_NOTE (form);
  g_autofree char *typed = typed_text (self);
  JsonObject *object = NULL;

  if (typed[0] == '\0')
    return NULL;
  object = json_object_new ();
  json_object_set_string_member (object, "text", typed);
  json_object_set_boolean_member (object, "words",
                                  gtk_check_button_get_active (GTK_CHECK_BUTTON (self->words)));
  return object;
}

static void
note_restore (CercleCaseForm *form, JsonObject *typed)
{
  CercleCaseNote *self = CERCLE_CASE_NOTE (form);
  const char *text = cercle_case_form_text (typed, "text");
  gboolean words = FALSE;

  if (typed != NULL)
    cercle_json_flag_opt (typed, "words", &words, NULL);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text)),
                            text != NULL ? text : "", -1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->words), words);
}

static void
note_start (CercleCaseForm *form)
{
  gtk_widget_grab_focus (CERCLE_CASE_NOTE (form)->text);
}

static void
cercle_case_note_class_init (CercleCaseNoteClass *klass)
{
  CercleCaseFormClass *form_class = CERCLE_CASE_FORM_CLASS (klass);

  form_class->draft = "note";
  form_class->title = N_ ("Add a Note");
  form_class->button = N_ ("Save the Note");
  form_class->label = N_ ("Note added.");
  form_class->fill = note_fill;
  form_class->keep = note_keep;
  form_class->restore = note_restore;
  form_class->start = note_start;
}

static void
cercle_case_note_init (CercleCaseNote *self)
{
  CercleCaseForm *form = CERCLE_CASE_FORM (self);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->text = gtk_text_view_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->text), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->text), FALSE);
  cercle_set_spoken (self->text, _ ("Note"));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->text);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), HEIGHT);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 3 * HEIGHT);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_widget_add_css_class (scroller, "note");
  gtk_widget_add_css_class (scroller, "card");
  self->words = gtk_check_button_new_with_label (_ ("These are the person's own words"));
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text)), "changed",
                            G_CALLBACK (cercle_case_form_touch), self);
  cercle_case_form_add (form, NULL, scroller);
  cercle_case_form_add (form, NULL, self->words);
}
