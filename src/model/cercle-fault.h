/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be wrong with a row that somebody else wrote, and how it is told. */
#pragma once

#include <glib.h>

typedef struct
{
  guint fault;          /* a bit */
  const char *sentence; /* msgid */
} CercleFault;

/* (transfer full): translated, in the order of the table, of the faults that are set. */
GStrv cercle_fault_sentences (const CercleFault *table, guint n, guint faults);
