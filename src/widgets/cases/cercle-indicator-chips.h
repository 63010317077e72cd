/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The stored questions as chips with their numbers: all open cases, then every indicator. */
#pragma once

#include <gtk/gtk.h>

#include "cercle-session.h"

#define CERCLE_TYPE_INDICATOR_CHIPS (cercle_indicator_chips_get_type ())
/* Signal "chosen" (const char *indicator): a chip was pressed; "open" for all open cases. */
G_DECLARE_FINAL_TYPE (CercleIndicatorChips, cercle_indicator_chips, CERCLE, INDICATOR_CHIPS,
                      GtkWidget)

/* Once. */
void cercle_indicator_chips_set_session (CercleIndicatorChips *self, CercleSession *session);
/* The chip that shows what the list shows; NULL: none. Emits nothing. */
void cercle_indicator_chips_set_active (CercleIndicatorChips *self, const char *indicator);
const char *cercle_indicator_chips_get_active (CercleIndicatorChips *self);
/* -1 while unknown. */
gint64 cercle_indicator_chips_get_count (CercleIndicatorChips *self, const char *indicator);
