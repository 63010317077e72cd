/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The one capped reader through which every answer goes. Only for this room. */
#pragma once

#include "cercle-transport.h"

/* Errors are those of the stream, of func, or CERCLE_TRANSPORT_ERROR_TOO_LARGE and CUT. */
gboolean cercle_http_read_lines (GInputStream *stream, CercleLineFunc func, gpointer data,
                                 GCancellable *cancellable, GError **error);
/* (transfer full): text, NUL-terminated. */
char *cercle_http_read_whole (GInputStream *stream, gsize *length, GCancellable *cancellable,
                              GError **error);
