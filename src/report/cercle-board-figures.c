/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which numbers of a board may leave its community, and how do several boards become one? */
#define G_LOG_DOMAIN "cercle-report"

#include "cercle-board-figures.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "cercle-board-private.h"
#include "cercle-json.h"
#include "cercle-macros.h"

#define MOST_LINES 100
#define MOST_CASES 10000000
#define MOST_VALUE 60

/* As they are written. */
#define FEW -1
#define HIDDEN -2

static const char *const names[CERCLE_BOARD_N_SIDES] = {
  [CERCLE_BOARD_STATUS] = "status", [CERCLE_BOARD_MISSION] = "mission",
  [CERCLE_BOARD_HOLDER] = "holder", [CERCLE_BOARD_AGE] = "age",
  [CERCLE_BOARD_ENDING] = "ending", [CERCLE_BOARD_REASON] = "reason",
};

const CercleChoice cercle_board_holders[] = {
  { CERCLE_HELD_BY_TEAM, N_ ("The team") },
  { CERCLE_HELD_BY_PARTNER, N_ ("A partner") },
  { NULL },
};

static CercleBoardLine *
line_at (const CercleBoard *self, CercleBoardSide side, guint position)
{
  return g_ptr_array_index (self->sides[side], position);
}

static guint
add_up (guint a, guint b)
{
  return a > G_MAXUINT - b ? G_MAXUINT : a + b;
}

/* --- Less --------------------------------------------------------------------------------------
 */

static const char *
abridged_value (CercleBoardSide side, const char *value)
{
  if (side == CERCLE_BOARD_REASON)
    return NULL;
  if (side != CERCLE_BOARD_HOLDER || value == NULL)
    return value;
  return g_str_has_prefix (value, "member") ? CERCLE_HELD_BY_TEAM : CERCLE_HELD_BY_PARTNER;
}

void
cercle_board_abridge (CercleBoard *self)
{
  for (CercleBoardSide side = 0; side < CERCLE_BOARD_N_SIDES; side++)
    {
      GPtrArray *lines = cercle_board_new_lines ();

      for (guint i = 0; i < self->sides[side]->len; i++)
        {
          const CercleBoardLine *line = line_at (self, side, i);
          CercleBoardLine *to = cercle_board_need_line (lines, abridged_value (side, line->value));

          to->n = add_up (to->n, line->n);
          to->most = add_up (to->most, line->most);
        }
      g_ptr_array_unref (self->sides[side]);
      self->sides[side] = lines;
      if (side == CERCLE_BOARD_HOLDER || side == CERCLE_BOARD_REASON)
        cercle_board_sort_lines (lines, side);
    }
  self->abridged = TRUE;
}

/* Numbers, the last of which is the sum of the others. step: from one to the next. */
static gboolean
hide_one_more (const guint *numbers, guint8 *hidden, guint n, guint step)
{
  guint found = 0, least = G_MAXUINT;

  for (guint i = 0; i < n; i++)
    {
      guint at = i * step;

      if (hidden[at])
        found++;
      else if (numbers[at] > 0 && (least == G_MAXUINT || numbers[at] < numbers[least]))
        least = at;
    }
  /* One alone is the sum less the others. */
  if (found != 1 || least == G_MAXUINT)
    return FALSE;
  hidden[least] = TRUE;
  return TRUE;
}

static void
span (guint hidden, guint *n, guint *most)
{
  if (!hidden)
    return;
  *most = *n < CERCLE_BOARD_FEW ? CERCLE_BOARD_FEW - 1 : G_MAXUINT;
  *n = *n < CERCLE_BOARD_FEW ? 1 : CERCLE_BOARD_FEW;
}

