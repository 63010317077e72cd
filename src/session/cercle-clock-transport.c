/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How far is the desk's clock from the server's? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-clock-transport.h"

#include "cercle-instant.h"

/* An answer that took longer says too little about when it was written. */
#define LONGEST (10 * 1000)

struct _CercleClockTransport
{
  GObject parent_instance;
  CercleTransport *inner;
  gboolean known;
  gint64 offset, retry_after;
};

static gboolean
clock_transport_send (CercleTransport *transport, const CercleRequest *request, CercleReply *reply,
                      CercleLineFunc func, gpointer data, GCancellable *cancellable, GError **error)
{
  CercleClockTransport *self = CERCLE_CLOCK_TRANSPORT (transport);
  gint64 before = cercle_instant_desk_clock ();
  gboolean answered =
      cercle_transport_send (self->inner, request, reply, func, data, cancellable, error);
  gint64 after = cercle_instant_desk_clock ();

  if (!answered)
    return FALSE;
  /* A Date is cut to the second: the half is added. */
  if (reply->date != 0 && after >= before && after - before <= LONGEST)
    {
      self->known = TRUE;
      self->offset = reply->date + 500 - (before + (after - before) / 2);
    }
  if (reply->retry_after > 0)
    self->retry_after = reply->retry_after;
  return TRUE;
}

static void
clock_transport_iface_init (CercleTransportInterface *iface)
{
  iface->send = clock_transport_send;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CercleClockTransport, cercle_clock_transport, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CERCLE_TYPE_TRANSPORT,
                                                      clock_transport_iface_init))

static void
cercle_clock_transport_finalize (GObject *object)
{
  CercleClockTransport *self = CERCLE_CLOCK_TRANSPORT (object);

  g_clear_object (&self->inner);
  G_OBJECT_CLASS (cercle_clock_transport_parent_class)->finalize (object);
}

static void
cercle_clock_transport_class_init (CercleClockTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cercle_clock_transport_finalize;
}

static void
cercle_clock_transport_init (CercleClockTransport *self)
{
}

CercleClockTransport *
cercle_clock_transport_new (CercleTransport *inner)
{
  CercleClockTransport *self = g_object_new (CERCLE_TYPE_CLOCK_TRANSPORT, NULL);

  self->inner = inner;
  return self;
}

gboolean
cercle_clock_transport_get_offset (CercleClockTransport *self, gint64 *offset)
{
  if (self->known)
    *offset = self->offset;
  return self->known;
}

gint64
cercle_clock_transport_take_retry (CercleClockTransport *self)
{
  gint64 retry_after = self->retry_after;

  self->retry_after = 0;
  return retry_after;
}
