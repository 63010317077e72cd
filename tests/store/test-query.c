/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does each test of a query mean what it says, and does a list come in its order? */
#include "cercle-query.h"

#include "cercle-case.h"
#include "cercle-event.h"
#include "cercle-id.h"
#include "cercle-organisation.h"
#include "cercle-person.h"
#include "cercle-store-fixture.h"

/* Needs of the cases found, joined, in their order. */
static char *
needs (CercleStore *store, CercleQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = cercle_store_find (store, query, &error);
  GString *joined = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    g_string_append (joined, cercle_record_get_text (found->pdata[i], CERCLE_CASE_NEED));
  return g_string_free (joined, FALSE);
}

/* a: level 1, open, p1, due, two themes; b: level 2, closed, nothing set; c: level 3, open, not
 * due. */
static void
put_cases (CercleStore *store)
{
  static const struct
  {
    const char *need, *name, *due, *themes, *priority, *commune;
    int level, open;
  } rows[] = {
    { "a", "Émile", "2020-06-05", "respite school", "p1", "14118", 1, 1 },
    { "b", NULL, NULL, NULL, NULL, NULL, 2, 0 },
    { "c", "dupont", NULL, "school_transport", "p0", "14047", 3, 1 },
    { "d", "Œdipe", "2020-06-02", "health", "p3", "97411", 0, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (CercleRecord) person = make_person (NULL, rows[i].name);
      g_autoptr (CercleRecord) kase =
          make_case (rows[i].name != NULL ? person : NULL, rows[i].need);

      cercle_record_set_text (person, CERCLE_PERSON_COMMUNE, rows[i].commune);
      cercle_record_set_text (kase, CERCLE_CASE_NEXT_DUE_ON, rows[i].due);
      cercle_record_set_text (kase, CERCLE_CASE_THEMES, rows[i].themes);
      cercle_record_set_text (kase, CERCLE_CASE_PRIORITY, rows[i].priority);
      cercle_record_set_text (kase, CERCLE_CASE_COMMUNE, rows[i].commune);
      if (rows[i].level > 0)
        cercle_record_set_integer (kase, CERCLE_CASE_LEVEL, rows[i].level);
      if (rows[i].open >= 0)
        cercle_record_set_flag (kase, CERCLE_CASE_OPEN, rows[i].open);
      put (store, person);
      put (store, kase);
    }
}

static void
test_tests (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint field;
    CercleTest test;
    const char *value, *found;
  } table[] = {
    { CERCLE_CASE_NEED, CERCLE_IS, "a", "a" },
    { CERCLE_CASE_NEED, CERCLE_IS, "x", "" },
    { CERCLE_CASE_NEXT_DUE_ON, CERCLE_IS, NULL, "bc" },
    { CERCLE_CASE_NEXT_DUE_ON, CERCLE_IS_NOT, NULL, "ad" },
    { CERCLE_CASE_NEXT_DUE_ON, CERCLE_IS_NOT, "2020-06-05", "bcd" },
    { CERCLE_CASE_NEXT_DUE_ON, CERCLE_BEFORE, "2020-06-05", "d" },
    { CERCLE_CASE_NEXT_DUE_ON, CERCLE_UNTIL, "2020-06-05", "ad" },
    { CERCLE_CASE_NEXT_DUE_ON, CERCLE_FROM, "2020-06-05", "a" },
    { CERCLE_CASE_NEXT_DUE_ON, CERCLE_FROM, "2020-06-06", "" },
    { CERCLE_CASE_LEVEL, CERCLE_IS, "2", "b" },
    { CERCLE_CASE_LEVEL, CERCLE_IN, "1 3", "ac" },
    { CERCLE_CASE_LEVEL, CERCLE_IN, "", "" },
    { CERCLE_CASE_LEVEL, CERCLE_BEFORE, "2", "a" },
    { CERCLE_CASE_LEVEL, CERCLE_FROM, "2", "bc" },
    /* A flag that is unset is down. */
    { CERCLE_CASE_OPEN, CERCLE_IS, "1", "ac" },
    { CERCLE_CASE_OPEN, CERCLE_IS, "0", "bd" },
    { CERCLE_CASE_OPEN, CERCLE_IS_NOT, "1", "bd" },
    { CERCLE_CASE_OPEN, CERCLE_IS_NOT, "0", "ac" },
    { CERCLE_CASE_OPEN, CERCLE_IS, NULL, "d" },
    { CERCLE_CASE_PRIORITY, CERCLE_IS, "p0", "c" },
    { CERCLE_CASE_PRIORITY, CERCLE_IS, "' OR 1=1 --", "" },
    { CERCLE_CASE_PRIORITY, CERCLE_IN, "p0  p3", "cd" },
    { CERCLE_CASE_THEMES, CERCLE_HAS, "school", "a" },
    { CERCLE_CASE_THEMES, CERCLE_HAS, "respite", "a" },
    { CERCLE_CASE_THEMES, CERCLE_HAS, "sch", "" },
    { CERCLE_CASE_THEMES, CERCLE_HAS_ANY, "work school", "a" },
    { CERCLE_CASE_THEMES, CERCLE_HAS_ANY, "work sch", "" },
    { CERCLE_CASE_THEMES, CERCLE_HAS_ANY, "", "" },
    { CERCLE_CASE_COMMUNE, CERCLE_STARTS, "14", "ac" },
    { CERCLE_CASE_COMMUNE, CERCLE_STARTS, "974", "d" },
    { CERCLE_CASE_NEED, CERCLE_STARTS, "A", "a" },
    { CERCLE_CASE_NEED, CERCLE_STARTS, "%", "" },
  };

  put_cases (fixture->store);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (CercleQuery) query = cercle_query_new (&cercle_case_kind);
      g_autofree char *found = NULL;

      g_test_message ("%u", i);
      cercle_query_where (query, table[i].field, table[i].test, table[i].value);
      cercle_query_sort (query, -1, CERCLE_CASE_NEED, FALSE);
      found = needs (fixture->store, query);
      g_assert_cmpstr (found, ==, table[i].found);
      g_assert_cmpint (cercle_store_count (fixture->store, query, NULL), ==, strlen (found));
    }
}

