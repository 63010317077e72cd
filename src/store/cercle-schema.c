/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which tables and indices does each end have? */
#define G_LOG_DOMAIN "cercle-store"

#include "cercle-schema.h"

#include "cercle-macros.h"

#define DESK (1u << CERCLE_STORE_DESK)
#define SERVER (1u << CERCLE_STORE_SERVER)

const char *const cercle_column_names[CERCLE_N_COLUMNS] = {
  "id",         "scope",      "audience",   "prev_audience", "rev",     "seq",
  "created_by", "created_at", "updated_by", "updated_at",    "deleted", "extra",
};

/* What lists and tiles ask for besides CERCLE_INDEXED. An index that begins with the field makes
 * the plain one of CERCLE_INDEXED needless. */
static const struct
{
  const char *table, *name, *columns, *where;
  guint ends, since;
} indices[] = {
  { "cases", "open_due", "next_due_on", "\"open\"=1 AND deleted=0", DESK, 1 },
  { "cases", "open_holder", "holder, next_due_on", "\"open\"=1 AND deleted=0", DESK, 1 },
  { "cases", "open_status", "status, next_due_on", "\"open\"=1 AND deleted=0", DESK, 1 },
  { "cases", "open_news", "last_news_on", "\"open\"=1 AND deleted=0", DESK, 1 },
  { "cases", "open_opened", "opened_on", "\"open\"=1 AND deleted=0", DESK, 1 },
  { "actions", "open_due", "due_on", "\"state\"='open' AND deleted=0", DESK, 1 },
  { "actions", "open_assignee", "assignee, due_on", "\"state\"='open' AND deleted=0", DESK, 1 },
  { "events", "case_at", "\"case\", at", NULL, DESK | SERVER, 1 },
  { "events", "at", "at", NULL, DESK, 3 },
  { "requests", "waiting", "asked_on", "\"answer\"='waiting' AND deleted=0", DESK, 2 },
  /* All that a search for partners asks of a service, the themes first. */
  { "services", "find",
    "themes, age_from, age_to, slots, whole_area, communes, missions, ended_on, deleted, "
    "organisation",
    NULL, DESK, 6 },
  { "services", "missions", "missions", NULL, DESK, 6 },
  { "transfers", "waiting", "sent_at", "accepted_at IS NULL AND refused_at IS NULL AND deleted=0",
    DESK, 2 },
};

