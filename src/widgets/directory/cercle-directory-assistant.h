/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a foreign directory come into ours? A file, of a table which column is what, what it
 * would do, the doubtful ones, and then it is written: stopped at any moment, taken back as a
 * whole. */
#pragma once

#include "cercle-page.h"

/* Asks for a file, then goes on with it. */
void cercle_directory_assistant_begin (CerclePage *page);
/* (transfer none): goes on with this file. */
GtkWindow *cercle_directory_assistant_read (CerclePage *page, const char *path);
/* Takes the last import of this desk back, after a question. */
void cercle_directory_assistant_take_back (CerclePage *page);
