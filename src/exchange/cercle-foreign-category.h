/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The categories of the national directories that a community works with. For this room; pure. */
#pragma once

#include "cercle-foreign-sheet.h"

typedef struct
{
  const char *code, *label; /* the label is the list's own, in French */
  const char *family;       /* a token of cercle_families */
  gboolean usual;           /* read unless other categories are asked for */
  gboolean home;            /* may be somebody's home */
} CercleForeignCategory;

/* (nullable): both tables of FINESS have one list. */
const CercleForeignCategory *cercle_foreign_category_find (CercleForeignSource source,
                                                           const char *code);
/* Does a reader give it? wanted: as CercleForeignOptions has it. */
gboolean cercle_foreign_category_is_wanted (CercleForeignSource source, const char *code,
                                            const char *const *wanted);
/* The list of a source, for those who choose from it; n is 0 where there is none. (transfer none)
 */
const CercleForeignCategory *cercle_foreign_categories (CercleForeignSource source, guint *n);
