/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does somebody else's calendar show our meetings when they are held, wherever that is, and nothing
 * that a title would have it do? */
#include <gio/gio.h>
#include <string.h>

#include "cercle-calendar.h"
#include "cercle-day.h"
#include "cercle-instant.h"

#define SCOPE "c:0199c0de-0000-7000-8000-000000000001"
#define NOON G_GINT64_CONSTANT (1592906400000)

/* "2020-06-23 2020-06-30>2020-07-01" … as a reader in the zone would see it, at 14:00. */
static const struct
{
  const char *name, *rhythm, *begins, *ends, *holiday, *set, *zone, *today;
  const char *held; /* by Greenwich */
} series_lines[] = {
  { "over the end of summer time", "weekly", "2020-10-13", "2020-11-10", "skip", "metropole",
    "Europe/Paris", "2020-10-13",
    "2020-10-13T12:00 2020-10-20T12:00 2020-10-27T13:00 2020-11-03T13:00 2020-11-10T13:00" },
  { "over its beginning", "fortnightly", "2021-03-16", "2021-04-30", "skip", "metropole",
    "Europe/Paris", "2021-03-16",
    "2021-03-16T13:00 2021-03-30T12:00 2021-04-13T12:00 2021-04-27T12:00" },
  { "a holiday left out", "weekly", "2020-06-30", "2020-07-21", "skip", "metropole", "Europe/Paris",
    "2020-06-23", "2020-06-30T12:00 2020-07-07T12:00 2020-07-21T12:00" },
  { "a holiday moved", "weekly", "2020-06-30", "2020-07-21", "next_working_day", "metropole",
    "Europe/Paris", "2020-06-23",
    "2020-06-30T12:00 2020-07-07T12:00 2020-07-15T12:00 2020-07-21T12:00" },
  { "the first on a holiday", "weekly", "2020-07-14", "2020-07-28", "skip", "metropole",
    "Europe/Paris", "2020-06-23", "2020-07-21T12:00 2020-07-28T12:00" },
  { "each working day", "daily", "2020-05-28", "2020-06-03", "skip", "metropole", "Europe/Paris",
    "2020-05-28", "2020-05-28T12:00 2020-05-29T12:00 2020-06-02T12:00 2020-06-03T12:00" },
  { "the second Tuesday", "monthly", "2020-09-08", "2020-12-31", "skip", "metropole",
    "Europe/Paris", "2020-09-01",
    "2020-09-08T12:00 2020-10-13T12:00 2020-11-10T13:00 2020-12-08T13:00" },
  { "the last Tuesday", "monthly", "2020-06-30", "2020-09-30", "skip", "metropole", "Europe/Paris",
    "2020-06-23", "2020-06-30T12:00 2020-07-28T12:00 2020-08-25T12:00 2020-09-29T12:00" },
  { "Réunion, its own holiday", "weekly", "2021-12-13", "2021-12-27", "skip", "reunion",
    "Indian/Reunion", "2021-12-13", "2021-12-13T10:00 2021-12-27T10:00" },
  { "Guadeloupe, no summer time", "weekly", "2020-10-20", "2020-10-27", "skip", "guadeloupe",
    "America/Guadeloupe", "2020-10-20", "2020-10-20T18:00 2020-10-27T18:00" },
  { "Saint-Pierre, American summer time", "weekly", "2020-10-29", "2020-11-05", "skip", "metropole",
    "America/Miquelon", "2020-10-29", "2020-10-29T16:00 2020-11-05T17:00" },
  { "Wallis, tomorrow already", "weekly", "2020-06-23", "2020-06-30", "skip", "metropole",
    "Pacific/Wallis", "2020-06-23", "2020-06-23T02:00 2020-06-30T02:00" },
  { "Tahiti", "weekly", "2020-06-23", "2020-06-30", "skip", "metropole", "Pacific/Tahiti",
    "2020-06-23", "2020-06-24T00:00 2020-07-01T00:00" },
};

static CercleRecord *
series_new (guint i)
{
  CercleRecord *series = cercle_record_new (&cercle_series_kind);

  cercle_envelope_set (&cercle_record_envelope (series)->scope, SCOPE);
  cercle_record_set_text (series, CERCLE_SERIES_SORT, "governance");
  cercle_record_set_text (series, CERCLE_SERIES_NAME, "Gouvernance");
  cercle_record_set_text (series, CERCLE_SERIES_RHYTHM, series_lines[i].rhythm);
  cercle_record_set_text (series, CERCLE_SERIES_BEGINS_ON, series_lines[i].begins);
  cercle_record_set_text (series, CERCLE_SERIES_ENDS_ON, series_lines[i].ends);
  cercle_record_set_text (series, CERCLE_SERIES_ON_HOLIDAY, series_lines[i].holiday);
  cercle_record_set_integer (series, CERCLE_SERIES_STARTS_AT, 840);
  cercle_record_set_integer (series, CERCLE_SERIES_LENGTH, 60);
  return series;
}

