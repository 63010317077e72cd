/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What keeps secrets: passwords as they are stored, session tokens as they are stored, and the key
 * of the desk's file under its password. Any thread; a call that takes a password lasts from a
 * twentieth to half a second and up to 64 MiB, so never on the thread that draws. */
#pragma once

#include <glib.h>

/* A longer password is refused; so is an empty one. */
#define CERCLE_VAULT_MAX_PASSWORD 1024
/* Bytes that cercle_vault_wrap_key() takes. */
#define CERCLE_VAULT_MAX_KEY 1024
/* Bytes that cercle_vault_seal() takes; what it gives is at most CERCLE_VAULT_MAX_SEALED. */
#define CERCLE_VAULT_MAX_MESSAGE (1024 * 1024)
#define CERCLE_VAULT_MAX_SEALED (CERCLE_VAULT_MAX_MESSAGE + 128)
#define CERCLE_VAULT_MAGIC "Cercle\x1a\n"

#define CERCLE_VAULT_ERROR (cercle_vault_error_quark ())
typedef enum
{
  CERCLE_VAULT_ERROR_WRONG_PASSWORD, /* the sealed key is whole, the password is not its own */
  CERCLE_VAULT_ERROR_DAMAGED,        /* not a sealed key, or changed since it was sealed */
  CERCLE_VAULT_ERROR_FAILED,         /* no memory, or a password or key out of bounds */
  CERCLE_VAULT_ERROR_FOREIGN,        /* not something that was sealed here */
  CERCLE_VAULT_ERROR_VERSION,        /* sealed by a version that does it another way */
} CercleVaultError;
GQuark cercle_vault_error_quark (void);

/* Optional: every function below does it too. Before libsecret or GnuTLS, in main(), is best. */
void cercle_vault_init (void);

/* (transfer full): "$argon2id$v=19$m=19456,t=2,p=1$salt$hash", each time with another salt. */
char *cercle_vault_hash_password (const char *password, GError **error);
/* FALSE too for a phc that is NULL, malformed, or asks for more than 128 MiB, 8 passes, 4 lanes. */
gboolean cercle_vault_check_password (const char *phc, const char *password);
/* (transfer full): SHA-256 as 64 hexadecimal digits. Only for what is random already. */
char *cercle_vault_hash_token (const char *token);

/* (transfer full): n bytes (1 to 1 MiB) of the system's random source, wiped when freed. */
GBytes *cercle_vault_random (gsize n);
/* (transfer full): the key under the password, authenticated; each time other bytes. */
GBytes *cercle_vault_wrap_key (GBytes *key, const char *password, GError **error);
/* (transfer full): the key, wiped when freed; to change a password, unwrap and wrap again. */
GBytes *cercle_vault_unwrap_key (GBytes *sealed, const char *password, GError **error);

/* (transfer full): a message that leaves under a passphrase, authenticated, and back. Its first byte after
 * CERCLE_VAULT_MAGIC is the version of the layout, which stands in cercle-vault-seal.c. */
GBytes *cercle_vault_seal (GBytes *message, const char *password, GError **error);
GBytes *cercle_vault_unseal (GBytes *sealed, const char *password, GError **error);

/* Overwrites, even where the compiler sees that nobody reads it again. */
void cercle_vault_forget (void *secret, gsize size);
