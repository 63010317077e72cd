/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is the answer to this request? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-service.h"

#include "cercle-id.h"
#include "cercle-routes.h"
#include "cercle-sign-in.h"
#include "cercle-vault.h"
#include "cercle-visit.h"
#include "cercle-wire.h"

/* Wrong passwords: an account waits up to a quarter of an hour, so that nobody can lock its owner
 * out for long; a place from which many people sign in gets more tries. */
#define ACCOUNT_TRIES 4
#define ACCOUNT_WAIT 900
#define PEER_TRIES 20
#define PEER_WAIT 300
/* Numbers of cases follow each other: nobody tries them one by one. */
#define OPENING_TRIES 5
#define OPENING_WAIT 3600
/* Tokens cannot be guessed: this keeps the database from being asked for nothing. */
#define CALENDAR_TRIES 20
#define CALENDAR_WAIT 900
/* How many schemas back a desk may be. */
#define OLD_SCHEMAS 2

void
cercle_answer_clear (CercleAnswer *answer)
{
  if (answer->next_free != NULL)
    answer->next_free (answer->next_data);
  g_free (answer->body);
  g_free (answer->tag);
  *answer = (CercleAnswer){ 0 };
}

CercleService *
cercle_service_new (CercleStore *store, const char *name)
{
  CercleService *self = g_new0 (CercleService, 1);

  self->store = store;
  self->name = g_strdup (name != NULL ? name : "");
  self->accounts = cercle_throttle_new (ACCOUNT_TRIES, ACCOUNT_WAIT);
  self->peers = cercle_throttle_new (PEER_TRIES, PEER_WAIT);
  self->openings = cercle_throttle_new (OPENING_TRIES, OPENING_WAIT);
  self->calendars = cercle_throttle_new (CALENDAR_TRIES, CALENDAR_WAIT);
  self->last_route = "-";
  cercle_service_set_oldest (self, 0);
  return self;
}

void
cercle_service_set_oldest (CercleService *self, guint schema)
{
  guint ours = cercle_store_schema ();

  self->oldest = schema > 0 ? schema : ours - MIN (ours, OLD_SCHEMAS);
}

void
cercle_service_free (CercleService *self)
{
  g_free (self->name);
  g_free (self->nobody);
  cercle_throttle_free (self->accounts);
  cercle_throttle_free (self->peers);
  cercle_throttle_free (self->openings);
  cercle_throttle_free (self->calendars);
  g_free (self->last_account);
  g_free (self);
}

CercleStore *
cercle_service_get_store (CercleService *self)
{
  return self->store;
}

/* FALSE: the visit has its answer. */
static gboolean
find_route (CercleVisit *visit)
{
  gboolean known;

  visit->route =
      cercle_route_find (visit->incoming->method, visit->incoming->path, &visit->scope, &known);
  if (visit->route == NULL)
    {
      cercle_visit_refuse (visit, known ? 405 : 404, known ? "method" : "not-found", 0);
      return FALSE;
    }
  visit->service->last_route = visit->route->pattern;
  /* Before anything that it might misunderstand. */
  if (visit->incoming->schema > 0 && visit->incoming->schema < visit->service->oldest)
    cercle_visit_refuse (visit, 426, "too-old", 0);
  else if (visit->incoming->length > CERCLE_WIRE_MAX_REQUEST)
    cercle_visit_refuse (visit, 413, "too-large", 0);
  else if (visit->route->body != (visit->incoming->length > 0) ||
           !cercle_visit_read_query (visit, visit->route->parameters))
    cercle_visit_refuse (visit, 422, "form", 0);
  else
    return TRUE;
  return FALSE;
}

static void
confine (CercleVisit *visit)
{
  g_autoptr (GError) error = NULL;

  if (visit->route->roles == 0)
    {
      visit->route->handle (visit);
      return;
    }
  switch (cercle_access_confine (visit->store, visit->route->roles, visit->incoming->token,
                                 visit->scope, &visit->access, &error))
    {
    case CERCLE_CONFINED:
      visit->route->handle (visit);
      break;
    case CERCLE_CONFINED_NOBODY:
      cercle_visit_refuse (visit, 401, "signed-out", 0);
      break;
    case CERCLE_CONFINED_OUTSIDE:
      cercle_visit_refuse (visit, 403, "scope", 0);
      break;
    case CERCLE_CONFINED_FAILED:
    default:
      cercle_visit_fail (visit, error);
    }
}

static void
visit_clear (CercleVisit *visit)
{
  CercleService *self = visit->service;

  if (visit->access.account != NULL)
    {
      g_free (self->last_account);
      self->last_account = g_strdup (visit->access.account->id);
    }
  g_free (visit->scope);
  g_clear_pointer (&visit->parameters, g_hash_table_unref);
  cercle_access_clear (&visit->access);
}

CercleSignIn *
cercle_service_begin (CercleService *self, const CercleIncoming *incoming, CercleAnswer *answer)
{
  CercleVisit visit = {
    .service = self, .store = self->store, .incoming = incoming, .answer = answer
  };

  *answer = (CercleAnswer){ 0 };
  self->last_route = "-";
  g_clear_pointer (&self->last_account, g_free);
  if (find_route (&visit))
    confine (&visit);
  visit_clear (&visit);
  return visit.sign_in;
}

void
cercle_service_end (CercleService *self, const CercleIncoming *incoming, CercleSignIn *sign_in,
                    CercleAnswer *answer)
{
  CercleVisit visit = {
    .service = self, .store = self->store, .incoming = incoming, .answer = answer
  };

  *answer = (CercleAnswer){ 0 };
  self->last_route = "/v1/session";
  g_clear_pointer (&self->last_account, g_free);
  cercle_sign_in_end (&visit, sign_in);
  visit_clear (&visit);
}

void
cercle_service_answer (CercleService *self, const CercleIncoming *incoming, CercleAnswer *answer)
{
  g_autoptr (CercleSignIn) sign_in = cercle_service_begin (self, incoming, answer);

  if (sign_in == NULL)
    return;
  cercle_sign_in_check (sign_in);
  cercle_service_end (self, incoming, sign_in, answer);
}
