/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a session held by the keyboard alone, in at most four keys a case, and does the way back work?
 */
#include "review-desk.h"

#include "cercle-case-trail.h"
#include "cercle-case.h"
#include "cercle-consent.h"
#include "cercle-instant.h"
#include "cercle-projector.h"
#include "cercle-review.h"
#include "room.h"

#define N REVIEW_CASES

static void
assert_said (ReviewDesk *desk, const char *id, guint field, const char *token)
{
  g_autoptr (CercleRecord) item = review_desk_item (desk->desk.session, id);
  g_assert_cmpstr (cercle_record_get_text (item, field), ==, token);
}

/* Three cases, each in four keys at most: two checks, a decision, Return. */
static void
test_keys (void)
{
  static const struct
  {
    guint a, b, digit;
  } cases[N] = { { GDK_KEY_n, GDK_KEY_j, REVIEW_DIGIT (2) },
                 { GDK_KEY_o, GDK_KEY_R, REVIEW_KEYPAD_1 },
                 { GDK_KEY_i, GDK_KEY_v, REVIEW_DIGIT (3) } };
  static const char *const places[] = { "1 / 3", "2 / 3", "3 / 3" };
  ReviewDesk desk;

  review_desk_begin (&desk, 1100);
  review_desk_start (&desk);
  for (guint i = 0; i < N; i++)
    {
      review_desk_wait_place (&desk, places[i]);
      desk.pressed = 0;
      review_desk_press (&desk, cases[i].a);
      review_desk_press (&desk, cases[i].b);
      /* The digit's own sign: without shift on a French keyboard it is none. */
      g_assert_true (review_desk_press_code (&desk, GDK_KEY_eacute, cases[i].digit));
      review_desk_press (&desk, GDK_KEY_Return);
      g_assert_cmpuint (desk.pressed, <=, 4);
      review_desk_wait_decided (&desk, i + 1);
    }
  review_desk_wait_list (&desk);
  review_desk_end (&desk);
}

/* What was chosen is what is written, and it moves the case. */
static void
test_verdict (void)
{
  ReviewDesk desk;
  guint found = 0;

  review_desk_begin (&desk, 1100);
  review_desk_start (&desk);
  review_desk_press (&desk, GDK_KEY_o);
  review_desk_press (&desk, GDK_KEY_c);
  g_assert_true (review_desk_press_code (&desk, GDK_KEY_quotedbl, REVIEW_DIGIT (3)));
  review_desk_press (&desk, GDK_KEY_KP_Enter);
  review_desk_wait_decided (&desk, 1);
  for (guint i = 0; i < N; i++)
    {
      g_autoptr (CercleRecord) item = review_desk_item (desk.desk.session, desk.ids[i]);

      if (cercle_review_item_state (item) != CERCLE_REVIEW_DECIDED)
        continue;
      found++;
      assert_said (&desk, desk.ids[i], CERCLE_REVIEW_ITEM_KNOWN, "yes");
      assert_said (&desk, desk.ids[i], CERCLE_REVIEW_ITEM_RIGHTS, "under_way");
      assert_said (&desk, desk.ids[i], CERCLE_REVIEW_ITEM_DECISION, "together");
      g_assert_true (cercle_record_is_set (item, CERCLE_REVIEW_ITEM_HOLDER));
      g_assert_true (cercle_record_is_set (item, CERCLE_REVIEW_ITEM_DUE_ON));
    }
  g_assert_cmpuint (found, ==, 1);
  review_desk_end (&desk);
}

