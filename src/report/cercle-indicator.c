/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What must be looked at today, and which records are behind each number? */
#define G_LOG_DOMAIN "cercle-report"

#include "cercle-indicator.h"

#include "cercle-case.h"
#include "cercle-day.h"
#include "cercle-event.h"
#include "cercle-macros.h"

static CercleQuery *query_call_backs (const CercleIndicatorContext *context);
static CercleQuery *query_overdue (const CercleIndicatorContext *context);
static CercleQuery *query_new_to_me (const CercleIndicatorContext *context);
static CercleQuery *query_unassigned (const CercleIndicatorContext *context);
static CercleQuery *query_silent (const CercleIndicatorContext *context);
static CercleQuery *query_oldest_common (const CercleIndicatorContext *context);
static CercleQuery *query_mine (const CercleIndicatorContext *context);

const CercleIndicator cercle_indicators[] = {
  { "call-backs", N_ ("Call-backs today"),
    N_ ("Calls promised for today that are still to be made."), "call-start-symbolic", FALSE,
    query_call_backs, CERCLE_SHOW_COUNT },
  { "overdue", N_ ("Overdue"), N_ ("Actions still to be done whose day has passed."),
    "task-past-due-symbolic", TRUE, query_overdue, CERCLE_SHOW_COUNT },
  { "new-to-me", N_ ("Handed to me"),
    N_ ("Open cases that were handed to you and on which you have done nothing yet."),
    "mail-unread-symbolic", FALSE, query_new_to_me, CERCLE_SHOW_COUNT },
  { "unassigned", N_ ("Held by nobody"), N_ ("Open cases that nobody holds."),
    "user-not-tracked-symbolic", TRUE, query_unassigned, CERCLE_SHOW_COUNT },
  { "silent", N_ ("Without news"), N_ ("Open cases without news for too many days."),
    "appointment-missed-symbolic", TRUE, query_silent, CERCLE_SHOW_COUNT },
  { "oldest-common", N_ ("Oldest common case"),
    N_ ("Age in days of the oldest open case without priority; the list shows them all, oldest "
        "first."),
    "document-open-recent-symbolic", FALSE, query_oldest_common, CERCLE_SHOW_OLDEST_DAYS },
  { "mine", N_ ("My cases"), N_ ("Open cases that you hold."), "avatar-default-symbolic", FALSE,
    query_mine, CERCLE_SHOW_COUNT },
  { NULL },
};

static CercleQuery *
open_actions (void)
{
  CercleQuery *query = cercle_query_new (&cercle_action_kind);
  cercle_query_where (query, CERCLE_ACTION_STATE, CERCLE_IS, "open");
  cercle_query_sort (query, -1, CERCLE_ACTION_DUE_ON, FALSE);
  cercle_query_sort (query, -1, CERCLE_ACTION_DUE_AT, FALSE);
  return query;
}

static CercleQuery *
open_cases (const CercleIndicatorContext *context)
{
  CercleQuery *query = cercle_query_new (&cercle_case_kind);
  cercle_query_set_day (query, context->today);
  cercle_query_where (query, CERCLE_CASE_OPEN, CERCLE_IS, "1");
  return query;
}

/* A member not known yet holds nothing: "member:" alone is nobody's reference, and NULL would ask
 * for the cases without a holder. */
static void
held_by_me (CercleQuery *query, const CercleIndicatorContext *context)
{
  g_autofree char *holder =
      g_strconcat ("member:", context->member != NULL ? context->member : "", NULL);
  cercle_query_where (query, CERCLE_CASE_HOLDER, CERCLE_IS, holder);
}

static CercleQuery *
query_call_backs (const CercleIndicatorContext *context)
{
  CercleQuery *query = open_actions ();
  cercle_query_where (query, CERCLE_ACTION_SORT, CERCLE_IS, "call_back");
  cercle_query_where (query, CERCLE_ACTION_DUE_ON, CERCLE_IS, context->today);
  return query;
}

static CercleQuery *
query_overdue (const CercleIndicatorContext *context)
{
  CercleQuery *query = open_actions ();
  cercle_query_where (query, CERCLE_ACTION_DUE_ON, CERCLE_BEFORE, context->today);
  return query;
}

