/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Do two rooms prepare, hold and close the same meeting, one of them without network, and is each
 * thing done taken back by itself? */
#include "cercle-community.h"
#include "cercle-instant.h"
#include "cercle-macros.h"
#include "cercle-meeting-desk.h"
#include "cercle-session-private.h"
#include "community.h"
#include "desk.h"

#define TODAY "2020-06-23"
#define NEXT "2020-06-30"

typedef struct
{
  Community *community;
  char *folders[2];
  CercleSession *ada, *col;
} Fixture;

/* Every week from today on. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleRecord) series = NULL;
  CercleTx *tx = cercle_tx_new ("Series planned.");
  g_autoptr (GError) error = NULL;

  cercle_instant_freeze (NOON);
  fixture->community = community_new ();
  fixture->ada = community_slow_desk (fixture->community, &fixture->folders[0], "ada");
  fixture->col = community_slow_desk (fixture->community, &fixture->folders[1], "col");
  series = cercle_session_new_record (fixture->col, &cercle_series_kind);
  cercle_record_set_text (series, CERCLE_SERIES_SORT, "governance");
  cercle_record_set_text (series, CERCLE_SERIES_RHYTHM, "weekly");
  cercle_record_set_text (series, CERCLE_SERIES_BEGINS_ON, TODAY);
  cercle_record_set_integer (series, CERCLE_SERIES_STARTS_AT, 840);
  cercle_record_set_integer (series, CERCLE_SERIES_LENGTH, 15);
  cercle_tx_save (tx, series);
  room_commit (fixture->col, tx, &error);
  g_assert_no_error (error);
  room_exchange (fixture->col);
  room_exchange (fixture->ada);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  room_finalize (fixture->ada);
  room_finalize (fixture->col);
  community_free (fixture->community);
  for (guint i = 0; i < 2; i++)
    {
      room_remove (fixture->folders[i]);
      g_free (fixture->folders[i]);
    }
  cercle_instant_freeze (0);
}

static GPtrArray *
read_span (CercleSession *session, const char *first, const char *last)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *lines;

  cercle_session_read_meetings_async (session, first, last, NULL, room_keep_cb, &result);
  ROOM_WAIT (room_has_cb, &result);
  lines = cercle_session_read_meetings_finish (session, result, &error);
  g_assert_no_error (error);
  return lines;
}

/* (transfer full): the meeting held on this day. */
static CercleRecord *
meeting_on (CercleSession *session, const char *day)
{
  g_autoptr (GPtrArray) lines = read_span (session, day, day);

  g_assert_cmpuint (lines->len, ==, 1);
  return g_object_ref (((CercleMeetingLine *) lines->pdata[0])->meeting);
}

static CercleMeetingSheet *
read_on (CercleSession *session, const char *day)
{
  g_autoptr (CercleRecord) meeting = meeting_on (session, day);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CercleMeetingSheet *sheet;

  cercle_session_read_meeting_async (session, meeting, NULL, room_keep_cb, &result);
  ROOM_WAIT (room_has_cb, &result);
  sheet = cercle_session_read_meeting_finish (session, result, &error);
  g_assert_no_error (error);
  return sheet;
}

static void
done (CercleSession *session, GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;

  room_finish (session, result, &error);
  g_assert_no_error (error);
}

static void
undo (CercleSession *session)
{
  g_autoptr (GError) error = NULL;

  room_undo (session, &error);
  g_assert_no_error (error);
}

static const char *
title_of (CercleMeetingSheet *sheet, guint i)
{
  return cercle_record_get_text (((CercleMeetingItem *) sheet->items->pdata[i])->item,
                                 CERCLE_AGENDA_ITEM_TITLE);
}

static const char *
id_of (CercleMeetingSheet *sheet, guint i)
{
  return cercle_record_get_id (((CercleMeetingItem *) sheet->items->pdata[i])->item);
}

static void
add (CercleSession *session, const char *day, const char *title)
{
  g_autoptr (CercleRecord) meeting = meeting_on (session, day);
  g_autoptr (CercleRecord) item = cercle_session_new_record (session, &cercle_agenda_item_kind);
  GAsyncResult *result = NULL;

  cercle_record_set_text (item, CERCLE_AGENDA_ITEM_RULE, "free");
  cercle_record_set_text (item, CERCLE_AGENDA_ITEM_TITLE, title);
  cercle_record_set_integer (item, CERCLE_AGENDA_ITEM_MINUTES, 10);
  cercle_session_add_item_async (session, meeting, item, room_keep_cb, &result);
  done (session, &result);
}

