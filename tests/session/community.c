/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which server do the desks of a test talk to? */
#include "community.h"

#include <string.h>

#include "cercle-access.h"
#include "cercle-case.h"
#include "cercle-community.h"
#include "cercle-feed.h"
#include "cercle-founding.h"
#include "cercle-instant.h"
#include "cercle-macros.h"
#include "cercle-listener.h"
#include "cercle-query.h"
#include "cercle-session-private.h"
#include "cercle-vault.h"
#include "room.h"

static const struct
{
  const char *login, *first_name, *last_name;
  CercleRole role;
} people[] = {
  { "ada", "Ada", "Lemoine", CERCLE_ROLE_ADVISER },
  { "bob", "Bob", "Marais", CERCLE_ROLE_ADVISER },
  { "col", "Colette", "Niel", CERCLE_ROLE_COORDINATOR },
  { "mia", "Mia", "Tanquerel", CERCLE_ROLE_MDPH },
};

struct _Community
{
  char *folder, *database, *socket, *address;
  GThread *thread;
  GMainContext *context;
  GMutex lock;
  GCond cond;
  gboolean listening, stopping;
  guint oldest;
};

/* The server's own thread: the same calls as its main(). */
static gpointer
serve_main (gpointer data)
{
  Community *self = data;
  const CercleListenerPlace place = { .socket = self->socket };
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleStore) store = NULL;
  g_autoptr (CercleService) service = NULL;
  g_autoptr (CercleWorker) worker = NULL;
  g_autoptr (CercleListener) listener = NULL;

  g_main_context_push_thread_default (self->context);
  store = cercle_store_open (self->database, CERCLE_STORE_SERVER, NULL, &error);
  g_assert_no_error (error);
  service = cercle_service_new (store, "Test");
  cercle_service_set_oldest (service, self->oldest);
  worker = cercle_worker_new (service);
  listener = cercle_listener_new (worker, &place, &error);
  g_assert_no_error (error);
  g_mutex_lock (&self->lock);
  self->listening = TRUE;
  g_cond_broadcast (&self->cond);
  while (!self->stopping)
    {
      g_mutex_unlock (&self->lock);
      g_main_context_iteration (self->context, TRUE);
      g_mutex_lock (&self->lock);
    }
  self->listening = FALSE;
  g_mutex_unlock (&self->lock);
  g_clear_pointer (&listener, cercle_listener_free);
  g_clear_pointer (&worker, cercle_worker_free);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

void
community_set_oldest (Community *self, guint schema)
{
  self->oldest = schema;
}

void
community_start (Community *self)
{
  g_assert_null (self->thread);
  self->stopping = FALSE;
  self->context = g_main_context_new ();
  self->thread = g_thread_new ("server", serve_main, self);
  g_mutex_lock (&self->lock);
  while (!self->listening)
    g_cond_wait (&self->cond, &self->lock);
  g_mutex_unlock (&self->lock);
}

void
community_stop (Community *self)
{
  if (self->thread == NULL)
    return;
  g_mutex_lock (&self->lock);
  self->stopping = TRUE;
  g_mutex_unlock (&self->lock);
  g_main_context_wakeup (self->context);
  g_thread_join (g_steal_pointer (&self->thread));
  g_clear_pointer (&self->context, g_main_context_unref);
}

CercleStore *
community_open (Community *self)
{
  g_autoptr (GError) error = NULL;
  CercleStore *store;

  g_assert_null (self->thread);
  store = cercle_store_open (self->database, CERCLE_STORE_SERVER, NULL, &error);
  g_assert_no_error (error);
  return store;
}

static void
found (Community *self)
{
  g_autoptr (CercleStore) store = community_open (self);
  g_autofree char *territory = NULL;
  g_autofree char *community = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (cercle_store_begin (store, &error));
  g_assert_true (cercle_founding_territory (store, "14", &territory, &error));
  g_assert_true (cercle_founding_codes (store, &error));
  g_assert_true (cercle_founding_community (store, territory, "Caen", &community, &error));
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      const CercleNewcomer newcomer = {
        .login = people[i].login,
        .password = PHRASE,
        .first_name = people[i].first_name,
        .last_name = people[i].last_name,
        .community = community,
        .role = people[i].role,
      };
      g_assert_true (cercle_founding_member (store, &newcomer, &error));
      g_assert_no_error (error);
    }
  g_assert_true (cercle_store_commit (store, &error));
}

Community *
community_new (void)
{
  Community *self = g_new0 (Community, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->cond);
  self->folder = room_make ();
  self->database = g_build_filename (self->folder, "server.db", NULL);
  self->socket = g_build_filename (self->folder, "socket", NULL);
  self->address = g_strconcat ("unix:", self->socket, NULL);
  found (self);
  community_start (self);
  return self;
}

void
community_free (Community *self)
{
  community_stop (self);
  room_remove (self->folder);
  g_free (self->folder);
  g_free (self->database);
  g_free (self->socket);
  g_free (self->address);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->cond);
  g_free (self);
}

const char *
community_address (Community *self)
{
  return self->address;
}

void
community_nation (Community *self, const char *code, const char *name)
{
  g_autoptr (CercleStore) store = community_open (self);
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_community_kind);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = cercle_store_find (store, query, &error);
  g_autofree char *territory = NULL, *there = NULL;
  const CercleNewcomer newcomer = { .login = "nat",
                                    .password = PHRASE,
                                    .last_name = "Nat",
                                    .community = cercle_record_get_id (all->pdata[0]),
                                    .role = CERCLE_ROLE_NATIONAL };

  g_assert_true (cercle_store_begin (store, &error) &&
                 cercle_founding_member (store, &newcomer, &error) &&
                 cercle_founding_territory (store, code, &territory, &error) &&
                 cercle_founding_community (store, territory, name, &there, &error) &&
                 cercle_store_commit (store, &error));
}