/* States × missions with their sums. */
static void
hide_cells (CercleBoard *self)
{
  guint rows = self->sides[CERCLE_BOARD_STATUS]->len + 1;
  guint columns = self->sides[CERCLE_BOARD_MISSION]->len + 1;
  g_autofree guint *numbers = g_new0 (guint, (gsize) rows * columns);
  g_autofree guint8 *hidden = g_new0 (guint8, (gsize) rows * columns);
  gboolean again = TRUE;

#define AT(row, column) ((row) *columns + (column))
  for (guint i = 0; i < rows; i++)
    for (guint j = 0; j < columns; j++)
      {
        guint *n = &numbers[AT (i, j)];

        if (i + 1 < rows && j + 1 < columns)
          *n = cercle_board_cell (self, i, j);
        else
          *n = i + 1 < rows      ? line_at (self, CERCLE_BOARD_STATUS, i)->n
               : j + 1 < columns ? line_at (self, CERCLE_BOARD_MISSION, j)->n
                                 : self->n;
        hidden[AT (i, j)] = *n > 0 && *n < CERCLE_BOARD_FEW;
      }
  while (again)
    {
      again = FALSE;
      for (guint i = 0; i < rows; i++)
        again |= hide_one_more (&numbers[AT (i, 0)], &hidden[AT (i, 0)], columns, 1);
      for (guint j = 0; j < columns; j++)
        again |= hide_one_more (&numbers[AT (0, j)], &hidden[AT (0, j)], rows, columns);
    }
  for (guint i = 0; i + 1 < rows; i++)
    for (guint j = 0; j + 1 < columns; j++)
      span (hidden[AT (i, j)], &self->cells[i * (columns - 1) + j],
            &self->cells_most[i * (columns - 1) + j]);
  for (guint i = 0; i + 1 < rows; i++)
    {
      CercleBoardLine *line = line_at (self, CERCLE_BOARD_STATUS, i);
      span (hidden[AT (i, columns - 1)], &line->n, &line->most);
    }
  for (guint j = 0; j + 1 < columns; j++)
    {
      CercleBoardLine *line = line_at (self, CERCLE_BOARD_MISSION, j);
      span (hidden[AT (rows - 1, j)], &line->n, &line->most);
    }
  span (hidden[AT (rows - 1, columns - 1)], &self->n, &self->most);
#undef AT
}

/* sum: of all lines, or G_MAXUINT: they are a part. */
static void
hide_lines (CercleBoard *self, CercleBoardSide side, guint sum, gboolean sum_hidden)
{
  guint n = self->sides[side]->len;
  g_autofree guint *numbers = g_new0 (guint, n + 1);
  g_autofree guint8 *hidden = g_new0 (guint8, n + 1);

  for (guint i = 0; i < n; i++)
    {
      numbers[i] = line_at (self, side, i)->n;
      hidden[i] = numbers[i] > 0 && numbers[i] < CERCLE_BOARD_FEW;
    }
  numbers[n] = sum;
  hidden[n] = sum_hidden;
  if (sum != G_MAXUINT)
    hide_one_more (numbers, hidden, n + 1, 1);
  for (guint i = 0; i < n; i++)
    {
      CercleBoardLine *line = line_at (self, side, i);
      span (hidden[i], &line->n, &line->most);
    }
}

void
cercle_board_hide_few (CercleBoard *self)
{
  guint sum = self->n;

  g_return_if_fail (self->abridged);
  hide_cells (self);
  hide_lines (self, CERCLE_BOARD_HOLDER, sum, self->most != self->n);
  hide_lines (self, CERCLE_BOARD_AGE, sum, self->most != self->n);
  hide_lines (self, CERCLE_BOARD_ENDING, G_MAXUINT, FALSE);
  hide_lines (self, CERCLE_BOARD_REASON, G_MAXUINT, FALSE);
}

/* --- Together ----------------------------------------------------------------------------------
 */

