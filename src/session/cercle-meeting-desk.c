/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which meetings are there, and what stands on the sheet of one? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-meeting-desk.h"

#include <string.h>

#include "cercle-agenda-compose.h"
#include "cercle-agenda-words.h"
#include "cercle-community.h"
#include "cercle-day.h"
#include "cercle-meeting-desk-private.h"
#include "cercle-query.h"
#include "cercle-series.h"
#include "cercle-session-private.h"

/* A slot that is no working day is held within so many days; and a series of every month is found
 * again within so many. */
#define DAYS_MOVED 14
#define DAYS_AHEAD 100

static void
meeting_line_free (gpointer data)
{
  CercleMeetingLine *line = data;

  g_clear_object (&line->meeting);
  g_free (line);
}

GPtrArray *
cercle_meeting_find (CercleStore *store, const CercleKind *kind, guint field, const char *value,
                     int sort, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (kind);

  cercle_query_where (query, field, CERCLE_IS, value);
  if (sort >= 0)
    cercle_query_sort (query, -1, (guint) sort, FALSE);
  return cercle_store_find (store, query, error);
}

gboolean
cercle_meeting_is_written_by (CercleSession *self)
{
  return cercle_session_may (self, &cercle_agenda_item_kind, CERCLE_OP_CREATE);
}

/* --- Which there are -------------------------------------------------------------------------- */

static int
by_time (gconstpointer a, gconstpointer b)
{
  CercleRecord *one = (*(CercleMeetingLine *const *) a)->meeting,
               *other = (*(CercleMeetingLine *const *) b)->meeting;
  int days = g_strcmp0 (cercle_record_get_text (one, CERCLE_MEETING_HELD_ON),
                        cercle_record_get_text (other, CERCLE_MEETING_HELD_ON));
  gint64 minutes = cercle_record_get_integer (one, CERCLE_MEETING_STARTS_AT, 0) -
                   cercle_record_get_integer (other, CERCLE_MEETING_STARTS_AT, 0);

  if (days != 0)
    return days;
  if (minutes != 0)
    return minutes < 0 ? -1 : 1;
  return strcmp (cercle_record_get_id (one), cercle_record_get_id (other));
}

/* Takes meeting. */
static void
add_line (GPtrArray *lines, CercleRecord *meeting, gboolean written)
{
  CercleMeetingLine *line = g_new0 (CercleMeetingLine, 1);

  line->meeting = meeting;
  line->written = written;
  g_ptr_array_add (lines, line);
}

/* What was written of a slot, wherever it was moved to, is no slot any more. */
static gboolean
is_known (CercleStore *store, CercleRecord *meeting, gboolean *known, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (CercleRecord) held =
      cercle_store_get (store, &cercle_meeting_kind, cercle_record_get_id (meeting), &local);

  *known = held != NULL;
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return local == NULL;
}

static gboolean
add_slots (CercleStore *store, const CercleSittingPlace *place, CercleRecord *series,
           const int span[2], GPtrArray *lines, GError **error)
{
  g_autoptr (GArray) slots = cercle_series_slots (series, &place->frame.time, span[0], span[1]);

  for (guint i = 0; i < slots->len; i++)
    {
      g_autoptr (CercleRecord) meeting =
          cercle_series_meeting (series, &g_array_index (slots, CercleSlot, i));
      gboolean known;

      if (!is_known (store, meeting, &known, error))
        return FALSE;
      if (!known)
        add_line (lines, g_steal_pointer (&meeting), FALSE);
    }
  return TRUE;
}

typedef struct
{
  CercleSittingPlace place;
  char *first, *last;
  GPtrArray *lines;
} Listing;

static void
listing_free (gpointer data)
{
  Listing *listing = data;

  cercle_sitting_place_clear (&listing->place);
  g_free (listing->first);
  g_free (listing->last);
  g_clear_pointer (&listing->lines, g_ptr_array_unref);
  g_free (listing);
}

static gboolean
list_job (CercleStore *store, gpointer data, GError **error)
{
  Listing *listing = data;
  const int span[] = { cercle_day_parse (listing->first), cercle_day_parse (listing->last) };
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_meeting_kind);
  g_autoptr (CercleQuery) every = cercle_query_new (&cercle_series_kind);
  g_autoptr (GPtrArray) held = NULL, series = NULL;

  cercle_query_where (query, CERCLE_MEETING_HELD_ON, CERCLE_FROM, listing->first);
  cercle_query_where (query, CERCLE_MEETING_HELD_ON, CERCLE_UNTIL, listing->last);
  listing->lines = g_ptr_array_new_with_free_func (meeting_line_free);
  held = cercle_store_find (store, query, error);
  series = held != NULL ? cercle_store_find (store, every, error) : NULL;
  for (guint i = 0; series != NULL && i < held->len; i++)
    add_line (listing->lines, g_object_ref (held->pdata[i]), TRUE);
  for (guint i = 0; series != NULL && i < series->len; i++)
    if (!add_slots (store, &listing->place, series->pdata[i], span, listing->lines, error))
      return FALSE;
  g_ptr_array_sort (listing->lines, by_time);
  return series != NULL;
}

