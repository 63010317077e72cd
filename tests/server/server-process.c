/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is a server started, asked and stopped from outside? */
#include "server-process.h"

#include <fcntl.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cercle-wire.h"
#include "patience.h"

Process *
process_new (gboolean tcp)
{
  Process *self = g_new0 (Process, 1);

  self->folder = g_dir_make_tmp ("cercle-process-XXXXXX", NULL);
  self->database = g_build_filename (self->folder, "server.db", NULL);
  self->socket = g_build_filename (self->folder, "socket", NULL);
  self->password_file = g_build_filename (self->folder, "password", NULL);
  self->tcp = tcp;
  g_assert_true (g_file_set_contents_full (self->password_file, PROCESS_PASSWORD "\n", -1,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  return self;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (g_unlink (path) != 0)
        g_rmdir (path);
    }
  g_rmdir (folder);
}

void
process_free (Process *self)
{
  if (self->pid != 0)
    process_kill (self);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->database);
  g_free (self->config);
  g_free (self->socket);
  g_free (self->password_file);
  g_free (self->community);
  g_free (self->address);
  g_free (self);
}

/* Commands */

int
process_command (Process *self, char **output, char **errors, ...)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  const char *word;
  va_list args;
  /* What the test prints is read by a program. */
  GSpawnFlags flags = (output == NULL ? G_SPAWN_STDOUT_TO_DEV_NULL : 0) |
                      (errors == NULL ? G_SPAWN_STDERR_TO_DEV_NULL : 0);
  int status;

  g_ptr_array_add (words, (gpointer) CERCLE_SERVER);
  va_start (args, errors);
  while ((word = va_arg (args, const char *)) != NULL)
    g_ptr_array_add (words, (gpointer) word);
  va_end (args);
  g_ptr_array_add (words, NULL);
  g_assert_true (g_spawn_sync (self->folder, (char **) words->pdata, NULL, flags, NULL, NULL,
                               output, errors, &status, &error));
  g_assert_no_error (error);
  return WIFEXITED (status) ? WEXITSTATUS (status) : -1;
}

void
process_found (Process *self)
{
  g_autofree char *output = NULL;

  g_assert_cmpint (process_command (self, &output, NULL, "init", "--database", self->database,
                                    "--territory", "14", "--community", "Bessin", NULL),
                   ==, 0);
  self->community = g_strdup (g_strchomp (output));
  g_assert_cmpint (process_command (self, NULL, NULL, "user", "add", "ada", "--database",
                                    self->database, "--role", "adviser", "--last-name", "Ada",
                                    "--password-file", self->password_file, NULL),
                   ==, 0);
}

static char *
log_path (Process *self)
{
  return g_build_filename (self->folder, "log", NULL);
}

char *
process_log (Process *self)
{
  g_autofree char *path = log_path (self);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
set_up_child (gpointer data)
{
  const Process *self = data;
  struct rlimit limit = { self->files, self->files };

  if (self->files > 0)
    setrlimit (RLIMIT_NOFILE, &limit);
}

static char *
read_line (int from)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char sign;

  while (read (from, &sign, 1) == 1 && sign != '\n')
    g_string_append_c (text, sign);
  return g_strdup (text->str);
}

void
process_configure (Process *self, const char *text)
{
  self->config = g_build_filename (self->folder, "server.conf", NULL);
  g_assert_true (g_file_set_contents (self->config, text, -1, NULL));
}

void
process_start (Process *self)
{
  const char *argv[] = { CERCLE_SERVER,
                         "serve",
                         "--database",
                         self->database,
                         self->tcp ? "--port" : "--socket",
                         self->tcp ? "0" : self->socket,
                         self->config != NULL ? "--config" : NULL,
                         self->config,
                         NULL };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) environment = g_get_environ ();
  g_autofree char *line = NULL, *path = log_path (self);
  int log = open (path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600), fds[2];

  g_assert_cmpint (pipe2 (fds, O_CLOEXEC), ==, 0);
  if (self->calm)
    environment = g_environ_setenv (environment, "G_DEBUG", "gc-friendly,fatal-criticals", TRUE);
  g_assert_true (g_spawn_async_with_fds (self->folder, (char **) argv, environment,
                                         G_SPAWN_DO_NOT_REAP_CHILD, set_up_child, self, &self->pid,
                                         -1, fds[1], log, &error));
  g_assert_no_error (error);
  close (fds[1]);
  close (log);
  line = read_line (fds[0]);
  close (fds[0]);
  g_assert_true (g_str_has_prefix (line, "ready "));
  g_free (self->address);
  self->address = g_strdup (line + strlen ("ready "));
}

