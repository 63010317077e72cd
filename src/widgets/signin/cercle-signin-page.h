/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who are you, and where is your server? Not a CerclePage: there is no session open yet. */
#pragma once

#include <adwaita.h>

#include "cercle-session.h"

#define CERCLE_TYPE_SIGNIN_PAGE (cercle_signin_page_get_type ())
G_DECLARE_FINAL_TYPE (CercleSigninPage, cercle_signin_page, CERCLE, SIGNIN_PAGE, AdwBin)

GtkWidget *cercle_signin_page_new (CercleSession *session);
/* Fills in what is remembered and puts the focus on the first thing that is missing. */
void cercle_signin_page_start (CercleSigninPage *self);
