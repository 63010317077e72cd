/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps of one exchange. Only for this room. Sync thread. */
#pragma once

#include "cercle-sync.h"

/* Rows of one job, at least and at most: cercle_slice_next() of the store thread's work. */
#define CERCLE_SYNC_SLICE 500
#define CERCLE_SYNC_SLICE_MOST 2000
/* Tests: slices of just so many rows, so that much happens between them. 0: as above. */
void cercle_sync_set_slice (guint rows);

typedef struct
{
  CercleSync *sync;
  GCancellable *cancellable;
  CercleGrant *grant;
  guint rows;     /* applied so far */
  guint slice;    /* rows of the next job */
  gboolean again; /* the ground moved (epoch, rights): begin anew with a fresh grant */
} CercleSyncRun;

/* One answer that is what was asked for; else FALSE with CERCLE_SYNC_ERROR or the transport's. Sets
 * the clock right. status: the one that means success. Those listed in spare (0-terminated, may be
 * NULL) are no error: the caller looks. */
gboolean cercle_sync_ask (CercleTransport *transport, const CercleRequest *request, guint status,
                          const guint *spare, CercleReply *reply, GCancellable *cancellable,
                          GError **error);
/* The same for a stream of lines. */
typedef struct
{
  CercleLineFunc func;
  gpointer data;
} CercleSyncLines;
gboolean cercle_sync_ask_lines (CercleSyncRun *run, const char *path, const guint *spare,
                                const CercleSyncLines *lines, CercleReply *reply, GError **error);
/* Always FALSE, with the code's sentence. */
gboolean cercle_sync_fail (GError **error, CercleSyncError code, gint64 retry_after);

gboolean cercle_sync_job (CercleSyncRun *run, CercleStoreJob job, gpointer data, GError **error);
/* Every granted scope; sets run->again instead of an error when the ground moved. */
gboolean cercle_sync_pull (CercleSyncRun *run, GError **error);
/* Sends what waits. sent: how many were answered for good. */
gboolean cercle_sync_push (CercleSyncRun *run, guint *sent, GError **error);
