/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* When does a series meet, how long is an agenda, and how far are minutes? */
#include <string.h>

#include "cercle-agenda.h"
#include "cercle-day.h"
#include "cercle-question.h"
#include "cercle-series.h"

#define SCOPE "c:00000000-0000-7000-8000-000000000001"
#define MEMBER "00000000-0000-7000-8000-000000000002"

/* In 2020, 14 July is a Tuesday, 1 June Whit Monday, 20 December a Sunday. */
static const struct
{
  const char *rhythm, *begins, *ends, *holiday, *set, *first, *last;
  const char *days; /* slot, or slot>day */
} series_lines[] = {
  { "weekly", "2020-06-23", NULL, "skip", "metropole", "2020-06-23", "2020-07-31",
    "2020-06-23 2020-06-30 2020-07-07 2020-07-21 2020-07-28" },
  { "weekly", "2020-06-23", NULL, NULL, "metropole", "2020-07-08", "2020-07-20", "" },
  { "weekly", "2020-06-23", NULL, "next_working_day", "metropole", "2020-07-08", "2020-07-20",
    "2020-07-14>2020-07-15" },
  /* The slot lies before the days asked for, the meeting within. */
  { "weekly", "2020-06-23", NULL, "next_working_day", "metropole", "2020-07-15", "2020-07-16",
    "2020-07-14>2020-07-15" },
  { "weekly", "2020-06-23", "2020-07-07", "skip", "metropole", "2020-06-01", "2020-12-31",
    "2020-06-23 2020-06-30 2020-07-07" },
  { "fortnightly", "2020-06-22", NULL, "skip", "metropole", "2020-06-23", "2020-07-31",
    "2020-07-06 2020-07-20" },
  { "daily", "2020-05-29", NULL, "skip", "metropole", "2020-05-29", "2020-06-04",
    "2020-05-29 2020-06-02 2020-06-03 2020-06-04" },
  /* A daily series goes nowhere: the next day is a slot already. */
  { "daily", "2020-05-29", NULL, "next_working_day", "metropole", "2020-05-29", "2020-06-02",
    "2020-05-29 2020-06-02" },
  /* The second Tuesday; Bastille Day moves. */
  { "monthly", "2020-06-09", NULL, "next_working_day", "metropole", "2020-06-01", "2020-10-01",
    "2020-06-09 2020-07-14>2020-07-15 2020-08-11 2020-09-08" },
  /* The fifth Tuesday, or the last. */
  { "monthly", "2020-06-30", NULL, "skip", "metropole", "2020-06-01", "2020-10-01",
    "2020-06-30 2020-07-28 2020-08-25 2020-09-29" },
  { "monthly", "2020-11-10", NULL, "skip", "metropole", "2021-01-01", "2021-02-28",
    "2021-01-12 2021-02-09" },
  /* The abolition of slavery in Réunion: 20 December, of 2021 a Monday. */
  { "weekly", "2021-12-13", NULL, "skip", "reunion", "2021-12-13", "2021-12-27",
    "2021-12-13 2021-12-27" },
  { "weekly", "2021-12-13", NULL, "skip", "metropole", "2021-12-13", "2021-12-27",
    "2021-12-13 2021-12-20 2021-12-27" },
};

static void
test_slots (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (series_lines); i++)
    {
      const CercleWorkingTime time = { .holidays = series_lines[i].set };
      g_autoptr (CercleRecord) series = cercle_record_new (&cercle_series_kind);
      g_autoptr (GString) days = g_string_new (NULL);
      g_autoptr (GArray) slots = NULL;

      cercle_record_set_text (series, CERCLE_SERIES_RHYTHM, series_lines[i].rhythm);
      cercle_record_set_text (series, CERCLE_SERIES_BEGINS_ON, series_lines[i].begins);
      cercle_record_set_text (series, CERCLE_SERIES_ENDS_ON, series_lines[i].ends);
      cercle_record_set_text (series, CERCLE_SERIES_ON_HOLIDAY, series_lines[i].holiday);
      slots = cercle_series_slots (series, &time, cercle_day_parse (series_lines[i].first),
                                   cercle_day_parse (series_lines[i].last));
      for (guint j = 0; j < slots->len; j++)
        {
          const CercleSlot *slot = &g_array_index (slots, CercleSlot, j);
          g_autofree char *meant = cercle_day_to_text (slot->slot);
          g_autofree char *held = cercle_day_to_text (slot->day);

          g_string_append_printf (days, "%s%s", j > 0 ? " " : "", meant);
          if (slot->slot != slot->day)
            g_string_append_printf (days, ">%s", held);
        }
      g_test_message ("line %u, %s from %s", i, series_lines[i].rhythm, series_lines[i].begins);
      g_assert_cmpstr (days->str, ==, series_lines[i].days);
    }
}

