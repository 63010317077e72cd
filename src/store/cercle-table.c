/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a record become a row, and a row a record? */
#define G_LOG_DOMAIN "cercle-store"

#include "cercle-table.h"

#include "cercle-macros.h"
#include "cercle-schema.h"

#define MAX_KINDS 64 /* as many as a mask of kinds has bits */

static char *
make_columns (const CercleKind *kind)
{
  GString *columns = g_string_new ("id");

  for (guint i = 1; i < CERCLE_N_COLUMNS; i++)
    g_string_append_printf (columns, ", %s", cercle_column_names[i]);
  for (guint i = 0; i < kind->n_fields; i++)
    g_string_append_printf (columns, ", \"%s\"", kind->fields[i].name);
  return g_string_free (columns, FALSE);
}

static char *
make_put (const CercleKind *kind, CercleStoreEnd end, const char *columns)
{
  guint n = CERCLE_N_COLUMNS + kind->n_fields + (end == CERCLE_STORE_SERVER ? 1 : 0);
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "INSERT INTO \"%s\" (%s%s) VALUES (", kind->table, columns,
                          end == CERCLE_STORE_SERVER ? ", field_revs" : "");
  for (guint i = 1; i <= n; i++)
    g_string_append_printf (sql, "%s?%u", i > 1 ? ", " : "", i);
  g_string_append (sql, ") ON CONFLICT (id) DO UPDATE SET ");
  for (guint i = 1; i < CERCLE_N_COLUMNS; i++)
    g_string_append_printf (sql, "%s%s=excluded.%s", i > 1 ? ", " : "", cercle_column_names[i],
                            cercle_column_names[i]);
  for (guint i = 0; i < kind->n_fields; i++)
    g_string_append_printf (sql, ", \"%s\"=excluded.\"%s\"", kind->fields[i].name,
                            kind->fields[i].name);
  if (end == CERCLE_STORE_SERVER)
    g_string_append (sql, ", field_revs=coalesce(excluded.field_revs, field_revs)");
  g_string_append_printf (sql, " WHERE ?%u OR excluded.rev > \"%s\".rev", n + 1, kind->table);
  return g_string_free (sql, FALSE);
}

/* With the numbers of put. A column that is set is written to every index it stands in, changed or
 * not: a patch seldom changes one, and then does not name them. */
static char *
make_touch (const CercleKind *kind, guint64 indexed)
{
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "UPDATE \"%s\" SET field_revs=coalesce(?%u, field_revs)",
                          kind->table, CERCLE_N_COLUMNS + kind->n_fields + 1);
  for (guint i = 0; i < CERCLE_N_COLUMNS; i++)
    if (i != CERCLE_COLUMN_ID && i != CERCLE_COLUMN_SCOPE)
      g_string_append_printf (sql, ", %s=?%u", cercle_column_names[i], i + 1);
  for (guint i = 0; i < kind->n_fields; i++)
    if (!(indexed & CERCLE_MASK (i)))
      g_string_append_printf (sql, ", \"%s\"=?%u", kind->fields[i].name, CERCLE_N_COLUMNS + i + 1);
  g_string_append_printf (sql, " WHERE id=?%u AND scope IS ?%u", CERCLE_COLUMN_ID + 1,
                          CERCLE_COLUMN_SCOPE + 1);
  return g_string_free (sql, FALSE);
}

