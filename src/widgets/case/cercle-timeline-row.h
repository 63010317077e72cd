/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* One line of the story of a case: hour, sort, what happened, who; or a day. */
#pragma once

#include <gtk/gtk.h>

#include "cercle-timeline.h"

#define CERCLE_TYPE_TIMELINE_ROW (cercle_timeline_row_get_type ())
G_DECLARE_FINAL_TYPE (CercleTimelineRow, cercle_timeline_row, CERCLE, TIMELINE_ROW, GtkWidget)

GtkWidget *cercle_timeline_row_new (void);
void cercle_timeline_row_show (CercleTimelineRow *self, CercleTimelineLine *line);
