/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who asks, and how far does she reach? */
#pragma once

#include "cercle-accounts.h"

/* A session unused for so long ends, and so does one opened so long ago (milliseconds). */
#define CERCLE_SESSION_IDLE (G_GINT64_CONSTANT (30) * 24 * 3600 * 1000)
#define CERCLE_SESSION_LIFE (G_GINT64_CONSTANT (180) * 24 * 3600 * 1000)

/* "f:" and the identity of a community, among the scopes of an account: its figures and nothing else. No
 * record has such a scope, and no desk is told of it. */
#define CERCLE_FIGURES_PREFIX "f:"

typedef struct
{
  CercleAccount *account; /* owned; NULL on a route that is open to all */
  char *opened; /* audiences of the cases she ever opened by exception, besides her account's; owned */
} CercleAccess;
void cercle_access_clear (CercleAccess *access);

typedef enum
{
  CERCLE_CONFINED,         /* she may, within access */
  CERCLE_CONFINED_NOBODY,  /* no session */
  CERCLE_CONFINED_OUTSIDE, /* not her role, or not her scope */
  CERCLE_CONFINED_FAILED,  /* the database did not say: error */
} CercleConfined;

/* Every request passes here before its handler: the session behind token, the roles of the route, the
 * scope in the path (NULL: none). */
CercleConfined cercle_access_confine (CercleStore *store, guint roles, const char *token,
                                      const char *scope, CercleAccess *access, GError **error);
/* (transfer full): all that she reads, space separated: for the feed. */
char *cercle_access_audiences (const CercleAccess *access);
/* The one question about reach, asked of each record too. audience: one of them is enough; NULL: the
 * scope alone. */
gboolean cercle_access_reaches (const CercleAccess *access, const char *scope,
                                const char *audience);
