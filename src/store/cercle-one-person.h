/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Records of one person: a merge rewrites no reference, so whoever reads one follows it here. */
#pragma once

#include "cercle-store.h"

/* (transfer full) (nullable): whom this person's record was merged into at last, or itself. NULL
 * without error when there is none. */
CercleRecord *cercle_one_person_get (CercleStore *store, const char *id, GError **error);
/* (transfer full): the same, and behind it all the records that were merged into it. Empty when
 * there is none; NULL with an error. */
GPtrArray *cercle_one_person_all (CercleStore *store, const char *id, GError **error);
