/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the plan share. For this room. */
#pragma once

#include "cercle-directory-known.h"
#include "cercle-directory-plan.h"

struct _CercleDirectoryPlan
{
  CercleStore *store;
  char *scope, *import, *stated_on;
  const char *source;
  CercleDirectoryKnown *known;
  GHashTable *decided; /* key → identity, or "" for a new one */
  GHashTable *made;    /* identities of what this plan made: not in the store yet */
};

/* (transfer full): unchanged, of a sheet. */
CerclePlanLine *cercle_plan_line_new (const CercleForeignSheet *sheet);
/* Text, tokens or a number, as cercle_record_value_text() gives it. */
void cercle_plan_set_value (CercleRecord *record, guint field, const char *value);

/* (transfer full) (nullable): not deleted; id may be NULL. */
CercleRecord *cercle_plan_get (CercleDirectoryPlan *self, const CercleKind *kind, const char *id,
                               GError **error);
/* (nullable): what a source speaks of, of those of its own kind. One that says nothing was undone:
 * what was decided of it then is forgotten, too. */
const char *cercle_plan_about (CercleRecord *source);

/* One record of a sheet. */
typedef struct
{
  CercleDirectoryPlan *plan;
  CerclePlanLine *line;
  CercleRecord *record, *source; /* as they will be */
  GPtrArray *sums;               /* what the source says now */
  gboolean is_new;
  gboolean gone; /* deleted here: nothing is said of it any more */
} CerclePlanPart;
void cercle_plan_part_clear (CerclePlanPart *part);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CerclePlanPart, cercle_plan_part_clear)
/* The record of this part: the one that the source named last time, else id, else a new one, under
 * another identity than one that was deleted. name: of the part, see cercle_source_id(). FALSE with
 * error. */
gboolean cercle_plan_part_open (CerclePlanPart *part, const CercleKind *kind, const char *name,
                                const char *key, const char *id, GError **error);
/* Keeps what somebody wrote here, and asks, save where a register writes in capitals what we have
 * with its accents; a value that is not fit for its field, or NULL, is not taken. */
void cercle_plan_part_say (CerclePlanPart *part, guint field, const char *value);
/* The same of what is concluded from the sheet: NULL takes back what was concluded last time. */
void cercle_plan_part_conclude (CerclePlanPart *part, guint field, const char *value);
/* Puts the record, and what the source now says of it, among those to be saved. */
void cercle_plan_part_close (CerclePlanPart *part);
