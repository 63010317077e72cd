/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does what leaves the desk hold exactly what was shown, for whoever may, and is the server told?
 */
#include <glib/gstdio.h>

#include "cercle-case-list.h"
#include "cercle-case.h"
#include "cercle-community.h"
#include "cercle-conflict.h"
#include "cercle-event.h"
#include "cercle-instant.h"
#include "cercle-moves.h"
#include "cercle-organisation.h"
#include "cercle-paper.h"
#include "cercle-person-merge.h"
#include "cercle-person.h"
#include "cercle-session-private.h"
#include "cercle-solution.h"
#include "community.h"
#include "room.h"

#define NOON G_GINT64_CONSTANT (1592906400000)
#define MANY 230

typedef Seat Fixture;

static void
set_up (Fixture *fixture, gconstpointer login)
{
  cercle_instant_freeze (NOON);
  seat_set_up (fixture, login);
}

static gboolean
write_paper (Fixture *fixture, CerclePaper *paper, CerclePaperForm form, GError **error)
{
  return room_write_paper (fixture->session, paper, form, fixture->path, error);
}

static CerclePaper *
list_of (Fixture *fixture, const char *text, const char *sort)
{
  const CercleCaseFilter filter = { .text = text,
                                    .today = cercle_session_get_today (fixture->session) };
  CerclePaper *paper = cercle_paper_new (CERCLE_PAPER_CASES);

  paper->query = cercle_case_list_query (&filter, sort, FALSE);
  return paper;
}

static char *
read_file (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  char *content = NULL;

  g_file_get_contents (fixture->path, &content, NULL, &error);
  g_assert_no_error (error);
  return content;
}

static void
add_cases (Fixture *fixture, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("Quesnel-%03u", (i * 7) % n);
      g_autoptr (GError) error = NULL;
      g_autoptr (CercleRecord) kase =
          room_add_case (fixture->session, name, i == 0 ? "=1+1" : "répit", &error);
      g_assert_no_error (error);
    }
}

/* Every row of the list, once, in its order; also where pages meet. */
static void
test_table (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  g_auto (GStrv) lines = NULL;

  add_cases (fixture, MANY);
  g_assert_true (write_paper (fixture, list_of (fixture, NULL, "person"), CERCLE_FORM_CSV, &error));
  g_assert_no_error (error);
  content = read_file (fixture);
  g_assert_true (g_str_has_prefix (content, "\xef\xbb\xbf\"Reference\";\"Last name\";"));
  lines = g_strsplit (content, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, MANY + 2);
  g_assert_cmpstr (lines[MANY + 1], ==, "");
  for (guint i = 0; i < MANY; i++)
    {
      g_autofree char *name = g_strdup_printf ("\"Quesnel-%03u\"", i);
      g_auto (GStrv) cells = g_strsplit (lines[i + 1], ";", -1);

      g_assert_cmpstr (cells[1], ==, name);
      g_assert_cmpstr (cells[5], ==, i == 0 ? "\"'=1+1\"" : "\"répit\"");
    }
  g_assert_nonnull (strstr (lines[1], "\"23/06/2020\""));
}

/* Only what was asked; a child in care by her initials. */
static void
test_filtered (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleRecord) kase = NULL, other = NULL;
  g_autoptr (CercleRecord) person = NULL;
  CercleTx *tx = cercle_tx_new ("Fact changed.");
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;

  kase = room_add_case (fixture->session, "Onfroy", "accueil temporaire", &error);
  other = room_add_case (fixture->session, "Tostain", "médecin", &error);
  g_assert_no_error (error);
  cercle_record_set_text (kase, CERCLE_CASE_PROFILE, "ase");
  cercle_tx_save (tx, kase);
  g_assert_true (room_commit (fixture->session, tx, &error));
  g_assert_true (
      write_paper (fixture, list_of (fixture, "accueil", NULL), CERCLE_FORM_CSV, &error));
  content = read_file (fixture);
  g_assert_null (strstr (content, "Tostain"));
  g_assert_null (strstr (content, "Onfroy"));
  g_assert_nonnull (strstr (content, "accueil temporaire"));
}

