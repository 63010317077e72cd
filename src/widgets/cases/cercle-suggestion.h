/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A line that a CercleLookup offers. */
#pragma once

#include <glib-object.h>

#define CERCLE_TYPE_SUGGESTION (cercle_suggestion_get_type ())
G_DECLARE_FINAL_TYPE (CercleSuggestion, cercle_suggestion, CERCLE, SUGGESTION, GObject)

/* letter: of the mark before the label, 0: none. detail may be NULL. */
CercleSuggestion *cercle_suggestion_new (const char *id, const char *label, const char *detail,
                                         char letter);
const char *cercle_suggestion_get_id (CercleSuggestion *self);
const char *cercle_suggestion_get_label (CercleSuggestion *self);
const char *cercle_suggestion_get_detail (CercleSuggestion *self);
char cercle_suggestion_get_letter (CercleSuggestion *self);
/* TRUE when every word of typed begins a word of label or detail; accents and case ignored. */
gboolean cercle_suggestion_fits (const char *typed, const char *label, const char *detail);
