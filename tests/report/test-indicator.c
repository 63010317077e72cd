/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is every number what a plain loop over all records counts, and is its list in the promised order?
 */
#include "cercle-indicator.h"

#include "cercle-case.h"
#include "cercle-case-list.h"
#include "cercle-choices.h"
#include "cercle-day.h"
#include "cercle-event.h"
#include "cercle-request.h"
#include "cercle-solution.h"
#include "cercle-text.h"
#include "report-fixture.h"

/* --- The plain loop -----------------------------------------------------------------------------
 */

static gboolean
is (CercleRecord *record, guint field, const char *value)
{
  return g_strcmp0 (cercle_record_get_text (record, field), value) == 0;
}

static int
day_of (CercleRecord *record, guint field)
{
  return cercle_day_parse (cercle_record_get_text (record, field));
}

static gboolean
is_call_back (CercleRecord *action)
{
  return is (action, CERCLE_ACTION_STATE, "open") && is (action, CERCLE_ACTION_SORT, "call_back") &&
         is (action, CERCLE_ACTION_DUE_ON, TODAY);
}

static gboolean
is_overdue (CercleRecord *action)
{
  int due = day_of (action, CERCLE_ACTION_DUE_ON);
  return is (action, CERCLE_ACTION_STATE, "open") && due != CERCLE_DAY_NONE &&
         due < cercle_day_parse (TODAY);
}

static gboolean
is_open (CercleRecord *kase)
{
  return cercle_record_get_flag (kase, CERCLE_CASE_OPEN);
}

static gboolean
is_mine (CercleRecord *kase)
{
  return is_open (kase) && is (kase, CERCLE_CASE_HOLDER, "member:" ME);
}

static gboolean
is_new_to_me (CercleRecord *kase)
{
  return is_mine (kase) && !cercle_record_get_flag (kase, CERCLE_CASE_TAKEN_UP);
}

static gboolean
is_unassigned (CercleRecord *kase)
{
  return is_open (kase) && !cercle_record_is_set (kase, CERCLE_CASE_HOLDER);
}

static gboolean
is_silent (CercleRecord *kase)
{
  int news = day_of (kase, CERCLE_CASE_LAST_NEWS_ON);
  return is_open (kase) && news != CERCLE_DAY_NONE && cercle_day_parse (TODAY) - news > 7;
}

/* As of today: a break within 14 days makes a common case complex. */
static const char *
priority_of (CercleRecord *kase)
{
  const char *kept = cercle_record_get_text (kase, CERCLE_CASE_PRIORITY);
  int breaks_on = day_of (kase, CERCLE_CASE_BREAK_ON);
  gboolean near = breaks_on != CERCLE_DAY_NONE && breaks_on <= cercle_day_parse (TODAY) + 14;

  return near && g_strcmp0 (kept, "p3") == 0 ? "p2" : kept;
}

static gboolean
is_common (CercleRecord *kase)
{
  return is_open (kase) && g_strcmp0 (priority_of (kase), "p3") == 0;
}

static gboolean
is_to_and_fro (CercleRecord *kase)
{
  return is_open (kase) && cercle_record_get_integer (kase, CERCLE_CASE_RETURNS, 0) > 0;
}

static gboolean
is_past (CercleRecord *kase)
{
  int promised = day_of (kase, CERCLE_CASE_PROMISED_BY);
  return is_open (kase) && promised != CERCLE_DAY_NONE && promised < cercle_day_parse (TODAY);
}

static gboolean
is_unpromised (CercleRecord *kase)
{
  return is_open (kase) && !cercle_record_is_set (kase, CERCLE_CASE_NEXT_DUE_ON);
}

static gboolean
is_unanswered (CercleRecord *request)
{
  return is (request, CERCLE_REQUEST_ANSWER, "waiting");
}

static gboolean
is_to_remind (CercleRecord *request)
{
  int day = day_of (request, CERCLE_REQUEST_REMIND_ON);
  return is_unanswered (request) && day != CERCLE_DAY_NONE && day <= cercle_day_parse (TODAY);
}

static gboolean
is_ending (CercleRecord *solution)
{
  int left = day_of (solution, CERCLE_SOLUTION_END_ON) - cercle_day_parse (TODAY);
  return is (solution, CERCLE_SOLUTION_CHOICE, "chosen") &&
         cercle_record_is_set (solution, CERCLE_SOLUTION_END_ON) && left >= 0 && left <= 15;
}

