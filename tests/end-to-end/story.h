/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A journey as a table of steps, told by keys alone: who, what, on what, and what comes of it. */
#pragma once

#include "driver.h"

#define STORY_LIMIT 60 /* seconds until something must be seen, on a busy machine */

typedef void (*StoryStep) (Desk *desk, const char *what, const char *then);

typedef struct
{
  guint desk;
  StoryStep step;
  const char *what;
  const char *then; /* may be NULL */
} Step;

/* Tells it, and how many keys it took. name: of its pictures and in the log. */
void story_tell (const char *name, Desk *const *desks, const Step *steps, guint n);

/* One key, then waits for these words. */
void press (Desk *desk, const char *what, const char *then);
/* One key, then waits until the keyboard is on what says this. */
void turn (Desk *desk, const char *what, const char *then);
/* Tab until the keyboard is on what says what; then types. Back: with Shift. */
void fill (Desk *desk, const char *what, const char *then);
void back (Desk *desk, const char *what, const char *then);
/* F6, from part to part of the page, until the keyboard is on what says what. */
void part (Desk *desk, const char *what, const char *then);
/* Tab to a row of a few buttons, and its digit. */
void digit (Desk *desk, const char *what, const char *then);
/* Tab to a list of choices, opens it, Down to the line that says then, Return. */
void pick (Desk *desk, const char *what, const char *then);
/* Tab to a list of checks, opens it, ticks those of then ("One|Two"), Escape. */
void tick (Desk *desk, const char *what, const char *then);
/* Tab to a search among names, types then, takes the line that says so with Return. */
void find (Desk *desk, const char *what, const char *then);
/* Waits until the keyboard is on the button of a menu, and Space; then waits for these words. */
void unfold (Desk *desk, const char *what, const char *then);
/* In an open menu: Down to the line what, Return; then waits for these words. */
void pick_item (Desk *desk, const char *what, const char *then);
/* Where the keyboard is; then waits for these words. */
void type (Desk *desk, const char *what, const char *then);
/* Tab to a button, and Space; then waits for these words. */
void push (Desk *desk, const char *what, const char *then);
/* In the dialog of files, types the path; then waits for these words. */
void open_file (Desk *desk, const char *path, const char *then);
/* Ctrl+Return, which closes the dialog, if it is one; then what is there, then is not. */
void save (Desk *desk, const char *what, const char *then);

/* What stands on the window: what is there, then is not. */
void see (Desk *desk, const char *what, const char *then);
/* The other desk, a moment later: asks for what is new, then sees it. */
void learn (Desk *desk, const char *what, const char *then);
/* Asks for what is new, until a person of whom what (SQL) is true is on the desk. */
void receives (Desk *desk, const char *what, const char *then);
/* The desk's file answers what (SQL) with then. */
void holds (Desk *desk, const char *what, const char *then);
/* The bytes of what stand in the desk's file; nowhere in it.
 */
void has (Desk *desk, const char *what, const char *then);
void lacks (Desk *desk, const char *what, const char *then);
/* A moment later they are nowhere in it any more. */
void lets_go (Desk *desk, const char *what, const char *then);
void picture (Desk *desk, const char *what, const char *then);
/* Its way to the server goes, and comes back; the others keep theirs. */
void cut_off (Desk *desk, const char *what, const char *then);
void connect_again (Desk *desk, const char *what, const char *then);
