/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which partners answer a question, and in which order? Who is to be rung, whose sheet is to be
 * checked? */
#define G_LOG_DOMAIN "cercle-report"

#include <string.h>

#include "cercle-choices.h"
#include "cercle-day.h"
#include "cercle-instant.h"
#include "cercle-organisation.h"
#include "cercle-partner-private.h"
#include "cercle-request.h"

typedef struct
{
  CercleStore *store;
  const CerclePartnerQuestion *question;
  GHashTable
      *services; /* identity of an organisation → its first service that answers; NULL: not asked */
} Search;

/* Services */

static gboolean
needs_service (const CerclePartnerQuestion *question)
{
  return question->theme != NULL || question->mission != NULL || question->commune != NULL ||
         question->age >= 0 || question->slots != NULL;
}

static gboolean
fits_age (CercleRecord *service, int age)
{
  return age < 0 || (age >= cercle_record_get_integer (service, CERCLE_SERVICE_AGE_FROM, 0) &&
                     age <= cercle_record_get_integer (service, CERCLE_SERVICE_AGE_TO, 200));
}

/* A service that does not say when is not left out. */
static gboolean
fits_slots (CercleRecord *service, const char *slots)
{
  g_auto (GStrv) wanted = slots != NULL ? g_strsplit (slots, " ", -1) : NULL;

  if (wanted == NULL || !cercle_record_is_set (service, CERCLE_SERVICE_SLOTS))
    return TRUE;
  for (guint i = 0; wanted[i] != NULL; i++)
    if (cercle_record_has_token (service, CERCLE_SERVICE_SLOTS, wanted[i]))
      return TRUE;
  return FALSE;
}

/* Nor is one that does not say where. */
static gboolean
fits_area (CercleRecord *service, const char *commune)
{
  return commune == NULL || cercle_record_get_flag (service, CERCLE_SERVICE_WHOLE_AREA) ||
         !cercle_record_is_set (service, CERCLE_SERVICE_COMMUNES) ||
         cercle_record_has_token (service, CERCLE_SERVICE_COMMUNES, commune);
}

static gboolean
fits (CercleRecord *service, const CerclePartnerQuestion *question)
{
  const char *ended = cercle_record_get_text (service, CERCLE_SERVICE_ENDED_ON);

  return (ended == NULL || strcmp (ended, question->today) > 0) &&
         fits_age (service, question->age) && fits_slots (service, question->slots) &&
         fits_area (service, question->commune);
}

static gboolean
find_services (Search *search, GError **error)
{
  const CerclePartnerQuestion *question = search->question;
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_service_kind);
  g_autoptr (GPtrArray) services = NULL;

  if (question->theme != NULL)
    cercle_query_where (query, CERCLE_SERVICE_THEMES, CERCLE_HAS, question->theme);
  if (question->mission != NULL)
    cercle_query_where (query, CERCLE_SERVICE_MISSIONS, CERCLE_HAS, question->mission);
  services = cercle_store_find (search->store, query, error);
  if (services == NULL)
    return FALSE;
  search->services = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  for (guint i = 0; i < services->len; i++)
    {
      const char *id = cercle_record_get_text (services->pdata[i], CERCLE_SERVICE_ORGANISATION);

      if (id != NULL && fits (services->pdata[i], question) &&
          !g_hash_table_contains (search->services, id))
        g_hash_table_insert (search->services, g_strdup (id), g_object_ref (services->pdata[i]));
    }
  return TRUE;
}

/* Organisations */

static CercleQuery *
organisations (const Search *search)
{
  const CerclePartnerQuestion *question = search->question;
  CercleQuery *query = cercle_query_new (&cercle_organisation_kind);

  cercle_query_set_text (query, question->text);
  if (!question->closed)
    cercle_query_where (query, CERCLE_ORGANISATION_CLOSED_ON, CERCLE_IS, NULL);
  if (search->services != NULL)
    {
      g_autofree const char **ids =
          (const char **) g_hash_table_get_keys_as_array (search->services, NULL);
      cercle_query_set_ids (query, ids);
    }
  return query;
}

