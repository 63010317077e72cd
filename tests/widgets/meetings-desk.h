/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of meetings on a desk that has signed in, with a series of every week. */
#pragma once

#include "case-desk.h"
#include "cercle-meeting-desk.h"
#include "cercle-meeting-view.h"
#include "cercle-meetings-page.h"

typedef struct
{
  CaseDesk desk;
  char *series;
} MeetingsDesk;

/* ada, whose community meets every week from today (23 June 2020) on for ten minutes, in a
 * window of this width; the calendar and the first sheet are filled. */
void meetings_desk_begin (MeetingsDesk *self, int width);
/* The same of somebody else: "col" is the coordinator. */
void meetings_desk_begin_as (MeetingsDesk *self, const char *login, int width);
void meetings_desk_end (MeetingsDesk *self);
CercleMeetingView *meetings_desk_view (gpointer page);
/* (transfer none): title of the i-th item of the sheet shown; NULL: there are fewer. */
const char *meetings_desk_title (gpointer page, guint i);
guint meetings_desk_n_items (gpointer page);
/* A key on the agenda. */
void meetings_desk_press (MeetingsDesk *self, guint key, GdkModifierType modifiers);