static void
assert_order (CercleStore *store, int through, guint field, gboolean descending,
              const char *expected)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_case_kind);
  g_autofree char *found = NULL;

  cercle_query_sort (query, through, field, descending);
  cercle_query_sort (query, -1, CERCLE_CASE_NEED, TRUE);
  found = needs (store, query);
  g_assert_cmpstr (found, ==, expected);
}

/* Unset comes last either way. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;

  put_cases (store);
  assert_order (store, -1, CERCLE_CASE_NEXT_DUE_ON, FALSE, "dacb");
  assert_order (store, -1, CERCLE_CASE_NEXT_DUE_ON, TRUE, "adcb");
  assert_order (store, -1, CERCLE_CASE_LEVEL, TRUE, "cbad");
  assert_order (store, -1, CERCLE_CASE_PRIORITY, FALSE, "cadb");
  /* dupont, Émile, Œdipe */
  assert_order (store, CERCLE_CASE_PERSON, CERCLE_PERSON_LAST_NAME, FALSE, "cadb");
  assert_order (store, CERCLE_CASE_PERSON, CERCLE_PERSON_LAST_NAME, TRUE, "dacb");
}

static char *
person_of (CercleStore *store, const char *need)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_case_kind);
  g_autoptr (GPtrArray) found = NULL;

  cercle_query_where (query, CERCLE_CASE_NEED, CERCLE_IS, need);
  found = cercle_store_find (store, query, NULL);
  g_assert_cmpuint (found->len, ==, 1);
  return g_strdup (cercle_record_get_text (found->pdata[0], CERCLE_CASE_PERSON));
}

/* The person of one case is the one of another; NULL: herself again. */
static void
merge (CercleStore *store, const char *need, const char *into)
{
  g_autofree char *id = person_of (store, need);
  g_autofree char *now = into != NULL ? person_of (store, into) : NULL;
  g_autoptr (CercleRecord) person = cercle_store_get (store, &cercle_person_kind, id, NULL);

  cercle_record_set_text (person, CERCLE_PERSON_MERGED_INTO, now);
  put (store, person);
}

