/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cases pass a filter, and how is it written down? */
#define G_LOG_DOMAIN "cercle-report"

#include "cercle-case-filter.h"

#include "cercle-case.h"
#include "cercle-day.h"
#include "cercle-macros.h"

#define PAST "past"

/* Days, both included; the last one has no end. */
const CercleChoice cercle_case_ages[] = {
  { "0-7", N_ ("Opened at most 7 days ago") },  { "8-30", N_ ("Opened 8 to 30 days ago") },
  { "31-60", N_ ("Opened 31 to 60 days ago") }, { "61-90", N_ ("Opened 61 to 90 days ago") },
  { "91-", N_ ("Opened over 90 days ago") },    { NULL },
};

/* Days from today on. */
const CercleChoice cercle_case_endings[] = {
  { PAST, N_ ("Break expected on a day that is past") },
  { "0-15", N_ ("Break expected within 15 days") },
  { NULL },
};

/* Written in this order. */
static const struct
{
  const char *name;
  gsize offset;
} written[] = {
  { "status", G_STRUCT_OFFSET (CercleCaseFilter, status) },
  { "mission", G_STRUCT_OFFSET (CercleCaseFilter, mission) },
  { "holder", G_STRUCT_OFFSET (CercleCaseFilter, holder) },
  { "commune", G_STRUCT_OFFSET (CercleCaseFilter, commune) },
  { "tag", G_STRUCT_OFFSET (CercleCaseFilter, tag) },
  { "age", G_STRUCT_OFFSET (CercleCaseFilter, age) },
  { "ending", G_STRUCT_OFFSET (CercleCaseFilter, ending) },
  { "blind", G_STRUCT_OFFSET (CercleCaseFilter, blind_spot) },
  { "why", G_STRUCT_OFFSET (CercleCaseFilter, blind_spot_why) },
  { "ids", G_STRUCT_OFFSET (CercleCaseFilter, ids) },
};

static const char **
text_of (const CercleCaseFilter *filter, guint line)
{
  return (const char **) ((char *) filter + written[line].offset);
}

/* --- Spans of days --------------------------------------------------------------------------- */

/* "31-60", "91-"; FALSE when it is no span. */
static gboolean
read_span (const char *token, int *from, int *to)
{
  char *end = NULL;

  *from = (int) g_ascii_strtoll (token, &end, 10);
  if (end == token || *end != '-')
    return FALSE;
  *to = end[1] != '\0' ? (int) g_ascii_strtoll (end + 1, NULL, 10) : G_MAXINT;
  return TRUE;
}

static const char *
find_span (const CercleChoice *choices, int days)
{
  int from = 0, to = 0;

  for (; choices->token != NULL; choices++)
    if (read_span (choices->token, &from, &to) && days >= from && days <= to)
      return choices->token;
  return NULL;
}

const char *
cercle_case_age (const char *opened_on, const char *today)
{
  int opened = cercle_day_parse (opened_on), now = cercle_day_parse (today);

  /* What another desk opens tomorrow is as young as can be. */
  return opened != CERCLE_DAY_NONE && now != CERCLE_DAY_NONE
             ? find_span (cercle_case_ages, MAX (now - opened, 0))
             : NULL;
}

const char *
cercle_case_ending (const char *break_on, const char *today)
{
  int breaks = cercle_day_parse (break_on), now = cercle_day_parse (today);

  if (breaks == CERCLE_DAY_NONE || now == CERCLE_DAY_NONE)
    return NULL;
  return breaks < now ? PAST : find_span (cercle_case_endings, breaks - now);
}

static void
where_day (CercleQuery *query, guint field, CercleTest test, int day)
{
  char text[CERCLE_DAY_SIZE];

  cercle_day_format (day, text);
  cercle_query_where (query, field, test, text);
}

