/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A protected case that is not on this desk is opened by its number, with a reason. */
#pragma once

#include "cercle-window.h"

/* Asks for the reason, then the server, then shows the case; what keeps it from that is told. */
void cercle_open_by_exception (CercleWindow *window, const char *reference);
