/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a sealed message come back whole, with its passphrase, or not at all, and is it said why? */
#include "cercle-vault.h"
#include "cercle-vault-kdf.h"

#include <string.h>

#define MESSAGE "{\"format\":\"something\",\"version\":1}"
#define PASSPHRASE "Élodie ☎ quatre mots"
#define BEFORE 8 /* the magic; then the version */

static const CercleVaultCost cheap = { .memory = 8, .passes = 1, .lanes = 1 };

static GBytes *
seal (void)
{
  g_autoptr (GBytes) message = g_bytes_new_static (MESSAGE, strlen (MESSAGE));
  g_autoptr (GError) error = NULL;
  GBytes *sealed = cercle_vault_seal_at (&cheap, message, PASSPHRASE, &error);

  g_assert_no_error (error);
  return sealed;
}

static int
code_of (const guint8 *bytes, gsize size, const char *passphrase)
{
  g_autoptr (GBytes) sealed = g_bytes_new (bytes, size);
  g_autoptr (GError) error = NULL;

  g_assert_null (cercle_vault_unseal (sealed, passphrase, &error));
  g_assert_true (error->domain == CERCLE_VAULT_ERROR);
  return error->code;
}

static void
test_there_and_back (void)
{
  g_autoptr (GBytes) message = g_bytes_new_static (MESSAGE, strlen (MESSAGE));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) sealed = cercle_vault_seal (message, PASSPHRASE, &error);
  g_autoptr (GBytes) again = cercle_vault_seal (message, PASSPHRASE, &error);
  g_autoptr (GBytes) opened = NULL;

  g_assert_no_error (error);
  g_assert_false (g_bytes_equal (sealed, again));
  g_assert_cmpmem (g_bytes_get_data (sealed, NULL), BEFORE, CERCLE_VAULT_MAGIC, BEFORE);
  opened = cercle_vault_unseal (sealed, PASSPHRASE, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (opened, message));
  g_assert_null (memmem (g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed), "format", 6));
}

static void
test_wrong (void)
{
  static const char *const wrong[] = { "élodie ☎ quatre mots", "Élodie ☎ quatre mots ", "", NULL };
  g_autoptr (GBytes) sealed = seal ();
  g_autoptr (GBytes) key = g_bytes_new_static (MESSAGE, strlen (MESSAGE));
  g_autoptr (GBytes) wrapped = cercle_vault_wrap_key_at (&cheap, key, PASSPHRASE, NULL);
  gsize size;
  const guint8 *bytes = g_bytes_get_data (sealed, &size);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_cmpint (code_of (bytes, size, wrong[i]), ==, CERCLE_VAULT_ERROR_WRONG_PASSWORD);
  /* A key of a desk is no message, and the other way round. */
  bytes = g_bytes_get_data (wrapped, &size);
  g_assert_cmpint (code_of (bytes, size, PASSPHRASE), ==, CERCLE_VAULT_ERROR_FOREIGN);
  g_assert_null (cercle_vault_unwrap_key (sealed, PASSPHRASE, NULL));
}

/* Each byte, with each of its bits turned. */
static void
test_worn (void)
{
  g_autoptr (GBytes) sealed = seal ();
  gsize size = g_bytes_get_size (sealed);

  for (gsize bit = 0; bit < 8 * size; bit++)
    {
      g_autofree guint8 *bytes = g_memdup2 (g_bytes_get_data (sealed, NULL), size);

      bytes[bit / 8] ^= 1 << bit % 8;
      g_assert_cmpint (code_of (bytes, size, PASSPHRASE), ==,
                       bit / 8 < BEFORE    ? CERCLE_VAULT_ERROR_FOREIGN
                       : bit / 8 == BEFORE ? CERCLE_VAULT_ERROR_VERSION
                                           : CERCLE_VAULT_ERROR_DAMAGED);
    }
}

/* Somebody who mends the sum is told by the cipher, or by the bounds of the cost. */
static void
test_forged (void)
{
  g_autoptr (GBytes) sealed = seal ();
  gsize size = g_bytes_get_size (sealed);

  for (gsize at = BEFORE + 1; at < size - 8; at++)
    {
      g_autofree guint8 *bytes = g_memdup2 (g_bytes_get_data (sealed, NULL), size);
      g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
      guint8 digest[32];
      gsize length = sizeof digest;
      int code;

      bytes[at] ^= 0x80;
      g_checksum_update (checksum, bytes, (gssize) size - 8);
      g_checksum_get_digest (checksum, digest, &length);
      memcpy (bytes + size - 8, digest, 8);
      code = code_of (bytes, size, PASSPHRASE);
      g_assert_true (code == CERCLE_VAULT_ERROR_WRONG_PASSWORD ||
                     (at <= BEFORE + 12 && code == CERCLE_VAULT_ERROR_DAMAGED));
    }
}

static void
test_cut_and_huge (void)
{
  g_autoptr (GBytes) sealed = seal ();
  gsize size;
  const guint8 *bytes = g_bytes_get_data (sealed, &size);
  g_autofree guint8 *huge = g_malloc0 (CERCLE_VAULT_MAX_SEALED + 1);
  g_autoptr (GBytes) most =
      g_bytes_new_take (g_malloc0 (CERCLE_VAULT_MAX_MESSAGE + 1), CERCLE_VAULT_MAX_MESSAGE + 1);
  g_autoptr (GBytes) fits = g_bytes_new_from_bytes (most, 0, CERCLE_VAULT_MAX_MESSAGE);
  g_autoptr (GBytes) largest = cercle_vault_seal_at (&cheap, fits, PASSPHRASE, NULL);

  for (gsize length = 0; length < size; length++)
    g_assert_cmpint (code_of (bytes, length, PASSPHRASE), ==,
                     length < BEFORE ? CERCLE_VAULT_ERROR_FOREIGN : CERCLE_VAULT_ERROR_DAMAGED);
  memcpy (huge, bytes, size);
  g_assert_cmpint (code_of (huge, CERCLE_VAULT_MAX_SEALED + 1, PASSPHRASE), ==,
                   CERCLE_VAULT_ERROR_DAMAGED);
  g_assert_null (cercle_vault_seal_at (&cheap, most, PASSPHRASE, NULL));
  g_assert_cmpuint (g_bytes_get_size (largest), <=, CERCLE_VAULT_MAX_SEALED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vault/message/there-and-back", test_there_and_back);
  g_test_add_func ("/vault/message/wrong", test_wrong);
  g_test_add_func ("/vault/message/worn", test_worn);
  g_test_add_func ("/vault/message/forged", test_forged);
  g_test_add_func ("/vault/message/cut-and-huge", test_cut_and_huge);
  return g_test_run ();
}
