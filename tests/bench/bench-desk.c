/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Fills a profile of the desk as the program would, without a window: signs in by a file and
 * exchanges until its input is closed. XDG_DATA_HOME tells where.
 *
 * bench-desk PROFILE SIGN-IN-FILE */
#define G_LOG_DOMAIN "cercle-bench"

#include <stdio.h>
#include <unistd.h>

#include "cercle-session.h"

static void
signed_in_cb (GObject *session, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!cercle_session_sign_in_finish (CERCLE_SESSION (session), result, &error))
    g_error ("%s", error->message);
}

static gboolean
closed_cb (GIOChannel *input, GIOCondition condition, gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (STDIN_FILENO);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *address = NULL, *login = NULL, *password = NULL;
  g_autoptr (CercleSession) session = NULL;

  if (argc != 3 || !g_key_file_load_from_file (file, argv[2], G_KEY_FILE_NONE, NULL))
    return 2;
  address = g_key_file_get_string (file, "sign-in", "address", NULL);
  login = g_key_file_get_string (file, "sign-in", "login", NULL);
  password = g_key_file_get_string (file, "sign-in", "password", NULL);
  session = cercle_session_new (argv[1], NULL);
  cercle_session_sign_in_async (session, address, login, password, NULL, signed_in_cb, NULL);
  g_io_add_watch (input, G_IO_IN | G_IO_HUP, closed_cb, loop);
  g_main_loop_run (loop);
  cercle_session_close (session);
  return 0;
}
