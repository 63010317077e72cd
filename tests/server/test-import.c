/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does the server's shell take in a directory: shown first, written once, all or nothing? */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>

#include "cercle-directory.h"
#include "cercle-feed.h"
#include "cercle-organisation.h"
#include "cercle-query.h"
#include "hostile.h"
#include "server-process.h"

static int
import (Process *self, char **output, char **errors, const char *source, const char *file,
        const char *more)
{
  return process_command (self, output, errors, "import", "--database", self->database,
                          "--territory", "14", "--source", source, file, more, NULL);
}

/* (transfer full) */
static CercleStore *
open_store (Process *self)
{
  GError *error = NULL;
  CercleStore *store = cercle_store_open (self->database, CERCLE_STORE_SERVER, NULL, &error);

  g_assert_no_error (error);
  return store;
}

/* (transfer full) */
static GPtrArray *
all (CercleStore *store, const CercleKind *kind)
{
  GError *error = NULL;
  g_autoptr (CercleQuery) query = cercle_query_new (kind);
  g_autoptr (GArray) keys = cercle_store_select (store, query, &error);
  GPtrArray *records =
      cercle_store_get_page (store, kind, (gint64 *) keys->data, keys->len, &error);

  g_assert_no_error (error);
  return records;
}

static guint
count (Process *self, const CercleKind *kind)
{
  g_autoptr (CercleStore) store = open_store (self);
  g_autoptr (GPtrArray) records = all (store, kind);

  return records->len;
}

/* The number before these words. */
static guint
told (const char *output, const char *words)
{
  const char *at = strstr (output, words);

  g_assert_nonnull (at);
  while (at > output && at[-1] != '\n')
    at--;
  return (guint) g_ascii_strtoull (at + strspn (at, " "), NULL, 10);
}

static void
test_once (void)
{
  g_autoptr (Process) self = process_new (FALSE);
  g_autofree char *shown = NULL, *written = NULL, *again = NULL;
  const char *file = CERCLE_FIXTURES "/directory/finess.json";
  guint n;

  process_found (self);
  g_assert_cmpint (import (self, &shown, NULL, "finess", file, NULL), ==, 0);
  n = told (shown, "  New");
  g_assert_cmpuint (n, >, 0);
  g_assert_nonnull (strstr (shown, "Nothing was written"));
  g_assert_cmpuint (count (self, &cercle_organisation_kind), ==, 0);
  g_assert_cmpuint (count (self, &cercle_import_kind), ==, 0);
  g_assert_cmpint (import (self, &written, NULL, "finess", file, "--write"), ==, 0);
  g_assert_cmpuint (told (written, "  New"), ==, n);
  g_assert_cmpuint (count (self, &cercle_organisation_kind), >=, n);
  g_assert_cmpuint (count (self, &cercle_import_kind), ==, 1);
  g_assert_cmpint (import (self, &again, NULL, "finess", file, "--write"), ==, 0);
  g_assert_cmpuint (told (again, "  New"), ==, 0);
  g_assert_cmpuint (told (again, "  Changed"), ==, 0);
  g_assert_cmpuint (told (again, "  Unchanged"), ==, n);
  g_assert_cmpuint (count (self, &cercle_import_kind), ==, 1);
}

/* (transfer full) (nullable): the copy of the database that stands beside it. */
static char *
copy_beside (Process *self)
{
  g_autofree char *folder = g_path_get_dirname (self->database);
  g_autofree char *database = g_path_get_basename (self->database);
  g_autofree char *start = g_strconcat (database, ".before-import-", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, start))
      return g_build_filename (folder, name, NULL);
  return NULL;
}

