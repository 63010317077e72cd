/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a question asked, sent and answered on its page, and is the answer found and used on a case?
 */
#include "case-desk.h"

#include <string.h>

#include "cercle-faq-page.h"
#include "cercle-matrix-form.h"
#include "cercle-question-desk.h"
#include "cercle-questions-page.h"
#include "room.h"

static void
begin (CaseDesk *desk, const char *login, GType page, const char *target, int width)
{
  case_desk_begin_as (desk, login);
  case_desk_show (desk, page, width);
  cercle_page_open (CERCLE_PAGE (desk->page), target);
  cercle_page_start (CERCLE_PAGE (desk->page));
}

static gboolean
has_lines_cb (gpointer page)
{
  return case_desk_n_shown (page) > 0;
}

static gboolean
has_form_cb (gpointer page)
{
  return gtk_widget_get_mapped (tree_find (page, CERCLE_TYPE_MATRIX_FORM, NULL));
}

static gboolean
has_no_form_cb (gpointer page)
{
  return !has_form_cb (page);
}

static void
write_and_save (CaseDesk *desk, guint field, const char *text)
{
  GtkWidget *form = tree_find (desk->page, CERCLE_TYPE_MATRIX_FORM, NULL);

  CASE_DESK_WAIT (desk, has_form_cb);
  g_assert_null (tree_unnamed (desk->page));
  case_desk_type (desk, field, text);
  g_assert_true (case_desk_key (form, GDK_KEY_Return, GDK_CONTROL_MASK));
  CASE_DESK_WAIT (desk, has_no_form_cb);
}

/* Insert, the words, Ctrl+Return; then sent, then answered. */
static void
test_question (gconstpointer width)
{
  CaseDesk desk;

  begin (&desk, "col", CERCLE_TYPE_QUESTIONS_PAGE, NULL, GPOINTER_TO_INT (width));
  g_assert_null (tree_unnamed (desk.page));
  gtk_widget_activate_action (desk.page, "question.new", NULL);
  write_and_save (&desk, CERCLE_QUESTION_TEXT, "Qui finance l’interprète ?");
  CASE_DESK_WAIT (&desk, has_lines_cb);
  case_desk_wait_for_words (&desk, "To send");
  gtk_widget_activate_action (desk.page, "question.send", NULL);
  case_desk_wait_for_words (&desk, "Note the Answer…");
  gtk_widget_activate_action (desk.page, "question.answer", NULL);
  write_and_save (&desk, CERCLE_QUESTION_ANSWER, "L’enveloppe régionale.");
  case_desk_wait_for_words (&desk, "L’enveloppe régionale.");
  g_assert_null (tree_unnamed (desk.page));
  case_desk_end (&desk);
}

/* Opened to ask: the form is there. */
static void
test_asked (void)
{
  CaseDesk desk;

  begin (&desk, "ada", CERCLE_TYPE_QUESTIONS_PAGE, CERCLE_QUESTIONS_ASK, 1156);
  CASE_DESK_WAIT (&desk, has_form_cb);
  write_and_save (&desk, CERCLE_QUESTION_TEXT, "Peut-on prolonger ?");
  case_desk_wait_for_words (&desk, "Peut-on prolonger ?");
  case_desk_end (&desk);
}

static void
test_faq (gconstpointer width)
{
  CaseDesk desk;

  begin (&desk, "col", CERCLE_TYPE_FAQ_PAGE, NULL, GPOINTER_TO_INT (width));
  case_desk_wait_for_words (&desk, "No answer has been circulated yet.");
  gtk_widget_activate_action (desk.page, "faq.new", NULL);
  CASE_DESK_WAIT (&desk, has_form_cb);
  case_desk_type (&desk, CERCLE_ARTICLE_QUESTION, "Combien d’heures ?");
  write_and_save (&desk, CERCLE_ARTICLE_ANSWER, "Quatre heures.");
  CASE_DESK_WAIT (&desk, has_lines_cb);
  case_desk_wait_for_words (&desk, "Quatre heures.");
  gtk_widget_activate_action (desk.page, "faq.next", NULL);
  write_and_save (&desk, CERCLE_ARTICLE_ANSWER, "Six heures.");
  case_desk_wait_for_words (&desk, "Six heures.");
  case_desk_wait_for_words (&desk, "Before");
  g_assert_cmpuint (case_desk_n_shown (desk.page), ==, 1);
  g_assert_null (tree_unnamed (desk.page));
  case_desk_end (&desk);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_data_func ("/questions/page/wide", GINT_TO_POINTER (1156), test_question);
  g_test_add_data_func ("/questions/page/narrow", GINT_TO_POINTER (620), test_question);
  g_test_add_func ("/questions/asked", test_asked);
  g_test_add_data_func ("/questions/faq/wide", GINT_TO_POINTER (1156), test_faq);
  g_test_add_data_func ("/questions/faq/narrow", GINT_TO_POINTER (620), test_faq);
  return g_test_run ();
}
