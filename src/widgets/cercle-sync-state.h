/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The state of exchange in words, at the end of the header; opens conflicts and problems. It shortens
 * when narrow, it never becomes an icon. */
#pragma once

#include <gtk/gtk.h>

#include "cercle-session.h"

#define CERCLE_TYPE_SYNC_STATE (cercle_sync_state_get_type ())
G_DECLARE_FINAL_TYPE (CercleSyncState, cercle_sync_state, CERCLE, SYNC_STATE, GtkWidget)

void cercle_sync_state_set_session (CercleSyncState *self, CercleSession *session);
void cercle_sync_state_set_narrow (CercleSyncState *self, gboolean narrow);
/* The words shown now: "Synced at 9:42 · 0 waiting · 1 conflict". (transfer full) */
char *cercle_sync_state_get_words (CercleSyncState *self);