static void
where_age (CercleQuery *query, const char *age, int today)
{
  int from = 0, to = 0;

  if (age == NULL)
    return;
  if (!read_span (age, &from, &to) || today == CERCLE_DAY_NONE)
    {
      cercle_query_where (query, CERCLE_CASE_OPENED_ON, CERCLE_IS, NULL);
      return;
    }
  if (from > 0)
    where_day (query, CERCLE_CASE_OPENED_ON, CERCLE_UNTIL, today - from);
  else
    cercle_query_where (query, CERCLE_CASE_OPENED_ON, CERCLE_IS_NOT, NULL);
  if (to < G_MAXINT)
    where_day (query, CERCLE_CASE_OPENED_ON, CERCLE_FROM, today - to);
}

static void
where_ending (CercleQuery *query, const char *ending, int today)
{
  int from = 0, to = 0;

  if (ending == NULL || today == CERCLE_DAY_NONE)
    return;
  if (g_str_equal (ending, PAST))
    where_day (query, CERCLE_CASE_BREAK_ON, CERCLE_BEFORE, today);
  else if (read_span (ending, &from, &to))
    {
      where_day (query, CERCLE_CASE_BREAK_ON, CERCLE_FROM, today + from);
      where_day (query, CERCLE_CASE_BREAK_ON, CERCLE_UNTIL, today + to);
    }
}

/* --- Narrowing ------------------------------------------------------------------------------- */

static void
where_in (CercleQuery *query, guint field, const char *tokens)
{
  if (tokens == NULL)
    return;
  if (*tokens == '\0')
    cercle_query_where (query, field, CERCLE_IS, NULL);
  else
    cercle_query_where (query, field, strchr (tokens, ' ') != NULL ? CERCLE_IN : CERCLE_IS, tokens);
}

static void
where_is (CercleQuery *query, guint field, const char *value)
{
  if (value != NULL)
    cercle_query_where (query, field, CERCLE_IS, *value != '\0' ? value : NULL);
}

void
cercle_case_filter_narrow (const CercleCaseFilter *filter, CercleQuery *query)
{
  int today = cercle_day_parse (filter->today);

  where_in (query, CERCLE_CASE_STATUS, filter->status);
  where_in (query, CERCLE_CASE_MISSION, filter->mission);
  where_is (query, CERCLE_CASE_HOLDER, filter->holder);
  where_is (query, CERCLE_CASE_COMMUNE, filter->commune);
  if (filter->tag != NULL && *filter->tag != '\0')
    cercle_query_where (query, CERCLE_CASE_TAGS, CERCLE_HAS, filter->tag);
  else
    where_is (query, CERCLE_CASE_TAGS, filter->tag);
  where_age (query, filter->age, today);
  where_ending (query, filter->ending, today);
  if (filter->blind_spot != NULL)
    {
      cercle_query_where (query, CERCLE_CASE_BLIND_SPOT, CERCLE_IS, "1");
      where_is (query, CERCLE_CASE_BLIND_SPOT_WHY, filter->blind_spot_why);
    }
  if (filter->ids != NULL)
    {
      g_auto (GStrv) ids = g_strsplit (filter->ids, " ", -1);
      cercle_query_set_ids (query, (const char *const *) ids);
    }
  if (filter->text != NULL)
    cercle_query_set_text (query, filter->text);
}

/* --- Written down ---------------------------------------------------------------------------- */

char *
cercle_case_filter_write (const CercleCaseFilter *filter)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (written); i++)
    {
      const char *value = *text_of (filter, i);
      g_autofree char *safe = value != NULL ? g_uri_escape_string (value, NULL, TRUE) : NULL;

      if (safe != NULL)
        g_string_append_printf (words, "%s%s=%s", words->len > 0 ? "&" : "", written[i].name, safe);
    }
  return g_string_free (words, FALSE);
}

GHashTable *
cercle_case_filter_read (const char *text, CercleCaseFilter *filter)
{
  GHashTable *values = g_uri_parse_params (text, -1, "&", G_URI_PARAMS_NONE, NULL);

  *filter = (CercleCaseFilter){ 0 };
  if (values == NULL)
    values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < G_N_ELEMENTS (written); i++)
    *text_of (filter, i) = g_hash_table_lookup (values, written[i].name);
  return values;
}
