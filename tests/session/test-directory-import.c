/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a foreign directory compared, decided on, written, sent, and taken back as a whole? */
#include <string.h>

#include "cercle-directory-desk.h"
#include "cercle-directory.h"
#include "cercle-organisation.h"
#include "importing.h"
#include "room.h"

static CercleRecord *
named (Importing *fixture, const char *name)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_organisation_kind);
  g_autoptr (GPtrArray) found = NULL;

  cercle_query_where (query, CERCLE_ORGANISATION_NAME, CERCLE_IS, name);
  found = room_find (fixture->col, query);
  g_assert_cmpuint (found->len, ==, 1);
  return g_object_ref (found->pdata[0]);
}

static void
save (Importing *fixture, CercleRecord *record)
{
  CercleTx *tx = cercle_tx_new ("Partner saved");
  g_autoptr (GError) error = NULL;

  cercle_tx_save (tx, record);
  room_commit (fixture->col, tx, &error);
  g_assert_no_error (error);
}

static void
set_phone (Importing *fixture, const char *name, const char *phone)
{
  g_autoptr (CercleRecord) record = named (fixture, name);

  cercle_record_set_text (record, CERCLE_ORGANISATION_PHONE, phone);
  save (fixture, record);
}

static const char *
phone_of (Importing *fixture, const char *name)
{
  g_autoptr (CercleRecord) record = named (fixture, name);

  return g_intern_string (cercle_record_get_text (record, CERCLE_ORGANISATION_PHONE));
}

static char *
finess (void)
{
  return g_build_filename (CERCLE_FIXTURES, "directory", "finess.json", NULL);
}

/* Read, written and sent; again, and nothing is left to do; taken back and sent; and again from the
 * beginning: what was deleted does not stand in the way. */
static void
test_whole (Importing *fixture, gconstpointer data)
{
  g_autofree char *path = finess (), *said = NULL;
  g_autoptr (CercleDirectoryImport) again = NULL;
  CercleDirectoryImport *import = importing_look_at (fixture, path);
  guint before = importing_count (fixture, &cercle_organisation_kind), made = 0;
  g_autoptr (CercleRecord) last = NULL;

  g_assert_cmpstr (cercle_directory_import_get_source (import), ==, "FINESS, national extract");
  g_assert_cmpstr (cercle_directory_import_get_day (import), ==, "2026-09-05");
  made = cercle_directory_import_count (import, CERCLE_IMPORT_EFFECT_NEW);
  g_assert_cmpuint (made, >, 0);
  g_assert_cmpuint (cercle_directory_import_count_writes (import), ==, made);
  g_assert_cmpuint (importing_count (fixture, &cercle_organisation_kind), ==, before);
  importing_write_all (fixture, import, made);
  g_assert_cmpuint (importing_count (fixture, &cercle_organisation_kind), >=, before + made);
  ROOM_WAIT (room_is_settled_cb, fixture->col);
  g_assert_cmpuint (importing_refused (fixture), ==, 0);
  last = cercle_session_get_last_import (fixture->col);
  g_assert_cmpint (cercle_record_get_integer (last, CERCLE_IMPORT_MADE, 0), ==, made);
  again = importing_look_at (fixture, path);
  g_assert_cmpuint (cercle_directory_import_count_writes (again), ==, 0);
  g_assert_cmpuint (cercle_directory_import_count (again, CERCLE_IMPORT_EFFECT_SAME), ==, made);
  said = importing_undo (fixture);
  g_assert_nonnull (strstr (said, "before the import"));
  g_assert_null (strstr (said, "stay"));
  g_assert_cmpuint (importing_count (fixture, &cercle_organisation_kind), ==, before);
  g_assert_cmpuint (importing_count (fixture, &cercle_place_kind), ==, 0);
  g_assert_cmpuint (importing_count (fixture, &cercle_service_kind), ==, 0);
  ROOM_WAIT (room_is_settled_cb, fixture->col);
  g_assert_cmpuint (importing_refused (fixture), ==, 0);
  g_assert_null (cercle_session_get_last_import (fixture->col));
  importing_write_all (fixture, importing_look_at (fixture, path), made);
  ROOM_WAIT (room_is_settled_cb, fixture->col);
  g_assert_cmpuint (importing_refused (fixture), ==, 0);
}

