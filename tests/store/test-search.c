/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a case found by any word of anybody around it, however it is typed? */
#include "cercle-query.h"

#include "cercle-call.h"
#include "cercle-case.h"
#include "cercle-event.h"
#include "cercle-journal.h"
#include "cercle-moves.h"
#include "cercle-organisation.h"
#include "cercle-slice.h"
#include "cercle-person.h"
#include "cercle-store-fixture.h"

static guint
count (CercleStore *store, const CercleKind *kind, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleQuery) query = cercle_query_new (kind);
  g_autoptr (GArray) keys = NULL;

  cercle_query_set_text (query, text);
  keys = cercle_store_select (store, query, &error);
  g_assert_no_error (error);
  g_assert_cmpint (cercle_store_count (store, query, NULL), ==, keys->len);
  return keys->len;
}

static guint
cases (CercleStore *store, const char *text)
{
  return count (store, &cercle_case_kind, text);
}

/* Two people, two cases, and something around the first. */
typedef struct
{
  CercleRecord *person, *kase, *other, *other_case, *relative, *call, *note, *action;
} World;

static void
make_around (World *world)
{
  world->relative = make_record (&cercle_relative_kind);
  cercle_record_set_text (world->relative, CERCLE_RELATIVE_PERSON,
                          cercle_record_get_id (world->person));
  cercle_record_set_text (world->relative, CERCLE_RELATIVE_FIRST_NAME, "Sandrine");
  cercle_record_set_text (world->relative, CERCLE_RELATIVE_PHONE, "+33639984217");
  world->call = make_record (&cercle_call_kind);
  cercle_record_set_text (world->call, CERCLE_CALL_CASE, cercle_record_get_id (world->kase));
  cercle_record_set_text (world->call, CERCLE_CALL_WORDS, "Elle n'en peut plus, l'école a fermé.");
  world->note = cercle_event_new (world->kase, "note", "Orthophoniste contactée à Bayeux");
  world->action = make_action (world->kase, "2020-06-09");
  cercle_record_set_text (world->action, CERCLE_ACTION_WHAT, "Rappeler l'ESMS");
}

static void
make_world (World *world)
{
  world->person = make_person ("Mathis", "Quesnel");
  cercle_record_set_text (world->person, CERCLE_PERSON_PHONE, "+33231861234");
  world->kase = make_case (world->person, "Hébergement temporaire");
  cercle_record_set_text (world->kase, CERCLE_CASE_REFERENCE, "2020-14-0012");
  world->other = make_person ("Zoé", "Cœurderoy-Lefèvre");
  cercle_record_set_text (world->other, CERCLE_PERSON_PHONE, "+262692123456");
  world->other_case = make_case (world->other, "Transport scolaire");
  make_around (world);
}

#define EACH(world, record)                                                                        \
  CercleRecord *each[] = { (world)->person,   (world)->kase, (world)->other, (world)->other_case,  \
                           (world)->relative, (world)->call, (world)->note,  (world)->action };    \
  for (guint i_ = 0; i_ < G_N_ELEMENTS (each); i_++)                                               \
    for (CercleRecord *record = each[i_]; record != NULL; record = NULL)

static void
put_world (CercleStore *store, World *world)
{
  EACH (world, record) put (store, record);
}

