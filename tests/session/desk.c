/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a desk begin that has signed in before? */
#include "desk.h"

#include "cercle-instant.h"

void
desk_set_up (Desk *desk, gconstpointer data)
{
  desk->folder = room_make ();
  desk->database = room_make_desk (desk->folder, NOWHERE, LOGIN, PASSWORD, NULL);
  desk->session = cercle_session_new (NULL, desk->folder);
}

void
desk_tear_down (Desk *desk, gconstpointer data)
{
  room_finalize (desk->session);
  room_remove (desk->folder);
  g_free (desk->folder);
  g_free (desk->database);
  cercle_instant_freeze (0);
}

CercleSessionState
desk_state (CercleSession *session)
{
  CercleSessionState state;

  g_object_get (session, "state", &state, NULL);
  return state;
}

void
desk_open (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (room_sign_in (desk->session, NOWHERE, LOGIN, PASSWORD, &error));
  g_assert_no_error (error);
  g_assert_cmpint (desk_state (desk->session), ==, CERCLE_SESSION_OPEN);
}

void
desk_reopen (Desk *desk)
{
  room_finalize (desk->session);
  desk->session = cercle_session_new (NULL, desk->folder);
  desk_open (desk);
}

guint
desk_number (CercleSession *session, const char *property)
{
  guint n;

  g_object_get (session, property, &n, NULL);
  return n;
}

gboolean
desk_has_trouble_cb (gpointer data)
{
  g_autofree char *trouble = NULL;

  g_object_get (data, "trouble", &trouble, NULL);
  return trouble != NULL;
}

gboolean
desk_has_two_waiting_cb (gpointer data)
{
  return desk_number (data, "waiting") >= 2;
}