static CercleTable *
make_table (const CercleKind *kind, CercleStoreEnd end, guint position)
{
  g_autofree char *columns = make_columns (kind);
  CercleTable *table = g_new0 (CercleTable, 1);
  const char *name = kind->table;

  table->kind = kind;
  table->position = position;
  table->put = make_put (kind, end, columns);
  table->indexed = cercle_schema_indexed (kind, end);
  table->touch = end == CERCLE_STORE_SERVER ? make_touch (kind, table->indexed) : NULL;
  table->get = g_strdup_printf ("SELECT %s FROM \"%s\" WHERE id=?", columns, name);
  table->get_by_key = g_strdup_printf ("SELECT %s FROM \"%s\" WHERE key=?", columns, name);
  table->find_key = g_strdup_printf ("SELECT key FROM \"%s\" WHERE id=?", name);
  table->remove = g_strdup_printf ("DELETE FROM \"%s\" WHERE id=?", name);
  table->of_scope = g_strdup_printf (
      "SELECT %s FROM \"%s\" WHERE scope=? AND id>? ORDER BY id LIMIT ?", columns, name);
  table->after_key = g_strdup_printf ("SELECT %s, key FROM \"%s\" WHERE key>? ORDER BY key LIMIT ?",
                                      columns, name);
  table->in_scope = g_strdup_printf ("SELECT EXISTS (SELECT 1 FROM \"%s\" WHERE scope=?)", name);
  table->ids = g_strdup_printf ("SELECT id FROM \"%s\" WHERE scope=?", name);
  table->unseen = g_strdup_printf (
      "SELECT t.id FROM \"%s\" t WHERE t.scope=?1 AND NOT EXISTS (SELECT 1 FROM snapshot_seen s"
      " WHERE s.scope=?1 AND s.kind=?2 AND s.id=t.id) AND NOT EXISTS (SELECT 1 FROM outbox o"
      " WHERE (o.id=t.id OR o.about=t.id) AND o.state<>'done')",
      name);
  table->orphans = g_strdup_printf (
      "SELECT t.id FROM \"%s\" t WHERE t.scope=?1 AND t.rev>0 AND NOT EXISTS (SELECT 1"
      " FROM snapshot_seen s WHERE s.scope=?1 AND s.kind=?2 AND s.id=t.id)",
      name);
  table->forget_rev = g_strdup_printf ("UPDATE \"%s\" SET rev=0, seq=0 WHERE id=?", name);
  table->stored = g_strdup_printf ("SELECT rev, audience, prev_audience, created_by, created_at,"
                                   " field_revs FROM \"%s\" WHERE id=?",
                                   name);
  table->last_key = g_strdup_printf ("SELECT max(key) FROM \"%s\"", name);
  return table;
}

const CercleTable *
cercle_table (const CercleKind *kind, CercleStoreEnd end)
{
  static CercleTable *tables[2][MAX_KINDS];
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      for (guint i = 0; cercle_kinds ()[i] != NULL; i++)
        for (guint e = 0; e < 2; e++)
          {
            g_assert (i < MAX_KINDS);
            if (cercle_schema_has (cercle_kinds ()[i], (CercleStoreEnd) e))
              tables[e][i] = make_table (cercle_kinds ()[i], (CercleStoreEnd) e, i);
          }
      g_once_init_leave (&ready, 1);
    }
  for (guint i = 0; cercle_kinds ()[i] != NULL; i++)
    if (cercle_kinds ()[i] == kind)
      return tables[end][i];
  return NULL;
}