static void
world_clear (World *world)
{
  EACH (world, record) g_object_unref (record);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (World, world_clear)

static void
assert_world (CercleStore *store)
{
  static const struct
  {
    const char *typed;
    guint found;
  } table[] = {
    { "Quesnel", 1 },
    { "quesnel", 1 },
    { "QUES", 1 },
    { "uesnel", 0 },
    { "mathis quesnel", 1 },
    { "quesnel  mathis", 1 },
    { "m q", 1 },
    { "quesnel zoe", 0 },
    /* accents, ligatures, hyphens, apostrophes */
    { "hebergement", 1 },
    { "HÉBERG", 1 },
    { "zoe coeurderoy", 1 },
    { "CŒURDEROY LEFEVRE", 1 },
    { "cœurderoy-lefèvre", 1 },
    { "l'école", 1 },
    { "lecole", 0 },
    /* words met in different records of one person */
    { "sandrine heberg", 1 },
    { "mathis bayeux", 1 },
    { "orthophoniste quesnel temporaire sandrine", 1 },
    { "peut plus", 1 },
    { "esms", 1 },
    { "zoe bayeux", 0 },
    /* telephones */
    { "06 39 98", 1 },
    { "0639 98", 1 },
    { "06.39.98.42.17", 1 },
    { "0639984217", 1 },
    { "+33639", 1 },
    { "+33 6 39", 1 },
    { "+33 (0)6 39 98 42 17", 1 },
    { "0033639", 1 },
    { "02 31 86", 1 },
    { "0692 12", 1 },
    { "+262692", 1 },
    { "06 39 98 42 18", 0 },
    { "quesnel 0639", 1 },
    /* references */
    { "2020-14-0012", 1 },
    { "2020 14", 1 },
    { "2020-15-0012", 0 },
    /* nothing that can be looked for: no condition */
    { "", 2 },
    { "  ", 2 },
    { "-", 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_test_message ("%s", table[i].typed);
      g_assert_cmpuint (cases (store, table[i].typed), ==, table[i].found);
    }
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  g_auto (World) world = { 0 };

  make_world (&world);
  put_world (fixture->store, &world);
  assert_world (fixture->store);
  fixture_reopen (fixture, CERCLE_STORE_DESK);
  assert_world (fixture->store);
}

/* Records arrive in any order. */
static void
test_any_order (Fixture *fixture, gconstpointer data)
{
  g_auto (World) world = { 0 };

  make_world (&world);
  {
    CercleRecord *backwards[] = { world.action,     world.note,  world.call, world.relative,
                                  world.other_case, world.other, world.kase, world.person };
    for (guint i = 0; i < G_N_ELEMENTS (backwards); i++)
      put (fixture->store, backwards[i]);
  }
  assert_world (fixture->store);
}

static void
test_deferred (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_auto (World) world = { 0 };
  g_autoptr (GError) error = NULL;
  CercleJournalState state;
  guint left = 1;

  make_world (&world);
  cercle_store_defer_search (store, TRUE);
  put_world (store, &world);
  g_assert_cmpuint (cases (store, "quesnel"), ==, 0);
  /* What is found already stays found, and follows. */
  cercle_store_index_slice (store, 1, &left, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (left, >, 0);
  fixture_reopen (fixture, CERCLE_STORE_DESK);
  store = fixture->store;
  g_assert_true (cercle_journal_state (store, &state, NULL));
  g_assert_true (state.indexing);
  cercle_store_defer_search (store, TRUE);
  for (guint slices = 0; left > 0; slices++)
    {
      cercle_store_index_slice (store, 1, &left, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (slices, <, 50);
    }
  cercle_store_defer_search (store, FALSE);
  assert_world (store);
  g_assert_true (cercle_journal_state (store, &state, NULL));
  g_assert_false (state.indexing);
}

/* Rows that come and go while others are put off. */
static void
test_gap_reuse (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) first = make_person ("Mathis", "Quesnel");
  g_autoptr (CercleRecord) second = make_person ("Zoé", "Lefèvre");
  g_autoptr (CercleRecord) third = make_person ("Léa", "Maupertuis");
  guint left = 0;

  cercle_store_defer_search (store, TRUE);
  put (store, first);
  cercle_store_index_slice (store, 10, &left, NULL);
  put (store, second);
  g_assert_true (
      cercle_store_forget (store, &cercle_person_kind, cercle_record_get_id (second), NULL));
  g_assert_true (
      cercle_store_forget (store, &cercle_person_kind, cercle_record_get_id (first), NULL));
  put (store, third);
  cercle_store_defer_search (store, FALSE);
  do
    cercle_store_index_slice (store, 10, &left, NULL);
  while (left > 0);
  g_assert_cmpuint (count (store, &cercle_person_kind, "maupertuis"), ==, 1);
}

static void
test_follows (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_auto (World) world = { 0 };

  make_world (&world);
  put_world (store, &world);
  cercle_record_set_text (world.person, CERCLE_PERSON_LAST_NAME, "Le Bihan");
  put (store, world.person);
  g_assert_cmpuint (cases (store, "quesnel"), ==, 0);
  g_assert_cmpuint (cases (store, "bihan orthophoniste"), ==, 1);
  /* The case turns out to be about the other person: her notes and calls go with it. */
  cercle_record_set_text (world.kase, CERCLE_CASE_PERSON, cercle_record_get_id (world.other));
  put (store, world.kase);
  g_assert_cmpuint (cases (store, "zoe orthophoniste"), ==, 2);
  g_assert_cmpuint (cases (store, "bihan orthophoniste"), ==, 0);
  cercle_record_envelope (world.note)->deleted = TRUE;
  put (store, world.note);
  g_assert_cmpuint (cases (store, "zoe orthophoniste"), ==, 0);
}

static void
test_kinds (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_auto (World) world = { 0 };
  g_autoptr (CercleRecord) organisation = make_record (&cercle_organisation_kind);
  g_autoptr (CercleRecord) contact = make_record (&cercle_contact_kind);

  make_world (&world);
  put_world (store, &world);
  cercle_record_set_text (organisation, CERCLE_ORGANISATION_NAME, "IME Quesnel");
  put (store, organisation);
  cercle_record_set_text (contact, CERCLE_CONTACT_ORGANISATION,
                          cercle_record_get_id (organisation));
  cercle_record_set_text (contact, CERCLE_CONTACT_LAST_NAME, "Maupertuis");
  put (store, contact);
  /* Persons by those around them; organisations by their people; the others by their own words. */
  g_assert_cmpuint (count (store, &cercle_person_kind, "sandrine"), ==, 1);
  g_assert_cmpuint (count (store, &cercle_person_kind, "quesnel"), ==, 1);
  g_assert_cmpuint (count (store, &cercle_organisation_kind, "ime maupertuis"), ==, 1);
  g_assert_cmpuint (count (store, &cercle_organisation_kind, "quesnel"), ==, 1);
  g_assert_cmpuint (count (store, &cercle_contact_kind, "maupertuis"), ==, 1);
  g_assert_cmpuint (count (store, &cercle_contact_kind, "ime"), ==, 0);
  g_assert_cmpuint (count (store, &cercle_call_kind, "ecole"), ==, 1);
  g_assert_cmpuint (count (store, &cercle_call_kind, "mathis"), ==, 0);
  g_assert_cmpuint (cases (store, "quesnel"), ==, 1);
  g_assert_cmpuint (cases (store, "maupertuis"), ==, 0);
}

/* Cases without a person, calls without a case. */
static void
test_alone (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) kase = make_case (NULL, "Inconnu au bataillon");
  g_autoptr (CercleRecord) note = cercle_event_new (kase, "note", "Rappel à Vire");
  g_autoptr (CercleRecord) call = make_record (&cercle_call_kind);
  g_autoptr (CercleRecord) person = make_person ("Ana", "Le Goff");

  put (store, note);
  put (store, kase);
  cercle_record_set_flag (call, CERCLE_CALL_ANONYMOUS, TRUE);
  cercle_record_set_text (call, CERCLE_CALL_WORDS, "Vire");
  put (store, call);
  g_assert_cmpuint (cases (store, "bataillon vire"), ==, 1);
  put (store, person);
  cercle_record_set_text (kase, CERCLE_CASE_PERSON, cercle_record_get_id (person));
  put (store, kase);
  g_assert_cmpuint (cases (store, "goff vire"), ==, 1);
}

/* What is typed is never syntax. */
static void
test_injection (Fixture *fixture, gconstpointer data)
{
  static const char *const typed[] = {
    "\"",
    "\"quesnel",
    "quesnel\"",
    "quesnel*",
    "text:quesnel",
    "quesnel OR zoe",
    "NOT quesnel",
    "NEAR(quesnel zoe)",
    "^quesnel",
    "{text} : quesnel",
    "quesnel AND",
    "(quesnel",
    "quesnel)",
    "');DROP TABLE cases;--",
    "' OR 1=1 --",
    "\\",
    "%",
    "_",
    "¤case",
    "¤directory",
    "qu\001esnel",
    "\xff\xfe",
    "quesnel\xc3",
    "🙂",
    "a\xcc\x81\xcc\x81\xcc\x81",
    "مرحبا",
    "日本語",
  };
  g_auto (World) world = { 0 };
  g_autoptr (GString) longest = g_string_new (NULL);

  make_world (&world);
  put_world (fixture->store, &world);
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    g_assert_cmpuint (cases (fixture->store, typed[i]), <=, 2);
  g_assert_cmpuint (cases (fixture->store, "quesnel OR zoe"), ==, 0);
  g_assert_cmpuint (cases (fixture->store, "quesnel*"), ==, 1);
  for (guint i = 0; i < 20000; i++)
    g_string_append (longest, i % 7 == 0 ? " q" : "é");
  g_assert_cmpuint (cases (fixture->store, longest->str), ==, 0);
  for (guint i = 0; i < 100; i++)
    g_string_append (longest, " \"06\"");
  g_assert_cmpuint (cases (fixture->store, longest->str), ==, 0);
}

/* A subject with more documents than its number has room for. */
static void
test_many_notes (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) person = make_person ("Mathis", "Quesnel");
  g_autoptr (CercleRecord) kase = make_case (person, "répit");

  g_assert_true (cercle_store_begin (store, NULL));
  put (store, person);
  put (store, kase);
  for (guint i = 0; i < 4200; i++)
    {
      g_autofree char *text = g_strdup_printf ("note %u", 100000 + i);
      g_autoptr (CercleRecord) note = cercle_event_new (kase, "note", text);
      put (store, note);
    }
  g_assert_true (cercle_store_commit (store, NULL));
  g_assert_cmpuint (cases (store, "100000"), ==, 1);
  g_assert_cmpuint (cases (store, "104199"), ==, 1);
  g_assert_cmpuint (cases (store, "note"), ==, 1);
}

static void
test_no_text_at_server (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_case_kind);
  g_autoptr (GError) error = NULL;

  cercle_query_set_text (query, "quesnel");
  g_assert_null (cercle_store_select (fixture->store, query, &error));
  g_assert_error (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_FAILED);
}

