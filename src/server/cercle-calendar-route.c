/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* When does this community meet, for another program's calendar? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-calendar-route.h"

#include <string.h>

#include "cercle-calendar-address.h"
#include "cercle-calendar.h"
#include "cercle-community.h"
#include "cercle-day.h"
#include "cercle-frame.h"
#include "cercle-instant.h"
#include "cercle-query.h"
#include "cercle-vault.h"

/* Meetings of one community that are read for one answer: years of them. */
#define MOST 5000

/* Who subscribes reads French; the server has the language of whoever keeps it. */
static const struct
{
  const char *sort, *type;
} types[] = {
  { "governance", "Réunion de gouvernance" },
  { "staff", "Staff territorial" },
  { "review", "Point de bilan de la communauté" },
  { "consultation", "Concertation départementale" },
  { "launch", "Réunion régionale de lancement" },
  { "readiness", "Revue opérationnelle avant lancement" },
  { "waiting", "Revue commune des listes d’attente" },
  { "workshop", "Atelier" },
  { "debugging", "Atelier de débogage" },
  { "stage", "Point d’étape ministériel" },
  { "cercle", "Réunion du Cercle" },
};

const char *
cercle_calendar_type (const char *sort)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_strcmp0 (types[i].sort, sort) == 0)
      return types[i].type;
  return "Réunion";
}

/* (transfer full) (nullable): the address of this token; NULL without error: none, or a revoked
 * one. */
static CercleRecord *
find_address (CercleStore *store, const char *token, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_calendar_address_kind);
  g_autofree char *hash = cercle_vault_hash_token (token);
  g_autoptr (GPtrArray) found = NULL;

  cercle_query_where (query, CERCLE_CALENDAR_ADDRESS_HASH, CERCLE_IS, hash);
  cercle_query_where (query, CERCLE_CALENDAR_ADDRESS_REVOKED_AT, CERCLE_IS, NULL);
  cercle_query_set_limit (query, 1);
  found = cercle_store_find (store, query, error);
  return found != NULL && found->len > 0 ? g_object_ref (found->pdata[0]) : NULL;
}

/* (transfer full): of the community, and of those that its usual readers know. NULL with error. */
static GPtrArray *
find_all (CercleStore *store, const CercleKind *kind, const char *scope, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (kind);
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) all = NULL;

  cercle_query_set_limit (query, MOST);
  all = cercle_store_find (store, query, error);
  if (all == NULL)
    return NULL;
  for (guint i = 0; i < all->len; i++)
    {
      const CercleEnvelope *envelope = cercle_record_envelope (all->pdata[i]);

      if (g_strcmp0 (envelope->scope, scope) == 0 &&
          g_strcmp0 (envelope->audience, kind->audience) == 0)
        g_ptr_array_add (own, g_object_ref (all->pdata[i]));
    }
  return g_steal_pointer (&own);
}

#if CERCLE_HAS_CALENDAR
/* (transfer full): NULL with error. */
static char *
tell (CercleStore *store, const char *scope, GError **error)
{
  g_autoptr (CercleRecord) community = NULL;
  g_autoptr (GPtrArray) series = NULL, meetings = NULL;
  CercleFrame frame = { 0 };
  CercleWorkingTime time;
  CercleCalendarFrame calendar = { .time = &time, .type_of = cercle_calendar_type };
  char *told = NULL;

  if (!cercle_frame_read (&frame, store, scope, error))
    return NULL;
  community = cercle_store_get (store, &cercle_community_kind, scope + strlen ("c:"), NULL);
  time = cercle_community_working_time (community, frame.territory, frame.zone);
  calendar.today = cercle_instant_local_day (cercle_instant_now (), frame.zone, NULL);
  series = find_all (store, &cercle_series_kind, scope, error);
  meetings = series != NULL ? find_all (store, &cercle_meeting_kind, scope, error) : NULL;
  if (meetings != NULL)
    told = cercle_calendar_of_all (series, meetings, &calendar);
  cercle_frame_clear (&frame);
  return told;
}

/* What the reader has already is not sent again. */
static void
answer (CercleVisit *visit, char *told)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, told, -1);
  g_autofree char *tag = g_strdup_printf ("\"%.32s\"", sum);
  const char *known = visit->incoming->known;
  gboolean same = known != NULL && strstr (known, tag) != NULL;

  cercle_visit_answer (visit, same ? 304 : 200, same ? NULL : told);
  visit->answer->type = same ? NULL : "text/calendar; charset=utf-8";
  visit->answer->tag = g_steal_pointer (&tag);
  if (same)
    g_free (told);
}
#endif

static void
answer_address (CercleVisit *visit, CercleRecord *address)
{
#if CERCLE_HAS_CALENDAR
  g_autoptr (GError) error = NULL;
  char *told = tell (visit->store, cercle_record_envelope (address)->scope, &error);

  /* For the log: which address was read, of all there are. */
  g_free (visit->service->last_account);
  visit->service->last_account = g_strdup (cercle_record_get_id (address));
  if (told != NULL)
    answer (visit, told);
  else
    cercle_visit_fail (visit, error);
#else
  cercle_visit_refuse (visit, 501, "calendar", 0);
#endif
}

/* An address that is none, and one that is revoked, are refused in the same words. Only who guesses
 * waits: those who share a place with her have addresses that are some. */
void
cercle_route_calendar (CercleVisit *visit)
{
  g_autofree char *token = g_strdup (visit->scope);
  g_autoptr (CercleRecord) address = NULL;
  g_autoptr (GError) error = NULL;
  CercleThrottle *throttle = visit->service->calendars;
  const char *peer = visit->incoming->peer;
  gint64 now = cercle_instant_now (), wait;

  if (g_str_has_suffix (token, CERCLE_CALENDAR_ENDING))
    token[strlen (token) - strlen (CERCLE_CALENDAR_ENDING)] = '\0';
  address = find_address (visit->store, token, &error);
  wait = cercle_throttle_wait (throttle, peer, now);
  if (error != NULL)
    cercle_visit_fail (visit, error);
  else if (address != NULL)
    answer_address (visit, address);
  else if (wait > 0)
    cercle_visit_refuse (visit, 429, "throttled", wait);
  else
    {
      cercle_throttle_fail (throttle, peer, now);
      cercle_visit_refuse (visit, 404, "not-found", 0);
    }
}