/* Position of the item of this title, -1: none of it is to be discussed. */
static int
find_title (CercleMeetingSheet *sheet, const char *title)
{
  for (guint i = 0; i < sheet->items->len; i++)
    {
      CercleMeetingItem *item = sheet->items->pdata[i];
      if (g_strcmp0 (title_of (sheet, i), title) == 0 &&
          g_strcmp0 (cercle_record_get_text (item->item, CERCLE_AGENDA_ITEM_STATE), "open") == 0)
        return (int) i;
    }
  return -1;
}

static void
test_span (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) month = read_span (fixture->col, TODAY, "2020-07-20");
  g_autoptr (GPtrArray) moved = NULL, back = NULL;
  g_autoptr (CercleRecord) changed = NULL;
  GAsyncResult *result = NULL;

  /* 23 and 30 June, 7 July; 14 July is a holiday. */
  g_assert_cmpuint (month->len, ==, 3);
  for (guint i = 0; i < month->len; i++)
    g_assert_false (((CercleMeetingLine *) month->pdata[i])->written);
  changed = cercle_record_copy (((CercleMeetingLine *) month->pdata[1])->meeting);
  cercle_record_set_text (changed, CERCLE_MEETING_HELD_ON, "2020-07-01");
  cercle_session_change_meeting_async (fixture->col, changed, room_keep_cb, &result);
  done (fixture->col, &result);
  moved = read_span (fixture->col, TODAY, "2020-07-20");
  g_assert_cmpuint (moved->len, ==, 3);
  g_assert_true (((CercleMeetingLine *) moved->pdata[1])->written);
  g_assert_cmpstr (cercle_record_get_text (((CercleMeetingLine *) moved->pdata[1])->meeting,
                                           CERCLE_MEETING_HELD_ON),
                   ==, "2020-07-01");
  undo (fixture->col);
  back = read_span (fixture->col, TODAY, "2020-07-20");
  g_assert_cmpuint (back->len, ==, 3);
  g_assert_cmpstr (cercle_record_get_text (((CercleMeetingLine *) back->pdata[1])->meeting,
                                           CERCLE_MEETING_HELD_ON),
                   ==, NEXT);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleRecord) meeting = meeting_on (fixture->col, NEXT);
  g_autoptr (CercleRecord) changed = cercle_record_copy (meeting);
  g_autoptr (CercleMeetingSheet) sheet = NULL, today = NULL;
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  cercle_record_set_text (changed, CERCLE_MEETING_CANCELLED_WHY, "L’ARS est absente");
  cercle_session_change_meeting_async (fixture->col, changed, room_keep_cb, &result);
  done (fixture->col, &result);
  sheet = read_on (fixture->col, NEXT);
  g_assert_cmpint (cercle_meeting_state (sheet->meeting), ==, CERCLE_MEETING_CANCELLED);
  cercle_session_open_meeting_async (fixture->col, meeting, room_keep_cb, &result);
  g_assert_false (room_finish (fixture->col, &result, &error));
  g_assert_error (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE);
  /* What is moved from today goes to the one after it. */
  today = read_on (fixture->col, TODAY);
  g_assert_cmpstr (cercle_record_get_text (today->next, CERCLE_MEETING_HELD_ON), ==, "2020-07-07");
  undo (fixture->col);
  g_clear_pointer (&sheet, cercle_meeting_sheet_free);
  sheet = read_on (fixture->col, NEXT);
  g_assert_cmpint (cercle_meeting_state (sheet->meeting), ==, CERCLE_MEETING_PREPARED);
}

static void
test_own (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleRecord) meeting = cercle_session_new_record (fixture->ada, &cercle_meeting_kind);
  g_autoptr (CercleRecord) written = NULL;
  g_autoptr (CercleMeetingSheet) sheet = NULL, back = NULL;
  GAsyncResult *result = NULL;

  cercle_record_set_text (meeting, CERCLE_MEETING_SORT, "launch");
  cercle_record_set_text (meeting, CERCLE_MEETING_HELD_ON, "2020-06-25");
  cercle_record_set_integer (meeting, CERCLE_MEETING_STARTS_AT, 600);
  cercle_record_set_integer (meeting, CERCLE_MEETING_LENGTH, 60);
  written = cercle_record_copy (meeting);
  cercle_session_change_meeting_async (fixture->ada, written, room_keep_cb, &result);
  done (fixture->ada, &result);
  sheet = read_on (fixture->ada, "2020-06-25");
  g_assert_cmpint (cercle_meeting_state (sheet->meeting), ==, CERCLE_MEETING_PREPARED);
  g_assert_cmpstr (sheet->missing, ==, "ars cd mdph og");
  undo (fixture->ada);
  back = read_on (fixture->ada, "2020-06-25");
  g_assert_cmpint (cercle_meeting_state (back->meeting), ==, CERCLE_MEETING_CANCELLED);
}

