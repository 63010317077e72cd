/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A transport that passes everything on to another one and notes what each answer says besides its
 * contents: the server's clock, and when to come back. Sync thread only. */
#pragma once

#include "cercle-transport.h"

#define CERCLE_TYPE_CLOCK_TRANSPORT (cercle_clock_transport_get_type ())
G_DECLARE_FINAL_TYPE (CercleClockTransport, cercle_clock_transport, CERCLE, CLOCK_TRANSPORT, GObject)

/* (transfer full); takes inner. */
CercleClockTransport *cercle_clock_transport_new (CercleTransport *inner);
/* FALSE until an answer told a date. offset: milliseconds to add to the desk's clock, to the second. */
gboolean cercle_clock_transport_get_offset (CercleClockTransport *self, gint64 *offset);
/* Seconds of the last Retry-After, then 0. */
gint64 cercle_clock_transport_take_retry (CercleClockTransport *self);
