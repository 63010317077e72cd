/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What most files of this room include, read by the compiler once: a header of a library is most of what
 * it reads. Each file still includes what it uses. */
#include <gio/gio.h>
