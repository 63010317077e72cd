/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Accounts and sessions, as the server keeps them. Passwords and tokens arrive here hashed. */
#pragma once

#include "cercle-store.h"

typedef struct
{
  char *id, *login, *password; /* password: Argon2id string */
  CercleRole role;
  char *audiences;             /* space separated: those of the role, and what was added */
  char *scopes;                /* space separated */
  char *member;                /* identity of her member record */
  gboolean disabled;
  guint failures;              /* wrong passwords in a row */
  gint64 last_failure;         /* instant */
} CercleAccount;
void cercle_account_free (CercleAccount *account);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleAccount, cercle_account_free)

gboolean cercle_accounts_put (CercleStore *store, const CercleAccount *account, GError **error);
/* (transfer full) (nullable): NULL without error when unknown. */
CercleAccount *cercle_accounts_find (CercleStore *store, const char *login, GError **error);
GPtrArray *cercle_accounts_list (CercleStore *store, GError **error);
gboolean cercle_accounts_note_failure (CercleStore *store, const char *login, gint64 at, GError **error);
gboolean cercle_accounts_clear_failures (CercleStore *store, const char *login, GError **error);

/* Sessions: token_hash is all that is kept of a token. */
gboolean cercle_accounts_open_session (CercleStore *store, const char *token_hash, const char *login,
                                       const char *device, gint64 now, GError **error);
/* (transfer full) (nullable): the account of a session used within idle and opened within life
 * (milliseconds), and notes its use; NULL when there is none or the account is disabled. */
CercleAccount *cercle_accounts_session (CercleStore *store, const char *token_hash, gint64 now,
                                        gint64 idle, gint64 life, GError **error);
gboolean cercle_accounts_close_session (CercleStore *store, const char *token_hash, GError **error);
gboolean cercle_accounts_close_all (CercleStore *store, const char *login, GError **error);
