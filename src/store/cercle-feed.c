/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* In which order did what change, and who may hear of it? */
#define G_LOG_DOMAIN "cercle-store"

#include "cercle-feed.h"

#include "cercle-id.h"
#include "cercle-instant.h"
#include "cercle-json.h"
#include "cercle-macros.h"
#include "cercle-store-private.h"

#define EPOCH "epoch"

/* Each epoch counts revs from higher up. A desk may know revs that a restored server has forgotten:
 * were they given a second time, its unsent changes would seem to have seen what they have not, and
 * its rows would seem to be as new as what replaces them. The clock keeps apart two epochs that
 * begin from the same copy. */
#define REV_FLOOR "rev_floor"
#define EPOCH_STEP (G_GINT64_CONSTANT (1) << 20)

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_FAILED, message);
  return FALSE;
}

/* Scopes */

gboolean
cercle_feed_add_scope (CercleStore *store, const char *scope, GError **error)
{
  return cercle_store_need_transaction (store, error) &&
         cercle_sqlite_run (store->sqlite, error,
                            "INSERT INTO scope (scope, head, floor) VALUES (?, 0, 0)"
                            " ON CONFLICT (scope) DO NOTHING",
                            "s", scope);
}

gboolean
cercle_feed_get_scope (CercleStore *store, const char *scope, gint64 *head, gint64 *floor)
{
  g_autoptr (CercleStatement) row =
      cercle_sqlite_prepare (store->sqlite, "SELECT head, floor FROM scope WHERE scope=?", NULL);

  if (row == NULL)
    return FALSE;
  cercle_statement_bind (row, "s", scope);
  if (cercle_statement_step (row, NULL) != CERCLE_STEP_ROW)
    return FALSE;
  if (head != NULL)
    *head = cercle_statement_integer (row, 0);
  if (floor != NULL)
    *floor = cercle_statement_integer (row, 1);
  return TRUE;
}

char *
cercle_feed_epoch (CercleStore *store)
{
  g_autoptr (GError) error = NULL;
  char *epoch = cercle_sqlite_text (store->sqlite, &error,
                                    "SELECT value FROM settings WHERE name=?", "s", EPOCH);

  /* A read that failed must not look like a file that has none yet. */
  if (epoch == NULL && error == NULL && cercle_feed_new_epoch (store, NULL))
    epoch = cercle_store_get_setting (store, EPOCH);
  return epoch;
}

static gboolean
read_rev_floor (CercleStore *store, gint64 *floor, GError **error)
{
  *floor = 0;
  return cercle_sqlite_read (store->sqlite, floor, error,
                             "SELECT CAST (value AS INTEGER) FROM settings WHERE name=?", "s",
                             REV_FLOOR);
}

/* A restored file does not know the numbers given since it was copied: no case may get one of them
 * again. More are not given between two backups. */
static gboolean
skip_numbers (CercleStore *store, GError **error)
{
  g_autofree char *now = cercle_instant_now_text ();
  g_autofree char *year = g_strndup (now, 4);

  return cercle_sqlite_run (store->sqlite, error,
                            "INSERT INTO counter (scope, name, value) SELECT scope, ?, 0"
                            " FROM scope WHERE scope LIKE 't:%' ON CONFLICT DO NOTHING",
                            "s", year) &&
         cercle_sqlite_run (store->sqlite, error, "UPDATE counter SET value=value+1000", "");
}

gboolean
cercle_feed_new_epoch (CercleStore *store, GError **error)
{
  g_autofree char *epoch = cercle_id_new ();
  g_autofree char *known = NULL, *text = NULL;
  gint64 seconds = cercle_instant_now () / 1000, floor;

  if (!cercle_store_read_setting (store, EPOCH, &known, error) ||
      !read_rev_floor (store, &floor, error))
    return FALSE;
  /* The very first epoch has nothing before it. */
  floor = known != NULL ? MAX (floor + EPOCH_STEP, seconds * EPOCH_STEP) : floor;
  text = g_strdup_printf ("%" G_GINT64_FORMAT, floor);
  return (known == NULL || skip_numbers (store, error)) &&
         cercle_store_set_setting (store, REV_FLOOR, text, error) &&
         cercle_store_set_setting (store, EPOCH, epoch, error);
}