/* The server knows who took how many out, and it does before the file is there. */
static void
test_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleStore) store = NULL;
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_access_kind);
  g_autoptr (GPtrArray) found = NULL;
  CercleRecord *access = NULL;

  add_cases (fixture, 3);
  g_assert_true (write_paper (fixture, list_of (fixture, NULL, NULL), CERCLE_FORM_CSV, &error));
  ROOM_WAIT (room_is_settled_cb, fixture->session);
  community_stop (fixture->community);
  store = community_open (fixture->community);
  cercle_query_where (query, CERCLE_ACCESS_HOW, CERCLE_IS, "table");
  found = cercle_store_find (store, query, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  access = g_ptr_array_index (found, 0);
  g_assert_cmpstr (cercle_record_get_text (access, CERCLE_ACCESS_OF_KIND), ==, "community");
  g_assert_cmpint (cercle_record_get_integer (access, CERCLE_ACCESS_CASES, -1), ==, 3);
  g_assert_cmpstr (cercle_record_get_text (access, CERCLE_ACCESS_BY), ==,
                   cercle_record_get_id (cercle_session_get_member (fixture->session)));
  g_clear_object (&store);
  community_start (fixture->community);
}

static void
test_adviser (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (
      cercle_session_offers_paper (fixture->session, CERCLE_PAPER_CASES, CERCLE_FORM_CSV));
  g_assert_false (write_paper (fixture, list_of (fixture, NULL, NULL), CERCLE_FORM_CSV, &error));
  g_assert_error (error, CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_FAILED);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

/* (transfer full): the words on the paper just written. */
static char *
read_pdf (Fixture *fixture)
{
  const char *const argv[] = { "pdftotext", "-layout", fixture->path, "-", NULL };
  g_autoptr (GError) error = NULL;
  char *words = NULL;
  int status = 1;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &words, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
  return words;
}

static void
test_list_on_paper (Fixture *fixture, gconstpointer data)
{
  CerclePaper *paper = list_of (fixture, NULL, "person");
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  add_cases (fixture, 130);
  paper->words = g_strdup ("130 ouvertes, triées par personne");
  g_assert_true (write_paper (fixture, paper, CERCLE_FORM_PDF, &error));
  g_assert_no_error (error);
  words = read_pdf (fixture);
  g_assert_nonnull (strstr (words, "130 ouvertes, triées par personne"));
  g_assert_nonnull (strstr (words, "23 June 2020"));
  for (guint i = 0; i < 130; i++)
    {
      g_autofree char *name = g_strdup_printf ("Quesnel-%03u", i);
      g_assert_nonnull (strstr (words, name));
    }
}

static CercleRecord *
add_known (Fixture *fixture, const char *last_name, const char *profile)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleRecord) kase = room_add_case (fixture->session, last_name, "répit", &error);
  g_autoptr (CercleRecord) person = NULL;
  CercleTx *tx = cercle_tx_new ("Fact changed.");

  g_assert_no_error (error);
  person = cercle_session_get (fixture->session, &cercle_person_kind,
                               cercle_record_get_text (kase, CERCLE_CASE_PERSON));
  cercle_record_set_text (person, CERCLE_PERSON_MDPH_NUMBER, last_name);
  cercle_record_set_text (kase, CERCLE_CASE_PROFILE, profile);
  cercle_record_set_text (kase, CERCLE_CASE_RISK, "orange");
  cercle_tx_save (tx, person);
  cercle_tx_save (tx, kase);
  g_assert_true (room_commit (fixture->session, tx, &error));
  g_assert_no_error (error);
  return g_steal_pointer (&kase);
}

/* The columns that were chosen, in their order, and no other; what leads to a child in care stays.
 */
static void
test_columns (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleRecord) known = add_known (fixture, "Tostain", "standard");
  g_autoptr (CercleRecord) hidden = add_known (fixture, "Onfroy", "ase");
  CerclePaper *paper = list_of (fixture, NULL, "person");
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL, *words = NULL;
  g_auto (GStrv) lines = NULL;

  paper->columns = g_strdup ("risk person mdph_number age");
  g_assert_true (write_paper (fixture, paper, CERCLE_FORM_CSV, &error));
  g_assert_no_error (error);
  content = read_file (fixture);
  lines = g_strsplit (content, "\r\n", -1);
  g_assert_cmpstr (lines[0] + 3, ==,
                   "\"Risk\";\"Last name\";\"First name\";\"MDPH number\";\"Opened on\"");
  g_assert_cmpstr (lines[1], ==, "\"Orange: risk about to come\";\"O\";\"\";\"\";\"23/06/2020\"");
  g_assert_cmpstr (lines[2], ==,
                   "\"Orange: risk about to come\";\"Tostain\";\"\";\"Tostain\";\"23/06/2020\"");
  paper = list_of (fixture, NULL, "person");
  paper->columns = g_strdup ("risk person mdph_number age");
  g_assert_true (write_paper (fixture, paper, CERCLE_FORM_PDF, &error));
  g_assert_no_error (error);
  words = read_pdf (fixture);
  g_assert_nonnull (strstr (words, "Open for"));
  g_assert_nonnull (strstr (words, "0 days"));
  g_assert_nonnull (strstr (words, "Tostain"));
  g_assert_null (strstr (words, "Onfroy"));
  g_assert_null (strstr (words, "Holder"));
}

