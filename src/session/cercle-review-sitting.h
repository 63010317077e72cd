/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The review with the MDPH on this desk: its list, and what is done with it. One review a day,
 * however many desks open it. Main thread. */
#pragma once

#include "cercle-review-figures.h"
#include "cercle-review-list.h"
#include "cercle-review-words.h"
#include "cercle-session.h"

/* A case of the list as the desk shows it. */
typedef struct
{
  CercleReviewLine *line;
  CercleRecord
      *told; /* the item with what is told of the case today; on the MDPH's desk the item itself */
  gboolean named; /* the MDPH is told who she is */
  char *who;      /* whom this desk may name: her name here, what was told on the MDPH's desk */
  char *why;      /* "carried over, time no. 3; a break expected on 27 June 2020" */
} CercleSittingLine;

typedef struct
{
  CercleReviewList *list;
  GPtrArray *lines; /* CercleSittingLine, in order: list->lines, then list->left_out */
  guint n_open;     /* without a verdict */
  guint n_decided, n_left_out;
  guint n_unwritten; /* brought by rules since the list was closed, or all: not written yet */
} CercleSitting;
void cercle_sitting_free (CercleSitting *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleSitting, cercle_sitting_free)

/* Today's rules and limits; valid until the community changes. */
CercleReviewFrame cercle_session_get_review_frame (CercleSession *self);
/* day: NULL for today. */
void cercle_session_read_sitting_async (CercleSession *self, const char *day,
                                        GCancellable *cancellable, GAsyncReadyCallback callback,
                                        gpointer data);
/* (transfer full) */
CercleSitting *cercle_session_read_sitting_finish (CercleSession *self, GAsyncResult *result,
                                                   GError **error);

/* Of the days that end with until. */
void cercle_session_read_review_figures_async (CercleSession *self, const char *until,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback, gpointer data);
/* (transfer full) */
CercleReviewFigures *cercle_session_read_review_figures_finish (CercleSession *self,
                                                                GAsyncResult *result,
                                                                GError **error);

/* What is done with today's list: each writes down what the rules brought first, so that both rooms
 * see the same. All end with cercle_session_commit_finish(); each is undone as one, but for
 * closing. */

/* Writes the list as it stands, and tells anew what changed since: "close the list". Not undoable.
 */
void cercle_session_close_list_async (CercleSession *self, GAsyncReadyCallback callback,
                                      gpointer data);
void cercle_session_list_case_async (CercleSession *self, const char *kase,
                                     GAsyncReadyCallback callback, gpointer data);
void cercle_session_leave_out_async (CercleSession *self, const char *kase, const char *why,
                                     GAsyncReadyCallback callback, gpointer data);
/* Puts a case before another one of the list; NULL: last. */
void cercle_session_order_list_async (CercleSession *self, const char *kase, const char *before,
                                      GAsyncReadyCallback callback, gpointer data);

/* (transfer full): what a verdict would do, for "what changes". verdict: a copy of line's item with
 * the verdict set, completed by this call (holder, day). Empty on the MDPH's desk: its server does
 * it. */
void cercle_session_weigh_async (CercleSession *self, const CercleSittingLine *line,
                                 CercleRecord *verdict, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer data);
GPtrArray *cercle_session_weigh_finish (CercleSession *self, GAsyncResult *result, GError **error);
/* Gives the verdict: verdict as above; its author and instant are filled in. One undo. */
void cercle_session_give_verdict_async (CercleSession *self, CercleRecord *verdict,
                                        GAsyncReadyCallback callback, gpointer data);

/* Where this member is: a hint for the other room. kase: NULL when she left. Nothing when the list
 * is not written yet. No answer, no undo. */
void cercle_session_take_place (CercleSession *self, const char *kase);
/* Agrees to the minutes of a day, for the side of who is signed in; for_mdph: the MDPH said so to
 * her. One undo. remarks, guests: as typed; NULL leaves them. */
void cercle_session_agree_async (CercleSession *self, const char *day, gboolean for_mdph,
                                 const char *guests, const char *remarks,
                                 GAsyncReadyCallback callback, gpointer data);
