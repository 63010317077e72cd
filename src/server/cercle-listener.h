/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the server listens: a Unix socket or a loopback port, with an accept loop of its own. Main
 * thread. */
#pragma once

#include "cercle-worker.h"

typedef struct _CercleListener CercleListener;

typedef struct
{
  const char *socket;  /* path; or NULL and … */
  const char *address; /* … "127.0.0.1", "::1" or "localhost" (NULL: 127.0.0.1) with a port */
  guint16 port;        /* 0: one that is free */
  guint reading;       /* seconds: see cercle_guests_set_reading() */
  gboolean example;
} CercleListenerPlace;

/* FALSE with a translated sentence when the server must not listen there. */
gboolean cercle_listener_check_address (const char *address, GError **error);
/* worker must outlive it. */
CercleListener *cercle_listener_new (CercleWorker *worker, const CercleListenerPlace *place,
                                     GError **error);
void cercle_listener_free (CercleListener *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleListener, cercle_listener_free)
/* "unix:/run/cercle/socket" or "http://127.0.0.1:8360". */
const char *cercle_listener_get_address (CercleListener *self);
/* Takes no more connections; TRUE when no request is under way any more. */
gboolean cercle_listener_drain (CercleListener *self);
