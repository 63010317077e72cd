/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How another program wrote a table, by how it begins. For this room; pure. */
#pragma once

#include <glib.h>

/* What bytes that are no UTF-8 are: "WINDOWS-1252" or "ISO-8859-15". */
const char *cercle_foreign_guess_legacy (const guchar *bytes, gsize n);
/* (nullable): "UTF-16LE" or "UTF-16BE". */
const char *cercle_foreign_guess_wide (const guchar *bytes, gsize n);
/* One of ; , | and the tab, of a text in which ASCII is ASCII. */
char cercle_foreign_guess_separator (const char *text, gsize n);
