/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does each route answer whom it must, and nobody else? */
#include <sqlite3.h>
#include <string.h>
#include <time.h>

#include "cercle-accounts.h"
#include "cercle-feed.h"
#include "cercle-founding-matrix.h"
#include "cercle-instant.h"
#include "cercle-routes.h"
#include "patience.h"
#include "server-fixture.h"

#define DAY (G_GINT64_CONSTANT (24) * 3600 * 1000)

/* Routes */

static void
test_table (void)
{
  static const char *const open[] = { "GET /v1/hello", "POST /v1/session",
                                      "GET /v1/calendar/{token}" };
  guint n_open = 0;

  for (const CercleRoute *route = cercle_routes; route->method != NULL; route++)
    {
      g_autofree char *name = g_strdup_printf ("%s %s", route->method, route->pattern);

      g_assert_nonnull (route->handle);
      g_assert_nonnull (route->parameters);
      g_assert_true (g_str_has_prefix (route->pattern, "/v1/"));
      g_assert_cmpuint (route->roles & ~CERCLE_BY_ALL, ==, 0);
      if (route->roles != 0)
        continue;
      g_assert_cmpuint (n_open, <, G_N_ELEMENTS (open));
      g_assert_cmpstr (name, ==, open[n_open++]);
    }
  g_assert_cmpuint (n_open, ==, G_N_ELEMENTS (open));
}

static char *
path_of (const CercleRoute *route, const char *scope)
{
  g_auto (GStrv) parts = g_strsplit (route->pattern, "{scope}", -1);
  return g_strjoinv (scope, parts);
}

/* Without a session, with a wrong one, with one of another community: nothing. */
static void
test_confined (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  Person stranger = { .token = (char *) "0123456789abcdef" };

  for (const CercleRoute *route = cercle_routes; route->method != NULL; route++)
    {
      g_autofree char *path = path_of (route, self->here);
      const char *body = route->body ? "{}" : NULL;
      g_autofree char *nobody = NULL, *wrong = NULL, *other = NULL;

      if (route->roles == 0)
        continue;
      nobody = fixture_expect (self, NULL, route->method, path, body, 401);
      wrong = fixture_expect (self, &stranger, route->method, path, body, 401);
      g_assert_cmpstr (nobody, ==, wrong);
      g_assert_nonnull (strstr (nobody, "cercle:signed-out"));
      if (strstr (route->pattern, "{scope}") == NULL)
        continue;
      other = fixture_expect (self, &self->zoe, route->method, path, body, 403);
      g_assert_nonnull (strstr (other, "cercle:scope"));
    }
}

/* A scope that does not exist is refused as one that is not granted. */
static void
test_unknown_scope (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *there = g_strdup_printf ("/v1/scopes/%s/snapshot", self->there);
  g_autofree char *a = fixture_expect (self, &self->ada, "GET", there, NULL, 403);
  g_autofree char *b =
      fixture_expect (self, &self->ada, "GET", "/v1/scopes/c:nowhere/snapshot", NULL, 403);

  g_assert_cmpstr (a, ==, b);
}

static void
set_role (Fixture *self, const char *login, CercleRole role)
{
  g_autoptr (CercleAccount) account = cercle_accounts_find (self->store, login, NULL);

  account->role = role;
  g_assert_true (cercle_accounts_put (self->store, account, NULL));
}

/* Whoever is neither of the team nor of the MDPH, nor answers for the nation, writes nothing,
 * whatever is in the batch. */
static void
test_roles (void)
{
  g_autoptr (Fixture) self = fixture_new ();

  for (CercleRole role = 0; role < CERCLE_N_ROLES; role++)
    {
      const guint writing =
          CERCLE_BY_TEAM | CERCLE_BY (CERCLE_ROLE_MDPH) | CERCLE_BY (CERCLE_ROLE_NATIONAL);
      gboolean writes = (writing & CERCLE_BY (role)) != 0;
      g_autofree char *answer = NULL;

      set_role (self, "ada", role);
      answer = fixture_expect (self, &self->ada, "POST", "/v1/mutations",
                               "{\"device\":\"d\",\"items\":[]}", writes ? 200 : 403);
    }
}

