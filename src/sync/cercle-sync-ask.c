/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What did the server answer to one question, and is it a yes? */
#define G_LOG_DOMAIN "cercle-sync"

#include "cercle-sync-run.h"

#include <string.h>

#include "cercle-instant.h"
#include "cercle-json.h"
#include "cercle-transport-sentence.h"

#define CLOCK_TOLERANCE_MS 2000

static const struct
{
  guint status;
  CercleSyncError code;
} refusals[] = {
  { 401, CERCLE_SYNC_ERROR_SIGNED_OUT }, { 426, CERCLE_SYNC_ERROR_TOO_OLD },
  { 429, CERCLE_SYNC_ERROR_THROTTLED },  { 502, CERCLE_SYNC_ERROR_BUSY },
  { 503, CERCLE_SYNC_ERROR_BUSY },       { 504, CERCLE_SYNC_ERROR_BUSY },
};

/* Order never depends on it: it only keeps "today" and what is shown near the truth. */
static void
set_clock_right (const CercleReply *reply)
{
  gint64 difference = reply->date - cercle_instant_now ();

  if (reply->date > 0 && ABS (difference) > CLOCK_TOLERANCE_MS)
    cercle_instant_set_correction (reply->date - cercle_instant_desk_clock ());
}

static gboolean
is_spared (guint status, const guint *spare)
{
  for (; spare != NULL && *spare != 0; spare++)
    if (*spare == status)
      return TRUE;
  return FALSE;
}

static gboolean
check_status (const CercleReply *reply, guint status, const guint *spare, GError **error)
{
  g_autofree char *problem = NULL;

  if (reply->status == status || is_spared (reply->status, spare))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (reply->status == refusals[i].status)
      return cercle_sync_fail (error, refusals[i].code, reply->retry_after);
  problem = cercle_wire_get_problem (reply->body, reply->length);
  g_debug ("sync: status %u, problem %s", reply->status, problem);
  if (strcmp (problem, "unknown") == 0)
    return cercle_transport_fail (error, CERCLE_TRANSPORT_ERROR_FOREIGN);
  return cercle_sync_fail (error, CERCLE_SYNC_ERROR_PROTOCOL, 0);
}

gboolean
cercle_sync_ask (CercleTransport *transport, const CercleRequest *request, guint status,
                 const guint *spare, CercleReply *reply, GCancellable *cancellable, GError **error)
{
  if (!cercle_transport_send (transport, request, reply, NULL, NULL, cancellable, error))
    return FALSE;
  set_clock_right (reply);
  return check_status (reply, status, spare, error);
}

gboolean
cercle_sync_ask_lines (CercleSyncRun *run, const char *path, const guint *spare,
                       const CercleSyncLines *lines, CercleReply *reply, GError **error)
{
  CercleRequest request = { "GET", path, run->sync->token, NULL, TRUE };

  if (!cercle_transport_send (run->sync->transport, &request, reply, lines->func, lines->data,
                              run->cancellable, error))
    return FALSE;
  set_clock_right (reply);
  return check_status (reply, 200, spare, error);
}

/* Who are you? */

CercleHello *
cercle_sync_hello (CercleTransport *transport, GCancellable *cancellable, GError **error)
{
  CercleRequest request = { "GET", "/v1/hello", NULL, NULL, FALSE };
  g_auto (CercleReply) reply = { 0 };
  g_autoptr (CercleHello) hello = NULL;

  if (!cercle_sync_ask (transport, &request, 200, NULL, &reply, cancellable, error))
    return NULL;
  if ((hello = cercle_wire_get_hello (reply.body, reply.length, NULL)) == NULL)
    {
      cercle_transport_fail (error, CERCLE_TRANSPORT_ERROR_FOREIGN);
      return NULL;
    }
  if (hello->protocol != CERCLE_WIRE_PROTOCOL)
    {
      cercle_sync_fail (error,
                        hello->protocol > CERCLE_WIRE_PROTOCOL ? CERCLE_SYNC_ERROR_TOO_OLD
                                                               : CERCLE_SYNC_ERROR_PROTOCOL,
                        0);
      return NULL;
    }
  return g_steal_pointer (&hello);
}

/* I am … */

CercleGrant *
cercle_sync_sign_in (CercleTransport *transport, const char *login, const char *password,
                     const char *device, GCancellable *cancellable, GError **error)
{
  static const guint spare[] = { 400, 401, 403, 0 };
  g_autofree char *body = cercle_wire_put_login (login, password, device);
  CercleRequest request = { "POST", "/v1/session", NULL, body, FALSE };
  g_auto (CercleReply) reply = { 0 };
  g_autoptr (CercleGrant) grant = NULL;

  if (!cercle_sync_ask (transport, &request, 201, spare, &reply, cancellable, error))
    return NULL;
  if (reply.status != 201)
    {
      cercle_sync_fail (error, CERCLE_SYNC_ERROR_PASSWORD, 0);
      return NULL;
    }
  if ((grant = cercle_wire_get_grant (reply.body, reply.length, error)) == NULL)
    return NULL;
  if (grant->token != NULL)
    return g_steal_pointer (&grant);
  cercle_sync_fail (error, CERCLE_SYNC_ERROR_PROTOCOL, 0);
  return NULL;
}

gboolean
cercle_sync_sign_out (CercleTransport *transport, const char *token, GCancellable *cancellable,
                      GError **error)
{
  /* A session that has ended already is signed out as well. */
  static const guint spare[] = { 200, 401, 0 };
  CercleRequest request = { "DELETE", "/v1/session", token, NULL, FALSE };
  g_auto (CercleReply) reply = { 0 };

  return cercle_sync_ask (transport, &request, 204, spare, &reply, cancellable, error);
}

/* How is it elsewhere? */

char *
cercle_sync_figures (CercleTransport *transport, const char *token, GCancellable *cancellable,
                     GError **error)
{
  static const guint spare[] = { 403, 404, 0 };
  CercleRequest request = { "GET", "/v1/figures", token, NULL, FALSE };
  g_auto (CercleReply) reply = { 0 };

  if (!cercle_sync_ask (transport, &request, 200, spare, &reply, cancellable, error))
    return NULL;
  return reply.status == 200 ? g_steal_pointer (&reply.body) : g_strdup ("");
}

/* By exception */

static char *
put_ask (const CercleOpeningAsk *ask)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "reference", ask->reference);
  json_object_set_string_member (object, "reason", ask->reason);
  return cercle_json_print (object);
}

char *
cercle_sync_open_case (CercleTransport *transport, const char *token, const CercleOpeningAsk *ask,
                       GCancellable *cancellable, GError **error)
{
  static const guint spare[] = { 403, 404, 0 };
  g_autofree char *path = g_strdup_printf ("/v1/scopes/%s/openings", ask->scope);
  g_autofree char *body = put_ask (ask);
  CercleRequest request = { "POST", path, token, body, FALSE };
  g_auto (CercleReply) reply = { 0 };
  g_autoptr (JsonObject) answer = NULL;
  const char *kase;

  if (!cercle_sync_ask (transport, &request, 200, spare, &reply, cancellable, error))
    return NULL;
  if (reply.status == 200 &&
      (answer = cercle_json_parse (reply.body, (gssize) reply.length, CERCLE_WIRE_MAX_LINE,
                                   NULL)) != NULL &&
      cercle_json_text (answer, "case", &kase, NULL))
    return g_strdup (kase);
  cercle_sync_fail (
      error, reply.status == 200 ? CERCLE_SYNC_ERROR_PROTOCOL : CERCLE_SYNC_ERROR_NOT_OPENED, 0);
  return NULL;
}