/* What was told of a case, and by whom, is on its paper; its name is not in the file's. */
static void
test_case_on_paper (Fixture *fixture, gconstpointer data)
{
  CerclePaper *paper = cercle_paper_new (CERCLE_PAPER_CASE);
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleRecord) kase =
      room_add_case (fixture->session, "Quesnel", "répit du mercredi après-midi", &error);
  g_autoptr (CercleRecord) note = NULL;
  CercleTx *tx = cercle_tx_new ("Note");
  g_autofree char *words = NULL, *name = NULL;

  g_assert_no_error (error);
  note = cercle_event_new (kase, "note", "La mère est épuisée, œuvrer vite.");
  cercle_tx_save (tx, note);
  g_assert_true (room_commit (fixture->session, tx, &error));
  paper->id = g_strdup (cercle_record_get_id (kase));
  name = cercle_session_name_paper (fixture->session, paper, CERCLE_FORM_PDF);
  g_assert_null (strstr (name, "Quesnel"));
  g_assert_true (write_paper (fixture, paper, CERCLE_FORM_PDF, &error));
  g_assert_no_error (error);
  words = read_pdf (fixture);
  g_assert_nonnull (strstr (words, "Quesnel"));
  g_assert_nonnull (strstr (words, "répit du mercredi après-midi"));
  g_assert_nonnull (strstr (words, "La mère est épuisée, œuvrer vite."));
  paper = cercle_paper_new (CERCLE_PAPER_CASE);
  paper->id = g_strdup (ROOM_MEMBER);
  g_unlink (fixture->path);
  g_assert_false (write_paper (fixture, paper, CERCLE_FORM_PDF, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static CercleRecord *
person_of (Fixture *fixture, CercleRecord *kase)
{
  return cercle_session_get (fixture->session, &cercle_person_kind,
                             cercle_record_get_text (kase, CERCLE_CASE_PERSON));
}

/* Of two records that were made one, paper and table say who she is now, with both families. */
static void
test_merged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleRecord) kase = room_add_case (fixture->session, "Quesnel", "répit", &error);
  g_autoptr (CercleRecord) former = room_add_case (fixture->session, "Kesnel", "séjour", &error);
  g_autoptr (CercleRecord) survivor = person_of (fixture, kase),
                           loser = person_of (fixture, former);
  g_autoptr (CercleRecord) merge = NULL;
  CerclePaper *paper = cercle_paper_new (CERCLE_PAPER_CASE);
  CercleTx *tx = cercle_tx_new ("Merged");
  g_autofree char *content = NULL, *words = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (CercleRecord) relative =
          cercle_session_new_record (fixture->session, &cercle_relative_kind);
      cercle_record_set_text (relative, CERCLE_RELATIVE_PERSON,
                              cercle_record_get_id (i == 0 ? survivor : loser));
      cercle_record_set_text (relative, CERCLE_RELATIVE_FIRST_NAME, i == 0 ? "Lina" : "Paul");
      cercle_tx_save (tx, relative);
    }
  merge = cercle_person_merge (loser, survivor, 0, NULL, &error);
  g_assert_no_error (error);
  cercle_tx_save (tx, survivor);
  cercle_tx_save (tx, loser);
  cercle_tx_save (tx, merge);
  g_assert_true (room_commit (fixture->session, tx, &error));
  g_assert_no_error (error);
  g_assert_true (write_paper (fixture, list_of (fixture, NULL, NULL), CERCLE_FORM_CSV, &error));
  g_assert_no_error (error);
  content = read_file (fixture);
  g_assert_nonnull (strstr (content, "séjour"));
  g_assert_null (strstr (content, "Kesnel"));
  paper->id = g_strdup (cercle_record_get_id (former));
  g_assert_true (write_paper (fixture, paper, CERCLE_FORM_PDF, &error));
  g_assert_no_error (error);
  words = read_pdf (fixture);
  g_assert_nonnull (strstr (words, "Quesnel"));
  g_assert_nonnull (strstr (words, "Lina"));
  g_assert_nonnull (strstr (words, "Paul"));
}

