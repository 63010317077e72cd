/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How do the numbers of Steering stand on one sheet of paper? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-board-sheet.h"

#include <glib/gi18n-lib.h>

#include "cercle-board-figures.h"
#include "cercle-choices.h"
#include "cercle-macros.h"

/* Lines of holders and reasons: with the others, one sheet. */
#define MOST_LINES 9

static const struct
{
  CercleBoardSide side;
  const char *title, *unset;
  const CercleChoice *labels; /* NULL: names of holders, or the words themselves */
} sides[] = {
  { CERCLE_BOARD_HOLDER, N_ ("By holder"), N_ ("Nobody"), NULL },
  { CERCLE_BOARD_AGE, N_ ("By age"), N_ ("Opened on an unknown day"), cercle_case_ages },
  { CERCLE_BOARD_ENDING, N_ ("Breaks to come"), N_ ("No break expected"), cercle_case_endings },
  { CERCLE_BOARD_REASON, N_ ("Blind spots, by reason"), N_ ("Without a reason"), NULL },
};

static char *
number (guint n, guint most)
{
  return most > 0 ? cercle_board_number (n, most) : g_strdup ("–");
}

static const char *
mission_name (const CercleBoardLine *line)
{
  return line->value != NULL ? cercle_choice_label (cercle_missions, line->value)
                             : _ ("Mission not told");
}

/* Of the longest of these lines. */
static double
share_of (GPtrArray *lines, guint n)
{
  guint most = 0;

  for (guint i = 0; i < lines->len; i++)
    most = MAX (most, ((const CercleBoardLine *) g_ptr_array_index (lines, i))->n);
  return most > 0 ? (double) n / most : 0;
}

/* What each mission comes to, and all of them. */
static void
put_totals (CercleSheet *sheet, const CercleBoard *board, guint n)
{
  GPtrArray *missions = board->sides[CERCLE_BOARD_MISSION];
  g_auto (GStrv) cells = g_new0 (char *, n + 1);

  cells[0] = g_strdup (_ ("Total"));
  for (guint i = 0; i < missions->len; i++)
    {
      const CercleBoardLine *line = g_ptr_array_index (missions, i);

      cells[i + 1] = number (line->n, line->most);
    }
  cells[n - 1] = number (board->n, board->most);
  cercle_sheet_row (sheet, (const char *const *) cells);
}

/* State by mission: each number of the screen, missions by letters told below. */
static void
put_states (CercleSheet *sheet, const CercleBoard *board)
{
  GPtrArray *states = board->sides[CERCLE_BOARD_STATUS];
  GPtrArray *missions = board->sides[CERCLE_BOARD_MISSION];
  guint n = missions->len + 2;
  g_autofree CercleSheetColumn *columns = g_new0 (CercleSheetColumn, n);
  g_autoptr (GPtrArray) letters = g_ptr_array_new_with_free_func (g_free);

  columns[0] = (CercleSheetColumn){ _ ("State"), 0.46 };
  for (guint i = 0; i < missions->len; i++)
    {
      g_ptr_array_add (letters, g_strdup_printf ("%c", 'A' + i));
      columns[i + 1] = (CercleSheetColumn){ g_ptr_array_index (letters, i), 0.40 / missions->len };
    }
  columns[n - 1] = (CercleSheetColumn){ _ ("Total"), 0.14 };
  cercle_sheet_table (sheet, columns, n);
  for (guint i = 0; i < states->len; i++)
    {
      const CercleBoardLine *line = g_ptr_array_index (states, i);
      g_auto (GStrv) cells = g_new0 (char *, n + 1);

      cells[0] = g_strdup (line->value != NULL ? cercle_choice_label (cercle_statuses, line->value)
                                               : _ ("State unknown"));
      for (guint j = 0; j < missions->len; j++)
        cells[j + 1] =
            number (cercle_board_cell (board, i, j), cercle_board_cell_most (board, i, j));
      cells[n - 1] = number (line->n, line->most);
      cercle_sheet_row (sheet, (const char *const *) cells);
      cercle_sheet_bar (sheet, share_of (states, line->n));
    }
  put_totals (sheet, board, n);
  for (guint i = 0; i < missions->len; i++)
    cercle_sheet_fact (sheet, g_ptr_array_index (letters, i),
                       mission_name (g_ptr_array_index (missions, i)));
}

/* "12" or, where ages are known, "12 (34 d, 120 d)". */
static char *
count_words (const CercleBoardLine *line)
{
  if (line->median < 0)
    return number (line->n, line->most);
  /* TRANSLATORS: number of cases, their median age and the oldest's, in days. */
  return g_strdup_printf (_ ("%1$u (%2$d d, %3$d d)"), line->n, line->median, line->oldest);
}

static void
put_side (CercleSheet *sheet, const CercleBoard *board, guint position, CercleNames *names)
{
  GPtrArray *lines = board->sides[sides[position].side];
  gboolean holder = sides[position].side == CERCLE_BOARD_HOLDER;
  const CercleSheetColumn columns[] = {
    { _ (sides[position].title), holder ? 0.64 : 0.8 },
    { holder ? _ ("Cases (median, oldest)") : _ ("Cases"), holder ? 0.36 : 0.2 },
  };
  guint others = 0;
  g_autofree char *left = NULL;

  if (lines->len == 0)
    return;
  cercle_sheet_table (sheet, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < lines->len; i++)
    {
      const CercleBoardLine *line = g_ptr_array_index (lines, i);
      g_autofree char *name = NULL, *n = NULL;
      const char *cells[2];

      others += i >= MOST_LINES ? line->n : 0;
      if (i >= MOST_LINES)
        continue;
      if (line->value == NULL)
        name = g_strdup (board->abridged && sides[position].side == CERCLE_BOARD_REASON
                             ? _ ("Whatever the reason")
                             : _ (sides[position].unset));
      else if (holder && board->abridged)
        name = g_strdup (cercle_choice_label (cercle_board_holders, line->value));
      else if (holder)
        name = cercle_names_of (line->value, names);
      else
        name = g_strdup (sides[position].labels != NULL
                             ? cercle_choice_label (sides[position].labels, line->value)
                             : line->value);
      n = holder ? count_words (line) : number (line->n, line->most);
      cells[0] = name;
      cells[1] = n;
      cercle_sheet_row (sheet, cells);
      cercle_sheet_bar (sheet, share_of (lines, line->n));
    }
  if (others == 0)
    return;
  left = number (others, others);
  cercle_sheet_row (sheet, (const char *const[]){ _ ("The others together"), left });
}

void
cercle_board_sheet_fill (CercleSheet *sheet, const CercleBoard *board, CercleNames *names)
{
  g_autofree char *words = cercle_board_open_words (board);

  cercle_sheet_heading (sheet, words);
  put_states (sheet, board);
  put_side (sheet, board, 1, names);
  cercle_sheet_beside (sheet);
  put_side (sheet, board, 0, names);
  put_side (sheet, board, 2, names);
  put_side (sheet, board, 3, names);
}
