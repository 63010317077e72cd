/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Are the waiting lists of others read all or none, matched, decided on and forgotten, and do their
 * rows never leave the desk? */
#include <glib/gstdio.h>
#include <string.h>

#include "cercle-call.h"
#include "cercle-case.h"
#include "cercle-instant.h"
#include "cercle-person.h"
#include "cercle-waiting-desk.h"
#include "cercle-waiting-list.h"
#include "desk.h"

#define DAY (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)

static char *
fixture (const char *name)
{
  return g_build_filename (CERCLE_FIXTURES, "waiting", name, NULL);
}

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gboolean
is_there_cb (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static CercleWaitingImport *
read_list (Desk *desk, const char *path, const char *body, GError **error)
{
  g_autofree char *remembered = cercle_session_remembered_columns (desk->session, body);
  g_autoptr (GAsyncResult) sampled = NULL, read = NULL;
  g_autoptr (CercleWaitingSample) sample = NULL;
  CercleWaitingMap map;

  cercle_session_sample_waiting_async (desk->session, path, keep_cb, &sampled);
  ROOM_WAIT (is_there_cb, &sampled);
  sample = cercle_session_sample_waiting_finish (desk->session, sampled, error);
  if (sample == NULL)
    return NULL;
  cercle_waiting_map_guess (&map, sample->columns, remembered, NULL);
  g_assert_null (cercle_waiting_map_problem (&map));
  cercle_session_read_waiting_async (desk->session, path, body, &map, keep_cb, &read);
  ROOM_WAIT (is_there_cb, &read);
  return cercle_session_read_waiting_finish (desk->session, read, error);
}

static void
import (Desk *desk, CercleWaitingImport *import_)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cercle_session_import_waiting_async (desk->session, import_, keep_cb, &result);
  ROOM_WAIT (is_there_cb, &result);
  g_assert_true (cercle_session_import_waiting_finish (desk->session, result, &error));
  g_assert_no_error (error);
}

static void
import_fixture (Desk *desk, const char *name, const char *body, const char *expected)
{
  g_autofree char *path = fixture (name);
  g_autoptr (GError) error = NULL;
  CercleWaitingImport *read = read_list (desk, path, body, &error);
  g_autoptr (GString) counts = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < CERCLE_WAITING_N_EFFECTS; i++)
    g_string_append_printf (counts, "%u ", cercle_waiting_import_count (read, i));
  g_assert_cmpstr (counts->str, ==, expected);
  import (desk, read);
}

static GPtrArray *
match (Desk *desk)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *people;

  cercle_session_match_waiting_async (desk->session, keep_cb, &result);
  ROOM_WAIT (is_there_cb, &result);
  people = cercle_session_match_waiting_finish (desk->session, result, &error);
  g_assert_no_error (error);
  return people;
}

static const CercleWaitingOne *
find (GPtrArray *people, const char *name, guint rows)
{
  for (guint i = 0; i < people->len; i++)
    {
      const CercleWaitingOne *one = g_ptr_array_index (people, i);
      g_autofree char *own = cercle_waiting_row_name (g_ptr_array_index (one->rows, 0));

      if (g_ascii_strcasecmp (own, name) == 0 && one->rows->len == rows)
        return one;
    }
  g_assert_not_reached ();
}

static void
forget (Desk *desk, gboolean all)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cercle_session_forget_waiting_async (desk->session, all, keep_cb, &result);
  ROOM_WAIT (is_there_cb, &result);
  g_assert_true (cercle_session_forget_waiting_finish (desk->session, result, &error));
  g_assert_no_error (error);
}

/* In the database, its journal or its index of pages. */
static gboolean
is_in_the_files (Desk *desk, const char *word)
{
  static const char *const ends[] = { "", "-wal", "-shm" };
  gboolean found = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *path = g_strconcat (desk->database, ends[i], NULL);
      g_autofree char *bytes = NULL;
      gsize n = 0;

      if (g_file_get_contents (path, &bytes, &n, NULL))
        found = found || memmem (bytes, n, word, strlen (word)) != NULL;
    }
  return found;
}

/* Where the file is encrypted nobody finds it there; nor can what is forgotten be told from it. */
static void
assert_in_the_files (Desk *desk, const char *word)
{
  g_assert_cmpint (is_in_the_files (desk, word), ==, !cercle_store_encrypts ());
}

/* journal: its size before. */
static gboolean
is_being_written (Desk *desk, const char *word, goffset journal)
{
  g_autofree char *path = g_strconcat (desk->database, "-wal", NULL);
  GStatBuf status = { 0 };

  if (!cercle_store_encrypts ())
    return is_in_the_files (desk, word);
  return g_stat (path, &status) == 0 && status.st_size > journal;
}

