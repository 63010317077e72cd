/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who held it, what is wrong, when will it break, and what follows a solution? */
#include "cercle-baton.h"
#include "cercle-case.h"
#include "cercle-community.h"
#include "cercle-clock.h"
#include "cercle-day.h"
#include "cercle-event.h"
#include "cercle-instant.h"
#include "cercle-moves.h"
#include "cercle-request.h"
#include "cercle-solution.h"

#define A_MEMBER "01900000-0000-7000-8000-0000000000a1"
#define A "member:" A_MEMBER
#define B "organisation:01900000-0000-7000-8000-0000000000b2"
#define SENDER "transfer:01900000-0000-7000-8000-0000000000d4"
#define C "person:01900000-0000-7000-8000-0000000000c3"

static void
add_event (GPtrArray *events, const char *sort, int day, const char *to, gboolean stale)
{
  CercleRecord *event = cercle_record_new (&cercle_event_kind);
  g_autofree char *at = g_strdup_printf ("2020-06-%02dT08:00:00.000Z", day);

  cercle_record_set_text (event, CERCLE_EVENT_SORT, sort);
  cercle_record_set_text (event, CERCLE_EVENT_AT, at);
  cercle_record_set_text (event, CERCLE_EVENT_TO, to);
  cercle_record_set_flag (event, CERCLE_EVENT_STALE, stale);
  if (g_str_equal (sort, "baton"))
    cercle_record_set_text (event, CERCLE_EVENT_PROMISED_BY, "2020-06-30");
  g_ptr_array_add (events, event);
}

/* "A1B3": handed to A on the 1st, to B on the 3rd; "-": to nobody; "x": closed, "o": reopened, "!"
 * before one: not applied. What is expected: letter, days, "<" where it came back. */
static const struct
{
  const char *moves, *segments;
} histories[] = {
  { "", "A19" },
  { "B3", "A2 B17" },
  { "B3A5", "A2 B2 A15<" },
  { "B3C5A6", "A2 B2 C1 A14" },
  { "B3A5B6", "A2 B2 A1< B14<" },
  { "B3B5", "A2 B17" },
  { "-3A5", "A2 -2 A15" },
  { "!B3C5", "A4 B15" },
  { "B3x5", "A2 B2" },
  { "B3x5o9", "A2 B2 B11" },
  { "x5o9B9", "A4 A0 B11" },
};

static GPtrArray *
make_events (const char *moves)
{
  GPtrArray *events = g_ptr_array_new_with_free_func (g_object_unref);

  while (*moves != '\0')
    {
      gboolean stale = *moves == '!';
      const char *at = stale ? moves + 1 : moves;
      int day = at[1] - '0';

      if (*at == 'x' || *at == 'o')
        add_event (events, *at == 'x' ? "closing" : "reopening", day, NULL, stale);
      else
        add_event (events, "baton", day,
                   *at == 'A'   ? A
                   : *at == 'B' ? B
                   : *at == 'C' ? C
                                : NULL,
                   stale);
      moves = at + 2;
    }
  return events;
}

static char *
print_segments (GPtrArray *segments)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < segments->len; i++)
    {
      const CercleBatonSegment *segment = segments->pdata[i];
      g_string_append_printf (text, "%s%c%d%s", i > 0 ? " " : "", cercle_baton_letter (segments, i),
                              segment->days, segment->returned ? "<" : "");
    }
  return g_string_free (text, FALSE);
}

static void
test_segments (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (histories); i++)
    {
      g_autoptr (GPtrArray) events = make_events (histories[i].moves);
      g_autoptr (GPtrArray) segments =
          cercle_baton_segments (events, A, "2020-06-01T08:00:00.000Z", "2020-06-20T08:00:00.000Z");
      g_autofree char *text = print_segments (segments);
      guint returns = 0;

      g_test_message ("%s", histories[i].moves);
      g_assert_cmpstr (text, ==, histories[i].segments);
      for (const char *at = histories[i].segments; *at != '\0'; at++)
        returns += *at == '<';
      g_assert_cmpuint (cercle_baton_returns (segments), ==, returns);
    }
}

