/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a key rest on a disk, so that only its password brings it back?
 *
 *   version 1 | memory 4 | passes 4 | lanes 4 | salt 16 | nonce 12 | key | tag 16 | sum 8
 *
 * Numbers are big-endian. AES-256-GCM authenticates all that stands before the key. The sum
 * (SHA-256 of what precedes, cut) tells a worn disk from a wrong password; it protects nothing. */
#define G_LOG_DOMAIN "cercle-vault"

#include "cercle-vault.h"
#include "cercle-vault-kdf.h"

#include <gcrypt.h>
#include <string.h>

#define VERSION 1
#define SALT_AT 13
#define SALT_SIZE 16
#define NONCE_AT (SALT_AT + SALT_SIZE)
#define NONCE_SIZE 12
#define HEADER_SIZE (NONCE_AT + NONCE_SIZE)
#define TAG_SIZE 16
#define SUM_SIZE 8
#define AROUND (HEADER_SIZE + TAG_SIZE + SUM_SIZE)

/* RFC 9106's second choice, in one lane: a stolen disk gives all the time one wants to guess. */
static const CercleVaultCost sealing_cost = { .memory = 65536, .passes = 3, .lanes = 1 };

G_DEFINE_AUTO_CLEANUP_FREE_FUNC (gcry_cipher_hd_t, gcry_cipher_close, NULL)

static void
write_number (guint8 *at, guint32 number)
{
  for (int i = 0; i < 4; i++)
    at[i] = number >> (8 * (3 - i));
}

static guint32
read_number (const guint8 *at)
{
  return (guint32) at[0] << 24 | (guint32) at[1] << 16 | (guint32) at[2] << 8 | at[3];
}

static void
write_sum (const guint8 *bytes, gsize size, guint8 sum[SUM_SIZE])
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;

  g_checksum_update (checksum, bytes, size);
  g_checksum_get_digest (checksum, digest, &length);
  memcpy (sum, digest, SUM_SIZE);
}

/* The cipher that the header and the password give, with the header as its authenticated data. */
static gcry_cipher_hd_t
open_cipher (const guint8 *header, const char *password, GError **error)
{
  CercleVaultCost cost = { read_number (header + 1), read_number (header + 5),
                           read_number (header + 9) };
  CercleVaultInput input = { { password, strlen (password) }, { header + SALT_AT, SALT_SIZE } };
  g_auto (gcry_cipher_hd_t) cipher = NULL;
  guint8 key[32];
  gcry_error_t failure;

  if (!cercle_vault_derive (&cost, &input, key, sizeof key, error))
    return NULL;
  failure = gcry_cipher_open (&cipher, GCRY_CIPHER_AES256, GCRY_CIPHER_MODE_GCM, 0);
  if (failure == 0)
    failure = gcry_cipher_setkey (cipher, key, sizeof key);
  cercle_vault_forget (key, sizeof key);
  if (failure == 0)
    failure = gcry_cipher_setiv (cipher, header + NONCE_AT, NONCE_SIZE);
  if (failure == 0)
    failure = gcry_cipher_authenticate (cipher, header, HEADER_SIZE);
  if (failure == 0)
    return g_steal_pointer (&cipher);
  g_set_error (error, CERCLE_VAULT_ERROR, CERCLE_VAULT_ERROR_FAILED, "No cipher: %s",
               gcry_strerror (failure));
  return NULL;
}

static gboolean
refuse (GError **error, CercleVaultError code, const char *why)
{
  g_set_error_literal (error, CERCLE_VAULT_ERROR, code, why);
  return FALSE;
}

GBytes *
cercle_vault_wrap_key_at (const CercleVaultCost *cost, GBytes *key, const char *password,
                          GError **error)
{
  gsize size = g_bytes_get_size (key);
  gconstpointer plain = g_bytes_get_data (key, NULL);
  g_auto (gcry_cipher_hd_t) cipher = NULL;
  g_autofree guint8 *sealed = NULL;

  if (size == 0 || size > CERCLE_VAULT_MAX_KEY || !cercle_vault_password_is_bounded (password))
    {
      refuse (error, CERCLE_VAULT_ERROR_FAILED, "The key or its password is empty or too long");
      return NULL;
    }
  sealed = g_malloc0 (AROUND + size);
  sealed[0] = VERSION;
  write_number (sealed + 1, cost->memory);
  write_number (sealed + 5, cost->passes);
  write_number (sealed + 9, cost->lanes);
  cercle_vault_fill_random (sealed + SALT_AT, SALT_SIZE + NONCE_SIZE);
  if ((cipher = open_cipher (sealed, password, error)) == NULL)
    return NULL;
  if (gcry_cipher_encrypt (cipher, sealed + HEADER_SIZE, size, plain, size) != 0 ||
      gcry_cipher_gettag (cipher, sealed + HEADER_SIZE + size, TAG_SIZE) != 0)
    {
      refuse (error, CERCLE_VAULT_ERROR_FAILED, "The key could not be sealed");
      return NULL;
    }
  write_sum (sealed, AROUND + size - SUM_SIZE, sealed + AROUND + size - SUM_SIZE);
  return g_bytes_new_take (g_steal_pointer (&sealed), AROUND + size);
}

GBytes *
cercle_vault_wrap_key (GBytes *key, const char *password, GError **error)
{
  g_return_val_if_fail (key != NULL, NULL);
  return cercle_vault_wrap_key_at (&sealing_cost, key, password, error);
}

/* Whether it looks as it did when it was sealed; asked before any time is spent on a password. */
static gboolean
is_whole (const guint8 *bytes, gsize size)
{
  CercleVaultCost cost;
  guint8 sum[SUM_SIZE];

  if (size <= AROUND || size > AROUND + CERCLE_VAULT_MAX_KEY || bytes[0] != VERSION)
    return FALSE;
  write_sum (bytes, size - SUM_SIZE, sum);
  cost = (CercleVaultCost){ read_number (bytes + 1), read_number (bytes + 5),
                            read_number (bytes + 9) };
  return memcmp (sum, bytes + size - SUM_SIZE, SUM_SIZE) == 0 &&
         cercle_vault_cost_is_bounded (&cost);
}

GBytes *
cercle_vault_unwrap_key (GBytes *sealed, const char *password, GError **error)
{
  g_auto (gcry_cipher_hd_t) cipher = NULL;
  guint8 plain[CERCLE_VAULT_MAX_KEY];
  const guint8 *bytes;
  GBytes *key = NULL;
  gsize size;

  g_return_val_if_fail (sealed != NULL, NULL);
  bytes = g_bytes_get_data (sealed, &size);
  if (!is_whole (bytes, size))
    {
      refuse (error, CERCLE_VAULT_ERROR_DAMAGED, "The sealed key is damaged");
      return NULL;
    }
  if (!cercle_vault_password_is_bounded (password))
    {
      refuse (error, CERCLE_VAULT_ERROR_WRONG_PASSWORD, "The password is not the key's");
      return NULL;
    }
  if ((cipher = open_cipher (bytes, password, error)) == NULL)
    return NULL;
  size -= AROUND;
  if (gcry_cipher_decrypt (cipher, plain, size, bytes + HEADER_SIZE, size) != 0)
    refuse (error, CERCLE_VAULT_ERROR_FAILED, "The key could not be read");
  else if (gcry_cipher_checktag (cipher, bytes + HEADER_SIZE + size, TAG_SIZE) != 0)
    refuse (error, CERCLE_VAULT_ERROR_WRONG_PASSWORD, "The password is not the key's");
  else
    key = cercle_vault_secret_copy (plain, size);
  cercle_vault_forget (plain, sizeof plain);
  return key;
}
