/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A line of the table of actions (src/app/cercle-application-actions.c): accelerators, the shortcuts
 * window and the palette all come from it. */
#pragma once

#include <gio/gio.h>

typedef enum
{
  CERCLE_ACTION_APP,  /* app.NAME */
  CERCLE_ACTION_WIN,  /* win.NAME */
  CERCLE_ACTION_PAGE, /* keys bound by a page or a list itself: told here for the shortcuts window */
} CercleActionSort;

typedef struct
{
  const char *name;
  const char *target; /* text parameter of this line; NULL: none */
  void (*activate) (GSimpleAction *action, GVariant *parameter, gpointer owner); /* NULL for PAGE */
  const char *accels; /* separated by spaces; NULL: none */
  const char *label;  /* msgid; NULL: takes a parameter that only pages know, not in the palette */
  const char *group;  /* msgid of the heading it stands under */
  CercleActionSort sort;
} CercleAction;
