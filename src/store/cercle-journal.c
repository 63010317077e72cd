/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a user's action become rows and items to send, all or none? */
#define G_LOG_DOMAIN "cercle-store"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-conflict.h"
#include "cercle-event.h"
#include "cercle-id.h"
#include "cercle-instant.h"
#include "cercle-journal-private.h"
#include "cercle-judge.h"
#include "cercle-macros.h"
#include "cercle-person-merge.h"
#include "cercle-request.h"
#include "cercle-moves.h"

/* Committing */

typedef struct
{
  CercleStore *store;
  const char *member, *zone;
  char *now, *tx; /* tx: NULL for a single item */
  CercleTx *undo;
  gboolean undoable;
  GHashTable *due;     /* identities of cases whose actions have changed */
  GHashTable *touched; /* … and of all whose promised day may be gone */
  guint n_items;
} Commit;

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_FAILED, message);
  return FALSE;
}

/* The case that an event or an action belongs to, or NULL. */
static const char *
case_of (CercleRecord *record)
{
  const CercleKind *kind = cercle_record_get_kind (record);

  if (kind == &cercle_event_kind)
    return cercle_record_get_text (record, CERCLE_EVENT_CASE);
  if (kind == &cercle_action_kind)
    return cercle_record_get_text (record, CERCLE_ACTION_CASE);
  return NULL;
}

static guint64
own_fields (const CercleKind *kind)
{
  return ~cercle_kind_mask (kind, CERCLE_DERIVED);
}

static gboolean
queue (Commit *commit, CercleMutation *change, CercleRecord *record, GError **error)
{
  const CercleEnvelope *envelope = cercle_record_envelope (record);

  change->mid = cercle_id_new ();
  /* What a rule adds to a full action goes by itself. */
  change->tx = commit->n_items++ < CERCLE_TX_MOST ? g_strdup (commit->tx) : NULL;
  change->kind = cercle_record_get_kind (record);
  change->id = g_strdup (envelope->id);
  change->scope = g_strdup (envelope->scope);
  change->at = g_strdup (commit->now);
  if (change->kind->reach == CERCLE_LOCAL)
    return TRUE;
  if (envelope->scope == NULL)
    return fail (error, "the record has no scope");
  return cercle_outbox_add (commit->store, change, case_of (record), error);
}

/* The audience of the record it belongs to; the server computes it too. */
static gboolean
set_audience (CercleStore *store, CercleRecord *record, GError **error)
{
  const CercleKind *kind = cercle_record_get_kind (record);
  CercleEnvelope *envelope = cercle_record_envelope (record);
  int ref = kind->parent != NULL ? cercle_kind_field (kind, kind->parent) : -1;
  const CercleKind *target = ref >= 0 ? cercle_kind_find (kind->fields[ref].targets) : NULL;
  const char *id = ref >= 0 ? cercle_record_get_text (record, (guint) ref) : NULL;
  g_autoptr (CercleRecord) parent = NULL;

  if (target != NULL && id != NULL && !cercle_lay_find (store, target, id, &parent, error))
    return FALSE;
  if (parent != NULL && cercle_record_envelope (parent)->audience != NULL)
    cercle_envelope_set (
        &envelope->audience,
        cercle_kind_audience (kind, target, cercle_record_envelope (parent)->audience));
  else if (kind == &cercle_case_kind &&
           g_strcmp0 (cercle_record_get_text (record, CERCLE_CASE_PROFILE), "ase") == 0)
    cercle_envelope_set (&envelope->audience, "protected");
  else
    cercle_envelope_set (&envelope->audience, kind->audience);
  return TRUE;
}

static void
sign (Commit *commit, CercleRecord *record, gboolean created)
{
  CercleEnvelope *envelope = cercle_record_envelope (record);

  if (created)
    {
      cercle_envelope_set (&envelope->created_by, commit->member);
      cercle_envelope_set (&envelope->created_at, commit->now);
    }
  cercle_envelope_set (&envelope->updated_by, commit->member);
  cercle_envelope_set (&envelope->updated_at, commit->now);
}

