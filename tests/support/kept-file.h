/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A database for one test. */
#pragma once

#include "cercle-store.h"

/* (transfer full): empty, in a folder of its own, as are the names of both. */
CercleStore *kept_file_new (CercleStoreEnd end, char **folder, char **path);
/* Takes all three; nobody else may hold the store, which may be NULL. */
void kept_file_remove (CercleStore *store, char *folder, char *path);
