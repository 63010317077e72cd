/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* An entry that finds one thing among many as one types: a commune, a holder, a motive. Down and Up walk
 * the lines, Return or Tab takes one, Escape closes them, then brings back what was chosen. Text that names
 * nothing stays, marked; while it is typed, the list says so. */
#pragma once

#include <gtk/gtk.h>

#include "cercle-suggestion.h"

#define CERCLE_TYPE_LOOKUP (cercle_lookup_get_type ())
/* Signals: "search" (const char *typed): answer with cercle_lookup_offer(), now or later.
 *          "chosen": a line was taken, or the text was emptied.
 *          "typed": at each change, for drafts. */
G_DECLARE_FINAL_TYPE (CercleLookup, cercle_lookup, CERCLE, LOOKUP, GtkWidget)

/* name: translated, for screen readers. placeholder may be NULL. */
GtkWidget *cercle_lookup_new (const char *name, const char *placeholder);
/* suggestions: of CercleSuggestion; dropped when typed is no longer what stands in the entry. */
void cercle_lookup_offer (CercleLookup *self, const char *typed, GPtrArray *suggestions);
/* What was offered goes, until an answer comes. */
void cercle_lookup_withdraw (CercleLookup *self);
/* NULL: nothing is chosen. */
const char *cercle_lookup_get_chosen (CercleLookup *self);
/* Shows label for it; id NULL empties. Emits nothing. */
void cercle_lookup_set_chosen (CercleLookup *self, const char *id, const char *label);
/* Text that names nothing is as good: it is not marked. */
void cercle_lookup_set_any (CercleLookup *self, gboolean any);
const char *cercle_lookup_get_typed (CercleLookup *self);
/* Puts back text that names nothing yet. Emits nothing. */
void cercle_lookup_set_typed (CercleLookup *self, const char *typed);
/* Lines are offered. */
gboolean cercle_lookup_is_open (CercleLookup *self);
void cercle_lookup_set_width_chars (CercleLookup *self, int chars);
