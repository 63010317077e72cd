/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be saved from a damaged file? What nobody else has: drafts and unsent changes. */
#define G_LOG_DOMAIN "cercle-store"

#include <string.h>

#include "cercle-conflict.h"
#include "cercle-id.h"
#include "cercle-journal-private.h"
#include "cercle-json.h"

#define LINE_CAP (4 * 1024 * 1024)

static const char *const change_columns[] = { "mid",   "tx",      "kind",     "id",       "about",
                                              "scope", "op",      "set_json", "was_json", "at",
                                              "state", "problem", "field" };
#define CHANGE_SQL                                                                                 \
  "SELECT mid, tx, kind, id, about, scope, op, set_json, was_json, at, state, problem, field,"     \
  " base_rev, n FROM outbox WHERE state<>'done' ORDER BY n "

static const char *const draft_columns[] = { "id", "sort", "of_id", "content", "saved_at" };
#define DRAFT_SQL "SELECT id, sort, of_id, content, saved_at FROM drafts WHERE deleted=0"

/* Rescuing */

typedef struct
{
  const char *name, *sql;
  const char *const *columns;
  guint n_columns;
} Source;

static char *
print_row (CercleStatement *row, const Source *source)
{
  g_autoptr (JsonObject) line = json_object_new ();
  JsonObject *values = json_object_new ();

  for (guint i = 0; i < source->n_columns; i++)
    {
      const char *text = cercle_statement_text (row, (int) i);

      if (text != NULL && g_utf8_validate (text, -1, NULL))
        json_object_set_string_member (values, source->columns[i], text);
    }
  if (source->columns == change_columns)
    {
      json_object_set_int_member (values, "base_rev",
                                  cercle_statement_integer (row, (int) source->n_columns));
      json_object_set_int_member (values, "n",
                                  cercle_statement_integer (row, (int) source->n_columns + 1));
    }
  json_object_set_object_member (line, source->name, values);
  return cercle_json_print (line);
}

/* Goes on to the first page that cannot be read. */
static void
read_source (CercleSqlite *sqlite, const Source *source, GHashTable *seen, GPtrArray *lines)
{
  g_autoptr (CercleStatement) row = cercle_sqlite_prepare (sqlite, source->sql, NULL);

  while (row != NULL && cercle_statement_step (row, NULL) == CERCLE_STEP_ROW)
    {
      const char *id = cercle_statement_text (row, 0);

      if (id != NULL && g_hash_table_add (seen, g_strdup (id)))
        g_ptr_array_add (lines, print_row (row, source));
    }
}