/* A case as it is handed about: who, since when, from whom, how often it came back, taken up. */
static char *
print_held (CercleRecord *kase)
{
  return g_strdup_printf ("%s %s %s %d %d", cercle_record_get_text (kase, CERCLE_CASE_HOLDER),
                          cercle_record_get_text (kase, CERCLE_CASE_HOLDER_SINCE),
                          cercle_record_get_text (kase, CERCLE_CASE_HELD_BEFORE),
                          (int) cercle_record_get_integer (kase, CERCLE_CASE_RETURNS, 0),
                          cercle_record_get_flag (kase, CERCLE_CASE_TAKEN_UP));
}

/* (transfer full): it has happened at 8 o'clock of this day. */
static CercleRecord *
happen (CercleRecord *kase, GPtrArray *events, CercleRecord *event, int day)
{
  g_autofree char *at = g_strdup_printf ("2020-06-%02dT08:00:00.000Z", day);
  g_autoptr (GError) error = NULL;
  CercleRecord *before = cercle_record_copy (kase);

  cercle_record_set_text (event, CERCLE_EVENT_AT, at);
  g_assert_true (cercle_record_check (event, &error));
  g_assert_cmpint (cercle_case_apply_event (kase, event, "Europe/Paris", &error), ==,
                   CERCLE_MOVE_APPLIED);
  g_ptr_array_add (events, g_object_ref (event));
  return before;
}

/* A hand-over that is taken back was never: the case, its segments and its returns are as before
 * it, even when what is taken back was a return. */
static void
test_taken_back (void)
{
  static const struct
  {
    const char *hands, *after; /* who got it, the last by mistake; who held it, C at the end */
  } mistakes[] = {
    { "B", "A5 B14" },
    { "BA", "A2 B5 C12" },
    { "BC", "A2 B5 C12" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_autoptr (CercleRecord) kase = cercle_record_new (&cercle_case_kind);
      g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (GPtrArray) segments = NULL;
      g_autoptr (CercleRecord) before = NULL, last = NULL, back = NULL, mended = NULL, on = NULL;
      g_autofree char *was = NULL, *is = NULL, *text = NULL;
      int day = 3;

      cercle_case_derive_new (kase, A_MEMBER, "2020-06-01T08:00:00.000Z");
      for (const char *to = mistakes[i].hands; *to != '\0'; to++, day += 2)
        {
          g_clear_object (&before);
          g_clear_object (&last);
          last = cercle_move_baton (kase, *to == 'A' ? A : *to == 'B' ? B : C, "x", "2020-06-30");
          before = happen (kase, events, last, day);
        }
      was = print_held (before);
      back = cercle_baton_back (before, kase, last);
      mended = happen (kase, events, back, day++);
      is = print_held (kase);
      g_assert_cmpstr (is, ==, was);
      g_assert_cmpstr (cercle_record_get_text (kase, CERCLE_CASE_PROMISED_BY), ==,
                       cercle_record_get_text (before, CERCLE_CASE_PROMISED_BY));
      on = cercle_move_baton (kase, C, "x", NULL);
      g_clear_object (&mended);
      mended = happen (kase, events, on, day);
      segments =
          cercle_baton_segments (events, A, "2020-06-01T08:00:00.000Z", "2020-06-20T08:00:00.000Z");
      text = print_segments (segments);
      g_assert_cmpstr (text, ==, mistakes[i].after);
    }
}

/* What somebody else has had since goes back like any other baton: the timeline hides nobody. */
static void
test_taken_back_late (void)
{
  g_autoptr (CercleRecord) kase = cercle_record_new (&cercle_case_kind);
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref), segments = NULL;
  g_autoptr (CercleRecord) first = NULL, second = NULL, third = NULL, back = NULL;
  g_autoptr (CercleRecord) before = NULL, between = NULL, then = NULL, last = NULL;
  g_autofree char *text = NULL;

  cercle_case_derive_new (kase, A_MEMBER, "2020-06-01T08:00:00.000Z");
  first = cercle_move_baton (kase, B, NULL, NULL);
  before = happen (kase, events, first, 3);
  back = cercle_baton_back (before, kase, first);
  second = cercle_move_baton (kase, C, NULL, NULL);
  between = happen (kase, events, second, 5);
  third = cercle_move_baton (kase, B, NULL, NULL);
  then = happen (kase, events, third, 7);
  last = happen (kase, events, back, 9);
  segments =
      cercle_baton_segments (events, A, "2020-06-01T08:00:00.000Z", "2020-06-20T08:00:00.000Z");
  text = print_segments (segments);
  g_assert_cmpstr (text, ==, "A2 B2 C2 B2< A11");
}