#define ADD(name) fixture_add ("/search/" #name, CERCLE_STORE_DESK, test_##name)

/* A slice ends a transaction: it is as large as 20 ms let it be, whatever it begins with. */
static void
test_slices (Fixture *fixture, gconstpointer data)
{
  const gint64 costs[] = { 12, 30, 400 }; /* microseconds a row */

  for (guint i = 0; i < G_N_ELEMENTS (costs); i++)
    for (guint rows = 16; rows <= 2048; rows *= 8)
      {
        guint at = rows;

        for (guint n = 0; n < 10; n++)
          at = cercle_slice_next (at, 2000, at * costs[i]);
        g_assert_cmpint (at * costs[i], <=, 20 * G_TIME_SPAN_MILLISECOND);
        g_assert_cmpint (at * costs[i], >=, 8 * G_TIME_SPAN_MILLISECOND);
        g_assert_cmpuint (at, <=, 2000);
      }
  g_assert_cmpuint (cercle_slice_next (1500, 2000, 1), ==, 2000);
  g_assert_cmpuint (cercle_slice_next (16, 2000, G_USEC_PER_SEC), ==, 16);
}

/* Until the server has given a number a case is called by a short one, and found by it for ever. */
static void
test_number (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (World) world = { 0 };
  g_autofree char *short_one = NULL, *number = NULL, *shouted = NULL;

  make_world (&world);
  put_world (fixture->store, &world);
  short_one = cercle_case_number (world.other_case);
  g_assert_true (g_regex_match_simple ("^P-[0-9A-F]{5}$", short_one, 0, 0));
  shouted = g_strdup_printf (" %s ", short_one);
  g_assert_cmpuint (cases (fixture->store, shouted), ==, 1);
  g_assert_cmpuint (cases (fixture->store, "p-00000"), ==, 0);
  cercle_record_set_text (world.other_case, CERCLE_CASE_REFERENCE, "2020-14-0042");
  g_assert_true (cercle_store_put (fixture->store, world.other_case, &error));
  g_assert_no_error (error);
  number = cercle_case_number (world.other_case);
  g_assert_cmpstr (number, ==, "2020-14-0042");
  g_assert_cmpuint (cases (fixture->store, short_one), ==, 1);
  g_assert_cmpuint (cases (fixture->store, number), ==, 1);
}