/* What is imported without a window is taken back as a whole, too. */
static void
test_taken_back (void)
{
  g_autoptr (Process) self = process_new (FALSE);
  g_autofree char *written = NULL, *copy = NULL, *other = NULL;
  const char *file = CERCLE_FIXTURES "/directory/finess.json";

  process_found (self);
  g_assert_cmpint (import (self, NULL, NULL, "finess", file, NULL), ==, 0);
  other = copy_beside (self);
  g_assert_null (other);
  g_assert_cmpint (import (self, &written, NULL, "finess", file, "--write"), ==, 0);
  copy = copy_beside (self);
  g_assert_nonnull (copy);
  g_assert_nonnull (strstr (written, copy));
  g_assert_cmpuint (count (self, &cercle_organisation_kind), >, 0);
  g_assert_cmpint (
      process_command (self, NULL, NULL, "restore", "--database", self->database, copy, NULL), ==,
      0);
  g_assert_cmpuint (count (self, &cercle_organisation_kind), ==, 0);
  g_assert_cmpuint (count (self, &cercle_import_kind), ==, 0);
  /* Where nothing changes, nothing is kept. */
  g_assert_cmpint (import (self, NULL, NULL, "finess", file, "--write"), ==, 0);
  g_unlink (copy);
  g_free (copy);
  copy = copy_beside (self);
  g_unlink (copy);
  g_assert_cmpint (import (self, NULL, NULL, "finess", file, "--write"), ==, 0);
  other = copy_beside (self);
  g_assert_null (other);
}

static void
test_refused (void)
{
  g_autoptr (Process) self = process_new (FALSE);
  g_autofree char *errors = NULL, *none = NULL, *territory = NULL, *cut = NULL, *text = NULL;
  g_autofree char *path = NULL;
  gsize length;

  process_found (self);
  g_assert_cmpint (import (self, NULL, &none, "no_such", "/nowhere", NULL), ==, 2);
  g_assert_nonnull (strstr (none, "no such source"));
  g_assert_cmpint (import (self, NULL, &errors, "finess", "/nowhere.json", NULL), ==, 1);
  g_assert_cmpint (process_command (self, NULL, &territory, "import", "--database", self->database,
                                    "--territory", "50", "--source", "finess",
                                    CERCLE_FIXTURES "/directory/finess.json", NULL),
                   ==, 1);
  g_assert_nonnull (strstr (territory, "no community"));
  /* Cut off in the middle: nothing of what stood before it is kept. */
  g_assert_true (
      g_file_get_contents (CERCLE_FIXTURES "/directory/finess.json", &text, &length, NULL));
  path = g_build_filename (self->folder, "cut.json", NULL);
  g_assert_true (g_file_set_contents (path, text, (gssize) (length * 9 / 10), NULL));
  g_assert_cmpint (import (self, NULL, &cut, "finess", path, "--write"), ==, 1);
  g_assert_cmpuint (count (self, &cercle_organisation_kind), ==, 0);
  g_assert_cmpuint (count (self, &cercle_source_kind), ==, 0);
  g_unlink (path);
}

/* --- Each sort of document ----------------------------------------------------------------------
 */

/* The day of the directory of the administration is that of its newest entry, which is not the
 * first. */
#define SERVICES                                                                                   \
  "[{\"id\":\"a\",\"nom\":\"MDPH\",\"pivot\":\"[{\\\"type_service_local\\\":"                      \
  "\\\"maison_handicapees\\\"}]\",\"code_insee_commune\":\"14118\","                               \
  "\"date_modification\":\"01/02/2025\"},"                                                         \
  "{\"id\":\"b\",\"nom\":\"CCAS\",\"pivot\":[{\"type_service_local\":\"ccas\"}],"                  \
  "\"code_insee_commune\":\"14366\",\"date_modification\":\"18/02/2026\"},"                        \
  "{\"id\":\"c\",\"nom\":\"CCAS\",\"pivot\":[{\"type_service_local\":\"ccas\"}],"                  \
  "\"code_insee_commune\":\"61001\",\"date_modification\":\"19/02/2026\"}]"

/* One without an address, one of another département: they are hers all the same. */
#define CARDS                                                                                      \
  "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:1\r\nFN:Relais des Aidants\r\nORG:Relais des Aidants\r\n"     \
  "TEL:02 31 00 00 01\r\nEND:VCARD\r\n"                                                            \
  "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:2\r\nFN:SAVS de l'Orne\r\nORG:SAVS de l'Orne\r\n"             \
  "ADR:;;3 rue du Pont;Alençon;;61000;France\r\nEND:VCARD\r\n"

#define TABLE                                                                                      \
  "Nom;Téléphone;Code postal;Ville\nRelais des Aidants;02 31 00 00 01;;\n"                       \
  "SAVS de l'Orne;;61000;Alençon\n\"Trop\" long;;;\n"