/* Nobody gives the baton to who sent the case; only an acceptance that is taken back does. */
static void
test_sender (void)
{
  g_autoptr (CercleRecord) kase = cercle_record_new (&cercle_case_kind), before = NULL;
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CercleRecord) accepted = NULL, back = NULL, given = NULL, after = NULL;
  g_autoptr (GError) error = NULL;

  cercle_case_derive_new (kase, NULL, "2020-06-01T08:00:00.000Z");
  cercle_record_set_text (kase, CERCLE_CASE_HOLDER, SENDER);
  g_assert_cmpint (cercle_baton_wrongs (kase, "2020-06-10") & CERCLE_BATON_NOBODY, ==, 0);
  accepted = cercle_move_baton (kase, A, NULL, NULL);
  before = happen (kase, events, accepted, 3);
  given = cercle_move_baton (kase, SENDER, NULL, NULL);
  g_assert_cmpint (cercle_case_apply_event (kase, given, "Europe/Paris", &error), ==,
                   CERCLE_MOVE_REFUSED);
  g_assert_error (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_MOVE);
  back = cercle_baton_back (before, kase, accepted);
  after = happen (kase, events, back, 5);
  g_assert_cmpstr (cercle_record_get_text (kase, CERCLE_CASE_HOLDER), ==, SENDER);
}

static void
test_wrongs (void)
{
  g_autoptr (CercleRecord) kase = cercle_record_new (&cercle_case_kind);
  g_auto (GStrv) sentences = NULL;

  g_assert_cmpint (cercle_baton_wrongs (kase, "2020-06-10"), ==, 0);
  cercle_record_set_flag (kase, CERCLE_CASE_OPEN, TRUE);
  cercle_record_set_integer (kase, CERCLE_CASE_RETURNS, 1);
  g_assert_cmpint (cercle_baton_wrongs (kase, "2020-06-10"), ==,
                   CERCLE_BATON_NOBODY | CERCLE_BATON_NO_STEP | CERCLE_BATON_NO_PROMISE |
                       CERCLE_BATON_TO_AND_FRO);
  cercle_record_unset (kase, CERCLE_CASE_RETURNS);
  cercle_record_set_text (kase, CERCLE_CASE_HOLDER, A);
  cercle_record_set_text (kase, CERCLE_CASE_NEXT_STEP, "call");
  cercle_record_set_text (kase, CERCLE_CASE_PROMISED_BY, "2020-06-09");
  cercle_record_set_text (kase, CERCLE_CASE_NEXT_DUE_ON, "2020-06-09");
  g_assert_cmpint (cercle_baton_wrongs (kase, "2020-06-09"), ==, 0);
  g_assert_cmpint (cercle_baton_wrongs (kase, "2020-06-10"), ==, CERCLE_BATON_SILENT);
  cercle_record_set_text (kase, CERCLE_CASE_PROMISED_BY, "2020-06-12");
  g_assert_cmpint (cercle_baton_wrongs (kase, "2020-06-10"), ==, 0);
  sentences = cercle_baton_sentences (CERCLE_BATON_NOBODY | CERCLE_BATON_TO_AND_FRO);
  g_assert_cmpstr (sentences[0], ==, "Nobody holds this case.");
  g_assert_cmpstr (sentences[1], ==, "The baton came back to whom it came from.");
  g_assert_null (sentences[2]);
}

