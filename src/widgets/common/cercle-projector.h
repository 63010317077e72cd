/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A second window, to be read from afar, for a projector or a shared screen: it shows what the desk
 * puts on it, and nothing can be done in it but F11 (the whole screen) and Escape. */
#pragma once

#include <adwaita.h>

#define CERCLE_TYPE_PROJECTOR (cercle_projector_get_type ())
G_DECLARE_FINAL_TYPE (CercleProjector, cercle_projector, CERCLE, PROJECTOR, AdwWindow)

/* What a page keeps: *place is NULL while no window is open, and again when somebody closed it. */
void cercle_projector_open (CercleProjector **place, const char *title, GtkWidget *card);
void cercle_projector_close (CercleProjector **place);
/* (transfer none): what it was opened with. */
gpointer cercle_projector_get_card (CercleProjector *self);
/* subtitle: "4 / 12", or NULL. */
void cercle_projector_set_subtitle (CercleProjector *self, const char *subtitle);