static void
test_agenda (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleMeetingSheet) before = read_on (fixture->ada, TODAY);
  g_autoptr (CercleMeetingSheet) after = NULL, back = NULL;
  g_autofree char *words = cercle_meeting_sheet_missing (before);
  GAsyncResult *result = NULL;
  guint n = before->items->len;

  g_assert_nonnull (words);
  g_assert_cmpuint (n, >=, 3);
  g_assert_cmpint (before->timing->minutes, >, 0);
  for (guint i = 0; i < n; i++)
    g_assert_cmpstr (((CercleMeetingItem *) before->items->pdata[i])->why, !=, "");
  cercle_session_order_item_async (fixture->ada, before->meeting, id_of (before, n - 1),
                                   id_of (before, 0), room_keep_cb, &result);
  done (fixture->ada, &result);
  after = read_on (fixture->ada, TODAY);
  g_assert_cmpuint (after->items->len, ==, n);
  g_assert_cmpstr (id_of (after, 0), ==, id_of (before, n - 1));
  g_assert_cmpstr (id_of (after, 1), ==, id_of (before, 0));
  undo (fixture->ada);
  back = read_on (fixture->ada, TODAY);
  for (guint i = 0; i < n; i++)
    g_assert_cmpstr (id_of (back, i), ==, id_of (before, i));
}

static void
test_added (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleMeetingSheet) sheet = NULL, back = NULL;
  int at;

  add (fixture->ada, TODAY, "Salle");
  sheet = read_on (fixture->ada, TODAY);
  at = find_title (sheet, "Salle");
  g_assert_cmpint (at, ==, (int) sheet->items->len - 1);
  g_assert_cmpint (sheet->timing->over, >, 0);
  g_assert_cmpuint (sheet->timing->first_past, <=, (guint) at);
  undo (fixture->ada);
  back = read_on (fixture->ada, TODAY);
  g_assert_cmpint (find_title (back, "Salle"), ==, -1);
}

static void
move (CercleSession *session, const char *day, const char *title)
{
  g_autoptr (CercleMeetingSheet) sheet = read_on (session, day);
  int at = find_title (sheet, title);
  GAsyncResult *result = NULL;

  g_assert_cmpint (at, >=, 0);
  cercle_session_move_items_async (session, sheet->meeting,
                                   (const char *const[]){ id_of (sheet, (guint) at), NULL },
                                   room_keep_cb, &result);
  done (session, &result);
}

static void
test_moved (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleMeetingSheet) next = NULL, third = NULL, back = NULL, again = NULL;
  CercleMeetingItem *item;

  add (fixture->ada, TODAY, "Salle");
  move (fixture->ada, TODAY, "Salle");
  next = read_on (fixture->ada, NEXT);
  g_assert_true (next->written);
  g_assert_cmpint (find_title (next, "Salle"), ==, 0);
  move (fixture->ada, NEXT, "Salle");
  third = read_on (fixture->ada, "2020-07-07");
  g_assert_cmpint (find_title (third, "Salle"), ==, 0);
  item = third->items->pdata[0];
  g_assert_cmpint (cercle_record_get_integer (item->item, CERCLE_AGENDA_ITEM_TIMES, 1), ==, 3);
  undo (fixture->ada);
  undo (fixture->ada);
  back = read_on (fixture->ada, TODAY);
  g_assert_cmpint (find_title (back, "Salle"), >=, 0);
  g_clear_pointer (&next, cercle_meeting_sheet_free);
  next = read_on (fixture->ada, NEXT);
  g_assert_cmpint (find_title (next, "Salle"), ==, -1);
  move (fixture->ada, TODAY, "Salle");
  again = read_on (fixture->ada, NEXT);
  g_assert_cmpint (find_title (again, "Salle"), ==, 0);
}

