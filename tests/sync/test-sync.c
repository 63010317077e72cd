/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a desk ask in which order, and what does it do with each answer? */
#define G_LOG_DOMAIN "test-sync"

#include <string.h>

#include "cercle-choices.h"
#include "cercle-instant.h"
#include "cercle-journal.h"
#include "cercle-organisation.h"
#include "cercle-query.h"
#include "cercle-sync-run.h"
#include "kept-file.h"
#include "script.h"

#define ID(tail) "0199a1f2-0000-7000-8000-000000000" tail
#define MEMBER ID ("e01")

/* What the server says */
#define GRANT_OF(epoch, head, audiences)                                                           \
  "{\"login\":\"anne\",\"member\":\"" MEMBER "\",\"role\":\"adviser\",\"audiences\":\"" audiences  \
  "\",\"scopes\":[{\"scope\":\"t:14\",\"epoch\":\"" epoch "\",\"head\":" #head ",\"floor\":0}]}"
#define GRANT(head) GRANT_OF ("e1", head, "team partner")
#define NO_GRANT                                                                                   \
  "{\"login\":\"anne\",\"member\":\"" MEMBER "\",\"role\":\"adviser\",\"audiences\":\"team\","     \
  "\"scopes\":[]}"
#define PUT_OF(kind, tail, seq, values)                                                            \
  "{\"t\":\"put\",\"kind\":\"" kind                                                                \
  "\",\"id\":\"" ID (tail) "\",\"seq\":" #seq ",\"rev\":1,"                                        \
                           "\"scope\":\"t:14\",\"audience\":\"partner\",\"v\":{" values "}}\n"
#define PUT(tail, seq, name) PUT_OF ("organisation", tail, seq, "\"name\":\"" name "\"")
#define DEL(tail, seq)                                                                             \
  "{\"t\":\"del\",\"kind\":\"organisation\",\"id\":\"" ID (tail) "\",\"seq\":" #seq "}\n"
#define SNAP(epoch, seq)                                                                           \
  "{\"t\":\"snap\",\"scope\":\"t:14\",\"epoch\":\"" epoch "\",\"seq\":" #seq "}\n"
#define END(epoch, seq, more)                                                                      \
  "{\"t\":\"end\",\"scope\":\"t:14\",\"epoch\":\"" epoch "\",\"cursor\":\"v1/t:14/" epoch "/" #seq \
  "\",\"more\":" #more "}\n"
#define MARK(mark)                                                                                 \
  "{\"t\":\"end\",\"scope\":\"t:14\",\"epoch\":\"e1\",\"mark\":\"" mark "\",\"more\":true}\n"
#define PROBLEM(token) "{\"type\":\"cercle:" token "\",\"title\":\"No\",\"status\":400}"

/* What the desk asks */
#define ASK_GRANT "GET /v1/scopes"
#define ASK_SNAPSHOT(mark) "GET /v1/scopes/t%3A14/snapshot?after=" mark "&limit=5000"
#define ASK_CHANGES(epoch, seq)                                                                    \
  "GET /v1/scopes/t%3A14/changes?cursor=v1%2Ft%3A14%2F" epoch "%2F" #seq "&limit=5000"
#define ASK_PUSH "POST /v1/mutations"

#define FIRST_EXCHANGE                                                                             \
  { ASK_GRANT, 200, GRANT (2) },                                                                   \
  {                                                                                                \
    ASK_SNAPSHOT (""), 200,                                                                        \
        SNAP ("e1", 2) PUT ("101", 1, "One") PUT ("102", 2, "Two") END ("e1", 2, false)            \
  }

typedef struct
{
  char *folder, *path;
  CercleStore *store;
} Desk;

static void
set_up (Desk *desk, gconstpointer data)
{
  desk->store = kept_file_new (CERCLE_STORE_DESK, &desk->folder, &desk->path);
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  kept_file_remove (desk->store, desk->folder, desk->path);
}

static gboolean
run_cb (CercleStoreJob job, gpointer data, gpointer runner_data, GError **error)
{
  return job (runner_data, data, error);
}

static void
count_rows_cb (guint64 kinds, guint rows, gpointer data)
{
  *(guint *) data = rows;
}

/* Plays the scenes to their end. */
static gboolean
play (Desk *desk, const Scene *scenes, GError **error)
{
  g_autoptr (CercleTransport) transport = script_new (scenes);
  guint rows = 0;
  CercleSync sync = { .transport = transport,
                      .token = "token",
                      .device = "device",
                      .runner = run_cb,
                      .runner_data = desk->store,
                      .progress = count_rows_cb,
                      .progress_data = &rows };
  gboolean good = cercle_sync_run (&sync, NULL, error);

  script_assert_done (transport);
  return good;
}

