/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be found out from the figures of another community? */
#include "cercle-figures.h"

#include <string.h>

#include "cercle-board-figures.h"
#include "cercle-case.h"
#include "cercle-choices.h"
#include "cercle-day.h"

#define TODAY "2020-06-23"
#define AT "2020-06-23T07:42:00.000Z"
#define WORLDS 60

static const char *const statuses[] = { NULL, "received", "to_qualify", "proposed" };
static const char *const missions[] = { NULL, "care", "respite", "ase" };
static const char *const holders[] = { NULL, "member:aa", "member:ab", "organisation:ba" };

#define ONE_OF(list) list[g_test_rand_int_range (0, (gint32) G_N_ELEMENTS (list))]

static GPtrArray *
random_cases (guint n)
{
  GPtrArray *cases = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      CercleRecord *kase = cercle_record_new (&cercle_case_kind);
      g_autofree char *day =
          cercle_day_to_text (cercle_day_parse (TODAY) - g_test_rand_int_range (0, 120));

      cercle_record_set_flag (kase, CERCLE_CASE_OPEN, TRUE);
      cercle_record_set_text (kase, CERCLE_CASE_OPENED_ON, day);
      cercle_record_set_text (kase, CERCLE_CASE_STATUS, ONE_OF (statuses));
      cercle_record_set_text (kase, CERCLE_CASE_MISSION, ONE_OF (missions));
      cercle_record_set_text (kase, CERCLE_CASE_HOLDER, ONE_OF (holders));
      if (g_test_rand_int_range (0, 5) == 0)
        {
          cercle_record_set_flag (kase, CERCLE_CASE_BLIND_SPOT, TRUE);
          cercle_record_set_text (kase, CERCLE_CASE_BLIND_SPOT_WHY, "Chez Madame Quesnel");
        }
      g_ptr_array_add (cases, kase);
    }
  return cases;
}

static void
check_span (guint n, guint most, guint truth)
{
  g_assert_cmpuint (n, <=, truth);
  g_assert_cmpuint (most, >=, truth);
  if (truth > 0 && truth < CERCLE_BOARD_FEW)
    g_assert_true (n == 1 && most == CERCLE_BOARD_FEW - 1);
  if (n == most)
    g_assert_cmpuint (n, ==, truth);
}

/* One number of a sum that is a span alone is no secret. */
static void
check_line (const CercleBoard *hidden, int status, int mission)
{
  guint rows = hidden->sides[CERCLE_BOARD_STATUS]->len;
  guint columns = hidden->sides[CERCLE_BOARD_MISSION]->len;
  guint n = status >= 0 ? columns : rows, spans = 0;
  const CercleBoardLine *sum =
      g_ptr_array_index (hidden->sides[status >= 0 ? CERCLE_BOARD_STATUS : CERCLE_BOARD_MISSION],
                         (guint) MAX (status, mission));

  for (guint i = 0; i < n; i++)
    {
      guint row = status >= 0 ? (guint) status : i, column = status >= 0 ? i : (guint) mission;
      spans +=
          cercle_board_cell (hidden, row, column) != cercle_board_cell_most (hidden, row, column);
    }
  spans += sum->n != sum->most;
  g_assert_cmpuint (spans, !=, 1);
}

static void
check_side (const CercleBoard *hidden, CercleBoardSide side, gboolean whole)
{
  guint spans = whole && hidden->n != hidden->most;

  for (guint i = 0; i < hidden->sides[side]->len; i++)
    {
      const CercleBoardLine *line = g_ptr_array_index (hidden->sides[side], i);
      g_assert_cmpint (line->oldest, ==, -1);
      spans += line->n != line->most;
    }
  if (whole)
    g_assert_cmpuint (spans, !=, 1);
}

static void
test_hidden (void)
{
  for (guint world = 0; world < WORLDS; world++)
    {
      g_autoptr (GPtrArray) cases = random_cases (g_test_rand_int_range (0, 90));
      g_autoptr (CercleBoard) truth = cercle_board_new (cases, TODAY);
      g_autoptr (CercleBoard) hidden = cercle_board_new (cases, TODAY);

      cercle_board_abridge (hidden);
      cercle_board_hide_few (hidden);
      check_span (hidden->n, hidden->most, truth->n);
      for (guint i = 0; i < truth->sides[CERCLE_BOARD_STATUS]->len; i++)
        for (guint j = 0; j < truth->sides[CERCLE_BOARD_MISSION]->len; j++)
          check_span (cercle_board_cell (hidden, i, j), cercle_board_cell_most (hidden, i, j),
                      cercle_board_cell (truth, i, j));
      for (guint i = 0; i < truth->sides[CERCLE_BOARD_STATUS]->len; i++)
        check_line (hidden, (int) i, -1);
      for (guint j = 0; j < truth->sides[CERCLE_BOARD_MISSION]->len; j++)
        check_line (hidden, -1, (int) j);
      check_side (hidden, CERCLE_BOARD_STATUS, TRUE);
      check_side (hidden, CERCLE_BOARD_MISSION, TRUE);
      check_side (hidden, CERCLE_BOARD_HOLDER, TRUE);
      check_side (hidden, CERCLE_BOARD_AGE, TRUE);
      check_side (hidden, CERCLE_BOARD_ENDING, FALSE);
    }
}

