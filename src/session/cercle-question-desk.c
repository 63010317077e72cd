/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is a question asked, sent and answered on this desk? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-question-desk.h"

#include <glib/gi18n-lib.h>

#include "cercle-case-masking.h"
#include "cercle-case.h"
#include "cercle-event.h"
#include "cercle-instant.h"
#include "cercle-masking.h"
#include "cercle-moves.h"
#include "cercle-query.h"
#include "cercle-session-private.h"

typedef struct
{
  CercleRecord *question; /* to be asked */
  char *id, *today, *answer, *article, *kase;
  gboolean without;
} Doing;

static void
doing_free (gpointer data)
{
  Doing *self = data;

  g_clear_object (&self->question);
  g_free (self->id);
  g_free (self->today);
  g_free (self->answer);
  g_free (self->article);
  g_free (self->kase);
  g_free (self);
}

/* (transfer full): NULL with error when it is not here. */
static CercleRecord *
get (CercleStore *store, const CercleKind *kind, const char *id, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (CercleRecord) record = cercle_store_get (store, kind, id, &local);

  if (record != NULL && !cercle_record_envelope (record)->deleted)
    return g_steal_pointer (&record);
  if (local == NULL)
    g_set_error_literal (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE,
                         _ ("This is not on this desk any more."));
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

gboolean
cercle_session_may_settle_questions (CercleSession *self)
{
  return cercle_session_may (self, &cercle_question_kind, CERCLE_OP_PATCH) &&
         cercle_session_may (self, &cercle_article_kind, CERCLE_OP_CREATE);
}

/* --- Asked */

static gboolean
ask (CercleStore *store, CercleTx *tx, gpointer data, GError **error)
{
  Doing *self = data;
  const char *text = cercle_record_get_text (self->question, CERCLE_QUESTION_TEXT);
  g_autoptr (CercleRecord) kase = NULL;
  g_autoptr (CercleMasking) masking = NULL;
  g_autofree char *told = NULL;

  if (self->kase != NULL)
    {
      kase = get (store, &cercle_case_kind, self->kase, error);
      if (kase == NULL)
        return FALSE;
    }
  masking = cercle_case_masking (store, kase, error);
  if (masking == NULL)
    return FALSE;
  told = cercle_masking_apply (masking, text != NULL ? text : "");
  self->without = g_strcmp0 (told, text) != 0;
  cercle_record_set_text (self->question, CERCLE_QUESTION_TEXT, told);
  if (!cercle_record_check (self->question, error))
    return FALSE;
  cercle_tx_save (tx, self->question);
  return TRUE;
}

void
cercle_session_ask_question_async (CercleSession *self, const char *text, const char *theme,
                                   const char *kase, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, NULL, callback, data);
  Doing *doing = g_new0 (Doing, 1);
  g_autofree char *now = cercle_instant_now_text ();

  doing->question = cercle_session_new_record (self, &cercle_question_kind);
  doing->kase = g_strdup (kase);
  cercle_record_set_text (doing->question, CERCLE_QUESTION_TEXT, text);
  cercle_record_set_text (doing->question, CERCLE_QUESTION_THEME, theme);
  cercle_record_set_text (doing->question, CERCLE_QUESTION_CASE, kase);
  cercle_record_set_text (doing->question, CERCLE_QUESTION_ASKED_AT, now);
  cercle_record_set_text (doing->question, CERCLE_QUESTION_ASKED_BY,
                          self->desk != NULL ? self->desk->member : NULL);
  cercle_record_set_text (doing->question, CERCLE_QUESTION_CHANNEL, "batch");
  g_task_set_task_data (task, doing, doing_free);
  cercle_session_push_action (self, task, cercle_tx_new (N_ ("Question asked.")), ask);
}

gboolean
cercle_session_asked_without (GAsyncResult *result)
{
  Doing *doing = g_task_get_task_data (G_TASK (result));
  return doing->without;
}