/* Whatever column holds it, no cell is a formula. */
static void
test_hostile (Fixture *fixture, gconstpointer data)
{
  static const char *const typed[] = { "=1+1", "@SUM(A1)", "-2", "+33 6", "\u00a0=1", "\uff1d1" };
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  g_auto (GStrv) cells = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (CercleRecord) kase = room_add_case (fixture->session, typed[i], typed[i], &error);
      g_assert_no_error (error);
    }
  g_assert_true (write_paper (fixture, list_of (fixture, NULL, NULL), CERCLE_FORM_CSV, &error));
  g_assert_no_error (error);
  content = read_file (fixture);
  cells = g_strsplit (content, "\"", -1);
  for (guint i = 1; cells[i] != NULL; i += 2)
    {
      g_test_message ("%s", cells[i]);
      g_assert_false (g_regex_match_simple ("^[\\s\u00a0]*[=+@\uff1d-]", cells[i], 0, 0));
    }
}

/* Numbers and what everybody is told need no right, and are no reading of anybody. */
static void
test_board_and_sheets (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *board = NULL, *sheet = NULL;

  add_cases (fixture, 5);
  g_assert_true (
      write_paper (fixture, cercle_paper_new (CERCLE_PAPER_BOARD), CERCLE_FORM_PDF, &error));
  g_assert_no_error (error);
  board = read_pdf (fixture);
  g_assert_nonnull (strstr (board, "5 open cases"));
  g_assert_nonnull (strstr (board, "Page 1 of 1"));
  /* What each mission comes to, under what each state does. */
  g_assert_true (g_regex_match_simple ("\nTotal +(– +)+5 +5\n", board, 0, 0));
  g_assert_null (strstr (board, "Quesnel"));
  g_assert_true (
      write_paper (fixture, cercle_paper_new (CERCLE_PAPER_CONSENT_EASY), CERCLE_FORM_PDF, &error));
  sheet = read_pdf (fixture);
  g_assert_nonnull (
      strstr (sheet, cercle_record_get_text (cercle_session_get_community (fixture->session),
                                             CERCLE_COMMUNITY_NAME)));
  g_assert_false (
      cercle_session_offers_paper (fixture->session, CERCLE_PAPER_BOARD, CERCLE_FORM_CSV));
}

/* What the others did, on one page whatever its number; one's own doing only when it is asked for.
 */
static void
test_news_on_paper (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleRecord) kase = NULL;
  g_autoptr (CercleRecord) note = NULL;
  CercleTx *tx = cercle_tx_new ("Note");

  kase = room_add_case (fixture->session, "Quesnel", "répit", &error);
  g_assert_no_error (error);
  note = cercle_event_new (kase, "note", "La Closerie a une place.");
  cercle_tx_save (tx, note);
  g_assert_true (room_commit (fixture->session, tx, &error));
  for (guint mine = 0; mine < 2; mine++)
    {
      CerclePaper *paper = cercle_paper_new (CERCLE_PAPER_NEWS);
      g_autofree char *words = NULL;

      paper->since = g_strdup ("2020-06-22T16:00:00.000Z");
      paper->words = g_strdup ("since yesterday evening");
      if (!mine)
        paper->without =
            g_strdup (cercle_record_get_id (cercle_session_get_member (fixture->session)));
      g_assert_true (write_paper (fixture, paper, CERCLE_FORM_PDF, &error));
      g_assert_no_error (error);
      words = read_pdf (fixture);
      g_assert_nonnull (strstr (words, "since yesterday evening"));
      g_assert_nonnull (strstr (words, "Page 1 of 1"));
      g_assert_cmpint (strstr (words, "Quesnel") != NULL, ==, mine);
      g_assert_cmpint (strstr (words, "12:00 – La Closerie a une place.") != NULL, ==, mine);
    }
}

static void
add_solution (Fixture *fixture, CercleRecord *kase, const char *provider, const char *const *values)
{
  static const guint fields[] = { CERCLE_SOLUTION_CHOICE, CERCLE_SOLUTION_WHAT,
                                  CERCLE_SOLUTION_SLOTS, CERCLE_SOLUTION_START_ON,
                                  CERCLE_SOLUTION_END_ON };
  g_autoptr (CercleRecord) solution =
      cercle_session_new_record (fixture->session, &cercle_solution_kind);
  CercleTx *tx = cercle_tx_new ("Solution");
  g_autoptr (GError) error = NULL;

  cercle_record_set_text (solution, CERCLE_SOLUTION_CASE, cercle_record_get_id (kase));
  cercle_record_set_text (solution, CERCLE_SOLUTION_PROVIDER, provider);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    cercle_record_set_text (solution, fields[i], values[i]);
  cercle_tx_save (tx, solution);
  room_commit (fixture->session, tx, &error);
  g_assert_no_error (error);
}

