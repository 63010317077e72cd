/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What the workers of the waiting lists share. For this room only; not the main thread. */
#pragma once

#include "cercle-session-private.h"
#include "cercle-waiting-desk.h"

/* Rows that one visit to the store thread reads or writes. */
#define CERCLE_WAITING_SLICE 100

typedef struct
{
  CercleStoreThread *thread;
  char *scope, *member, *territory;
  int today;
} CercleWaitingDesk;
/* FALSE with an error while nobody is signed in. Main thread. */
gboolean cercle_waiting_desk_take (CercleWaitingDesk *self, CercleSession *session, GError **error);
void cercle_waiting_desk_clear (CercleWaitingDesk *self);

/* (transfer full): records of a query, in slices, those that each wants. wants may be NULL. */
typedef gboolean (*CercleWaitingWants) (CercleRecord *record, gpointer data);
GPtrArray *cercle_waiting_desk_read (CercleWaitingDesk *self, CercleQuery *query,
                                     CercleWaitingWants wants, gpointer data, GError **error);
/* (transfer full): rows in force; list: identity of one, or NULL for all. */
GPtrArray *cercle_waiting_desk_rows (CercleWaitingDesk *self, const char *list, GError **error);
/* Forgets these records of kind waiting_row, in slices, and every byte of them. */
gboolean cercle_waiting_desk_forget (CercleWaitingDesk *self, GPtrArray *rows, GError **error);
/* A new record as of this desk: (transfer full). */
CercleRecord *cercle_waiting_desk_new (CercleWaitingDesk *self, const CercleKind *kind,
                                       const char *id);

/* Frees what may be much, off the thread that draws. Takes data. */
void cercle_waiting_drop (gpointer data, GDestroyNotify free_data);

struct _CercleWaitingImport
{
  char *body, *list, *columns;
  char *at; /* when the file was read: what it names was last named then */
  guint counts[CERCLE_WAITING_N_EFFECTS];
  guint mixed;
  GPtrArray *lines; /* CercleWaitingLine */
  GPtrArray *rows;  /* CercleRecord: the list as it will be */
};
