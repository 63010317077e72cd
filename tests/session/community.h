/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A real server on a Unix socket, with one community and three people; it can be stopped, changed
 * and started again. */
#pragma once

#include "cercle-accounts.h"
#include "cercle-session.h"

#define PHRASE "une phrase assez longue"

typedef struct _Community Community;

/* People: ada and bob (advisers), col (coordinator), mia (of the MDPH); all with PHRASE. Started.
 */
Community *community_new (void);
void community_free (Community *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Community, community_free)
/* "unix:…" */
const char *community_address (Community *self);
void community_stop (Community *self);
void community_start (Community *self);

/* While stopped: desks of this schema are still answered from the next start on. */
void community_set_oldest (Community *self, guint schema);
/* While stopped: the database itself. (transfer full) */
CercleStore *community_open (Community *self);
/* Only while stopped: an open case of theirs that nobody holds. (transfer full): its identity. */
char *community_unheld (Community *self);
/* Only while stopped: another community of so many open cases, whose figures col may see; 0: takes
 * the right away. */
void community_neighbour (Community *self, const char *name, guint n_cases);
/* Only while stopped: a second community, of another département, and "nat", a national referent
 * who reads both. */
void community_nation (Community *self, const char *code, const char *name);
/* Only while stopped: she reads the cases of children in care, too. */
void community_let_read_protected (Community *self, const char *login);
/* Only while stopped: another password (NULL: the same), and every session ends. */
void community_end_sessions (Community *self, const char *login, const char *password);
/* (transfer full): a desk in folder, signed in as login; all that it is sent at first is there. End
 * it with room_finalize(). */
CercleSession *community_desk (Community *self, const char *folder, const char *login);
/* (transfer full): one in a folder of its own, made here, which asks the server once a minute
 * alone, beside what it is told to do; its member and community are known. */
CercleSession *community_slow_desk (Community *self, char **folder, const char *login);

/* One desk of a community of its own, and a file in its folder ("out") to be written. */
typedef struct
{
  Community *community;
  char *folder, *path;
  CercleSession *session;
} Seat;

/* login: who signs in. A community that is there already is taken. */
void seat_set_up (Seat *seat, gconstpointer login);
/* The clock runs again, too. */
void seat_tear_down (Seat *seat, gconstpointer data);