/* (transfer full) */
static CercleFigures *
figures_of (guint n)
{
  g_autoptr (GPtrArray) cases = random_cases (n);
  CercleFigures *figures = cercle_figures_new (AT);

  cercle_figures_take (figures, "b", "Bocage", cercle_board_new (cases, TODAY));
  cercle_figures_take (figures, "a", "Auge", cercle_board_new (cases, TODAY));
  return figures;
}

/* No identity of a person, no word that somebody wrote. */
static void
test_written (void)
{
  g_autoptr (CercleFigures) figures = figures_of (200);
  g_autofree char *text = cercle_figures_put (figures);
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleFigures) again = cercle_figures_get (text, &error);
  g_autofree char *twice = NULL;
  const CercleCommunityFigures *first = NULL;

  g_assert_no_error (error);
  twice = cercle_figures_put (again);
  g_assert_cmpstr (twice, ==, text);
  first = g_ptr_array_index (again->communities, 0);
  g_assert_cmpstr (first->name, ==, "Auge");
  g_assert_cmpstr (again->at, ==, AT);
  g_assert_null (strstr (text, "aa"));
  g_assert_null (strstr (text, "Quesnel"));
}

static void
test_refused (void)
{
  static const char *const wrong[] = {
    "",
    "{}",
    "{\"at\":\"today\",\"communities\":[]}",
    "{\"at\":\"" AT "\",\"communities\":[1]}",
    "{\"at\":\"" AT "\",\"communities\":[{\"id\":\"a b\",\"name\":\"n\",\"board\":{}}]}",
    "{\"at\":\"" AT
    "\",\"communities\":[{\"id\":\"a\",\"name\":\"n\",\"board\":{\"status\":[[1,2]]}}]}",
    "{\"at\":\"" AT
    "\",\"communities\":[{\"id\":\"a\",\"name\":\"n\",\"board\":{\"n\":-3,\"status\":[],"
    "\"mission\":[],\"holder\":[],\"age\":[],\"ending\":[],\"reason\":[],\"cells\":[]}}]}",
    "{\"at\":\"" AT
    "\",\"communities\":[{\"id\":\"a\",\"name\":\"n\",\"board\":{\"n\":3,\"status\":[],"
    "\"mission\":[],\"holder\":[],\"age\":[],\"ending\":[],\"reason\":[],\"cells\":[1]}}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CercleFigures) figures = cercle_figures_get (wrong[i], &error);

      g_assert_null (figures);
      g_assert_nonnull (error);
    }
}

/* One alone is itself; several are what each of them is, added up. */
static void
test_sum (void)
{
  g_autoptr (GPtrArray) cases = random_cases (40);
  g_autoptr (CercleFigures) figures = figures_of (200);
  const CercleCommunityFigures *a = g_ptr_array_index (figures->communities, 0);
  g_autoptr (CercleBoard) alone =
      cercle_figures_board (figures, cercle_board_new (cases, TODAY), "");
  g_autoptr (CercleBoard) two =
      cercle_figures_board (figures, cercle_board_new (cases, TODAY), "a");
  g_autoptr (CercleBoard) all =
      cercle_figures_board (figures, cercle_board_new (cases, TODAY), "b a");
  g_autoptr (CercleBoard) other = cercle_figures_board (figures, NULL, "a");
  g_autoptr (CercleBoard) nobody = cercle_figures_board (NULL, NULL, "a");

  g_assert_false (alone->abridged);
  g_assert_cmpuint (alone->n, ==, 40);
  g_assert_true (two->abridged && other->abridged);
  g_assert_cmpuint (two->n, ==, 40 + a->board->n);
  g_assert_cmpuint (all->n, ==, 40 + 2 * a->board->n);
  g_assert_cmpuint (other->n, ==, a->board->n);
  g_assert_cmpuint (nobody->n, ==, 0);
  for (guint i = 0; i < two->sides[CERCLE_BOARD_HOLDER]->len; i++)
    {
      const CercleBoardLine *line = g_ptr_array_index (two->sides[CERCLE_BOARD_HOLDER], i);
      g_assert_true (line->value == NULL || strchr (line->value, ':') == NULL);
    }
}

static void
test_words (void)
{
  static const struct
  {
    guint n, most;
    const char *words;
  } numbers[] = {
    { 0, 0, "0" }, { 12, 12, "12" }, { 1, 4, "<5" }, { 13, 16, "13–16" }, { 18, G_MAXUINT, "≥ 18" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *words = cercle_board_number (numbers[i].n, numbers[i].most);
      g_assert_cmpstr (words, ==, numbers[i].words);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figures/hidden", test_hidden);
  g_test_add_func ("/figures/written", test_written);
  g_test_add_func ("/figures/refused", test_refused);
  g_test_add_func ("/figures/sum", test_sum);
  g_test_add_func ("/figures/words", test_words);
  return g_test_run ();
}
