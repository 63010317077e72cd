/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What has this scope become, for these audiences? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-feed-routes.h"

#include <string.h>

#include "cercle-feed.h"
#include "cercle-routes.h"
#include "cercle-wire.h"

/* Rows a piece: what the store thread does at a time before it looks at other requests. */
#define PAGE 500
#define MOST_ROWS 1000000

typedef struct
{
  char *scope, *audiences, *epoch;
  char *token; /* of the session that asked */
  guint roles; /* of the route */
  char *mark; /* snapshot: of the store; NULL when there is no more */
  gint64 seq; /* changes: continue after; snapshot: head when it began */
  gint64 rows_left;
  gboolean snapshot, begun, done, going_on;
} Stream;

static void
stream_free (gpointer data)
{
  Stream *stream = data;

  g_free (stream->scope);
  g_free (stream->audiences);
  g_free (stream->epoch);
  g_free (stream->token);
  g_free (stream->mark);
  g_free (stream);
}

static void
put_line (GString *text, const CercleLine *line)
{
  g_autofree char *json = cercle_wire_put_line (line);

  g_string_append (text, json);
  g_string_append_c (text, '\n');
}

static void
put_items (GString *text, GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      CercleLine line = { .sort = CERCLE_LINE_ITEM, .item = items->pdata[i] };
      put_line (text, &line);
    }
}

/* mark: where a snapshot goes on: "seq/epoch/" and the store's own. */
static void
put_end (GString *text, Stream *stream, gboolean more)
{
  g_autofree char *cursor = cercle_wire_put_cursor (stream->scope, stream->epoch, stream->seq);
  g_autofree char *mark =
      stream->snapshot && more
          ? g_strdup_printf ("%" G_GINT64_FORMAT "/%s/%s", stream->seq, stream->epoch, stream->mark)
          : NULL;
  CercleLine line = {
    .sort = CERCLE_LINE_END,
    .scope = stream->scope,
    .epoch = stream->epoch,
    .cursor = cursor,
    .mark = mark,
    .more = more,
  };

  put_line (text, &line);
  stream->done = TRUE;
}

static void
put_snap (GString *text, Stream *stream)
{
  CercleLine line = {
    .sort = CERCLE_LINE_SNAP,
    .scope = stream->scope,
    .epoch = stream->epoch,
    .seq = stream->seq,
  };

  put_line (text, &line);
  stream->begun = TRUE;
}

static GPtrArray *
read_page (CercleStore *store, Stream *stream, gboolean *more)
{
  guint limit = (guint) MIN (PAGE, stream->rows_left);
  g_autoptr (GError) error = NULL;
  GPtrArray *items;

  if (stream->snapshot)
    {
      items = cercle_feed_snapshot (store, stream->scope, stream->audiences, limit, &stream->mark,
                                    &error);
      *more = stream->mark != NULL;
    }
  else
    {
      CercleFeedPage page = {
        .scope = stream->scope, .audiences = stream->audiences, .after = stream->seq, .limit = limit
      };

      items = cercle_feed_read (store, &page, &error);
      stream->seq = items != NULL ? page.last : stream->seq;
      *more = page.more;
    }
  if (items == NULL)
    g_debug ("stream: %s", error != NULL ? error->message : "no reason");
  return items;
}

/* A long answer outlives much: whose account was disabled, or whose rights have changed since it began,
 * gets no more of it, and hears why when she asks again. */
static gboolean
may_go_on (CercleStore *store, Stream *stream)
{
  CercleAccess access = { 0 };
  g_autofree char *audiences = NULL;
  gboolean may;

  may = cercle_access_confine (store, stream->roles, stream->token, stream->scope, &access, NULL) ==
        CERCLE_CONFINED;
  if (may)
    audiences = cercle_access_audiences (&access);
  may = may && g_str_equal (audiences, stream->audiences);
  cercle_access_clear (&access);
  return may;
}

static char *
next_piece (CercleService *service, gpointer data, gboolean *failed)
{
  Stream *stream = data;
  g_autoptr (GPtrArray) items = NULL;
  GString *text;
  gboolean more;

  if (stream->done)
    return NULL;
  if (!stream->going_on || may_go_on (cercle_service_get_store (service), stream))
    items = read_page (cercle_service_get_store (service), stream, &more);
  stream->going_on = TRUE;
  if (items == NULL)
    {
      *failed = TRUE;
      return NULL;
    }
  text = g_string_new (NULL);
  if (stream->snapshot && !stream->begun)
    put_snap (text, stream);
  put_items (text, items);
  stream->rows_left -= items->len;
  if (!more || stream->rows_left <= 0)
    put_end (text, stream, more);
  return g_string_free (text, FALSE);
}

