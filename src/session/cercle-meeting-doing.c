/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done with a meeting, its agenda and those who come? */
#define G_LOG_DOMAIN "cercle-session"

#include <glib/gi18n-lib.h>

#include "cercle-instant.h"
#include "cercle-macros.h"
#include "cercle-meeting-desk-private.h"
#include "cercle-session-private.h"

/* Between two items there is room for others; what comes from last time stands before all. */
#define STEP 100

typedef struct _Doing Doing;
struct _Doing
{
  CercleSittingPlace place;
  CercleRecord *meeting, *item;
  char *which, *other;
  GStrv items;
  guint seconds;
  GPtrArray *changed, *removed;
  /* With the sheet as it is, whose meeting is written by now. */
  gboolean (*act) (CercleStore *store, Doing *doing, CercleMeetingSheet *sheet, CercleTx *tx,
                   GError **error);
};

static void
doing_free (gpointer data)
{
  Doing *doing = data;

  cercle_sitting_place_clear (&doing->place);
  g_clear_object (&doing->meeting);
  g_clear_object (&doing->item);
  g_free (doing->which);
  g_free (doing->other);
  g_strfreev (doing->items);
  g_clear_pointer (&doing->changed, g_ptr_array_unref);
  g_clear_pointer (&doing->removed, g_ptr_array_unref);
  g_free (doing);
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE, sentence);
  return FALSE;
}

/* --- Writing down what was a slot ------------------------------------------------------------- */

/* A meeting of its own that is taken back is cancelled, for it may be on other desks by then. */
static void
write_own (CercleTx *tx, CercleMeetingSheet *sheet)
{
  g_autoptr (CercleRecord) begun = cercle_record_copy (sheet->meeting);
  g_autoptr (CercleRecord) meant = NULL;

  cercle_record_set_text (begun, CERCLE_MEETING_CANCELLED_WHY, _ ("Taken back."));
  cercle_tx_save (tx, begun);
  meant = cercle_record_copy (begun);
  cercle_record_unset (meant, CERCLE_MEETING_CANCELLED_WHY);
  cercle_tx_save (tx, meant);
}

/* First as the series means it, so that only what is done with it is taken back. */
static void
write_meeting (CercleTx *tx, CercleMeetingSheet *sheet)
{
  if (sheet->written)
    return;
  if (sheet->series == NULL)
    write_own (tx, sheet);
  else
    cercle_tx_save (tx, sheet->meeting);
  for (guint i = 0; i < sheet->guests->len; i++)
    {
      CercleMeetingGuest *guest = sheet->guests->pdata[i];

      if (!guest->written)
        cercle_tx_save (tx, guest->attendee);
      guest->written = TRUE;
    }
  sheet->written = TRUE;
}

static void
write_item (CercleTx *tx, CercleMeetingItem *item)
{
  g_autoptr (CercleRecord) saved = NULL;

  if (!item->written || cercle_record_get_changed (item->item) != 0)
    {
      cercle_tx_save (tx, item->item);
      saved = item->item;
      item->item = cercle_record_copy (saved);
    }
  item->written = TRUE;
}

static gboolean
prepare (CercleStore *store, CercleTx *tx, gpointer data, GError **error)
{
  Doing *doing = data;
  g_autoptr (CercleMeetingSheet) sheet =
      cercle_meeting_sheet_read (store, &doing->place, doing->meeting, TRUE, error);

  if (sheet == NULL)
    return FALSE;
  write_meeting (tx, sheet);
  return doing->act (store, doing, sheet, tx, error);
}

static Doing *
begin (CercleSession *self, CercleRecord *meeting)
{
  Doing *doing = g_new0 (Doing, 1);

  cercle_sitting_place_init (&doing->place, self);
  doing->meeting = cercle_record_copy (meeting);
  return doing;
}

/* Takes doing. Items go apart: each desk may have made some of them. */
static void
push (CercleSession *self, Doing *doing, const char *label, GAsyncReadyCallback callback,
      gpointer data)
{
  GTask *task = g_task_new (self, NULL, callback, data);
  CercleTx *tx = cercle_tx_new (label);

  g_task_set_task_data (task, doing, doing_free);
  cercle_tx_set_apart (tx);
  cercle_session_push_action (self, task, tx, prepare);
}

