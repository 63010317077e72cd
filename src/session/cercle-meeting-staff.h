/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom a meeting may name: before the name of a person is shown, her consent is looked for, for the
 * party of each who comes, or the organisation that he or she works for in the directory ("accord
 * de la personne", S1; C3). Main thread. */
#pragma once

#include "cercle-session.h"

typedef struct
{
  gboolean named;
  char *who;       /* her name; or initials, age and commune */
  char *short_who; /* without her name, whatever she allows: for the wall */
  char *reason;    /* a sentence: for whom there is no consent, organisations by their
                     name; NULL when she is named */
} CercleStaffCase;
void cercle_staff_case_free (CercleStaffCase *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleStaffCase, cercle_staff_case_free)

/* meeting, kase: identities. Who is excused or absent does not count. */
void cercle_session_read_staff_case_async (CercleSession *self, const char *meeting,
                                           const char *kase, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer data);
/* (transfer full): NULL with error, or without one where the case is not on this desk. */
CercleStaffCase *cercle_session_read_staff_case_finish (CercleSession *self, GAsyncResult *result,
                                                        GError **error);
