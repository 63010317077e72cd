/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What was seen on a day with the MDPH, by whom, and what was said? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-minutes.h"

#include <glib/gi18n-lib.h>

#include "cercle-display.h"
#include "cercle-query.h"

/* Two years of reviews. */
#define MOST_DAYS 500

typedef struct
{
  CercleNameOf name;
  gpointer data;
} Naming;

static void
line_free (gpointer data)
{
  CercleMinutesLine *line = data;

  g_free (line->who);
  g_free (line->words);
  g_free (line->holder);
  g_free (line->due);
  g_free (line->author);
  g_free (line);
}

void
cercle_minutes_free (CercleMinutes *self)
{
  g_ptr_array_unref (self->seen);
  g_ptr_array_unref (self->carried);
  g_ptr_array_unref (self->left_out);
  g_free (self->day);
  g_free (self->present);
  g_free (self->remarks);
  g_free (self->team_agreed);
  g_free (self->mdph_agreed);
  g_free (self);
}

CercleQuery *
cercle_minutes_days (const char *until)
{
  CercleQuery *query = cercle_query_new (&cercle_review_kind);

  cercle_query_where (query, CERCLE_REVIEW_HELD_ON, CERCLE_UNTIL, until);
  cercle_query_sort (query, -1, CERCLE_REVIEW_HELD_ON, TRUE);
  cercle_query_set_limit (query, MOST_DAYS);
  return query;
}

char *
cercle_minutes_who (CercleRecord *item)
{
  const char *who = cercle_record_get_text (item, CERCLE_REVIEW_ITEM_WHO);
  const char *number = cercle_record_get_text (item, CERCLE_REVIEW_ITEM_MDPH_NUMBER);
  const char *reference = cercle_record_get_text (item, CERCLE_REVIEW_ITEM_REFERENCE);
  g_autoptr (GString) words = g_string_new (who != NULL ? who : "?");

  if (number != NULL)
    {
      g_string_append_c (words, '\n');
      /* TRANSLATORS: the number of a person at the MDPH. */
      g_string_append_printf (words, _ ("MDPH no. %s"), number);
    }
  if (reference != NULL)
    g_string_append_printf (words, "\n%s", reference);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* (transfer full): "" for nobody. */
static char *
member_name (const Naming *naming, const char *id)
{
  g_autofree char *reference = id != NULL ? g_strconcat ("member:", id, NULL) : NULL;
  return reference != NULL ? naming->name (reference, naming->data) : g_strdup ("");
}

static CercleMinutesLine *
line_new (const CercleSittingLine *of, const Naming *naming)
{
  CercleRecord *item = of->line->item;
  CercleMinutesLine *line = g_new0 (CercleMinutesLine, 1);
  const char *holder = cercle_record_get_text (item, CERCLE_REVIEW_ITEM_HOLDER);
  const char *note = cercle_record_get_text (item, CERCLE_REVIEW_ITEM_NOTE);
  const char *left_out = cercle_record_get_text (item, CERCLE_REVIEW_ITEM_LEFT_OUT_WHY);
  g_autofree char *words = NULL;

  line->kase = cercle_record_get_text (item, CERCLE_REVIEW_ITEM_CASE);
  line->who = cercle_minutes_who (item);
  line->why = of->why;
  line->holder = holder != NULL ? naming->name (holder, naming->data) : g_strdup ("");
  line->due = cercle_record_display (item, CERCLE_REVIEW_ITEM_DUE_ON);
  line->author = member_name (naming, cercle_record_get_text (item, CERCLE_REVIEW_ITEM_DECIDED_BY));
  if (cercle_review_item_state (item) == CERCLE_REVIEW_OPEN)
    return line;
  words = left_out != NULL ? g_strdup (left_out) : cercle_review_item_words (item);
  line->words = note != NULL ? g_strconcat (words, "\n", note, NULL) : g_steal_pointer (&words);
  return line;
}

static void
add_name (GPtrArray *names, const Naming *naming, const char *id)
{
  g_autofree char *name = member_name (naming, id);

  if (*name != '\0' && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_ptr_array_add (names, g_steal_pointer (&name));
}

/* Places come in no order: both rooms read the same names in the same one. */
static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

/* Who looked at a case, who gave a verdict, and who came without an account. */
static char *
tell_present (const CercleSitting *sitting, const Naming *naming)
{
  GPtrArray *places = sitting->list->places;
  const char *guests = cercle_record_get_text (sitting->list->review, CERCLE_REVIEW_GUESTS);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < places->len; i++)
    add_name (names, naming, cercle_record_get_text (places->pdata[i], CERCLE_REVIEW_PLACE_MEMBER));
  for (guint i = 0; i < sitting->lines->len; i++)
    {
      const CercleSittingLine *line = sitting->lines->pdata[i];
      add_name (names, naming,
                cercle_record_get_text (line->line->item, CERCLE_REVIEW_ITEM_DECIDED_BY));
    }
  g_ptr_array_sort (names, compare_names);
  if (guests != NULL)
    g_ptr_array_add (names, g_strdup (guests));
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

/* (transfer full) (nullable) */
static char *
tell_agreed (CercleRecord *review, const Naming *naming, guint at, guint by)
{
  g_autofree char *when = NULL, *who = NULL;

  if (!cercle_record_is_set (review, at))
    return NULL;
  when = cercle_display_instant (cercle_record_get_text (review, at));
  who = member_name (naming, cercle_record_get_text (review, by));
  /* TRANSLATORS: a name, a day and an hour. */
  return g_strdup_printf (_ ("%1$s, %2$s"), who, when);
}

CercleMinutes *
cercle_minutes_new (const CercleSitting *sitting, CercleNameOf name, gpointer data)
{
  const Naming naming = { name, data };
  CercleRecord *review = sitting->list->review;
  CercleMinutes *self;

  if (review == NULL)
    return NULL;
  self = g_new0 (CercleMinutes, 1);
  self->seen = g_ptr_array_new_with_free_func (line_free);
  self->carried = g_ptr_array_new_with_free_func (line_free);
  self->left_out = g_ptr_array_new_with_free_func (line_free);
  self->day = cercle_display_day (sitting->list->day);
  self->present = tell_present (sitting, &naming);
  self->remarks = cercle_record_display (review, CERCLE_REVIEW_REMARKS);
  self->team_agreed =
      tell_agreed (review, &naming, CERCLE_REVIEW_TEAM_AGREED_AT, CERCLE_REVIEW_TEAM_AGREED_BY);
  self->mdph_agreed =
      tell_agreed (review, &naming, CERCLE_REVIEW_MDPH_AGREED_AT, CERCLE_REVIEW_MDPH_AGREED_BY);
  for (guint i = 0; i < sitting->lines->len; i++)
    {
      const CercleSittingLine *line = sitting->lines->pdata[i];
      GPtrArray *const parts[] = { [CERCLE_REVIEW_OPEN] = self->carried,
                                   [CERCLE_REVIEW_DECIDED] = self->seen,
                                   [CERCLE_REVIEW_LEFT_OUT] = self->left_out };

      if (line->line->written)
        g_ptr_array_add (parts[cercle_review_item_state (line->line->item)],
                         line_new (line, &naming));
    }
  return self;
}
