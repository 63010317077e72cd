/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which bytes does a password become, and at what cost to whoever guesses? */
#define G_LOG_DOMAIN "cercle-vault"

#include "cercle-vault.h"
#include "cercle-vault-kdf.h"

#include <gcrypt.h>
#include <string.h>

#define MAX_MEMORY (128 * 1024) /* KiB */
#define MAX_PASSES 8
#define MAX_LANES 4

G_DEFINE_AUTO_CLEANUP_FREE_FUNC (gcry_kdf_hd_t, gcry_kdf_close, NULL)

gboolean
cercle_vault_cost_is_bounded (const CercleVaultCost *cost)
{
  return cost->lanes >= 1 && cost->lanes <= MAX_LANES && cost->passes >= 1 &&
         cost->passes <= MAX_PASSES && cost->memory >= 8 * cost->lanes &&
         cost->memory <= MAX_MEMORY;
}

gboolean
cercle_vault_password_is_bounded (const char *password)
{
  gsize length = password == NULL ? 0 : strnlen (password, CERCLE_VAULT_MAX_PASSWORD + 1);

  return length > 0 && length <= CERCLE_VAULT_MAX_PASSWORD;
}

gboolean
cercle_vault_derive (const CercleVaultCost *cost, const CercleVaultInput *input, guint8 *result,
                     gsize size, GError **error)
{
  unsigned long parameters[] = { size, cost->passes, cost->memory, cost->lanes };
  g_auto (gcry_kdf_hd_t) kdf = NULL;
  gcry_error_t failure;

  cercle_vault_init ();
  if (!cercle_vault_cost_is_bounded (cost))
    {
      g_set_error_literal (error, CERCLE_VAULT_ERROR, CERCLE_VAULT_ERROR_FAILED,
                           "The cost of the key is out of bounds");
      return FALSE;
    }
  failure = gcry_kdf_open (&kdf, GCRY_KDF_ARGON2, GCRY_KDF_ARGON2ID, parameters,
                           G_N_ELEMENTS (parameters), input->password.data, input->password.size,
                           input->salt.data, input->salt.size, input->secret.data,
                           input->secret.size, input->associated.data, input->associated.size);
  if (failure == 0)
    failure = gcry_kdf_compute (kdf, NULL);
  if (failure == 0)
    failure = gcry_kdf_final (kdf, size, result);
  if (failure != 0)
    g_set_error (error, CERCLE_VAULT_ERROR, CERCLE_VAULT_ERROR_FAILED, "No key: %s",
                 gcry_strerror (failure));
  return failure == 0;
}
