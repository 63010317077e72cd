/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What happened on this server, without a word about anybody? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-request-log.h"

#include <stdio.h>

#include "cercle-instant.h"
#include "cercle-json.h"

/* A method is whatever a stranger wrote: only the words of the protocol are repeated. */
static const char *
known (const char *method)
{
  static const char *const methods[] = { "GET", "POST", "DELETE" };

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    if (g_strcmp0 (method, methods[i]) == 0)
      return methods[i];
  return "-";
}

void
cercle_request_log (const CercleLogged *logged)
{
  g_autoptr (JsonObject) line = json_object_new ();
  g_autofree char *now = cercle_instant_now_text ();
  g_autofree char *text = NULL;

  json_object_set_string_member (line, "at", now);
  json_object_set_string_member (line, "method", known (logged->method));
  json_object_set_string_member (line, "route", logged->route);
  json_object_set_int_member (line, "status", logged->status);
  json_object_set_int_member (line, "ms", logged->microseconds / 1000);
  if (logged->account != NULL)
    json_object_set_string_member (line, "account", logged->account);
  text = cercle_json_print (line);
  fprintf (stderr, "%s\n", text);
}
