/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What a sample begins with, by the same functions as a real server. */
#pragma once

#include "cercle-sample-world.h"
#include "cercle-sample.h"

typedef struct
{
  CerclePasswordFor for_login;
  gpointer data;
} CercleSamplePasswords;

/* FALSE with CERCLE_STORE_ERROR_FAILED: somebody works here already. */
gboolean cercle_sample_check_empty (CercleStore *store, GError **error);
/* Territory, codes, communities marked as example, members with their accounts; ids of their slots.
 * Within the caller's transaction. */
gboolean cercle_sample_found (CercleSampleWorld *world, CercleStore *store,
                              const CercleSamplePasswords *passwords, char **ids, GError **error);
/* Territory, codes, the first community, marked, and its member records, without accounts: identity of
 * each by position in the team. Within the caller's transaction. */
gboolean cercle_sample_found_frame (CercleSampleWorld *world, CercleStore *store, char **community,
                                    char **members, GError **error);

/* Accounts for the two people whom a demonstration signs in as, on the member records above. */
gboolean cercle_sample_add_accounts (CercleStore *store, const CercleSamplePasswords *passwords,
                                     GError **error);

/* The clock stands at the sample's first morning, identities are a function of its seed; and back. */
void cercle_sample_begin_time (CercleSampleWorld *world);
void cercle_sample_end_time (void);
