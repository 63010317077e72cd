/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Two records of one person made one, undoably. A merge rewrites no reference: the merged record
 * points to the survivor, and is followed when read. */
#pragma once

#include "cercle-record.h"

enum
{
  CERCLE_MERGE_LOSER,
  CERCLE_MERGE_SURVIVOR,
  CERCLE_MERGE_AT,
  CERCLE_MERGE_BY,
  CERCLE_MERGE_TAKEN, /* JSON: { field: { "was": …, "now": … } } of the survivor */
  CERCLE_MERGE_UNDONE_AT,
  CERCLE_MERGE_N_FIELDS
};
extern const CercleKind cercle_merge_kind;

#define CERCLE_MERGE_UNDO_DAYS 30

/* (transfer full): the merge of loser into survivor, which takes the values of the fields of mask
 * from it; both records are changed in memory. Save the three in one action. member: identity of
 * who does it. NULL with CERCLE_RECORD_ERROR_RULE: the same record, or one that was merged
 * already. */
CercleRecord *cercle_person_merge (CercleRecord *loser, CercleRecord *survivor, guint64 mask,
                                   const char *member, GError **error);
/* The fields that a merge proposes to take: set in loser and not in survivor. */
guint64 cercle_person_merge_proposal (CercleRecord *loser, CercleRecord *survivor);
/* Changes the three in memory: each field taken that nobody has edited since is given back. kept
 * (out, may be NULL): the fields that were edited and stay. FALSE with CERCLE_RECORD_ERROR_RULE: it
 * was undone already, is older than 30 days, or is not of these two. */
gboolean cercle_person_unmerge (CercleRecord *merge, CercleRecord *loser, CercleRecord *survivor,
                                guint64 *kept, GError **error);

/* (transfer full) (nullable): the person that a merged one now is, over any number of merges; find
 * (transfer full) (nullable) reads one. A circle ends where it began. */
typedef CercleRecord *(*CerclePersonFind) (const char *id, gpointer data);
CercleRecord *cercle_person_follow (CercleRecord *person, CerclePersonFind find, gpointer data);
