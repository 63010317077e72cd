/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is written in one go between the steps of the plan, because it depends on what the records
 * say by then: a review, a meeting. */
#pragma once

#include "cercle-mutation.h"
#include "cercle-sample-world.h"
#include "cercle-store.h"

typedef struct
{
  CercleSampleWorld *world;
  CercleStore *store;
  char **ids;           /* of the slots */
  const char *scope;    /* of the member's community */
  const char *at;       /* its instant */
  const char *member;   /* identity of who writes */
  GPtrArray *mutations; /* CercleMutation, in order; at most 200, CERCLE_SAMPLE_BATCH_MOST */
} CercleSampleBatch;
#define CERCLE_SAMPLE_BATCH_MOST 200

/* When is it written, by whom, and what? fill: FALSE with error. */
typedef struct
{
  gint64 at;
  guint member; /* position in the team */
  guint which;  /* fill's own */
  gboolean (*fill) (CercleSampleBatch *batch, guint which, GError **error);
} CercleSampleSitting;

/* sittings: CercleSampleSitting by value. Those after the morning of the sample's day are left out.
 */
void cercle_sample_sitting_add (GArray *sittings, CercleSampleWorld *world,
                                const CercleSampleSitting *sitting);
/* In the order of time. */
void cercle_sample_sittings_sort (GArray *sittings);

void cercle_sample_batch_create (CercleSampleBatch *self, CercleRecord *record);
/* The fields in which after differs from before, which is what the database has. */
void cercle_sample_batch_patch (CercleSampleBatch *self, CercleRecord *before, CercleRecord *after);
/* (transfer full): a new record of the batch's community; takes id (NULL: a new one). */
CercleRecord *cercle_sample_batch_new (CercleSampleBatch *self, const CercleKind *kind, char *id);
/* (transfer full): records of the community whose field is id, by identity; NULL with error. */
GPtrArray *cercle_sample_batch_find (CercleSampleBatch *self, const CercleKind *kind, guint field,
                                     const char *id, GError **error);
