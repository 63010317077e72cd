/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Did the invented community meet for three months as a real one does: who came, what was left
 * over, what was decided, and what came of it? */
#include "sample-census.h"

#include <string.h>

#include "cercle-agenda.h"
#include "cercle-case.h"
#include "cercle-day.h"
#include "cercle-event.h"
#include "cercle-person.h"
#include "cercle-question.h"
#include "cercle-rule.h"
#include "cercle-series.h"

#define DAY "2020-06-23"
#define SEED 14
#define WEEKS 13

static Census census;

static gboolean
text_is (CercleRecord *record, guint field, const char *text)
{
  return g_strcmp0 (cercle_record_get_text (record, field), text) == 0;
}

/* (transfer container): records of a kind whose field says so. */
static GPtrArray *
those (const CercleKind *kind, guint field, const char *text)
{
  GPtrArray *all = census_of (&census, kind), *found = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    if (text_is (all->pdata[i], field, text))
      g_ptr_array_add (found, all->pdata[i]);
  return found;
}

/* One series: each week was held and its minutes written, the next one is being prepared. */
static void
test_series (void)
{
  static const guint expected[] = { 1, 0, 1, WEEKS - 1, 0 }; /* by CercleMeetingState */
  g_autoptr (GPtrArray) meetings = those (&cercle_meeting_kind, CERCLE_MEETING_SORT, "governance");
  guint states[5] = { 0 };

  g_assert_cmpuint (census_of (&census, &cercle_series_kind)->len, ==, 1);
  g_assert_cmpuint (meetings->len, ==, WEEKS + 1);
  for (guint i = 0; i < meetings->len; i++)
    {
      CercleMeetingState state = cercle_meeting_state (meetings->pdata[i]);
      g_autoptr (GPtrArray) attendees = those (&cercle_attendee_kind, CERCLE_ATTENDEE_MEETING,
                                               cercle_record_get_id (meetings->pdata[i]));
      g_autofree char *missing = cercle_meeting_missing_parties ("governance", attendees);

      states[state]++;
      g_assert_null (missing);
      g_assert_cmpuint (attendees->len, ==, 10);
      if (state == CERCLE_MEETING_PREPARED)
        g_assert_cmpstr (cercle_record_get_text (meetings->pdata[i], CERCLE_MEETING_HELD_ON), ==,
                         DAY);
      for (guint a = 0; a < attendees->len; a++)
        g_assert_cmpint (text_is (attendees->pdata[a], CERCLE_ATTENDEE_PRESENCE, "invited"), ==,
                         state == CERCLE_MEETING_PREPARED);
    }
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    g_assert_cmpuint (states[i], ==, expected[i]);
  g_assert_cmpuint (
      census_count (&census, &cercle_attendee_kind, CERCLE_ATTENDEE_PRESENCE, "excused"), >=, 6);
}

/* What was not reached came again; the one of today for the third time. */
static void
test_carried (void)
{
  GPtrArray *items = census_of (&census, &cercle_agenda_item_kind);
  guint third = 0, again = 0;

  for (guint i = 0; i < items->len; i++)
    {
      CercleRecord *item = items->pdata[i];
      const char *from = cercle_record_get_text (item, CERCLE_AGENDA_ITEM_CAME_FROM);
      CercleRecord *former =
          from != NULL ? census_find (&census, &cercle_agenda_item_kind, from) : NULL;

      g_assert_cmpint (from != NULL, ==, former != NULL);
      if (former == NULL)
        continue;
      again++;
      g_assert_true (text_is (former, CERCLE_AGENDA_ITEM_MOVED_TO,
                              cercle_record_get_text (item, CERCLE_AGENDA_ITEM_MEETING)));
      third += cercle_record_get_integer (item, CERCLE_AGENDA_ITEM_TIMES, 1) >= 3 &&
               text_is (item, CERCLE_AGENDA_ITEM_STATE, "open");
    }
  g_assert_cmpuint (again, >=, 5);
  g_assert_cmpuint (third, ==, 1);
}

static void
test_decisions (void)
{
  GPtrArray *decisions = census_of (&census, &cercle_decision_kind);
  guint applied = 0, pending = 0;

  for (guint s = 0; cercle_decision_sorts[s].token != NULL; s++)
    g_assert_cmpuint (census_count (&census, &cercle_decision_kind, CERCLE_DECISION_SORT,
                                    cercle_decision_sorts[s].token),
                      >=, 1);
  for (guint i = 0; i < decisions->len; i++)
    {
      const char *led_to = cercle_record_get_text (decisions->pdata[i], CERCLE_DECISION_LED_TO);

      applied += cercle_record_is_set (decisions->pdata[i], CERCLE_DECISION_APPLIED_ON);
      pending += cercle_decision_is_pending (decisions->pdata[i]);
      if (text_is (decisions->pdata[i], CERCLE_DECISION_SORT, "question"))
        g_assert_true (
            g_str_has_prefix (led_to, "question:") &&
            census_find (&census, &cercle_question_kind, led_to + strlen ("question:")) != NULL);
    }
  g_assert_cmpuint (applied, >=, 12);
  g_assert_cmpuint (pending, >=, 4);
}

