/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does another program's calendar read our meetings, at the right hour of the place where they
 * are held, whatever stands in their titles? */
#define G_LOG_DOMAIN "cercle-exchange"

#include "cercle-calendar.h"

#include <libical/ical.h>
#include <string.h>

#include "cercle-day.h"
#include "cercle-instant.h"
#include "cercle-text.h"

#define PRODUCT "-//Cercle//Cercle 360//FR"
#define YEARS 8 /* looked at to tell "the last Sunday" from "the fourth" */

/* Of a series or a meeting, as an event has them. */
typedef struct
{
  CercleRecord *record;
  guint name, sort, starts_at, length, place, link;
} Said;

static Said
said_of (CercleRecord *record)
{
  if (cercle_record_get_kind (record) == &cercle_series_kind)
    return (Said){ record,
                   CERCLE_SERIES_NAME,
                   CERCLE_SERIES_SORT,
                   CERCLE_SERIES_STARTS_AT,
                   CERCLE_SERIES_LENGTH,
                   CERCLE_SERIES_PLACE,
                   CERCLE_SERIES_LINK };
  return (Said){ record,
                 CERCLE_MEETING_NAME,
                 CERCLE_MEETING_SORT,
                 CERCLE_MEETING_STARTS_AT,
                 CERCLE_MEETING_LENGTH,
                 CERCLE_MEETING_PLACE,
                 CERCLE_MEETING_LINK };
}

static int
starts_at (const Said *said)
{
  return (int) cercle_record_get_integer (said->record, said->starts_at, 9 * 60);
}

/* (transfer none): its type alone, or its title. */
static const char *
title_of (const Said *said, const CercleCalendarFrame *frame)
{
  return frame->type_of != NULL ? frame->type_of (cercle_record_get_text (said->record, said->sort))
                                : cercle_meeting_title (said->record);
}

/* (transfer none) (nullable) */
static const char *
link_of (const Said *said, const CercleCalendarFrame *frame)
{
  return frame->type_of != NULL ? NULL : cercle_record_get_text (said->record, said->link);
}

static const char *
zone_of (const CercleCalendarFrame *frame)
{
  return frame->time->zone != NULL ? frame->time->zone : "Europe/Paris";
}

/* --- Times ------------------------------------------------------------------------------------ */

static struct icaltimetype
local_time (int day, int minute)
{
  struct icaltimetype at = icaltime_null_time ();

  cercle_day_to_ymd (day, &at.year, &at.month, &at.day);
  at.hour = minute / 60;
  at.minute = minute % 60;
  return at;
}

static struct icaltimetype
utc_time (gint64 instant)
{
  struct icaltimetype at;
  int minute = 0;
  int day = cercle_instant_local_day (instant, "UTC", &minute);

  at = local_time (day, minute);
  at.second = (int) (instant / 1000 % 60);
  at.zone = icaltimezone_get_utc_timezone ();
  return at;
}

/* Takes property; the time in it is that of the place. */
static void
add_local (icalcomponent *to, icalproperty *property, const char *zone)
{
  icalproperty_add_parameter (property, icalparameter_new_tzid (zone));
  icalcomponent_add_property (to, property);
}

/* --- The time zone ---------------------------------------------------------------------------- */

/* The n-th interval's beginning as the clock showed it before, and what changed. */
typedef struct
{
  int day, minute; /* before the change */
  int from, to;    /* seconds east of Greenwich */
  gboolean summer;
  char name[16];
} Change;

static gboolean
change_in (GTimeZone *zone, int day, Change *change)
{
  gint64 morning = (gint64) day * 86400, before = morning, after = morning + 86400;
  int first = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, before);
  int next = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, after);
  gint64 local;

  if (first == next || g_time_zone_get_offset (zone, first) == g_time_zone_get_offset (zone, next))
    return FALSE;
  while (after - before > 1)
    {
      gint64 middle = before + (after - before) / 2;
      if (g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, middle) == first)
        before = middle;
      else
        after = middle;
    }
  change->from = g_time_zone_get_offset (zone, first);
  change->to = g_time_zone_get_offset (zone, next);
  change->summer = g_time_zone_is_dst (zone, next);
  g_strlcpy (change->name, g_time_zone_get_abbreviation (zone, next), sizeof change->name);
  local = after + change->from;
  change->day = (int) (local / 86400);
  change->minute = (int) (local % 86400 / 60);
  return TRUE;
}

