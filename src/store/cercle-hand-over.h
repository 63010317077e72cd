/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is handed over with a transfer, read from this store: the same for paper, file and server.
 */
#pragma once

#include "cercle-handover.h"
#include "cercle-store.h"

/* (transfer full): NULL with error; G_IO_ERROR_NOT_FOUND when its case is not here. */
CercleHandover *cercle_store_hand_over (CercleStore *store, CercleRecord *transfer, GError **error);
