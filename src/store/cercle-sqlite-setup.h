/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

/* Before the first connection of the process; more often does nothing. */
void cercle_sqlite_set_up_all (void);
/* A connection that was just opened, before its first statement. */
void cercle_sqlite_set_up (sqlite3 *handle);
