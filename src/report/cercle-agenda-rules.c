/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does each section of an agenda tell since the last meeting? */
#define G_LOG_DOMAIN "cercle-report"

#include <glib/gi18n-lib.h>

#include "cercle-agenda-private.h"
#include "cercle-call.h"
#include "cercle-case.h"
#include "cercle-choices.h"
#include "cercle-commune.h"
#include "cercle-day.h"
#include "cercle-directory.h"
#include "cercle-display.h"
#include "cercle-instant.h"
#include "cercle-one-person.h"
#include "cercle-organisation.h"
#include "cercle-person.h"
#include "cercle-question.h"
#include "cercle-request.h"
#include "cercle-review-rules.h"

#define REVIEW_LOOK_BACK 31 /* days */
#define AHEAD 14            /* closures that begin within so many days */

static void
add (GString *text, const char *line)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
}

/* --- Figures */

/* -1 with error. The community's own: a desk keeps one, the server several. */
static int
count_between (const CercleAgendaReading *reading, const CercleKind *kind, guint field,
               const char *from, const char *before, GError **error)
{
  CercleQuery *query = cercle_query_new (kind);
  g_autoptr (GPtrArray) found = NULL;

  cercle_query_where (query, field, CERCLE_FROM, from);
  cercle_query_where (query, field, CERCLE_BEFORE, before);
  found = cercle_agenda_find (reading, query, error);
  return found != NULL ? (int) found->len : -1;
}

/* (transfer full): the instant at which a local day begins. */
static char *
dawn (const CercleAgendaReading *reading, int day)
{
  return cercle_instant_format (cercle_instant_from_local (day, 0, reading->frame->time.zone));
}

static int
count_calls (const CercleAgendaReading *reading, int from, int before, GError **error)
{
  g_autofree char *first = dawn (reading, from), *last = dawn (reading, before);
  return count_between (reading, &cercle_call_kind, CERCLE_CALL_STARTED_AT, first, last, error);
}

static int
count_cases (const CercleAgendaReading *reading, guint field, int from, int before, GError **error)
{
  g_autofree char *first = cercle_day_to_text (from), *last = cercle_day_to_text (before);
  return count_between (reading, &cercle_case_kind, field, first, last, error);
}

static int
count_opened (const CercleAgendaReading *reading, int from, int before, GError **error)
{
  return count_cases (reading, CERCLE_CASE_OPENED_ON, from, before, error);
}

static int
count_closed (const CercleAgendaReading *reading, int from, int before, GError **error)
{
  return count_cases (reading, CERCLE_CASE_CLOSED_ON, from, before, error);
}

static const struct
{
  const char *words; /* msgid */
  int (*count) (const CercleAgendaReading *reading, int from, int before, GError **error);
} figures[] = {
  { N_ ("Calls"), count_calls },
  { N_ ("Cases opened"), count_opened },
  { N_ ("Cases closed"), count_closed },
};

static gboolean
rule_figures (const CercleAgendaReading *reading, char **text, GError **error)
{
  int end = cercle_day_parse (reading->frame->today) + 1;
  int since = cercle_day_parse (reading->since);
  g_autoptr (GString) lines = g_string_new (NULL);
  CercleQuery *query = cercle_query_new (&cercle_case_kind);
  g_autoptr (GPtrArray) open = NULL;

  cercle_query_where (query, CERCLE_CASE_OPEN, CERCLE_IS, "1");
  open = cercle_agenda_find (reading, query, error);
  if (open == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      int now = figures[i].count (reading, since, end, error);
      int before = now < 0 ? -1 : figures[i].count (reading, since - (end - since), since, error);

      if (before < 0)
        return FALSE;
      /* TRANSLATORS: "Calls: 31 (27 before)": since the last meeting, and in as many days before.
       */
      g_string_append_printf (lines, _ ("%1$s: %2$d (%3$d before)"), _ (figures[i].words), now,
                              before);
      g_string_append_c (lines, '\n');
    }
  g_string_append_printf (lines, _ ("Open today: %u"), open->len);
  *text = g_string_free (g_steal_pointer (&lines), FALSE);
  return TRUE;
}

/* --- Cases, without a name */

