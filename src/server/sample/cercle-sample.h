/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A sample community: invented people, real communes. */
#pragma once

#include "cercle-store.h"

/* Fills an empty server database, marked as example for ever: territory 14, two communities, 12 members
 * with accounts (password_for gives each one's password, plain), about 300 cases. day: "today" of the
 * sample (days since 1970). The same seed and day give the same records. FAILED when not empty. */
typedef const char *(*CerclePasswordFor) (const char *login, gpointer data);
gboolean cercle_sample_fill (CercleStore *store, guint32 seed, int day, CerclePasswordFor password_for,
                             gpointer data, GError **error);
/* The same with n cases, for measuring; no account. */
gboolean cercle_sample_fill_many (CercleStore *store, guint32 seed, int day, guint n, GError **error);
