/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What do the tests of a meeting that is held begin with? */
#include "holding-desk.h"

#include "cercle-meeting-decide.h"
#include "cercle-meeting-holding.h"
#include "room.h"

/* Takes tx. */
void
holding_commit (CercleSession *session, CercleTx *tx)
{
  g_autoptr (GError) error = NULL;

  room_commit (session, tx, &error);
  g_assert_no_error (error);
}

void
holding_add_item (HoldingDesk *room, CercleTx *tx, const char *rule, const char *title,
                  int position)
{
  g_autoptr (CercleRecord) item = cercle_agenda_item_new (room->meeting, rule, title);

  cercle_record_set_text (item, CERCLE_AGENDA_ITEM_TITLE, title);
  cercle_record_set_integer (item, CERCLE_AGENDA_ITEM_POSITION, position);
  cercle_record_set_integer (item, CERCLE_AGENDA_ITEM_MINUTES, 5);
  if (g_str_equal (rule, "case"))
    {
      g_autofree char *about = g_strconcat ("case:", room->kase, NULL);
      cercle_record_set_text (item, CERCLE_AGENDA_ITEM_ABOUT, about);
    }
  cercle_tx_save (tx, item);
}

void
holding_add_guest (HoldingDesk *room, CercleTx *tx, const char *name, const char *party)
{
  g_autoptr (CercleRecord) attendee =
      cercle_session_new_record (room->desk.session, &cercle_attendee_kind);

  cercle_record_set_text (attendee, CERCLE_ATTENDEE_MEETING, cercle_record_get_id (room->meeting));
  cercle_record_set_text (attendee, CERCLE_ATTENDEE_NAME, name);
  cercle_record_set_text (attendee, CERCLE_ATTENDEE_PARTY, party);
  cercle_record_set_text (attendee, CERCLE_ATTENDEE_PRESENCE, "invited");
  cercle_tx_save (tx, attendee);
}

/* A staff of today: an item of its own, a case, and somebody of the MDPH. */
void
holding_begin (HoldingDesk *room)
{
  CercleTx *tx = cercle_tx_new ("Meeting made");

  *room = (HoldingDesk){ 0 };
  case_desk_begin_as (&room->desk, "col");
  room->kase = case_desk_add (room->desk.session, "Mathis", "Quesnel", "Répit", NULL);
  room->meeting = cercle_session_new_record (room->desk.session, &cercle_meeting_kind);
  cercle_record_set_text (room->meeting, CERCLE_MEETING_SORT, "staff");
  cercle_record_set_text (room->meeting, CERCLE_MEETING_HELD_ON,
                          cercle_session_get_today (room->desk.session));
  cercle_record_set_integer (room->meeting, CERCLE_MEETING_STARTS_AT, 14 * 60);
  cercle_record_set_integer (room->meeting, CERCLE_MEETING_LENGTH, 60);
  cercle_tx_save (tx, room->meeting);
  holding_add_item (room, tx, "free", "Means of the summer", 1);
  holding_add_item (room, tx, "case", "Respite on Saturdays", 2);
  holding_add_guest (room, tx, "Odile Rivière", "mdph");
  holding_commit (room->desk.session, tx);
}

void
holding_end (HoldingDesk *room)
{
  g_clear_object (&room->meeting);
  g_free (room->kase);
  case_desk_end (&room->desk);
}

void
holding_show (HoldingDesk *room, int width)
{
  case_desk_show (&room->desk, CERCLE_TYPE_MEETING_HOLDING, width);
  cercle_page_open (CERCLE_PAGE (room->desk.page), cercle_record_get_id (room->meeting));
  cercle_page_start (CERCLE_PAGE (room->desk.page));
}

void
holding_hold (HoldingDesk *room, int width)
{
  holding_show (room, width);
  case_desk_wait_for_words (&room->desk, "Means of the summer");
}

void
holding_do (HoldingDesk *room, const char *action)
{
  g_assert_true (gtk_widget_activate_action (room->desk.page, action, NULL));
}

void
holding_open (HoldingDesk *room)
{
  holding_do (room, "holding.step");
  case_desk_wait_for_words (&room->desk, "The meeting is open");
}

void
holding_decide (HoldingDesk *room, const char *item, const char *text)
{
  g_autoptr (CercleRecord) decision = cercle_session_new_decision (
      room->desk.session, cercle_record_get_id (room->meeting), item, "means");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cercle_record_set_text (decision, CERCLE_DECISION_TEXT, text);
  cercle_session_decide_async (room->desk.session, decision, NULL, NULL, room_keep_cb, &result);
  ROOM_WAIT (room_has_cb, &result);
  cercle_session_commit_finish (room->desk.session, result, &error);
  g_assert_no_error (error);
}