/* Without a decision, or without the checks, nothing is given, and it is said what is missing. */
static void
test_missing (void)
{
  ReviewDesk desk;
  g_autofree char *sentence = NULL;
  CercleReviewChoosing *choosing = NULL;

  review_desk_begin (&desk, 1100);
  review_desk_start (&desk);
  choosing = CERCLE_REVIEW_CHOOSING (tree_find (desk.desk.page, CERCLE_TYPE_REVIEW_CHOOSING, NULL));
  g_assert_null (cercle_review_choosing_get_verdict (choosing, &sentence));
  g_assert_cmpstr (sentence, ==, "Choose a decision: 1 to 6.");
  g_clear_pointer (&sentence, g_free);
  g_assert_true (review_desk_press_code (&desk, 0, REVIEW_DIGIT (1)));
  g_assert_null (cercle_review_choosing_get_verdict (choosing, &sentence));
  g_assert_true (g_str_has_prefix (sentence, "Answer the two checks first"));
  review_desk_press (&desk, GDK_KEY_Return);
  case_desk_settle ();
  g_assert_cmpuint (review_desk_n_decided (desk.desk.session), ==, 0);
  /* Taken off the list: no check is needed. */
  g_assert_true (review_desk_press_code (&desk, 0, REVIEW_DIGIT (6)));
  review_desk_press (&desk, GDK_KEY_Return);
  review_desk_wait_decided (&desk, 1);
  review_desk_end (&desk);
}

/* Half-made choices stay with their case: through a passing, and through a change from elsewhere.
 */
static void
test_kept (void)
{
  ReviewDesk desk;
  g_autoptr (CercleRecord) action = NULL, verdict = NULL;
  g_autofree char *sentence = NULL;

  review_desk_begin (&desk, 1100);
  review_desk_start (&desk);
  review_desk_press (&desk, GDK_KEY_n);
  review_desk_press (&desk, GDK_KEY_j);
  review_desk_press (&desk, GDK_KEY_p);
  review_desk_wait_place (&desk, "2 / 3");
  review_desk_press (&desk, GDK_KEY_Up);
  review_desk_wait_place (&desk, "1 / 3");
  action = case_desk_add_action (desk.desk.session, desk.ids[0], "Call", NULL);
  case_desk_settle ();
  g_assert_true (review_desk_press_code (&desk, 0, REVIEW_DIGIT (2)));
  verdict = cercle_review_choosing_get_verdict (
      CERCLE_REVIEW_CHOOSING (tree_find (desk.desk.page, CERCLE_TYPE_REVIEW_CHOOSING, NULL)),
      &sentence);
  g_assert_nonnull (verdict);
  g_assert_cmpstr (cercle_record_get_text (verdict, CERCLE_REVIEW_ITEM_KNOWN), ==, "no");
  g_assert_cmpstr (cercle_record_get_text (verdict, CERCLE_REVIEW_ITEM_RIGHTS), ==, "up_to_date");
  review_desk_end (&desk);
}

/* Undone, the verdict is gone and its case is shown again. */
static void
test_undo (void)
{
  ReviewDesk desk;
  g_autoptr (GError) error = NULL;

  review_desk_begin (&desk, 1100);
  review_desk_start (&desk);
  review_desk_press (&desk, GDK_KEY_n);
  review_desk_press (&desk, GDK_KEY_j);
  g_assert_true (review_desk_press_code (&desk, 0, REVIEW_DIGIT (2)));
  review_desk_press (&desk, GDK_KEY_Return);
  review_desk_wait_place (&desk, "2 / 3");
  review_desk_wait_decided (&desk, 1);
  case_desk_settle ();
  room_undo (desk.desk.session, &error);
  g_assert_no_error (error);
  review_desk_wait_decided (&desk, 0);
  review_desk_wait_place (&desk, "1 / 3");
  review_desk_end (&desk);
}

/* Letters are letters where one types, and nothing where they were switched off. */
static void
test_letters (void)
{
  ReviewDesk desk;
  GtkWidget *entry = NULL;

  review_desk_begin (&desk, 1100);
  review_desk_start (&desk);
  entry = tree_find (review_desk_case (&desk), GTK_TYPE_ENTRY, NULL);
  g_assert_true (review_desk_press_code (&desk, GDK_KEY_o, 0));
  gtk_widget_grab_focus (entry);
  g_assert_true (GTK_IS_TEXT (gtk_root_get_focus (GTK_ROOT (desk.desk.window))));
  g_assert_false (review_desk_press_code (&desk, GDK_KEY_p, 0));
  gtk_widget_grab_focus (review_desk_case (&desk));
  g_object_set (desk.desk.settings, "single-keys", FALSE, NULL);
  g_assert_false (review_desk_press_code (&desk, GDK_KEY_p, 0));
  g_object_set (desk.desk.settings, "single-keys", TRUE, NULL);
  g_assert_true (review_desk_press_code (&desk, GDK_KEY_p, 0));
  review_desk_wait_place (&desk, "2 / 3");
  g_assert_null (tree_unnamed (desk.desk.page));
  review_desk_end (&desk);
}