static gboolean
is_follow_up_due (CercleRecord *action)
{
  int due = day_of (action, CERCLE_ACTION_DUE_ON);
  return is (action, CERCLE_ACTION_STATE, "open") && is (action, CERCLE_ACTION_SORT, "follow_up") &&
         due != CERCLE_DAY_NONE && due <= cercle_day_parse (TODAY);
}

static gboolean
is_waiting (CercleRecord *transfer)
{
  return !cercle_record_is_set (transfer, CERCLE_TRANSFER_ACCEPTED_AT) &&
         !cercle_record_is_set (transfer, CERCLE_TRANSFER_REFUSED_AT) &&
         !cercle_record_is_set (transfer, CERCLE_TRANSFER_TAKEN_BACK_AT);
}

static gboolean
is_to_review (CercleRecord *kase)
{
  return cercle_record_get_flag (kase, CERCLE_CASE_OPEN) &&
         g_strcmp0 (cercle_record_get_text (kase, CERCLE_CASE_STATUS), "mdph_review") == 0;
}

static gboolean
is_crossed (CercleRecord *kase)
{
  return is (kase, CERCLE_CASE_STATUS, "closed") &&
         cercle_record_get_integer (kase, CERCLE_CASE_OPEN_ACTIONS, 0) > 0;
}

/* The field the list must be sorted by first. */
typedef struct
{
  const char *id;
  gboolean (*holds) (CercleRecord *record);
  guint sorted_by;
  gboolean descending;
} Loop;

static const Loop loops[] = {
  { "call-backs", is_call_back, CERCLE_ACTION_DUE_ON },
  { "overdue", is_overdue, CERCLE_ACTION_DUE_ON },
  { "new-to-me", is_new_to_me, CERCLE_CASE_PRIORITY },
  { "unassigned", is_unassigned, CERCLE_CASE_PRIORITY },
  { "silent", is_silent, CERCLE_CASE_LAST_NEWS_ON },
  { "oldest-common", is_common, CERCLE_CASE_OPENED_ON },
  { "mine", is_mine, CERCLE_CASE_NEXT_DUE_ON },
};

static const Loop steering_loops[] = {
  { "to-and-fro", is_to_and_fro, CERCLE_CASE_RETURNS, TRUE },
  { "promise-passed", is_past, CERCLE_CASE_PROMISED_BY },
  { "no-promise", is_unpromised, CERCLE_CASE_OPENED_ON },
  { "requests-unanswered", is_unanswered, CERCLE_REQUEST_ASKED_ON },
  { "reminders-due", is_to_remind, CERCLE_REQUEST_REMIND_ON },
  { "solutions-ending", is_ending, CERCLE_SOLUTION_END_ON },
  { "follow-ups-due", is_follow_up_due, CERCLE_ACTION_DUE_ON },
  { "transfers-waiting", is_waiting, CERCLE_TRANSFER_SENT_AT },
  { "to-review", is_to_review, CERCLE_CASE_OPENED_ON },
  { "closed-with-actions", is_crossed, CERCLE_CASE_CLOSED_ON },
};

static guint
count_by_hand (GPtrArray *records, gboolean (*holds) (CercleRecord *))
{
  guint n = 0;

  for (guint i = 0; i < records->len; i++)
    {
      CercleRecord *record = g_ptr_array_index (records, i);
      n += !cercle_record_envelope (record)->deleted && holds (record) ? 1 : 0;
    }
  return n;
}

/* (transfer full): tokens sort as their list does, texts as people read them; NULL when unset. */
static char *
sort_key (CercleRecord *record, guint field)
{
  const CercleField *line = &cercle_record_get_kind (record)->fields[field];
  const char *value = NULL;
  guint position = 0;

  if (cercle_field_is_integer (line))
    return cercle_record_is_set (record, field)
               ? g_strdup_printf ("%09" G_GINT64_FORMAT,
                                  cercle_record_get_integer (record, field, 0))
               : NULL;
  value = line->choices == cercle_priorities ? priority_of (record)
                                             : cercle_record_get_text (record, field);
  if (value == NULL || line->type == CERCLE_DAY || line->type == CERCLE_INSTANT)
    return g_strdup (value);
  if (line->type != CERCLE_CHOICE)
    return cercle_text_fold (value);
  while (line->choices[position].token != NULL &&
         g_strcmp0 (line->choices[position].token, value) != 0)
    position++;
  return g_strdup_printf ("%04u", position);
}