char *
cercle_agenda_tell_case (CercleStore *store, CercleRecord *kase, const char *day, GError **error)
{
  int today = cercle_day_parse (day);
  int opened = cercle_day_parse (cercle_record_get_text (kase, CERCLE_CASE_OPENED_ON));
  const char *id = cercle_record_get_text (kase, CERCLE_CASE_PERSON);
  const char *mission = cercle_record_get_text (kase, CERCLE_CASE_SUB_MISSION);
  g_autoptr (GError) local = NULL;
  g_autoptr (CercleRecord) person = id != NULL ? cercle_one_person_get (store, id, &local) : NULL;
  g_autofree char *initials = person != NULL ? cercle_person_initials (person) : g_strdup ("");
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  int age = person != NULL ? cercle_person_age (person, today) : -1;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  g_ptr_array_add (parts, g_strdup (initials[0] != '\0' ? initials : _ ("Anonymous")));
  if (age >= 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%d year old", "%d years old", age), age));
  if (cercle_record_is_set (kase, CERCLE_CASE_COMMUNE))
    g_ptr_array_add (
        parts, g_strdup (cercle_commune_name (cercle_record_get_text (kase, CERCLE_CASE_COMMUNE))));
  if (opened != CERCLE_DAY_NONE)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("waiting for %d day", "waiting for %d days",
                                                       today - opened),
                                             today - opened));
  if (mission != NULL)
    g_ptr_array_add (parts, g_strdup (cercle_choice_label (cercle_sub_missions, mission)));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (", ", (char **) parts->pdata);
}

/* One line a case; those that are kept from the team's readers, and those above the most, are
 * counted. */
static gboolean
tell_cases (const CercleAgendaReading *reading, GPtrArray *cases, char **text, GError **error)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  guint told = 0;
  guint more;

  if (cases == NULL)
    return FALSE;
  for (guint i = 0; i < cases->len && told < CERCLE_AGENDA_MOST; i++)
    {
      g_autofree char *line = NULL;

      if (g_strcmp0 (cercle_record_envelope (cases->pdata[i])->audience, "protected") == 0)
        continue;
      line =
          cercle_agenda_tell_case (reading->store, cases->pdata[i], reading->frame->today, error);
      if (line == NULL)
        return FALSE;
      add (lines, line);
      told++;
    }
  more = cases->len - told;
  if (more > 0)
    {
      g_autofree char *rest = g_strdup_printf (
          ngettext ("%u more is not told here", "%u more are not told here", more), more);
      add (lines, rest);
    }
  if (lines->len > 0)
    *text = g_string_free (g_steal_pointer (&lines), FALSE);
  return TRUE;
}

static CercleQuery *
open_cases (guint field, CercleTest test, const char *value)
{
  CercleQuery *query = cercle_query_new (&cercle_case_kind);

  cercle_query_where (query, CERCLE_CASE_OPEN, CERCLE_IS, "1");
  cercle_query_where (query, field, test, value);
  cercle_query_sort (query, -1, CERCLE_CASE_OPENED_ON, FALSE);
  return query;
}

static gboolean
rule_critical (const CercleAgendaReading *reading, char **text, GError **error)
{
  g_autoptr (GPtrArray) cases =
      cercle_agenda_find (reading, open_cases (CERCLE_CASE_PRIORITY, CERCLE_IN, "p0 p1"), error);
  return tell_cases (reading, cases, text, error);
}

static gboolean
rule_blind_spots (const CercleAgendaReading *reading, char **text, GError **error)
{
  g_autoptr (GPtrArray) cases =
      cercle_agenda_find (reading, open_cases (CERCLE_CASE_BLIND_SPOT, CERCLE_IS, "1"), error);
  return tell_cases (reading, cases, text, error);
}

/* (transfer full): identity of a case → GPtrArray of its items of recent reviews. NULL with error.
 */
static GHashTable *
recent_items (const CercleAgendaReading *reading, GError **error)
{
  g_autofree char *from =
      cercle_day_to_text (cercle_day_parse (reading->frame->today) - REVIEW_LOOK_BACK);
  CercleQuery *query = cercle_query_new (&cercle_review_item_kind);
  g_autoptr (GHashTable) by_case =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) items = NULL;

  cercle_query_where (query, CERCLE_REVIEW_ITEM_HELD_ON, CERCLE_FROM, from);
  items = cercle_agenda_find (reading, query, error);
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      const char *id = cercle_record_get_text (items->pdata[i], CERCLE_REVIEW_ITEM_CASE);
      GPtrArray *of_case = g_hash_table_lookup (by_case, id);

      if (of_case == NULL)
        g_hash_table_insert (by_case, g_strdup (id),
                             of_case = g_ptr_array_new_with_free_func (g_object_unref));
      g_ptr_array_add (of_case, g_object_ref (items->pdata[i]));
    }
  return items != NULL ? g_steal_pointer (&by_case) : NULL;
}

