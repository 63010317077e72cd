/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* One compressed file, served as plainly as libsoup can: where the limit of a first sync fetches
 * its lines. Prints its address and stays until it is ended.
 *
 * limit-serve GZIP-FILE */
#include <libsoup/soup.h>
#include <stdio.h>

static void
answer_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query,
           gpointer file)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  soup_message_headers_replace (headers, "Content-Type", "application/x-ndjson");
  soup_message_headers_replace (headers, "Content-Encoding", "gzip");
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), file);
}

int
main (int argc, char **argv)
{
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GMappedFile) map = argc == 2 ? g_mapped_file_new (argv[1], FALSE, NULL) : NULL;
  if (map == NULL || !soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL))
    return 2;
  g_autoptr (GBytes) file = g_mapped_file_get_bytes (map);
  soup_server_add_handler (server, NULL, answer_cb, file, NULL);
  GSList *uris = soup_server_get_uris (server);
  g_autofree char *address = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  setvbuf (stdout, NULL, _IOLBF, 0);
  g_print ("ready %s\n", address);
  g_main_loop_run (loop);
  return 0;
}