static void
assert_sorted (GPtrArray *records, guint field, gboolean descending)
{
  g_autofree char *last = NULL;
  gboolean unset = FALSE;

  for (guint i = 0; i < records->len; i++)
    {
      char *key = sort_key (g_ptr_array_index (records, i), field);
      if (key == NULL)
        {
          unset = TRUE;
          continue;
        }
      g_assert_false (unset);
      if (last != NULL && descending)
        g_assert_cmpstr (last, >=, key);
      else if (last != NULL)
        g_assert_cmpstr (last, <=, key);
      g_free (last);
      last = key;
    }
}

static GPtrArray *
all_of (Fixture *fixture, const CercleKind *kind)
{
  GPtrArray *const arrays[] = { fixture->cases, fixture->actions, fixture->requests,
                                fixture->solutions, fixture->transfers };

  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    if (cercle_record_get_kind (arrays[i]->pdata[0]) == kind)
      return arrays[i];
  g_assert_not_reached ();
}

static void
recount (Fixture *fixture, const CercleIndicator *indicator, const Loop *loop)
{
  g_autoptr (CercleQuery) query = indicator->query (&fixture->context);
  GPtrArray *all = all_of (fixture, cercle_query_get_kind (query));
  guint expected = count_by_hand (all, loop->holds);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (indicator->id, ==, loop->id);
  g_assert_true (cercle_indicator_find (indicator->id) == indicator);
  g_assert_cmpint (cercle_store_count (fixture->store, query, &error), ==, expected);
  g_assert_no_error (error);
  found = cercle_store_find (fixture->store, query, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, expected);
  for (guint i = 0; i < found->len; i++)
    g_assert_true (loop->holds (g_ptr_array_index (found, i)));
  assert_sorted (found, loop->sorted_by, loop->descending);
  g_assert_cmpuint (expected, >, 0);
}

static void
test_recount (Fixture *fixture, gconstpointer data)
{
  guint n = 0;

  for (const CercleIndicator *line = cercle_indicators; line->id != NULL; line++, n++)
    recount (fixture, line, &loops[n]);
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (loops));
  n = 0;
  for (const CercleIndicator *line = cercle_steering_indicators; line->id != NULL; line++, n++)
    recount (fixture, line, &steering_loops[n]);
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (steering_loops));
}

/* The cases behind a number that counts something else: each of them once, and no other. */
static void
compare_cases (Fixture *fixture, const CercleIndicator *indicator)
{
  g_autoptr (CercleQuery) query = indicator->query (&fixture->context);
  const CercleKind *kind = cercle_query_get_kind (query);
  g_autoptr (CercleQuery) behind = cercle_indicator_cases (indicator, &fixture->context);
  g_autoptr (CercleQuery) copy = cercle_query_copy (behind);
  g_autoptr (GPtrArray) found = cercle_store_find (fixture->store, query, NULL);
  g_autoptr (GPtrArray) cases = cercle_store_find (fixture->store, copy, NULL);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_true (cercle_query_get_kind (behind) == &cercle_case_kind);
  for (guint i = 0; i < found->len; i++)
    {
      CercleRecord *record = g_ptr_array_index (found, i);
      const char *id =
          kind == &cercle_case_kind
              ? cercle_record_get_id (record)
              : cercle_record_get_text (record, (guint) cercle_kind_field (kind, "case"));

      g_autoptr (CercleRecord) kase =
          cercle_store_get (fixture->store, &cercle_case_kind, id, NULL);

      if (kase != NULL && !cercle_record_envelope (kase)->deleted)
        g_hash_table_add (ids, (char *) id);
    }
  g_assert_cmpuint (cases->len, ==, g_hash_table_size (ids));
  for (guint i = 0; i < cases->len; i++)
    g_assert_true (
        g_hash_table_contains (ids, cercle_record_get_id (g_ptr_array_index (cases, i))));
  g_assert_cmpint (cercle_store_count (fixture->store, copy, NULL), ==, cases->len);
  g_assert_cmpuint (cases->len, >, 0);
}

