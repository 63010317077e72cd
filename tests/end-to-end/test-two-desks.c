/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does what one person types reach the other, whatever is cut off in between, and what when both
 * typed something else? */
#define G_LOG_DOMAIN "cercle-end-to-end"

#include <string.h>
#include <unistd.h>

#include "driver-private.h"

#define LIMIT 60 /* seconds until something must be seen, on a busy machine */

static void
wait_until_open (Desk *desk)
{
  desk_see (desk, "· 0 en attente", LIMIT);
}

/* A call of a person nobody knows yet, promised for today, by keys alone. */
static void
take_call (Desk *desk, const char *first_name, const char *last_name, const char *words)
{
  desk_key (desk, "ctrl+n");
  desk_walk_to (desk, "Tab", "Téléphone", 20);
  desk_type (desk, "0639981234");
  /* A list says what it is, not only what was chosen in it. */
  desk_walk_to (desk, "Tab", "Rappeler par", 20);
  desk_walk_to (desk, "Tab", "Nouvelle personne", 20);
  desk_key (desk, "space");
  desk_see (desk, "Prénom", LIMIT);
  desk_walk_to (desk, "Tab", "Prénom", 20);
  desk_type (desk, first_name);
  desk_key (desk, "Tab");
  desk_type (desk, last_name);
  desk_keys (desk, "Tab", 8); /* fields in between: a look at each would take time */
  desk_walk_to (desk, "Tab", "Dans les mots de la personne", 60);
  desk_type (desk, words);
  desk_walk_to (desk, "Tab", "Jour du rappel", 20);
  desk_type (desk, "+0");
  desk_picture (desk, "1-new-call");
  desk_key (desk, "ctrl+Return");
  /* The desk shows the case that was made. */
  desk_see (desk, "Tous les faits", LIMIT);
}

static void
test_call_taken_offline (void)
{
  g_autoptr (Driver) driver = driver_new ();

  driver_make_server (driver);
  driver_start_server (driver);
  Desk *anna = driver_start_desk (driver, "anna", "anna", NULL);
  Desk *bruno = driver_start_desk (driver, "bruno", "bruno", NULL);
  wait_until_open (anna);
  wait_until_open (bruno);
  g_assert_false (desk_shows (bruno, "Capucine"));

  driver_kill_server (driver);
  take_call (anna, "Capucine", "Delaunay", "Je voudrais une place a la rentree");
  desk_see_gone (anna, "· 0 en attente", LIMIT);
  desk_key (anna, "ctrl+r");
  desk_see (anna, "Hors connexion", LIMIT);
  desk_picture (anna, "2-offline");
  desk_key (bruno, "ctrl+r");
  desk_see (bruno, "Hors connexion", LIMIT);
  g_assert_false (desk_shows (bruno, "Capucine"));

  driver_start_server (driver);
  desk_key (anna, "ctrl+r");
  desk_see (anna, "· 0 en attente", LIMIT);
  desk_key (bruno, "ctrl+1");
  desk_key (bruno, "ctrl+r");
  desk_see (bruno, "Rappeler Capucine Delaunay", LIMIT);
  desk_picture (bruno, "3-call-arrived");
  database_wait (driver_database (driver), "SELECT words FROM calls",
                 "Je voudrais une place a la rentree", LIMIT);
  desk_quit (anna);
  desk_quit (bruno);
}

/* The fact has the keyboard, and its whole text is chosen. */
static void
change_need (Desk *desk, const char *need)
{
  g_autofree char *database = desk_database (desk);

  desk_see (desk, "Tous les faits", LIMIT);
  desk_walk_to (desk, "Tab", "Besoin", 60);
  desk_key (desk, "ctrl+a");
  desk_type (desk, need);
  desk_key (desk, "Return");
  database_wait (database, "SELECT need FROM cases", need, LIMIT);
  desk_see_gone (desk, "· 0 en attente", LIMIT);
}

#define OPEN_CONFLICTS "SELECT count(*) FROM conflicts WHERE choice IS NULL"

static void
settle_on_bruno (Driver *driver, Desk *anna, Desk *bruno)
{
  const char *database = driver_database (driver);

  desk_see (bruno, "1 conflit", LIMIT);
  desk_picture (bruno, "5-conflict-in-the-case");
  desk_key (bruno, "ctrl+e");
  desk_see (bruno, "Garder « Un accueil de jour »", LIMIT);
  desk_see (bruno, "Garder « Une place en internat »", LIMIT);
  /* The keyboard is on the first card as soon as that has come. */
  desk_see_focus (bruno, "Ouvrir la situation", LIMIT);
  desk_picture (bruno, "6-conflicts");
  desk_walk_to (bruno, "Tab", "Garder « Une place en internat »", 20);
  desk_key (bruno, "space");
  desk_see_gone (bruno, "1 conflit", LIMIT);
  desk_picture (bruno, "7-settled");
  database_wait (database, "SELECT need FROM cases", "Une place en internat", LIMIT);
  database_wait (database, OPEN_CONFLICTS, "0", LIMIT);
  database_wait (database, "SELECT choice FROM conflicts", "proposed", LIMIT);
  desk_key (anna, "ctrl+r");
  desk_see_gone (anna, "1 conflit", LIMIT);
  desk_see (anna, "Une place en internat", LIMIT);
  desk_picture (anna, "8-received");
}

