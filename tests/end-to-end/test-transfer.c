/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a case that goes to another community have somebody who holds it at every moment: until it
 * is accepted, when it is refused, when nobody answers? Two communities of one server, by keys. */
#define G_LOG_DOMAIN "cercle-end-to-end"

#include "story.h"

enum
{
  CAEN, /* hands over; its coordinator */
  AUGE  /* receives; an adviser */
};

#define TELL(name, desks, steps) story_tell (name, desks, steps, G_N_ELEMENTS (steps))
#define TO "Pays d’Auge"
/* 9:42 in Caen, and four working hours. */
#define UNTIL "13 h 42"
#define AFTERWARDS "2026-06-23T11:43:00.000Z"

/* clang-format off */

/* --- Accepted: the sender's baton holds until then, and what was allowed alone has gone ------- */

static const Step handed[] = {
  { CAEN, turn, "ctrl+k", "Commande" },
  { CAEN, type, "heurtevent", "Josiane Heurtevent" },
  { CAEN, turn, "Return", "État :" },
  { CAEN, see, "Témoin : Centre dentaire du Bocage" },
  { CAEN, turn, "ctrl+shift+c", "But" },
  { CAEN, pick, "But", "Transfert à une autre communauté" },
  { CAEN, pick, "Destinataires", "Une autre communauté" },
  { CAEN, tick, "Ce qui peut être transmis", "Identité|Besoins" },
  { CAEN, pick, "Donné comment", "Oral, noté" },
  { CAEN, save, "Une autre communauté : accordé" },
  { CAEN, turn, "ctrl+shift+t", "À" },
  { CAEN, find, "À", TO },
  { CAEN, see, "Ils sont sur ce serveur" },
  { CAEN, fill, "Message joint", "Elle s'installe à Lisieux." },
  { CAEN, tick, "Ce qui est transmis", "Identité|Besoins" },
  { CAEN, see, "D’après l’accord du 23 juin 2026" },
  { CAEN, picture, "1-handing-over" },
  { CAEN, save, TO " a jusqu’à " UNTIL " pour accepter" },
  { CAEN, see, "Témoin : Centre dentaire du Bocage" },
  { CAEN, press, "ctrl+r", "· 0 en attente" },
};

static const Step accepted[] = {
  { AUGE, receives, "last_name = 'Heurtevent'" },
  { AUGE, turn, "ctrl+k", "Commande" },
  { AUGE, type, "transferts en attente", "Transferts en attente" },
  { AUGE, turn, "Return", "Josiane Heurtevent" },
  { AUGE, turn, "Return", "État : Reçue" },
  { AUGE, see, "Caen et Bessin vous transmet cette situation : à accepter avant " UNTIL },
  { AUGE, see, "Elle s'installe à Lisieux." },
  { AUGE, picture, "2-to-be-accepted" },
  { AUGE, part, "Accepter" },
  { AUGE, press, "space", "et vous l’avez acceptée" },
  { AUGE, see, "Témoin : Noémie Anfray" },
  { AUGE, lacks, "639980757" },
  { CAEN, learn, TO " a accepté la situation" },
  { CAEN, see, "Sa référence : 2026-14-" },
  { CAEN, part, "Transférer…" },
  { CAEN, push, "Clore : transmise…", "Clore la situation" },
  { CAEN, picture, "3-closing" },
  { CAEN, save, "État : Close" },
  { AUGE, learn, "État : Reçue" },
};

/* --- Refused, on a desk without a network: it comes back with its reason ---------------------- */

