/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What the facets of the session share. For this room and its tests only. */
#pragma once

#include "cercle-desk-file.h"
#include "cercle-session.h"
#include "cercle-store-thread.h"
#include "cercle-sync-thread.h"

struct _CercleSession
{
  GObject parent_instance;

  char *profile, *folder;
  CercleSessionState state;
  guint attempt; /* of signing in: an answer to an older one is dropped */
  GCancellable *signing_in;

  /* While open. */
  CercleDesk *desk;
  GBytes *key;
  CercleStoreThread *store_thread;
  CercleSyncThread *sync_thread;
  CercleStore *reader;
  char *last_address, *last_login;
  char *scope, *directory_scope, *zone;
  CercleRole role;
  CercleRecord *member, *community;

  /* What is shown about exchange. */
  gboolean online, syncing;
  guint progress, waiting, refused, conflicts;
  char *last_exchange, *offline_since, *trouble;
  guint syncing_timer, day_timer;
  gint64 last_exchange_kept;
  gboolean refreshing, refresh_again;
  guint exchanges; /* told to have begun; tests wait for one that does */
  gboolean exchanging;

  const char *day_told; /* interned: today, when "changed" was last told of it */
  CercleIndicatorContext context;
  GHashTable *names;       /* reference → name */
  GHashTable *codes;       /* "list:token" → label; empty: not read */
  GHashTable *in_conflict; /* identities of records with an open conflict */
  GHashTable *accesses;    /* "kind:id" → instant of the last note */
  GListStore *problems;
  CercleFigures *figures;  /* of other communities; NULL: none came */
  gint64 figures_asked;    /* desk clock */
  GTask *opening;          /* a case asked for by exception; NULL: none */
  guint closing_timer;     /* while this desk holds one */
  gboolean closing, close_again;
  GHashTable *staging;     /* batches of waiting lists on their way */
  GQueue undo;             /* CercleTx, last first */
  char *undo_label;
  char *promised; /* see cercle_session_get_promised() */
  struct _CercleDirectoryProgress *taking_back; /* an import; NULL: none is */

  GNetworkMonitor *network;
  gulong network_handler;
  gboolean eager;    /* somebody looks at what another room changes */
  guint pace, limit; /* tests: milliseconds between exchanges, and before sign-in gives up */
};

/* --- For tests -------------------------------------------------------------------------------- */
void cercle_session_set_pace (CercleSession *self, guint pace, guint limit);

/* --- cercle-session.c --------------------------------------------------------------------------- */
void cercle_session_set_state (CercleSession *self, CercleSessionState state);
void cercle_session_set_text (CercleSession *self, char **member, const char *value,
                              const char *property);
void cercle_session_set_number (CercleSession *self, guint *member, guint value,
                                const char *property);
void cercle_session_set_flag (CercleSession *self, gboolean *member, gboolean value,
                              const char *property);
/* Forgets what was read of these kinds, and tells. */
void cercle_session_indexed_cb (gpointer session);
void cercle_session_emit_changed (CercleSession *self, guint64 kinds);
guint64 cercle_session_kind_bit (const CercleKind *kind);
#define CERCLE_SESSION_ALL_KINDS G_MAXUINT64

/* --- cercle-session-open.c -------------------------------------------------------------------- */
typedef struct
{
  CercleDesk *desk;
  GBytes *key;
  CercleStoreThread *store_thread;
  char *notice;  /* what had to be put aside, as a sentence; or NULL */
} CercleOpening;
void cercle_opening_clear (CercleOpening *self);
/* Opens the file of a desk whose key is known; rebuilds a damaged one. Blocking, worker thread. */
gboolean cercle_opening_run (CercleOpening *self, GError **error);
/* Tells "changed" of every kind when today is no more the day that was told last. */
void cercle_session_check_day (CercleSession *self);
/* Takes what opening holds: reader, caches, sync thread; then the session is OPEN. */
gboolean cercle_session_install (CercleSession *self, CercleOpening *opening, const char *password,
                                 const char *token, GError **error);
