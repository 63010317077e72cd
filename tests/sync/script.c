/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a test say what is asked, in which order, and what is answered? */
#define G_LOG_DOMAIN "test-sync"

#include "script.h"

#include <string.h>

struct _Script
{
  GObject parent_instance;
  const Scene *next;
  char *body;
};

static void script_iface_init (CercleTransportInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (Script, script, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CERCLE_TYPE_TRANSPORT, script_iface_init))

static gboolean
play_lines (const char *text, CercleLineFunc func, gpointer data, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0' && !func (lines[i], strlen (lines[i]), data, error))
      return FALSE;
  return TRUE;
}

static gboolean
script_send (CercleTransport *transport, const CercleRequest *request, CercleReply *reply,
             CercleLineFunc func, gpointer data, GCancellable *cancellable, GError **error)
{
  Script *self = SCRIPT_TRANSPORT (transport);
  g_autofree char *asked = g_strjoin (" ", request->method, request->path, NULL);
  const Scene *scene = self->next;

  g_assert_cmpstr (asked, ==, scene->ask);
  self->next++;
  g_free (self->body);
  self->body = g_strdup (request->body);
  reply->status = scene->status;
  reply->retry_after = scene->retry_after;
  reply->date = scene->date;
  if (scene->answer != NULL && request->lines && scene->status == 200)
    {
      if (!play_lines (scene->answer, func, data, error))
        return FALSE;
    }
  else if (scene->answer != NULL)
    {
      reply->body = g_strdup (scene->answer);
      reply->length = strlen (scene->answer);
    }
  if (scene->failure == 0)
    return TRUE;
  cercle_reply_clear (reply);
  g_set_error_literal (error, CERCLE_TRANSPORT_ERROR, scene->failure - 1, "");
  return FALSE;
}

static void
script_finalize (GObject *object)
{
  g_free (SCRIPT_TRANSPORT (object)->body);
  G_OBJECT_CLASS (script_parent_class)->finalize (object);
}

static void
script_class_init (ScriptClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = script_finalize;
}

static void
script_iface_init (CercleTransportInterface *iface)
{
  iface->send = script_send;
}

static void
script_init (Script *self)
{
}

CercleTransport *
script_new (const Scene *scenes)
{
  Script *self = g_object_new (SCRIPT_TYPE, NULL);

  self->next = scenes;
  return CERCLE_TRANSPORT (self);
}

const char *
script_get_body (CercleTransport *transport)
{
  return SCRIPT_TRANSPORT (transport)->body;
}

void
script_assert_done (CercleTransport *transport)
{
  g_assert_cmpstr (SCRIPT_TRANSPORT (transport)->next->ask, ==, NULL);
}
