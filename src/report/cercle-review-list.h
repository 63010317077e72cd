/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of a review with the MDPH as a store knows it: what was written down, and, on its own
 * day, what the rules bring besides. Thread of the store. */
#pragma once

#include "cercle-review-rules.h"
#include "cercle-review-verdict.h"
#include "cercle-store.h"

/* Cases that a list holds at most: a review takes twenty minutes. More than these are counted. */
#define CERCLE_REVIEW_MOST 60

typedef struct
{
  CercleRecord *item; /* as it is written, or a new one with the rules that bring it */
  gboolean written;
  CercleRecord *kase;   /* NULL: not on this desk (the MDPH's) */
  CercleRecord *person; /* NULL: the same, or none is known; whom she was merged into */
  GPtrArray *rights;    /* of hers */
  guint times;          /* 3: for the third time without a verdict */
} CercleReviewLine;
void cercle_review_line_free (CercleReviewLine *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleReviewLine, cercle_review_line_free)

typedef struct
{
  char *day;
  CercleRecord *review; /* NULL: not written yet */
  GPtrArray *lines;     /* CercleReviewLine, in their order: open or decided */
  GPtrArray *left_out;  /* CercleReviewLine */
  GPtrArray *places;    /* review_place */
  guint too_many;       /* cases that the rules would bring, too */
} CercleReviewList;
void cercle_review_list_free (CercleReviewList *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleReviewList, cercle_review_list_free)

/* (transfer full): of the community scope, on day; rules bring cases when day is the frame's today.
 * NULL with error. */
CercleReviewList *cercle_review_list_read (CercleStore *store, const char *scope, const char *day,
                                           const CercleReviewFrame *frame, GError **error);

/* (transfer full): a new line for a case that somebody adds to the list of day; nothing is brought
 * by a rule. NULL with error. */
CercleReviewLine *cercle_review_line_read (CercleStore *store, const char *scope, const char *day,
                                           const char *kase, GError **error);

/* A scene and what it points to. Fields of scene are valid until it is freed. */
typedef struct
{
  CercleReviewScene scene;
  GPtrArray *kept;
} CercleReviewStage;
void cercle_review_stage_free (CercleReviewStage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleReviewStage, cercle_review_stage_free)
/* (transfer full): what decides about kase today: the matrix in force, the MDPH's organisation of
 * the directory (its scope; NULL: any). kase and frame must outlive it. NULL with error. */
CercleReviewStage *cercle_review_stage_read (CercleStore *store, CercleRecord *kase,
                                             const char *directory, const CercleReviewFrame *frame,
                                             GError **error);
