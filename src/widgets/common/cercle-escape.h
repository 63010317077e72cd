/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Text that comes from people, shown as typed where GTK or libadwaita would read markup or mnemonics.
 * Rows, groups, toasts and status pages get their texts here and nowhere else; a plain GtkLabel needs
 * only gtk_label_set_text(). */
#pragma once

#include <adwaita.h>

/* (transfer full): valid UTF-8 without markup; NULL is "". */
char *cercle_escape (const char *text);
/* The property of that name, escaped: for AdwPreferencesRow and its kin, AdwPreferencesGroup,
 * AdwStatusPage, AdwToast … */
void cercle_set_title (gpointer object, const char *text);
void cercle_set_subtitle (gpointer object, const char *text);
void cercle_set_description (gpointer object, const char *text);
/* The accessible label: no markup there, but valid UTF-8 too. */
void cercle_set_spoken (gpointer accessible, const char *text);
/* What is chosen in it now, said after its name: of a drop-down or a menu, where the name is not that. */
void cercle_set_spoken_value (gpointer accessible, const char *text);