/* The cells of a board, where its states and missions stand in other lists. */
static void
add_cells (CercleBoard *self, const CercleBoard *of)
{
  GPtrArray *statuses = self->sides[CERCLE_BOARD_STATUS];
  GPtrArray *missions = self->sides[CERCLE_BOARD_MISSION];

  for (guint i = 0; i < of->sides[CERCLE_BOARD_STATUS]->len; i++)
    for (guint j = 0; j < of->sides[CERCLE_BOARD_MISSION]->len; j++)
      {
        guint status = 0, mission = 0, at;

        cercle_board_find_line (statuses, line_at (of, CERCLE_BOARD_STATUS, i)->value, &status);
        cercle_board_find_line (missions, line_at (of, CERCLE_BOARD_MISSION, j)->value, &mission);
        at = status * missions->len + mission;
        self->cells[at] = add_up (self->cells[at], cercle_board_cell (of, i, j));
        self->cells_most[at] = add_up (self->cells_most[at], cercle_board_cell_most (of, i, j));
      }
}

static void
add_lines (GPtrArray *lines, GPtrArray *others)
{
  for (guint i = 0; i < others->len; i++)
    {
      const CercleBoardLine *other = g_ptr_array_index (others, i);
      CercleBoardLine *line = cercle_board_need_line (lines, other->value);

      line->n = add_up (line->n, other->n);
      line->most = add_up (line->most, other->most);
    }
}

void
cercle_board_add (CercleBoard *self, const CercleBoard *other)
{
  CercleBoard before = *self;
  gsize n = 0;

  g_return_if_fail (self->abridged && other->abridged);
  for (CercleBoardSide side = 0; side < CERCLE_BOARD_N_SIDES; side++)
    {
      self->sides[side] = cercle_board_new_lines ();
      add_lines (self->sides[side], before.sides[side]);
      add_lines (self->sides[side], other->sides[side]);
      cercle_board_sort_lines (self->sides[side], side);
    }
  n = (gsize) self->sides[CERCLE_BOARD_STATUS]->len * self->sides[CERCLE_BOARD_MISSION]->len;
  self->cells = g_new0 (guint, n);
  self->cells_most = g_new0 (guint, n);
  add_cells (self, &before);
  add_cells (self, other);
  self->n = add_up (before.n, other->n);
  self->most = add_up (before.most, other->most);
  for (CercleBoardSide side = 0; side < CERCLE_BOARD_N_SIDES; side++)
    g_ptr_array_unref (before.sides[side]);
  g_free (before.cells);
  g_free (before.cells_most);
}

char *
cercle_board_number (guint n, guint most)
{
  if (n == most)
    return g_strdup_printf ("%u", n);
  if (n == 1 && most == CERCLE_BOARD_FEW - 1)
    return g_strdup_printf ("<%u", CERCLE_BOARD_FEW);
  return most == G_MAXUINT ? g_strdup_printf ("≥ %u", n) : g_strdup_printf ("%u–%u", n, most);
}

char *
cercle_board_open_words (const CercleBoard *self)
{
  g_autofree char *number = cercle_board_number (self->n, self->most);

  /* TRANSLATORS: "12 open cases", or where the number is a span "13–16 open cases". */
  return self->n == self->most
             ? g_strdup_printf (ngettext ("%u open case", "%u open cases", self->n), self->n)
             : g_strdup_printf (_ ("%s open cases"), number);
}

/* --- Written -----------------------------------------------------------------------------------
 */

static gint64
written (guint n, guint most)
{
  return n == most ? (gint64) n : most == G_MAXUINT ? HIDDEN : FEW;
}

JsonObject *
cercle_board_put (const CercleBoard *self)
{
  JsonObject *object = json_object_new ();
  JsonArray *cells = json_array_new ();
  gsize n = (gsize) self->sides[CERCLE_BOARD_STATUS]->len * self->sides[CERCLE_BOARD_MISSION]->len;

  json_object_set_int_member (object, "n", written (self->n, self->most));
  for (CercleBoardSide side = 0; side < CERCLE_BOARD_N_SIDES; side++)
    {
      JsonArray *lines = json_array_new ();

      for (guint i = 0; i < self->sides[side]->len; i++)
        {
          const CercleBoardLine *line = line_at (self, side, i);
          JsonArray *pair = json_array_new ();

          json_array_add_string_element (pair, line->value != NULL ? line->value : "");
          json_array_add_int_element (pair, written (line->n, line->most));
          json_array_add_array_element (lines, pair);
        }
      json_object_set_array_member (object, names[side], lines);
    }
  for (gsize i = 0; i < n; i++)
    json_array_add_int_element (cells, written (self->cells[i], self->cells_most[i]));
  json_object_set_array_member (object, "cells", cells);
  return object;
}

