/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's journal: what this desk has changed and what the server has told. Store thread only.
 * A record with unsent changes shows base + pending; base rows keep the server's version meanwhile. */
#pragma once

#include "cercle-mutation.h"
#include "cercle-store.h"

/* One user action: all or none, at most so many items unless they go apart. */
#define CERCLE_TX_MOST 50
typedef struct _CercleTx CercleTx;
CercleTx *cercle_tx_new (const char *label); /* msgid, for undo: "Note added" */
void cercle_tx_free (CercleTx *tx);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleTx, cercle_tx_free)
/* Takes a reference. A record with rev 0 that is not in the file is created; else the fields of its
 * changed mask are patched. The record must have its scope. */
void cercle_tx_save (CercleTx *tx, CercleRecord *record);
void cercle_tx_delete (CercleTx *tx, CercleRecord *record);
/* A draft of the desk that ends with this action. */
void cercle_tx_drop_draft (CercleTx *tx, const char *id);
/* For one change of many records: on the desk all or none as ever, with one undo; on the wire each record
 * goes by itself, so that no cap holds and what the server refuses of one does not hold the others
 * back. Of its records one may name another only when it comes later and serves without what follows. */
void cercle_tx_set_apart (CercleTx *tx);
const char *cercle_tx_get_label (CercleTx *tx);
/* Of an undo: a msgid that tells what it did where that is not what one expects; or NULL. */
const char *cercle_tx_get_said (CercleTx *tx);
/* Of a committed action that has none: the msgid of a sentence about what can be done instead; or
 * NULL. */
const char *cercle_tx_why_kept (CercleTx *tx);
/* Of a committed action that would have left an open case without a promised day: that of the
 * call-back which was written with it (the first of several); or NULL. */
const char *cercle_tx_get_promised (CercleTx *tx);
guint cercle_tx_get_size (CercleTx *tx);
/* (transfer none) */
CercleRecord *cercle_tx_get_record (CercleTx *tx, guint i);

/* What done, an undo, brought back under a new identity is meant by self from now on. */
void cercle_tx_follow (CercleTx *self, CercleTx *done);

/* Checks every record (CERCLE_RECORD_ERROR), writes rows, base and outbox, applies moves to their
 * case (derived fields), durably; and the call-back of a case that is left without a promised day
 * (cercle-call-back.h). zone: the territory's. member: the author. On error nothing is
 * changed. undo (out, may be NULL, transfer full): the action that takes it back (an inverse patch,
 * the inverse move, a cancelled action, a deleted creation, or one that is withdrawn where she may
 * not delete it); NULL where there is none (notes, calls, what an adviser may not delete:
 * cercle_tx_why_kept()). */
gboolean cercle_journal_commit (CercleStore *store, CercleTx *tx, const char *member, const char *zone,
                                CercleTx **undo, GError **error);

/* LOCAL drafts, synchronous=NORMAL: survives kill -9 of the program. content NULL removes it. */
gboolean cercle_journal_draft (CercleStore *store, const char *id, const char *sort, const char *of_id,
                               const char *content, GError **error);

/* What to send, oldest first: at most n items and bytes, whole tx. Items that name a refused record
 * (and their tx) are left out. (transfer full): CercleMutation. */
GPtrArray *cercle_journal_pending (CercleStore *store, guint n, gsize bytes, GError **error);
/* Takes note of outcomes (CercleOutcome), durably. applied, merged and conflict stay in the outbox as
 * sent until the feed has delivered their seq; refused ones stay visible. retry only counts. */
gboolean cercle_journal_settle (CercleStore *store, GPtrArray *outcomes, GError **error);

/* Applies a page of the feed of one scope and keeps its cursor, in one transaction: a put with unsent
 * changes goes to base and the changes are laid over it again; older revs are ignored; del and hide
 * remove (unsent changes of a hidden record become refused). changed (out, may be NULL): the
 * kinds touched, as a bit set by position in cercle_kinds(). */
gboolean cercle_journal_apply (CercleStore *store, const char *scope, GPtrArray *items,
                               const char *cursor, const char *epoch, guint64 *changed, GError **error);
/* cursor: (transfer full), NULL when the scope was never read; FALSE when that cannot be told. */
gboolean cercle_journal_cursor (CercleStore *store, const char *scope, char **cursor, GError **error);
/* (transfer full): scopes of this file. */
GStrv cercle_journal_scopes (CercleStore *store);
/* After a new epoch: sent but not yet returned mutations become unsent again, and the next pull is a
 * snapshot whose end removes what it did not name, except unsent work. */
gboolean cercle_journal_new_epoch (CercleStore *store, GError **error);
/* A snapshot in progress: where to go on ("" begins), and its end: rows of the scope that it did not
 * name are removed, unless they hold unsent work. */
gboolean cercle_journal_snapshot_mark (CercleStore *store, const char *scope, char **mark,
                                       GError **error);
gboolean cercle_journal_snapshot_begin (CercleStore *store, const char *scope, const char *epoch, GError **error);
gboolean cercle_journal_snapshot_page (CercleStore *store, const char *scope, GPtrArray *items,
                                       const char *mark, guint64 *changed, GError **error);
gboolean cercle_journal_snapshot_end (CercleStore *store, const char *scope, const char *cursor, GError **error);
/* A scope that was taken away: its rows, cursor, base; its unsent work becomes refused ("scope"). */
gboolean cercle_journal_drop_scope (CercleStore *store, const char *scope, GError **error);

typedef struct { guint waiting, refused, conflicts; gboolean indexing; } CercleJournalState;
gboolean cercle_journal_state (CercleStore *store, CercleJournalState *state, GError **error);
/* (transfer full): refused changes with their problem, oldest first. */
typedef struct { CercleMutation *mutation; char *problem, *field; } CercleRefusal;
void cercle_refusal_free (CercleRefusal *refusal);
GPtrArray *cercle_journal_refusals (CercleStore *store, GError **error);
/* Send it again (after the cause is gone), or let it go (its base shows again). */
gboolean cercle_journal_retry (CercleStore *store, const char *mid, GError **error);
gboolean cercle_journal_abandon (CercleStore *store, const char *mid, GError **error);
/* 0 synced, 1 waiting, 2 refused: the mark on a row. */
int cercle_journal_mark (CercleStore *store, const CercleKind *kind, const char *id);
/* (transfer full): drafts and unsent changes of a damaged file, as JSON lines, as far as they can be
 * read; and put back into a fresh one. */
char *cercle_journal_rescue (const char *path, GBytes *key, guint *n_lines);
gboolean cercle_journal_restore (CercleStore *store, const char *lines, GError **error);
