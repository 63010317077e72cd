/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a record show while some of its changes have not come back from the server? */
#define G_LOG_DOMAIN "cercle-store"

#include "cercle-case.h"
#include "cercle-event.h"
#include "cercle-instant.h"
#include "cercle-journal-private.h"
#include "cercle-json.h"
#include "cercle-merge.h"
#include "cercle-moves.h"

gboolean
cercle_lay_find (CercleStore *store, const CercleKind *kind, const char *id, CercleRecord **record,
                 GError **error)
{
  g_autoptr (GError) local = NULL;

  *record = id != NULL ? cercle_store_get (store, kind, id, &local) : NULL;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

#define ZONE "zone"
#define DEFAULT_ZONE "Europe/Paris"
#define DOC_CAP (4 * 1024 * 1024)

char *
cercle_lay_zone (CercleStore *store, GError **error)
{
  g_autoptr (GError) local = NULL;
  char *zone = cercle_sqlite_text (store->sqlite, &local,
                                   "SELECT value FROM settings WHERE name='" ZONE "'", "");

  if (local == NULL)
    return zone != NULL ? zone : g_strdup (DEFAULT_ZONE);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

int
cercle_lay_today (const char *zone)
{
  return cercle_instant_local_day (cercle_instant_now (), zone, NULL);
}

/* Bases: {"envelope":{…},"values":{…}} */

typedef struct
{
  const char *name;
  char **text;
} Member;

#define N_MEMBERS 8

static void
members_of (CercleEnvelope *envelope, Member members[N_MEMBERS])
{
  const Member all[N_MEMBERS] = {
    { "scope", &envelope->scope },
    { "audience", &envelope->audience },
    { "prev_audience", &envelope->prev_audience },
    { "created_by", &envelope->created_by },
    { "created_at", &envelope->created_at },
    { "updated_by", &envelope->updated_by },
    { "updated_at", &envelope->updated_at },
    { "extra", &envelope->extra },
  };

  memcpy (members, all, sizeof all);
}

static char *
print_doc (CercleRecord *record)
{
  CercleEnvelope *envelope = cercle_record_envelope (record);
  g_autoptr (JsonObject) doc = json_object_new ();
  JsonObject *head = json_object_new ();
  Member members[N_MEMBERS];

  members_of (envelope, members);
  for (guint i = 0; i < N_MEMBERS; i++)
    if (*members[i].text != NULL)
      json_object_set_string_member (head, members[i].name, *members[i].text);
  json_object_set_int_member (head, "seq", envelope->seq);
  json_object_set_boolean_member (head, "deleted", envelope->deleted);
  json_object_set_object_member (doc, "envelope", head);
  json_object_set_object_member (doc, "values", cercle_record_to_json (record, G_MAXUINT64, FALSE));
  return cercle_json_print (doc);
}

static CercleRecord *
parse_doc (const CercleKind *kind, const char *id, const char *text, gint64 rev, GError **error)
{
  g_autoptr (JsonObject) doc = cercle_json_parse (text, -1, DOC_CAP, error);
  g_autoptr (CercleRecord) record = cercle_record_new_with_id (kind, id);
  CercleEnvelope *envelope = cercle_record_envelope (record);
  JsonObject *head, *values;
  Member members[N_MEMBERS];

  if (doc == NULL || !cercle_json_object (doc, "envelope", &head, error) ||
      !cercle_json_object (doc, "values", &values, error))
    return NULL;
  members_of (envelope, members);
  for (guint i = 0; i < N_MEMBERS; i++)
    {
      const char *value = NULL;

      if (!cercle_json_text_opt (head, members[i].name, &value, error))
        return NULL;
      cercle_envelope_set (members[i].text, value);
    }
  envelope->rev = rev;
  if (!cercle_json_integer_opt (head, "seq", &envelope->seq, error) ||
      !cercle_json_flag_opt (head, "deleted", &envelope->deleted, error) ||
      !cercle_record_apply_json (record, values, CERCLE_APPLY_KEEP_UNKNOWN | CERCLE_APPLY_DERIVED,
                                 NULL, error))
    return NULL;
  cercle_record_clear_changed (record);
  return g_steal_pointer (&record);
}

gboolean
cercle_lay_put_base (CercleStore *store, CercleRecord *record, GError **error)
{
  const CercleEnvelope *envelope = cercle_record_envelope (record);
  g_autofree char *doc = print_doc (record);

  return cercle_sqlite_run (store->sqlite, error,
                            "INSERT INTO base (kind, id, scope, rev, doc) VALUES (?, ?, ?, ?, ?)"
                            " ON CONFLICT (kind, id) DO UPDATE SET scope=excluded.scope,"
                            " rev=excluded.rev, doc=excluded.doc",
                            "sssxs", cercle_record_get_kind (record)->name, envelope->id,
                            envelope->scope, envelope->rev, doc);
}

gboolean
cercle_lay_keep_base (CercleStore *store, CercleRecord *record, GError **error)
{
  const CercleEnvelope *envelope = cercle_record_envelope (record);
  g_autofree char *doc = NULL;

  if (envelope->rev == 0)
    return TRUE;
  doc = print_doc (record);
  return cercle_sqlite_run (store->sqlite, error,
                            "INSERT INTO base (kind, id, scope, rev, doc) VALUES (?, ?, ?, ?, ?)"
                            " ON CONFLICT (kind, id) DO NOTHING",
                            "sssxs", cercle_record_get_kind (record)->name, envelope->id,
                            envelope->scope, envelope->rev, doc);
}

CercleRecord *
cercle_lay_get_base (CercleStore *store, const CercleKind *kind, const char *id, GError **error)
{
  g_autoptr (CercleStatement) row = cercle_sqlite_prepare (
      store->sqlite, "SELECT rev, doc FROM base WHERE kind=? AND id=?", error);

  if (row == NULL)
    return NULL;
  cercle_statement_bind (row, "ss", kind->name, id);
  if (cercle_statement_step (row, error) != CERCLE_STEP_ROW)
    return NULL;
  return parse_doc (kind, id, cercle_statement_text (row, 1), cercle_statement_integer (row, 0),
                    error);
}

gboolean
cercle_lay_drop_base (CercleStore *store, const CercleKind *kind, const char *id, GError **error)
{
  return cercle_sqlite_run (store->sqlite, error, "DELETE FROM base WHERE kind=? AND id=?", "ss",
                            kind->name, id);
}

/* What is due */

gboolean
cercle_lay_due (CercleStore *store, CercleRecord *kase, GError **error)
{
  const CercleTable *table = cercle_table (&cercle_action_kind, store->end);
  g_autoptr (GPtrArray) actions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CercleStatement) row = cercle_sqlite_prepare (
      store->sqlite, "SELECT id FROM actions WHERE \"case\"=? AND deleted=0", error);
  CercleStep step;

  if (row == NULL)
    return FALSE;
  cercle_statement_bind (row, "s", cercle_record_get_id (kase));
  while ((step = cercle_statement_step (row, error)) == CERCLE_STEP_ROW)
    {
      CercleRecord *action =
          cercle_table_get (table, store->sqlite, cercle_statement_text (row, 0), error);

      if (action == NULL)
        return FALSE;
      g_ptr_array_add (actions, action);
    }
  if (step == CERCLE_STEP_FAILED)
    return FALSE;
  cercle_case_derive_due (kase, actions);
  return TRUE;
}

/* Laying */

typedef struct
{
  CercleStore *store;
  const CercleKind *kind;
  const char *id;
  CercleRecord *record; /* what shows, so far; NULL until something can be shown */
  gboolean has_base, patched;
  char *zone;
} Laying;

static void
laying_clear (Laying *laying)
{
  g_clear_object (&laying->record);
  g_free (laying->zone);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Laying, laying_clear)

/* A creation that the server has not told about: the row's own envelope, and nothing else. */
static gboolean
begin_creation (Laying *laying, const CercleMutation *mutation, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (CercleRecord) row = cercle_store_get (laying->store, laying->kind, laying->id, &local);
  CercleEnvelope *envelope;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  laying->record =
      row != NULL ? cercle_record_copy (row) : cercle_record_new_with_id (laying->kind, laying->id);
  for (guint i = 0; i < laying->kind->n_fields; i++)
    cercle_record_unset (laying->record, i);
  envelope = cercle_record_envelope (laying->record);
  envelope->deleted = FALSE;
  if (row == NULL)
    {
      cercle_envelope_set (&envelope->scope, mutation->scope);
      cercle_envelope_set (&envelope->audience, laying->kind->audience);
      cercle_envelope_set (&envelope->created_at, mutation->at);
    }
  if (!cercle_record_apply_json (laying->record, mutation->set, CERCLE_APPLY_KEEP_UNKNOWN, NULL,
                                 error))
    return FALSE;
  if (laying->kind == &cercle_case_kind)
    cercle_case_derive_new (laying->record, envelope->created_by, envelope->created_at);
  laying->patched = TRUE;
  return TRUE;
}

static gboolean
lay_patch (Laying *laying, const CercleMutation *mutation, GError **error)
{
  g_autoptr (CercleRecord) proposed = cercle_record_new_with_id (laying->kind, laying->id);
  g_autoptr (CercleRecord) was = cercle_record_new_with_id (laying->kind, laying->id);
  CercleMerge merge = { 0 };

  if (!cercle_record_apply_json (proposed, mutation->set, CERCLE_APPLY_KEEP_UNKNOWN, &merge.apply,
                                 error) ||
      (mutation->was != NULL &&
       !cercle_record_apply_json (was, mutation->was, CERCLE_APPLY_KEEP_UNKNOWN, NULL, error)))
    return FALSE;
  cercle_merge_apply (laying->record, &merge, proposed, was);
  laying->patched = TRUE;
  return TRUE;
}

/* An event of this case. One that does not fit the base stays: the server will say so. */
static gboolean
lay_event (Laying *laying, const CercleMutation *mutation, GError **error)
{
  g_autoptr (CercleRecord) event = cercle_record_new_with_id (mutation->kind, mutation->id);

  if (mutation->kind != &cercle_event_kind || mutation->op != CERCLE_OP_CREATE)
    return TRUE;
  if (!cercle_record_apply_json (event, mutation->set, CERCLE_APPLY_KEEP_UNKNOWN, NULL, error))
    return FALSE;
  cercle_case_apply_event (laying->record, event, laying->zone, NULL);
  return TRUE;
}

static gboolean
lay_item (Laying *laying, const CercleMutation *mutation, GError **error)
{
  gboolean own = g_str_equal (mutation->id, laying->id);

  if (own && mutation->op == CERCLE_OP_CREATE)
    return laying->has_base || begin_creation (laying, mutation, error);
  if (laying->record == NULL)
    return TRUE;
  if (!own)
    return lay_event (laying, mutation, error);
  if (mutation->op == CERCLE_OP_PATCH)
    return lay_patch (laying, mutation, error);
  cercle_record_envelope (laying->record)->deleted = TRUE;
  return TRUE;
}

/* (transfer full): what is laid over this record, oldest first. */
static GPtrArray *
read_items (CercleStore *store, const char *id, GError **error)
{
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_mutation_free);
  g_autoptr (CercleStatement) row = cercle_sqlite_prepare (
      store->sqlite,
      "SELECT " CERCLE_OUTBOX_COLUMNS " FROM outbox WHERE (id=?1 OR about=?1)"
      " AND state IN " CERCLE_LAID " ORDER BY n",
      error);
  CercleStep step;

  if (row == NULL)
    return NULL;
  cercle_statement_bind (row, "s", id);
  while ((step = cercle_statement_step (row, error)) == CERCLE_STEP_ROW)
    {
      CercleMutation *mutation = cercle_outbox_read (row);

      if (mutation != NULL)
        g_ptr_array_add (items, mutation);
    }
  return step == CERCLE_STEP_DONE ? g_steal_pointer (&items) : NULL;
}