/* (transfer full): a copy of to in which what was changed in from is changed too. */
static CercleRecord *
with_changes (CercleRecord *to, CercleRecord *from)
{
  CercleRecord *changed = cercle_record_copy (to);
  guint64 mask = cercle_record_get_changed (from);

  for (guint i = 0; i < cercle_record_get_kind (to)->n_fields; i++)
    if (mask & CERCLE_MASK (i))
      cercle_record_take_value (changed, from, i);
  return changed;
}

/* --- The meeting ------------------------------------------------------------------------------ */

static gboolean
change_meeting (CercleStore *store, Doing *doing, CercleMeetingSheet *sheet, CercleTx *tx,
                GError **error)
{
  g_autoptr (CercleRecord) changed = with_changes (sheet->meeting, doing->item);

  if (cercle_record_get_changed (changed) != 0)
    cercle_tx_save (tx, changed);
  return TRUE;
}

void
cercle_session_change_meeting_async (CercleSession *self, CercleRecord *meeting,
                                     GAsyncReadyCallback callback, gpointer data)
{
  Doing *doing = begin (self, meeting);

  doing->item = g_object_ref (meeting);
  doing->act = change_meeting;
  push (self, doing, N_ ("Meeting changed."), callback, data);
}

static gboolean
open_meeting (CercleStore *store, Doing *doing, CercleMeetingSheet *sheet, CercleTx *tx,
              GError **error)
{
  g_autoptr (CercleRecord) opened = cercle_record_copy (sheet->meeting);
  g_autofree char *now = cercle_instant_now_text ();

  if (cercle_meeting_state (sheet->meeting) == CERCLE_MEETING_CANCELLED)
    return refuse (error, _ ("This meeting is cancelled."));
  if (cercle_meeting_state (sheet->meeting) != CERCLE_MEETING_PREPARED)
    return TRUE;
  for (guint i = 0; i < sheet->items->len; i++)
    write_item (tx, sheet->items->pdata[i]);
  cercle_record_set_text (opened, CERCLE_MEETING_OPENED_AT, now);
  cercle_tx_save (tx, opened);
  return TRUE;
}

void
cercle_session_open_meeting_async (CercleSession *self, CercleRecord *meeting,
                                   GAsyncReadyCallback callback, gpointer data)
{
  Doing *doing = begin (self, meeting);

  doing->act = open_meeting;
  push (self, doing, N_ ("Meeting opened."), callback, data);
}

static gboolean
close_meeting (CercleStore *store, Doing *doing, CercleMeetingSheet *sheet, CercleTx *tx,
               GError **error)
{
  g_autoptr (CercleRecord) closed = cercle_record_copy (sheet->meeting);
  g_autofree char *now = cercle_instant_now_text ();

  if (!cercle_record_is_set (closed, CERCLE_MEETING_OPENED_AT))
    return refuse (error, _ ("This meeting was not opened: there is nothing to close."));
  if (cercle_record_is_set (closed, CERCLE_MEETING_CLOSED_AT))
    return TRUE;
  cercle_record_set_text (closed, CERCLE_MEETING_CLOSED_AT, now);
  cercle_tx_save (tx, closed);
  return TRUE;
}

void
cercle_session_close_meeting_async (CercleSession *self, CercleRecord *meeting,
                                    GAsyncReadyCallback callback, gpointer data)
{
  Doing *doing = begin (self, meeting);

  doing->act = close_meeting;
  push (self, doing, N_ ("Meeting closed."), callback, data);
}

/* --- Its agenda ------------------------------------------------------------------------------- */

/* FALSE with a sentence once the minutes were validated. */
static gboolean
may_change (CercleMeetingSheet *sheet, GError **error)
{
  switch (cercle_meeting_state (sheet->meeting))
    {
    case CERCLE_MEETING_VALIDATED:
    case CERCLE_MEETING_SHARED:
      return refuse (error, _ ("These minutes are validated: add a correction instead."));
    case CERCLE_MEETING_CANCELLED:
      return refuse (error, _ ("This meeting is cancelled."));
    case CERCLE_MEETING_PREPARED:
    case CERCLE_MEETING_DRAFT:
    default:
      return TRUE;
    }
}

