/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A server's database of a given size: one community, one coordinator, so many cases, each with
 * its person; one in five is open, up to what a team can hold, and has an action; as many are due
 * at any size. The same size gives the same texts.
 *
 * bench-fill DATABASE CASES SIGN-IN-FILE    the file names login and password of the coordinator */
#define G_LOG_DOMAIN "cercle-bench"

#include <stdlib.h>

#include "cercle-accounts.h"
#include "cercle-case.h"
#include "cercle-choices.h"
#include "cercle-community.h"
#include "cercle-day.h"
#include "cercle-event.h"
#include "cercle-feed.h"
#include "cercle-id.h"
#include "cercle-instant.h"
#include "cercle-moves.h"
#include "cercle-person.h"
#include "cercle-vault.h"

#define PER_COMMIT 500
#define SEED 14
#define DAY_MS (G_GINT64_CONSTANT (24) * 3600 * 1000)
#define NOW (G_GINT64_CONSTANT (18436) * DAY_MS) /* 23 June 2020 */
#define OPEN_ONE_IN 5
#define MOST_OPEN 3000 /* what a team of twenty holds: past work grows, open work does not */
#define DUE_NOW 60     /* what it can do in a day */

static const char *const first_names[] = {
  "Adèle",     "Bastien", "Capucine", "Denis",    "Éloïse", "Fabrice",   "Gaëlle",   "Hector",
  "Inès",      "Jérôme",  "Kelly",    "Loïc",     "Maëlys", "Noémie",    "Octave",   "Pénélope",
  "Quitterie", "Romuald", "Soizic",   "Tiphaine", "Ulysse", "Véronique", "Wilfried", "Yvonne",
};
static const char *const syllables[] = {
  "Bar", "Ber", "Cha", "Cor", "Dau", "Del", "Fou", "Gar", "Gré", "Hau", "Jol", "Lam",
  "Lec", "Mar", "Mau", "Nor", "Pel", "Per", "Rou", "Sau", "Ter", "Tho", "Val", "Vil",
};
static const char *const middles[] = { "a", "e", "i", "o", "ou", "ai", "an", "on", "in", "é" };
static const char *const endings[] = {
  "tin", "nier", "lot", "dois", "bert", "teau", "vin", "sard", "mont", "lier", "ger", "zac",
};
static const char *const words[] = {
  "accueil",       "aidant",      "aide",       "allocation", "appel",      "atelier",
  "attente",       "autisme",     "autonomie",  "besoin",     "bilan",      "brusque",
  "carte",         "collège",     "commission", "compagnon",  "cours",      "crise",
  "décision",      "demande",     "départ",     "dimanche",   "domicile",   "dossier",
  "droits",        "éducatrice",  "emploi",     "enfant",     "épuisement", "équipe",
  "établissement", "évaluation",  "famille",    "fatigue",    "fauteuil",   "fermeture",
  "foyer",         "frère",       "galère",     "grand-mère", "handicap",   "hôpital",
  "hébergement",   "infirmière",  "inclusion",  "internat",   "jeune",      "journée",
  "lieu",          "liste",       "logement",   "lycée",      "maison",     "malaise",
  "matin",         "médecin",     "mercredi",   "mère",       "moteur",     "notification",
  "nuit",          "orientation", "parents",    "parcours",   "père",       "place",
  "plainte",       "professeur",  "projet",     "quartier",   "refus",      "relais",
  "rendez-vous",   "répit",       "réponse",    "rupture",    "santé",      "scolarité",
  "séjour",        "semaine",     "service",    "seule",      "silence",    "soins",
  "sœur",          "solution",    "sortie",     "soutien",    "tempête",    "temporaire",
  "transport",     "travail",     "tutelle",    "urgence",    "vacances",   "vieillissement",
  "visite",        "voisine",     "depuis",     "avec",       "sans",       "pour",
};
static const char *const communes[] = { "14118", "14366", "14047", "14327", "14762",
                                        "14333", "14220", "14341", "14437", "14488" };

typedef struct
{
  CercleStore *store;
  GRand *random;
  char *scope, *member, *holder;
  CercleAuthor author;
  guint in_hand, open_one_in, n_open;
} Fill;

static void
must (gboolean done, GError *error)
{
  if (!done)
    g_error ("%s", error != NULL ? error->message : "it failed without a word");
}

#define PICK(fill, table) (table)[g_rand_int_range ((fill)->random, 0, G_N_ELEMENTS (table))]

static char *
make_text (Fill *fill, guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", PICK (fill, words));
  return g_string_free (text, FALSE);
}

static void
write_record (Fill *fill, CercleRecord *record, const char *scope)
{
  g_autoptr (GError) error = NULL;

  if (fill->in_hand == 0)
    must (cercle_store_begin (fill->store, &error), error);
  cercle_envelope_set (&cercle_record_envelope (record)->scope, scope);
  must (cercle_feed_write (fill->store, record, CERCLE_OP_CREATE,
                           cercle_record_get_changed (record), &fill->author, &error),
        error);
  if (++fill->in_hand == PER_COMMIT)
    {
      must (cercle_store_commit (fill->store, &error), error);
      fill->in_hand = 0;
    }
}

