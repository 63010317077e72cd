/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What do we know of many partners? One question a kind of record, however many they are. */
#define G_LOG_DOMAIN "cercle-report"

#include <string.h>

#include "cercle-organisation.h"
#include "cercle-partner-private.h"
#include "cercle-request.h"

/* Records by the partner they are of: identity → GPtrArray. */
typedef struct
{
  GHashTable *requests, *places, *notices;
  GHashTable *told; /* a set: those who have told a capacity */
} Known;

static void
known_clear (Known *known)
{
  g_clear_pointer (&known->requests, g_hash_table_unref);
  g_clear_pointer (&known->places, g_hash_table_unref);
  g_clear_pointer (&known->notices, g_hash_table_unref);
  g_clear_pointer (&known->told, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Known, known_clear)

/* Each in the order of their keys. NULL with error. */
static GHashTable *
parts_of (CercleStore *store, const CercleKind *kind, guint field, const char *const *ids,
          GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (kind);
  g_autoptr (GPtrArray) found = NULL;
  GHashTable *parts = NULL;

  cercle_query_set_ids_of (query, field, ids);
  found = cercle_store_find (store, query, error);
  if (found == NULL)
    return NULL;
  parts =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < found->len; i++)
    {
      const char *id = cercle_record_get_text (found->pdata[i], field);
      GPtrArray *those = g_hash_table_lookup (parts, id);

      if (those == NULL)
        {
          those = g_ptr_array_new_with_free_func (g_object_unref);
          g_hash_table_insert (parts, g_strdup (id), those);
        }
      g_ptr_array_add (those, g_object_ref (found->pdata[i]));
    }
  return parts;
}

/* A round of a year tells a capacity every morning: of each, only the last is read. */
static GHashTable *
who_told (CercleStore *store, const char *const *ids, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_capacity_kind);
  g_autoptr (GPtrArray) names = NULL;
  GHashTable *told = NULL;

  cercle_query_set_ids_of (query, CERCLE_CAPACITY_ORGANISATION, ids);
  names = cercle_store_name (store, query, CERCLE_CAPACITY_ORGANISATION, error);
  if (names == NULL)
    return NULL;
  told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < names->len; i++)
    g_hash_table_add (told, g_strdup (names->pdata[i]));
  return told;
}

static gboolean
learn (CercleStore *store, GPtrArray *organisations, Known *known, GError **error)
{
  g_autofree const char **ids = g_new0 (const char *, organisations->len + 1);

  for (guint i = 0; i < organisations->len; i++)
    ids[i] = cercle_record_get_id (organisations->pdata[i]);
  known->requests = parts_of (store, &cercle_request_kind, CERCLE_REQUEST_ORGANISATION, ids, error);
  if (known->requests != NULL)
    known->places = parts_of (store, &cercle_place_kind, CERCLE_PLACE_ORGANISATION, ids, error);
  if (known->places != NULL)
    known->notices = parts_of (store, &cercle_notice_kind, CERCLE_NOTICE_ORGANISATION, ids, error);
  if (known->notices != NULL)
    known->told = who_told (store, ids, error);
  return known->told != NULL;
}

static void
take_evidence (CerclePartnerLine *line, GPtrArray *requests)
{
  line->evidence.median_days = -1;
  if (requests != NULL)
    cercle_partner_evidence_of (&line->evidence, requests);
}

static void
take_place (CerclePartnerLine *line, GPtrArray *places)
{
  const char *named =
      line->service != NULL ? cercle_record_get_text (line->service, CERCLE_SERVICE_PLACE) : NULL;

  for (guint i = 0; places != NULL && i < places->len; i++)
    if (line->place == NULL || g_strcmp0 (cercle_record_get_id (places->pdata[i]), named) == 0)
      g_set_object (&line->place, places->pdata[i]);
}

/* In force, and the whole partner, not one of its places. */
static gboolean
closes (CercleRecord *notice, const char *today)
{
  const char *from = cercle_record_get_text (notice, CERCLE_NOTICE_FROM_ON);
  const char *to = cercle_record_get_text (notice, CERCLE_NOTICE_TO_ON);

  return g_strcmp0 (cercle_record_get_text (notice, CERCLE_NOTICE_SORT), "closure") == 0 &&
         !cercle_record_is_set (notice, CERCLE_NOTICE_PLACE) && from != NULL &&
         strcmp (from, today) <= 0 && (to == NULL || strcmp (to, today) >= 0);
}

/* Where there are several, the one that ends last; one without an end is the last of all. */
static gboolean
ends_later (CercleRecord *notice, CercleRecord *than)
{
  const char *one = cercle_record_get_text (notice, CERCLE_NOTICE_TO_ON);
  const char *other = than != NULL ? cercle_record_get_text (than, CERCLE_NOTICE_TO_ON) : NULL;

  return than == NULL || one == NULL || (other != NULL && strcmp (one, other) >= 0);
}

static void
take_closure (CerclePartnerLine *line, GPtrArray *notices, const char *today)
{
  for (guint i = 0; notices != NULL && i < notices->len; i++)
    if (closes (notices->pdata[i], today) && ends_later (notices->pdata[i], line->closure))
      g_set_object (&line->closure, notices->pdata[i]);
}

static gboolean
read_capacity (CercleStore *store, CerclePartnerLine *line, gint64 now, const char *today,
               GError **error)
{
  g_autoptr (GPtrArray) told =
      cercle_partner_capacities (store, cercle_record_get_id (line->organisation), 1, error);

  if (told == NULL)
    return FALSE;
  if (told->len > 0)
    line->capacity = g_object_ref (told->pdata[0]);
  line->age = cercle_capacity_age (line->capacity, now, today);
  return TRUE;
}

gboolean
cercle_partner_lines_read (CercleStore *store, GPtrArray *organisations,
                           const CerclePartnerKnowing *knowing, GPtrArray *lines, GError **error)
{
  g_auto (Known) known = { NULL };

  if (organisations->len > 0 && !learn (store, organisations, &known, error))
    return FALSE;
  for (guint i = 0; i < organisations->len; i++)
    {
      CerclePartnerLine *line = g_new0 (CerclePartnerLine, 1);
      const char *id = cercle_record_get_id (organisations->pdata[i]);

      g_ptr_array_add (lines, line);
      line->organisation = g_object_ref (organisations->pdata[i]);
      if (knowing->services != NULL)
        g_set_object (&line->service, g_hash_table_lookup (knowing->services, id));
      take_evidence (line, g_hash_table_lookup (known.requests, id));
      take_place (line, g_hash_table_lookup (known.places, id));
      take_closure (line, g_hash_table_lookup (known.notices, id), knowing->today);
      line->age = cercle_capacity_age (NULL, knowing->now, knowing->today);
      if (g_hash_table_contains (known.told, id) &&
          !read_capacity (store, line, knowing->now, knowing->today, error))
        return FALSE;
    }
  return TRUE;
}

CerclePartnerLine *
cercle_partner_line_new (CercleStore *store, CercleRecord *organisation, gint64 now,
                         const char *today, GError **error)
{
  const CerclePartnerKnowing knowing = { NULL, now, today };
  g_autoptr (GPtrArray) one = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) lines =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_partner_line_free);

  g_ptr_array_add (one, organisation);
  return cercle_partner_lines_read (store, one, &knowing, lines, error)
             ? g_ptr_array_steal_index (lines, 0)
             : NULL;
}
