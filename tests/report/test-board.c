/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is every number of the board what a plain loop counts, and is it the number of the list behind
 * it?
 */
#include "cercle-board.h"

#include "cercle-case-list.h"
#include "cercle-case.h"
#include "cercle-choices.h"
#include "cercle-day.h"
#include "kept-file.h"

#define TODAY "2020-06-23"
#define SCOPE "c:0199c0de-0000-7000-8000-000000000001"
#define N_CASES 400

typedef struct
{
  char *folder, *path;
  CercleStore *store;
  GPtrArray *cases;
} Fixture;

static const char *
one_of (const char *const *values, guint n)
{
  return values[g_test_rand_int_range (0, (gint32) n)];
}
#define ONE_OF(...)                                                                                \
  one_of ((const char *const[]){ __VA_ARGS__ },                                                    \
          G_N_ELEMENTS (((const char *const[]){ __VA_ARGS__ })))

static void
set_day (CercleRecord *kase, guint field, int days)
{
  g_autofree char *day = cercle_day_to_text (cercle_day_parse (TODAY) + days);
  cercle_record_set_text (kase, field, day);
}

static CercleRecord *
random_case (void)
{
  CercleRecord *kase = cercle_record_new (&cercle_case_kind);

  cercle_envelope_set (&cercle_record_envelope (kase)->scope, SCOPE);
  cercle_envelope_set (&cercle_record_envelope (kase)->audience, cercle_case_kind.audience);
  cercle_record_envelope (kase)->deleted = g_test_rand_int_range (0, 12) == 0;
  cercle_record_set_flag (kase, CERCLE_CASE_OPEN, g_test_rand_int_range (0, 5) > 0);
  if (g_test_rand_int_range (0, 20) > 0)
    set_day (kase, CERCLE_CASE_OPENED_ON, -g_test_rand_int_range (-1, 130));
  if (g_test_rand_bit ())
    set_day (kase, CERCLE_CASE_BREAK_ON, g_test_rand_int_range (-5, 30));
  cercle_record_set_text (kase, CERCLE_CASE_STATUS,
                          ONE_OF (NULL, "received", "to_qualify", "proposed", "of_a_newer_one"));
  cercle_record_set_text (kase, CERCLE_CASE_MISSION, ONE_OF (NULL, "care", "respite", "ase"));
  cercle_record_set_text (kase, CERCLE_CASE_HOLDER,
                          ONE_OF (NULL, "member:0199c0de-0000-7000-8000-00000000000a",
                                  "organisation:0199c0de-0000-7000-8000-00000000000b"));
  if (g_test_rand_int_range (0, 3) == 0)
    {
      cercle_record_set_flag (kase, CERCLE_CASE_BLIND_SPOT, TRUE);
      cercle_record_set_text (kase, CERCLE_CASE_BLIND_SPOT_WHY,
                              ONE_OF (NULL, "Aucun répit de nuit", "Transport & aide = 0 %"));
    }
  return kase;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->store = kept_file_new (CERCLE_STORE_DESK, &fixture->folder, &fixture->path);
  fixture->cases = g_ptr_array_new_with_free_func (g_object_unref);
  g_assert_true (cercle_store_begin (fixture->store, &error));
  for (guint i = 0; i < N_CASES; i++)
    {
      CercleRecord *kase = random_case ();
      g_ptr_array_add (fixture->cases, kase);
      g_assert_true (cercle_store_put (fixture->store, kase, &error));
      g_assert_no_error (error);
    }
  g_assert_true (cercle_store_commit (fixture->store, &error));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  kept_file_remove (fixture->store, fixture->folder, fixture->path);
  g_ptr_array_unref (fixture->cases);
}

/* --- The plain loop -------------------------------------------------------------------------- */

static gboolean
is (CercleRecord *kase, guint field, const char *value)
{
  return g_strcmp0 (cercle_record_get_text (kase, field), value) == 0;
}

/* Days from a day to today; G_MININT when there is no day. */
static int
days_since (CercleRecord *kase, guint field)
{
  int day = cercle_day_parse (cercle_record_get_text (kase, field));
  return day != CERCLE_DAY_NONE ? cercle_day_parse (TODAY) - day : G_MININT;
}

static gboolean
is_of_age (CercleRecord *kase, const char *token)
{
  int days = days_since (kase, CERCLE_CASE_OPENED_ON);

  if (days == G_MININT)
    return token == NULL;
  days = MAX (days, 0);
  return g_strcmp0 (token, days <= 7    ? "0-7"
                           : days <= 30 ? "8-30"
                           : days <= 60 ? "31-60"
                           : days <= 90 ? "61-90"
                                        : "91-") == 0;
}

static gboolean
ends (CercleRecord *kase, const char *token)
{
  int days = days_since (kase, CERCLE_CASE_BREAK_ON);

  if (days == G_MININT)
    return FALSE;
  return g_str_equal (token, "past") ? days > 0 : days <= 0 && days >= -15;
}

