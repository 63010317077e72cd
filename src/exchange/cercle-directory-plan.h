/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What would a sheet of a foreign directory do to ours? Nothing is written here: whoever shows the
 * effect and whoever writes (a desk, a server) read the same lines. A field that a person edited is
 * asked about, nothing is deleted because a source no longer names it, and what two sources call by
 * different keys is only proposed as one. Thread of the store. */
#pragma once

#include "cercle-foreign-sheet.h"
#include "cercle-partner-alike.h"
#include "cercle-store.h"

typedef enum
{
  CERCLE_PLAN_NEW,
  CERCLE_PLAN_CHANGED,
  CERCLE_PLAN_SAME,
  CERCLE_PLAN_DOUBTFUL, /* perhaps one that we have under another key: candidates; nothing until it
                           is decided */
  CERCLE_PLAN_CLOSED,   /* the source says that it has closed */
  CERCLE_PLAN_LEFT_OUT, /* closed, and we never had it */
  CERCLE_PLAN_DELETED,  /* somebody here deleted what the source told: it does not come back */
  CERCLE_PLAN_N_EFFECTS
} CerclePlanEffect;
const char *cercle_plan_effect_label (CerclePlanEffect effect); /* translated */

/* A value that the source gives and somebody here said otherwise: kept, unless it is accepted. */
typedef struct
{
  guint record; /* position in records */
  guint field;
  char *value; /* what the source says, as cercle_record_value_text() */
} CerclePlanAsk;

typedef struct
{
  char *id; /* of an organisation here */
  CerclePartnerAlike alike;
} CerclePlanCandidate;

typedef struct
{
  CerclePlanEffect effect;
  char *key, *name, *town; /* as the source says */
  guint faults;            /* CercleForeignFault */
  char *organisation;      /* identity, here; NULL when it is left out */
  GPtrArray *records;    /* CercleRecord to be saved, in this order; empty when SAME or DOUBTFUL */
  GPtrArray *asks;       /* CerclePlanAsk */
  GPtrArray *candidates; /* CerclePlanCandidate, the likeliest first */
} CerclePlanLine;
void cercle_plan_line_free (CerclePlanLine *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CerclePlanLine, cercle_plan_line_free)
/* Before records are saved: the source's value replaces ours. */
void cercle_plan_line_accept (CerclePlanLine *line, guint ask);

typedef struct _CercleDirectoryPlan CercleDirectoryPlan;
/* (transfer full): scope "t:…"; import: identity of the import record that the sources will name;
 * stated_on: the document's day, or NULL. NULL with error. */
CercleDirectoryPlan *cercle_directory_plan_new (CercleStore *store, const char *scope,
                                                CercleForeignSource source, const char *import,
                                                const char *stated_on, GError **error);
/* (transfer full): the same, not ready before cercle_directory_plan_learn() has said that there is no more to
 * read of our own directory: in slices, where others wait for the store. */
CercleDirectoryPlan *cercle_directory_plan_begin (CercleStore *store, const char *scope,
                                                  CercleForeignSource source, const char *import,
                                                  const char *stated_on);
gboolean cercle_directory_plan_learn (CercleDirectoryPlan *self, guint most, gboolean *more,
                                      GError **error);
void cercle_directory_plan_free (CercleDirectoryPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleDirectoryPlan, cercle_directory_plan_free)
/* What a person decided of a doubtful key: it is this organisation; NULL: a new one. */
void cercle_directory_plan_decide (CercleDirectoryPlan *self, const char *key,
                                   const char *organisation);
/* (transfer full): one sheet after the other, as they come; what an earlier sheet of this plan made
 * is known to later ones. NULL with error. */
CerclePlanLine *cercle_directory_plan_sheet (CercleDirectoryPlan *self,
                                             const CercleForeignSheet *sheet, GError **error);
