/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A case of today's list as the screens of the review show it: it stays valid while the list is read
 * again. */
#pragma once

#include "cercle-review-sitting.h"

#define CERCLE_TYPE_REVIEW_ROW (cercle_review_row_get_type ())
G_DECLARE_FINAL_TYPE (CercleReviewRow, cercle_review_row, CERCLE, REVIEW_ROW, GObject)

struct _CercleReviewRow
{
  GObject parent_instance;
  CercleRecord *item, *told; /* as in CercleSittingLine */
  CercleRecord *kase;        /* NULL: not on this desk */
  char *who, *initials, *why;
  guint number, times;       /* number: in the list, from 1 */
  gboolean named, written;
  CercleReviewState state;
};

CercleReviewRow *cercle_review_row_new (const CercleSittingLine *line, guint number);
/* The identity of the case: also where the desk does not hold it. */
const char *cercle_review_row_get_case (CercleReviewRow *self);
/* A child in care: a padlock stands beside her initials. */
gboolean cercle_review_row_is_in_care (CercleReviewRow *self);
/* In danger, or critical. */
gboolean cercle_review_row_is_pressing (CercleReviewRow *self);
/* Her name where it is to be seen, else her initials. */
const char *cercle_review_row_call (CercleReviewRow *self, gboolean shown);
/* (transfer full): the verdict in a word, "third time", "critical"; "" when there is nothing to say. */
char *cercle_review_row_word (CercleReviewRow *self);
/* The one of this case; NULL when there is none. (transfer none) */
CercleReviewRow *cercle_review_row_find (GListModel *rows, const char *kase);
/* (transfer none) (nullable): the first one without a verdict after it, then from the beginning. */
CercleReviewRow *cercle_review_row_next_open (GListModel *rows, CercleReviewRow *after);