/* (transfer full): Change by value, of the calendar year. */
static GArray *
changes_of (GTimeZone *zone, int year)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (Change));
  int end = cercle_day_from_ymd (year + 1, 1, 1);

  for (int day = cercle_day_from_ymd (year, 1, 1); day < end; day++)
    {
      Change change;
      if (change_in (zone, day, &change))
        g_array_append_val (changes, change);
    }
  return changes;
}

static gboolean
is_last_of_month (int day)
{
  int year, month, of_month, other;

  cercle_day_to_ymd (day, &year, &month, &of_month);
  cercle_day_to_ymd (day + 7, &year, &other, &of_month);
  return other != month;
}

/* (transfer full): "the last Sunday of March", every year, as the clock is changed today. */
static char *
rule_of (GTimeZone *zone, int year, guint position, const Change *change)
{
  static const char *const weekdays[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };
  int of_year, month, day;
  gboolean last = TRUE;

  cercle_day_to_ymd (change->day, &of_year, &month, &day);
  for (int i = 0; i < YEARS; i++)
    {
      g_autoptr (GArray) changes = changes_of (zone, year + i);
      if (changes->len > position)
        last = last && is_last_of_month (g_array_index (changes, Change, position).day);
    }
  return g_strdup_printf ("FREQ=YEARLY;BYMONTH=%d;BYDAY=%d%s", month, last ? -1 : (day - 1) / 7 + 1,
                          weekdays[cercle_day_weekday (change->day) - 1]);
}

/* rule: NULL: as it is since ever. */
static void
add_observance (icalcomponent *to, const Change *change, const char *rule)
{
  icalcomponent *observance =
      icalcomponent_new (change->summer ? ICAL_XDAYLIGHT_COMPONENT : ICAL_XSTANDARD_COMPONENT);

  icalcomponent_add_property (observance, icalproperty_new_tzname (change->name));
  icalcomponent_add_property (observance,
                              icalproperty_new_dtstart (local_time (change->day, change->minute)));
  icalcomponent_add_property (observance, icalproperty_new_tzoffsetfrom (change->from));
  icalcomponent_add_property (observance, icalproperty_new_tzoffsetto (change->to));
  if (rule != NULL)
    icalcomponent_add_property (observance,
                                icalproperty_new_rrule (icalrecurrencetype_from_string (rule)));
  icalcomponent_add_component (to, observance);
}

/* As the clock is changed from the year before the first event on; overseas it mostly is not. */
static void
add_zone (icalcomponent *calendar, const char *name, int first)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (name);
  icalcomponent *component = icalcomponent_new (ICAL_VTIMEZONE_COMPONENT);
  g_autoptr (GArray) changes = NULL;
  int year, month, day;

  cercle_day_to_ymd (first, &year, &month, &day);
  year--;
  icalcomponent_add_property (component, icalproperty_new_tzid (name));
  changes = zone != NULL ? changes_of (zone, year) : g_array_new (FALSE, FALSE, sizeof (Change));
  for (guint i = 0; i < changes->len; i++)
    {
      const Change *change = &g_array_index (changes, Change, i);
      g_autofree char *rule = rule_of (zone, year, i, change);
      add_observance (component, change, rule);
    }
  if (changes->len == 0)
    {
      gint64 then = (gint64) cercle_day_from_ymd (year, 1, 1) * 86400;
      int i = zone != NULL ? g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, then) : 0;
      Change always = { .day = cercle_day_from_ymd (1970, 1, 1) };

      always.from = always.to = zone != NULL ? g_time_zone_get_offset (zone, i) : 0;
      g_strlcpy (always.name, zone != NULL ? g_time_zone_get_abbreviation (zone, i) : "UTC",
                 sizeof always.name);
      add_observance (component, &always, NULL);
    }
  icalcomponent_add_component (calendar, component);
}

/* --- Events ----------------------------------------------------------------------------------- */

/* What people typed: one line, whatever stood in it. libical escapes what has a meaning. */
static void
add_text (icalcomponent *event, const char *text, icalproperty *(*make) (const char *text))
{
  g_autofree char *clean = text != NULL ? cercle_text_clean (text, FALSE) : NULL;

  if (clean != NULL)
    icalcomponent_add_property (event, make (clean));
}

