/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "driver.h"

gboolean eyes_see (GPid pid, const char *words);
char *eyes_everything (GPid pid);
char *eyes_focus (GPid pid);
