/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* When all is quiet: where is each value that somebody once wrote? It is shown, or was replaced by
 * somebody who had seen it, or stands in a conflict, or was refused before the eyes of its author.
 */
#define G_LOG_DOMAIN "torture"

#include "torture.h"

#include <string.h>

#include "cercle-call-back.h"
#include "cercle-conflict.h"
#include "cercle-macros.h"
#include "cercle-query.h"
#include "cercle-event.h"

typedef struct
{
  const Entry *entry;
  CercleRecord *was, *set; /* the record's values before and after, as far as the mutation says */
  guint64 fields;
} Write;

typedef struct
{
  World *world;
  GHashTable *by_record; /* id → GPtrArray of Write, in order */
  GPtrArray *conflicts;  /* CercleRecord */
} Audit;

static void
write_free (gpointer data)
{
  Write *write = data;

  g_clear_object (&write->was);
  g_clear_object (&write->set);
  g_free (write);
}

static gboolean
has_word (const char *words, const char *word)
{
  g_auto (GStrv) list = g_strsplit (words != NULL ? words : "", " ", -1);

  return g_strv_contains ((const char *const *) list, word);
}

static void
apply (World *world, CercleRecord *record, JsonObject *values, guint64 *fields)
{
  g_autoptr (GError) error = NULL;

  *fields = 0;
  if (values != NULL &&
      !cercle_record_apply_json (record, values, CERCLE_APPLY_KEEP_UNKNOWN | CERCLE_APPLY_DERIVED,
                                 fields, &error))
    world_fail (world, "a mutation cannot be read again: %s", error->message);
}

static void
add_write (Audit *audit, const Entry *entry)
{
  const CercleMutation *mutation = entry->mutation;
  GPtrArray *writes = g_hash_table_lookup (audit->by_record, mutation->id);
  Write *write = g_new0 (Write, 1);
  guint64 before;

  write->entry = entry;
  write->was = cercle_record_new (mutation->kind);
  apply (audit->world, write->was, mutation->was, &before);
  write->set = cercle_record_copy (write->was);
  apply (audit->world, write->set, mutation->set, &write->fields);
  if (writes == NULL)
    {
      writes = g_ptr_array_new_with_free_func (write_free);
      g_hash_table_insert (audit->by_record, mutation->id, writes);
    }
  g_ptr_array_add (writes, write);
}

/* Where a value may have gone */

static gboolean
is_disputed (Audit *audit, const Write *write, const char *field)
{
  for (guint i = 0; i < audit->conflicts->len; i++)
    {
      CercleRecord *conflict = audit->conflicts->pdata[i];

      if (g_strcmp0 (cercle_record_get_text (conflict, CERCLE_CONFLICT_MUTATION),
                     write->entry->mutation->mid) == 0 &&
          (field == NULL ||
           has_word (cercle_record_get_text (conflict, CERCLE_CONFLICT_FIELDS), field)))
        return TRUE;
    }
  return FALSE;
}

/* Somebody chose between two values of this field, afterwards. */
static gboolean
was_chosen (Audit *audit, const Write *write, const char *field)
{
  for (guint i = 0; i < audit->conflicts->len; i++)
    {
      CercleRecord *conflict = audit->conflicts->pdata[i];
      GPtrArray *choices;

      if (g_strcmp0 (cercle_record_get_text (conflict, CERCLE_CONFLICT_OF_ID),
                     write->entry->mutation->id) != 0 ||
          !has_word (cercle_record_get_text (conflict, CERCLE_CONFLICT_FIELDS), field))
        continue;
      choices = g_hash_table_lookup (audit->by_record, cercle_record_get_id (conflict));
      for (guint n = 0; choices != NULL && n < choices->len; n++)
        if (((Write *) choices->pdata[n])->entry->order > write->entry->order)
          return TRUE;
    }
  return FALSE;
}

