/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which column of somebody else's table tells what? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-column-map.h"


#include "cercle-json.h"
#include "cercle-text.h"

#define REMEMBERED_MAX 65536

typedef struct
{
  const CercleColumnPart *parts;
  guint n;
  int *column;
  GPtrArray *columns;
} Map;

char *
cercle_column_fold (const char *name)
{
  g_autofree char *folded = cercle_text_fold (name != NULL ? name : "");
  GString *joined = g_string_new (NULL);
  gboolean apart = FALSE;

  /* In one go, for a hostile table names a column by half a million brackets. */
  for (const char *at = folded; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (!g_unichar_isalnum (letter))
        apart = joined->len > 0;
      else
        {
          if (apart)
            g_string_append_c (joined, ' ');
          g_string_append_unichar (joined, letter);
          apart = FALSE;
        }
    }
  return g_string_free (joined, FALSE);
}

static gboolean
is_taken (const Map *map, int column)
{
  for (guint i = 0; i < map->n; i++)
    if (map->column[i] == column)
      return TRUE;
  return FALSE;
}

static int
find_column (const Map *map, const char *wanted)
{
  g_autofree char *sought = cercle_column_fold (wanted);

  for (guint i = 0; *sought != '\0' && i < map->columns->len; i++)
    {
      g_autofree char *name = cercle_column_fold (g_ptr_array_index (map->columns, i));

      if (g_str_equal (name, sought) && !is_taken (map, (int) i))
        return (int) i;
    }
  return -1;
}

/* FALSE: there is nothing to remember, or a column of it is no longer there. */
static gboolean
recall (const Map *map, const char *remembered, guint *lost)
{
  g_autoptr (JsonObject) object =
      remembered != NULL ? cercle_json_parse (remembered, -1, REMEMBERED_MAX, NULL) : NULL;

  for (guint i = 0; object != NULL && i < map->n; i++)
    {
      const char *name = NULL;

      if (!cercle_json_text_opt (object, map->parts[i].token, &name, NULL) || name == NULL)
        continue;
      map->column[i] = find_column (map, name);
      *lost += map->column[i] < 0;
    }
  return object != NULL && *lost == 0;
}

void
cercle_column_map_guess (const CercleColumnPart *parts, guint n, int *column, GPtrArray *columns,
                         const char *remembered, guint *lost)
{
  const Map map = { parts, n, column, columns };
  gboolean whole;
  guint missing = 0;

  for (guint i = 0; i < n; i++)
    column[i] = -1;
  whole = recall (&map, remembered, &missing);
  if (lost != NULL)
    *lost = missing;
  for (guint i = 0; !whole && i < n; i++)
    {
      g_auto (GStrv) names = g_strsplit (parts[i].names, "|", -1);

      for (guint j = 0; column[i] < 0 && names[j] != NULL; j++)
        column[i] = find_column (&map, names[j]);
    }
}

char *
cercle_column_map_print (const CercleColumnPart *parts, guint n, const int *column,
                         GPtrArray *columns)
{
  g_autoptr (JsonObject) object = json_object_new ();

  for (guint i = 0; i < n; i++)
    if (column[i] >= 0 && (guint) column[i] < columns->len)
      json_object_set_string_member (object, parts[i].token,
                                     g_ptr_array_index (columns, (guint) column[i]));
  return cercle_json_print (object);
}