static CercleRecord *
some_meeting (const char *slot)
{
  const CercleSlot day = { cercle_day_parse (slot), cercle_day_parse (slot) };
  g_autoptr (CercleRecord) series =
      cercle_record_new_with_id (&cercle_series_kind, "00000000-0000-7000-8000-00000000000a");

  cercle_envelope_set (&cercle_record_envelope (series)->scope, SCOPE);
  cercle_envelope_set (&cercle_record_envelope (series)->audience, "governance");
  cercle_record_set_text (series, CERCLE_SERIES_SORT, "governance");
  cercle_record_set_text (series, CERCLE_SERIES_PLACE, "Préfecture");
  cercle_record_set_integer (series, CERCLE_SERIES_STARTS_AT, 14 * 60);
  cercle_record_set_integer (series, CERCLE_SERIES_LENGTH, 60);
  return cercle_series_meeting (series, &day);
}

static void
test_identity (void)
{
  g_autoptr (CercleRecord) here = some_meeting ("2020-06-23");
  g_autoptr (CercleRecord) there = some_meeting ("2020-06-23");
  g_autoptr (CercleRecord) later = some_meeting ("2020-06-30");
  g_autoptr (CercleRecord) item = cercle_agenda_item_new (here, "figures", NULL);
  g_autoptr (CercleRecord) same = cercle_agenda_item_new (there, "figures", NULL);
  g_autoptr (CercleRecord) other = cercle_agenda_item_new (later, "figures", NULL);

  g_assert_true (cercle_record_check (here, NULL));
  g_assert_cmpstr (cercle_record_get_id (here), ==, cercle_record_get_id (there));
  g_assert_cmpstr (cercle_record_get_id (here), !=, cercle_record_get_id (later));
  g_assert_cmpstr (cercle_record_get_text (here, CERCLE_MEETING_PLACE), ==, "Préfecture");
  g_assert_cmpint (cercle_record_get_integer (here, CERCLE_MEETING_STARTS_AT, 0), ==, 14 * 60);
  g_assert_cmpstr (cercle_record_get_id (item), ==, cercle_record_get_id (same));
  g_assert_cmpstr (cercle_record_get_id (item), !=, cercle_record_get_id (other));
  g_assert_true (cercle_record_check (item, NULL));
}

/* Minutes go from draft to shared, and no step is left out. */
static void
test_states (void)
{
  g_autoptr (CercleRecord) meeting = some_meeting ("2020-06-23");
  static const struct
  {
    guint field;
    CercleMeetingState state;
    gboolean right;
  } steps[] = {
    { CERCLE_MEETING_SHARED_AT, CERCLE_MEETING_SHARED, FALSE },
    { CERCLE_MEETING_VALIDATED_AT, CERCLE_MEETING_VALIDATED, FALSE },
    { CERCLE_MEETING_OPENED_AT, CERCLE_MEETING_DRAFT, TRUE },
    { CERCLE_MEETING_CLOSED_AT, CERCLE_MEETING_DRAFT, TRUE },
    { CERCLE_MEETING_VALIDATED_AT, CERCLE_MEETING_VALIDATED, TRUE },
    { CERCLE_MEETING_SHARED_AT, CERCLE_MEETING_SHARED, TRUE },
  };

  g_assert_cmpint (cercle_meeting_state (meeting), ==, CERCLE_MEETING_PREPARED);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      cercle_record_set_text (meeting, steps[i].field, "2020-06-23T12:00:00.000Z");
      g_assert_cmpint (cercle_meeting_state (meeting), ==, steps[i].state);
      g_assert_true (cercle_record_check (meeting, NULL) == steps[i].right);
      if (!steps[i].right)
        cercle_record_set_text (meeting, steps[i].field, NULL);
    }
  cercle_record_set_text (meeting, CERCLE_MEETING_CANCELLED_WHY, "Grève");
  g_assert_false (cercle_record_check (meeting, NULL));
}

static CercleRecord *
attendee (const char *party)
{
  CercleRecord *record = cercle_record_new (&cercle_attendee_kind);

  cercle_record_set_text (record, CERCLE_ATTENDEE_PARTY, party);
  return record;
}

