/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A desk that knows its account and whose server is nowhere. */
#pragma once

#include "cercle-session-private.h"
#include "room.h"

#define NOWHERE "unix:/nonexistent/cercle.sock"
#define LOGIN "helene"
#define PASSWORD "trois petits chats gris"
#define NOON G_GINT64_CONSTANT (1592906400000)

typedef struct
{
  char *folder, *database;
  CercleSession *session;
} Desk;

void desk_set_up (Desk *desk, gconstpointer data);
void desk_tear_down (Desk *desk, gconstpointer data);
/* Signs in with the password alone. */
void desk_open (Desk *desk);
/* Closes and opens again, as the next day. */
void desk_reopen (Desk *desk);
CercleSessionState desk_state (CercleSession *session);
guint desk_number (CercleSession *session, const char *property);
gboolean desk_has_trouble_cb (gpointer session);
gboolean desk_has_two_waiting_cb (gpointer session);
