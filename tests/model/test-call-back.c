/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which call-back does an open case lack, and which one gives way? */
#include "cercle-call-back.h"
#include "cercle-case.h"
#include "cercle-community.h"
#include "cercle-day.h"
#include "cercle-event.h"
#include "cercle-moves.h"

#define SCOPE "c:01900000-0000-7000-8000-000000000001"
#define CASE "01900000-0000-7000-8000-0000000000c3"
#define ME "member:01900000-0000-7000-8000-0000000000a1"
/* A Friday: with two working days the next Tuesday. */
#define TODAY "2020-06-19"
#define DAY "2020-06-23"
#define DAY_AFTER "2020-06-24"

static CercleCallBackGround
ground (void)
{
  return (CercleCallBackGround){ .today = cercle_day_parse (TODAY) };
}

static CercleRecord *
make_case (void)
{
  CercleRecord *kase = cercle_record_new_with_id (&cercle_case_kind, CASE);

  cercle_envelope_set (&cercle_record_envelope (kase)->scope, SCOPE);
  cercle_record_set_text (kase, CERCLE_CASE_PERSON, "01900000-0000-7000-8000-0000000000e5");
  cercle_record_set_text (kase, CERCLE_CASE_STATUS, "oriented");
  cercle_record_set_flag (kase, CERCLE_CASE_OPEN, TRUE);
  cercle_record_set_text (kase, CERCLE_CASE_HOLDER, ME);
  return kase;
}

static CercleRecord *
make_action (const char *state, const char *due)
{
  CercleRecord *action = cercle_record_new (&cercle_action_kind);

  cercle_envelope_set (&cercle_record_envelope (action)->scope, SCOPE);
  cercle_record_set_text (action, CERCLE_ACTION_CASE, CASE);
  cercle_record_set_text (action, CERCLE_ACTION_SORT, "call_back");
  cercle_record_set_text (action, CERCLE_ACTION_STATE, state);
  cercle_record_set_text (action, CERCLE_ACTION_DUE_ON, due);
  return action;
}

/* (transfer full) (nullable): what follows, which is at most one. */
static CercleRecord *
follow (CercleRecord *kase, GPtrArray *actions)
{
  const CercleCallBackGround of = ground ();
  g_autoptr (GPtrArray) undeleted = g_ptr_array_new ();
  g_autoptr (GPtrArray) follows = NULL;

  for (guint i = 0; i < actions->len; i++)
    if (!cercle_record_envelope (actions->pdata[i])->deleted)
      g_ptr_array_add (undeleted, actions->pdata[i]);
  cercle_case_derive_due (kase, undeleted);
  follows = cercle_call_back_follow (kase, actions, &of);
  g_assert_cmpuint (follows->len, <=, 1);
  return follows->len > 0 ? g_object_ref (follows->pdata[0]) : NULL;
}

static void
assert_is (CercleRecord *action, const char *state, const char *due)
{
  g_assert_nonnull (action);
  g_assert_cmpstr (cercle_record_get_text (action, CERCLE_ACTION_STATE), ==, state);
  g_assert_cmpstr (cercle_record_get_text (action, CERCLE_ACTION_DUE_ON), ==, due);
}

/* What there is, besides the case itself; sort: of the call-back that follows, NULL: none does. */
static const struct
{
  const char *name;
  const char *status, *promised, *person, *holder;
  const char *state, *due; /* of one action; state NULL: there is none */
  const char *sort, *assignee;
} lines[] = {
  { "nothing", "oriented", NULL, "p", ME, NULL, NULL, "call_back", ME },
  { "done", "oriented", NULL, "p", ME, "done", TODAY, "call_back", ME },
  { "cancelled", "oriented", NULL, "p", ME, "cancelled", TODAY, "call_back", ME },
  { "without a day", "oriented", NULL, "p", ME, "open", NULL, "call_back", ME },
  { "outside", "oriented", NULL, "p", "organisation:x", NULL, NULL, "call_back", NULL },
  { "anonymous", "oriented", NULL, NULL, ME, NULL, NULL, "other", ME },
  { "due", "oriented", NULL, "p", ME, "open", "2020-09-01", NULL, NULL },
  { "late", "oriented", NULL, "p", ME, "open", "2020-01-01", NULL, NULL },
  { "promised", "oriented", "2020-06-30", "p", ME, NULL, NULL, NULL, NULL },
  { "closed", "closed", NULL, "p", ME, NULL, NULL, NULL, NULL },
};

static void
test_lacking (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (CercleRecord) kase = make_case ();
  g_autoptr (GPtrArray) actions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CercleRecord) made = NULL;

  cercle_record_set_text (kase, CERCLE_CASE_STATUS, lines[i].status);
  cercle_record_set_flag (kase, CERCLE_CASE_OPEN, !g_str_equal (lines[i].status, "closed"));
  cercle_record_set_text (kase, CERCLE_CASE_PROMISED_BY, lines[i].promised);
  cercle_record_set_text (kase, CERCLE_CASE_HOLDER, lines[i].holder);
  if (lines[i].person == NULL)
    cercle_record_unset (kase, CERCLE_CASE_PERSON);
  if (lines[i].state != NULL)
    g_ptr_array_add (actions, make_action (lines[i].state, lines[i].due));
  made = follow (kase, actions);
  g_assert_cmpint (made != NULL, ==, lines[i].sort != NULL);
  if (made == NULL)
    return;
  assert_is (made, "open", DAY);
  g_assert_cmpstr (cercle_record_get_text (made, CERCLE_ACTION_SORT), ==, lines[i].sort);
  g_assert_cmpstr (cercle_record_get_text (made, CERCLE_ACTION_ASSIGNEE), ==, lines[i].assignee);
  g_assert_cmpstr (cercle_record_get_text (made, CERCLE_ACTION_CASE), ==, CASE);
  g_assert_true (cercle_call_back_is_by_rule (made));
  /* Once it is there, the case has its day. */
  g_ptr_array_add (actions, g_steal_pointer (&made));
  made = follow (kase, actions);
  g_assert_null (made);
}