static void
play_well (Desk *desk, const Scene *scenes)
{
  g_autoptr (GError) error = NULL;

  play (desk, scenes, &error);
  g_assert_no_error (error);
}

/* (transfer full): names of the organisations, in order. */
static char *
names_of (Desk *desk)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_organisation_kind);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GPtrArray) found = NULL;

  cercle_query_sort (query, -1, CERCLE_ORGANISATION_NAME, FALSE);
  found = cercle_store_find (desk->store, query, NULL);
  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (names, "%s ",
                            cercle_record_get_text (found->pdata[i], CERCLE_ORGANISATION_NAME));
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
assert_names (Desk *desk, const char *wanted)
{
  g_autofree char *names = names_of (desk);

  g_assert_cmpstr (names, ==, wanted);
}

/* Pull */

static void
test_first (Desk *desk, gconstpointer data)
{
  static const Scene first[] = { FIRST_EXCHANGE, { NULL } };
  static const Scene second[] = { { ASK_GRANT, 200, GRANT (2) }, { NULL } };

  play_well (desk, first);
  assert_names (desk, "One Two ");
  play_well (desk, second);
}

static void
test_changes (Desk *desk, gconstpointer data)
{
  static const Scene first[] = { FIRST_EXCHANGE, { NULL } };
  static const Scene second[] = {
    { ASK_GRANT, 200, GRANT (5) },
    { ASK_CHANGES ("e1", 2), 200, PUT ("103", 4, "Three") END ("e1", 4, true) },
    { ASK_CHANGES ("e1", 4), 200, DEL ("101", 5) END ("e1", 5, false) },
    { NULL },
  };

  play_well (desk, first);
  play_well (desk, second);
  assert_names (desk, "Three Two ");
}

static void
test_resumed (Desk *desk, gconstpointer data)
{
  static const Scene cut[] = {
    { ASK_GRANT, 200, GRANT (2) },
    { ASK_SNAPSHOT (""), 200, SNAP ("e1", 2) PUT ("101", 1, "One") MARK ("2/a b") },
    { ASK_SNAPSHOT ("2%2Fa%20b"), 200, SNAP ("e1", 3) PUT ("102", 2, "Two") },
    { NULL },
  };
  static const Scene again[] = {
    { ASK_GRANT, 200, GRANT (3) },
    { ASK_SNAPSHOT ("2%2Fa%20b"), 200, SNAP ("e1", 3) PUT ("102", 2, "Two") END ("e1", 2, false) },
    { ASK_CHANGES ("e1", 2), 200, PUT ("103", 3, "Three") END ("e1", 3, false) },
    { NULL },
  };
  g_autoptr (GError) error = NULL;

  g_assert_false (play (desk, cut, &error));
  g_assert_error (error, CERCLE_TRANSPORT_ERROR, CERCLE_TRANSPORT_ERROR_CUT);
  play_well (desk, again);
  assert_names (desk, "One Three Two ");
}

/* What was taken out of sight between a first page that was cut and the next try. */
static void
test_begun_again (Desk *desk, gconstpointer data)
{
  static const Scene cut[] = {
    { ASK_GRANT, 200, GRANT (2) },
    { ASK_SNAPSHOT (""), 200, SNAP ("e1", 2) PUT ("101", 1, "One") PUT ("102", 2, "Two") },
    { NULL },
  };
  static const Scene again[] = {
    { ASK_GRANT, 200, GRANT (3) },
    { ASK_SNAPSHOT (""), 200, SNAP ("e1", 3) PUT ("102", 2, "Two") END ("e1", 3, false) },
    { NULL },
  };
  g_autoptr (GError) error = NULL;

  cercle_sync_set_slice (1);
  g_assert_false (play (desk, cut, &error));
  cercle_sync_set_slice (0);
  g_assert_error (error, CERCLE_TRANSPORT_ERROR, CERCLE_TRANSPORT_ERROR_CUT);
  assert_names (desk, "One Two ");
  play_well (desk, again);
  assert_names (desk, "Two ");
}

static void
test_unknown_kind (Desk *desk, gconstpointer data)
{
  static const Scene scenes[] = {
    { ASK_GRANT, 200, GRANT (2) },
    { ASK_SNAPSHOT (""), 200,
      SNAP ("e1", 2) PUT_OF ("kit", "109", 1, "\"x\":1") PUT ("102", 2, "Two")
          END ("e1", 2, false) },
    { NULL },
  };

  play_well (desk, scenes);
  assert_names (desk, "Two ");
}