static void
test_transfer (void)
{
  g_autoptr (CercleRecord) transfer = cercle_record_new (&cercle_transfer_kind);

  g_assert_cmpint (cercle_transfer_state (transfer, 100, 100), ==, CERCLE_TRANSFER_WAITING);
  g_assert_cmpint (cercle_transfer_state (transfer, 100, 101), ==, CERCLE_TRANSFER_LATE);
  cercle_record_set_text (transfer, CERCLE_TRANSFER_ACCEPTED_AT, "2020-06-02T08:00:00.000Z");
  g_assert_cmpint (cercle_transfer_state (transfer, 100, 101), ==, CERCLE_TRANSFER_ACCEPTED);
  cercle_record_unset (transfer, CERCLE_TRANSFER_ACCEPTED_AT);
  cercle_record_set_text (transfer, CERCLE_TRANSFER_REFUSED_AT, "2020-06-02T08:00:00.000Z");
  g_assert_cmpint (cercle_transfer_state (transfer, 100, 101), ==, CERCLE_TRANSFER_REFUSED);
  cercle_record_unset (transfer, CERCLE_TRANSFER_REFUSED_AT);
  cercle_record_set_text (transfer, CERCLE_TRANSFER_TAKEN_BACK_AT, "2020-06-02T08:00:00.000Z");
  g_assert_cmpint (cercle_transfer_state (transfer, 100, 101), ==, CERCLE_TRANSFER_TAKEN_BACK);
}

/* Working hours: over the night, a week-end, a holiday; with the delay that the community chose. */
static void
test_transfer_due (void)
{
  static const struct
  {
    const char *sent, *due;
    int hours; /* -1: the community says nothing; -2: it is not known yet */
  } rounds[] = {
    { "2020-06-02T07:00:00.000Z", "2020-06-02T11:00:00.000Z", -1 }, /* 9 h, Paris: 13 h */
    { "2020-06-02T07:00:00.000Z", "2020-06-02T11:00:00.000Z", -2 },
    { "2020-06-02T14:00:00.000Z", "2020-06-03T09:00:00.000Z", 4 }, /* 16 h: two hours on each day */
    { "2020-06-02T16:12:00.000Z", "2020-06-03T11:00:00.000Z", 4 }, /* after closing */
    { "2020-06-05T15:00:00.000Z", "2020-06-08T10:00:00.000Z", 4 }, /* Friday, 17 h: Monday */
    { "2020-05-29T15:00:00.000Z", "2020-06-02T10:00:00.000Z", 4 }, /* Whit Monday is not worked */
    { "2020-07-13T14:00:00.000Z", "2020-07-15T09:00:00.000Z", 4 }, /* 14 July */
    { "2020-06-06T08:00:00.000Z", "2020-06-08T11:00:00.000Z", 4 }, /* sent on a Saturday */
    { "2020-06-02T07:00:00.000Z", "2020-06-02T09:00:00.000Z", 2 },
    { "2020-06-02T07:00:00.000Z", "2020-06-03T08:00:00.000Z", 10 },
  };
  const CercleWorkingTime time = {
    .opens_at = 9 * 60, .closes_at = 18 * 60, .holidays = "metropole", .zone = "Europe/Paris"
  };
  g_autoptr (CercleRecord) nothing = cercle_record_new (&cercle_transfer_kind);

  g_assert_cmpint (cercle_transfer_due (nothing, NULL, &time), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (rounds); i++)
    {
      g_autoptr (CercleRecord) transfer = cercle_record_new (&cercle_transfer_kind);
      g_autoptr (CercleRecord) community = cercle_record_new (&cercle_community_kind);
      g_autofree char *due = NULL;

      cercle_record_set_text (transfer, CERCLE_TRANSFER_SENT_AT, rounds[i].sent);
      if (rounds[i].hours >= 0)
        cercle_record_set_integer (community, CERCLE_COMMUNITY_DELAY_RELAY, rounds[i].hours);
      due = cercle_instant_format (
          cercle_transfer_due (transfer, rounds[i].hours > -2 ? community : NULL, &time));
      g_assert_cmpstr (due, ==, rounds[i].due);
    }
}

