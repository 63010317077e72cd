/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a session held by the keyboard alone, in at most four keys a case, and does the way back work?
 */
#include "case-desk.h"

#include "cercle-case.h"
#include "cercle-day.h"
#include "cercle-review-case.h"
#include "cercle-review-choosing.h"
#include "cercle-review-page.h"
#include "cercle-review-preparing.h"
#include "cercle-review.h"
#include "room.h"

#define N 3

/* Key codes of the row of digits, as on every keyboard, and of the keypad. */
#define DIGIT(n) (9 + (n))
#define KEYPAD_1 87

static const char *const names[N] = { "Quesnel", "Tostain", "Onfroy" };
static guint pressed;

static GtkWidget *
preparing_of (gpointer page)
{
  return tree_find (page, CERCLE_TYPE_REVIEW_PREPARING, NULL);
}

static GtkWidget *
case_of (gpointer page)
{
  return tree_find (page, CERCLE_TYPE_REVIEW_CASE, NULL);
}

static gboolean
has_all_cb (gpointer page)
{
  return case_desk_n_shown (page) == N;
}

/* The rule that brings it to the review, and its place in the list. */
static void
expect_break (CercleSession *session, const char *id, int in_days)
{
  g_autoptr (CercleRecord) kase = case_desk_case (session, id);
  g_autofree char *day = cercle_day_to_text (cercle_session_get_today_number (session) + in_days);
  CercleTx *tx = cercle_tx_new ("Break expected");
  g_autoptr (GError) error = NULL;

  cercle_record_set_text (kase, CERCLE_CASE_BREAK_ON, day);
  cercle_tx_save (tx, kase);
  room_commit (session, tx, &error);
  g_assert_no_error (error);
}

static void
begin (CaseDesk *desk, char *ids[N], int width)
{
  case_desk_begin (desk);
  for (guint i = 0; i < N; i++)
    {
      ids[i] = case_desk_add (desk->session, "Mathis", names[i], "Répit", NULL);
      expect_break (desk->session, ids[i], (int) i + 1);
    }
  case_desk_show (desk, CERCLE_TYPE_REVIEW_PAGE, width);
  cercle_page_open (CERCLE_PAGE (desk->page), NULL);
  cercle_page_start (CERCLE_PAGE (desk->page));
  CASE_DESK_WAIT (desk, has_all_cb);
}

static void
end (CaseDesk *desk, char *ids[N])
{
  for (guint i = 0; i < N; i++)
    g_free (ids[i]);
  case_desk_end (desk);
}

/* As the window hears it: first the page's own keys, in the capture phase. */
static gboolean
press_code (CaseDesk *desk, guint key, guint code)
{
  GtkWidget *one = case_of (desk->page);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (one);

  pressed++;
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean stopped = FALSE;

      if (!GTK_IS_EVENT_CONTROLLER_KEY (controller))
        continue;
      g_signal_emit_by_name (controller, "key-pressed", key, code, 0, &stopped);
      if (stopped)
        return TRUE;
    }
  return FALSE;
}

static void
press (CaseDesk *desk, guint key)
{
  g_assert_true (press_code (desk, key, 0));
}

static gboolean
in_session_cb (gpointer page)
{
  return gtk_widget_get_mapped (case_of (page));
}

static gboolean
in_list_cb (gpointer page)
{
  return gtk_widget_get_mapped (preparing_of (page));
}

static void
start_session (CaseDesk *desk)
{
  cercle_compact_list_select (case_desk_list (desk->page), 0, TRUE);
  g_signal_emit_by_name (case_desk_list (desk->page), "activate", 0);
  CASE_DESK_WAIT (desk, in_session_cb);
}

static guint
n_decided (CercleSession *session)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_review_item_kind);
  g_autoptr (GPtrArray) items = room_find (session, query);
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    n += cercle_review_item_state (items->pdata[i]) == CERCLE_REVIEW_DECIDED;
  return n;
}

static guint wanted;
static CercleSession *asked;

static gboolean
decided_cb (gpointer page)
{
  return n_decided (asked) == wanted;
}

static void
wait_decided (CaseDesk *desk, guint n)
{
  wanted = n;
  asked = desk->session;
  CASE_DESK_WAIT (desk, decided_cb);
}

static CercleRecord *
item_of (CaseDesk *desk, const char *id)
{
  g_autoptr (GPtrArray) items = case_desk_find (desk->session, &cercle_review_item_kind, id);

  g_assert_cmpuint (items->len, ==, 1);
  return g_object_ref (items->pdata[0]);
}

static void
assert_said (CaseDesk *desk, const char *id, guint field, const char *token)
{
  g_autoptr (CercleRecord) item = item_of (desk, id);
  g_assert_cmpstr (cercle_record_get_text (item, field), ==, token);
}

/* Case by case: which is shown as "1 / 3"? */
static const char *place;

static gboolean
at_place_cb (gpointer page)
{
  return in_session_cb (page) && tree_shows (case_of (page), place);
}

static void
wait_place (CaseDesk *desk, const char *at)
{
  place = at;
  CASE_DESK_WAIT (desk, at_place_cb);
}

