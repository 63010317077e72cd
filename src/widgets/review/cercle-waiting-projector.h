/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A second window, to be read from afar, that shows what the desk shows and in which nothing can be
 * done. */
#pragma once

#include <gtk/gtk.h>

#include "cercle-waiting-card.h"

/* (transfer none): it goes with the window of from. */
GtkWindow *cercle_waiting_projector_new (GtkWidget *from, CercleSession *session);
/* place: "4 / 12", or NULL. */
void cercle_waiting_projector_show (GtkWindow *projector, const CercleWaitingOne *one,
                                    const char *place, CercleWaitingSight sight);
