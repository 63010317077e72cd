/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who comes on which part of which day, said so that everybody in the family can read it? European
 * rules for information that is easy to read: one idea a sentence, no abbreviation. */
#define G_LOG_DOMAIN "cercle-exchange"

#include "cercle-week-sheet.h"

#include <glib/gi18n-lib.h>

#include "cercle-case-words.h"
#include "cercle-case.h"
#include "cercle-choices.h"
#include "cercle-display.h"
#include "cercle-macros.h"
#include "cercle-organisation.h"
#include "cercle-query.h"
#include "cercle-solution.h"
#include "cercle-text.h"

#define DAYS 7
#define PARTS 3
#define LONG_WORD 14   /* may be too long for a cell */
#define DAY_SHARE 0.19 /* of the width */

static const char *const days[DAYS] = { N_ ("Monday"),   N_ ("Tuesday"), N_ ("Wednesday"),
                                        N_ ("Thursday"), N_ ("Friday"),  N_ ("Saturday"),
                                        N_ ("Sunday") };
static const char *const parts[PARTS] = { N_ ("Morning"), N_ ("Afternoon"), N_ ("Night") };

typedef struct
{
  CercleNames *names;
  CercleStore *store;
  const CercleWeek *week;
  const char *needed;
  GPtrArray *solutions; /* of the plan */
} Plan;

/* What the person chose, unless it is over; what has not begun is told with its day. */
static gboolean
is_in_plan (CercleRecord *solution, const char *today)
{
  const char *end = cercle_record_get_text (solution, CERCLE_SOLUTION_END_ON);

  return g_strcmp0 (cercle_record_get_text (solution, CERCLE_SOLUTION_CHOICE), "chosen") == 0 &&
         (end == NULL || strcmp (today, end) <= 0);
}

/* NULL with error. */
static GPtrArray *
read_plan (CercleStore *store, const CercleWeek *week, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_solution_kind);
  g_autoptr (GPtrArray) found = NULL;

  cercle_query_where (query, CERCLE_SOLUTION_CASE, CERCLE_IS, week->id);
  cercle_query_sort (query, -1, CERCLE_SOLUTION_START_ON, FALSE);
  found = cercle_store_find (store, query, error);
  for (guint i = found != NULL ? found->len : 0; i > 0; i--)
    if (!is_in_plan (g_ptr_array_index (found, i - 1), week->today))
      g_ptr_array_remove_index (found, i - 1);
  return g_steal_pointer (&found);
}

/* (transfer full): who comes, or what is done where nobody is named. */
static char *
name_of (const Plan *plan, CercleRecord *solution)
{
  g_autofree char *name = cercle_names_display (plan->names, solution, CERCLE_SOLUTION_PROVIDER);

  return name[0] != '\0' ? g_steal_pointer (&name)
                         : cercle_names_display (plan->names, solution, CERCLE_SOLUTION_WHAT);
}

/* (transfer full): a narrow cell may break a long word such as "d’accompagnement" after its
 * apostrophe, rather than anywhere. */
static char *
breakable (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (g_utf8_strlen (words[i], -1) >= LONG_WORD)
      {
        g_auto (GStrv) pieces = g_strsplit (words[i], "’", -1);

        g_free (words[i]);
        words[i] = g_strjoinv ("’\u200b", pieces);
      }
  return g_strjoinv (" ", words);
}

/* (transfer full): who comes on one part of one day; NULL: nobody. */
static char *
who_comes (const Plan *plan, const char *slot)
{
  g_autoptr (GPtrArray) comers = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;

  for (guint i = 0; i < plan->solutions->len; i++)
    {
      CercleRecord *solution = g_ptr_array_index (plan->solutions, i);
      const char *start = cercle_record_get_text (solution, CERCLE_SOLUTION_START_ON);
      g_autofree char *name = NULL;

      if (!cercle_record_has_token (solution, CERCLE_SOLUTION_SLOTS, slot))
        continue;
      name = name_of (plan, solution);
      if (start != NULL && strcmp (start, plan->week->today) > 0)
        {
          g_autofree char *day = cercle_display_day (start);
          /* TRANSLATORS: who comes, the first day. */
          g_ptr_array_add (comers, g_strdup_printf (_ ("%1$s (from %2$s)"), name, day));
        }
      else
        g_ptr_array_add (comers, g_steal_pointer (&name));
    }
  if (comers->len == 0)
    return NULL;
  g_ptr_array_add (comers, NULL);
  joined = g_strjoinv ("\n", (char **) comers->pdata);
  return breakable (joined);
}

/* (transfer full): as it stands alone, at the head of its line. */
static char *
day_name (guint day)
{
  const char *name = _ (days[day]);
  g_autofree char *first = g_utf8_substring (name, 0, 1);
  g_autofree char *capital = g_utf8_strup (first, -1);

  return g_strconcat (capital, g_utf8_next_char (name), NULL);
}

/* (transfer full): who comes then. Where somebody is needed and nobody comes, open gets it. */
static char *
cell_words (const Plan *plan, const CercleChoice *slot, GPtrArray *open)
{
  char *words = who_comes (plan, slot->token);

  if (words != NULL)
    return words;
  if (!cercle_tokens_contain (plan->needed, slot->token))
    return g_strdup ("–");
  g_ptr_array_add (open, (char *) _ (slot->label));
  return g_strdup (_ ("Nobody yet"));
}

