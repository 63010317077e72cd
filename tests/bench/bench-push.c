/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Desks that push as fast as they are answered: the bodies of a file, one a line, over so many
 * connections, each of which has one request under way. As thin as can be, since it runs beside the
 * server that is measured.
 *
 * bench-push PORT TOKEN-FILE BODIES-FILE CONNECTIONS
 *     prints seconds, requests and items that were applied; fails at any other answer */
#include <glib.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define MOST_CONNECTIONS 64
#define MOST_ANSWER (4 * 1024 * 1024)
#define APPLIED "\"status\":\"applied\""

typedef struct
{
  int socket; /* -1: none */
  GString *answer;
} Connection;

typedef struct
{
  GPtrArray *requests; /* GString: head and body */
  guint next, answered, applied;
  Connection connections[MOST_CONNECTIONS];
  struct pollfd waiting[MOST_CONNECTIONS];
  guint n_connections;
  guint16 port;
} Push;

static void
add_request (Push *push, const char *token, const char *body)
{
  GString *request = g_string_new (NULL);

  g_string_printf (request,
                   "POST /v1/mutations HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
                   "Content-Type: application/json\r\nAccept: application/json\r\n"
                   "Content-Length: %zu\r\n\r\n%s",
                   token, strlen (body), body);
  g_ptr_array_add (push->requests, request);
}

static void
read_requests (Push *push, const char *token_path, const char *path)
{
  g_autofree char *token = NULL, *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (token_path, &token, NULL, NULL) ||
      !g_file_get_contents (path, &text, NULL, NULL))
    g_error ("A file cannot be read");
  g_strstrip (token);
  lines = g_strsplit (text, "\n", -1);
  push->requests = g_ptr_array_new ();
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      add_request (push, token, lines[i]);
}

/* As any client does: where the server has ended the last one, a new one. */
static void
join (Push *push, Connection *connection)
{
  struct sockaddr_in address = { .sin_family = AF_INET,
                                 .sin_port = htons (push->port),
                                 .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  int on = 1;

  connection->socket = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (connect (connection->socket, (struct sockaddr *) &address, sizeof address) != 0)
    g_error ("The server does not answer");
  setsockopt (connection->socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

static void
leave (Connection *connection)
{
  if (connection->socket >= 0)
    close (connection->socket);
  connection->socket = -1;
}

static void
ask (Push *push, Connection *connection)
{
  GString *request;

  if (push->next == push->requests->len)
    return;
  if (connection->socket < 0)
    join (push, connection);
  request = push->requests->pdata[push->next++];
  for (gsize sent = 0; sent < request->len;)
    {
      gssize n = send (connection->socket, request->str + sent, request->len - sent, MSG_NOSIGNAL);

      if (n <= 0)
        g_error ("The server has hung up");
      sent += (gsize) n;
    }
}

/* Its length once the answer is whole, else 0. */
static gsize
whole_answer (const GString *answer)
{
  const char *end = strstr (answer->str, "\r\n\r\n");
  const char *length = end != NULL ? strcasestr (answer->str, "\r\nContent-Length:") : NULL;
  gsize whole;

  if (end == NULL)
    return 0;
  if (length == NULL || length > end)
    g_error ("An answer without its length");
  whole = (gsize) (end + 4 - answer->str) + strtoul (length + 17, NULL, 10);
  return answer->len >= whole ? whole : 0;
}

static guint
count_applied (const char *answer)
{
  guint n = 0;

  for (const char *at = strstr (answer, APPLIED); at != NULL; at = strstr (at + 1, APPLIED))
    n++;
  return n;
}

static void
hear (Push *push, Connection *connection)
{
  char buffer[65536];
  gssize n = recv (connection->socket, buffer, sizeof buffer, 0);

  if (n <= 0 || connection->answer->len > MOST_ANSWER)
    g_error ("The server has hung up");
  g_string_append_len (connection->answer, buffer, n);
  if (whole_answer (connection->answer) == 0)
    return;
  if (!g_str_has_prefix (connection->answer->str, "HTTP/1.1 200"))
    g_error ("A push was refused: %.40s", connection->answer->str);
  push->answered++;
  push->applied += count_applied (connection->answer->str);
  if (strcasestr (connection->answer->str, "\r\nConnection: close\r\n") != NULL)
    leave (connection);
  g_string_truncate (connection->answer, 0);
  ask (push, connection);
}

static void
push_all (Push *push)
{
  for (guint i = 0; i < push->n_connections; i++)
    ask (push, &push->connections[i]);
  while (push->answered < push->requests->len)
    {
      for (guint i = 0; i < push->n_connections; i++)
        push->waiting[i] = (struct pollfd){ .fd = push->connections[i].socket, .events = POLLIN };
      if (poll (push->waiting, push->n_connections, 30000) <= 0)
        g_error ("The server is silent");
      for (guint i = 0; i < push->n_connections; i++)
        if (push->waiting[i].revents != 0)
          hear (push, &push->connections[i]);
    }
}

int
main (int argc, char **argv)
{
  Push push = { NULL };
  gint64 begun;

  if (argc != 5)
    return 2;
  push.port = (guint16) strtoul (argv[1], NULL, 10);
  push.n_connections = CLAMP (strtoul (argv[4], NULL, 10), 1, MOST_CONNECTIONS);
  read_requests (&push, argv[2], argv[3]);
  for (guint i = 0; i < push.n_connections; i++)
    push.connections[i] = (Connection){ .socket = -1, .answer = g_string_new (NULL) };
  begun = g_get_monotonic_time ();
  push_all (&push);
  g_print ("seconds %.3f requests %u applied %u\n",
           (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC, push.answered,
           push.applied);
  for (guint i = 0; i < push.n_connections; i++)
    leave (&push.connections[i]);
  return 0;
}
