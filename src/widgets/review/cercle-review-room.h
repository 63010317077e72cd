/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What a wall shows of the review: the case in hand as the MDPH is told of it, and what would stand
 * in the minutes. */
#pragma once

#include <adwaita.h>

#include "cercle-review-row.h"

#define CERCLE_TYPE_REVIEW_ROOM (cercle_review_room_get_type ())
G_DECLARE_FINAL_TYPE (CercleReviewRoom, cercle_review_room, CERCLE, REVIEW_ROOM, AdwBin)

GtkWidget *cercle_review_room_new (void);
/* row: NULL between cases. n: cases on the list. shown: her name is to be seen. words (nullable):
 * of the minutes, or without a row how far the session is. */
void cercle_review_room_show (CercleReviewRoom *self, CercleReviewRow *row, guint n, gboolean shown,
                              const char *words, int today);
