/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cases does a review look at, and in which order? */
#define G_LOG_DOMAIN "cercle-report"

#include "cercle-review-list.h"

#include <string.h>

#include "cercle-case.h"
#include "cercle-community.h"
#include "cercle-consent.h"
#include "cercle-day.h"
#include "cercle-one-person.h"
#include "cercle-query.h"

/* What the rules look at is recent: a case that nobody has decided for a year comes by another
 * rule. */
#define LOOK_BACK 366
/* Candidates of one rule that are looked at. */
#define MOST_CANDIDATES 500

void
cercle_review_line_free (CercleReviewLine *line)
{
  g_clear_object (&line->item);
  g_clear_object (&line->kase);
  g_clear_object (&line->person);
  g_clear_pointer (&line->rights, g_ptr_array_unref);
  g_free (line);
}

void
cercle_review_list_free (CercleReviewList *self)
{
  g_free (self->day);
  g_clear_object (&self->review);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->left_out, g_ptr_array_unref);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_free (self);
}

typedef struct
{
  CercleStore *store;
  const char *scope;
  const CercleReviewFrame *frame;
  CercleReviewList *list;
  GHashTable *seen; /* identities of cases */
  char *near_break, *near_rights, *due, *back;
} Reading;

static GPtrArray *
new_lines (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_review_line_free);
}

/* (transfer full): of this scope. NULL with error. */
static GPtrArray *
find (const Reading *reading, CercleQuery *query, GError **error)
{
  g_autoptr (GPtrArray) found = cercle_store_find (reading->store, query, error);

  for (guint i = found != NULL ? found->len : 0; i > 0; i--)
    if (g_strcmp0 (cercle_record_envelope (found->pdata[i - 1])->scope, reading->scope) != 0)
      g_ptr_array_remove_index (found, i - 1);
  return g_steal_pointer (&found);
}

static GPtrArray *
find_where (const Reading *reading, const CercleKind *kind, guint field, const char *value,
            GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (kind);

  cercle_query_where (query, field, CERCLE_IS, value);
  return find (reading, query, error);
}

/* Errors but not "not there". */
static gboolean
get (const Reading *reading, const CercleKind *kind, const char *id, CercleRecord **record,
     GError **error)
{
  g_autoptr (GError) local = NULL;

  *record = id != NULL ? cercle_store_get (reading->store, kind, id, &local) : NULL;
  if (*record != NULL && cercle_record_envelope (*record)->deleted)
    g_clear_object (record);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
read_rights (const Reading *reading, GPtrArray *persons, CercleReviewLine *line, GError **error)
{
  line->rights = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < persons->len; i++)
    {
      g_autoptr (GPtrArray) found = find_where (reading, &cercle_right_kind, CERCLE_RIGHT_PERSON,
                                                cercle_record_get_id (persons->pdata[i]), error);

      if (found == NULL)
        return FALSE;
      g_ptr_array_extend_and_steal (line->rights, g_steal_pointer (&found));
    }
  return TRUE;
}

static gboolean
read_person (const Reading *reading, CercleReviewLine *line, GError **error)
{
  const char *id = cercle_record_get_text (line->kase, CERCLE_CASE_PERSON);
  g_autoptr (GPtrArray) persons = NULL;

  if (id == NULL)
    return TRUE;
  persons = cercle_one_person_all (reading->store, id, error);
  if (persons == NULL)
    return FALSE;
  if (persons->len > 0)
    line->person = g_object_ref (persons->pdata[0]);
  return read_rights (reading, persons, line, error);
}

