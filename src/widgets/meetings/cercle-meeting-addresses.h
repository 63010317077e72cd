/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* At which addresses other programs read when the community meets: made, copied, revoked. */
#pragma once

#include "cercle-page.h"

#define CERCLE_TYPE_MEETING_ADDRESSES (cercle_meeting_addresses_get_type ())
/* Signal "done": back to the agenda. */
G_DECLARE_FINAL_TYPE (CercleMeetingAddresses, cercle_meeting_addresses, CERCLE, MEETING_ADDRESSES,
                      AdwBin)

/* session: (transfer none), outlives it. */
GtkWidget *cercle_meeting_addresses_new (CercleSession *session);
/* What was made is read again; the keyboard goes to for whom the next one is. What was shown once
 * is not shown again. */
void cercle_meeting_addresses_start (CercleMeetingAddresses *self);
/* (nullable): the address that was just made. */
const char *cercle_meeting_addresses_get_fresh (CercleMeetingAddresses *self);
