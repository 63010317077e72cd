/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The two matrices that a community may start from: hosted by the MDPH, or by managing bodies. Both
 * are drafts: the coordinator puts one in force, as it is or changed. */
#pragma once

#include "cercle-store.h"

/* Two matrices and their rules. */
#define CERCLE_FOUNDING_MATRIX_RECORDS 34

typedef gboolean (*CercleFoundingWrite) (CercleStore *store, CercleRecord *record,
                                         const char *scope, GError **error);
/* Within the caller's transaction, in the community's scope. */
gboolean cercle_founding_matrices (CercleStore *store, const char *scope, CercleFoundingWrite write,
                                   GError **error);
