/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Preferences of this desk; each takes effect at once. */
#pragma once

#include <adwaita.h>

#include "cercle-session.h"
#include "cercle-settings.h"

#define CERCLE_TYPE_PREFERENCES (cercle_preferences_get_type ())
G_DECLARE_FINAL_TYPE (CerclePreferences, cercle_preferences, CERCLE, PREFERENCES,
                      AdwPreferencesPage)

GtkWidget *cercle_preferences_new (CercleSession *session, CercleSettings *settings);
/* (transfer none): shown over from's window. */
GtkWindow *cercle_preferences_show (GtkWidget *from, CercleSession *session,
                                    CercleSettings *settings);
/* The colour scheme of the settings, now and when it changes; for as long as settings live. */
void cercle_preferences_follow_colours (CercleSettings *settings);
