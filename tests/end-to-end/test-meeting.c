/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a meeting prepared, held and closed by keys on two desks, one of them without network
 * meanwhile, and are its minutes the same on both? */
#define G_LOG_DOMAIN "cercle-end-to-end"

#include "story.h"

enum
{
  HELENE, /* chairs */
  YANIS   /* writes, too */
};

#define ACTION "Appeler le transporteur"
#define INFORMATION "Une équipe mobile commence en juillet"
#define DECISIONS                                                                                  \
  "SELECT group_concat(text, ' / ') FROM (SELECT text FROM decisions WHERE text IN ('" ACTION      \
  "', '" INFORMATION "') ORDER BY text)"
#define CONFLICTS                                                                                  \
  "SELECT count(*) FROM conflicts WHERE choice IS NULL AND of_kind IN ('meeting', 'agenda_item', " \
  "'decision')"

/* clang-format off */
static const Step prepares[] = {
  { HELENE, see, "Réunion de gouvernance" },
  { HELENE, turn, "Insert", "Titre" },
  { HELENE, type, "Transport des grandes vacances" },
  { HELENE, press, "ctrl+Return", NULL },
  { HELENE, holds, "SELECT count(*) FROM agenda_items WHERE title='Transport des grandes vacances'", "1" },
  { HELENE, picture, "1-prepared" },
  { HELENE, see, "· 0 en attente" },
  { YANIS, learn, "Transport des grandes vacances" },
};

/* He is in the same room, and his desk has no network: he opens it as well. */
static const Step holds_it[] = {
  { YANIS, cut_off, "the network" },
  { HELENE, press, "F8", "Ouvrir la réunion" },
  { HELENE, push, "Ouvrir la réunion", "La réunion est ouverte" },
  { HELENE, turn, "5", "Ce qui est décidé" },
  { HELENE, type, ACTION },
  { HELENE, find, "Qui", "Yanis Besnard" },
  { HELENE, fill, "Pour quand", "demain" },
  { HELENE, save, ACTION " · Yanis Besnard" },
  { HELENE, picture, "2-decided" },
  { YANIS, press, "F8", "Ouvrir la réunion" },
  { YANIS, push, "Ouvrir la réunion", "La réunion est ouverte" },
  { YANIS, turn, "6", "Ce qui est décidé" },
  { YANIS, type, INFORMATION },
  { YANIS, press, "ctrl+Return", NULL },
  { YANIS, holds, DECISIONS, INFORMATION },
  { YANIS, connect_again, "the network" },
  { YANIS, press, "ctrl+r", "· 0 en attente" },
  { HELENE, press, "ctrl+r", NULL },
  { HELENE, holds, DECISIONS, ACTION " / " INFORMATION },
  { YANIS, holds, DECISIONS, ACTION " / " INFORMATION },
  { HELENE, holds, CONFLICTS, "0" },
};

static const Step closes[] = {
  { HELENE, push, "Clore la réunion", "Valider le compte rendu" },
  { HELENE, push, "Valider le compte rendu", "Diffuser le compte rendu" },
  { HELENE, see, "· 0 en attente" },
  { HELENE, picture, "3-validated" },
  { YANIS, learn, "Compte rendu validé" },
};
/* clang-format on */

static void
test_meeting (void)
{
  g_autoptr (Driver) driver = driver_new ();
  Desk *desks[2] = { NULL };

  g_free (driver_make_sample (driver));
  driver_start_server (driver);
  desks[HELENE] = driver_start_desk (driver, "helene", "hmaupertuis", "meetings");
  desks[YANIS] = driver_start_desk (driver, "yanis", "ybesnard", "meetings");
  story_tell ("meeting", desks, prepares, G_N_ELEMENTS (prepares));
  story_tell ("meeting", desks, holds_it, G_N_ELEMENTS (holds_it));
  story_tell ("meeting", desks, closes, G_N_ELEMENTS (closes));
  desk_quit (desks[YANIS]);
  desk_quit (desks[HELENE]);
}

int
main (int argc, char **argv)
{
  driver_init (&argc, &argv);
  g_test_add_func ("/end-to-end/meeting", test_meeting);
  return g_test_run ();
}
