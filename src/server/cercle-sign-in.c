/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who are you, and who am I? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-sign-in.h"

#include <string.h>

#include "cercle-community.h"
#include "cercle-feed.h"
#include "cercle-id.h"
#include "cercle-instant.h"
#include "cercle-query.h"
#include "cercle-vault.h"
#include "cercle-wire.h"

/* A row of the file that is written where there is no account to write to, so that the time of a
 * refusal does not tell who exists. */
#define UNKNOWN_LOGIN_AT "unknown-login-at"

void
cercle_sign_in_free (CercleSignIn *self)
{
  if (self->password != NULL)
    cercle_vault_forget (self->password, strlen (self->password));
  g_free (self->login);
  g_free (self->password);
  g_free (self->device);
  g_free (self->stored);
  g_clear_pointer (&self->account, cercle_account_free);
  g_free (self);
}

/* FALSE: the visit has its answer. */
static gboolean
throttle (CercleVisit *visit, CercleSignIn *self)
{
  CercleService *service = visit->service;
  const char *peer = visit->incoming->peer;
  gint64 now = cercle_instant_now (), wait;

  if (self->account != NULL)
    cercle_throttle_remember (service->accounts, self->login, self->account->failures,
                              self->account->last_failure);
  wait = MAX (cercle_throttle_wait (service->accounts, self->login, now),
              cercle_throttle_wait (service->peers, peer, now));
  if (wait > 0)
    {
      cercle_visit_refuse (visit, 429, "throttled", wait);
      return FALSE;
    }
  /* Counted before it is checked: many tries at once do not slip through together. */
  cercle_throttle_fail (service->accounts, self->login, now);
  cercle_throttle_fail (service->peers, peer, now);
  return TRUE;
}

/* Made by the first who signs in, whoever it is: a service that nobody signs into needs none. */
static const char *
password_of_nobody (CercleService *service)
{
  g_autofree char *secret = NULL;

  if (service->nobody == NULL)
    {
      secret = cercle_id_token ();
      service->nobody = cercle_vault_hash_password (secret, NULL);
    }
  return service->nobody;
}

void
cercle_route_sign_in (CercleVisit *visit)
{
  g_autoptr (CercleSignIn) self = g_new0 (CercleSignIn, 1);
  g_autoptr (GError) error = NULL;
  const char *nobody;

  if (!cercle_wire_get_login (visit->incoming->body, visit->incoming->length, &self->login,
                              &self->password, &self->device, NULL))
    {
      cercle_visit_refuse (visit, 422, "form", 0);
      return;
    }
  self->account = cercle_accounts_find (visit->store, self->login, &error);
  if (error != NULL)
    {
      cercle_visit_fail (visit, error);
      return;
    }
  if (!throttle (visit, self))
    return;
  nobody = password_of_nobody (visit->service);
  self->stored = g_strdup (
      self->account != NULL && !self->account->disabled ? self->account->password : nobody);
  visit->sign_in = g_steal_pointer (&self);
}

void
cercle_sign_in_check (CercleSignIn *self)
{
  gboolean same = cercle_vault_check_password (self->stored, self->password);
  self->right = same && self->account != NULL && !self->account->disabled;
}

static void
refuse (CercleVisit *visit, CercleSignIn *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *at = cercle_instant_now_text ();

  if (self->account != NULL
          ? cercle_accounts_note_failure (visit->store, self->login, cercle_instant_now (), &error)
          : cercle_store_set_setting (visit->store, UNKNOWN_LOGIN_AT, at, &error))
    cercle_visit_refuse (visit, 401, "password", 0);
  else
    cercle_visit_fail (visit, error);
}

/* The scopes of an account, as they stand. NULL when one of them cannot be told: a desk that misses
 * a scope takes it for lost and removes its rows. */
