/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A desk's file with eight partners in it, and what was asked of them and told by them. */
#pragma once

#include "cercle-partner.h"

#define TODAY "2020-06-23"
#define NOW "2020-06-23T07:42:00.000Z"
#define TERRITORY "t:14"
#define COMMUNITY "c:0199c0de-0000-7000-8000-000000000001"

typedef struct
{
  char *folder, *path;
  CercleStore *store;
  GHashTable *ids; /* name → identity */
  GPtrArray *kept; /* whose identities are told */
  gint64 now;
} Partners;

typedef struct
{
  const char *name, *commune, *themes, *slots, *communes;
  int from, to;
  const char *missions;
} Partner;

/* For g_test_add(). */
void partners_set_up (Partners *fixture, gconstpointer data);
void partners_tear_down (Partners *fixture, gconstpointer data);

/* (transfer none): its identity. */
const char *partners_put (Partners *fixture, CercleRecord *record, const char *scope);
void partners_add (Partners *fixture, const Partner *partner);
/* answered: NULL, not yet. */
void partners_ask (Partners *fixture, const char *name, const char *asked, const char *answered,
                   const char *answer, const char *motive);
void partners_tell (Partners *fixture, const char *name, const char *at, int n);
/* A field of a partner, or of the first record of a kind that belongs to it; a flag becomes true.
 */
void partners_change (Partners *fixture, const CercleKind *kind, const char *name, guint field,
                      const char *value);
/* (transfer full): names of who is found, joined. */
char *partners_found (Partners *fixture, CerclePartnerQuestion question, guint *total);
