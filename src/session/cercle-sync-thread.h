/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The one thread that talks to the network. It exchanges when woken and every 10 s, and less and less
 * often (up to 5 min) while exchanges fail; times are spread by chance, so that a team's desks do not
 * come together. */
#pragma once

#include "cercle-store-thread.h"
#include "cercle-wire.h"

typedef struct _CercleSyncThread CercleSyncThread;

typedef struct
{
  const char *address, *login, *password, *device;
  const char *token; /* NULL: sign in first */
  guint pace;        /* milliseconds between exchanges; 0: 10 s */
} CercleSyncIdentity;

typedef enum
{
  CERCLE_NEWS_BEGUN,   /* an exchange begins */
  CERCLE_NEWS_APPLIED, /* a page was applied: kinds, rows */
  CERCLE_NEWS_SIGNED,  /* a session was opened: grant */
  CERCLE_NEWS_ENDED,   /* an exchange ended: error, at */
  CERCLE_NEWS_FIGURES, /* asked for: what the server tells of other communities */
  CERCLE_NEWS_OPENED,  /* asked for: opened, or error; what it brings has been applied */
} CercleNewsSort;

typedef struct
{
  CercleNewsSort sort;
  guint64 kinds;
  guint rows;
  CercleGrant *grant;  /* SIGNED */
  GError *error;       /* ENDED, OPENED; NULL: everything was exchanged */
  gboolean barred;     /* ENDED: no further try without cercle_sync_thread_renew() */
  char *at;            /* ENDED: instant */
  char *figures;       /* FIGURES: cercle_sync_figures() */
  char *opened;        /* OPENED: identity of the case */
  gboolean dated;      /* ENDED: the server told its clock */
  gint64 offset;       /* … milliseconds to add to the desk's clock */
} CercleNews;

/* Called in the main context of the thread that made it, never after stop. */
typedef void (*CercleNewsFunc) (const CercleNews *news, gpointer data);

/* (transfer full): begins at once. Free with cercle_sync_thread_stop(). */
CercleSyncThread *cercle_sync_thread_new (const CercleSyncIdentity *identity,
                                          CercleStoreThread *store_thread, CercleNewsFunc func,
                                          gpointer data);
/* A change to send: soon. urgent: somebody waits or the network is back, so waiting after errors ends. */
void cercle_sync_thread_wake (CercleSyncThread *self, gboolean urgent);
/* While two rooms look at one thing: every 3 s, also while exchanges fail, so that what returns is seen
 * at once. A server that asks for patience gets it. */
void cercle_sync_thread_set_eager (CercleSyncThread *self, gboolean eager);
/* With the next exchange that succeeds, soon: figures of other communities. */
void cercle_sync_thread_want_figures (CercleSyncThread *self);
/* At once: asks for a case by exception, and exchanges. Told as OPENED; once at a time. */
void cercle_sync_thread_open_case (CercleSyncThread *self, const CercleOpeningAsk *ask);
/* Another password, with the session it opened. */
void cercle_sync_thread_renew (CercleSyncThread *self, const char *password, const char *token);
/* Cancels what runs and waits for it at most timeout milliseconds; what is still stuck then ends alone.
 * sign_out: first ends the session at the server, within the same time. Forgets the password. */
void cercle_sync_thread_stop (CercleSyncThread *self, gboolean sign_out, guint timeout);
