/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The server alone merges: one mutation at a time, with all that follows from it. Within a transaction.
 *
 * Steps return FALSE in three cases: without error, the mutation is refused and outcome says why; with
 * CERCLE_RECORD_ERROR, it is refused for that; with any other error, the database failed. */
#pragma once

#include "cercle-access.h"
#include "cercle-feed.h"
#include "cercle-frame.h"

typedef struct
{
  CercleStore *store;
  const CercleAccess *access;
  const char *device;
  const char *twin; /* of a transfer that the server itself delivers; else NULL */

  /* Of the mutation in hand. */
  const CercleMutation *mutation;
  CercleOutcome *outcome;
  CercleAuthor author;
  CercleFrame frame;
  GPtrArray *cases;     /* see cercle-held-case.h */
  GPtrArray *told;      /* events to be written once their case is */
  GPtrArray *conflicts; /* identities of the conflict records written */
} CercleWriter;

void cercle_writer_init (CercleWriter *self, CercleStore *store, const CercleAccess *access,
                         const char *device);
void cercle_writer_clear (CercleWriter *self);
/* Takes a mutation in hand, whose rights are the caller's to judge. */
gboolean cercle_writer_begin (CercleWriter *self, const CercleMutation *mutation,
                              CercleOutcome *outcome, GError **error);
/* Applies one mutation; outcome has its mid. FALSE: the database failed. A refused mutation may have
 * written already: the caller rolls back. */
gboolean cercle_writer_apply (CercleWriter *self, const CercleMutation *mutation,
                              CercleOutcome *outcome, GError **error);

/* For the steps. */

/* Always FALSE. token as in CercleOutcome.problem; field may be NULL. */
gboolean cercle_writer_refuse (CercleWriter *self, const char *token, const char *field);
const char *cercle_writer_member (CercleWriter *self);
/* The record in the mutation's scope, if she reaches it; else NULL in record. FALSE with error. */
gboolean cercle_writer_find (CercleWriter *self, const CercleKind *kind, const char *id,
                             CercleRecord **record, GError **error);
/* Writes after, which was before (NULL: it is new), and what follows: events that tell, the case's
 * derived fields, audiences. */
gboolean cercle_writer_change (CercleWriter *self, CercleRecord *before, CercleRecord *after,
                               GError **error);
/* Derived fields and rules of a record that is about to be changed. */
gboolean cercle_writer_settle (CercleWriter *self, CercleRecord *after, GError **error);
/* Fields in which the two differ; before NULL: those that are set. */
guint64 cercle_writer_differences (CercleRecord *before, CercleRecord *after);
