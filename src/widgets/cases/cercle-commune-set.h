/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Several communes, added by name or postcode, taken away one by one: of a click, or the last with
 * Backspace. */
#pragma once

#include <gtk/gtk.h>

#include "cercle-session.h"

#define CERCLE_TYPE_COMMUNE_SET (cercle_commune_set_get_type ())
/* Signal "changed": another set, or other letters. */
G_DECLARE_FINAL_TYPE (CercleCommuneSet, cercle_commune_set, CERCLE, COMMUNE_SET, GtkWidget)

/* name: translated, for screen readers. */
GtkWidget *cercle_commune_set_new (CercleSession *session, const char *name);
/* What stands in it: INSEE codes in their order, and behind a "?" the letters that name none yet:
 * "14118 14366 ?lis". (transfer full) */
char *cercle_commune_set_get_typed (CercleCommuneSet *self);
/* Emits nothing. */
void cercle_commune_set_set_typed (CercleCommuneSet *self, const char *typed);
/* Lines are offered. */
gboolean cercle_commune_set_is_open (CercleCommuneSet *self);