/* Lets an event change its case; before (out, may be NULL): the case as it was. */
static gboolean
move_case (Commit *commit, CercleRecord *event, CercleRecord **before, GError **error)
{
  const char *id = cercle_record_get_text (event, CERCLE_EVENT_CASE);
  g_autoptr (CercleRecord) kase = NULL;
  CercleMove move;

  if (!cercle_lay_find (commit->store, &cercle_case_kind, id, &kase, error))
    return FALSE;
  if (kase == NULL)
    return fail (error, "there is no such case here");
  if (!cercle_lay_keep_base (commit->store, kase, error))
    return FALSE;
  *before = cercle_record_copy (kase);
  /* Actions of the same user action were written just before. */
  if (!cercle_lay_due (commit->store, kase, error))
    return FALSE;
  move = cercle_case_apply_event (kase, event, commit->zone, error);
  if (move == CERCLE_MOVE_STALE)
    g_set_error_literal (
        error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_MOVE,
        g_dgettext (GETTEXT_PACKAGE, "This case may not go from its state to that one."));
  return move == CERCLE_MOVE_APPLIED && cercle_lay_due (commit->store, kase, error) &&
         cercle_store_write (commit->store, kase, TRUE, NULL, error);
}

/* What only goes up is not kept here. */
static gboolean
write_row (Commit *commit, CercleRecord *record, GError **error)
{
  if (cercle_record_get_kind (record)->reach == CERCLE_UPWARD)
    return TRUE;
  if (cercle_record_get_kind (record) == &cercle_action_kind && case_of (record) != NULL)
    g_hash_table_replace (commit->due, g_strdup (case_of (record)), GINT_TO_POINTER (TRUE));
  return cercle_store_write (commit->store, record, TRUE, NULL, error);
}

static gboolean
create (Commit *commit, const CercleEntry *entry, GError **error)
{
  const CercleKind *kind = cercle_record_get_kind (entry->record);
  g_autoptr (CercleRecord) row = cercle_record_copy (entry->record);
  g_autoptr (CercleMutation) change = g_new0 (CercleMutation, 1);
  g_autoptr (CercleRecord) kase = NULL;

  sign (commit, row, TRUE);
  if (!set_audience (commit->store, row, error))
    return FALSE;
  if (kind == &cercle_event_kind && !cercle_record_is_set (row, CERCLE_EVENT_BY))
    cercle_record_set_text (row, CERCLE_EVENT_BY, commit->member);
  if (kind == &cercle_event_kind && entry->stamp)
    cercle_record_set_text (row, CERCLE_EVENT_AT, commit->now);
  change->op = CERCLE_OP_CREATE;
  change->set = cercle_record_to_json (row, own_fields (kind), FALSE);
  if (kind == &cercle_case_kind)
    {
      cercle_case_derive_new (row, commit->member, commit->now);
      cercle_case_derive_priority (row, cercle_lay_today (commit->zone));
    }
  if (!cercle_record_check (entry->record, error) ||
      !cercle_store_judge (commit->store, NULL, row, FALSE, NULL, error) ||
      !write_row (commit, row, error) || !queue (commit, change, row, error) ||
      (kind == &cercle_event_kind && !move_case (commit, row, &kase, error)))
    return FALSE;
  commit->undoable =
      commit->undoable &&
      (kind == &cercle_event_kind
           ? cercle_undo_event (commit->undo, commit->store, row, kase)
           : cercle_undo_save (commit->undo, commit->store, NULL, row, commit->member));
  return TRUE;
}

/* What the author of a patch saw is the row, or an older one: then only those of its values are
 * known to have been seen that she has written herself. For the others the server compares revs
 * alone. Of a set her additions are kept. */
static gboolean
tell_before (Commit *commit, CercleMutation *change, CercleRecord *before, CercleRecord *after,
             GError **error)
{
  const CercleKind *kind = cercle_record_get_kind (before);
  guint64 mask = cercle_record_get_changed (after), told = 0;
  g_autoptr (CercleRecord) was = cercle_record_copy (before);
  g_autoptr (CercleRecord) own = NULL;

  change->was = cercle_record_to_json (before, mask, TRUE);
  if (change->base_rev >= cercle_record_envelope (before)->rev)
    return TRUE;
  own = cercle_outbox_own (commit->store, kind, cercle_record_get_id (before), error);
  if (own == NULL)
    return FALSE;
  for (guint i = 0; i < kind->n_fields; i++)
    {
      g_auto (GStrv) tokens = NULL;

      if (!(mask & CERCLE_MASK (i)))
        continue;
      if (kind->fields[i].type == CERCLE_SET ||
          ((cercle_record_get_changed (own) & CERCLE_MASK (i)) &&
           cercle_record_same (own, before, i)))
        told |= CERCLE_MASK (i);
      if (kind->fields[i].type != CERCLE_SET || cercle_record_same (own, before, i))
        continue;
      tokens = g_strsplit (cercle_record_get_text (before, i) ?: "", " ", -1);
      for (guint t = 0; tokens[t] != NULL; t++)
        if (!cercle_record_has_token (after, i, tokens[t]))
          cercle_record_set_token (was, i, tokens[t], FALSE);
    }
  g_clear_pointer (&change->was, json_object_unref);
  change->was = cercle_record_to_json (was, told, TRUE);
  return TRUE;
}

