/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A page of the window on a desk that has signed in at a real server, with cases to work on. */
#pragma once

#include <adwaita.h>

#include "cercle-case-form.h"
#include "cercle-compact-list.h"
#include "cercle-page.h"
#include "community.h"
#include "widget-tree.h"

typedef struct
{
  Community *community;
  char *folder;
  CercleSession *session;
  CercleSettings *settings;
  GtkWidget *window, *overlay, *page;
  char *id;    /* of the case of begin_case() */
  char *asked; /* last action of the window that the page asked for: "open-case IDENTITY" */
} CaseDesk;

/* Signs ada in. */
void case_desk_begin (CaseDesk *desk);
/* Signs this one in: "col" is the coordinator. */
void case_desk_begin_as (CaseDesk *desk, const char *login);
void case_desk_end (CaseDesk *desk);
/* A second desk of this community, for what others do; login: "bob". (transfer full) */
CercleSession *case_desk_other (CaseDesk *desk, const char *login);
/* Closes it and its folder. */
void case_desk_drop_other (CaseDesk *desk, CercleSession *session);
/* Shows one page in a window of this width. */
void case_desk_show (CaseDesk *desk, GType page, int width);

/* begin() and Mathis Quesnel's case, shown in a window of this width; 0: not yet. */
void case_desk_begin_case (CaseDesk *desk, int width);
/* Shows its page and waits until it is filled. */
void case_desk_show_case (CaseDesk *desk, int width);

/* (transfer full): the identity of a new open case; due (nullable): day promised, by the baton. */
char *case_desk_add (CercleSession *session, const char *first, const char *last, const char *need,
                     const char *due);
/* (transfer full): an open action on it; when (nullable): its day. */
CercleRecord *case_desk_add_action (CercleSession *session, const char *kase, const char *what,
                                    const char *when);
/* (transfer full): the identity of a partner that a coordinator adds, known on this desk. */
char *case_desk_add_partner (CaseDesk *desk, const char *name);
CercleRecord *case_desk_case (CercleSession *session, const char *id);
CercleRecord *case_desk_person (CercleSession *session, const char *kase);
/* All records of a kind that name this case, by their "case" field. */
GPtrArray *case_desk_find (CercleSession *session, const CercleKind *kind, const char *kase);

/* To wait for: the page of a case is filled. */
gboolean case_desk_has_case (gpointer page);
/* (transfer none): the one widget of this type on the page. */
gpointer case_desk_part (CaseDesk *desk, GType type);
/* (transfer none): the list of a page; and how many lines it has. */
CercleCompactList *case_desk_list (gpointer page);
guint case_desk_n_shown (gpointer page);
/* To wait for: so many. */
gboolean case_desk_shows_none (gpointer page);
gboolean case_desk_shows_one (gpointer page);
gboolean case_desk_shows_two (gpointer page);
/* Lets a change be written, told and shown: until nothing more comes of it. */
void case_desk_settle (void);
/* Lets everything go up and come down. */
void case_desk_exchange (CercleSession *session);
/* Runs the main loop until func (page) is TRUE; fails after some seconds. */
void case_desk_wait (CaseDesk *desk, const char *what, gboolean (*func) (gpointer data));
/* A label of the page shows these words, maybe among others. */
gboolean case_desk_says (CaseDesk *desk, const char *words);
void case_desk_wait_for_words (CaseDesk *desk, const char *words);
#define CASE_DESK_WAIT(desk, func) case_desk_wait (desk, #func, func)
/* Presses a key as GTK's own bindings would hear it. */
gboolean case_desk_key (GtkWidget *widget, guint key, GdkModifierType modifiers);
/* (transfer none): the form of a case, opened as the page does: "answer:IDENTITY". */
CercleCaseForm *case_desk_open_form (CaseDesk *desk, const char *target);
/* Types into the row of this field, which says so. */
void case_desk_fill (CercleCaseForm *form, guint field, const char *typed);
/* Chooses an organisation in the row of this field. */
void case_desk_choose (CercleCaseForm *form, guint field, const char *id, const char *name);
/* The form is not saved, tells the sentence once, and the keyboard is where it can be mended. */
void case_desk_assert_refused (CaseDesk *desk, CercleCaseForm *form, guint field,
                               const char *sentence);
/* The row of this field that is in view on the page, of whichever form; fails where there is none.
 * (transfer none) */
GtkWidget *case_desk_row (CaseDesk *desk, guint field);
/* Types into it. (transfer none): the row, which has not said "typed". */
GtkWidget *case_desk_type (CaseDesk *desk, guint field, const char *text);
