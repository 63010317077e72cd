/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* State, mission, holder, commune, tag: what narrows the list of cases. */
#pragma once

#include <gtk/gtk.h>

#include "cercle-case-list.h"
#include "cercle-session.h"

#define CERCLE_TYPE_CASE_FILTERS (cercle_case_filters_get_type ())
/* Signal "changed": somebody chose. */
G_DECLARE_FINAL_TYPE (CercleCaseFilters, cercle_case_filters, CERCLE, CASE_FILTERS, GtkWidget)

/* Once. */
void cercle_case_filters_set_session (CercleCaseFilters *self, CercleSession *session);
/* Puts what is chosen into filter, which keeps its text; valid until the next choice. */
void cercle_case_filters_get (CercleCaseFilters *self, CercleCaseFilter *filter);
/* Asks for exactly what was written by cercle_case_filter_write(): what has no control of its own is
 * named on a button that takes it away. Emits nothing. */
void cercle_case_filters_set (CercleCaseFilters *self, CercleSession *session,
                              const char *written);
/* Emits nothing. */
void cercle_case_filters_set_closed (CercleCaseFilters *self, gboolean closed);
/* (transfer full): what is asked, for a reader who does not see the controls; "": nothing. */
char *cercle_case_filters_say (CercleCaseFilters *self, CercleSession *session);
guint cercle_case_filters_count (CercleCaseFilters *self);
/* Emits "changed" when something was chosen. */
void cercle_case_filters_clear (CercleCaseFilters *self);
