/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers of all indicators, asked once and shared by sidebar and tiles, so that they never differ.
 * Asks again when records change and when the day does. */
#pragma once

#include "cercle-session.h"

#define CERCLE_TYPE_COUNTS (cercle_counts_get_type ())
/* Signal "changed": new numbers are there (also when they are the same). */
G_DECLARE_FINAL_TYPE (CercleCounts, cercle_counts, CERCLE, COUNTS, GObject)

/* (transfer none): the one of this session, made on first use. */
CercleCounts *cercle_counts_of (CercleSession *session);
/* FALSE until the first numbers of an open session have come, and after it is closed. */
gboolean cercle_counts_is_ready (CercleCounts *self);
/* Answers of the FAQ that were not read on this desk. */
#define CERCLE_COUNT_UNREAD "unread-answers"
/* id of an indicator, "open" for all open cases, or the one above; -1 while unknown. What the indicator shows: for
 * CERCLE_SHOW_OLDEST_DAYS days, not records. */
gint64 cercle_counts_get (CercleCounts *self, const char *id);
/* (transfer full): a number as tiles and sidebar write it: "12", "47 d", "–" while unknown. */
char *cercle_counts_words (const char *id, gint64 number);