static const struct
{
  const char *source, *file, *text; /* of the fixtures, or as it is */
  const char *day, *told;
  guint n, elsewhere, refused;
} documents[] = {
  { "finess", "finess.json", NULL, "2026-09-05",
    "FINESS, national extract, as of 5 September 2026.", 2, 3, 0 },
  { "finess_csv", "finess.csv", NULL, "2026-05-12",
    "FINESS, table of before 2026, as of 12 May 2026.", 3, 3, 1 },
  { "service_public", NULL, SERVICES, "2026-02-19",
    "Directory of the administration, as of 19 February 2026.", 2, 1, 0 },
  { "vcard", NULL, CARDS, NULL, "Address cards (vCard).", 2, 0, 0 },
  { "table", NULL, TABLE, NULL, "Table of a spreadsheet.", 2, 0, 1 },
};

static char *
write_file (Process *self, const char *text, gssize n)
{
  char *path = g_build_filename (self->folder, "document", NULL);

  g_assert_true (g_file_set_contents (path, text, n, NULL));
  return path;
}

/* Each sheet keeps where it came from, and of which day that was. */
static void
expect_sources (Process *self, const char *source, const char *day)
{
  g_autoptr (CercleStore) store = open_store (self);
  g_autoptr (GPtrArray) sources = all (store, &cercle_source_kind);
  g_autoptr (GPtrArray) imports = all (store, &cercle_import_kind);

  g_assert_cmpuint (imports->len, ==, 1);
  g_assert_cmpstr (cercle_record_get_text (imports->pdata[0], CERCLE_IMPORT_STATED_ON), ==, day);
  g_assert_cmpuint (sources->len, >, 0);
  for (guint i = 0; i < sources->len; i++)
    {
      g_assert_cmpstr (cercle_record_get_text (sources->pdata[i], CERCLE_SOURCE_NAME), ==, source);
      g_assert_cmpstr (cercle_record_get_text (sources->pdata[i], CERCLE_SOURCE_STATED_ON), ==,
                       day);
    }
}

static void
test_document (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  const char *source = documents[i].source;
  g_autoptr (Process) self = process_new (FALSE);
  g_autofree char *shown = NULL, *written = NULL, *again = NULL;
  g_autofree char *path =
      documents[i].text != NULL
          ? write_file (self, documents[i].text, -1)
          : g_build_filename (CERCLE_FIXTURES, "directory", documents[i].file, NULL);

  process_found (self);
  g_assert_cmpint (import (self, &shown, NULL, source, path, NULL), ==, 0);
  g_assert_true (g_str_has_prefix (shown, documents[i].told));
  g_assert_cmpuint (told (shown, "  New"), ==, documents[i].n);
  g_assert_cmpuint (told (shown, "  Left out: of other"), ==, documents[i].elsewhere);
  g_assert_cmpuint (told (shown, "  Not read"), ==, documents[i].refused);
  g_assert_cmpuint (count (self, &cercle_organisation_kind), ==, 0);
  g_assert_cmpint (import (self, &written, NULL, source, path, "--write"), ==, 0);
  g_assert_cmpuint (count (self, &cercle_organisation_kind), >=, documents[i].n);
  expect_sources (self, source, documents[i].day);
  g_assert_cmpint (import (self, &again, NULL, source, path, "--write"), ==, 0);
  g_assert_cmpuint (told (again, "  New"), ==, 0);
  g_assert_cmpuint (told (again, "  Changed"), ==, 0);
  g_assert_cmpuint (told (again, "  Unchanged"), ==, documents[i].n);
}

/* --- A later edition ----------------------------------------------------------------------------
 */

#define HEAD "Identifiant;Nom;Téléphone;Code postal;Ville;Date de fermeture\n"
#define FIRST                                                                                       \
  HEAD "1;IME des Prés;02 31 00 00 01;14100;Lisieux;\n2;SAVS Horizon;02 31 00 00 02;14000;Caen;\n" \
       "3;ESAT du Pont;02 31 00 00 03;14000;Caen;\n4;MAS du Bois;02 31 00 00 04;14000;Caen;\n"
