/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a child's case that is kept from a desk opened there by its number and a reason, told to who
 * must know, and gone without a byte when somebody ends it, or when its day is over? */
#define G_LOG_DOMAIN "cercle-end-to-end"

#include "story.h"

enum
{
  A, /* holds the case by right */
  B, /* must answer for it in the evening */
  C  /* the coordinator, who may not read it either */
};

#define TELL(desks, steps) story_tell ("exception", desks, steps, G_N_ELEMENTS (steps))

#define SECRET "Zibeline"
#define REASON "Le foyer appelle : personne ne vient la chercher."
#define NOT_HERE "Pas sur votre poste"
#define QUESTION "Pourquoi le devez-vous"
#define END "Y mettre fin"

static const char one_protected[] = "SELECT %s FROM cases WHERE profile = 'ase' AND open = 1"
                                    " AND deleted = 0 ORDER BY reference LIMIT 1";

static const char noted[] = "SELECT count(*) FROM events WHERE text LIKE '%" SECRET "%'";

typedef struct
{
  char *reference, *need;
} Case;

static char *
ask (Driver *driver, const char *what)
{
  g_autofree char *sql = g_strdup_printf (one_protected, what);

  return database_ask (driver_database (driver), sql);
}

/* What makes it worth keeping. */
static void
note (Desk *const *desks, const Case *of)
{
  const Step steps[] = {
    { A, turn, "ctrl+k", "Commande" },
    { A, type, of->reference, of->need },
    { A, turn, "Return", "État" },
    { A, turn, "ctrl+shift+n", "Note" },
    { A, type, "Sa tante " SECRET " peut venir samedi." },
    { A, save, SECRET },
    { A, picture, "0-note" },
    { A, holds, noted, "1" },
    { A, press, "ctrl+r", "· 0 en attente" },
    { A, has, SECRET },
    { B, press, "ctrl+r", "· 0 en attente" },
    { B, lacks, SECRET },
  };

  TELL (desks, steps);
}

/* Two words are no reason: the question comes back with them. */
static void
open_case (Desk *const *desks, const Case *of)
{
  const Step steps[] = {
    { B, turn, "ctrl+k", "Commande" },
    { B, type, of->reference, NOT_HERE },
    { B, turn, "Return", QUESTION },
    { B, picture, "1-question" },
    { B, type, "Le foyer" },
    { B, press, "Return", "Dites en quelques mots" },
    { B, press, "End", QUESTION },
    { B, type, " appelle : personne ne vient la chercher." },
    { B, press, "Return", "Ouverte par exception jusqu’au" },
    { B, see, REASON },
    { B, picture, "2-opened" },
    { B, holds, noted, "1" },
    { B, has, SECRET },
  };

  TELL (desks, steps);
}

/* In the story of the case, and on the board of who steers; she reads why, and nothing else. */
static void
learn_of_it (Desk *const *desks, const Case *of)
{
  const Step steps[] = {
    { A, learn, "Ouverte par exception jusqu’au" },
    { A, see, REASON },
    { A, picture, "3-story" },
    { C, press, "ctrl+6", "Situations ouvertes par exception" },
    { C, learn, REASON },
    { C, see, of->reference },
    { C, picture, "4-steering" },
    { C, lacks, SECRET },
    { C, back, END },
    { C, turn, "shift+Tab", REASON },
    { C, turn, "Return", QUESTION },
    { C, press, "Escape", REASON },
    { C, turn, "Tab", END },
    { C, press, "space", NULL },
    { C, see, REASON },
    { C, press, "ctrl+r", "· 0 en attente" },
    { C, see, REASON },
    { B, press, "ctrl+r", "· 0 en attente" },
    { B, see, "Cette situation n’est pas sur ce poste" },
    { B, lets_go, SECRET },
    { B, lets_go, REASON },
  };

  TELL (desks, steps);
}

static void
open_again (Desk *const *desks, const Case *of)
{
  const Step steps[] = {
    { B, turn, "ctrl+k", "Commande" },
    { B, type, of->reference, NOT_HERE },
    { B, press, "Return", QUESTION },
    { B, type, REASON },
    { B, press, "Return", "Ouverte par exception jusqu’au" },
    { B, holds, noted, "1" },
    { B, has, SECRET },
  };

  TELL (desks, steps);
}

/* The desk was shut when its day was over, and there is no network. */
static void
come_back (Desk *const *desks, const Case *of)
{
  const Step steps[] = {
    { B, turn, "ctrl+k", "Commande" },
    { B, type, of->reference, NOT_HERE },
    { B, press, "Escape", "Cercle" },
    { B, lets_go, SECRET },
    { B, lets_go, REASON },
    { B, picture, "5-gone" },
  };

  TELL (desks, steps);
}

static void
check_audit (Driver *driver, const char *how, const char *n)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM accesses WHERE how = '%s'", how);
  g_autofree char *answer = database_ask (driver_database (driver), sql);

  g_assert_cmpstr (answer, ==, n);
}

static void
test_exception (void)
{
  g_autoptr (Driver) driver = driver_new ();
  Case of = { NULL, NULL };

  g_free (driver_make_sample (driver));
  driver_add_protected (driver, "claire", "adiarra");
  of = (Case){ ask (driver, "reference"), ask (driver, "need") };
  driver_start_server (driver);
  /* When a day is over is told by the server's clock, which runs. */
  driver_set_clock (driver, 0);
  Desk *desks[] = { driver_start_desk (driver, "claire", "claire", NULL),
                    driver_start_desk (driver, "celine", "clebourgeois", NULL),
                    driver_start_desk (driver, "helene", "hmaupertuis", NULL) };
  for (guint i = 0; i < G_N_ELEMENTS (desks); i++)
    desk_see (desks[i], "· 0 en attente", STORY_LIMIT);
  note (desks, &of);
  check_audit (driver, "opened", "0");
  open_case (desks, &of);
  check_audit (driver, "opened", "1");
  learn_of_it (desks, &of);
  open_again (desks, &of);
  check_audit (driver, "opened", "2");
  for (guint i = 0; i < G_N_ELEMENTS (desks); i++)
    desk_quit (desks[i]);
  desk_cut_off (desks[B]);
  driver_set_clock (driver, 25);
  desks[B] = driver_start_desk (driver, "celine", "clebourgeois", NULL);
  come_back (desks, &of);
  desk_quit (desks[B]);
  g_free (of.reference);
  g_free (of.need);
}

int
main (int argc, char **argv)
{
  driver_init (&argc, &argv);
  g_test_add_func ("/end-to-end/exception", test_exception);
  return g_test_run ();
}