#define SITE(day)                                                                                  \
  "{\"generatedAt\":\"" day "\",\"pmej\":[{\"informationsGeneralesPMEJ\":{\"numFinessPm\":"        \
  "\"750719239\",\"denominationPm\":\"APF\"},\"ege\":[{\"informationsGeneralesEGE\":{"             \
  "\"nomEgeCourt\":\"SAVS\",\"numFinessEge\":\"140000019\"},"                                      \
  "\"categorieentiteGeographiqueExercice\":\"446\",\"adresse\":[{\"usageAdresse\":\"03\","         \
  "\"cogCommune\":\"14118\"}]}]}]}"

static CercleDirectoryImport *
look_at_edition (Importing *fixture, const char *text)
{
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
  return importing_look_at (fixture, fixture->path);
}

/* Of an edition that is older than the one which is here a sentence tells; of the same one, of a
 * newer one, and where the newer one was taken back, none does. */
static void
test_older (Importing *fixture, gconstpointer data)
{
  CercleDirectoryImport *newer = look_at_edition (fixture, SITE ("2026-09-05"));
  g_autoptr (CercleDirectoryImport) same = NULL, next = NULL, older = NULL, back = NULL;
  g_autofree char *said = NULL;

  g_assert_null (cercle_directory_import_get_warning (newer));
  importing_write_all (fixture, newer, 1);
  same = look_at_edition (fixture, SITE ("2026-09-05"));
  g_assert_null (cercle_directory_import_get_warning (same));
  next = look_at_edition (fixture, SITE ("2026-10-05"));
  g_assert_null (cercle_directory_import_get_warning (next));
  older = look_at_edition (fixture, SITE ("2026-08-05"));
  g_assert_nonnull (
      strstr (cercle_directory_import_get_warning (older),
              "of 5 August 2026, and the same directory of 5 September 2026 was already imported"));
  said = importing_undo (fixture);
  back = look_at_edition (fixture, SITE ("2026-08-05"));
  g_assert_null (cercle_directory_import_get_warning (back));
}

/* Who is found by what, and why it is thought to do that. */
static void
assert_found (Importing *fixture, CercleRecord *service, int age, gboolean expected)
{
  const CerclePartnerQuestion question = { .themes = cercle_record_get_text (service,
                                                                             CERCLE_SERVICE_THEMES),
                                           .commune = "14118",
                                           .age = age };
  const char *wanted = cercle_record_get_text (service, CERCLE_SERVICE_ORGANISATION);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  gboolean found = FALSE;
  guint total = 0;

  cercle_session_find_partners_async (fixture->col, &question, NULL, importing_keep_cb, &result);
  ROOM_WAIT (importing_is_there_cb, &result);
  lines = cercle_session_find_partners_finish (fixture->col, result, &total, NULL);
  g_assert_nonnull (lines);
  for (guint i = 0; i < lines->len; i++)
    found = found ||
            g_strcmp0 (wanted, cercle_record_get_id (
                                   ((CerclePartnerLine *) lines->pdata[i])->organisation)) == 0;
  g_assert_cmpint (found, ==, expected);
}

/* What was imported is found by a need, an age and a commune, and its sheet says where that is
 * from.
 */
static void
test_found (Importing *fixture, gconstpointer data)
{
  g_autofree char *path = finess ();
  CercleDirectoryImport *import = importing_look_at (fixture, path);
  guint made = cercle_directory_import_count (import, CERCLE_IMPORT_EFFECT_NEW), aged = 0;
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_service_kind);
  g_autoptr (GPtrArray) services = NULL;

  importing_write_all (fixture, import, made);
  services = room_find (fixture->col, query);
  g_assert_cmpuint (services->len, >, 0);
  for (guint i = 0; i < services->len; i++)
    {
      CercleRecord *service = services->pdata[i];
      const char *of = cercle_record_get_text (service, CERCLE_SERVICE_ORGANISATION);
      int to = (int) cercle_record_get_integer (service, CERCLE_SERVICE_AGE_TO, -1);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (CerclePartnerSheet) sheet = NULL;
      CercleRecord *source = NULL;

      assert_found (fixture, service, -1, TRUE);
      if (to >= 0)
        {
          aged++;
          assert_found (fixture, service, to, TRUE);
          assert_found (fixture, service, to + 1, FALSE);
        }
      cercle_session_read_partner_async (fixture->col, of, NULL, importing_keep_cb, &result);
      ROOM_WAIT (importing_is_there_cb, &result);
      sheet = cercle_session_read_partner_finish (fixture->col, result, NULL);
      source = g_hash_table_lookup (sheet->origins, cercle_record_get_id (service));
      g_assert_nonnull (source);
      g_assert_cmpstr (cercle_record_get_text (source, CERCLE_SOURCE_STATED_ON), ==, "2026-09-05");
    }
  g_assert_cmpuint (aged, >, 0);
}