static const struct
{
  const char *method, *path, *body;
  guint status;
  const char *problem;
} wrong[] = {
  { "GET", "/v1/nothing", NULL, 404, "not-found" },
  { "GET", "/", NULL, 404, "not-found" },
  { "GET", "/v2/hello", NULL, 404, "not-found" },
  { "PUT", "/v1/hello", NULL, 405, "method" },
  { "DELETE", "/v1/mutations", NULL, 405, "method" },
  { "GET", "/v1/hello?x=1", NULL, 422, "form" },
  { "GET", "/v1/hello", "{}", 422, "form" },
  { "POST", "/v1/mutations", NULL, 422, "form" },
  { "POST", "/v1/mutations", "[]", 422, "form" },
  { "POST", "/v1/mutations", "{\"device\":\"\",\"items\":[]}", 422, "form" },
  { "POST", "/v1/mutations", "{\"device\":\"d\",\"items\":[{}]}", 422, "form" },
  { "POST", "/v1/mutations",
    "{\"device\":\"d\",\"items\":[{\"mid\":\"0190a000-0000-7000-8000-000000000001\"},"
    "{\"mid\":\"0190a000-0000-7000-8000-000000000001\"}]}",
    422, "form" },
  { "POST", "/v1/session", "{\"login\":1,\"password\":\"x\",\"device\":\"d\"}", 422, "form" },
  { "GET", "/v1/scopes/national/snapshot?limit=0", NULL, 422, "form" },
  { "GET", "/v1/scopes/national/snapshot?limit=-1", NULL, 422, "form" },
  { "GET", "/v1/scopes/national/snapshot?limit=99999999999999999999", NULL, 422, "form" },
  { "GET", "/v1/scopes/national/snapshot?limit=1&limit=2", NULL, 422, "form" },
  { "GET", "/v1/scopes/national/snapshot?cursor=1", NULL, 422, "form" },
  { "GET", "/v1/scopes/national/snapshot?after=nowhere", NULL, 422, "form" },
  { "GET", "/v1/scopes/national/changes", NULL, 422, "form" },
  { "GET", "/v1/scopes/national/changes?cursor=v1/national", NULL, 422, "form" },
  { "GET", "/v1/scopes/national/changes?cursor=v1/t:14/x/0", NULL, 422, "form" },
  { "GET", "/v1/scopes/national/changes?cursor=v1/national/x/0", NULL, 409, "epoch-changed" },
};

static void
test_wrong (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *body = fixture_expect (self, &self->ada, wrong[i].method, wrong[i].path,
                                          wrong[i].body, wrong[i].status);
  g_autofree char *problem = cercle_wire_get_problem (body, strlen (body));

  g_assert_cmpstr (problem, ==, wrong[i].problem);
}

static void
test_too_large (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *body = g_strnfill (CERCLE_WIRE_MAX_REQUEST + 1, ' ');
  g_autofree char *answer = fixture_expect (self, &self->ada, "POST", "/v1/mutations", body, 413);

  g_assert_nonnull (strstr (answer, "cercle:too-large"));
}

/* A hundred thousand levels are refused, and the server goes on. */
static void
test_too_deep (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *body = g_strnfill (100000, '[');
  g_autofree char *deep = fixture_expect (self, &self->ada, "POST", "/v1/mutations", body, 422);
  g_autofree char *hello = fixture_expect (self, NULL, "GET", "/v1/hello", NULL, 200);

  g_assert_nonnull (strstr (deep, "cercle:form"));
  g_assert_nonnull (hello);
}

static void
test_hello (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *body = fixture_expect (self, NULL, "GET", "/v1/hello", NULL, 200);
  g_autofree char *epoch = cercle_feed_epoch (self->store);
  g_autoptr (CercleHello) hello = cercle_wire_get_hello (body, strlen (body), NULL);

  g_assert_nonnull (hello);
  g_assert_cmpuint (hello->protocol, ==, CERCLE_WIRE_PROTOCOL);
  g_assert_cmpuint (hello->schema, ==, cercle_store_schema ());
  g_assert_cmpstr (hello->epoch, ==, epoch);
  g_assert_cmpstr (hello->name, ==, "Calvados");
  g_assert_false (hello->example);
}

/* Sessions */

static char *
sign_in (Fixture *self, const char *login, const char *password, guint status)
{
  g_autofree char *body = cercle_wire_put_login (login, password, "desk");
  return fixture_expect (self, NULL, "POST", "/v1/session", body, status);
}

