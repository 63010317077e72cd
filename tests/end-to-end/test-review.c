/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Do the community and the MDPH hold one review on two desks, by keys alone, a third of it without
 * a network, and have the same minutes in the end? */
#define G_LOG_DOMAIN "cercle-end-to-end"

#include "driver.h"

#define LIMIT 60
#define TODAY "2026-06-23"
#define KEYS_A_CASE 4

typedef struct
{
  Driver *driver;
  Desk *helene; /* of the community, closes the list */
  Desk *sabine; /* of the MDPH */
  guint total;
} Review;

static char *
ask (Desk *desk, const char *sql)
{
  g_autofree char *file = desk_database (desk);
  return database_ask (file, sql);
}

static void
see_decided (Review *review, Desk *desk, guint n)
{
  g_autofree char *words = g_strdup_printf ("%u traitées sur %u", n, review->total);
  desk_see (desk, words, LIMIT);
}

static void
see_case (Review *review, Desk *desk, guint i)
{
  g_autofree char *words = g_strdup_printf ("%u / %u", i, review->total);
  desk_see (desk, words, LIMIT);
}

/* Not handled by the MDPH, rights up to date: two checks, a decision, and on. */
static void
decide (Review *review, Desk *desk, const char *decision, guint n)
{
  const char *const keys[] = { "n", "j", decision, "Return" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    desk_key (desk, keys[i]);
  see_decided (review, desk, n);
}

static void
begin (Review *review)
{
  g_autofree char *first = NULL, *total = NULL;

  review->driver = driver_new ();
  first = driver_make_sample (review->driver);
  driver_start_server (review->driver);
  review->helene = driver_start_desk (review->driver, "helene", "hmaupertuis", "review");
  /* Rules are asked of all that comes, not of half a first exchange. */
  desk_see (review->helene, "Synchronisé à", LIMIT);
  desk_see (review->helene, "La liste n’est pas encore arrêtée", LIMIT);
  desk_key (review->helene, "ctrl+Return");
  desk_see (review->helene, "La liste est arrêtée", LIMIT);
  total = ask (review->helene, "SELECT count(*) FROM review_items WHERE held_on='" TODAY "'");
  review->total = (guint) g_ascii_strtoull (total, NULL, 10);
  g_assert_cmpuint (review->total, >=, 12);
  desk_see (review->helene, "· 0 en attente", LIMIT);
  /* She reads the list, and no case: nothing else is on her desk. */
  review->sabine = driver_start_desk (review->driver, "sabine", "stanquerel", NULL);
  desk_see (review->sabine, "La liste est arrêtée", LIMIT);
}

/* With a network, a third of it without, and again with. */
static void
hold (Review *review)
{
  guint characters, n;
  guint keys = keys_pressed (&characters);

  for (n = 1; n <= 4; n++)
    decide (review, review->helene, n % 2 == 0 ? "2" : "3", n);
  g_assert_cmpuint (keys_pressed (&characters) - keys, <=, 4 * KEYS_A_CASE);
  desk_picture (review->helene, "review-together");
  see_decided (review, review->sabine, 4);

  desk_cut_off (review->helene);
  for (n = 5; n <= 9; n++)
    decide (review, review->helene, "2", n);
  /* Meanwhile the MDPH decides the last one of the list. */
  desk_keys (review->sabine, "Down", review->total - 1);
  see_case (review, review->sabine, review->total);
  decide (review, review->sabine, "1", 5);
  desk_picture (review->sabine, "review-mdph");
  desk_connect (review->helene);
  desk_key (review->helene, "ctrl+r");
  see_decided (review, review->helene, 10);
  see_decided (review, review->sabine, 10);
  for (n = 11; n <= review->total; n++)
    decide (review, review->helene, "1", n);
  see_decided (review, review->sabine, review->total);
  desk_see (review->helene, "· 0 en attente", LIMIT);
}

static void
compare_minutes (Review *review)
{
  static const char minutes[] =
      "SELECT group_concat(reference || ' ' || known || ' ' || rights || ' ' || decision, '; ') "
      "FROM"
      " (SELECT * FROM review_items WHERE held_on='" TODAY "' ORDER BY position, id)";
  g_autofree char *hers = ask (review->helene, minutes);
  g_autofree char *theirs = ask (review->sabine, minutes);
  g_autofree char *cases = ask (review->sabine, "SELECT count(*) FROM cases");
  g_autofree char *seen = g_strdup_printf ("%u situations vues", review->total);

  g_assert_cmpstr (hers, ==, theirs);
  g_assert_cmpstr (cases, ==, "0");
  desk_key (review->helene, "ctrl+shift+d");
  desk_see (review->helene, seen, LIMIT);
  desk_key (review->sabine, "ctrl+shift+d");
  desk_see (review->sabine, seen, LIMIT);
  desk_picture (review->sabine, "review-minutes");
  desk_key (review->sabine, "Left");
  desk_see (review->sabine, "22 juin", LIMIT);
  desk_see_gone (review->sabine, seen, LIMIT);
  desk_key (review->sabine, "Right");
  desk_see (review->sabine, seen, LIMIT);
}

static void
test_review (void)
{
  Review review = { 0 };

  begin (&review);
  desk_key (review.helene, "Home");
  desk_key (review.helene, "Return");
  see_case (&review, review.helene, 1);
  desk_key (review.sabine, "Home");
  desk_key (review.sabine, "Return");
  see_case (&review, review.sabine, 1);
  desk_see (review.sabine, "Hélène Maupertuis regarde", LIMIT);
  hold (&review);
  compare_minutes (&review);
  desk_quit (review.sabine);
  desk_quit (review.helene);
  driver_free (review.driver);
}

int
main (int argc, char **argv)
{
  driver_init (&argc, &argv);
  g_test_add_func ("/end-to-end/review/session", test_review);
  return g_test_run ();
}
