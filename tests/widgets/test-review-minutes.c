/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Do the minutes say what was done, on its day, and who agreed? */
#include "case-desk.h"

#include <string.h>

#include "cercle-cases-page.h"
#include "cercle-review-minutes.h"
#include "cercle-review-sitting.h"
#include "room.h"

static void
finish (CercleSession *session, GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;

  ROOM_WAIT (room_has_cb, result);
  cercle_session_commit_finish (session, *result, &error);
  g_assert_no_error (error);
  g_clear_object (result);
}

/* A case of the desk is listed by hand and decided. */
static void
hold_review (CaseDesk *desk)
{
  g_autofree char *id = case_desk_add (desk->session, "Mathis", "Quesnel", "accueil de jour", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CercleRecord) verdict = NULL;
  g_autofree char *item = NULL;

  cercle_session_list_case_async (desk->session, id, room_keep_cb, &result);
  finish (desk->session, &result);
  item = cercle_review_item_id (cercle_session_get_scope (desk->session),
                                cercle_session_get_today (desk->session), id);
  verdict = cercle_session_get (desk->session, &cercle_review_item_kind, item);
  g_assert_nonnull (verdict);
  cercle_record_set_text (verdict, CERCLE_REVIEW_ITEM_KNOWN, "yes");
  cercle_record_set_text (verdict, CERCLE_REVIEW_ITEM_DECISION, "mdph");
  cercle_record_set_integer (verdict, CERCLE_REVIEW_ITEM_SECONDS, 90);
  cercle_session_give_verdict_async (desk->session, verdict, room_keep_cb, &result);
  finish (desk->session, &result);
}

/* A review of another day, without a case. */
static void
hold_earlier (CaseDesk *desk, const char *day)
{
  g_autoptr (CercleRecord) review =
      cercle_review_new (cercle_session_get_scope (desk->session), day);
  CercleTx *tx = cercle_tx_new ("Earlier");
  g_autoptr (GError) error = NULL;

  cercle_record_set_text (review, CERCLE_REVIEW_REMARKS, "Séance écourtée.");
  cercle_tx_save (tx, review);
  room_commit (desk->session, tx, &error);
  g_assert_no_error (error);
}

static gboolean
is_today_cb (gpointer page)
{
  return tree_shows (page, "1 case seen");
}

static gboolean
is_earlier_cb (gpointer page)
{
  return !tree_shows (page, "1 case seen") && cercle_page_get_subtitle (page) != NULL &&
         strstr (cercle_page_get_subtitle (page), "22 June 2020") != NULL;
}

static gboolean
is_empty_cb (gpointer page)
{
  return tree_find (page, ADW_TYPE_STATUS_PAGE, NULL) != NULL &&
         gtk_widget_get_mapped (tree_find (page, ADW_TYPE_STATUS_PAGE, NULL));
}

static gboolean
is_agreed_cb (gpointer page)
{
  g_autofree char *words = tree_words (page);
  return strstr (words, "Agreed for the community: Colette Niel, ") != NULL &&
         strstr (words, "Agreed for the MDPH: not yet") != NULL;
}

static gboolean
is_not_agreed_cb (gpointer page)
{
  return tree_shows (page, "Agreed for the community: not yet\nAgreed for the MDPH: not yet");
}

static CercleRecord *
review_on (CaseDesk *desk, const char *day)
{
  g_autofree char *id = cercle_review_id (cercle_session_get_scope (desk->session), day);
  return cercle_session_get (desk->session, &cercle_review_kind, id);
}

static CercleRecord *
review_of (CaseDesk *desk)
{
  return review_on (desk, cercle_session_get_today (desk->session));
}

static void
test_minutes (void)
{
  CaseDesk desk;
  g_autoptr (CercleRecord) review = NULL;
  g_autoptr (GError) error = NULL;

  case_desk_begin_as (&desk, "col");
  hold_earlier (&desk, "2020-06-22");
  hold_review (&desk);
  case_desk_show (&desk, CERCLE_TYPE_REVIEW_MINUTES, 1000);
  CASE_DESK_WAIT (&desk, is_today_cb);
  g_assert_true (tree_shows (desk.page, "already being handled; the MDPH goes on"));
  CASE_DESK_WAIT (&desk, is_not_agreed_cb);
  gtk_widget_activate_action (desk.page, "minutes.previous", NULL);
  CASE_DESK_WAIT (&desk, is_earlier_cb);
  gtk_widget_activate_action (desk.page, "minutes.next", NULL);
  CASE_DESK_WAIT (&desk, is_today_cb);
  gtk_widget_activate_action (desk.page, "minutes.agree", NULL);
  CASE_DESK_WAIT (&desk, is_agreed_cb);
  review = review_of (&desk);
  g_assert_true (cercle_record_is_set (review, CERCLE_REVIEW_TEAM_AGREED_BY));
  g_assert_false (cercle_record_is_set (review, CERCLE_REVIEW_MDPH_AGREED_BY));
  g_assert_true (room_undo (desk.session, &error));
  g_assert_no_error (error);
  CASE_DESK_WAIT (&desk, is_not_agreed_cb);
  case_desk_end (&desk);
}

