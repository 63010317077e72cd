/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does the team owe and what is it owed, over all cases? */
#define G_LOG_DOMAIN "cercle-report"

#include "cercle-case.h"
#include "cercle-day.h"
#include "cercle-event.h"
#include "cercle-indicator.h"
#include "cercle-macros.h"
#include "cercle-request.h"
#include "cercle-solution.h"

#define SOON 15 /* days before the end of a solution */

static CercleQuery *
open_cases (void)
{
  CercleQuery *query = cercle_query_new (&cercle_case_kind);
  cercle_query_where (query, CERCLE_CASE_OPEN, CERCLE_IS, "1");
  return query;
}

static CercleQuery *
query_to_and_fro (const CercleIndicatorContext *context)
{
  CercleQuery *query = open_cases ();
  cercle_query_where (query, CERCLE_CASE_RETURNS, CERCLE_FROM, "1");
  cercle_query_sort (query, -1, CERCLE_CASE_RETURNS, TRUE);
  cercle_query_sort (query, -1, CERCLE_CASE_OPENED_ON, FALSE);
  return query;
}

static CercleQuery *
query_promise_passed (const CercleIndicatorContext *context)
{
  CercleQuery *query = open_cases ();
  cercle_query_where (query, CERCLE_CASE_PROMISED_BY, CERCLE_BEFORE, context->today);
  cercle_query_sort (query, -1, CERCLE_CASE_PROMISED_BY, FALSE);
  return query;
}

static CercleQuery *
query_no_promise (const CercleIndicatorContext *context)
{
  CercleQuery *query = open_cases ();
  cercle_query_where (query, CERCLE_CASE_NEXT_DUE_ON, CERCLE_IS, NULL);
  cercle_query_sort (query, -1, CERCLE_CASE_OPENED_ON, FALSE);
  return query;
}

static CercleQuery *
query_requests_unanswered (const CercleIndicatorContext *context)
{
  CercleQuery *query = cercle_query_new (&cercle_request_kind);
  cercle_query_where (query, CERCLE_REQUEST_ANSWER, CERCLE_IS, "waiting");
  cercle_query_sort (query, -1, CERCLE_REQUEST_ASKED_ON, FALSE);
  return query;
}

/* Computed when read: the day comes by itself. */
static CercleQuery *
query_reminders_due (const CercleIndicatorContext *context)
{
  CercleQuery *query = cercle_query_new (&cercle_request_kind);
  cercle_query_where (query, CERCLE_REQUEST_ANSWER, CERCLE_IS, "waiting");
  cercle_query_where (query, CERCLE_REQUEST_REMIND_ON, CERCLE_UNTIL, context->today);
  cercle_query_sort (query, -1, CERCLE_REQUEST_REMIND_ON, FALSE);
  return query;
}

static CercleQuery *
query_solutions_ending (const CercleIndicatorContext *context)
{
  CercleQuery *query = cercle_query_new (&cercle_solution_kind);
  g_autofree char *until = cercle_day_to_text (cercle_day_parse (context->today) + SOON);

  cercle_query_where (query, CERCLE_SOLUTION_CHOICE, CERCLE_IS, "chosen");
  cercle_query_where (query, CERCLE_SOLUTION_END_ON, CERCLE_FROM, context->today);
  cercle_query_where (query, CERCLE_SOLUTION_END_ON, CERCLE_UNTIL, until);
  cercle_query_sort (query, -1, CERCLE_SOLUTION_END_ON, FALSE);
  return query;
}

static CercleQuery *
query_follow_ups_due (const CercleIndicatorContext *context)
{
  CercleQuery *query = cercle_query_new (&cercle_action_kind);
  cercle_query_where (query, CERCLE_ACTION_STATE, CERCLE_IS, "open");
  cercle_query_where (query, CERCLE_ACTION_SORT, CERCLE_IS, "follow_up");
  cercle_query_where (query, CERCLE_ACTION_DUE_ON, CERCLE_UNTIL, context->today);
  cercle_query_sort (query, -1, CERCLE_ACTION_DUE_ON, FALSE);
  return query;
}

