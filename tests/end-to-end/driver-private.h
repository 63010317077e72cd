/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "driver.h"

struct _Desk
{
  Driver *driver;
  char *name, *folder, *way; /* way: a link to the server's socket */
  char *display;             /* of its own */
  GPid screen;               /* who serves it; 0: it was there before the test */
  gulong window;
  GPid pid;
  struct _Killer *killer;
};

/* So many seconds from now, longer where the sanitizers stretch everything. */
gint64 driver_moment_in (guint seconds);

/* What the window says. */
gboolean eyes_see (GPid pid, const char *words);
char *eyes_everything (GPid pid);
/* (transfer full): what has the keyboard, "" when nothing has. */
char *eyes_focus (GPid pid);
/* The same once it is not what it was when it was last asked, or after so many ms. */
char *eyes_next_focus (GPid pid, guint ms);

/* (transfer full): what is described of it, "" when nothing is. */
char *eyes_focus_description (GPid pid);
/* How many characters stand in what has the keyboard. */
guint eyes_focus_length (GPid pid);
/* (transfer full): what somebody has typed where the keyboard is; NULL: nothing can be typed there.
 */
char *eyes_focus_typed (GPid pid);
/* A button so called, in the window that is in front, that can be pressed. */
gboolean eyes_see_button (GPid pid, const char *name);

/* What any program told of texts that were changed, since this was first asked. */
const char *eyes_hear (void);

/* Windows of the X server, of the one that was looked at last. */
void keys_look_at (const char *display);
/* Before it ends. */
void keys_forget_screen (const char *display);
/* 0 while the program has no window. */
gulong keys_find_window (GPid pid);
void keys_focus_window (gulong window);
/* The window that this program has in front: it has the keyboard now, and the program has done all
 * that it was told before. 0: not so within these ms. */
gulong keys_take (GPid pid, guint ms);
/* A chord, or (NULL) a character, for this window alone: FALSE, and nothing is pressed, when it has
 * no longer the keyboard. */
gboolean keys_strike (gulong window, const char *chord, gunichar character);
void keys_save_screen (const char *file);

/* (transfer full): the path of a program that an environment variable tells. */
char *program_path (const char *variable);
/* (transfer full): the name of an X server that was started. */
char *program_start_screen (const char *folder, GPid *pid, gint64 until);
/* Children end with the test. Their output is never the test's. */
GPid program_start (const char *const *argv, char **environment, gboolean with_complaints);
void program_end (GPid *pid, int number);
/* Waits for one that is ending by itself; the test fails when it does not, or ends badly. */
void program_wait (GPid *pid, const char *name, gint64 until);
/* (transfer full): what it said; the test fails when the program does. */
char *program_run (const char *const *argv);

/* Kills at its moment, from a thread, whatever the test is doing. */
typedef struct _Killer Killer;
Killer *killer_start (GPid pid, guint ms);
gboolean killer_is_done (Killer *killer);
/* (transfer full) of the killer. See desk_wait_killed(). */
gint64 killer_end (Killer *killer, gint64 last_us, gint64 *starved);
