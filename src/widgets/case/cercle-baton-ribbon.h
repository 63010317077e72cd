/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who held the baton, drawn: one lettered, coloured segment after the other, as long as it was held; what
 * is past a promise is hatched. Says the same in words to a screen reader. */
#pragma once

#include <gtk/gtk.h>

#include "cercle-session.h"

#define CERCLE_TYPE_BATON_RIBBON (cercle_baton_ribbon_get_type ())
G_DECLARE_FINAL_TYPE (CercleBatonRibbon, cercle_baton_ribbon, CERCLE, BATON_RIBBON, GtkWidget)

GtkWidget *cercle_baton_ribbon_new (void);
/* segments: CercleBatonSegment, oldest first; kept until the next call. */
void cercle_baton_ribbon_set (CercleBatonRibbon *self, CercleSession *session, GPtrArray *segments);
/* (transfer full): one line for each segment, oldest first: "A, Ada Lemoine: since 5 June, 3 d". */
GStrv cercle_baton_ribbon_words (CercleSession *session, GPtrArray *segments);