/* --- The list -----------------------------------------------------------------------------------
 */

static gboolean
left_out_cb (gpointer page)
{
  GListModel *model = cercle_compact_list_get_model (case_desk_list (page));
  g_autoptr (CercleReviewRow) last = g_list_model_get_item (model, N - 1);

  return last != NULL && last->state == CERCLE_REVIEW_LEFT_OUT;
}

static gboolean
put_back_cb (gpointer page)
{
  return case_desk_n_shown (page) == N && !left_out_cb (page);
}

static const char *second;

static gboolean
is_first_cb (gpointer page)
{
  GListModel *model = cercle_compact_list_get_model (case_desk_list (page));
  g_autoptr (CercleReviewRow) first = g_list_model_get_item (model, 0);

  return first != NULL && g_str_equal (cercle_review_row_get_case (first), second);
}

static gboolean
closed_cb (gpointer page)
{
  return tree_shows (page, "3 cases · 0 decided · The list is closed.");
}

/* Up by the keyboard; left out with a reason, put back; closed. */
static void
test_list (void)
{
  ReviewDesk desk;
  GtkWidget *preparing = NULL, *why = NULL;
  g_autoptr (CercleReviewRow) row = NULL;

  review_desk_begin (&desk, 1100);
  preparing = review_desk_preparing (&desk);
  g_assert_true (tree_shows (desk.desk.page, "3 cases · 0 decided · The list is not closed yet."));
  cercle_compact_list_select (case_desk_list (desk.desk.page), 1, TRUE);
  row = cercle_compact_list_get_selected_item (case_desk_list (desk.desk.page));
  second = cercle_review_row_get_case (row);
  g_assert_true (case_desk_key (preparing, GDK_KEY_Up, GDK_ALT_MASK));
  CASE_DESK_WAIT (&desk.desk, is_first_cb);
  g_assert_cmpuint (cercle_compact_list_get_selected (case_desk_list (desk.desk.page)), ==, 0);
  g_assert_true (case_desk_key (preparing, GDK_KEY_Delete, 0));
  why = tree_find (preparing, GTK_TYPE_ENTRY, NULL);
  for (GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (desk.desk.window)); focus != preparing;
       focus = gtk_widget_get_parent (focus))
    why = GTK_IS_ENTRY (focus) ? focus : why;
  gtk_editable_set_text (GTK_EDITABLE (why), "answered yesterday");
  g_signal_emit_by_name (why, "activate");
  CASE_DESK_WAIT (&desk.desk, left_out_cb);
  g_assert_false (review_desk_in_session (&desk));
  cercle_compact_list_select (case_desk_list (desk.desk.page), N - 1, TRUE);
  g_signal_emit_by_name (tree_find (preparing, GTK_TYPE_BUTTON, "_Put Back"), "clicked");
  CASE_DESK_WAIT (&desk.desk, put_back_cb);
  cercle_compact_list_select (case_desk_list (desk.desk.page), 1, TRUE);
  g_assert_true (case_desk_key (preparing, GDK_KEY_Return, GDK_CONTROL_MASK));
  CASE_DESK_WAIT (&desk.desk, closed_cb);
  case_desk_settle ();
  /* What stands under the keyboard stays there. */
  g_assert_cmpuint (cercle_compact_list_get_selected (case_desk_list (desk.desk.page)), ==, 1);
  review_desk_end (&desk);
}

/* Narrow: one column, the verdict under what is told, and nothing without a name. */
static void
test_narrow (void)
{
  ReviewDesk desk;

  review_desk_begin (&desk, 640);
  g_assert_null (tree_unnamed (desk.desk.page));
  review_desk_start (&desk);
  g_assert_true (
      gtk_widget_get_mapped (tree_find (desk.desk.page, CERCLE_TYPE_REVIEW_CHOOSING, NULL)));
  g_assert_null (tree_unnamed (desk.desk.page));
  cercle_page_set_narrow (CERCLE_PAGE (desk.desk.page), FALSE);
  g_assert_true (review_desk_press_code (&desk, GDK_KEY_Escape, 0));
  review_desk_wait_list (&desk);
  review_desk_end (&desk);
}

