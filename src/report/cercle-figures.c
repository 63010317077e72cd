/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What do several communities have in common: whose figures are here, and what is their sum? */
#define G_LOG_DOMAIN "cercle-report"

#include "cercle-figures.h"

#include <string.h>

#include "cercle-board-figures.h"
#include "cercle-instant.h"
#include "cercle-json.h"
#include "cercle-record.h"

#define MOST_COMMUNITIES 200
#define MOST_TEXT 200

static void
community_free (gpointer data)
{
  CercleCommunityFigures *figures = data;

  g_free (figures->id);
  g_free (figures->name);
  g_clear_pointer (&figures->board, cercle_board_free);
  g_free (figures);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const CercleCommunityFigures *one = *(CercleCommunityFigures *const *) a;
  const CercleCommunityFigures *other = *(CercleCommunityFigures *const *) b;
  int order = g_utf8_collate (one->name, other->name);

  return order != 0 ? order : strcmp (one->id, other->id);
}

CercleFigures *
cercle_figures_new (const char *at)
{
  CercleFigures *self = g_new0 (CercleFigures, 1);

  self->at = g_strdup (at);
  self->communities = g_ptr_array_new_with_free_func (community_free);
  return self;
}

void
cercle_figures_free (CercleFigures *self)
{
  if (self == NULL)
    return;
  g_free (self->at);
  g_ptr_array_unref (self->communities);
  g_free (self);
}

static void
take (CercleFigures *self, const char *id, const char *name, CercleBoard *board)
{
  CercleCommunityFigures *figures = g_new0 (CercleCommunityFigures, 1);

  figures->id = g_strdup (id);
  figures->name = g_strdup (name);
  figures->board = board;
  g_ptr_array_add (self->communities, figures);
  g_ptr_array_sort (self->communities, compare_names);
}

void
cercle_figures_take (CercleFigures *self, const char *id, const char *name, CercleBoard *board)
{
  cercle_board_abridge (board);
  cercle_board_hide_few (board);
  take (self, id, name, board);
}

char *
cercle_figures_put (const CercleFigures *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *communities = json_array_new ();

  json_object_set_string_member (object, "at", self->at);
  for (guint i = 0; i < self->communities->len; i++)
    {
      const CercleCommunityFigures *figures = g_ptr_array_index (self->communities, i);
      JsonObject *community = json_object_new ();

      json_object_set_string_member (community, "id", figures->id);
      json_object_set_string_member (community, "name", figures->name);
      json_object_set_object_member (community, "board", cercle_board_put (figures->board));
      json_array_add_object_element (communities, community);
    }
  json_object_set_array_member (object, "communities", communities);
  return cercle_json_print (object);
}

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error_literal (error, CERCLE_JSON_ERROR, CERCLE_JSON_ERROR_TYPE, why);
  return FALSE;
}

static gboolean
read_community (CercleFigures *self, JsonNode *node, GError **error)
{
  JsonObject *object =
      cercle_json_type (node) == CERCLE_JSON_OBJECT ? cercle_json_node_object (node) : NULL;
  JsonObject *written = NULL;
  CercleBoard *board = NULL;
  const char *id = NULL, *name = NULL;

  if (object == NULL)
    return refuse (error, "no community");
  if (!cercle_json_text (object, "id", &id, error) ||
      !cercle_json_text (object, "name", &name, error) ||
      !cercle_json_object (object, "board", &written, error))
    return FALSE;
  if (*id == '\0' || strchr (id, ' ') != NULL || strlen (id) > MOST_TEXT ||
      strlen (name) > MOST_TEXT)
    return refuse (error, "no name of a community");
  board = cercle_board_get (written, error);
  if (board != NULL)
    take (self, id, name, board);
  return board != NULL;
}

CercleFigures *
cercle_figures_get (const char *text, GError **error)
{
  g_autoptr (JsonObject) object = cercle_json_parse (text, -1, CERCLE_FIGURES_MAX, error);
  g_autoptr (CercleFigures) self = NULL;
  JsonArray *communities = NULL;
  const char *at = NULL;
  gint64 instant = 0;

  if (object == NULL || !cercle_json_text (object, "at", &at, error) ||
      !cercle_json_array (object, "communities", &communities, error))
    return NULL;
  if (!cercle_instant_parse (at, &instant) ||
      json_array_get_length (communities) > MOST_COMMUNITIES)
    {
      refuse (error, "no figures");
      return NULL;
    }
  self = cercle_figures_new (at);
  for (guint i = 0; i < json_array_get_length (communities); i++)
    if (!read_community (self, json_array_get_element (communities, i), error))
      return NULL;
  return g_steal_pointer (&self);
}

CercleBoard *
cercle_figures_board (const CercleFigures *self, CercleBoard *own, const char *chosen)
{
  CercleBoard *board = own;

  for (guint i = 0; self != NULL && i < self->communities->len; i++)
    {
      const CercleCommunityFigures *figures = g_ptr_array_index (self->communities, i);

      if (!cercle_tokens_contain (chosen, figures->id))
        continue;
      if (board == NULL)
        {
          g_autoptr (GPtrArray) none = g_ptr_array_new ();
          board = cercle_board_new (none, NULL);
        }
      if (!board->abridged)
        cercle_board_abridge (board);
      cercle_board_add (board, figures->board);
    }
  if (board == NULL)
    {
      g_autoptr (GPtrArray) none = g_ptr_array_new ();
      board = cercle_board_new (none, NULL);
    }
  return board;
}
