/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does the wire say byte for byte what the kept files of version 1 say, and read them back? */
#define G_LOG_DOMAIN "test-sync"

#include <string.h>

#include "cercle-case.h"
#include "cercle-conflict.h"
#include "cercle-json.h"
#include "cercle-organisation.h"
#include "cercle-person.h"
#include "cercle-wire.h"

#define ID(tail) "0199a1f2-0000-7000-8000-000000000" tail
#define COMMUNITY "c:0199a1f2-0000-7000-8000-00000000c001"
#define MEMBER "0199a1f2-0000-7000-8000-00000000e001"
#define DEVICE "0199a1f2-0000-7000-8000-00000000d001"

static const char *fixtures;

static char *
load (const char *name)
{
  g_autofree char *path = g_build_filename (fixtures, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return g_strchomp (text);
}

/* Hello, login, grant */

static void
test_hello (void)
{
  CercleHello hello = { .protocol = 1,
                        .schema = 3,
                        .name = (char *) "Communauté 360 du Calvados",
                        .version = (char *) "0.1.0",
                        .epoch = (char *) "0199a1f2-8c3e-7d41-b0aa-5f6e7d8c9b0a",
                        .example = TRUE };
  g_autofree char *golden = load ("hello.json"), *put = cercle_wire_put_hello (&hello);
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleHello) read = cercle_wire_get_hello (golden, strlen (golden), &error);
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (put, ==, golden);
  again = cercle_wire_put_hello (read);
  g_assert_cmpstr (again, ==, golden);
}

