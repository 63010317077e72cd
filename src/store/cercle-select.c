/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rows answer a question? Its SQL holds names and tokens of the static tables only. */
#define G_LOG_DOMAIN "cercle-store"

#include <string.h>

#include "cercle-case.h"
#include "cercle-day.h"
#include "cercle-macros.h"
#include "cercle-organisation.h"
#include "cercle-person.h"
#include "cercle-query-private.h"
#include "cercle-schema.h"
#include "cercle-search.h"
#include "cercle-store-private.h"
#include "cercle-text.h"
#include "cercle-words.h"

/* Records that somebody merged over and over; a circle ends too. */
#define MAX_MERGES 16

/* Values in the order of their parameters; the first one is what the full text has found. */
typedef struct
{
  CercleStoreEnd end;
  GString *sql;
  char *found;
  GPtrArray *texts; /* NULL where the value is a number */
  GArray *numbers;
} Builder;

static guint
add_text (Builder *builder, char *text)
{
  gint64 none = 0;

  g_ptr_array_add (builder->texts, text);
  g_array_append_val (builder->numbers, none);
  return builder->texts->len + 1;
}

static guint
add_number (Builder *builder, gint64 number)
{
  g_ptr_array_add (builder->texts, NULL);
  g_array_append_val (builder->numbers, number);
  return builder->texts->len + 1;
}

static guint
add_value (Builder *builder, const CercleField *field, const char *value)
{
  if (cercle_field_is_integer (field))
    return add_number (builder, g_ascii_strtoll (value, NULL, 10));
  return add_text (builder, g_strdup (value));
}

/* The rows are told one by one, and no index on what is asked of them is worth its rows. */
static gboolean
is_told (CercleQuery *query)
{
  return query->ids != NULL || (query->text != NULL && query->kind == &cercle_organisation_kind);
}

/* alias."name": of the row itself (t) or of the row a REF leads to (r3); as of the day asked for
 * where time changes it. */
static char *
column_of (Builder *builder, CercleQuery *query, int ref, guint field)
{
  const CercleKind *kind = ref < 0 ? query->kind : cercle_query_target (query->kind, (guint) ref);
  const CercleAging *aging = kind->aging;
  g_autofree char *alias = ref < 0 ? g_strdup ("t") : g_strdup_printf ("r%d", ref);
  g_autofree char *name = g_strdup_printf ("%s.\"%s\"", alias, kind->fields[field].name);
  int day = cercle_day_parse (query->day);

  if (aging == NULL || aging->field != field || day == CERCLE_DAY_NONE)
    return g_steal_pointer (&name);
  return g_strdup_printf ("CASE WHEN %s='%s' AND %s.\"%s\"<=?%u THEN '%s' ELSE %s END", name,
                          aging->value, alias, kind->fields[aging->on].name,
                          add_text (builder, cercle_day_to_text (day + aging->days)), aging->later,
                          name);
}

static const CercleField *
field_of (const CercleKind *kind, int ref, guint field)
{
  return &(ref < 0 ? kind : cercle_query_target (kind, (guint) ref))->fields[field];
}

/* Conditions */

static void
where_in (Builder *builder, const CercleField *field, const char *column, const char *value)
{
  g_auto (GStrv) tokens = g_strsplit (value, " ", -1);
  guint n = 0;

  g_string_append_printf (builder->sql, "%s IN (", column);
  for (guint i = 0; tokens[i] != NULL; i++)
    if (*tokens[i] != '\0')
      g_string_append_printf (builder->sql, "%s?%u", n++ > 0 ? ", " : "",
                              add_value (builder, field, tokens[i]));
  g_string_append (builder->sql, ")");
}

/* A flag that is unset is a flag that is down. Written out, so that partial indices serve. */
static void
where_flag (Builder *builder, const char *column, gboolean up, gboolean is)
{
  if (up == is)
    g_string_append_printf (builder->sql, "%s=1", column);
  else
    g_string_append_printf (builder->sql, "%s IS NOT 1", column);
}

static void
where_is (Builder *builder, const CercleField *field, const char *column, const CercleTerm *term)
{
  gboolean is = term->test == CERCLE_IS;
  const CercleChoice *choice = cercle_choice_find (field->choices, term->value);

  if (term->value == NULL)
    g_string_append_printf (builder->sql, "%s IS%s NULL", column, is ? "" : " NOT");
  else if (field->type == CERCLE_FLAG)
    where_flag (builder, column, g_str_equal (term->value, "1"), is);
  else if (is && choice != NULL && field->type == CERCLE_CHOICE)
    g_string_append_printf (builder->sql, "%s='%s'", column, choice->token);
  else
    g_string_append_printf (builder->sql, "%s %s ?%u", column, is ? "=" : "IS NOT",
                            add_value (builder, field, term->value));
}

