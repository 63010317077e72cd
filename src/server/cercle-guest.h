/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Connections: how many, from where, and for how long each may keep us waiting. Main thread. */
#pragma once

#include <gio/gio.h>

typedef struct _CercleGuests CercleGuests;
typedef struct _CercleGuest CercleGuest;

typedef enum
{
  CERCLE_GUEST_ASKING,  /* we wait for the head of a request */
  CERCLE_GUEST_SENDING, /* for its body */
  CERCLE_GUEST_WAITING, /* she waits for us */
  CERCLE_GUEST_READING, /* she reads the answer */
} CercleGuestPhase;

/* most: connections at a time; half of them from one address. */
CercleGuests *cercle_guests_new (guint most);
/* Seconds without any progress after which a reader of an answer is cut; 0: a minute. */
void cercle_guests_set_reading (CercleGuests *self, guint seconds);
void cercle_guests_free (CercleGuests *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleGuests, cercle_guests_free)

/* (transfer none) (nullable): NULL when there is no room and nobody idle to make some. The guest lives
 * as long as the address that cercle_guest_get_address() returns, and leaves with the connection. */
CercleGuest *cercle_guests_admit (CercleGuests *self, GSocketConnection *connection);
guint cercle_guests_count (CercleGuests *self);

/* (transfer none): told to libsoup as the remote address, and so the way back to the guest. */
GSocketAddress *cercle_guest_get_address (CercleGuest *guest);
CercleGuest *cercle_guest_of (GSocketAddress *address);
/* Where she comes from, without a proxy's word: "127.0.0.1", or "local" on a Unix socket. */
const char *cercle_guest_get_origin (CercleGuest *guest);
gboolean cercle_guest_is_local (CercleGuest *guest);
void cercle_guest_enter (CercleGuest *guest, CercleGuestPhase phase);
/* She has her answer; what she still sends may be read. */
void cercle_guest_dismiss (CercleGuest *guest);
/* The connection ends here, in the middle of whatever it was. */
void cercle_guest_cut (CercleGuest *guest);
