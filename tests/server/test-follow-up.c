/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a chosen solution have its follow-ups, each once, whoever chose it and however it came? */
#include <string.h>

#include "cercle-solution.h"
#include "server-fixture.h"

#define CREATE CERCLE_OP_CREATE
#define PATCH CERCLE_OP_PATCH
#define APPLIED CERCLE_OUTCOME_APPLIED
#define MERGED CERCLE_OUTCOME_MERGED

#define CHOSEN "{'choice':'chosen','choice_on':'2020-06-02'}"
#define START "{'start_on':'2020-06-02'}"

typedef struct
{
  Fixture *self;
  char *kase, *solution;
} Place;

static char *
propose (Place *place, const char *rest)
{
  g_autofree char *set = g_strdup_printf ("{'case':'%s','choice':'proposed'%s}", place->kase, rest);
  CercleMutation *item = fixture_item (&place->self->ada, "solution", NULL, CREATE, 0, set);
  char *id = g_strdup (item->id);

  fixture_sent (place->self, &place->self->ada, item, APPLIED, NULL);
  return id;
}

static void
set_up (Place *place, gconstpointer rest)
{
  place->self = fixture_new ();
  place->kase = fixture_case (place->self, &place->self->ada, NULL);
  place->solution = propose (place, rest);
}

static void
tear_down (Place *place, gconstpointer data)
{
  g_free (place->kase);
  g_free (place->solution);
  fixture_free (place->self);
}

static void
patch (Place *place, const Person *person, gint64 base_rev, const char *set,
       CercleOutcomeStatus status)
{
  fixture_sent (place->self, person,
                fixture_item (person, "solution", place->solution, PATCH, base_rev, set), status,
                NULL);
}

static int
compare_days (gconstpointer one, gconstpointer other)
{
  return strcmp (*(const char *const *) one, *(const char *const *) other);
}

/* days: of those that are to be done, joined in their order. */
static void
check (Place *place, const char *days)
{
  g_autoptr (GPtrArray) actions = fixture_find (place->self, "action", "case", place->kase);
  g_autoptr (GPtrArray) due = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;

  for (guint i = 0; i < actions->len; i++)
    {
      const char *id = cercle_record_get_id (actions->pdata[i]);
      g_autofree char *state = fixture_text (place->self, "action", id, "state");

      fixture_is (place->self, "action", id, "sort", "follow_up");
      if (g_str_equal (state, "open"))
        g_ptr_array_add (due, fixture_text (place->self, "action", id, "due_on"));
    }
  g_ptr_array_sort (due, compare_days);
  g_ptr_array_add (due, NULL);
  joined = g_strjoinv (" ", (char **) due->pdata);
  g_assert_cmpstr (joined, ==, days);
}

/* One desk notes the choice, another one the day: neither knew that there is something to follow.
 */
static void
test_apart (Place *place, gconstpointer data)
{
  patch (place, &place->self->ada, 1, CHOSEN, APPLIED);
  check (place, "");
  patch (place, &place->self->bob, 1, START, MERGED);
  check (place, "2020-06-09 2020-07-02 2020-08-31");
  fixture_is (place->self, "case", place->kase, "next_due_on", "2020-06-09");
  fixture_is (place->self, "case", place->kase, "open_actions", "3");
}

/* (transfer full): as a desk writes the choice, all or none. */
static GPtrArray *
choice_of (Place *place, const Person *person)
{
  static const CercleWorkingTime time = { .holidays = "metropole" };
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_mutation_free);
  g_autoptr (CercleRecord) solution = fixture_get (place->self, "solution", place->solution);
  g_autoptr (GPtrArray) actions = NULL;

  g_ptr_array_add (items, fixture_item (person, "solution", place->solution, PATCH, 1, CHOSEN));
  cercle_record_set_text (solution, CERCLE_SOLUTION_CHOICE, "chosen");
  actions = cercle_solution_follow_ups (solution, &time);
  for (guint i = 0; i < actions->len; i++)
    {
      CercleMutation *item = fixture_item (
          person, "action", cercle_record_get_id (actions->pdata[i]), CREATE, 0, "{}");
      json_object_unref (item->set);
      item->set = cercle_record_to_json (actions->pdata[i],
                                         cercle_record_get_changed (actions->pdata[i]), FALSE);
      g_ptr_array_add (items, item);
    }
  for (guint i = 0; i < items->len; i++)
    ((CercleMutation *) items->pdata[i])->tx = g_strdup (person->login);
  return items;
}

