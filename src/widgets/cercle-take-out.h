/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window shows, taken out of it: a table or a PDF, where the person says. */
#pragma once

#include "cercle-paper.h"
#include "cercle-window.h"

/* Its actions are there where there is something to take out, and for whoever may. */
void cercle_take_out_follow (CercleWindow *window);
/* Asks where, then writes. */
void cercle_take_out (CercleWindow *window, CerclePaperForm form);
/* What is shown, on a printer; of a case whose week is planned, asks which. Whoever may not is told so. path:
 * see cercle_print(). */
void cercle_take_out_print (CercleWindow *window, const char *path);
/* A PDF that is about nothing shown, or the week of the case shown. */
void cercle_take_out_paper (CercleWindow *window, CerclePaperSort sort);
/* What goes with a case to another community; target: "CASE:TRANSFER". A sealed file asks its passphrase
 * first. */
void cercle_take_out_transfer (CercleWindow *window, CerclePaperForm form, const char *target);
/* The address card of a partner, by its identity. */
void cercle_take_out_card (CercleWindow *window, const char *partner);
/* What leaves the page of meetings, of the one it shows: "members", "chair", "decisions", "calendar", or
 * "series". */
void cercle_take_out_meeting (CercleWindow *window, const char *what);
/* The first, to a place that is known. FALSE: there is nothing to take out. */
gboolean cercle_take_out_to (CercleWindow *window, CerclePaperForm form, const char *path);