/* Three cases, each in four keys at most: two checks, a decision, Return. */
static void
test_keys (void)
{
  static const struct
  {
    guint a, b, digit;
  } cases[N] = { { GDK_KEY_n, GDK_KEY_j, DIGIT (2) },
                 { GDK_KEY_o, GDK_KEY_R, KEYPAD_1 },
                 { GDK_KEY_i, GDK_KEY_v, DIGIT (3) } };
  static const char *const places[] = { "1 / 3", "2 / 3", "3 / 3" };
  CaseDesk desk;
  char *ids[N];

  begin (&desk, ids, 1100);
  start_session (&desk);
  for (guint i = 0; i < N; i++)
    {
      wait_place (&desk, places[i]);
      pressed = 0;
      press (&desk, cases[i].a);
      press (&desk, cases[i].b);
      /* The digit's own sign: without shift on a French keyboard it is none. */
      g_assert_true (press_code (&desk, GDK_KEY_eacute, cases[i].digit));
      press (&desk, GDK_KEY_Return);
      g_assert_cmpuint (pressed, <=, 4);
      wait_decided (&desk, i + 1);
    }
  CASE_DESK_WAIT (&desk, in_list_cb);
  end (&desk, ids);
}

/* What was chosen is what is written, and it moves the case. */
static void
test_verdict (void)
{
  CaseDesk desk;
  char *ids[N];
  guint found = 0;

  begin (&desk, ids, 1100);
  start_session (&desk);
  wait_place (&desk, "1 / 3");
  press (&desk, GDK_KEY_o);
  press (&desk, GDK_KEY_c);
  g_assert_true (press_code (&desk, GDK_KEY_quotedbl, DIGIT (3)));
  press (&desk, GDK_KEY_KP_Enter);
  wait_decided (&desk, 1);
  for (guint i = 0; i < N; i++)
    {
      g_autoptr (CercleRecord) item = item_of (&desk, ids[i]);

      if (cercle_review_item_state (item) != CERCLE_REVIEW_DECIDED)
        continue;
      found++;
      assert_said (&desk, ids[i], CERCLE_REVIEW_ITEM_KNOWN, "yes");
      assert_said (&desk, ids[i], CERCLE_REVIEW_ITEM_RIGHTS, "under_way");
      assert_said (&desk, ids[i], CERCLE_REVIEW_ITEM_DECISION, "together");
      g_assert_true (cercle_record_is_set (item, CERCLE_REVIEW_ITEM_HOLDER));
      g_assert_true (cercle_record_is_set (item, CERCLE_REVIEW_ITEM_DUE_ON));
    }
  g_assert_cmpuint (found, ==, 1);
  end (&desk, ids);
}

/* Without a decision, or without the checks, nothing is given, and it is said what is missing. */
static void
test_missing (void)
{
  CaseDesk desk;
  char *ids[N];
  g_autofree char *sentence = NULL;
  CercleReviewChoosing *choosing = NULL;

  begin (&desk, ids, 1100);
  start_session (&desk);
  choosing = CERCLE_REVIEW_CHOOSING (tree_find (desk.page, CERCLE_TYPE_REVIEW_CHOOSING, NULL));
  g_assert_null (cercle_review_choosing_get_verdict (choosing, &sentence));
  g_assert_cmpstr (sentence, ==, "Choose a decision: 1 to 6.");
  g_clear_pointer (&sentence, g_free);
  g_assert_true (press_code (&desk, 0, DIGIT (1)));
  g_assert_null (cercle_review_choosing_get_verdict (choosing, &sentence));
  g_assert_true (g_str_has_prefix (sentence, "Answer the two checks first"));
  press (&desk, GDK_KEY_Return);
  case_desk_settle ();
  g_assert_cmpuint (n_decided (desk.session), ==, 0);
  /* Taken off the list: no check is needed. */
  g_assert_true (press_code (&desk, 0, DIGIT (6)));
  press (&desk, GDK_KEY_Return);
  wait_decided (&desk, 1);
  end (&desk, ids);
}

/* Half-made choices stay with their case: through a passing, and through a change from elsewhere.
 */
static void
test_kept (void)
{
  CaseDesk desk;
  char *ids[N];
  g_autoptr (CercleRecord) action = NULL, verdict = NULL;
  g_autofree char *sentence = NULL;

  begin (&desk, ids, 1100);
  start_session (&desk);
  wait_place (&desk, "1 / 3");
  press (&desk, GDK_KEY_n);
  press (&desk, GDK_KEY_j);
  press (&desk, GDK_KEY_p);
  wait_place (&desk, "2 / 3");
  press (&desk, GDK_KEY_Up);
  wait_place (&desk, "1 / 3");
  action = case_desk_add_action (desk.session, ids[0], "Call", NULL);
  case_desk_settle ();
  g_assert_true (press_code (&desk, 0, DIGIT (2)));
  verdict = cercle_review_choosing_get_verdict (
      CERCLE_REVIEW_CHOOSING (tree_find (desk.page, CERCLE_TYPE_REVIEW_CHOOSING, NULL)), &sentence);
  g_assert_nonnull (verdict);
  g_assert_cmpstr (cercle_record_get_text (verdict, CERCLE_REVIEW_ITEM_KNOWN), ==, "no");
  g_assert_cmpstr (cercle_record_get_text (verdict, CERCLE_REVIEW_ITEM_RIGHTS), ==, "up_to_date");
  end (&desk, ids);
}

