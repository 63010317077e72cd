/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The agenda of a meeting that writes itself: what the records say since the last one, section by
 * section, and why it is spoken of. Nobody is named: initials, commune and age; a case that is kept
 * from the team's readers is counted and not told. Thread of the store. */
#pragma once

#include "cercle-agenda.h"
#include "cercle-deadline.h"
#include "cercle-store.h"

/* Cases, decisions or questions that one item tells; more are counted. */
#define CERCLE_AGENDA_MOST 12

typedef struct
{
  const char *today;
  CercleWorkingTime time;
} CercleAgendaFrame;

typedef struct
{
  CercleRecord *item; /* as it is written, or a new one that the rules bring */
  gboolean written;
} CercleAgendaLine;
void cercle_agenda_line_free (CercleAgendaLine *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleAgendaLine, cercle_agenda_line_free)

typedef struct
{
  CercleRecord *previous; /* the last meeting of the series that is over; NULL: none */
  GPtrArray *lines;       /* CercleAgendaLine, in order */
} CercleAgendaList;
void cercle_agenda_list_free (CercleAgendaList *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleAgendaList, cercle_agenda_list_free)

/* (transfer full): while the meeting is prepared, what is written and what the rules bring besides;
 * once it was opened, what is written alone. Sections of which there is nothing to tell do not
 * come, nor that of the cases once there is one. NULL with error. */
CercleAgendaList *cercle_agenda_compose (CercleStore *store, CercleRecord *meeting,
                                         const CercleAgendaFrame *frame, GError **error);

/* (transfer full): "M. Q., 9 years old, Lisieux, waiting for 18 days, prevention of breaks": a case
 * for those who may not know whose it is. day: today. NULL with error. */
char *cercle_agenda_tell_case (CercleStore *store, CercleRecord *kase, const char *day,
                               GError **error);
