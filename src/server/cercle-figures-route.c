/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How many cases are open in the other communities? Numbers alone, and no small ones. */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-figures-route.h"

#include "cercle-case-list.h"
#include "cercle-community.h"
#include "cercle-day.h"
#include "cercle-figures.h"
#include "cercle-frame.h"
#include "cercle-instant.h"

/* All open cases of the server, once: whose they are is asked of each. */
static GPtrArray *
open_cases (CercleStore *store, GError **error)
{
  const CercleCaseFilter open = { 0 };
  g_autoptr (CercleQuery) query = cercle_case_list_query (&open, NULL, FALSE);

  return cercle_store_find (store, query, error);
}

static CercleBoard *
count (GPtrArray *cases, const char *scope, const CercleFrame *frame)
{
  int day = cercle_instant_local_day (cercle_instant_now (), frame->zone, NULL);
  g_autofree char *today = cercle_day_to_text (day);
  g_autoptr (GPtrArray) own = g_ptr_array_new ();

  for (guint i = 0; i < cases->len; i++)
    {
      CercleRecord *kase = g_ptr_array_index (cases, i);
      if (g_strcmp0 (cercle_record_envelope (kase)->scope, scope) == 0)
        g_ptr_array_add (own, kase);
    }
  return cercle_board_new (own, today);
}

/* A community that is there no more is passed over: there is nothing to count. */
static gboolean
add_community (CercleStore *store, const char *id, GPtrArray *cases, CercleFigures *figures,
               GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (CercleRecord) community = cercle_store_get (store, &cercle_community_kind, id, &local);
  g_autofree char *scope = g_strconcat ("c:", id, NULL);
  CercleFrame frame = { 0 };

  if (local == NULL && community == NULL)
    return TRUE;
  if (local != NULL || !cercle_frame_read (&frame, store, scope, &local))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  cercle_figures_take (figures, id, cercle_record_get_text (community, CERCLE_COMMUNITY_NAME),
                       count (cases, scope, &frame));
  cercle_frame_clear (&frame);
  return TRUE;
}

void
cercle_route_figures (CercleVisit *visit)
{
  const char *scopes = visit->access.account->scopes;
  g_auto (GStrv) names = g_strsplit (scopes != NULL ? scopes : "", " ", -1);
  g_autofree char *at = cercle_instant_now_text ();
  g_autoptr (CercleFigures) figures = cercle_figures_new (at);
  g_autoptr (GPtrArray) cases = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; names[i] != NULL; i++)
    {
      if (!g_str_has_prefix (names[i], CERCLE_FIGURES_PREFIX))
        continue;
      if (cases == NULL)
        cases = open_cases (visit->store, &error);
      if (cases == NULL || !add_community (visit->store, names[i] + strlen (CERCLE_FIGURES_PREFIX),
                                           cases, figures, &error))
        {
          cercle_visit_fail (visit, error);
          return;
        }
    }
  cercle_visit_answer (visit, 200, cercle_figures_put (figures));
}
