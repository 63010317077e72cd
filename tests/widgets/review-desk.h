/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A review of three cases, brought by their expected breaks, on a desk that has signed in. */
#pragma once

#include "case-desk.h"
#include "cercle-review-case.h"
#include "cercle-review-choosing.h"
#include "cercle-review-page.h"
#include "cercle-review-preparing.h"

#define REVIEW_CASES 3

/* Key codes of the row of digits, as on every keyboard, and of the keypad. */
#define REVIEW_DIGIT(n) (9 + (n))
#define REVIEW_KEYPAD_1 87

typedef struct
{
  CaseDesk desk;
  char *ids[REVIEW_CASES]; /* in the order of the list */
  guint pressed;           /* keys */
} ReviewDesk;

/* The list of ada, filled, in a window of this width. */
void review_desk_begin (ReviewDesk *self, int width);
void review_desk_end (ReviewDesk *self);
GtkWidget *review_desk_preparing (ReviewDesk *self);
GtkWidget *review_desk_case (ReviewDesk *self);

/* As the window hears it: first the page's own keys, in the capture phase. FALSE: nobody took it.
 */
gboolean review_desk_press_code (ReviewDesk *self, guint key, guint code);
void review_desk_press (ReviewDesk *self, guint key);
/* The first case of the list is shown. */
void review_desk_start (ReviewDesk *self);
/* Waits for the list, for a case ("1 / 3"), for so many verdicts. */
void review_desk_wait_list (ReviewDesk *self);
void review_desk_wait_place (ReviewDesk *self, const char *place);
void review_desk_wait_decided (ReviewDesk *self, guint n);
gboolean review_desk_in_session (ReviewDesk *self);
guint review_desk_n_decided (CercleSession *session);
/* (transfer full): the item of a case. */
CercleRecord *review_desk_item (CercleSession *session, const char *kase);
