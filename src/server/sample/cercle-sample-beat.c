/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* When does each beat of a track happen, and what is done in it? */
#define G_LOG_DOMAIN "cercle-server"

#include <gio/gio.h>
#include <string.h>

#include "cercle-day.h"
#include "cercle-sample-beat.h"
#include "cercle-sample-case.h"

#define FIRST_MINUTE (9 * 60)
#define LAST_MINUTE (17 * 60 + 40)
#define MANY 32

/* "+1..2?40 @coord status in_staff": when, in how many of a hundred, who, what. */
typedef struct
{
  const CercleSampleLine *line;
  GStrv words;
  guint verb; /* position of the verb within words */
  int offset; /* working days since the first beat, or before the sample's day */
  int minute; /* -1: drawn; -2: right after the one before; -3: some time after it */
  gboolean absolute;
} Beat;

enum
{
  ANY_TIME = -1,
  RIGHT_AFTER = -2,
  LATER = -3,
};

static void
beat_clear (gpointer data)
{
  g_strfreev (((Beat *) data)->words);
}

gboolean
cercle_sample_beat_is (const CercleSampleLine *line)
{
  return line->key[0] == '+' || line->key[0] == '&' || (line->key[0] == 'D' && line->key[1] == '-');
}

static gboolean
refuse (const Beat *beat, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "no beat: %s", beat->line->key);
  return FALSE;
}

/* When */

int
cercle_sample_beat_number (CercleSampleWorld *world, const char *text, const char **end)
{
  char *rest;
  int from = (int) g_ascii_strtoll (text, &rest, 10), to = from;

  if (g_str_has_prefix (rest, ".."))
    to = (int) g_ascii_strtoll (rest + 2, &rest, 10);
  if (end != NULL)
    *end = rest;
  return from + (int) cercle_sample_draw (world, (guint) MAX (to - from + 1, 1));
}

/* "10:12" */
static int
read_minute (const char *text)
{
  char *end;
  int hour = (int) g_ascii_strtoll (text, &end, 10);

  return *end == ':' ? hour * 60 + (int) g_ascii_strtoll (end + 1, NULL, 10) : ANY_TIME;
}

static void
read_when (CercleSampleCase *self, Beat *beat, int before, const char **percent)
{
  const char *when = beat->words[0];
  const char *rest = when + 1;

  if (when[0] == 'D')
    {
      beat->absolute = TRUE;
      beat->offset = (int) g_ascii_strtoll (when + 2, (char **) &rest, 10);
      beat->minute = *rest == '@' ? read_minute (rest + 1) : ANY_TIME;
      return;
    }
  beat->offset = before;
  beat->minute = RIGHT_AFTER;
  if (when[0] == '+')
    {
      int days = cercle_sample_beat_number (self->world, when + 1, &rest);
      beat->offset += days;
      beat->minute = days > 0 ? ANY_TIME : LATER;
    }
  if (*rest == '?')
    *percent = rest + 1;
}

/* (transfer full): the beats that happen, in order. */
static GArray *
read_beats (CercleSampleCase *self)
{
  GArray *beats = g_array_new (FALSE, TRUE, sizeof (Beat));
  int before = 0;

  g_array_set_clear_func (beats, beat_clear);
  for (guint i = 0; i < self->track->lines->len; i++)
    {
      Beat beat = { .line = &g_array_index (self->track->lines, CercleSampleLine, i), .verb = 1 };
      const char *percent = NULL;

      if (!cercle_sample_beat_is (beat.line))
        continue;
      beat.words = g_strsplit (beat.line->key, " ", -1);
      read_when (self, &beat, before, &percent);
      if (percent != NULL &&
          !cercle_sample_chance (self->world, (guint) g_ascii_strtoull (percent, NULL, 10)))
        {
          beat_clear (&beat);
          continue;
        }
      if (!beat.absolute)
        before = beat.offset;
      g_array_append_val (beats, beat);
    }
  return beats;
}

