/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Where do random bytes come from, and how are secrets compared and forgotten? */
#define G_LOG_DOMAIN "cercle-vault"

#include "cercle-vault.h"
#include "cercle-vault-kdf.h"

#include <errno.h>
#include <gcrypt.h>
#include <string.h>
#include <sys/random.h>

#define MAX_RANDOM (1 << 20)

G_DEFINE_QUARK (cercle - vault - error - quark, cercle_vault_error)

/* libsecret and others may have finished the set-up already, with locked memory or without: then
 * it is theirs. Our own secrets are short-lived and wiped, so no locked memory is asked for. */
void
cercle_vault_init (void)
{
  static gsize done = 0;

  if (!g_once_init_enter (&done))
    return;
  if (gcry_check_version ("1.10.0") == NULL)
    g_error ("libgcrypt is older than 1.10");
  if (!gcry_control (GCRYCTL_INITIALIZATION_FINISHED_P))
    {
      gcry_control (GCRYCTL_DISABLE_SECMEM, 0);
      gcry_control (GCRYCTL_INITIALIZATION_FINISHED, 0);
    }
  g_once_init_leave (&done, 1);
}

void
cercle_vault_forget (void *secret, gsize size)
{
  if (secret != NULL)
    explicit_bzero (secret, size);
}

gboolean
cercle_vault_same (gconstpointer a, gconstpointer b, gsize size)
{
  const volatile guint8 *left = a, *right = b;
  guint8 difference = 0;

  for (gsize i = 0; i < size; i++)
    difference |= left[i] ^ right[i];
  return difference == 0;
}

/* The kernel's source directly: libgcrypt's own pool would be a second one to trust and to seed. */
void
cercle_vault_fill_random (guint8 *bytes, gsize size)
{
  gsize done = 0;

  while (done < size)
    {
      gssize got = getrandom (bytes + done, size - done, 0);

      if (got > 0)
        done += got;
      else if (got < 0 && errno != EINTR)
        g_error ("The system's random source failed: %s", g_strerror (errno));
    }
}

typedef struct
{
  gsize size;
  guint8 bytes[];
} Secret;

static void
secret_free (gpointer data)
{
  Secret *secret = data;

  explicit_bzero (secret->bytes, secret->size);
  g_free (secret);
}

static Secret *
secret_new (gsize size)
{
  Secret *secret = g_malloc (sizeof (Secret) + size);

  secret->size = size;
  return secret;
}

static GBytes *
secret_to_bytes (Secret *secret)
{
  return g_bytes_new_with_free_func (secret->bytes, secret->size, secret_free, secret);
}

GBytes *
cercle_vault_secret_copy (gconstpointer bytes, gsize size)
{
  Secret *secret = secret_new (size);

  memcpy (secret->bytes, bytes, size);
  return secret_to_bytes (secret);
}

GBytes *
cercle_vault_random (gsize n)
{
  Secret *secret;

  g_return_val_if_fail (n > 0 && n <= MAX_RANDOM, NULL);
  secret = secret_new (n);
  cercle_vault_fill_random (secret->bytes, n);
  return secret_to_bytes (secret);
}

char *
cercle_vault_hash_token (const char *token)
{
  g_return_val_if_fail (token != NULL, NULL);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, token, -1);
}
