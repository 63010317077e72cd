/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* One conflict: both values with who and when, and a button to keep either. While the card has the
 * focus, G keeps the value shown and D the other one. Used by the page of conflicts and by a case. */
#pragma once

#include <gtk/gtk.h>

#include "cercle-session.h"

#define CERCLE_TYPE_CONFLICT_CARD (cercle_conflict_card_get_type ())
G_DECLARE_FINAL_TYPE (CercleConflictCard, cercle_conflict_card, CERCLE, CONFLICT_CARD, GtkWidget)

GtkWidget *cercle_conflict_card_new (CercleSession *session);
/* NULL: nothing. with_case: names the case and the person, with a button that opens it. */
void cercle_conflict_card_show (CercleConflictCard *self, CercleRecord *conflict, gboolean with_case);
/* (transfer none) (nullable) */
CercleRecord *cercle_conflict_card_get_conflict (CercleConflictCard *self);
