/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is an address of the calendar told once, kept nowhere, and revoked for good? */
#include <string.h>

#include "cercle-calendar-address.h"
#include "cercle-calendar-sharing.h"
#include "cercle-query.h"
#include "cercle-session-private.h"
#include "cercle-vault.h"
#include "community.h"
#include "room.h"

#define SERVER "https://cercle.example.org"

typedef Seat Fixture;

/* As if this desk reached its server by the network. */
static void
pretend_network (Fixture *fixture)
{
  g_free (fixture->session->last_address);
  fixture->session->last_address = g_strdup (SERVER);
}

static char *
share (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cercle_session_share_calendar_async (fixture->session, "CD 14", room_keep_cb, &result);
  ROOM_WAIT (room_has_cb, &result);
  return cercle_session_share_calendar_finish (fixture->session, result, error);
}

static CercleRecord *
only_address (Fixture *fixture)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_calendar_address_kind);
  g_autoptr (GPtrArray) found = room_find (fixture->session, query);

  g_assert_cmpuint (found->len, ==, 1);
  return g_object_ref (found->pdata[0]);
}

/* What lies on the disk knows the mark alone, and so does the server. */
static void
test_shared (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL, *token = NULL, *hash = NULL;
  g_autoptr (CercleRecord) kept = NULL, there = NULL;
  g_autoptr (CercleStore) store = NULL;
  g_autoptr (GString) bytes = g_string_new (NULL);

  pretend_network (fixture);
  g_assert_true (cercle_session_shares_calendar (fixture->session));
  address = share (fixture, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (address, SERVER CERCLE_CALENDAR_PATH));
  g_assert_true (g_str_has_suffix (address, CERCLE_CALENDAR_ENDING));
  token = g_strdup (address + strlen (SERVER CERCLE_CALENDAR_PATH));
  token[strlen (token) - strlen (CERCLE_CALENDAR_ENDING)] = '\0';
  g_assert_cmpuint (strlen (token), ==, 64);
  hash = cercle_vault_hash_token (token);
  kept = only_address (fixture);
  g_assert_cmpstr (cercle_record_get_text (kept, CERCLE_CALENDAR_ADDRESS_HASH), ==, hash);
  ROOM_WAIT (room_is_settled_cb, fixture->session);
  room_append_files (bytes, fixture->folder);
  g_assert_null (g_strstr_len (bytes->str, (gssize) bytes->len, token));
  community_stop (fixture->community);
  store = community_open (fixture->community);
  there =
      cercle_store_get (store, &cercle_calendar_address_kind, cercle_record_get_id (kept), &error);
  g_assert_no_error (error);
  g_assert_nonnull (there);
  g_assert_false (cercle_record_is_set (there, CERCLE_CALENDAR_ADDRESS_REVOKED_AT));
  g_clear_object (&store);
  community_start (fixture->community);
}

static void
test_revoked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL, *other = NULL;
  g_autoptr (CercleRecord) made = NULL, revoked = NULL, back = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  pretend_network (fixture);
  address = share (fixture, &error);
  g_assert_no_error (error);
  made = only_address (fixture);
  cercle_session_revoke_calendar_async (fixture->session, made, room_keep_cb, &result);
  ROOM_WAIT (room_has_cb, &result);
  cercle_session_commit_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  revoked = only_address (fixture);
  g_assert_true (cercle_record_is_set (revoked, CERCLE_CALENDAR_ADDRESS_REVOKED_AT));
  room_undo (fixture->session, &error);
  g_assert_no_error (error);
  back = only_address (fixture);
  g_assert_false (cercle_record_is_set (back, CERCLE_CALENDAR_ADDRESS_REVOKED_AT));
  other = share (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (other, !=, address);
}

/* A server on this machine alone has no address for others; that is said, and nothing is made. */
static void
test_unreachable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_calendar_address_kind);
  g_autoptr (GPtrArray) found = NULL;

  g_assert_false (cercle_session_shares_calendar (fixture->session));
  address = share (fixture, &error);
  g_assert_null (address);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  found = room_find (fixture->session, query);
  g_assert_cmpuint (found->len, ==, 0);
}

static void
test_adviser (Fixture *fixture, gconstpointer data)
{
  pretend_network (fixture);
  g_assert_false (cercle_session_shares_calendar (fixture->session));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, login, function)                                                                 \
  g_test_add ("/session/calendar-sharing/" name, Fixture, login, seat_set_up, function,            \
              seat_tear_down)
  ADD ("shared", "col", test_shared);
  ADD ("revoked", "col", test_revoked);
  ADD ("unreachable", "col", test_unreachable);
  ADD ("adviser", "ada", test_adviser);
  return g_test_run ();
}