static CercleMeetingItem *
find_item (CercleMeetingSheet *sheet, const char *id, GError **error)
{
  CercleMeetingItem *item = cercle_meeting_sheet_find (sheet, id);

  if (item == NULL)
    refuse (error, _ ("This item is no longer on the agenda."));
  return item;
}

static gboolean
change_item (CercleStore *store, Doing *doing, CercleMeetingSheet *sheet, CercleTx *tx,
             GError **error)
{
  CercleMeetingItem *item = NULL;
  g_autoptr (CercleRecord) changed = NULL;

  if (may_change (sheet, error))
    item = find_item (sheet, cercle_record_get_id (doing->item), error);
  if (item == NULL)
    return FALSE;
  write_item (tx, item);
  changed = with_changes (item->item, doing->item);
  if (!cercle_meeting_mask_item (store, changed, error))
    return FALSE;
  if (cercle_record_get_changed (changed) != 0)
    cercle_tx_save (tx, changed);
  return TRUE;
}

void
cercle_session_change_item_async (CercleSession *self, CercleRecord *meeting, CercleRecord *item,
                                  GAsyncReadyCallback callback, gpointer data)
{
  Doing *doing = begin (self, meeting);

  doing->item = g_object_ref (item);
  doing->act = change_item;
  push (self, doing, N_ ("Agenda changed."), callback, data);
}

static gint64
position_of (CercleMeetingSheet *sheet, guint i)
{
  const CercleMeetingItem *item = sheet->items->pdata[i];
  return cercle_record_get_integer (item->item, CERCLE_AGENDA_ITEM_POSITION, (i + 1) * STEP);
}

/* A case stands after the other cases, or where they were waited for; anything else is the last. */
static gint64
position_for (CercleMeetingSheet *sheet, CercleRecord *added)
{
  const char *rule = cercle_record_get_text (added, CERCLE_AGENDA_ITEM_RULE);
  guint n = sheet->items->len;

  for (guint i = g_strcmp0 (rule, "case") == 0 ? n : 0; i > 0; i--)
    {
      const CercleMeetingItem *item = sheet->items->pdata[i - 1];

      if (g_strcmp0 (cercle_record_get_text (item->item, CERCLE_AGENDA_ITEM_RULE), rule) == 0)
        return position_of (sheet, i - 1) + 1;
    }
  return n > 0 ? position_of (sheet, n - 1) + STEP : STEP;
}

/* Begun as dropped: that is what taking it back makes of it, on every desk. */
static gboolean
add_item (CercleStore *store, Doing *doing, CercleMeetingSheet *sheet, CercleTx *tx, GError **error)
{
  g_autoptr (CercleRecord) begun = g_object_ref (doing->item);
  g_autoptr (CercleRecord) meant = NULL;
  const CercleEnvelope *envelope = cercle_record_envelope (sheet->meeting);

  if (!may_change (sheet, error) ||
      !cercle_meeting_tell_case (store, &doing->place, sheet, begun, error))
    return FALSE;
  cercle_envelope_set (&cercle_record_envelope (begun)->scope, envelope->scope);
  cercle_envelope_set (
      &cercle_record_envelope (begun)->audience,
      cercle_kind_audience (&cercle_agenda_item_kind, &cercle_meeting_kind, envelope->audience));
  cercle_record_set_text (begun, CERCLE_AGENDA_ITEM_MEETING, envelope->id);
  cercle_record_set_text (begun, CERCLE_AGENDA_ITEM_STATE, "dropped");
  cercle_record_set_integer (begun, CERCLE_AGENDA_ITEM_POSITION, position_for (sheet, begun));
  cercle_tx_save (tx, begun);
  meant = cercle_record_copy (begun);
  cercle_record_set_text (meant, CERCLE_AGENDA_ITEM_STATE, "open");
  cercle_tx_save (tx, meant);
  return TRUE;
}

