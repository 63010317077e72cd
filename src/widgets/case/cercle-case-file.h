/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything the page of one case shows, read in one go. */
#pragma once

#include "cercle-session.h"

typedef struct
{
  CercleRecord *kase;
  CercleRecord *person;    /* NULL: nobody named, or not for this reader */
  GPtrArray *events;       /* newest first */
  GPtrArray *calls;        /* newest first */
  GPtrArray *actions;      /* the next one first; done and cancelled ones too */
  GPtrArray *conflicts;    /* open ones, the case's and the person's */
  GPtrArray *relatives;
} CercleCaseFile;
void cercle_case_file_free (CercleCaseFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleCaseFile, cercle_case_file_free)

/* G_IO_ERROR_NOT_FOUND: the case is not on this desk, or not any more. */
void cercle_case_file_load_async (CercleSession *session, const char *id, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer data);
/* (transfer full) */
CercleCaseFile *cercle_case_file_load_finish (CercleSession *session, GAsyncResult *result,
                                              GError **error);
/* TRUE when records of these kinds may show in it. */
gboolean cercle_case_file_concerns (guint64 kinds);
/* (transfer none) (nullable): the open action that comes first. */
CercleRecord *cercle_case_file_next_action (CercleCaseFile *file);
