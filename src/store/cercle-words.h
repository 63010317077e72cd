/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Text cut into the words of the full text, when written and when looked for. Private to the room. */
#pragma once

#include "cercle-record.h"

/* (transfer full): the words of a record's searched fields, each once, with spaces; "" for none. */
char *cercle_words_of_record (CercleRecord *record);
/* Adds an expression of FTS5 that matches what begins with a word: letters and digits only. */
typedef void (*CercleWordTerm) (GString *match, const char *word, gpointer data);
/* (transfer full): for each word typed an expression made of terms. Nothing typed is ever syntax. At
 * most 8 of them; empty when nothing can be looked for. */
GPtrArray *cercle_words_to_match (const char *typed, CercleWordTerm term, gpointer data);
/* TRUE when something typed can be looked for. */
gboolean cercle_words_any (const char *typed);
/* The word that every document of a kind has; none of those that people type. */
char *cercle_words_of_kind (const CercleKind *kind);
/* The same for the documents of the directory. */
#define CERCLE_WORD_DIRECTORY "¤directory"
gboolean cercle_words_is_directory (const CercleKind *kind);
