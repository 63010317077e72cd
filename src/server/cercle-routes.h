/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of what the server answers to. */
#pragma once

#include "cercle-visit.h"

#define CERCLE_BY_ALL ((1u << CERCLE_N_ROLES) - 1)

struct _CercleRoute
{
  const char *method, *pattern; /* "{scope}" or "{token}" stands for one segment */
  guint roles;                  /* CERCLE_BY masks; 0: open to whoever has no session */
  const char *parameters;       /* of the query, space separated */
  gboolean body;                /* a body must come, and elsewhere must not */
  void (*handle) (CercleVisit *visit);
};

/* Ends with a NULL method. */
extern const CercleRoute cercle_routes[];
/* The route, and the scope or token in the path (transfer full). NULL: known tells whether another method has
 * this path. */
const CercleRoute *cercle_route_find (const char *method, const char *path, char **scope,
                                      gboolean *known);
/* (transfer full): methods of a path, for the header Allow; "" when there is none. */
char *cercle_route_allow (const char *path);