/* Lines of at most 75 octets that end with CRLF, whole characters in each, and no one who comes. */
static void
expect_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);
  guint n = g_strv_length (lines);

  g_assert_cmpstr (lines[0], ==, "BEGIN:VCALENDAR");
  g_assert_cmpstr (lines[n - 2], ==, "END:VCALENDAR");
  g_assert_cmpstr (lines[n - 1], ==, "");
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), <=, 75);
      g_assert_true (g_utf8_validate (lines[i], -1, NULL));
      g_assert_null (strpbrk (lines[i], "\r\n"));
      g_assert_false (g_str_has_prefix (lines[i], "ATTENDEE"));
      g_assert_false (g_str_has_prefix (lines[i], "ORGANIZER"));
    }
}

static guint
count (const char *text, const char *what)
{
  guint n = 0;

  for (const char *at = strstr (text, what); at != NULL; at = strstr (at + 1, what))
    n++;
  return n;
}

/* (transfer full): what another program shows. */
static char *
read_elsewhere (const char *text)
{
#ifdef CERCLE_OTHER_CALENDAR
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) reader =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                        CERCLE_PYTHON, CERCLE_OTHER_CALENDAR, NULL);
  char *shown = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (reader, text, NULL, &shown, NULL, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_successful (reader))
    g_test_message ("not read: %s", text);
  g_assert_true (g_subprocess_get_successful (reader));
  return shown;
#else
  g_test_skip ("no other reader here");
  return NULL;
#endif
}

static char *
write_series (CercleRecord *series, GPtrArray *meetings, const CercleWorkingTime *time,
              const char *today)
{
  const CercleCalendarFrame frame = { time, cercle_day_parse (today), NOON };
  char *text = cercle_calendar_of_series (series, meetings, &frame);

  if (text != NULL)
    expect_lines (text);
  return text;
}

static void
test_series (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  const CercleWorkingTime time = { .holidays = series_lines[i].set, .zone = series_lines[i].zone };
  g_autoptr (CercleRecord) series = series_new (i);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autofree char *text = write_series (series, none, &time, series_lines[i].today);
  g_autofree char *shown = NULL;
  g_auto (GStrv) days = g_strsplit (series_lines[i].held, " ", -1);
  g_autoptr (GString) expected = g_string_new (NULL);

  g_assert_nonnull (text);
  g_assert_cmpuint (count (text, "\r\nRRULE:FREQ"), >=, 1);
  shown = read_elsewhere (text);
  for (guint j = 0; days[j] != NULL; j++)
    g_string_append_printf (expected, "%sZ 60 ;Gouvernance;;\n", days[j]);
  if (shown != NULL)
    g_assert_cmpstr (shown, ==, expected->str);
}

/* One moved, one cancelled, one longer in another room; a stranger's does not count. */
static void
test_changed (void)
{
  const CercleWorkingTime time = { .holidays = "metropole", .zone = "Europe/Paris" };
  g_autoptr (CercleRecord) series = series_new (0);
  g_autoptr (GPtrArray) meetings = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *text = NULL, *shown = NULL;
  static const char *const slots[] = { "2020-10-20", "2020-10-27", "2020-11-03", "2020-11-10" };

  for (guint i = 0; i < G_N_ELEMENTS (slots); i++)
    {
      const CercleSlot slot = { cercle_day_parse (slots[i]), cercle_day_parse (slots[i]) };
      g_ptr_array_add (meetings, cercle_series_meeting (series, &slot));
    }
  cercle_record_set_text (meetings->pdata[0], CERCLE_MEETING_CANCELLED_WHY, "Mme Quesnel absente");
  cercle_record_set_text (meetings->pdata[1], CERCLE_MEETING_HELD_ON, "2020-10-23");
  cercle_record_set_integer (meetings->pdata[2], CERCLE_MEETING_LENGTH, 90);
  cercle_record_set_text (meetings->pdata[2], CERCLE_MEETING_PLACE, "Salle 2, rez-de-chaussée");
  text = write_series (series, meetings, &time, "2020-10-13");
  g_assert_cmpuint (count (text, "BEGIN:VEVENT"), ==, 3);
  g_assert_cmpuint (count (text, "RECURRENCE-ID;TZID=Europe/Paris:"), ==, 2);
  g_assert_cmpuint (count (text, "EXDATE;TZID=Europe/Paris:20201020T140000"), ==, 1);
  g_assert_null (strstr (text, "Quesnel"));
  shown = read_elsewhere (text);
  if (shown != NULL)
    g_assert_cmpstr (shown, ==,
                     "2020-10-13T12:00Z 60 ;Gouvernance;;\n2020-10-23T12:00Z 60 ;Gouvernance;;\n"
                     "2020-11-03T13:00Z 90 ;Gouvernance;Salle 2, rez-de-chaussée;\n"
                     "2020-11-10T13:00Z 60 ;Gouvernance;;\n");
}

