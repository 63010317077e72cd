/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands for a while in the place of an agenda. */
#pragma once

#include <adwaita.h>

/* (transfer none): the way back; back is called with pane. */
GtkWidget *cercle_meeting_aside_back (AdwBin *pane, GCallback back);
/* Puts box into pane, and the way back under all that stands in it. */
void cercle_meeting_aside_put (AdwBin *pane, GtkWidget *box, GCallback back);
