/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* For this room and its tests only: Argon2id with its cost and all its inputs. */
#pragma once

#include <glib.h>

typedef struct
{
  guint memory; /* KiB */
  guint passes;
  guint lanes;
} CercleVaultCost;

/* Of what is made from now on. A file of their own has them, so that the tests of other rooms, who sign in
 * a thousand times, bring cheap ones instead (tests/support/cheap-passwords.c): no program can. */
extern const CercleVaultCost cercle_vault_stored_cost;
extern const CercleVaultCost cercle_vault_sealing_cost;

typedef struct
{
  gconstpointer data;
  gsize size;
} CercleVaultPart;

typedef struct
{
  CercleVaultPart password;
  CercleVaultPart salt;
  CercleVaultPart secret;     /* may be empty */
  CercleVaultPart associated; /* may be empty */
} CercleVaultInput;

/* What may be computed here, whoever asks: a stored cost may come from a hostile hand. */
gboolean cercle_vault_cost_is_bounded (const CercleVaultCost *cost);
gboolean cercle_vault_password_is_bounded (const char *password);
/* Fills size bytes of result; FAILED when the cost is out of bounds. */
gboolean cercle_vault_derive (const CercleVaultCost *cost, const CercleVaultInput *input,
                              guint8 *result, gsize size, GError **error);

/* Constant time. */
gboolean cercle_vault_same (gconstpointer a, gconstpointer b, gsize size);
void cercle_vault_fill_random (guint8 *bytes, gsize size);
/* (transfer full): a copy that is wiped when freed. */
GBytes *cercle_vault_secret_copy (gconstpointer bytes, gsize size);
/* cercle_vault_wrap_key() at another cost. */
GBytes *cercle_vault_wrap_key_at (const CercleVaultCost *cost, GBytes *key, const char *password,
                                  GError **error);
/* cercle_vault_seal() at another cost. */
GBytes *cercle_vault_seal_at (const CercleVaultCost *cost, GBytes *message, const char *password,
                              GError **error);
