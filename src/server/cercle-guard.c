/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is this head of a request one whose meaning every server on the way would agree on? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-guard.h"

#include <string.h>

#include "cercle-wire.h"

#define MOST_PATH 300
#define MOST_QUERY 1000
#define MOST_TOKEN 200

static const char *const methods[] = { "GET", "POST", "DELETE", NULL };

/* most: how often a header may come; the status and problem when it comes more often. */
static const struct
{
  const char *name;
  guint most, status;
  const char *problem;
} headers[] = {
  { "Host", 1, 400, "form" },
  { "Content-Length", 1, 400, "form" },
  { "Transfer-Encoding", 1, 400, "form" },
  { "Authorization", 1, 400, "form" },
  { "Content-Encoding", 0, 415, "encoding" },
  { "Range", 0, 400, "form" },
  { "Upgrade", 0, 400, "form" },
  { "Expect", 0, 417, "form" },
};

/* How often it comes, and its last value (transfer none). */
static guint
count_header (SoupMessageHeaders *all, const char *name, const char **value)
{
  SoupMessageHeadersIter iter;
  const char *key, *text;
  guint n = 0;

  soup_message_headers_iter_init (&iter, all);
  while (soup_message_headers_iter_next (&iter, &key, &text))
    if (g_ascii_strcasecmp (key, name) == 0)
      {
        *value = text;
        n++;
      }
  return n;
}

static guint
check_headers (SoupMessageHeaders *all, const char **problem)
{
  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      const char *value;

      if (count_header (all, headers[i].name, &value) > headers[i].most)
        {
          *problem = headers[i].problem;
          return headers[i].status;
        }
    }
  return 0;
}

/* Where the body ends must be said once, in one way. */
static guint
check_length (SoupMessageHeaders *all, const char **problem)
{
  const char *length = NULL, *encoding = NULL;
  guint64 bytes = 0;

  count_header (all, "Content-Length", &length);
  count_header (all, "Transfer-Encoding", &encoding);
  if ((length != NULL && encoding != NULL) ||
      (encoding != NULL && g_ascii_strcasecmp (encoding, "chunked") != 0) ||
      (length != NULL && !g_ascii_string_to_unsigned (length, 10, 0, G_MAXINT64, &bytes, NULL)))
    return 400;
  if (bytes <= CERCLE_WIRE_MAX_REQUEST)
    return 0;
  *problem = "too-large";
  return 413;
}

/* Letters, digits and a few signs; "%" only as the colon of a scope. Dots are no danger: GLib has
 * resolved them, and nothing here is a file. */
static gboolean
is_plain_path (const char *path)
{
  if (path == NULL || *path != '/' || strlen (path) > MOST_PATH || strstr (path, "//") != NULL)
    return FALSE;
  for (const char *sign = path; *sign != '\0'; sign++)
    if (!g_ascii_isalnum (*sign) && strchr ("/_:.-", *sign) == NULL &&
        g_ascii_strncasecmp (sign, "%3a", 3) != 0)
      return FALSE;
  return TRUE;
}

static gboolean
is_plain_query (const char *query)
{
  if (query == NULL)
    return TRUE;
  for (const char *sign = query; *sign != '\0'; sign++)
    if (*sign <= ' ' || *sign > '~')
      return FALSE;
  return strlen (query) <= MOST_QUERY;
}

guint
cercle_guard_check (SoupServerMessage *message, const char **problem)
{
  SoupMessageHeaders *all = soup_server_message_get_request_headers (message);
  GUri *uri = soup_server_message_get_uri (message);
  guint status;

  *problem = "form";
  if (!g_strv_contains (methods, soup_server_message_get_method (message)))
    {
      *problem = "method";
      return 405;
    }
  if (uri == NULL || soup_message_headers_get_one (all, "Host") == NULL ||
      !is_plain_path (g_uri_get_path (uri)) || !is_plain_query (g_uri_get_query (uri)))
    return 400;
  status = check_headers (all, problem);
  return status != 0 ? status : check_length (all, problem);
}

char *
cercle_guard_token (SoupServerMessage *message)
{
  const char *value = soup_message_headers_get_one (
      soup_server_message_get_request_headers (message), "Authorization");

  if (value == NULL || g_ascii_strncasecmp (value, "Bearer ", 7) != 0 ||
      strlen (value + 7) > MOST_TOKEN)
    return NULL;
  return g_strdup (value + 7);
}

char *
cercle_guard_known (SoupServerMessage *message)
{
  const char *value = soup_message_headers_get_list (
      soup_server_message_get_request_headers (message), "If-None-Match");

  return value != NULL && strlen (value) <= MOST_TOKEN ? g_strdup (value) : NULL;
}

guint
cercle_guard_schema (SoupServerMessage *message)
{
  const char *value = soup_message_headers_get_one (
      soup_server_message_get_request_headers (message), CERCLE_WIRE_SCHEMA_HEADER);
  guint64 schema = 0;

  if (value != NULL)
    g_ascii_string_to_unsigned (value, 10, 0, G_MAXINT, &schema, NULL);
  return (guint) schema;
}

char *
cercle_guard_forwarded (SoupServerMessage *message)
{
  const char *value = soup_message_headers_get_list (
      soup_server_message_get_request_headers (message), "X-Forwarded-For");
  const char *last = value != NULL ? strrchr (value, ',') : NULL;
  g_autofree char *text = g_strdup (last != NULL ? last + 1 : value);
  g_autoptr (GInetAddress) address =
      text != NULL ? g_inet_address_new_from_string (g_strstrip (text)) : NULL;

  return address != NULL ? g_inet_address_to_string (address) : NULL;
}

gboolean
cercle_guard_takes_gzip (SoupServerMessage *message)
{
  const char *value = soup_message_headers_get_list (
      soup_server_message_get_request_headers (message), "Accept-Encoding");
  GSList *takes = value != NULL ? soup_header_parse_quality_list (value, NULL) : NULL;
  gboolean gzip = FALSE;

  for (GSList *link = takes; link != NULL && !gzip; link = link->next)
    gzip = g_ascii_strcasecmp (link->data, "gzip") == 0;
  soup_header_free_list (takes);
  return gzip;
}