static gboolean
is_forgotten_cb (gpointer desk)
{
  g_autoptr (GPtrArray) people = cercle_store_encrypts () ? match (desk) : NULL;

  if (people != NULL)
    return people->len == 0;
  return !is_in_the_files (desk, "BIHAN") && !is_in_the_files (desk, "Xyzwaiting");
}

static void
add_known (Desk *desk)
{
  CercleTx *tx = cercle_tx_new ("Case opened");
  g_autoptr (CercleRecord) person = cercle_session_new_record (desk->session, &cercle_person_kind);
  g_autoptr (CercleRecord) kase = cercle_session_new_record (desk->session, &cercle_case_kind);
  g_autoptr (GError) error = NULL;

  cercle_record_set_text (person, CERCLE_PERSON_FIRST_NAME, "Léo");
  cercle_record_set_text (person, CERCLE_PERSON_LAST_NAME, "Roy");
  cercle_record_set_text (person, CERCLE_PERSON_BIRTH_ON, "2012-07-21");
  cercle_record_set_text (person, CERCLE_PERSON_PHONE, "+33261913344");
  cercle_record_set_text (kase, CERCLE_CASE_PERSON, cercle_record_get_id (person));
  cercle_record_set_text (kase, CERCLE_CASE_OPENED_ON, cercle_session_get_today (desk->session));
  cercle_record_set_text (kase, CERCLE_CASE_NEED, "répit");
  cercle_tx_save (tx, person);
  cercle_tx_save (tx, kase);
  g_assert_true (room_commit (desk->session, tx, &error));
  g_assert_no_error (error);
}

/* Two lists, two encodings, two mappings: who waits, on how many, who has nothing, who is known. */
static void
test_two_lists (Desk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) people = NULL, lists = NULL;
  const CercleWaitingOne *one;

  desk_open (desk);
  add_known (desk);
  import_fixture (desk, "ime.csv", "IME Les Peupliers", "5 0 0 0 0 ");
  import_fixture (desk, "sessad.csv", "SESSAD du Bocage", "4 0 0 0 1 ");
  lists = cercle_session_get_waiting_lists (desk->session);
  g_assert_cmpuint (lists->len, ==, 2);
  people = match (desk);
  g_assert_cmpuint (people->len, ==, 8);
  one = g_ptr_array_index (people, 0);
  g_assert_true (one == find (people, "Mathis Quesnel", 2));
  g_assert_cmpuint (cercle_waiting_one_lists (one), ==, 2);
  g_assert_cmpstr (cercle_waiting_one_since (one), ==, "2018-09-01");
  g_assert_true (cercle_waiting_one_has_nothing (one));
  g_assert_cmpuint (find (people, "Jean Martin", 1)->doubts->len, ==, 1);
  one = find (people, "Léo Roy", 1);
  g_assert_cmpuint (one->cases->len, ==, 1);
  g_assert_false (cercle_waiting_one_has_nothing (one));
  g_assert_cmpuint (find (people, "Alix Roy", 1)->cases->len, ==, 0);
  g_assert_false (cercle_waiting_one_has_nothing (find (people, "Noël L’Hôte", 1)));
}

static void
commit (Desk *desk, CercleTx *tx)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (room_commit (desk->session, tx, &error));
  g_assert_no_error (error);
}

/* What was decided and said outlives the next file; who is absent from it stays. */
static void
test_next_file (Desk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) people = NULL, after = NULL;
  g_autofree char *path = g_build_filename (desk->folder, "next.csv", NULL);
  const char *next = "NOM;Prénom;Date de naissance;Commune;Téléphone;N° MDPH;Inscrit "
                     "le;Orientation;Statut;Prise en charge actuelle\n"
                     "QUESNEL;Mathis;12/03/2011;Lisieux;06 39 98 42 17;14 2011 "
                     "0417;01/09/2018;IME, internat de semaine;;\n"
                     "MARTIN;Jean;;Bayeux;;;03/03/2020;IME;Admis;\n"
                     "NOUVEAU;Luc;01/02/2013;Caen;;;;;;\n";
  g_autoptr (GError) error = NULL;
  CercleWaitingImport *read;
  const CercleWaitingOne *one;

  desk_open (desk);
  import_fixture (desk, "ime.csv", "IME Les Peupliers", "5 0 0 0 0 ");
  import_fixture (desk, "sessad.csv", "SESSAD du Bocage", "4 0 0 0 1 ");
  people = match (desk);
  commit (desk, cercle_session_decide_waiting (desk->session, find (people, "Mathis Quesnel", 2),
                                               "ask", NULL));
  one = find (people, "Jean Martin", 1);
  commit (desk, cercle_session_answer_waiting (desk->session, one,
                                               g_ptr_array_index (one->doubts, 0), TRUE));
  g_assert_true (g_file_set_contents (path, next, -1, NULL));
  read = read_list (desk, path, "ime  les peupliers", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cercle_waiting_import_count (read, CERCLE_WAITING_NEW), ==, 1);
  g_assert_cmpuint (cercle_waiting_import_count (read, CERCLE_WAITING_CHANGED), ==, 1);
  g_assert_cmpuint (cercle_waiting_import_count (read, CERCLE_WAITING_SAME), ==, 1);
  g_assert_cmpuint (cercle_waiting_import_count (read, CERCLE_WAITING_ABSENT), ==, 3);
  import (desk, read);
  after = match (desk);
  g_assert_cmpstr (cercle_waiting_one_decision (find (after, "Mathis Quesnel", 2)), ==, "ask");
  g_assert_cmpuint (find (after, "Jean Martin", 2)->doubts->len, ==, 0);
  find (after, "Léo Roy", 1);
  find (after, "Luc NOUVEAU", 1);
  g_assert_cmpuint (after->len, ==, 8);
}