/* instr(' ' || column || ' ', …) for each token, OR between. */
static void
has_any (Builder *builder, const char *column, const char *tokens)
{
  g_auto (GStrv) each = g_strsplit (tokens, " ", -1);
  guint n = 0;

  g_string_append (builder->sql, "(");
  for (guint i = 0; each[i] != NULL; i++)
    if (*each[i] != '\0')
      g_string_append_printf (builder->sql, "%sinstr(' ' || %s || ' ', ' ' || ?%u || ' ') > 0",
                              n++ > 0 ? " OR " : "", column,
                              add_text (builder, g_strdup (each[i])));
  g_string_append (builder->sql, n > 0 ? ")" : "0)");
}

/* Where sets are indexed, the few that occur are walked, each once, and only their rows are read.
 */
static void
where_has (Builder *builder, CercleQuery *query, const CercleTerm *term, const char *column)
{
  const CercleField *field = field_of (query->kind, term->ref, term->field);
  const char *table = query->kind->table;

  if (term->ref >= 0 || is_told (query) || !cercle_schema_leads (query->kind, field, builder->end))
    {
      has_any (builder, column, term->value != NULL ? term->value : "");
      return;
    }
  g_string_append_printf (
      builder->sql,
      "%s IN (WITH RECURSIVE sets (v) AS (SELECT min(\"%s\") FROM \"%s\" UNION ALL"
      " SELECT (SELECT min(\"%s\") FROM \"%s\" WHERE \"%s\">v) FROM sets WHERE v IS NOT NULL)"
      " SELECT v FROM sets WHERE v IS NOT NULL AND ",
      column, field->name, table, field->name, table, field->name);
  has_any (builder, "v", term->value != NULL ? term->value : "");
  g_string_append (builder->sql, ")");
}

static void
add_term (Builder *builder, CercleQuery *query, const CercleTerm *term)
{
  const CercleField *field = field_of (query->kind, term->ref, term->field);
  g_autofree char *plain = column_of (builder, query, term->ref, term->field);
  g_autofree char *column = g_strconcat (is_told (query) ? "+" : "", plain, NULL);
  const char *value = term->value != NULL ? term->value : "";
  guint parameter;

  switch (term->test)
    {
    case CERCLE_IS:
    case CERCLE_IS_NOT:
      where_is (builder, field, column, term);
      return;
    case CERCLE_IN:
      where_in (builder, field, column, value);
      return;
    case CERCLE_HAS:
    case CERCLE_HAS_ANY:
      where_has (builder, query, term, column);
      return;
    case CERCLE_STARTS:
      parameter = add_text (builder, cercle_text_fold (value));
      g_string_append_printf (builder->sql, "substr(fold(%s), 1, length(?%u)) = ?%u", column,
                              parameter, parameter);
      return;
    case CERCLE_BEFORE:
    case CERCLE_UNTIL:
    case CERCLE_FROM:
      g_string_append_printf (builder->sql, "%s %s ?%u", column,
                              term->test == CERCLE_BEFORE  ? "<"
                              : term->test == CERCLE_UNTIL ? "<="
                                                           : ">=",
                              add_value (builder, field, value));
      return;
    default:
      g_string_append (builder->sql, "0");
    }
}

/* Records that were made one are found by what either says: hers who was merged by the name that is
 * shown, and the other way round. Few are: they are walked, never what was found. */
#define MERGED                                                                                     \
  " UNION ALL SELECT c.key FROM persons p JOIN cases c ON c.person=p.id"                           \
  " WHERE p.merged_into>'' AND +p.merged_into IN (SELECT id FROM found)"                           \
  " UNION ALL SELECT c.key FROM persons p JOIN cases c ON c.person=p.merged_into"                  \
  " WHERE p.merged_into>'' AND +p.id IN (SELECT id FROM found)"