static CercleQuery *
query_new_to_me (const CercleIndicatorContext *context)
{
  CercleQuery *query = open_cases (context);
  held_by_me (query, context);
  cercle_query_where (query, CERCLE_CASE_TAKEN_UP, CERCLE_IS_NOT, "1");
  cercle_query_sort (query, -1, CERCLE_CASE_PRIORITY, FALSE);
  cercle_query_sort (query, -1, CERCLE_CASE_HOLDER_SINCE, FALSE);
  return query;
}

static CercleQuery *
query_unassigned (const CercleIndicatorContext *context)
{
  CercleQuery *query = open_cases (context);
  cercle_query_where (query, CERCLE_CASE_HOLDER, CERCLE_IS, NULL);
  cercle_query_sort (query, -1, CERCLE_CASE_PRIORITY, FALSE);
  cercle_query_sort (query, -1, CERCLE_CASE_OPENED_ON, FALSE);
  return query;
}

static CercleQuery *
query_silent (const CercleIndicatorContext *context)
{
  CercleQuery *query = open_cases (context);
  g_autofree char *before =
      cercle_day_to_text (cercle_day_parse (context->today) - context->silence);
  cercle_query_where (query, CERCLE_CASE_LAST_NEWS_ON, CERCLE_BEFORE, before);
  cercle_query_sort (query, -1, CERCLE_CASE_LAST_NEWS_ON, FALSE);
  cercle_query_sort (query, -1, CERCLE_CASE_PRIORITY, FALSE);
  return query;
}

static CercleQuery *
query_oldest_common (const CercleIndicatorContext *context)
{
  CercleQuery *query = open_cases (context);
  cercle_query_where (query, CERCLE_CASE_PRIORITY, CERCLE_IS, "p3");
  cercle_query_sort (query, -1, CERCLE_CASE_OPENED_ON, FALSE);
  return query;
}

static CercleQuery *
query_mine (const CercleIndicatorContext *context)
{
  CercleQuery *query = open_cases (context);
  held_by_me (query, context);
  cercle_query_sort (query, -1, CERCLE_CASE_NEXT_DUE_ON, FALSE);
  cercle_query_sort (query, -1, CERCLE_CASE_PRIORITY, FALSE);
  return query;
}

const CercleIndicator *
cercle_indicator_find (const char *id)
{
  const CercleIndicator *const tables[] = { cercle_indicators, cercle_steering_indicators };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const CercleIndicator *indicator = tables[i]; indicator->id != NULL; indicator++)
      if (g_strcmp0 (indicator->id, id) == 0)
        return indicator;
  return NULL;
}

CercleQuery *
cercle_indicator_cases (const CercleIndicator *indicator, const CercleIndicatorContext *context)
{
  g_autoptr (CercleQuery) query = indicator->query (context);
  const CercleKind *kind = cercle_query_get_kind (query);
  CercleQuery *cases = NULL;

  if (kind == &cercle_case_kind)
    return g_steal_pointer (&query);
  if (g_strcmp0 (kind->parent, cercle_case_kind.name) != 0)
    return NULL;
  cases = cercle_query_new (&cercle_case_kind);
  cercle_query_set_day (cases, context->today);
  cercle_query_set_named_by (cases, query, (guint) cercle_kind_field (kind, kind->parent));
  cercle_query_sort (cases, -1, CERCLE_CASE_NEXT_DUE_ON, FALSE);
  cercle_query_sort (cases, -1, CERCLE_CASE_OPENED_ON, FALSE);
  return cases;
}

int
cercle_indicator_oldest (CercleRecord *kase, const char *today)
{
  int now = cercle_day_parse (today);
  int opened = kase != NULL
                   ? cercle_day_parse (cercle_record_get_text (kase, CERCLE_CASE_OPENED_ON))
                   : CERCLE_DAY_NONE;
  if (now == CERCLE_DAY_NONE || opened == CERCLE_DAY_NONE)
    return -1;
  return MAX (0, now - opened);
}
