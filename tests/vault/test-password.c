/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a stored password open to itself alone, and to no trick in its text? */
#include "cercle-vault.h"

#include <string.h>

#define SALT "c29tZXNhbHRzb21lc2FsdA"
#define HASH "282SH+ESh/2+M6+gcevYJcYmV3nhyu2XVIy9OjNrr6E"

static void
test_there_and_back (void)
{
  static const char *const passwords[] = { "correct horse battery staple", "Élodie ☎ 1", " " };

  for (gsize i = 0; i < G_N_ELEMENTS (passwords); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *one = cercle_vault_hash_password (passwords[i], &error);
      g_autofree char *two = cercle_vault_hash_password (passwords[i], &error);

      g_assert_no_error (error);
      g_assert_true (g_str_has_prefix (one, "$argon2id$v=19$m=19456,t=2,p=1$"));
      g_assert_cmpuint (strlen (one), ==, 31 + 22 + 1 + 43);
      g_assert_cmpstr (one, !=, two);
      g_assert_true (cercle_vault_check_password (one, passwords[i]));
      g_assert_true (cercle_vault_check_password (two, passwords[i]));
      g_assert_false (cercle_vault_check_password (one, "correct horse battery stapl"));
    }
}

/* Made by the program argon2. */
static void
test_others (void)
{
  static const struct
  {
    const char *phc, *password;
  } rows[] = {
    { "$argon2id$v=19$m=19456,t=2,p=1$" SALT "$k9ohroejZy1PN5E1SbHNPug6vB8eQAahb5SOAp6iGF4",
      "correct horse" },
    { "$argon2id$v=19$m=64,t=3,p=2$" SALT "$LOv4LNUIWby2VkX6nGkWhpzaKIHJ5cuO", "Élodie ☎" },
    { "$argon2id$v=19$m=8,t=1,p=1$" SALT "$" HASH, "x" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_true (cercle_vault_check_password (rows[i].phc, rows[i].password));
      g_assert_false (cercle_vault_check_password (rows[i].phc, "X"));
    }
}

static void
test_hostile_text (void)
{
  static const char *const rows[] = {
    "",
    "x",
    "$",
    "$argon2id$",
    "x" HASH,
    "$argon2i$v=19$m=8,t=1,p=1$" SALT "$" HASH,
    "$argon2d$v=19$m=8,t=1,p=1$" SALT "$" HASH,
    "$argon2id$v=16$m=8,t=1,p=1$" SALT "$" HASH,
    "$argon2id$m=8,t=1,p=1$" SALT "$" HASH,
    "argon2id$v=19$m=8,t=1,p=1$" SALT "$" HASH,
    " $argon2id$v=19$m=8,t=1,p=1$" SALT "$" HASH,
    "$argon2id$v=19$m=8,t=1,p=1$" SALT "$" HASH " ",
    "$argon2id$v=19$m=8,t=1,p=1$" SALT "$" HASH "=",
    "$argon2id$v=19$m=8,t=1,p=1$" SALT "$" HASH "$",
    "$argon2id$v=19$m=8,t=1,p=1$" SALT "==$" HASH,
    "$argon2id$v=19$m=8,t=1,p=1$" SALT,
    "$argon2id$v=19$m=8,t=1,p=1$" SALT "$",
    "$argon2id$v=19$m=8,t=1,p=1$$" HASH,
    "$argon2id$v=19$m=8,t=1,p=1$" HASH,
    "$argon2id$v=19$m=08,t=1,p=1$" SALT "$" HASH,
    "$argon2id$v=19$m=+8,t=1,p=1$" SALT "$" HASH,
    "$argon2id$v=19$m=,t=1,p=1$" SALT "$" HASH,
    "$argon2id$v=19$t=1,m=8,p=1$" SALT "$" HASH,
    "$argon2id$v=19$m=8,t=1,p=1,keyid=a$" SALT "$" HASH,
    "$argon2id$v=19$m=8,t=1,p=1$" SALT "$282SH-ESh_2-M6-gcevYJcYmV3nhyu2XVIy9OjNrr6E",
    "$argon2id$v=19$m=8,t=1,p=1$" SALT "$282SH+ESh/2+M6+gcevYJcYmV3nhyu2XVIy9OjNrr6F",
    "$argon2id$v=19$m=8,t=1,p=1$" SALT "$282S\nH+ESh/2+M6+gcevYJcYmV3nhyu2XVIy9OjNrr6E",
    "$argon2id$v=19$m=8,t=1,p=1$" SALT "$282S",
    "$argon2id$v=19$m=8,t=1,p=1$c29t$" HASH,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("Row %" G_GSIZE_FORMAT, i);
      g_assert_false (cercle_vault_check_password (rows[i], "x"));
    }
  g_assert_false (cercle_vault_check_password (NULL, "x"));
  g_assert_true (cercle_vault_check_password ("$argon2id$v=19$m=8,t=1,p=1$" SALT "$" HASH, "x"));
}

/* None of these may cost memory or time. */
static void
test_bounded (void)
{
  static const char *const costs[] = {
    "m=10485760,t=1,p=1",       "m=4294967295,t=1,p=1", "m=4294967304,t=1,p=1",
    "m=99999999999,t=1,p=1",    "m=131073,t=1,p=1",     "m=65536,t=9,p=1",
    "m=65536,t=4294967295,p=1", "m=8,t=0,p=1",          "m=8,t=1,p=0",
    "m=131072,t=8,p=255",       "m=7,t=1,p=1",          "m=0,t=0,p=0"
  };
  g_autoptr (GTimer) timer = g_timer_new ();
  g_autofree char *huge = g_strnfill (1 << 20, 'A');

  for (gsize i = 0; i < G_N_ELEMENTS (costs); i++)
    {
      g_autofree char *phc = g_strdup_printf ("$argon2id$v=19$%s$" SALT "$" HASH, costs[i]);
      g_autofree char *long_hash = g_strdup_printf ("$argon2id$v=19$m=8,t=1,p=1$" SALT "$%s", huge);

      g_assert_false (cercle_vault_check_password (phc, "x"));
      g_assert_false (cercle_vault_check_password (long_hash, "x"));
    }
  g_assert_cmpfloat (g_timer_elapsed (timer, NULL), <, 2);
}

static void
test_passwords_bounded (void)
{
  g_autofree char *longest = g_strnfill (CERCLE_VAULT_MAX_PASSWORD, 'a');
  g_autofree char *longer = g_strnfill (CERCLE_VAULT_MAX_PASSWORD + 1, 'a');
  const char *const refused[] = { NULL, "", longer };
  g_autofree char *phc = cercle_vault_hash_password (longest, NULL);

  g_assert_true (cercle_vault_check_password (phc, longest));
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (cercle_vault_hash_password (refused[i], &error));
      g_assert_error (error, CERCLE_VAULT_ERROR, CERCLE_VAULT_ERROR_FAILED);
      g_assert_false (cercle_vault_check_password (phc, refused[i]));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vault/password/there-and-back", test_there_and_back);
  g_test_add_func ("/vault/password/others", test_others);
  g_test_add_func ("/vault/password/hostile-text", test_hostile_text);
  g_test_add_func ("/vault/password/bounded", test_bounded);
  g_test_add_func ("/vault/password/passwords-bounded", test_passwords_bounded);
  return g_test_run ();
}
