/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Do the list and the minutes of a review say all that was said, on one page, and of a person no
 * more than the MDPH may know? In both languages. */
#include <glib/gi18n-lib.h>
#include <locale.h>

#include "cercle-case.h"
#include "cercle-consent.h"
#include "cercle-conflict.h"
#include "cercle-instant.h"
#include "cercle-minutes.h"
#include "cercle-paper.h"
#include "cercle-person.h"
#include "cercle-review-sitting.h"
#include "cercle-session-private.h"
#include "community.h"
#include "room.h"

#define NOON G_GINT64_CONSTANT (1592906400000)
#define SEEN 12
#define ALL (SEEN + 2) /* one is carried over, one left out */
#define DESCRIBED 3    /* who agreed, who has a number, and one with neither */

static const char *const names[ALL] = { "Quesnel",   "Onfroy",   "Tostain", "Lemarchand", "Picot",
                                        "Auvray",    "Hamelin",  "Vautier", "Bazire",     "Jouenne",
                                        "Letellier", "Godefroy", "Rouxel",  "Delaunay" };

typedef struct
{
  Seat seat;
  CercleRecord *cases[ALL];
  gboolean french;
} Fixture;

/* data: the locale. */
static void
set_up (Fixture *fixture, gconstpointer locale)
{
  g_assert_nonnull (setlocale (LC_ALL, locale));
  fixture->french = g_str_has_prefix (locale, "fr");
  cercle_instant_freeze (NOON);
  seat_set_up (&fixture->seat, "col");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < ALL; i++)
    g_clear_object (&fixture->cases[i]);
  seat_tear_down (&fixture->seat, data);
  setlocale (LC_ALL, "C.UTF-8");
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gboolean
has_result_cb (gpointer data)
{
  return *(GAsyncResult **) data != NULL;
}

static void
finish (Fixture *fixture, GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;

  ROOM_WAIT (has_result_cb, result);
  cercle_session_commit_finish (fixture->seat.session, *result, &error);
  g_assert_no_error (error);
  g_clear_object (result);
}

static CercleSitting *
read_sitting (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CercleSitting *sitting;

  cercle_session_read_sitting_async (fixture->seat.session, NULL, NULL, keep_result_cb, &result);
  ROOM_WAIT (has_result_cb, &result);
  sitting = cercle_session_read_sitting_finish (fixture->seat.session, result, &error);
  g_assert_no_error (error);
  return sitting;
}

/* --- A day's list ----------------------------------------------------------------------------- */

static void
add_consent (Fixture *fixture, const char *person)
{
  g_autoptr (CercleRecord) consent =
      cercle_session_new_record (fixture->seat.session, &cercle_consent_kind);
  CercleTx *tx = cercle_tx_new ("Consent");
  g_autoptr (GError) error = NULL;

  cercle_record_set_text (consent, CERCLE_CONSENT_PERSON, person);
  cercle_record_set_text (consent, CERCLE_CONSENT_PURPOSE, "review");
  cercle_record_set_text (consent, CERCLE_CONSENT_RECIPIENTS, "mdph");
  cercle_record_set_text (consent, CERCLE_CONSENT_DATA, "identity");
  cercle_record_set_text (consent, CERCLE_CONSENT_GIVEN, "yes");
  cercle_record_set_text (consent, CERCLE_CONSENT_GIVEN_ON, "2020-06-20");
  cercle_tx_save (tx, consent);
  room_commit (fixture->seat.session, tx, &error);
  g_assert_no_error (error);
}

static void
add_number (Fixture *fixture, const char *person)
{
  g_autoptr (CercleRecord) known =
      cercle_session_get (fixture->seat.session, &cercle_person_kind, person);
  CercleTx *tx = cercle_tx_new ("Number");
  g_autoptr (GError) error = NULL;

  cercle_record_set_text (known, CERCLE_PERSON_MDPH_NUMBER, "14-12345");
  cercle_tx_save (tx, known);
  room_commit (fixture->seat.session, tx, &error);
  g_assert_no_error (error);
}

