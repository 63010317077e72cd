/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The breakdown clock: when is a break expected, and why? Reasons in words, never a score. Pure. */
#pragma once

#include "cercle-record.h"

/* (transfer full): whole sentences, the most pressing first, NULL-terminated; empty when nothing
 * is known: "A break is expected in 3 days, on 5 June 2020", "A solution ends in 12 days: …".
 * solutions: chosen or not, of the case, may be NULL; label as in cercle-matrix.h, for the coded
 * reasons; today: days since 1970. */
GStrv cercle_clock_reasons (CercleRecord *kase, GPtrArray *solutions, int today,
                            char *(*label) (const char *list, const char *token, gpointer data),
                            gpointer data);
/* Days left to the first break known: the expected one, or the end of a chosen temporary solution
 * that no other goes on after; negative when past; G_MAXINT: none known. */
int cercle_clock_days_left (CercleRecord *kase, GPtrArray *solutions, int today);