/* By number only where both count in the same history: a server that was restored counts anew. */
static gboolean
had_seen (Audit *audit, const Write *later, const Write *write)
{
  guint known =
      GPOINTER_TO_UINT (g_hash_table_lookup (audit->world->written, later->entry->mutation->mid));

  return later->entry->mutation->base_rev >= write->entry->rev && known > write->entry->history;
}

static gboolean
was_replaced (Audit *audit, const Write *write, guint field)
{
  const char *name = write->entry->mutation->kind->fields[field].name;
  GPtrArray *writes = g_hash_table_lookup (audit->by_record, write->entry->mutation->id);

  for (guint i = 0; i < writes->len; i++)
    {
      const Write *later = writes->pdata[i];

      if (later->entry->order <= write->entry->order)
        continue;
      if (later->entry->mutation->op == CERCLE_OP_DELETE && had_seen (audit, later, write))
        return TRUE;
      if ((later->fields & CERCLE_MASK (field)) &&
          (had_seen (audit, later, write) || cercle_record_same (later->was, write->set, field)) &&
          !is_disputed (audit, later, name))
        return TRUE;
    }
  return was_chosen (audit, write, name);
}

/* One token of a SET: added (or removed) and no longer so, because somebody changed it afterwards.
 */
static gboolean
token_was_changed (Audit *audit, const Write *write, guint field, const char *token, gboolean added)
{
  GPtrArray *writes = g_hash_table_lookup (audit->by_record, write->entry->mutation->id);

  for (guint i = 0; i < writes->len; i++)
    {
      const Write *later = writes->pdata[i];

      if (later->entry->order > write->entry->order &&
          cercle_record_has_token (later->was, field, token) == added &&
          cercle_record_has_token (later->set, field, token) != added)
        return TRUE;
    }
  return FALSE;
}

static void
check_set (Audit *audit, const Write *write, CercleRecord *record, guint field)
{
  const char *before = cercle_record_get_text (write->was, field);
  const char *after = cercle_record_get_text (write->set, field);
  g_autofree char *both = g_strjoin (" ", before ? before : "", after ? after : "", NULL);
  g_auto (GStrv) tokens = g_strsplit (both, " ", -1);

  if (is_disputed (audit, write, cercle_record_get_kind (record)->fields[field].name))
    return;
  for (guint i = 0; tokens[i] != NULL; i++)
    {
      gboolean added = cercle_record_has_token (write->set, field, tokens[i]);

      if (*tokens[i] != '\0' && added != cercle_record_has_token (write->was, field, tokens[i]) &&
          added != cercle_record_has_token (record, field, tokens[i]) &&
          !token_was_changed (audit, write, field, tokens[i], added))
        world_fail (audit->world, "%s of %s by %s: “%s” was forgotten",
                    cercle_record_get_kind (record)->fields[field].name,
                    cercle_record_get_id (record), write->entry->mutation->mid, tokens[i]);
    }
}

/* A call-back that only a rule made: who closed its case elsewhere ended it, knowing it or not. */
static gboolean
ended_with_case (CercleRecord *record, guint field)
{
  g_autoptr (CercleRecord) open = NULL;

  if (cercle_record_get_kind (record) != &cercle_action_kind || field != CERCLE_ACTION_STATE ||
      g_strcmp0 (cercle_record_get_text (record, field), "cancelled") != 0)
    return FALSE;
  open = cercle_record_copy (record);
  cercle_record_set_text (open, field, "open");
  return cercle_call_back_is_by_rule (open);
}

static void
check_field (Audit *audit, const Write *write, CercleRecord *record, guint field)
{
  const CercleField *line = &write->entry->mutation->kind->fields[field];

  if (line->type == CERCLE_SET)
    check_set (audit, write, record, field);
  else if (!cercle_record_same (record, write->set, field) &&
           !is_disputed (audit, write, line->name) && !was_replaced (audit, write, field) &&
           !ended_with_case (record, field))
    world_fail (audit->world, "%s of %s %s by %s was lost", line->name,
                write->entry->mutation->kind->name, write->entry->mutation->id,
                write->entry->mutation->mid);
}