/* FALSE with error. What was found is one parameter, so that the statement stays the same. */
static gboolean
add_search (Builder *builder, CercleStore *store, CercleQuery *query, GError **error)
{
  char *found;

  if (query->text == NULL || (store->end == CERCLE_STORE_DESK && !cercle_words_any (query->text)))
    return TRUE;
  if (store->end != CERCLE_STORE_DESK)
    {
      g_set_error_literal (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_FAILED,
                           "this end has no full text");
      return FALSE;
    }
  found = cercle_search_find (store, query->kind, query->text, error);
  if (found == NULL)
    return FALSE;
  g_string_prepend (builder->sql, cercle_search_by_subject (query->kind)
                                      ? "WITH found (id) AS MATERIALIZED (SELECT s.subject"
                                        " FROM json_each(?1) j"
                                        " JOIN search_subject s ON s.number=j.value) "
                                      : "WITH found (id) AS MATERIALIZED (SELECT d.id"
                                        " FROM json_each(?1) j"
                                        " JOIN search_doc d ON d.doc=j.value) ");
  builder->found = found;
  if (query->kind == &cercle_case_kind)
    g_string_append (builder->sql,
                     " AND t.key IN (SELECT c.key FROM found JOIN cases c ON c.person=found.id"
                     " UNION ALL SELECT c.key FROM found JOIN cases c ON c.id=found.id" MERGED ")");
  else
    g_string_append (builder->sql, " AND t.id IN (SELECT id FROM found)");
  return TRUE;
}

/* Order */

/* Tokens sort as their list does, texts as people read them. */
static void
add_sort_key (Builder *builder, const CercleField *field, const char *column)
{
  if (field->type == CERCLE_CHOICE && field->choices != NULL)
    {
      guint position = 0;

      g_string_append_printf (builder->sql, "CASE %s", column);
      for (const CercleChoice *choice = field->choices; choice->token != NULL; choice++)
        g_string_append_printf (builder->sql, " WHEN '%s' THEN %u", choice->token, position++);
      g_string_append (builder->sql, " END");
    }
  else if (field->type == CERCLE_TEXT || field->type == CERCLE_NOTE)
    g_string_append_printf (builder->sql, "fold(%s)", column);
  else
    g_string_append (builder->sql, column);
}

/* A person whose record was merged stands where she is read: under the name of the one she now is.
 * Few are: the others cost a look at their own row, no more. */
static char *
shown_column (CercleQuery *query, const CercleSort *sort, const char *column)
{
  const CercleKind *kind =
      sort->through >= 0 ? cercle_query_target (query->kind, (guint) sort->through) : NULL;

  if (kind != &cercle_person_kind)
    return g_strdup (column);
  return g_strdup_printf (
      "CASE WHEN r%d.merged_into>'' THEN (WITH RECURSIVE one (id, n) AS"
      " (SELECT r%d.id, 0 UNION ALL SELECT p.merged_into, n+1 FROM one JOIN persons p ON "
      "p.id=one.id"
      " WHERE p.merged_into>'' AND n<%d) SELECT p.\"%s\" FROM one JOIN persons p ON p.id=one.id"
      " ORDER BY n DESC LIMIT 1) ELSE %s END",
      sort->through, sort->through, MAX_MERGES, kind->fields[sort->field].name, column);
}

static void
add_order (Builder *builder, CercleQuery *query)
{
  g_string_append (builder->sql, " ORDER BY ");
  for (guint i = 0; i < query->sorts->len; i++)
    {
      const CercleSort *sort = &g_array_index (query->sorts, CercleSort, i);
      g_autofree char *own = column_of (builder, query, sort->through, sort->field);
      g_autofree char *column = shown_column (query, sort, own);

      add_sort_key (builder, field_of (query->kind, sort->through, sort->field), column);
      g_string_append_printf (builder->sql, " %s NULLS LAST, ", sort->descending ? "DESC" : "ASC");
    }
  g_string_append (builder->sql, "t.key");
}

/* Together */

static void
add_joins (Builder *builder, CercleQuery *query, gboolean sorted)
{
  guint64 joined = 0;

  for (guint i = 0; i < query->terms->len + (sorted ? query->sorts->len : 0); i++)
    {
      int ref = i < query->terms->len
                    ? g_array_index (query->terms, CercleTerm, i).ref
                    : g_array_index (query->sorts, CercleSort, i - query->terms->len).through;
      const CercleField *field = ref >= 0 ? &query->kind->fields[ref] : NULL;

      if (ref < 0 || (joined & CERCLE_MASK (ref)))
        continue;
      joined |= CERCLE_MASK (ref);
      g_string_append_printf (builder->sql, " LEFT JOIN \"%s\" r%d ON r%d.id=",
                              cercle_query_target (query->kind, (guint) ref)->table, ref, ref);
      /* With several target kinds a reference is "kind:identity". */
      if (strchr (field->targets, ' ') != NULL)
        g_string_append_printf (builder->sql, "substr(t.\"%s\", instr(t.\"%s\", ':') + 1)",
                                field->name, field->name);
      else
        g_string_append_printf (builder->sql, "t.\"%s\"", field->name);
    }
}

