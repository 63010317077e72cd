/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The program: one instance, or one for each --profile. */
#pragma once

#include <adwaita.h>

#include "cercle-action.h"

#define CERCLE_TYPE_APPLICATION (cercle_application_get_type ())
G_DECLARE_FINAL_TYPE (CercleApplication, cercle_application, CERCLE, APPLICATION, AdwApplication)

CercleApplication *cercle_application_new (void);
/* After it ran: --self-check found something wrong. */
gboolean cercle_application_has_failed (CercleApplication *self);

/* The sixth table: every action of the program. Ends with a NULL name. */
extern const CercleAction cercle_actions[];
/* Sets the accelerators of the table and adds its APP actions. */
void cercle_application_add_actions (GtkApplication *application);
