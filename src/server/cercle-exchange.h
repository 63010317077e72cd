/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* One request and its answer over HTTP: reads a bounded body, asks the worker, writes what it says at
 * the pace of the reader. Main thread. */
#pragma once

#include <libsoup/soup.h>

#include "cercle-guest.h"
#include "cercle-worker.h"

typedef struct
{
  CercleWorker *worker;
  gboolean example;  /* invented data, known passwords: not for a network */
  GQueue running;    /* requests that have no whole answer yet; G_QUEUE_INIT */
} CercleExchanges;

/* The head of a request was read: it is refused, or its body is collected. */
void cercle_exchange_begin (CercleExchanges *all, SoupServerMessage *message);
/* The whole request was read. */
void cercle_exchange_ask (CercleExchanges *all, SoupServerMessage *message);
/* Nobody is answered any more. Messages may live on for a while, in libsoup's hands: they know nothing
 * of all from here on. */
void cercle_exchanges_end (CercleExchanges *all);
