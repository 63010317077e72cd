/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Preferences of this desk and profile, in a key file (works without GSettings schemas, apart for each
 * profile). Main thread. */
#pragma once

#include <gio/gio.h>

#define CERCLE_TYPE_SETTINGS (cercle_settings_get_type ())
/* Properties, written at once: "airy-rows" boolean, "single-keys" boolean (default TRUE),
 * "color-scheme" string (default, light, dark), "width", "height" int, "maximized" boolean,
 * "page" string, "case-columns" string (cercle_case_columns_write(); NULL: the standard ones),
 * "board-of" string: identities of other communities whose figures are shown, and the word below. */
#define CERCLE_BOARD_OF_OURS "ours"
G_DECLARE_FINAL_TYPE (CercleSettings, cercle_settings, CERCLE, SETTINGS, GObject)
CercleSettings *cercle_settings_new (const char *profile, const char *config_dir);
