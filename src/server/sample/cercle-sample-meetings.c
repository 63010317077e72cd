/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* When does the sample's governance meet, and who comes? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-sample-meetings.h"

#include <string.h>

#include "cercle-agenda-compose.h"
#include "cercle-agenda.h"
#include "cercle-case.h"
#include "cercle-day.h"
#include "cercle-id.h"
#include "cercle-instant.h"
#include "cercle-person.h"
#include "cercle-query.h"

#define COORDINATOR "hmaupertuis"
#define STARTS_AT (14 * 60)
#define LENGTH 60
#define STAFF_CASES 3

/* What is done about each meeting, in order. */
enum
{
  FOUND, /* the series and its first meeting */
  HOLD,
  VALIDATE, /* and share its minutes */
  DRAFT,    /* the rule that it decided */
  ENFORCE,
  N_STAGES
};
/* Besides the series. */
enum
{
  LAUNCH = 1000,
  STAFF_PREPARE,
  STAFF_HOLD,
  STAFF_NEXT,
};

/* --- Days */

/* The next meeting is on the sample's day, or on the next one that people work on. */
static int
next_day (CercleSampleWorld *world)
{
  return cercle_working_days_after (&world->time, world->day, 0);
}

static CercleRecord *
new_series (CercleSampleWorld *world, const char *scope)
{
  const CercleSampleBlock *block = cercle_sample_book_find (world->meetings, "series");
  g_autofree char *id = cercle_id_derive (scope, "sample-series", "governance", NULL);
  g_autofree char *begins = cercle_day_to_text (next_day (world) - 7 * CERCLE_SAMPLE_WEEKS);
  CercleRecord *series = cercle_record_new_with_id (&cercle_series_kind, id);

  cercle_envelope_set (&cercle_record_envelope (series)->scope, scope);
  cercle_envelope_set (&cercle_record_envelope (series)->audience, cercle_series_kind.audience);
  cercle_record_set_text (series, CERCLE_SERIES_SORT, "governance");
  cercle_record_set_text (series, CERCLE_SERIES_RHYTHM, "weekly");
  cercle_record_set_text (series, CERCLE_SERIES_BEGINS_ON, begins);
  cercle_record_set_text (series, CERCLE_SERIES_ON_HOLIDAY, "next_working_day");
  cercle_record_set_integer (series, CERCLE_SERIES_STARTS_AT, STARTS_AT);
  cercle_record_set_integer (series, CERCLE_SERIES_LENGTH, LENGTH);
  cercle_record_set_text (series, CERCLE_SERIES_PLACE, cercle_sample_block_get (block, "place"));
  return series;
}

/* (transfer full): CercleSlot of each week, the first CERCLE_SAMPLE_WEEKS before the next. */
static GArray *
slots_of (CercleSampleWorld *world, CercleRecord *series)
{
  int next = next_day (world);

  return cercle_series_slots (series, &world->time, next - 7 * CERCLE_SAMPLE_WEEKS, next);
}

/* --- Who comes */

char *
cercle_sample_reference (CercleSampleBatch *batch, const char *name)
{
  int member = cercle_sample_find_member (batch->world, name);
  int org = cercle_sample_find_org (batch->world, name);

  if (member >= 0)
    return g_strconcat ("member:", batch->ids[cercle_sample_member (batch->world, member)->slot],
                        NULL);
  return org >= 0
             ? g_strconcat (
                   "organisation:", batch->ids[cercle_sample_org (batch->world, org)->slot], NULL)
             : NULL;
}

