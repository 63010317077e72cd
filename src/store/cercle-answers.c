/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What has the server answered, refused, counted and let be read? */
#define G_LOG_DOMAIN "cercle-store"

#include "cercle-feed.h"

#include "cercle-instant.h"
#include "cercle-store-private.h"

char *
cercle_feed_answer (CercleStore *store, const char *mid, const char *hash, GError **error)
{
  g_autoptr (CercleStatement) row =
      cercle_sqlite_prepare (store->sqlite, "SELECT hash, outcome FROM answer WHERE mid=?", error);

  if (row == NULL)
    return NULL;
  cercle_statement_bind (row, "s", mid);
  if (cercle_statement_step (row, error) != CERCLE_STEP_ROW)
    return NULL;
  if (g_strcmp0 (cercle_statement_text (row, 0), hash) == 0)
    return g_strdup (cercle_statement_text (row, 1));
  g_set_error_literal (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_REUSED,
                       "another item was answered under this identity");
  return NULL;
}

gboolean
cercle_feed_keep_answer (CercleStore *store, const char *mid, const char *hash, const char *outcome,
                         GError **error)
{
  g_autofree char *now = cercle_instant_now_text ();

  return cercle_store_need_transaction (store, error) &&
         cercle_sqlite_run (store->sqlite, error,
                            "INSERT INTO answer (mid, hash, outcome, at) VALUES (?, ?, ?, ?)",
                            "ssss", mid, hash, outcome, now);
}

gboolean
cercle_feed_quarantine (CercleStore *store, const CercleAuthor *author,
                        const CercleMutation *mutation, const char *item, const char *problem,
                        GError **error)
{
  static const CercleAuthor nobody;
  g_autofree char *now = cercle_instant_now_text ();

  if (author == NULL)
    author = &nobody;
  return cercle_store_need_transaction (store, error) &&
         cercle_sqlite_run (
             store->sqlite, error,
             "INSERT INTO quarantine (scope, member, account, device, mid, kind, id, item, problem,"
             " at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
             "ssssssssss", mutation->scope, author->member, author->account, author->device,
             mutation->mid, mutation->kind != NULL ? mutation->kind->name : NULL, mutation->id,
             item, problem, now);
}

gint64
cercle_feed_number (CercleStore *store, const char *scope, const char *counter, GError **error)
{
  gint64 number = -1;

  if (!cercle_store_need_transaction (store, error) ||
      !cercle_sqlite_read (store->sqlite, &number, error,
                           "INSERT INTO counter (scope, name, value) VALUES (?, ?, 1)"
                           " ON CONFLICT (scope, name) DO UPDATE SET value=value+1"
                           " RETURNING value",
                           "ss", scope, counter))
    return -1;
  return number;
}

gboolean
cercle_feed_log_access (CercleStore *store, CercleRecord *access, GError **error)
{
  return cercle_store_need_transaction (store, error) && cercle_store_put (store, access, error);
}