static void
test_login (void)
{
  g_autofree char *golden = load ("login.json");
  g_autofree char *login = NULL, *password = NULL, *device = NULL, *again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (
      cercle_wire_get_login (golden, strlen (golden), &login, &password, &device, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (password, ==, "cheval \"exact\" agrafe é");
  again = cercle_wire_put_login ("h.maupertuis", password, device);
  g_assert_cmpstr (again, ==, golden);
}

static void
test_grant (void)
{
  static const char *const names[] = { "session.json", "grant.json" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *golden = load (names[i]), *again = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (CercleGrant) grant = cercle_wire_get_grant (golden, strlen (golden), &error);

      g_assert_no_error (error);
      g_assert_cmpint (grant->token != NULL, ==, i == 0);
      g_assert_cmpuint (grant->scopes->len, ==, i == 0 ? 4 : 0);
      again = cercle_wire_put_grant (grant);
      g_assert_cmpstr (again, ==, golden);
    }
}

static void
test_problem (void)
{
  g_autofree char *golden = load ("problem.json");
  g_autofree char *put = cercle_wire_put_problem ("epoch-changed", 409);
  g_autofree char *token = cercle_wire_get_problem (golden, strlen (golden));
  g_autofree char *none = cercle_wire_get_problem ("<html>", 6);
  g_autofree char *foreign = cercle_wire_get_problem ("{\"type\":\"about:blank\"}", 22);

  g_assert_cmpstr (put, ==, golden);
  g_assert_cmpstr (token, ==, "epoch-changed");
  g_assert_cmpstr (none, ==, "unknown");
  g_assert_cmpstr (foreign, ==, "unknown");
}

/* Mutations and outcomes */

static CercleMutation *
make_mutation (const char *mid, gint64 n, const char *tx, const CercleKind *kind, const char *id)
{
  CercleMutation *mutation = g_new0 (CercleMutation, 1);

  mutation->mid = g_strdup (mid);
  mutation->n = n;
  mutation->tx = g_strdup (tx);
  mutation->kind = kind;
  mutation->id = g_strdup (id);
  mutation->scope = g_strdup (COMMUNITY);
  mutation->at = g_strdup ("2020-06-23T07:05:09.123Z");
  return mutation;
}

static CercleMutation *
add_create (GPtrArray *batch, const char *mid, gint64 n, CercleRecord *record, const char *id)
{
  CercleMutation *mutation =
      make_mutation (mid, n, ID ("0f1"), cercle_record_get_kind (record), id);

  mutation->set = cercle_record_to_json (record, cercle_record_get_changed (record), TRUE);
  g_ptr_array_add (batch, mutation);
  return mutation;
}

static GPtrArray *
make_batch (void)
{
  GPtrArray *batch = g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_mutation_free);
  g_autoptr (CercleRecord) person = cercle_record_new (&cercle_person_kind);
  g_autoptr (CercleRecord) kase = cercle_record_new (&cercle_case_kind);
  CercleMutation *m;

  cercle_record_set_text (person, CERCLE_PERSON_FIRST_NAME, "Mathis");
  cercle_record_set_text (person, CERCLE_PERSON_LAST_NAME, "Quesnel");
  add_create (batch, ID ("001"), 8123, person, ID ("101"));
  cercle_record_set_text (kase, CERCLE_CASE_PERSON, ID ("101"));
  cercle_record_set_text (kase, CERCLE_CASE_OPENED_ON, "2020-06-23");
  cercle_record_set_text (kase, CERCLE_CASE_THEMES, "repit logement");
  cercle_record_set_flag (kase, CERCLE_CASE_DANGER, FALSE);
  add_create (batch, ID ("002"), 8124, kase, ID ("102"));
  m = make_mutation (ID ("003"), 8125, NULL, &cercle_case_kind, ID ("103"));
  m->op = CERCLE_OP_PATCH;
  m->base_rev = 11;
  m->set = cercle_json_parse ("{\"need\":null,\"level\":2}", -1, 100, NULL);
  m->was = cercle_json_parse ("{\"need\":\"Aide à domicile\",\"level\":null}", -1, 100, NULL);
  cercle_envelope_set (&m->at, "2020-06-23T07:06:00.000Z");
  g_ptr_array_add (batch, m);
  m = make_mutation (ID ("004"), 8126, NULL, &cercle_relative_kind, ID ("104"));
  m->op = CERCLE_OP_DELETE;
  m->base_rev = 2;
  cercle_envelope_set (&m->at, "2020-06-23T07:07:00.000Z");
  g_ptr_array_add (batch, m);
  return batch;
}

static void
test_batch (void)
{
  g_autoptr (GPtrArray) batch = make_batch ();
  g_autofree char *golden = load ("batch.json"), *put = cercle_wire_put_batch (DEVICE, batch);
  g_autofree char *from = NULL, *again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) read = cercle_wire_get_batch (golden, strlen (golden), &from, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (put, ==, golden);
  g_assert_cmpstr (from, ==, DEVICE);
  again = cercle_wire_put_batch (from, read);
  g_assert_cmpstr (again, ==, golden);
}

static void
test_outcomes (void)
{
  g_autofree char *golden = load ("outcomes.json"), *again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) read = cercle_wire_get_outcomes (golden, strlen (golden), &error);
  const CercleOutcome *outcome;

  g_assert_no_error (error);
  g_assert_cmpuint (read->len, ==, 6);
  outcome = read->pdata[2];
  g_assert_cmpint (outcome->status, ==, CERCLE_OUTCOME_CONFLICT);
  g_assert_cmpstr (outcome->conflicts[0], ==, ID ("201"));
  outcome = read->pdata[4];
  g_assert_cmpstr (outcome->problem, ==, "bounds");
  g_assert_cmpstr (outcome->field, ==, "level");
  again = cercle_wire_put_outcomes (read);
  g_assert_cmpstr (again, ==, golden);
}

/* Streams */

static void
check_stream (const char *name, guint n_lines)
{
  g_autofree char *golden = load (name);
  g_auto (GStrv) lines = g_strsplit (golden, "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, n_lines);
  for (guint i = 0; i < n_lines; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CercleLine) line = cercle_wire_get_line (lines[i], strlen (lines[i]), &error);
      g_autofree char *again = NULL;

      g_assert_no_error (error);
      again = cercle_wire_put_line (line);
      g_assert_cmpstr (again, ==, lines[i]);
      if (line->item != NULL && line->item->record != NULL)
        g_assert_cmphex (cercle_record_get_changed (line->item->record), ==, 0);
    }
}

static void
test_streams (void)
{
  check_stream ("changes.ndjson", 5);
  check_stream ("snapshot.ndjson", 5);
  check_stream ("newer.ndjson", 2);
}