void
cercle_session_add_item_async (CercleSession *self, CercleRecord *meeting, CercleRecord *item,
                               GAsyncReadyCallback callback, gpointer data)
{
  Doing *doing = begin (self, meeting);

  doing->item = g_object_ref (item);
  doing->act = add_item;
  push (self, doing, N_ ("Item added to the agenda."), callback, data);
}

static void
set_position (CercleTx *tx, CercleMeetingItem *item, gint64 position)
{
  g_autoptr (CercleRecord) moved = NULL;

  if (cercle_record_get_integer (item->item, CERCLE_AGENDA_ITEM_POSITION, -1) == position)
    return;
  write_item (tx, item);
  moved = cercle_record_copy (item->item);
  cercle_record_set_integer (moved, CERCLE_AGENDA_ITEM_POSITION, position);
  cercle_tx_save (tx, moved);
}

/* All items anew, where there is no room left between two. */
static void
number (CercleTx *tx, GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    set_position (tx, items->pdata[i], (gint64) (i + 1) * STEP);
}

static gboolean
order_item (CercleStore *store, Doing *doing, CercleMeetingSheet *sheet, CercleTx *tx,
            GError **error)
{
  CercleMeetingItem *item =
      may_change (sheet, error) ? find_item (sheet, doing->which, error) : NULL;
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  gint64 before = 0, after;
  guint at;

  if (item == NULL)
    return FALSE;
  for (guint i = 0; i < sheet->items->len; i++)
    if (sheet->items->pdata[i] != item)
      g_ptr_array_add (items, sheet->items->pdata[i]);
  at = items->len;
  for (guint i = 0; doing->other != NULL && i < items->len; i++)
    {
      const CercleMeetingItem *other = items->pdata[i];
      if (g_str_equal (cercle_record_get_id (other->item), doing->other))
        at = i;
    }
  if (at > 0)
    before = cercle_record_get_integer (((CercleMeetingItem *) items->pdata[at - 1])->item,
                                        CERCLE_AGENDA_ITEM_POSITION, 0);
  after = at < items->len
              ? cercle_record_get_integer (((CercleMeetingItem *) items->pdata[at])->item,
                                           CERCLE_AGENDA_ITEM_POSITION, 0)
              : before + 2 * STEP;
  g_ptr_array_insert (items, (int) at, item);
  if (after - before >= 2)
    set_position (tx, item, before + (after - before) / 2);
  else
    number (tx, items);
  return TRUE;
}

void
cercle_session_order_item_async (CercleSession *self, CercleRecord *meeting, const char *item,
                                 const char *before, GAsyncReadyCallback callback, gpointer data)
{
  Doing *doing = begin (self, meeting);

  doing->which = g_strdup (item);
  doing->other = g_strdup (before);
  doing->act = order_item;
  push (self, doing, N_ ("Agenda ordered."), callback, data);
}

/* The item goes on in next, where it may stand already: it was moved and taken back before. */
static void
move_item (CercleStore *store, CercleMeetingItem *item, CercleMeetingSheet *next, gint64 position,
           CercleTx *tx)
{
  g_autoptr (CercleRecord) moved = NULL, further = NULL, known = NULL;

  write_item (tx, item);
  moved = cercle_record_copy (item->item);
  further = cercle_agenda_item_move (moved, next->meeting);
  known = cercle_store_get (store, &cercle_agenda_item_kind, cercle_record_get_id (further), NULL);
  cercle_record_set_integer (further, CERCLE_AGENDA_ITEM_POSITION, position);
  if (known == NULL)
    cercle_tx_save (tx, further);
  cercle_tx_save (tx, moved);
}

static gboolean
move_items (CercleStore *store, Doing *doing, CercleMeetingSheet *sheet, CercleTx *tx,
            GError **error)
{
  g_autoptr (CercleMeetingSheet) next = NULL;
  gint64 position = 0;

  if (!may_change (sheet, error))
    return FALSE;
  if (sheet->next == NULL)
    return refuse (error, _ ("There is no next meeting of this type: plan one first."));
  next = cercle_meeting_sheet_read (store, &doing->place, sheet->next, TRUE, error);
  if (next == NULL)
    return FALSE;
  write_meeting (tx, next);
  for (guint i = 0; i < next->items->len; i++)
    if (position_of (next, i) < STEP)
      position = position_of (next, i);
  for (guint i = 0; doing->items[i] != NULL; i++)
    {
      CercleMeetingItem *item = find_item (sheet, doing->items[i], error);

      if (item == NULL)
        return FALSE;
      if (g_strcmp0 (cercle_record_get_text (item->item, CERCLE_AGENDA_ITEM_STATE), "open") == 0)
        move_item (store, item, next, ++position, tx);
    }
  return TRUE;
}