static gboolean
add_lines (Search *search, GPtrArray *lines, GHashTable *seen, CercleQuery *query, GError **error)
{
  g_autoptr (GPtrArray) found = NULL;

  if (lines->len >= CERCLE_PARTNER_MOST)
    return TRUE;
  cercle_query_sort (query, -1, CERCLE_ORGANISATION_NAME, FALSE);
  cercle_query_set_limit (query, CERCLE_PARTNER_MOST);
  found = cercle_store_find (search->store, query, error);
  for (guint i = 0; found != NULL && i < found->len && lines->len < CERCLE_PARTNER_MOST; i++)
    {
      const char *id = cercle_record_get_id (found->pdata[i]);
      CerclePartnerLine *line;

      if (!g_hash_table_add (seen, (gpointer) id))
        continue;
      line = cercle_partner_line_new (
          search->store, g_object_ref (found->pdata[i]),
          search->services != NULL ? g_hash_table_lookup (search->services, id) : NULL,
          search->question->now, search->question->today, error);
      if (line == NULL)
        return FALSE;
      g_ptr_array_add (lines, line);
    }
  return found != NULL;
}

/* The first are those whom we have asked: the others have no evidence to be ordered by. */
static gboolean
read_lines (Search *search, GPtrArray *lines, guint *total, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (CercleQuery) all = organisations (search), asked = organisations (search);
  g_autoptr (CercleQuery) requests = cercle_query_new (&cercle_request_kind);
  gint64 n = cercle_store_count (search->store, all, error);

  if (n < 0)
    return FALSE;
  if (total != NULL)
    *total = (guint) n;
  cercle_query_set_named_by (asked, requests, CERCLE_REQUEST_ORGANISATION);
  return (n <= CERCLE_PARTNER_MOST || add_lines (search, lines, seen, asked, error)) &&
         add_lines (search, lines, seen, all, error);
}

/* Order */

typedef enum
{
  SAID_YES,
  NOT_KNOWN,
  SAID_NO,
} Standing;

static Standing
standing_of (const CerclePartnerEvidence *evidence)
{
  if (evidence->last_yes_on == NULL && evidence->last_no_on == NULL)
    return NOT_KNOWN;
  return g_strcmp0 (evidence->last_yes_on, evidence->last_no_on) >= 0 ? SAID_YES : SAID_NO;
}

static gboolean
has_room (const CerclePartnerLine *line)
{
  return (line->age == CERCLE_CAPACITY_CURRENT || line->age == CERCLE_CAPACITY_OLD) &&
         cercle_record_get_integer (line->capacity, CERCLE_CAPACITY_FREE, 0) > 0;
}

/* Shares of answers without dividing: a/b < c/d. */
static gint64
compare_rates (const CerclePartnerEvidence *a, const CerclePartnerEvidence *b)
{
  return (gint64) b->answered * MAX (a->asked, 1) - (gint64) a->answered * MAX (b->asked, 1);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const CerclePartnerLine *left = *(CerclePartnerLine *const *) a;
  const CerclePartnerLine *right = *(CerclePartnerLine *const *) b;
  const CerclePartnerEvidence *one = &left->evidence, *other = &right->evidence;
  const gint64 differences[] = {
    (gint64) standing_of (one) - standing_of (other),
    (left->closure != NULL) - (right->closure != NULL),
    g_strcmp0 (other->last_yes_on, one->last_yes_on),
    compare_rates (one, other),
    (gint64) one->median_days - other->median_days,
    has_room (right) - has_room (left),
    g_strcmp0 (cercle_record_get_text (left->organisation, CERCLE_ORGANISATION_NAME),
               cercle_record_get_text (right->organisation, CERCLE_ORGANISATION_NAME)),
  };

  for (guint i = 0; i < G_N_ELEMENTS (differences); i++)
    if (differences[i] != 0)
      return differences[i] < 0 ? -1 : 1;
  return 0;
}

static GPtrArray *
new_lines (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_partner_line_free);
}

GPtrArray *
cercle_partner_find (CercleStore *store, const CerclePartnerQuestion *question, guint *total,
                     GError **error)
{
  Search search = { store, question, NULL };
  g_autoptr (GPtrArray) lines = new_lines ();
  gboolean done = (!needs_service (question) || find_services (&search, error)) &&
                  read_lines (&search, lines, total, error);

  g_clear_pointer (&search.services, g_hash_table_unref);
  if (!done)
    return NULL;
  g_ptr_array_sort (lines, compare_lines);
  return g_steal_pointer (&lines);
}

/* The morning's round */