static GPtrArray *
read_scopes (CercleStore *store, const CercleAccount *account)
{
  g_autofree char *epoch = cercle_feed_epoch (store);
  g_autoptr (GPtrArray) scopes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_scope_free);
  g_auto (GStrv) names = g_strsplit (account->scopes != NULL ? account->scopes : "", " ", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      CercleScope *scope;

      if (*names[i] == '\0' || g_str_has_prefix (names[i], CERCLE_FIGURES_PREFIX))
        continue;
      scope = g_new0 (CercleScope, 1);
      g_ptr_array_add (scopes, scope);
      scope->scope = g_strdup (names[i]);
      scope->epoch = g_strdup (epoch);
      if (epoch == NULL || !cercle_feed_get_scope (store, names[i], &scope->head, &scope->floor))
        return NULL;
    }
  return g_steal_pointer (&scopes);
}

static void
answer_grant (CercleVisit *visit, guint status, const char *token)
{
  const CercleAccount *account = visit->access.account;
  g_autoptr (CercleGrant) grant = g_new0 (CercleGrant, 1);

  grant->scopes = read_scopes (visit->store, account);
  if (grant->scopes == NULL)
    {
      cercle_visit_fail (visit, NULL);
      return;
    }
  grant->token = g_strdup (token);
  grant->login = g_strdup (account->login);
  grant->member = g_strdup (account->member);
  grant->role = g_strdup (cercle_roles[account->role].token);
  grant->audiences = g_strdup (account->audiences != NULL ? account->audiences : "");
  for (guint i = 0; i < grant->scopes->len && grant->community == NULL; i++)
    {
      const CercleScope *scope = grant->scopes->pdata[i];
      if (g_str_has_prefix (scope->scope, "c:"))
        grant->community = g_strdup (scope->scope + 2);
    }
  cercle_visit_answer (visit, status, cercle_wire_put_grant (grant));
}

void
cercle_sign_in_end (CercleVisit *visit, CercleSignIn *self)
{
  g_autofree char *token = NULL, *hash = NULL;
  g_autoptr (GError) error = NULL;

  if (!self->right)
    {
      refuse (visit, self);
      return;
    }
  cercle_throttle_clear (visit->service->accounts, self->login);
  /* Not cleared: one right password must not pay for a thousand wrong ones from the same place. */
  cercle_throttle_forgive (visit->service->peers, visit->incoming->peer);
  token = cercle_id_token ();
  hash = cercle_vault_hash_token (token);
  if (!cercle_accounts_clear_failures (visit->store, self->login, &error) ||
      !cercle_accounts_open_session (visit->store, hash, self->login, self->device,
                                     cercle_instant_now (), &error))
    {
      cercle_visit_fail (visit, error);
      return;
    }
  visit->access.account = g_steal_pointer (&self->account);
  answer_grant (visit, 201, token);
}

void
cercle_route_sign_out (CercleVisit *visit)
{
  g_autofree char *hash = cercle_vault_hash_token (visit->incoming->token);
  g_autoptr (GError) error = NULL;

  if (cercle_accounts_close_session (visit->store, hash, &error))
    cercle_visit_answer (visit, 204, NULL);
  else
    cercle_visit_fail (visit, error);
}

void
cercle_route_scopes (CercleVisit *visit)
{
  answer_grant (visit, 200, NULL);
}

void
cercle_route_hello (CercleVisit *visit)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_community_kind);
  g_autofree char *epoch = cercle_feed_epoch (visit->store);
  g_autoptr (GError) error = NULL;
  CercleHello hello = {
    .protocol = CERCLE_WIRE_PROTOCOL,
    .schema = cercle_store_schema (),
    .name = visit->service->name,
    .version = (char *) CERCLE_VERSION,
    .epoch = epoch,
  };
  gint64 examples;

  cercle_query_where (query, CERCLE_COMMUNITY_EXAMPLE, CERCLE_IS, "1");
  examples = cercle_store_count (visit->store, query, &error);
  if (examples < 0 || epoch == NULL)
    {
      cercle_visit_fail (visit, error);
      return;
    }
  hello.example = examples > 0;
  cercle_visit_answer (visit, 200, cercle_wire_put_hello (&hello));
}
