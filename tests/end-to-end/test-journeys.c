/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Can a day's work be done by keyboard alone, from the call to the closing, on two desks, with and
 * without a network? */
#define G_LOG_DOMAIN "cercle-end-to-end"

#include "story.h"

enum
{
  A, /* takes the call */
  B, /* works it, or looks on */
  C  /* may not know */
};

#define TELL(name, desks, steps) story_tell (name, desks, steps, G_N_ELEMENTS (steps))

static const char shown_matrix[] = "Version 3 : En vigueur";

/* --- A carer at the end of her strength: the temporary care ends in three days ---------------- */

static const Step carer_matrix[] = {
  { A, press, "ctrl+m", shown_matrix },
  { A, back, "Nouveau brouillon" },
  { A, unfold, "Nouveau brouillon", "À partir de la version en vigueur" },
  { A, pick_item, "À partir de la version en vigueur", "Version 4 : Brouillon" },
  { A, back, "Mettre en vigueur…" },
  { A, turn, "space", "En vigueur depuis le" },
  { A, fill, "Signée par", "MDPH, ARS, département" },
  { A, picture, "1-put-in-force" },
  { A, save, "Version 4 : En vigueur" },
};

static const Step carer_call[] = {
  { A, turn, "ctrl+n", "Téléphone" },
  { A, fill, "Téléphone", "0639980142" },
  { A, fill, "Nouvelle personne" },
  { A, press, "space", "Prénom" },
  { A, fill, "Prénom", "Léo" },
  { A, fill, "Nom", "Marchand" },
  { A, fill, "Année ou date de naissance", "2003" },
  { A, fill, "Commune", "Lisieux" },
  { A, digit, "Direct", "2" },
  { A, pick, "Qui appelle", "Proche aidant" },
  { A, fill, "Nom, ou lien avec la personne", "Sylvie Marchand, sa mère" },
  { A, fill, "Motif", "répit proches" },
  { A, turn, "Return", "Oui" },
  { A, digit, "Oui", "1" },
  { A, fill, "Jour de la rupture attendue", "26/06" },
  { A, digit, "Oui", "1" },
  { A, fill, "Le besoin, en quelques mots", "Relais à domicile et accueil temporaire" },
  { A, fill, "Dans les mots de la personne",
    "Je n'en peux plus. L'accueil de Léo s'arrête vendredi." },
  { A, fill, "Jour du rappel", "+0" },
  { A, picture, "2-call" },
  { A, save, "Une rupture est attendue dans 3 jours", "Rien de promis" },
  { A, turn, "ctrl+shift+h", "Qui prend le témoin" },
  { A, find, "Qui prend le témoin", "Céline" },
  { A, fill, "Prochaine étape", "Chercher un relais avant vendredi" },
  { A, fill, "Promis pour le", "+1" },
  { A, save, "Témoin : Céline" },
};

static const Step carer_qualified[] = {
  { B, receives, "last_name = 'Marchand'" },
  { B, turn, "ctrl+k", "Commande" },
  { B, type, "marchand", "Léo Marchand" },
  { B, turn, "Return", "État : Reçue" },
  { B, unfold, "État : Reçue", "Clore la situation…" },
  { B, pick_item, "À qualifier", "État : À qualifier" },
  { B, turn, "ctrl+shift+f", "Qui devrait répondre normalement" },
  { B, type, "SAVS de la Touques" },
  { B, fill, "Sollicité le", "+0" },
  { B, pick, "Réponse du premier rang", "Refuse" },
  { B, save, "SAVS de la Touques, sollicité le 23 juin 2026" },
  { B, turn, "ctrl+shift+o", "Champ de responsabilité" },
  { B, picture, "3-orientation" },
  { B, save, "Règle 9, version 4" },
  { B, turn, "ctrl+shift+c", "But" },
  { B, pick, "Destinataires", "Tous les partenaires" },
  { B, tick, "Ce qui peut être transmis", "Identité|La situation" },
  { B, pick, "Donné comment", "Oral, noté" },
  { B, save, "Tous les partenaires : accordé" },
  { B, press, "ctrl+r", "· 0 en attente" }, /* before the network goes */
};

