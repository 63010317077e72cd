/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A button that opens the columns of a list of cases: which are shown, and in which order. */
#pragma once

#include <gtk/gtk.h>

#define CERCLE_TYPE_CASE_COLUMN_CHOOSER (cercle_case_column_chooser_get_type ())
/* Signal "changed": somebody chose; the list is to show them at once. */
G_DECLARE_FINAL_TYPE (CercleCaseColumnChooser, cercle_case_column_chooser, CERCLE,
                      CASE_COLUMN_CHOOSER, GtkWidget)

/* Emits nothing. written (nullable): cercle_case_columns_write(). of_a_list: they belong to the saved list
 * shown, which is told. */
void cercle_case_column_chooser_set (CercleCaseColumnChooser *self, const char *written,
                                     gboolean of_a_list);
/* (nullable): NULL for the standard ones. */
const char *cercle_case_column_chooser_get (CercleCaseColumnChooser *self);
/* The keyboard goes to the first column. */
void cercle_case_column_chooser_popup (CercleCaseColumnChooser *self);