/* An action that goes to another case leaves one that counted it. */
static void
note_left (Commit *commit, CercleRecord *action)
{
  if (cercle_record_get_kind (action) == &cercle_action_kind && case_of (action) != NULL &&
      !g_hash_table_contains (commit->due, case_of (action)))
    g_hash_table_insert (commit->due, g_strdup (case_of (action)), GINT_TO_POINTER (FALSE));
}

static gboolean
patch (Commit *commit, const CercleEntry *entry, CercleRecord *before, GError **error)
{
  const CercleKind *kind = cercle_record_get_kind (before);
  guint64 mask = cercle_record_get_changed (entry->record) & own_fields (kind);
  gint64 rev = cercle_record_envelope (entry->record)->rev;
  g_autoptr (CercleRecord) row = cercle_record_copy (before);
  g_autoptr (CercleMutation) change = g_new0 (CercleMutation, 1);
  gboolean mended;

  for (guint i = 0; i < kind->n_fields; i++)
    if (mask & CERCLE_MASK (i))
      cercle_record_take_value (row, entry->record, i);
  if (entry->stamp)
    cercle_undo_stamp (row, commit->zone);
  mask = cercle_record_get_changed (row);
  if (mask == 0)
    return TRUE;
  change->op = CERCLE_OP_PATCH;
  change->base_rev = MIN (rev, cercle_record_envelope (before)->rev);
  change->set = cercle_record_to_json (row, mask, TRUE);
  if (!cercle_record_check (row, error) ||
      !cercle_store_judge (commit->store, before, row, FALSE, NULL, error) ||
      !cercle_lay_keep_base (commit->store, before, error) ||
      !tell_before (commit, change, before, row, error))
    return FALSE;
  sign (commit, row, FALSE);
  if (kind == &cercle_case_kind)
    cercle_case_derive_priority (row, cercle_lay_today (commit->zone));
  note_left (commit, before);
  if (!write_row (commit, row, error) ||
      !cercle_outbox_mend (commit->store, row, case_of (row), mask, &mended, error) ||
      (!mended && !queue (commit, change, row, error)))
    return FALSE;
  commit->undoable = commit->undoable &&
                     cercle_undo_save (commit->undo, commit->store, before, row, commit->member);
  return TRUE;
}

static gboolean
remove_record (Commit *commit, CercleRecord *before, GError **error)
{
  g_autoptr (CercleMutation) change = g_new0 (CercleMutation, 1);
  g_autoptr (CercleRecord) gone = before != NULL ? cercle_record_copy (before) : NULL;

  commit->undoable = commit->undoable && before != NULL &&
                     !cercle_record_envelope (before)->deleted &&
                     cercle_undo_delete (commit->undo, before);
  if (before == NULL || cercle_record_envelope (before)->deleted)
    return TRUE;
  if (cercle_record_get_kind (before)->reach == CERCLE_LOCAL)
    return cercle_store_remove (commit->store, cercle_record_get_kind (before),
                                cercle_record_get_id (before), error);
  cercle_record_envelope (gone)->deleted = TRUE;
  if (!cercle_store_judge (commit->store, before, gone, FALSE, NULL, error) ||
      !cercle_lay_keep_base (commit->store, before, error))
    return FALSE;
  change->op = CERCLE_OP_DELETE;
  change->base_rev = cercle_record_envelope (before)->rev;
  return write_row (commit, gone, error) && queue (commit, change, gone, error);
}