/* Told or reached today. */
static gboolean
is_done (CercleStore *store, const CerclePartnerLine *line, const char *today, gboolean *done,
         GError **error)
{
  const char *id = cercle_record_get_id (line->organisation);
  g_autofree char *scope = g_strdup (cercle_record_envelope (line->organisation)->scope);
  g_autofree char *enquiry_id = cercle_enquiry_id (scope, id, NULL, today);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_enquiry_kind);
  const char *const ids[] = { enquiry_id, NULL };

  cercle_query_set_ids (query, ids);
  cercle_query_where (query, CERCLE_ENQUIRY_OUTCOME, CERCLE_IN, "reached refused");
  found = cercle_store_find (store, query, error);
  *done = found != NULL && found->len > 0;
  return found != NULL;
}

static gint64
told_at (const CerclePartnerLine *line)
{
  gint64 at = 0;

  if (line->capacity != NULL)
    cercle_instant_parse (cercle_record_get_text (line->capacity, CERCLE_CAPACITY_TOLD_AT), &at);
  return at;
}

static int
compare_told (gconstpointer a, gconstpointer b)
{
  gint64 left = told_at (*(CerclePartnerLine *const *) a);
  gint64 right = told_at (*(CerclePartnerLine *const *) b);

  return left != right ? (left < right ? -1 : 1) : compare_lines (a, b);
}

GPtrArray *
cercle_partner_round (CercleStore *store, gint64 now, const char *today, guint n, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_organisation_kind);
  g_autoptr (GPtrArray) found = NULL, lines = new_lines ();

  cercle_query_where (query, CERCLE_ORGANISATION_IN_ROUND, CERCLE_IS, "1");
  cercle_query_where (query, CERCLE_ORGANISATION_CLOSED_ON, CERCLE_IS, NULL);
  found = cercle_store_find (store, query, error);
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      CerclePartnerLine *line =
          cercle_partner_line_new (store, g_object_ref (found->pdata[i]), NULL, now, today, error);
      gboolean done = FALSE;

      if (line == NULL)
        return NULL;
      g_ptr_array_add (lines, line);
      if (!is_done (store, line, today, &done, error))
        return NULL;
      if (done)
        g_ptr_array_remove_index (lines, lines->len - 1);
    }
  g_ptr_array_sort (lines, compare_told);
  if (lines->len > n)
    g_ptr_array_set_size (lines, (int) n);
  return found != NULL ? g_steal_pointer (&lines) : NULL;
}

/* Freshness */

char *
cercle_partner_check_on (CercleRecord *organisation)
{
  int verified =
      cercle_day_parse (cercle_record_get_text (organisation, CERCLE_ORGANISATION_VERIFIED_ON));
  gint64 every = cercle_record_get_integer (organisation, CERCLE_ORGANISATION_CHECK_EVERY, 0);

  return verified != CERCLE_DAY_NONE && every > 0 ? cercle_day_to_text (verified + (int) every)
                                                  : NULL;
}

/* Nobody asks for a sheet that has no time of its own: an import brings thousands. */
static gboolean
is_stale (CercleRecord *organisation, const char *today)
{
  g_autofree char *on = cercle_partner_check_on (organisation);

  return cercle_record_is_set (organisation, CERCLE_ORGANISATION_CHECK_EVERY) &&
         (on == NULL || strcmp (on, today) <= 0);
}

GPtrArray *
cercle_partner_stale (CercleStore *store, gint64 now, const char *today, guint n, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_organisation_kind);
  g_autoptr (GPtrArray) found = NULL, lines = new_lines ();

  cercle_query_where (query, CERCLE_ORGANISATION_CHECK_EVERY, CERCLE_FROM, "1");
  cercle_query_where (query, CERCLE_ORGANISATION_CLOSED_ON, CERCLE_IS, NULL);
  cercle_query_sort (query, -1, CERCLE_ORGANISATION_VERIFIED_ON, FALSE);
  found = cercle_store_find (store, query, error);
  for (guint i = 0; found != NULL && i < found->len && lines->len < n; i++)
    {
      CerclePartnerLine *line;

      if (!is_stale (found->pdata[i], today))
        continue;
      line =
          cercle_partner_line_new (store, g_object_ref (found->pdata[i]), NULL, now, today, error);
      if (line == NULL)
        return NULL;
      g_ptr_array_add (lines, line);
    }
  return found != NULL ? g_steal_pointer (&lines) : NULL;
}
