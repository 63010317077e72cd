/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Addresses at which other programs read when the community meets: made and revoked here, answered
 * by the server once it has heard of them. Main thread. */
#pragma once

#include "cercle-session.h"

/* Can this desk's server be reached by another program at all? Not through a file of this machine.
 */
gboolean cercle_session_shares_calendar (CercleSession *self);
/* Makes an address; for_whom: what it is called in the list. One action with one undo, which
 * revokes it. */
void cercle_session_share_calendar_async (CercleSession *self, const char *for_whom,
                                          GAsyncReadyCallback callback, gpointer data);
/* (transfer full): the address itself: told this once, for nobody keeps it. NULL with error. */
char *cercle_session_share_calendar_finish (CercleSession *self, GAsyncResult *result,
                                            GError **error);
/* From the next exchange on, whoever has it reads nothing more. Ends with
 * cercle_session_commit_finish(). address: a record of kind calendar_address, which is copied. */
void cercle_session_revoke_calendar_async (CercleSession *self, CercleRecord *address,
                                           GAsyncReadyCallback callback, gpointer data);
