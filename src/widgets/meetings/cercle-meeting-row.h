/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A meeting of the calendar, and an item of an agenda, as lists show them: they stay valid while
 * the desk reads again. */
#pragma once

#include "cercle-meeting-desk.h"

#define CERCLE_TYPE_MEETING_ROW (cercle_meeting_row_get_type ())
G_DECLARE_FINAL_TYPE (CercleMeetingRow, cercle_meeting_row, CERCLE, MEETING_ROW, GObject)
struct _CercleMeetingRow
{
  GObject parent_instance;
  CercleRecord *meeting;
  int today;
};
CercleMeetingRow *cercle_meeting_row_new (CercleRecord *meeting, int today);
const char *cercle_meeting_row_get_id (CercleMeetingRow *self);
/* Day number on which it is held. */
int cercle_meeting_row_day (CercleMeetingRow *self);

#define CERCLE_TYPE_AGENDA_ROW (cercle_agenda_row_get_type ())
G_DECLARE_FINAL_TYPE (CercleAgendaRow, cercle_agenda_row, CERCLE, AGENDA_ROW, GObject)
struct _CercleAgendaRow
{
  GObject parent_instance;
  CercleRecord *item;
  char *why;
  char *presenter; /* (nullable) */
  char *decided; /* what was decided of it, a line each; NULL: nothing */
  guint number;
  int ends_at;   /* minute of the day; -1: it takes no time */
  gboolean past; /* it ends after the meeting does */
};
/* The i-th item of sheet. */
CercleAgendaRow *cercle_agenda_row_new (CercleSession *session, const CercleMeetingSheet *sheet,
                                        guint i);
const char *cercle_agenda_row_get_id (CercleAgendaRow *self);
/* (transfer none): its own title, or what its rule is called. */
const char *cercle_agenda_row_title (CercleAgendaRow *self);
/* Still to be discussed here. */
gboolean cercle_agenda_row_is_open (CercleAgendaRow *self);