static void
test_same (void)
{
  g_autoptr (CercleRecord) kase = make_case ();
  g_autoptr (GPtrArray) actions = g_ptr_array_new ();
  g_autoptr (CercleRecord) one = follow (kase, actions), other = follow (kase, actions);

  g_assert_cmpstr (cercle_record_get_id (one), ==, cercle_record_get_id (other));
}

/* A day on which a call was made is behind; one that was cancelled comes again. */
static void
test_again (void)
{
  g_autoptr (CercleRecord) kase = make_case ();
  g_autoptr (GPtrArray) actions = g_ptr_array_new_with_free_func (g_object_unref);
  CercleRecord *made = follow (kase, actions);
  g_autoptr (CercleRecord) next = NULL, again = NULL, after = NULL;

  g_ptr_array_add (actions, made);
  cercle_record_set_text (made, CERCLE_ACTION_STATE, "done");
  next = follow (kase, actions);
  assert_is (next, "open", DAY_AFTER);
  cercle_record_set_text (made, CERCLE_ACTION_STATE, "cancelled");
  again = follow (kase, actions);
  assert_is (again, "open", DAY);
  g_assert_cmpstr (cercle_record_get_id (again), ==, cercle_record_get_id (made));
  cercle_record_envelope (made)->deleted = TRUE;
  after = follow (kase, actions);
  assert_is (after, "open", DAY_AFTER);
}

/* What somebody promised herself is enough; what she made of a call-back is hers. */
static void
test_gives_way (void)
{
  g_autoptr (CercleRecord) kase = make_case ();
  g_autoptr (GPtrArray) actions = g_ptr_array_new_with_free_func (g_object_unref);
  CercleRecord *made = follow (kase, actions), *hers = make_action ("open", "2020-09-01");
  g_autoptr (CercleRecord) gone = NULL;

  g_ptr_array_add (actions, made);
  g_ptr_array_add (actions, hers);
  gone = follow (kase, actions);
  assert_is (gone, "cancelled", DAY);
  g_assert_cmpstr (cercle_record_get_id (gone), ==, cercle_record_get_id (made));
  cercle_record_set_text (made, CERCLE_ACTION_DUE_ON, "2020-06-26");
  g_assert_false (cercle_call_back_is_by_rule (made));
  g_assert_null (follow (kase, actions));
  cercle_record_set_text (made, CERCLE_ACTION_DUE_ON, DAY);
  cercle_record_set_text (made, CERCLE_ACTION_WHAT, "Rappeler la mère");
  g_assert_null (follow (kase, actions));
}

static void
test_end (void)
{
  g_autoptr (CercleRecord) kase = make_case ();
  g_autoptr (GPtrArray) actions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) ended = NULL;
  CercleRecord *made = follow (kase, actions);

  g_ptr_array_add (actions, make_action ("open", DAY));
  g_ptr_array_add (actions, made);
  ended = cercle_call_back_end (actions);
  g_assert_cmpuint (ended->len, ==, 1);
  assert_is (ended->pdata[0], "cancelled", DAY);
  g_assert_cmpstr (cercle_record_get_id (ended->pdata[0]), ==,
                   cercle_record_get_id (actions->pdata[1]));
}

static void
test_day (void)
{
  g_autoptr (CercleRecord) community = cercle_record_new (&cercle_community_kind);
  CercleCallBackGround of = ground ();
  const int today = of.today;

  g_assert_cmpint (cercle_call_back_day (&of, FALSE), ==, cercle_day_parse (DAY));
  g_assert_cmpint (cercle_call_back_day (&of, TRUE), ==, today);
  of.community = community;
  cercle_record_set_integer (community, CERCLE_COMMUNITY_DELAY_COMMON, 1);
  cercle_record_set_integer (community, CERCLE_COMMUNITY_DELAY_CRITICAL, 2);
  g_assert_cmpint (cercle_call_back_day (&of, FALSE), ==, cercle_day_parse ("2020-06-22"));
  g_assert_cmpint (cercle_call_back_day (&of, TRUE), ==, cercle_day_parse (DAY));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *path = g_strdup_printf ("/model/call-back/lacking/%s", lines[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_lacking);
    }
  g_test_add_func ("/model/call-back/same", test_same);
  g_test_add_func ("/model/call-back/again", test_again);
  g_test_add_func ("/model/call-back/gives-way", test_gives_way);
  g_test_add_func ("/model/call-back/end", test_end);
  g_test_add_func ("/model/call-back/day", test_day);
  return g_test_run ();
}