static CercleQuery *
query_transfers_waiting (const CercleIndicatorContext *context)
{
  CercleQuery *query = cercle_query_new (&cercle_transfer_kind);
  cercle_query_where (query, CERCLE_TRANSFER_ACCEPTED_AT, CERCLE_IS, NULL);
  cercle_query_where (query, CERCLE_TRANSFER_REFUSED_AT, CERCLE_IS, NULL);
  cercle_query_where (query, CERCLE_TRANSFER_TAKEN_BACK_AT, CERCLE_IS, NULL);
  cercle_query_sort (query, -1, CERCLE_TRANSFER_SENT_AT, FALSE);
  return query;
}

static CercleQuery *
query_to_review (const CercleIndicatorContext *context)
{
  CercleQuery *query = open_cases ();
  cercle_query_where (query, CERCLE_CASE_STATUS, CERCLE_IS, "mdph_review");
  cercle_query_sort (query, -1, CERCLE_CASE_OPENED_ON, FALSE);
  return query;
}

/* Two desks that crossed: one closed, one planned. */
static CercleQuery *
query_closed_with_actions (const CercleIndicatorContext *context)
{
  CercleQuery *query = cercle_query_new (&cercle_case_kind);
  cercle_query_where (query, CERCLE_CASE_STATUS, CERCLE_IS, "closed");
  cercle_query_where (query, CERCLE_CASE_OPEN_ACTIONS, CERCLE_FROM, "1");
  cercle_query_sort (query, -1, CERCLE_CASE_CLOSED_ON, FALSE);
  return query;
}

const char *const cercle_watched_indicators[] = { "reminders-due", "transfers-waiting", NULL };

const CercleIndicator cercle_steering_indicators[] = {
  { "to-and-fro", N_ ("To and fro"),
    N_ ("Open cases whose baton came back to whom it came from, most often first."),
    "media-playlist-repeat-symbolic", TRUE, query_to_and_fro, CERCLE_SHOW_COUNT },
  { "promise-passed", N_ ("Promise passed"),
    N_ ("Open cases whose promised day has passed, with nothing new promised."),
    "appointment-missed-symbolic", TRUE, query_promise_passed, CERCLE_SHOW_COUNT },
  { "no-promise", N_ ("Nothing promised"),
    N_ ("Open cases for which nothing is promised or planned for a day."),
    "appointment-new-symbolic", TRUE, query_no_promise, CERCLE_SHOW_COUNT },
  { "requests-unanswered", N_ ("Requests without an answer"),
    N_ ("Requests to partners that wait for an answer, oldest first."), "mail-send-symbolic", FALSE,
    query_requests_unanswered, CERCLE_SHOW_COUNT },
  { "reminders-due", N_ ("Partners to remind"),
    N_ ("Requests that wait for an answer, and whose day to remind has come."), "alarm-symbolic",
    TRUE, query_reminders_due, CERCLE_SHOW_COUNT },
  { "solutions-ending", N_ ("Solutions ending soon"),
    N_ ("Chosen solutions that end within 15 days."), "alarm-symbolic", FALSE,
    query_solutions_ending, CERCLE_SHOW_COUNT },
  { "follow-ups-due", N_ ("Follow-ups due"),
    N_ ("Follow-ups of solutions to be made today or before."), "view-refresh-symbolic", FALSE,
    query_follow_ups_due, CERCLE_SHOW_COUNT },
  { "transfers-waiting", N_ ("Transfers waiting"),
    N_ ("Transfers that are neither accepted nor refused, oldest first."), "send-to-symbolic",
    FALSE, query_transfers_waiting, CERCLE_SHOW_COUNT },
  { "to-review", N_ ("To review with the MDPH"),
    N_ ("Open cases whose next step is the review with the MDPH, oldest first."),
    "view-list-bullet-symbolic", FALSE, query_to_review, CERCLE_SHOW_COUNT },
  { "closed-with-actions", N_ ("Closed with something to do"),
    N_ ("Closed cases on which somebody planned something meanwhile."), "dialog-warning-symbolic",
    TRUE, query_closed_with_actions, CERCLE_SHOW_COUNT },
  { NULL },
};
