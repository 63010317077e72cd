/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A transport that knows its part by heart: which question comes next, and what to answer. */
#pragma once

#include "cercle-transport.h"

typedef struct
{
  const char *ask;    /* "GET /v1/scopes" */
  guint status;
  const char *answer; /* lines, a body, or NULL */
  int failure;        /* a CERCLE_TRANSPORT_ERROR after the answer, as FAILS (CODE); 0: none */
  gint64 retry_after;
  gint64 date;
} Scene;
#define FAILS(code) (CERCLE_TRANSPORT_ERROR_##code + 1)

#define SCRIPT_TYPE (script_get_type ())
G_DECLARE_FINAL_TYPE (Script, script, SCRIPT, TRANSPORT, GObject)
/* scenes ends with an ask of NULL. */
CercleTransport *script_new (const Scene *scenes);
/* (transfer none): body of the last question. */
const char *script_get_body (CercleTransport *transport);
/* Every scene was played. */
void script_assert_done (CercleTransport *transport);