static void
undo_on_bruno (Driver *driver, Desk *anna, Desk *bruno)
{
  const char *database = driver_database (driver);

  desk_key (bruno, "ctrl+z");
  desk_see (bruno, "1 conflit", LIMIT);
  desk_see (bruno, "Garder « Un accueil de jour »", LIMIT);
  desk_picture (bruno, "9-undone");
  database_wait (database, "SELECT need FROM cases", "Un accueil de jour", LIMIT);
  database_wait (database, OPEN_CONFLICTS, "1", LIMIT);
  desk_key (anna, "ctrl+r");
  desk_see (anna, "1 conflit", LIMIT);
  desk_see (anna, "Garder « Un accueil de jour »", LIMIT);
}

/* Both change one fact while the network is away; Bruno's change is there first, for desks ask
 * again by themselves, and Anna's has no way yet. */
static void
test_conflict (void)
{
  g_autoptr (Driver) driver = driver_new ();

  driver_make_server (driver);
  driver_start_server (driver);
  Desk *anna = driver_start_desk (driver, "anna", "anna", NULL);
  Desk *bruno = driver_start_desk (driver, "bruno", "bruno", NULL);
  wait_until_open (anna);
  take_call (anna, "Capucine", "Delaunay", "Une place a la rentree");
  wait_until_open (anna);
  wait_until_open (bruno);
  desk_key (bruno, "ctrl+r");
  desk_see (bruno, "Rappeler Capucine Delaunay", LIMIT);
  desk_key (bruno, "ctrl+2");
  desk_walk_to (bruno, "Tab", "Delaunay", 30);
  desk_key (bruno, "Return");
  desk_see (bruno, "Tous les faits", LIMIT);

  driver_kill_server (driver);
  change_need (anna, "Une place en internat");
  change_need (bruno, "Un accueil de jour");
  desk_picture (anna, "4-other-value");
  g_assert_no_errno (unlink (anna->way));
  driver_start_server (driver);
  desk_key (bruno, "ctrl+r");
  wait_until_open (bruno);
  database_wait (driver_database (driver), "SELECT need FROM cases", "Un accueil de jour", LIMIT);
  desk_connect (anna);
  desk_key (anna, "ctrl+r");
  desk_see (anna, "1 conflit", LIMIT);
  desk_key (bruno, "ctrl+r");
  settle_on_bruno (driver, anna, bruno);
  undo_on_bruno (driver, anna, bruno);
  desk_quit (anna);
  desk_quit (bruno);
}

/* A test that is aborted takes its programs along. */
static void
test_nothing_left_behind (void)
{
  g_autofree char *file = g_build_filename (g_get_tmp_dir (), "cercle-end-pid", NULL);
  g_autofree char *text = NULL;
  gboolean gone = FALSE;

  if (g_test_subprocess ())
    {
      const char *const argv[] = { "sleep", "600", NULL };
      GPid pid = program_start (argv, NULL, FALSE);
      g_autofree char *told = g_strdup_printf ("%d", pid);
      g_assert_true (g_file_set_contents (file, told, -1, NULL));
      g_error ("on purpose");
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  GPid pid = (GPid) g_ascii_strtoll (text, NULL, 10);
  g_assert_cmpint (pid, >, 0);
  for (int i = 0; i < 100 && !gone; i++)
    {
      g_autofree char *path = g_strdup_printf ("/proc/%d/stat", pid);
      g_autofree char *stat = NULL;
      /* Gone, or dead and not yet buried by init. */
      gone = !g_file_get_contents (path, &stat, NULL, NULL) || strstr (stat, ") Z") != NULL;
      g_usleep (20000);
    }
  g_assert_true (gone);
}

/* A program that quits with a fault, or with the leaks that the sanitizers found, fails the test.
 */
static void
test_bad_end (void)
{
  if (g_test_subprocess ())
    {
      const char *const argv[] = { "sh", "-c", "exit 23", NULL };
      GPid pid = program_start (argv, NULL, FALSE);
      program_wait (&pid, "the program", g_get_monotonic_time () + 60 * G_USEC_PER_SEC);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*the program ended badly*23*");
}

int
main (int argc, char **argv)
{
  driver_init (&argc, &argv);
  g_test_add_func ("/end-to-end/nothing-left-behind", test_nothing_left_behind);
  g_test_add_func ("/end-to-end/bad-end", test_bad_end);
  g_test_add_func ("/end-to-end/call-taken-offline", test_call_taken_offline);
  g_test_add_func ("/end-to-end/conflict", test_conflict);
  return g_test_run ();
}