const char *
cercle_session_asked_id (GAsyncResult *result)
{
  Doing *doing = g_task_get_task_data (G_TASK (result));
  return cercle_record_get_id (doing->question);
}

/* --- Sent */

char *
cercle_session_tell_batch (CercleSession *self, GPtrArray *questions)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < questions->len; i++)
    {
      g_autofree char *theme = NULL;

      if (cercle_question_state (questions->pdata[i]) != CERCLE_QUESTION_TO_SEND)
        continue;
      theme = cercle_session_words_of (self, questions->pdata[i], CERCLE_QUESTION_THEME);
      g_string_append_printf (text, "%s%u. %s", n > 0 ? "\n\n" : "", n + 1,
                              cercle_record_get_text (questions->pdata[i], CERCLE_QUESTION_TEXT));
      if (theme[0] != '\0')
        g_string_append_printf (text, "\n%s", theme);
      n++;
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
send_all (CercleStore *store, CercleTx *tx, gpointer data, GError **error)
{
  Doing *self = data;
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_question_kind);
  g_autoptr (GPtrArray) found = NULL;

  cercle_query_where (query, CERCLE_QUESTION_SENT_ON, CERCLE_IS, NULL);
  found = cercle_store_find (store, query, error);
  for (guint i = 0; found != NULL && i < found->len; i++)
    if (cercle_question_state (found->pdata[i]) == CERCLE_QUESTION_TO_SEND)
      {
        cercle_record_set_text (found->pdata[i], CERCLE_QUESTION_SENT_ON, self->today);
        cercle_tx_save (tx, found->pdata[i]);
      }
  if (cercle_tx_get_size (tx) > CERCLE_TX_MOST)
    cercle_tx_set_apart (tx);
  return found != NULL;
}

void
cercle_session_send_questions_async (CercleSession *self, GAsyncReadyCallback callback,
                                     gpointer data)
{
  GTask *task = g_task_new (self, NULL, callback, data);
  Doing *doing = g_new0 (Doing, 1);

  doing->today = g_strdup (cercle_session_get_today (self));
  g_task_set_task_data (task, doing, doing_free);
  cercle_session_push_action (self, task, cercle_tx_new (N_ ("Questions sent.")), send_all);
}

/* --- Answered */

static void
tell_case (CercleStore *store, CercleTx *tx, CercleRecord *question, const char *answer)
{
  const char *id = cercle_record_get_text (question, CERCLE_QUESTION_CASE);
  g_autoptr (CercleRecord) kase =
      id != NULL ? cercle_store_get (store, &cercle_case_kind, id, NULL) : NULL;
  g_autoptr (CercleRecord) event = NULL;

  /* Who may not read the case answers all the same: the server tells it then. */
  if (kase == NULL || cercle_record_envelope (kase)->deleted)
    return;
  event = cercle_question_answer_event (question, kase, answer);
  cercle_tx_save (tx, event);
}

static gboolean
answer (CercleStore *store, CercleTx *tx, gpointer data, GError **error)
{
  Doing *self = data;
  g_autoptr (CercleRecord) question = get (store, &cercle_question_kind, self->id, error);
  g_autoptr (CercleRecord) article = NULL;
  const char *words = self->answer;

  if (question == NULL)
    return FALSE;
  if (self->article != NULL)
    {
      article = get (store, &cercle_article_kind, self->article, error);
      if (article == NULL)
        return FALSE;
      if (words == NULL)
        words = cercle_record_get_text (article, CERCLE_ARTICLE_ANSWER);
    }
  if (words == NULL || *words == '\0')
    {
      g_set_error_literal (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE,
                           _ ("Say what was answered, or in which article it stands."));
      return FALSE;
    }
  cercle_record_set_text (question, CERCLE_QUESTION_ANSWER, self->answer);
  cercle_record_set_text (question, CERCLE_QUESTION_ARTICLE, self->article);
  cercle_record_set_text (question, CERCLE_QUESTION_ANSWERED_ON, self->today);
  if (!cercle_record_is_set (question, CERCLE_QUESTION_SENT_ON))
    cercle_record_set_text (question, CERCLE_QUESTION_SENT_ON, self->today);
  cercle_tx_save (tx, question);
  tell_case (store, tx, question, words);
  return TRUE;
}

