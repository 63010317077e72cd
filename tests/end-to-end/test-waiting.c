/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a coordinator import the lists of two bodies and review who waits on them, by keys alone,
 * and is nothing of them left in the end but the case that she opened? */
#define G_LOG_DOMAIN "cercle-end-to-end"

#include <glib/gstdio.h>
#include <string.h>

#include "story.h"

#define LIMIT STORY_LIMIT

typedef struct
{
  Driver *driver;
  Desk *anna;
} Review;

static gboolean
is_in_the_files (const char *database, const char *word)
{
  static const char *const ends[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *path = g_strconcat (database, ends[i], NULL), *bytes = NULL;
      gsize n = 0;

      if (g_file_get_contents (path, &bytes, &n, NULL) &&
          memmem (bytes, n, word, strlen (word)) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* A folder of its own: newer GTK goes to the folder of the path and chooses the first file there.
 * (transfer full) */
static char *
copy_list (const char *name)
{
  g_autofree char *from = g_build_filename (g_getenv ("CERCLE_FIXTURES"), "waiting", name, NULL);
  g_autofree char *folder = g_dir_make_tmp ("list-XXXXXX", NULL), *bytes = NULL;
  char *path = g_build_filename (folder, name, NULL);
  gsize n = 0;

  g_assert_true (g_file_get_contents (from, &bytes, &n, NULL));
  g_assert_true (g_file_set_contents (path, bytes, (gssize) n, NULL));
  return path;
}

static void
remove_list (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_remove (path);
  g_rmdir (folder);
}

/* expected: an example of a column that was found, and what the file would do. */
static void
import_list (Review *self, const char *name, const char *body, const char *example,
             const char *effect)
{
  g_autofree char *path = copy_list (name);

  desk_walk_to (self->anna, "Tab", "Importer une liste…", 30);
  desk_key (self->anna, "Return");
  desk_see (self->anna, "Importer une liste d’attente", LIMIT);
  open_file (self->anna, path, "De qui est cette liste");
  desk_see_focus (self->anna, "De qui est cette liste", LIMIT);
  desk_see (self->anna, example, LIMIT);
  desk_type (self->anna, body);
  desk_key (self->anna, "Return");
  desk_see (self->anna, effect, LIMIT);
  desk_see_focus (self->anna, "Importer", LIMIT);
  desk_key (self->anna, "Return");
  desk_see_window (self->anna, LIMIT);
  remove_list (path);
}

static void
begin (Review *self)
{
  self->driver = driver_new ();
  driver_make_server (self->driver);
  driver_start_server (self->driver);
  /* GTK's dialog of files loses memory of its own; ours is watched in widgets-waiting. */
  driver_skip_leaks (self->driver);
  self->anna = driver_start_desk (self->driver, "anna", "anna", "waiting");
  desk_see (self->anna, "· 0 en attente", LIMIT);
  desk_see (self->anna, "Aucune liste d’attente", LIMIT);
}

/* Ctrl+Z takes a whole list back. */
static void
import_both (Review *self)
{
  import_list (self, "ime.csv", "IME Les Peupliers", "QUESNEL · LE BIHAN · MARTIN", "Nouvelle 5");
  desk_see (self->anna, "1 / 5 · 0 avec décision", LIMIT);
  import_list (self, "sessad.csv", "SESSAD du Bocage", "Lecœur, Zoé", "Nouvelle 4");
  desk_see (self->anna, "1 / 8 · 0 avec décision", LIMIT);
  desk_key (self->anna, "ctrl+z");
  desk_see (self->anna, "1 / 5 · 0 avec décision", LIMIT);
  import_list (self, "sessad.csv", "SESSAD du Bocage", "Lecœur, Zoé", "Nouvelle 4");
  desk_see (self->anna, "1 / 8 · 0 avec décision", LIMIT);
  desk_see (self->anna, "Attend sur 2 listes", LIMIT);
  desk_picture (self->anna, "waiting-1-session");
}

/* One key a person; who may be another is asked before a case is opened for him. */
static void
decide (Review *self)
{
  desk_key (self->anna, "1");
  desk_see (self->anna, "2 / 8 · 1 avec décision", LIMIT);
  database_wait (driver_database (self->driver), "SELECT need FROM cases",
                 "IME, internat de semaine", LIMIT);
  for (guint i = 0; i < 8 && !desk_shows (self->anna, "Jean MARTIN"); i++)
    desk_key (self->anna, "Page_Down");
  desk_see (self->anna, "Est-ce la même personne", LIMIT);
  desk_key (self->anna, "1");
  desk_picture (self->anna, "waiting-2-homonym");
  desk_key (self->anna, "e");
  desk_see_gone (self->anna, "Est-ce la même personne", LIMIT);
  desk_key (self->anna, "3");
  desk_see (self->anna, "· 2 avec décision", LIMIT);
  desk_key (self->anna, "ctrl+z");
  desk_see (self->anna, "· 1 avec décision", LIMIT);
}

static void
end (Review *self)
{
  g_autofree char *database = desk_database (self->anna);

  desk_walk_to (self->anna, "Tab", "Terminer la revue…", 30);
  desk_key (self->anna, "Return");
  desk_see (self->anna, "7 personnes sont sans décision", LIMIT);
  desk_picture (self->anna, "waiting-3-end");
  /* Return alone would be Cancel. */
  desk_key (self->anna, "Tab");
  desk_key (self->anna, "Return");
  desk_see (self->anna, "Aucune liste d’attente", LIMIT);
  /* Nothing of it comes back. */
  desk_key (self->anna, "ctrl+z");
  desk_key (self->anna, "ctrl+3");
  desk_key (self->anna, "ctrl+6");
  desk_see_gone (self->anna, "avec décision", LIMIT);
  database_wait (driver_database (self->driver), "SELECT count(*) FROM cases", "1", LIMIT);
  g_assert_false (is_in_the_files (database, "BIHAN"));
  g_assert_false (is_in_the_files (driver_database (self->driver), "BIHAN"));
}

static void
test_waiting (void)
{
  Review self = { 0 };

  begin (&self);
  import_both (&self);
  decide (&self);
  end (&self);
  desk_quit (self.anna);
  driver_free (self.driver);
}

int
main (int argc, char **argv)
{
  driver_init (&argc, &argv);
  g_test_add_func ("/end-to-end/waiting", test_waiting);
  return g_test_run ();
}
