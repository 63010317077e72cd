/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A sidebar beside the content in a window of 720 px or more; over it, with a veil, in a smaller one. */
#pragma once

#include <gtk/gtk.h>

#define CERCLE_FOLD_WIDTH 720
#define CERCLE_FOLD_SIDEBAR 216

#define CERCLE_TYPE_FOLD (cercle_fold_get_type ())
/* Properties: "sidebar", "content": widgets. "collapsed": there is no room beside (read only, notified
 * from an idle). "tight": the content itself has less than 720 px (the same). "show-sidebar": it lies over
 * the content; only while collapsed. */
G_DECLARE_FINAL_TYPE (CercleFold, cercle_fold, CERCLE, FOLD, GtkWidget)

gboolean cercle_fold_get_collapsed (CercleFold *self);
gboolean cercle_fold_get_tight (CercleFold *self);
gboolean cercle_fold_get_show_sidebar (CercleFold *self);
void cercle_fold_set_show_sidebar (CercleFold *self, gboolean show);
