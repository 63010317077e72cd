/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists somebody saved, hers and those the team shares: a button with their names, and what keeps,
 * renames or deletes one. */
#pragma once

#include "cercle-page.h"

#define CERCLE_TYPE_SAVED_LISTS (cercle_saved_lists_get_type ())
/* Signal "chosen" (const char *content): one was pressed. */
G_DECLARE_FINAL_TYPE (CercleSavedLists, cercle_saved_lists, CERCLE, SAVED_LISTS, GtkWidget)

/* Once. name: of the page in the records. page: around us; it commits. */
void cercle_saved_lists_set_page (CercleSavedLists *self, CerclePage *page, const char *name);
/* What the page shows now; the saved list that asks the same is the active one. plain
 * (nullable): the same without what is the desk's own. why_not (nullable): a
 * sentence why this may not be saved. */
void cercle_saved_lists_set_question (CercleSavedLists *self, const char *content,
                                      const char *plain, const char *why_not);
/* Another list is asked for: changes of the filters after it are none of the saved list that was shown. */
void cercle_saved_lists_leave (CercleSavedLists *self);
/* Opens it, with the keyboard on the name. */
void cercle_saved_lists_popup (CercleSavedLists *self);
/* (transfer full): of CercleRecord, in the order of their names: hers, and shared ones. Ends with
 * cercle_session_find_finish(), whose answer cercle_saved_lists_mine() sifts. */
CercleQuery *cercle_saved_lists_query (const char *name);
gboolean cercle_saved_lists_mine (CercleSession *session, CercleRecord *filter, gboolean *own);
