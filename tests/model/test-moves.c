/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does every move that is allowed apply, every other one not, and none without its trace? */
#include "cercle-case.h"
#include "cercle-choices.h"
#include "cercle-event.h"
#include "cercle-instant.h"
#include "cercle-moves.h"
#include "random-record.h"

#define ANNE "01900000-0000-7000-8000-0000000000a1"
#define BRUNO "01900000-0000-7000-8000-0000000000b2"
#define ZONE "Indian/Reunion"
#define NOON G_GINT64_CONSTANT (1591099200000) /* 2020-06-02T12:00:00.000Z */
#define HOUR G_GINT64_CONSTANT (3600000)

/* From (rows) and to (columns) in the order of cercle_statuses. */
static const char *const matrix[] = {
  ".xxxxx....xxxxxx.", /* received */
  "..xxxxx...xxxxxx.", /* to_qualify */
  ".x.xxxx...xxxxxx.", /* first_line */
  ".xx.xxx...xxxxxx.", /* mdph_review */
  ".xxx.xxx..xxxxxx.", /* oriented */
  ".xxxx.xxxxxxxxxx.", /* in_staff */
  "...xxx.xx.xxxxxx.", /* building */
  "...xxxx.x.xxxxxx.", /* proposed */
  "...x.xxx.xxxxxxx.", /* in_place */
  "...x.xxxx.xxxxxx.", /* follow_up */
  ".xxxxxxxxx.xxxxx.", /* waiting_person */
  ".xxxxxxxxxx.xxxx.", /* waiting_mdph */
  ".xxxxxxxxxxx.xxx.", /* waiting_partner */
  ".xxxxxxxxxxxx.xx.", /* waiting_place */
  ".xxxxxxxxxxxxx.x.", /* escalated */
  ".x..xxx...xxxxx..", /* transferred */
  ".................", /* closed */
};

static CercleRecord *
new_case (void)
{
  CercleRecord *kase = cercle_record_new (&cercle_case_kind);
  g_autofree char *at = cercle_instant_format (NOON - 48 * HOUR);

  cercle_instant_freeze (NOON);
  cercle_envelope_set (&cercle_record_envelope (kase)->scope, "c:1");
  cercle_record_set_text (kase, CERCLE_CASE_OPENED_ON, "2020-05-31");
  cercle_case_derive_new (kase, ANNE, at);
  return kase;
}

/* The event is Anne's and is consumed. */
static CercleMove
apply (CercleRecord *kase, CercleRecord *event, GError **error)
{
  CercleMove verdict;

  if (!cercle_record_is_set (event, CERCLE_EVENT_BY))
    cercle_record_set_text (event, CERCLE_EVENT_BY, ANNE);
  g_assert_true (cercle_record_check (event, NULL));
  verdict = cercle_case_apply_event (kase, event, ZONE, error);
  g_object_unref (event);
  return verdict;
}

static void
assert_unmoved (CercleRecord *kase, CercleRecord *event, CercleMove expected)
{
  g_autofree char *before = random_record_print (kase);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (apply (kase, event, &error), ==, expected);
  if (expected == CERCLE_MOVE_REFUSED)
    g_assert_error (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_MOVE);
  else
    g_assert_no_error (error);
  after = random_record_print (kase);
  g_assert_cmpstr (before, ==, after);
}

static void
assert_applied (CercleRecord *kase, CercleRecord *event)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (apply (kase, event, &error), ==, CERCLE_MOVE_APPLIED);
  g_assert_no_error (error);
}

static void
assert_text (CercleRecord *kase, guint field, const char *expected)
{
  g_assert_cmpstr (cercle_record_get_text (kase, field), ==, expected);
}

static void
put_in (CercleRecord *kase, const char *status)
{
  cercle_record_set_text (kase, CERCLE_CASE_STATUS, status);
  cercle_record_set_flag (kase, CERCLE_CASE_OPEN, cercle_case_status_is_open (status));
}