/* The scope's row is taken within the writing transaction: the order of numbers is the order of
 * commits, and a rollback gives the number back. RETURNING would cost a third more. */
static gboolean
next_seq (CercleStore *store, const char *scope, gint64 *seq, GError **error)
{
  *seq = -1;
  return cercle_sqlite_run (store->sqlite, error, "UPDATE scope SET head=head+1 WHERE scope=?", "s",
                            scope) &&
         cercle_sqlite_read (store->sqlite, seq, error, "SELECT head FROM scope WHERE scope=?", "s",
                             scope) &&
         (*seq > 0 || fail (error, "there is no such scope"));
}

/* Revs of fields: "name rev" lines; a field that is not named is as old as its record. */

static void
parse_field_revs (const CercleKind *kind, const char *text, gint64 *revs)
{
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

  for (guint i = 0; i < kind->n_fields; i++)
    revs[i] = 0;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *space = strchr (lines[i], ' ');
      int field;

      if (space == NULL)
        continue;
      *space = '\0';
      field = cercle_kind_field (kind, lines[i]);
      if (field >= 0)
        revs[field] = g_ascii_strtoll (space + 1, NULL, 10);
    }
}

static char *
print_field_revs (const CercleKind *kind, const gint64 *revs)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < kind->n_fields; i++)
    if (revs[i] > 0)
      g_string_append_printf (text, "%s%s %" G_GINT64_FORMAT, text->len > 0 ? "\n" : "",
                              kind->fields[i].name, revs[i]);
  return g_string_free (text, FALSE);
}

/* Writing */

typedef struct
{
  gboolean exists;
  gint64 rev, next_rev;
  char *audience, *prev_audience, *created_by, *created_at;
  gint64 field_revs[CERCLE_MAX_FIELDS];
} Stored;

static void
stored_clear (Stored *stored)
{
  g_free (stored->audience);
  g_free (stored->prev_audience);
  g_free (stored->created_by);
  g_free (stored->created_at);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Stored, stored_clear)

static gboolean
read_stored (CercleStore *store, const CercleKind *kind, const char *id, Stored *stored,
             GError **error)
{
  g_autoptr (CercleStatement) row =
      cercle_sqlite_prepare (store->sqlite, cercle_table (kind, store->end)->stored, error);
  CercleStep step;

  if (row == NULL)
    return FALSE;
  cercle_statement_bind (row, "s", id);
  step = cercle_statement_step (row, error);
  stored->exists = step == CERCLE_STEP_ROW;
  if (!stored->exists)
    return step == CERCLE_STEP_DONE;
  stored->rev = cercle_statement_integer (row, 0);
  stored->audience = g_strdup (cercle_statement_text (row, 1));
  stored->prev_audience = g_strdup (cercle_statement_text (row, 2));
  stored->created_by = g_strdup (cercle_statement_text (row, 3));
  stored->created_at = g_strdup (cercle_statement_text (row, 4));
  parse_field_revs (kind, cercle_statement_text (row, 5), stored->field_revs);
  return TRUE;
}

/* (transfer full): previous, and what of had is not among has. */
static char *
add_audiences (const char *previous, const char *had, const char *has)
{
  g_auto (GStrv) tokens = g_strsplit (had != NULL ? had : "", " ", -1);
  GString *all = g_string_new (previous);

  for (guint i = 0; tokens[i] != NULL; i++)
    if (*tokens[i] != '\0' && !cercle_tokens_contain (has, tokens[i]) &&
        !cercle_tokens_contain (all->str, tokens[i]))
      g_string_append_printf (all, "%s%s", all->len > 0 ? " " : "", tokens[i]);
  return g_string_free (all, all->len == 0);
}

static void
set_audience (CercleEnvelope *envelope, const CercleKind *kind, const Stored *stored)
{
  g_autofree char *previous = NULL;

  if (envelope->audience == NULL)
    cercle_envelope_set (&envelope->audience, stored->exists ? stored->audience : kind->audience);
  previous = add_audiences (stored->prev_audience, stored->audience, envelope->audience);
  cercle_envelope_set (&envelope->prev_audience, previous);
}