static gboolean
refuse (GError **error, const char *name)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "“%s” is no figure", name);
  return FALSE;
}

static gboolean
read_number (gint64 number, guint *n, guint *most)
{
  if (number < HIDDEN || number > MOST_CASES)
    return FALSE;
  *n = number == FEW ? 1 : number == HIDDEN ? CERCLE_BOARD_FEW : (guint) number;
  *most = number == FEW ? CERCLE_BOARD_FEW - 1 : number == HIDDEN ? G_MAXUINT : (guint) number;
  return TRUE;
}

static gboolean
read_node (JsonNode *node, guint *n, guint *most)
{
  return cercle_json_type (node) == CERCLE_JSON_INTEGER &&
         read_number (cercle_json_node_integer (node), n, most);
}

static gboolean
read_line (JsonNode *node, GPtrArray *lines)
{
  JsonArray *pair =
      cercle_json_type (node) == CERCLE_JSON_ARRAY ? cercle_json_node_array (node) : NULL;
  JsonNode *first = NULL;
  const char *value = NULL;
  CercleBoardLine *line = NULL;

  if (pair == NULL || json_array_get_length (pair) != 2)
    return FALSE;
  first = json_array_get_element (pair, 0);
  if (cercle_json_type (first) != CERCLE_JSON_TEXT)
    return FALSE;
  value = cercle_json_node_text (first);
  if (strlen (value) > MOST_VALUE)
    return FALSE;
  value = *value != '\0' ? value : NULL;
  if (cercle_board_find_line (lines, value, NULL) != NULL)
    return FALSE;
  line = cercle_board_need_line (lines, value);
  return read_node (json_array_get_element (pair, 1), &line->n, &line->most);
}

static gboolean
read_side (CercleBoard *self, JsonObject *object, CercleBoardSide side, GError **error)
{
  JsonArray *array = NULL;

  if (!cercle_json_array (object, names[side], &array, error))
    return FALSE;
  if (json_array_get_length (array) > MOST_LINES)
    return refuse (error, names[side]);
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!read_line (json_array_get_element (array, i), self->sides[side]))
      return refuse (error, names[side]);
  return TRUE;
}

static gboolean
read_cells (CercleBoard *self, JsonObject *object, GError **error)
{
  guint n = self->sides[CERCLE_BOARD_STATUS]->len * self->sides[CERCLE_BOARD_MISSION]->len;
  JsonArray *array = NULL;

  if (!cercle_json_array (object, "cells", &array, error))
    return FALSE;
  if (json_array_get_length (array) != n)
    return refuse (error, "cells");
  self->cells = g_new0 (guint, n);
  self->cells_most = g_new0 (guint, n);
  for (guint i = 0; i < n; i++)
    if (!read_node (json_array_get_element (array, i), &self->cells[i], &self->cells_most[i]))
      return refuse (error, "cells");
  return TRUE;
}

CercleBoard *
cercle_board_get (JsonObject *object, GError **error)
{
  g_autoptr (CercleBoard) self = g_new0 (CercleBoard, 1);
  gint64 n = 0;

  self->abridged = TRUE;
  for (CercleBoardSide side = 0; side < CERCLE_BOARD_N_SIDES; side++)
    self->sides[side] = cercle_board_new_lines ();
  for (CercleBoardSide side = 0; side < CERCLE_BOARD_N_SIDES; side++)
    if (!read_side (self, object, side, error))
      return NULL;
  if (!cercle_json_integer (object, "n", &n, error) || !read_cells (self, object, error))
    return NULL;
  if (!read_number (n, &self->n, &self->most))
    {
      refuse (error, "n");
      return NULL;
    }
  return g_steal_pointer (&self);
}
