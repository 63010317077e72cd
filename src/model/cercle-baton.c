/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who held a case, for how long, and what is wrong with its baton? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-baton.h"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-community.h"
#include "cercle-day.h"
#include "cercle-event.h"
#include "cercle-instant.h"
#include "cercle-macros.h"
#include "cercle-moves.h"
#include "cercle-request.h"

#define DAY (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)
#define RELAY_HOURS 4 /* until the community says something else */

static void
segment_free (gpointer data)
{
  CercleBatonSegment *segment = data;

  g_free (segment->holder);
  g_free (segment->since);
  g_free (segment->until);
  g_free (segment->promised_by);
  g_free (segment->begun_by);
  g_free (segment);
}

/* Instants are text that sorts; two at the same moment by identity, the same on every desk. */
static int
compare_events (gconstpointer a, gconstpointer b)
{
  CercleRecord *first = *(CercleRecord *const *) a, *second = *(CercleRecord *const *) b;
  int order = g_strcmp0 (cercle_record_get_text (first, CERCLE_EVENT_AT),
                         cercle_record_get_text (second, CERCLE_EVENT_AT));

  return order != 0 ? order : strcmp (cercle_record_get_id (first), cercle_record_get_id (second));
}

static gboolean
is_sort (CercleRecord *event, const char *sort)
{
  return g_strcmp0 (cercle_record_get_text (event, CERCLE_EVENT_SORT), sort) == 0;
}

static GPtrArray *
moves_of (GPtrArray *events)
{
  GPtrArray *moves = g_ptr_array_new ();

  for (guint i = 0; i < events->len; i++)
    if (!cercle_record_get_flag (events->pdata[i], CERCLE_EVENT_STALE) &&
        (is_sort (events->pdata[i], "baton") || is_sort (events->pdata[i], "closing") ||
         is_sort (events->pdata[i], "reopening")))
      g_ptr_array_add (moves, events->pdata[i]);
  g_ptr_array_sort (moves, compare_events);
  return moves;
}

static CercleBatonSegment *
last_of (GPtrArray *segments)
{
  return segments->len > 0 ? segments->pdata[segments->len - 1] : NULL;
}

static void
begin (GPtrArray *segments, const char *holder, const char *at)
{
  CercleBatonSegment *segment = g_new0 (CercleBatonSegment, 1);

  segment->holder = g_strdup (holder);
  segment->since = g_strdup (at);
  /* A → B → A; nobody between two is not a hand. */
  segment->returned =
      holder != NULL && segments->len >= 2 &&
      g_strcmp0 (((CercleBatonSegment *) segments->pdata[segments->len - 2])->holder, holder) ==
          0 &&
      last_of (segments)->holder != NULL;
  g_ptr_array_add (segments, segment);
}

static void
end (GPtrArray *segments, const char *at)
{
  CercleBatonSegment *segment = last_of (segments);

  if (segment != NULL && segment->until == NULL)
    segment->until = g_strdup (at);
}

/* What was handed on by mistake was never away. Somebody who has had it since was no mistake: then
 * it is handed on like any other. */
static gboolean
take_back (GPtrArray *segments, CercleRecord *event)
{
  CercleBatonSegment *last = last_of (segments), *before = NULL;
  const char *to = cercle_record_get_text (event, CERCLE_EVENT_TO);

  if (segments->len < 2 || !cercle_baton_is_back (event) || last->until != NULL ||
      g_strcmp0 (last->begun_by, cercle_record_get_text (event, CERCLE_EVENT_OF_ID)) != 0)
    return FALSE;
  before = segments->pdata[segments->len - 2];
  if (g_strcmp0 (before->holder, to) != 0)
    return FALSE;
  g_ptr_array_set_size (segments, (int) segments->len - 1);
  g_clear_pointer (&before->until, g_free);
  return TRUE;
}

static void
take_baton (GPtrArray *segments, CercleRecord *event)
{
  const char *to = cercle_record_get_text (event, CERCLE_EVENT_TO);
  const char *at = cercle_record_get_text (event, CERCLE_EVENT_AT);
  CercleBatonSegment *segment = last_of (segments);

  if (take_back (segments, event))
    segment = last_of (segments);
  else if (segment == NULL || segment->until != NULL || g_strcmp0 (segment->holder, to) != 0)
    {
      end (segments, at);
      begin (segments, to, at);
      segment = last_of (segments);
      segment->begun_by = g_strdup (cercle_record_get_id (event));
    }
  g_free (segment->promised_by);
  segment->promised_by = g_strdup (cercle_record_get_text (event, CERCLE_EVENT_PROMISED_BY));
}

