/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A disk that gets full, for the files that leave Cercle: write() of this program is ours, and what
 * would make such a file longer than there is room for fails as the system says it. Nothing need be
 * mounted, and the file of the desk, which SQLite writes by other calls, has its room. */
#pragma once

#include <glib.h>

/* Bytes that each such file may have; -1: as many as it likes. Any thread. */
void full_disk_set (gint bytes);
