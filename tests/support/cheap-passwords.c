/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a guess cost where nothing is guessed? In place of src/vault/cercle-vault-cost.c: nine tenths of
 * what the tests of sessions and of pages computed was their passwords. */
#include "cercle-vault-kdf.h"

const CercleVaultCost cercle_vault_stored_cost = { .memory = 8, .passes = 1, .lanes = 1 };
const CercleVaultCost cercle_vault_sealing_cost = { .memory = 8, .passes = 1, .lanes = 1 };