/* On how many lists it stood without a verdict: cercle_review_times() counts today's in any case.
 */
static guint
times_seen (GPtrArray *items, const char *today)
{
  guint times = cercle_review_times (items, today);

  for (guint i = 0; i < items->len; i++)
    if (g_strcmp0 (cercle_record_get_text (items->pdata[i], CERCLE_REVIEW_ITEM_HELD_ON), today) ==
        0)
      return times;
  return times - 1;
}

static gboolean
rule_thrice (const CercleAgendaReading *reading, char **text, GError **error)
{
  g_autoptr (GHashTable) items = recent_items (reading, error);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) cases = NULL;
  GHashTableIter iter;
  gpointer id, of_case;
  CercleQuery *query;

  if (items == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, items);
  while (g_hash_table_iter_next (&iter, &id, &of_case))
    if (times_seen (of_case, reading->frame->today) >= 3)
      g_ptr_array_add (ids, id);
  if (ids->len == 0)
    return TRUE;
  g_ptr_array_add (ids, NULL);
  query = open_cases (CERCLE_CASE_OPENED_ON, CERCLE_FROM, "");
  cercle_query_set_ids (query, (const char *const *) ids->pdata);
  cases = cercle_agenda_find (reading, query, error);
  return tell_cases (reading, cases, text, error);
}

/* --- Partners */

static gboolean
name_of (const CercleAgendaReading *reading, const char *id, char **name, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (CercleRecord) organisation =
      cercle_store_get (reading->store, &cercle_organisation_kind, id, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  *name = g_strdup (organisation != NULL
                        ? cercle_record_get_text (organisation, CERCLE_ORGANISATION_NAME)
                        : _ ("A partner who is not in the directory"));
  return TRUE;
}

/* Requests whose reminder is due, by partner. */
static gboolean
rule_delays (const CercleAgendaReading *reading, char **text, GError **error)
{
  const CercleTallyFields fields = { CERCLE_REQUEST_ORGANISATION, CERCLE_REQUEST_REMIND_ON,
                                     CERCLE_REQUEST_ASKED_ON };
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_request_kind);
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GPtrArray) tallies = NULL;

  cercle_query_where (query, CERCLE_REQUEST_ANSWER, CERCLE_IS, "waiting");
  cercle_query_where (query, CERCLE_REQUEST_REMIND_ON, CERCLE_UNTIL, reading->frame->today);
  tallies = cercle_store_tally (reading->store, query, &fields, error);
  for (guint i = 0; tallies != NULL && i < MIN (tallies->len, CERCLE_AGENDA_MOST); i++)
    {
      const CercleTally *tally = tallies->pdata[i];
      g_autofree char *name = NULL, *line = NULL;
      g_autofree char *day = cercle_display_day (tally->first);

      if (tally->value == NULL)
        continue;
      if (!name_of (reading, tally->value, &name, error))
        return FALSE;
      line = g_strdup_printf (
          /* TRANSLATORS: partner, number, day. */
          ngettext ("%1$s: %2$u request without answer, the oldest of %3$s",
                    "%1$s: %2$u requests without answer, the oldest of %3$s", tally->n),
          name, tally->n, day);
      add (lines, line);
    }
  if (lines->len > 0)
    *text = g_string_free (g_steal_pointer (&lines), FALSE);
  return tallies != NULL;
}