static void
test_session (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *body = sign_in (self, "ada", FIXTURE_PASSWORD, 201);
  g_autoptr (CercleGrant) grant = cercle_wire_get_grant (body, strlen (body), NULL);
  Person person = { .token = grant->token };
  g_autofree char *scopes = fixture_expect (self, &person, "GET", "/v1/scopes", NULL, 200);
  g_autoptr (CercleGrant) again = cercle_wire_get_grant (scopes, strlen (scopes), NULL);
  g_autofree char *out = NULL, *after = NULL, *dump = fixture_dump (self);

  g_assert_cmpuint (strlen (grant->token), ==, 64);
  g_assert_cmpstr (grant->member, ==, self->ada.member);
  g_assert_cmpstr (grant->role, ==, "adviser");
  g_assert_cmpstr (grant->community, ==, self->here + 2);
  g_assert_cmpuint (grant->scopes->len, ==, 3);
  g_assert_null (again->token);
  g_assert_cmpuint (again->scopes->len, ==, 3);
  /* The token is not in the database. */
  g_assert_null (strstr (dump, grant->token));
  out = fixture_expect (self, &person, "DELETE", "/v1/session", NULL, 204);
  after = fixture_expect (self, &person, "GET", "/v1/scopes", NULL, 401);
}

static void
test_session_ends (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  gint64 start = cercle_instant_now ();
  g_autofree char *used = NULL, *idle = NULL, *old = NULL;

  for (guint i = 1; i <= 8; i++)
    {
      g_autofree char *body = NULL;

      cercle_instant_freeze (start + i * 20 * DAY);
      body = fixture_expect (self, &self->ada, "GET", "/v1/scopes", NULL, 200);
    }
  /* Another, which was never used. */
  idle = fixture_expect (self, &self->bob, "GET", "/v1/scopes", NULL, 401);
  cercle_instant_freeze (start + 181 * DAY);
  old = fixture_expect (self, &self->ada, "GET", "/v1/scopes", NULL, 401);
  cercle_instant_freeze (0);
}

/* Nobody learns who has an account: same answer, about the same time. */
static void
test_unknown_login (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (CercleAccount) account = cercle_accounts_find (self->store, "bob", NULL);
  g_autofree char *known = NULL, *unknown = NULL, *disabled = NULL;

  account->disabled = TRUE;
  g_assert_true (cercle_accounts_put (self->store, account, NULL));
  known = sign_in (self, "ada", "autre chose", 401);
  unknown = sign_in (self, "nobody", "autre chose", 401);
  disabled = sign_in (self, "bob", FIXTURE_PASSWORD, 401);
  g_assert_cmpstr (known, ==, unknown);
  g_assert_cmpstr (known, ==, disabled);
  g_assert_nonnull (strstr (known, "cercle:password"));
}

/* What the processors gave, whatever else they had to do. */
static gint64
processor_time (void)
{
  struct timespec spent = { 0 };

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &spent);
  return (gint64) spent.tv_sec * G_USEC_PER_SEC + spent.tv_nsec / 1000;
}

static gint64
time_of (Fixture *self, const char *login)
{
  gint64 start = processor_time ();
  g_autofree char *body = NULL;

  /* Each an hour after the other: not throttled. */
  cercle_instant_freeze (cercle_instant_now () + 2 * 3600 * 1000);
  body = sign_in (self, login, "autre chose", 401);
  return processor_time () - start;
}

static void
test_unknown_time (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  gint64 known = G_MAXINT64, unknown = G_MAXINT64;

  /* In turns, and the least of each: a neighbour only ever takes time away. */
  for (guint i = 0; i < 9; i++)
    {
      known = MIN (known, time_of (self, "ada"));
      unknown = MIN (unknown, time_of (self, "nobody"));
    }
  cercle_instant_freeze (0);
  g_test_message ("known %" G_GINT64_FORMAT " µs, unknown %" G_GINT64_FORMAT " µs", known, unknown);
  g_assert_cmpint (unknown * 2, >, known);
  g_assert_cmpint (known * 2, >, unknown);
}

/* How many seconds until the next try. */
static gint64
wait_of (Fixture *self, const char *login, const char *password, const char *peer)
{
  g_autofree char *body = cercle_wire_put_login (login, password, "desk");
  CercleIncoming incoming = {
    .method = "POST", .path = "/v1/session", .body = body, .length = strlen (body), .peer = peer
  };
  CercleAnswer answer;
  gint64 wait;

  cercle_service_answer (self->service, &incoming, &answer);
  wait = answer.status == 429 ? answer.retry_after : 0;
  g_assert_true (answer.status == 401 || answer.status == 429 || answer.status == 201);
  cercle_answer_clear (&answer);
  return wait;
}