static void
add_attendees (CercleSampleBatch *batch, CercleRecord *meeting, const CercleSampleBlock *block)
{
  for (guint i = 0; i < block->lines->len; i++)
    {
      const CercleSampleLine *line = &g_array_index (block->lines, CercleSampleLine, i);
      g_autofree char *who = cercle_sample_reference (batch, line->value);
      g_autoptr (CercleRecord) attendee = NULL;

      if (cercle_choice_find (cercle_parties, line->key) == NULL)
        continue;
      attendee =
          cercle_sample_batch_new (batch, &cercle_attendee_kind,
                                   cercle_attendee_id (batch->scope, cercle_record_get_id (meeting),
                                                       who != NULL ? who : line->value));
      cercle_record_set_text (attendee, CERCLE_ATTENDEE_MEETING, cercle_record_get_id (meeting));
      cercle_record_set_text (attendee, who != NULL ? CERCLE_ATTENDEE_WHO : CERCLE_ATTENDEE_NAME,
                              who != NULL ? who : line->value);
      cercle_record_set_text (attendee, CERCLE_ATTENDEE_PARTY, line->key);
      cercle_record_set_text (attendee, CERCLE_ATTENDEE_PRESENCE, "invited");
      cercle_sample_batch_create (batch, attendee);
    }
}

/* (transfer full) */
static CercleRecord *
add_meeting (CercleSampleBatch *batch, CercleRecord *series, const CercleSlot *slot)
{
  CercleRecord *meeting = cercle_series_meeting (series, slot);

  cercle_sample_batch_create (batch, meeting);
  add_attendees (batch, meeting, cercle_sample_book_find (batch->world->meetings, "attendees"));
  return meeting;
}

/* --- The series */

static gboolean
validate (CercleSampleMeeting *self)
{
  g_autoptr (CercleRecord) after = cercle_record_copy (self->meeting);

  cercle_record_set_text (after, CERCLE_MEETING_VALIDATED_AT, self->batch->at);
  cercle_record_set_text (after, CERCLE_MEETING_VALIDATED_BY, self->batch->member);
  /* The last ones are not shared yet. */
  if (self->week > 1)
    {
      cercle_record_set_text (after, CERCLE_MEETING_SHARED_AT, self->batch->at);
      cercle_record_set_text (after, CERCLE_MEETING_SHARED_BY, self->batch->member);
    }
  cercle_sample_batch_patch (self->batch, self->meeting, after);
  return TRUE;
}

static gboolean
hold (CercleSampleMeeting *self, const CercleSlot *slot, GError **error)
{
  g_autoptr (CercleRecord) next = add_meeting (self->batch, self->series, slot);

  return cercle_sample_week_hold (self, next, error);
}

static gboolean
fill_week (CercleSampleBatch *batch, guint which, GError **error)
{
  guint n = which / N_STAGES, stage = which % N_STAGES;
  g_autoptr (CercleRecord) series = new_series (batch->world, batch->scope);
  g_autoptr (GArray) slots = slots_of (batch->world, series);
  const CercleSlot *slot = &g_array_index (slots, CercleSlot, n);
  g_autofree char *slot_on = cercle_day_to_text (slot->slot);
  g_autofree char *id = cercle_meeting_id (batch->scope, cercle_record_get_id (series), slot_on);
  g_autofree char *name = g_strdup_printf ("week-%u", CERCLE_SAMPLE_WEEKS - n);
  g_autoptr (CercleRecord) meeting = NULL;
  CercleSampleMeeting self = { batch,
                               series,
                               NULL,
                               slot->day,
                               CERCLE_SAMPLE_WEEKS - n,
                               cercle_sample_book_find (batch->world->meetings, name) };

  cercle_record_set_text (series, CERCLE_SERIES_ORGANISER, batch->member);
  if (stage == FOUND)
    {
      cercle_sample_batch_create (batch, series);
      meeting = add_meeting (batch, series, slot);
      return TRUE;
    }
  self.meeting = meeting = cercle_store_get (batch->store, &cercle_meeting_kind, id, error);
  if (meeting == NULL)
    return FALSE;
  if (stage == HOLD)
    return hold (&self, slot + 1, error);
  return stage == VALIDATE ? validate (&self)
                           : cercle_sample_agreement (&self, stage == ENFORCE, error);
}

