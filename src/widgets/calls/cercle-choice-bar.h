/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* One choice among a few, as buttons side by side that wrap; while one has the focus, the digits choose
 * by position of the key (no shift on AZERTY), keypad too. */
#pragma once

#include <gtk/gtk.h>

#include "cercle-field.h"

#define CERCLE_TYPE_CHOICE_BAR (cercle_choice_bar_get_type ())
/* Signal "changed". */
G_DECLARE_FINAL_TYPE (CercleChoiceBar, cercle_choice_bar, CERCLE, CHOICE_BAR, GtkWidget)

/* name: translated, for screen readers. choices: labels are msgids. */
void cercle_choice_bar_fill (CercleChoiceBar *self, const char *name, const CercleChoice *choices);
/* One more button, its label already in the user's language. */
void cercle_choice_bar_add (CercleChoiceBar *self, const char *token, const char *label);
void cercle_choice_bar_clear (CercleChoiceBar *self);
/* "" when none is chosen. Setting emits nothing; an unknown token chooses none. */
const char *cercle_choice_bar_get (CercleChoiceBar *self);
void cercle_choice_bar_set (CercleChoiceBar *self, const char *token);