/* --- The room ----------------------------------------------------------------------------------
 */

static GtkWidget *
find_projector (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (CERCLE_IS_PROJECTOR (window))
        return window;
    }
  return NULL;
}

static gboolean
shows_words_cb (gpointer window)
{
  g_autofree char *words = tree_words (window);

  return strstr (words, "In the minutes:") != NULL;
}

static void
put_in_care (ReviewDesk *desk, const char *id)
{
  g_autoptr (CercleRecord) kase = case_desk_case (desk->desk.session, id);
  CercleTx *tx = cercle_tx_new ("In care");
  g_autoptr (GError) error = NULL;

  cercle_record_set_text (kase, CERCLE_CASE_PROFILE, "ase");
  cercle_tx_save (tx, kase);
  room_commit (desk->desk.session, tx, &error);
  g_assert_no_error (error);
}

static gboolean
tells_care_cb (gpointer page)
{
  g_autofree char *words = tree_words (page);

  return strstr (words, "in care") != NULL;
}

/* The wall follows the page in hand, and tells what the MDPH is told and no more: who she is stays
 * the desk's without her consent, and so does that she is in care. */
static void
test_projector (void)
{
  ReviewDesk desk;
  GtkWidget *window = NULL;
  g_autofree char *words = NULL;

  review_desk_begin (&desk, 640);
  /* Of those who are signed in here nobody keeps the cases of children in care from the server. */
  community_stop (desk.desk.community);
  put_in_care (&desk, desk.ids[0]);
  g_assert_true (case_desk_key (desk.desk.page, GDK_KEY_F11, 0));
  window = find_projector ();
  g_assert_nonnull (window);
  g_assert_true (tree_shows (window, "MDPH review"));
  review_desk_start (&desk);
  CASE_DESK_WAIT (&desk.desk, tells_care_cb);
  g_assert_true (tree_shows (window, "1 / 3"));
  g_assert_true (tree_shows (window, "M. Q."));
  review_desk_press (&desk, GDK_KEY_m);
  g_assert_true (tree_shows (review_desk_case (&desk), "Mathis Quesnel"));
  g_assert_true (tree_shows (window, "M. Q."));
  words = tree_words (window);
  g_assert_null (strstr (words, "Quesnel"));
  g_assert_null (strstr (words, "in care"));
  g_assert_null (strstr (words, "Record Consent"));
  review_desk_press (&desk, GDK_KEY_n);
  review_desk_press (&desk, GDK_KEY_j);
  g_assert_true (review_desk_press_code (&desk, 0, REVIEW_DIGIT (2)));
  g_assert_true (tree_wait (shows_words_cb, window));
  review_desk_press (&desk, GDK_KEY_p);
  g_assert_true (tree_shows (window, "2 / 3"));
  g_assert_true (tree_shows (window, "M. T."));
  cercle_page_leave (CERCLE_PAGE (desk.desk.page));
  g_assert_false (tree_shows (window, "M. T."));
  /* Closed by hand, it can be opened again; it goes with the page. */
  g_assert_true (case_desk_key (window, GDK_KEY_Escape, 0));
  g_assert_null (find_projector ());
  g_assert_true (case_desk_key (desk.desk.page, GDK_KEY_F11, 0));
  g_assert_nonnull (find_projector ());
  review_desk_end (&desk);
  g_assert_null (find_projector ());
}

static void
record_consent (ReviewDesk *desk, const char *id)
{
  CercleSession *session = desk->desk.session;
  g_autoptr (CercleRecord) person = case_desk_person (session, id);
  g_autoptr (CercleRecord) consent = cercle_session_new_record (session, &cercle_consent_kind);
  CercleTx *tx = cercle_tx_new ("Consent");
  g_autoptr (GError) error = NULL;

  cercle_record_set_text (consent, CERCLE_CONSENT_PERSON, cercle_record_get_id (person));
  cercle_record_set_text (consent, CERCLE_CONSENT_PURPOSE, "review");
  cercle_record_set_text (consent, CERCLE_CONSENT_RECIPIENTS, "mdph");
  cercle_record_set_text (consent, CERCLE_CONSENT_DATA, "identity");
  cercle_record_set_text (consent, CERCLE_CONSENT_GIVEN, "yes");
  cercle_record_set_text (consent, CERCLE_CONSENT_GIVEN_ON, cercle_session_get_today (session));
  cercle_tx_save (tx, consent);
  room_commit (session, tx, &error);
  g_assert_no_error (error);
}

