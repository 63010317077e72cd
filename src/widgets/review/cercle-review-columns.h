/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of today's list. Items: CercleReviewRow; data: the session. */
#pragma once

#include "cercle-column.h"

extern const CercleColumn cercle_review_columns[];
extern const guint cercle_review_n_columns;
