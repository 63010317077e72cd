/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What do the tests of the page of meetings begin with? */
#include "meetings-desk.h"

#include "cercle-instant.h"
#include "room.h"

#define NOON G_GINT64_CONSTANT (1592906400000)

CercleMeetingView *
meetings_desk_view (gpointer page)
{
  return CERCLE_MEETING_VIEW (tree_find (page, CERCLE_TYPE_MEETING_VIEW, NULL));
}

guint
meetings_desk_n_items (gpointer page)
{
  return g_list_model_get_n_items (cercle_meeting_view_get_rows (meetings_desk_view (page)));
}

const char *
meetings_desk_title (gpointer page, guint i)
{
  g_autoptr (CercleAgendaRow) row =
      g_list_model_get_item (cercle_meeting_view_get_rows (meetings_desk_view (page)), i);

  return row != NULL ? cercle_agenda_row_title (row) : NULL;
}

static gboolean
is_filled (gpointer page)
{
  return meetings_desk_n_items (page) > 0;
}

void
meetings_desk_begin (MeetingsDesk *self, int width)
{
  meetings_desk_begin_as (self, "ada", width);
}

void
meetings_desk_begin_as (MeetingsDesk *self, const char *login, int width)
{
  g_autoptr (CercleRecord) series = NULL;
  CercleTx *tx = cercle_tx_new ("Series planned.");
  g_autoptr (GError) error = NULL;

  cercle_instant_freeze (NOON);
  case_desk_begin_as (&self->desk, login);
  series = cercle_session_new_record (self->desk.session, &cercle_series_kind);
  self->series = g_strdup (cercle_record_get_id (series));
  cercle_record_set_text (series, CERCLE_SERIES_SORT, "governance");
  cercle_record_set_text (series, CERCLE_SERIES_RHYTHM, "weekly");
  cercle_record_set_text (series, CERCLE_SERIES_BEGINS_ON,
                          cercle_session_get_today (self->desk.session));
  cercle_record_set_integer (series, CERCLE_SERIES_STARTS_AT, 840);
  cercle_record_set_integer (series, CERCLE_SERIES_LENGTH, 10);
  cercle_tx_save (tx, series);
  room_commit (self->desk.session, tx, &error);
  g_assert_no_error (error);
  case_desk_show (&self->desk, CERCLE_TYPE_MEETINGS_PAGE, width);
  cercle_page_open (CERCLE_PAGE (self->desk.page), NULL);
  cercle_page_start (CERCLE_PAGE (self->desk.page));
  CASE_DESK_WAIT (&self->desk, is_filled);
}

void
meetings_desk_end (MeetingsDesk *self)
{
  case_desk_end (&self->desk);
  g_free (self->series);
  cercle_instant_freeze (0);
}

void
meetings_desk_press (MeetingsDesk *self, guint key, GdkModifierType modifiers)
{
  g_assert_true (case_desk_key (self->desk.page, key, modifiers));
}
