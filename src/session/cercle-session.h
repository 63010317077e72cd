/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The state of the desk, for the window: who is signed in, what is known, what waits. Main thread only.
 * Behind it the store thread alone writes and the sync thread alone talks to the network. */
#pragma once

#include <gio/gio.h>

#include "cercle-bulk.h"
#include "cercle-figures.h"
#include "cercle-indicator.h"
#include "cercle-journal.h"

#define CERCLE_TYPE_SESSION (cercle_session_get_type ())
/* Properties, all with notify:
 *  "state"          CercleSessionState
 *  "online"         boolean: the last exchange succeeded
 *  "syncing"        boolean
 *  "progress"       uint: rows of a first sync in progress, 0 otherwise
 *  "last-exchange"  string: instant of the last successful exchange, or NULL
 *  "offline-since"  string: instant since when it fails, or NULL
 *  "waiting", "refused", "conflicts"  uint
 *  "trouble"        string: one translated sentence about the network, or NULL
 *  "undo-label"     string: see cercle_session_get_undo_label()
 * Signal "changed" (guint64 kinds): records of these kinds changed, by this desk or by others; kinds is
 * a bit set by position in cercle_kinds().
 * Signal "figures": cercle_session_get_figures() has others.
 * Signal "searchable": what came in bulk has got its search rows; searches find it from now on. */
G_DECLARE_FINAL_TYPE (CercleSession, cercle_session, CERCLE, SESSION, GObject)

typedef enum
{
  CERCLE_SESSION_SIGNED_OUT, /* nothing open: show sign-in */
  CERCLE_SESSION_OPENING,
  CERCLE_SESSION_OPEN,       /* records can be read and written, with or without network */
} CercleSessionState;
#define CERCLE_TYPE_SESSION_STATE (cercle_session_state_get_type ())
GType cercle_session_state_get_type (void);

/* profile: NULL, or the name given to --profile: own folders (DATA_DIR/cercle/profile-NAME).
 * data_dir: NULL for XDG_DATA_HOME. With a profile, CERCLE_CLOCK (an instant) makes the clock stand. */
CercleSession *cercle_session_new (const char *profile, const char *data_dir);
const char *cercle_session_get_profile (CercleSession *self);
gboolean cercle_session_is_example (CercleSession *self); /* invented data: the band "Example" */
/* TRUE while OPEN when this program was built with SQLCipher and the desk's file is in fact encrypted:
 * otherwise the password only gates the window, and the preferences say so. */
gboolean cercle_session_file_is_encrypted (CercleSession *self);
/* Whether this program can encrypt at all: known before anybody signs in. */
gboolean cercle_session_can_encrypt (void);

/* --- Signing in ------------------------------------------------------------------------------ */
/* Last address and login used, or NULL: to fill the form. */
const char *cercle_session_get_address (CercleSession *self);
const char *cercle_session_get_login (CercleSession *self);
/* Opens: with the server when it answers (and then the file, new or known); with the password alone
 * when it does not and this desk knows the account. Errors are CERCLE_SESSION_ERROR with a sentence.
 * While OPEN, with the same address and login: renews the session with another password (after one
 * changed at the server); the work goes on meanwhile. With another account: signs out first. */
void cercle_session_sign_in_async (CercleSession *self, const char *address, const char *login,
                                   const char *password, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer data);
gboolean cercle_session_sign_in_finish (CercleSession *self, GAsyncResult *result, GError **error);
/* Ends the session at the server if it can, closes the file. */
void cercle_session_sign_out (CercleSession *self);
/* Stops both threads and waits (at most 2 s for the network). Call before dropping the last reference. */
void cercle_session_close (CercleSession *self);
#define CERCLE_SESSION_ERROR (cercle_session_error_quark ())
typedef enum
{
  CERCLE_SESSION_ERROR_ADDRESS, CERCLE_SESSION_ERROR_NETWORK, CERCLE_SESSION_ERROR_FOREIGN,
  CERCLE_SESSION_ERROR_PASSWORD, CERCLE_SESSION_ERROR_WAIT, /* growing delay after wrong passwords */
  CERCLE_SESSION_ERROR_DISK, CERCLE_SESSION_ERROR_IN_USE, CERCLE_SESSION_ERROR_NEWER,
  CERCLE_SESSION_ERROR_FAILED,
} CercleSessionError;
GQuark cercle_session_error_quark (void);

