/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is this the password? It is stored as the text that other Argon2 programs read and write. */
#define G_LOG_DOMAIN "cercle-vault"

#include "cercle-vault.h"
#include "cercle-vault-kdf.h"

#include <string.h>

#define SALT_SIZE 16
#define HASH_SIZE 32
#define MIN_SALT 8
#define MIN_HASH 16
#define MAX_PART 64
#define MAX_PHC 256

typedef struct
{
  CercleVaultCost cost;
  GBytes *salt;
  GBytes *hash;
} Phc;

static void
phc_clear (Phc *phc)
{
  g_clear_pointer (&phc->salt, g_bytes_unref);
  g_clear_pointer (&phc->hash, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Phc, phc_clear)

/* (transfer full): without the padding, as PHC wants it. */
static char *
to_base64 (const guint8 *bytes, gsize size)
{
  char *text = g_base64_encode (bytes, size);

  text[strcspn (text, "=")] = '\0';
  return text;
}

/* (transfer full) (nullable): only for the one text that to_base64() makes of the bytes. */
static GBytes *
from_base64 (const char *text, gsize length)
{
  g_autofree char *padded = g_strdup_printf ("%.*s%s", (int) length, text,
                                             length % 4 == 2   ? "=="
                                             : length % 4 == 3 ? "="
                                                               : "");
  g_autofree char *again = NULL;
  g_autofree guint8 *bytes = NULL;
  gsize size;

  bytes = g_base64_decode (padded, &size);
  again = to_base64 (bytes, size);
  if (strlen (again) != length || strncmp (again, text, length) != 0)
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&bytes), size);
}

/* Takes prefix and the number after it: no sign, no leading zero, nine digits at most. */
static gboolean
take_number (const char **at, const char *prefix, guint *number)
{
  int digits = 0;

  if (!g_str_has_prefix (*at, prefix))
    return FALSE;
  *at += strlen (prefix);
  *number = 0;
  for (; g_ascii_isdigit (**at) && digits < 9; digits++)
    *number = *number * 10 + (guint) (*(*at)++ - '0');
  return digits > 0 && !g_ascii_isdigit (**at) && (*at)[-digits] != '0';
}

/* Takes "$" and the bytes behind it, up to the next "$" or the end. */
static GBytes *
take_bytes (const char **at, gsize least)
{
  g_autoptr (GBytes) bytes = NULL;
  gsize length;

  if (**at != '$')
    return NULL;
  length = strcspn (*at + 1, "$");
  bytes = from_base64 (*at + 1, length);
  *at += 1 + length;
  if (bytes == NULL || g_bytes_get_size (bytes) < least || g_bytes_get_size (bytes) > MAX_PART)
    return NULL;
  return g_steal_pointer (&bytes);
}

static gboolean
read_phc (const char *text, Phc *phc)
{
  if (strnlen (text, MAX_PHC + 1) > MAX_PHC)
    return FALSE;
  return take_number (&text, "$argon2id$v=19$m=", &phc->cost.memory) &&
         take_number (&text, ",t=", &phc->cost.passes) &&
         take_number (&text, ",p=", &phc->cost.lanes) &&
         (phc->salt = take_bytes (&text, MIN_SALT)) != NULL &&
         (phc->hash = take_bytes (&text, MIN_HASH)) != NULL && *text == '\0';
}

char *
cercle_vault_hash_password (const char *password, GError **error)
{
  guint8 salt[SALT_SIZE], hash[HASH_SIZE];
  g_autofree char *salt_text = NULL, *hash_text = NULL;
  CercleVaultInput input = { .salt = { salt, sizeof salt } };

  if (!cercle_vault_password_is_bounded (password))
    {
      g_set_error_literal (error, CERCLE_VAULT_ERROR, CERCLE_VAULT_ERROR_FAILED,
                           "The password is empty or too long");
      return NULL;
    }
  input.password = (CercleVaultPart){ password, strlen (password) };
  cercle_vault_fill_random (salt, sizeof salt);
  if (!cercle_vault_derive (&cercle_vault_stored_cost, &input, hash, sizeof hash, error))
    return NULL;
  salt_text = to_base64 (salt, sizeof salt);
  hash_text = to_base64 (hash, sizeof hash);
  cercle_vault_forget (hash, sizeof hash);
  return g_strdup_printf ("$argon2id$v=19$m=%u,t=%u,p=%u$%s$%s", cercle_vault_stored_cost.memory,
                          cercle_vault_stored_cost.passes, cercle_vault_stored_cost.lanes, salt_text, hash_text);
}

gboolean
cercle_vault_check_password (const char *phc, const char *password)
{
  g_auto (Phc) stored = { 0 };
  CercleVaultInput input = { 0 };
  guint8 hash[MAX_PART];
  gconstpointer expected;
  gboolean right;
  gsize size;

  if (phc == NULL || !cercle_vault_password_is_bounded (password) || !read_phc (phc, &stored))
    return FALSE;
  input.password = (CercleVaultPart){ password, strlen (password) };
  input.salt.data = g_bytes_get_data (stored.salt, &input.salt.size);
  expected = g_bytes_get_data (stored.hash, &size);
  right = cercle_vault_derive (&stored.cost, &input, hash, size, NULL) &&
          cercle_vault_same (hash, expected, size);
  cercle_vault_forget (hash, sizeof hash);
  return right;
}
