/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks for a passphrase. */
#pragma once

#include <gtk/gtk.h>

/* Called once; NULL when the person gave up. */
typedef void (*CerclePassphraseGiven) (const char *passphrase, gpointer data);
/* Texts are translated and plain. */
void cercle_passphrase_ask (GtkWidget *from, const char *heading, const char *body,
                            const char *accept, CerclePassphraseGiven given, gpointer data);