static const Step carer_asked[] = {
  { B, cut_off },
  { B, turn, "ctrl+shift+r", "Partenaire" },
  { B, find, "Partenaire", "Halte La Parenthèse" },
  { B, fill, "Ce qui est demandé", "Dix jours d'accueil temporaire" },
  { B, tick, "Ce qui est transmis", "Identité|La situation" },
  { B, see, "Vu par Halte La Parenthèse" },
  { B, see, "D’après l’accord du 23 juin 2026" },
  { B, picture, "4-request-offline" },
  { B, save, "sollicité le 23 juin 2026, pas encore de réponse" },
  { B, press, "ctrl+r", "Hors connexion" },
  { A, learn, "Tous les partenaires : accordé" },
  { A, see, "Aucun partenaire n’a été sollicité" },
  { B, connect_again },
  { B, press, "ctrl+r", "· 0 en attente" },
  { A, learn, "Halte La Parenthèse : sollicité" },
  { B, push, "Réponse… Halte La Parenthèse", "Réponse du partenaire" },
  { B, pick, "Réponse", "Oui" },
  { B, save, "Dix jours d'accueil temporaire : Proposée" },
  { B, push, "Son choix… Dix jours", "Choix de la personne" },
  { B, pick, "Choix de la personne", "Choisie par la personne" },
  { B, fill, "À partir du", "26/06" },
  { B, fill, "Jusqu’au", "06/07" },
  { B, picture, "5-choice" },
  { B, save, "Dix jours d'accueil temporaire : Choisie" },
  { A, learn, "Dix jours d'accueil temporaire : Choisie" },
};

static const Step carer_closed[] = {
  { B, part, "État : À qualifier" },
  { B, unfold, "État : À qualifier", "Clore la situation…" },
  { B, pick_item, "En construction", "État : En construction" },
  { B, unfold, "État : En construction", "Clore la situation…" },
  { B, pick_item, "Mise en œuvre", "État : Mise en œuvre" },
  { B, part, "Hélène Maupertuis" },
  { B, fill, "Ce que cela a donné", "Sylvie est soulagée." },
  { B, save, "Mise en œuvre", "2 choses à faire" },
  { B, fill, "Ce que cela a donné", "Léo s'y plaît, sa mère a dormi." },
  { B, save, "Rien n’est prévu" },
  { B, part, "État : Mise en œuvre" },
  { B, unfold, "État : Mise en œuvre", "Clore la situation…" },
  { B, pick_item, "Clore la situation…", "Clore la situation" },
  { B, pick, "Motif", "Solution en place" },
  { B, picture, "6-closing" },
  { B, save, "État : Close" },
  { A, learn, "État : Close" },
  { A, picture, "7-closed" },
};

static void
begin (Driver *driver)
{
  g_free (driver_make_sample (driver));
  driver_start_server (driver);
}

static void
test_carer (void)
{
  g_autoptr (Driver) driver = driver_new ();

  begin (driver);
  Desk *desks[] = { driver_start_desk (driver, "helene", "hmaupertuis", NULL),
                    driver_start_desk (driver, "celine", "clebourgeois", NULL) };
  desk_see (desks[A], "· 0 en attente", STORY_LIMIT);
  desk_see (desks[B], "· 0 en attente", STORY_LIMIT);
  TELL ("carer", desks, carer_matrix);
  TELL ("carer", desks, carer_call);
  TELL ("carer", desks, carer_qualified);
  TELL ("carer", desks, carer_asked);
  TELL ("carer", desks, carer_closed);
  desk_quit (desks[A]);
  desk_quit (desks[B]);
}

/* --- A child in care whose foster family stops -------------------------------------------------
 */

static const Step child_call[] = {
  { A, turn, "ctrl+n", "Téléphone" },
  { A, fill, "Téléphone", "0639980177" },
  { A, fill, "Nouvelle personne" },
  { A, press, "space", "Prénom" },
  { A, fill, "Prénom", "Enzo" },
  { A, fill, "Nom", "Delattre" },
  { A, fill, "Année ou date de naissance", "2014" },
  { A, fill, "Commune", "Falaise" },
  { A, pick, "Qui appelle", "Famille d’accueil" },
  { A, fill, "Motif", "ase familles" },
  { A, turn, "Return", "Oui" },
  { A, digit, "Oui", "1" },
  { A, fill, "Jour de la rupture attendue", "30/06" },
  { A, digit, "Oui", "1" },
  { A, fill, "Le besoin, en quelques mots", "Relais familial" },
  { A, fill, "Dans les mots de la personne", "Nous arrêtons mardi, nous ne tenons plus." },
  { A, fill, "Jour du rappel", "+0" },
  { A, press, "ctrl+d", NULL },
  { A, picture, "1-call" },
  { A, save, "La matrice propose" },
  { A, press, "ctrl+r", "· 0 en attente" },
  { A, has, "Delattre" },
  { B, receives, "last_name = 'Delattre'" },
  { A, turn, "ctrl+shift+h", "Qui prend le témoin" },
  { A, find, "Qui prend le témoin", "claire" },
  { A, fill, "Prochaine étape", "Trouver un relais" },
  { A, fill, "Promis pour le", "+1" },
  { A, save, "Témoin : claire" },
  { B, learn, "Nouvelles pour moi" },
};