/* An address is not text and not escaped: one that is none is left out. */
static void
add_link (icalcomponent *event, const char *link)
{
  const char *scheme = link != NULL ? g_uri_peek_scheme (link) : NULL;

  for (const char *at = link; at != NULL && *at != '\0'; at++)
    if (g_ascii_isspace (*at) || g_ascii_iscntrl (*at))
      return;
  if (scheme != NULL && (g_str_equal (scheme, "https") || g_str_equal (scheme, "http")) &&
      g_uri_is_valid (link, G_URI_FLAGS_NONE, NULL))
    icalcomponent_add_property (event, icalproperty_new_url (link));
}

/* The same meetings give the same file where no hour of its making is told. */
static gint64
stamp_of (const Said *said, const CercleCalendarFrame *frame)
{
  const CercleEnvelope *envelope = cercle_record_envelope (said->record);
  const char *at = envelope->updated_at != NULL ? envelope->updated_at : envelope->created_at;
  gint64 written = 0;

  if (frame->now != 0)
    return frame->now;
  return at != NULL && cercle_instant_parse (at, &written) ? written : 0;
}

/* (transfer none): below calendar. */
static icalcomponent *
add_event (icalcomponent *calendar, const char *id, const Said *said, int day,
           const CercleCalendarFrame *frame)
{
  icalcomponent *event = icalcomponent_new (ICAL_VEVENT_COMPONENT);
  g_autofree char *uid = g_strconcat (id, "@cercle360.org", NULL);
  int length = (int) cercle_record_get_integer (said->record, said->length, 60);

  icalcomponent_add_property (event, icalproperty_new_uid (uid));
  icalcomponent_add_property (event, icalproperty_new_dtstamp (utc_time (stamp_of (said, frame))));
  add_local (event, icalproperty_new_dtstart (local_time (day, starts_at (said))), zone_of (frame));
  icalcomponent_add_property (event,
                              icalproperty_new_duration (icaldurationtype_from_int (length * 60)));
  add_text (event, title_of (said, frame), icalproperty_new_summary);
  add_text (event, cercle_record_get_text (said->record, said->place), icalproperty_new_location);
  add_link (event, link_of (said, frame));
  icalcomponent_add_component (calendar, event);
  return event;
}

static icalcomponent *
calendar_new (const CercleCalendarFrame *frame, int first)
{
  icalcomponent *calendar = icalcomponent_new (ICAL_VCALENDAR_COMPONENT);

  icalcomponent_add_property (calendar, icalproperty_new_version ("2.0"));
  icalcomponent_add_property (calendar, icalproperty_new_prodid (PRODUCT));
  icalcomponent_add_property (calendar, icalproperty_new_method (ICAL_METHOD_PUBLISH));
  add_zone (calendar, zone_of (frame), first);
  return calendar;
}

/* (transfer full). Takes calendar. */
static char *
write_out (icalcomponent *calendar)
{
  char *text = icalcomponent_as_ical_string_r (calendar);
  char *copy = g_strdup (text);

  icalmemory_free_buffer (text);
  icalcomponent_free (calendar);
  return copy;
}

static int
day_of (CercleRecord *meeting)
{
  return cercle_day_parse (cercle_record_get_text (meeting, CERCLE_MEETING_HELD_ON));
}

static void
add_meeting (icalcomponent *calendar, CercleRecord *meeting, const CercleCalendarFrame *frame)
{
  Said said = said_of (meeting);
  icalcomponent *event =
      add_event (calendar, cercle_record_get_id (meeting), &said, day_of (meeting), frame);

  if (cercle_meeting_state (meeting) == CERCLE_MEETING_CANCELLED)
    icalcomponent_add_property (event, icalproperty_new_status (ICAL_STATUS_CANCELLED));
}

char *
cercle_calendar_of_meeting (CercleRecord *meeting, const CercleCalendarFrame *frame)
{
  icalcomponent *calendar = calendar_new (frame, day_of (meeting));

  add_meeting (calendar, meeting, frame);
  return write_out (calendar);
}

/* --- Series ----------------------------------------------------------------------------------- */

/* One day that the rhythm means. */
typedef struct
{
  int slot, day;         /* day: CERCLE_DAY_NONE: left out */
  CercleRecord *meeting; /* (nullable): borrowed */
} Occurrence;

typedef struct
{
  CercleRecord *series;
  GPtrArray *meetings;
  const CercleCalendarFrame *frame;
  GArray *occurrences; /* Occurrence */
} Telling;

static CercleRecord *
meeting_in (const Telling *telling, int slot)
{
  g_autofree char *day = cercle_day_to_text (slot);

  for (guint i = 0; i < telling->meetings->len; i++)
    if (g_strcmp0 (cercle_record_get_text (telling->meetings->pdata[i], CERCLE_MEETING_SLOT_ON),
                   day) == 0)
      return telling->meetings->pdata[i];
  return NULL;
}

