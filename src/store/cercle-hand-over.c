/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Where is all that goes with a case to another community? */
#define G_LOG_DOMAIN "cercle-store"

#include "cercle-hand-over.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-community.h"
#include "cercle-one-person.h"
#include "cercle-person.h"
#include "cercle-query.h"
#include "cercle-request.h"
#include "cercle-solution.h"

static GPtrArray *
find (CercleStore *store, const CercleKind *kind, guint field, const char *id, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (kind);

  cercle_query_where (query, field, CERCLE_IS, id);
  cercle_query_sort (query, -1, field, FALSE);
  return cercle_store_find (store, query, error);
}

/* FALSE with error; *record stays NULL where there is nothing. */
static gboolean
get (CercleStore *store, const CercleKind *kind, const char *id, CercleRecord **record,
     GError **error)
{
  g_autoptr (GError) local = NULL;

  if (id != NULL)
    *record = cercle_store_get (store, kind, id, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
get_frame (CercleStore *store, CercleRecord *kase, CercleRecord **community,
           CercleRecord **territory, GError **error)
{
  const char *scope = cercle_record_envelope (kase)->scope;

  return get (store, &cercle_community_kind,
              scope != NULL && g_str_has_prefix (scope, "c:") ? scope + 2 : NULL, community,
              error) &&
         get (store, &cercle_territory_kind,
              *community != NULL ? cercle_record_get_text (*community, CERCLE_COMMUNITY_TERRITORY)
                                 : NULL,
              territory, error);
}

static CercleHandover *
take (CercleStore *store, CercleRecord *transfer, CercleRecord *kase, GError **error)
{
  const char *id = cercle_record_get_text (kase, CERCLE_CASE_PERSON);
  g_autoptr (CercleRecord) person = NULL, community = NULL, territory = NULL;
  g_autoptr (GPtrArray) relatives = NULL, solutions = NULL;
  g_autoptr (GError) local = NULL;
  CercleHandoverSource source = { .kase = kase };

  if (id != NULL)
    person = cercle_one_person_get (store, id, &local);
  if (local == NULL && person != NULL)
    relatives = find (store, &cercle_relative_kind, CERCLE_RELATIVE_PERSON,
                      cercle_record_get_id (person), &local);
  if (local == NULL)
    solutions = find (store, &cercle_solution_kind, CERCLE_SOLUTION_CASE,
                      cercle_record_get_id (kase), &local);
  if (local != NULL || !get_frame (store, kase, &community, &territory, &local))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  source.person = person;
  source.relatives = relatives;
  source.solutions = solutions;
  source.community = community;
  source.territory =
      territory != NULL ? cercle_record_get_text (territory, CERCLE_TERRITORY_CODE) : NULL;
  return cercle_handover_new (transfer, &source);
}

CercleHandover *
cercle_store_hand_over (CercleStore *store, CercleRecord *transfer, GError **error)
{
  g_autoptr (CercleRecord) kase = NULL;

  if (!get (store, &cercle_case_kind, cercle_record_get_text (transfer, CERCLE_TRANSFER_CASE),
            &kase, error))
    return NULL;
  if (kase != NULL && !cercle_record_envelope (kase)->deleted)
    return take (store, transfer, kase, error);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                       _ ("This case is not on this desk any more."));
  return NULL;
}
