/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is our Argon2id everybody's, is its cost bounded, and are random bytes and wiping what they say?
 */
#include "cercle-vault.h"
#include "cercle-vault-kdf.h"

#include <string.h>

/* RFC 9106, 5.3. */
static void
test_rfc_9106 (void)
{
  static const guint8 expected[32] = { 0x0d, 0x64, 0x0d, 0xf5, 0x8d, 0x78, 0x76, 0x6c,
                                       0x08, 0xc0, 0x37, 0xa3, 0x4a, 0x8b, 0x53, 0xc9,
                                       0xd0, 0x1e, 0xf0, 0x45, 0x2d, 0x75, 0xb6, 0x5e,
                                       0xb5, 0x25, 0x20, 0xe9, 0x6b, 0x01, 0xe6, 0x59 };
  const CercleVaultCost cost = { .memory = 32, .passes = 3, .lanes = 4 };
  guint8 password[32], salt[16], secret[8], associated[12], result[32];
  const CercleVaultInput input = { { password, sizeof password },
                                   { salt, sizeof salt },
                                   { secret, sizeof secret },
                                   { associated, sizeof associated } };
  g_autoptr (GError) error = NULL;

  memset (password, 1, sizeof password);
  memset (salt, 2, sizeof salt);
  memset (secret, 3, sizeof secret);
  memset (associated, 4, sizeof associated);
  g_assert_true (cercle_vault_derive (&cost, &input, result, sizeof result, &error));
  g_assert_no_error (error);
  g_assert_cmpmem (result, sizeof result, expected, sizeof expected);
  salt[0] ^= 1;
  g_assert_true (cercle_vault_derive (&cost, &input, result, sizeof result, &error));
  g_assert_true (memcmp (result, expected, sizeof expected) != 0);
}

static void
test_bounds (void)
{
  static const CercleVaultCost good[] = {
    { 8, 1, 1 }, { 32, 1, 4 }, { 19456, 2, 1 }, { 128 * 1024, 8, 4 }
  };
  static const CercleVaultCost bad[] = {
    { 0, 1, 1 },
    { 7, 1, 1 },
    { 31, 1, 4 },
    { 128 * 1024 + 1, 1, 1 },
    { G_MAXUINT, 1, 1 },
    { 64, 0, 1 },
    { 64, 9, 1 },
    { 64, G_MAXUINT, 1 },
    { 64, 1, 0 },
    { 64, 1, 5 },
    { G_MAXUINT, G_MAXUINT, G_MAXUINT },
    { 64, 1, 0x20000001 },
  };
  const CercleVaultInput input = { { "password", 8 }, { "somesaltsomesalt", 16 } };
  guint8 result[32];

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (cercle_vault_cost_is_bounded (&good[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("Row %" G_GSIZE_FORMAT, i);
      g_assert_false (cercle_vault_derive (&bad[i], &input, result, sizeof result, &error));
      g_assert_error (error, CERCLE_VAULT_ERROR, CERCLE_VAULT_ERROR_FAILED);
    }
}

static void
test_random (void)
{
  guint seen[256] = { 0 };
  g_autoptr (GBytes) one = cercle_vault_random (32), two = cercle_vault_random (32);
  g_autoptr (GBytes) many = cercle_vault_random (1 << 16);
  const guint8 *bytes = g_bytes_get_data (many, NULL);

  g_assert_cmpuint (g_bytes_get_size (one), ==, 32);
  g_assert_false (g_bytes_equal (one, two));
  for (gsize i = 0; i < 1 << 16; i++)
    seen[bytes[i]]++;
  for (gsize i = 0; i < 256; i++)
    {
      g_assert_cmpuint (seen[i], >, 128);
      g_assert_cmpuint (seen[i], <, 512);
    }
}

static void
test_same_and_forget (void)
{
  char secret[] = "a secret";

  g_assert_true (cercle_vault_same ("abc", "abc", 3));
  g_assert_true (cercle_vault_same ("abc", "abd", 2));
  g_assert_false (cercle_vault_same ("abc", "abd", 3));
  g_assert_false (cercle_vault_same ("abc", "bbc", 3));
  cercle_vault_forget (secret, sizeof secret - 2);
  g_assert_cmpmem (secret, sizeof secret, "\0\0\0\0\0\0\0t", 9);
  cercle_vault_forget (NULL, 8);
}

static void
test_token (void)
{
  g_autofree char *hash = cercle_vault_hash_token ("abc");

  g_assert_cmpstr (hash, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static gpointer
derive (gpointer data)
{
  const CercleVaultCost cost = { .memory = 64, .passes = 1, .lanes = 1 };
  const CercleVaultInput input = { { "password", 8 }, { "somesaltsomesalt", 16 } };
  guint8 *result = g_malloc (32);

  cercle_vault_init ();
  g_assert_true (cercle_vault_derive (&cost, &input, result, 32, NULL));
  return result;
}

static void
test_threads (void)
{
  GThread *threads[8];
  g_autofree guint8 *expected = derive (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("derive", derive, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autofree guint8 *result = g_thread_join (threads[i]);

      g_assert_cmpmem (result, 32, expected, 32);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vault/kdf/rfc-9106", test_rfc_9106);
  g_test_add_func ("/vault/kdf/bounds", test_bounds);
  g_test_add_func ("/vault/kdf/random", test_random);
  g_test_add_func ("/vault/kdf/same-and-forget", test_same_and_forget);
  g_test_add_func ("/vault/kdf/token", test_token);
  g_test_add_func ("/vault/kdf/threads", test_threads);
  return g_test_run ();
}