/* Takes the case; item: as written, or NULL. */
static gboolean
add_line (const Reading *reading, CercleRecord *item, CercleRecord *kase, const char *id,
          GError **error)
{
  g_autoptr (CercleRecord) held = kase;
  CercleReviewLine *line = g_new0 (CercleReviewLine, 1);
  g_autoptr (GPtrArray) lines = new_lines (), items = NULL;
  g_autofree char *reasons = NULL;

  g_ptr_array_add (lines, line);
  line->kase = g_steal_pointer (&held);
  line->written = item != NULL;
  items = find_where (reading, &cercle_review_item_kind, CERCLE_REVIEW_ITEM_CASE, id, error);
  if (items == NULL || (line->kase != NULL && !read_person (reading, line, error)))
    return FALSE;
  line->times = cercle_review_times (items, reading->list->day);
  line->item = item != NULL ? g_object_ref (item)
                            : cercle_review_item_new (reading->scope, reading->list->day, id);
  if (item == NULL)
    {
      const CercleReviewSubject subject = { line->kase, line->rights, items };

      reasons = cercle_review_reasons_of (&subject, reading->frame);
      if (reasons == NULL)
        return TRUE;
      cercle_record_set_text (line->item, CERCLE_REVIEW_ITEM_REASONS, reasons);
    }
  g_ptr_array_set_free_func (lines, NULL);
  g_ptr_array_add (cercle_review_item_state (line->item) == CERCLE_REVIEW_LEFT_OUT
                       ? reading->list->left_out
                       : reading->list->lines,
                   line);
  return TRUE;
}

static gboolean
add_written (const Reading *reading, GError **error)
{
  g_autoptr (GPtrArray) items = find_where (reading, &cercle_review_item_kind,
                                            CERCLE_REVIEW_ITEM_HELD_ON, reading->list->day, error);

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      const char *id = cercle_record_get_text (items->pdata[i], CERCLE_REVIEW_ITEM_CASE);
      CercleRecord *kase;

      if (id == NULL || !g_hash_table_add (reading->seen, g_strdup (id)))
        continue;
      if (!get (reading, &cercle_case_kind, id, &kase, error) ||
          !add_line (reading, items->pdata[i], kase, id, error))
        return FALSE;
    }
  return items != NULL;
}

/* What the rules may bring */

static gboolean
add_case (const Reading *reading, const char *id, GError **error)
{
  CercleRecord *kase;

  if (id == NULL || !g_hash_table_add (reading->seen, g_strdup (id)))
    return TRUE;
  if (!get (reading, &cercle_case_kind, id, &kase, error))
    return FALSE;
  return kase == NULL || add_line (reading, NULL, kase, id, error);
}

static CercleQuery *
open_cases (void)
{
  CercleQuery *query = cercle_query_new (&cercle_case_kind);

  cercle_query_where (query, CERCLE_CASE_OPEN, CERCLE_IS, "1");
  return query;
}

static CercleQuery *
past_items (const Reading *reading)
{
  CercleQuery *query = cercle_query_new (&cercle_review_item_kind);

  cercle_query_where (query, CERCLE_REVIEW_ITEM_HELD_ON, CERCLE_FROM, reading->back);
  cercle_query_where (query, CERCLE_REVIEW_ITEM_HELD_ON, CERCLE_BEFORE, reading->frame->today);
  return query;
}

static CercleQuery *
in_review (const Reading *reading)
{
  CercleQuery *query = open_cases ();
  cercle_query_where (query, CERCLE_CASE_STATUS, CERCLE_IS, "mdph_review");
  return query;
}

static CercleQuery *
without_solution (const Reading *reading)
{
  CercleQuery *query = open_cases ();
  cercle_query_where (query, CERCLE_CASE_NO_SOLUTION, CERCLE_IS, "1");
  cercle_query_where (query, CERCLE_CASE_STATUS, CERCLE_IN, "received to_qualify first_line");
  return query;
}

static CercleQuery *
break_near (const Reading *reading)
{
  CercleQuery *query = open_cases ();
  cercle_query_where (query, CERCLE_CASE_BREAK_ON, CERCLE_UNTIL, reading->near_break);
  return query;
}