static gboolean
has_dialog_cb (gpointer found)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        *(GtkWidget **) found = window;
    }
  return *(GtkWidget **) found != NULL;
}

static gboolean
mdph_agreed_cb (gpointer page)
{
  g_autofree char *words = tree_words (page);
  return strstr (words, "Agreed for the community: not yet") != NULL &&
         strstr (words, "Agreed for the MDPH: Colette Niel, ") != NULL;
}

/* Nobody of the MDPH has an account: she says who agreed, who is then one of those present. */
static void
test_mdph_agreed (void)
{
  CaseDesk desk;
  GtkWidget *dialog = NULL;
  g_autoptr (CercleRecord) review = NULL;

  case_desk_begin_as (&desk, "col");
  hold_review (&desk);
  case_desk_show (&desk, CERCLE_TYPE_REVIEW_MINUTES, 700);
  CASE_DESK_WAIT (&desk, is_today_cb);
  g_assert_true (gtk_widget_activate_action (desk.page, "minutes.mdph-agreed", NULL));
  g_assert_true (tree_wait (has_dialog_cb, &dialog));
  gtk_editable_set_text (GTK_EDITABLE (tree_find (dialog, GTK_TYPE_ENTRY, NULL)), "Mme Dutot");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "accept");
  CASE_DESK_WAIT (&desk, mdph_agreed_cb);
  review = review_of (&desk);
  g_assert_cmpstr (cercle_record_get_text (review, CERCLE_REVIEW_GUESTS), ==, "Mme Dutot");
  case_desk_end (&desk);
}

static gboolean
is_before_cb (gpointer page)
{
  return strstr (cercle_page_get_subtitle (page), "19 June 2020") != NULL;
}

static void
press_and_wait (CaseDesk *desk, guint key, gboolean (*func) (gpointer page))
{
  g_assert_true (case_desk_key (desk->page, key, 0));
  CASE_DESK_WAIT (desk, func);
}

/* The arrows walk through the days; what is agreed to there is of that day, and no other. */
static void
test_past_days (void)
{
  CaseDesk desk;
  GtkWidget *dialog = NULL, *focus = NULL;
  g_autoptr (CercleRecord) past = NULL, today = NULL, older = NULL;

  case_desk_begin_as (&desk, "col");
  hold_earlier (&desk, "2020-06-19");
  hold_earlier (&desk, "2020-06-22");
  hold_review (&desk);
  case_desk_show (&desk, CERCLE_TYPE_REVIEW_MINUTES, 640);
  cercle_page_start (CERCLE_PAGE (desk.page));
  CASE_DESK_WAIT (&desk, is_today_cb);
  focus = gtk_root_get_focus (GTK_ROOT (desk.window));
  g_assert_true (focus != NULL && gtk_widget_is_ancestor (focus, desk.page));
  press_and_wait (&desk, GDK_KEY_Left, is_earlier_cb);
  g_assert_true (gtk_widget_activate_action (desk.page, "minutes.mdph-agreed", NULL));
  g_assert_true (tree_wait (has_dialog_cb, &dialog));
  gtk_editable_set_text (GTK_EDITABLE (tree_find (dialog, GTK_TYPE_ENTRY, NULL)), "Mme Dutot");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "accept");
  CASE_DESK_WAIT (&desk, mdph_agreed_cb);
  press_and_wait (&desk, GDK_KEY_Left, is_before_cb);
  CASE_DESK_WAIT (&desk, is_not_agreed_cb);
  press_and_wait (&desk, GDK_KEY_Right, is_earlier_cb);
  CASE_DESK_WAIT (&desk, mdph_agreed_cb);
  press_and_wait (&desk, GDK_KEY_Right, is_today_cb);
  CASE_DESK_WAIT (&desk, is_not_agreed_cb);
  older = review_on (&desk, "2020-06-19");
  past = review_on (&desk, "2020-06-22");
  today = review_of (&desk);
  g_assert_cmpstr (cercle_record_get_text (past, CERCLE_REVIEW_GUESTS), ==, "Mme Dutot");
  g_assert_true (cercle_record_is_set (past, CERCLE_REVIEW_MDPH_AGREED_BY));
  g_assert_false (cercle_record_is_set (past, CERCLE_REVIEW_TEAM_AGREED_BY));
  g_assert_false (cercle_record_is_set (older, CERCLE_REVIEW_MDPH_AGREED_BY));
  g_assert_false (cercle_record_is_set (today, CERCLE_REVIEW_MDPH_AGREED_BY));
  g_assert_false (cercle_record_is_set (today, CERCLE_REVIEW_GUESTS));
  case_desk_end (&desk);
}