static void
test_matrix (void)
{
  for (guint from = 0; from < G_N_ELEMENTS (matrix); from++)
    for (guint to = 0; to < G_N_ELEMENTS (matrix); to++)
      {
        CercleRecord *kase = new_case ();
        gboolean may = matrix[from][to] == 'x';

        put_in (kase, cercle_statuses[from].token);
        g_assert_cmpint (
            may, ==, cercle_case_may_move (cercle_statuses[from].token, cercle_statuses[to].token));
        if (may)
          assert_applied (kase, cercle_move_status (kase, cercle_statuses[to].token, NULL));
        else
          assert_unmoved (kase, cercle_move_status (kase, cercle_statuses[to].token, NULL),
                          CERCLE_MOVE_REFUSED);
        assert_text (kase, CERCLE_CASE_STATUS, cercle_statuses[may ? to : from].token);
        g_assert_finalize_object (kase);
      }
  g_assert_null (cercle_statuses[G_N_ELEMENTS (matrix)].token);
}

static void
test_next (void)
{
  for (guint from = 0; from < G_N_ELEMENTS (matrix); from++)
    {
      g_auto (GStrv) next = cercle_case_next_statuses (cercle_statuses[from].token);
      guint n = 0;

      for (guint to = 0; to < G_N_ELEMENTS (matrix); to++)
        if (matrix[from][to] == 'x')
          g_assert_cmpstr (next[n++], ==, cercle_statuses[to].token);
      g_assert_null (next[n]);
      g_assert_cmpint (cercle_case_status_is_open (cercle_statuses[from].token), ==,
                       from != G_N_ELEMENTS (matrix) - 1);
    }
  g_assert_false (cercle_case_status_is_open (NULL));
  g_assert_false (cercle_case_may_move (NULL, "received"));
  g_assert_false (cercle_case_may_move ("received", NULL));
  g_assert_false (cercle_case_may_move ("received", "Mathis Quesnel"));
}

static void
test_new (void)
{
  CercleRecord *kase = new_case ();

  assert_text (kase, CERCLE_CASE_STATUS, "received");
  assert_text (kase, CERCLE_CASE_HOLDER, "member:" ANNE);
  assert_text (kase, CERCLE_CASE_STATUS_SINCE, "2020-05-31T12:00:00.000Z");
  assert_text (kase, CERCLE_CASE_LAST_NEWS_ON, "2020-05-31");
  assert_text (kase, CERCLE_CASE_PRIORITY, "p3");
  g_assert_true (cercle_record_get_flag (kase, CERCLE_CASE_OPEN));
  g_assert_true (cercle_record_get_flag (kase, CERCLE_CASE_TAKEN_UP));
  g_assert_finalize_object (kase);
}

static void
test_stale (void)
{
  CercleRecord *kase = new_case ();
  CercleRecord *late = cercle_move_status (kase, "to_qualify", NULL);
  CercleRecord *late_close = cercle_move_close (kase, "information", NULL);
  CercleRecord *late_baton = cercle_move_baton (kase, "member:" BRUNO, NULL, NULL);
  CercleRecord *reopening = cercle_move_reopen (kase, NULL);
  CercleRecord *marked;

  assert_applied (kase, cercle_move_status (kase, "oriented", NULL));
  assert_applied (kase, cercle_move_baton (kase, "organisation:" ANNE, NULL, NULL));
  assert_unmoved (kase, late, CERCLE_MOVE_STALE);
  assert_unmoved (kase, late_close, CERCLE_MOVE_STALE);
  assert_unmoved (kase, late_baton, CERCLE_MOVE_STALE);
  assert_unmoved (kase, reopening, CERCLE_MOVE_STALE);
  marked = cercle_move_status (kase, "building", NULL);
  cercle_record_set_flag (marked, CERCLE_EVENT_STALE, TRUE);
  assert_unmoved (kase, marked, CERCLE_MOVE_STALE);
  g_assert_finalize_object (kase);
}