static int
reap (Process *self)
{
  int status = 0;

  g_assert_cmpint (waitpid (self->pid, &status, 0), ==, self->pid);
  g_spawn_close_pid (self->pid);
  self->pid = 0;
  return WIFEXITED (status) ? WEXITSTATUS (status) : -1;
}

void
process_kill (Process *self)
{
  kill (self->pid, SIGKILL);
  reap (self);
}

int
process_stop (Process *self)
{
  kill (self->pid, SIGTERM);
  return reap (self);
}

gint64
process_memory (Process *self, const char *field)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/status", self->pid);
  g_autofree char *text = NULL;
  const char *at;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  at = strstr (text, field);
  g_assert_nonnull (at);
  return g_ascii_strtoll (at + strlen (field) + 1, NULL, 10);
}

/* Connections */

static GSocketAddress *
address_of (Process *self)
{
  const char *port = strrchr (self->address, ':');

  if (!self->tcp)
    return g_unix_socket_address_new (self->socket);
  return g_inet_socket_address_new_from_string ("127.0.0.1",
                                                (guint) g_ascii_strtoull (port + 1, NULL, 10));
}

GSocket *
process_connect (Process *self)
{
  g_autoptr (GSocketAddress) address = address_of (self);
  GSocket *socket = g_socket_new (g_socket_address_get_family (address), G_SOCKET_TYPE_STREAM,
                                  G_SOCKET_PROTOCOL_DEFAULT, NULL);

  g_socket_set_timeout (socket, (guint) patience_limit (20));
  /* A Unix socket with a full backlog does not wait. */
  for (guint tries = 0; tries < 5000; tries++)
    {
      g_autoptr (GError) error = NULL;

      if (g_socket_connect (socket, address, NULL, &error))
        return socket;
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        {
          g_object_unref (socket);
          return NULL;
        }
      g_usleep (1000);
    }
  g_assert_not_reached ();
}

gboolean
process_send (GSocket *socket, const char *text)
{
  gsize left = strlen (text);

  while (left > 0)
    {
      gssize n = g_socket_send (socket, text, left, NULL, NULL);

      if (n <= 0)
        return FALSE;
      text += n;
      left -= (gsize) n;
    }
  return TRUE;
}

char *
process_read_all (GSocket *socket)
{
  GString *text = g_string_new (NULL);
  char buffer[16384];
  gssize n;

  while ((n = g_socket_receive (socket, buffer, sizeof buffer, NULL, NULL)) > 0)
    g_string_append_len (text, buffer, n);
  return g_string_free (text, FALSE);
}

gboolean
process_ends (GSocket *socket, guint seconds)
{
  char buffer[4096];
  g_autoptr (GError) error = NULL;
  gssize n;

  g_socket_set_timeout (socket, (guint) patience_limit (seconds));
  while ((n = g_socket_receive (socket, buffer, sizeof buffer, NULL, &error)) > 0)
    ;
  return n == 0 || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED);
}

char *
process_ask (Process *self, const char *method, const char *path, const char *headers,
             const char *body)
{
  g_autoptr (GSocket) socket = process_connect (self);
  g_autofree char *length =
      body != NULL ? g_strdup_printf ("Content-Length: %" G_GSIZE_FORMAT "\r\n", strlen (body))
                   : g_strdup ("");
  g_autofree char *request = g_strdup_printf (
      "%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s%s\r\n%s", method, path, length,
      headers != NULL ? headers : "", body != NULL ? body : "");

  if (socket == NULL || !process_send (socket, request))
    return g_strdup ("");
  return process_read_all (socket);
}

guint
process_status (const char *answer)
{
  return g_str_has_prefix (answer, "HTTP/1.") && strlen (answer) > 12
             ? (guint) g_ascii_strtoull (answer + 9, NULL, 10)
             : 0;
}

const char *
process_body (const char *answer)
{
  const char *end = strstr (answer, "\r\n\r\n");
  return end != NULL ? end + 4 : "";
}

char *
process_sign_in (Process *self)
{
  g_autofree char *body = cercle_wire_put_login ("ada", PROCESS_PASSWORD, "desk");
  g_autofree char *answer = process_ask (self, "POST", "/v1/session", NULL, body);
  const char *text = process_body (answer);
  g_autoptr (CercleGrant) grant = cercle_wire_get_grant (text, strlen (text), NULL);

  g_assert_cmpuint (process_status (answer), ==, 201);
  g_assert_nonnull (grant);
  return g_strdup (grant->token);
}
