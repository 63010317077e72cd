/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a line of the feed or of a snapshot look, and what is a cursor? */
#define G_LOG_DOMAIN "cercle-sync"

#include "cercle-wire.h"

#include <string.h>

#include "cercle-id.h"
#include "cercle-json.h"
#include "cercle-wire-form.h"

#define CURSOR_VERSION "v1/"

static const char *const feed_op_names[] = {
  [CERCLE_FEED_PUT] = "put",
  [CERCLE_FEED_DEL] = "del",
  [CERCLE_FEED_HIDE] = "hide",
};

/* Writing */

/* The values, then what an earlier program has kept of a newer one's. */
static JsonObject *
put_values (CercleRecord *record)
{
  const CercleEnvelope *envelope = cercle_record_envelope (record);
  JsonObject *values = cercle_record_to_json (record, G_MAXUINT64, FALSE);
  g_autoptr (JsonObject) extra = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (envelope->extra == NULL)
    return values;
  if ((extra = cercle_json_parse (envelope->extra, -1, CERCLE_WIRE_MAX_LINE, NULL)) == NULL)
    return values;
  json_object_iter_init_ordered (&iter, extra);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    if (!json_object_has_member (values, name))
      json_object_set_member (values, name, json_node_copy (node));
  return values;
}

static void
put_record (JsonObject *object, CercleRecord *record)
{
  const CercleEnvelope *envelope = cercle_record_envelope (record);

  json_object_set_int_member (object, "rev", envelope->rev);
  cercle_wire_put_text (object, "scope", envelope->scope);
  cercle_wire_put_text (object, "audience", envelope->audience);
  cercle_wire_put_text (object, "by", envelope->updated_by);
  cercle_wire_put_text (object, "at", envelope->updated_at);
  cercle_wire_put_text (object, "new_by", envelope->created_by);
  cercle_wire_put_text (object, "new_at", envelope->created_at);
  json_object_set_object_member (object, "v", put_values (record));
}

char *
cercle_wire_put_item (const CercleFeedItem *item)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "t", feed_op_names[item->op]);
  json_object_set_string_member (object, "kind", item->kind->name);
  json_object_set_string_member (object, "id", item->id);
  json_object_set_int_member (object, "seq", item->seq);
  if (item->op == CERCLE_FEED_PUT)
    put_record (object, item->record);
  return cercle_json_print (object);
}

static char *
put_snap (const CercleLine *line)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "t", "snap");
  cercle_wire_put_text (object, "scope", line->scope);
  cercle_wire_put_text (object, "epoch", line->epoch);
  json_object_set_int_member (object, "seq", line->seq);
  return cercle_json_print (object);
}

static char *
put_end (const CercleLine *line)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "t", "end");
  cercle_wire_put_text (object, "scope", line->scope);
  cercle_wire_put_text (object, "epoch", line->epoch);
  cercle_wire_put_text (object, "cursor", line->cursor);
  cercle_wire_put_text (object, "mark", line->mark);
  json_object_set_boolean_member (object, "more", line->more);
  return cercle_json_print (object);
}

char *
cercle_wire_put_line (const CercleLine *line)
{
  switch (line->sort)
    {
    case CERCLE_LINE_SNAP:
      return put_snap (line);
    case CERCLE_LINE_END:
      return put_end (line);
    case CERCLE_LINE_ITEM:
    default:
      return cercle_wire_put_item (line->item);
    }
}

/* Reading */

static gboolean
read_envelope (JsonObject *object, CercleEnvelope *envelope, GError **error)
{
  return cercle_wire_read_count (object, "rev", &envelope->rev, error) &&
         cercle_wire_read_text (object, "scope", cercle_wire_is_scope, &envelope->scope, error) &&
         cercle_wire_read_text (object, "audience", cercle_wire_is_token, &envelope->audience,
                                error) &&
         cercle_wire_read_text_opt (object, "by", cercle_wire_is_short, &envelope->updated_by,
                                    error) &&
         cercle_wire_read_text_opt (object, "at", cercle_wire_is_instant, &envelope->updated_at,
                                    error) &&
         cercle_wire_read_text_opt (object, "new_by", cercle_wire_is_short, &envelope->created_by,
                                    error) &&
         cercle_wire_read_text_opt (object, "new_at", cercle_wire_is_instant, &envelope->created_at,
                                    error);
}

static gboolean
read_record (JsonObject *object, CercleFeedItem *item, GError **error)
{
  CercleEnvelope *envelope;
  GError *cause = NULL;
  JsonObject *values;

  if (!cercle_json_object (object, "v", &values, &cause))
    return cercle_wire_adopt (error, cause);
  item->record = cercle_record_new_with_id (item->kind, item->id);
  envelope = cercle_record_envelope (item->record);
  envelope->seq = item->seq;
  if (!read_envelope (object, envelope, error))
    return FALSE;
  if (!cercle_record_apply_json (item->record, values,
                                 CERCLE_APPLY_KEEP_UNKNOWN | CERCLE_APPLY_DERIVED, NULL, &cause))
    return cercle_wire_adopt (error, cause);
  cercle_record_clear_changed (item->record);
  return TRUE;
}

