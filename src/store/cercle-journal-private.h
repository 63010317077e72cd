/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the journal share.
 *
 * An item of the outbox is waiting, then sent (the server has it, the feed has not brought it yet), then
 * done (kept 35 days, in case the server is restored from before), or refused. What is waiting or sent is
 * laid over the base. */
#pragma once

#include "cercle-journal.h"
#include "cercle-store-private.h"

#define CERCLE_LAID "('waiting', 'sent')" /* states whose values show */

typedef enum { CERCLE_ENTRY_SAVE, CERCLE_ENTRY_DELETE } CercleEntrySort;
typedef struct
{
  CercleEntrySort sort;
  CercleRecord *record; /* owned */
  gboolean stamp;       /* of an undo: its instant, or its day, is that of the commit */
} CercleEntry;

struct _CercleTx
{
  char *label;
  const char *said; /* msgid, static; or NULL */
  GArray *entries; /* CercleEntry */
  GPtrArray *drafts;
  gboolean apart;
  gboolean kept;  /* once committed: nothing takes it back */
  char *promised; /* the same: the day of the call-back that it brought, or NULL */
};
void cercle_tx_add (CercleTx *tx, CercleEntrySort sort, CercleRecord *record, gboolean stamp);
/* A call-back that was written with it. */
void cercle_tx_note_promised (CercleTx *tx, CercleRecord *action);

/* --- cercle-journal-lay.c: what shows, given base and unsent changes */

/* FALSE with error; *record (transfer full): NULL where there is none, or id is NULL. */
gboolean cercle_lay_find (CercleStore *store, const CercleKind *kind, const char *id,
                          CercleRecord **record, GError **error);
/* (transfer full): the territory's zone, as the last commit told it; NULL with error. */
char *cercle_lay_zone (CercleStore *store, GError **error);
/* Today in a zone, as a day number. */
int cercle_lay_today (const char *zone);
/* Keeps the server's version of a record that is about to be changed here, if it has one. */
gboolean cercle_lay_keep_base (CercleStore *store, CercleRecord *record, GError **error);
/* The server's version is another now. */
gboolean cercle_lay_put_base (CercleStore *store, CercleRecord *record, GError **error);
/* (transfer full) (nullable): NULL without error when absent. */
CercleRecord *cercle_lay_get_base (CercleStore *store, const CercleKind *kind, const char *id,
                                   GError **error);
gboolean cercle_lay_drop_base (CercleStore *store, const CercleKind *kind, const char *id,
                               GError **error);
/* Writes the row anew: base and what is unsent; or the base alone, which then goes. */
gboolean cercle_lay_again (CercleStore *store, const CercleKind *kind, const char *id,
                           GError **error);
/* The same for a set of "kind id". */
gboolean cercle_lay_all (CercleStore *store, GHashTable *records, GError **error);
void cercle_lay_note (GHashTable *records, const char *kind, const char *id);
/* Sets what is due from the promise and the open actions in the file. */
gboolean cercle_lay_due (CercleStore *store, CercleRecord *kase, GError **error);

/* --- cercle-journal-outbox.c */

/* Puts one item in, waiting; sets nothing but n. about: the case it changes besides, or NULL. */
gboolean cercle_outbox_add (CercleStore *store, CercleMutation *mutation, const char *about,
                            GError **error);
#define CERCLE_OUTBOX_COLUMNS                                                                      \
  "n, mid, tx, kind, id, scope, op, base_rev, set_json, was_json, at, attempts"
/* (transfer full) (nullable): NULL when its kind is not known here. */
CercleMutation *cercle_outbox_read (CercleStatement *row);
/* Notes the record of an item, and the case it changes besides. */
gboolean cercle_outbox_note (CercleStore *store, const char *mid, GHashTable *records,
                             GError **error);
/* Items that the feed has brought back, as the cursors say, are done; their records are noted. */
gboolean cercle_outbox_deliver (CercleStore *store, GHashTable *records, GError **error);
/* (transfer full): the values that this desk has set last, as far as they are remembered; its mask tells
 * which. */
CercleRecord *cercle_outbox_own (CercleStore *store, const CercleKind *kind, const char *id,
                                 GError **error);
/* A refused creation of the row becomes one of what the row is now, and waits again (*mended: nothing else
 * need be sent); a refused patch of fields in mask only is replaced by the one to come. */
gboolean cercle_outbox_mend (CercleStore *store, CercleRecord *row, const char *about, guint64 mask,
                             gboolean *mended, GError **error);
/* seq that a cursor "v1/scope/epoch/seq" has reached; 0 when it does not say. */
gint64 cercle_cursor_seq (const char *cursor);

/* --- cercle-journal-promise.c: see cercle-call-back.h */

/* (transfer full): what must be written so that a case has its day. member: who writes. */
GPtrArray *cercle_lay_call_backs (CercleStore *store, const char *id, const char *member,
                                  const char *zone, GError **error);
/* (transfer full): what ends with a case that is closed. */
GPtrArray *cercle_lay_ended (CercleStore *store, const char *id, GError **error);

/* --- cercle-journal-undo.c */

/* Adds what takes back one save to undo; FALSE where nothing does. before: NULL for a creation; member:
 * who wrote it, and may delete it or not. */
gboolean cercle_undo_save (CercleTx *undo, CercleStore *store, CercleRecord *before,
                           CercleRecord *after, const char *member);
/* The same of an event; kase: its case as it was before. */
gboolean cercle_undo_event (CercleTx *undo, CercleStore *store, CercleRecord *event,
                            CercleRecord *kase);
gboolean cercle_undo_delete (CercleTx *undo, CercleRecord *before);
/* What is taken back without a deletion says when: now. */
void cercle_undo_stamp (CercleRecord *record, const char *zone);
