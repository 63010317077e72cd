/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Real processes as a person meets them: a server, desks, keys through the X server, and eyes
 * through AT-SPI. Keys alone act: no DoAction, no SetTextContents. */
#pragma once

#include <glib.h>

typedef struct _Driver Driver;
typedef struct _Desk Desk;

/* setlocale, g_test_init and what every test program here needs. */
void driver_init (int *argc, char ***argv);

/* Temporary folder, private; ends every process it started when freed. When the test ends in
 * another way, the kernel ends them. */
Driver *driver_new (void);
void driver_free (Driver *driver);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Driver, driver_free)

/* A database with the small community of the tests: coordinator "anna", adviser "bruno". */
void driver_make_server (Driver *driver);
/* Or the invented community of the demo; its coordinator's login. (transfer full) */
char *driver_make_sample (Driver *driver);
/* A coordinator in the community of this member, who reads the cases of children in care. */
void driver_add_protected (Driver *driver, const char *login, const char *beside);
void driver_start_server (Driver *driver);
/* SIGTERM, as driver_free() does: it must end well. */
void driver_stop_server (Driver *driver);
/* SIGKILL: what was acknowledged must be there afterwards. */
void driver_kill_server (Driver *driver);
/* The file that the server writes. */
const char *driver_database (Driver *driver);
/* Where desks reach it. */
const char *driver_address (Driver *driver);
/* (transfer full) */
char *driver_password (Driver *driver, const char *login);

/* The next desks show what loses memory in its library. */
void driver_skip_leaks (Driver *driver);
/* A desk of its own profile. login: signs in with it by a 0600 file; NULL: shows where one signs
 * in. page (nullable): opens on it. Its clock stands on a Tuesday morning: no test waits for
 * Monday. */
Desk *driver_start_desk (Driver *driver, const char *name, const char *login, const char *page);
/* The clock of the next desks stands so many hours from now, by which the server goes. */
void driver_set_clock (Driver *driver, int hours);
/* It stands at this instant. */
void driver_freeze (Driver *driver, const char *instant);
void desk_kill (Desk *desk);
/* The way of this desk to the server goes, and comes back; those of the others stay. */
void desk_cut_off (Desk *desk);
void desk_connect (Desk *desk);
/* Ctrl+Q, and waits until the process is gone; the test fails when it ended badly: a fault, or a
 * leak that the sanitizers found. */
void desk_quit (Desk *desk);

/* One key with its modifiers: "ctrl+n", "Return", "alt+Down". It is pressed when the desk has done
 * what it was told before and its front window has the keyboard. */
void desk_key (Desk *desk, const char *key);
/* The same key so many times. */
void desk_keys (Desk *desk, const char *key, guint times);
void desk_type (Desk *desk, const char *text);
/* One key for what may be killed meanwhile: to the window that has the keyboard. When the X server
 * had delivered it, on the monotonic clock. */
gint64 keys_press (const char *chord);
gint64 keys_press_character (gunichar character);

/* All keys of all desks until now, without the characters of texts. */
guint keys_pressed (guint *characters);

/* SIGKILL in so many ms, while the test goes on typing; the second waits for it and returns when it
 * was, on the monotonic clock. starved: how long the desk, in the last ms before, was ready to run
 * and had no processor, in µs. */
void desk_kill_in (Desk *desk, guint ms);
gint64 desk_wait_killed (Desk *desk, gint64 last_us, gint64 *starved);
gboolean desk_was_killed (Desk *desk);

/* Waits until something on the window says this (a part of a name or text); fails the test after
 * seconds (times $CERCLE_PATIENCE, here and below). The second returns whether it is there now. */
void desk_see (Desk *desk, const char *words, guint seconds);
gboolean desk_shows (Desk *desk, const char *words);
/* Waits until nothing says this any more. */
void desk_see_gone (Desk *desk, const char *words, guint seconds);
/* (transfer full): name of what has the keyboard, "" when nothing has. */
char *desk_focus (Desk *desk);
/* Waits until what has the keyboard says this; fails the test after seconds. */
void desk_see_focus (Desk *desk, const char *words, guint seconds);
/* Waits until something else than what is so called has it. */
void desk_see_focus_leave (Desk *desk, const char *name, guint seconds);
/* Waits until no dialog stands before its window. */
void desk_see_window (Desk *desk, guint seconds);
/* Waits until what is described of what has the keyboard says this. */
void desk_see_described (Desk *desk, const char *words, guint seconds);
/* Waits until so many characters stand in what has the keyboard. */
void desk_see_length (Desk *desk, guint characters, guint seconds);
/* Waits until exactly this stands where one types; and until a button so called, of the window in
 * front, can be pressed. */
void desk_see_typed (Desk *desk, const char *text, guint seconds);
void desk_see_button (Desk *desk, const char *name, guint seconds);
/* Presses a key until what has the keyboard says this ("=X": X and no more); fails after tries. How
 * often it was pressed.
 */
guint desk_walk_to (Desk *desk, const char *key, const char *words, guint tries);
/* Everything that is said, for the log of a failure. (transfer full) */
char *desk_everything (Desk *desk);
/* A picture of the screen into $CERCLE_PICTURES, when that is set. */
void desk_picture (Desk *desk, const char *name);
/* (transfer full) (nullable): the file of the desk. */
char *desk_database (Desk *desk);

/* (transfer full): the first column of all rows, a line each. The second waits for an answer. */
char *database_ask (const char *path, const char *sql);
void database_wait (const char *path, const char *sql, const char *answer, guint seconds);
char *database_find (const char *folder);