static void
test_throttle_account (gconstpointer login)
{
  g_autoptr (Fixture) self = fixture_new ();
  gint64 now = cercle_instant_now (), last = 0;

  cercle_instant_freeze (now);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *peer = g_strdup_printf ("10.0.0.%u", i);
      g_assert_cmpint (wait_of (self, login, "autre", peer), ==, 0);
    }
  for (guint i = 0; i < 12; i++)
    {
      /* Even the right one. */
      gint64 wait = wait_of (self, login, FIXTURE_PASSWORD, "10.0.1.1");

      g_assert_cmpint (wait, >, 0);
      g_assert_cmpint (wait, <=, 900);
      g_assert_cmpint (wait, >=, last);
      last = wait;
      now += wait * 1000;
      cercle_instant_freeze (now);
      g_assert_cmpint (wait_of (self, login, "autre", "10.0.1.2"), ==, 0);
    }
  g_assert_cmpint (last, ==, 900);
  /* Its owner is not locked out for ever. */
  cercle_instant_freeze (now + 900 * 1000);
  g_assert_cmpint (wait_of (self, login, FIXTURE_PASSWORD, "10.0.1.1"), ==, 0);
  cercle_instant_freeze (0);
}

static void
test_throttle_survives (void)
{
  g_autoptr (Fixture) self = fixture_new ();

  cercle_instant_freeze (cercle_instant_now ());
  for (guint i = 0; i < 4; i++)
    wait_of (self, "ada", "autre", "local");
  fixture_reopen (self);
  g_assert_cmpint (wait_of (self, "ada", FIXTURE_PASSWORD, "elsewhere"), >, 0);
  cercle_instant_freeze (0);
}

/* Many names from one place; and refused before anything is hashed. */
static void
test_throttle_peer (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  gint64 start;

  cercle_instant_freeze (cercle_instant_now ());
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *login = g_strdup_printf ("nobody-%u", i);
      g_assert_cmpint (wait_of (self, login, "autre", "10.0.0.1"), ==, 0);
    }
  start = processor_time ();
  for (guint i = 0; i < 100; i++)
    g_assert_cmpint (wait_of (self, "ada", FIXTURE_PASSWORD, "10.0.0.1"), >, 0);
  g_assert_cmpint (processor_time () - start, <, patience_limit (2 * G_USEC_PER_SEC));
  g_assert_cmpint (wait_of (self, "ada", FIXTURE_PASSWORD, "10.0.0.2"), ==, 0);
  cercle_instant_freeze (0);
}

/* Streams */

static void
add_cases (Fixture *self, guint n)
{
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_mutation_free);
  g_autoptr (GPtrArray) outcomes = NULL;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (items, fixture_item (&self->ada, "case", NULL, CERCLE_OP_CREATE, 0,
                                          "{'opened_on':'2020-06-02'}"));
  outcomes = fixture_push_all (self, &self->ada, items);
}

static guint
count_items (const char *text)
{
  guint n = 0;

  for (const char *at = text; (at = strstr (at, "\"t\":\"put\"")) != NULL; at++)
    n++;
  return n;
}

static CercleLine *
last_line (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (g_strchomp ((char *) text), "\n", -1);
  const char *last = lines[g_strv_length (lines) - 1];

  return cercle_wire_get_line (last, strlen (last), NULL);
}

/* In pages, from mark to mark: each record once, and the cursor of when it began. */
static void
test_snapshot_pages (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *mark = NULL, *first = NULL, *all = NULL, *path = NULL;
  guint items = 0, pages = 0;

  add_cases (self, 30);
  path = g_strdup_printf ("/v1/scopes/%s/snapshot", self->here);
  all = fixture_expect (self, &self->ada, "GET", path, NULL, 200);
  do
    {
      g_autofree char *after = g_uri_escape_string (mark != NULL ? mark : "", NULL, FALSE);
      g_autofree char *page = g_strdup_printf ("%s?after=%s&limit=7", path, after);
      g_autofree char *text = fixture_expect (self, &self->ada, "GET", page, NULL, 200);
      g_autoptr (CercleLine) end = last_line (text);

      g_assert_cmpint (end->sort, ==, CERCLE_LINE_END);
      items += count_items (text);
      pages++;
      if (first == NULL)
        first = g_strdup (end->cursor);
      g_assert_cmpstr (end->cursor, ==, first);
      g_free (mark);
      mark = g_strdup (end->mark);
      /* What comes meanwhile does not change where it began. */
      if (pages == 2)
        add_cases (self, 1);
      g_assert_cmpint (end->more, ==, mark != NULL);
    }
  while (mark != NULL);
  g_assert_cmpuint (pages, >, 4);
  g_assert_cmpuint (items, >=, count_items (all));
  g_assert_cmpuint (items, <=, count_items (all) + 1);
}

