/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What people type, made comparable, storable and harmless. All results (transfer full).
 * Any thread. */
#pragma once

#include <glib.h>

/* NFC, valid UTF-8, no control characters (newline and tab stay when lines is TRUE, else become a
 * space), no bidirectional overrides, no spaces at the ends; NULL when nothing is left. */
char *cercle_text_clean (const char *text, gboolean lines);
/* For comparing and sorting: no accents, no case, œ as oe, apostrophes and hyphens as spaces. */
char *cercle_text_fold (const char *text);
/* A telephone number however typed, as +33…; a number of overseas has its own country code (262,
 * 590, 594, 596; La Réunion and Mayotte share 262), told by its first digits, and for internet
 * numbers (0947, 0976) by area, the territory code ("14", "974"; may be NULL). The short national
 * numbers of the Pacific and of Saint-Pierre (508, 681, 687, 689) are told by area or by their code.
 * NULL when it cannot be a number; short numbers (15, 115, 3919) stay as they are. */
char *cercle_text_phone (const char *typed, const char *area);
/* (transfer full): the numbers of one field, each as above and once, NULL-terminated: registers hold
 * two in one, with a slash, a word or nothing between them. bad (out, may be NULL): is there something
 * in it that is no number? */
GStrv cercle_text_phones (const char *typed, const char *area, gboolean *bad);
/* +33639984217 as "06 39 98 42 17", with no-break spaces; a foreign number as it is, and
 * so is one that another territory would read back differently. */
char *cercle_text_phone_spoken (const char *phone);
/* "Sandrine Le Bihan" as "SB": first letter of the first word and of the last. */
char *cercle_text_initials (const char *name);
/* Isolates text of unknown direction (U+2068 … U+2069) for use inside a sentence. */
char *cercle_text_isolate (const char *text);