static CercleRecord *
new_solution (const char *choice, const char *start, const char *end, const char *slots)
{
  CercleRecord *solution =
      cercle_record_new_with_id (&cercle_solution_kind, &A[strlen ("member:")]);

  cercle_envelope_set (&cercle_record_envelope (solution)->scope, "c:1");
  cercle_record_set_text (solution, CERCLE_SOLUTION_CHOICE, choice);
  cercle_record_set_text (solution, CERCLE_SOLUTION_START_ON, start);
  cercle_record_set_text (solution, CERCLE_SOLUTION_END_ON, end);
  cercle_record_set_text (solution, CERCLE_SOLUTION_SLOTS, slots);
  return solution;
}

/* Never on a day that the community does not work; the identity is of the day that the rule names,
 * so that a desk with other opening days makes the same. */
static void
test_follow_ups (void)
{
  static const CercleWorkingTime closed = { .holidays = "metropole" };
  static const CercleWorkingTime always = { .open_days = 0x7f };
  static const struct
  {
    const char *choice, *start, *end, *days;
  } rounds[] = {
    { "chosen", "2020-06-02", NULL, "2020-06-09 2020-07-02 2020-08-31" },
    { "chosen", "2020-06-02", "2020-07-02", "2020-06-09 2020-07-02" },
    { "chosen", "2020-06-02", "2020-06-05", "" },
    /* A Sunday, 14 July, a Saturday whose Monday is worked. */
    { "chosen", "2020-06-14", NULL, "2020-06-22 2020-07-15 2020-09-14" },
    { "chosen", NULL, NULL, "" },
    { "proposed", "2020-06-02", NULL, "" },
    { "refused", "2020-06-02", NULL, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rounds); i++)
    {
      g_autoptr (CercleRecord) solution =
          new_solution (rounds[i].choice, rounds[i].start, rounds[i].end, NULL);
      g_autoptr (GPtrArray) actions = cercle_solution_follow_ups (solution, &closed);
      g_autoptr (GPtrArray) again = cercle_solution_follow_ups (solution, &always);
      g_auto (GStrv) days = g_strsplit (rounds[i].days, " ", -1);

      g_assert_cmpuint (actions->len, ==, g_strv_length (days));
      for (guint a = 0; a < actions->len; a++)
        {
          g_assert_cmpstr (cercle_record_get_text (actions->pdata[a], CERCLE_ACTION_DUE_ON), ==,
                           days[a]);
          g_assert_cmpstr (cercle_record_get_id (actions->pdata[a]), ==,
                           cercle_record_get_id (again->pdata[a]));
          g_assert_cmpstr (cercle_record_envelope (actions->pdata[a])->scope, ==, "c:1");
          if (a > 0)
            g_assert_cmpstr (cercle_record_get_id (actions->pdata[a]), !=,
                             cercle_record_get_id (actions->pdata[a - 1]));
        }
    }
}

/* A choice that is noted weeks after the beginning leaves nothing to do in the past. */
static void
test_late_choice (void)
{
  static const CercleWorkingTime time = { .holidays = "metropole" };
  g_autoptr (CercleRecord) solution = new_solution ("chosen", "2020-06-02", NULL, NULL);
  g_autoptr (GPtrArray) actions = NULL;

  cercle_record_set_text (solution, CERCLE_SOLUTION_CHOICE_ON, "2020-06-30");
  actions = cercle_solution_follow_ups (solution, &time);
  g_assert_cmpuint (actions->len, ==, 2);
  g_assert_cmpstr (cercle_record_get_text (actions->pdata[0], CERCLE_ACTION_DUE_ON), ==,
                   "2020-07-02");
}

