/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A case that another community sealed in a file comes in. */
#pragma once

#include "cercle-window.h"

/* Asks for the file and its passphrase (again, of the same file, while it is a wrong one), shows
 * what would be created, then creates it and opens the case. */
void cercle_receive (CercleWindow *window);
/* The same from a file and a passphrase that are known. */
void cercle_receive_file (CercleWindow *window, const char *path, const char *passphrase);