static void
test_cases (Fixture *fixture, gconstpointer data)
{
  for (const CercleIndicator *line = cercle_indicators; line->id != NULL; line++)
    compare_cases (fixture, line);
  for (const CercleIndicator *line = cercle_steering_indicators; line->id != NULL; line++)
    compare_cases (fixture, line);
}

static void
test_oldest (Fixture *fixture, gconstpointer data)
{
  const CercleIndicator *indicator = cercle_indicator_find ("oldest-common");
  g_autoptr (CercleQuery) query = indicator->query (&fixture->context);
  g_autoptr (GPtrArray) found = NULL;
  int oldest = 0;

  g_assert_cmpint (indicator->show, ==, CERCLE_SHOW_OLDEST_DAYS);
  for (guint i = 0; i < fixture->cases->len; i++)
    {
      CercleRecord *kase = g_ptr_array_index (fixture->cases, i);
      int opened = day_of (kase, CERCLE_CASE_OPENED_ON);
      if (!cercle_record_envelope (kase)->deleted && is_common (kase) && opened != CERCLE_DAY_NONE)
        oldest = MAX (oldest, cercle_day_parse (TODAY) - opened);
    }
  cercle_query_set_limit (query, 1);
  found = cercle_store_find (fixture->store, query, NULL);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpint (cercle_indicator_oldest (g_ptr_array_index (found, 0), TODAY), ==, oldest);
  g_assert_cmpint (cercle_indicator_oldest (NULL, TODAY), ==, -1);
  g_assert_cmpint (cercle_indicator_oldest (g_ptr_array_index (found, 0), NULL), ==, -1);
}

/* Before the first exchange nobody is known: nothing is hers, least of all what nobody holds. */
static void
test_unknown_member (Fixture *fixture, gconstpointer data)
{
  const char *const hers[] = { "mine", "new-to-me" };
  CercleIndicatorContext context = { TODAY, NULL, 7 };

  for (guint i = 0; i < G_N_ELEMENTS (hers); i++)
    {
      g_autoptr (CercleQuery) query = cercle_indicator_find (hers[i])->query (&context);
      g_assert_cmpint (cercle_store_count (fixture->store, query, NULL), ==, 0);
    }
  g_assert_null (cercle_indicator_find ("no such indicator"));
  g_assert_null (cercle_indicator_find (NULL));
}

static void
test_case_list (Fixture *fixture, gconstpointer data)
{
  for (const CercleCaseColumn *column = cercle_case_columns; column->id != NULL; column++)
    for (int reverse = 0; reverse < 2; reverse++)
      {
        const CercleCaseFilter filter = { .status = "received oriented",
                                          .holder = "member:" ME,
                                          .today = TODAY };
        g_autoptr (CercleQuery) query = cercle_case_list_query (&filter, column->id, reverse);
        g_autoptr (GError) error = NULL;
        g_autoptr (GPtrArray) found = cercle_store_find (fixture->store, query, &error);
        guint expected = 0;

        g_assert_no_error (error);
        for (guint i = 0; i < fixture->cases->len; i++)
          {
            CercleRecord *kase = g_ptr_array_index (fixture->cases, i);
            expected += !cercle_record_envelope (kase)->deleted && is_mine (kase) &&
                                (is (kase, CERCLE_CASE_STATUS, "received") ||
                                 is (kase, CERCLE_CASE_STATUS, "oriented"))
                            ? 1
                            : 0;
          }
        g_assert_cmpuint (found->len, ==, expected);
        if (column->through < 0)
          assert_sorted (found, column->field, reverse);
      }
}

static void
test_case_filters (Fixture *fixture, gconstpointer data)
{
  const CercleCaseFilter all = { .closed = TRUE };
  const CercleCaseFilter narrow = {
    .closed = TRUE, .mission = "care", .commune = "14118", .holder = ""
  };
  g_autoptr (CercleQuery) everything = cercle_case_list_query (&all, NULL, FALSE);
  g_autoptr (CercleQuery) few = cercle_case_list_query (&narrow, "no such column", FALSE);
  guint n_all = 0, n_few = 0;

  for (guint i = 0; i < fixture->cases->len; i++)
    {
      CercleRecord *kase = g_ptr_array_index (fixture->cases, i);
      if (cercle_record_envelope (kase)->deleted)
        continue;
      n_all++;
      n_few += is (kase, CERCLE_CASE_MISSION, "care") && is (kase, CERCLE_CASE_COMMUNE, "14118") &&
                       !cercle_record_is_set (kase, CERCLE_CASE_HOLDER)
                   ? 1
                   : 0;
    }
  g_assert_cmpint (cercle_store_count (fixture->store, everything, NULL), ==, n_all);
  g_assert_cmpint (cercle_store_count (fixture->store, few, NULL), ==, n_few);
}

