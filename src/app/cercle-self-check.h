/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What an installation proves about itself, for machines: lines "word: what was seen" on the
 * standard output, in English whatever the language. It writes an invented person, so only an
 * invented community takes it. */
#pragma once

#include "cercle-window.h"

/* For the session of the window, just signed in. Ends with a call of done, within 90 s. Once a
 * program. */
typedef void (*CercleSelfChecked) (gboolean good, gpointer data);
void cercle_self_check (CercleWindow *window, CercleSelfChecked done, gpointer data);