/* A creation that has arrived, of which the server shows nothing: it is no longer hers to read. One
 * that was refused stays. */
static gboolean
remove_ghost (Laying *laying, GError **error)
{
  gint64 refused = 0;
  g_autoptr (GError) local = NULL;
  g_autoptr (CercleRecord) row = cercle_store_get (laying->store, laying->kind, laying->id, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (row == NULL || cercle_record_envelope (row)->rev > 0)
    return TRUE;
  return cercle_sqlite_read (
             laying->store->sqlite, &refused, error,
             "SELECT 1 FROM outbox WHERE id=? AND op='create' AND state='refused' LIMIT 1", "s",
             laying->id) &&
         (refused != 0 || cercle_store_remove (laying->store, laying->kind, laying->id, error));
}

/* Nothing is unsent any more. */
static gboolean
show_base (Laying *laying, GError **error)
{
  if (!laying->has_base)
    return remove_ghost (laying, error);
  if (cercle_record_envelope (laying->record)->deleted)
    return cercle_store_remove (laying->store, laying->kind, laying->id, error) &&
           cercle_lay_drop_base (laying->store, laying->kind, laying->id, error);
  return cercle_store_write (laying->store, laying->record, TRUE, NULL, error) &&
         cercle_lay_drop_base (laying->store, laying->kind, laying->id, error);
}

static gboolean
begin_laying (Laying *laying, gboolean unsent, GError **error)
{
  g_autoptr (GError) local = NULL;

  laying->record = cercle_lay_get_base (laying->store, laying->kind, laying->id, &local);
  /* Without a base the row is the server's own, unless the server never had it. */
  if (local == NULL && laying->record == NULL && unsent)
    {
      laying->record = cercle_store_get (laying->store, laying->kind, laying->id, &local);
      if (laying->record != NULL && cercle_record_envelope (laying->record)->rev == 0)
        g_clear_object (&laying->record);
      if (laying->record != NULL)
        cercle_lay_keep_base (laying->store, laying->record, &local);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  laying->has_base = laying->record != NULL;
  laying->zone = cercle_lay_zone (laying->store, error);
  return laying->zone != NULL;
}

gboolean
cercle_lay_again (CercleStore *store, const CercleKind *kind, const char *id, GError **error)
{
  g_auto (Laying) laying = { .store = store, .kind = kind, .id = id };
  g_autoptr (GPtrArray) items = read_items (store, id, error);

  if (items == NULL || !begin_laying (&laying, items->len > 0, error))
    return FALSE;
  if (items->len == 0)
    return show_base (&laying, error);
  for (guint i = 0; i < items->len; i++)
    if (!lay_item (&laying, items->pdata[i], error))
      return FALSE;
  if (laying.record == NULL)
    return TRUE;
  if (kind == &cercle_case_kind && !cercle_record_envelope (laying.record)->deleted)
    {
      if (laying.patched)
        cercle_case_derive_priority (laying.record, cercle_lay_today (laying.zone));
      if (!cercle_lay_due (store, laying.record, error))
        return FALSE;
    }
  return cercle_store_write (store, laying.record, TRUE, NULL, error);
}

void
cercle_lay_note (GHashTable *records, const char *kind, const char *id)
{
  if (kind != NULL && id != NULL)
    g_hash_table_add (records, g_strjoin (" ", kind, id, NULL));
}

gboolean
cercle_lay_all (CercleStore *store, GHashTable *records, GError **error)
{
  g_autofree const char **keys = (const char **) g_hash_table_get_keys_as_array (records, NULL);

  /* Cases last: what is due on them comes from rows of actions. */
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; keys[i] != NULL; i++)
      {
        const char *space = strchr (keys[i], ' ');
        g_autofree char *name = g_strndup (keys[i], space - keys[i]);
        const CercleKind *kind = cercle_kind_find (name);

        if (kind != NULL && (kind == &cercle_case_kind) == (pass == 1) &&
            !cercle_lay_again (store, kind, space + 1, error))
          return FALSE;
      }
  return TRUE;
}
