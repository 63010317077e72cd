/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may be calling: people found by number or name, their open cases, and, last, somebody new. */
#pragma once

#include <gtk/gtk.h>

#include "cercle-session.h"

#define CERCLE_TYPE_CALL_HOUSEHOLD (cercle_call_household_get_type ())
/* Signal "chosen" (const char *subject, const char *person, const char *case): subject is "case",
 * "person", "new" or "anonymous"; person and case are identities or "". */
G_DECLARE_FINAL_TYPE (CercleCallHousehold, cercle_call_household, CERCLE, CALL_HOUSEHOLD, GtkWidget)

void cercle_call_household_set_session (CercleCallHousehold *self, CercleSession *session);
/* Looks for these; an older answer is dropped. Nothing is ever chosen by itself: a number is shared. like
 * (nullable): who is being typed, not to be changed any more: whoever may be her stands first, with why. */
void cercle_call_household_look (CercleCallHousehold *self, const char *phone, const char *words,
                                 CercleRecord *like);
/* Shows what is chosen, without a signal. */
void cercle_call_household_choose (CercleCallHousehold *self, const char *subject, const char *person,
                                   const char *kase);
