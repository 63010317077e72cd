/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* When all is quiet: is every replica what the server lets it see? */
#define G_LOG_DOMAIN "torture"

#include "torture.h"

#include <sqlite3.h>
#include <string.h>

#include "cercle-accounts.h"
#include "cercle-json.h"
#include "cercle-query.h"

/* Replicas */

static char *
describe (CercleRecord *record)
{
  const CercleEnvelope *envelope = cercle_record_envelope (record);
  g_autoptr (JsonObject) values = cercle_record_to_json (record, G_MAXUINT64, FALSE);
  g_autofree char *text = cercle_json_print (values);

  return g_strdup_printf ("%s %s %s rev %" G_GINT64_FORMAT " seq %" G_GINT64_FORMAT
                          " %s by %s %s new %s %s %s",
                          cercle_record_get_kind (record)->name, envelope->id, envelope->scope,
                          envelope->rev, envelope->seq, envelope->audience, envelope->updated_by,
                          envelope->updated_at, envelope->created_by, envelope->created_at, text);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
may_read (const CercleAccount *account, CercleRecord *record)
{
  const CercleEnvelope *envelope = cercle_record_envelope (record);
  g_auto (GStrv) scopes = g_strsplit (account->scopes, " ", -1);
  g_auto (GStrv) audiences = g_strsplit (account->audiences, " ", -1);

  return g_strv_contains ((const char *const *) scopes, envelope->scope) &&
         g_strv_contains ((const char *const *) audiences, envelope->audience);
}

/* Every record that is exchanged; account: only what it may read. */
static GPtrArray *
dump (CercleStore *store, const CercleAccount *account)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  for (const CercleKind *const *kind = cercle_kinds (); *kind != NULL; kind++)
    {
      g_autoptr (CercleQuery) query = cercle_query_new (*kind);
      g_autoptr (GPtrArray) found = NULL;
      g_autoptr (GError) error = NULL;

      if ((*kind)->reach != CERCLE_SYNCED)
        continue;
      found = cercle_store_find (store, query, &error);
      g_assert_no_error (error);
      for (guint i = 0; i < found->len; i++)
        if (account == NULL || may_read (account, found->pdata[i]))
          g_ptr_array_add (lines, describe (found->pdata[i]));
    }
  g_ptr_array_sort (lines, compare_lines);
  return lines;
}

static void
check_replica (Desk *desk)
{
  World *world = desk->world;
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleAccount) account = cercle_accounts_find (world->server, desk->login, &error);
  g_autoptr (GPtrArray) wanted = dump (world->server, account);
  g_autoptr (GPtrArray) found = dump (desk->store, NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < MAX (wanted->len, found->len); i++)
    {
      const char *there = i < wanted->len ? wanted->pdata[i] : "nothing";
      const char *here = i < found->len ? found->pdata[i] : "nothing";

      if (strcmp (there, here) != 0)
        world_fail (world, "desk %u has\n  %s\nand the server\n  %s", desk->index, here, there);
    }
  world_note (world, "desk %u has %u records", desk->index, found->len);
}

/* The server's numbers */

static void
check_numbers (World *world)
{
  static const char sql[] =
      "SELECT s.scope FROM scope s WHERE s.head <> (SELECT count(*) FROM change c"
      " WHERE c.scope = s.scope) OR s.head <> (SELECT coalesce(max(seq), 0) FROM change c"
      " WHERE c.scope = s.scope) OR EXISTS (SELECT 1 FROM feed f WHERE f.scope = s.scope AND"
      " f.seq NOT IN (SELECT seq FROM change c WHERE c.scope = s.scope))";
  sqlite3_stmt *statement = NULL;
  sqlite3 *file = NULL;

  g_assert_cmpint (sqlite3_open_v2 (world->server_path, &file, SQLITE_OPEN_READONLY, NULL), ==,
                   SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (file, sql, -1, &statement, NULL), ==, SQLITE_OK);
  if (sqlite3_step (statement) == SQLITE_ROW)
    world_fail (world, "the numbers of %s have holes", sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  sqlite3_close (file);
}

static void
check_file (World *world, CercleStore *store, const char *whose)
{
  g_autoptr (GError) error = NULL;

  if (!cercle_store_verify (store, &error))
    world_fail (world, "%s of %s", error->message, whose);
}

/* What is refused is seen, then let go, so that what waited for it can go. */
static guint
let_refusals_go (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) refusals = cercle_journal_refusals (desk->store, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < refusals->len; i++)
    {
      const CercleRefusal *refusal = refusals->pdata[i];

      world_note (desk->world, "desk %u lets go %s (%s)", desk->index, refusal->mutation->mid,
                  refusal->problem);
      g_hash_table_add (desk->given_up, g_strdup (refusal->mutation->mid));
      cercle_journal_abandon (desk->store, refusal->mutation->mid, &error);
      g_assert_no_error (error);
    }
  return refusals->len;
}

void
world_check (World *world)
{
  guint let_go = 1;

  while (let_go > 0)
    {
      let_go = 0;
      for (guint i = 0; i < world->n_desks; i++)
        let_go += let_refusals_go (&world->desks[i]);
      if (let_go > 0)
        world_heal (world);
    }
  world_check_ledger (world);
  world_check_cases (world);
  check_numbers (world);
  for (guint i = 0; i < world->n_desks; i++)
    check_replica (&world->desks[i]);
  if (world->seed % 8 != 0)
    return;
  check_file (world, world->server, "the server");
  for (guint i = 0; i < world->n_desks; i++)
    check_file (world, world->desks[i].store, world->desks[i].login);
}
