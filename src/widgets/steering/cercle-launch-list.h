/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The launch of one community, point by point. Asks for "launch.plan", "launch.confirm",
 * "launch.retract" (parameter of the last two: a point). */
#pragma once

#include <gtk/gtk.h>

#include "cercle-launch-table.h"
#include "cercle-session.h"

/* Fills box anew. facts: of the records of the community's own desk, or NULL on another's. may:
 * whoever looks may change it. The focus stays in box if it was there. */
void cercle_launch_list_fill (GtkWidget *box, CercleSession *session, const CercleLaunchLine *line,
                              const CercleLaunchFacts *facts, gboolean may);
