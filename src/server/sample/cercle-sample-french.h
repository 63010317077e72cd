/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The little French that the texts of the sample need: articles, elisions, months, days. All results
 * (transfer full). */
#pragma once

#include <glib.h>

/* TRUE when "le" and "de" lose their vowel before word: "Isigny", "Hélène", "Yvonne". */
gboolean cercle_sample_elides (const char *word);
/* "de Mathis", "d’Éléonore". */
char *cercle_sample_of (const char *name);
/* article: "le", "la", "l’", or "le cabinet". "la MAS", "l’IME", "le cabinet Kinés". */
char *cercle_sample_the (const char *article, const char *name);
/* "de la MAS", "de l’IME", "du CCAS", "du cabinet Kinés". */
char *cercle_sample_of_the (const char *article, const char *name);
/* "à la MAS", "à l’IME", "au CCAS". */
char *cercle_sample_at_the (const char *article, const char *name);
/* First letter raised, or lowered unless the word is an acronym or a name. */
char *cercle_sample_raise (const char *text);
char *cercle_sample_lower (const char *text);
/* "juin": of the month that is so many after the day's. */
const char *cercle_sample_month (int day, int months);
/* "vendredi 26 juin" */
char *cercle_sample_date (int day);
/* sandrine.le-bihan@example.org */
char *cercle_sample_mail (const char *first, const char *last);
