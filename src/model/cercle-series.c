/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* On which days does a series of meetings fall? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-series.h"

#include "cercle-day.h"

/* A slot on a holiday may be held this much later: Christmas, a bridge and a week-end. */
#define FURTHEST 10

/* The same week of another month as day's, "the second Tuesday"; the last one where there is no
 * fifth. */
static int
in_month (int day, int months)
{
  int year, month, of_month, first, found;

  cercle_day_to_ymd (day, &year, &month, &of_month);
  month += months - 1;
  year += month / 12;
  month = month % 12 + 1;
  first = cercle_day_from_ymd (year, month, 1);
  found = first + (cercle_day_weekday (day) - cercle_day_weekday (first) + 7) % 7 +
          (of_month - 1) / 7 * 7;
  cercle_day_to_ymd (found, &year, &of_month, &first);
  return of_month == month ? found : found - 7;
}

/* The n-th day that the rhythm means. */
static int
nth (const char *rhythm, int begins, int n)
{
  if (g_str_equal (rhythm, "monthly"))
    return in_month (begins, n);
  return begins + n * (g_str_equal (rhythm, "daily") ? 1 : g_str_equal (rhythm, "weekly") ? 7 : 14);
}

/* The first n whose slot may be held on first or later. */
static int
start (const char *rhythm, int begins, int first)
{
  int days = first - FURTHEST - begins;

  if (days <= 0)
    return 0;
  return days / (g_str_equal (rhythm, "daily")    ? 1
                 : g_str_equal (rhythm, "weekly") ? 7
                 : g_str_equal (rhythm, "monthly") ? 31
                                                   : 14);
}

static void
add (GArray *slots, CercleSlot slot)
{
  if (slots->len > 0 && g_array_index (slots, CercleSlot, slots->len - 1).day == slot.day)
    g_array_set_size (slots, slots->len - 1);
  g_array_append_val (slots, slot);
}

GArray *
cercle_series_slots (CercleRecord *series, const CercleWorkingTime *time, int first, int last)
{
  GArray *slots = g_array_new (FALSE, FALSE, sizeof (CercleSlot));
  const char *rhythm = cercle_record_get_text (series, CERCLE_SERIES_RHYTHM);
  const char *holiday = cercle_record_get_text (series, CERCLE_SERIES_ON_HOLIDAY);
  int begins = cercle_day_parse (cercle_record_get_text (series, CERCLE_SERIES_BEGINS_ON));
  int ends = cercle_day_parse (cercle_record_get_text (series, CERCLE_SERIES_ENDS_ON));
  /* A daily series has no other day to go to: its next day is a slot of its own. */
  gboolean moves =
      g_strcmp0 (holiday, "next_working_day") == 0 && g_strcmp0 (rhythm, "daily") != 0;

  if (rhythm == NULL || cercle_choice_find (cercle_rhythms, rhythm) == NULL ||
      begins == CERCLE_DAY_NONE)
    return slots;
  for (int n = start (rhythm, begins, first); slots->len < CERCLE_SERIES_MOST; n++)
    {
      CercleSlot slot = { nth (rhythm, begins, n), 0 };
      if (slot.slot > last || (ends != CERCLE_DAY_NONE && slot.slot > ends))
        break;
      slot.day = moves ? cercle_working_days_after (time, slot.slot, 0) : slot.slot;
      if (slot.day >= first && slot.day <= last && cercle_working_day (time, slot.day))
        add (slots, slot);
    }
  return slots;
}

CercleRecord *
cercle_series_meeting (CercleRecord *series, const CercleSlot *slot)
{
  static const struct
  {
    guint from, to;
  } said[] = {
    { CERCLE_SERIES_SORT, CERCLE_MEETING_SORT },
    { CERCLE_SERIES_NAME, CERCLE_MEETING_NAME },
    { CERCLE_SERIES_PLACE, CERCLE_MEETING_PLACE },
    { CERCLE_SERIES_LINK, CERCLE_MEETING_LINK },
    { CERCLE_SERIES_ORGANISER, CERCLE_MEETING_ORGANISER },
  };
  const char *scope = cercle_record_envelope (series)->scope;
  g_autofree char *slot_on = cercle_day_to_text (slot->slot);
  g_autofree char *held_on = cercle_day_to_text (slot->day);
  g_autofree char *id = cercle_meeting_id (scope, cercle_record_get_id (series), slot_on);
  CercleRecord *meeting = cercle_record_new_with_id (&cercle_meeting_kind, id);
  CercleEnvelope *envelope = cercle_record_envelope (meeting);

  cercle_envelope_set (&envelope->scope, scope);
  cercle_envelope_set (&envelope->audience, cercle_record_envelope (series)->audience);
  cercle_record_set_text (meeting, CERCLE_MEETING_SERIES, cercle_record_get_id (series));
  cercle_record_set_text (meeting, CERCLE_MEETING_SLOT_ON, slot_on);
  cercle_record_set_text (meeting, CERCLE_MEETING_HELD_ON, held_on);
  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    cercle_record_set_text (meeting, said[i].to, cercle_record_get_text (series, said[i].from));
  cercle_record_set_integer (meeting, CERCLE_MEETING_STARTS_AT,
                             cercle_record_get_integer (series, CERCLE_SERIES_STARTS_AT, 540));
  cercle_record_set_integer (meeting, CERCLE_MEETING_LENGTH,
                             cercle_record_get_integer (series, CERCLE_SERIES_LENGTH, 60));
  return meeting;
}