static CercleRecord *
make_person (void)
{
  CercleRecord *person = cercle_record_new (&cercle_person_kind);
  CercleEnvelope *envelope = cercle_record_envelope (person);

  envelope->rev = 1;
  cercle_envelope_set (&envelope->scope, COMMUNITY);
  cercle_envelope_set (&envelope->audience, "team");
  cercle_envelope_set (&envelope->prev_audience, "protected");
  cercle_envelope_set (&envelope->updated_by, MEMBER);
  cercle_envelope_set (&envelope->created_by, MEMBER);
  cercle_envelope_set (&envelope->updated_at, "2020-06-23T07:05:10.000Z");
  cercle_envelope_set (&envelope->created_at, "2020-06-23T07:05:10.000Z");
  cercle_record_set_text (person, CERCLE_PERSON_FIRST_NAME, "Mathis");
  cercle_record_set_text (person, CERCLE_PERSON_LAST_NAME, "Quesnel");
  cercle_record_set_text (person, CERCLE_PERSON_BIRTH_ON, "2009-02-11");
  return person;
}

static void
test_put_line (void)
{
  g_autofree char *golden = load ("changes.ndjson"), *put = NULL, *end = NULL;
  g_auto (GStrv) lines = g_strsplit (golden, "\n", -1);
  g_autofree char *cursor = cercle_wire_put_cursor (COMMUNITY, "e1", 128378);
  g_autoptr (CercleRecord) person = make_person ();
  CercleFeedItem item = { CERCLE_FEED_PUT, &cercle_person_kind, (char *) ID ("101"), 128375,
                          person };
  CercleLine line = { .sort = CERCLE_LINE_END,
                      .scope = (char *) COMMUNITY,
                      .epoch = (char *) "e1",
                      .cursor = cursor,
                      .more = TRUE };

  put = cercle_wire_put_item (&item);
  g_assert_cmpstr (put, ==, lines[0]);
  end = cercle_wire_put_line (&line);
  g_assert_cmpstr (end, ==, lines[4]);
}

