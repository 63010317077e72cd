/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with a row, in words? */
#include "cercle-fault.h"

#include <glib/gi18n-lib.h>

GStrv
cercle_fault_sentences (const CercleFault *table, guint n, guint faults)
{
  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();

  for (guint i = 0; i < n; i++)
    if (faults & table[i].fault)
      g_strv_builder_add (sentences, _ (table[i].sentence));
  return g_strv_builder_end (sentences);
}