/* A deletion holds, or somebody who had not seen it is heard in a conflict. */
static gboolean
is_deleted (Audit *audit, const Write *write, CercleRecord *record)
{
  GPtrArray *writes = g_hash_table_lookup (audit->by_record, write->entry->mutation->id);

  if (cercle_record_envelope (record)->deleted || is_disputed (audit, write, NULL))
    return TRUE;
  for (guint i = 0; i < audit->conflicts->len; i++)
    if (g_strcmp0 (cercle_record_get_text (audit->conflicts->pdata[i], CERCLE_CONFLICT_OF_ID),
                   write->entry->mutation->id) == 0)
      return TRUE;
  for (guint i = 0; i < writes->len; i++)
    if (((Write *) writes->pdata[i])->entry->order > write->entry->order)
      return TRUE;
  return FALSE;
}

static void
check_write (Audit *audit, const Write *write)
{
  const CercleMutation *mutation = write->entry->mutation;
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleRecord) record =
      cercle_store_get (audit->world->server, mutation->kind, mutation->id, &error);

  g_assert_no_error (error);
  if (record == NULL)
    world_fail (audit->world, "%s %s by %s is not there", mutation->kind->name, mutation->id,
                mutation->mid);
  if (mutation->op == CERCLE_OP_DELETE && !is_deleted (audit, write, record))
    world_fail (audit->world, "%s %s was deleted by %s and is there", mutation->kind->name,
                mutation->id, mutation->mid);
  for (guint i = 0; i < mutation->kind->n_fields; i++)
    if (write->fields & CERCLE_MASK (i))
      check_field (audit, write, record, i);
}

/* The ledger */

static gboolean
is_refused_visibly (const Entry *entry)
{
  g_autoptr (GPtrArray) refusals = cercle_journal_refusals (entry->desk->store, NULL);

  if (g_hash_table_contains (entry->desk->given_up, entry->mutation->mid))
    return TRUE;
  for (guint i = 0; i < refusals->len; i++)
    if (strcmp (((CercleRefusal *) refusals->pdata[i])->mutation->mid, entry->mutation->mid) == 0)
      return TRUE;
  return FALSE;
}

/* What she may no longer read has left her desk, with what she wrote there. */
static gboolean
has_left_desk (const Entry *entry)
{
  return entry->desk->shrunk || g_hash_table_contains (entry->desk->hidden, entry->mutation->id);
}

static void
check_entry (Audit *audit, const Entry *entry)
{
  const char *mid = entry->mutation->mid;
  const Entry *last = g_hash_table_lookup (audit->world->by_mid, mid);

  if (entry->status == CERCLE_OUTCOME_REJECTED)
    {
      if (!entry->lost && !is_refused_visibly (entry) && (entry->told || !has_left_desk (entry)))
        world_fail (audit->world, "%s was refused (%s) and nobody sees it", mid, entry->problem);
      return;
    }
  if (!last->lost && entry == last)
    add_write (audit, entry);
  /* What was refused when she said it again is before her eyes. */
  if (last->lost && !has_left_desk (entry) && !is_refused_visibly (last))
    world_fail (audit->world, "%s was lost by a restored server", mid);
}

void
world_check_ledger (World *world)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_conflict_kind);
  g_autoptr (GHashTable) by_record =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GError) error = NULL;
  Audit audit = { .world = world, .by_record = by_record };

  conflicts = cercle_store_find (world->server, query, &error);
  g_assert_no_error (error);
  audit.conflicts = conflicts;
  for (guint i = 0; i < world->ledger->len; i++)
    check_entry (&audit, world->ledger->pdata[i]);
  for (guint i = 0; i < world->ledger->len; i++)
    {
      const Entry *entry = world->ledger->pdata[i];
      GPtrArray *writes = g_hash_table_lookup (by_record, entry->mutation->id);

      for (guint n = 0; writes != NULL && n < writes->len; n++)
        if (((Write *) writes->pdata[n])->entry == entry)
          check_write (&audit, writes->pdata[n]);
    }
}
