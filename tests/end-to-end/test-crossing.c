/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Do two verdicts on one case, given while one desk had no network, meet in the inbox, and is one
 * of them kept by a key? */
#define G_LOG_DOMAIN "cercle-end-to-end"

#include "story.h"

enum
{
  HELENE, /* of the community, closes the list */
  SABINE  /* of the MDPH */
};

#define DECISION "SELECT decision FROM review_items WHERE held_on='2026-06-23' AND decision IS NOT NULL"
#define ALL_OPEN "SELECT count(*) FROM conflicts WHERE choice IS NULL"
#define OPEN "SELECT count(*) FROM conflicts WHERE of_kind='review_item' AND choice IS NULL"

/* The list is closed before the other desk comes: it reads the list and no case. */
static const Step closes[] = {
  { HELENE, see, "Synchronisé à" },
  { HELENE, see, "La liste n’est pas encore arrêtée" },
  { HELENE, press, "ctrl+Return", "La liste est arrêtée" },
  { HELENE, see, "· 0 en attente" },
};

static const Step decide[] = {
  { SABINE, see, "La liste est arrêtée" },
  { HELENE, press, "Home", NULL },
  { HELENE, press, "Return", "1 / " },
  { SABINE, press, "Home", NULL },
  { SABINE, press, "Return", "1 / " },
  { HELENE, cut_off, "the network" },
  { SABINE, press, "n", NULL },
  { SABINE, press, "j", NULL },
  { SABINE, press, "1", NULL },
  { SABINE, press, "Return", "1 traitée" },
  { HELENE, press, "n", NULL },
  { HELENE, press, "j", NULL },
  { HELENE, press, "2", NULL },
  { HELENE, press, "Return", "1 traitée" },
  { SABINE, press, "ctrl+r", "· 0 en attente" },
  { HELENE, connect_again, "the network" },
  { HELENE, press, "ctrl+r", NULL },
  { HELENE, holds, OPEN, "1" },
  { HELENE, picture, "1-crossed" },
};

/* What was there first stands; D keeps the other one, and the keyboard is on the next card: what the
 * verdict had moved in the case. */
static const Step settles[] = {
  { HELENE, holds, DECISION, "mdph" },
  { HELENE, press, "ctrl+e", "Décision de la revue" },
  { HELENE, fill, "Garder" },
  { HELENE, picture, "2-inbox" },
  { HELENE, holds, ALL_OPEN, "5" },
  { HELENE, press, "d", "4 conflits" },
  { HELENE, holds, OPEN, "0" },
  { HELENE, holds, DECISION, "community" },
  { HELENE, press, "g", "3 conflits" },
  { HELENE, see, "· 0 en attente", "Décision de la revue" },
  { HELENE, picture, "3-settled" },
  { SABINE, press, "ctrl+r", NULL },
  { SABINE, holds, DECISION, "community" },
};

static void
test_crossing (void)
{
  g_autoptr (Driver) driver = driver_new ();
  Desk *desks[2] = { NULL };

  g_free (driver_make_sample (driver));
  driver_start_server (driver);
  desks[HELENE] = driver_start_desk (driver, "helene", "hmaupertuis", "review");
  story_tell ("crossing", desks, closes, G_N_ELEMENTS (closes));
  desks[SABINE] = driver_start_desk (driver, "sabine", "stanquerel", NULL);
  story_tell ("crossing", desks, decide, G_N_ELEMENTS (decide));
  story_tell ("crossing", desks, settles, G_N_ELEMENTS (settles));
  desk_quit (desks[SABINE]);
  desk_quit (desks[HELENE]);
}

int
main (int argc, char **argv)
{
  driver_init (&argc, &argv);
  g_test_add_func ("/end-to-end/review/crossing", test_crossing);
  return g_test_run ();
}