static void
test_closing (void)
{
  static const char *const still[] = { "note", "words", "call", "told" };
  CercleRecord *kase = new_case ();

  assert_unmoved (kase, cercle_move_reopen (kase, NULL), CERCLE_MOVE_REFUSED);
  assert_unmoved (kase, cercle_move_close (kase, NULL, "no motive"), CERCLE_MOVE_REFUSED);
  assert_applied (kase, cercle_move_baton (kase, "member:" BRUNO, "call", "2020-06-05"));
  cercle_case_derive_due (kase, NULL);
  assert_applied (kase, cercle_move_close (kase, "information", "she is glad"));
  assert_text (kase, CERCLE_CASE_STATUS, "closed");
  assert_text (kase, CERCLE_CASE_CLOSED_ON, "2020-06-02");
  assert_text (kase, CERCLE_CASE_CLOSING_MOTIVE, "information");
  assert_text (kase, CERCLE_CASE_HOLDER, "member:" BRUNO);
  assert_text (kase, CERCLE_CASE_PROMISED_BY, NULL);
  assert_text (kase, CERCLE_CASE_NEXT_DUE_ON, NULL);
  g_assert_false (cercle_record_get_flag (kase, CERCLE_CASE_OPEN));
  assert_unmoved (kase, cercle_move_close (kase, "death", NULL), CERCLE_MOVE_REFUSED);
  assert_unmoved (kase, cercle_move_baton (kase, "member:" ANNE, NULL, NULL), CERCLE_MOVE_REFUSED);
  assert_unmoved (kase, cercle_event_new (kase, "action", "x"), CERCLE_MOVE_REFUSED);
  for (guint i = 0; i < G_N_ELEMENTS (still); i++)
    assert_applied (kase, cercle_event_new (kase, still[i], "x"));
  assert_applied (kase, cercle_move_reopen (kase, "she called again"));
  assert_text (kase, CERCLE_CASE_STATUS, "to_qualify");
  assert_text (kase, CERCLE_CASE_CLOSED_ON, NULL);
  assert_text (kase, CERCLE_CASE_CLOSING_MOTIVE, NULL);
  g_assert_true (cercle_record_get_flag (kase, CERCLE_CASE_OPEN));
  g_assert_finalize_object (kase);
}

static void
test_closing_everywhere (void)
{
  for (guint from = 0; from + 1 < G_N_ELEMENTS (matrix); from++)
    {
      CercleRecord *kase = new_case ();
      put_in (kase, cercle_statuses[from].token);
      assert_applied (kase, cercle_move_close (kase, "information", NULL));
      g_assert_finalize_object (kase);
    }
}

static void
test_baton (void)
{
  CercleRecord *kase = new_case ();
  CercleRecord *event;
  g_autoptr (GError) error = NULL;

  assert_applied (kase, cercle_move_baton (kase, "member:" BRUNO, "call the GP", "2020-06-05"));
  assert_text (kase, CERCLE_CASE_HOLDER, "member:" BRUNO);
  assert_text (kase, CERCLE_CASE_HELD_BEFORE, "member:" ANNE);
  assert_text (kase, CERCLE_CASE_NEXT_STEP, "call the GP");
  assert_text (kase, CERCLE_CASE_PROMISED_BY, "2020-06-05");
  assert_text (kase, CERCLE_CASE_HOLDER_SINCE, "2020-06-02T12:00:00.000Z");
  g_assert_false (cercle_record_get_flag (kase, CERCLE_CASE_TAKEN_UP));
  assert_applied (kase, cercle_event_new (kase, "note", "by Anne"));
  g_assert_false (cercle_record_get_flag (kase, CERCLE_CASE_TAKEN_UP));
  event = cercle_event_new (kase, "note", "by Bruno");
  cercle_record_set_text (event, CERCLE_EVENT_BY, BRUNO);
  assert_applied (kase, event);
  g_assert_true (cercle_record_get_flag (kase, CERCLE_CASE_TAKEN_UP));
  cercle_instant_freeze (NOON + HOUR);
  event = cercle_move_baton (kase, "member:" BRUNO, "call again", NULL);
  cercle_record_set_text (event, CERCLE_EVENT_BY, BRUNO);
  assert_applied (kase, event);
  g_assert_true (cercle_record_get_flag (kase, CERCLE_CASE_TAKEN_UP));
  assert_text (kase, CERCLE_CASE_HOLDER_SINCE, "2020-06-02T12:00:00.000Z");
  assert_text (kase, CERCLE_CASE_PROMISED_BY, NULL);
  g_assert_cmpint (apply (kase, cercle_move_baton (kase, NULL, NULL, NULL), &error), ==,
                   CERCLE_MOVE_REFUSED);
  g_assert_error (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_HOLDER);
  assert_text (kase, CERCLE_CASE_HOLDER, "member:" BRUNO);
  assert_applied (kase, cercle_move_baton (kase, "organisation:" ANNE, NULL, NULL));
  assert_unmoved (kase, cercle_move_baton (kase, "case:" ANNE, NULL, NULL), CERCLE_MOVE_REFUSED);
  assert_unmoved (kase, cercle_move_baton (kase, "somebody", NULL, NULL), CERCLE_MOVE_REFUSED);
  g_assert_finalize_object (kase);
}