/* The rule that a meeting decided is in force, and the case that waited goes by it. */
static void
test_agreement (void)
{
  g_autoptr (GPtrArray) rules = those (&cercle_decision_kind, CERCLE_DECISION_SORT, "rule");
  GPtrArray *events = census_of (&census, &cercle_event_kind);
  const char *led_to;
  CercleRecord *matrix;
  guint moved = 0;

  g_assert_cmpuint (rules->len, ==, 1);
  led_to = cercle_record_get_text (rules->pdata[0], CERCLE_DECISION_LED_TO);
  g_assert_true (g_str_has_prefix (led_to, "matrix:"));
  matrix = census_find (&census, &cercle_matrix_kind, led_to + strlen ("matrix:"));
  g_assert_true (text_is (matrix, CERCLE_MATRIX_STATE, "in_force"));
  g_assert_true (cercle_record_is_set (matrix, CERCLE_MATRIX_SOURCE));
  g_assert_cmpuint (census_count (&census, &cercle_matrix_kind, CERCLE_MATRIX_STATE, "retired"), ==,
                    1);
  for (guint i = 0; i < events->len; i++)
    {
      const char *id = cercle_record_get_text (events->pdata[i], CERCLE_EVENT_RULE);
      CercleRecord *rule = id != NULL ? census_find (&census, &cercle_rule_kind, id) : NULL;

      moved += rule != NULL && cercle_record_is_set (events->pdata[i], CERCLE_EVENT_WHY) &&
               !text_is (events->pdata[i], CERCLE_EVENT_FROM,
                         cercle_record_get_text (events->pdata[i], CERCLE_EVENT_TO)) &&
               text_is (rule, CERCLE_RULE_MATRIX, cercle_record_get_id (matrix));
    }
  g_assert_cmpuint (moved, ==, 1);
}

/* A launch to which the Département is not asked, and two staffs that speak of cases. */
static void
test_others (void)
{
  g_autoptr (GPtrArray) launches = those (&cercle_meeting_kind, CERCLE_MEETING_SORT, "launch");
  g_autoptr (GPtrArray) staffs = those (&cercle_meeting_kind, CERCLE_MEETING_SORT, "staff");
  g_autoptr (GPtrArray) attendees = NULL;
  g_autofree char *missing = NULL;
  guint cases = 0;

  g_assert_cmpuint (launches->len, ==, 1);
  attendees = those (&cercle_attendee_kind, CERCLE_ATTENDEE_MEETING,
                     cercle_record_get_id (launches->pdata[0]));
  missing = cercle_meeting_missing_parties ("launch", attendees);
  g_assert_cmpstr (missing, ==, "cd");
  g_assert_cmpuint (staffs->len, ==, 2);
  for (guint i = 0; i < staffs->len; i++)
    {
      g_autoptr (GPtrArray) items = those (&cercle_agenda_item_kind, CERCLE_AGENDA_ITEM_MEETING,
                                           cercle_record_get_id (staffs->pdata[i]));
      for (guint n = 0; n < items->len; n++)
        cases += g_str_has_prefix (
            cercle_record_get_text (items->pdata[n], CERCLE_AGENDA_ITEM_ABOUT), "case:");
    }
  g_assert_cmpuint (cases, ==, 6);
}

/* Questions in every state; ten answers, one of which changed after it was used on three cases. */
static void
test_questions (void)
{
  GPtrArray *questions = census_of (&census, &cercle_question_kind);
  GPtrArray *articles = census_of (&census, &cercle_article_kind);
  GPtrArray *uses = census_of (&census, &cercle_answer_use_kind);
  GPtrArray *events = census_of (&census, &cercle_event_kind);
  guint states[CERCLE_QUESTION_DROPPED + 1] = { 0 };
  guint changed = 0;

  g_assert_cmpuint (questions->len, ==, 15);
  for (guint i = 0; i < questions->len; i++)
    states[cercle_question_state (questions->pdata[i])]++;
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    g_assert_cmpuint (states[i], >=, 1);
  g_assert_cmpuint (articles->len, ==, 11);
  for (guint i = 0; i < uses->len; i++)
    changed +=
        cercle_article_newer (cercle_record_get_text (uses->pdata[i], CERCLE_ANSWER_USE_ARTICLE),
                              articles) != NULL;
  g_assert_cmpuint (changed, ==, 3);
  /* The story of each of the three says so. */
  changed = 0;
  for (guint i = 0; i < events->len; i++)
    changed += cercle_article_is_change (events->pdata[i]);
  g_assert_cmpuint (changed, ==, 3);
}

/* Every reader of the minutes may read them: nobody's surname stands there. */
static void
test_unnamed (void)
{
  GPtrArray *items = census_of (&census, &cercle_agenda_item_kind);
  GPtrArray *persons = census_of (&census, &cercle_person_kind);
  static const guint texts[] = { CERCLE_AGENDA_ITEM_TITLE, CERCLE_AGENDA_ITEM_TEXT,
                                 CERCLE_AGENDA_ITEM_NOTES };

  for (guint i = 0; i < items->len; i++)
    for (guint p = 0; p < persons->len; p++)
      {
        const char *name = cercle_record_get_text (persons->pdata[p], CERCLE_PERSON_LAST_NAME);

        for (guint t = 0; name != NULL && t < G_N_ELEMENTS (texts); t++)
          {
            const char *text = cercle_record_get_text (items->pdata[i], texts[t]);
            g_assert_true (text == NULL || strstr (text, name) == NULL);
          }
      }
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  census_init (&census);
  cercle_sample_fill (census.store, SEED, cercle_day_parse (DAY), census_password, NULL, &error);
  g_assert_no_error (error);
  census_read (&census);
  g_test_add_func ("/sample/meetings/series", test_series);
  g_test_add_func ("/sample/meetings/carried", test_carried);
  g_test_add_func ("/sample/meetings/decisions", test_decisions);
  g_test_add_func ("/sample/meetings/agreement", test_agreement);
  g_test_add_func ("/sample/meetings/others", test_others);
  g_test_add_func ("/sample/meetings/questions", test_questions);
  g_test_add_func ("/sample/meetings/unnamed", test_unnamed);
  result = g_test_run ();
  census_clear (&census);
  return result;
}
