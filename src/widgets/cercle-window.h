/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The window: sign-in until the session is open, then sidebar, header and pages. */
#pragma once

#include <adwaita.h>

#include "cercle-action.h"
#include "cercle-page.h"
#include "cercle-session.h"
#include "cercle-settings.h"

#define CERCLE_TYPE_WINDOW (cercle_window_get_type ())
G_DECLARE_FINAL_TYPE (CercleWindow, cercle_window, CERCLE, WINDOW, AdwApplicationWindow)

/* actions: the table of the program, ends with a NULL name; its WIN lines become actions of this window,
 * called with the window as owner. */
CercleWindow *cercle_window_new (GtkApplication *application, CercleSession *session,
                                 CercleSettings *settings, const CercleAction *actions);
/* Shows the window: at once when signed out, with true numbers when the session is open. page (nullable)
 * instead of the one of last time. */
void cercle_window_start (CercleWindow *self, const char *page);

CercleSession *cercle_window_get_session (CercleWindow *self);
CercleSettings *cercle_window_get_settings (CercleWindow *self);
const CercleAction *cercle_window_get_actions (CercleWindow *self);

/* FALSE when there is no such page or nobody is signed in. */
gboolean cercle_window_show_page (CercleWindow *self, const char *name, const char *target);
/* Name of the page shown, or NULL. */
const char *cercle_window_get_page (CercleWindow *self);
/* (nullable): the page itself. */
CerclePage *cercle_window_get_shown (CercleWindow *self);
/* The list behind an indicator: of cases, or of actions. */
void cercle_window_show_indicator (CercleWindow *self, const char *id);
/* The open cases of "member:…", "organisation:…"; "": of nobody. */
void cercle_window_show_holder (CercleWindow *self, const char *holder);
/* The open cases that pass a filter, written by cercle_case_filter_write(). */
void cercle_window_show_cases (CercleWindow *self, const char *filter);
void cercle_window_back (CercleWindow *self);
/* The search of this page, or else of the cases. */
void cercle_window_search (CercleWindow *self);
/* In a field where something was typed: the typing; elsewhere the last change. */
void cercle_window_undo (CercleWindow *self);
/* Asks first when changes wait. */
void cercle_window_sign_out (CercleWindow *self);
/* A toast with the sentence of an error; NULL: nothing. */
void cercle_window_tell (CercleWindow *self, const GError *error);