static const Step child_worked[] = {
  { B, turn, "ctrl+k", "Commande" },
  { B, type, "delattre", "ED · Relais familial" }, /* others may see the screen */
  { B, turn, "Return", "État : Reçue" },
  { B, has, "Delattre" },
  { B, unfold, "État : Reçue", "Clore la situation…" },
  { B, pick_item, "À qualifier", "État : À qualifier" },
  { B, cut_off },
  { B, turn, "ctrl+shift+o", "Champ de responsabilité" },
  { B, save, "Débrief avec la MDPH à faire" },
  { B, turn, "ctrl+shift+m", "Texte" },
  { B, type, "PPC suivi, notification IME sans place." },
  { B, picture, "2-debrief-offline" },
  { B, save, "Débrief fait avec la MDPH le 23 juin 2026" },
  { B, turn, "ctrl+shift+c", "But" },
  { B, pick, "Destinataires", "Tous les partenaires" },
  { B, tick, "Ce qui peut être transmis", "Identité|La situation" },
  { B, pick, "Donné comment", "Par le représentant légal" },
  { B, save, "Tous les partenaires : accordé" },
  { A, learn, "Pas encore orientée" },
  { B, connect_again },
  { B, press, "ctrl+r", "· 0 en attente" },
  { A, learn, "Débrief fait avec la MDPH", "Pas encore orientée" },
  { B, turn, "ctrl+shift+r", "Partenaire" },
  { B, find, "Partenaire", "IME Les Coquelicots" },
  { B, fill, "Ce qui est demandé", "Accueil séquentiel" },
  { B, tick, "Ce qui est transmis", "Identité|La situation" },
  { B, save, "IME Les Coquelicots : sollicité" },
  { B, push, "Réponse… IME", "Réponse du partenaire" },
  { B, pick, "Réponse", "=Non" },
  { B, pick, "Motif du refus", "Éloignement géographique" },
  { B, save, "IME Les Coquelicots : Non" },
};

static const Step child_solved[] = {
  { B, turn, "ctrl+shift+r", "Partenaire" },
  { B, find, "Partenaire", "Accueil La Closerie" },
  { B, fill, "Ce qui est demandé", "Un relais dès lundi" },
  { B, tick, "Ce qui est transmis", "Identité|La situation" },
  { B, save, "Accueil La Closerie : sollicité" },
  { B, push, "Réponse… Accueil La Closerie", "Réponse du partenaire" },
  { B, pick, "Réponse", "Oui" },
  { B, save, "Un relais dès lundi : Proposée" },
  { A, learn, "Un relais dès lundi : Proposée" },
  { B, push, "Son choix… Un relais", "Choix de la personne" },
  { B, pick, "Choix de la personne", "Choisie par la personne" },
  { B, fill, "À partir du", "29/06" },
  { B, save, "Un relais dès lundi : Choisie" },
  { B, part, "Awa Diarra" },
  { B, fill, "Ce que cela a donné", "La famille tient jusqu'à lundi." },
  { B, save, "3 choses à faire", "4 choses à faire" },
  { B, part, "État : À qualifier" },
  { B, unfold, "État : À qualifier", "Clore la situation…" },
  { B, pick_item, "Clore la situation…", "Clore la situation" },
  { B, pick, "Motif", "Solution en place" },
  { B, press, "ctrl+Return", "danger" },
  { B, fill, "Danger", "Enzo est à l'abri chez un relais." },
  { B, picture, "3-closing" },
  { B, save, "État : Close" },
  { B, press, "ctrl+r", "· 0 en attente" },
  { A, learn, "État : Close" },
  { C, press, "ctrl+r", "· 0 en attente" },
  { C, lacks, "Delattre" },
  { C, lacks, "Enzo est" },
  { C, lacks, "Closerie dès" },
};

