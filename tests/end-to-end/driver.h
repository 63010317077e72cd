/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Real processes as a person meets them: a server, desks, keys through the X server, and eyes through
 * AT-SPI. Keys alone act: no DoAction, no SetTextContents. */
#pragma once

#include <glib.h>

typedef struct _Driver Driver;
typedef struct _Desk Desk;

/* Temporary folder, private; ends every process it started when freed. */
Driver *driver_new (void);
void driver_free (Driver *driver);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Driver, driver_free)
const char *driver_folder (Driver *driver);

/* A database with the small community of the tests: coordinator "anna", adviser "bruno". */
void driver_make_server (Driver *driver);
/* The invented community of the demo, on a day. */
void driver_make_sample (Driver *driver, const char *day);
void driver_start_server (Driver *driver);
/* SIGKILL: what was acknowledged must be there afterwards. */
void driver_kill_server (Driver *driver);

/* A desk of its own profile, which signs in as login by a 0600 file. clock: NULL or an instant. */
Desk *driver_start_desk (Driver *driver, const char *name, const char *login, const char *clock);
void desk_kill (Desk *desk);
gboolean desk_is_running (Desk *desk);
/* Ctrl+Q, and waits until the process is gone. */
void desk_quit (Desk *desk);

/* One key with its modifiers as xdotool names them: "ctrl+n", "Return", "alt+Down". */
void desk_key (Desk *desk, const char *key);
/* The same key so many times, and then a moment for the window to follow. */
void desk_keys (Desk *desk, const char *key, guint times);
void desk_type (Desk *desk, const char *text);
/* SIGKILL in so many ms, while the test goes on typing; the second waits for it and returns when it
 * was, on the monotonic clock. */
void desk_kill_in (Desk *desk, guint ms);
gint64 desk_wait_killed (Desk *desk);
/* For what may be killed meanwhile: the keys go to the window that has the keyboard. */
void keys_type (const char *text, guint delay_ms);

/* Waits until something on the window says this (a part of a name or text); fails the test after
 * seconds. The second returns whether it is there now. */
void desk_see (Desk *desk, const char *words, guint seconds);
gboolean desk_shows (Desk *desk, const char *words);
/* Waits until nothing says this any more. */
void desk_see_gone (Desk *desk, const char *words, guint seconds);
/* (transfer full): name of what has the keyboard, "" when nothing has. */
char *desk_focus (Desk *desk);
/* Presses a key until what has the keyboard says this; fails after tries. */
void desk_walk_to (Desk *desk, const char *key, const char *words, guint tries);
/* Everything that is said, for the log of a failure. (transfer full) */
char *desk_everything (Desk *desk);
/* A picture of the screen into $CERCLE_PICTURES, when that is set. */
void desk_picture (Desk *desk, const char *name);
/* Folder of the desk's data, to look at its bytes. */
const char *desk_folder (Desk *desk);
