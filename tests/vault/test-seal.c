/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a sealed key come back whole, with its password, or not at all? */
#include "cercle-vault.h"
#include "cercle-vault-kdf.h"

#include <string.h>

#define KEY "the key of the desk, 32 bytes..."
#define PASSWORD "Élodie ☎"
#define SUM_SIZE 8

static const CercleVaultCost cheap = { .memory = 8, .passes = 1, .lanes = 1 };

static GBytes *
seal (void)
{
  g_autoptr (GBytes) key = g_bytes_new_static (KEY, strlen (KEY));
  g_autoptr (GError) error = NULL;
  GBytes *sealed = cercle_vault_wrap_key_at (&cheap, key, PASSWORD, &error);

  g_assert_no_error (error);
  return sealed;
}

static void
assert_refused (GBytes *sealed, const char *password, CercleVaultError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cercle_vault_unwrap_key (sealed, password, &error));
  g_assert_error (error, CERCLE_VAULT_ERROR, (int) code);
}

static void
test_there_and_back (void)
{
  g_autoptr (GBytes) key = cercle_vault_random (32);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) sealed = cercle_vault_wrap_key (key, PASSWORD, &error);
  g_autoptr (GBytes) again = cercle_vault_wrap_key (key, PASSWORD, &error);
  g_autoptr (GBytes) opened = NULL;

  g_assert_no_error (error);
  g_assert_false (g_bytes_equal (sealed, again));
  opened = cercle_vault_unwrap_key (sealed, PASSWORD, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (opened, key));
  g_assert_null (memmem (g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed),
                         g_bytes_get_data (key, NULL), 8));
}

/* Version 1, made by the program argon2 and another library's AES-GCM: desks hold keys like it. */
static void
test_kept (void)
{
  static const char hex[] =
      "010000004000000003000000024142434445464748494a4b4c4d4e4f506162636465666768696a6b"
      "6c00d227662075305cdb463ffc5554cb7a80b1eec52a5082ef2375b4f47bd5e48bbc90f6e2246f26"
      "6397e5da9db93b56c2dac97db64e8af09a";
  guint8 bytes[(sizeof hex - 1) / 2];
  g_autoptr (GBytes) sealed = NULL, key = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < sizeof bytes; i++)
    bytes[i] = g_ascii_xdigit_value (hex[2 * i]) << 4 | g_ascii_xdigit_value (hex[2 * i + 1]);
  sealed = g_bytes_new (bytes, sizeof bytes);
  key = cercle_vault_unwrap_key (sealed, PASSWORD, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (key, NULL), g_bytes_get_size (key), KEY, strlen (KEY));
}

static void
test_wrong_password (void)
{
  g_autofree char *longer = g_strnfill (CERCLE_VAULT_MAX_PASSWORD + 1, 'a');
  const char *const wrong[] = { "élodie ☎", "Élodie ☎ ", "E", "", NULL, longer };
  g_autoptr (GBytes) sealed = seal ();

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_refused (sealed, wrong[i], CERCLE_VAULT_ERROR_WRONG_PASSWORD);
}

/* Each byte of the sealed key with each of its bits turned: worn, so the sum tells. */
static void
test_worn (void)
{
  g_autoptr (GBytes) sealed = seal ();
  gsize size = g_bytes_get_size (sealed);

  for (gsize bit = 0; bit < 8 * size; bit++)
    {
      guint8 *bytes = g_memdup2 (g_bytes_get_data (sealed, NULL), size);
      g_autoptr (GBytes) worn = NULL;

      bytes[bit / 8] ^= 1 << bit % 8;
      worn = g_bytes_new_take (bytes, size);
      assert_refused (worn, PASSWORD, CERCLE_VAULT_ERROR_DAMAGED);
    }
}

/* The same by somebody who mends the sum: now the cipher tells, or the bounds of the cost. */
static void
test_forged (void)
{
  g_autoptr (GBytes) sealed = seal ();
  gsize size = g_bytes_get_size (sealed);

  for (gsize at = 0; at < size - SUM_SIZE; at++)
    for (int mask = 1; mask < 256; mask = mask == 1 ? 0x80 : 256)
      {
        guint8 *bytes = g_memdup2 (g_bytes_get_data (sealed, NULL), size), digest[32];
        g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
        g_autoptr (GBytes) forged = NULL;
        g_autoptr (GError) error = NULL;
        gsize length = sizeof digest;

        bytes[at] ^= mask;
        g_checksum_update (checksum, bytes, size - SUM_SIZE);
        g_checksum_get_digest (checksum, digest, &length);
        memcpy (bytes + size - SUM_SIZE, digest, SUM_SIZE);
        forged = g_bytes_new_take (bytes, size);
        g_assert_null (cercle_vault_unwrap_key (forged, PASSWORD, &error));
        g_test_message ("Byte %" G_GSIZE_FORMAT ": %s", at, error->message);
        /* 13: behind the version and the cost only the cipher can tell. */
        g_assert_true (error->domain == CERCLE_VAULT_ERROR);
        g_assert_cmpint (error->code, !=, CERCLE_VAULT_ERROR_FAILED);
        if (at >= 13)
          g_assert_cmpint (error->code, ==, CERCLE_VAULT_ERROR_WRONG_PASSWORD);
      }
}

static void
test_cut (void)
{
  g_autoptr (GBytes) sealed = seal ();
  g_autoptr (GBytes) huge = NULL;
  gsize size = g_bytes_get_size (sealed);

  for (gsize length = 0; length < size; length++)
    {
      g_autoptr (GBytes) cut = g_bytes_new (g_bytes_get_data (sealed, NULL), length);

      assert_refused (cut, PASSWORD, CERCLE_VAULT_ERROR_DAMAGED);
    }
  huge = g_bytes_new_take (g_malloc0 (1 << 20), 1 << 20);
  assert_refused (huge, PASSWORD, CERCLE_VAULT_ERROR_DAMAGED);
}

static void
test_bounds (void)
{
  static const gsize sizes[] = { 0, CERCLE_VAULT_MAX_KEY + 1 };
  g_autoptr (GBytes) largest = cercle_vault_random (CERCLE_VAULT_MAX_KEY);
  g_autoptr (GBytes) sealed = cercle_vault_wrap_key_at (&cheap, largest, "x", NULL);
  g_autoptr (GBytes) opened = cercle_vault_unwrap_key (sealed, "x", NULL);
  const CercleVaultCost dear = { .memory = 10 * 1024 * 1024, .passes = 1, .lanes = 1 };

  g_assert_true (g_bytes_equal (largest, opened));
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GBytes) key = g_bytes_new_take (g_malloc0 (sizes[i] + 1), sizes[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (cercle_vault_wrap_key (key, "x", &error));
      g_assert_error (error, CERCLE_VAULT_ERROR, CERCLE_VAULT_ERROR_FAILED);
    }
  g_assert_null (cercle_vault_wrap_key (largest, "", NULL));
  g_assert_null (cercle_vault_wrap_key_at (&dear, largest, "x", NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vault/seal/there-and-back", test_there_and_back);
  g_test_add_func ("/vault/seal/kept", test_kept);
  g_test_add_func ("/vault/seal/wrong-password", test_wrong_password);
  g_test_add_func ("/vault/seal/worn", test_worn);
  g_test_add_func ("/vault/seal/forged", test_forged);
  g_test_add_func ("/vault/seal/cut", test_cut);
  g_test_add_func ("/vault/seal/bounds", test_bounds);
  return g_test_run ();
}
