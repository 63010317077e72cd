/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How many open cases are there of each sort, and how old are they? */
#define G_LOG_DOMAIN "cercle-report"

#include "cercle-board-private.h"

#include "cercle-case.h"
#include "cercle-choices.h"
#include "cercle-day.h"

/* FALSE: the case has no place on this side. */
typedef gboolean (*ValueOf) (CercleRecord *kase, const char *today, const char **value);

static gboolean
status_of (CercleRecord *kase, const char *today, const char **value)
{
  *value = cercle_record_get_text (kase, CERCLE_CASE_STATUS);
  return TRUE;
}

static gboolean
mission_of (CercleRecord *kase, const char *today, const char **value)
{
  *value = cercle_record_get_text (kase, CERCLE_CASE_MISSION);
  return TRUE;
}

static gboolean
holder_of (CercleRecord *kase, const char *today, const char **value)
{
  *value = cercle_record_get_text (kase, CERCLE_CASE_HOLDER);
  return TRUE;
}

static gboolean
age_of (CercleRecord *kase, const char *today, const char **value)
{
  *value = cercle_case_age (cercle_record_get_text (kase, CERCLE_CASE_OPENED_ON), today);
  return TRUE;
}

static gboolean
ending_of (CercleRecord *kase, const char *today, const char **value)
{
  *value = cercle_case_ending (cercle_record_get_text (kase, CERCLE_CASE_BREAK_ON), today);
  return *value != NULL;
}

static gboolean
reason_of (CercleRecord *kase, const char *today, const char **value)
{
  *value = cercle_record_get_text (kase, CERCLE_CASE_BLIND_SPOT_WHY);
  return cercle_record_get_flag (kase, CERCLE_CASE_BLIND_SPOT);
}

static const struct
{
  ValueOf value;
  const CercleChoice *choices; /* in this order, the others behind; NULL: by number */
  gboolean all;                /* also choices without a case */
  gsize asked;
} sides[CERCLE_BOARD_N_SIDES] = {
  [CERCLE_BOARD_STATUS] = { status_of, cercle_statuses, FALSE,
                            G_STRUCT_OFFSET (CercleCaseFilter, status) },
  [CERCLE_BOARD_MISSION] = { mission_of, cercle_missions, TRUE,
                             G_STRUCT_OFFSET (CercleCaseFilter, mission) },
  [CERCLE_BOARD_HOLDER] = { holder_of, NULL, FALSE, G_STRUCT_OFFSET (CercleCaseFilter, holder) },
  [CERCLE_BOARD_AGE] = { age_of, cercle_case_ages, TRUE, G_STRUCT_OFFSET (CercleCaseFilter, age) },
  [CERCLE_BOARD_ENDING] = { ending_of, cercle_case_endings, TRUE,
                            G_STRUCT_OFFSET (CercleCaseFilter, ending) },
  [CERCLE_BOARD_REASON] = { reason_of, NULL, FALSE,
                            G_STRUCT_OFFSET (CercleCaseFilter, blind_spot_why) },
};

/* --- Lines ----------------------------------------------------------------------------------- */

static void
line_free (gpointer data)
{
  CercleBoardLine *line = data;

  g_free (line->value);
  g_array_unref (line->ages);
  g_free (line);
}

GPtrArray *
cercle_board_new_lines (void)
{
  return g_ptr_array_new_with_free_func (line_free);
}

CercleBoardLine *
cercle_board_find_line (GPtrArray *lines, const char *value, guint *position)
{
  for (guint i = 0; i < lines->len; i++)
    {
      CercleBoardLine *line = g_ptr_array_index (lines, i);
      if (g_strcmp0 (line->value, value) == 0)
        {
          if (position != NULL)
            *position = i;
          return line;
        }
    }
  return NULL;
}

CercleBoardLine *
cercle_board_need_line (GPtrArray *lines, const char *value)
{
  CercleBoardLine *line = cercle_board_find_line (lines, value, NULL);

  if (line != NULL)
    return line;
  line = g_new0 (CercleBoardLine, 1);
  line->value = g_strdup (value);
  line->oldest = line->median = -1;
  line->ages = g_array_new (FALSE, FALSE, sizeof (int));
  g_ptr_array_add (lines, line);
  return line;
}