/* What somebody edited here is asked about; what she keeps is not asked again. */
static void
test_asked (Importing *fixture, gconstpointer data)
{
  CercleDirectoryImport *import = NULL;
  CercleDirectoryLine *line = NULL;
  CercleDirectoryAsk *ask = NULL;

  importing_write_all (
      fixture, importing_look_at_rows (fixture, "1;IME des Prés;02 31 00 00 01;14100;Lisieux\n"),
      1);
  set_phone (fixture, "IME des Prés", "+33231999999");
  import = importing_look_at_rows (fixture, "1;IME des Prés;02 31 00 00 02;14100;Lisieux\n");
  g_assert_cmpuint (cercle_directory_import_count_asks (import), ==, 1);
  line = g_ptr_array_index (cercle_directory_import_get_lines (import), 0);
  g_assert_cmpstr (line->changes, ==, "Source");
  ask = g_ptr_array_index (line->asks, 0);
  g_assert_cmpstr (ask->field->name, ==, "phone");
  g_assert_cmpstr (ask->value, ==, "+33231000002");
  g_assert_cmpstr (ask->ours, !=, ask->theirs);
  importing_write_all (fixture, import, 1);
  g_assert_cmpstr (phone_of (fixture, "IME des Prés"), ==, "+33231999999");
  import = importing_look_at_rows (fixture, "1;IME des Prés;02 31 00 00 02;14100;Lisieux\n");
  g_assert_cmpuint (cercle_directory_import_count_asks (import), ==, 0);
  cercle_directory_import_free (import);
  import = importing_look_at_rows (fixture, "1;IME des Prés;02 31 00 00 03;14100;Lisieux\n");
  line = g_ptr_array_index (cercle_directory_import_get_lines (import), 0);
  ask = g_ptr_array_index (line->asks, 0);
  ask->accepted = TRUE;
  importing_write_all (fixture, import, 1);
  g_assert_cmpstr (phone_of (fixture, "IME des Prés"), ==, "+33231000003");
}

/* Edited between the comparison and the writing: kept, too. */
static void
test_overtaken (Importing *fixture, gconstpointer data)
{
  CercleDirectoryImport *import = NULL;

  importing_write_all (
      fixture, importing_look_at_rows (fixture, "1;IME des Prés;02 31 00 00 01;14100;Lisieux\n"),
      1);
  import = importing_look_at_rows (fixture, "1;IME des Prés;02 31 00 00 02;14100;Lisieux\n");
  g_assert_cmpuint (cercle_directory_import_count_asks (import), ==, 0);
  set_phone (fixture, "IME des Prés", "+33231999999");
  importing_write_all (fixture, import, 1);
  g_assert_cmpstr (phone_of (fixture, "IME des Prés"), ==, "+33231999999");
}

static CercleDirectoryLine *
doubtful (CercleDirectoryImport *import, guint position)
{
  CercleDirectoryLine *line =
      g_ptr_array_index (cercle_directory_import_get_lines (import), position);

  g_assert_cmpint (line->effect, ==, CERCLE_IMPORT_EFFECT_DOUBTFUL);
  g_assert_cmpuint (line->candidates->len, >=, 1);
  return line;
}

/* One that is perhaps there already is not written before somebody says so; and one may resemble
 * another one of the same file. */
