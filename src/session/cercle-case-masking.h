/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What may not stand in a text that others than the readers of a case will read. Store thread. */
#pragma once

#include "cercle-masking.h"
#include "cercle-store.h"

/* (transfer full): the names of the person, of her relatives and of who called for her, and every
 * telephone number and mail address. kase: NULL: these alone. NULL with error. */
CercleMasking *cercle_case_masking (CercleStore *store, CercleRecord *kase, GError **error);
