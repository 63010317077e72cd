/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* One line of what a foreign directory would do, or one value that is asked about. */
#pragma once

#include <gtk/gtk.h>

#include "cercle-directory-import.h"

#define CERCLE_TYPE_DIRECTORY_EFFECT (cercle_directory_effect_get_type ())
/* Property "accepted" (boolean): of a value; the source's replaces ours. */
G_DECLARE_FINAL_TYPE (CercleDirectoryEffect, cercle_directory_effect, CERCLE, DIRECTORY_EFFECT,
                      GObject)
/* line and ask (nullable) outlive it; position: of the line in its document. */
CercleDirectoryEffect *cercle_directory_effect_new (CercleDirectoryLine *line, guint position,
                                                    CercleDirectoryAsk *ask);
CercleDirectoryLine *cercle_directory_effect_get_line (CercleDirectoryEffect *self);
guint cercle_directory_effect_get_position (CercleDirectoryEffect *self);
/* Takes the source's value, or ours again; of a line nothing. */
void cercle_directory_effect_toggle (CercleDirectoryEffect *self);
/* (transfer full): one label a line, one check button a value. */
GtkListItemFactory *cercle_directory_effect_factory (void);