static gboolean
holds (CercleRecord *kase, CercleBoardSide side, const char *value)
{
  switch (side)
    {
    case CERCLE_BOARD_STATUS:
      return is (kase, CERCLE_CASE_STATUS, value);
    case CERCLE_BOARD_MISSION:
      return is (kase, CERCLE_CASE_MISSION, value);
    case CERCLE_BOARD_HOLDER:
      return is (kase, CERCLE_CASE_HOLDER, value);
    case CERCLE_BOARD_AGE:
      return is_of_age (kase, value);
    case CERCLE_BOARD_ENDING:
      return ends (kase, value);
    case CERCLE_BOARD_REASON:
      return cercle_record_get_flag (kase, CERCLE_CASE_BLIND_SPOT) &&
             is (kase, CERCLE_CASE_BLIND_SPOT_WHY, value);
    case CERCLE_BOARD_N_SIDES:
    default:
      g_assert_not_reached ();
    }
}

static gboolean
counts (CercleRecord *kase)
{
  return !cercle_record_envelope (kase)->deleted && cercle_record_get_flag (kase, CERCLE_CASE_OPEN);
}

/* The list behind a number, by way of what is written on its button. */
static guint
listed (Fixture *fixture, const CercleCaseFilter *filter)
{
  g_autofree char *written = cercle_case_filter_write (filter);
  CercleCaseFilter read = { 0 };
  g_autoptr (GHashTable) texts = cercle_case_filter_read (written, &read);
  g_autofree char *again = cercle_case_filter_write (&read);
  g_autoptr (CercleQuery) query = NULL;
  g_autoptr (GError) error = NULL;
  gint64 n = 0;

  g_assert_nonnull (texts);
  g_assert_cmpstr (again, ==, written);
  read.today = TODAY;
  query = cercle_case_list_query (&read, NULL, FALSE);
  n = cercle_store_count (fixture->store, query, &error);
  g_assert_no_error (error);
  return (guint) n;
}

static int
compare_ints (gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

static void
recount (Fixture *fixture, CercleBoardSide side, const CercleBoardLine *line)
{
  g_autoptr (GArray) ages = g_array_new (FALSE, FALSE, sizeof (int));
  CercleCaseFilter filter = { 0 };
  guint n = 0;

  for (guint i = 0; i < fixture->cases->len; i++)
    {
      CercleRecord *kase = g_ptr_array_index (fixture->cases, i);
      int days = days_since (kase, CERCLE_CASE_OPENED_ON);

      if (!counts (kase) || !holds (kase, side, line->value))
        continue;
      n++;
      days = days != G_MININT ? MAX (days, 0) : days;
      if (days != G_MININT)
        g_array_append_val (ages, days);
    }
  g_test_message ("side %d, %s: %u", side, line->value, n);
  g_assert_cmpuint (line->n, ==, n);
  g_array_sort (ages, compare_ints);
  if (ages->len == 0)
    g_assert_true (line->oldest == -1 && line->median == -1);
  else
    {
      g_assert_cmpint (line->oldest, ==, g_array_index (ages, int, ages->len - 1));
      g_assert_cmpint (line->median, >=, g_array_index (ages, int, (ages->len - 1) / 2));
      g_assert_cmpint (line->median, <=, g_array_index (ages, int, ages->len / 2));
    }
  cercle_board_ask (side, line->value, &filter);
  g_assert_cmpuint (listed (fixture, &filter), ==, n);
}

static void
test_sides (Fixture *fixture, gconstpointer data)
{
  static const guint lines[CERCLE_BOARD_N_SIDES] = { 5, 5, 3, 6, 2, 3 };
  g_autoptr (CercleBoard) board = cercle_board_new (fixture->cases, TODAY);
  const CercleCaseFilter all = { 0 };

  g_assert_cmpuint (listed (fixture, &all), ==, board->n);
  for (guint side = 0; side < CERCLE_BOARD_N_SIDES; side++)
    {
      g_assert_cmpuint (board->sides[side]->len, ==, lines[side]);
      for (guint i = 0; i < board->sides[side]->len; i++)
        recount (fixture, side, g_ptr_array_index (board->sides[side], i));
      if (side < CERCLE_BOARD_ENDING)
        g_assert_cmpuint (cercle_board_sum (board, side), ==, board->n);
    }
}

static void
test_cells (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleBoard) board = cercle_board_new (fixture->cases, TODAY);
  GPtrArray *statuses = board->sides[CERCLE_BOARD_STATUS];
  GPtrArray *missions = board->sides[CERCLE_BOARD_MISSION];

  for (guint s = 0; s < statuses->len; s++)
    for (guint m = 0; m < missions->len; m++)
      {
        const CercleBoardLine *status = g_ptr_array_index (statuses, s);
        const CercleBoardLine *mission = g_ptr_array_index (missions, m);
        CercleCaseFilter filter = { 0 };
        guint n = 0;

        for (guint i = 0; i < fixture->cases->len; i++)
          {
            CercleRecord *kase = g_ptr_array_index (fixture->cases, i);
            n += counts (kase) && is (kase, CERCLE_CASE_STATUS, status->value) &&
                 is (kase, CERCLE_CASE_MISSION, mission->value);
          }
        cercle_board_ask (CERCLE_BOARD_STATUS, status->value, &filter);
        cercle_board_ask (CERCLE_BOARD_MISSION, mission->value, &filter);
        g_assert_cmpuint (cercle_board_cell (board, s, m), ==, n);
        g_assert_cmpuint (listed (fixture, &filter), ==, n);
      }
}

