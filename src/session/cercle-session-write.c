/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does what a person does reach the file, and how is it taken back? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-session-private.h"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-conflict.h"
#include "cercle-directory-import-private.h"
#include "cercle-directory.h"
#include "cercle-event.h"
#include "cercle-instant.h"
#include "cercle-json.h"
#include "cercle-macros.h"
#include "cercle-moves.h"
#include "cercle-waiting-desk.h"
#include "cercle-waiting-list.h"

#define MAX_UNDO 50
#define ACCESS_PACE (15 * 60 * 1000)

typedef struct
{
  CercleTx *tx, *undo;
  char *member, *zone;
  guint64 kinds;
  gboolean taking_back;  /* what undoes is not itself undone */
  CerclePrepare prepare; /* NULL: tx is ready … */
  gpointer prepare_data; /* … of the outer task, which waits */
  guint attempt;
  CercleJournalState state; /* after it, when counted */
  gboolean counted;
} Commit;

static void
commit_free (gpointer data)
{
  Commit *commit = data;

  g_clear_pointer (&commit->tx, cercle_tx_free);
  g_clear_pointer (&commit->undo, cercle_tx_free);
  g_free (commit->member);
  g_free (commit->zone);
  g_free (commit);
}

static guint64 kinds_of (CercleTx *tx);

/* Without a name it is nothing that anybody did: it neither is undone nor bars the way to what was
 * done before. */
static gboolean
is_hint (Commit *commit)
{
  return cercle_tx_get_label (commit->tx) == NULL;
}

static gboolean
commit_job (CercleStore *store, gpointer data, GError **error)
{
  Commit *commit = data;

  if (commit->prepare != NULL)
    {
      if (!commit->prepare (store, commit->tx, commit->prepare_data, error))
        return FALSE;
      if (cercle_tx_get_size (commit->tx) == 0)
        return TRUE;
      commit->kinds = kinds_of (commit->tx);
    }
  if (!cercle_journal_commit (store, commit->tx, commit->member, commit->zone,
                              commit->taking_back || is_hint (commit) ? NULL : &commit->undo,
                              error))
    return FALSE;
  /* What waits is told with the change itself, not a moment later. */
  commit->counted = cercle_journal_state (store, &commit->state, NULL);
  return TRUE;
}

/* Events and actions also move what their case shows; a case may owe itself a call-back. */
static guint64
kinds_of (CercleTx *tx)
{
  guint64 kinds = cercle_session_kind_bit (&cercle_draft_kind);

  for (guint i = 0; i < cercle_tx_get_size (tx); i++)
    {
      const CercleKind *kind = cercle_record_get_kind (cercle_tx_get_record (tx, i));
      kinds |= cercle_session_kind_bit (kind);
      if (kind == &cercle_event_kind || kind == &cercle_action_kind || kind == &cercle_case_kind)
        kinds |= cercle_session_kind_bit (&cercle_case_kind) |
                 cercle_session_kind_bit (&cercle_action_kind);
    }
  return kinds;
}

static void
update_undo_label (CercleSession *self)
{
  CercleTx *tx = g_queue_peek_head (&self->undo);
  /* One without records bars the way to what came before it. */
  const char *label = tx != NULL && cercle_tx_get_size (tx) > 0 ? cercle_tx_get_label (tx) : NULL;

  cercle_session_set_text (self, &self->undo_label,
                           label != NULL ? g_dgettext (GETTEXT_PACKAGE, label) : NULL,
                           "undo-label");
}

void
cercle_session_clear_undo (CercleSession *self)
{
  g_queue_clear_full (&self->undo, (GDestroyNotify) cercle_tx_free);
  update_undo_label (self);
}

void
cercle_session_push_undo (CercleSession *self, CercleTx *tx)
{
  g_queue_push_head (&self->undo, tx);
  while (self->undo.length > MAX_UNDO)
    cercle_tx_free (g_queue_pop_tail (&self->undo));
  update_undo_label (self);
}

/* Ctrl+Z means what was done last: where that stays, the first one says so, and only the next one
 * takes back what was done before. */
static void
push_kept (CercleSession *self, CercleTx *done)
{
  const char *why = cercle_tx_why_kept (done);

  if (why != NULL)
    cercle_session_push_undo (self, cercle_tx_new (why));
}

static gboolean
concerns (CercleTx *tx, const CercleKind *const *kinds)
{
  for (guint i = 0; i < cercle_tx_get_size (tx); i++)
    for (guint k = 0; kinds[k] != NULL; k++)
      if (cercle_record_get_kind (cercle_tx_get_record (tx, i)) == kinds[k])
        return TRUE;
  return FALSE;
}