/* What nobody came to is there the next time, without anybody moving it. */
static void
test_held (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleMeetingSheet) sheet = NULL, next = NULL;
  g_autoptr (CercleRecord) spoken = NULL;
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  add (fixture->ada, TODAY, "Salle");
  sheet = read_on (fixture->ada, TODAY);
  cercle_session_close_meeting_async (fixture->ada, sheet->meeting, room_keep_cb, &result);
  g_assert_false (room_finish (fixture->ada, &result, &error));
  n = sheet->items->len;
  cercle_session_open_meeting_async (fixture->ada, sheet->meeting, room_keep_cb, &result);
  done (fixture->ada, &result);
  g_clear_pointer (&sheet, cercle_meeting_sheet_free);
  sheet = read_on (fixture->ada, TODAY);
  g_assert_cmpint (cercle_meeting_state (sheet->meeting), ==, CERCLE_MEETING_DRAFT);
  g_assert_cmpuint (sheet->items->len, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_true (((CercleMeetingItem *) sheet->items->pdata[i])->written);
  spoken = cercle_record_copy (((CercleMeetingItem *) sheet->items->pdata[0])->item);
  cercle_record_set_text (spoken, CERCLE_AGENDA_ITEM_NOTES, "Vu.");
  cercle_record_set_text (spoken, CERCLE_AGENDA_ITEM_STATE, "done");
  cercle_session_change_item_async (fixture->ada, sheet->meeting, spoken, room_keep_cb, &result);
  done (fixture->ada, &result);
  cercle_session_spend_seconds (fixture->ada, sheet->meeting, id_of (sheet, 0), 90);
  cercle_session_close_meeting_async (fixture->ada, sheet->meeting, room_keep_cb, &result);
  done (fixture->ada, &result);
  g_clear_pointer (&sheet, cercle_meeting_sheet_free);
  sheet = read_on (fixture->ada, TODAY);
  g_assert_cmpint (cercle_record_get_integer (((CercleMeetingItem *) sheet->items->pdata[0])->item,
                                              CERCLE_AGENDA_ITEM_SECONDS, 0),
                   ==, 90);
  next = read_on (fixture->ada, NEXT);
  g_assert_nonnull (next->previous);
  g_assert_cmpint (find_title (next, "Salle"), >=, 0);
  g_assert_nonnull (g_strrstr (
      ((CercleMeetingItem *) next->items->pdata[find_title (next, "Salle")])->why, "2020"));
}

static void
test_guests (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleMeetingSheet) sheet = read_on (fixture->col, TODAY);
  g_autoptr (CercleMeetingSheet) after = NULL, next = NULL, back = NULL;
  g_autoptr (GPtrArray) asked = g_ptr_array_new_with_free_func (g_object_unref);
  GAsyncResult *result = NULL;

  for (guint i = 0; i < 2; i++)
    {
      CercleRecord *attendee = cercle_session_new_record (fixture->col, &cercle_attendee_kind);
      g_autofree char *who = g_strconcat (
          "member:", cercle_record_get_id (cercle_session_get_member (fixture->col)), NULL);
      cercle_record_set_text (attendee, CERCLE_ATTENDEE_PARTY, i == 0 ? "coordinator" : "ars");
      if (i == 0)
        cercle_record_set_text (attendee, CERCLE_ATTENDEE_WHO, who);
      else
        cercle_record_set_text (attendee, CERCLE_ATTENDEE_NAME, "Mme Duval");
      g_ptr_array_add (asked, attendee);
    }
  g_assert_cmpstr (sheet->missing, ==, "national coordinator ars cd mdph");
  cercle_session_ask_guests_async (fixture->col, sheet->meeting, asked, NULL, room_keep_cb,
                                   &result);
  done (fixture->col, &result);
  after = read_on (fixture->col, TODAY);
  g_assert_cmpuint (after->guests->len, ==, 2);
  g_assert_cmpstr (after->missing, ==, "national cd mdph");
  next = read_on (fixture->col, NEXT);
  g_assert_false (next->written);
  g_assert_cmpuint (next->guests->len, ==, 2);
  g_assert_cmpstr (((CercleMeetingGuest *) next->guests->pdata[0])->name, ==,
                   ((CercleMeetingGuest *) after->guests->pdata[0])->name);
  undo (fixture->col);
  back = read_on (fixture->col, TODAY);
  g_assert_cmpuint (back->guests->len, <=, 2);
}

/* Both open the same slot, one of them alone: there is one meeting, with what each did. */
static void
test_two_rooms (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleMeetingSheet) hers = NULL, his = NULL;
  g_autoptr (CercleRecord) meeting = NULL;
  GAsyncResult *result = NULL;

  room_exchange (fixture->ada);
  community_stop (fixture->community);
  add (fixture->ada, TODAY, "Salle");
  meeting = meeting_on (fixture->ada, TODAY);
  cercle_session_open_meeting_async (fixture->ada, meeting, room_keep_cb, &result);
  done (fixture->ada, &result);
  add (fixture->col, TODAY, "Budget");
  cercle_session_open_meeting_async (fixture->col, meeting, room_keep_cb, &result);
  done (fixture->col, &result);
  community_start (fixture->community);
  room_exchange (fixture->ada);
  room_exchange (fixture->col);
  room_exchange (fixture->ada);
  hers = read_on (fixture->ada, TODAY);
  his = read_on (fixture->col, TODAY);
  g_assert_cmpuint (hers->items->len, ==, his->items->len);
  for (guint i = 0; i < hers->items->len; i++)
    g_assert_cmpstr (id_of (hers, i), ==, id_of (his, i));
  g_assert_cmpint (find_title (hers, "Salle"), >=, 0);
  g_assert_cmpint (find_title (hers, "Budget"), >=, 0);
  g_assert_cmpuint (desk_number (fixture->ada, "conflicts"), ==, 0);
  g_assert_cmpuint (desk_number (fixture->col, "conflicts"), ==, 0);
}