static CercleRecord *
make_person (Fill *fill)
{
  CercleRecord *person = cercle_record_new (&cercle_person_kind);
  g_autofree char *last_name =
      g_strconcat (PICK (fill, syllables), PICK (fill, middles), PICK (fill, endings), NULL);
  g_autofree char *phone =
      g_strdup_printf ("+3363998%04d", g_rand_int_range (fill->random, 0, 10000));
  g_autofree char *birth = cercle_day_to_text (g_rand_int_range (fill->random, -14000, 18000));

  cercle_record_set_text (person, CERCLE_PERSON_FIRST_NAME, PICK (fill, first_names));
  cercle_record_set_text (person, CERCLE_PERSON_LAST_NAME, last_name);
  cercle_record_set_text (person, CERCLE_PERSON_BIRTH_ON, birth);
  cercle_record_set_text (person, CERCLE_PERSON_COMMUNE, PICK (fill, communes));
  cercle_record_set_text (person, CERCLE_PERSON_PHONE, phone);
  cercle_record_set_text (person, CERCLE_PERSON_COMMUNICATION, "voice");
  cercle_record_set_text (person, CERCLE_PERSON_CALL_BACK, "phone");
  return person;
}

static void
close_case (Fill *fill, CercleRecord *kase, const char *opened_on)
{
  guint motive = (guint) g_rand_int_range (fill->random, 0, 11);

  cercle_record_set_flag (kase, CERCLE_CASE_OPEN, FALSE);
  cercle_record_set_text (kase, CERCLE_CASE_STATUS, "closed");
  cercle_record_set_text (kase, CERCLE_CASE_CLOSED_ON, opened_on);
  cercle_record_set_text (kase, CERCLE_CASE_CLOSING_MOTIVE, cercle_closing_motives[motive].token);
}

/* In one of the states before "closed". */
static void
open_case (Fill *fill, CercleRecord *kase, const char *due_on)
{
  guint status = (guint) g_rand_int_range (fill->random, 0, 16);

  cercle_record_set_text (kase, CERCLE_CASE_STATUS, cercle_statuses[status].token);
  cercle_record_set_text (kase, CERCLE_CASE_NEXT_DUE_ON, due_on);
  cercle_record_set_text (kase, CERCLE_CASE_NEXT_DUE_WHY, "call_back");
}

static CercleRecord *
make_case (Fill *fill, CercleRecord *person, guint n, const char *due_on)
{
  CercleRecord *kase = cercle_record_new (&cercle_case_kind);
  const CercleChoice *motive = &cercle_sub_missions[g_rand_int_range (fill->random, 0, 9)];
  gint64 opened = NOW - g_rand_int_range (fill->random, 1, 1200) * DAY_MS;
  g_autofree char *opened_on = cercle_day_to_text ((int) (opened / DAY_MS));
  g_autofree char *opened_at = cercle_instant_format (opened);
  g_autofree char *reference = g_strdup_printf ("%.4s-14-%06u", opened_on, n);
  g_autofree char *need = make_text (fill, 5), *said = make_text (fill, 24);

  cercle_record_set_text (kase, CERCLE_CASE_REFERENCE, reference);
  cercle_record_set_text (kase, CERCLE_CASE_PERSON, cercle_record_get_id (person));
  cercle_record_set_text (kase, CERCLE_CASE_OPENED_ON, opened_on);
  cercle_record_set_text (kase, CERCLE_CASE_NEED, need);
  cercle_record_set_text (kase, CERCLE_CASE_WORDS, said);
  cercle_record_set_text (kase, CERCLE_CASE_WORDS_BY, "sa mère");
  cercle_record_set_text (kase, CERCLE_CASE_MISSION, cercle_mission_of (motive->token));
  cercle_record_set_text (kase, CERCLE_CASE_SUB_MISSION, motive->token);
  cercle_record_set_text (kase, CERCLE_CASE_COMPLEXITY, "complex");
  cercle_record_set_text (kase, CERCLE_CASE_COMMUNE,
                          cercle_record_get_text (person, CERCLE_PERSON_COMMUNE));
  cercle_case_derive_new (kase, fill->member, opened_at);
  cercle_case_derive_priority (kase, (int) (NOW / DAY_MS));
  if (due_on != NULL)
    open_case (fill, kase, due_on);
  else
    close_case (fill, kase, opened_on);
  return kase;
}

static void
write_action (Fill *fill, CercleRecord *kase, const char *due_on)
{
  g_autoptr (CercleRecord) action = cercle_record_new (&cercle_action_kind);
  g_autofree char *what = make_text (fill, 4);

  cercle_record_set_text (action, CERCLE_ACTION_CASE, cercle_record_get_id (kase));
  cercle_record_set_text (action, CERCLE_ACTION_SORT, "call_back");
  cercle_record_set_text (action, CERCLE_ACTION_WHAT, what);
  cercle_record_set_text (action, CERCLE_ACTION_ASSIGNEE, fill->holder);
  cercle_record_set_text (action, CERCLE_ACTION_DUE_ON, due_on);
  cercle_record_set_text (action, CERCLE_ACTION_STATE, "open");
  write_record (fill, action, fill->scope);
}