/* The first has another number, as has ours; the third is not in it; the fifth may be the second.
 */
#define LATER                                                                                       \
  HEAD "1;IME des Prés;02 31 00 00 11;14100;Lisieux;\n2;SAVS Horizon;02 31 00 00 12;14000;Caen;\n" \
       "4;MAS du Bois;02 31 00 00 04;14000;Caen;31/08/2026\n"                                       \
       "5;SAVS Horizon;02 31 00 00 12;14000;Caen;\n"

/* (transfer full) */
static CercleRecord *
named (CercleStore *store, const char *name)
{
  g_autoptr (GPtrArray) organisations = all (store, &cercle_organisation_kind);
  CercleRecord *found = NULL;

  for (guint i = 0; i < organisations->len; i++)
    if (g_strcmp0 (name,
                   cercle_record_get_text (organisations->pdata[i], CERCLE_ORGANISATION_NAME)) == 0)
      {
        g_assert_null (found);
        found = g_object_ref (organisations->pdata[i]);
      }
  g_assert_nonnull (found);
  return found;
}

/* As a desk sends it. */
static void
edit_phone (Process *self, const char *name, const char *phone)
{
  g_autoptr (CercleStore) store = open_store (self);
  g_autoptr (CercleRecord) record = named (store, name);
  GError *error = NULL;

  cercle_record_set_text (record, CERCLE_ORGANISATION_PHONE, phone);
  g_assert_true (cercle_store_begin (store, &error));
  g_assert_true (cercle_feed_write (store, record, CERCLE_OP_PATCH,
                                    cercle_record_get_changed (record), NULL, &error));
  g_assert_true (cercle_store_commit (store, &error));
  g_assert_no_error (error);
}

static void
expect (CercleStore *store, const char *name, guint field, const char *value)
{
  g_autoptr (CercleRecord) record = named (store, name);

  g_assert_cmpstr (cercle_record_get_text (record, field), ==, value);
}

static void
test_later (void)
{
  g_autoptr (Process) self = process_new (FALSE);
  g_autoptr (CercleStore) store = NULL;
  g_autoptr (GPtrArray) organisations = NULL;
  g_autofree char *first = write_file (self, FIRST, -1), *later = NULL, *said = NULL;

  process_found (self);
  g_assert_cmpint (import (self, NULL, NULL, "table", first, "--write"), ==, 0);
  edit_phone (self, "IME des Prés", "+33231999999");
  later = write_file (self, LATER, -1);
  g_assert_cmpint (import (self, &said, NULL, "table", later, "--write"), ==, 0);
  g_assert_cmpuint (told (said, "  New"), ==, 0);
  g_assert_cmpuint (told (said, "  Closed"), ==, 1);
  g_assert_cmpuint (told (said, "  Perhaps already there"), ==, 1);
  g_assert_cmpuint (told (said, "  Fields edited here, which were kept"), ==, 1);
  g_assert_nonnull (strstr (said, "5, “SAVS Horizon”: perhaps already there (the same name"));
  store = open_store (self);
  expect (store, "IME des Prés", CERCLE_ORGANISATION_PHONE, "+33231999999");
  expect (store, "SAVS Horizon", CERCLE_ORGANISATION_PHONE, "+33231000012");
  expect (store, "ESAT du Pont", CERCLE_ORGANISATION_CLOSED_ON, NULL);
  expect (store, "MAS du Bois", CERCLE_ORGANISATION_CLOSED_ON, "2026-08-31");
  organisations = all (store, &cercle_organisation_kind);
  g_assert_cmpuint (organisations->len, ==, 4);
}

/* --- An older edition ---------------------------------------------------------------------------
 */

/* One site, whose name is another in each edition. */
#define EDITION(day, name)                                                                         \
  "{\"generatedAt\":\"" day "\",\"pmej\":[{\"informationsGeneralesPMEJ\":{\"numFinessPm\":"        \
  "\"750719239\",\"denominationPm\":\"APF\"},\"ege\":[{\"informationsGeneralesEGE\":{"             \
  "\"nomEgeCourt\":\"" name "\",\"numFinessEge\":\"140000019\"},"                                  \
  "\"categorieentiteGeographiqueExercice\":\"446\",\"adresse\":[{\"usageAdresse\":\"03\","         \
  "\"cogCommune\":\"14118\"}]}]}]}"