/* What was decided or said of somebody is taken back, one after the other. */
static void
test_undo (Desk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) people = NULL, after = NULL;
  const CercleWaitingOne *one;
  g_autoptr (GError) error = NULL;

  desk_open (desk);
  import_fixture (desk, "ime.csv", "IME Les Peupliers", "5 0 0 0 0 ");
  import_fixture (desk, "sessad.csv", "SESSAD du Bocage", "4 0 0 0 1 ");
  people = match (desk);
  commit (desk, cercle_session_decide_waiting (desk->session, find (people, "Mathis Quesnel", 2),
                                               "ask", NULL));
  one = find (people, "Jean Martin", 1);
  commit (desk, cercle_session_answer_waiting (desk->session, one,
                                               g_ptr_array_index (one->doubts, 0), TRUE));
  g_assert_true (room_undo (desk->session, &error));
  g_assert_no_error (error);
  g_assert_true (room_undo (desk->session, &error));
  g_assert_no_error (error);
  after = match (desk);
  g_assert_null (cercle_waiting_one_decision (find (after, "Mathis Quesnel", 2)));
  g_assert_cmpuint (find (after, "Jean Martin", 1)->doubts->len, ==, 1);
}

/* A case goes to the server, the rows do not; then it is forgotten to the last byte. */
static void
test_open_and_validate (Desk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) people = NULL, pending = NULL, calls = NULL, left = NULL;
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_call_kind);
  g_autoptr (CercleRecord) kase = NULL, person = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  desk_open (desk);
  import_fixture (desk, "ime.csv", "IME Les Peupliers", "5 0 0 0 0 ");
  import_fixture (desk, "sessad.csv", "SESSAD du Bocage", "4 0 0 0 1 ");
  people = match (desk);
  commit (desk,
          cercle_session_open_waiting (desk->session, find (people, "Mathis Quesnel", 2), &id));
  kase = cercle_session_get (desk->session, &cercle_case_kind, id);
  g_assert_cmpstr (cercle_record_get_text (kase, CERCLE_CASE_NEED), ==, "IME, internat de semaine");
  g_assert_true (cercle_record_get_flag (kase, CERCLE_CASE_NO_SOLUTION));
  g_assert_cmpstr (cercle_record_get_text (kase, CERCLE_CASE_HOLDER), ==, "member:" ROOM_MEMBER);
  person = cercle_session_get (desk->session, &cercle_person_kind,
                               cercle_record_get_text (kase, CERCLE_CASE_PERSON));
  g_assert_cmpstr (cercle_record_get_text (person, CERCLE_PERSON_COMMUNE), ==, "14366");
  g_assert_cmpstr (cercle_record_get_text (person, CERCLE_PERSON_MDPH_NUMBER), ==, "1420110417");
  calls = room_find (desk->session, query);
  g_assert_cmpuint (calls->len, ==, 1);
  g_assert_cmpstr (cercle_record_get_text (calls->pdata[0], CERCLE_CALL_ORIGIN), ==, "mdph_list");
  pending = cercle_journal_pending (desk->session->reader, 100, 1024 * 1024, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pending->len, ==, 3);
  for (guint i = 0; i < pending->len; i++)
    g_assert_cmpint (((CercleMutation *) pending->pdata[i])->kind->reach, ==, CERCLE_SYNCED);
  g_clear_pointer (&people, g_ptr_array_unref);
  people = match (desk);
  g_assert_cmpstr (cercle_waiting_one_decision (find (people, "Mathis Quesnel", 2)), ==, "opened");
  assert_in_the_files (desk, "Peupliers");
  assert_in_the_files (desk, "BIHAN");
  forget (desk, TRUE);
  left = match (desk);
  g_assert_cmpuint (left->len, ==, 0);
  g_assert_false (is_in_the_files (desk, "BIHAN"));
  g_assert_false (is_in_the_files (desk, "Lec\u0153ur"));
  g_assert_false (is_in_the_files (desk, "internat de semaine\u2026"));
  assert_in_the_files (desk, "Peupliers");
}

