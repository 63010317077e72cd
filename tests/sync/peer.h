/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The other end of a connection, as bad as a test wants it. */
#pragma once

#include <gio/gio.h>

typedef struct _Peer Peer;
/* Plays one connection, on the peer's thread; it is closed afterwards. */
typedef void (*PeerPlay) (Peer *peer, GInputStream *in, GOutputStream *out);

/* On 127.0.0.1 and a free port; certificate: PEM file for TLS, or NULL. */
Peer *peer_new (PeerPlay play, gconstpointer data, const char *certificate);
/* On a Unix socket at path. */
Peer *peer_new_unix (PeerPlay play, gconstpointer data, const char *path);
void peer_free (Peer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Peer, peer_free)
gpointer peer_get_data (Peer *self);
guint16 peer_get_port (Peer *self);
/* (transfer full): http://127.0.0.1:port, or https with a certificate. */
char *peer_address (Peer *self);
/* Connections that have come so far. */
guint peer_get_count (Peer *self);
/* Cancelled when the test is over. */
GCancellable *peer_get_stop (Peer *self);

/* (transfer full): head of a request and its body if it says how long it is; NULL at the end. */
char *peer_read_request (Peer *self, GInputStream *in);
/* FALSE when the other end has gone. */
gboolean peer_write (Peer *self, GOutputStream *out, const char *text);
gboolean peer_write_bytes (Peer *self, GOutputStream *out, gconstpointer bytes, gsize length);
/* Waits until the test is over. */
void peer_sleep (Peer *self);
