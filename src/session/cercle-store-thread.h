/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The one thread that writes the desk's file. Saves overtake reads, reads overtake exchange, exchange
 * overtakes indexing; a job is never interrupted, so its caller slices it (20 ms or 500 rows). */
#pragma once

#include <gio/gio.h>

#include "cercle-store.h"
#include "cercle-sync.h"

typedef struct _CercleStoreThread CercleStoreThread;

typedef enum
{
  CERCLE_TURN_SAVE, /* what a person did: still done while closing */
  CERCLE_TURN_READ, /* what a person waits to see */
  CERCLE_TURN_SYNC, /* what the sync thread waits for */
  CERCLE_N_TURNS,
} CercleTurn;

/* (transfer full): without a file. Counted by reference, any thread. */
CercleStoreThread *cercle_store_thread_new (void);
CercleStoreThread *cercle_store_thread_ref (CercleStoreThread *self);
void cercle_store_thread_unref (CercleStoreThread *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleStoreThread, cercle_store_thread_unref)

/* Opens the file on the store thread, and waits. Errors are CERCLE_STORE_ERROR. */
gboolean cercle_store_thread_open (CercleStoreThread *self, const char *path, GBytes *key,
                                   GError **error);
/* Runs a job and waits for it; G_IO_ERROR_CLOSED after close or without a file. Not from the thread
 * that draws. */
gboolean cercle_store_thread_run (CercleStoreThread *self, CercleTurn turn, CercleStoreJob job,
                                  gpointer data, GError **error);
/* Takes task: its task data is the job's, and it returns TRUE or the job's error in the context it
 * was made in. A cancelled task is not begun. */
void cercle_store_thread_push (CercleStoreThread *self, CercleTurn turn, CercleStoreJob job,
                               GTask *task);
/* Writes missing search rows, in slices, whenever nothing else is asked. Any thread. */
void cercle_store_thread_index (CercleStoreThread *self);
/* func is called in the thread-default context of this caller whenever the last missing search row was
 * written. NULL: no more, once this returns. Of one context only. */
void cercle_store_thread_set_indexed (CercleStoreThread *self, void (*func) (gpointer data),
                                      gpointer data);
/* Does the saves that wait, refuses the rest, closes the file and joins. Idempotent. */
void cercle_store_thread_close (CercleStoreThread *self);