static void
test_doubtful (Importing *fixture, gconstpointer data)
{
  static const char *const rows = "1;Service des Prés;02 31 00 00 07;14100;Lisieux\n"
                                  "2;SAVS Horizon;02 31 00 00 08;14100;Lisieux\n"
                                  "3;SAVS Horizon;02 31 00 00 08;14100;Lisieux\n";
  g_autoptr (CercleRecord) ours =
      cercle_session_new_record (fixture->col, &cercle_organisation_kind);
  CercleDirectoryImport *import = NULL;
  CercleDirectoryLine *line = NULL;
  const CercleDirectoryCandidate *candidate = NULL;

  cercle_record_set_text (ours, CERCLE_ORGANISATION_NAME, "Service des Prés");
  cercle_record_set_text (ours, CERCLE_ORGANISATION_FAMILY, "esms");
  cercle_record_set_text (ours, CERCLE_ORGANISATION_STATUS, "identified");
  cercle_record_set_text (ours, CERCLE_ORGANISATION_PHONE, "+33231000007");
  save (fixture, ours);
  import = importing_look_at_rows (fixture, rows);
  doubtful (import, 0);
  doubtful (import, 2);
  g_assert_cmpuint (cercle_directory_import_count_writes (import), ==, 1);
  importing_write_all (fixture, import, 1);
  g_assert_cmpuint (importing_count (fixture, &cercle_organisation_kind), ==, 2);
  g_free (importing_undo (fixture));
  g_assert_cmpuint (importing_count (fixture, &cercle_organisation_kind), ==, 1);
  import = importing_look_at_rows (fixture, rows);
  line = doubtful (import, 0);
  candidate = g_ptr_array_index (line->candidates, 0);
  g_assert_cmpstr (candidate->id, ==, cercle_record_get_id (ours));
  cercle_directory_line_decide (line, CERCLE_DIRECTORY_SAME, candidate->id);
  line = doubtful (import, 2);
  candidate = g_ptr_array_index (line->candidates, 0);
  g_assert_true (cercle_directory_import_find (import, candidate->id) ==
                 g_ptr_array_index (cercle_directory_import_get_lines (import), 1));
  cercle_directory_line_decide (line, CERCLE_DIRECTORY_SAME, candidate->id);
  importing_write_all (fixture, import, 3);
  g_assert_cmpuint (importing_count (fixture, &cercle_organisation_kind), ==, 2);
  ROOM_WAIT (room_is_settled_cb, fixture->col);
  g_assert_cmpuint (importing_refused (fixture), ==, 0);
  import = importing_look_at_rows (fixture, rows);
  g_assert_cmpuint (cercle_directory_import_count (import, CERCLE_IMPORT_EFFECT_DOUBTFUL), ==, 0);
  g_assert_cmpuint (cercle_directory_import_count_writes (import), ==, 0);
  cercle_directory_import_free (import);
  /* What was decided is taken back with the rest. */
  g_free (importing_undo (fixture));
  import = importing_look_at_rows (fixture, rows);
  doubtful (import, 0);
  doubtful (import, 2);
  cercle_directory_import_free (import);
}

/* A card is about a person as often as about a place: who it is stands beside the question. */
static void
test_people (Importing *fixture, gconstpointer data)
{
  g_autoptr (CercleDirectoryImport) import = NULL;
  g_autofree char *words = NULL;

  g_assert_true (g_file_set_contents (
      fixture->path,
      "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Dupré;Anne;;;\r\nFN:Anne Dupré\r\nORG:SAVS Horizon\r\n"
      "TITLE:Cheffe de service\r\nEND:VCARD\r\n",
      -1, NULL));
  import = importing_look_at (fixture, fixture->path);
  words = cercle_directory_line_describe (
      g_ptr_array_index (cercle_directory_import_get_lines (import), 0));
  g_assert_cmpstr (words, ==, "SAVS Horizon\nPeople: Anne Dupré, Cheffe de service");
}

static void
add_service (Importing *fixture, const char *name)
{
  g_autoptr (CercleRecord) organisation = named (fixture, name);
  g_autoptr (CercleRecord) service = cercle_session_new_record (fixture->col, &cercle_service_kind);

  cercle_record_set_text (service, CERCLE_SERVICE_ORGANISATION,
                          cercle_record_get_id (organisation));
  cercle_record_set_text (service, CERCLE_SERVICE_NAME, "Accueil temporaire");
  save (fixture, service);
}

/* One undo takes back what nobody touched since, also after the desk was closed; what stays is told
 * with its reason. */