void
cercle_session_move_items_async (CercleSession *self, CercleRecord *meeting,
                                 const char *const *items, GAsyncReadyCallback callback,
                                 gpointer data)
{
  Doing *doing = begin (self, meeting);

  doing->items = g_strdupv ((char **) items);
  doing->act = move_items;
  push (self, doing, N_ ("Moved to the next meeting."), callback, data);
}

static gboolean
spend (CercleStore *store, Doing *doing, CercleMeetingSheet *sheet, CercleTx *tx, GError **error)
{
  CercleMeetingItem *item = cercle_meeting_sheet_find (sheet, doing->which);
  g_autoptr (CercleRecord) spent = NULL;

  if (item == NULL || !item->written)
    return TRUE;
  spent = cercle_record_copy (item->item);
  cercle_record_set_integer (
      spent, CERCLE_AGENDA_ITEM_SECONDS,
      MIN (cercle_record_get_integer (spent, CERCLE_AGENDA_ITEM_SECONDS, 0) + doing->seconds,
           cercle_agenda_item_kind.fields[CERCLE_AGENDA_ITEM_SECONDS].max));
  cercle_tx_save (tx, spent);
  return TRUE;
}

static void
spent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!cercle_session_commit_finish (CERCLE_SESSION (source), result, &error))
    g_debug ("The time of an item was not written: %s", error->message);
}

void
cercle_session_spend_seconds (CercleSession *self, CercleRecord *meeting, const char *item,
                              guint seconds)
{
  Doing *doing = begin (self, meeting);

  doing->which = g_strdup (item);
  doing->seconds = seconds;
  doing->act = spend;
  push (self, doing, NULL, spent_cb, NULL);
}

/* --- Who comes -------------------------------------------------------------------------------- */

static gboolean
ask_guests (CercleStore *store, Doing *doing, CercleMeetingSheet *sheet, CercleTx *tx,
            GError **error)
{
  const CercleEnvelope *envelope = cercle_record_envelope (sheet->meeting);

  for (guint i = 0; doing->changed != NULL && i < doing->changed->len; i++)
    {
      CercleRecord *attendee = doing->changed->pdata[i];

      if (!cercle_record_is_set (attendee, CERCLE_ATTENDEE_MEETING))
        {
          cercle_envelope_set (&cercle_record_envelope (attendee)->scope, envelope->scope);
          cercle_envelope_set (&cercle_record_envelope (attendee)->audience,
                               cercle_kind_audience (&cercle_attendee_kind, &cercle_meeting_kind,
                                                     envelope->audience));
          cercle_record_set_text (attendee, CERCLE_ATTENDEE_MEETING, envelope->id);
          if (!cercle_record_is_set (attendee, CERCLE_ATTENDEE_PRESENCE))
            cercle_record_set_text (attendee, CERCLE_ATTENDEE_PRESENCE, "invited");
        }
      if (cercle_record_get_changed (attendee) != 0)
        cercle_tx_save (tx, attendee);
    }
  for (guint i = 0; doing->removed != NULL && i < doing->removed->len; i++)
    cercle_tx_delete (tx, doing->removed->pdata[i]);
  return TRUE;
}

void
cercle_session_ask_guests_async (CercleSession *self, CercleRecord *meeting, GPtrArray *changed,
                                 GPtrArray *removed, GAsyncReadyCallback callback, gpointer data)
{
  Doing *doing = begin (self, meeting);

  doing->changed = changed != NULL ? g_ptr_array_ref (changed) : NULL;
  doing->removed = removed != NULL ? g_ptr_array_ref (removed) : NULL;
  doing->act = ask_guests;
  push (self, doing, N_ ("Participants changed."), callback, data);
}