static int
import_edition (Process *self, const char *text, const char *more, char **said)
{
  g_autofree char *path = write_file (self, text, -1);
  g_autofree char *output = NULL, *errors = NULL;
  int code = import (self, &output, &errors, "finess", path, more);

  *said = g_strconcat (output, errors, NULL);
  return code;
}

/* Shown with a sentence, refused unless it is said that it is meant so, and nothing is left of a
 * refusal. */
static void
test_older (void)
{
  g_autoptr (Process) self = process_new (FALSE);
  g_autoptr (CercleStore) store = NULL;
  g_autofree char *first = NULL, *again = NULL, *shown = NULL, *refused = NULL, *table = NULL;
  g_autofree char *copy = NULL, *path = NULL, *written = NULL;
  const char *old = EDITION ("2026-08-05", "SAVS VIEUX");

  process_found (self);
  g_assert_cmpint (import_edition (self, EDITION ("2026-09-05", "SAVS NEUF"), "--write", &first),
                   ==, 0);
  g_assert_cmpint (import_edition (self, EDITION ("2026-09-05", "SAVS NEUF"), "--write", &again),
                   ==, 0);
  g_assert_null (strstr (again, "already imported"));
  g_assert_cmpint (import_edition (self, old, NULL, &shown), ==, 0);
  g_assert_nonnull (strstr (shown, "This file is of 5 August 2026, and the same directory of "
                                   "5 September 2026 was already imported"));
  g_assert_cmpuint (told (shown, "  Changed"), ==, 1);
  g_assert_cmpint (import_edition (self, old, "--write", &refused), ==, 1);
  g_assert_nonnull (strstr (refused, "say --older"));
  g_assert_cmpint (count (self, &cercle_import_kind), ==, 1);
  /* Refused, it leaves no copy beside that of the first. */
  copy = copy_beside (self);
  g_assert_nonnull (copy);
  g_unlink (copy);
  g_free (copy);
  copy = copy_beside (self);
  g_assert_null (copy);
  /* The old form of the same directory, of May. */
  g_assert_cmpint (
      import (self, NULL, &table, "finess_csv", CERCLE_FIXTURES "/directory/finess.csv", "--write"),
      ==, 1);
  g_assert_nonnull (strstr (table, "of 12 May 2026"));
  path = write_file (self, old, -1);
  g_assert_cmpint (process_command (self, &written, NULL, "import", "--database", self->database,
                                    "--territory", "14", "--source", "finess", "--older", "--write",
                                    path, NULL),
                   ==, 0);
  g_assert_nonnull (strstr (written, "already imported"));
  store = open_store (self);
  expect (store, "SAVS VIEUX", CERCLE_ORGANISATION_FINESS, "140000019");
}

/* --- Two territories ----------------------------------------------------------------------------
 */

/* One body that manages a site in each of them. */
#define TWO_SITES                                                                                  \
  "{\"generatedAt\":\"2026-09-05\",\"pmej\":[{\"informationsGeneralesPMEJ\":{\"numFinessPm\":"     \
  "\"750719239\",\"denominationPm\":\"APF\"},\"ege\":[{\"informationsGeneralesEGE\":{"             \
  "\"nomEgeCourt\":\"SAVS DE CAEN\",\"numFinessEge\":\"140000019\"},"                              \
  "\"categorieentiteGeographiqueExercice\":\"446\",\"adresse\":[{\"usageAdresse\":\"03\","         \
  "\"cogCommune\":\"14118\"}]},{\"informationsGeneralesEGE\":{\"nomEgeCourt\":"                    \
  "\"SAVS D'ALENCON\",\"numFinessEge\":\"610000010\"},"                                            \
  "\"categorieentiteGeographiqueExercice\":\"446\",\"adresse\":[{\"usageAdresse\":\"03\","         \
  "\"cogCommune\":\"61001\"}]}]}]}"