static gboolean
read_item (JsonObject *object, CercleFeedOp op, CercleFeedItem *item, GError **error)
{
  GError *cause = NULL;
  const char *kind;

  item->op = op;
  if (!cercle_json_text (object, "kind", &kind, &cause))
    return cercle_wire_adopt (error, cause);
  if ((item->kind = cercle_kind_find (kind)) == NULL || item->kind->reach != CERCLE_SYNCED)
    {
      g_set_error (error, CERCLE_WIRE_ERROR, CERCLE_WIRE_ERROR_KIND,
                   "A kind this program does not know");
      return FALSE;
    }
  if (!cercle_wire_read_text (object, "id", cercle_id_is_valid, &item->id, error) ||
      !cercle_wire_read_count (object, "seq", &item->seq, error))
    return FALSE;
  return op != CERCLE_FEED_PUT || read_record (object, item, error);
}

static gboolean
read_frame (JsonObject *object, CercleLine *line, GError **error)
{
  if (!cercle_wire_read_text (object, "scope", cercle_wire_is_scope, &line->scope, error) ||
      !cercle_wire_read_text (object, "epoch", cercle_wire_is_short, &line->epoch, error))
    return FALSE;
  if (line->sort == CERCLE_LINE_SNAP)
    return cercle_wire_read_count (object, "seq", &line->seq, error);
  if (!cercle_wire_read_text_opt (object, "cursor", cercle_wire_is_short, &line->cursor, error) ||
      !cercle_wire_read_text_opt (object, "mark", cercle_wire_is_short, &line->mark, error) ||
      !cercle_wire_read_flag_opt (object, "more", &line->more, error))
    return FALSE;
  return line->cursor != NULL || (line->mark != NULL && line->more) ||
         cercle_wire_refuse (error, "cursor", "is missing");
}

static gboolean
read_line (JsonObject *object, CercleLine *line, GError **error)
{
  GError *cause = NULL;
  const char *sort;

  if (!cercle_json_text (object, "t", &sort, &cause))
    return cercle_wire_adopt (error, cause);
  for (guint op = 0; op < G_N_ELEMENTS (feed_op_names); op++)
    if (strcmp (sort, feed_op_names[op]) == 0)
      {
        line->sort = CERCLE_LINE_ITEM;
        line->item = g_new0 (CercleFeedItem, 1);
        return read_item (object, (CercleFeedOp) op, line->item, error);
      }
  if (strcmp (sort, "snap") == 0)
    line->sort = CERCLE_LINE_SNAP;
  else if (strcmp (sort, "end") == 0)
    line->sort = CERCLE_LINE_END;
  else
    return cercle_wire_refuse (error, "t", "is no sort of line");
  return read_frame (object, line, error);
}

CercleLine *
cercle_wire_get_line (const char *text, gsize length, GError **error)
{
  g_autoptr (JsonObject) object = cercle_wire_read_body (text, length, CERCLE_WIRE_MAX_LINE, error);
  g_autoptr (CercleLine) line = NULL;

  if (object == NULL)
    return NULL;
  line = g_new0 (CercleLine, 1);
  return read_line (object, line, error) ? g_steal_pointer (&line) : NULL;
}

void
cercle_line_free (CercleLine *line)
{
  g_clear_pointer (&line->item, cercle_feed_item_free);
  g_free (line->scope);
  g_free (line->epoch);
  g_free (line->cursor);
  g_free (line->mark);
  g_free (line);
}

/* Cursors */

char *
cercle_wire_put_cursor (const char *scope, const char *epoch, gint64 seq)
{
  return g_strdup_printf (CURSOR_VERSION "%s/%s/%" G_GINT64_FORMAT, scope, epoch, seq);
}

gboolean
cercle_wire_get_cursor (const char *cursor, char **scope, char **epoch, gint64 *seq)
{
  g_auto (GStrv) parts = NULL;
  guint64 number;

  if (cursor == NULL || !g_str_has_prefix (cursor, CURSOR_VERSION) ||
      !cercle_wire_is_short (cursor))
    return FALSE;
  parts = g_strsplit (cursor + strlen (CURSOR_VERSION), "/", 4);
  if (g_strv_length (parts) != 3 || !cercle_wire_is_scope (parts[0]) ||
      !cercle_wire_is_short (parts[1]) ||
      !g_ascii_string_to_unsigned (parts[2], 10, 0, G_MAXINT64, &number, NULL))
    return FALSE;
  if (scope != NULL)
    *scope = g_strdup (parts[0]);
  if (epoch != NULL)
    *epoch = g_strdup (parts[1]);
  if (seq != NULL)
    *seq = (gint64) number;
  return TRUE;
}