static CercleQuery *
undebriefed (const Reading *reading)
{
  CercleQuery *query = open_cases ();
  cercle_query_where (query, CERCLE_CASE_LEVEL, CERCLE_IS, "3");
  cercle_query_where (query, CERCLE_CASE_DEBRIEFED_ON, CERCLE_IS, NULL);
  return query;
}

static CercleQuery *
promised (const Reading *reading)
{
  CercleQuery *query = open_cases ();
  cercle_query_where (query, CERCLE_CASE_STATUS, CERCLE_IS, "waiting_mdph");
  cercle_query_where (query, CERCLE_CASE_PROMISED_BY, CERCLE_UNTIL, reading->due);
  return query;
}

static CercleQuery *
undecided (const Reading *reading)
{
  CercleQuery *query = past_items (reading);
  cercle_query_where (query, CERCLE_REVIEW_ITEM_DECISION, CERCLE_IS, NULL);
  cercle_query_where (query, CERCLE_REVIEW_ITEM_LEFT_OUT_WHY, CERCLE_IS, NULL);
  return query;
}

static CercleQuery *
again (const Reading *reading)
{
  CercleQuery *query = past_items (reading);
  cercle_query_where (query, CERCLE_REVIEW_ITEM_AGAIN_ON, CERCLE_UNTIL, reading->frame->today);
  return query;
}

static CercleQuery *
answer_due (const Reading *reading)
{
  CercleQuery *query = past_items (reading);
  cercle_query_where (query, CERCLE_REVIEW_ITEM_ANSWER_ON, CERCLE_UNTIL, reading->due);
  return query;
}

static CercleQuery *
verdict_due (const Reading *reading)
{
  CercleQuery *query = past_items (reading);
  cercle_query_where (query, CERCLE_REVIEW_ITEM_DUE_ON, CERCLE_UNTIL, reading->due);
  return query;
}

static CercleQuery *
rights_ending (const Reading *reading)
{
  CercleQuery *query = cercle_query_new (&cercle_right_kind);
  cercle_query_where (query, CERCLE_RIGHT_END_ON, CERCLE_FROM, reading->back);
  cercle_query_where (query, CERCLE_RIGHT_END_ON, CERCLE_UNTIL, reading->near_rights);
  return query;
}

static gboolean
add_cases_of (const Reading *reading, const char *person, GError **error)
{
  g_autoptr (CercleQuery) query = open_cases ();
  g_autoptr (GPtrArray) cases = NULL;

  cercle_query_where (query, CERCLE_CASE_PERSON, CERCLE_IS, person);
  cases = find (reading, query, error);
  for (guint i = 0; cases != NULL && i < cases->len; i++)
    if (!add_case (reading, cercle_record_get_id (cases->pdata[i]), error))
      return FALSE;
  return cases != NULL;
}

static gboolean
add_found (const Reading *reading, CercleRecord *record, GError **error)
{
  const CercleKind *kind = cercle_record_get_kind (record);

  if (kind == &cercle_right_kind)
    return add_cases_of (reading, cercle_record_get_text (record, CERCLE_RIGHT_PERSON), error);
  return add_case (reading,
                   kind == &cercle_case_kind
                       ? cercle_record_get_id (record)
                       : cercle_record_get_text (record, CERCLE_REVIEW_ITEM_CASE),
                   error);
}

/* Each finds more than its rule brings, and never less: cercle_review_reasons_of() decides. */
static CercleQuery *(*const candidates[]) (const Reading *reading) = {
  in_review, without_solution, break_near,  undebriefed,   promised, undecided,
  again,     answer_due,       verdict_due, rights_ending,
};

static gboolean
add_candidates (const Reading *reading, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      g_autoptr (CercleQuery) query = candidates[i](reading);
      g_autoptr (GPtrArray) found = NULL;

      cercle_query_set_limit (query, MOST_CANDIDATES);
      found = find (reading, query, error);
      if (found == NULL)
        return FALSE;
      for (guint j = 0; j < found->len; j++)
        if (!add_found (reading, found->pdata[j], error))
          return FALSE;
    }
  return TRUE;
}