static void
add_rows (Builder *builder, CercleQuery *query, gboolean sorted)
{
  g_string_append_printf (builder->sql, " FROM \"%s\" t", query->kind->table);
  add_joins (builder, query, sorted);
  g_string_append (builder->sql, " WHERE t.deleted=0");
  for (guint i = 0; i < query->terms->len; i++)
    {
      const CercleTerm *term = &g_array_index (query->terms, CercleTerm, i);
      gboolean more = i + 1 < query->terms->len && (term + 1)->instead;

      g_string_append (builder->sql, term->instead ? " OR " : more ? " AND (" : " AND ");
      add_term (builder, query, term);
      if (term->instead && !more)
        g_string_append (builder->sql, ")");
    }
}

/* What is asked of the rows that answer; FALSE with error. */
static gboolean
build_rows (Builder *builder, CercleStore *store, CercleQuery *query, gboolean sorted,
            GError **error)
{
  add_rows (builder, query, sorted);
  if (query->named_by != NULL)
    {
      g_string_append_printf (builder->sql, " AND t.id IN (SELECT t.\"%s\"",
                              query->named_by->kind->fields[query->named_ref].name);
      add_rows (builder, query->named_by, FALSE);
      g_string_append (builder->sql, ")");
    }
  if (query->ids != NULL)
    g_string_append_printf (builder->sql, " AND t.\"%s\" IN (SELECT value FROM json_each(?%u))",
                            query->ids_of < 0 ? "id" : query->kind->fields[query->ids_of].name,
                            add_text (builder, g_strdup (query->ids)));
  return add_search (builder, store, query, error);
}

static gboolean
build (Builder *builder, CercleStore *store, CercleQuery *query, gboolean count, GError **error)
{
  g_string_append (builder->sql, count ? "SELECT count(*)" : "SELECT t.key");
  if (!build_rows (builder, store, query, !count, error))
    return FALSE;
  if (count)
    return TRUE;
  add_order (builder, query);
  if (query->limit > 0)
    g_string_append_printf (builder->sql, " LIMIT ?%u", add_number (builder, query->limit));
  return TRUE;
}

/* Without an order of its own the first rows met are as good as any. */
static gboolean
build_names (Builder *builder, CercleStore *store, CercleQuery *query, int ref, GError **error)
{
  if (ref < 0)
    g_string_append (builder->sql, "SELECT t.id");
  else
    g_string_append_printf (builder->sql, "SELECT DISTINCT t.\"%s\"",
                            query->kind->fields[ref].name);
  if (!build_rows (builder, store, query, ref < 0, error))
    return FALSE;
  if (ref < 0 && query->sorts->len > 0)
    add_order (builder, query);
  if (query->limit > 0)
    g_string_append_printf (builder->sql, " LIMIT ?%u", add_number (builder, query->limit));
  return TRUE;
}

/* The same SQL at the same address: statements are kept by it. */
static const char *
keep_sql (CercleStore *store, const char *sql)
{
  char *kept = g_hash_table_lookup (store->queries, sql);

  if (kept == NULL)
    {
      kept = g_strdup (sql);
      g_hash_table_insert (store->queries, kept, kept);
    }
  return kept;
}

/* (transfer full): the statement with its values, which the builder owns; NULL with error. */
static CercleStatement *
prepare (CercleStore *store, Builder *builder, GError **error)
{
  const char *sql = keep_sql (store, builder->sql->str);
  CercleStatement *statement = cercle_sqlite_prepare (store->sqlite, sql, error);
  sqlite3_stmt *raw = statement != NULL ? cercle_statement_raw (statement) : NULL;

  if (raw == NULL)
    return NULL;
  sqlite3_bind_text (raw, 1, builder->found, -1, SQLITE_STATIC);
  for (guint i = 0; i < builder->texts->len; i++)
    if (builder->texts->pdata[i] != NULL)
      sqlite3_bind_text (raw, (int) i + 2, builder->texts->pdata[i], -1, SQLITE_STATIC);
    else
      sqlite3_bind_int64 (raw, (int) i + 2, g_array_index (builder->numbers, gint64, i));
  return statement;
}

static void
begin (Builder *builder, CercleStore *store)
{
  builder->end = store->end;
  builder->sql = g_string_new (NULL);
  builder->texts = g_ptr_array_new_with_free_func (g_free);
  builder->numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
}

