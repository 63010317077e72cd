/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is one value fit for a field? Any thread. */
#pragma once

#include "cercle-record.h"

/* value is neither NULL nor ""; a SET is its tokens separated by spaces. With KEEP_UNKNOWN only
 * what would be nonsense for any version is refused. */
gboolean cercle_check_text (const CercleField *field, const char *value, CercleApply how,
                            GError **error);
gboolean cercle_check_integer (const CercleField *field, gint64 value, CercleApply how,
                               GError **error);
/* "+" and 6 to 15 digits, or a short number of 2 to 6 digits. */
gboolean cercle_check_is_phone (const char *value);
/* a-z 0-9 _ . - and at most 60 of them. */
gboolean cercle_check_is_token (const char *value, gsize length);
/* FALSE, with a sentence that names the field by its translated label. It must never hold the
 * value: it may be logged, and sent to another desk. */
gboolean cercle_check_refuse (const char *label, CercleRecordError code, const char *why,
                              GError **error);
