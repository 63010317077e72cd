/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does what one person types reach the other, whatever is cut off in between? */
#define G_LOG_DOMAIN "cercle-end-to-end"

#include <locale.h>
#include <string.h>

#include "driver.h"

/* A Tuesday morning, for the desks: no test waits for Monday. */
#define CLOCK "2026-06-23T07:42:00.000Z"

#define LIMIT 20 /* seconds until something must be seen, on a busy machine */

#define KILLS 5
#define WORDS_BEFORE_KILL 60
/* Kept 150 ms after a keystroke at the latest; the rest is what a busy machine takes to hand a key
 * to the program and to write a draft through to the disk. */
#define DRAFT_MS 150
#define BUSY_MS 450

static void
wait_until_open (Desk *desk)
{
  desk_see (desk, "· 0 en attente", LIMIT);
}

static void
begin_call (Desk *desk)
{
  desk_key (desk, "ctrl+n");
  desk_walk_to (desk, "Tab", "Téléphone", 20);
}

/* blind: of the many fields in between, so many are passed without a look at each. */
static void
walk_to_words (Desk *desk, guint blind)
{
  desk_keys (desk, "Tab", blind);
  desk_walk_to (desk, "Tab", "Dans les mots de la personne", 60);
}

/* A call of a person nobody knows yet, promised for today, by keys alone. */
static void
take_call (Desk *desk, const char *first_name, const char *last_name, const char *words)
{
  begin_call (desk);
  desk_type (desk, "0639981234");
  desk_walk_to (desk, "Tab", "Nouvelle personne", 20);
  desk_key (desk, "space");
  desk_see (desk, "Prénom", LIMIT);
  desk_walk_to (desk, "Tab", "Prénom", 20);
  desk_type (desk, first_name);
  desk_key (desk, "Tab");
  desk_type (desk, last_name);
  walk_to_words (desk, 8);
  desk_type (desk, words);
  desk_walk_to (desk, "Tab", "Jour du rappel", 20);
  desk_type (desk, "+0");
  desk_picture (desk, "new-call");
  desk_key (desk, "ctrl+Return");
}

static void
test_call_taken_offline (void)
{
  g_autoptr (Driver) driver = driver_new ();

  driver_make_server (driver);
  driver_start_server (driver);
  Desk *anna = driver_start_desk (driver, "anna", "anna", CLOCK);
  Desk *bruno = driver_start_desk (driver, "bruno", "bruno", CLOCK);
  wait_until_open (anna);
  wait_until_open (bruno);
  g_assert_false (desk_shows (bruno, "Capucine"));

  driver_kill_server (driver);
  take_call (anna, "Capucine", "Delaunay", "Je voudrais une place a la rentree");
  desk_see_gone (anna, "· 0 en attente", LIMIT);
  desk_key (anna, "ctrl+r");
  desk_see (anna, "Hors connexion", LIMIT);
  desk_picture (anna, "offline");
  desk_key (bruno, "ctrl+r");
  desk_see (bruno, "Hors connexion", LIMIT);
  g_assert_false (desk_shows (bruno, "Capucine"));

  driver_start_server (driver);
  desk_key (anna, "ctrl+r");
  desk_see (anna, "· 0 en attente", LIMIT);
  desk_key (bruno, "ctrl+1");
  desk_key (bruno, "ctrl+r");
  desk_see (bruno, "Rappeler Capucine Delaunay", LIMIT);
  desk_picture (bruno, "call-arrived");
  desk_quit (anna);
  desk_quit (bruno);
}

typedef struct
{
  guint typed, safe; /* words; the safe ones must be there afterwards */
} Round;

/* "k3w017": the word 17 of the round 3. */
static char *
word (guint round, guint i)
{
  return g_strdup_printf ("k%uw%03u ", round, i);
}

static Round
type_until_killed (Desk *desk, guint round, guint ms)
{
  gint64 typed_at[WORDS_BEFORE_KILL];
  gint64 end = g_get_monotonic_time () + ms * 1000;
  guint n = 0, safe = 0;

  desk_kill_in (desk, ms);
  for (; n < WORDS_BEFORE_KILL && g_get_monotonic_time () < end; n++)
    {
      g_autofree char *text = word (round, n);
      keys_type (text, 20);
      typed_at[n] = g_get_monotonic_time ();
    }
  gint64 killed_at = desk_wait_killed (desk);
  while (safe < n && typed_at[safe] <= killed_at - (DRAFT_MS + BUSY_MS) * 1000)
    safe++;
  g_test_message ("round %u: killed after %u ms, %u words typed, %u must be there", round, ms, n,
                  safe);
  return (Round){ n, safe };
}

/* The words stand in one text, which is filled at once. */
static void
check_words (Desk *desk, guint round, Round words)
{
  g_autofree char *first = word (round, 0);
  g_autofree char *all = NULL;
  guint kept = 0;

  if (words.safe == 0)
    return;
  desk_see (desk, first, LIMIT);
  all = desk_everything (desk);
  for (guint i = 0; i < words.typed; i++)
    {
      g_autofree char *text = word (round, i);
      g_strchomp (text);
      if (strstr (all, text) != NULL)
        kept++;
      else if (i < words.safe)
        g_error ("round %u: the word %u of %u is lost:\n%s", round, i, words.safe, all);
    }
  g_test_message ("round %u: %u of %u words kept", round, kept, words.typed);
}

static void
test_killed_while_typing (void)
{
  g_autoptr (Driver) driver = driver_new ();
  Round rounds[KILLS] = { 0 };
  guint safe = 0;

  driver_make_server (driver);
  driver_start_server (driver);
  for (guint round = 0; round <= KILLS; round++)
    {
      Desk *anna = driver_start_desk (driver, "anna", "anna", CLOCK);
      wait_until_open (anna);
      begin_call (anna);
      if (round > 0)
        check_words (anna, round - 1, rounds[round - 1]);
      if (round == 1)
        desk_picture (anna, "draft-restored");
      if (round == KILLS)
        {
          desk_quit (anna);
          break;
        }
      walk_to_words (anna, 10);
      desk_key (anna, "ctrl+End");
      rounds[round] = type_until_killed (anna, round, (guint) g_test_rand_int_range (900, 3000));
      safe += rounds[round].safe;
    }
  g_assert_cmpuint (safe, >, 0);
}

int
main (int argc, char **argv)
{
  setlocale (LC_CTYPE, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  /* libatspi warns about a program that is only just starting, or was killed while it was asked. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  g_test_add_func ("/end-to-end/call-taken-offline", test_call_taken_offline);
  g_test_add_func ("/end-to-end/killed-while-typing", test_killed_while_typing);
  return g_test_run ();
}