void
cercle_session_read_meetings_async (CercleSession *self, const char *first, const char *last,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  Listing *listing = g_new0 (Listing, 1);

  cercle_sitting_place_init (&listing->place, self);
  listing->first = g_strdup (first);
  listing->last = g_strdup (last);
  g_task_set_source_tag (task, cercle_session_read_meetings_async);
  g_task_set_task_data (task, listing, listing_free);
  cercle_session_push_read (self, list_job, task);
}

GPtrArray *
cercle_session_read_meetings_finish (CercleSession *self, GAsyncResult *result, GError **error)
{
  Listing *listing = g_task_get_task_data (G_TASK (result));

  if (!cercle_session_finish_read (self, result, cercle_session_read_meetings_async, error))
    return NULL;
  return g_steal_pointer (&listing->lines);
}

/* --- Slots ------------------------------------------------------------------------------------ */

/* (transfer full) (nullable): NULL without error when it is gone. */
static CercleRecord *
get (CercleStore *store, const CercleKind *kind, const char *id, GError **error)
{
  CercleRecord *record = id != NULL ? cercle_store_get (store, kind, id, error) : NULL;

  if (record != NULL && cercle_record_envelope (record)->deleted)
    g_clear_object (&record);
  return record;
}

CercleRecord *
cercle_meeting_as_meant (CercleStore *store, const CercleSittingPlace *place, CercleRecord *meeting,
                         GError **error)
{
  int slot_on = cercle_day_parse (cercle_record_get_text (meeting, CERCLE_MEETING_SLOT_ON));
  g_autoptr (GError) local = NULL;
  g_autoptr (CercleRecord) series = get (
      store, &cercle_series_kind, cercle_record_get_text (meeting, CERCLE_MEETING_SERIES), &local);
  g_autoptr (GArray) slots = NULL;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (series == NULL || slot_on == CERCLE_DAY_NONE)
    return cercle_record_copy (meeting);
  slots = cercle_series_slots (series, &place->frame.time, slot_on, slot_on + DAYS_MOVED);
  for (guint i = 0; i < slots->len; i++)
    if (g_array_index (slots, CercleSlot, i).slot == slot_on)
      return cercle_series_meeting (series, &g_array_index (slots, CercleSlot, i));
  return cercle_series_meeting (series, &(CercleSlot){ slot_on, slot_on });
}

/* The next slot of the series that is neither held nor cancelled; it may have been moved. */
static gboolean
next_of_series (CercleStore *store, const CercleSittingPlace *place, CercleMeetingSheet *sheet,
                GError **error)
{
  int slot_on = cercle_day_parse (cercle_record_get_text (sheet->meeting, CERCLE_MEETING_SLOT_ON));
  g_autoptr (GArray) slots =
      cercle_series_slots (sheet->series, &place->frame.time, slot_on + 1, slot_on + DAYS_AHEAD);

  for (guint i = 0; i < slots->len && sheet->next == NULL; i++)
    {
      const CercleSlot *slot = &g_array_index (slots, CercleSlot, i);
      g_autoptr (CercleRecord) meeting = cercle_series_meeting (sheet->series, slot);
      g_autoptr (GError) local = NULL;
      g_autoptr (CercleRecord) held =
          get (store, &cercle_meeting_kind, cercle_record_get_id (meeting), &local);

      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (slot->slot <= slot_on ||
          (held != NULL && cercle_meeting_state (held) != CERCLE_MEETING_PREPARED))
        continue;
      sheet->next = held != NULL ? g_steal_pointer (&held) : g_steal_pointer (&meeting);
    }
  return TRUE;
}