void
cercle_session_bar_undo (CercleSession *self, const CercleKind *const *kinds, const char *why)
{
  for (GList *link = self->undo.head, *next; link != NULL; link = next)
    {
      next = link->next;
      if (!concerns (link->data, kinds))
        continue;
      cercle_tx_free (link->data);
      g_queue_delete_link (&self->undo, link);
    }
  cercle_session_push_undo (self, cercle_tx_new (why));
}

void
cercle_session_gather_undo (CercleSession *self, const CercleKind *kind, guint field,
                            GHashTable *texts)
{
  for (GList *link = self->undo.head; link != NULL; link = link->next)
    for (guint i = 0; i < cercle_tx_get_size (link->data); i++)
      {
        CercleRecord *record = cercle_tx_get_record (link->data, i);

        if (cercle_record_get_kind (record) == kind && cercle_record_is_set (record, field))
          g_hash_table_add (texts, g_strdup (cercle_record_get_text (record, field)));
      }
}

/* After a commit: the windows, the undo stack, the counts, the network. */
static void
take_commit (CercleSession *self, Commit *commit)
{
  if (commit->attempt != self->attempt)
    return;
  if (commit->undo != NULL)
    cercle_session_push_undo (self, g_steal_pointer (&commit->undo));
  else if (!commit->taking_back && !is_hint (commit))
    push_kept (self, commit->tx);
  for (GList *older = self->undo.head; commit->taking_back && older != NULL; older = older->next)
    cercle_tx_follow (older->data, commit->tx);
  g_free (self->promised);
  self->promised = g_strdup (cercle_tx_get_promised (commit->tx));
  cercle_session_set_problem (self, "disk", NULL);
  if (commit->counted)
    cercle_session_set_number (self, &self->waiting, commit->state.waiting, "waiting");
  cercle_session_emit_changed (self, commit->kinds);
  /* Which rows are in force is another question now. */
  if ((commit->kinds & cercle_session_kind_bit (&cercle_waiting_list_kind)) != 0)
    cercle_session_forget_waiting_async (self, FALSE, NULL, NULL);
  cercle_session_refresh (self);
  if (self->sync_thread != NULL)
    cercle_sync_thread_wake (self->sync_thread, FALSE);
}

/* What the person reads: a rule's own sentence, or one about the disk. */
static GError *
commit_error (CercleSession *self, GError *failure)
{
  GError *told;

  if (failure->domain == CERCLE_RECORD_ERROR)
    return failure;
  if (self->state == CERCLE_SESSION_OPEN)
    cercle_session_note_store_error (self, failure);
  told = cercle_session_error_from (failure);
  g_error_free (failure);
  return told;
}

static void
committed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CercleSession *self = CERCLE_SESSION (source);
  g_autoptr (GTask) outer = data;
  Commit *commit = g_task_get_task_data (G_TASK (result));
  GError *failure = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &failure))
    {
      take_commit (self, commit);
      g_task_return_boolean (outer, TRUE);
      return;
    }
  /* An undo that a full disk refused can be asked again; one that a rule refuses never works. */
  if (commit->taking_back && failure->domain != CERCLE_RECORD_ERROR &&
      commit->attempt == self->attempt)
    cercle_session_push_undo (self, g_steal_pointer (&commit->tx));
  g_task_return_error (outer, commit_error (self, failure));
}

/* Takes outer and commit, whose tx is set. */
static void
push (CercleSession *self, GTask *outer, Commit *commit)
{
  GTask *inner = g_task_new (self, NULL, committed_cb, outer);

  commit->kinds = kinds_of (commit->tx);
  commit->member = self->desk != NULL ? g_strdup (self->desk->member) : NULL;
  commit->zone = g_strdup (cercle_session_get_zone (self));
  commit->attempt = self->attempt;
  g_task_set_task_data (inner, commit, commit_free);
  if (self->store_thread != NULL)
    {
      cercle_store_thread_push (self->store_thread, CERCLE_TURN_SAVE, commit_job, inner);
      return;
    }
  g_task_return_new_error (inner, CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_FAILED, "%s",
                           _ ("Nobody is signed in."));
  g_object_unref (inner);
}

/* Takes outer and tx. */
static void
push_commit (CercleSession *self, GTask *outer, CercleTx *tx, gboolean taking_back)
{
  Commit *commit = g_new0 (Commit, 1);

  commit->tx = tx;
  commit->taking_back = taking_back;
  push (self, outer, commit);
}