/* Whose record was merged, once or over and over, stands where the name is that is shown. */
static void
test_merged_order (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;

  put_cases (store);
  /* Œdipe is Dupont. */
  merge (store, "d", "c");
  assert_order (store, CERCLE_CASE_PERSON, CERCLE_PERSON_LAST_NAME, FALSE, "dcab");
  assert_order (store, CERCLE_CASE_PERSON, CERCLE_PERSON_LAST_NAME, TRUE, "adcb");
  /* Dupont is Émile, and Œdipe with her. */
  merge (store, "c", "a");
  assert_order (store, CERCLE_CASE_PERSON, CERCLE_PERSON_LAST_NAME, TRUE, "dcab");
  /* A circle ends. */
  merge (store, "a", "d");
  assert_order (store, -1, CERCLE_CASE_NEED, FALSE, "abcd");
  assert_order (store, CERCLE_CASE_PERSON, CERCLE_PERSON_LAST_NAME, FALSE, "dcab");
  /* Made two again. */
  merge (store, "a", NULL);
  merge (store, "c", NULL);
  merge (store, "d", NULL);
  assert_order (store, CERCLE_CASE_PERSON, CERCLE_PERSON_LAST_NAME, FALSE, "cadb");
}

/* Merged into somebody whom this desk does not hold, she stands where she was. */
static void
test_merged_away (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autofree char *id = NULL, *away = cercle_id_new ();
  g_autoptr (CercleRecord) person = NULL;

  put_cases (store);
  id = person_of (store, "a");
  person = cercle_store_get (store, &cercle_person_kind, id, NULL);
  cercle_record_set_text (person, CERCLE_PERSON_MERGED_INTO, away);
  put (store, person);
  assert_order (store, CERCLE_CASE_PERSON, CERCLE_PERSON_LAST_NAME, FALSE, "cadb");
}

/* The list of statuses is in the order of the work, not of the alphabet. */
static void
test_choice_order (Fixture *fixture, gconstpointer data)
{
  static const char *const statuses[] = { "closed", "building", "received", "oriented" };
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_case_kind);
  g_autofree char *found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *need = g_strndup (statuses[i], 1);
      g_autoptr (CercleRecord) kase = make_case (NULL, need);

      cercle_record_set_text (kase, CERCLE_CASE_STATUS, statuses[i]);
      put (fixture->store, kase);
    }
  cercle_query_sort (query, -1, CERCLE_CASE_STATUS, FALSE);
  found = needs (fixture->store, query);
  g_assert_cmpstr (found, ==, "robc");
}

static void
test_through (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_case_kind);
  g_autoptr (CercleQuery) none = cercle_query_new (&cercle_case_kind);
  g_autofree char *found = NULL, *nobody = NULL;

  put_cases (fixture->store);
  cercle_query_where_through (query, CERCLE_CASE_PERSON, CERCLE_PERSON_COMMUNE, CERCLE_STARTS,
                              "14");
  cercle_query_where (query, CERCLE_CASE_OPEN, CERCLE_IS, "1");
  cercle_query_sort (query, CERCLE_CASE_PERSON, CERCLE_PERSON_LAST_NAME, FALSE);
  found = needs (fixture->store, query);
  g_assert_cmpstr (found, ==, "ca");
  g_assert_cmpint (cercle_store_count (fixture->store, query, NULL), ==, 2);
  cercle_query_where_through (none, CERCLE_CASE_PERSON, CERCLE_PERSON_LAST_NAME, CERCLE_IS, NULL);
  nobody = needs (fixture->store, none);
  g_assert_cmpstr (nobody, ==, "b");
}

/* A holder is "kind:identity". */
static void
test_through_several (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_case_kind);
  g_autoptr (CercleRecord) kase = make_case (NULL, "a");
  g_autofree char *found = NULL;

  cercle_record_set_text (kase, CERCLE_CASE_HOLDER, "member:" MEMBER);
  put (fixture->store, kase);
  cercle_query_sort (query, CERCLE_CASE_HOLDER, 0, FALSE);
  found = needs (fixture->store, query);
  g_assert_cmpstr (found, ==, "a");
}