/* The first may be named, the second has a number. */
static void
fill_list (Fixture *fixture)
{
  for (guint i = 0; i < ALL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *need =
          g_strdup_printf ("accueil de jour %u, de préférence près de %s", i, names[i]);
      g_autoptr (GAsyncResult) result = NULL;

      fixture->cases[i] = room_add_case (fixture->seat.session, names[i], need, &error);
      g_assert_no_error (error);
      if (i == 0)
        add_consent (fixture, cercle_record_get_text (fixture->cases[i], CERCLE_CASE_PERSON));
      if (i == 1)
        add_number (fixture, cercle_record_get_text (fixture->cases[i], CERCLE_CASE_PERSON));
      cercle_session_list_case_async (
          fixture->seat.session, cercle_record_get_id (fixture->cases[i]), keep_result_cb, &result);
      finish (fixture, &result);
    }
}

static void
give_verdicts (Fixture *fixture)
{
  static const char *const decisions[] = { "mdph", "community", "together", "gos_pag" };
  g_autoptr (CercleSitting) sitting = read_sitting (fixture);
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_cmpuint (sitting->list->lines->len, ==, ALL);
  for (guint i = 0; i < SEEN; i++)
    {
      const CercleSittingLine *line = sitting->lines->pdata[i];
      g_autoptr (CercleRecord) verdict = cercle_record_copy (line->line->item);

      cercle_record_set_text (verdict, CERCLE_REVIEW_ITEM_KNOWN, i % 2 == 0 ? "yes" : "no");
      cercle_record_set_text (verdict, CERCLE_REVIEW_ITEM_RIGHTS, "refresh");
      cercle_record_set_text (verdict, CERCLE_REVIEW_ITEM_DECISION, decisions[i % 4]);
      cercle_record_set_text (verdict, CERCLE_REVIEW_ITEM_DUE_ON, "2020-06-26");
      if (i == 0)
        cercle_record_set_text (verdict, CERCLE_REVIEW_ITEM_NOTE, "Voir le certificat médical.");
      cercle_session_give_verdict_async (fixture->seat.session, verdict, keep_result_cb, &result);
      finish (fixture, &result);
    }
  cercle_session_leave_out_async (fixture->seat.session,
                                  cercle_record_get_id (fixture->cases[ALL - 1]),
                                  "partie en vacances", keep_result_cb, &result);
  finish (fixture, &result);
}

static void
agree (Fixture *fixture, gboolean for_mdph)
{
  g_autoptr (GAsyncResult) result = NULL;

  cercle_session_agree_async (fixture->seat.session, NULL, for_mdph, for_mdph ? NULL : "Mme Dutot",
                              for_mdph ? NULL : "Salle prise jusqu’à 9 h.", keep_result_cb,
                              &result);
  finish (fixture, &result);
}

/* --- Paper ------------------------------------------------------------------------------------ */

static gboolean
write_paper (Fixture *fixture, CerclePaperSort sort, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cercle_session_write_paper_async (fixture->seat.session, cercle_paper_new (sort), CERCLE_FORM_PDF,
                                    fixture->seat.path, keep_result_cb, &result);
  ROOM_WAIT (has_result_cb, &result);
  return cercle_session_write_paper_finish (fixture->seat.session, result, error);
}

/* (transfer full): the words on the paper, with single spaces. */
static char *
read_pdf (Fixture *fixture, CerclePaperSort sort)
{
  g_autoptr (GError) error = NULL;

  write_paper (fixture, sort, &error);
  g_assert_no_error (error);
  return room_read_pdf (fixture->seat.path);
}

static void
expect_hidden (const char *words)
{
  g_assert_nonnull (strstr (words, names[0]));
  for (guint i = 1; i < ALL; i++)
    g_assert_null (strstr (words, names[i]));
}

/* The server knows how many persons left on paper. */
static void
expect_noted (Fixture *fixture)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_access_kind);
  g_autoptr (CercleStore) store = NULL;
  g_autoptr (GPtrArray) noted = NULL;
  g_autoptr (GError) error = NULL;

  ROOM_WAIT (room_is_settled_cb, fixture->seat.session);
  community_stop (fixture->seat.community);
  store = community_open (fixture->seat.community);
  cercle_query_where (query, CERCLE_ACCESS_HOW, CERCLE_IS, "paper");
  noted = cercle_store_find (store, query, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (noted->len, ==, 1);
  g_assert_cmpint (cercle_record_get_integer (noted->pdata[0], CERCLE_ACCESS_CASES, -1), ==, ALL);
  g_clear_object (&store);
  community_start (fixture->seat.community);
}

