/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The meetings on this desk: which there are, the sheet of one, and what is done with it. A slot of
 * a series is a meeting before anybody writes it: what is asked about one takes the record, written
 * or as read here, and writes it when something is done with it, under the identity that every desk
 * derives alike. Main thread. */
#pragma once

#include "cercle-agenda.h"
#include "cercle-session.h"

/* A meeting of a list. */
typedef struct
{
  CercleRecord *meeting;
  gboolean written; /* FALSE: a slot of a series, as the series says */
} CercleMeetingLine;

/* Those held from first to last ("2020-06-02"), both included, by day and hour; the cancelled ones
 * too. */
void cercle_session_read_meetings_async (CercleSession *self, const char *first, const char *last,
                                         GCancellable *cancellable, GAsyncReadyCallback callback,
                                         gpointer data);
/* (transfer full): CercleMeetingLine. */
GPtrArray *cercle_session_read_meetings_finish (CercleSession *self, GAsyncResult *result,
                                                GError **error);

/* An item of the agenda as the desk shows it. */
typedef struct
{
  CercleRecord *item;
  gboolean written;
  char *why;            /* a sentence: why it is spoken of */
  char *presenter;      /* name of who presents it; NULL: nobody is named */
  GPtrArray *decisions; /* CercleRecord that came of it */
} CercleMeetingItem;

/* Who is asked to come. */
typedef struct
{
  CercleRecord *attendee;
  gboolean written; /* FALSE: as last time */
  char *name;
} CercleMeetingGuest;

typedef struct
{
  CercleRecord *meeting;
  gboolean written;
  CercleRecord *series;   /* NULL: a meeting of its own */
  CercleRecord *previous; /* the last one that was opened, of the series or of its sort; or NULL */
  CercleRecord *next;     /* where its items move to, written or not; NULL: there is none */
  char *organiser;        /* name of who prepares it; NULL: nobody is named */
  GPtrArray *items;       /* CercleMeetingItem, in order */
  GPtrArray *guests;      /* CercleMeetingGuest */
  GPtrArray *decisions;   /* CercleRecord, of all items and of none */
  GPtrArray *corrections; /* CercleRecord, in order of time */
  char *missing;          /* parties it cannot do without of whom nobody is asked, a SET; or NULL */
  CercleAgendaTiming *timing;
} CercleMeetingSheet;
void cercle_meeting_sheet_free (CercleMeetingSheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleMeetingSheet, cercle_meeting_sheet_free)
/* (transfer none) (nullable) */
CercleMeetingItem *cercle_meeting_sheet_find (CercleMeetingSheet *self, const char *item);
/* (transfer full): "The ARS and the MDPH are missing …", a whole sentence; NULL when nobody is. */
char *cercle_meeting_sheet_missing (CercleMeetingSheet *self);

/* meeting: a record of a line, or any with its identity; what is written is read again. */
void cercle_session_read_meeting_async (CercleSession *self, CercleRecord *meeting,
                                        GCancellable *cancellable, GAsyncReadyCallback callback,
                                        gpointer data);
CercleMeetingSheet *cercle_session_read_meeting_finish (CercleSession *self, GAsyncResult *result,
                                                        GError **error);

/* What is done. Each is one action with one undo, unless it says otherwise, and ends with
 * cercle_session_commit_finish(). Records that are passed belong to the store thread until then:
 * pass copies, with the mask of what is changed in them. */

/* What is changed in the copy of a meeting: moved, cancelled, named … A meeting of its
 * own is made so, too, with cercle_session_new_record(). */
void cercle_session_change_meeting_async (CercleSession *self, CercleRecord *meeting,
                                          GAsyncReadyCallback callback, gpointer data);
/* Writes what the rules composed: from now on the agenda is what stands there. */
void cercle_session_open_meeting_async (CercleSession *self, CercleRecord *meeting,
                                        GAsyncReadyCallback callback, gpointer data);
/* It is over: what is still open comes again next time, by itself. */
void cercle_session_close_meeting_async (CercleSession *self, CercleRecord *meeting,
                                         GAsyncReadyCallback callback, gpointer data);
/* What is changed in the copy of an item of the meeting: notes, minutes, title, state … Of an item
 * about a case title and notes lose the names of those around it. */
void cercle_session_change_item_async (CercleSession *self, CercleRecord *meeting,
                                       CercleRecord *item, GAsyncReadyCallback callback,
                                       gpointer data);
/* A new item: rule, title, minutes, and what it is about, of item; as the last one. Of a case that
 * it is about its title names nobody, and its text tells it by initials; a case stands there once. */
void cercle_session_add_item_async (CercleSession *self, CercleRecord *meeting, CercleRecord *item,
                                    GAsyncReadyCallback callback, gpointer data);
/* Puts an item before another one; NULL: last. */
void cercle_session_order_item_async (CercleSession *self, CercleRecord *meeting, const char *item,
                                      const char *before, GAsyncReadyCallback callback,
                                      gpointer data);
/* Moves items to the next meeting, which opens by itself. items ends with NULL. */
void cercle_session_move_items_async (CercleSession *self, CercleRecord *meeting,
                                      const char *const *items, GAsyncReadyCallback callback,
                                      gpointer data);
/* More seconds were spent on an item. No answer, no undo. */
void cercle_session_spend_seconds (CercleSession *self, CercleRecord *meeting, const char *item,
                                   guint seconds);
/* Who comes: changed and new ones (CercleRecord of kind attendee; their meeting is filled in), and
 * those who are no longer asked. Either may be NULL. */
void cercle_session_ask_guests_async (CercleSession *self, CercleRecord *meeting,
                                      GPtrArray *changed, GPtrArray *removed,
                                      GAsyncReadyCallback callback, gpointer data);
/* The sections that an agenda of this sort begins with, from now on: all of them, in order
 * (CercleRecord of kind template_line, new or changed); others of the sort are deleted. */
void cercle_session_save_template_async (CercleSession *self, const char *sort, GPtrArray *lines,
                                         GAsyncReadyCallback callback, gpointer data);
/* (transfer full): CercleRecord of kind template_line, in order: the community's or, while it has
 * none, the starting set. */
void cercle_session_read_template_async (CercleSession *self, const char *sort,
                                         GCancellable *cancellable, GAsyncReadyCallback callback,
                                         gpointer data);
GPtrArray *cercle_session_read_template_finish (CercleSession *self, GAsyncResult *result,
                                                GError **error);