static void
set_envelope (CercleRecord *record, CercleOp op, const CercleAuthor *author, const char *now,
              const Stored *stored)
{
  CercleEnvelope *envelope = cercle_record_envelope (record);
  const char *member = author != NULL ? author->member : NULL;

  set_audience (envelope, cercle_record_get_kind (record), stored);
  cercle_envelope_set (&envelope->created_by, stored->exists ? stored->created_by : member);
  cercle_envelope_set (&envelope->created_at, stored->exists ? stored->created_at : now);
  cercle_envelope_set (&envelope->updated_by, member);
  cercle_envelope_set (&envelope->updated_at, now);
  envelope->rev = stored->next_rev;
  envelope->deleted = op == CERCLE_OP_DELETE;
}

static gboolean
put_row (CercleStore *store, CercleRecord *record, guint64 changed, Stored *stored, GError **error)
{
  const CercleKind *kind = cercle_record_get_kind (record);
  const CercleTable *table = cercle_table (kind, store->end);
  g_autofree char *revs = NULL;

  for (guint i = 0; stored->exists && i < kind->n_fields; i++)
    if (changed & CERCLE_MASK (i))
      stored->field_revs[i] = stored->next_rev;
  revs = print_field_revs (kind, stored->field_revs);
  return cercle_table_put (
      table, store->sqlite, record,
      &(CercleTablePut){
          .field_revs = revs, .always = TRUE, .known = stored->exists, .changed = changed },
      NULL, error);
}

static gboolean
put_feed (CercleStore *store, CercleRecord *record, GError **error)
{
  const CercleEnvelope *envelope = cercle_record_envelope (record);

  return cercle_sqlite_run (
      store->sqlite, error,
      "INSERT INTO feed (scope, seq, kind, id, audience, prev_audience, op)"
      " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id, kind) DO UPDATE SET scope=excluded.scope,"
      " seq=excluded.seq, audience=excluded.audience, prev_audience=excluded.prev_audience,"
      " op=excluded.op",
      "sxsssss", envelope->scope, envelope->seq, cercle_record_get_kind (record)->name,
      envelope->id, envelope->audience, envelope->prev_audience, envelope->deleted ? "del" : "put");
}

static gboolean
put_change (CercleStore *store, CercleRecord *record, CercleOp op, guint64 changed,
            const CercleAuthor *author, GError **error)
{
  static const CercleAuthor nobody;
  const CercleEnvelope *envelope = cercle_record_envelope (record);
  g_autoptr (JsonObject) patch =
      op != CERCLE_OP_DELETE ? cercle_record_to_json (record, changed, op == CERCLE_OP_PATCH)
                             : NULL;
  g_autofree char *text = patch != NULL ? cercle_json_print (patch) : NULL;

  if (author == NULL)
    author = &nobody;
  return cercle_sqlite_run (
      store->sqlite, error,
      "INSERT INTO change (scope, seq, kind, id, rev, op, patch, mid, member, account, device,"
      " client_at, server_at, audience, prev_audience)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      "sxssxssssssssss", envelope->scope, envelope->seq, cercle_record_get_kind (record)->name,
      envelope->id, envelope->rev, cercle_op_names[op], text, author->mid, author->member,
      author->account, author->device, author->at, envelope->updated_at, envelope->audience,
      envelope->prev_audience);
}

gboolean
cercle_feed_write (CercleStore *store, CercleRecord *record, CercleOp op, guint64 changed,
                   const CercleAuthor *author, GError **error)
{
  CercleEnvelope *envelope = cercle_record_envelope (record);
  g_autofree char *now = cercle_instant_now_text ();
  g_auto (Stored) stored = { 0 };
  gint64 floor;

  if (!cercle_store_need_transaction (store, error) || !read_rev_floor (store, &floor, error) ||
      !read_stored (store, cercle_record_get_kind (record), envelope->id, &stored, error))
    return FALSE;
  stored.next_rev = MAX (stored.rev, floor) + 1;
  if (stored.exists == (op == CERCLE_OP_CREATE))
    return fail (error, stored.exists ? "the record exists" : "there is no such record");
  if (envelope->scope == NULL)
    return fail (error, "the record has no scope");
  if (!next_seq (store, envelope->scope, &envelope->seq, error))
    return FALSE;
  set_envelope (record, op, author, now, &stored);
  return put_row (store, record, changed, &stored, error) && put_feed (store, record, error) &&
         put_change (store, record, op, changed, author, error);
}

