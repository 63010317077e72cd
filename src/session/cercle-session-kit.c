/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which sheet of the kit helps with this call? */
#define G_LOG_DOMAIN "cercle-session"

#include <string.h>

#include "cercle-directory.h"
#include "cercle-session-private.h"

static gboolean
is_retired (CercleRecord *sheet, const char *today)
{
  const char *on = cercle_record_get_text (sheet, CERCLE_DOCUMENT_RETIRED_ON);
  return on != NULL && strcmp (on, today) <= 0;
}

static gboolean
is_replaced (GPtrArray *all, CercleRecord *sheet, const char *today)
{
  for (guint i = 0; i < all->len; i++)
    if (!is_retired (all->pdata[i], today) &&
        g_strcmp0 (cercle_record_get_text (all->pdata[i], CERCLE_DOCUMENT_REPLACES),
                   cercle_record_get_id (sheet)) == 0)
      return TRUE;
  return FALSE;
}

GPtrArray *
cercle_session_get_reflex_sheets (CercleSession *self, const char *sub_mission)
{
  const char *today = cercle_session_get_today (self);
  GPtrArray *sheets = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_document_kind);
  g_autoptr (GPtrArray) all = NULL;

  cercle_query_where (query, CERCLE_DOCUMENT_SORT, CERCLE_IS, "reflex");
  cercle_query_sort (query, -1, CERCLE_DOCUMENT_ISSUED_ON, TRUE);
  all = cercle_session_find_now (self, query);
  for (guint i = 0; i < all->len; i++)
    if (cercle_record_has_token (all->pdata[i], CERCLE_DOCUMENT_MISSIONS, sub_mission) &&
        !is_retired (all->pdata[i], today) && !is_replaced (all, all->pdata[i], today))
      g_ptr_array_add (sheets, g_object_ref (all->pdata[i]));
  return sheets;
}