/* Who comes and whom to ring; what is over, refused or only proposed is not promised to a family.
 */
static void
test_week_on_paper (Fixture *fixture, gconstpointer data)
{
  static const char *const solutions[][5] = {
    { "chosen", "Une voisine vient", "wed_pm", "2020-06-16", NULL },
    { "chosen", "Service d’accompagnement médico-social pluridisciplinaire du Bocage", "thu_pm",
      "2020-06-16", NULL },
    { "chosen", "Relayage à venir", "sat_am", "2020-07-04", "2020-08-29" },
    { "chosen", "Séjour terminé", "sat_pm", "2020-05-02", "2020-06-22" },
    { "refused", "Séjour refusé", "sat_pm", "2020-06-16", NULL },
    { "proposed", "Atelier proposé", "sat_pm", "2020-06-16", NULL },
  };
  static const char *const there[] = {
    "Une voisine vient", "Since 16 June 2020.", "Telephone: 02 31 00 00 42", "Les Voisins",
    "(from 4", "It begins on 4 July 2020.", "It ends on 29 August 2020.", "Nobody yet",
    "Saturday, afternoon", "Page 1 of 1", "Quesnel",
    /* No word of a long name is broken. */
    "Wednesday", "accompagnement", "médico-social", "pluridisciplinaire"
  };
  static const char *const absent[] = { "terminé", "refusé", "proposé", "Saturday, morning" };
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleRecord) kase = room_add_case (fixture->session, "Quesnel", "répit", &error);
  g_autoptr (CercleRecord) provider =
      cercle_session_new_record (fixture->session, &cercle_organisation_kind);
  CerclePaper *paper = cercle_paper_new (CERCLE_PAPER_WEEK);
  CercleTx *tx = cercle_tx_new ("Week");
  g_autofree char *words = NULL;

  cercle_record_set_text (kase, CERCLE_CASE_SLOTS_NEEDED, "mon_night sat_am sat_pm tue_am wed_pm");
  cercle_tx_save (tx, kase);
  cercle_record_set_text (provider, CERCLE_ORGANISATION_NAME, "Les Voisins");
  cercle_record_set_text (provider, CERCLE_ORGANISATION_FAMILY, "citizen");
  cercle_record_set_text (provider, CERCLE_ORGANISATION_PHONE, "+33231000042");
  cercle_tx_save (tx, provider);
  room_commit (fixture->session, tx, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (solutions); i++)
    add_solution (fixture, kase, i == 0 ? cercle_record_get_id (provider) : NULL, solutions[i]);
  paper->id = g_strdup (cercle_record_get_id (kase));
  g_assert_true (write_paper (fixture, paper, CERCLE_FORM_PDF, &error));
  g_assert_no_error (error);
  words = read_pdf (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (there); i++)
    {
      g_test_message ("%s in %s", there[i], words);
      g_assert_nonnull (strstr (words, there[i]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (absent); i++)
    g_assert_null (strstr (words, absent[i]));
  /* Where somebody is missing, in the order of the week. */
  g_assert_cmpuint (strstr (words, "Monday, night") - words, <,
                    strstr (words, "Tuesday, morning") - words);
}

static void
test_nowhere (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_free (fixture->path);
  fixture->path = g_build_filename (fixture->folder, "gone", "out.csv", NULL);
  g_assert_false (write_paper (fixture, list_of (fixture, NULL, NULL), CERCLE_FORM_CSV, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, login, function)                                                                 \
  g_test_add ("/session/paper/" name, Fixture, login, set_up, function, seat_tear_down)
  ADD ("table", "col", test_table);
  ADD ("filtered", "col", test_filtered);
  ADD ("told", "col", test_told);
  ADD ("adviser", "ada", test_adviser);
  ADD ("nowhere", "col", test_nowhere);
  ADD ("list-on-paper", "col", test_list_on_paper);
  ADD ("columns", "col", test_columns);
  ADD ("case-on-paper", "col", test_case_on_paper);
  ADD ("merged", "col", test_merged);
  ADD ("hostile", "col", test_hostile);
  ADD ("news-on-paper", "col", test_news_on_paper);
  ADD ("week-on-paper", "col", test_week_on_paper);
  ADD ("board-and-sheets", "ada", test_board_and_sheets);
  return g_test_run ();
}