/* Who holds what: each line is what the list behind it holds, and together they are all open cases.
 */
static void
test_holders (Fixture *fixture, gconstpointer data)
{
  const CercleCaseFilter open = { .today = TODAY };
  g_autoptr (CercleQuery) all = cercle_case_list_query (&open, NULL, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines =
      cercle_store_tally (fixture->store, all, &cercle_case_holders, &error);
  guint sum = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (lines->len, ==, 5);
  for (guint i = 0; i < lines->len; i++)
    {
      const CercleTally *line = g_ptr_array_index (lines, i);
      const char *holder = line->value != NULL ? line->value : "";
      const CercleCaseFilter filter = { .holder = holder, .today = TODAY };
      g_autoptr (CercleQuery) hers = cercle_case_list_query (&filter, "opened", FALSE);
      g_autoptr (GPtrArray) found = cercle_store_find (fixture->store, hers, NULL);
      guint overdue = 0;

      for (guint k = 0; k < found->len; k++)
        {
          int due = day_of (g_ptr_array_index (found, k), CERCLE_CASE_NEXT_DUE_ON);
          overdue += due != CERCLE_DAY_NONE && due < cercle_day_parse (TODAY) ? 1 : 0;
        }
      g_assert_cmpuint (line->n, ==, found->len);
      g_assert_cmpuint (line->before, ==, overdue);
      g_assert_true (is (g_ptr_array_index (found, 0), CERCLE_CASE_OPENED_ON, line->first));
      if (i > 0)
        g_assert_cmpuint (line->n, <=, ((const CercleTally *) g_ptr_array_index (lines, i - 1))->n);
      sum += line->n;
    }
  g_assert_cmpuint (sum, ==, count_by_hand (fixture->cases, is_open));
}

/* Nothing is written while the days pass: the case kept as common leaves the list of the common
 * ones fourteen days before its break. */
static void
test_clock_moved (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *today;
    gboolean common;
  } days[] = { { "2020-07-02", TRUE }, { "2020-07-03", FALSE }, { "2020-07-20", FALSE } };
  g_autoptr (CercleRecord) kase = new_record (&cercle_case_kind);

  cercle_record_envelope (kase)->deleted = FALSE;
  cercle_record_set_flag (kase, CERCLE_CASE_OPEN, TRUE);
  cercle_record_set_text (kase, CERCLE_CASE_OPENED_ON, "2020-01-02");
  cercle_record_set_text (kase, CERCLE_CASE_BREAK_ON, "2020-07-17");
  cercle_case_derive_priority (kase, cercle_day_parse (TODAY));
  g_assert_true (is (kase, CERCLE_CASE_PRIORITY, "p3"));
  put (fixture, kase);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      CercleIndicatorContext context = { days[i].today, ME, 7 };
      g_autoptr (CercleQuery) common = cercle_indicator_find ("oldest-common")->query (&context);
      g_autoptr (GPtrArray) found = NULL;
      CercleRecord *first = NULL;

      cercle_query_set_limit (common, 1);
      found = cercle_store_find (fixture->store, common, NULL);
      first = g_ptr_array_index (found, 0);
      g_assert_true (days[i].common ==
                     g_str_equal (cercle_record_get_id (first), cercle_record_get_id (kase)));
      g_assert_cmpstr (cercle_case_priority (kase, cercle_day_parse (days[i].today)), ==,
                       days[i].common ? "p3" : "p2");
    }
}

#define ADD(name, func) g_test_add ("/report/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("recount", test_recount);
  ADD ("cases", test_cases);
  ADD ("oldest", test_oldest);
  ADD ("unknown-member", test_unknown_member);
  ADD ("case-list", test_case_list);
  ADD ("case-filters", test_case_filters);
  ADD ("holders", test_holders);
  ADD ("clock-moved", test_clock_moved);
  return g_test_run ();
}