/* Without an end it is told a year ahead, and from a month ago on; the identity stays. */
static void
test_endless (void)
{
  const CercleWorkingTime time = { .holidays = "metropole", .zone = "Europe/Paris" };
  g_autoptr (CercleRecord) series = series_new (0);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autofree char *text = NULL, *later = NULL, *uid = NULL, *shown = NULL;

  cercle_record_set_text (series, CERCLE_SERIES_ENDS_ON, NULL);
  text = write_series (series, none, &time, "2020-10-13");
  later = write_series (series, none, &time, "2022-06-14");
  uid = g_strdup_printf ("\r\nUID:%s@cercle360.org\r\n", cercle_record_get_id (series));
  g_assert_nonnull (strstr (text, uid));
  g_assert_nonnull (strstr (later, uid));
  g_assert_nonnull (strstr (text, "\r\nDTSTART;TZID=Europe/Paris:20201013T140000\r\n"));
  g_assert_nonnull (strstr (later, "\r\nDTSTART;TZID=Europe/Paris:20220517T140000\r\n"));
  g_assert_nonnull (strstr (text, "UNTIL=20211012T"));
  shown = read_elsewhere (later);
  if (shown != NULL)
    g_assert_true (g_str_has_prefix (shown, "2022-05-17T12:00Z 60 ;Gouvernance;;\n"));
  cercle_record_set_text (series, CERCLE_SERIES_ENDS_ON, "2020-12-31");
  g_assert_null (write_series (series, none, &time, "2022-06-14"));
}

static const struct
{
  const char *title, *place, *link;
  const char *shown;
} hostile[] = {
  { "Réunion\r\nATTENDEE:mailto:x@example.org", "Ici", NULL,
    "Réunion ATTENDEE:mailto:x@example.org;Ici;" },
  { "a;b,c\\n\\d:\"e\"", "Salle; 2, \\N", NULL, "a;b,c\\n\\d:\"e\";Salle; 2, \\N;" },
  { "END:VEVENT", "BEGIN:VALARM\nEND:VALARM", NULL, "END:VEVENT;BEGIN:VALARM END:VALARM;" },
  { "é", NULL, "https://visio.example.org/a?b=c&d=e", "é;;https://visio.example.org/a?b=c&d=e" },
  { "é", NULL, "https://visio.example.org/\r\nATTENDEE:mailto:x@example.org", "é;;" },
  { "é", NULL, "javascript:alert(1)", "é;;" },
  { "Une réunion dont le titre est assez long pour que chaque ligne se plie au milieu de ses "
    "lettres accentuées : é è ê ë à â ç ï î ô ö ù û ü ÿ œ æ É È Ê Ë À Â Ç Ï Î Ô",
    NULL, NULL,
    "Une réunion dont le titre est assez long pour que chaque ligne se plie au milieu de ses "
    "lettres accentuées : é è ê ë à â ç ï î ô ö ù û ü ÿ œ æ É È Ê Ë À Â Ç Ï Î Ô;;" },
};

static void
test_hostile (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  const CercleWorkingTime time = { .holidays = "reunion", .zone = "Indian/Reunion" };
  const CercleCalendarFrame frame = { &time, cercle_day_parse ("2020-06-23"), NOON };
  g_autoptr (CercleRecord) meeting = cercle_record_new (&cercle_meeting_kind);
  g_autofree char *text = NULL, *shown = NULL, *expected = NULL;

  cercle_record_set_text (meeting, CERCLE_MEETING_NAME, hostile[i].title);
  cercle_record_set_text (meeting, CERCLE_MEETING_PLACE, hostile[i].place);
  cercle_record_set_text (meeting, CERCLE_MEETING_LINK, hostile[i].link);
  cercle_record_set_text (meeting, CERCLE_MEETING_HELD_ON, "2020-06-23");
  cercle_record_set_integer (meeting, CERCLE_MEETING_STARTS_AT, 570);
  cercle_record_set_integer (meeting, CERCLE_MEETING_LENGTH, 45);
  if (i == 0)
    cercle_record_set_text (meeting, CERCLE_MEETING_CANCELLED_WHY, "Grève");
  text = cercle_calendar_of_meeting (meeting, &frame);
  expect_lines (text);
  g_assert_cmpuint (count (text, "\r\nBEGIN:VEVENT\r\n"), ==, 1);
  g_assert_cmpuint (count (text, "\r\nBEGIN:VALARM\r\n"), ==, 0);
  shown = read_elsewhere (text);
  expected =
      g_strdup_printf ("2020-06-23T05:30Z 45 %s;%s\n", i == 0 ? "CANCELLED" : "", hostile[i].shown);
  if (shown != NULL)
    g_assert_cmpstr (shown, ==, expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (series_lines); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/exchange/calendar/series/%s", series_lines[i].name);
      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_series);
    }
  g_test_add_func ("/exchange/calendar/changed", test_changed);
  g_test_add_func ("/exchange/calendar/endless", test_endless);
  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autofree char *path = g_strdup_printf ("/exchange/calendar/hostile/%u", i);
      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_hostile);
    }
  return g_test_run ();
}