/* A line a day: a name is long, and no word of it is broken. Returns what is needed and has nobody,
 * in the order of the week. */
static GPtrArray *
put_grid (CercleSheet *sheet, const Plan *plan)
{
  GPtrArray *open = g_ptr_array_new ();
  CercleSheetColumn columns[PARTS + 1] = { { "", DAY_SHARE } };

  for (guint part = 0; part < PARTS; part++)
    columns[part + 1] = (CercleSheetColumn){ _ (parts[part]), (1 - DAY_SHARE) / PARTS };
  cercle_sheet_grid (sheet, columns, G_N_ELEMENTS (columns));
  for (guint day = 0; day < DAYS; day++)
    {
      char *cells[PARTS + 1] = { day_name (day) };

      for (guint part = 0; part < PARTS; part++)
        cells[part + 1] = cell_words (plan, &cercle_slots[day * PARTS + part], open);
      cercle_sheet_row (sheet, (const char *const *) cells);
      for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
        g_free (cells[i]);
    }
  return open;
}

/* (transfer full): as it is said; NULL when none is known. */
static char *
phone_of (const Plan *plan, CercleRecord *solution)
{
  const char *id = cercle_record_get_text (solution, CERCLE_SOLUTION_PROVIDER);
  g_autoptr (CercleRecord) provider =
      id != NULL ? cercle_store_get (plan->store, &cercle_organisation_kind, id, NULL) : NULL;
  const char *phone =
      provider != NULL ? cercle_record_get_text (provider, CERCLE_ORGANISATION_PHONE) : NULL;

  return phone != NULL ? cercle_text_phone_spoken (phone) : NULL;
}

static void
put_comer (CercleSheet *sheet, const Plan *plan, CercleRecord *solution)
{
  const char *start = cercle_record_get_text (solution, CERCLE_SOLUTION_START_ON);
  const char *end = cercle_record_get_text (solution, CERCLE_SOLUTION_END_ON);
  g_autofree char *name = name_of (plan, solution);
  g_autofree char *what = cercle_names_display (plan->names, solution, CERCLE_SOLUTION_WHAT);
  g_autofree char *from = cercle_display_day (start), *until = cercle_display_day (end);
  g_autofree char *phone = phone_of (plan, solution);

  cercle_sheet_item (sheet, name);
  if (!g_str_equal (what, name))
    cercle_sheet_text (sheet, what);
  cercle_sheet_sentence (sheet,
                         start != NULL && strcmp (start, plan->week->today) > 0
                             ? _ ("It begins on %s.")
                             : _ ("Since %s."),
                         from);
  cercle_sheet_sentence (sheet, _ ("It ends on %s."), until);
  /* TRANSLATORS: a telephone number. */
  cercle_sheet_sentence (sheet, _ ("Telephone: %s"), phone);
}

static void
put_words (CercleSheet *sheet, const Plan *plan, GPtrArray *open)
{
  cercle_sheet_heading (sheet, _ ("Who comes"));
  if (plan->solutions->len == 0)
    cercle_sheet_text (sheet, _ ("Nobody comes yet. We are looking for somebody."));
  for (guint i = 0; i < plan->solutions->len; i++)
    put_comer (sheet, plan, g_ptr_array_index (plan->solutions, i));
  if (open->len > 0)
    {
      cercle_sheet_heading (sheet, _ ("When nobody comes yet"));
      for (guint i = 0; i < open->len; i++)
        cercle_sheet_item (sheet, g_ptr_array_index (open, i));
      cercle_sheet_text (sheet, _ ("We go on looking. We will tell you."));
    }
  cercle_sheet_heading (sheet, _ ("If something changes"));
  cercle_sheet_text (sheet, _ ("Somebody cannot come? Call us."));
  cercle_sheet_text (sheet, _ ("You need a rest? Call us."));
  /* TRANSLATORS: a telephone number. */
  cercle_sheet_sentence (sheet, _ ("You can call us: %s"), plan->week->phone);
}

gboolean
cercle_week_sheet_fill (CercleSheet *sheet, CercleStore *store, CercleNames *names,
                        const CercleWeek *week, GError **error)
{
  CercleCaseWords words = { names, week->today };
  g_autoptr (GPtrArray) pair = cercle_case_words_open (&words, store, week->id, error);
  g_autoptr (GPtrArray) solutions = pair != NULL ? read_plan (store, week, error) : NULL;
  Plan plan = { names, store, week, NULL, solutions };
  g_autoptr (GPtrArray) open = NULL;
  g_autofree char *name = NULL;

  if (solutions == NULL)
    return FALSE;
  cercle_names_use (names, store);
  plan.needed = cercle_record_get_text (words.kase, CERCLE_CASE_SLOTS_NEEDED);
  name = cercle_case_words_name (&words);
  cercle_sheet_heading (sheet, name);
  open = put_grid (sheet, &plan);
  put_words (sheet, &plan, open);
  return TRUE;
}
