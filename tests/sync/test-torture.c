/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is nothing ever lost, whatever fails, and do all see the same in the end?
 *
 * CERCLE_TORTURE_RUNS: how many worlds (300; 1000 with -m slow, which ./check --all runs twice).
 * CERCLE_TORTURE_SEED: this one alone, with its log.
 */
#define G_LOG_DOMAIN "test-sync"

#include "patience.h"
#include "torture.h"

#define RUNS 300
#define RUNS_SLOW 1000
/* With fewer, what happens seldom may not happen at all. */
#define RUNS_LEAST 100

static guint64
read_number (const char *name, guint64 otherwise)
{
  const char *text = g_getenv (name);

  return text != NULL ? g_ascii_strtoull (text, NULL, 10) : otherwise;
}

static World *
new_world (guint32 seed)
{
  World *world = world_new (seed);

  world->most_steps = (guint) read_number ("CERCLE_TORTURE_STEPS", world->most_steps);
  return world;
}

/* (transfer full): the hash of all that happened. */
static char *
live (guint32 seed, gboolean tell)
{
  g_autoptr (World) world = new_world (seed);

  world_run (world);
  world_heal (world);
  world_check (world);
  if (tell)
    g_printerr ("%s", world->log->str);
  return g_strdup (g_checksum_get_string (world->trace));
}

static void
test_one (void)
{
  g_autofree char *hash = live ((guint32) read_number ("CERCLE_TORTURE_SEED", 1), TRUE);

  g_test_message ("%s", hash);
}

/* The same seed, the same world: else no failure could be looked at twice. */
static void
test_same (void)
{
  for (guint32 seed = 1; seed <= 5; seed++)
    {
      g_autofree char *once = live (seed, FALSE), *twice = live (seed, FALSE);

      g_assert_cmpstr (once, ==, twice);
    }
}

static void
test_many (void)
{
  guint enough = patience_rounds (g_test_slow () ? RUNS_SLOW : RUNS);
  guint64 runs = read_number ("CERCLE_TORTURE_RUNS", MAX (enough, RUNS_LEAST));
  guint32 first = (guint32) read_number ("CERCLE_TORTURE_FIRST", 100);
  guint commits = 0, exchanges = 0, faults = 0, deaths = 0, restores = 0, conflicts = 0,
        rejected = 0, crossed = 0;

  for (guint64 i = 0; i < runs; i++)
    {
      g_autoptr (World) world = new_world (first + (guint32) i);

      world_run (world);
      world_heal (world);
      world_check (world);
      commits += world->n_commits;
      exchanges += world->n_exchanges;
      faults += world->n_faults;
      deaths += world->n_deaths;
      restores += world->n_restores;
      conflicts += world->n_conflicts;
      rejected += world->n_rejected;
      crossed += world->n_crossed;
    }
  g_test_message ("%u worlds: %u actions, %u exchanges, %u faults, %u deaths, %u restores, "
                  "%u conflicts, %u refusals, %u crossings",
                  (guint) runs, commits, exchanges, faults, deaths, restores, conflicts, rejected,
                  crossed);
  /* Else nothing was tried. */
  g_assert_cmpuint (faults, >, runs);
  g_assert_cmpuint (deaths, >, runs / 4);
  g_assert_cmpuint (restores, >, runs / 20);
  g_assert_cmpuint (conflicts, >, runs / 20);
  g_assert_cmpuint (rejected, >, runs / 20);
  g_assert_cmpuint (crossed, >, runs / 20);
}

/* A server that says yes and forgets must not pass. */
static void
test_planted (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (World) world = world_new (7);

      world->healed = world->lying = TRUE;
      g_assert_true (desk_exchange (&world->desks[0], NULL));
      g_assert_true (desk_create_case (&world->desks[0]));
      world_heal (world);
      world_check (world);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*CERCLE_TORTURE_SEED=7*");
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  torture_begin ();
  if (g_getenv ("CERCLE_TORTURE_SEED") != NULL)
    g_test_add_func ("/sync/torture/one", test_one);
  else
    {
      g_test_add_func ("/sync/torture/planted", test_planted);
      g_test_add_func ("/sync/torture/same", test_same);
      g_test_add_func ("/sync/torture/many", test_many);
    }
  result = g_test_run ();
  torture_end ();
  return result;
}