static gboolean
next_of_sort (CercleStore *store, CercleMeetingSheet *sheet, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_meeting_kind);
  const char *day = cercle_record_get_text (sheet->meeting, CERCLE_MEETING_HELD_ON);
  g_autoptr (GPtrArray) found = NULL;

  cercle_query_where (query, CERCLE_MEETING_SORT, CERCLE_IS,
                      cercle_record_get_text (sheet->meeting, CERCLE_MEETING_SORT));
  cercle_query_where (query, CERCLE_MEETING_HELD_ON, CERCLE_FROM, day);
  cercle_query_where (query, CERCLE_MEETING_OPENED_AT, CERCLE_IS, NULL);
  cercle_query_sort (query, -1, CERCLE_MEETING_HELD_ON, FALSE);
  found = cercle_store_find (store, query, error);
  for (guint i = 0; found != NULL && i < found->len && sheet->next == NULL; i++)
    if (g_strcmp0 (cercle_record_get_text (found->pdata[i], CERCLE_MEETING_HELD_ON), day) > 0 &&
        cercle_meeting_state (found->pdata[i]) == CERCLE_MEETING_PREPARED)
      sheet->next = g_object_ref (found->pdata[i]);
  return found != NULL;
}

/* --- The sheet of one ------------------------------------------------------------------------- */

/* The record as it is written, or the slot; with its series and what comes after it. */
static gboolean
read_place (CercleStore *store, const CercleSittingPlace *place, CercleRecord *meeting,
            CercleMeetingSheet *sheet, GError **error)
{
  g_autoptr (GError) local = NULL;

  sheet->meeting = get (store, &cercle_meeting_kind, cercle_record_get_id (meeting), &local);
  sheet->written = sheet->meeting != NULL;
  if (local == NULL && sheet->meeting == NULL)
    sheet->meeting = cercle_meeting_as_meant (store, place, meeting, &local);
  if (local == NULL)
    sheet->series = get (store, &cercle_series_kind,
                         cercle_record_get_text (sheet->meeting, CERCLE_MEETING_SERIES), &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return sheet->series != NULL && cercle_record_is_set (sheet->meeting, CERCLE_MEETING_SLOT_ON)
             ? next_of_series (store, place, sheet, error)
             : next_of_sort (store, sheet, error);
}

static void
add_guest (CercleMeetingSheet *sheet, const CercleSittingPlace *place, CercleRecord *attendee,
           gboolean written)
{
  CercleMeetingGuest *guest;
  const char *who = cercle_record_get_text (attendee, CERCLE_ATTENDEE_WHO);

  for (guint i = 0; who != NULL && i < sheet->guests->len; i++)
    {
      const CercleMeetingGuest *known = sheet->guests->pdata[i];
      /* Two rooms may have asked the same person. */
      if (g_strcmp0 (cercle_record_get_text (known->attendee, CERCLE_ATTENDEE_WHO), who) == 0)
        return;
    }
  guest = g_new0 (CercleMeetingGuest, 1);
  guest->attendee = g_object_ref (attendee);
  guest->written = written;
  guest->name = who != NULL ? cercle_names_of (who, place->names)
                            : g_strdup (cercle_record_get_text (attendee, CERCLE_ATTENDEE_NAME));
  g_ptr_array_add (sheet->guests, guest);
}

/* (transfer full): the last meeting of the series before this one that somebody was asked to. */
static GPtrArray *
guests_of_last_time (CercleStore *store, CercleMeetingSheet *sheet, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_meeting_kind);
  g_autoptr (GPtrArray) meetings = NULL;

  cercle_query_where (query, CERCLE_MEETING_SERIES, CERCLE_IS,
                      cercle_record_get_id (sheet->series));
  cercle_query_where (query, CERCLE_MEETING_SLOT_ON, CERCLE_BEFORE,
                      cercle_record_get_text (sheet->meeting, CERCLE_MEETING_SLOT_ON));
  cercle_query_sort (query, -1, CERCLE_MEETING_SLOT_ON, TRUE);
  cercle_query_set_limit (query, 10);
  meetings = cercle_store_find (store, query, error);
  for (guint i = 0; meetings != NULL && i < meetings->len; i++)
    {
      g_autoptr (GPtrArray) found = cercle_meeting_find (
          store, &cercle_attendee_kind, CERCLE_ATTENDEE_MEETING,
          cercle_record_get_id (meetings->pdata[i]), CERCLE_ATTENDEE_PARTY, error);
      if (found == NULL || found->len > 0)
        return g_steal_pointer (&found);
    }
  return meetings != NULL ? g_ptr_array_new_with_free_func (g_object_unref) : NULL;
}

