/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The waiting lists of others on this desk: read, imported all or none, matched, decided on,
 * forgotten. Rows never leave the desk; what a decision opens does. Main thread; the work is done
 * in slices behind it. */
#pragma once

#include "cercle-session.h"
#include "cercle-waiting-map.h"
#include "cercle-waiting.h"

/* The beginning of a file, to say which column is what. */
typedef struct
{
  const char *encoding; /* as people call it */
  char separator;
  GPtrArray *columns; /* char * */
  GPtrArray *rows;    /* GPtrArray of char *: the first ones */
} CercleWaitingSample;
void cercle_waiting_sample_free (CercleWaitingSample *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleWaitingSample, cercle_waiting_sample_free)
void cercle_session_sample_waiting_async (CercleSession *self, const char *path,
                                          GAsyncReadyCallback callback, gpointer data);
/* (transfer full): NULL with an error whose message is a sentence. */
CercleWaitingSample *cercle_session_sample_waiting_finish (CercleSession *self,
                                                           GAsyncResult *result, GError **error);

/* What a file would do to the list of its body. Nothing is written before it is imported. */
typedef enum
{
  CERCLE_WAITING_NEW,
  CERCLE_WAITING_CHANGED,
  CERCLE_WAITING_SAME,
  CERCLE_WAITING_ABSENT,  /* in an earlier file, not in this one: it stays */
  CERCLE_WAITING_REFUSED, /* not read */
  CERCLE_WAITING_N_EFFECTS
} CercleWaitingEffect;
const char *cercle_waiting_effect_label (CercleWaitingEffect effect);
typedef struct
{
  CercleWaitingEffect effect;
  guint line; /* of the file; of an absent one of the earlier file */
  char *name;
  GStrv words; /* sentences about it, or empty */
} CercleWaitingLine;
typedef struct _CercleWaitingImport CercleWaitingImport;
void cercle_waiting_import_free (CercleWaitingImport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleWaitingImport, cercle_waiting_import_free)
const char *cercle_waiting_import_get_body (CercleWaitingImport *self);
guint cercle_waiting_import_count (CercleWaitingImport *self, CercleWaitingEffect effect);
/* Rows in another encoding than the first ones. */
guint cercle_waiting_import_get_mixed (CercleWaitingImport *self);
/* (transfer none): CercleWaitingLine, in the order of the file, then the absent ones. */
GPtrArray *cercle_waiting_import_get_lines (CercleWaitingImport *self);
/* body: whose list it is; the same name is the same list. */
void cercle_session_read_waiting_async (CercleSession *self, const char *path, const char *body,
                                        const CercleWaitingMap *map, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer data);
CercleWaitingImport *cercle_session_read_waiting_finish (CercleSession *self, GAsyncResult *result,
                                                         GError **error);
/* Takes import: all of it, or nothing, also where it is cancelled. One undo: the list is as it was
 * before. */
void cercle_session_import_waiting_async (CercleSession *self, CercleWaitingImport *import,
                                          GCancellable *cancellable, GAsyncReadyCallback callback,
                                          gpointer data);
gboolean cercle_session_import_waiting_finish (CercleSession *self, GAsyncResult *result,
                                               GError **error);

/* (transfer full): records of kind waiting_list, by body. */
GPtrArray *cercle_session_get_waiting_lists (CercleSession *self);
/* (transfer full) (nullable): the columns as this body last had them. */
char *cercle_session_remembered_columns (CercleSession *self, const char *body);
/* (transfer full): CercleWaitingOne, see cercle_waiting_people(); for cercle_waiting_people_free(),
 * so that nobody waits for it, or unref. */
void cercle_session_match_waiting_async (CercleSession *self, GAsyncReadyCallback callback,
                                         gpointer data);
GPtrArray *cercle_session_match_waiting_finish (CercleSession *self, GAsyncResult *result,
                                                GError **error);
void cercle_waiting_people_free (GPtrArray *people);

/* (transfer full): actions for cercle_session_commit_async(). decision: "known" with the identity
 * of the case, "ask", "nothing", "later". */
CercleTx *cercle_session_decide_waiting (CercleSession *self, const CercleWaitingOne *one,
                                         const char *decision, const char *kase);
/* A case (its identity, transfer full) of origin "mdph_list", for the person known or a new one. */
CercleTx *cercle_session_open_waiting (CercleSession *self, const CercleWaitingOne *one,
                                       char **kase);
/* Somebody said whether both are the same. */
CercleTx *cercle_session_answer_waiting (CercleSession *self, const CercleWaitingOne *one,
                                         const CercleWaitingDoubt *doubt, gboolean same);

/* Forgets rows so that no byte of them is left in the file: all of them (the review was validated:
 * nothing of it is undone any more), or those that are neither in force nor brought back by Ctrl+Z,
 * or older than CERCLE_WAITING_DAYS (whenever the desk is opened, a list is imported or that is
 * taken back). */
void cercle_session_forget_waiting_async (CercleSession *self, gboolean all,
                                          GAsyncReadyCallback callback, gpointer data);
gboolean cercle_session_forget_waiting_finish (CercleSession *self, GAsyncResult *result,
                                               GError **error);