static void
test_expired (Desk *desk, gconstpointer data)
{
  static const Scene first[] = { FIRST_EXCHANGE, { NULL } };
  static const Scene second[] = {
    { ASK_GRANT, 200, GRANT (900) },
    { ASK_CHANGES ("e1", 2), 410, PROBLEM ("cursor-expired") },
    { ASK_SNAPSHOT (""), 200, SNAP ("e1", 900) PUT ("102", 2, "Two") END ("e1", 900, false) },
    { NULL },
  };

  play_well (desk, first);
  play_well (desk, second);
  assert_names (desk, "Two ");
}

static void
test_new_epoch (Desk *desk, gconstpointer data)
{
  static const Scene first[] = { FIRST_EXCHANGE, { NULL } };
  static const Scene second[] = {
    { ASK_GRANT, 200, GRANT (3) },
    { ASK_CHANGES ("e1", 2), 409, PROBLEM ("epoch-changed") },
    { ASK_GRANT, 200, GRANT_OF ("e2", 1, "team partner") },
    { ASK_SNAPSHOT (""), 200, SNAP ("e2", 1) PUT ("101", 1, "One") END ("e2", 1, false) },
    { NULL },
  };

  play_well (desk, first);
  play_well (desk, second);
  assert_names (desk, "One ");
}

/* Nothing in the feed tells that the same records may now be read, or no longer. */
static void
test_new_audiences (Desk *desk, gconstpointer data)
{
  static const Scene first[] = { FIRST_EXCHANGE, { NULL } };
  static const Scene second[] = {
    { ASK_GRANT, 200, GRANT_OF ("e1", 2, "team") },
    { ASK_SNAPSHOT (""), 200, SNAP ("e1", 2) END ("e1", 2, false) },
    { NULL },
  };

  play_well (desk, first);
  play_well (desk, second);
  assert_names (desk, "");
}

static void
test_lost_scope (Desk *desk, gconstpointer data)
{
  static const Scene first[] = { FIRST_EXCHANGE, { NULL } };
  static const Scene second[] = { { ASK_GRANT, 200, NO_GRANT }, { NULL } };

  play_well (desk, first);
  play_well (desk, second);
  assert_names (desk, "");
}

/* Streams that are not what they should be, and the places they leave behind */

static const struct
{
  const char *name, *lines;
} wrong_streams[] = {
  { "scope", "{\"t\":\"snap\",\"scope\":\"t:50\",\"epoch\":\"e1\",\"seq\":2}\n" },
  { "record-scope",
    SNAP ("e1", 2) "{\"t\":\"put\",\"kind\":\"organisation\",\"id\":\"" ID (
        "101") "\",\"seq\":1,\"rev\":1,\"scope\":\"t:50\",\"audience\":\"partner\",\"v\":{}}\n" },
  { "after-end", SNAP ("e1", 2) END ("e1", 2, false) PUT ("101", 1, "One") },
  { "no-json", SNAP ("e1", 2) "<html>\n" },
  { "nowhere", SNAP ("e1", 2) END ("e1", 2, true) },
};

static void
test_wrong_stream (Desk *desk, gconstpointer data)
{
  const char *lines = wrong_streams[GPOINTER_TO_UINT (data)].lines;
  const Scene scenes[] = { { ASK_GRANT, 200, GRANT (2) },
                           { ASK_SNAPSHOT (""), 200, lines },
                           { NULL } };
  g_autoptr (GError) error = NULL;

  g_assert_false (play (desk, scenes, &error));
  g_assert_error (error, CERCLE_WIRE_ERROR, CERCLE_WIRE_ERROR_FORM);
}

/* Push */

static void
create_organisation (Desk *desk, const char *name)
{
  g_autoptr (CercleTx) tx = cercle_tx_new ("New");
  g_autoptr (CercleRecord) record = cercle_record_new (&cercle_organisation_kind);
  g_autoptr (GError) error = NULL;

  cercle_envelope_set (&cercle_record_envelope (record)->scope, "t:14");
  cercle_record_set_text (record, CERCLE_ORGANISATION_NAME, name);
  cercle_record_set_text (record, CERCLE_ORGANISATION_FAMILY, cercle_families[0].token);
  cercle_tx_save (tx, record);
  cercle_journal_commit (desk->store, tx, MEMBER, "Europe/Paris", NULL, &error);
  g_assert_no_error (error);
}

