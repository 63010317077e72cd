/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Free text as people may read it who were not told the names in it. What is misspelled is not
 * found. */
#pragma once

#include "cercle-session.h"

/* What a room reads on its wall: texts (n of them, each may be NULL) without telephone numbers,
 * addresses and the names of persons whose cases are followed, of their relatives and of who called
 * for them. Main thread. */
void cercle_session_mask_async (CercleSession *self, const char *const *texts, guint n,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer data);
/* (transfer full): the texts in their order, char * or NULL. NULL with error. */
GPtrArray *cercle_session_mask_finish (CercleSession *self, GAsyncResult *result, GError **error);
