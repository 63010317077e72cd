/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does the server's shell take in a directory: shown first, written once, all or nothing? */
#include <glib/gstdio.h>
#include <string.h>

#include "cercle-directory.h"
#include "cercle-organisation.h"
#include "cercle-query.h"
#include "server-process.h"

static int
import (Process *self, char **output, char **errors, const char *source, const char *file,
        const char *more)
{
  return process_command (self, output, errors, "import", "--database", self->database,
                          "--territory", "14", "--source", source, file, more, NULL);
}

static guint
count (Process *self, const CercleKind *kind)
{
  GError *error = NULL;
  g_autoptr (CercleStore) store =
      cercle_store_open (self->database, CERCLE_STORE_SERVER, NULL, &error);
  g_autoptr (CercleQuery) query = cercle_query_new (kind);

  g_assert_no_error (error);
  return (guint) cercle_store_count (store, query, NULL);
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/import/once", test_once);
  g_test_add_func ("/server/import/refused", test_refused);
  return g_test_run ();
}