/* Thirty days after they came nobody need do anything. */
static void
test_thirty_days (Desk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) people = NULL;

  cercle_instant_freeze (NOON);
  desk_open (desk);
  import_fixture (desk, "ime.csv", "IME Les Peupliers", "5 0 0 0 0 ");
  cercle_instant_freeze (NOON + 29 * DAY);
  desk_reopen (desk);
  forget (desk, FALSE);
  assert_in_the_files (desk, "BIHAN");
  cercle_instant_freeze (NOON + 31 * DAY);
  desk_reopen (desk);
  ROOM_WAIT (is_forgotten_cb, desk);
  people = match (desk);
  g_assert_cmpuint (people->len, ==, 0);
}

/* Cut off in the middle, a list is as if it had never been read. */
static void
test_cut_off (Desk *desk, gconstpointer data)
{
  g_autofree char *path = g_build_filename (desk->folder, "many.csv", NULL);
  g_autofree char *journal = g_strconcat (desk->database, "-wal", NULL);
  g_autoptr (GString) rows = g_string_new ("Nom;Prénom\n");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GError) error = NULL;
  CercleWaitingImport *read;
  GStatBuf status = { 0 };

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (rows, "Xyzwaiting%u;Ana\n", i);
  g_assert_true (g_file_set_contents (path, rows->str, -1, NULL));
  desk_open (desk);
  read = read_list (desk, path, "SESSAD", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cercle_waiting_import_count (read, CERCLE_WAITING_NEW), ==, 3000);
  g_stat (journal, &status);
  cercle_session_import_waiting_async (desk->session, read, keep_cb, &result);
  while (result == NULL && !is_being_written (desk, "Xyzwaiting", status.st_size))
    g_main_context_iteration (NULL, FALSE);
  cercle_session_close (desk->session);
  ROOM_WAIT (is_there_cb, &result);
  if (cercle_session_import_waiting_finish (desk->session, result, &error))
    {
      g_test_message ("The import was faster than the cut.");
      return;
    }
  g_clear_object (&result);
  desk_reopen (desk);
  people = match (desk);
  g_assert_cmpuint (people->len, ==, 0);
  ROOM_WAIT (is_forgotten_cb, desk);
}

/* A file that is not as it should be: what is wrong is told by its line, or nothing is read at all.
 */
static void
test_malformed (Desk *desk, gconstpointer data)
{
  static const struct
  {
    guint line;
    CercleWaitingEffect effect;
    guint words;
  } expected[] = {
    { 2, CERCLE_WAITING_NEW, 0 },     { 3, CERCLE_WAITING_REFUSED, 1 },
    { 4, CERCLE_WAITING_REFUSED, 1 }, { 5, CERCLE_WAITING_NEW, 1 },
    { 6, CERCLE_WAITING_NEW, 0 },     { 7, CERCLE_WAITING_REFUSED, 1 },
  };
  g_autofree char *path = fixture ("malformed.csv"), *unclosed = fixture ("unclosed.csv");
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleWaitingImport) read = NULL, none = NULL;
  GPtrArray *lines;

  desk_open (desk);
  none = read_list (desk, unclosed, "IME", &error);
  g_assert_null (none);
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "3"));
  g_assert_null (strstr (error->message, "BIHAN"));
  g_clear_error (&error);
  read = read_list (desk, path, "IME", &error);
  g_assert_no_error (error);
  lines = cercle_waiting_import_get_lines (read);
  g_assert_cmpuint (lines->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < lines->len; i++)
    {
      const CercleWaitingLine *line = g_ptr_array_index (lines, i);

      g_assert_cmpuint (line->line, ==, expected[i].line);
      g_assert_cmpint (line->effect, ==, expected[i].effect);
      g_assert_cmpuint (g_strv_length (line->words), ==, expected[i].words);
    }
  g_assert_cmpstr (((CercleWaitingLine *) lines->pdata[0])->name, ==,
                   "Zoé =HYPERLINK(\"http://exemple.invalid\")");
  g_assert_cmpuint (cercle_waiting_import_get_mixed (read), ==, 1);
  g_assert_false (is_in_the_files (desk, "HYPERLINK"));
}

#define ADD(name, func) g_test_add ("/waiting/" name, Desk, NULL, desk_set_up, func, desk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("two-lists", test_two_lists);
  ADD ("next-file", test_next_file);
  ADD ("undo", test_undo);
  ADD ("open-and-validate", test_open_and_validate);
  ADD ("thirty-days", test_thirty_days);
  ADD ("cut-off", test_cut_off);
  ADD ("malformed", test_malformed);
  return g_test_run ();
}
