/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The windows that ask or tell. The one file that knows the dialog classes of libadwaita 1.2 and
 * the file chooser of GTK 4.8, all deprecated later. */
#pragma once

#include <gtk/gtk.h>

typedef struct
{
  const char *heading; /* translated, plain text */
  const char *body;    /* translated, plain text; NULL: none */
  const char *accept;  /* translated label of the button that does it */
  gboolean destructive;
  GtkWidget *extra; /* a form under the text; NULL: none. Floating. */
} CercleQuestion;

/* Called once: TRUE for accept; FALSE for Cancel and Escape. */
typedef void (*CercleAnswer) (gboolean accepted, gpointer data);
/* Return accepts unless destructive. The dialog is modal for from's window. (transfer none) */
GtkWidget *cercle_dialog_ask (GtkWidget *from, const CercleQuestion *question, CercleAnswer answer,
                              gpointer data);
/* Tells what must not be missed, until it is closed; both texts translated and plain. (transfer
 * none) */
GtkWidget *cercle_dialog_tell (GtkWidget *from, const char *heading, const char *body);
void cercle_dialog_about (GtkWidget *from);
/* file: (transfer none), NULL when the person gave up. */
typedef void (*CercleFileChosen) (GFile *file, gpointer data);
void cercle_dialog_save_file (GtkWidget *from, const char *title, const char *name,
                              CercleFileChosen chosen, gpointer data);
void cercle_dialog_open_file (GtkWidget *from, const char *title, CercleFileChosen chosen,
                              gpointer data);
/* (transfer none): a modal window for pages of preferences, not yet shown. pages:
 * AdwPreferencesPage, ends with NULL. */
GtkWindow *cercle_dialog_preferences (GtkWidget *from, const char *title, GtkWidget *const *pages);
