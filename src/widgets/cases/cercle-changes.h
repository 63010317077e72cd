/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the bit set of kinds that CercleSession::changed carries. */
#pragma once

#include "cercle-kind.h"

static inline gboolean
cercle_changes_have (guint64 kinds, const CercleKind *kind)
{
  const CercleKind *const *all = cercle_kinds ();

  for (guint i = 0; all[i] != NULL; i++)
    if (all[i] == kind)
      return (kinds >> i & 1) != 0;
  return FALSE;
}
