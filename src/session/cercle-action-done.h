/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cercle-session.h"

/* Puts into tx that this action is done, now, by her who is signed in, and that the decisions of
 * meetings which led to it are applied. result (nullable): what came of it. Main thread. FALSE with
 * error: a field does not hold; tx is as it was. */
gboolean cercle_session_put_done (CercleSession *self, CercleTx *tx, CercleRecord *action,
                                  const char *result, GError **error);