/* Their first names and years of birth. */
static void
describe (Fixture *fixture)
{
  for (guint i = 0; i < DESCRIBED; i++)
    {
      g_autoptr (CercleRecord) person =
          cercle_session_get (fixture->seat.session, &cercle_person_kind,
                              cercle_record_get_text (fixture->cases[i], CERCLE_CASE_PERSON));
      CercleTx *tx = cercle_tx_new ("Born");
      g_autoptr (GError) error = NULL;

      cercle_record_set_text (person, CERCLE_PERSON_FIRST_NAME, "Mathis");
      cercle_record_set_integer (person, CERCLE_PERSON_BIRTH_YEAR, 2011 + i);
      cercle_tx_save (tx, person);
      room_commit (fixture->seat.session, tx, &error);
      g_assert_no_error (error);
    }
}

/* As the server has it for the desk of the MDPH. (transfer full) */
static char *
sent_of (Fixture *fixture, guint i)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_review_item_kind);
  g_autoptr (CercleStore) store = community_open (fixture->seat.community);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  const char *number = NULL;

  cercle_query_where (query, CERCLE_REVIEW_ITEM_CASE, CERCLE_IS,
                      cercle_record_get_id (fixture->cases[i]));
  items = cercle_store_find (store, query, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 1);
  number = cercle_record_get_text (items->pdata[0], CERCLE_REVIEW_ITEM_MDPH_NUMBER);
  return g_strdup_printf ("%s %s", cercle_record_get_text (items->pdata[0], CERCLE_REVIEW_ITEM_WHO),
                          number != NULL ? number : "without a number");
}

/* Her name where she agreed to it, else initials and the year of her birth, with her number where
 * she has one: on paper, and on the desk of the MDPH. */
