/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "driver.h"

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

/* What any program told of texts that were changed, since this was first asked. */
const char *eyes_hear (void);

/* Windows of the X server. */
/* 0 while the program has no window. */
gulong keys_find_window (GPid pid);
void keys_focus_window (gulong window);
void keys_raise_window (gulong window);
void keys_save_screen (const char *file);

/* (transfer full): the path of a program that an environment variable tells. */
char *program_path (const char *variable);
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