static void
test_snapshot_other_epoch (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *path = g_strdup_printf ("/v1/scopes/%s/snapshot?limit=1", self->here);
  g_autofree char *text = fixture_expect (self, &self->ada, "GET", path, NULL, 200);
  g_autoptr (CercleLine) end = last_line (text);
  g_autofree char *mark = g_uri_escape_string (end->mark, NULL, FALSE);
  g_autofree char *next = g_strdup_printf ("%s&after=%s", path, mark);
  g_autofree char *good = fixture_expect (self, &self->ada, "GET", next, NULL, 200);
  g_autofree char *bad = NULL;

  g_assert_true (cercle_feed_new_epoch (self->store, NULL));
  bad = fixture_expect (self, &self->ada, "GET", next, NULL, 409);
}

static void
test_changes_pages (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *epoch = cercle_feed_epoch (self->store);
  g_autofree char *cursor = cercle_wire_put_cursor (self->here, epoch, 0);
  guint items = 0;
  gboolean more = TRUE;

  add_cases (self, 30);
  while (more)
    {
      g_autofree char *path =
          g_strdup_printf ("/v1/scopes/%s/changes?cursor=%s&limit=9", self->here, cursor);
      g_autofree char *text = fixture_expect (self, &self->ada, "GET", path, NULL, 200);
      g_autoptr (CercleLine) end = last_line (text);

      items += count_items (text);
      g_free (cursor);
      cursor = g_strdup (end->cursor);
      more = end->more;
    }
  /* The community, its matrices, its three members, thirty cases. */
  g_assert_cmpuint (items, ==, 35 + CERCLE_FOUNDING_MATRIX_RECORDS);
}

static void
run_sql (Fixture *self, const char *sql)
{
  sqlite3 *database = NULL;
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_open (self->path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
  sqlite3_finalize (statement);
  sqlite3_close (database);
}

static void
test_cursors (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *epoch = cercle_feed_epoch (self->store);
  g_autofree char *old = NULL, *ahead = NULL, *kept = NULL;
  g_autofree char *before =
      g_strdup_printf ("/v1/scopes/%s/changes?cursor=v1/%s/%s/1", self->here, self->here, epoch);
  g_autofree char *beyond =
      g_strdup_printf ("/v1/scopes/%s/changes?cursor=v1/%s/%s/1000", self->here, self->here, epoch);
  g_autofree char *floor =
      g_strdup_printf ("/v1/scopes/%s/changes?cursor=v1/%s/%s/3", self->here, self->here, epoch);

  run_sql (self, "UPDATE scope SET floor=3");
  old = fixture_expect (self, &self->ada, "GET", before, NULL, 410);
  g_assert_nonnull (strstr (old, "cercle:cursor-expired"));
  kept = fixture_expect (self, &self->ada, "GET", floor, NULL, 200);
  /* Ahead of everything: it was given before something was lost. */
  ahead = fixture_expect (self, &self->ada, "GET", beyond, NULL, 409);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/routes/table", test_table);
  g_test_add_func ("/routes/confined", test_confined);
  g_test_add_func ("/routes/unknown-scope", test_unknown_scope);
  g_test_add_func ("/routes/roles", test_roles);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *path = g_strdup_printf ("/routes/wrong/%u", i);
      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_wrong);
    }
  g_test_add_func ("/routes/too-large", test_too_large);
  g_test_add_func ("/routes/too-deep", test_too_deep);
  g_test_add_func ("/routes/hello", test_hello);
  g_test_add_func ("/session/opens", test_session);
  g_test_add_func ("/session/ends", test_session_ends);
  g_test_add_func ("/session/unknown-login", test_unknown_login);
  g_test_add_func ("/session/unknown-time", test_unknown_time);
  g_test_add_data_func ("/session/throttle-account", "ada", test_throttle_account);
  g_test_add_data_func ("/session/throttle-unknown", "nobody", test_throttle_account);
  g_test_add_func ("/session/throttle-survives", test_throttle_survives);
  g_test_add_func ("/session/throttle-peer", test_throttle_peer);
  g_test_add_func ("/streams/snapshot-pages", test_snapshot_pages);
  g_test_add_func ("/streams/snapshot-other-epoch", test_snapshot_other_epoch);
  g_test_add_func ("/streams/changes-pages", test_changes_pages);
  g_test_add_func ("/streams/cursors", test_cursors);
  return g_test_run ();
}
