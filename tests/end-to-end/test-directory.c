/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a partner found from a case and asked, and are fifteen rung in a morning, by keys alone? */
#define G_LOG_DOMAIN "cercle-end-to-end"

#include <glib/gstdio.h>

#include "story.h"

#define ROUND 15

enum
{
  A
};
#define TELL(name, desks, table) story_tell (name, desks, table, G_N_ELEMENTS (table))

/* --- Respite for a child of nine in Lisieux, at the week-end, of two partners ------------------
 */

#define ASKED "SELECT count(*) FROM requests WHERE what LIKE 'Un week-end%'"

static const Step first_partner[] = {
  { A, turn, "ctrl+k", "Commande" },
  { A, type, "quesnel", "Mathis Quesnel" },
  { A, turn, "Return", "État :" },
  { A, press, "ctrl+shift+g", "pour Mathis Quesnel" },
  { A, see, "Retirer : besoin, Répit" },
  { A, see, "Retirer : âge, 9 ans" },
  { A, see, "Retirer : lieu, Lisieux" },
  { A, turn, "ctrl+f", "Chercher dans l’annuaire" },
  { A, find, "Chercher dans l’annuaire", "week-end" },
  { A, see, "Retirer : quand, week-end" },
  { A, picture, "1-found" },
  { A, press, "Return", "Solliciter pour Mathis Quesnel" },
  { A, push, "Solliciter pour Mathis Quesnel", "est sollicité sans savoir de qui il s’agit" },
  { A, fill, "Ce qui est demandé", "Un week-end de répit" },
  { A, picture, "2-asked" },
  { A, save, "Un week-end de répit" },
  { A, holds, ASKED, "1" },
};

static const Step second_partner[] = {
  { A, press, "ctrl+shift+g", "pour Mathis Quesnel" },
  { A, turn, "ctrl+f", "Chercher dans l’annuaire" },
  { A, find, "Chercher dans l’annuaire", "week-end" },
  { A, see, "Retirer : quand, week-end" },
  { A, press, "Return", "Solliciter pour Mathis Quesnel" },
  { A, press, "Down", NULL },
  { A, push, "Solliciter pour Mathis Quesnel", "est sollicité sans savoir de qui il s’agit" },
  { A, fill, "Ce qui est demandé", "Un week-end sur deux" },
  { A, save, "Un week-end sur deux" },
  { A, holds, ASKED, "2" },
  { A, holds, "SELECT count(DISTINCT organisation) FROM requests WHERE what LIKE 'Un week-end%'",
    "2" },
  { A, picture, "3-both" },
  { A, press, "ctrl+r", "· 0 en attente" },
};

static Desk *
begin (Driver *driver)
{
  Desk *desk = NULL;

  g_free (driver_make_sample (driver));
  driver_start_server (driver);
  desk = driver_start_desk (driver, "helene", "hmaupertuis", NULL);
  desk_see (desk, "· 0 en attente", STORY_LIMIT);
  return desk;
}

static void
test_respite (void)
{
  g_autoptr (Driver) driver = driver_new ();
  Desk *desk = begin (driver);

  TELL ("respite", &desk, first_partner);
  TELL ("respite", &desk, second_partner);
  database_wait (driver_database (driver), ASKED, "2", STORY_LIMIT);
  desk_quit (desk);
}

/* --- The morning round -------------------------------------------------------------------------
 */

static const Step round_begun[] = {
  { A, press, "ctrl+4", "Tour du matin" },
  { A, push, "Commencer", "1 sur 15 à appeler" },
  { A, picture, "1-begun" },
};

/* One line each, Return is the next; the last does not answer. */
static void
ring (Desk *desk)
{
  for (guint n = 1; n <= ROUND; n++)
    {
      g_autofree char *place = g_strdup_printf ("%u sur %u à appeler", n, ROUND);

      desk_see (desk, place, STORY_LIMIT);
      desk_see_focus (desk, "Places libres", STORY_LIMIT);
      if (n == ROUND)
        {
          desk_key (desk, "n");
          break;
        }
      desk_type (desk, n % 3 == 0 ? "0" : "2");
      desk_key (desk, "Return");
    }
  desk_see (desk, "Vers l’annuaire", STORY_LIMIT);
}

