/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is a request read, and how does a visit end? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-visit.h"

#include <string.h>

#include "cercle-wire.h"

/* Seconds after which a desk may try again what the database did not do. */
#define RETRY_AFTER 5

void
cercle_visit_refuse (CercleVisit *visit, guint status, const char *token, gint64 retry_after)
{
  cercle_answer_clear (visit->answer);
  visit->answer->status = status;
  visit->answer->type = "application/problem+json";
  visit->answer->body = cercle_wire_put_problem (token, status);
  visit->answer->retry_after = retry_after;
}

void
cercle_visit_fail (CercleVisit *visit, const GError *error)
{
  g_debug ("%s: %s", visit->route != NULL ? visit->service->last_route : "-",
           error != NULL ? error->message : "no reason");
  cercle_visit_refuse (visit, 503, "busy", RETRY_AFTER);
}

void
cercle_visit_answer (CercleVisit *visit, guint status, char *body)
{
  visit->answer->status = status;
  visit->answer->type = body != NULL ? "application/json" : NULL;
  visit->answer->body = body;
}

gboolean
cercle_visit_read_query (CercleVisit *visit, const char *allowed)
{
  g_auto (GStrv) pairs =
      g_strsplit (visit->incoming->query != NULL ? visit->incoming->query : "", "&", -1);

  visit->parameters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; pairs[i] != NULL; i++)
    {
      char *equals = strchr (pairs[i], '=');
      g_autofree char *value = equals ? g_uri_unescape_string (equals + 1, NULL) : NULL;

      if (value == NULL)
        return FALSE;
      *equals = '\0';
      if (!cercle_tokens_contain (allowed, pairs[i]) || !g_utf8_validate (value, -1, NULL) ||
          !g_hash_table_insert (visit->parameters, g_strdup (pairs[i]), g_strdup (value)))
        return FALSE;
    }
  return TRUE;
}

gint64
cercle_visit_number (CercleVisit *visit, const char *name, gint64 unset, gint64 most)
{
  const char *text = g_hash_table_lookup (visit->parameters, name);
  guint64 number;

  if (text == NULL)
    return unset;
  return g_ascii_string_to_unsigned (text, 10, 1, (guint64) most, &number, NULL) ? (gint64) number
                                                                                 : -1;
}