void
cercle_session_answer_question_async (CercleSession *self, const char *question, const char *words,
                                      const char *article, GAsyncReadyCallback callback,
                                      gpointer data)
{
  GTask *task = g_task_new (self, NULL, callback, data);
  Doing *doing = g_new0 (Doing, 1);

  doing->id = g_strdup (question);
  doing->answer = g_strdup (words);
  doing->article = g_strdup (article);
  doing->today = g_strdup (cercle_session_get_today (self));
  g_task_set_task_data (task, doing, doing_free);
  cercle_session_push_action (self, task, cercle_tx_new (N_ ("Answer noted.")), answer);
}

/* --- Used */

static gboolean
use (CercleStore *store, CercleTx *tx, gpointer data, GError **error)
{
  Doing *self = data;
  g_autoptr (CercleRecord) kase = get (store, &cercle_case_kind, self->kase, error);
  g_autoptr (CercleRecord) article =
      kase != NULL ? get (store, &cercle_article_kind, self->article, error) : NULL;
  const char *scope = kase != NULL ? cercle_record_envelope (kase)->scope : NULL;
  g_autoptr (CercleRecord) event = NULL, used = NULL;
  g_autofree char *id = NULL, *words = NULL, *now = cercle_instant_now_text ();

  if (article == NULL)
    return FALSE;
  id = cercle_answer_use_id (scope, self->kase, self->article);
  if (cercle_store_get_key (store, &cercle_answer_use_kind, id) != 0)
    return TRUE;
  used = cercle_record_new_with_id (&cercle_answer_use_kind, id);
  cercle_envelope_set (&cercle_record_envelope (used)->scope, scope);
  cercle_envelope_set (&cercle_record_envelope (used)->audience,
                       cercle_kind_audience (&cercle_answer_use_kind, &cercle_case_kind,
                                             cercle_record_envelope (kase)->audience));
  cercle_record_set_text (used, CERCLE_ANSWER_USE_CASE, self->kase);
  cercle_record_set_text (used, CERCLE_ANSWER_USE_ARTICLE, self->article);
  cercle_record_set_text (used, CERCLE_ANSWER_USE_USED_AT, now);
  cercle_record_set_text (used, CERCLE_ANSWER_USE_USED_BY, self->id);
  /* TRANSLATORS: the question of an article, its version. */
  words = g_strdup_printf (_ ("Answer of the FAQ used: “%1$s”, version %2$s"),
                           cercle_record_get_text (article, CERCLE_ARTICLE_QUESTION),
                           cercle_record_get_text (article, CERCLE_ARTICLE_VERSION));
  event = cercle_event_new (kase, "note", words);
  cercle_record_set_text (event, CERCLE_EVENT_OF_KIND, cercle_article_kind.name);
  cercle_record_set_text (event, CERCLE_EVENT_OF_ID, self->article);
  cercle_tx_save (tx, used);
  cercle_tx_save (tx, event);
  return TRUE;
}

void
cercle_session_use_article_async (CercleSession *self, CercleRecord *article, const char *kase,
                                  GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, NULL, callback, data);
  Doing *doing = g_new0 (Doing, 1);

  doing->id = g_strdup (self->desk != NULL ? self->desk->member : NULL);
  doing->article = g_strdup (cercle_record_get_id (article));
  doing->kase = g_strdup (kase);
  g_task_set_task_data (task, doing, doing_free);
  cercle_session_push_action (self, task, cercle_tx_new (N_ ("Answer used on the case.")), use);
}
