/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What a file would do to a list, in words. */
#pragma once

#include <gtk/gtk.h>

#include "cercle-waiting-desk.h"

/* (transfer full): GtkStringObject, a sentence a line, made when it is looked at: there may be a
 * hundred thousand. What must be looked at comes first. */
GListModel *cercle_waiting_effects_new (CercleWaitingImport *import);
/* (transfer full): how many of each. */
char *cercle_waiting_effects_sum (CercleWaitingImport *import);