static const struct
{
  guint ends, since;
  const char *sql;
} tables[] = {
  { DESK | SERVER, 1, "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT) STRICT" },
  { DESK, 1,
    "CREATE TABLE outbox (n INTEGER PRIMARY KEY AUTOINCREMENT, mid TEXT NOT NULL UNIQUE, tx TEXT,"
    " kind TEXT NOT NULL, id TEXT NOT NULL, about TEXT, scope TEXT, op TEXT NOT NULL,"
    " base_rev INTEGER NOT NULL, set_json TEXT, was_json TEXT, at TEXT NOT NULL,"
    " state TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, seq INTEGER NOT NULL DEFAULT 0,"
    " done_at INTEGER NOT NULL DEFAULT 0, problem TEXT, field TEXT) STRICT" },
  { DESK, 1, "CREATE INDEX outbox_record ON outbox (id)" },
  { DESK, 1, "CREATE INDEX outbox_about ON outbox (about) WHERE about IS NOT NULL" },
  { DESK, 1, "CREATE INDEX outbox_state ON outbox (state, n)" },
  { DESK, 1,
    "CREATE TABLE base (kind TEXT NOT NULL, id TEXT NOT NULL, scope TEXT, rev INTEGER NOT NULL,"
    " doc TEXT NOT NULL, PRIMARY KEY (kind, id)) STRICT, WITHOUT ROWID" },
  { DESK, 1,
    "CREATE TABLE cursor (scope TEXT PRIMARY KEY, cursor TEXT, epoch TEXT, seq INTEGER NOT NULL"
    " DEFAULT 0, snapshot_mark TEXT, sweep INTEGER NOT NULL DEFAULT 0) STRICT" },
  { DESK, 1,
    "CREATE TABLE snapshot_seen (scope TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,"
    " PRIMARY KEY (scope, kind, id)) STRICT, WITHOUT ROWID" },
  { DESK, 1,
    "CREATE TABLE search_subject (number INTEGER PRIMARY KEY, subject TEXT NOT NULL) STRICT" },
  { DESK, 1, "CREATE INDEX search_subject_text ON search_subject (subject)" },
  { DESK, 1,
    "CREATE TABLE search_doc (key INTEGER PRIMARY KEY, doc INTEGER NOT NULL, kind TEXT NOT NULL,"
    " id TEXT NOT NULL, text TEXT NOT NULL) STRICT" },
  { DESK, 1, "CREATE UNIQUE INDEX search_doc_record ON search_doc (id, kind)" },
  { DESK, 1, "CREATE UNIQUE INDEX search_doc_doc ON search_doc (doc)" },
  { DESK, 1,
    "CREATE TABLE search_gap (kind TEXT PRIMARY KEY, after INTEGER NOT NULL)"
    " STRICT, WITHOUT ROWID" },
  { DESK, 1,
    "CREATE VIRTUAL TABLE search USING fts5 (text, content='', tokenize='ascii',"
    " prefix='1 2 3', detail=none, columnsize=0)" },
  /* A slice of rows is one segment: merged by fours they are written over and over. */
  { DESK, 1, "INSERT INTO search (search, rank) VALUES ('automerge', 16)" },
  { DESK, 1, "INSERT INTO search (search, rank) VALUES ('crisismerge', 64)" },
  { DESK, 1, "CREATE VIRTUAL TABLE search_word USING fts5vocab (search, row)" },
  { SERVER, 1,
    "CREATE TABLE scope (scope TEXT PRIMARY KEY, head INTEGER NOT NULL, floor INTEGER NOT NULL)"
    " STRICT, WITHOUT ROWID" },
  { SERVER, 1,
    "CREATE TABLE feed (scope TEXT NOT NULL, seq INTEGER NOT NULL, kind TEXT NOT NULL,"
    " id TEXT NOT NULL, audience TEXT, prev_audience TEXT, op TEXT NOT NULL,"
    " PRIMARY KEY (scope, seq)) STRICT, WITHOUT ROWID" },
  { SERVER, 1, "CREATE UNIQUE INDEX feed_record ON feed (id, kind)" },
  { SERVER, 1,
    "CREATE TABLE change (scope TEXT NOT NULL, seq INTEGER NOT NULL, kind TEXT NOT NULL,"
    " id TEXT NOT NULL, rev INTEGER NOT NULL, op TEXT NOT NULL, patch TEXT, mid TEXT,"
    " member TEXT, account TEXT, device TEXT, client_at TEXT, server_at TEXT NOT NULL,"
    " audience TEXT, prev_audience TEXT) STRICT" },
  { SERVER, 1, "CREATE UNIQUE INDEX change_seq ON change (scope, seq)" },
  { SERVER, 1, "CREATE INDEX change_record ON change (id, rev)" },
  { SERVER, 1,
    "CREATE TABLE answer (mid TEXT PRIMARY KEY, hash TEXT NOT NULL, outcome TEXT NOT NULL,"
    " at TEXT NOT NULL) STRICT, WITHOUT ROWID" },
  { SERVER, 1,
    "CREATE TABLE quarantine (key INTEGER PRIMARY KEY, scope TEXT, member TEXT, account TEXT,"
    " device TEXT, mid TEXT, kind TEXT, id TEXT, item TEXT, problem TEXT, at TEXT NOT NULL)"
    " STRICT" },
  { SERVER, 1, "CREATE INDEX quarantine_record ON quarantine (id)" },
  { SERVER, 1,
    "CREATE TABLE counter (scope TEXT NOT NULL, name TEXT NOT NULL, value INTEGER NOT NULL,"
    " PRIMARY KEY (scope, name)) STRICT, WITHOUT ROWID" },
  { SERVER, 1,
    "CREATE TABLE account (id TEXT PRIMARY KEY, login TEXT NOT NULL UNIQUE, password TEXT,"
    " role TEXT NOT NULL, audiences TEXT, scopes TEXT, member TEXT, disabled INTEGER NOT NULL"
    " DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0, last_failure INTEGER NOT NULL DEFAULT 0)"
    " STRICT" },
  { SERVER, 1,
    "CREATE TABLE session (token_hash TEXT PRIMARY KEY, login TEXT NOT NULL, device TEXT,"
    " opened_at INTEGER NOT NULL, used_at INTEGER NOT NULL) STRICT, WITHOUT ROWID" },
  { SERVER, 1, "CREATE INDEX session_login ON session (login)" },
};

gboolean
cercle_schema_has (const CercleKind *kind, CercleStoreEnd end)
{
  return end == CERCLE_STORE_DESK || kind->reach != CERCLE_LOCAL;
}

static const char *
type_of (const CercleField *field)
{
  return cercle_field_is_integer (field) ? "INTEGER" : "TEXT";
}

/* A kind is as old as its oldest field. */
static guint
age_of (const CercleKind *kind)
{
  guint since = G_MAXUINT;

  for (guint i = 0; i < kind->n_fields; i++)
    since = MIN (since, kind->fields[i].since);
  return since;
}