/* A case that is opened again is where it was. */
static void
reopen (GPtrArray *segments, const char *at)
{
  CercleBatonSegment *segment = last_of (segments);
  g_autofree char *holder = segment != NULL ? g_strdup (segment->holder) : NULL;

  if (segment == NULL || segment->until == NULL)
    return;
  begin (segments, holder, at);
  last_of (segments)->returned = FALSE;
}

static int
days_between (const char *since, const char *until)
{
  gint64 from, to;

  if (!cercle_instant_parse (since, &from) || !cercle_instant_parse (until, &to))
    return 0;
  return (int) MAX (0, (to - from) / DAY);
}

GPtrArray *
cercle_baton_segments (GPtrArray *events, const char *first_holder, const char *opened_at,
                       const char *now)
{
  GPtrArray *segments = g_ptr_array_new_with_free_func (segment_free);
  g_autoptr (GPtrArray) moves = moves_of (events);

  if (opened_at != NULL)
    begin (segments, first_holder, opened_at);
  for (guint i = 0; i < moves->len; i++)
    {
      const char *at = cercle_record_get_text (moves->pdata[i], CERCLE_EVENT_AT);

      if (is_sort (moves->pdata[i], "baton"))
        take_baton (segments, moves->pdata[i]);
      else if (is_sort (moves->pdata[i], "closing"))
        end (segments, at);
      else
        reopen (segments, at);
    }
  for (guint i = 0; i < segments->len; i++)
    {
      CercleBatonSegment *segment = segments->pdata[i];
      segment->days = days_between (segment->since, segment->until != NULL ? segment->until : now);
    }
  return segments;
}

guint
cercle_baton_returns (GPtrArray *segments)
{
  guint n = 0;

  for (guint i = 0; i < segments->len; i++)
    n += ((const CercleBatonSegment *) segments->pdata[i])->returned;
  return n;
}

char
cercle_baton_letter (GPtrArray *segments, guint segment)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new ();

  for (guint i = 0; i <= segment && i < segments->len; i++)
    {
      char *holder = ((CercleBatonSegment *) segments->pdata[i])->holder;
      guint at = 0;

      if (holder == NULL && i == segment)
        return '-';
      if (holder == NULL)
        continue;
      if (!g_ptr_array_find_with_equal_func (known, holder, g_str_equal, &at))
        {
          at = known->len;
          g_ptr_array_add (known, holder);
        }
      if (i == segment)
        return (char) (at % 52 < 26 ? 'A' + at % 26 : 'a' + at % 26);
    }
  return '-';
}

/* Taken back */

gboolean
cercle_baton_is_back (CercleRecord *event)
{
  return is_sort (event, "baton") &&
         g_strcmp0 (cercle_record_get_text (event, CERCLE_EVENT_OF_KIND), cercle_event_kind.name) ==
             0;
}

CercleRecord *
cercle_baton_back (CercleRecord *before, CercleRecord *after, CercleRecord *event)
{
  CercleRecord *back =
      cercle_move_baton (after, cercle_record_get_text (before, CERCLE_CASE_HOLDER),
                         cercle_record_get_text (before, CERCLE_CASE_NEXT_STEP),
                         cercle_record_get_text (before, CERCLE_CASE_PROMISED_BY));

  cercle_record_set_text (back, CERCLE_EVENT_OF_KIND, cercle_event_kind.name);
  cercle_record_set_text (back, CERCLE_EVENT_OF_ID, cercle_record_get_id (event));
  cercle_record_set_text (back, CERCLE_EVENT_HELD_SINCE,
                          cercle_record_get_text (before, CERCLE_CASE_HOLDER_SINCE));
  cercle_record_set_text (back, CERCLE_EVENT_HELD_BEFORE,
                          cercle_record_get_text (before, CERCLE_CASE_HELD_BEFORE));
  if (cercle_record_get_flag (before, CERCLE_CASE_TAKEN_UP))
    cercle_record_set_flag (back, CERCLE_EVENT_TAKEN_UP, TRUE);
  return back;
}

/* The hand-over that is taken back was a return when it went to whom the holder of before had it
 * from. */