/* --- The launch of the region, and the staff */

static CercleRecord *
new_meeting (CercleSampleBatch *batch, const char *sort, int day, int starts_at, int length)
{
  const CercleSampleBlock *block = cercle_sample_book_find (batch->world->meetings, sort);
  g_autofree char *held_on = cercle_day_to_text (day);
  CercleRecord *meeting = cercle_sample_batch_new (batch, &cercle_meeting_kind,
                                                   cercle_meeting_id (batch->scope, sort, held_on));

  cercle_record_set_text (meeting, CERCLE_MEETING_SORT, sort);
  cercle_record_set_text (meeting, CERCLE_MEETING_NAME, cercle_sample_block_get (block, "name"));
  cercle_record_set_text (meeting, CERCLE_MEETING_PLACE, cercle_sample_block_get (block, "place"));
  cercle_record_set_text (meeting, CERCLE_MEETING_HELD_ON, held_on);
  cercle_record_set_integer (meeting, CERCLE_MEETING_STARTS_AT, starts_at);
  cercle_record_set_integer (meeting, CERCLE_MEETING_LENGTH, length);
  cercle_record_set_text (meeting, CERCLE_MEETING_ORGANISER, batch->member);
  return meeting;
}

/* Nobody of the Département is asked: the page says so. */
static void
fill_launch (CercleSampleBatch *batch)
{
  const CercleSampleBlock *block = cercle_sample_book_find (batch->world->meetings, "launch");
  int day = cercle_working_days_after (&batch->world->time, batch->world->day, 12);
  g_autoptr (CercleRecord) meeting = new_meeting (batch, "launch", day, 10 * 60, 90);
  guint position = 0;

  cercle_sample_batch_create (batch, meeting);
  add_attendees (batch, meeting, block);
  for (guint i = 0; i < block->lines->len; i++)
    {
      const CercleSampleLine *line = &g_array_index (block->lines, CercleSampleLine, i);
      g_autoptr (CercleRecord) item = NULL;

      if (!g_str_has_prefix (line->key, "item "))
        continue;
      item = cercle_agenda_item_new (meeting, "free", line->value);
      cercle_record_set_integer (item, CERCLE_AGENDA_ITEM_POSITION, ++position * 100);
      cercle_record_set_text (item, CERCLE_AGENDA_ITEM_TITLE, line->value);
      cercle_record_set_integer (item, CERCLE_AGENDA_ITEM_MINUTES,
                                 g_ascii_strtoll (line->key + strlen ("item "), NULL, 10));
      cercle_sample_batch_create (batch, item);
    }
}

/* (transfer full): open cases of the hardest level that the whole team reads, the oldest first. */
static GPtrArray *
staff_cases (CercleSampleBatch *batch, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_case_kind);
  g_autoptr (GPtrArray) found = NULL;

  cercle_query_where (query, CERCLE_CASE_OPEN, CERCLE_IS, "1");
  cercle_query_where (query, CERCLE_CASE_COMPLEXITY, CERCLE_IS_NOT, "simple");
  cercle_query_sort (query, -1, CERCLE_CASE_OPENED_ON, FALSE);
  found = cercle_store_find (batch->store, query, error);
  for (guint i = found != NULL ? found->len : 0; i > 0; i--)
    {
      const CercleEnvelope *envelope = cercle_record_envelope (found->pdata[i - 1]);

      if (g_strcmp0 (envelope->scope, batch->scope) != 0 ||
          g_strcmp0 (envelope->audience, "team") != 0)
        g_ptr_array_remove_index (found, i - 1);
    }
  return g_steal_pointer (&found);
}