static void
test_newer (void)
{
  static const char unknown[] = "{\"t\":\"put\",\"kind\":\"kit\",\"id\":\"" ID ("101") "\","
                                                                                       "\"seq\":1}";
  g_autofree char *golden = load ("newer.ndjson");
  g_auto (GStrv) lines = g_strsplit (golden, "\n", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleLine) line = cercle_wire_get_line (lines[0], strlen (lines[0]), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (cercle_record_envelope (line->item->record)->extra, ==,
                   "{\"shoe_size\":38,\"pets\":[{\"name\":\"Rex\",\"légende\":null}]}");
  g_assert_null (cercle_wire_get_line (unknown, sizeof unknown - 1, &error));
  g_assert_error (error, CERCLE_WIRE_ERROR, CERCLE_WIRE_ERROR_KIND);
}

static void
test_cursor (void)
{
  static const char *const wrong[] = {
    "",
    "v1",
    "v2/t:14/e/1",
    "v1/t:14/e",
    "v1/t:14/e/-1",
    "v1/t:14/e/1/2",
    "v1/x:14/e/1",
    "v1/t:14//1",
    "v1/t:14/e/1x",
    "v1/t:14/e/99999999999999999999",
    "v1/t:1 4/e/1",
  };
  g_autofree char *cursor = cercle_wire_put_cursor ("t:14", "e7", 42), *scope = NULL, *epoch = NULL;
  gint64 seq = 0;

  g_assert_cmpstr (cursor, ==, "v1/t:14/e7/42");
  g_assert_true (cercle_wire_get_cursor (cursor, &scope, &epoch, &seq));
  g_assert_cmpstr (scope, ==, "t:14");
  g_assert_cmpstr (epoch, ==, "e7");
  g_assert_cmpint (seq, ==, 42);
  g_assert_false (cercle_wire_get_cursor (NULL, NULL, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (cercle_wire_get_cursor (wrong[i], NULL, NULL, NULL));
}

/* What is refused */

#define PUT "{\"t\":\"put\",\"kind\":\"person\",\"id\":\"" ID ("101") "\",\"seq\":1,\"rev\":1,"

static const char *const wrong_lines[] = {
  "",
  "[]",
  "{}",
  "{\"t\":1}",
  "{\"t\":\"poke\"}",
  "{\"t\":\"put\"}",
  "{\"t\":\"put\",\"kind\":\"person\",\"id\":\"x\",\"seq\":1}",
  "{\"t\":\"del\",\"kind\":\"person\",\"id\":\"" ID ("101") "\",\"seq\":-1}",
  "{\"t\":\"del\",\"kind\":\"person\",\"id\":\"" ID ("101") "\",\"seq\":\"1\"}",
  PUT "\"scope\":\"t:14\",\"audience\":\"team\"}",
  PUT "\"scope\":\"14\",\"audience\":\"team\",\"v\":{}}",
  PUT "\"scope\":\"t:14\",\"v\":{}}",
  PUT "\"scope\":\"t:14\",\"audience\":\"team\",\"v\":{\"first_name\":7}}",
  PUT "\"scope\":\"t:14\",\"audience\":\"team\",\"at\":\"yesterday\",\"v\":{}}",
  "{\"t\":\"snap\",\"scope\":\"t:14\",\"epoch\":\"e\"}",
  "{\"t\":\"end\",\"scope\":\"t:14\",\"epoch\":\"e\",\"more\":false}",
  "{\"t\":\"end\",\"scope\":\"t:14\",\"epoch\":\"e\",\"mark\":\"m\",\"more\":false}",
};

static void
test_refused_lines (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (wrong_lines); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (cercle_wire_get_line (wrong_lines[i], strlen (wrong_lines[i]), &error));
      g_assert_error (error, CERCLE_WIRE_ERROR, CERCLE_WIRE_ERROR_FORM);
    }
}

static gboolean
batch_is_read (GPtrArray *batch)
{
  g_autofree char *text = cercle_wire_put_batch ("d", batch);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) read = cercle_wire_get_batch (text, strlen (text), NULL, &error);

  g_assert_true ((read == NULL) == (error != NULL));
  return read != NULL;
}

static void
test_refused_batches (void)
{
  g_autoptr (GPtrArray) batch = make_batch ();
  CercleMutation *last = batch->pdata[3];

  g_assert_true (batch_is_read (batch));
  cercle_envelope_set (&last->id, "104");
  g_assert_false (batch_is_read (batch));
  cercle_envelope_set (&last->id, ID ("104"));
  last->kind = &cercle_draft_kind;
  g_assert_false (batch_is_read (batch));
  last->kind = &cercle_relative_kind;
  last->base_rev = -1;
  g_assert_false (batch_is_read (batch));
  last->base_rev = 0;
  last->op = CERCLE_OP_PATCH;
  g_assert_false (batch_is_read (batch));
  last->op = CERCLE_OP_DELETE;
  /* A tx in two pieces. */
  last->tx = g_strdup (ID ("0f1"));
  g_assert_false (batch_is_read (batch));
  cercle_envelope_set (&last->tx, ID ("0f2"));
  g_assert_true (batch_is_read (batch));
}

static void
add_delete (GPtrArray *batch, const char *tx)
{
  CercleMutation *mutation = make_mutation (ID ("001"), 1, tx, &cercle_person_kind, ID ("101"));

  mutation->op = CERCLE_OP_DELETE;
  g_ptr_array_add (batch, mutation);
}

static void
test_batch_caps (void)
{
  g_autoptr (GPtrArray) batch =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_mutation_free);

  for (guint i = 0; i < CERCLE_WIRE_MAX_TX; i++)
    add_delete (batch, ID ("0f1"));
  g_assert_true (batch_is_read (batch));
  add_delete (batch, ID ("0f1"));
  g_assert_false (batch_is_read (batch));
  g_ptr_array_set_size (batch, 0);
  for (guint i = 0; i < CERCLE_WIRE_MAX_ITEMS; i++)
    add_delete (batch, NULL);
  g_assert_true (batch_is_read (batch));
  add_delete (batch, NULL);
  g_assert_false (batch_is_read (batch));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixtures = g_getenv ("CERCLE_WIRE_FIXTURES");
  g_assert_nonnull (fixtures);
  g_test_add_func ("/sync/wire/hello", test_hello);
  g_test_add_func ("/sync/wire/login", test_login);
  g_test_add_func ("/sync/wire/grant", test_grant);
  g_test_add_func ("/sync/wire/problem", test_problem);
  g_test_add_func ("/sync/wire/batch", test_batch);
  g_test_add_func ("/sync/wire/outcomes", test_outcomes);
  g_test_add_func ("/sync/wire/streams", test_streams);
  g_test_add_func ("/sync/wire/put-line", test_put_line);
  g_test_add_func ("/sync/wire/newer", test_newer);
  g_test_add_func ("/sync/wire/cursor", test_cursor);
  g_test_add_func ("/sync/wire/refused-lines", test_refused_lines);
  g_test_add_func ("/sync/wire/refused-batches", test_refused_batches);
  g_test_add_func ("/sync/wire/batch-caps", test_batch_caps);
  return g_test_run ();
}