static gboolean
is_named_cb (gpointer page)
{
  GtkWidget *preparing = tree_find (page, CERCLE_TYPE_REVIEW_PREPARING, NULL);

  return !gtk_widget_get_mapped (tree_find (preparing, GTK_TYPE_BUTTON, "_Record Consent…"));
}

/* From the list, too, before the session: of the line in hand, and of one without it alone. */
static void
test_list_consent (void)
{
  ReviewDesk desk;
  g_autofree char *wanted = NULL, *next = NULL;
  GtkWidget *button = NULL;
  guint place = 0, n = 0;

  review_desk_begin (&desk, 1100);
  cercle_compact_list_select (case_desk_list (desk.desk.page), 1, TRUE);
  button = tree_find (review_desk_preparing (&desk), GTK_TYPE_BUTTON, "_Record Consent…");
  g_assert_true (gtk_widget_get_mapped (button));
  g_signal_emit_by_name (button, "clicked");
  wanted = g_strdup_printf ("open-case %s/consent", desk.ids[1]);
  g_assert_cmpstr (desk.desk.asked, ==, wanted);
  /* On its page the case is still the second of the list. */
  g_assert_true (cercle_case_trail_tell (desk.desk.session, desk.ids[1], &place, &n));
  g_assert_cmpuint (place, ==, 1);
  g_assert_cmpuint (n, ==, REVIEW_CASES);
  next = cercle_case_trail_step (desk.desk.session, desk.ids[1], 1);
  g_assert_cmpstr (next, ==, desk.ids[2]);
  record_consent (&desk, desk.ids[1]);
  CASE_DESK_WAIT (&desk.desk, is_named_cb);
  g_assert_cmpuint (cercle_compact_list_get_selected (case_desk_list (desk.desk.page)), ==, 1);
  cercle_compact_list_select (case_desk_list (desk.desk.page), 2, TRUE);
  g_assert_true (gtk_widget_get_mapped (button));
  review_desk_end (&desk);
}

static gboolean
may_name_cb (gpointer page)
{
  return tree_shows (page, "Identity hidden, she agreed to it being told (M shows it)");
}

/* Who cannot be found by the MDPH is said so, and one button leads to what she allows; once it is
 * recorded, her name may stand on the wall. */
static void
test_consent (void)
{
  ReviewDesk desk;
  g_autofree char *wanted = NULL, *hidden = NULL, *shown = NULL;
  GtkWidget *button = NULL;

  review_desk_begin (&desk, 1100);
  review_desk_start (&desk);
  g_assert_true (case_desk_key (desk.desk.page, GDK_KEY_F11, 0));
  g_assert_true (case_desk_says (&desk.desk, "the MDPH cannot find her"));
  button = tree_find (review_desk_case (&desk), GTK_TYPE_BUTTON, "Record Consent…");
  g_assert_true (gtk_widget_get_mapped (button));
  g_signal_emit_by_name (button, "clicked");
  wanted = g_strdup_printf ("open-case %s/consent", desk.ids[0]);
  g_assert_cmpstr (desk.desk.asked, ==, wanted);
  record_consent (&desk, desk.ids[0]);
  CASE_DESK_WAIT (&desk.desk, may_name_cb);
  g_assert_false (gtk_widget_get_mapped (button));
  hidden = tree_words (find_projector ());
  g_assert_null (strstr (hidden, "Quesnel"));
  review_desk_press (&desk, GDK_KEY_m);
  shown = tree_words (find_projector ());
  g_assert_nonnull (strstr (shown, "Mathis Quesnel"));
  review_desk_end (&desk);
}

static gboolean
tells_long_cb (gpointer page)
{
  g_autofree char *words = tree_words (page);

  return strstr (words, "1 min 35 s on this case, more than 1 min 30 s · 1 min of 20") != NULL;
}

