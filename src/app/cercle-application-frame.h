/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* For measuring, with --profile only: the program ends with its first true frame. */
#pragma once

#include "cercle-window.h"

/* Before the window is shown. A frame is true when it shows the sidebar's and the page's numbers, and a
 * list its rows. stay: a second later the resident memory is printed, and only then it ends. */
void cercle_application_end_after_frame (CercleWindow *window, gboolean stay);
