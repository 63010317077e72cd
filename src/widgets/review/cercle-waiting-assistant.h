/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a body's file become its waiting list? A file, whose list it is, which column is what,
 * what it would do; then all of it or nothing. */
#pragma once

#include "cercle-page.h"

/* Asks for a file, then goes on with it. */
void cercle_waiting_assistant_begin (CerclePage *page);
/* (transfer none): goes on with this file. */
GtkWindow *cercle_waiting_assistant_read (CerclePage *page, const char *path);