static guint
count_refused (Desk *desk, const char *problem)
{
  g_autoptr (GPtrArray) refusals = cercle_journal_refusals (desk->store, NULL);

  for (guint i = 0; i < refusals->len; i++)
    g_assert_cmpstr (((CercleRefusal *) refusals->pdata[i])->problem, ==, problem);
  return refusals->len;
}

/* A batch that cannot be read: halved until each stands alone. */
static void
test_unreadable (Desk *desk, gconstpointer data)
{
  static const Scene first[] = { FIRST_EXCHANGE, { NULL } };
  static const Scene second[] = {
    { ASK_GRANT, 200, GRANT (2) },       { ASK_PUSH, 422, PROBLEM ("form") },
    { ASK_PUSH, 422, PROBLEM ("form") }, { ASK_PUSH, 422, PROBLEM ("form") },
    { ASK_GRANT, 200, GRANT (2) },       { NULL },
  };

  play_well (desk, first);
  create_organisation (desk, "Three");
  create_organisation (desk, "Four");
  play_well (desk, second);
  g_assert_cmpuint (count_refused (desk, "form"), ==, 2);
}

static void
test_wrong_outcomes (Desk *desk, gconstpointer data)
{
  static const Scene first[] = { FIRST_EXCHANGE, { NULL } };
  static const Scene second[] = {
    { ASK_GRANT, 200, GRANT (2) },
    { ASK_PUSH, 200,
      "{\"outcomes\":[{\"mid\":\"" ID ("999") "\",\"status\":\"applied\",\"rev\":1,\"seq\":3}]}" },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  CercleJournalState state;

  play_well (desk, first);
  create_organisation (desk, "Three");
  g_assert_false (play (desk, second, &error));
  g_assert_error (error, CERCLE_SYNC_ERROR, CERCLE_SYNC_ERROR_PROTOCOL);
  g_assert_true (cercle_journal_state (desk->store, &state, NULL));
  g_assert_cmpuint (state.waiting, ==, 1);
}

/* Refusals of a whole request */

static const struct
{
  const char *name;
  guint status;
  const char *answer;
  int code;
} refusals[] = {
  { "signed-out", 401, PROBLEM ("signed-out"), CERCLE_SYNC_ERROR_SIGNED_OUT },
  { "throttled", 429, PROBLEM ("throttled"), CERCLE_SYNC_ERROR_THROTTLED },
  { "too-old", 426, PROBLEM ("too-old"), CERCLE_SYNC_ERROR_TOO_OLD },
  { "busy", 503, PROBLEM ("busy"), CERCLE_SYNC_ERROR_BUSY },
  { "proxy", 502, "<html>Bad Gateway</html>", CERCLE_SYNC_ERROR_BUSY },
  { "other", 500, PROBLEM ("failed"), CERCLE_SYNC_ERROR_PROTOCOL },
};

static void
test_refusal (Desk *desk, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  const Scene scenes[] = { { ASK_GRANT, refusals[i].status, refusals[i].answer }, { NULL } };
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  g_assert_false (play (desk, scenes, &error));
  g_assert_error (error, CERCLE_SYNC_ERROR, refusals[i].code);
  sentence = cercle_sync_sentence (error);
  g_assert_true (g_str_has_suffix (sentence, "."));
}

static void
test_foreign (Desk *desk, gconstpointer data)
{
  static const Scene scenes[] = { { ASK_GRANT, 404, "<html>Not found</html>" }, { NULL } };
  g_autoptr (GError) error = NULL;

  g_assert_false (play (desk, scenes, &error));
  g_assert_error (error, CERCLE_TRANSPORT_ERROR, CERCLE_TRANSPORT_ERROR_FOREIGN);
}

/* Introductions */

#define HELLO(protocol)                                                                            \
  "{\"protocol\":" #protocol ",\"schema\":1,\"name\":\"A\",\"version\":\"1\",\"epoch\":\"e\"}"

static CercleHello *
say_hello (guint status, const char *answer, GError **error)
{
  const Scene scenes[] = { { "GET /v1/hello", status, answer }, { NULL } };
  g_autoptr (CercleTransport) transport = script_new (scenes);

  return cercle_sync_hello (transport, NULL, error);
}

static void
test_hello (void)
{
  g_autoptr (CercleHello) hello = say_hello (200, HELLO (1), NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (hello);
  g_assert_null (say_hello (200, HELLO (2), &error));
  g_assert_error (error, CERCLE_SYNC_ERROR, CERCLE_SYNC_ERROR_TOO_OLD);
  g_clear_error (&error);
  g_assert_null (say_hello (200, "{\"hello\":\"world\"}", &error));
  g_assert_error (error, CERCLE_TRANSPORT_ERROR, CERCLE_TRANSPORT_ERROR_FOREIGN);
}

static CercleGrant *
sign_in (const Scene *scene, GError **error)
{
  const Scene scenes[] = { *scene, { NULL } };
  g_autoptr (CercleTransport) transport = script_new (scenes);

  return cercle_sync_sign_in (transport, "anne", "secret", "device", NULL, error);
}

static void
test_sign_in (void)
{
  static const Scene wrong = { "POST /v1/session", 401, PROBLEM ("password") };
  static const Scene often = { "POST /v1/session", 429, PROBLEM ("throttled"), 0, 90 };
  static const Scene silent = { "POST /v1/session", 201, GRANT (1) };
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  g_assert_null (sign_in (&wrong, &error));
  g_assert_error (error, CERCLE_SYNC_ERROR, CERCLE_SYNC_ERROR_PASSWORD);
  g_clear_error (&error);
  g_assert_null (sign_in (&often, &error));
  g_assert_error (error, CERCLE_SYNC_ERROR, CERCLE_SYNC_ERROR_THROTTLED);
  sentence = cercle_sync_sentence (error);
  g_assert_cmpstr (sentence, ==, "There were too many tries: try again in 2 minutes.");
  g_clear_error (&error);
  g_assert_null (sign_in (&silent, &error));
  g_assert_error (error, CERCLE_SYNC_ERROR, CERCLE_SYNC_ERROR_PROTOCOL);
}

static void
test_clock (void)
{
  gint64 true_time = cercle_instant_desk_clock () + G_GINT64_CONSTANT (365) * 86400 * 1000;
  const Scene scenes[] = { { "GET /v1/hello", 200, HELLO (1), 0, 0, true_time }, { NULL } };
  g_autoptr (CercleTransport) transport = script_new (scenes);
  g_autoptr (CercleHello) hello = cercle_sync_hello (transport, NULL, NULL);

  g_assert_cmpint (ABS (cercle_instant_now () - true_time), <, 60000);
  cercle_instant_set_correction (0);
}

/* Every code of the three domains has a sentence of its own. */
static void
test_sentences (void)
{
  const struct
  {
    GQuark domain;
    int n;
  } domains[] = {
    { CERCLE_TRANSPORT_ERROR, CERCLE_TRANSPORT_ERROR_FOREIGN + 1 },
    { CERCLE_SYNC_ERROR, CERCLE_SYNC_ERROR_PROTOCOL + 1 },
    { CERCLE_WIRE_ERROR, CERCLE_WIRE_ERROR_KIND + 1 },
    { CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_FAILED + 1 },
    { G_IO_ERROR, G_IO_ERROR_CANCELLED + 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    for (int code = 0; code < domains[i].n; code++)
      {
        g_autoptr (GError) error = g_error_new_literal (domains[i].domain, code, "");
        g_autofree char *sentence = cercle_sync_sentence (error);

        g_assert_true (g_str_has_suffix (sentence, "."));
        g_assert_cmpuint (strlen (sentence), >, 10);
      }
}

#define add(name, test) g_test_add ("/sync/run/" name, Desk, NULL, set_up, test, tear_down)

static void
add_tables (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (wrong_streams); i++)
    {
      g_autofree char *path = g_strconcat ("/sync/run/wrong/", wrong_streams[i].name, NULL);

      g_test_add (path, Desk, GUINT_TO_POINTER (i), set_up, test_wrong_stream, tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strconcat ("/sync/run/refusal/", refusals[i].name, NULL);

      g_test_add (path, Desk, GUINT_TO_POINTER (i), set_up, test_refusal, tear_down);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("first", test_first);
  add ("changes", test_changes);
  add ("resumed", test_resumed);
  add ("begun-again", test_begun_again);
  add ("unknown-kind", test_unknown_kind);
  add ("expired", test_expired);
  add ("new-epoch", test_new_epoch);
  add ("new-audiences", test_new_audiences);
  add ("lost-scope", test_lost_scope);
  add ("unreadable", test_unreadable);
  add ("wrong-outcomes", test_wrong_outcomes);
  add ("foreign", test_foreign);
  add_tables ();
  g_test_add_func ("/sync/hello", test_hello);
  g_test_add_func ("/sync/sign-in", test_sign_in);
  g_test_add_func ("/sync/clock", test_clock);
  g_test_add_func ("/sync/sentences", test_sentences);
  return g_test_run ();
}