static void
test_round (void)
{
  g_autoptr (Driver) driver = driver_new ();
  Desk *desk = begin (driver);
  guint characters = 0, typed = 0, keys = 0;

  TELL ("round", &desk, round_begun);
  keys = keys_pressed (&characters);
  ring (desk);
  g_assert_cmpuint (keys_pressed (&typed) - keys, ==, ROUND);
  g_assert_cmpuint (typed - characters, ==, ROUND - 1);
  desk_picture (desk, "round-2-done");
  holds (desk,
         "SELECT group_concat(outcome || ' ' || n, ', ') FROM (SELECT outcome, count(*) AS n"
         " FROM enquiries WHERE campaign IS NULL GROUP BY outcome ORDER BY outcome)",
         "no_answer 1, reached 14");
  holds (desk,
         "SELECT count(DISTINCT organisation) FROM capacities WHERE substr(told_at, 1, 13) ="
         " (SELECT max(substr(told_at, 1, 13)) FROM capacities)",
         "14");
  desk_key (desk, "ctrl+r");
  desk_see (desk, "· 0 en attente", STORY_LIMIT);
  database_wait (driver_database (driver),
                 "SELECT count(*) FROM enquiries WHERE outcome = 'reached'", "14", STORY_LIMIT);
  desk_quit (desk);
}

/* --- A directory that came as a table ------------------------------------------------------------
 */

#define TABLE                                                                                      \
  "Nom;Téléphone;Code postal;Ville\n"                                                            \
  "SESSAD Les Passerelles;02 31 98 01 47;14270;Mézidon Vallée d'Auge\n"                          \
  "Maison du répit du Bessin;02 31 98 01 48;14400;Bayeux\n"

#define MADE                                                                                       \
  "SELECT count(*) FROM organisations WHERE name = 'Maison du répit du Bessin' AND NOT deleted"

static const Step effects_seen[] = {
  { A, see, "Nouvelle · 1" },
  { A, see, "Peut-être déjà là · 1" },
  { A, see, "Écrire 1 fiche" },
  { A, picture, "1-effects" },
};

/* Behind the two numbers is the line; which of ours it is, is told by one letter. */
static const Step doubt_settled[] = {
  { A, press, "Tab", NULL },
  { A, press, "Tab", NULL },
  { A, press, "Return", "1 sur 1\u00a0: est-ce un des nôtres" },
  { A, see, "Se ressemblent\u00a0: le même nom" },
  { A, picture, "2-doubt" },
  { A, press, "s", "Écrire 2 fiches" },
  { A, see, "un des nôtres" },
  { A, save, "2 fiches sont écrites" },
};

static const Step found_again[] = {
  { A, holds, "SELECT phone FROM organisations WHERE name = 'Maison du répit du Bessin'",
    "+33231980148" },
  { A, holds,
    "SELECT count(DISTINCT about) FROM sources WHERE about LIKE 'organisation:%' AND"
    " name = 'table'",
    "2" },
  { A, holds, "SELECT count(*) FROM organisations WHERE name = 'SESSAD Les Passerelles'", "1" },
  { A, picture, "3-written" },
  { A, holds, MADE, "1" },
  { A, press, "ctrl+z", NULL },
  { A, holds, MADE, "0" },
  { A, holds,
    "SELECT count(*) FROM organisations WHERE name = 'SESSAD Les Passerelles' AND NOT deleted"
    " AND phone <> '+33231980147'",
    "1" },
  { A, press, "ctrl+r", "· 0 en attente" },
};

/* (transfer full): in a folder of its own, as newer GTK wants it. */
static char *
write_table (void)
{
  g_autofree char *folder = g_dir_make_tmp ("table-XXXXXX", NULL);
  char *path = g_build_filename (folder, "partenaires.csv", NULL);

  g_assert_true (g_file_set_contents (path, TABLE, -1, NULL));
  return path;
}

static void
test_import (void)
{
  g_autoptr (Driver) driver = driver_new ();
  g_autofree char *path = write_table (), *folder = g_path_get_dirname (path);
  Desk *desk = NULL;

  /* GTK's dialog of files loses memory of its own; ours is watched in widgets-directory-import. */
  driver_skip_leaks (driver);
  desk = begin (driver);
  press (desk, "ctrl+k", NULL);
  type (desk, "importer un annuaire", "Importer un annuaire…");
  press (desk, "Return", "Importer un annuaire");
  open_file (desk, path, "Voir les effets");
  desk_key (desk, "Return");
  TELL ("import", &desk, effects_seen);
  TELL ("import", &desk, doubt_settled);
  TELL ("import", &desk, found_again);
  g_remove (path);
  g_rmdir (folder);
  desk_quit (desk);
}

int
main (int argc, char **argv)
{
  driver_init (&argc, &argv);
  g_test_add_func ("/end-to-end/directory/respite", test_respite);
  g_test_add_func ("/end-to-end/directory/round", test_round);
  g_test_add_func ("/end-to-end/directory/import", test_import);
  return g_test_run ();
}
