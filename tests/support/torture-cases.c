/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* When all is quiet: is each case what the moves that were accepted made of it, in their order, and
 * is whatever crossed to be seen, in a conflict or behind an indicator? */
#define G_LOG_DOMAIN "torture"

#include "torture.h"

#include <sqlite3.h>

#include "cercle-case.h"
#include "cercle-conflict.h"
#include "cercle-event.h"
#include "cercle-indicator.h"
#include "cercle-moves.h"
#include "cercle-query.h"

/* What moves alone decide. */
static const guint moved[] = {
  CERCLE_CASE_STATUS,         CERCLE_CASE_STATUS_SINCE, CERCLE_CASE_OPEN,
  CERCLE_CASE_HOLDER,         CERCLE_CASE_HOLDER_SINCE, CERCLE_CASE_NEXT_STEP,
  CERCLE_CASE_PROMISED_BY,    CERCLE_CASE_CLOSED_ON,    CERCLE_CASE_CLOSING_MOTIVE,
  CERCLE_CASE_RESPONSIBILITY, CERCLE_CASE_RULE,         CERCLE_CASE_LEAD,
  CERCLE_CASE_DEBRIEFED_ON,   CERCLE_CASE_DEBRIEFED_BY, CERCLE_CASE_HELD_BEFORE,
  CERCLE_CASE_RETURNS,
};

typedef struct
{
  World *world;
  GHashTable *begun; /* id → CercleRecord: the case as the moves make it */
  GPtrArray *conflicts;
} Story;

static CercleRecord *
get (World *world, const CercleKind *kind, const char *id)
{
  g_autoptr (GError) error = NULL;
  CercleRecord *record = cercle_store_get (world->server, kind, id, &error);

  g_assert_no_error (error);
  return record;
}

/* (transfer full) */
static GPtrArray *
find (World *world, CercleQuery *query)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *found = cercle_store_find (world->server, query, &error);

  g_assert_no_error (error);
  return found;
}

/* at: when its author wrote it. */
static void
begin (Story *story, const char *id, const char *at)
{
  g_autoptr (CercleRecord) kase = get (story->world, &cercle_case_kind, id);
  CercleRecord *begun = cercle_record_new_with_id (&cercle_case_kind, id);

  g_assert_nonnull (kase);
  cercle_record_take_value (begun, kase, CERCLE_CASE_OPENED_ON);
  cercle_case_derive_new (begun, cercle_record_envelope (kase)->created_by, at);
  g_hash_table_insert (story->begun, g_strdup (id), begun);
}

static void
check_stale (Story *story, CercleRecord *event, const char *mid)
{
  for (guint i = 0; i < story->conflicts->len; i++)
    if (g_strcmp0 (cercle_record_get_text (story->conflicts->pdata[i], CERCLE_CONFLICT_MUTATION),
                   mid) == 0)
      {
        story->world->n_crossed++;
        return;
      }
  world_fail (story->world, "the move %s was not applied and stands in no conflict",
              cercle_record_get_id (event));
}

static void
follow (Story *story, const char *id, const char *mid)
{
  g_autoptr (CercleRecord) event = get (story->world, &cercle_event_kind, id);
  g_autoptr (GError) error = NULL;
  CercleRecord *kase = NULL;

  if (event == NULL)
    world_fail (story->world, "the event %s is gone", id);
  kase = g_hash_table_lookup (story->begun, cercle_record_get_text (event, CERCLE_EVENT_CASE));
  g_assert_nonnull (kase);
  if (cercle_record_get_flag (event, CERCLE_EVENT_STALE))
    check_stale (story, event, mid);
  else if (kase != NULL &&
           cercle_case_apply_event (kase, event, TORTURE_ZONE, &error) != CERCLE_MOVE_APPLIED)
    world_fail (story->world, "the move %s was accepted and cannot be: %s", id,
                error != NULL ? error->message : "it starts from another state");
}

/* In the order in which the server took them. */
static void
follow_all (Story *story)
{
  static const char sql[] = "SELECT kind='case', id, mid, client_at FROM change WHERE op='create'"
                            " AND kind IN ('case', 'event') ORDER BY scope, seq";
  sqlite3_stmt *row = NULL;
  sqlite3 *file = NULL;

  g_assert_cmpint (sqlite3_open_v2 (story->world->server_path, &file, SQLITE_OPEN_READONLY, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (file, sql, -1, &row, NULL), ==, SQLITE_OK);
  while (sqlite3_step (row) == SQLITE_ROW)
    if (sqlite3_column_int (row, 0))
      begin (story, (const char *) sqlite3_column_text (row, 1),
             (const char *) sqlite3_column_text (row, 3));
    else
      follow (story, (const char *) sqlite3_column_text (row, 1),
              (const char *) sqlite3_column_text (row, 2));
  sqlite3_finalize (row);
  sqlite3_close (file);
}

static gboolean
has_id (GPtrArray *records, const char *id)
{
  for (guint i = 0; i < records->len; i++)
    if (g_strcmp0 (cercle_record_get_id (records->pdata[i]), id) == 0)
      return TRUE;
  return FALSE;
}

/* What one closed while another planned is kept, and behind its number. */
static void
check_actions (World *world, CercleRecord *kase)
{
  const CercleIndicatorContext context = { "2020-06-23", NULL, 10 };
  const CercleIndicator *indicator = cercle_indicator_find ("closed-with-actions");
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_action_kind);
  g_autoptr (CercleQuery) crossed = indicator->query (&context);
  g_autoptr (GPtrArray) actions = NULL, shown = find (world, crossed);
  gboolean closed = g_strcmp0 (cercle_record_get_text (kase, CERCLE_CASE_STATUS), "closed") == 0;

  cercle_query_where (query, CERCLE_ACTION_CASE, CERCLE_IS, cercle_record_get_id (kase));
  cercle_query_where (query, CERCLE_ACTION_STATE, CERCLE_IS, "open");
  actions = find (world, query);
  if (cercle_record_get_integer (kase, CERCLE_CASE_OPEN_ACTIONS, 0) != actions->len)
    world_fail (world, "case %s miscounts its open actions", cercle_record_get_id (kase));
  if ((closed && actions->len > 0) != has_id (shown, cercle_record_get_id (kase)))
    world_fail (world, "case %s is closed with something to do, and no number says so",
                cercle_record_get_id (kase));
  world->n_crossed += closed && actions->len > 0;
}

static void
check_case (Story *story, CercleRecord *kase)
{
  CercleRecord *made = g_hash_table_lookup (story->begun, cercle_record_get_id (kase));

  for (guint i = 0; i < G_N_ELEMENTS (moved); i++)
    if (!cercle_record_same (kase, made, moved[i]))
      world_fail (story->world, "%s of case %s is not what its moves made of it",
                  cercle_case_kind.fields[moved[i]].name, cercle_record_get_id (kase));
  if (!cercle_record_is_set (kase, CERCLE_CASE_HOLDER))
    world_fail (story->world, "nobody holds case %s", cercle_record_get_id (kase));
  check_actions (story->world, kase);
}

void
world_check_cases (World *world)
{
  g_autoptr (CercleQuery) disputes = cercle_query_new (&cercle_conflict_kind);
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_case_kind);
  g_autoptr (GHashTable) begun =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_autoptr (GPtrArray) conflicts = find (world, disputes), cases = find (world, query);
  Story story = { world, begun, conflicts };

  follow_all (&story);
  for (guint i = 0; i < cases->len; i++)
    check_case (&story, cases->pdata[i]);
}