static void
answer_stream (CercleVisit *visit, Stream *stream)
{
  visit->answer->status = 200;
  visit->answer->type = "application/x-ndjson";
  visit->answer->next = next_piece;
  visit->answer->next_data = stream;
  visit->answer->next_free = stream_free;
}

/* NULL: the visit has its answer. A scope that is granted exists: what does not tell is the
 * database, and must not look like a new epoch. */
static Stream *
stream_new (CercleVisit *visit, gboolean snapshot, gint64 *head, gint64 *floor)
{
  gint64 limit = cercle_visit_number (visit, "limit", MOST_ROWS, MOST_ROWS);
  g_autofree char *epoch = NULL;
  Stream *stream;

  if (limit < 0)
    {
      cercle_visit_refuse (visit, 422, "form", 0);
      return NULL;
    }
  epoch = cercle_feed_epoch (visit->store);
  if (epoch == NULL || !cercle_feed_get_scope (visit->store, visit->scope, head, floor))
    {
      cercle_visit_fail (visit, NULL);
      return NULL;
    }
  stream = g_new0 (Stream, 1);
  stream->scope = g_strdup (visit->scope);
  stream->audiences = cercle_access_audiences (&visit->access);
  stream->token = g_strdup (visit->incoming->token);
  stream->roles = visit->route->roles;
  stream->epoch = g_steal_pointer (&epoch);
  stream->rows_left = limit;
  stream->snapshot = snapshot;
  return stream;
}

/* Where an earlier page of a snapshot ended. */
static gboolean
read_mark (Stream *stream, const char *mark, char **epoch)
{
  g_auto (GStrv) parts = g_strsplit (mark, "/", 3);
  guint64 seq;

  if (g_strv_length (parts) != 3 || *parts[2] == '\0' ||
      !g_ascii_string_to_unsigned (parts[0], 10, 0, G_MAXINT64, &seq, NULL))
    return FALSE;
  stream->seq = (gint64) seq;
  stream->mark = g_strdup (parts[2]);
  *epoch = g_strdup (parts[1]);
  return TRUE;
}

void
cercle_route_snapshot (CercleVisit *visit)
{
  const char *after = g_hash_table_lookup (visit->parameters, "after");
  g_autofree char *epoch = NULL;
  gint64 head, floor;
  Stream *stream = stream_new (visit, TRUE, &head, &floor);

  if (stream == NULL)
    return;
  /* The head is read before the first row: what changes meanwhile comes again as a change. */
  stream->seq = head;
  if (after == NULL || *after == '\0')
    stream->mark = g_strdup ("");
  else if (!read_mark (stream, after, &epoch))
    {
      cercle_visit_refuse (visit, 422, "form", 0);
      stream_free (stream);
      return;
    }
  if (epoch != NULL && (g_strcmp0 (epoch, stream->epoch) != 0 || stream->seq > head))
    {
      cercle_visit_refuse (visit, 409, "epoch-changed", 0);
      stream_free (stream);
      return;
    }
  answer_stream (visit, stream);
}

void
cercle_route_changes (CercleVisit *visit)
{
  const char *cursor = g_hash_table_lookup (visit->parameters, "cursor");
  g_autofree char *scope = NULL, *epoch = NULL;
  gint64 head, floor, seq = 0;
  Stream *stream = stream_new (visit, FALSE, &head, &floor);

  if (stream == NULL)
    return;
  /* A cursor ahead of the head was given before something was lost, whatever its epoch says. */
  if (cursor == NULL || !cercle_wire_get_cursor (cursor, &scope, &epoch, &seq) ||
      g_strcmp0 (scope, visit->scope) != 0)
    cercle_visit_refuse (visit, 422, "form", 0);
  else if (g_strcmp0 (epoch, stream->epoch) != 0 || seq > head)
    cercle_visit_refuse (visit, 409, "epoch-changed", 0);
  else if (seq < floor)
    cercle_visit_refuse (visit, 410, "cursor-expired", 0);
  else
    {
      stream->seq = seq;
      answer_stream (visit, stream);
      return;
    }
  stream_free (stream);
}
