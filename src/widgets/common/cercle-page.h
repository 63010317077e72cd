/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window shows beside its sidebar. A page knows the session, never the window: it speaks
 * upward by action names (see README) and by its properties. Built on first show. */
#pragma once

#include <adwaita.h>

#include "cercle-paper.h"
#include "cercle-session.h"
#include "cercle-settings.h"

#define CERCLE_TYPE_PAGE (cercle_page_get_type ())
/* Properties: "session", "settings" (construct only); "title", "subtitle" (the page writes them,
 * the header shows them as plain text); "narrow" (the window writes it: less than 720 px for the
 * page). */
G_DECLARE_DERIVABLE_TYPE (CerclePage, cercle_page, CERCLE, PAGE, AdwBin)

struct _CerclePageClass
{
  AdwBinClass parent_class;
  /* All optional. open: show this (a case's identity, an indicator's id, a draft); NULL: as it was
   * left, or the page's plain beginning. */
  void (*open) (CerclePage *self, const char *target);
  /* Ctrl+F; FALSE when this page has no search. */
  gboolean (*search) (CerclePage *self);
  /* Puts the focus where work begins. */
  void (*start) (CerclePage *self);
  /* Another page is about to be shown, or the window closes: keep what is being typed. */
  void (*leave) (CerclePage *self);
  /* Says what is to be put on paper or into a table; FALSE: nothing yet. Without it, what the page
   * shows needs no words. */
  gboolean (*fill_paper) (CerclePage *self, CerclePaper *paper);
};

CercleSession *cercle_page_get_session (CerclePage *self);
CercleSettings *cercle_page_get_settings (CerclePage *self);
const char *cercle_page_get_title (CerclePage *self);
const char *cercle_page_get_subtitle (CerclePage *self);
gboolean cercle_page_get_narrow (CerclePage *self);
void cercle_page_set_title (CerclePage *self, const char *title);
void cercle_page_set_subtitle (CerclePage *self, const char *subtitle);
/* The one record the page is about, for what is taken out of it; NULL: none. */
const char *cercle_page_get_about (CerclePage *self);
void cercle_page_set_about (CerclePage *self, const char *id);
void cercle_page_set_narrow (CerclePage *self, gboolean narrow);

/* A compact list of this page: its rows and keys as the settings say, its columns as the page's
 * width; the second where something else says how narrow the list is. */
void cercle_page_fit_list (CerclePage *self, GtkWidget *list);
void cercle_page_fit_rows (CerclePage *self, GtkWidget *list);

/* Reads what the page shows: now when it is in view, and otherwise when it comes into view. Then
 * again once records of these kinds (NULL ends them; static) have changed and it was quiet for a
 * moment. cancellable ends with the next reading, and with the page. */
typedef void (*CerclePageRead) (CerclePage *self, GCancellable *cancellable);
void cercle_page_follow (CerclePage *self, const CercleKind *const *kinds, CerclePageRead read);
/* The same now, after cercle_page_follow(): what is asked for has changed. */
void cercle_page_read (CerclePage *self);

void cercle_page_open (CerclePage *self, const char *target);
gboolean cercle_page_search (CerclePage *self);
void cercle_page_start (CerclePage *self);
void cercle_page_leave (CerclePage *self);
gboolean cercle_page_fill_paper (CerclePage *self, CerclePaper *paper);

/* Takes tx and commits it; then a toast says its label, with Undo when there is an inverse, or why
 * nothing was changed. done may be NULL. */
typedef void (*CerclePageDone) (CerclePage *self, gboolean committed, gpointer data);
void cercle_page_commit (CerclePage *self, CercleTx *tx, CerclePageDone done, gpointer data);