static int
day_held (const Telling *telling, const Occurrence *occurrence, GArray *held)
{
  if (occurrence->meeting != NULL)
    return cercle_meeting_state (occurrence->meeting) == CERCLE_MEETING_CANCELLED
               ? CERCLE_DAY_NONE
               : cercle_day_parse (
                     cercle_record_get_text (occurrence->meeting, CERCLE_MEETING_HELD_ON));
  for (guint i = 0; i < held->len; i++)
    if (g_array_index (held, CercleSlot, i).slot == occurrence->slot)
      return g_array_index (held, CercleSlot, i).day;
  return CERCLE_DAY_NONE;
}

static gboolean
is_daily (CercleRecord *series)
{
  return g_strcmp0 (cercle_record_get_text (series, CERCLE_SERIES_RHYTHM), "daily") == 0;
}

static guint
open_days (const CercleWorkingTime *time)
{
  return time->open_days != 0 ? time->open_days : 0x1f;
}

/* What the rule of the file will mean, holidays and all, against what is held. */
static void
read_occurrences (Telling *telling)
{
  const CercleCalendarFrame *frame = telling->frame;
  int begins = cercle_day_parse (cercle_record_get_text (telling->series, CERCLE_SERIES_BEGINS_ON));
  int first = MAX (begins, frame->today - CERCLE_CALENDAR_BACK);
  int last = MAX (begins, frame->today) + CERCLE_CALENDAR_AHEAD;
  CercleWorkingTime always = { .open_days =
                                   is_daily (telling->series) ? open_days (frame->time) : 0x7f };
  g_autoptr (GArray) meant = cercle_series_slots (telling->series, &always, first, last);
  g_autoptr (GArray) held = cercle_series_slots (telling->series, frame->time, first, last + 31);

  for (guint i = 0; i < meant->len; i++)
    {
      Occurrence occurrence = { .slot = g_array_index (meant, CercleSlot, i).slot };

      occurrence.meeting = meeting_in (telling, occurrence.slot);
      occurrence.day = day_held (telling, &occurrence, held);
      /* It begins with one that is held: not every program takes its first away. */
      if (telling->occurrences->len > 0 || occurrence.day != CERCLE_DAY_NONE)
        g_array_append_val (telling->occurrences, occurrence);
    }
}

/* (transfer full): until: the last slot. */
static char *
rule_of_series (const Telling *telling, int begin, int until)
{
  static const char *const weekdays[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };
  const char *rhythm = cercle_record_get_text (telling->series, CERCLE_SERIES_RHYTHM);
  int origin = cercle_day_parse (cercle_record_get_text (telling->series, CERCLE_SERIES_BEGINS_ON));
  gint64 end = cercle_instant_from_local (until, 23 * 60 + 59, zone_of (telling->frame));
  struct icaltimetype at = utc_time (end);
  GString *rule = g_string_new (NULL);
  int year, month, day;

  if (g_str_equal (rhythm, "daily"))
    {
      g_string_append (rule, "FREQ=WEEKLY;BYDAY=");
      for (guint i = 0, n = 0; i < G_N_ELEMENTS (weekdays); i++)
        if (open_days (telling->frame->time) & (1u << i))
          g_string_append_printf (rule, "%s%s", n++ > 0 ? "," : "", weekdays[i]);
    }
  else if (g_str_equal (rhythm, "monthly"))
    {
      cercle_day_to_ymd (origin, &year, &month, &day);
      g_string_append_printf (rule, "FREQ=MONTHLY;BYDAY=%d%s", day > 28 ? -1 : (day - 1) / 7 + 1,
                              weekdays[cercle_day_weekday (begin) - 1]);
    }
  else
    g_string_append (rule,
                     g_str_equal (rhythm, "weekly") ? "FREQ=WEEKLY" : "FREQ=WEEKLY;INTERVAL=2");
  g_string_append_printf (rule, ";UNTIL=%04d%02d%02dT%02d%02d%02dZ", at.year, at.month, at.day,
                          at.hour, at.minute, at.second);
  return g_string_free (rule, FALSE);
}

