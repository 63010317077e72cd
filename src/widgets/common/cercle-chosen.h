/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines somebody has chosen to act on: a set of identities, whatever the list shows meanwhile. */
#pragma once

#include <glib-object.h>

#define CERCLE_TYPE_CHOSEN (cercle_chosen_get_type ())
/* Property: "size" (guint), told at each change; g_object_freeze_notify() around many. */
G_DECLARE_FINAL_TYPE (CercleChosen, cercle_chosen, CERCLE, CHOSEN, GObject)

/* most: no more are taken than these. */
CercleChosen *cercle_chosen_new (guint most);
guint cercle_chosen_get_most (CercleChosen *self);
guint cercle_chosen_get_size (CercleChosen *self);
gboolean cercle_chosen_has (CercleChosen *self, const char *id);
void cercle_chosen_set (CercleChosen *self, const char *id, gboolean present);
void cercle_chosen_clear (CercleChosen *self);
/* (transfer full): sorted, so that the same choice is the same action. */
GStrv cercle_chosen_get_ids (CercleChosen *self);