void
cercle_session_push_action (CercleSession *self, GTask *outer, CercleTx *tx, CerclePrepare prepare)
{
  Commit *commit = g_new0 (Commit, 1);

  commit->tx = tx;
  commit->prepare = prepare;
  commit->prepare_data = g_task_get_task_data (outer);
  push (self, outer, commit);
}

void
cercle_session_commit_async (CercleSession *self, CercleTx *tx, GAsyncReadyCallback callback,
                             gpointer data)
{
  push_commit (self, g_task_new (self, NULL, callback, data), tx, FALSE);
}

gboolean
cercle_session_commit_finish (CercleSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

const char *
cercle_session_get_promised (CercleSession *self)
{
  return self->promised;
}

CercleRecord *
cercle_session_new_record (CercleSession *self, const CercleKind *kind)
{
  CercleRecord *record = cercle_record_new (kind);
  CercleEnvelope *envelope = cercle_record_envelope (record);
  g_autofree char *own = NULL;

  if (strchr (kind->scopes, 'c') != NULL)
    cercle_envelope_set (&envelope->scope, self->scope);
  else if (strchr (kind->scopes, 't') != NULL)
    cercle_envelope_set (&envelope->scope, self->directory_scope);
  else if (strchr (kind->scopes, 'u') != NULL)
    {
      own = g_strconcat ("u:", self->last_login, NULL);
      cercle_envelope_set (&envelope->scope, own);
    }
  else
    cercle_envelope_set (&envelope->scope, "national");
  if (envelope->audience == NULL)
    cercle_envelope_set (&envelope->audience, kind->audience);
  return record;
}

const char *
cercle_session_get_undo_label (CercleSession *self)
{
  return self->undo_label;
}

void
cercle_session_undo_async (CercleSession *self, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, NULL, callback, data);
  CercleTx *tx = g_queue_pop_head (&self->undo);

  update_undo_label (self);
  if (tx == NULL || cercle_tx_get_size (tx) == 0)
    {
      g_task_return_new_error (task, CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_FAILED, "%s",
                               tx == NULL ? _ ("There is nothing to undo.")
                                          : g_dgettext (GETTEXT_PACKAGE, cercle_tx_get_label (tx)));
      g_clear_pointer (&tx, cercle_tx_free);
      g_object_unref (task);
      return;
    }
  /* An import is longer than one visit to the store thread. */
  if (cercle_record_get_kind (cercle_tx_get_record (tx, 0)) == &cercle_import_kind)
    {
      cercle_directory_take_back (self, task, tx,
                                  cercle_record_get_id (cercle_tx_get_record (tx, 0)));
      return;
    }
  g_task_set_task_data (task, (gpointer) cercle_tx_get_said (tx), NULL);
  push_commit (self, task, tx, TRUE);
}

gboolean
cercle_session_undo_finish (CercleSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

const char *
cercle_session_undo_said (GAsyncResult *result)
{
  const char *said = g_task_get_task_data (G_TASK (result));
  return said != NULL ? g_dgettext (GETTEXT_PACKAGE, said) : NULL;
}

/* --- Drafts ----------------------------------------------------------------------------------- */

typedef struct
{
  char *id, *sort, *of_id, *content;
} Draft;

static void
draft_free (gpointer data)
{
  Draft *draft = data;

  g_free (draft->id);
  g_free (draft->sort);
  g_free (draft->of_id);
  g_free (draft->content);
  g_free (draft);
}

static gboolean
draft_job (CercleStore *store, gpointer data, GError **error)
{
  Draft *draft = data;

  return cercle_journal_draft (store, draft->id, draft->sort, draft->of_id, draft->content, error);
}

static void
drafted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CercleSession *self = CERCLE_SESSION (source);
  g_autoptr (GError) error = NULL;
  gboolean ok = g_task_propagate_boolean (G_TASK (result), &error);

  if (self->state != CERCLE_SESSION_OPEN || GPOINTER_TO_UINT (data) != self->attempt)
    return;
  cercle_session_note_store_error (self, error);
  if (ok)
    cercle_session_emit_changed (self, cercle_session_kind_bit (&cercle_draft_kind));
}

void
cercle_session_draft (CercleSession *self, const char *id, const char *sort, const char *of_id,
                      const char *content)
{
  Draft *draft;
  GTask *task;

  if (self->store_thread == NULL)
    return;
  draft = g_new0 (Draft, 1);
  draft->id = g_strdup (id);
  draft->sort = g_strdup (sort);
  draft->of_id = g_strdup (of_id);
  draft->content = g_strdup (content);
  task = g_task_new (self, NULL, drafted_cb, GUINT_TO_POINTER (self->attempt));
  g_task_set_task_data (task, draft, draft_free);
  cercle_store_thread_push (self->store_thread, CERCLE_TURN_SAVE, draft_job, task);
}

