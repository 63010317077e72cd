/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The named persons of the territory at the ARS, the county council, the MDPH, the nation and the
 * hotlines (F38, F39): who holds which place, and which place nobody holds. Pure. */
#pragma once

#include "cercle-query.h"
#include "cercle-record.h"

typedef struct
{
  const char *token; /* of cercle_referents */
  const char *name;  /* msgid: of the place, within a list */
  const char *gap;   /* msgid: nobody holds it; NULL: it need not be held */
  guint wanted;      /* persons */
} CercleReferentSlot;

typedef struct
{
  const CercleReferentSlot *slot;
  GPtrArray *holders; /* CercleRecord of kind contact, whose time it is, by name */
  const char *until;  /* the last day of whoever held it last; NULL: never held. Of the contacts */
  gboolean gap;
} CercleReferentLine;

/* Does this member coordinate (F35), and is she still there? */
gboolean cercle_member_coordinates (CercleRecord *member);
/* (transfer full) (nullable): what is missing, in a translated sentence: nobody coordinates, or one
 * of a pair (F36: the MDPH, the managing bodies, or a pair of both). community may be NULL: then
 * one suffices. members: as found; those who do not coordinate are passed over. */
char *cercle_coordinators_gap (CercleRecord *community, GPtrArray *members);

/* Contacts that hold a place or held one. */
CercleQuery *cercle_referents_query (void);
/* (transfer full): a line for each slot, in their order. contacts: as found; must outlive the
 * lines. today: the territory's day. */
GPtrArray *cercle_referents_group (GPtrArray *contacts, const char *today);
