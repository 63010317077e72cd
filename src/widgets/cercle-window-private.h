/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the window share. */
#pragma once

#include "cercle-pages.h"
#include "cercle-window.h"

struct _CercleWindow
{
  AdwApplicationWindow parent_instance;
  GtkWidget *toasts, *states, *signin, *fold, *sidebar, *header, *title, *sidebar_button;
  GtkWidget *back_button, *call_button, *call_content, *sync, *example_band, *pages;
  CercleSession *session;
  CercleSettings *settings;
  const CercleAction *actions;
  const CerclePageLine *line; /* of the page shown; NULL before the first */
  char *target;
  GPtrArray *trail; /* of Place: where Back leads */
  char *first_page; /* asked for on the command line */
  gboolean starting;
};

gboolean cercle_window_is_open (CercleWindow *self);
/* (transfer full) */
GPtrArray *cercle_window_trail_new (void);
/* The one asked for, the one of last time, or today's. */
void cercle_window_show_first_page (CercleWindow *self);
void cercle_window_drop_pages (CercleWindow *self);