/* Is it as the series says, but for its record? */
static gboolean
is_changed (const Telling *telling, const Occurrence *occurrence)
{
  Said series = said_of (telling->series), meeting;

  if (occurrence->day != occurrence->slot)
    return TRUE;
  if (occurrence->meeting == NULL)
    return FALSE;
  meeting = said_of (occurrence->meeting);
  return starts_at (&series) != starts_at (&meeting) ||
         cercle_record_get_integer (series.record, series.length, 60) !=
             cercle_record_get_integer (meeting.record, meeting.length, 60) ||
         g_strcmp0 (title_of (&series, telling->frame), title_of (&meeting, telling->frame)) != 0 ||
         g_strcmp0 (cercle_record_get_text (series.record, series.place),
                    cercle_record_get_text (meeting.record, meeting.place)) != 0 ||
         g_strcmp0 (link_of (&series, telling->frame), link_of (&meeting, telling->frame)) != 0;
}

static void
add_exceptions (const Telling *telling, icalcomponent *calendar, icalcomponent *event)
{
  const char *zone = zone_of (telling->frame), *id = cercle_record_get_id (telling->series);
  Said series = said_of (telling->series);

  for (guint i = 0; i < telling->occurrences->len; i++)
    {
      const Occurrence *occurrence = &g_array_index (telling->occurrences, Occurrence, i);
      struct icaltimetype meant = local_time (occurrence->slot, starts_at (&series));
      Said said = occurrence->meeting != NULL ? said_of (occurrence->meeting) : series;

      if (occurrence->day == CERCLE_DAY_NONE)
        add_local (event, icalproperty_new_exdate (meant), zone);
      else if (is_changed (telling, occurrence))
        add_local (add_event (calendar, id, &said, occurrence->day, telling->frame),
                   icalproperty_new_recurrenceid (meant), zone);
    }
}

/* What read_occurrences() found, if anything. */
static void
add_series (const Telling *telling, icalcomponent *calendar)
{
  GArray *occurrences = telling->occurrences;
  Said said = said_of (telling->series);
  g_autofree char *rule = NULL;
  icalcomponent *event;
  int first, last;

  if (occurrences->len == 0)
    return;
  first = g_array_index (occurrences, Occurrence, 0).slot;
  last = g_array_index (occurrences, Occurrence, occurrences->len - 1).slot;
  rule = rule_of_series (telling, first, last);
  event =
      add_event (calendar, cercle_record_get_id (telling->series), &said, first, telling->frame);
  icalcomponent_add_property (event,
                              icalproperty_new_rrule (icalrecurrencetype_from_string (rule)));
  add_exceptions (telling, calendar, event);
}

char *
cercle_calendar_of_series (CercleRecord *series, GPtrArray *meetings,
                           const CercleCalendarFrame *frame)
{
  g_autoptr (GArray) occurrences = g_array_new (FALSE, FALSE, sizeof (Occurrence));
  Telling telling = { series, meetings, frame, occurrences };
  icalcomponent *calendar;

  read_occurrences (&telling);
  if (occurrences->len == 0)
    return NULL;
  calendar = calendar_new (frame, g_array_index (occurrences, Occurrence, 0).slot);
  add_series (&telling, calendar);
  return write_out (calendar);
}

char *
cercle_calendar_of_all (GPtrArray *series, GPtrArray *meetings, const CercleCalendarFrame *frame)
{
  int first = frame->today - CERCLE_CALENDAR_BACK, last = frame->today + CERCLE_CALENDAR_AHEAD;
  icalcomponent *calendar = calendar_new (frame, first);

  for (guint i = 0; i < series->len; i++)
    {
      g_autoptr (GArray) occurrences = g_array_new (FALSE, FALSE, sizeof (Occurrence));
      g_autoptr (GPtrArray) own = g_ptr_array_new ();
      Telling telling = { series->pdata[i], own, frame, occurrences };

      for (guint j = 0; j < meetings->len; j++)
        if (g_strcmp0 (cercle_record_get_text (meetings->pdata[j], CERCLE_MEETING_SERIES),
                       cercle_record_get_id (series->pdata[i])) == 0)
          g_ptr_array_add (own, meetings->pdata[j]);
      read_occurrences (&telling);
      add_series (&telling, calendar);
    }
  for (guint i = 0; i < meetings->len; i++)
    if (!cercle_record_is_set (meetings->pdata[i], CERCLE_MEETING_SERIES) &&
        day_of (meetings->pdata[i]) >= first && day_of (meetings->pdata[i]) <= last)
      add_meeting (calendar, meetings->pdata[i], frame);
  return write_out (calendar);
}