/* Stops both threads and forgets everything of the account. */
void cercle_session_shut (CercleSession *self, gboolean sign_out);

/* --- cercle-session-exchange.c ----------------------------------------------------------------- */
void cercle_session_news_cb (const CercleNews *news, gpointer data);
/* Counts, refusals and conflicts are read again, soon. */
void cercle_session_refresh (CercleSession *self);
void cercle_session_take_grant (CercleDesk *desk, const CercleGrant *grant);

/* --- cercle-session-figures.c ------------------------------------------------------------------ */
void cercle_session_load_figures (CercleSession *self);
void cercle_session_take_figures (CercleSession *self, const char *text);
/* (transfer full) (nullable): as the file has them. Any thread. */
CercleFigures *cercle_session_read_figures (CercleStore *store);

/* --- cercle-session-exception.c ---------------------------------------------------------------- */
/* Lets go of what was opened by exception and is over: a job of the store thread. data: NULL. */
gboolean cercle_session_close_openings_job (CercleStore *store, gpointer data, GError **error);
/* The same, when something may have changed, and again while there is one. */
void cercle_session_close_openings (CercleSession *self);
void cercle_session_take_opened (CercleSession *self, const CercleNews *news);
void cercle_session_drop_openings (CercleSession *self);

/* --- cercle-session-read.c ------------------------------------------------------------------- */
void cercle_session_forget_names (CercleSession *self);
/* (transfer full): of tokens separated by spaces; a token itself when it is unknown. */
char *cercle_session_labels_of (CercleSession *self, const char *list, const char *tokens);
/* Takes task, whose data is the job's. */
void cercle_session_push_read (CercleSession *self, CercleStoreJob job, GTask *task);
/* tag: the task's source tag. TRUE: the job was done and the session is what it was. */
gboolean cercle_session_finish_read (CercleSession *self, GAsyncResult *result, gpointer tag,
                                     GError **error);
void cercle_session_load_frame (CercleSession *self);
/* (transfer full): on the main thread's reader, for short lists; empty when it cannot be read now. */
GPtrArray *cercle_session_find_now (CercleSession *self, CercleQuery *query);

/* --- cercle-session-problems.c --------------------------------------------------------------- */
/* One row per cause; sentence NULL takes it away. */
void cercle_session_set_problem (CercleSession *self, const char *cause, const char *sentence);
void cercle_session_set_refusals (CercleSession *self, GPtrArray *refusals);
/* A job of the store thread failed: disk full, read-only, damaged; NULL: one succeeded. */
void cercle_session_note_store_error (CercleSession *self, const GError *error);
/* (transfer full): an error of store, desk file or network as CERCLE_SESSION_ERROR with a sentence. */
GError *cercle_session_error_from (const GError *error);

/* --- cercle-session-write.c ------------------------------------------------------------------ */
void cercle_session_clear_undo (CercleSession *self);
/* Takes tx: what the next undo takes back. */
void cercle_session_push_undo (CercleSession *self, CercleTx *tx);
/* What was done with these kinds (ends with NULL) is no longer taken back; why: a msgid, told once. */
void cercle_session_bar_undo (CercleSession *self, const CercleKind *const *kinds, const char *why);
/* Adds to texts, which owns its keys, what actions taken back would write into this field. */
void cercle_session_gather_undo (CercleSession *self, const CercleKind *kind, guint field,
                                 GHashTable *texts);
/* Puts records into an action on the store thread, from what the file holds. Nothing put in: nothing is
 * done. data: the task data of outer. */
typedef gboolean (*CerclePrepare) (CercleStore *store, CercleTx *tx, gpointer data, GError **error);
/* Takes outer and tx; outer returns TRUE or the error. prepare may be NULL. */
void cercle_session_push_action (CercleSession *self, GTask *outer, CercleTx *tx,
                                 CerclePrepare prepare);

