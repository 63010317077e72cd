/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said to somebody who types what cannot be, and does what was typed stay? */
#define G_LOG_DOMAIN "cercle-end-to-end"

#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "driver-private.h"

#define LIMIT 60
#define FIRST_NAME "M. & Mme <b>D_upont"
#define LAST_NAME "😀 שלום"
#define WORDS "Zut, encore "
#define TOO_LONG (12 * 1024) /* characters: WORDS doubled ten times */
#define PASSWORD "pas le bon mot"

/* --- A server that is none of ours ----------------------------------------------------------- */

static gboolean
greet_cb (GThreadedSocketService *service, GSocketConnection *connection, GObject *source,
          gpointer data)
{
  static const char page[] = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 15\r\n"
                             "Connection: close\r\n\r\n<p>Bonjour !</p>";
  char request[4096];

  g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), request,
                       sizeof request, NULL, NULL);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), page,
                             strlen (page), NULL, NULL, NULL);
  return TRUE;
}

static gpointer
serve_thread (gpointer loop)
{
  g_main_context_push_thread_default (g_main_loop_get_context (loop));
  g_main_loop_run (loop);
  g_main_context_pop_thread_default (g_main_loop_get_context (loop));
  return NULL;
}

typedef struct
{
  GMainLoop *loop;
  GSocketService *service;
  GThread *thread;
  guint16 port;
} Stranger;

static void
stranger_start (Stranger *self)
{
  g_autoptr (GMainContext) context = g_main_context_new ();

  g_main_context_push_thread_default (context);
  self->loop = g_main_loop_new (context, FALSE);
  self->service = g_threaded_socket_service_new (2);
  self->port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (self->service), NULL, NULL);
  g_assert_cmpuint (self->port, !=, 0);
  g_signal_connect (self->service, "run", G_CALLBACK (greet_cb), NULL);
  g_socket_service_start (self->service);
  g_main_context_pop_thread_default (context);
  self->thread = g_thread_new ("stranger", serve_thread, self->loop);
}

static void
stranger_stop (Stranger *self)
{
  g_main_loop_quit (self->loop);
  g_thread_join (self->thread);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_object_unref (self->service);
  g_main_loop_unref (self->loop);
}

/* --- What the desk complains about ----------------------------------------------------------- */

/* The desk is a child: it inherits where our complaints go. */
static Desk *
start_with_log (Driver *driver, const char *log)
{
  int ours = dup (STDERR_FILENO), file = g_open (log, O_WRONLY | O_APPEND, 0600);
  Desk *desk = NULL;

  g_assert_cmpint (file, >=, 0);
  dup2 (file, STDERR_FILENO);
  desk = driver_start_desk (driver, "anna", NULL, NULL);
  dup2 (ours, STDERR_FILENO);
  close (ours);
  close (file);
  return desk;
}

static void
check_log (const char *log)
{
  static const char *const private[] = { "D_upont", "שלום", "Zut", "0639981234", PASSWORD, NULL };
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (log, &text, NULL, NULL));
  g_test_message ("the desk said: %s", text);
  for (guint i = 0; private[i] != NULL; i++)
    g_assert_null (strstr (text, private[i]));
  g_assert_null (strstr (text, "CRITICAL"));
}

/* --- Signing in ------------------------------------------------------------------------------ */

/* What has the keyboard is replaced. */
static void
type_over (Desk *desk, const char *text)
{
  desk_key (desk, "ctrl+a");
  desk_type (desk, text);
}

static void
try_address (Desk *desk, const char *address, const char *sentence)
{
  /* What was wrong has the keyboard. */
  desk_see_focus (desk, "Adresse du serveur", LIMIT);
  type_over (desk, address);
  desk_keys (desk, "Return", 3); /* login, password, and in */
  desk_see (desk, sentence, LIMIT);
  g_assert_true (desk_shows (desk, address));
}

/* Newer GTK tells each character of a row twice: of the row and of the text in it. */
static gboolean
was_told (const char *words)
{
  g_autoptr (GString) doubled = g_string_new (NULL);

  for (const char *c = words; *c != '\0'; c++)
    g_string_append_printf (doubled, "%c%c", *c, *c);
  return strstr (eyes_hear (), words) != NULL || strstr (eyes_hear (), doubled->str) != NULL;
}

/* Neither is a password read from the window, nor is it told while it is typed. The words before it
 * were: it is not that nothing is heard. */
static void
check_secret (Desk *desk, const char *before, const char *secret)
{
  g_autofree char *all = desk_everything (desk);

  g_assert_true (was_told (before));
  g_assert_false (was_told (secret));
  g_assert_null (strstr (all, secret));
}