/* Undone, the verdict is gone and its case is shown again. */
static void
test_undo (void)
{
  CaseDesk desk;
  char *ids[N];
  g_autoptr (GError) error = NULL;

  begin (&desk, ids, 1100);
  start_session (&desk);
  wait_place (&desk, "1 / 3");
  press (&desk, GDK_KEY_n);
  press (&desk, GDK_KEY_j);
  g_assert_true (press_code (&desk, 0, DIGIT (2)));
  press (&desk, GDK_KEY_Return);
  wait_place (&desk, "2 / 3");
  wait_decided (&desk, 1);
  case_desk_settle ();
  room_undo (desk.session, &error);
  g_assert_no_error (error);
  wait_decided (&desk, 0);
  wait_place (&desk, "1 / 3");
  end (&desk, ids);
}

/* Letters are letters where one types, and nothing where they were switched off. */
static void
test_letters (void)
{
  CaseDesk desk;
  char *ids[N];
  GtkWidget *entry = NULL;

  begin (&desk, ids, 1100);
  start_session (&desk);
  wait_place (&desk, "1 / 3");
  entry = tree_find (case_of (desk.page), GTK_TYPE_ENTRY, NULL);
  g_assert_true (press_code (&desk, GDK_KEY_o, 0));
  gtk_widget_grab_focus (entry);
  g_assert_true (GTK_IS_TEXT (gtk_root_get_focus (GTK_ROOT (desk.window))));
  g_assert_false (press_code (&desk, GDK_KEY_p, 0));
  gtk_widget_grab_focus (case_of (desk.page));
  g_object_set (desk.settings, "single-keys", FALSE, NULL);
  g_assert_false (press_code (&desk, GDK_KEY_p, 0));
  g_object_set (desk.settings, "single-keys", TRUE, NULL);
  g_assert_true (press_code (&desk, GDK_KEY_p, 0));
  wait_place (&desk, "2 / 3");
  g_assert_null (tree_unnamed (desk.page));
  end (&desk, ids);
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
  CaseDesk desk;
  char *ids[N];
  GtkWidget *preparing = NULL, *why = NULL;
  g_autoptr (CercleReviewRow) row = NULL;

  begin (&desk, ids, 1100);
  preparing = preparing_of (desk.page);
  g_assert_true (tree_shows (desk.page, "3 cases · 0 decided · The list is not closed yet."));
  cercle_compact_list_select (case_desk_list (desk.page), 1, TRUE);
  row = cercle_compact_list_get_selected_item (case_desk_list (desk.page));
  second = cercle_review_row_get_case (row);
  g_assert_true (case_desk_key (preparing, GDK_KEY_Up, GDK_ALT_MASK));
  CASE_DESK_WAIT (&desk, is_first_cb);
  g_assert_cmpuint (cercle_compact_list_get_selected (case_desk_list (desk.page)), ==, 0);
  g_assert_true (case_desk_key (preparing, GDK_KEY_Delete, 0));
  why = tree_find (preparing, GTK_TYPE_ENTRY, NULL);
  for (GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (desk.window)); focus != preparing;
       focus = gtk_widget_get_parent (focus))
    why = GTK_IS_ENTRY (focus) ? focus : why;
  gtk_editable_set_text (GTK_EDITABLE (why), "answered yesterday");
  g_signal_emit_by_name (why, "activate");
  CASE_DESK_WAIT (&desk, left_out_cb);
  g_assert_false (in_session_cb (desk.page));
  cercle_compact_list_select (case_desk_list (desk.page), N - 1, TRUE);
  g_signal_emit_by_name (tree_find (preparing, GTK_TYPE_BUTTON, "_Put Back"), "clicked");
  CASE_DESK_WAIT (&desk, put_back_cb);
  g_assert_true (case_desk_key (preparing, GDK_KEY_Return, GDK_CONTROL_MASK));
  CASE_DESK_WAIT (&desk, closed_cb);
  end (&desk, ids);
}

/* Narrow: one column, the verdict under what is told, and nothing without a name. */
static void
test_narrow (void)
{
  CaseDesk desk;
  char *ids[N];

  begin (&desk, ids, 640);
  g_assert_null (tree_unnamed (desk.page));
  start_session (&desk);
  wait_place (&desk, "1 / 3");
  g_assert_true (gtk_widget_get_mapped (tree_find (desk.page, CERCLE_TYPE_REVIEW_CHOOSING, NULL)));
  g_assert_null (tree_unnamed (desk.page));
  cercle_page_set_narrow (CERCLE_PAGE (desk.page), FALSE);
  g_assert_true (press_code (&desk, GDK_KEY_Escape, 0));
  CASE_DESK_WAIT (&desk, in_list_cb);
  end (&desk, ids);
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
  return g_test_run ();
}
