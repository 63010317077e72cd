/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* One line of JSON a request on stderr: which kind of request, by which account, how long. Never what
 * was asked for: no path, no query, no token, no address. */
#pragma once

#include <glib.h>

typedef struct
{
  const char *method, *route, *account; /* route: a pattern; account: its identity, or NULL */
  guint status;
  gint64 microseconds;
} CercleLogged;
void cercle_request_log (const CercleLogged *logged);
