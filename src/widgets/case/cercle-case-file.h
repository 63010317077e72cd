/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything the page of one case shows, read in one go. */
#pragma once

#include "cercle-session.h"

typedef struct
{
  CercleRecord *kase;
  CercleRecord *person; /* who she is now, if her record was merged; NULL: nobody named, or not for
                           this reader */
  GPtrArray *events;    /* newest first */
  GPtrArray *calls;     /* newest first */
  GPtrArray *actions;   /* the next one first; done and cancelled ones too */
  GPtrArray *conflicts; /* open ones, the case's and the person's */
  GPtrArray *relatives;
  GPtrArray *kin;       /* records by which others are told to be around: relative, known as her */
  GPtrArray *requests;  /* to partners, newest first */
  GPtrArray *solutions; /* newest first */
  GPtrArray *transfers; /* newest first */
  GPtrArray *consents;  /* of the person, newest first */
  GPtrArray *merges;    /* of other records into the person's, newest first; undone ones too */
  GPtrArray *uses;      /* of answers of the FAQ */
  GPtrArray *matrices, *rules; /* of all versions, rules by position */
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
/* (transfer none) (nullable): the rule of the matrix in force that decides for the case today, and
 * the matrix (out). NULL: no matrix is in force, or none of its rules fits. */
CercleRecord *cercle_case_file_decide (CercleCaseFile *file, CercleSession *session,
                                       CercleRecord **matrix);
/* (transfer full): why it decides, as a sentence. */
char *cercle_case_file_why (CercleCaseFile *file, CercleSession *session, CercleRecord *rule);
/* (transfer full): a token of an open list in words; data: the session. */
char *cercle_case_file_label (const char *list, const char *token, gpointer session);
/* (transfer none) (nullable): the one of records with this identity. */
CercleRecord *cercle_case_file_find (GPtrArray *records, const char *id);
/* (transfer none) (nullable): the open action that comes first. */
CercleRecord *cercle_case_file_next_action (CercleCaseFile *file);
/* (transfer full): the person's name, or that it is not told; the case's reference and first day.
 */
char *cercle_case_file_title (CercleCaseFile *file);
char *cercle_case_file_subtitle (CercleCaseFile *file, int today);