static void
create_table (GString *sql, const CercleKind *kind, CercleStoreEnd end, guint to)
{
  g_string_append_printf (
      sql,
      "CREATE TABLE \"%s\" (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, scope TEXT,"
      " audience TEXT, prev_audience TEXT, rev INTEGER NOT NULL DEFAULT 0,"
      " seq INTEGER NOT NULL DEFAULT 0, created_by TEXT, created_at TEXT, updated_by TEXT,"
      " updated_at TEXT, deleted INTEGER NOT NULL DEFAULT 0, extra TEXT%s",
      kind->table, end == CERCLE_STORE_SERVER ? ", field_revs TEXT" : "");
  for (guint i = 0; i < kind->n_fields; i++)
    if (kind->fields[i].since <= to)
      g_string_append_printf (sql, ", \"%s\" %s", kind->fields[i].name, type_of (&kind->fields[i]));
  g_string_append (sql, ") STRICT;\n");
}

static void
add_columns (GString *sql, const CercleKind *kind, guint from, guint to)
{
  for (guint i = 0; i < kind->n_fields; i++)
    if (kind->fields[i].since > from && kind->fields[i].since <= to)
      g_string_append_printf (sql, "ALTER TABLE \"%s\" ADD COLUMN \"%s\" %s;\n", kind->table,
                              kind->fields[i].name, type_of (&kind->fields[i]));
}

static gboolean
begins_with (const char *columns, const char *name)
{
  gsize length = strlen (name);

  columns += *columns == '"';
  return strncmp (columns, name, length) == 0 &&
         (columns[length] == '\0' || columns[length] == ',' || columns[length] == '"');
}

static gboolean
is_covered (const CercleKind *kind, const CercleField *field, CercleStoreEnd end)
{
  for (guint i = 0; i < G_N_ELEMENTS (indices); i++)
    if ((indices[i].ends & (1u << end)) && g_str_equal (indices[i].table, kind->table) &&
        begins_with (indices[i].columns, field->name))
      return TRUE;
  return FALSE;
}

static void
create_indices (GString *sql, const CercleKind *kind, CercleStoreEnd end, guint from, guint to)
{
  for (guint i = 0; i < kind->n_fields; i++)
    {
      const CercleField *field = &kind->fields[i];

      if ((field->flags & CERCLE_INDEXED) && field->since > from && field->since <= to &&
          !is_covered (kind, field, end))
        g_string_append_printf (sql, "CREATE INDEX \"%s_%s\" ON \"%s\" (\"%s\");\n", kind->table,
                                field->name, kind->table, field->name);
    }
  for (guint i = 0; i < G_N_ELEMENTS (indices); i++)
    if ((indices[i].ends & (1u << end)) && g_str_equal (indices[i].table, kind->table) &&
        indices[i].since > from && indices[i].since <= to)
      g_string_append_printf (sql, "CREATE INDEX \"%s_%s\" ON \"%s\" (%s)%s%s;\n", kind->table,
                              indices[i].name, kind->table, indices[i].columns,
                              indices[i].where != NULL ? " WHERE " : "",
                              indices[i].where != NULL ? indices[i].where : "");
}

void
cercle_schema_kind (GString *sql, const CercleKind *kind, CercleStoreEnd end, guint from, guint to)
{
  guint age = age_of (kind);

  if (!cercle_schema_has (kind, end) || age > to)
    return;
  if (age > from)
    {
      create_table (sql, kind, end, to);
      /* The server reads one scope in the order of identities: snapshots. */
      if (end == CERCLE_STORE_SERVER)
        g_string_append_printf (sql, "CREATE INDEX \"%s_scope\" ON \"%s\" (scope, id);\n",
                                kind->table, kind->table);
    }
  else
    add_columns (sql, kind, from, to);
  create_indices (sql, kind, end, from, to);
}

char *
cercle_schema_step (CercleStoreEnd end, guint from, guint to)
{
  GString *sql = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if ((tables[i].ends & (1u << end)) && tables[i].since > from && tables[i].since <= to)
      g_string_append_printf (sql, "%s;\n", tables[i].sql);
  for (const CercleKind *const *kind = cercle_kinds (); *kind != NULL; kind++)
    cercle_schema_kind (sql, *kind, end, from, to);
  return g_string_free (sql, FALSE);
}

gboolean
cercle_schema_leads (const CercleKind *kind, const CercleField *field, CercleStoreEnd end)
{
  if (field->flags & CERCLE_INDEXED)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (indices); i++)
    if ((indices[i].ends & (1u << end)) && indices[i].where == NULL &&
        g_str_equal (indices[i].table, kind->table) &&
        begins_with (indices[i].columns, field->name))
      return TRUE;
  return FALSE;
}

guint64
cercle_schema_indexed (const CercleKind *kind, CercleStoreEnd end)
{
  guint64 indexed = cercle_kind_mask (kind, CERCLE_INDEXED);

  for (guint i = 0; i < G_N_ELEMENTS (indices); i++)
    for (guint f = 0; f < kind->n_fields; f++)
      if ((indices[i].ends & (1u << end)) && g_str_equal (indices[i].table, kind->table) &&
          (strstr (indices[i].columns, kind->fields[f].name) != NULL ||
           (indices[i].where != NULL && strstr (indices[i].where, kind->fields[f].name) != NULL)))
        indexed |= CERCLE_MASK (f);
  return indexed;
}
