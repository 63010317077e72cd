/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does one see what is missing before a launch, confirm and sign it by keys, and does a national
 * referent see all communities and no case? */
#include "application.h"
#include "case-desk.h"
#include "cercle-application.h"
#include "cercle-community.h"
#include "cercle-launch-columns.h"
#include "cercle-launch-page.h"
#include "cercle-matrix-form.h"
#include "cercle-window.h"
#include "room.h"

static void
type (CaseDesk *desk, guint field, const char *text)
{
  case_desk_type (desk, field, text);
}

static void
press_save (CaseDesk *desk)
{
  GtkWidget *form = tree_find (desk->page, CERCLE_TYPE_MATRIX_FORM, NULL);

  g_assert_true (case_desk_key (form, GDK_KEY_Return, GDK_CONTROL_MASK));
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
confirm (CaseDesk *desk, const char *point, const char *evidence)
{
  gtk_widget_activate_action (desk->page, "launch.confirm", "s", point);
  CASE_DESK_WAIT (desk, has_form_cb);
  g_assert_null (tree_unnamed (desk->page));
  type (desk, CERCLE_LAUNCH_CHECK_EVIDENCE, evidence);
  press_save (desk);
  CASE_DESK_WAIT (desk, has_no_form_cb);
}

static GPtrArray *
find_all (CercleSession *session, const CercleKind *kind)
{
  g_autoptr (CercleQuery) query = cercle_query_new (kind);

  return room_find (session, query);
}

/* From nothing to a signature: five points, then the sixth; a day to come is no evidence. */
static void
test_community (void)
{
  CaseDesk desk;
  g_autoptr (GPtrArray) launches = NULL, checks = NULL;

  case_desk_begin (&desk);
  case_desk_show (&desk, CERCLE_TYPE_LAUNCH_PAGE, 640);
  cercle_page_open (CERCLE_PAGE (desk.page), NULL);
  cercle_page_start (CERCLE_PAGE (desk.page));
  case_desk_wait_for_words (&desk, "No day of launch is planned.");
  case_desk_wait_for_words (&desk, "Nobody is named: 360 referent of the ARS");
  case_desk_wait_for_words (&desk, "It is signed once the points above hold.");
  g_assert_null (tree_unnamed (desk.page));
  gtk_widget_activate_action (desk.page, "launch.confirm", "s", "consultations");
  CASE_DESK_WAIT (&desk, has_form_cb);
  type (&desk, CERCLE_LAUNCH_CHECK_DONE_ON, "2999-01-01");
  press_save (&desk);
  case_desk_wait_for_words (&desk, "This day is yet to come.");
  gtk_widget_activate_action (desk.page, "launch.confirm", "s", "consultations");
  type (&desk, CERCLE_LAUNCH_CHECK_DONE_ON, "2020-05-20");
  press_save (&desk);
  CASE_DESK_WAIT (&desk, has_no_form_cb);
  case_desk_wait_for_words (&desk, "Confirmed on 20 May 2020 by Ada Lemoine");
  confirm (&desk, "referents", "Letter of the three");
  case_desk_wait_for_words (&desk, "Letter of the three");
  confirm (&desk, "advisers", "Two mornings");
  case_desk_wait_for_words (&desk, "Two mornings");
  confirm (&desk, "telephone", "Three calls");
  case_desk_wait_for_words (&desk, "Three calls");
  confirm (&desk, "hours", "On the door");
  case_desk_wait_for_words (&desk, "On the door");
  case_desk_wait_for_words (&desk, "The operational review is not signed.");
  confirm (&desk, CERCLE_LAUNCH_REVIEW, "All were there");
  case_desk_wait_for_words (&desk, "Signed on ");
  g_assert_cmpstr (cercle_page_get_subtitle (CERCLE_PAGE (desk.page)), ==, "6 of 6 points hold");
  launches = find_all (desk.session, &cercle_launch_kind);
  checks = find_all (desk.session, &cercle_launch_check_kind);
  g_assert_cmpuint (launches->len, ==, 1);
  g_assert_cmpuint (checks->len, ==, CERCLE_N_LAUNCH_POINTS);
  gtk_widget_activate_action (desk.page, "launch.retract", "s", "telephone");
  case_desk_wait_for_words (&desk, "Nobody has confirmed that the telephone was tested.");
  case_desk_end (&desk);
}

static void
test_days (void)
{
  CaseDesk desk;

  case_desk_begin (&desk);
  case_desk_show (&desk, CERCLE_TYPE_LAUNCH_PAGE, 640);
  cercle_page_open (CERCLE_PAGE (desk.page), NULL);
  case_desk_wait_for_words (&desk, "No day of launch is planned.");
  gtk_widget_activate_action (desk.page, "launch.plan", NULL);
  CASE_DESK_WAIT (&desk, has_form_cb);
  type (&desk, CERCLE_LAUNCH_WAVE, "2");
  type (&desk, CERCLE_LAUNCH_PLANNED_ON, "2020-06-02");
  press_save (&desk);
  CASE_DESK_WAIT (&desk, has_no_form_cb);
  case_desk_wait_for_words (&desk, "Late");
  gtk_widget_activate_action (desk.page, "launch.plan", NULL);
  CASE_DESK_WAIT (&desk, has_form_cb);
  type (&desk, CERCLE_LAUNCH_ACTUAL_ON, "2020-06-03");
  press_save (&desk);
  CASE_DESK_WAIT (&desk, has_no_form_cb);
  case_desk_wait_for_words (&desk, "Launched");
  case_desk_wait_for_words (&desk, "3 June 2020");
  case_desk_end (&desk);
}

typedef struct
{
  CercleSession *session;
  CercleSettings *settings;
  CercleWindow *window;
} National;

static GtkWidget *
page_of (National *hers)
{
  return tree_find (GTK_WIDGET (hers->window), CERCLE_TYPE_LAUNCH_PAGE, NULL);
}

static gboolean
has_table_cb (gpointer data)
{
  GtkWidget *page = page_of (data);

  return page != NULL && gtk_widget_get_mapped (page) &&
         tree_shows (page, "Launched: 1 region of 18, 1 département of 101, 1 community");
}

static gboolean
has_points_cb (gpointer data)
{
  return tree_shows (page_of (data), "○ Telephone tested");
}

static CercleLaunchRow *
row_at (CercleCompactList *list, guint position)
{
  return g_list_model_get_item (cercle_compact_list_get_model (list), position);
}

static void
launch (CaseDesk *desk)
{
  g_autoptr (CercleRecord) record = cercle_session_new_record (desk->session, &cercle_launch_kind);
  CercleTx *tx = cercle_tx_new ("Launch");
  g_autoptr (GError) error = NULL;

  cercle_record_set_text (record, CERCLE_LAUNCH_COMMUNITY,
                          cercle_record_get_id (cercle_session_get_community (desk->session)));
  cercle_record_set_text (record, CERCLE_LAUNCH_ACTUAL_ON, "2020-06-02");
  cercle_tx_save (tx, record);
  room_commit (desk->session, tx, &error);
  g_assert_no_error (error);
  case_desk_exchange (desk->session);
}

/* The window begins with the table; a heading sorts; Return opens one community, which she only
 * reads. */
static void
test_national (void)
{
  CaseDesk desk;
  National hers = { NULL };
  CercleCompactList *list = NULL;
  g_autoptr (CercleLaunchRow) first = NULL;
  g_autoptr (GPtrArray) cases = NULL;

  case_desk_begin (&desk);
  g_free (case_desk_add (desk.session, "Mathis", "Quesnel", "Répit", NULL));
  launch (&desk);
  community_stop (desk.community);
  community_nation (desk.community, "50", "Cotentin");
  community_start (desk.community);
  hers.session = case_desk_other (&desk, "nat");
  hers.settings = cercle_settings_new ("test-launch", desk.folder);
  hers.window = cercle_window_new (application (), hers.session, hers.settings, cercle_actions);
  cercle_window_start (hers.window, NULL);
  ROOM_WAIT (has_table_cb, &hers);
  g_assert_null (tree_unnamed (page_of (&hers)));
  g_assert_false (tree_shows (GTK_WIDGET (hers.window), "Lists of the day"));
  list = CERCLE_COMPACT_LIST (tree_find (page_of (&hers), CERCLE_TYPE_COMPACT_LIST, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (cercle_compact_list_get_model (list)), ==,
                    CERCLE_N_DEPARTMENTS);
  /* Whoever has no community comes last, whichever way it is sorted. */
  g_signal_emit_by_name (list, "sort", "community", TRUE);
  first = row_at (list, 0);
  g_assert_cmpstr (cercle_record_get_text (first->line->community, CERCLE_COMMUNITY_NAME), ==,
                   "Cotentin");
  cercle_compact_list_select (list, 0, TRUE);
  g_signal_emit_by_name (list, "activate", 0);
  ROOM_WAIT (has_points_cb, &hers);
  g_assert_false (tree_shows (page_of (&hers), "Confirm…"));
  g_assert_true (case_desk_key (page_of (&hers), GDK_KEY_Escape, 0));
  ROOM_WAIT (has_table_cb, &hers);
  cases = find_all (hers.session, cercle_kind_find ("case"));
  g_assert_cmpuint (cases->len, ==, 0);
  gtk_window_destroy (GTK_WINDOW (hers.window));
  case_desk_drop_other (&desk, hers.session);
  g_clear_object (&hers.settings);
  case_desk_end (&desk);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/launch/community", test_community);
  g_test_add_func ("/launch/days", test_days);
  g_test_add_func ("/launch/national", test_national);
  return g_test_run ();
}