/* --- Who and where --------------------------------------------------------------------------- */
/* (transfer none): NULL until they have been synced. */
CercleRecord *cercle_session_get_member (CercleSession *self);
CercleRecord *cercle_session_get_community (CercleSession *self);
const char *cercle_session_get_scope (CercleSession *self);           /* "c:…" of the community */
const char *cercle_session_get_directory_scope (CercleSession *self); /* "t:14" */
const char *cercle_session_get_zone (CercleSession *self);            /* time zone of the territory */
const char *cercle_session_get_territory (CercleSession *self);       /* "14" */
/* The territory's today: text "2020-06-23" (static) and day number. */
const char *cercle_session_get_today (CercleSession *self);
int cercle_session_get_today_number (CercleSession *self);
gboolean cercle_session_may (CercleSession *self, const CercleKind *kind, CercleOp op);

/* --- Reading (short reads by key on the main thread's own connection) -------------------------- */
/* (transfer full) (nullable): also NULL while a writer is in the way: try again on "changed". */
CercleRecord *cercle_session_get (CercleSession *self, const CercleKind *kind, const char *id);
/* (transfer full): whom this person's record was merged into at last, then all that was merged into that;
 * empty when there is none. */
GPtrArray *cercle_session_get_persons (CercleSession *self, const char *id);
/* (transfer full): the records of a query, asked on the store thread. */
void cercle_session_find_async (CercleSession *self, CercleQuery *query, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer data);
GPtrArray *cercle_session_find_finish (CercleSession *self, GAsyncResult *result, GError **error);
/* Counts several queries in one visit to the store thread. result: GArray of gint64, -1 where failed. */
void cercle_session_count_async (CercleSession *self, GPtrArray *queries, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer data);
GArray *cercle_session_count_finish (CercleSession *self, GAsyncResult *result, GError **error);
/* fields must outlive the question. (transfer full): CercleTally, see cercle_store_tally(). */
void cercle_session_tally_async (CercleSession *self, CercleQuery *query,
                                 const CercleTallyFields *fields, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer data);
GPtrArray *cercle_session_tally_finish (CercleSession *self, GAsyncResult *result, GError **error);
/* (transfer full): name of "member:…", "organisation:…", "person:…", or of a bare identity of kind;
 * "?" when unknown. Kept in memory for members and organisations. */
char *cercle_session_name_of (CercleSession *self, const char *reference);
char *cercle_session_name_of_id (CercleSession *self, const CercleKind *kind, const char *id);
/* (transfer full): a field as a person reads it, with names and labels of codes kept in memory; "" unset. */
char *cercle_session_words_of (CercleSession *self, CercleRecord *record, guint field);
/* Family letter of a holder: 'C' our team, 'M', 'E', 'D', 'A', 'P', '?' nobody. */
char cercle_session_holder_letter (CercleSession *self, const char *reference);
/* The people at a telephone number or of these words, with their relatives; like (nullable): a person as
 * typed, or a record: who may be the same stands first. Each may be NULL; merged ones are followed.
 * (transfer full): CercleRecord (persons). */
void cercle_session_find_household_async (CercleSession *self, const char *phone, const char *words,
                                          CercleRecord *like, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer data);
GPtrArray *cercle_session_find_household_finish (CercleSession *self, GAsyncResult *result,
                                                 GError **error);
/* 0 synced, 1 waiting, 2 refused. */
int cercle_session_mark (CercleSession *self, const CercleKind *kind, const char *id);
/* Context of the indicators, valid until the next call. */
const CercleIndicatorContext *cercle_session_get_indicator_context (CercleSession *self);
/* (transfer full): choices of an open list in the user's language: CercleRecord of kind code, in order. */
GPtrArray *cercle_session_get_codes (CercleSession *self, const char *list);
/* (transfer full): reflex sheets of the kit for a sub-mission ("": none yet), the newest first, then those of
 * these themes (nullable); those that were retired, or replaced by another one, are left out. */
GPtrArray *cercle_session_get_reflex_sheets (CercleSession *self, const char *sub_mission,
                                             const char *themes);
/* The same, and those that are no longer offered. */
GPtrArray *cercle_session_get_all_codes (CercleSession *self, const char *list);

/* --- Writing ----------------------------------------------------------------------------------- */
/* Takes tx; its records belong to the store thread until the answer: save copies of what a view shows.
 * They are shown at once through "changed"; on error nothing was changed and the sentence says why.
 * Undoable when the journal gives an inverse. */
void cercle_session_commit_async (CercleSession *self, CercleTx *tx, GAsyncReadyCallback callback,
                                  gpointer data);
gboolean cercle_session_commit_finish (CercleSession *self, GAsyncResult *result, GError **error);
/* (nullable): the day of the call-back that came with what was done last, or that taking it back left
 * in place, because nothing else was due for its case (cercle-call-back.h). */