static void
test_parties (void)
{
  static const struct
  {
    const char *sort, *asked, *missing;
  } lines[] = {
    { "launch", "ars mdph og", "cd" },
    { "launch", "ars cd mdph og other", NULL },
    { "governance", "coordinator", "national ars cd mdph" },
    { "workshop", "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_auto (GStrv) asked = g_strsplit (lines[i].asked, " ", -1);
      g_autoptr (GPtrArray) attendees = g_ptr_array_new_with_free_func (g_object_unref);
      g_autofree char *missing = NULL;

      for (guint j = 0; asked[j] != NULL; j++)
        g_ptr_array_add (attendees, attendee (asked[j]));
      missing = cercle_meeting_missing_parties (lines[i].sort, attendees);
      g_assert_cmpstr (missing, ==, lines[i].missing);
    }
}

static void
test_templates (void)
{
  for (guint i = 0; cercle_meeting_sorts[i].token != NULL; i++)
    {
      guint n = 0;

      for (guint j = 0; cercle_template_lines[j].sort != NULL; j++)
        if (g_str_equal (cercle_template_lines[j].sort, cercle_meeting_sorts[i].token))
          {
            g_autoptr (CercleRecord) line =
                cercle_template_line_new (SCOPE, &cercle_template_lines[j], n++);
            g_assert_true (cercle_record_check (line, NULL));
          }
      g_test_message ("%s", cercle_meeting_sorts[i].token);
      g_assert_cmpuint (n, >, 0);
    }
}

static void
test_timing (void)
{
  static const int minutes[] = { 5, 40, 20, 10 };
  static const int ends[] = { 14 * 60 + 5, 14 * 60 + 45, 15 * 60 + 5, 15 * 60 + 15 };
  g_autoptr (CercleRecord) meeting = some_meeting ("2020-06-23");
  g_autoptr (CercleRecord) next = some_meeting ("2020-06-30");
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CercleAgendaTiming) timing = NULL;
  g_autoptr (CercleAgendaTiming) after = NULL;
  g_autoptr (CercleRecord) further = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (minutes); i++)
    {
      CercleRecord *item = cercle_agenda_item_new (meeting, "free", i > 0 ? "more" : NULL);
      cercle_record_set_integer (item, CERCLE_AGENDA_ITEM_MINUTES, minutes[i]);
      g_ptr_array_add (items, item);
    }
  timing = cercle_agenda_timing (meeting, items);
  g_assert_cmpint (timing->minutes, ==, 75);
  g_assert_cmpint (timing->over, ==, 15);
  g_assert_cmpuint (timing->first_past, ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    g_assert_cmpint (g_array_index (timing->ends, int, i), ==, ends[i]);

  cercle_record_set_text (items->pdata[2], CERCLE_AGENDA_ITEM_TITLE, "Moyens");
  further = cercle_agenda_item_move (items->pdata[2], next);
  g_assert_true (cercle_record_check (items->pdata[2], NULL));
  g_assert_cmpint (cercle_record_get_integer (further, CERCLE_AGENDA_ITEM_TIMES, 0), ==, 2);
  g_assert_cmpint (cercle_record_get_integer (further, CERCLE_AGENDA_ITEM_MINUTES, 0), ==, 20);
  g_assert_cmpstr (cercle_record_get_text (further, CERCLE_AGENDA_ITEM_TITLE), ==, "Moyens");
  after = cercle_agenda_timing (meeting, items);
  g_assert_cmpint (after->over, ==, 0);
  g_assert_cmpuint (after->first_past, ==, items->len);
  g_assert_cmpint (g_array_index (after->ends, int, 2), ==, -1);
  g_assert_cmpint (g_array_index (after->ends, int, 3), ==, 14 * 60 + 55);
}

static void
test_decisions (void)
{
  g_autoptr (CercleRecord) decision = cercle_record_new (&cercle_decision_kind);

  cercle_record_set_text (decision, CERCLE_DECISION_MEETING, MEMBER);
  cercle_record_set_text (decision, CERCLE_DECISION_TEXT, "Quarante heures de relayage");
  cercle_record_set_text (decision, CERCLE_DECISION_SORT, "information");
  g_assert_false (cercle_decision_is_pending (decision));
  cercle_record_set_text (decision, CERCLE_DECISION_SORT, "action");
  g_assert_false (cercle_record_check (decision, NULL));
  cercle_record_set_text (decision, CERCLE_DECISION_HOLDER, "member:" MEMBER);
  cercle_record_set_text (decision, CERCLE_DECISION_DUE_ON, "2020-06-24");
  g_assert_true (cercle_record_check (decision, NULL));
  g_assert_true (cercle_decision_is_pending (decision));
  cercle_record_set_text (decision, CERCLE_DECISION_APPLIED_ON, "2020-06-25");
  g_assert_false (cercle_decision_is_pending (decision));
}

/* c replaces b replaces a; a circle, which nobody should make, ends. */
static void
test_articles (void)
{
  static const char *const ids[] = { "00000000-0000-7000-8000-00000000000a",
                                     "00000000-0000-7000-8000-00000000000b",
                                     "00000000-0000-7000-8000-00000000000c" };
  g_autoptr (GPtrArray) articles = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      CercleRecord *article = cercle_record_new_with_id (&cercle_article_kind, ids[i]);
      if (i > 0)
        cercle_record_set_text (article, CERCLE_ARTICLE_REPLACES, ids[i - 1]);
      g_ptr_array_add (articles, article);
    }
  g_assert_true (cercle_article_newer (ids[0], articles) == articles->pdata[2]);
  g_assert_true (cercle_article_newer (ids[1], articles) == articles->pdata[2]);
  g_assert_null (cercle_article_newer (ids[2], articles));
  cercle_record_set_text (articles->pdata[0], CERCLE_ARTICLE_REPLACES, ids[2]);
  g_assert_nonnull (cercle_article_newer (ids[0], articles));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/meeting/slots", test_slots);
  g_test_add_func ("/model/meeting/identity", test_identity);
  g_test_add_func ("/model/meeting/states", test_states);
  g_test_add_func ("/model/meeting/parties", test_parties);
  g_test_add_func ("/model/meeting/templates", test_templates);
  g_test_add_func ("/model/meeting/timing", test_timing);
  g_test_add_func ("/model/meeting/decisions", test_decisions);
  g_test_add_func ("/model/meeting/articles", test_articles);
  return g_test_run ();
}
