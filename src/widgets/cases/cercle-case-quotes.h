/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The person's own words, first of all. */
#pragma once

#include <gtk/gtk.h>

#include "cercle-case-file.h"

#define CERCLE_TYPE_CASE_QUOTES (cercle_case_quotes_get_type ())
G_DECLARE_FINAL_TYPE (CercleCaseQuotes, cercle_case_quotes, CERCLE, CASE_QUOTES, GtkWidget)

void cercle_case_quotes_show (CercleCaseQuotes *self, CercleSession *session, CercleCaseFile *file);
/* Two side by side, or one under the other. */
void cercle_case_quotes_set_narrow (CercleCaseQuotes *self, gboolean narrow);
