/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* May this patch be applied to what the record has become? Pure; the server alone asks. */
#pragma once

#include "cercle-record.h"

typedef struct
{
  guint64 apply;    /* fields to take from the proposed record */
  guint64 conflict; /* fields (whole groups) whose current value stays and whose proposed one is kept */
  gboolean merged;  /* other fields (or the same set) were changed since base_rev; derived ones aside */
} CercleMerge;

/* current: the record as it is. field_revs: for each field the rev that last changed it (0:
 * creation). base_rev: what the author had seen. patched: fields she set; proposed and was: her new
 * values and what she saw before. Per field: unchanged since base_rev, or current equals proposed,
 * or current equals was: apply; else conflict. One conflicting field makes its group's patched
 * fields conflict; one that yields is left as it is. SETs are applied as additions and removals (was → proposed) and never
 * conflict. */
CercleMerge cercle_merge (CercleRecord *current, const gint64 *field_revs, gint64 base_rev,
                          guint64 patched, CercleRecord *proposed, CercleRecord *was);
/* Takes what merge lets through into current: a SET by replaying was → proposed, else the value. */
void cercle_merge_apply (CercleRecord *current, const CercleMerge *merge, CercleRecord *proposed,
                         CercleRecord *was);
/* For a SET: what current becomes when was → proposed is replayed on it. (transfer full) */
char *cercle_merge_set (const char *current, const char *was, const char *proposed);