/* Lists come as people read them: in the order of the work, nobody first, what is unset last. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleBoard) board = cercle_board_new (fixture->cases, TODAY);
  static const char *const statuses[] = { "received", "to_qualify", "proposed", "of_a_newer_one",
                                          NULL };
  static const char *const missions[] = { "care", "respite", "ase", "reinforced", NULL };
  GPtrArray *reasons = board->sides[CERCLE_BOARD_REASON];

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      const CercleBoardLine *status = g_ptr_array_index (board->sides[CERCLE_BOARD_STATUS], i);
      const CercleBoardLine *mission = g_ptr_array_index (board->sides[CERCLE_BOARD_MISSION], i);

      g_assert_cmpstr (status->value, ==, statuses[i]);
      g_assert_cmpstr (mission->value, ==, missions[i]);
    }
  g_assert_null (
      ((CercleBoardLine *) g_ptr_array_index (board->sides[CERCLE_BOARD_HOLDER], 0))->value);
  for (guint i = 1; i < reasons->len; i++)
    g_assert_cmpuint (((CercleBoardLine *) g_ptr_array_index (reasons, i))->n, <=,
                      ((CercleBoardLine *) g_ptr_array_index (reasons, i - 1))->n);
}

/* The first and the last day of each age, and the median of an even number. */
static void
test_edges (void)
{
  static const struct
  {
    int days;
    const char *age;
  } ages[] = { { -3, "0-7" },   { 0, "0-7" },    { 7, "0-7" },    { 8, "8-30" },
               { 30, "8-30" },  { 31, "31-60" }, { 60, "31-60" }, { 61, "61-90" },
               { 90, "61-90" }, { 91, "91-" },   { 4000, "91-" } };
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CercleBoard) board = NULL, none = NULL;
  const CercleBoardLine *line = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ages); i++)
    {
      g_autofree char *day = cercle_day_to_text (cercle_day_parse (TODAY) - ages[i].days);
      g_assert_cmpstr (cercle_case_age (day, TODAY), ==, ages[i].age);
    }
  g_assert_null (cercle_case_age (NULL, TODAY));
  g_assert_cmpstr (cercle_case_ending ("2020-06-22", TODAY), ==, "past");
  g_assert_cmpstr (cercle_case_ending ("2020-06-23", TODAY), ==, "0-15");
  g_assert_cmpstr (cercle_case_ending ("2020-07-08", TODAY), ==, "0-15");
  g_assert_null (cercle_case_ending ("2020-07-09", TODAY));
  g_assert_null (cercle_case_ending (NULL, TODAY));
  none = cercle_board_new (cases, TODAY);
  g_assert_cmpuint (none->n, ==, 0);
  for (int days = 10; days <= 40; days += 10)
    {
      CercleRecord *kase = cercle_record_new (&cercle_case_kind);
      cercle_record_set_flag (kase, CERCLE_CASE_OPEN, TRUE);
      set_day (kase, CERCLE_CASE_OPENED_ON, -days);
      g_ptr_array_add (cases, kase);
    }
  board = cercle_board_new (cases, TODAY);
  line = g_ptr_array_index (board->sides[CERCLE_BOARD_HOLDER], 0);
  g_assert_cmpint (line->median, ==, 25);
  g_assert_cmpint (line->oldest, ==, 40);
}

/* What nobody wrote asks for nothing. */
static void
test_read (void)
{
  CercleCaseFilter filter = { .status = "received" };
  g_autoptr (GHashTable) texts = cercle_case_filter_read ("colour=red&=&%zz", &filter);
  g_autofree char *written = cercle_case_filter_write (&filter);

  g_assert_nonnull (texts);
  g_assert_cmpstr (written, ==, "");
}

#define ADD(name, func) g_test_add ("/board/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("sides", test_sides);
  ADD ("cells", test_cells);
  ADD ("order", test_order);
  g_test_add_func ("/board/edges", test_edges);
  g_test_add_func ("/board/read", test_read);
  return g_test_run ();
}