gboolean
cercle_feed_field_revs (CercleStore *store, const CercleKind *kind, const char *id,
                        gint64 *field_revs, GError **error)
{
  g_auto (Stored) stored = { 0 };

  if (!read_stored (store, kind, id, &stored, error))
    return FALSE;
  for (guint i = 0; i < kind->n_fields; i++)
    field_revs[i] = stored.field_revs[i];
  return TRUE;
}

gboolean
cercle_feed_last_change (CercleStore *store, const CercleKind *kind, const char *id, guint field,
                         char **member, char **at, GError **error)
{
  g_auto (Stored) stored = { 0 };
  /* A field that never changed is as old as its record. */
  g_autoptr (CercleStatement) row = cercle_sqlite_prepare (
      store->sqlite,
      "SELECT member, server_at FROM change WHERE id=? AND rev>=? AND kind=? ORDER BY rev LIMIT 1",
      error);
  CercleStep step;

  *member = *at = NULL;
  if (row == NULL || !read_stored (store, kind, id, &stored, error))
    return FALSE;
  cercle_statement_bind (row, "sxs", id, stored.field_revs[field], kind->name);
  step = cercle_statement_step (row, error);
  if (step == CERCLE_STEP_ROW)
    {
      *member = g_strdup (cercle_statement_text (row, 0));
      *at = g_strdup (cercle_statement_text (row, 1));
    }
  return step != CERCLE_STEP_FAILED;
}

/* Reading */

static CercleFeedItem *
new_item (CercleFeedOp op, const CercleKind *kind, const char *id, gint64 seq)
{
  CercleFeedItem *item = g_new0 (CercleFeedItem, 1);

  item->op = op;
  item->kind = kind;
  item->id = g_strdup (id);
  item->seq = seq;
  return item;
}

static GPtrArray *
new_items (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_feed_item_free);
}