static void
clear (Builder *builder)
{
  g_string_free (builder->sql, TRUE);
  g_ptr_array_unref (builder->texts);
  g_array_unref (builder->numbers);
  g_free (builder->found);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Builder, clear)

/* First column of every row. */
static GArray *
ask (CercleStore *store, CercleQuery *query, gboolean count, GError **error)
{
  g_autoptr (GArray) answers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (Builder) builder = { 0 };
  g_autoptr (CercleStatement) row = NULL;
  CercleStep step;

  begin (&builder, store);
  if (!build (&builder, store, query, count, error))
    return NULL;
  row = prepare (store, &builder, error);
  if (row == NULL)
    return NULL;
  while ((step = cercle_statement_step (row, error)) == CERCLE_STEP_ROW)
    {
      gint64 value = cercle_statement_integer (row, 0);
      g_array_append_val (answers, value);
    }
  return step == CERCLE_STEP_DONE ? g_steal_pointer (&answers) : NULL;
}

GPtrArray *
cercle_store_name (CercleStore *store, CercleQuery *query, int ref, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_auto (Builder) builder = { 0 };
  g_autoptr (CercleStatement) row = NULL;
  CercleStep step;

  begin (&builder, store);
  if (!build_names (&builder, store, query, ref, error))
    return NULL;
  row = prepare (store, &builder, error);
  if (row == NULL)
    return NULL;
  while ((step = cercle_statement_step (row, error)) == CERCLE_STEP_ROW)
    if (cercle_statement_text (row, 0) != NULL)
      g_ptr_array_add (names, g_strdup (cercle_statement_text (row, 0)));
  return step == CERCLE_STEP_DONE ? g_steal_pointer (&names) : NULL;
}

GArray *
cercle_store_select (CercleStore *store, CercleQuery *query, GError **error)
{
  return ask (store, query, FALSE, error);
}

gint64
cercle_store_count (CercleStore *store, CercleQuery *query, GError **error)
{
  g_autoptr (GArray) answers = ask (store, query, TRUE, error);
  return answers != NULL ? g_array_index (answers, gint64, 0) : -1;
}

void
cercle_tally_free (CercleTally *tally)
{
  if (tally == NULL)
    return;
  g_free (tally->value);
  g_free (tally->first);
  g_free (tally);
}

static gboolean
build_tally (Builder *builder, CercleStore *store, CercleQuery *query,
             const CercleTallyFields *fields, GError **error)
{
  const CercleField *lines = query->kind->fields;
  guint day = add_text (builder, g_strdup (query->day != NULL ? query->day : ""));

  g_string_append_printf (builder->sql,
                          "SELECT t.\"%s\", count(*), count(*) FILTER (WHERE t.\"%s\"<?%u),"
                          " min(t.\"%s\")",
                          lines[fields->by].name, lines[fields->before].name, day,
                          lines[fields->first].name);
  if (!build_rows (builder, store, query, FALSE, error))
    return FALSE;
  g_string_append (builder->sql, " GROUP BY 1 ORDER BY 2 DESC, 1");
  return TRUE;
}

GPtrArray *
cercle_store_tally (CercleStore *store, CercleQuery *query, const CercleTallyFields *fields,
                    GError **error)
{
  g_autoptr (GPtrArray) tallies =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_tally_free);
  g_auto (Builder) builder = { 0 };
  g_autoptr (CercleStatement) row = NULL;
  CercleStep step;

  begin (&builder, store);
  if (!build_tally (&builder, store, query, fields, error))
    return NULL;
  row = prepare (store, &builder, error);
  if (row == NULL)
    return NULL;
  while ((step = cercle_statement_step (row, error)) == CERCLE_STEP_ROW)
    {
      CercleTally *tally = g_new0 (CercleTally, 1);

      tally->value = g_strdup (cercle_statement_text (row, 0));
      tally->n = (guint) cercle_statement_integer (row, 1);
      tally->before = (guint) cercle_statement_integer (row, 2);
      tally->first = g_strdup (cercle_statement_text (row, 3));
      g_ptr_array_add (tallies, tally);
    }
  return step == CERCLE_STEP_DONE ? g_steal_pointer (&tallies) : NULL;
}

GPtrArray *
cercle_store_find (CercleStore *store, CercleQuery *query, GError **error)
{
  g_autoptr (GArray) keys = cercle_store_select (store, query, error);

  if (keys == NULL)
    return NULL;
  return cercle_store_get_page (store, query->kind, (const gint64 *) (gpointer) keys->data,
                                keys->len, error);
}
