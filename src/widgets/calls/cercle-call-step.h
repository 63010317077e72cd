/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* One numbered line of the call: number (a tick when done), label, and what is filled in. */
#pragma once

#include <gtk/gtk.h>

#define CERCLE_TYPE_CALL_STEP (cercle_call_step_get_type ())
/* Properties: "number" (int), "label" (string, translated), "done" (boolean), "narrow" (boolean: the
 * label stands above). Children of the .ui are the content. */
G_DECLARE_FINAL_TYPE (CercleCallStep, cercle_call_step, CERCLE, CALL_STEP, GtkBox)

void cercle_call_step_set_done (CercleCallStep *self, gboolean done);
/* A sentence under the content, or NULL: what cannot be kept as typed. */
void cercle_call_step_set_fault (CercleCallStep *self, const char *sentence);