char *
cercle_journal_rescue (const char *path, GBytes *key, guint *n_lines)
{
  /* Changes from both ends, for a page in the middle may be the one that is lost. */
  static const Source sources[] = {
    { "draft", DRAFT_SQL, draft_columns, G_N_ELEMENTS (draft_columns) },
    { "change", CHANGE_SQL, change_columns, G_N_ELEMENTS (change_columns) },
    { "change", CHANGE_SQL "DESC", change_columns, G_N_ELEMENTS (change_columns) },
  };
  g_autoptr (CercleSqlite) sqlite = cercle_sqlite_open (path, TRUE, key, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; sqlite != NULL && i < G_N_ELEMENTS (sources); i++)
    read_source (sqlite, &sources[i], seen, lines);
  if (n_lines != NULL)
    *n_lines = lines->len;
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* Putting back */

typedef struct
{
  const char *texts[G_N_ELEMENTS (change_columns)];
  gint64 base_rev, n;
  JsonObject *line; /* owns the texts */
} Change;

static void
change_clear (Change *change)
{
  g_clear_pointer (&change->line, json_object_unref);
}

static gboolean
read_texts (JsonObject *values, const char *const *names, guint n, const char **texts)
{
  for (guint i = 0; i < n; i++)
    if (!cercle_json_text_opt (values, names[i], &texts[i], NULL))
      return FALSE;
  return TRUE;
}

static gboolean
restore_draft (CercleStore *store, JsonObject *values, GError **error)
{
  const char *texts[G_N_ELEMENTS (draft_columns)] = { NULL };
  g_autoptr (CercleRecord) draft = NULL;

  if (!read_texts (values, draft_columns, G_N_ELEMENTS (draft_columns), texts) || texts[0] == NULL)
    return TRUE;
  draft = cercle_record_new_with_id (&cercle_draft_kind, texts[0]);
  cercle_record_set_text (draft, CERCLE_DRAFT_SORT, texts[1]);
  cercle_record_set_text (draft, CERCLE_DRAFT_OF_ID, texts[2]);
  cercle_record_set_text (draft, CERCLE_DRAFT_CONTENT, texts[3]);
  cercle_record_set_text (draft, CERCLE_DRAFT_SAVED_AT, texts[4]);
  return cercle_store_write (store, draft, TRUE, NULL, error);
}

/* What had been sent is sent again: its answer is remembered by the server. */
static gboolean
restore_change (CercleStore *store, const Change *change, GHashTable *records, GError **error)
{
  const char *const *t = change->texts;
  gboolean refused = g_strcmp0 (t[10], "refused") == 0;

  if (t[0] == NULL || t[3] == NULL || t[6] == NULL || t[9] == NULL ||
      cercle_kind_find (t[2]) == NULL)
    return TRUE;
  cercle_lay_note (records, t[2], t[3]);
  cercle_lay_note (records, "case", t[4]);
  return cercle_sqlite_run (store->sqlite, error,
                            "INSERT INTO outbox (mid, tx, kind, id, about, scope, op, set_json,"
                            " was_json, at, state, problem, field, base_rev)"
                            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                            " ON CONFLICT (mid) DO NOTHING",
                            "sssssssssssssx", t[0], t[1], t[2], t[3], t[4], t[5], t[6], t[7], t[8],
                            t[9], refused ? "refused" : "waiting", t[11], t[12], change->base_rev);
}

static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const Change *left = a, *right = b;
  return left->n < right->n ? -1 : left->n > right->n;
}

/* A line that cannot be read is passed over: the others must not wait for it. */
static gboolean
read_line (CercleStore *store, const char *text, GArray *changes, GError **error)
{
  g_autoptr (JsonObject) line = cercle_json_parse (text, -1, LINE_CAP, NULL);
  JsonObject *values = NULL;
  Change change = { .n = 0 };

  if (line == NULL)
    return TRUE;
  if (cercle_json_object_opt (line, "draft", &values, NULL) && values != NULL)
    return restore_draft (store, values, error);
  if (!cercle_json_object_opt (line, "change", &values, NULL) || values == NULL ||
      !read_texts (values, change_columns, G_N_ELEMENTS (change_columns), change.texts) ||
      !cercle_json_integer_opt (values, "base_rev", &change.base_rev, NULL) ||
      !cercle_json_integer_opt (values, "n", &change.n, NULL))
    return TRUE;
  change.line = g_steal_pointer (&line);
  g_array_append_val (changes, change);
  return TRUE;
}

static gboolean
restore_all (CercleStore *store, const char *lines, GError **error)
{
  g_auto (GStrv) texts = g_strsplit (lines, "\n", -1);
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (Change));
  g_autoptr (GHashTable) records = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_array_set_clear_func (changes, (GDestroyNotify) change_clear);
  for (guint i = 0; texts[i] != NULL; i++)
    if (*texts[i] != '\0' && !read_line (store, texts[i], changes, error))
      return FALSE;
  g_array_sort (changes, compare_changes);
  for (guint i = 0; i < changes->len; i++)
    if (!restore_change (store, &g_array_index (changes, Change, i), records, error))
      return FALSE;
  return cercle_lay_all (store, records, error);
}

gboolean
cercle_journal_restore (CercleStore *store, const char *lines, GError **error)
{
  return cercle_store_begin (store, error) &&
         cercle_store_end (store, restore_all (store, lines, error), error);
}
