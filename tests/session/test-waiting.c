/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Are the waiting lists of others read all or none, matched, decided on and forgotten, and do their
 * rows never leave the desk? */
#include <string.h>

#include "cercle-call.h"
#include "cercle-case.h"
#include "cercle-instant.h"
#include "cercle-person.h"
#include "cercle-waiting-list.h"
#include "lists.h"

#define DAY (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)

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
  lists_import_fixture (desk, "ime.csv", "IME Les Peupliers", "5 0 0 0 0 ");
  lists_import_fixture (desk, "sessad.csv", "SESSAD du Bocage", "4 0 0 0 1 ");
  lists = cercle_session_get_waiting_lists (desk->session);
  g_assert_cmpuint (lists->len, ==, 2);
  people = lists_match (desk);
  g_assert_cmpuint (people->len, ==, 8);
  one = g_ptr_array_index (people, 0);
  g_assert_true (one == lists_find (people, "Mathis Quesnel", 2));
  g_assert_cmpuint (cercle_waiting_one_lists (one), ==, 2);
  g_assert_cmpstr (cercle_waiting_one_since (one), ==, "2018-09-01");
  g_assert_true (cercle_waiting_one_has_nothing (one));
  g_assert_cmpuint (lists_find (people, "Jean Martin", 1)->doubts->len, ==, 1);
  one = lists_find (people, "Léo Roy", 1);
  g_assert_cmpuint (one->cases->len, ==, 1);
  g_assert_false (cercle_waiting_one_has_nothing (one));
  g_assert_cmpuint (lists_find (people, "Alix Roy", 1)->cases->len, ==, 0);
  g_assert_false (cercle_waiting_one_has_nothing (lists_find (people, "Noël L’Hôte", 1)));
}

/* What was decided and said outlives the next file; who is absent from it stays. */
static void
test_next_file (Desk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) people = NULL, after = NULL;
  CercleWaitingImport *read;
  const CercleWaitingOne *one;

  desk_open (desk);
  lists_import_fixture (desk, "ime.csv", "IME Les Peupliers", "5 0 0 0 0 ");
  lists_import_fixture (desk, "sessad.csv", "SESSAD du Bocage", "4 0 0 0 1 ");
  people = lists_match (desk);
  lists_commit (desk, cercle_session_decide_waiting (
                          desk->session, lists_find (people, "Mathis Quesnel", 2), "ask", NULL));
  one = lists_find (people, "Jean Martin", 1);
  lists_commit (desk, cercle_session_answer_waiting (desk->session, one,
                                                     g_ptr_array_index (one->doubts, 0), TRUE));
  read = lists_read_next (desk);
  g_assert_cmpuint (cercle_waiting_import_count (read, CERCLE_WAITING_NEW), ==, 1);
  g_assert_cmpuint (cercle_waiting_import_count (read, CERCLE_WAITING_CHANGED), ==, 1);
  g_assert_cmpuint (cercle_waiting_import_count (read, CERCLE_WAITING_SAME), ==, 1);
  g_assert_cmpuint (cercle_waiting_import_count (read, CERCLE_WAITING_ABSENT), ==, 3);
  lists_import (desk, read);
  after = lists_match (desk);
  g_assert_cmpstr (cercle_waiting_one_decision (lists_find (after, "Mathis Quesnel", 2)), ==,
                   "ask");
  g_assert_cmpuint (lists_find (after, "Jean Martin", 2)->doubts->len, ==, 0);
  lists_find (after, "Léo Roy", 1);
  lists_find (after, "Luc NOUVEAU", 1);
  g_assert_cmpuint (after->len, ==, 8);
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
  lists_import_fixture (desk, "ime.csv", "IME Les Peupliers", "5 0 0 0 0 ");
  lists_import_fixture (desk, "sessad.csv", "SESSAD du Bocage", "4 0 0 0 1 ");
  people = lists_match (desk);
  lists_commit (desk, cercle_session_open_waiting (desk->session,
                                                   lists_find (people, "Mathis Quesnel", 2), &id));
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
  people = lists_match (desk);
  g_assert_cmpstr (cercle_waiting_one_decision (lists_find (people, "Mathis Quesnel", 2)), ==,
                   "opened");
  lists_assert_in_the_files (desk, "Peupliers");
  lists_assert_in_the_files (desk, "BIHAN");
  lists_forget (desk, TRUE);
  left = lists_match (desk);
  g_assert_cmpuint (left->len, ==, 0);
  g_assert_false (lists_in_the_files (desk, "BIHAN"));
  g_assert_false (lists_in_the_files (desk, "Lec\u0153ur"));
  g_assert_false (lists_in_the_files (desk, "internat de semaine\u2026"));
  lists_assert_in_the_files (desk, "Peupliers");
}

/* Thirty days after they came nobody need do anything. */
static void
test_thirty_days (Desk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) people = NULL;

  cercle_instant_freeze (NOON);
  desk_open (desk);
  lists_import_fixture (desk, "ime.csv", "IME Les Peupliers", "5 0 0 0 0 ");
  cercle_instant_freeze (NOON + 29 * DAY);
  desk_reopen (desk);
  lists_forget (desk, FALSE);
  lists_assert_in_the_files (desk, "BIHAN");
  cercle_instant_freeze (NOON + 31 * DAY);
  desk_reopen (desk);
  ROOM_WAIT (lists_forgotten_cb, desk);
  people = lists_match (desk);
  g_assert_cmpuint (people->len, ==, 0);
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
  g_autofree char *path = lists_fixture ("malformed.csv"),
                  *unclosed = lists_fixture ("unclosed.csv");
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleWaitingImport) read = NULL, none = NULL;
  GPtrArray *lines;

  desk_open (desk);
  none = lists_read (desk, unclosed, "IME", &error);
  g_assert_null (none);
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "3"));
  g_assert_null (strstr (error->message, "BIHAN"));
  g_clear_error (&error);
  read = lists_read (desk, path, "IME", &error);
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
  g_assert_false (lists_in_the_files (desk, "HYPERLINK"));
}

#define ADD(name, func) g_test_add ("/waiting/" name, Desk, NULL, desk_set_up, func, desk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("two-lists", test_two_lists);
  ADD ("next-file", test_next_file);
  ADD ("open-and-validate", test_open_and_validate);
  ADD ("thirty-days", test_thirty_days);
  ADD ("malformed", test_malformed);
  return g_test_run ();
}