/* Who may not know of children in care: not a byte of it comes to her desk. */
static void
test_child (void)
{
  g_autoptr (Driver) driver = driver_new ();

  g_free (driver_make_sample (driver));
  driver_add_protected (driver, "claire", "adiarra");
  driver_start_server (driver);
  Desk *desks[] = { driver_start_desk (driver, "awa", "adiarra", NULL),
                    driver_start_desk (driver, "claire", "claire", NULL),
                    driver_start_desk (driver, "helene", "hmaupertuis", NULL) };
  for (guint i = 0; i < G_N_ELEMENTS (desks); i++)
    desk_see (desks[i], "· 0 en attente", STORY_LIMIT);
  TELL ("child", desks, child_call);
  TELL ("child", desks, child_worked);
  TELL ("child", desks, child_solved);
  for (guint i = 0; i < G_N_ELEMENTS (desks); i++)
    desk_quit (desks[i]);
}

/* --- An adult without a doctor: the call itself is taken without a network ---------------------
 */

static const Step adult_call[] = {
  { A, cut_off },
  { A, turn, "ctrl+n", "Téléphone" },
  { A, fill, "Téléphone", "0639980199" },
  { A, fill, "Nouvelle personne" },
  { A, press, "space", "Prénom" },
  { A, fill, "Prénom", "Jeanne" },
  { A, fill, "Nom", "Autret" },
  { A, fill, "Année ou date de naissance", "1971" },
  { A, fill, "Commune", "Bayeux" },
  { A, fill, "Motif", "médecin" },
  { A, turn, "Return", "Oui" },
  { A, digit, "Oui", "2" },
  { A, digit, "Oui", "3" },
  { A, fill, "Dans les mots de la personne", "Mon médecin est parti, personne ne me prend." },
  { A, fill, "Jour du rappel", "demain" },
  { A, save, "La matrice propose" },
  { A, turn, "ctrl+shift+o", "Champ de responsabilité" },
  { A, save, "Règle 6, version 3" },
  { A, press, "ctrl+r", "Hors connexion" },
  { A, see, "P-" }, /* it has a number, of this desk */
  { A, picture, "1-offline" },
  { A, connect_again },
  { A, press, "ctrl+r", "· 0 en attente" },
  { B, receives, "last_name = 'Autret'" },
  { B, turn, "ctrl+k", "Commande" },
  { B, type, "autret", "Jeanne Autret" },
  { B, turn, "Return", "État : Reçue" },
};

static const Step adult_worked[] = {
  { A, turn, "ctrl+shift+f", "Qui devrait répondre normalement" },
  { A, type, "Médecin traitant, CPTS du Bessin" },
  { A, pick, "Réponse du premier rang", "N’a pas répondu" },
  { A, save, "CPTS du Bessin" },
  { B, learn, "CPTS du Bessin" },
  { A, turn, "ctrl+shift+r", "Partenaire" },
  { A, find, "Partenaire", "Maison de santé des Quatre" },
  { A, fill, "Ce qui est demandé", "Un médecin traitant" },
  { A, see, "est sollicité sans savoir de qui il s’agit" },
  { A, picture, "2-request" },
  { A, save, "Maison de santé des Quatre Chemins : sollicité" },
  { B, learn, "Maison de santé des Quatre Chemins : sollicité" },
  { A, push, "Réponse… Maison", "Réponse du partenaire" },
  { A, pick, "Réponse", "Oui" },
  { A, save, "Un médecin traitant : Proposée" },
  { A, push, "Son choix… Un médecin", "Choix de la personne" },
  { A, pick, "Choix de la personne", "Choisie par la personne" },
  { A, fill, "À partir du", "+6" },
  { A, save, "Un médecin traitant : Choisie" },
  { A, turn, "ctrl+shift+h", "Qui prend le témoin" },
  { A, find, "Qui prend le témoin", "Jeanne" },
  { A, fill, "Prochaine étape", "Prendre rendez-vous" },
  { A, save, "Témoin : Jeanne Autret" },
  { B, learn, "Témoin : Jeanne Autret" },
  { A, part, "État : Reçue" },
  { A, unfold, "État : Reçue", "Clore la situation…" },
  { A, pick_item, "Orientée", "État : Orientée" },
  { A, unfold, "État : Orientée", "Clore la situation…" },
  { A, pick_item, "Clore la situation…", "Clore la situation" },
  { A, pick, "Motif", "Solution en place" },
  { A, picture, "3-closing" },
  { A, save, "État : Close" },
  { B, learn, "État : Close" },
};

