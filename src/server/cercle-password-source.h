/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a password comes from: a terminal, unseen, or a file that its owner alone reads. Never the
 * command line, which everybody on the machine can read. */
#pragma once

#include <glib.h>

#define CERCLE_PASSWORD_LEAST 12

/* (transfer full): file NULL: asked for twice on the terminal. NULL with a translated sentence. */
char *cercle_password_read (const char *file, GError **error);
/* (transfer full): all of a file of mode 0600 that belongs to whoever runs this. */
char *cercle_password_read_file (const char *file, GError **error);
void cercle_password_forget (char *password);