static void
test_stays (Importing *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleRecord) kept = NULL;
  const char *said = NULL;

  importing_write_all (fixture,
                       importing_look_at_rows (fixture, "1;Un;02 31 00 00 01;14100;Lisieux\n"
                                                        "2;Deux;02 31 00 00 02;14100;Lisieux\n"
                                                        "3;Trois;02 31 00 00 03;14100;Lisieux\n"
                                                        "4;Quatre;02 31 00 00 04;14100;Lisieux\n"),
                       4);
  set_phone (fixture, "Deux", "+33231999999");
  add_service (fixture, "Trois");
  room_finalize (fixture->col);
  importing_sign_in (fixture, "col");
  kept = cercle_session_get_last_import (fixture->col);
  g_assert_nonnull (kept);
  cercle_session_undo_import_async (fixture->col, importing_keep_cb, &result);
  ROOM_WAIT (importing_is_there_cb, &result);
  g_assert_true (cercle_session_undo_finish (fixture->col, result, &error));
  g_assert_no_error (error);
  said = cercle_session_undo_said (result);
  g_assert_nonnull (strstr (said, "2 sheets are as they were"));
  g_assert_nonnull (strstr (said, "1 stays, because somebody has changed it since."));
  g_assert_nonnull (strstr (said, "1 stays, because a case or another sheet names it."));
  g_assert_cmpuint (importing_count (fixture, &cercle_organisation_kind), ==, 2);
  g_assert_cmpstr (phone_of (fixture, "Deux"), ==, "+33231999999");
  /* What stays keeps its address. */
  g_assert_cmpuint (importing_count (fixture, &cercle_place_kind), ==, 2);
}

static void
assert_changes (CercleDirectoryImport *import, guint position, const char *changes)
{
  const CercleDirectoryLine *line =
      g_ptr_array_index (cercle_directory_import_get_lines (import), position);

  g_assert_cmpstr (line->changes, ==, changes);
}

/* Values go back to what they were, one by one. */
static void
test_values (Importing *fixture, gconstpointer data)
{
  CercleDirectoryImport *import = NULL;
  g_autofree char *said = NULL;

  importing_write_all (fixture,
                       importing_look_at_rows (fixture, "1;Un;02 31 00 00 01;14100;Lisieux\n"
                                                        "2;Deux;02 31 00 00 02;14100;Lisieux\n"),
                       2);
  import = importing_look_at_rows (fixture, "1;Un;02 31 00 00 11;14100;Lisieux\n"
                                            "2;Deux bis;02 31 00 00 12;14100;Lisieux\n");
  /* It is seen before it is written. */
  assert_changes (import, 0, "Telephone");
  assert_changes (import, 1, "Name, Telephone");
  importing_write_all (fixture, import, 2);
  set_phone (fixture, "Deux bis", "+33231999999");
  g_free (importing_undo (fixture)); /* her own change */
  set_phone (fixture, "Deux bis", "+33231888888");
  /* Not the last thing done, and yet as a whole. */
  {
    g_autoptr (GAsyncResult) result = NULL;

    cercle_session_undo_import_async (fixture->col, importing_keep_cb, &result);
    ROOM_WAIT (importing_is_there_cb, &result);
    g_assert_true (cercle_session_undo_finish (fixture->col, result, NULL));
    said = g_strdup (cercle_session_undo_said (result));
  }
  g_assert_nonnull (strstr (said, "1 value stays"));
  g_assert_cmpstr (phone_of (fixture, "Un"), ==, "+33231000001");
  g_assert_cmpstr (phone_of (fixture, "Deux"), ==, "+33231888888");
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path, *login;
    void (*run) (Importing *fixture, gconstpointer data);
  } tests[] = {
    { "/import/whole", "col", test_whole },       { "/import/found", "col", test_found },
    { "/import/asked", "col", test_asked },       { "/import/overtaken", "col", test_overtaken },
    { "/import/doubtful", "col", test_doubtful }, { "/import/stays", "col", test_stays },
    { "/import/people", "col", test_people },     { "/import/values", "col", test_values },
    { "/import/older", "col", test_older },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Importing, tests[i].login, importing_set_up, tests[i].run,
                importing_tear_down);
  return g_test_run ();
}