static void
write_case (Fill *fill, guint n)
{
  gboolean open = n % fill->open_one_in == 0;
  gboolean now = open && fill->n_open++ < DUE_NOW;
  int due = (int) (NOW / DAY_MS) + g_rand_int_range (fill->random, now ? -3 : 1, now ? 1 : 61);
  g_autofree char *due_on = open ? cercle_day_to_text (due) : NULL;
  g_autoptr (CercleRecord) person = make_person (fill);
  g_autoptr (CercleRecord) kase = make_case (fill, person, n, due_on);

  write_record (fill, person, fill->scope);
  write_record (fill, kase, fill->scope);
  if (open)
    write_action (fill, kase, due_on);
}

static void
write_frame (Fill *fill, const char *community_id, const char *login)
{
  g_autoptr (CercleRecord) territory = cercle_record_new (&cercle_territory_kind);
  g_autoptr (CercleRecord) community =
      cercle_record_new_with_id (&cercle_community_kind, community_id);
  g_autoptr (CercleRecord) member = cercle_record_new_with_id (&cercle_member_kind, fill->member);

  cercle_record_set_text (territory, CERCLE_TERRITORY_CODE, "14");
  cercle_record_set_text (territory, CERCLE_TERRITORY_NAME, "Calvados");
  cercle_record_set_text (territory, CERCLE_TERRITORY_ZONE, "Europe/Paris");
  cercle_record_set_text (community, CERCLE_COMMUNITY_NAME, "Communauté de mesure");
  cercle_record_set_text (community, CERCLE_COMMUNITY_TERRITORY, cercle_record_get_id (territory));
  cercle_record_set_flag (community, CERCLE_COMMUNITY_EXAMPLE, TRUE);
  cercle_record_set_text (member, CERCLE_MEMBER_LOGIN, login);
  cercle_record_set_text (member, CERCLE_MEMBER_FIRST_NAME, "Hélène");
  cercle_record_set_text (member, CERCLE_MEMBER_LAST_NAME, "Maupertuis");
  cercle_record_set_text (member, CERCLE_MEMBER_ROLE, "coordinator");
  write_record (fill, territory, "t:14");
  write_record (fill, community, fill->scope);
  write_record (fill, member, fill->scope);
}

static char *
read_member_of_file (const char *path, const char *name)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;

  must (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &error), error);
  return g_key_file_get_string (file, "sign-in", name, NULL);
}

static void
add_account (Fill *fill, const char *sign_in, const char *login)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *password = read_member_of_file (sign_in, "password");
  g_autofree char *hash = cercle_vault_hash_password (password, &error);
  g_autofree char *id = cercle_id_new ();
  g_autofree char *own = g_strconcat ("u:", id, NULL);
  g_autofree char *scopes = g_strjoin (" ", fill->scope, "t:14", "national", own, NULL);
  char *audiences = (char *) cercle_role_audiences (CERCLE_ROLE_COORDINATOR);
  CercleAccount account = { .id = id,
                            .login = (char *) login,
                            .password = hash,
                            .role = CERCLE_ROLE_COORDINATOR,
                            .audiences = audiences,
                            .scopes = scopes,
                            .member = fill->member };
  const char *const all[] = { fill->scope, "t:14", "national", own };

  must (cercle_store_begin (fill->store, &error), error);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    must (cercle_feed_add_scope (fill->store, all[i], &error), error);
  must (cercle_accounts_put (fill->store, &account, &error), error);
  must (cercle_store_commit (fill->store, &error), error);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *login = NULL, *community = NULL;
  guint cases = argc == 4 ? (guint) strtoul (argv[2], NULL, 10) : 0;
  Fill fill = { .random = g_rand_new_with_seed (SEED) };

  if (cases == 0)
    return 2;
  fill.open_one_in = MAX (OPEN_ONE_IN, cases / MOST_OPEN);
  cercle_id_seed (SEED);
  cercle_instant_freeze (NOW);
  fill.store = cercle_store_open (argv[1], CERCLE_STORE_SERVER, NULL, &error);
  must (fill.store != NULL, error);
  login = read_member_of_file (argv[3], "login");
  community = cercle_id_new ();
  fill.scope = g_strconcat ("c:", community, NULL);
  fill.member = cercle_id_new ();
  fill.holder = g_strconcat ("member:", fill.member, NULL);
  fill.author.member = fill.member;
  add_account (&fill, argv[3], login);
  write_frame (&fill, community, login);
  for (guint n = 1; n <= cases; n++)
    write_case (&fill, n);
  if (fill.in_hand > 0)
    must (cercle_store_commit (fill.store, &error), error);
  must (cercle_store_compact (fill.store, &error), error);
  g_object_unref (fill.store);
  g_rand_free (fill.random);
  g_free (fill.scope);
  g_free (fill.member);
  g_free (fill.holder);
  return 0;
}
