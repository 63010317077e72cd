/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The one thread that touches the database, its queue, and the few that check passwords. */
#pragma once

#include "cercle-service.h"

typedef struct _CercleWorker CercleWorker;

/* A request on its way: what CercleIncoming points at, owned. */
typedef struct
{
  const char *method; /* static */
  char *path, *query, *token, *peer, *known;
  GByteArray *body;   /* NULL: none */
  guint schema;
} CercleErrand;
void cercle_errand_free (CercleErrand *errand);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleErrand, cercle_errand_free)

/* Both are called in the main context of the thread that made the worker. answer: take what you keep.
 * route is static; account may be NULL. */
typedef void (*CercleAnswered) (CercleAnswer *answer, const char *route, const char *account,
                                gpointer data);
/* piece: (transfer full), NULL at the end or when failed. */
typedef void (*CerclePieceRead) (char *piece, gboolean failed, gpointer data);

/* service (transfer none) belongs to the worker's thread until cercle_worker_free(), which lets it
 * finish what it has. */
CercleWorker *cercle_worker_new (CercleService *service);
void cercle_worker_free (CercleWorker *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleWorker, cercle_worker_free)

/* Takes errand. FALSE: too much is waiting, nobody will be called. */
gboolean cercle_worker_ask (CercleWorker *self, CercleErrand *errand, CercleAnswered answered,
                            gpointer data);
/* The next piece of a streamed answer; answer must live until read is called. */
void cercle_worker_read_piece (CercleWorker *self, CercleAnswer *answer, CerclePieceRead read,
                               gpointer data);
