/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rules bring cases to the review with the MDPH: a switch for each, of the whole community.
 */
#pragma once

#include <gtk/gtk.h>

#include "cercle-session.h"

#define CERCLE_TYPE_REVIEW_SWITCHES (cercle_review_switches_get_type ())
G_DECLARE_FINAL_TYPE (CercleReviewSwitches, cercle_review_switches, CERCLE, REVIEW_SWITCHES, GtkBox)

GtkWidget *cercle_review_switches_new (CercleSession *session);
/* Follows what the community has settled. */
void cercle_review_switches_show (CercleReviewSwitches *self);
