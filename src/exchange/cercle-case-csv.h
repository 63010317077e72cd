/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of a list of cases: read in pages on the thread of the store, written on another one; it never
 * holds more than a page. */
#pragma once

#include "cercle-case-words.h"

typedef struct _CercleCaseCsv CercleCaseCsv;

/* (transfer full): columns (nullable): of const CercleCaseColumn; NULL: all that a table may hold. */
CercleCaseCsv *cercle_case_csv_new (const char *path, const char *today, GPtrArray *columns,
                                    GError **error);
void cercle_case_csv_free (CercleCaseCsv *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleCaseCsv, cercle_case_csv_free)
/* On the thread of the store. */
gboolean cercle_case_csv_read (CercleCaseCsv *self, CercleStore *store, const gint64 *keys, guint n,
                               GError **error);
/* What was read since the last time. */
gboolean cercle_case_csv_write (CercleCaseCsv *self, GError **error);
/* The file is whole, and in its place. */
gboolean cercle_case_csv_keep (CercleCaseCsv *self, GError **error);