static int
compare_ages (gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

static void
measure (CercleBoardLine *line)
{
  guint n = line->ages->len;

  if (n == 0)
    return;
  g_array_sort (line->ages, compare_ages);
  line->oldest = g_array_index (line->ages, int, n - 1);
  line->median =
      (g_array_index (line->ages, int, (n - 1) / 2) + g_array_index (line->ages, int, n / 2)) / 2;
}

static guint
place_of (const CercleChoice *choices, const char *value)
{
  guint place = 0;

  if (value == NULL)
    return G_MAXUINT;
  for (; choices[place].token != NULL; place++)
    if (g_str_equal (choices[place].token, value))
      break;
  return place;
}

static int
compare_lines (gconstpointer a, gconstpointer b, gpointer data)
{
  const CercleBoardLine *one = *(CercleBoardLine *const *) a;
  const CercleBoardLine *other = *(CercleBoardLine *const *) b;
  CercleBoardSide side = (CercleBoardSide) GPOINTER_TO_INT (data);
  const CercleChoice *choices = sides[side].choices;

  if (choices != NULL)
    {
      guint first = place_of (choices, one->value), second = place_of (choices, other->value);
      if (first != second)
        return first < second ? -1 : 1;
    }
  else if (side == CERCLE_BOARD_HOLDER && (one->value == NULL) != (other->value == NULL))
    return one->value == NULL ? -1 : 1;
  else if (one->n != other->n)
    return one->n > other->n ? -1 : 1;
  return g_strcmp0 (one->value, other->value);
}

void
cercle_board_sort_lines (GPtrArray *lines, CercleBoardSide side)
{
  g_ptr_array_sort_with_data (lines, compare_lines, GINT_TO_POINTER (side));
}

/* --- The board ------------------------------------------------------------------------------- */

static gboolean
counts (CercleRecord *kase)
{
  return !cercle_record_envelope (kase)->deleted && cercle_record_get_flag (kase, CERCLE_CASE_OPEN);
}

static GPtrArray *
count_side (GPtrArray *cases, CercleBoardSide side, const char *today)
{
  GPtrArray *lines = cercle_board_new_lines ();
  int now = cercle_day_parse (today);

  for (guint i = 0; sides[side].all && sides[side].choices[i].token != NULL; i++)
    cercle_board_need_line (lines, sides[side].choices[i].token);
  for (guint i = 0; i < cases->len; i++)
    {
      CercleRecord *kase = g_ptr_array_index (cases, i);
      int opened = cercle_day_parse (cercle_record_get_text (kase, CERCLE_CASE_OPENED_ON));
      const char *value = NULL;
      CercleBoardLine *line = NULL;

      if (!counts (kase) || !sides[side].value (kase, today, &value))
        continue;
      line = cercle_board_need_line (lines, value);
      line->most = ++line->n;
      if (opened != CERCLE_DAY_NONE && now != CERCLE_DAY_NONE)
        {
          int days = MAX (now - opened, 0);
          g_array_append_val (line->ages, days);
        }
    }
  for (guint i = 0; i < lines->len; i++)
    measure (g_ptr_array_index (lines, i));
  cercle_board_sort_lines (lines, side);
  return lines;
}

static void
count_cells (CercleBoard *self, GPtrArray *cases)
{
  GPtrArray *missions = self->sides[CERCLE_BOARD_MISSION];
  GPtrArray *statuses = self->sides[CERCLE_BOARD_STATUS];

  self->cells = g_new0 (guint, (gsize) statuses->len * missions->len);
  for (guint i = 0; i < cases->len; i++)
    {
      CercleRecord *kase = g_ptr_array_index (cases, i);
      guint status = 0, mission = 0;

      if (!counts (kase))
        continue;
      cercle_board_find_line (statuses, cercle_record_get_text (kase, CERCLE_CASE_STATUS), &status);
      cercle_board_find_line (missions, cercle_record_get_text (kase, CERCLE_CASE_MISSION),
                              &mission);
      self->cells[status * missions->len + mission]++;
      self->most = ++self->n;
    }
  self->cells_most = g_memdup2 (self->cells, sizeof (guint) * statuses->len * missions->len);
}

CercleBoard *
cercle_board_new (GPtrArray *cases, const char *today)
{
  CercleBoard *self = g_new0 (CercleBoard, 1);

  for (guint side = 0; side < CERCLE_BOARD_N_SIDES; side++)
    self->sides[side] = count_side (cases, side, today);
  count_cells (self, cases);
  return self;
}

void
cercle_board_free (CercleBoard *self)
{
  if (self == NULL)
    return;
  for (guint side = 0; side < CERCLE_BOARD_N_SIDES; side++)
    g_ptr_array_unref (self->sides[side]);
  g_free (self->cells);
  g_free (self->cells_most);
  g_free (self);
}

guint
cercle_board_cell (const CercleBoard *self, guint status, guint mission)
{
  return self->cells[status * self->sides[CERCLE_BOARD_MISSION]->len + mission];
}

guint
cercle_board_cell_most (const CercleBoard *self, guint status, guint mission)
{
  return self->cells_most[status * self->sides[CERCLE_BOARD_MISSION]->len + mission];
}

guint
cercle_board_sum (const CercleBoard *self, CercleBoardSide side)
{
  guint sum = 0;

  for (guint i = 0; i < self->sides[side]->len; i++)
    sum += ((CercleBoardLine *) g_ptr_array_index (self->sides[side], i))->n;
  return sum;
}

void
cercle_board_ask (CercleBoardSide side, const char *value, CercleCaseFilter *filter)
{
  const char **asked = (const char **) ((char *) filter + sides[side].asked);

  *asked = value != NULL ? value : "";
  if (side == CERCLE_BOARD_REASON)
    filter->blind_spot = "1";
}
