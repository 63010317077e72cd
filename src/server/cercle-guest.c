/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may stay, and for how long? libsoup's server has no time limits and no cap: whoever connects
 * a thousand times and says nothing would keep everybody else out. */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-guest.h"

/* Seconds: for a whole head; for a whole body; for any progress of an answer. 0: as long as it
 * takes. */
static const struct
{
  guint whole, silence;
} patience[] = {
  [CERCLE_GUEST_ASKING] = { 8, 8 },
  [CERCLE_GUEST_SENDING] = { 30, 8 },
  [CERCLE_GUEST_WAITING] = { 0, 60 },
  [CERCLE_GUEST_READING] = { 0, 60 },
};

struct _CercleGuests
{
  GQueue guests; /* in the order in which they entered their phase */
  guint most;
  guint reading; /* seconds of silence while an answer is read */
  guint sweep;
};

struct _CercleGuest
{
  CercleGuests *guests; /* NULL once she has left */
  GList *link;
  GSocket *socket;
  GSocketAddress *address;
  char *origin;
  gboolean local, cut;
  CercleGuestPhase phase;
  gint64 deadline; /* monotonic microseconds, 0: none */
};

static GQuark
guest_quark (void)
{
  return g_quark_from_static_string ("cercle-guest");
}

static void
guest_free (gpointer data)
{
  CercleGuest *guest = data;

  g_clear_object (&guest->socket);
  g_free (guest->origin);
  g_free (guest);
}

void
cercle_guest_enter (CercleGuest *guest, CercleGuestPhase phase)
{
  gint64 now = g_get_monotonic_time ();

  guest->phase = phase;
  guest->deadline = patience[phase].whole > 0 ? now + patience[phase].whole * G_USEC_PER_SEC : 0;
  if (guest->guests == NULL)
    return;
  g_socket_set_timeout (guest->socket, phase == CERCLE_GUEST_READING ? guest->guests->reading
                                                                     : patience[phase].silence);
  g_queue_unlink (&guest->guests->guests, guest->link);
  g_queue_push_tail_link (&guest->guests->guests, guest->link);
}

void
cercle_guest_cut (CercleGuest *guest)
{
  guest->cut = TRUE;
  if (guest->socket != NULL)
    g_socket_shutdown (guest->socket, TRUE, TRUE, NULL);
}

void
cercle_guest_dismiss (CercleGuest *guest)
{
  if (guest->socket != NULL)
    g_socket_shutdown (guest->socket, FALSE, TRUE, NULL);
}

static gboolean
sweep_cb (gpointer data)
{
  CercleGuests *self = data;
  gint64 now = g_get_monotonic_time ();

  for (GList *link = self->guests.head; link != NULL; link = link->next)
    {
      CercleGuest *guest = link->data;

      if (!guest->cut && guest->deadline > 0 && now >= guest->deadline)
        cercle_guest_cut (guest);
    }
  return G_SOURCE_CONTINUE;
}

static void
leave (CercleGuest *guest)
{
  if (guest->guests != NULL)
    g_queue_delete_link (&guest->guests->guests, guest->link);
  guest->guests = NULL;
  guest->link = NULL;
  g_clear_object (&guest->socket);
}

static void
connection_gone_cb (gpointer data, GObject *connection)
{
  GSocketAddress *address = data;

  leave (cercle_guest_of (address));
  g_object_unref (address);
}

/* Public */

CercleGuests *
cercle_guests_new (guint most)
{
  CercleGuests *self = g_new0 (CercleGuests, 1);

  g_queue_init (&self->guests);
  self->most = most;
  self->reading = patience[CERCLE_GUEST_READING].silence;
  self->sweep = g_timeout_add_seconds (1, sweep_cb, self);
  return self;
}

void
cercle_guests_set_reading (CercleGuests *self, guint seconds)
{
  self->reading = seconds > 0 ? seconds : patience[CERCLE_GUEST_READING].silence;
}

void
cercle_guests_free (CercleGuests *self)
{
  g_source_remove (self->sweep);
  while (!g_queue_is_empty (&self->guests))
    leave (g_queue_peek_head (&self->guests));
  g_free (self);
}

guint
cercle_guests_count (CercleGuests *self)
{
  return g_queue_get_length (&self->guests);
}

/* Counts those who are not on their way out; of one origin, or all. The one who has been silent for
 * longest before she asked for anything is told. */
static guint
count (CercleGuests *self, const char *origin, CercleGuest **idlest)
{
  guint n = 0;

  *idlest = NULL;
  for (GList *link = self->guests.head; link != NULL; link = link->next)
    {
      CercleGuest *guest = link->data;

      if (guest->cut || (origin != NULL && g_strcmp0 (origin, guest->origin) != 0))
        continue;
      n++;
      if (*idlest == NULL && guest->phase == CERCLE_GUEST_ASKING)
        *idlest = guest;
    }
  return n;
}

/* Rather than send a newcomer away, who most likely has something to ask, cut off whoever has been
 * silent for longest. */
static gboolean
make_room (CercleGuests *self, const CercleGuest *guest)
{
  CercleGuest *idlest;

  if (!guest->local && count (self, guest->origin, &idlest) >= self->most / 2)
    {
      if (idlest == NULL)
        return FALSE;
      cercle_guest_cut (idlest);
    }
  if (count (self, NULL, &idlest) < self->most)
    return TRUE;
  if (idlest != NULL)
    cercle_guest_cut (idlest);
  return idlest != NULL;
}

static char *
origin_of (GSocketAddress *address)
{
  if (address != NULL && G_IS_INET_SOCKET_ADDRESS (address))
    return g_inet_address_to_string (
        g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));
  return g_strdup ("local");
}

CercleGuest *
cercle_guests_admit (CercleGuests *self, GSocketConnection *connection)
{
  g_autoptr (GSocketAddress) remote = g_socket_connection_get_remote_address (connection, NULL);
  CercleGuest *guest = g_new0 (CercleGuest, 1);

  guest->origin = origin_of (remote);
  guest->local = remote == NULL || !G_IS_INET_SOCKET_ADDRESS (remote);
  guest->socket = g_object_ref (g_socket_connection_get_socket (connection));
  if (!make_room (self, guest))
    {
      guest_free (guest);
      return NULL;
    }
  /* libsoup asks the address of a Unix socket for its Internet address. */
  guest->address =
      g_inet_socket_address_new_from_string (guest->local ? "127.0.0.1" : guest->origin, 1);
  g_object_set_qdata_full (G_OBJECT (guest->address), guest_quark (), guest, guest_free);
  guest->guests = self;
  g_queue_push_tail (&self->guests, guest);
  guest->link = self->guests.tail;
  g_object_weak_ref (G_OBJECT (connection), connection_gone_cb, guest->address);
  cercle_guest_enter (guest, CERCLE_GUEST_ASKING);
  return guest;
}

GSocketAddress *
cercle_guest_get_address (CercleGuest *guest)
{
  return guest->address;
}

CercleGuest *
cercle_guest_of (GSocketAddress *address)
{
  return g_object_get_qdata (G_OBJECT (address), guest_quark ());
}

const char *
cercle_guest_get_origin (CercleGuest *guest)
{
  return guest->origin;
}

gboolean
cercle_guest_is_local (CercleGuest *guest)
{
  return guest->local;
}
