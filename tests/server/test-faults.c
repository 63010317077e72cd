/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The database fails at its n-th operation, for every n: is it all or nothing, and a 503? */
#include <sqlite3.h>
#include <string.h>

#include "cercle-id.h"
#include "cercle-instant.h"
#include "server-fixture.h"

#define MOST_OPERATIONS 3000

/* A batch in which much follows from each item. */
static char *
make_batch (Fixture *self)
{
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_mutation_free);
  g_autofree char *person = cercle_id_new (), *id = cercle_id_new ();
  g_autofree char *kase =
      g_strdup_printf ("{'opened_on':'2020-06-02','person':'%s','profile':'ase'}", person);
  g_autofree char *action =
      g_strdup_printf ("{'case':'%s','sort':'ask','state':'open','due_on':'2020-06-09'}", id);
  g_autofree char *move =
      g_strdup_printf ("{'case':'%s','sort':'status','from_value':'received','to_value':'oriented',"
                       "'at':'2020-06-04T08:00:00.000Z'}",
                       id);
  g_autofree char *stale =
      g_strdup_printf ("{'case':'%s','sort':'status','from_value':'building','to_value':'oriented',"
                       "'at':'2020-06-04T08:00:00.000Z'}",
                       id);

  g_ptr_array_add (items, fixture_item (&self->col, "person", person, CERCLE_OP_CREATE, 0,
                                        "{'last_name':'Quesnel'}"));
  g_ptr_array_add (items, fixture_item (&self->col, "case", id, CERCLE_OP_CREATE, 0, kase));
  g_ptr_array_add (items, fixture_item (&self->col, "action", NULL, CERCLE_OP_CREATE, 0, action));
  g_ptr_array_add (items, fixture_item (&self->col, "event", NULL, CERCLE_OP_CREATE, 0, move));
  g_ptr_array_add (items, fixture_item (&self->col, "event", NULL, CERCLE_OP_CREATE, 0, stale));
  g_ptr_array_add (items, fixture_item (&self->col, "case", id, CERCLE_OP_PATCH, 1, "{'level':2}"));
  g_ptr_array_add (items, fixture_item (&self->col, "case", id, CERCLE_OP_PATCH, 1, "{'level':9}"));
  return cercle_wire_put_batch ("desk", items);
}

/* Names the first row that differs. */
static void
check_same (const char *before, const char *after, guint64 n)
{
  g_auto (GStrv) old = g_strsplit (before, "\n", -1);
  g_auto (GStrv) fresh = g_strsplit (after, "\n", -1);

  for (guint i = 0; old[i] != NULL || fresh[i] != NULL; i++)
    if (g_strcmp0 (old[i], fresh[i]) != 0)
      g_error ("the failure of operation %" G_GUINT64_FORMAT " left “%s” for “%s”", n, fresh[i],
               old[i]);
}

static void
test_push (gconstpointer data)
{
  int code = GPOINTER_TO_INT (data);
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *batch = make_batch (self);
  g_autofree char *before = fixture_dump (self), *after = NULL;
  guint failures = 0;

  /* The use of a session is noted once a minute, apart from what it does. */
  cercle_instant_freeze (cercle_instant_now ());
  for (guint64 n = 1; n < MOST_OPERATIONS; n++)
    {
      guint status;
      g_autofree char *answer = NULL, *dump = NULL;

      cercle_store_fail_at (self->store, n, code);
      answer = fixture_ask (self, &self->col, "POST", "/v1/mutations", batch, &status);
      cercle_store_fail_at (self->store, 0, 0);
      if (status == 200)
        break;
      failures++;
      g_assert_cmpuint (status, ==, 503);
      g_assert_nonnull (strstr (answer, "cercle:busy"));
      dump = fixture_dump (self);
      check_same (before, dump, n);
    }
  g_test_message ("%u operations", failures);
  g_assert_cmpuint (failures, >, 100);
  g_assert_cmpuint (failures, <, MOST_OPERATIONS - 1);
  after = fixture_dump (self);
  g_assert_nonnull (strstr (after, "Quesnel"));
  cercle_instant_freeze (0);
}

/* Reading: never less than the truth. */
static void
check_reads (Fixture *self, const char *path, guint least)
{
  g_autofree char *whole = fixture_expect (self, &self->ada, "GET", path, NULL, 200);
  guint failures = 0;

  for (guint64 n = 1; n < MOST_OPERATIONS; n++)
    {
      guint status;
      g_autofree char *answer = NULL;

      cercle_store_fail_at (self->store, n, SQLITE_IOERR);
      answer = fixture_ask (self, &self->ada, "GET", path, NULL, &status);
      cercle_store_fail_at (self->store, 0, 0);
      if (status == 200 && !g_str_has_suffix (answer, "CUT"))
        {
          g_assert_cmpstr (answer, ==, whole);
          break;
        }
      failures++;
      if (status != 200)
        g_assert_cmpuint (status, ==, 503);
    }
  g_assert_cmpuint (failures, >=, least);
}

static void
test_reads (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id = fixture_case (self, &self->ada, NULL);
  g_autofree char *text = NULL, *snapshot = NULL, *changes = NULL;
  g_autoptr (GPtrArray) lines = fixture_changes (self, &self->ada, self->here, 0);
  const CercleLine *end = lines->pdata[lines->len - 1];

  g_assert_nonnull (id);
  snapshot = g_strdup_printf ("/v1/scopes/%s/snapshot", self->here);
  changes = g_strdup_printf ("/v1/scopes/%s/changes?cursor=v1/%s/%s/0", self->here, self->here,
                             end->epoch);
  check_reads (self, "/v1/scopes", 5);
  check_reads (self, "/v1/hello", 2);
  check_reads (self, snapshot, 5);
  check_reads (self, changes, 5);
}

/* A failure while signing in opens no session and tells nothing about the password. */
static void
test_sign_in (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *right = cercle_wire_put_login ("ada", FIXTURE_PASSWORD, "desk");
  guint failures = 0;

  for (guint64 n = 1; n < 20; n++)
    {
      guint status;
      g_autofree char *answer = NULL;

      /* Another service: not throttled. */
      fixture_reopen (self);
      cercle_store_fail_at (self->store, n, SQLITE_FULL);
      answer = fixture_ask (self, NULL, "POST", "/v1/session", right, &status);
      cercle_store_fail_at (self->store, 0, 0);
      if (status == 201)
        break;
      failures++;
      g_assert_cmpuint (status, ==, 503);
    }
  g_assert_cmpuint (failures, >=, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/faults/push/error", GINT_TO_POINTER (SQLITE_IOERR), test_push);
  g_test_add_data_func ("/faults/push/full", GINT_TO_POINTER (SQLITE_FULL), test_push);
  g_test_add_func ("/faults/reads", test_reads);
  g_test_add_func ("/faults/sign-in", test_sign_in);
  return g_test_run ();
}
