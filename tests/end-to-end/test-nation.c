/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* By keys alone: is a question asked, sent and answered by a national referent on a desk without a
 * case, is her answer read, used and told when it changes; and is a launch signed that she reads?
 */
#define G_LOG_DOMAIN "cercle-end-to-end"

#include "story.h"

enum
{
  HELENE, /* coordinator */
  YANIS,  /* adviser */
  ODETTE  /* national referent */
};

#define ASKED "Peut-on prolonger un relais de nuit"
#define ANSWERED "Oui, pour un mois"
#define CHANGED "Oui, pour deux mois"
#define QUESTIONS "SELECT count(*) FROM questions WHERE text='" ASKED "'"
#define NOTES(text) "SELECT count(*) FROM events WHERE text='" text "'"

/* clang-format off */
static const Step asks[] = {
  { YANIS, see, "Aujourd’hui" },
  { YANIS, turn, "ctrl+shift+q", "Question" },
  { YANIS, type, ASKED },
  { YANIS, turn, "ctrl+Return", ASKED },
  { YANIS, holds, QUESTIONS, "1" },
  { YANIS, see, "5 à envoyer" },
  { YANIS, see, "· 0 en attente" },
  { YANIS, picture, "1-asked" },
  { ODETTE, press, "ctrl+r", NULL },
  { ODETTE, holds, QUESTIONS, "0" },
  { HELENE, learn, ASKED },
  { HELENE, push, "Noter comme envoyé", "Envoyée le" },
  { HELENE, holds, "SELECT count(*) FROM questions WHERE sent_on IS NULL AND dropped_why IS NULL", "0" },
  { HELENE, see, "· 0 en attente" },
};

static const Step answers[] = {
  { ODETTE, learn, ASKED },
  { ODETTE, press, "Home", NULL },
  { ODETTE, push, "Répondre par un article", "Enregistrer" },
  { ODETTE, fill, "Réponse", ANSWERED },
  { ODETTE, press, "ctrl+Return", "Réponse le" },
  { ODETTE, holds, "SELECT scope FROM articles WHERE answer='" ANSWERED "'", "national" },
  { ODETTE, holds, "SELECT text FROM questions WHERE article IN (SELECT id FROM articles WHERE answer='" ANSWERED "')", ASKED },
  { ODETTE, see, "· 0 en attente" },
  { ODETTE, holds, "SELECT count(*) FROM cases", "0" },
  { ODETTE, picture, "2-answered" },
};
/* clang-format on */

static void
test_questions (void)
{
  g_autoptr (Driver) driver = driver_new ();
  Desk *desks[3] = { NULL };

  g_free (driver_make_sample (driver));
  driver_start_server (driver);
  desks[HELENE] = driver_start_desk (driver, "helene", "hmaupertuis", "questions");
  desks[YANIS] = driver_start_desk (driver, "yanis", "ybesnard", "today");
  desks[ODETTE] = driver_start_desk (driver, "odette", "orivoal", "questions");
  story_tell ("questions", desks, asks, G_N_ELEMENTS (asks));
  story_tell ("questions", desks, answers, G_N_ELEMENTS (answers));
  desk_quit (desks[ODETTE]);
  desk_quit (desks[YANIS]);
  desk_quit (desks[HELENE]);
}

/* The second community of the sample lacks two points and the signature. */
enum
{
  BERTRAND /* its coordinator */
};

#define REVIEWS "SELECT count(*) FROM launch_checks WHERE sort='review' AND done_on IS NOT NULL"

/* clang-format off */
static const Step signs[] = {
  { ODETTE, see, "1 département sur 101" },
  { ODETTE, holds, REVIEWS, "1" },
  { BERTRAND, see, "En préparation" },
  { BERTRAND, push, "Confirmer… Référents désignés", "Ce qui l’établit" },
  { BERTRAND, fill, "Ce qui l’établit", "Lettres des trois" },
  { BERTRAND, press, "ctrl+Return", "Lettres des trois" },
  { BERTRAND, push, "Confirmer… Téléphone essayé", "Ce qui l’établit" },
  { BERTRAND, fill, "Ce qui l’établit", "Trois appels" },
  { BERTRAND, press, "ctrl+Return", "Trois appels" },
  { BERTRAND, push, "Signer… Revue opérationnelle signée", "Ce qui l’établit" },
  { BERTRAND, fill, "Ce qui l’établit", "Tous étaient là" },
  { BERTRAND, press, "ctrl+Return", "6 points acquis sur 6" },
  { BERTRAND, holds, REVIEWS, "1" },
  { BERTRAND, see, "· 0 en attente" },
  { BERTRAND, picture, "1-signed" },
  { ODETTE, press, "ctrl+r", NULL },
  { ODETTE, holds, REVIEWS, "2" },
};
/* clang-format on */

static void
test_launch (void)
{
  g_autoptr (Driver) driver = driver_new ();
  Desk *desks[3] = { NULL };

  g_free (driver_make_sample (driver));
  driver_start_server (driver);
  desks[BERTRAND] = driver_start_desk (driver, "bertrand", "bvauquelin", "launch");
  desks[ODETTE] = driver_start_desk (driver, "odette", "orivoal", "launch");
  story_tell ("launch", desks, signs, G_N_ELEMENTS (signs));
  desk_quit (desks[ODETTE]);
  desk_quit (desks[BERTRAND]);
}

int
main (int argc, char **argv)
{
  driver_init (&argc, &argv);
  g_test_add_func ("/end-to-end/nation/questions", test_questions);
  g_test_add_func ("/end-to-end/nation/launch", test_launch);
  return g_test_run ();
}
