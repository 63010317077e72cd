/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a guess cost? */
#include "cercle-vault-kdf.h"

/* OWASP's first choice for Argon2id. */
const CercleVaultCost cercle_vault_stored_cost = { .memory = 19456, .passes = 2, .lanes = 1 };

/* RFC 9106's second choice, in one lane: a stolen disk gives all the time one wants to guess. */
const CercleVaultCost cercle_vault_sealing_cost = { .memory = 65536, .passes = 3, .lanes = 1 };
