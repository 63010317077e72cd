/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does what nobody else has survive a damaged file? */
#include "cercle-desk.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "cercle-case.h"
#include "cercle-conflict.h"
#include "cercle-person.h"

/* Opens a second, fresh file and puts the lines back. */
static CercleStore *
restore (Fixture *fixture, const char *lines)
{
  g_autofree char *path = g_build_filename (fixture->folder, "fresh.db", NULL);
  g_autoptr (GError) error = NULL;
  CercleStore *fresh = cercle_store_open (path, CERCLE_STORE_DESK, NULL, &error);

  g_assert_no_error (error);
  cercle_journal_restore (fresh, lines, &error);
  g_assert_no_error (error);
  cercle_journal_restore (fresh, lines, &error);
  g_assert_no_error (error);
  return fresh;
}

static void
test_whole (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) known = make_person ("Ana", "Le Goff");
  g_autoptr (CercleRecord) person = make_person ("Mathis", "Quesnel");
  g_autoptr (CercleRecord) kase = make_case (person, "répit");
  g_autoptr (CercleRecord) row = NULL, shown = NULL, patched = NULL, draft = NULL;
  g_autoptr (CercleStore) fresh = NULL;
  g_autofree char *lines = NULL;
  guint n = 0;

  tell_put (store, known, 1, 1);
  row = get (store, known);
  cercle_record_set_text (row, CERCLE_PERSON_MAIL, "ana@example.org");
  save_all (store, row, NULL);
  save_all (store, person, kase, NULL);
  draft = cercle_record_new_with_id (&cercle_draft_kind, MEMBER);
  g_assert_true (cercle_journal_draft (store, MEMBER, "note", "case:x", "{\"text\":\"…\"}", NULL));
  g_clear_object (&fixture->store);
  lines = cercle_journal_rescue (fixture->path, NULL, &n);
  g_assert_cmpuint (n, ==, 4);

  fresh = restore (fixture, lines);
  g_assert_cmpuint (count_waiting (fresh), ==, 3);
  shown = get (fresh, kase);
  g_assert_cmpstr (cercle_record_get_text (shown, CERCLE_CASE_NEED), ==, "répit");
  g_assert_cmpstr (cercle_record_get_text (shown, CERCLE_CASE_STATUS), ==, "received");
  g_clear_object (&shown);
  shown = get (fresh, draft);
  g_assert_cmpstr (cercle_record_get_text (shown, CERCLE_DRAFT_CONTENT), ==, "{\"text\":\"…\"}");
  /* A patch shows as soon as its record comes. */
  tell_put (fresh, known, 1, 1);
  patched = get (fresh, known);
  g_assert_cmpstr (cercle_record_get_text (patched, CERCLE_PERSON_MAIL), ==, "ana@example.org");
  g_assert_true (cercle_store_verify (fresh, NULL));
}

static void
scramble (const char *path, off_t from, off_t to)
{
  g_autofree char *noise = g_strnfill (4096, 'x');
  int file = g_open (path, O_RDWR, 0);

  for (off_t page = from; page < to; page++)
    g_assert_cmpint (pwrite (file, noise, 4096, page * 4096), ==, 4096);
  close (file);
}

/* Whatever page is lost, most of what was unsent is found again, and nothing crashes. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autofree char *bytes = NULL;
  guint best = 0;
  gsize size;

  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (CercleRecord) person = make_person ("Mathis", "Quesnel");
      save_all (store, person, NULL);
    }
  g_assert_true (cercle_store_compact (store, NULL));
  g_clear_object (&fixture->store);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &size, NULL));
  for (off_t page = 1; page < (off_t) (size / 4096); page += 3)
    {
      g_autofree char *lines = NULL;
      guint n = 0;

      g_assert_true (g_file_set_contents (fixture->path, bytes, (gssize) size, NULL));
      scramble (fixture->path, page, page + 1);
      lines = cercle_journal_rescue (fixture->path, NULL, &n);
      g_assert_nonnull (lines);
      best = MAX (best, n);
    }
  g_assert_cmpuint (best, ==, 60);
}

static void
test_hopeless (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "none.db", NULL);
  guint n = 7;
  g_autofree char *lines = cercle_journal_rescue (path, NULL, &n);

  g_assert_cmpstr (lines, ==, "");
  g_assert_cmpuint (n, ==, 0);
}

/* Lines that are no lines are passed over. */
static void
test_bad_lines (Fixture *fixture, gconstpointer data)
{
  static const char lines[] = "not json\n{}\n{\"change\":1}\n{\"change\":{}}\n{\"draft\":{}}\n"
                              "{\"change\":{\"mid\":\"m\",\"kind\":\"nokind\",\"id\":\"i\","
                              "\"op\":\"create\",\"at\":\"x\"}}\n"
                              "{\"change\":{\"mid\":5}}\n[]\n\n{\"draft\":{\"id\":\"d1\","
                              "\"sort\":\"note\",\"content\":\"{}\"}}";
  g_autoptr (CercleStore) fresh = restore (fixture, lines);
  g_autoptr (CercleRecord) draft = cercle_record_new_with_id (&cercle_draft_kind, "d1");
  g_autoptr (CercleRecord) kept = get (fresh, draft);

  g_assert_nonnull (kept);
  g_assert_cmpuint (count_waiting (fresh), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/rescue/whole", CERCLE_STORE_DESK, test_whole);
  fixture_add ("/rescue/damaged", CERCLE_STORE_DESK, test_damaged);
  fixture_add ("/rescue/hopeless", CERCLE_STORE_DESK, test_hopeless);
  fixture_add ("/rescue/bad_lines", CERCLE_STORE_DESK, test_bad_lines);
  return g_test_run ();
}