const char *cercle_session_get_promised (CercleSession *self);
/* One change of many cases as one action with one undo, named label (msgid): each case is read, judged
 * and changed in one visit to the store thread. Those that a rule refuses are told with its sentence;
 * those that are so already are counted. On error nothing was changed. ids: at most CERCLE_BULK_MOST. */
typedef struct
{
  char *id, *sentence;
} CercleBulkRefusal;
typedef struct
{
  guint changed, same;
  GPtrArray *refused; /* CercleBulkRefusal */
} CercleBulkOutcome;
void cercle_bulk_outcome_free (CercleBulkOutcome *outcome);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleBulkOutcome, cercle_bulk_outcome_free)
void cercle_session_bulk_async (CercleSession *self, const CercleBulk *bulk, const char *label,
                                const char *const *ids, GAsyncReadyCallback callback, gpointer data);
/* (transfer full): NULL with error. */
CercleBulkOutcome *cercle_session_bulk_finish (CercleSession *self, GAsyncResult *result,
                                               GError **error);
/* (transfer full): a new record with scope, created for this session. */
CercleRecord *cercle_session_new_record (CercleSession *self, const CercleKind *kind);
/* Label of what undo would take back, or NULL; property "undo-label" notifies. */
const char *cercle_session_get_undo_label (CercleSession *self);
/* Where what was done last has no undo, this fails once, with a sentence that tells what to do
 * instead. */
void cercle_session_undo_async (CercleSession *self, GAsyncReadyCallback callback, gpointer data);
gboolean cercle_session_undo_finish (CercleSession *self, GAsyncResult *result, GError **error);
/* What it did, in words, where that is more than taking back; or NULL. */
const char *cercle_session_undo_said (GAsyncResult *result);
/* Drafts: written at once by the store thread, no answer awaited; content NULL removes. */
void cercle_session_draft (CercleSession *self, const char *id, const char *sort, const char *of_id,
                           const char *content);
/* (transfer full): CercleRecord of kind draft of this sort, newest first. */
GPtrArray *cercle_session_get_drafts (CercleSession *self, const char *sort);
/* Keeps "current" or "proposed" of a conflict, as an undoable action. Ends with
 * cercle_session_commit_finish(). */
void cercle_session_resolve_async (CercleSession *self, CercleRecord *conflict, const char *choice,
                                   GAsyncReadyCallback callback, gpointer data);
/* Notes that this record was read (UPWARD kind access), once a quarter of an hour and record. */
void cercle_session_note_access (CercleSession *self, const CercleKind *kind, const char *id);

/* --- By exception ---------------------------------------------------------------------------- */
/* Opens a protected case that is not on this desk, by its number, with a reason: needs the server. Result:
 * (transfer full) identity of the case, which is here then. Errors are CERCLE_SESSION_ERROR with a
 * sentence, and tell nothing of the case. */
void cercle_session_open_case_async (CercleSession *self, const char *reference, const char *reason,
                                     GAsyncReadyCallback callback, gpointer data);
char *cercle_session_open_case_finish (CercleSession *self, GAsyncResult *result, GError **error);
/* (transfer full) (nullable): the opening by which alone this desk holds the case. */
CercleRecord *cercle_session_get_opening (CercleSession *self, CercleRecord *kase);
/* (transfer full): those that this desk is told of, the last first: all of them to coordinators. */
GPtrArray *cercle_session_get_openings (CercleSession *self);

/* --- Other communities ----------------------------------------------------------------------- */
/* (nullable): the last figures that came, for coordinators; they say as of when. With network or without. */
const CercleFigures *cercle_session_get_figures (CercleSession *self);
/* Fresh ones, with the next exchange; at most every two minutes. */
void cercle_session_ask_figures (CercleSession *self);

/* --- Exchange ---------------------------------------------------------------------------------- */
void cercle_session_sync_now (CercleSession *self);
/* While somebody looks at what another room changes: often, and again at once when the server returns. */
void cercle_session_set_eager (CercleSession *self, gboolean eager);
/* A list of problems, one row per cause, gone when the cause goes: items are CercleProblem. */
GListModel *cercle_session_get_problems (CercleSession *self);
#define CERCLE_TYPE_PROBLEM (cercle_problem_get_type ())
G_DECLARE_FINAL_TYPE (CercleProblem, cercle_problem, CERCLE, PROBLEM, GObject)
const char *cercle_problem_get_sentence (CercleProblem *self);
/* For a refused change: its mutation, to retry or abandon; NULL for others (network, disk, clock). */
const char *cercle_problem_get_mutation (CercleProblem *self);
const char *cercle_problem_get_of_kind (CercleProblem *self);
const char *cercle_problem_get_of_id (CercleProblem *self);
void cercle_session_retry (CercleSession *self, const char *mutation);
void cercle_session_abandon (CercleSession *self, const char *mutation);
