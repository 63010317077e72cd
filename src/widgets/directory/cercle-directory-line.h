/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The small things a sheet of the directory is made of. All (transfer none), put at the end of box;
 * texts are plain. */
#pragma once

#include <gtk/gtk.h>

/* style: a class, or NULL. Empty words add nothing: NULL. */
GtkWidget *cercle_directory_line_words (GtkWidget *box, const char *words, const char *style);
/* A name and what it is. */
void cercle_directory_line_fact (GtkWidget *box, const char *name, const char *words);
/* A row that wraps. */
GtkWidget *cercle_directory_line_row (GtkWidget *box);
/* The number as one reads it: to be rung, and to be copied. */
void cercle_directory_line_phone (GtkWidget *box, const char *phone);
void cercle_directory_line_mail (GtkWidget *box, const char *mail);
/* What a browser may be asked to open is a link, also where "https://" was not typed; anything else
 * is words. */
void cercle_directory_line_web (GtkWidget *box, const char *web);
gboolean cercle_directory_line_is_web (const char *web);
/* target: of the action, or NULL. */
GtkWidget *cercle_directory_line_button (GtkWidget *box, const char *label, const char *action,
                                         const char *target);
/* Words that are shown when somebody asks for them. */
void cercle_directory_line_veiled (GtkWidget *box, const char *ask, const char *words);