/* The whole */

/* Those that are written, in their order; then the new ones by what is at stake. */
static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const CercleReviewLine *line = *(CercleReviewLine *const *) a;
  const CercleReviewLine *other = *(CercleReviewLine *const *) b;
  gint64 position = cercle_record_get_integer (line->item, CERCLE_REVIEW_ITEM_POSITION, G_MAXINT32);
  gint64 others = cercle_record_get_integer (other->item, CERCLE_REVIEW_ITEM_POSITION, G_MAXINT32);

  if (position != others)
    return position < others ? -1 : 1;
  if (line->kase != NULL && other->kase != NULL)
    return cercle_review_compare (line->kase, other->kase);
  return strcmp (cercle_record_get_id (line->item), cercle_record_get_id (other->item));
}

static void
narrow (CercleReviewList *list)
{
  while (list->lines->len > CERCLE_REVIEW_MOST)
    {
      CercleReviewLine *last = g_ptr_array_index (list->lines, list->lines->len - 1);

      if (last->written)
        return;
      g_ptr_array_remove_index (list->lines, list->lines->len - 1);
      list->too_many++;
    }
}

static char *
day_after (const char *today, int days)
{
  return cercle_day_to_text (cercle_day_parse (today) + days);
}

static void
set_limits (Reading *reading)
{
  const CercleReviewFrame *frame = reading->frame;
  int answer = cercle_review_limit (frame->community, CERCLE_COMMUNITY_REVIEW_ANSWER);

  reading->near_break = day_after (
      frame->today, cercle_review_limit (frame->community, CERCLE_COMMUNITY_REVIEW_BREAK));
  reading->near_rights = day_after (
      frame->today, cercle_review_limit (frame->community, CERCLE_COMMUNITY_REVIEW_RIGHTS));
  reading->back = day_after (frame->today, -LOOK_BACK);
  reading->due = cercle_day_to_text (
      cercle_working_days_after (&frame->time, cercle_day_parse (frame->today), answer));
}

static void
reading_clear (Reading *reading)
{
  g_clear_pointer (&reading->seen, g_hash_table_unref);
  g_free (reading->near_break);
  g_free (reading->near_rights);
  g_free (reading->due);
  g_free (reading->back);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

CercleReviewList *
cercle_review_list_read (CercleStore *store, const char *scope, const char *day,
                         const CercleReviewFrame *frame, GError **error)
{
  g_autoptr (CercleReviewList) list = g_new0 (CercleReviewList, 1);
  g_auto (Reading) reading = { .store = store, .scope = scope, .frame = frame, .list = list };
  g_autofree char *id = cercle_review_id (scope, day);

  reading.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  set_limits (&reading);
  list->day = g_strdup (day);
  list->lines = new_lines ();
  list->left_out = new_lines ();
  if (!get (&reading, &cercle_review_kind, id, &list->review, error) ||
      !add_written (&reading, error) ||
      (g_str_equal (day, frame->today) && !add_candidates (&reading, error)))
    return NULL;
  list->places =
      find_where (&reading, &cercle_review_place_kind, CERCLE_REVIEW_PLACE_REVIEW, id, error);
  if (list->places == NULL)
    return NULL;
  g_ptr_array_sort (list->lines, compare_lines);
  narrow (list);
  return g_steal_pointer (&list);
}

CercleReviewLine *
cercle_review_line_read (CercleStore *store, const char *scope, const char *day, const char *kase,
                         GError **error)
{
  const Reading reading = { .store = store, .scope = scope };
  g_autoptr (CercleReviewLine) line = g_new0 (CercleReviewLine, 1);

  line->item = cercle_review_item_new (scope, day, kase);
  line->times = 1;
  if (!get (&reading, &cercle_case_kind, kase, &line->kase, error) ||
      (line->kase != NULL && !read_person (&reading, line, error)))
    return NULL;
  return g_steal_pointer (&line);
}