/* 22:00 UTC is the next day in La Réunion; older news does not turn the calendar back. */
static void
test_news (void)
{
  CercleRecord *kase = new_case ();

  cercle_instant_freeze (NOON + 10 * HOUR);
  assert_applied (kase, cercle_event_new (kase, "words", "I want to stay at home"));
  assert_text (kase, CERCLE_CASE_LAST_NEWS_ON, "2020-06-03");
  cercle_instant_freeze (NOON);
  assert_applied (kase, cercle_event_new (kase, "call", NULL));
  assert_text (kase, CERCLE_CASE_LAST_NEWS_ON, "2020-06-03");
  g_assert_finalize_object (kase);
}

static void
test_nonsense (void)
{
  g_autoptr (CercleRecord) kase = new_case ();
  g_autoptr (CercleRecord) event = cercle_event_new (kase, "dance", NULL);
  g_autoptr (CercleRecord) timeless = cercle_event_new (kase, "note", "x");

  cercle_record_unset (timeless, CERCLE_EVENT_AT);
  g_assert_cmpint (cercle_case_apply_event (kase, event, ZONE, NULL), ==, CERCLE_MOVE_REFUSED);
  g_assert_cmpint (cercle_case_apply_event (kase, timeless, ZONE, NULL), ==, CERCLE_MOVE_REFUSED);
}

static void
add_action (GPtrArray *actions, const char *sort, const char *due, int minute, const char *state)
{
  CercleRecord *action = cercle_record_new (&cercle_action_kind);

  cercle_record_set_text (action, CERCLE_ACTION_SORT, sort);
  cercle_record_set_text (action, CERCLE_ACTION_DUE_ON, due);
  cercle_record_set_text (action, CERCLE_ACTION_STATE, state);
  if (minute >= 0)
    cercle_record_set_integer (action, CERCLE_ACTION_DUE_AT, minute);
  g_ptr_array_add (actions, action);
}

static void
test_due (void)
{
  CercleRecord *kase = new_case ();
  g_autoptr (GPtrArray) actions = g_ptr_array_new_with_free_func (g_object_unref);

  cercle_case_derive_due (kase, actions);
  assert_text (kase, CERCLE_CASE_NEXT_DUE_ON, NULL);
  add_action (actions, "visit", "2020-06-09", -1, "open");
  add_action (actions, "ask", "2020-06-01", -1, "done");
  add_action (actions, "other", NULL, -1, "open");
  cercle_case_derive_due (kase, actions);
  assert_text (kase, CERCLE_CASE_NEXT_DUE_ON, "2020-06-09");
  assert_text (kase, CERCLE_CASE_NEXT_DUE_WHY, "visit");
  add_action (actions, "document", "2020-06-09", 600, "open");
  cercle_case_derive_due (kase, actions);
  assert_text (kase, CERCLE_CASE_NEXT_DUE_WHY, "document");
  cercle_record_set_text (kase, CERCLE_CASE_PROMISED_BY, "2020-06-09");
  cercle_case_derive_due (kase, actions);
  assert_text (kase, CERCLE_CASE_NEXT_DUE_WHY, "promise");
  add_action (actions, "call_back", "2020-06-08", -1, NULL);
  cercle_case_derive_due (kase, actions);
  assert_text (kase, CERCLE_CASE_NEXT_DUE_ON, "2020-06-08");
  assert_text (kase, CERCLE_CASE_NEXT_DUE_WHY, "call_back");
  put_in (kase, "closed");
  cercle_case_derive_due (kase, actions);
  assert_text (kase, CERCLE_CASE_NEXT_DUE_ON, NULL);
  g_assert_finalize_object (kase);
}