/* What was typed is kept when the page is left, and comes with the paper of that day. */
static void
test_typed (void)
{
  CaseDesk desk;
  g_autoptr (CercleRecord) review = NULL;
  CerclePaper *paper = NULL;
  GtkWidget *entry = NULL;

  case_desk_begin_as (&desk, "col");
  hold_review (&desk);
  case_desk_show (&desk, CERCLE_TYPE_REVIEW_MINUTES, 700);
  CASE_DESK_WAIT (&desk, is_today_cb);
  entry = tree_find (desk.page, GTK_TYPE_ENTRY, NULL);
  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Mme Dutot");
  cercle_page_leave (CERCLE_PAGE (desk.page));
  case_desk_settle ();
  review = review_of (&desk);
  g_assert_cmpstr (cercle_record_get_text (review, CERCLE_REVIEW_GUESTS), ==, "Mme Dutot");
  paper = cercle_paper_new (CERCLE_PAPER_REVIEW_MINUTES);
  g_assert_true (cercle_page_fill_paper (CERCLE_PAGE (desk.page), paper));
  g_assert_cmpstr (paper->day, ==, cercle_session_get_today (desk.session));
  cercle_paper_free (paper);
  case_desk_end (&desk);
}

static gboolean
has_figures_cb (gpointer page)
{
  return tree_shows (page, "1.5 min") && tree_shows (page, "100%") &&
         tree_shows (page, "1 of 1 verdict · 1 case");
}

/* Gathers what the numbers open. */
static gboolean
gather_cb (GtkWidget *widget, gpointer targets)
{
  const char *action =
      GTK_IS_ACTIONABLE (widget) ? gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)) : NULL;

  if (g_strcmp0 (action, "win.show-cases") == 0)
    g_ptr_array_add (
        targets,
        g_strconcat (CERCLE_CASES_WHERE,
                     g_variant_get_string (
                         gtk_actionable_get_action_target_value (GTK_ACTIONABLE (widget)), NULL),
                     NULL));
  return FALSE;
}

static gboolean
shows_two_cb (gpointer page)
{
  return case_desk_n_shown (page) == 2;
}

static gboolean
shows_one_cb (gpointer page)
{
  return case_desk_n_shown (page) == 1 && tree_shows (page, "Behind a number of the review");
}

/* Each number of the month opens the case that was seen, not the other one. */
static void
test_figures (void)
{
  CaseDesk desk;
  g_autoptr (GPtrArray) targets = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *other = NULL, *unnamed = NULL;

  case_desk_begin_as (&desk, "col");
  hold_review (&desk);
  other = case_desk_add (desk.session, "Lina", "Osmont", "répit", NULL);
  case_desk_show (&desk, CERCLE_TYPE_REVIEW_MINUTES, 700);
  CASE_DESK_WAIT (&desk, has_figures_cb);
  unnamed = tree_unnamed (desk.page);
  g_assert_cmpstr (unnamed, ==, NULL);
  tree_walk (desk.page, gather_cb, targets);
  /* Reviews, verdicts, minutes, days, already known: nothing for rights and third times. */
  g_assert_cmpuint (targets->len, ==, 5);
  case_desk_show (&desk, CERCLE_TYPE_CASES_PAGE, 1100);
  for (guint i = 0; i < targets->len; i++)
    {
      cercle_page_open (CERCLE_PAGE (desk.page), "open");
      CASE_DESK_WAIT (&desk, shows_two_cb);
      cercle_page_open (CERCLE_PAGE (desk.page), targets->pdata[i]);
      CASE_DESK_WAIT (&desk, shows_one_cb);
    }
  case_desk_end (&desk);
}

static void
test_empty (void)
{
  CaseDesk desk;

  case_desk_begin_as (&desk, "col");
  case_desk_show (&desk, CERCLE_TYPE_REVIEW_MINUTES, 1000);
  CASE_DESK_WAIT (&desk, is_empty_cb);
  case_desk_end (&desk);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/review-minutes/minutes", test_minutes);
  g_test_add_func ("/review-minutes/mdph-agreed", test_mdph_agreed);
  g_test_add_func ("/review-minutes/past-days", test_past_days);
  g_test_add_func ("/review-minutes/typed", test_typed);
  g_test_add_func ("/review-minutes/figures", test_figures);
  g_test_add_func ("/review-minutes/empty", test_empty);
  return g_test_run ();
}