static CercleRecord *
ask_again (CercleRecord *meeting, CercleRecord *attendee)
{
  const CercleEnvelope *envelope = cercle_record_envelope (meeting);
  const char *who = cercle_record_get_text (attendee, CERCLE_ATTENDEE_WHO);
  g_autofree char *id = cercle_attendee_id (
      envelope->scope, envelope->id,
      who != NULL ? who : cercle_record_get_text (attendee, CERCLE_ATTENDEE_NAME));
  CercleRecord *again = cercle_record_new_with_id (&cercle_attendee_kind, id);

  cercle_envelope_set (&cercle_record_envelope (again)->scope, envelope->scope);
  cercle_envelope_set (
      &cercle_record_envelope (again)->audience,
      cercle_kind_audience (&cercle_attendee_kind, &cercle_meeting_kind, envelope->audience));
  cercle_record_set_text (again, CERCLE_ATTENDEE_MEETING, envelope->id);
  cercle_record_take_value (again, attendee, CERCLE_ATTENDEE_WHO);
  cercle_record_take_value (again, attendee, CERCLE_ATTENDEE_NAME);
  cercle_record_take_value (again, attendee, CERCLE_ATTENDEE_PARTY);
  cercle_record_set_text (again, CERCLE_ATTENDEE_PRESENCE, "invited");
  return again;
}

static gboolean
read_guests (CercleStore *store, const CercleSittingPlace *place, CercleMeetingSheet *sheet,
             GError **error)
{
  const char *sort = cercle_record_get_text (sheet->meeting, CERCLE_MEETING_SORT);
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (GPtrArray) found =
      cercle_meeting_find (store, &cercle_attendee_kind, CERCLE_ATTENDEE_MEETING,
                           cercle_record_get_id (sheet->meeting), CERCLE_ATTENDEE_PARTY, error);

  for (guint i = 0; found != NULL && i < found->len; i++)
    add_guest (sheet, place, found->pdata[i], TRUE);
  /* While nobody wrote the meeting, whoever came last time is asked. */
  if (found != NULL && found->len == 0 && !sheet->written && sheet->series != NULL)
    {
      g_autoptr (GPtrArray) before = guests_of_last_time (store, sheet, error);

      for (guint i = 0; before != NULL && i < before->len; i++)
        {
          g_autoptr (CercleRecord) again = ask_again (sheet->meeting, before->pdata[i]);
          add_guest (sheet, place, again, FALSE);
        }
      if (before == NULL)
        return FALSE;
    }
  for (guint i = 0; i < sheet->guests->len; i++)
    g_ptr_array_add (records, ((CercleMeetingGuest *) sheet->guests->pdata[i])->attendee);
  sheet->missing = cercle_meeting_missing_parties (sort, records);
  return found != NULL;
}

/* (transfer full) (nullable) */
static char *
member_of (const CercleSittingPlace *place, CercleRecord *record, guint field)
{
  const char *member = cercle_record_get_text (record, field);
  return member != NULL ? cercle_names_of_id (place->names, &cercle_member_kind, member) : NULL;
}

static void
add_item (CercleMeetingSheet *sheet, const CercleSittingPlace *place, const CercleAgendaLine *line)
{
  CercleMeetingItem *item = g_new0 (CercleMeetingItem, 1);

  item->item = g_object_ref (line->item);
  item->written = line->written;
  item->why = cercle_agenda_why (line->item, sheet->previous);
  item->presenter = member_of (place, line->item, CERCLE_AGENDA_ITEM_OWNER);
  item->decisions = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (sheet->items, item);
}

static gboolean
read_agenda (CercleStore *store, const CercleSittingPlace *place, CercleMeetingSheet *sheet,
             gboolean writes, GError **error)
{
  const CercleAgendaFrame frame = { place->today, place->frame.time };
  g_autoptr (CercleAgendaList) list = cercle_agenda_compose (store, sheet->meeting, &frame, error);
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  if (list == NULL)
    return FALSE;
  sheet->previous = list->previous != NULL ? g_object_ref (list->previous) : NULL;
  for (guint i = 0; i < list->lines->len; i++)
    {
      const CercleAgendaLine *line = list->lines->pdata[i];

      if (!line->written && !writes)
        continue;
      add_item (sheet, place, line);
      g_ptr_array_add (records, line->item);
    }
  sheet->timing = cercle_agenda_timing (sheet->meeting, records);
  return TRUE;
}