static void
choose_moment (CercleSampleCase *self, const Beat *beat, int day)
{
  gboolean same_day = day == self->day;
  int after;

  if (beat->minute >= 0)
    self->minute = beat->minute;
  else if (!same_day)
    self->minute = FIRST_MINUTE + 5 + (int) cercle_sample_draw (self->world, 6 * 60);
  else
    {
      after = beat->minute == RIGHT_AFTER ? 2 + (int) cercle_sample_draw (self->world, 6)
                                          : 18 + (int) cercle_sample_draw (self->world, 60);
      self->minute = self->minute + after > LAST_MINUTE ? self->minute + 1 : self->minute + after;
    }
  self->day = day;
}

/* Who */

static gboolean
choose_author (CercleSampleCase *self, Beat *beat)
{
  const char *who = beat->words[1];
  int author = (int) self->taker;

  /* Nobody else may read a protected case. */
  if (who != NULL && who[0] == '@')
    {
      beat->verb = 2;
      if (cercle_sample_case_get (self, "profile") != NULL)
        author = (int) self->taker;
      else if (g_str_equal (who, "@coord"))
        author = cercle_sample_draw_member (self->world, self->community, "coordinator", -1);
      else if (g_str_equal (who, "@other"))
        author =
            cercle_sample_draw_member (self->world, self->community, "adviser", (int) self->taker);
      else
        author = cercle_sample_find_member (self->world, who + 1);
    }
  self->author = (guint) MAX (author, 0);
  return author >= 0 && beat->words[beat->verb] != NULL;
}

/* What */

static gboolean
tell_beat (CercleSampleCase *self, Beat *beat, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *text = NULL;
  const CercleSampleVerb *verb;

  if (!choose_author (self, beat))
    return refuse (beat, error);
  verb = cercle_sample_verb_find (beat->words[beat->verb]);
  if (verb == NULL)
    return refuse (beat, error);
  self->step = NULL;
  /* The partner spoken of changes before the words are said. */
  if (verb->prepare != NULL)
    verb->prepare (self, beat->words + beat->verb + 1);
  text = cercle_sample_case_say (self, beat->line->value, error);
  if (text == NULL)
    return FALSE;
  if (verb->act (self, beat->words + beat->verb + 1, text, &local))
    {
      cercle_sample_case_asked (self, beat->words + beat->verb, beat->line->value, text);
      return TRUE;
    }
  if (local == NULL)
    return refuse (beat, error);
  g_propagate_prefixed_error (error, g_steal_pointer (&local), "%s, %s: ", self->track->name,
                              beat->line->key);
  return FALSE;
}

gboolean
cercle_sample_case_tell_track (CercleSampleCase *self, guint last, GError **error)
{
  g_autoptr (GArray) beats = read_beats (self);
  int total = 0;

  for (guint i = 0; i < beats->len; i++)
    {
      const Beat *beat = &g_array_index (beats, Beat, i);
      if (!beat->absolute)
        total = MAX (total, beat->offset);
    }
  self->day = CERCLE_DAY_NONE;
  for (guint i = 0; i < beats->len; i++)
    {
      Beat *beat = &g_array_index (beats, Beat, i);
      int back = beat->absolute ? beat->offset : (int) last + total - beat->offset;

      choose_moment (self, beat, self->world->days[CLAMP (back, 0, CERCLE_SAMPLE_DEPTH)]);
      if (i == 0)
        self->opened = self->day;
      if (!tell_beat (self, beat, error))
        return FALSE;
    }
  return TRUE;
}

guint
cercle_sample_track_days (const CercleSampleBlock *track)
{
  guint days = 0;

  for (guint i = 0; i < track->lines->len; i++)
    {
      const CercleSampleLine *line = &g_array_index (track->lines, CercleSampleLine, i);
      const char *dots = strstr (line->key, "..");
      gsize when = strcspn (line->key, " ");

      if (line->key[0] != '+')
        continue;
      if (dots != NULL && dots < line->key + when)
        days += (guint) g_ascii_strtoull (dots + 2, NULL, 10);
      else
        days += (guint) g_ascii_strtoull (line->key + 1, NULL, 10);
    }
  return days;
}