/* Of this day: whenever the test is run, no midnight comes. */
static gint64
noon (void)
{
  const gint64 day = G_GINT64_CONSTANT (24) * 60 * 60 * 1000;

  return cercle_instant_now () / day * day + day / 2;
}

/* The clock of a case tells that it is long, stops nobody, and is written with the verdict; a
 * machine that slept adds nothing. */
static void
test_clock (void)
{
  gint64 now = noon ();
  ReviewDesk desk;
  g_autoptr (CercleRecord) item = NULL;

  cercle_instant_freeze (now);
  review_desk_begin (&desk, 1100);
  review_desk_start (&desk);
  cercle_instant_freeze (now + 95 * 1000);
  CASE_DESK_WAIT (&desk.desk, tells_long_cb);
  review_desk_press (&desk, GDK_KEY_p);
  review_desk_wait_place (&desk, "2 / 3");
  cercle_instant_freeze (now + 3600 * 1000);
  review_desk_press (&desk, GDK_KEY_Up);
  review_desk_wait_place (&desk, "1 / 3");
  CASE_DESK_WAIT (&desk.desk, tells_long_cb);
  review_desk_press (&desk, GDK_KEY_n);
  review_desk_press (&desk, GDK_KEY_j);
  g_assert_true (review_desk_press_code (&desk, 0, REVIEW_DIGIT (2)));
  review_desk_press (&desk, GDK_KEY_Return);
  review_desk_wait_decided (&desk, 1);
  item = review_desk_item (desk.desk.session, desk.ids[0]);
  g_assert_cmpint (cercle_record_get_integer (item, CERCLE_REVIEW_ITEM_SECONDS, 0), ==, 95);
  review_desk_end (&desk);
  cercle_instant_freeze (0);
}

static const char *told;

static gboolean
tells_time_cb (gpointer page)
{
  g_autofree char *words = tree_words (page);

  return strstr (words, told) != NULL;
}

static void
wait_time (ReviewDesk *desk, gint64 instant, const char *words)
{
  cercle_instant_freeze (instant);
  told = words;
  CASE_DESK_WAIT (&desk->desk, tells_time_cb);
}

/* That of the whole session, too; the next day begins at nought, on a page that stayed open. */
static void
test_session_clock (void)
{
  const gint64 minute = 60 * 1000, now = noon ();
  ReviewDesk desk;

  cercle_instant_freeze (now);
  review_desk_begin (&desk, 1100);
  review_desk_start (&desk);
  wait_time (&desk, now + 9 * minute, "9 min 0 s on this case, more than 1 min 30 s · 9 min of 20");
  review_desk_press (&desk, GDK_KEY_p);
  review_desk_wait_place (&desk, "2 / 3");
  wait_time (&desk, now + 18 * minute, " · 18 min of 20");
  wait_time (&desk, now + 21 * minute, " · 21 min of review, more than 20");
  review_desk_press (&desk, GDK_KEY_n);
  review_desk_press (&desk, GDK_KEY_j);
  g_assert_true (review_desk_press_code (&desk, 0, REVIEW_DIGIT (2)));
  review_desk_press (&desk, GDK_KEY_Return);
  review_desk_wait_decided (&desk, 1);
  review_desk_wait_place (&desk, "3 / 3");
  wait_time (&desk, now + 24 * 60 * minute, "0 s on this case · 0 min of 20");
  review_desk_end (&desk);
  cercle_instant_freeze (0);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/review/keys", test_keys);
  g_test_add_func ("/review/verdict", test_verdict);
  g_test_add_func ("/review/missing", test_missing);
  g_test_add_func ("/review/kept", test_kept);
  g_test_add_func ("/review/undo", test_undo);
  g_test_add_func ("/review/letters", test_letters);
  g_test_add_func ("/review/list", test_list);
  g_test_add_func ("/review/narrow", test_narrow);
  g_test_add_func ("/review/projector", test_projector);
  g_test_add_func ("/review/consent", test_consent);
  g_test_add_func ("/review/list-consent", test_list_consent);
  g_test_add_func ("/review/clock", test_clock);
  g_test_add_func ("/review/session-clock", test_session_clock);
  return g_test_run ();
}
