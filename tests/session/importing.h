/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A desk at a real server that takes foreign directories in, in blocking forms. */
#pragma once

#include "cercle-directory-import.h"
#include "community.h"

#define IMPORTING_HEAD "Identifiant;Nom;Téléphone;Code postal;Ville\n"

typedef struct
{
  Community *community;
  char *folder, *path;
  CercleSession *col;
} Importing;

/* data: who signs in; NULL: col. */
void importing_set_up (Importing *fixture, gconstpointer data);
void importing_tear_down (Importing *fixture, gconstpointer data);
void importing_sign_in (Importing *fixture, const char *login);
void importing_keep_cb (GObject *source, GAsyncResult *result, gpointer data);
gboolean importing_is_there_cb (gpointer data);
/* (transfer full): what would be done, or NULL with the sentence of error. */
CercleDirectoryImport *importing_read (Importing *fixture, const char *path, GError **error);
/* Rows of a table under HEAD. */
CercleDirectoryImport *importing_look_at_rows (Importing *fixture, const char *rows);
CercleDirectoryImport *importing_look_at (Importing *fixture, const char *path);
/* Both take import. */
CercleDirectoryOutcome *importing_write (Importing *fixture, CercleDirectoryImport *import,
                                         GError **error);
void importing_write_all (Importing *fixture, CercleDirectoryImport *import, guint n);
/* (transfer full): what is said of it. */
char *importing_undo (Importing *fixture);
guint importing_count (Importing *fixture, const CercleKind *kind);
guint importing_refused (Importing *fixture);