/* Of the directory's scope, which is the territory's. */
static gboolean
rule_closures (const CercleAgendaReading *reading, char **text, GError **error)
{
  g_autofree char *soon = cercle_day_to_text (cercle_day_parse (reading->frame->today) + AHEAD);
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_notice_kind);
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GPtrArray) notices = NULL;

  cercle_query_where (query, CERCLE_NOTICE_SORT, CERCLE_IS, "closure");
  cercle_query_where (query, CERCLE_NOTICE_FROM_ON, CERCLE_UNTIL, soon);
  cercle_query_where (query, CERCLE_NOTICE_TO_ON, CERCLE_FROM, reading->since);
  cercle_query_sort (query, -1, CERCLE_NOTICE_FROM_ON, FALSE);
  notices = cercle_store_find (reading->store, query, error);
  for (guint i = 0; notices != NULL && i < MIN (notices->len, CERCLE_AGENDA_MOST); i++)
    {
      g_autofree char *from =
          cercle_display_day (cercle_record_get_text (notices->pdata[i], CERCLE_NOTICE_FROM_ON));
      g_autofree char *to =
          cercle_display_day (cercle_record_get_text (notices->pdata[i], CERCLE_NOTICE_TO_ON));
      g_autofree char *name = NULL, *line = NULL;

      if (!name_of (reading, cercle_record_get_text (notices->pdata[i], CERCLE_NOTICE_ORGANISATION),
                    &name, error))
        return FALSE;
      /* TRANSLATORS: partner, first and last day. */
      line = g_strdup_printf (_ ("%1$s: closed from %2$s to %3$s"), name, from, to);
      add (lines, line);
    }
  if (lines->len > 0)
    *text = g_string_free (g_steal_pointer (&lines), FALSE);
  return notices != NULL;
}

/* --- What was asked and decided */

static gboolean
rule_questions (const CercleAgendaReading *reading, char **text, GError **error)
{
  CercleQuery *query = cercle_query_new (&cercle_question_kind);
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GPtrArray) questions = NULL;

  cercle_query_where (query, CERCLE_QUESTION_ANSWERED_ON, CERCLE_IS, NULL);
  cercle_query_where (query, CERCLE_QUESTION_DROPPED_WHY, CERCLE_IS, NULL);
  cercle_query_sort (query, -1, CERCLE_QUESTION_ASKED_AT, FALSE);
  questions = cercle_agenda_find (reading, query, error);
  for (guint i = 0; questions != NULL && i < MIN (questions->len, CERCLE_AGENDA_MOST); i++)
    add (lines, cercle_record_get_text (questions->pdata[i], CERCLE_QUESTION_TEXT));
  if (lines->len > 0)
    *text = g_string_free (g_steal_pointer (&lines), FALSE);
  return questions != NULL;
}

static gboolean
rule_decisions (const CercleAgendaReading *reading, char **text, GError **error)
{
  CercleQuery *query = cercle_query_new (&cercle_decision_kind);
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GPtrArray) decisions = NULL;

  cercle_query_where (query, CERCLE_DECISION_APPLIED_ON, CERCLE_IS, NULL);
  cercle_query_where (query, CERCLE_DECISION_MEETING, CERCLE_IS_NOT,
                      cercle_record_get_id (reading->meeting));
  cercle_query_sort (query, -1, CERCLE_DECISION_DUE_ON, FALSE);
  decisions = cercle_agenda_find (reading, query, error);
  for (guint i = 0; decisions != NULL && i < decisions->len; i++)
    {
      const char *said = cercle_record_get_text (decisions->pdata[i], CERCLE_DECISION_TEXT);
      const char *due = cercle_record_get_text (decisions->pdata[i], CERCLE_DECISION_DUE_ON);
      g_autofree char *day = cercle_display_day (due);
      /* TRANSLATORS: what was decided, for when. */
      g_autofree char *line =
          g_strdup_printf (due != NULL ? _ ("%1$s (for %2$s)") : "%1$s", said, day);

      if (cercle_decision_is_pending (decisions->pdata[i]))
        add (lines, line);
    }
  if (lines->len > 0)
    *text = g_string_free (g_steal_pointer (&lines), FALSE);
  return decisions != NULL;
}

static const struct
{
  const char *token;
  CercleAgendaRule rule;
} rules[] = {
  { "figures", rule_figures },         { "critical", rule_critical },
  { "blind_spots", rule_blind_spots }, { "thrice", rule_thrice },
  { "delays", rule_delays },           { "closures", rule_closures },
  { "questions", rule_questions },     { "decisions", rule_decisions },
};

CercleAgendaRule
cercle_agenda_rule_find (const char *token)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_strcmp0 (rules[i].token, token) == 0)
      return rules[i].rule;
  return NULL;
}
