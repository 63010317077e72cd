/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is there to read of launches, what is written of one, and by whom? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-launch-desk.h"

#include <glib/gi18n-lib.h>

#include "cercle-community.h"
#include "cercle-display.h"
#include "cercle-referent.h"
#include "cercle-session-private.h"

/* --- Read ------------------------------------------------------------------------------------ */

void
cercle_launch_book_free (CercleLaunchBook *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->table, cercle_launch_table_free);
  g_clear_pointer (&self->communities, g_ptr_array_unref);
  g_clear_pointer (&self->territories, g_ptr_array_unref);
  g_clear_pointer (&self->launches, g_ptr_array_unref);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  g_clear_pointer (&self->meetings, g_ptr_array_unref);
  g_clear_pointer (&self->contacts, g_ptr_array_unref);
  g_free (self->unnamed);
  g_free (self);
}

static gboolean
find (CercleStore *store, CercleQuery *query, GPtrArray **found, GError **error)
{
  g_autoptr (CercleQuery) held = query;

  *found = cercle_store_find (store, held, error);
  return *found != NULL;
}

CercleLaunchBook *
cercle_launch_book_read (CercleStore *store, const char *own, const char *today, GError **error)
{
  g_autoptr (CercleLaunchBook) self = g_new0 (CercleLaunchBook, 1);
  CercleLaunchSource source = { .own = own, .today = today, .facts = &self->facts };

  if (!find (store, cercle_query_new (&cercle_community_kind), &self->communities, error) ||
      !find (store, cercle_query_new (&cercle_territory_kind), &self->territories, error) ||
      !find (store, cercle_query_new (&cercle_launch_kind), &self->launches, error) ||
      !find (store, cercle_query_new (&cercle_launch_check_kind), &self->checks, error) ||
      !find (store, cercle_launch_meetings_query (), &self->meetings, error) ||
      !find (store, cercle_referents_query (), &self->contacts, error))
    return NULL;
  cercle_launch_facts (self->meetings, self->contacts, today, &self->facts, &self->unnamed);
  source.communities = self->communities;
  source.territories = self->territories;
  source.launches = self->launches;
  source.checks = self->checks;
  self->table = cercle_launch_table_new (&source);
  return g_steal_pointer (&self);
}

typedef struct
{
  char *own, *today;
  CercleLaunchBook *book;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_free (self->own);
  g_free (self->today);
  g_clear_pointer (&self->book, cercle_launch_book_free);
  g_free (self);
}

static gboolean
read_job (CercleStore *store, gpointer data, GError **error)
{
  Reading *self = data;

  self->book = cercle_launch_book_read (store, self->own, self->today, error);
  return self->book != NULL;
}

void
cercle_session_read_launches_async (CercleSession *self, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  Reading *reading = g_new0 (Reading, 1);

  reading->own = g_strdup (self->community != NULL ? cercle_record_get_id (self->community) : NULL);
  reading->today = g_strdup (cercle_session_get_today (self));
  g_task_set_source_tag (task, cercle_session_read_launches_async);
  g_task_set_task_data (task, reading, reading_free);
  cercle_session_push_read (self, read_job, task);
}

CercleLaunchBook *
cercle_session_read_launches_finish (CercleSession *self, GAsyncResult *result, GError **error)
{
  Reading *reading = g_task_get_task_data (G_TASK (result));

  return cercle_session_finish_read (self, result, cercle_session_read_launches_async, error)
             ? g_steal_pointer (&reading->book)
             : NULL;
}

/* --- Written --------------------------------------------------------------------------------- */

char *
cercle_launch_told_words (const char *point, const CercleLaunchFacts *facts)
{
  g_autofree char *day = NULL;

  if (g_str_equal (point, "referents") && facts->unnamed != NULL && *facts->unnamed == '\0')
    return g_strdup (
        _ ("The directory names a referent at the ARS, the county council and the MDPH."));
  if (g_str_equal (point, "consultations") && facts->consulted_on != NULL)
    {
      day = cercle_display_day (facts->consulted_on);
      return g_strdup_printf (_ ("A consultation was held on %s."), day);
    }
  if (g_str_equal (point, CERCLE_LAUNCH_REVIEW) && facts->readiness_on != NULL)
    {
      day = cercle_display_day (facts->readiness_on);
      return g_strdup_printf (_ ("The review was held on %s."), day);
    }
  return NULL;
}

