/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Waiting lists on a desk whose server is nowhere: read, imported, matched, and looked for in its
 * files. */
#pragma once

#include "cercle-waiting-desk.h"
#include "desk.h"

/* (transfer full): path of a list among the fixtures. */
char *lists_fixture (const char *name);
/* With the columns as they are guessed, or remembered. (transfer full) */
CercleWaitingImport *lists_read (Desk *desk, const char *path, const char *body, GError **error);
/* The next file of ime.csv; and a list of 3000 rows, each with the word Xyzwaiting. (transfer full)
 */
CercleWaitingImport *lists_read_next (Desk *desk);
CercleWaitingImport *lists_read_many (Desk *desk);
/* Takes what was read. */
void lists_import (Desk *desk, CercleWaitingImport *import);
/* expected: how many of each effect, "5 0 0 0 0 ". */
void lists_import_fixture (Desk *desk, const char *name, const char *body, const char *expected);
/* (transfer full): CercleWaitingOne. */
GPtrArray *lists_match (Desk *desk);
const CercleWaitingOne *lists_find (GPtrArray *people, const char *name, guint rows);
void lists_assert_people (Desk *desk, guint n);
void lists_commit (Desk *desk, CercleTx *tx);
void lists_take_back (Desk *desk);
void lists_forget (Desk *desk, gboolean all);

/* In the database, its journal or its index of pages. */
gboolean lists_in_the_files (Desk *desk, const char *word);
/* Where the file is encrypted nobody finds it there. */
void lists_assert_in_the_files (Desk *desk, const char *word);
/* journal: its size before. */
gboolean lists_being_written (Desk *desk, const char *word, goffset journal);
gboolean lists_forgotten_cb (gpointer desk);
void lists_wait_gone (Desk *desk, const char *word);
