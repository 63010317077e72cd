/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The last words on a connection that cannot go on. */
#pragma once

#include <libsoup/soup.h>

#include "cercle-guest.h"

/* Takes the guest's connection away from libsoup, writes a problem document and closes. Not from within
 * one of the message's signals. */
void cercle_farewell_say (SoupServerMessage *message, CercleGuest *guest, guint status,
                          const char *problem);
