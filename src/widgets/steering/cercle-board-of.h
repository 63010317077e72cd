/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which communities is the board of? A menu of them, where there are others whose figures came. */
#pragma once

#include "cercle-session.h"
#include "cercle-settings.h"

#include <gtk/gtk.h>

#define CERCLE_TYPE_BOARD_OF (cercle_board_of_get_type ())
/* What is chosen is the setting "board-of". */
G_DECLARE_FINAL_TYPE (CercleBoardOf, cercle_board_of, CERCLE, BOARD_OF, GtkWidget)

GtkWidget *cercle_board_of_new (CercleSession *session, CercleSettings *settings);
/* What of the setting is here: at least one. (transfer full) */
char *cercle_board_of_get (CercleBoardOf *self);
/* (transfer full): their names, and as of when; NULL: our own board, as it is now. */
char *cercle_board_of_words (CercleBoardOf *self);
