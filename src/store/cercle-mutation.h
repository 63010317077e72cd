/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes up and what comes back: one change of one record, and its outcome. */
#pragma once

#include "cercle-record.h"

typedef enum { CERCLE_OP_CREATE, CERCLE_OP_PATCH, CERCLE_OP_DELETE } CercleOp;
extern const char *const cercle_op_names[]; /* create patch delete */

typedef struct
{
  gint64 n;               /* counted by the desk */
  char *mid;              /* its identity: replaying it changes nothing more */
  char *tx;               /* items of one tx are applied together or not at all; NULL: alone */
  const CercleKind *kind;
  char *id, *scope;
  CercleOp op;
  gint64 base_rev;        /* what its author had seen; 0 for create */
  JsonObject *set, *was;  /* owned; was: values before, for a patch */
  char *at;               /* desk's instant, never used for order */
  guint attempts;
} CercleMutation;
void cercle_mutation_free (CercleMutation *mutation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleMutation, cercle_mutation_free)

typedef enum
{
  CERCLE_OUTCOME_APPLIED,
  CERCLE_OUTCOME_MERGED,    /* applied beside other people's changes of other fields */
  CERCLE_OUTCOME_CONFLICT,  /* some fields (or the move) were kept in conflict records */
  CERCLE_OUTCOME_REJECTED,  /* not applied; problem says why; the text is kept on both ends */
  CERCLE_OUTCOME_RETRY,     /* not now */
} CercleOutcomeStatus;
extern const char *const cercle_outcome_names[]; /* applied merged conflict rejected retry */

typedef struct
{
  char *mid;
  CercleOutcomeStatus status;
  gboolean duplicate;     /* it had been answered before: this is the first answer again */
  gint64 rev, seq;
  GStrv conflicts;        /* identities of conflict records */
  char *problem;          /* token: unknown-field type bounds form required derived rule move right
                             scope missing-reference exists gone depends consent debrief
                             open-actions danger holder */
  char *field;            /* name of the field the problem is about, or NULL */
} CercleOutcome;
void cercle_outcome_free (CercleOutcome *outcome);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleOutcome, cercle_outcome_free)
/* Token of a CERCLE_RECORD_ERROR. */
const char *cercle_problem_token (const GError *error);

/* One line of the feed or of a snapshot. */
typedef enum { CERCLE_FEED_PUT, CERCLE_FEED_DEL, CERCLE_FEED_HIDE } CercleFeedOp;
typedef struct
{
  CercleFeedOp op;
  const CercleKind *kind;
  char *id;
  gint64 seq;
  CercleRecord *record;   /* PUT only; owned */
} CercleFeedItem;
void cercle_feed_item_free (CercleFeedItem *item);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleFeedItem, cercle_feed_item_free)