static void
sign_in_wrongly (Desk *desk, Driver *driver, guint16 port)
{
  g_autofree char *stranger = g_strdup_printf ("http://127.0.0.1:%u", port);
  g_autofree char *password = driver_password (driver, "anna");

  desk_see (desk, "Se connecter", LIMIT);
  g_assert_cmpstr (eyes_hear (), ==, "");
  desk_see_focus (desk, "Adresse du serveur", LIMIT);
  desk_key (desk, "Return");
  desk_see_focus (desk, "Identifiant", LIMIT);
  desk_type (desk, "anna");
  desk_key (desk, "Return");
  desk_see_focus (desk, "Mot de passe", LIMIT);
  desk_type (desk, PASSWORD);
  check_secret (desk, "anna", PASSWORD);
  desk_walk_to (desk, "shift+Tab", "Adresse du serveur", 6);
  /* Nobody listens at port 1. */
  try_address (desk, "http://127.0.0.1:1", "Le serveur est injoignable");
  try_address (desk, "notre serveur", "Ce n’est pas l’adresse d’un serveur");
  try_address (desk, stranger, "Il n’y a pas de serveur Cercle à cette adresse");
  desk_picture (desk, "bad-1-no-cercle");
  try_address (desk, driver_address (driver), "L’identifiant ou le mot de passe est faux");
  desk_picture (desk, "bad-2-password");
  g_assert_true (desk_shows (desk, "anna"));
  desk_see_focus (desk, "Mot de passe", LIMIT);
  type_over (desk, password);
  check_secret (desk, "anna", PASSWORD);
  check_secret (desk, "anna", password);
  desk_key (desk, "Return");
  desk_see (desk, "· 0 en attente", LIMIT);
  check_secret (desk, "anna", password);
}

/* --- A call ---------------------------------------------------------------------------------- */

static void
take_call (Desk *desk)
{
  desk_key (desk, "ctrl+n");
  desk_walk_to (desk, "Tab", "Téléphone", 20);
  desk_type (desk, "0639981234");
  desk_walk_to (desk, "Tab", "Nouvelle personne", 20);
  desk_key (desk, "space");
  desk_see (desk, "Prénom", LIMIT);
  desk_walk_to (desk, "Tab", "Prénom", 20);
  desk_type (desk, FIRST_NAME);
  desk_key (desk, "Tab");
  desk_type (desk, LAST_NAME);
  desk_keys (desk, "Tab", 8);
  desk_walk_to (desk, "Tab", "Dans les mots de la personne", 60);
  desk_type (desk, WORDS);
  for (guint length = strlen (WORDS); length < TOO_LONG; length *= 2)
    {
      desk_key (desk, "ctrl+a");
      desk_key (desk, "ctrl+c");
      desk_key (desk, "ctrl+End");
      desk_key (desk, "ctrl+v");
      /* The clipboard answers when it likes. */
      desk_see_length (desk, 2 * length, LIMIT);
    }
  desk_key (desk, "ctrl+Return");
}

static void
test_bad_input (void)
{
  g_autoptr (Driver) driver = driver_new ();
  g_autofree char *log = NULL;
  Stranger stranger = { 0 };
  Desk *desk = NULL;

  close (g_file_open_tmp ("cercle-end-XXXXXX.log", &log, NULL));
  stranger_start (&stranger);
  driver_make_server (driver);
  driver_start_server (driver);
  desk = start_with_log (driver, log);
  sign_in_wrongly (desk, driver, stranger.port);
  take_call (desk);
  desk_see (desk, "ce texte est trop long", LIMIT);
  desk_picture (desk, "bad-3-too-long");
  g_assert_true (desk_shows (desk, FIRST_NAME));
  g_assert_true (desk_shows (desk, WORDS WORDS));
  desk_walk_to (desk, "Tab", "Dans les mots de la personne", 60);
  desk_see_length (desk, TOO_LONG, LIMIT);
  type_over (desk, WORDS WORDS);
  desk_key (desk, "ctrl+Return");
  desk_see (desk, "Tous les faits", LIMIT);
  desk_see (desk, FIRST_NAME, LIMIT);
  desk_picture (desk, "bad-4-case");
  database_wait (driver_database (driver), "SELECT first_name || '|' || last_name FROM persons",
                 FIRST_NAME "|" LAST_NAME, LIMIT);
  desk_quit (desk);
  check_log (log);
  g_unlink (log);
  stranger_stop (&stranger);
}

int
main (int argc, char **argv)
{
  driver_init (&argc, &argv);
  g_test_add_func ("/end-to-end/bad-input", test_bad_input);
  return g_test_run ();
}
