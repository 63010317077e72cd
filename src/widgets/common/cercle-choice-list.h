/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The choices a field offers, closed or open list, and the controls that offer them. For CHOICE, CODE and
 * SET. A token that is not (or no longer) in the list is kept and shown as it is. */
#pragma once

#include <gtk/gtk.h>

#include "cercle-session.h"

typedef struct _CercleChoiceList CercleChoiceList;

CercleChoiceList *cercle_choice_list_new (CercleSession *session, const CercleField *field);
void cercle_choice_list_free (CercleChoiceList *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleChoiceList, cercle_choice_list_free)

/* One choice; position 0 is "not told". Unknown tokens are added. */
GtkWidget *cercle_choice_list_make_dropdown (CercleChoiceList *self);
guint cercle_choice_list_find (CercleChoiceList *self, const char *token);
const char *cercle_choice_list_get_token (CercleChoiceList *self, guint position);
/* A long choice does not make the page wide: the button takes what width there is, the list says it
 * whole. Of strings. */
void cercle_choice_list_slim (GtkDropDown *dropdown);

/* Several: a button that opens check boxes. closed is called, swapped, when the box is closed. */
GtkWidget *cercle_choice_list_make_menu (CercleChoiceList *self, GCallback closed, gpointer data);
void cercle_choice_list_set_tokens (CercleChoiceList *self, const char *tokens);
/* (transfer full): sorted, separated by spaces. */
char *cercle_choice_list_get_tokens (CercleChoiceList *self);

/* (transfer full): tokens of an open list as words; session NULL: as they are. */
char *cercle_choice_list_words (CercleSession *session, const CercleField *field,
                                const char *tokens);