/* The case whose promised day this may take away, or NULL. A new one is opened with a promise; one
 * that another community has sent has none before it is accepted. */
static const char *
touched_by (CercleRecord *record)
{
  const CercleKind *kind = cercle_record_get_kind (record);
  gboolean moves =
      kind == &cercle_event_kind &&
      cercle_tokens_contain ("baton reopening", cercle_record_get_text (record, CERCLE_EVENT_SORT));

  if (kind == &cercle_transfer_kind && cercle_record_is_set (record, CERCLE_TRANSFER_ACCEPTED_AT))
    return cercle_record_get_text (record, CERCLE_TRANSFER_CASE);
  return moves || kind == &cercle_action_kind ? case_of (record) : NULL;
}

static void
touch (Commit *commit, CercleRecord *record)
{
  const char *id = touched_by (record);

  if (id != NULL && !g_hash_table_contains (commit->touched, id))
    g_hash_table_add (commit->touched, g_strdup (id));
}

static gboolean commit_all_of (Commit *commit, GPtrArray *actions, GError **error);

/* What was only made so that the case has a day ends with it. */
static gboolean
end_call_backs (Commit *commit, CercleRecord *event, GError **error)
{
  g_autoptr (GPtrArray) ended = NULL;

  if (cercle_record_get_kind (event) != &cercle_event_kind ||
      g_strcmp0 (cercle_record_get_text (event, CERCLE_EVENT_SORT), "closing") != 0)
    return TRUE;
  ended = cercle_lay_ended (commit->store, case_of (event), error);
  return ended != NULL && commit_all_of (commit, ended, error);
}

static gboolean
commit_entry (Commit *commit, const CercleEntry *entry, GError **error)
{
  const CercleKind *kind = cercle_record_get_kind (entry->record);
  g_autoptr (CercleRecord) before = NULL;

  if (kind->reach != CERCLE_UPWARD &&
      !cercle_lay_find (commit->store, kind, cercle_record_get_id (entry->record), &before, error))
    return FALSE;
  touch (commit, entry->record);
  if (before != NULL)
    touch (commit, before);
  if (entry->sort == CERCLE_ENTRY_DELETE)
    return remove_record (commit, before, error);
  if (before == NULL && cercle_record_envelope (entry->record)->rev == 0)
    return end_call_backs (commit, entry->record, error) && create (commit, entry, error);
  if (before == NULL || cercle_record_envelope (before)->deleted)
    return fail (error, "the record is no longer here");
  return patch (commit, entry, before, error);
}

static gboolean
commit_all_of (Commit *commit, GPtrArray *actions, GError **error)
{
  for (guint i = 0; i < actions->len; i++)
    {
      const CercleEntry entry = { CERCLE_ENTRY_SAVE, actions->pdata[i], FALSE };

      if (!commit_entry (commit, &entry, error))
        return FALSE;
    }
  return TRUE;
}

/* A case that an action left has no item of the outbox of its own: it is told only where the
 * server's version is kept already, or where there is none. */
static gboolean
is_told (Commit *commit, CercleRecord *kase, gpointer has_action, gboolean *told, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (CercleRecord) base = NULL;

  *told = kase != NULL && (GPOINTER_TO_INT (has_action) || cercle_record_envelope (kase)->rev == 0);
  if (kase == NULL || *told)
    return TRUE;
  base =
      cercle_lay_get_base (commit->store, &cercle_case_kind, cercle_record_get_id (kase), &local);
  *told = base != NULL;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Cases whose actions have changed. */
static gboolean
commit_due (Commit *commit, GError **error)
{
  GHashTableIter iter;
  gpointer id, has_action;

  g_hash_table_iter_init (&iter, commit->due);
  while (g_hash_table_iter_next (&iter, &id, &has_action))
    {
      g_autoptr (CercleRecord) kase = NULL;
      gboolean told;

      if (!cercle_lay_find (commit->store, &cercle_case_kind, id, &kase, error) ||
          !is_told (commit, kase, has_action, &told, error))
        return FALSE;
      if (told && (!cercle_lay_keep_base (commit->store, kase, error) ||
                   !cercle_lay_due (commit->store, kase, error) ||
                   !cercle_store_write (commit->store, kase, TRUE, NULL, error)))
        return FALSE;
    }
  return TRUE;
}

/* No open case is left without a promised day. */
static gboolean
commit_call_backs (Commit *commit, CercleTx *tx, GError **error)
{
  g_autofree const char **ids =
      (const char **) g_hash_table_get_keys_as_array (commit->touched, NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) follows =
          cercle_lay_call_backs (commit->store, ids[i], commit->member, commit->zone, error);

      if (follows == NULL || !commit_all_of (commit, follows, error))
        return FALSE;
      for (guint a = 0; a < follows->len; a++)
        cercle_tx_note_promised (tx, follows->pdata[a]);
    }
  return TRUE;
}