static void
test_returns (void)
{
  static const struct
  {
    const char *to;
    gint64 returns;
  } hands[] = { { "member:" BRUNO, 0 }, { "member:" BRUNO, 0 }, { "member:" ANNE, 1 },
                { "person:" BRUNO, 1 }, { "member:" BRUNO, 1 }, { "person:" BRUNO, 2 } };
  CercleRecord *kase = new_case ();

  for (guint i = 0; i < G_N_ELEMENTS (hands); i++)
    {
      assert_applied (kase, cercle_move_baton (kase, hands[i].to, NULL, NULL));
      g_assert_cmpint (cercle_record_get_integer (kase, CERCLE_CASE_RETURNS, 0), ==,
                       hands[i].returns);
    }
  g_assert_finalize_object (kase);
}

/* What was only received closes as information, or as what nobody worked on; the rest comes of
 * work. */
static void
test_closing_motives (void)
{
  static const char *const of_work[] = { "solution", "first_line", "mdph", "blind_spot" };
  CercleRecord *kase = new_case ();

  for (guint i = 0; i < G_N_ELEMENTS (of_work); i++)
    {
      g_assert_false (cercle_case_may_close ("received", of_work[i]));
      g_assert_true (cercle_case_may_close ("to_qualify", of_work[i]));
      assert_unmoved (kase, cercle_move_close (kase, of_work[i], NULL), CERCLE_MOVE_REFUSED);
    }
  g_assert_false (cercle_case_may_close ("closed", "information"));
  g_assert_false (cercle_case_may_close ("received", "nothing"));
  g_assert_true (cercle_case_may_close ("received", "transferred"));
  assert_applied (kase, cercle_move_close (kase, "information", NULL));
  g_assert_finalize_object (kase);
}

static void
test_orientation (void)
{
  CercleRecord *kase = new_case ();
  CercleRecord *late = cercle_move_orient (kase, "dc", NULL, 0, NULL, "I know them");

  assert_unmoved (kase, cercle_move_orient (kase, "mdph", NULL, 0, NULL, NULL),
                  CERCLE_MOVE_REFUSED);
  assert_unmoved (kase, cercle_move_orient (kase, "everybody", kase, 3, NULL, NULL),
                  CERCLE_MOVE_REFUSED);
  /* What was never oriented is not taken back; what was, says why. */
  assert_unmoved (kase, cercle_move_orient (kase, NULL, NULL, 0, NULL, "by mistake"),
                  CERCLE_MOVE_REFUSED);
  assert_applied (kase, cercle_move_orient (kase, "dc", NULL, 0, NULL, "I know them"));
  assert_unmoved (kase, cercle_move_orient (kase, NULL, NULL, 0, NULL, NULL), CERCLE_MOVE_REFUSED);
  assert_applied (kase, cercle_move_orient (kase, NULL, NULL, 0, NULL, "by mistake"));
  assert_text (kase, CERCLE_CASE_RESPONSIBILITY, NULL);
  assert_applied (kase, cercle_move_orient (kase, "og_og", kase, 3, BRUNO, NULL));
  assert_text (kase, CERCLE_CASE_RESPONSIBILITY, "og_og");
  assert_text (kase, CERCLE_CASE_RULE, cercle_record_get_id (kase));
  assert_text (kase, CERCLE_CASE_LEAD, BRUNO);
  g_assert_cmpint (cercle_record_get_integer (kase, CERCLE_CASE_RULE_VERSION, 0), ==, 3);
  assert_unmoved (kase, late, CERCLE_MOVE_STALE);
  assert_applied (kase, cercle_move_orient (kase, "dc", NULL, 0, NULL, "they said no"));
  assert_text (kase, CERCLE_CASE_RULE, NULL);
  g_assert_false (cercle_record_is_set (kase, CERCLE_CASE_RULE_VERSION));
  assert_unmoved (kase, cercle_event_new (kase, "debrief", NULL), CERCLE_MOVE_REFUSED);
  assert_applied (kase, cercle_event_new (kase, "debrief", "a place since May"));
  assert_text (kase, CERCLE_CASE_DEBRIEFED_ON, "2020-06-02");
  assert_text (kase, CERCLE_CASE_DEBRIEFED_BY, ANNE);
  assert_unmoved (kase, cercle_event_new (kase, "break_glass", NULL), CERCLE_MOVE_REFUSED);
  g_assert_finalize_object (kase);
}

