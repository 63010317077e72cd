/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Sync is one function a reader can follow: pull, then push, until nothing is left. Sync thread only;
 * the database is reached by jobs that the store thread runs. */
#pragma once

#include "cercle-store.h"
#include "cercle-transport.h"
#include "cercle-wire.h"

/* Runs job on the store thread and waits for it; slices of at most 20 ms or 500 rows. */
typedef gboolean (*CercleStoreJob) (CercleStore *store, gpointer data, GError **error);
typedef gboolean (*CercleStoreRunner) (CercleStoreJob job, gpointer data, gpointer runner_data,
                                       GError **error);

#define CERCLE_SYNC_ERROR (cercle_sync_error_quark ())
typedef enum
{
  CERCLE_SYNC_ERROR_SIGNED_OUT,  /* the session ended: sign in again */
  CERCLE_SYNC_ERROR_PASSWORD,    /* wrong login or password: the same for an unknown name */
  CERCLE_SYNC_ERROR_THROTTLED,   /* too many tries: later */
  CERCLE_SYNC_ERROR_TOO_OLD,     /* this program is too old for the server */
  CERCLE_SYNC_ERROR_BUSY,        /* the server asks to come back later */
  CERCLE_SYNC_ERROR_PROTOCOL,    /* the answer is not what the protocol says */
  CERCLE_SYNC_ERROR_NOT_OPENED,  /* no case of that number is to be opened, or there is none */
} CercleSyncError;
GQuark cercle_sync_error_quark (void);

typedef struct
{
  CercleTransport *transport;
  const char *token, *device;
  CercleStoreRunner runner;
  gpointer runner_data;
  /* Told after each applied page: kinds as in cercle_journal_apply(); rows so far in this run. */
  void (*progress) (guint64 kinds, guint rows, gpointer data);
  gpointer progress_data;
} CercleSync;

/* Asks who the server is. (transfer full) */
CercleHello *cercle_sync_hello (CercleTransport *transport, GCancellable *cancellable, GError **error);
/* Opens a session. (transfer full) */
CercleGrant *cercle_sync_sign_in (CercleTransport *transport, const char *login, const char *password,
                                  const char *device, GCancellable *cancellable, GError **error);
gboolean cercle_sync_sign_out (CercleTransport *transport, const char *token, GCancellable *cancellable,
                               GError **error);
/* (transfer full): what the server tells of other communities, as it is; "" when it does not tell this
 * account, or does not know the question. NULL with error. */
char *cercle_sync_figures (CercleTransport *transport, const char *token, GCancellable *cancellable,
                           GError **error);
/* Opens a case of scope by its number, by exception: (transfer full) its identity; the next exchange
 * brings it. NULL with error. */
typedef struct
{
  const char *scope, *reference, *reason;
} CercleOpeningAsk;
char *cercle_sync_open_case (CercleTransport *transport, const char *token,
                             const CercleOpeningAsk *ask, GCancellable *cancellable, GError **error);
/* One whole exchange: scopes, pull of each (snapshot when new, resumable), push, pull of what the push
 * changed. Leaves the file consistent wherever it stops. */
gboolean cercle_sync_run (CercleSync *sync, GCancellable *cancellable, GError **error);
/* (transfer full): any error of transport, sync and wire as a sentence for a coordinator. */
char *cercle_sync_sentence (const GError *error);
