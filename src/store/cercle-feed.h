/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The server's side of a store: one counter a scope, the log of changes, the feed, answers given.
 * Everything that writes must be called within a transaction. */
#pragma once

#include "cercle-mutation.h"
#include "cercle-store.h"

typedef struct
{
  const char *mid, *member, *account, *device, *at; /* of the mutation; NULL for the server's own */
} CercleAuthor;

/* Scopes exist once made here. */
gboolean cercle_feed_add_scope (CercleStore *store, const char *scope, GError **error);
/* head: last seq given; floor: oldest cursor that can still be continued. FALSE when unknown. */
gboolean cercle_feed_get_scope (CercleStore *store, const char *scope, gint64 *head, gint64 *floor);
/* (transfer full): changes with each restore, so that desks notice; counters then leave out the
 * numbers that may have been given since the backup. */
char *cercle_feed_epoch (CercleStore *store);
gboolean cercle_feed_new_epoch (CercleStore *store, GError **error);

/* Writes record as the next rev with the scope's next seq (counter taken inside this transaction),
 * field_revs of the fields in changed, and one change row (patch: the fields of changed). Sets rev, seq,
 * created_* or updated_* in the envelope from author and the clock. When the audience differs from the
 * row's, what is gone of it is added to prev_audience. op: create, patch or delete (a tombstone stays). */
gboolean cercle_feed_write (CercleStore *store, CercleRecord *record, CercleOp op, guint64 changed,
                            const CercleAuthor *author, GError **error);
/* rev at which each field last changed; field_revs has kind->n_fields elements. */
gboolean cercle_feed_field_revs (CercleStore *store, const CercleKind *kind, const char *id,
                                 gint64 *field_revs, GError **error);
/* Who changed a field last, and when (transfer full, may be NULL): for conflicts. */
gboolean cercle_feed_last_change (CercleStore *store, const CercleKind *kind, const char *id,
                                  guint field, char **member, char **at, GError **error);

/* The audience of a row is one or several, space separated: any of them reads it, and a reader is told the
 * first by which she does. */
/* Records of page->scope changed after page->after, each once at its latest seq, in seq order, at most
 * page->limit; what page->audiences (space separated) may read is put or del, what they could read
 * before is hide. Sets last (the seq to continue from) and more. */
typedef struct
{
  const char *scope, *audiences;
  gint64 after;
  guint limit;
  gint64 last;
  gboolean more;
} CercleFeedPage;
GPtrArray *cercle_feed_read (CercleStore *store, CercleFeedPage *page, GError **error);
/* A page of all readable records, in the order of kinds and identities. mark: "" or the last page's
 * (in, out, transfer full; NULL when this was the last). */
GPtrArray *cercle_feed_snapshot (CercleStore *store, const char *scope, const char *audiences,
                                 guint limit, char **mark, GError **error);

/* Answers already given. hash: of the item's canonical text; another hash under the same mid is an
 * error of the client (CERCLE_STORE_ERROR_REUSED). (transfer full) (nullable): outcome as JSON text. */
char *cercle_feed_answer (CercleStore *store, const char *mid, const char *hash, GError **error);
gboolean cercle_feed_keep_answer (CercleStore *store, const char *mid, const char *hash,
                                  const char *outcome, GError **error);
/* Content of a refused mutation (item: its JSON as received), for the coordinator. */
gboolean cercle_feed_quarantine (CercleStore *store, const CercleAuthor *author,
                                 const CercleMutation *mutation, const char *item,
                                 const char *problem, GError **error);
/* Next number of a counter within a scope: references of cases. -1 with error. */
gint64 cercle_feed_number (CercleStore *store, const char *scope, const char *counter, GError **error);
/* One read of a record (UPWARD kind access), kept apart. */
gboolean cercle_feed_log_access (CercleStore *store, CercleRecord *access, GError **error);