static void
test_limit_and_copy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_case_kind);
  g_autoptr (CercleQuery) copy = NULL;
  g_autofree char *limited = NULL, *copied = NULL;

  put_cases (fixture->store);
  cercle_query_where (query, CERCLE_CASE_COMMUNE, CERCLE_STARTS, "14");
  cercle_query_sort (query, -1, CERCLE_CASE_NEED, TRUE);
  cercle_query_set_limit (query, 1);
  copy = cercle_query_copy (query);
  limited = needs (fixture->store, query);
  g_assert_cmpstr (limited, ==, "c");
  g_assert_cmpint (cercle_store_count (fixture->store, query, NULL), ==, 2);
  /* A copy goes its own way. */
  cercle_query_where (copy, CERCLE_CASE_NEED, CERCLE_IS, "a");
  cercle_query_clear_sort (copy);
  copied = needs (fixture->store, copy);
  g_assert_cmpstr (copied, ==, "a");
  g_assert_cmpint (cercle_store_count (fixture->store, query, NULL), ==, 2);
  g_assert_true (cercle_query_get_kind (copy) == &cercle_case_kind);
}

/* Those of a list alone, whatever stands in it; an empty list is nobody, no list is everybody. */
static void
test_ids (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_case_kind);
  g_autoptr (CercleQuery) copy = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *every = NULL, *two = NULL, *none = NULL, *one = NULL;
  const char *ids[] = { NULL, NULL, "\"] --", NULL };

  put_cases (fixture->store);
  cercle_query_sort (query, -1, CERCLE_CASE_NEED, FALSE);
  all = cercle_store_find (fixture->store, query, &error);
  g_assert_no_error (error);
  ids[0] = cercle_record_get_id (all->pdata[3]);
  ids[1] = cercle_record_get_id (all->pdata[1]);
  cercle_query_set_ids (query, ids);
  copy = cercle_query_copy (query);
  two = needs (fixture->store, copy);
  g_assert_cmpstr (two, ==, "bd");
  g_assert_cmpint (cercle_store_count (fixture->store, copy, NULL), ==, 2);
  cercle_query_where (copy, CERCLE_CASE_NEED, CERCLE_IS, "d");
  one = needs (fixture->store, copy);
  g_assert_cmpstr (one, ==, "d");
  cercle_query_set_ids (query, ids + 3);
  none = needs (fixture->store, query);
  g_assert_cmpstr (none, ==, "");
  cercle_query_set_ids (query, NULL);
  every = needs (fixture->store, query);
  g_assert_cmpstr (every, ==, "abcd");
}

/* Either suffices; what stands before and behind must hold besides. */
static void
test_instead (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_case_kind);
  g_autoptr (CercleQuery) copy = NULL;
  g_autofree char *either = NULL, *both = NULL;

  put_cases (fixture->store);
  cercle_query_sort (query, -1, CERCLE_CASE_NEED, FALSE);
  cercle_query_where (query, CERCLE_CASE_NEXT_DUE_ON, CERCLE_BEFORE, "2020-06-05");
  cercle_query_or_where (query, CERCLE_CASE_NEXT_DUE_ON, CERCLE_IS, NULL);
  either = needs (fixture->store, query);
  g_assert_cmpstr (either, ==, "bcd");
  cercle_query_where (query, CERCLE_CASE_LEVEL, CERCLE_IS, "2");
  cercle_query_or_where (query, CERCLE_CASE_LEVEL, CERCLE_IS, "1");
  cercle_query_or_where (query, CERCLE_CASE_NEED, CERCLE_IS, "d");
  copy = cercle_query_copy (query);
  both = needs (fixture->store, copy);
  g_assert_cmpstr (both, ==, "bd");
  g_assert_cmpint (cercle_store_count (fixture->store, copy, NULL), ==, 2);
}

static void
put_service (CercleStore *store, const char *organisation, const char *themes, gboolean deleted)
{
  g_autoptr (CercleRecord) service = cercle_record_new (&cercle_service_kind);
  g_autoptr (GError) error = NULL;

  cercle_envelope_set (&cercle_record_envelope (service)->scope, "t:14");
  cercle_record_envelope (service)->deleted = deleted;
  cercle_record_set_text (service, CERCLE_SERVICE_ORGANISATION, organisation);
  cercle_record_set_text (service, CERCLE_SERVICE_NAME, "Service");
  cercle_record_set_text (service, CERCLE_SERVICE_THEMES, themes);
  cercle_store_put (store, service, &error);
  g_assert_no_error (error);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
named (CercleStore *store, CercleQuery *query, int ref)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) names = cercle_store_name (store, query, ref, &error);

  g_assert_no_error (error);
  g_ptr_array_sort (names, compare_texts);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" ", (char **) names->pdata);
}