/* (transfer full): without a name, "M. Q.". */
static char *
initials_of (CercleSampleBatch *batch, CercleRecord *kase)
{
  const char *id = cercle_record_get_text (kase, CERCLE_CASE_PERSON);
  g_autoptr (CercleRecord) person =
      id != NULL ? cercle_store_get (batch->store, &cercle_person_kind, id, NULL) : NULL;

  return person != NULL ? cercle_person_initials (person) : g_strdup ("Situation anonyme");
}

static gboolean
add_staff (CercleSampleBatch *batch, int day, guint skipped, GError **error)
{
  g_autoptr (CercleRecord) meeting = new_meeting (batch, "staff", day, 9 * 60 + 30, 55);
  g_autoptr (GPtrArray) cases = staff_cases (batch, error);

  if (cases == NULL)
    return FALSE;
  cercle_sample_batch_create (batch, meeting);
  add_attendees (batch, meeting, cercle_sample_book_find (batch->world->meetings, "staff"));
  for (guint i = skipped; i < MIN (cases->len, skipped + STAFF_CASES); i++)
    {
      const char *id = cercle_record_get_id (cases->pdata[i]);
      g_autofree char *about = g_strconcat ("case:", id, NULL);
      g_autofree char *title = initials_of (batch, cases->pdata[i]);
      g_autofree char *today = cercle_day_to_text (batch->world->day);
      g_autofree char *told = cercle_agenda_tell_case (batch->store, cases->pdata[i], today, error);
      g_autoptr (CercleRecord) item = cercle_agenda_item_new (meeting, "case", id);

      cercle_record_set_integer (item, CERCLE_AGENDA_ITEM_POSITION, (i + 1) * 100);
      cercle_record_set_text (item, CERCLE_AGENDA_ITEM_TITLE, title);
      if (told == NULL)
        return FALSE;
      cercle_record_set_text (item, CERCLE_AGENDA_ITEM_ABOUT, about);
      cercle_record_set_text (item, CERCLE_AGENDA_ITEM_TEXT, told);
      cercle_record_set_integer (item, CERCLE_AGENDA_ITEM_MINUTES, 15);
      cercle_sample_batch_create (batch, item);
    }
  return TRUE;
}

static void
decide_staff (CercleSampleBatch *batch, CercleRecord *item, const CercleSampleBlock *block)
{
  g_autoptr (CercleRecord) after = cercle_record_copy (item);
  g_autoptr (CercleRecord) decision = cercle_sample_batch_new (batch, &cercle_decision_kind, NULL);
  g_autofree char *due = cercle_day_to_text (batch->world->day);
  g_autofree char *holder = g_strconcat ("member:", batch->member, NULL);

  cercle_record_set_text (after, CERCLE_AGENDA_ITEM_STATE, "done");
  cercle_record_set_text (after, CERCLE_AGENDA_ITEM_NOTES, cercle_sample_block_get (block, "note"));
  cercle_record_set_integer (after, CERCLE_AGENDA_ITEM_SECONDS, 780);
  cercle_sample_batch_patch (batch, item, after);
  cercle_record_set_text (decision, CERCLE_DECISION_MEETING,
                          cercle_record_get_text (item, CERCLE_AGENDA_ITEM_MEETING));
  cercle_record_set_text (decision, CERCLE_DECISION_ITEM, cercle_record_get_id (item));
  cercle_record_set_text (decision, CERCLE_DECISION_SORT, "action");
  cercle_record_set_text (decision, CERCLE_DECISION_TEXT,
                          cercle_sample_block_get (block, "decision"));
  cercle_record_set_text (decision, CERCLE_DECISION_HOLDER, holder);
  cercle_record_set_text (decision, CERCLE_DECISION_DUE_ON, due);
  cercle_sample_batch_create (batch, decision);
}

