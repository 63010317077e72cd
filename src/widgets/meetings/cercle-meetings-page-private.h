/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the page share. */
#pragma once

#include "cercle-meeting-desk.h"
#include "cercle-meeting-view.h"
#include "cercle-meetings-page.h"

struct _CercleMeetingsPage
{
  CerclePage parent_instance;
  GtkWidget *left, *divider, *aside, *states, *list, *span, *make, *more;
  GtkWidget *sides; /* GtkStack: "none", "sheet", "form", and what other files add */
  GtkWidget *view, *form, *guests, *templates, *addresses, *back;
  GtkWidget *prepare[8]; /* buttons of the agenda, in order; ends with NULL */
  GMenu *menu;           /* of "more": each file adds its section */
  GMenu *leaving;        /* the section of what may leave */
  GListStore *rows;
  CercleMeetingSheet *sheet; /* of who is shown; NULL: not read yet */
  GCancellable *reading, *listing;
  char *wanted; /* meeting that is shown, or will be */
  char *item;   /* that will be selected with the next sheet */
  char *coming; /* meeting that is being saved: shown once it is in the calendar */
  guint quiet;
  gboolean starting, stale, on_sheet, filling;
};

CercleSession *cercle_meetings_page_session (CercleMeetingsPage *self);
/* Another meeting is shown; NULL: none. */
void cercle_meetings_page_want (CercleMeetingsPage *self, const char *meeting);
/* Which of both is in view where there is room for one only. */
void cercle_meetings_page_show_sheet (CercleMeetingsPage *self, gboolean shown);
/* A child of sides: "sheet" again once a form, or the meeting in session, is left. */
void cercle_meetings_page_show_side (CercleMeetingsPage *self, const char *name);
/* Reads the calendar and the sheet again. */
void cercle_meetings_page_refresh (CercleMeetingsPage *self);
/* For what ends with cercle_session_commit_finish(): a toast says label (translated; NULL: nothing)
 * with Undo, or why nothing was changed. data: a reference to the page. */
void cercle_meetings_page_done_cb (GObject *session, GAsyncResult *result, gpointer page);
/* (transfer full) (nullable): a copy of the meeting shown. */
CercleRecord *cercle_meetings_page_copy (CercleMeetingsPage *self);

/* --- cercle-meetings-editing.c: series, one meeting, items, those who come -------------------- */
void cercle_meetings_editing_install (GtkWidgetClass *widget_class);
void cercle_meetings_editing_init (CercleMeetingsPage *self);
/* What may be done with the meeting and the item that are shown. */
void cercle_meetings_editing_follow (CercleMeetingsPage *self);
gboolean cercle_meetings_editing_is_open (CercleMeetingsPage *self);

/* Back to the agenda from what stood in its place. */
void cercle_meetings_editing_end (CercleMeetingsPage *self);

/* --- cercle-meeting-leaving.c: the meeting shown, on paper and in other programs -------------- */
void cercle_meeting_leaving_install (GtkWidgetClass *widget_class);
void cercle_meeting_leaving_init (CercleMeetingsPage *self);
/* What may be taken out of the meeting that is shown. */
void cercle_meeting_leaving_follow (CercleMeetingsPage *self);
gboolean cercle_meeting_leaving_fill_paper (CerclePage *page, CerclePaper *paper);
/* --- cercle-meeting-entering.c: into the meeting, F8 ------------------------------------------- */
void cercle_meeting_entering_install (GtkWidgetClass *widget_class);
void cercle_meeting_entering_init (CercleMeetingsPage *self);