/* Two desks note the same choice: nothing of it is refused, and each follow-up is there once. */
static void
test_twice (Place *place, gconstpointer data)
{
  const Person *people[] = { &place->self->ada, &place->self->bob };

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr (GPtrArray) items = choice_of (place, people[i]);
      g_autoptr (GPtrArray) outcomes = fixture_push_all (place->self, people[i], items);

      g_assert_cmpuint (outcomes->len, ==, 4);
      for (guint o = 0; o < outcomes->len; o++)
        {
          const CercleOutcome *outcome = outcomes->pdata[o];

          g_assert_cmpstr (outcome->problem, ==, NULL);
          g_assert_null (outcome->conflicts);
        }
      check (place, "2020-06-09 2020-07-02 2020-08-31");
    }
}

/* Two desks heard something else; the choice that was kept beside the other one is taken. */
static void
test_decided (Place *place, gconstpointer data)
{
  Fixture *self = place->self;
  g_autoptr (CercleOutcome) outcome = NULL;

  patch (place, &self->ada, 1, "{'choice':'refused','choice_why':'Trop loin'}", APPLIED);
  outcome = fixture_send (self, &self->bob,
                          fixture_item (&self->bob, "solution", place->solution, PATCH, 1, CHOSEN));
  g_assert_nonnull (outcome->conflicts);
  check (place, "");
  fixture_sent (self, &self->ada,
                fixture_item (&self->ada, "conflict", outcome->conflicts[0], PATCH, 1,
                              "{'choice':'proposed'}"),
                APPLIED, NULL);
  fixture_is (self, "solution", place->solution, "choice", "chosen");
  check (place, "2020-06-09 2020-07-02 2020-08-31");
}

/* What somebody has done with one stays, and nothing else of the solution brings it back. */
static void
test_stays (Place *place, gconstpointer data)
{
  Fixture *self = place->self;
  g_autoptr (GPtrArray) actions = NULL;

  patch (place, &self->ada, 1, CHOSEN, APPLIED);
  actions = fixture_find (self, "action", "case", place->kase);
  g_assert_cmpuint (actions->len, ==, 3);
  for (guint i = 0; i < actions->len; i++)
    fixture_sent (self, &self->bob,
                  fixture_item (&self->bob, "action", cercle_record_get_id (actions->pdata[i]),
                                PATCH, 1, "{'state':'cancelled'}"),
                  APPLIED, NULL);
  patch (place, &self->ada, 2, "{'choice_why':'Elle connaît le lieu'}", APPLIED);
  patch (place, &self->ada, 3, "{'end_on':'2020-12-31'}", APPLIED);
  check (place, "");
}

/* On a closed case nothing is left to do. */
static void
test_closed (Place *place, gconstpointer data)
{
  Fixture *self = place->self;
  g_autofree char *event =
      g_strdup_printf ("{'case':'%s','at':'2020-06-04T08:00:00.000Z','sort':'closing',"
                       "'from_value':'received','to_value':'closed','motive':'moved'}",
                       place->kase);

  fixture_sent (self, &self->ada, fixture_item (&self->ada, "event", NULL, CREATE, 0, event),
                APPLIED, NULL);
  patch (place, &self->bob, 1, CHOSEN, APPLIED);
  check (place, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, rest, test) g_test_add ("/follow-up/" name, Place, rest, set_up, test, tear_down)
  ADD ("apart", "", test_apart);
  ADD ("twice", ",'start_on':'2020-06-02'", test_twice);
  ADD ("decided", ",'start_on':'2020-06-02'", test_decided);
  ADD ("stays", ",'start_on':'2020-06-02'", test_stays);
  ADD ("closed", ",'start_on':'2020-06-02'", test_closed);
  return g_test_run ();
}