/* What is bound is the record's own text: it lives until the statement is reset. */
static void
bind_envelope (sqlite3_stmt *raw, const CercleEnvelope *envelope)
{
  const struct
  {
    CercleColumn column;
    const char *text;
  } texts[] = {
    { CERCLE_COLUMN_ID, envelope->id },
    { CERCLE_COLUMN_SCOPE, envelope->scope },
    { CERCLE_COLUMN_AUDIENCE, envelope->audience },
    { CERCLE_COLUMN_PREV_AUDIENCE, envelope->prev_audience },
    { CERCLE_COLUMN_CREATED_BY, envelope->created_by },
    { CERCLE_COLUMN_CREATED_AT, envelope->created_at },
    { CERCLE_COLUMN_UPDATED_BY, envelope->updated_by },
    { CERCLE_COLUMN_UPDATED_AT, envelope->updated_at },
    { CERCLE_COLUMN_EXTRA, envelope->extra },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    sqlite3_bind_text (raw, (int) texts[i].column + 1, texts[i].text, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (raw, CERCLE_COLUMN_REV + 1, envelope->rev);
  sqlite3_bind_int64 (raw, CERCLE_COLUMN_SEQ + 1, envelope->seq);
  sqlite3_bind_int (raw, CERCLE_COLUMN_DELETED + 1, envelope->deleted ? 1 : 0);
}

static void
bind_fields (sqlite3_stmt *raw, CercleRecord *record, const CercleKind *kind)
{
  for (guint i = 0; i < kind->n_fields; i++)
    {
      int parameter = (int) (CERCLE_N_COLUMNS + i + 1);

      if (!cercle_record_is_set (record, i))
        sqlite3_bind_null (raw, parameter);
      else if (cercle_field_is_integer (&kind->fields[i]))
        sqlite3_bind_int64 (raw, parameter, cercle_record_get_integer (record, i, 0));
      else
        sqlite3_bind_text (raw, parameter, cercle_record_get_text (record, i), -1, SQLITE_STATIC);
    }
}

/* sql: put or touch. written: a row was. */
static gboolean
write_row (const CercleTable *table, const char *sql, CercleSqlite *sqlite, CercleRecord *record,
           const CercleTablePut *how, gboolean *written, GError **error)
{
  g_autoptr (CercleStatement) statement = cercle_sqlite_prepare (sqlite, sql, error);
  int revs = (int) (CERCLE_N_COLUMNS + table->kind->n_fields + 1);
  sqlite3_stmt *raw;

  if (statement == NULL)
    return FALSE;
  raw = cercle_statement_raw (statement);
  bind_envelope (raw, cercle_record_envelope (record));
  bind_fields (raw, record, table->kind);
  if (how->field_revs != NULL)
    sqlite3_bind_text (raw, revs, how->field_revs, -1, SQLITE_STATIC);
  if (sql == table->put)
    sqlite3_bind_int (raw, sqlite3_bind_parameter_count (raw), how->always ? 1 : 0);
  if (cercle_statement_step (statement, error) != CERCLE_STEP_DONE)
    return FALSE;
  *written = sqlite3_changes (cercle_sqlite_get_handle (sqlite)) > 0;
  return TRUE;
}

gboolean
cercle_table_put (const CercleTable *table, CercleSqlite *sqlite, CercleRecord *record,
                  const CercleTablePut *how, gboolean *written, GError **error)
{
  gboolean done = FALSE;

  if (table->touch != NULL && how->known && how->always && !(how->changed & table->indexed) &&
      !write_row (table, table->touch, sqlite, record, how, &done, error))
    return FALSE;
  if (!done && !write_row (table, table->put, sqlite, record, how, &done, error))
    return FALSE;
  if (written != NULL)
    *written = done;
  return TRUE;
}

static char *
copy_text (CercleStatement *statement, CercleColumn column)
{
  return g_strdup (cercle_statement_text (statement, (int) column));
}

static void
read_envelope (CercleStatement *statement, CercleEnvelope *envelope)
{
  envelope->scope = copy_text (statement, CERCLE_COLUMN_SCOPE);
  envelope->audience = copy_text (statement, CERCLE_COLUMN_AUDIENCE);
  envelope->prev_audience = copy_text (statement, CERCLE_COLUMN_PREV_AUDIENCE);
  envelope->rev = cercle_statement_integer (statement, CERCLE_COLUMN_REV);
  envelope->seq = cercle_statement_integer (statement, CERCLE_COLUMN_SEQ);
  envelope->created_by = copy_text (statement, CERCLE_COLUMN_CREATED_BY);
  envelope->created_at = copy_text (statement, CERCLE_COLUMN_CREATED_AT);
  envelope->updated_by = copy_text (statement, CERCLE_COLUMN_UPDATED_BY);
  envelope->updated_at = copy_text (statement, CERCLE_COLUMN_UPDATED_AT);
  envelope->deleted = cercle_statement_integer (statement, CERCLE_COLUMN_DELETED) != 0;
  envelope->extra = copy_text (statement, CERCLE_COLUMN_EXTRA);
}

CercleRecord *
cercle_table_read (const CercleTable *table, CercleStatement *statement)
{
  sqlite3_stmt *raw = cercle_statement_raw (statement);
  CercleRecord *record =
      cercle_record_new_with_id (table->kind, cercle_statement_text (statement, CERCLE_COLUMN_ID));

  read_envelope (statement, cercle_record_envelope (record));
  for (guint i = 0; i < table->kind->n_fields; i++)
    {
      int column = (int) (CERCLE_N_COLUMNS + i);

      if (sqlite3_column_type (raw, column) == SQLITE_NULL)
        continue;
      if (cercle_field_is_integer (&table->kind->fields[i]))
        cercle_record_set_integer (record, i, cercle_statement_integer (statement, column));
      else
        cercle_record_set_text (record, i, cercle_statement_text (statement, column));
    }
  cercle_record_clear_changed (record);
  return record;
}

gint64
cercle_table_key (const CercleTable *table, CercleStatement *statement)
{
  return cercle_statement_integer (statement, (int) (CERCLE_N_COLUMNS + table->kind->n_fields));
}

CercleRecord *
cercle_table_get (const CercleTable *table, CercleSqlite *sqlite, const char *id, GError **error)
{
  g_autoptr (CercleStatement) statement = cercle_sqlite_prepare (sqlite, table->get, error);

  if (statement == NULL)
    return NULL;
  cercle_statement_bind (statement, "s", id);
  if (cercle_statement_step (statement, error) != CERCLE_STEP_ROW)
    return NULL;
  return cercle_table_read (table, statement);
}
