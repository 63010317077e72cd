/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures of a month of reviews in a grid. */
#pragma once

#include <gtk/gtk.h>

#include "cercle-review-figures.h"

/* Each number opens its cases where this desk holds them. The same figures again change nothing. */
void cercle_review_month_show (GtkGrid *grid, const CercleReviewFigures *figures);