static const Step refused[] = {
  { CAEN, turn, "ctrl+k", "Commande" },
  { CAEN, type, "marguerie", "Étienne Marguerie" },
  { CAEN, turn, "Return", "État : Orientée" },
  { CAEN, turn, "ctrl+shift+t", "À" },
  { CAEN, find, "À", TO },
  { CAEN, fill, "Message joint", "Cherche un atelier." },
  { CAEN, save, TO " a jusqu’à " UNTIL " pour accepter" },
  { CAEN, press, "ctrl+r", "· 0 en attente" },
  { AUGE, press, "ctrl+r", NULL },
  { AUGE, holds, "SELECT count(*) FROM transfers WHERE why = 'Cherche un atelier.'", "1" },
  { AUGE, cut_off },
  { AUGE, turn, "ctrl+k", "Commande" },
  { AUGE, type, "transferts en attente", "Transferts en attente" },
  { AUGE, turn, "Return", "Personne non nommée" },
  { AUGE, turn, "Return", "État : Reçue" },
  { AUGE, lacks, "Marguerie" },
  { AUGE, part, "Accepter" },
  { AUGE, push, "Refuser…", "Refusé parce que" },
  { AUGE, fill, "Refusé parce que", "Il habite encore Vire." },
  { AUGE, picture, "4-refusing" },
  { AUGE, save, "et vous l’avez refusée" },
  { AUGE, see, "État : Close" },
  { CAEN, learn, TO " a jusqu’à " UNTIL },
  { AUGE, connect_again },
  { AUGE, press, "ctrl+r", "· 0 en attente" },
  { CAEN, learn, TO " a refusé la situation" },
  { CAEN, see, "Refusé parce que : Il habite encore Vire." },
  { CAEN, see, "État : Orientée" },
  { CAEN, picture, "5-refused" },
};

/* --- Nobody answers --------------------------------------------------------------------------- */

static const Step sent[] = {
  { CAEN, turn, "ctrl+k", "Commande" },
  { CAEN, type, "vauclair", "Capucine Vauclair" },
  { CAEN, press, "Return", "État : À revoir avec la MDPH" },
  { CAEN, turn, "ctrl+shift+t", "À" },
  { CAEN, find, "À", TO },
  { CAEN, save, TO " a jusqu’à " UNTIL " pour accepter" },
  { CAEN, press, "ctrl+r", "· 0 en attente" },
};

/* Nothing was written meanwhile; two others of that morning were not answered either. */
static const Step late[] = {
  { CAEN, see, "3 situations non acceptées à temps vous reviennent" },
  { CAEN, picture, "6-alarm" },
  { CAEN, turn, "ctrl+k", "Commande" },
  { CAEN, type, "vauclair", "Capucine Vauclair" },
  { CAEN, press, "Return", "État : À revoir avec la MDPH" },
  { CAEN, see, TO " n’a pas accepté avant " UNTIL " : la situation vous revient." },
  { CAEN, picture, "7-late" },
  { CAEN, part, "Reprendre" },
  { CAEN, press, "space", "Reprise à" },
  { CAEN, press, "ctrl+r", "· 0 en attente" },
  { CAEN, press, "ctrl+1", "2 situations non acceptées à temps vous reviennent" },
};

static const Step taken_back[] = {
  { AUGE, press, "ctrl+r", NULL },
  { AUGE, holds, "SELECT count(*) FROM transfers WHERE taken_back_at IS NOT NULL", "1" },
};
/* clang-format on */

static void
test_transfer (void)
{
  g_autoptr (Driver) driver = driver_new ();
  Desk *desks[2] = { NULL };

  g_free (driver_make_sample (driver));
  driver_start_server (driver);
  desks[CAEN] = driver_start_desk (driver, "helene", "hmaupertuis", NULL);
  desks[AUGE] = driver_start_desk (driver, "noemie", "nanfray", NULL);
  desk_see (desks[CAEN], "· 0 en attente", STORY_LIMIT);
  desk_see (desks[AUGE], "· 0 en attente", STORY_LIMIT);
  TELL ("transfer", desks, handed);
  TELL ("transfer", desks, accepted);
  TELL ("transfer", desks, refused);
  TELL ("transfer", desks, sent);
  desk_quit (desks[CAEN]);
  driver_freeze (driver, AFTERWARDS);
  desks[CAEN] = driver_start_desk (driver, "helene", "hmaupertuis", "today");
  TELL ("transfer", desks, late);
  TELL ("transfer", desks, taken_back);
  desk_quit (desks[CAEN]);
  desk_quit (desks[AUGE]);
}

int
main (int argc, char **argv)
{
  driver_init (&argc, &argv);
  g_test_add_func ("/end-to-end/transfer", test_transfer);
  return g_test_run ();
}