static gboolean
read_outcome (CercleStore *store, CercleMeetingSheet *sheet, GError **error)
{
  const char *id = cercle_record_get_id (sheet->meeting);

  sheet->decisions =
      cercle_meeting_find (store, &cercle_decision_kind, CERCLE_DECISION_MEETING, id, -1, error);
  if (sheet->decisions == NULL)
    return FALSE;
  for (guint i = 0; i < sheet->decisions->len; i++)
    {
      CercleRecord *decision = sheet->decisions->pdata[i];
      CercleMeetingItem *item = cercle_meeting_sheet_find (
          sheet, cercle_record_get_text (decision, CERCLE_DECISION_ITEM));

      if (item != NULL)
        g_ptr_array_add (item->decisions, g_object_ref (decision));
    }
  sheet->corrections =
      cercle_meeting_find (store, &cercle_correction_kind, CERCLE_CORRECTION_MEETING, id,
                           CERCLE_CORRECTION_MADE_AT, error);
  return sheet->corrections != NULL;
}

static void
item_free (gpointer data)
{
  CercleMeetingItem *item = data;

  g_object_unref (item->item);
  g_free (item->why);
  g_free (item->presenter);
  g_ptr_array_unref (item->decisions);
  g_free (item);
}

static void
guest_free (gpointer data)
{
  CercleMeetingGuest *guest = data;

  g_object_unref (guest->attendee);
  g_free (guest->name);
  g_free (guest);
}

void
cercle_meeting_sheet_free (CercleMeetingSheet *self)
{
  g_clear_object (&self->meeting);
  g_clear_object (&self->series);
  g_clear_object (&self->previous);
  g_clear_object (&self->next);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->guests, g_ptr_array_unref);
  g_clear_pointer (&self->decisions, g_ptr_array_unref);
  g_clear_pointer (&self->corrections, g_ptr_array_unref);
  g_clear_pointer (&self->timing, cercle_agenda_timing_free);
  g_free (self->missing);
  g_free (self->organiser);
  g_free (self);
}

CercleMeetingItem *
cercle_meeting_sheet_find (CercleMeetingSheet *self, const char *item)
{
  for (guint i = 0; item != NULL && i < self->items->len; i++)
    {
      CercleMeetingItem *known = self->items->pdata[i];
      if (g_str_equal (cercle_record_get_id (known->item), item))
        return known;
    }
  return NULL;
}

char *
cercle_meeting_sheet_missing (CercleMeetingSheet *self)
{
  return cercle_meeting_missing_words (self->missing);
}

CercleMeetingSheet *
cercle_meeting_sheet_read (CercleStore *store, const CercleSittingPlace *place,
                           CercleRecord *meeting, gboolean writes, GError **error)
{
  g_autoptr (CercleMeetingSheet) sheet = g_new0 (CercleMeetingSheet, 1);

  cercle_names_use (place->names, store);
  sheet->items = g_ptr_array_new_with_free_func (item_free);
  sheet->guests = g_ptr_array_new_with_free_func (guest_free);
  if (!read_place (store, place, meeting, sheet, error) ||
      !read_guests (store, place, sheet, error) ||
      !read_agenda (store, place, sheet, writes, error) || !read_outcome (store, sheet, error))
    return NULL;
  sheet->organiser = member_of (place, sheet->meeting, CERCLE_MEETING_ORGANISER);
  return g_steal_pointer (&sheet);
}

typedef struct
{
  CercleSittingPlace place;
  CercleRecord *meeting;
  gboolean writes;
  CercleMeetingSheet *sheet;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  cercle_sitting_place_clear (&reading->place);
  g_object_unref (reading->meeting);
  g_clear_pointer (&reading->sheet, cercle_meeting_sheet_free);
  g_free (reading);
}

static gboolean
reading_job (CercleStore *store, gpointer data, GError **error)
{
  Reading *reading = data;

  reading->sheet =
      cercle_meeting_sheet_read (store, &reading->place, reading->meeting, reading->writes, error);
  return reading->sheet != NULL;
}

void
cercle_session_read_meeting_async (CercleSession *self, CercleRecord *meeting,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  Reading *reading = g_new0 (Reading, 1);

  cercle_sitting_place_init (&reading->place, self);
  reading->meeting = cercle_record_copy (meeting);
  reading->writes = cercle_meeting_is_written_by (self);
  g_task_set_source_tag (task, cercle_session_read_meeting_async);
  g_task_set_task_data (task, reading, reading_free);
  cercle_session_push_read (self, reading_job, task);
}

CercleMeetingSheet *
cercle_session_read_meeting_finish (CercleSession *self, GAsyncResult *result, GError **error)
{
  Reading *reading = g_task_get_task_data (G_TASK (result));

  if (!cercle_session_finish_read (self, result, cercle_session_read_meeting_async, error))
    return NULL;
  return g_steal_pointer (&reading->sheet);
}
