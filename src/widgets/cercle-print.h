/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages on a printer: asks which, in the portal's window where there is one. The pages are those of the PDF. */
#pragma once

#include "cercle-paper.h"

#include <gtk/gtk.h>

/* Takes print. name: of the job, without a word about anybody. path: a PDF instead of a question, for tests;
 * NULL: asks. failed: a translated sentence. */
typedef void (*CerclePrintFailed) (GtkWindow *window, const char *sentence);
void cercle_print (GtkWindow *window, CerclePrint *print, const char *name, const char *path,
                   CerclePrintFailed failed);