void
community_let_read_protected (Community *self, const char *login)
{
  g_autoptr (CercleStore) store = community_open (self);
  g_autoptr (CercleAccount) account = cercle_accounts_find (store, login, NULL);
  g_autofree char *usual = g_steal_pointer (&account->audiences);

  account->audiences = g_strconcat (usual, " protected", NULL);
  g_assert_true (cercle_accounts_put (store, account, NULL));
}

void
community_end_sessions (Community *self, const char *login, const char *password)
{
  g_autoptr (CercleStore) store = community_open (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleAccount) account = cercle_accounts_find (store, login, &error);

  g_assert_nonnull (account);
  if (password != NULL)
    {
      g_free (account->password);
      account->password = cercle_vault_hash_password (password, &error);
      g_assert_true (cercle_accounts_put (store, account, &error));
    }
  g_assert_true (cercle_accounts_close_all (store, login, &error));
  g_assert_no_error (error);
}

static char *
write_case (CercleStore *store, const char *scope)
{
  g_autoptr (CercleRecord) kase = cercle_record_new (&cercle_case_kind);
  g_autoptr (GError) error = NULL;

  cercle_envelope_set (&cercle_record_envelope (kase)->scope, scope);
  cercle_record_set_flag (kase, CERCLE_CASE_OPEN, TRUE);
  cercle_record_set_text (kase, CERCLE_CASE_STATUS, "received");
  cercle_record_set_text (kase, CERCLE_CASE_MISSION, "respite");
  cercle_record_set_text (kase, CERCLE_CASE_OPENED_ON, "2020-06-02");
  cercle_feed_write (store, kase, CERCLE_OP_CREATE,
                     CERCLE_MASK (CERCLE_CASE_OPEN) | CERCLE_MASK (CERCLE_CASE_STATUS) |
                         CERCLE_MASK (CERCLE_CASE_MISSION) | CERCLE_MASK (CERCLE_CASE_OPENED_ON),
                     NULL, &error);
  g_assert_no_error (error);
  return g_strdup (cercle_record_get_id (kase));
}

char *
community_unheld (Community *self)
{
  g_autoptr (CercleStore) store = community_open (self);
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_community_kind);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = cercle_store_find (store, query, &error);
  g_autofree char *scope = NULL, *id = NULL;

  g_assert_no_error (error);
  scope = g_strconcat ("c:", cercle_record_get_id (found->pdata[0]), NULL);
  g_assert_true (cercle_store_begin (store, &error));
  id = write_case (store, scope);
  g_assert_true (cercle_store_commit (store, &error));
  return g_steal_pointer (&id);
}

static void
give_figures (CercleStore *store, const char *community)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleAccount) account = cercle_accounts_find (store, "col", &error);
  char *figures = strstr (account->scopes, " " CERCLE_FIGURES_PREFIX);
  char *scopes = NULL;

  if (community == NULL && figures != NULL)
    *figures = '\0';
  scopes = community != NULL
               ? g_strconcat (account->scopes, " " CERCLE_FIGURES_PREFIX, community, NULL)
               : g_strdup (account->scopes);
  g_free (account->scopes);
  account->scopes = scopes;
  g_assert_true (cercle_accounts_put (store, account, &error));
}

void
community_neighbour (Community *self, const char *name, guint n_cases)
{
  g_autoptr (CercleStore) store = community_open (self);
  g_autofree char *territory = NULL, *community = NULL, *scope = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (cercle_store_begin (store, &error));
  if (n_cases > 0)
    {
      g_assert_true (cercle_founding_territory (store, "14", &territory, &error) &&
                     cercle_founding_community (store, territory, name, &community, &error));
      scope = g_strconcat ("c:", community, NULL);
    }
  for (guint i = 0; i < n_cases; i++)
    g_free (write_case (store, scope));
  give_figures (store, community);
  g_assert_true (cercle_store_commit (store, &error));
}

CercleSession *
community_desk (Community *self, const char *folder, const char *login)
{
  CercleSession *session = cercle_session_new (NULL, folder);
  g_autoptr (GError) error = NULL;

  room_sign_in (session, community_address (self), login, PHRASE, &error);
  g_assert_no_error (error);
  ROOM_WAIT (room_has_frame_cb, session);
  ROOM_WAIT (room_is_settled_cb, session);
  return session;
}

CercleSession *
community_slow_desk (Community *self, char **folder, const char *login)
{
  CercleSession *session = NULL;
  g_autoptr (GError) error = NULL;

  *folder = room_make ();
  session = cercle_session_new (NULL, *folder);
  cercle_session_set_pace (session, 60 * 1000, 16 * 1000);
  room_sign_in (session, community_address (self), login, PHRASE, &error);
  g_assert_no_error (error);
  ROOM_WAIT (room_has_frame_cb, session);
  return session;
}

void
seat_set_up (Seat *seat, gconstpointer login)
{
  if (seat->community == NULL)
    seat->community = community_new ();
  seat->folder = room_make ();
  seat->path = g_build_filename (seat->folder, "out", NULL);
  seat->session = community_desk (seat->community, seat->folder, login);
}

void
seat_tear_down (Seat *seat, gconstpointer data)
{
  room_finalize (seat->session);
  community_free (seat->community);
  room_remove (seat->folder);
  g_free (seat->folder);
  g_free (seat->path);
  cercle_instant_freeze (0);
}