static GPtrArray *
read_template (CercleSession *session)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *lines;

  cercle_session_read_template_async (session, "governance", NULL, room_keep_cb, &result);
  ROOM_WAIT (room_has_cb, &result);
  lines = cercle_session_read_template_finish (session, result, &error);
  g_assert_no_error (error);
  return lines;
}

static void
test_template (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) lines = read_template (fixture->col);
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (CercleMeetingSheet) sheet = NULL;
  GAsyncResult *result = NULL;
  guint n = lines->len;
  const char *owner = cercle_record_get_id (cercle_session_get_member (fixture->col));
  CercleMeetingItem *first;

  g_assert_cmpuint (n, >, 5);
  g_ptr_array_remove_index (lines, n - 1);
  cercle_record_set_integer (lines->pdata[0], CERCLE_TEMPLATE_LINE_MINUTES, 7);
  cercle_record_set_text (lines->pdata[0], CERCLE_TEMPLATE_LINE_OWNER, owner);
  cercle_session_save_template_async (fixture->col, "governance", lines, room_keep_cb, &result);
  done (fixture->col, &result);
  after = read_template (fixture->col);
  g_assert_cmpuint (after->len, ==, n - 1);
  sheet = read_on (fixture->col, TODAY);
  first = sheet->items->pdata[0];
  g_assert_cmpint (cercle_record_get_integer (first->item, CERCLE_AGENDA_ITEM_MINUTES, 0), ==, 7);
  g_assert_cmpstr (cercle_record_get_text (first->item, CERCLE_AGENDA_ITEM_OWNER), ==, owner);
}

static guint
n_live_lines (CercleSession *session)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_template_line_kind);
  g_autoptr (GPtrArray) found = room_find (session, query);

  return found->len;
}

/* The other coordinator's desk has what stands in the template, also once it was taken back. */
static void
test_template_undone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) lines = read_template (fixture->col);
  g_autoptr (GPtrArray) after = NULL;
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;
  CercleRecord *added = cercle_session_new_record (fixture->col, &cercle_template_line_kind);
  guint n = lines->len;

  cercle_record_set_text (added, CERCLE_TEMPLATE_LINE_SORT, "governance");
  cercle_record_set_text (added, CERCLE_TEMPLATE_LINE_RULE, "free");
  cercle_record_set_text (added, CERCLE_TEMPLATE_LINE_TITLE, "Transport");
  g_ptr_array_remove_index (lines, 3);
  g_ptr_array_insert (lines, 1, added);
  cercle_session_save_template_async (fixture->col, "governance", lines, room_keep_cb, &result);
  done (fixture->col, &result);
  room_exchange (fixture->col);
  room_exchange (fixture->ada);
  g_assert_cmpuint (n_live_lines (fixture->ada), ==, n);
  room_undo (fixture->col, &error);
  g_assert_no_error (error);
  after = read_template (fixture->col);
  g_assert_cmpuint (after->len, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpstr (cercle_record_get_text (after->pdata[i], CERCLE_TEMPLATE_LINE_TITLE), !=,
                     "Transport");
  room_exchange (fixture->col);
  room_exchange (fixture->ada);
  g_assert_cmpuint (n_live_lines (fixture->ada), ==, n);
  g_assert_cmpuint (desk_number (fixture->ada, "conflicts"), ==, 0);
}

static const struct
{
  const char *path;
  void (*test) (Fixture *fixture, gconstpointer data);
} tests[] = {
  { "/meeting-desk/span", test_span },
  { "/meeting-desk/cancelled", test_cancelled },
  { "/meeting-desk/own", test_own },
  { "/meeting-desk/agenda", test_agenda },
  { "/meeting-desk/added", test_added },
  { "/meeting-desk/moved", test_moved },
  { "/meeting-desk/held", test_held },
  { "/meeting-desk/guests", test_guests },
  { "/meeting-desk/two-rooms", test_two_rooms },
  { "/meeting-desk/template", test_template },
  { "/meeting-desk/template-undone", test_template_undone },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
