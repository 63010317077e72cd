/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does the server answer to, and to whom? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-routes.h"

#include <string.h>

#include "cercle-calendar-route.h"
#include "cercle-exception.h"
#include "cercle-feed-routes.h"
#include "cercle-figures-route.h"
#include "cercle-push.h"
#include "cercle-sign-in.h"

/* clang-format off */
const CercleRoute cercle_routes[] = {
  { "GET", "/v1/hello", 0, "", FALSE, cercle_route_hello },
  { "POST", "/v1/session", 0, "", TRUE, cercle_route_sign_in },
  { "DELETE", "/v1/session", CERCLE_BY_ALL, "", FALSE, cercle_route_sign_out },
  { "GET", "/v1/scopes", CERCLE_BY_ALL, "", FALSE, cercle_route_scopes },
  { "GET", "/v1/scopes/{scope}/snapshot", CERCLE_BY_ALL, "after limit", FALSE, cercle_route_snapshot },
  { "GET", "/v1/scopes/{scope}/changes", CERCLE_BY_ALL, "cursor limit", FALSE, cercle_route_changes },
  { "POST", "/v1/scopes/{scope}/openings", CERCLE_BY_TEAM, "", TRUE, cercle_route_openings },
  { "GET", "/v1/calendar/{token}", 0, "", FALSE, cercle_route_calendar },
  { "GET", "/v1/figures", CERCLE_BY_COORDINATOR | CERCLE_BY (CERCLE_ROLE_GOVERNANCE), "", FALSE, cercle_route_figures },
  { "POST", "/v1/mutations", CERCLE_BY_TEAM | CERCLE_BY (CERCLE_ROLE_MDPH) | CERCLE_BY (CERCLE_ROLE_NATIONAL), "", TRUE, cercle_route_mutations },
  { NULL },
};
/* clang-format on */

static gboolean
matches (const char *pattern, const char *path, char **scope)
{
  g_auto (GStrv) wanted = g_strsplit (pattern, "/", -1);
  g_auto (GStrv) found = g_strsplit (path, "/", -1);
  const char *named = NULL;

  if (g_strv_length (wanted) != g_strv_length (found))
    return FALSE;
  for (guint i = 0; wanted[i] != NULL; i++)
    if (*wanted[i] == '{')
      named = found[i];
    else if (!g_str_equal (wanted[i], found[i]))
      return FALSE;
  if (scope != NULL && named != NULL)
    *scope = g_uri_unescape_string (named, "/");
  return named == NULL || scope == NULL || *scope != NULL;
}

const CercleRoute *
cercle_route_find (const char *method, const char *path, char **scope, gboolean *known)
{
  *known = FALSE;
  for (const CercleRoute *route = cercle_routes; route->method != NULL; route++)
    {
      if (!matches (route->pattern, path, NULL))
        continue;
      *known = TRUE;
      if (g_strcmp0 (route->method, method) == 0 && matches (route->pattern, path, scope))
        return route;
    }
  return NULL;
}

char *
cercle_route_allow (const char *path)
{
  g_autoptr (GPtrArray) methods = g_ptr_array_new ();

  for (const CercleRoute *route = cercle_routes; route->method != NULL; route++)
    if (matches (route->pattern, path, NULL))
      g_ptr_array_add (methods, (gpointer) route->method);
  g_ptr_array_add (methods, NULL);
  return g_strjoinv (", ", (char **) methods->pdata);
}
