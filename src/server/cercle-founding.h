/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What a server's database begins with: a territory, its communities, the code lists, people. Each within
 * the caller's transaction. */
#pragma once

#include "cercle-accounts.h"

/* FALSE with G_IO_ERROR_NOT_FOUND when the list of the MDPH does not have this code. The territory is
 * made once; id (transfer full). */
gboolean cercle_founding_territory (CercleStore *store, const char *code, char **id,
                                    GError **error);
/* The lists that a community finds in its forms (themes, danger numbers), and the kit. Each once. */
gboolean cercle_founding_codes (CercleStore *store, GError **error);
/* The kit of reflex sheets (S1: "le kit de déploiement est constitué de fiches réflexes"). Each once. */
gboolean cercle_founding_kit (CercleStore *store, GError **error);
/* A community with the usual hours and delays, and its scope; id (transfer full). */
gboolean cercle_founding_community (CercleStore *store, const char *territory, const char *name,
                                    char **id, GError **error);

/* What communities founded by an older program lack: codes, their name in the list of communities, the
 * draft matrices of those that have none. Its own transaction; where nothing lacks, nothing is written. */
gboolean cercle_founding_bring_up (CercleStore *store, GError **error);

typedef struct
{
  const char *login, *password, *first_name, *last_name, *community; /* community: its identity */
  CercleRole role;
  gboolean protected;        /* reads the cases of children in care */
} CercleNewcomer;
/* An account and its member record. A national referent belongs to the community that is named, and
 * reads what all others tell to everybody (S1: "un binôme de référents nationaux par communauté"):
 * their launches, and no case. */
gboolean cercle_founding_member (CercleStore *store, const CercleNewcomer *newcomer,
                                 GError **error);