/* Whose services have a theme: each once, by the index of the sets that occur. */
static void
test_name (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "0199c0de-0000-7000-8000-00000000000a",
                                     "0199c0de-0000-7000-8000-00000000000b",
                                     "0199c0de-0000-7000-8000-00000000000c", NULL };
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_service_kind);
  g_autofree char *two = g_strjoin (" ", ids[0], ids[1], NULL);
  g_autofree char *all = NULL, *one = NULL, *first = NULL, *none = NULL;

  put_service (fixture->store, ids[0], "respite school", FALSE);
  put_service (fixture->store, ids[0], "respite", FALSE);
  put_service (fixture->store, ids[1], "home_help respite", FALSE);
  put_service (fixture->store, ids[2], "respite", TRUE);
  put_service (fixture->store, ids[2], "school", FALSE);
  put_service (fixture->store, ids[2], NULL, FALSE);
  cercle_query_where (query, CERCLE_SERVICE_THEMES, CERCLE_HAS, "respite");
  all = named (fixture->store, query, CERCLE_SERVICE_ORGANISATION);
  g_assert_cmpstr (all, ==, two);
  g_assert_cmpint (cercle_store_count (fixture->store, query, NULL), ==, 3);
  cercle_query_set_ids_of (query, CERCLE_SERVICE_ORGANISATION, ids + 1);
  one = named (fixture->store, query, CERCLE_SERVICE_ORGANISATION);
  g_assert_cmpstr (one, ==, ids[1]);
  cercle_query_set_ids (query, NULL);
  cercle_query_set_limit (query, 1);
  first = named (fixture->store, query, CERCLE_SERVICE_ORGANISATION);
  g_assert_cmpuint (strlen (first), ==, strlen (ids[0]));
  cercle_query_where (query, CERCLE_SERVICE_THEMES, CERCLE_HAS_ANY, "work");
  none = named (fixture->store, query, CERCLE_SERVICE_ORGANISATION);
  g_assert_cmpstr (none, ==, "");
}

static void
test_deleted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_case_kind);
  g_autoptr (CercleRecord) kase = make_case (NULL, "a");

  cercle_record_envelope (kase)->deleted = TRUE;
  put (fixture->store, kase);
  g_assert_cmpint (cercle_store_count (fixture->store, query, NULL), ==, 0);
}

/* What lists and tiles ask most must come from their partial indices. */
static void
test_plan (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleQuery) mine = cercle_query_new (&cercle_case_kind);
  g_autoptr (CercleQuery) due = cercle_query_new (&cercle_action_kind);
  guint64 before;

  for (int i = 0; i < 300; i++)
    {
      g_autoptr (CercleRecord) kase = make_case (NULL, "a");
      g_autoptr (CercleRecord) action = make_action (kase, "2020-06-09");

      cercle_record_set_flag (kase, CERCLE_CASE_OPEN, i % 3 == 0);
      put (fixture->store, kase);
      put (fixture->store, action);
    }
  cercle_query_where (mine, CERCLE_CASE_OPEN, CERCLE_IS, "1");
  cercle_query_where (mine, CERCLE_CASE_HOLDER, CERCLE_IS, "member:" MEMBER);
  cercle_query_where (due, CERCLE_ACTION_STATE, CERCLE_IS, "open");
  cercle_query_where (due, CERCLE_ACTION_DUE_ON, CERCLE_BEFORE, "2020-06-10");
  before = cercle_store_operations (fixture->store);
  g_assert_cmpint (cercle_store_count (fixture->store, mine, NULL), ==, 0);
  g_assert_cmpint (cercle_store_count (fixture->store, due, NULL), ==, 300);
  /* One statement each. */
  g_assert_cmpuint (cercle_store_operations (fixture->store) - before, ==, 2);
}

#define ADD(name) fixture_add ("/query/" #name, CERCLE_STORE_DESK, test_##name)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (tests);
  ADD (order);
  ADD (choice_order);
  ADD (merged_order);
  ADD (merged_away);
  ADD (through);
  ADD (through_several);
  ADD (limit_and_copy);
  ADD (ids);
  ADD (instead);
  ADD (name);
  ADD (deleted);
  ADD (plan);
  return g_test_run ();
}
