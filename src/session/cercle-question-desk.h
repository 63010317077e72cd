/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions to the national referents on this desk, the answers, and who used which version of one.
 * Each thing done is one action with one undo and ends with cercle_session_commit_finish(), unless
 * it says otherwise. Main thread. */
#pragma once

#include "cercle-question.h"
#include "cercle-session.h"

/* May whoever is signed in tell that questions went, and what was answered: a coordinator, or a
 * national referent? */
gboolean cercle_session_may_settle_questions (CercleSession *self);
/* theme, kase (identity of a case here): or NULL. Names known of the case, telephone numbers and
 * mail addresses do not go: "…" stands in their place. */
void cercle_session_ask_question_async (CercleSession *self, const char *text, const char *theme,
                                        const char *kase, GAsyncReadyCallback callback,
                                        gpointer data);
/* Of what ended so: whether something was left out of the text. */
gboolean cercle_session_asked_without (GAsyncResult *result);
/* (transfer none): identity of the question that was asked. */
const char *cercle_session_asked_id (GAsyncResult *result);
/* (transfer full): what goes to the referents: those of questions that wait, numbered, with their
 * themes; "" when none waits. */
char *cercle_session_tell_batch (CercleSession *self, GPtrArray *questions);
/* All that wait went today. */
void cercle_session_send_questions_async (CercleSession *self, GAsyncReadyCallback callback,
                                          gpointer data);
/* One of answer and article (an identity), or both. It lands on the case, as a note of its story.
 */
void cercle_session_answer_question_async (CercleSession *self, const char *question,
                                           const char *answer, const char *article,
                                           GAsyncReadyCallback callback, gpointer data);

/* An article in force. */
typedef struct
{
  CercleRecord *article;
  guint cases;     /* on which it was used, in this version or one before */
  guint outdated;  /* of them, those on which a version before was used and this one was not */
  gboolean unread; /* on this desk */
} CercleFaqLine;
/* words: of a search, or NULL. Works without network. */
void cercle_session_read_faq_async (CercleSession *self, const char *words,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer data);
/* (transfer full): CercleFaqLine, the youngest first. */
GPtrArray *cercle_session_read_faq_finish (CercleSession *self, GAsyncResult *result,
                                           GError **error);
/* How many articles in force were not read on this desk. */
void cercle_session_count_unread_async (CercleSession *self, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer data);
/* -1 with error. */
int cercle_session_count_unread_finish (CercleSession *self, GAsyncResult *result, GError **error);
/* It was read on this desk, by the member whose desk it is; no answer, no undo. */
void cercle_session_open_article (CercleSession *self, const char *article);
/* (transfer full): to be written and saved: issued today, by a national referent for all
 * communities; of before the next version, with its
 * words to begin with. NULL: an article of its own. */
CercleRecord *cercle_session_new_article (CercleSession *self, CercleRecord *before);
/* It helped with a case here: the case says so, and hears of it when the article changes. */
void cercle_session_use_article_async (CercleSession *self, CercleRecord *article, const char *kase,
                                       GAsyncReadyCallback callback, gpointer data);

/* An answer that changed since it was used. */
typedef struct
{
  char *kase; /* identity */
  CercleRecord *article, *newer;
} CercleAnswerChanged;
/* kase: of this case alone; NULL: of all here. */
void cercle_session_read_changed_async (CercleSession *self, const char *kase,
                                        GCancellable *cancellable, GAsyncReadyCallback callback,
                                        gpointer data);
/* (transfer full): CercleAnswerChanged. */
GPtrArray *cercle_session_read_changed_finish (CercleSession *self, GAsyncResult *result,
                                               GError **error);