GPtrArray *
cercle_session_get_drafts (CercleSession *self, const char *sort)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_draft_kind);

  cercle_query_where (query, CERCLE_DRAFT_SORT, CERCLE_IS, sort);
  cercle_query_sort (query, -1, CERCLE_DRAFT_SAVED_AT, TRUE);
  return cercle_session_find_now (self, query);
}

/* --- Conflicts -------------------------------------------------------------------------------- */

static gboolean
save_proposed (CercleSession *self, CercleTx *tx, CercleRecord *conflict, GError **error)
{
  const char *proposed = cercle_record_get_text (conflict, CERCLE_CONFLICT_PROPOSED);
  const char *name = cercle_record_get_text (conflict, CERCLE_CONFLICT_OF_KIND);
  const CercleKind *kind = cercle_kind_find (name);
  g_autoptr (JsonObject) values =
      cercle_json_parse (proposed != NULL ? proposed : "{}", -1, G_MAXINT, error);
  g_autoptr (CercleRecord) record = NULL;

  if (values == NULL)
    return FALSE;
  /* A move is made anew by the server, from the state it has then: made here too, it would come
   * second, with a "from" that is no longer true, and be the next conflict. */
  if (g_strcmp0 (cercle_record_get_text (conflict, CERCLE_CONFLICT_FIELDS), "move") == 0)
    return TRUE;
  if (kind != NULL)
    record =
        cercle_session_get (self, kind, cercle_record_get_text (conflict, CERCLE_CONFLICT_OF_ID));
  if (record == NULL)
    {
      g_set_error_literal (error, CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_FAILED,
                           _ ("The record of this conflict is no longer here."));
      return FALSE;
    }
  cercle_record_clear_changed (record);
  if (!cercle_record_apply_json (record, values, CERCLE_APPLY_STRICT, NULL, error))
    return FALSE;
  if (cercle_record_get_changed (record) != 0)
    cercle_tx_save (tx, record);
  return TRUE;
}

void
cercle_session_resolve_async (CercleSession *self, CercleRecord *conflict, const char *choice,
                              GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, NULL, callback, data);
  g_autoptr (CercleTx) tx = cercle_tx_new (N_ ("Conflict resolved"));
  g_autoptr (CercleRecord) chosen = cercle_record_copy (conflict);
  GError *error = NULL;

  cercle_record_set_text (chosen, CERCLE_CONFLICT_CHOICE, choice);
  cercle_tx_save (tx, chosen);
  if (g_strcmp0 (choice, "proposed") == 0 && !save_proposed (self, tx, conflict, &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  push_commit (self, task, g_steal_pointer (&tx), FALSE);
}

/* --- Reads ------------------------------------------------------------------------------------ */

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CercleSession *self = CERCLE_SESSION (source);
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error) && self->state == CERCLE_SESSION_OPEN)
    cercle_session_note_store_error (self, error);
}

void
cercle_session_note_access (CercleSession *self, const CercleKind *kind, const char *id)
{
  g_autofree char *key = g_strconcat (kind->name, ":", id, NULL);
  gint64 now = cercle_instant_now ();
  const gint64 *last = g_hash_table_lookup (self->accesses, key);
  g_autofree char *at = NULL;
  g_autoptr (CercleRecord) access = NULL;
  Commit *commit;
  GTask *task;

  if (self->store_thread == NULL || (last != NULL && ABS (now - *last) < ACCESS_PACE))
    return;
  g_hash_table_insert (self->accesses, g_steal_pointer (&key), g_memdup2 (&now, sizeof now));
  at = cercle_instant_format (now);
  access = cercle_session_new_record (self, &cercle_access_kind);
  cercle_record_set_text (access, CERCLE_ACCESS_OF_KIND, kind->name);
  cercle_record_set_text (access, CERCLE_ACCESS_OF_ID, id);
  cercle_record_set_text (access, CERCLE_ACCESS_AT, at);
  cercle_record_set_text (access, CERCLE_ACCESS_BY, self->desk->member);
  commit = g_new0 (Commit, 1);
  commit->tx = cercle_tx_new (N_ ("Read noted"));
  commit->member = g_strdup (self->desk->member);
  commit->zone = g_strdup (cercle_session_get_zone (self));
  commit->taking_back = TRUE;
  cercle_tx_save (commit->tx, access);
  task = g_task_new (self, NULL, noted_cb, NULL);
  g_task_set_task_data (task, commit, commit_free);
  cercle_store_thread_push (self->store_thread, CERCLE_TURN_SAVE, commit_job, task);
}