/* Adds what one row of the feed says to these audiences: perhaps nothing. */
static gboolean
add_item (CercleStore *store, CercleStatement *row, const char *audiences, GPtrArray *items,
          GError **error)
{
  const CercleKind *kind = cercle_kind_find (cercle_statement_text (row, 1));
  const char *id = cercle_statement_text (row, 2);
  const char *audience = cercle_statement_text (row, 3);
  gboolean deleted = g_strcmp0 (cercle_statement_text (row, 5), "del") == 0;
  gint64 seq = cercle_statement_integer (row, 0);
  g_autofree char *by = cercle_tokens_shared (audience, audiences);
  g_autofree char *once = NULL;
  g_autoptr (CercleFeedItem) item = NULL;
  g_autoptr (GError) local = NULL;

  if (kind == NULL)
    return TRUE;
  if (by != NULL)
    item = new_item (deleted ? CERCLE_FEED_DEL : CERCLE_FEED_PUT, kind, id, seq);
  else if ((once = cercle_tokens_shared (cercle_statement_text (row, 4), audiences)) != NULL)
    item = new_item (CERCLE_FEED_HIDE, kind, id, seq);
  if (item == NULL)
    return TRUE;
  if (item->op == CERCLE_FEED_PUT)
    item->record = cercle_store_get (store, kind, id, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (item->record != NULL)
    cercle_envelope_set (&cercle_record_envelope (item->record)->audience, by);
  if (item->op != CERCLE_FEED_PUT || item->record != NULL)
    g_ptr_array_add (items, g_steal_pointer (&item));
  return TRUE;
}

GPtrArray *
cercle_feed_read (CercleStore *store, CercleFeedPage *page, GError **error)
{
  g_autoptr (GPtrArray) items = new_items ();
  g_autoptr (CercleStatement) row = cercle_sqlite_prepare (
      store->sqlite,
      "SELECT seq, kind, id, audience, prev_audience, op FROM feed WHERE scope=? AND seq>?"
      " ORDER BY seq LIMIT ?",
      error);
  guint n_rows = 0;
  CercleStep step;

  if (row == NULL)
    return NULL;
  page->last = page->after;
  cercle_statement_bind (row, "sxx", page->scope, page->after, (gint64) page->limit);
  while ((step = cercle_statement_step (row, error)) == CERCLE_STEP_ROW)
    {
      page->last = cercle_statement_integer (row, 0);
      n_rows++;
      if (!add_item (store, row, page->audiences, items, error))
        return NULL;
    }
  page->more = n_rows == page->limit;
  return step == CERCLE_STEP_DONE ? g_steal_pointer (&items) : NULL;
}

/* Snapshots: a mark is "kind identity" of the last row looked at. */

static gboolean
read_mark (const char *mark, guint *kind, char **id)
{
  const char *space = strchr (mark, ' ');
  g_autofree char *name = space != NULL ? g_strndup (mark, space - mark) : NULL;

  *kind = 0;
  *id = g_strdup (space != NULL ? space + 1 : "");
  if (space == NULL)
    return *mark == '\0';
  while (cercle_kinds ()[*kind] != NULL && !g_str_equal (cercle_kinds ()[*kind]->name, name))
    (*kind)++;
  return cercle_kinds ()[*kind] != NULL;
}

typedef struct
{
  const char *scope, *audiences;
  guint left; /* rows that may still be looked at */
  char *id;   /* of the last one */
  GPtrArray *items;
} Snapshot;

/* Adds the readable rows of one kind after snapshot->id. */
static gboolean
add_rows (CercleStore *store, const CercleTable *table, Snapshot *snapshot, GError **error)
{
  g_autoptr (CercleStatement) row = cercle_sqlite_prepare (store->sqlite, table->of_scope, error);
  g_autofree char *after = g_strdup (snapshot->id);
  CercleStep step;

  if (row == NULL)
    return FALSE;
  cercle_statement_bind (row, "ssx", snapshot->scope, after, (gint64) snapshot->left);
  while ((step = cercle_statement_step (row, error)) == CERCLE_STEP_ROW)
    {
      g_autoptr (CercleRecord) record = cercle_table_read (table, row);
      CercleEnvelope *envelope = cercle_record_envelope (record);
      g_autofree char *by = cercle_tokens_shared (envelope->audience, snapshot->audiences);
      CercleFeedItem *item;

      snapshot->left--;
      cercle_envelope_set (&snapshot->id, envelope->id);
      if (envelope->deleted || by == NULL)
        continue;
      cercle_envelope_set (&envelope->audience, by);
      item = new_item (CERCLE_FEED_PUT, table->kind, envelope->id, envelope->seq);
      item->record = g_steal_pointer (&record);
      g_ptr_array_add (snapshot->items, item);
    }
  return step == CERCLE_STEP_DONE;
}

GPtrArray *
cercle_feed_snapshot (CercleStore *store, const char *scope, const char *audiences, guint limit,
                      char **mark, GError **error)
{
  g_autoptr (GPtrArray) items = new_items ();
  g_autofree char *id = NULL;
  Snapshot snapshot = { scope, audiences, limit, NULL, items };
  guint kind;

  if (!read_mark (*mark, &kind, &id))
    {
      fail (error, "this is no mark of a snapshot");
      return NULL;
    }
  for (; cercle_kinds ()[kind] != NULL; kind++)
    {
      const CercleTable *table = cercle_table (cercle_kinds ()[kind], store->end);
      gboolean done;

      if (table == NULL || table->kind->reach != CERCLE_SYNCED)
        continue;
      snapshot.id = g_steal_pointer (&id);
      done = add_rows (store, table, &snapshot, error);
      id = g_steal_pointer (&snapshot.id);
      if (!done)
        return NULL;
      if (snapshot.left == 0)
        {
          g_free (*mark);
          *mark = g_strjoin (" ", table->kind->name, id, NULL);
          return g_steal_pointer (&items);
        }
      cercle_envelope_set (&id, "");
    }
  g_clear_pointer (mark, g_free);
  return g_steal_pointer (&items);
}
