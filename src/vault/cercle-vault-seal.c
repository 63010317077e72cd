/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a key rest on a disk, or a message on its way, so that only its password brings it back?
 *
 *   magic 0 or 8 | version 1 | memory 4 | passes 4 | lanes 4 | salt 16 | nonce 12 | … | tag 16 |
 * sum 8
 *
 * A key has no magic, a message begins with it; … is what was sealed, as long as it was. Numbers
 * are big-endian. Argon2id (memory in KiB) makes the key of AES-256-GCM from the password and the
 * salt; GCM authenticates all that stands before. The sum (SHA-256 of what precedes, cut) tells a
 * worn disk from a wrong password; it protects nothing. */
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

/* What is sealed alike and told apart by its beginning. */
typedef struct
{
  const char *magic;
  gsize most;
} Layout;
static const Layout key_layout = { "", CERCLE_VAULT_MAX_KEY };
static const Layout message_layout = { CERCLE_VAULT_MAGIC, CERCLE_VAULT_MAX_MESSAGE };

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

static gsize
around (const Layout *layout)
{
  return strlen (layout->magic) + AROUND;
}

/* The cipher that the header and the password give, with all before it as its authenticated data.
 */
static gcry_cipher_hd_t
open_cipher (const Layout *layout, const guint8 *bytes, const char *password, GError **error)
{
  const guint8 *header = bytes + strlen (layout->magic);
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
    failure = gcry_cipher_authenticate (cipher, bytes, strlen (layout->magic) + HEADER_SIZE);
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

static GBytes *
seal (const Layout *layout, const CercleVaultCost *cost, GBytes *what, const char *password,
      GError **error)
{
  gsize size = g_bytes_get_size (what), before = strlen (layout->magic);
  gconstpointer plain = g_bytes_get_data (what, NULL);
  g_auto (gcry_cipher_hd_t) cipher = NULL;
  g_autofree guint8 *sealed = NULL;
  guint8 *header, *body;

  if (size == 0 || size > layout->most || !cercle_vault_password_is_bounded (password))
    {
      refuse (error, CERCLE_VAULT_ERROR_FAILED,
              "What is sealed or its password is empty or too long");
      return NULL;
    }
  sealed = g_malloc0 (around (layout) + size);
  header = sealed + before;
  body = header + HEADER_SIZE;
  memcpy (sealed, layout->magic, before);
  header[0] = VERSION;
  write_number (header + 1, cost->memory);
  write_number (header + 5, cost->passes);
  write_number (header + 9, cost->lanes);
  cercle_vault_fill_random (header + SALT_AT, SALT_SIZE + NONCE_SIZE);
  if ((cipher = open_cipher (layout, sealed, password, error)) == NULL)
    return NULL;
  if (gcry_cipher_encrypt (cipher, body, size, plain, size) != 0 ||
      gcry_cipher_gettag (cipher, body + size, TAG_SIZE) != 0)
    {
      refuse (error, CERCLE_VAULT_ERROR_FAILED, "It could not be sealed");
      return NULL;
    }
  write_sum (sealed, around (layout) + size - SUM_SIZE, body + size + TAG_SIZE);
  return g_bytes_new_take (g_steal_pointer (&sealed), around (layout) + size);
}

/* Whether it looks as it did when it was sealed; asked before any time is spent on a password. */
static gboolean
is_whole (const Layout *layout, const guint8 *bytes, gsize size)
{
  const guint8 *header = bytes + strlen (layout->magic);
  CercleVaultCost cost;
  guint8 sum[SUM_SIZE];

  if (size <= around (layout) || size > around (layout) + layout->most || header[0] != VERSION)
    return FALSE;
  write_sum (bytes, size - SUM_SIZE, sum);
  cost = (CercleVaultCost){ read_number (header + 1), read_number (header + 5),
                            read_number (header + 9) };
  return memcmp (sum, bytes + size - SUM_SIZE, SUM_SIZE) == 0 &&
         cercle_vault_cost_is_bounded (&cost);
}

static GBytes *
unseal (const Layout *layout, const guint8 *bytes, gsize size, const char *password, GError **error)
{
  const guint8 *body = bytes + strlen (layout->magic) + HEADER_SIZE;
  g_auto (gcry_cipher_hd_t) cipher = NULL;
  g_autofree guint8 *plain = NULL;
  GBytes *opened = NULL;

  if (!is_whole (layout, bytes, size))
    {
      refuse (error, CERCLE_VAULT_ERROR_DAMAGED, "What was sealed is damaged");
      return NULL;
    }
  if (!cercle_vault_password_is_bounded (password))
    {
      refuse (error, CERCLE_VAULT_ERROR_WRONG_PASSWORD, "This is not the password");
      return NULL;
    }
  if ((cipher = open_cipher (layout, bytes, password, error)) == NULL)
    return NULL;
  size -= around (layout);
  plain = g_malloc (size);
  if (gcry_cipher_decrypt (cipher, plain, size, body, size) != 0)
    refuse (error, CERCLE_VAULT_ERROR_FAILED, "What was sealed could not be read");
  else if (gcry_cipher_checktag (cipher, body + size, TAG_SIZE) != 0)
    refuse (error, CERCLE_VAULT_ERROR_WRONG_PASSWORD, "This is not the password");
  else
    opened = cercle_vault_secret_copy (plain, size);
  cercle_vault_forget (plain, size);
  return opened;
}

/* Public */

GBytes *
cercle_vault_wrap_key_at (const CercleVaultCost *cost, GBytes *key, const char *password,
                          GError **error)
{
  return seal (&key_layout, cost, key, password, error);
}

GBytes *
cercle_vault_wrap_key (GBytes *key, const char *password, GError **error)
{
  g_return_val_if_fail (key != NULL, NULL);
  return seal (&key_layout, &cercle_vault_sealing_cost, key, password, error);
}

GBytes *
cercle_vault_unwrap_key (GBytes *sealed, const char *password, GError **error)
{
  gsize size;
  const guint8 *bytes;

  g_return_val_if_fail (sealed != NULL, NULL);
  bytes = g_bytes_get_data (sealed, &size);
  return unseal (&key_layout, bytes, size, password, error);
}

GBytes *
cercle_vault_seal_at (const CercleVaultCost *cost, GBytes *message, const char *password,
                      GError **error)
{
  return seal (&message_layout, cost, message, password, error);
}

GBytes *
cercle_vault_seal (GBytes *message, const char *password, GError **error)
{
  g_return_val_if_fail (message != NULL, NULL);
  return seal (&message_layout, &cercle_vault_sealing_cost, message, password, error);
}

GBytes *
cercle_vault_unseal (GBytes *sealed, const char *password, GError **error)
{
  const gsize before = strlen (CERCLE_VAULT_MAGIC);
  gsize size;
  const guint8 *bytes;

  g_return_val_if_fail (sealed != NULL, NULL);
  bytes = g_bytes_get_data (sealed, &size);
  if (size < before || memcmp (bytes, CERCLE_VAULT_MAGIC, before) != 0)
    refuse (error, CERCLE_VAULT_ERROR_FOREIGN, "This was not sealed by Cercle");
  else if (size > before && bytes[before] != VERSION)
    refuse (error, CERCLE_VAULT_ERROR_VERSION, "This was sealed in another version's way");
  else
    return unseal (&message_layout, bytes, size, password, error);
  return NULL;
}