/* Whatever is tried on one desk: no closed case has something left to do or an unanswered danger,
 * and every open one has one holder. */

static void
try_anything (CercleRecord *kase, GPtrArray *actions, GRand *random)
{
  const CercleChoice *status = &cercle_statuses[g_rand_int_range (random, 0, 17)];
  const char *holders[] = { NULL, "member:" ANNE, "organisation:" BRUNO, "nobody" };
  g_autoptr (CercleRecord) event = NULL;

  switch (g_rand_int_range (random, 0, 7))
    {
    case 0:
      if (cercle_case_status_is_open (cercle_record_get_text (kase, CERCLE_CASE_STATUS)))
        {
          g_ptr_array_add (actions, cercle_record_new (&cercle_action_kind));
          cercle_record_set_text (actions->pdata[actions->len - 1], CERCLE_ACTION_STATE, "open");
        }
      break;
    case 1:
      if (actions->len > 0)
        g_ptr_array_remove_index (actions, 0);
      break;
    case 2:
      if (cercle_case_status_is_open (cercle_record_get_text (kase, CERCLE_CASE_STATUS)))
        cercle_record_set_flag (kase, CERCLE_CASE_DANGER, g_rand_boolean (random));
      break;
    case 3:
      event = cercle_move_close (kase, "information", NULL);
      break;
    case 4:
      event = cercle_move_reopen (kase, NULL);
      break;
    case 5:
      event = cercle_move_baton (kase, holders[g_rand_int_range (random, 0, 4)], NULL, NULL);
      break;
    default:
      event = cercle_move_status (kase, status->token, NULL);
      break;
    }
  cercle_case_derive_due (kase, actions);
  if (event != NULL)
    cercle_case_apply_event (kase, event, ZONE, NULL);
  cercle_case_derive_due (kase, actions);
}

static void
test_invariants (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  guint closed = 0;

  for (guint world = 0; world < 50; world++)
    {
      CercleRecord *kase = new_case ();
      g_autoptr (GPtrArray) actions = g_ptr_array_new_with_free_func (g_object_unref);

      for (guint step = 0; step < 200; step++)
        {
          try_anything (kase, actions, random);
          g_assert_nonnull (cercle_record_get_text (kase, CERCLE_CASE_HOLDER));
          g_assert_cmpint (cercle_record_get_integer (kase, CERCLE_CASE_OPEN_ACTIONS, 0), ==,
                           actions->len);
          g_assert_cmpint (
              cercle_record_get_flag (kase, CERCLE_CASE_OPEN), ==,
              cercle_case_status_is_open (cercle_record_get_text (kase, CERCLE_CASE_STATUS)));
          if (cercle_record_get_flag (kase, CERCLE_CASE_OPEN))
            continue;
          closed++;
          g_assert_cmpuint (actions->len, ==, 0);
          g_assert_false (cercle_record_get_flag (kase, CERCLE_CASE_DANGER));
        }
      g_assert_finalize_object (kase);
    }
  g_assert_cmpuint (closed, >, 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/moves/matrix", test_matrix);
  g_test_add_func ("/moves/next", test_next);
  g_test_add_func ("/moves/new", test_new);
  g_test_add_func ("/moves/stale", test_stale);
  g_test_add_func ("/moves/closing", test_closing);
  g_test_add_func ("/moves/closing-everywhere", test_closing_everywhere);
  g_test_add_func ("/moves/baton", test_baton);
  g_test_add_func ("/moves/news", test_news);
  g_test_add_func ("/moves/nonsense", test_nonsense);
  g_test_add_func ("/moves/due", test_due);
  g_test_add_func ("/moves/returns", test_returns);
  g_test_add_func ("/moves/closing-motives", test_closing_motives);
  g_test_add_func ("/moves/orientation", test_orientation);
  g_test_add_func ("/moves/invariants", test_invariants);
  return g_test_run ();
}