static void
test_adult (void)
{
  g_autoptr (Driver) driver = driver_new ();

  begin (driver);
  Desk *desks[] = { driver_start_desk (driver, "celine", "clebourgeois", NULL),
                    driver_start_desk (driver, "helene", "hmaupertuis", NULL) };
  desk_see (desks[A], "· 0 en attente", STORY_LIMIT);
  desk_see (desks[B], "· 0 en attente", STORY_LIMIT);
  TELL ("adult", desks, adult_call);
  TELL ("adult", desks, adult_worked);
  desk_quit (desks[A]);
  desk_quit (desks[B]);
}

/* --- The light goes off ------------------------------------------------------------------------
 */

/* How soon after the last key it is kept, end-to-end-killed measures. */
#define DRAFTED(words) "SELECT count(*) > 0 FROM drafts WHERE content LIKE '%" words "%'"

static const Step dark_request[] = {
  { A, turn, "ctrl+k", "Commande" },
  { A, type, "heurtevent", "Josiane Heurtevent" },
  { A, turn, "Return", "État :" },
  { A, turn, "ctrl+shift+r", "Partenaire" },
  { A, find, "Partenaire", "Halte La Parenthèse" },
  { A, fill, "Ce qui est demandé", "Trois nuits de relais" },
  { A, holds, DRAFTED ("Trois nuits de relais"), "1" },
};

static const Step dark_solution[] = {
  { A, turn, "ctrl+k", "Commande" },
  { A, type, "heurtevent", "Josiane Heurtevent" },
  { A, turn, "Return", "État :" },
  { A, turn, "ctrl+shift+r", "Partenaire" },
  { A, see, "Halte La Parenthèse" },
  { A, see, "Trois nuits de relais" },
  { A, picture, "1-request-is-back" },
  { A, save, "Halte La Parenthèse : sollicité" },
  { A, turn, "ctrl+shift+p", "Solution" },
  { A, type, "Un relayage de nuit" },
  { A, fill, "Intervenant", "Relayage Nuit" },
  { A, holds, DRAFTED ("Relayage Nuit"), "1" },
};

static const Step dark_after[] = {
  { A, turn, "ctrl+k", "Commande" }, { A, type, "heurtevent", "Josiane Heurtevent" },
  { A, turn, "Return", "État :" },   { A, turn, "ctrl+shift+p", "Solution" },
  { A, see, "Un relayage de nuit" }, { A, picture, "2-solution-is-back" },
  { A, see, "Relayage Nuit" },
};

static Desk *
light_off (Driver *driver, Desk *desk)
{
  desk_kill (desk);
  return driver_start_desk (driver, "celine", "clebourgeois", NULL);
}

static void
test_light_off (void)
{
  g_autoptr (Driver) driver = driver_new ();

  begin (driver);
  Desk *desk = driver_start_desk (driver, "celine", "clebourgeois", NULL);
  desk_see (desk, "· 0 en attente", STORY_LIMIT);
  TELL ("dark", &desk, dark_request);
  driver_kill_server (driver);
  desk = light_off (driver, desk);
  TELL ("dark", &desk, dark_solution);
  desk = light_off (driver, desk);
  TELL ("dark", &desk, dark_after);
  driver_start_server (driver);
  desk_key (desk, "ctrl+r");
  desk_see (desk, "· 0 en attente", STORY_LIMIT);
  database_wait (driver_database (driver),
                 "SELECT count(*) FROM requests WHERE what = 'Trois nuits de relais'", "1",
                 STORY_LIMIT);
  desk_quit (desk);
}

int
main (int argc, char **argv)
{
  driver_init (&argc, &argv);
  g_test_add_func ("/end-to-end/journeys/carer", test_carer);
  g_test_add_func ("/end-to-end/journeys/child", test_child);
  g_test_add_func ("/end-to-end/journeys/adult", test_adult);
  g_test_add_func ("/end-to-end/journeys/light-off", test_light_off);
  return g_test_run ();
}