static CercleRecord *
new_record (CercleSession *self, const CercleKind *kind, const char *id)
{
  CercleRecord *record = cercle_record_new_with_id (kind, id);
  CercleEnvelope *envelope = cercle_record_envelope (record);

  cercle_envelope_set (&envelope->scope, cercle_session_get_scope (self));
  cercle_envelope_set (&envelope->audience, kind->audience);
  return record;
}

CercleRecord *
cercle_session_own_launch (CercleSession *self, const CercleLaunchLine *line)
{
  CercleRecord *community = cercle_session_get_community (self), *launch = NULL;
  const char *of = community != NULL ? cercle_record_get_id (community) : NULL;
  g_autofree char *id = NULL;

  if (line != NULL && line->launch != NULL)
    return cercle_record_copy (line->launch);
  id = cercle_launch_id (cercle_session_get_scope (self), of);
  launch = new_record (self, &cercle_launch_kind, id);
  cercle_record_set_text (launch, CERCLE_LAUNCH_COMMUNITY, of);
  return launch;
}

static void
propose (CercleSession *self, CercleRecord *check, const char *told)
{
  CercleRecord *member = cercle_session_get_member (self);

  if (!cercle_record_is_set (check, CERCLE_LAUNCH_CHECK_DONE_ON))
    cercle_record_set_text (check, CERCLE_LAUNCH_CHECK_DONE_ON, cercle_session_get_today (self));
  if (!cercle_record_is_set (check, CERCLE_LAUNCH_CHECK_EVIDENCE))
    cercle_record_set_text (check, CERCLE_LAUNCH_CHECK_EVIDENCE, told);
  if (member != NULL)
    cercle_record_set_text (check, CERCLE_LAUNCH_CHECK_DONE_BY, cercle_record_get_id (member));
}

CercleRecord *
cercle_session_own_launch_check (CercleSession *self, const CercleLaunchLine *line,
                                 const CercleLaunchPoint *point, const CercleLaunchFacts *facts)
{
  g_autoptr (CercleRecord) launch = cercle_session_own_launch (self, line);
  const char *of = cercle_record_get_id (launch), *token = point->point->token;
  g_autofree char *id = cercle_launch_check_id (cercle_session_get_scope (self), of, token);
  g_autofree char *told = cercle_launch_told_words (token, facts);
  CercleRecord *check = point->check != NULL ? cercle_record_copy (point->check)
                                             : new_record (self, &cercle_launch_check_kind, id);

  if (point->check == NULL)
    {
      cercle_record_set_text (check, CERCLE_LAUNCH_CHECK_LAUNCH, of);
      cercle_record_set_text (check, CERCLE_LAUNCH_CHECK_SORT, token);
    }
  propose (self, check, told);
  return check;
}

CercleTx *
cercle_session_confirm_launch (CercleSession *self, const CercleLaunchLine *line,
                               const CercleLaunchFacts *facts, CercleRecord *check)
{
  gboolean review = g_strcmp0 (cercle_record_get_text (check, CERCLE_LAUNCH_CHECK_SORT),
                               CERCLE_LAUNCH_REVIEW) == 0;
  CercleTx *tx =
      cercle_tx_new (review ? N_ ("Operational review signed.") : N_ ("Point confirmed."));

  if (line->launch == NULL)
    {
      g_autoptr (CercleRecord) launch = cercle_session_own_launch (self, line);
      cercle_tx_save (tx, launch);
    }
  for (guint i = 0; review && i < CERCLE_N_LAUNCH_POINTS; i++)
    if (line->standing->points[i].state == CERCLE_POINT_TOLD)
      {
        g_autoptr (CercleRecord) told =
            cercle_session_own_launch_check (self, line, &line->standing->points[i], facts);
        cercle_tx_save (tx, told);
      }
  cercle_tx_save (tx, check);
  return tx;
}