static gboolean
commit_all (Commit *commit, CercleTx *tx, GError **error)
{
  g_autofree char *known = NULL;

  if (!cercle_store_read_setting (commit->store, "zone", &known, error) ||
      (g_strcmp0 (known, commit->zone) != 0 &&
       !cercle_store_set_setting (commit->store, "zone", commit->zone, error)))
    return FALSE;
  for (guint i = 0; i < tx->entries->len; i++)
    if (!commit_entry (commit, &g_array_index (tx->entries, CercleEntry, i), error))
      return FALSE;
  for (guint i = 0; i < tx->drafts->len; i++)
    if (!cercle_store_remove (commit->store, &cercle_draft_kind, tx->drafts->pdata[i], error))
      return FALSE;
  return commit_due (commit, error) && commit_call_backs (commit, tx, error) &&
         commit_due (commit, error);
}

/* What was done last is taken back first. */
static CercleTx *
turn_round (CercleTx *tx)
{
  CercleTx *round = cercle_tx_new (tx->label);

  round->apart = tx->apart;
  round->said = tx->said;
  for (guint i = tx->entries->len; i > 0; i--)
    {
      const CercleEntry *entry = &g_array_index (tx->entries, CercleEntry, i - 1);
      cercle_tx_add (round, entry->sort, entry->record, entry->stamp);
    }
  return round;
}

gboolean
cercle_journal_commit (CercleStore *store, CercleTx *tx, const char *member, const char *zone,
                       CercleTx **undo, GError **error)
{
  g_autoptr (GHashTable) due = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) touched = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (CercleTx) inverse = cercle_tx_new (tx->label);
  g_autofree char *now = cercle_instant_now_text ();
  guint n = tx->entries->len;
  /* One alone may bring a call-back. */
  gboolean together = n > 1 || (n == 1 && touched_by (cercle_tx_get_record (tx, 0)) != NULL);
  g_autofree char *id = together && !tx->apart ? cercle_id_new () : NULL;
  Commit commit = { store, member, zone, now, id, inverse, TRUE, due, touched, 0 };

  if (undo != NULL)
    *undo = NULL;
  inverse->apart = tx->apart;
  if (tx->entries->len > CERCLE_TX_MOST && !tx->apart)
    return fail (error, "an action has at most 50 records");
  if (!cercle_store_begin (store, error) ||
      !cercle_store_end (store, commit_all (&commit, tx, error), error))
    return FALSE;
  tx->kept = !commit.undoable;
  if (undo != NULL && commit.undoable && inverse->entries->len > 0)
    *undo = turn_round (inverse);
  return TRUE;
}

/* Drafts */

static gboolean
save_draft (CercleStore *store, CercleRecord *draft, const char *content, GError **error)
{
  g_autofree char *now = cercle_instant_now_text ();

  if (content == NULL)
    return cercle_store_remove (store, &cercle_draft_kind, cercle_record_get_id (draft), error);
  cercle_record_set_text (draft, CERCLE_DRAFT_CONTENT, content);
  cercle_record_set_text (draft, CERCLE_DRAFT_SAVED_AT, now);
  return cercle_store_write (store, draft, TRUE, NULL, error);
}

gboolean
cercle_journal_draft (CercleStore *store, const char *id, const char *sort, const char *of_id,
                      const char *content, GError **error)
{
  g_autoptr (CercleRecord) draft = cercle_record_new_with_id (&cercle_draft_kind, id);

  cercle_record_set_text (draft, CERCLE_DRAFT_SORT, sort);
  cercle_record_set_text (draft, CERCLE_DRAFT_OF_ID, of_id);
  return cercle_store_begin_normal (store, error) &&
         cercle_store_end (store, save_draft (store, draft, content, error), error);
}
