/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is the board of open cases read, line by line? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-board-view.h"

#include <glib/gi18n-lib.h>

#include "cercle-board-figures.h"
#include "cercle-choices.h"
#include "cercle-macros.h"

static const CercleBoardLine *
line_at (const CercleBoard *board, CercleBoardSide side, guint position)
{
  return g_ptr_array_index (board->sides[side], position);
}

static guint
most_of (const CercleBoard *board, CercleBoardSide side)
{
  guint most = 0;

  for (guint i = 0; i < board->sides[side]->len; i++)
    most = MAX (most, line_at (board, side, i)->n);
  return most;
}

/* --- States and missions --------------------------------------------------------------------- */

static const char *
status_name (const char *value)
{
  return value != NULL ? cercle_choice_label (cercle_statuses, value) : _ ("State unknown");
}

static const char *
mission_name (const char *value)
{
  return value != NULL ? cercle_choice_label (cercle_missions, value) : _ ("Mission not told");
}

/* status and mission: positions, or -1 for all of them. */
static void
put_cell (CercleBoardTable *table, const CercleBoard *board, int status, int mission)
{
  const CercleBoardLine *row =
      status >= 0 ? line_at (board, CERCLE_BOARD_STATUS, (guint) status) : NULL;
  const CercleBoardLine *column =
      mission >= 0 ? line_at (board, CERCLE_BOARD_MISSION, (guint) mission) : NULL;
  const CercleBoardLine *line = row != NULL ? row : column;
  CercleCaseFilter filter = { 0 };
  g_autofree char *of = NULL;
  guint n = line != NULL ? line->n : board->n, most = line != NULL ? line->most : board->most;

  if (row != NULL)
    cercle_board_ask (CERCLE_BOARD_STATUS, row->value, &filter);
  if (column != NULL)
    cercle_board_ask (CERCLE_BOARD_MISSION, column->value, &filter);
  if (row != NULL && column != NULL)
    {
      n = cercle_board_cell (board, (guint) status, (guint) mission);
      most = cercle_board_cell_most (board, (guint) status, (guint) mission);
    }
  /* TRANSLATORS: a state and a mission: "Received, Respite". */
  of = g_strdup_printf (_ ("%1$s, %2$s"), row != NULL ? status_name (row->value) : _ ("All states"),
                        column != NULL ? mission_name (column->value) : _ ("all missions"));
  if (board->abridged)
    cercle_board_table_figure (table, n, most, of);
  else
    cercle_board_table_number (table, n, of, &filter);
}

void
cercle_board_view_fill_states (CercleBoardTable *table, const CercleBoard *board)
{
  int statuses = (int) board->sides[CERCLE_BOARD_STATUS]->len;
  int missions = (int) board->sides[CERCLE_BOARD_MISSION]->len;
  guint most = most_of (board, CERCLE_BOARD_STATUS);

  cercle_board_table_begin (table);
  cercle_board_table_row (table);
  cercle_board_table_heading (table, _ ("State"));
  for (int i = 0; i < missions; i++)
    cercle_board_table_heading (
        table, mission_name (line_at (board, CERCLE_BOARD_MISSION, (guint) i)->value));
  cercle_board_table_heading (table, _ ("Total"));
  for (int status = 0; status < statuses; status++)
    {
      const CercleBoardLine *line = line_at (board, CERCLE_BOARD_STATUS, (guint) status);

      cercle_board_table_row (table);
      cercle_board_table_name (table, status_name (line->value), FALSE);
      for (int mission = 0; mission < missions; mission++)
        put_cell (table, board, status, mission);
      put_cell (table, board, status, -1);
      cercle_board_table_bar (table, line->n, most);
    }
  cercle_board_table_row (table);
  cercle_board_table_heading (table, _ ("Total"));
  for (int mission = 0; mission < missions; mission++)
    put_cell (table, board, -1, mission);
  put_cell (table, board, -1, -1);
  cercle_board_table_end (table);
}

/* --- One side -------------------------------------------------------------------------------- */

/* What a line without a value is called. */
static const struct
{
  const CercleChoice *labels;
  const char *heading, *unset;
  gboolean ages; /* with the median and the oldest */
} sides[CERCLE_BOARD_N_SIDES] = {
  [CERCLE_BOARD_HOLDER] = { NULL, N_ ("Holder"), N_ ("Nobody"), TRUE },
  [CERCLE_BOARD_AGE] = { cercle_case_ages, N_ ("Age"), N_ ("Opened on an unknown day"), FALSE },
  [CERCLE_BOARD_ENDING] = { cercle_case_endings, N_ ("Break"), N_ ("No break expected"), FALSE },
  [CERCLE_BOARD_REASON] = { NULL, N_ ("Reason"), N_ ("Without a reason"), FALSE },
};

static char *
name_of (CercleBoardSide side, const char *value, CercleSession *session, gboolean abridged)
{
  if (abridged && side == CERCLE_BOARD_REASON)
    return g_strdup (_ ("Whatever the reason"));
  if (value == NULL)
    return g_strdup (_ (sides[side].unset));
  if (side == CERCLE_BOARD_HOLDER && abridged)
    return g_strdup (cercle_choice_label (cercle_board_holders, value));
  if (side == CERCLE_BOARD_HOLDER)
    return cercle_session_name_of (session, value);
  return g_strdup (sides[side].labels != NULL ? cercle_choice_label (sides[side].labels, value)
                                              : value);
}

static void
put_days (CercleBoardTable *table, int days)
{
  g_autofree char *words = days >= 0 ? g_strdup_printf (C_ ("span", "%d d"), days) : g_strdup ("–");

  cercle_board_table_words (table, words);
}

static void
put_headings (CercleBoardTable *table, CercleBoardSide side, gboolean ages)
{
  cercle_board_table_row (table);
  cercle_board_table_heading (table, _ (sides[side].heading));
  cercle_board_table_heading (table, _ ("Cases"));
  if (!ages)
    return;
  cercle_board_table_heading (table, _ ("Median age"));
  cercle_board_table_heading (table, _ ("Oldest case"));
}

void
cercle_board_view_fill_side (CercleBoardTable *table, const CercleBoard *board,
                             CercleBoardSide side, CercleSession *session)
{
  guint most = most_of (board, side);
  gboolean ages = sides[side].ages && !board->abridged;

  cercle_board_table_begin (table);
  put_headings (table, side, ages);
  for (guint i = 0; i < board->sides[side]->len; i++)
    {
      const CercleBoardLine *line = line_at (board, side, i);
      g_autofree char *name = name_of (side, line->value, session, board->abridged);
      CercleCaseFilter filter = { 0 };

      cercle_board_ask (side, line->value, &filter);
      cercle_board_table_row (table);
      cercle_board_table_name (table, name, side == CERCLE_BOARD_HOLDER && line->value == NULL);
      if (board->abridged)
        cercle_board_table_figure (table, line->n, line->most, name);
      else
        cercle_board_table_number (table, line->n, name, &filter);
      if (ages)
        {
          put_days (table, line->median);
          put_days (table, line->oldest);
        }
      cercle_board_table_bar (table, line->n, most);
    }
  cercle_board_table_end (table);
}
