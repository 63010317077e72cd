/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A limit of time for making a connection, which a blocking libsoup does not have. Only for this
 * room. */
#pragma once

#include <gio/gio.h>

typedef struct _CercleHttpWatch CercleHttpWatch;

/* Cancelled when the outer one is, or when a connection is not made in time. */
CercleHttpWatch *cercle_http_watch_new (guint connect_ms, GCancellable *outer);
GCancellable *cercle_http_watch_get_cancellable (CercleHttpWatch *self);
/* A connection begins, or has come to its end (made, failed). */
void cercle_http_watch_begin (CercleHttpWatch *self);
void cercle_http_watch_end (CercleHttpWatch *self);
/* TRUE when it was the time that cancelled. */
gboolean cercle_http_watch_is_late (CercleHttpWatch *self);
void cercle_http_watch_free (CercleHttpWatch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleHttpWatch, cercle_http_watch_free)