/* What a territory names is its own, whatever stands in the same file for another. */
static void
test_territories (void)
{
  g_autoptr (Process) self = process_new (FALSE);
  g_autofree char *path = write_file (self, TWO_SITES, -1);
  g_autoptr (CercleStore) store = NULL;
  g_autoptr (GPtrArray) organisations = NULL;
  guint bodies = 0;

  process_found (self);
  g_assert_cmpint (process_command (self, NULL, NULL, "init", "--database", self->database,
                                    "--territory", "61", "--community", "Perche", NULL),
                   ==, 0);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpint (process_command (self, NULL, NULL, "import", "--database", self->database,
                                      "--territory", i == 0 ? "14" : "61", "--source", "finess",
                                      path, "--write", NULL),
                     ==, 0);
  store = open_store (self);
  organisations = all (store, &cercle_organisation_kind);
  g_assert_cmpuint (organisations->len, ==, 4);
  for (guint i = 0; i < organisations->len; i++)
    {
      CercleRecord *record = organisations->pdata[i];
      const char *id = cercle_record_get_text (record, CERCLE_ORGANISATION_PARENT);
      g_autoptr (CercleRecord) parent =
          id != NULL ? cercle_store_get (store, &cercle_organisation_kind, id, NULL) : NULL;

      bodies += parent != NULL;
      if (parent != NULL)
        g_assert_cmpstr (cercle_record_envelope (parent)->scope, ==,
                         cercle_record_envelope (record)->scope);
    }
  g_assert_cmpuint (bodies, ==, 2);
}

/* --- Hostile ------------------------------------------------------------------------------------
 */

/* KiB: the most that a command has held by now. */
static guint
most_of_commands (void)
{
  struct rusage usage;

  g_assert_cmpint (getrusage (RUSAGE_CHILDREN, &usage), ==, 0);
  return (guint) usage.ru_maxrss;
}

static void
expect_refusals (Process *self, const HostileFile *files)
{
  for (guint i = 0; files[i].name != NULL; i++)
    {
      g_autoptr (GBytes) bytes = files[i].make ();
      g_autofree char *path =
          write_file (self, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));

      for (guint j = 0; j < G_N_ELEMENTS (documents); j++)
        {
          g_autofree char *errors = NULL;

          g_test_message ("%s as %s", files[i].name, documents[j].source);
          g_assert_cmpint (import (self, NULL, &errors, documents[j].source, path, "--write"), ==,
                           1);
          g_assert_true (g_str_has_suffix (errors, ".\n"));
          g_assert_cmpuint (strlen (errors), <, 300);
        }
    }
  g_assert_cmpuint (count (self, &cercle_organisation_kind), ==, 0);
  g_assert_cmpuint (count (self, &cercle_source_kind), ==, 0);
  g_assert_cmpuint (count (self, &cercle_import_kind), ==, 0);
}

/* Whatever it is called: a sentence, no memory for it, and nothing is written. */
static void
test_hostile (void)
{
  g_autoptr (Process) self = process_new (FALSE);
  guint before;

  process_found (self);
  before = most_of_commands ();
  expect_refusals (self, hostile_files);
  expect_refusals (self, hostile_bombs);
  g_assert_cmpuint (most_of_commands () - before, <, hostile_most_memory);
}

/* No column is called like one that holds names: told, and not counted as so many bad rows. */
static void
test_columns (void)
{
  g_autoptr (Process) self = process_new (FALSE);
  g_autofree char *path = write_file (self, "Truc;Bidule\nIME des Prés;0231000001\n", -1);
  g_autofree char *errors = NULL;

  process_found (self);
  g_assert_cmpint (import (self, NULL, &errors, "table", path, NULL), ==, 1);
  g_assert_nonnull (strstr (errors, "No column"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/import/once", test_once);
  g_test_add_func ("/server/import/taken-back", test_taken_back);
  g_test_add_func ("/server/import/refused", test_refused);
  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      g_autofree char *name = g_strconcat ("/server/import/", documents[i].source, NULL);
      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_document);
    }
  g_test_add_func ("/server/import/later", test_later);
  g_test_add_func ("/server/import/older", test_older);
  g_test_add_func ("/server/import/territories", test_territories);
  g_test_add_func ("/server/import/hostile", test_hostile);
  g_test_add_func ("/server/import/columns", test_columns);
  return g_test_run ();
}