static gboolean
finds (CercleStore *store, const char *text, CercleRecord *kase)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_case_kind);
  g_autoptr (GPtrArray) found = NULL;

  cercle_query_set_text (query, text);
  found = cercle_store_find (store, query, NULL);
  for (guint i = 0; i < found->len; i++)
    if (g_str_equal (cercle_record_get_id (found->pdata[i]), cercle_record_get_id (kase)))
      return TRUE;
  return FALSE;
}

/* Two records made one: the cases of either are found by the names of both. */
static void
test_merged (Fixture *fixture, gconstpointer data)
{
  g_auto (World) world = { 0 };

  make_world (&world);
  put_world (fixture->store, &world);
  cercle_record_set_text (world.other, CERCLE_PERSON_MERGED_INTO,
                          cercle_record_get_id (world.person));
  g_assert_true (cercle_store_put (fixture->store, world.other, NULL));
  g_assert_true (finds (fixture->store, "quesnel", world.kase));
  g_assert_true (finds (fixture->store, "quesnel", world.other_case));
  g_assert_true (finds (fixture->store, "zoe", world.kase));
  g_assert_true (finds (fixture->store, "zoe", world.other_case));
  g_assert_cmpuint (cases (fixture->store, "quesnel"), ==, 2);
  cercle_record_unset (world.other, CERCLE_PERSON_MERGED_INTO);
  g_assert_true (cercle_store_put (fixture->store, world.other, NULL));
  g_assert_false (finds (fixture->store, "quesnel", world.other_case));
  g_assert_false (finds (fixture->store, "zoe", world.kase));
}

/* What is waited for is no work. */
static void
test_worked (Fixture *fixture, gconstpointer data)
{
  gint64 begun = cercle_slice_worked (), moment = g_get_monotonic_time (), waited = 0;

  g_usleep (50 * 1000);
  waited = cercle_slice_worked () - begun;
  g_assert_cmpint (waited, >=, 0);
  g_assert_cmpint (waited, <, g_get_monotonic_time () - moment);
  while (cercle_slice_worked () - begun < waited + 1000)
    ;
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (words);
  ADD (any_order);
  ADD (deferred);
  ADD (gap_reuse);
  ADD (follows);
  ADD (kinds);
  ADD (alone);
  ADD (injection);
  ADD (many_notes);
  ADD (slices);
  ADD (number);
  ADD (merged);
  ADD (worked);
  fixture_add ("/search/no_text_at_server", CERCLE_STORE_SERVER, test_no_text_at_server);
  return g_test_run ();
}
