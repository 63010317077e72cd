/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does the server run, and how does it stop? */
#define G_LOG_DOMAIN "cercle-server"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/stat.h>

#include "cercle-command.h"
#include "cercle-community.h"
#include "cercle-founding.h"
#include "cercle-listener.h"
#include "cercle-macros.h"
#include "cercle-query.h"

/* Seconds that requests under way have to end. */
#define DRAIN_SECONDS 10
#define LOOK_EVERY 50
/* The longest time that a reader may be configured to say nothing. */
#define MOST_READING 3600

typedef struct
{
  GMainLoop *loop;
  CercleListener *listener;
  gint64 until; /* monotonic; 0: running */
} Running;

static gboolean
drain_cb (gpointer data)
{
  Running *running = data;

  if (cercle_listener_drain (running->listener) || g_get_monotonic_time () >= running->until)
    g_main_loop_quit (running->loop);
  return G_SOURCE_CONTINUE;
}

static gboolean
stop_cb (gpointer data)
{
  Running *running = data;

  if (running->until == 0)
    {
      running->until = g_get_monotonic_time () + DRAIN_SECONDS * G_USEC_PER_SEC;
      g_timeout_add (LOOK_EVERY, drain_cb, running);
    }
  return G_SOURCE_CONTINUE;
}

/* The communities of this database; FALSE: it has none. */
static gboolean
look_at (CercleStore *store, char **name, gboolean *example, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_community_kind);
  g_autoptr (GPtrArray) communities = cercle_store_find (store, query, error);

  if (communities == NULL)
    return FALSE;
  if (communities->len == 0)
    {
      g_set_error_literal (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_FAILED,
                           _ ("This database has no community: “cercle-server init” makes one."));
      return FALSE;
    }
  for (guint i = 0; i < communities->len; i++)
    if (cercle_record_get_flag (communities->pdata[i], CERCLE_COMMUNITY_EXAMPLE))
      *example = TRUE;
  if (*name == NULL)
    *name = g_strdup (cercle_record_get_text (communities->pdata[0], CERCLE_COMMUNITY_NAME));
  return TRUE;
}

static int
run_on (CercleService *service, const CercleListenerPlace *place)
{
  g_autoptr (CercleWorker) worker = cercle_worker_new (service);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleListener) listener = cercle_listener_new (worker, place, &error);
  Running running = { loop, listener, 0 };

  if (listener == NULL)
    return cercle_command_fail (error);
  g_unix_signal_add (SIGTERM, stop_cb, &running);
  g_unix_signal_add (SIGINT, stop_cb, &running);
  printf ("ready %s\n", cercle_listener_get_address (listener));
  fflush (stdout);
  g_main_loop_run (loop);
  return CERCLE_EXIT_DONE;
}

/* A number of the configuration file from 1 to most; 0 when it is not there. */
static gboolean
read_number (const CercleCommandLine *line, const char *key, guint most, guint *number)
{
  g_autofree char *text = cercle_command_value (line, NULL, key);
  guint64 value = 0;

  *number = 0;
  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (g_strstrip (text), 10, 1, most, &value, NULL))
    return FALSE;
  *number = (guint) value;
  return TRUE;
}

static int
serve (const CercleCommandLine *line, const CercleListenerPlace *place)
{
  g_autofree char *name = cercle_command_value (line, NULL, "name");
  g_autoptr (CercleStore) store = NULL;
  CercleListenerPlace whole = *place;
  g_autoptr (CercleService) service = NULL;
  g_autoptr (GError) error = NULL;
  guint oldest;

  if (!read_number (line, "reader-seconds", MOST_READING, &whole.reading) ||
      !read_number (line, "oldest-schema", cercle_store_schema (), &oldest))
    return cercle_command_misuse (_ ("A number of the configuration file is out of its bounds."));
  store = cercle_command_open (line, CERCLE_OPEN_EXISTING);
  if (store == NULL)
    return CERCLE_EXIT_FAILED;
  if (!look_at (store, &name, &whole.example, &error) || !cercle_founding_bring_up (store, &error))
    return cercle_command_fail (error);
  /* What is in this memory is not for a core file, nor for other programs of this account. */
  prctl (PR_SET_DUMPABLE, 0);
  signal (SIGPIPE, SIG_IGN);
  umask (0077);
  service = cercle_service_new (store, name);
  cercle_service_set_oldest (service, oldest);
  return run_on (service, &whole);
}

static int
run_serve (int argc, char **argv)
{
  g_auto (CercleCommandLine) line = { 0 };
  g_autofree char *socket = NULL, *address = NULL, *port = NULL;
  const GOptionEntry entries[] = {
    { "socket", 0, 0, G_OPTION_ARG_FILENAME, &socket, N_ ("Listen on this Unix socket"),
      N_ ("PATH") },
    { "port", 0, 0, G_OPTION_ARG_STRING, &port,
      N_ ("Listen on this port of this machine; 0: one that is free"), N_ ("N") },
    { "address", 0, 0, G_OPTION_ARG_STRING, &address, N_ ("Loopback address, with --port"),
      N_ ("ADDRESS") },
    { NULL },
  };
  g_autofree char *where = NULL, *at = NULL, *on = NULL;
  g_autoptr (GError) error = NULL;
  guint64 number = 0;

  if (!cercle_command_read (&cercle_command_serve, &line, argc, argv, entries))
    return CERCLE_EXIT_USE;
  on = cercle_command_value (&line, port, "port");
  where = on == NULL || socket != NULL ? cercle_command_value (&line, socket, "socket") : NULL;
  at = cercle_command_value (&line, address, "address");
  if (!cercle_listener_check_address (at, &error))
    return cercle_command_misuse (error->message);
  if ((where == NULL) == (on == NULL))
    return cercle_command_misuse (_ ("Say where to listen: --socket PATH, or --port N."));
  if (on != NULL && !g_ascii_string_to_unsigned (on, 10, 0, G_MAXUINT16, &number, NULL))
    return cercle_command_misuse (_ ("A port is a number from 0 to 65535."));
  return serve (&line,
                &(CercleListenerPlace){ .socket = where, .address = at, .port = (guint16) number });
}

const CercleCommand cercle_command_serve = {
  "serve", NULL, N_ ("Answers the desks, on a Unix socket or a port of this machine."), run_serve
};
