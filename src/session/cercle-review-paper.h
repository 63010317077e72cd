/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The review on paper: its list as it is sent beforehand, and its minutes. For this room only. */
#pragma once

#include "cercle-review-sitting-private.h"
#include "cercle-sheet.h"

typedef struct
{
  CercleSheet *sheet;
  CercleNames *names;
  const CercleSittingPlace *place;
  const char *day; /* NULL: today */
  gboolean minutes;
} CercleReviewPaper;

/* How many cases it tells; -1 with error. On the thread of the store. */
int cercle_review_paper_fill (const CercleReviewPaper *paper, CercleStore *store, GError **error);