static void
test_slots (void)
{
  g_autoptr (GPtrArray) solutions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *none = NULL, *some = NULL, *all = NULL;

  g_ptr_array_add (solutions, new_solution ("chosen", "2020-06-02", NULL, "mon_am tue_am"));
  g_ptr_array_add (solutions, new_solution ("proposed", "2020-06-02", NULL, "wed_am"));
  g_ptr_array_add (solutions, new_solution ("chosen", "2020-06-02", "2020-06-10", "thu_am"));
  some = cercle_solution_uncovered ("mon_am thu_am wed_am", solutions, "2020-06-10");
  g_assert_cmpstr (some, ==, "wed_am");
  all = cercle_solution_uncovered ("mon_am thu_am wed_am", solutions, "2020-06-11");
  g_assert_cmpstr (all, ==, "thu_am wed_am");
  none = cercle_solution_uncovered ("mon_am", solutions, "2020-06-11");
  g_assert_null (none);
}

static char *
label_of (const char *list, const char *token, gpointer data)
{
  g_assert_cmpstr (list, ==, "break_reason");
  return g_strdup_printf ("<%s>", token);
}

static void
test_clock (void)
{
  g_autoptr (CercleRecord) kase = cercle_record_new (&cercle_case_kind);
  g_autoptr (GPtrArray) solutions = g_ptr_array_new_with_free_func (g_object_unref);
  int today = cercle_day_parse ("2020-06-02");
  g_auto (GStrv) nothing = cercle_clock_reasons (kase, NULL, today, NULL, NULL), reasons = NULL;
  g_autofree char *joined = NULL;

  g_assert_null (nothing[0]);
  g_assert_cmpint (cercle_clock_days_left (kase, NULL, today), ==, G_MAXINT);
  cercle_record_set_text (kase, CERCLE_CASE_BREAK_ON, "2020-06-05");
  cercle_record_set_text (kase, CERCLE_CASE_BREAK_REASONS, "carer");
  cercle_record_set_flag (kase, CERCLE_CASE_DANGER, TRUE);
  cercle_record_set_flag (kase, CERCLE_CASE_NO_SOLUTION, TRUE);
  g_assert_cmpint (cercle_clock_days_left (kase, solutions, today), ==, 3);
  g_ptr_array_add (solutions, new_solution ("chosen", "2020-05-01", "2020-06-03", NULL));
  g_assert_cmpint (cercle_clock_days_left (kase, solutions, today), ==, 1);
  reasons = cercle_clock_reasons (kase, solutions, today, label_of, NULL);
  joined = g_strjoinv ("|", reasons);
  g_assert_cmpstr (joined, ==,
                   "Somebody is in immediate danger.|A break is expected in 3 days, on 5 June "
                   "2020.|<carer>|The solution in place ends in 1 day, and nothing goes on after "
                   "it.|There is no solution yet.");
  /* Another one goes on the day after. */
  g_ptr_array_add (solutions, new_solution ("chosen", "2020-06-04", NULL, NULL));
  g_assert_cmpint (cercle_clock_days_left (kase, solutions, today), ==, 3);
  g_assert_cmpint (cercle_clock_days_left (kase, solutions, today + 10), ==, -7);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/baton/segments", test_segments);
  g_test_add_func ("/baton/taken-back", test_taken_back);
  g_test_add_func ("/baton/taken-back-late", test_taken_back_late);
  g_test_add_func ("/baton/sender", test_sender);
  g_test_add_func ("/baton/wrongs", test_wrongs);
  g_test_add_func ("/baton/transfer", test_transfer);
  g_test_add_func ("/baton/transfer-due", test_transfer_due);
  g_test_add_func ("/solution/follow_ups", test_follow_ups);
  g_test_add_func ("/solution/late_choice", test_late_choice);
  g_test_add_func ("/solution/slots", test_slots);
  g_test_add_func ("/clock/clock", test_clock);
  return g_test_run ();
}