static void
test_identities (Fixture *fixture, gconstpointer data)
{
  static const char *const sent[DESCRIBED] = { "Mathis Quesnel, 2011 without a number",
                                               "M. O., 2012 14-12345",
                                               "M. T., 2013 without a number" };
  static const char *const told[][2] = {
    { "Mathis Quesnel, 2011", NULL },
    { "M. O., 2012 MDPH no. 14-12345", NULL },
    { "M. T., 2013 2020-14-0003 neither number nor consent", NULL },
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *words = NULL;

  fill_list (fixture);
  describe (fixture);
  /* The numbers of the cases are here, too, sooner or later. */
  room_exchange (fixture->seat.session);
  words = read_pdf (fixture, CERCLE_PAPER_REVIEW_LIST);
  room_expect (fixture->french, words, told, G_N_ELEMENTS (told));
  expect_hidden (words);
  cercle_session_close_list_async (fixture->seat.session, keep_result_cb, &result);
  finish (fixture, &result);
  ROOM_WAIT (room_is_settled_cb, fixture->seat.session);
  community_stop (fixture->seat.community);
  for (guint i = 0; i < DESCRIBED; i++)
    {
      g_autofree char *one = sent_of (fixture, i);
      g_assert_cmpstr (one, ==, sent[i]);
    }
  community_start (fixture->seat.community);
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  static const char *const told[][2] = {
    { "Review with the MDPH: the list", "Revue avec la MDPH : la liste" },
    { "23 June 2020", "23 juin 2020" },
    { "14 cases on the list", "14 situations à l’ordre du jour" },
    { "accueil de jour 13, de préférence", NULL },
    { "MDPH no. 14-12345", "N° MDPH 14-12345" },
    { "added by hand", "ajoutée à la main" },
    { "neither number nor consent", "ni numéro ni accord" },
    { "Page 1 of 1", "Page 1 sur 1" },
  };
  g_autofree char *words = NULL;

  fill_list (fixture);
  words = read_pdf (fixture, CERCLE_PAPER_REVIEW_LIST);
  room_expect (fixture->french, words, told, G_N_ELEMENTS (told));
  expect_hidden (words);
  expect_noted (fixture);
}

static void
test_minutes (Fixture *fixture, gconstpointer data)
{
  static const char *const told[][2] = {
    { "Minutes of the review with the MDPH", "Compte rendu de la revue avec la MDPH" },
    { "12 cases seen", "12 situations vues" },
    { "Voir le certificat médical.", NULL },
    { "Colette Niel, Mme Dutot", NULL },
    { "26 June 2020", "26 juin 2020" },
    { "Carried over to the next review", "Reportées à la prochaine revue" },
    { "partie en vacances", NULL },
    { "Salle prise jusqu’à 9 h.", NULL },
    { "For the community Colette Niel, 23 June 2020",
      "Pour la communauté Colette Niel, 23 juin 2020" },
    { "For the MDPH not yet", "Pour la MDPH pas encore" },
    { "The 30 days until 23 June 2020", "Les 30 jours jusqu’au 23 juin 2020" },
    { "Verdicts given: 12", "Décisions prises : 12" },
    { "50% (6 of 12 verdicts)", "(6 décisions sur 12)" },
    { "Page 1 of 1", "Page 1 sur 1" },
  };
  static const char *const agreed[][2] = {
    { "For the MDPH Colette Niel, 23 June 2020", "Pour la MDPH Colette Niel, 23 juin 2020" },
  };
  g_autofree char *words = NULL, *both = NULL;

  fill_list (fixture);
  give_verdicts (fixture);
  agree (fixture, FALSE);
  words = read_pdf (fixture, CERCLE_PAPER_REVIEW_MINUTES);
  room_expect (fixture->french, words, told, G_N_ELEMENTS (told));
  expect_hidden (words);
  agree (fixture, TRUE);
  both = read_pdf (fixture, CERCLE_PAPER_REVIEW_MINUTES);
  room_expect (fixture->french, both, agreed, G_N_ELEMENTS (agreed));
  g_assert_nonnull (strstr (both, "Mme Dutot"));
}

static char *
name_cb (const char *reference, gpointer data)
{
  return g_strdup (reference);
}

/* What was written on the day stays, whatever becomes of the case. */
static void
test_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleSitting) sitting = NULL;
  g_autoptr (CercleMinutes) minutes = NULL;
  g_autoptr (CercleRecord) person = NULL;
  CercleTx *tx = cercle_tx_new ("Number");
  g_autoptr (GError) error = NULL;
  const CercleMinutesLine *line;

  fill_list (fixture);
  give_verdicts (fixture);
  person = cercle_session_get (fixture->seat.session, &cercle_person_kind,
                               cercle_record_get_text (fixture->cases[1], CERCLE_CASE_PERSON));
  cercle_record_set_text (person, CERCLE_PERSON_MDPH_NUMBER, "14-99999");
  cercle_tx_save (tx, person);
  room_commit (fixture->seat.session, tx, &error);
  g_assert_no_error (error);
  sitting = read_sitting (fixture);
  minutes = cercle_minutes_new (sitting, name_cb, NULL);
  g_assert_cmpuint (minutes->seen->len, ==, SEEN);
  g_assert_cmpuint (minutes->carried->len, ==, 1);
  g_assert_cmpuint (minutes->left_out->len, ==, 1);
  line = minutes->seen->pdata[1];
  g_assert_nonnull (strstr (line->who, "14-12345"));
  g_assert_cmpstr (line->kase, ==, cercle_record_get_id (fixture->cases[1]));
  g_assert_null (minutes->team_agreed);
}

/* There is no paper of what was not held. */
static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  g_assert_false (write_paper (fixture, CERCLE_PAPER_REVIEW_MINUTES, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (fixture->seat.path, G_FILE_TEST_EXISTS));
  words = read_pdf (fixture, CERCLE_PAPER_REVIEW_LIST);
  g_assert_nonnull (strstr (words, "0 cases on the list"));
}

int
main (int argc, char **argv)
{
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("CERCLE_CATALOGUES"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  g_test_init (&argc, &argv, NULL);
#define ADD(name, locale, function)                                                                \
  g_test_add ("/session/review-paper/" name, Fixture, locale, set_up, function, tear_down)
  ADD ("list", "C.UTF-8", test_list);
  ADD ("list-in-french", "fr_FR.UTF-8", test_list);
  ADD ("identities", "C.UTF-8", test_identities);
  ADD ("minutes", "C.UTF-8", test_minutes);
  ADD ("minutes-in-french", "fr_FR.UTF-8", test_minutes);
  ADD ("kept", "C.UTF-8", test_kept);
  ADD ("nothing", "C.UTF-8", test_nothing);
  return g_test_run ();
}