static void
count_return_back (CercleRecord *kase, CercleRecord *event)
{
  const char *from = cercle_record_get_text (event, CERCLE_EVENT_FROM);
  gint64 returns = cercle_record_get_integer (kase, CERCLE_CASE_RETURNS, 0);

  if (from == NULL || returns == 0 ||
      g_strcmp0 (from, cercle_record_get_text (event, CERCLE_EVENT_TO)) == 0 ||
      g_strcmp0 (from, cercle_record_get_text (event, CERCLE_EVENT_HELD_BEFORE)) != 0)
    return;
  if (returns > 1)
    cercle_record_set_integer (kase, CERCLE_CASE_RETURNS, returns - 1);
  else
    cercle_record_unset (kase, CERCLE_CASE_RETURNS);
}

void
cercle_baton_give_back (CercleRecord *kase, CercleRecord *event)
{
  count_return_back (kase, event);
  cercle_record_set_text (kase, CERCLE_CASE_HOLDER_SINCE,
                          cercle_record_get_text (event, CERCLE_EVENT_HELD_SINCE));
  cercle_record_set_text (kase, CERCLE_CASE_HELD_BEFORE,
                          cercle_record_get_text (event, CERCLE_EVENT_HELD_BEFORE));
}

/* What is wrong */

CercleBatonWrongs
cercle_baton_wrongs (CercleRecord *kase, const char *today)
{
  const char *promised = cercle_record_get_text (kase, CERCLE_CASE_PROMISED_BY);
  CercleBatonWrongs wrongs = 0;

  if (!cercle_record_get_flag (kase, CERCLE_CASE_OPEN))
    return 0;
  if (!cercle_record_is_set (kase, CERCLE_CASE_HOLDER))
    wrongs |= CERCLE_BATON_NOBODY;
  if (!cercle_record_is_set (kase, CERCLE_CASE_NEXT_STEP))
    wrongs |= CERCLE_BATON_NO_STEP;
  /* What is due says when, whether it was promised with the baton or by an action. */
  if (!cercle_record_is_set (kase, CERCLE_CASE_NEXT_DUE_ON))
    wrongs |= CERCLE_BATON_NO_PROMISE;
  if (promised != NULL && strcmp (promised, today) < 0)
    wrongs |= CERCLE_BATON_SILENT;
  if (cercle_record_get_integer (kase, CERCLE_CASE_RETURNS, 0) > 0)
    wrongs |= CERCLE_BATON_TO_AND_FRO;
  return wrongs;
}

GStrv
cercle_baton_sentences (CercleBatonWrongs wrongs)
{
  static const struct
  {
    CercleBatonWrongs wrong;
    const char *sentence;
  } told[] = {
    { CERCLE_BATON_NOBODY, N_ ("Nobody holds this case.") },
    { CERCLE_BATON_SILENT, N_ ("The promised day has passed, and nothing new is promised.") },
    { CERCLE_BATON_NO_PROMISE, N_ ("Nothing is promised for a day.") },
    { CERCLE_BATON_NO_STEP, N_ ("The next step is not said.") },
    { CERCLE_BATON_TO_AND_FRO, N_ ("The baton came back to whom it came from.") },
  };
  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    if (wrongs & told[i].wrong)
      g_strv_builder_add (sentences, _ (told[i].sentence));
  return g_strv_builder_end (sentences);
}

gint64
cercle_transfer_due (CercleRecord *transfer, CercleRecord *community, const CercleWorkingTime *time)
{
  gint64 sent = 0;
  gint64 hours =
      community != NULL
          ? cercle_record_get_integer (community, CERCLE_COMMUNITY_DELAY_RELAY, RELAY_HOURS)
          : RELAY_HOURS;

  if (!cercle_instant_parse (cercle_record_get_text (transfer, CERCLE_TRANSFER_SENT_AT), &sent))
    return 0;
  return cercle_working_minutes_after (time, sent, hours * 60);
}

CercleTransferState
cercle_transfer_state (CercleRecord *transfer, gint64 due, gint64 now)
{
  if (cercle_record_is_set (transfer, CERCLE_TRANSFER_TAKEN_BACK_AT))
    return CERCLE_TRANSFER_TAKEN_BACK;
  if (cercle_record_is_set (transfer, CERCLE_TRANSFER_REFUSED_AT))
    return CERCLE_TRANSFER_REFUSED;
  if (cercle_record_is_set (transfer, CERCLE_TRANSFER_ACCEPTED_AT))
    return CERCLE_TRANSFER_ACCEPTED;
  return now > due ? CERCLE_TRANSFER_LATE : CERCLE_TRANSFER_WAITING;
}