/* Two of its cases were spoken of; the third was not reached. */
static gboolean
hold_staff (CercleSampleBatch *batch, int day, GError **error)
{
  const CercleSampleBlock *block = cercle_sample_book_find (batch->world->meetings, "staff");
  g_autofree char *held_on = cercle_day_to_text (day);
  g_autofree char *id = cercle_meeting_id (batch->scope, "staff", held_on);
  g_autoptr (CercleRecord) meeting =
      cercle_store_get (batch->store, &cercle_meeting_kind, id, error);
  g_autoptr (CercleRecord) after = meeting != NULL ? cercle_record_copy (meeting) : NULL;
  g_autofree char *opened =
      cercle_instant_format (cercle_instant_from_local (day, 9 * 60 + 30, CERCLE_SAMPLE_ZONE));
  g_autoptr (GPtrArray) items = NULL;

  if (meeting == NULL)
    return FALSE;
  cercle_record_set_text (after, CERCLE_MEETING_OPENED_AT, opened);
  cercle_record_set_text (after, CERCLE_MEETING_CLOSED_AT, batch->at);
  cercle_sample_batch_patch (batch, meeting, after);
  items = cercle_sample_batch_find (batch, &cercle_agenda_item_kind, CERCLE_AGENDA_ITEM_MEETING, id,
                                    error);
  for (guint i = 0; items != NULL && i + 1 < items->len; i++)
    decide_staff (batch, items->pdata[i], block);
  return items != NULL;
}

static gboolean
fill_other (CercleSampleBatch *batch, guint which, GError **error)
{
  CercleSampleWorld *world = batch->world;

  switch (which)
    {
    case STAFF_PREPARE:
      return add_staff (batch, world->days[5], 0, error);
    case STAFF_HOLD:
      return hold_staff (batch, world->days[5], error);
    case STAFF_NEXT:
      return add_staff (batch, cercle_working_days_after (&world->time, world->day, 2), 1, error);
    default:
      fill_launch (batch);
      return TRUE;
    }
}

/* --- All of them */

static void
add (GArray *sittings, CercleSampleWorld *world, guint which, int day, int minute)
{
  const CercleSampleSitting sitting = {
    .at = cercle_instant_from_local (day, minute, CERCLE_SAMPLE_ZONE),
    .member = (guint) cercle_sample_find_member (world, COORDINATOR),
    .which = which,
    .fill = which < LAUNCH ? fill_week : fill_other,
  };

  cercle_sample_sitting_add (sittings, world, &sitting);
}

void
cercle_sample_meetings (CercleSampleWorld *world, GArray *sittings)
{
  g_autoptr (CercleRecord) series = new_series (world, "c:");
  g_autoptr (GArray) slots = slots_of (world, series);

  for (guint i = 0; i < CERCLE_SAMPLE_WEEKS && i + 1 < slots->len; i++)
    {
      const CercleSlot *slot = &g_array_index (slots, CercleSlot, i);
      g_autofree char *name = g_strdup_printf ("week-%u", CERCLE_SAMPLE_WEEKS - i);
      const CercleSampleBlock *block = cercle_sample_book_find (world->meetings, name);
      int after = cercle_working_days_after (&world->time, slot->day, 1);

      if (i == 0)
        add (sittings, world, FOUND, slot->day, 8 * 60 + 30);
      add (sittings, world, i * N_STAGES + HOLD, slot->day, STARTS_AT + LENGTH + 5);
      add (sittings, world, i * N_STAGES + VALIDATE, after, 9 * 60 + 40);
      if (cercle_sample_block_get (block, "decision rule hmaupertuis 1 matrix") != NULL)
        {
          add (sittings, world, i * N_STAGES + DRAFT, after, 11 * 60);
          add (sittings, world, i * N_STAGES + ENFORCE, after, 11 * 60 + 20);
        }
    }
  add (sittings, world, STAFF_PREPARE, world->days[6], 16 * 60);
  add (sittings, world, STAFF_HOLD, world->days[5], 10 * 60 + 25);
  add (sittings, world, STAFF_NEXT, world->days[2], 16 * 60);
  add (sittings, world, LAUNCH, world->days[4], 16 * 60);
}
