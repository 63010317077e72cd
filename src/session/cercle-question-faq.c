/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does the FAQ say, which of it was not read yet, and what changed since it was used? */
#define G_LOG_DOMAIN "cercle-session"

#include <glib/gi18n-lib.h>

#include "cercle-conflict.h"
#include "cercle-id.h"
#include "cercle-query.h"
#include "cercle-question-desk.h"
#include "cercle-session-private.h"

#define READ "article-read"

typedef struct
{
  char *words, *kase, *today;
  GPtrArray *articles, *uses, *lines; /* all articles; uses of the case, or all; what is answered */
  guint unread;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_free (self->words);
  g_free (self->kase);
  g_free (self->today);
  g_clear_pointer (&self->articles, g_ptr_array_unref);
  g_clear_pointer (&self->uses, g_ptr_array_unref);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_free (self);
}

static gboolean
read_all (Reading *self, CercleStore *store, GError **error)
{
  g_autoptr (CercleQuery) articles = cercle_query_new (&cercle_article_kind);
  g_autoptr (CercleQuery) uses = cercle_query_new (&cercle_answer_use_kind);

  cercle_query_sort (articles, -1, CERCLE_ARTICLE_ISSUED_ON, TRUE);
  self->articles = cercle_store_find (store, articles, error);
  if (self->kase != NULL)
    cercle_query_where (uses, CERCLE_ANSWER_USE_CASE, CERCLE_IS, self->kase);
  self->uses = self->articles != NULL ? cercle_store_find (store, uses, error) : NULL;
  return self->uses != NULL;
}

static CercleRecord *
find (GPtrArray *records, const char *id)
{
  for (guint i = 0; i < records->len; i++)
    if (g_strcmp0 (cercle_record_get_id (records->pdata[i]), id) == 0)
      return records->pdata[i];
  return NULL;
}

/* --- What changed */

static void
changed_free (gpointer data)
{
  CercleAnswerChanged *changed = data;

  g_free (changed->kase);
  g_clear_object (&changed->article);
  g_clear_object (&changed->newer);
  g_free (changed);
}

/* Whether the case went on to this version itself. */
static gboolean
is_used (Reading *self, const char *kase, const char *article)
{
  for (guint i = 0; i < self->uses->len; i++)
    if (g_strcmp0 (cercle_record_get_text (self->uses->pdata[i], CERCLE_ANSWER_USE_CASE), kase) ==
            0 &&
        g_strcmp0 (cercle_record_get_text (self->uses->pdata[i], CERCLE_ANSWER_USE_ARTICLE),
                   article) == 0)
      return TRUE;
  return FALSE;
}

static GPtrArray *
list_changed (Reading *self)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (changed_free);

  for (guint i = 0; i < self->uses->len; i++)
    {
      const char *kase = cercle_record_get_text (self->uses->pdata[i], CERCLE_ANSWER_USE_CASE);
      const char *id = cercle_record_get_text (self->uses->pdata[i], CERCLE_ANSWER_USE_ARTICLE);
      CercleRecord *article = find (self->articles, id);
      CercleRecord *newer = article != NULL ? cercle_article_newer (id, self->articles) : NULL;
      CercleAnswerChanged *changed = NULL;

      if (newer == NULL || is_used (self, kase, cercle_record_get_id (newer)))
        continue;
      changed = g_new0 (CercleAnswerChanged, 1);
      changed->kase = g_strdup (kase);
      changed->article = g_object_ref (article);
      changed->newer = g_object_ref (newer);
      g_ptr_array_add (all, changed);
    }
  return all;
}

static gboolean
read_changed_job (CercleStore *store, gpointer data, GError **error)
{
  Reading *self = data;

  if (!read_all (self, store, error))
    return FALSE;
  self->lines = list_changed (self);
  return TRUE;
}

static void
push (CercleSession *self, GTask *task, const char *words, const char *kase, CercleStoreJob job)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->words = words != NULL && *words != '\0' ? g_strdup (words) : NULL;
  reading->kase = g_strdup (kase);
  reading->today = g_strdup (cercle_session_get_today (self));
  g_task_set_task_data (task, reading, reading_free);
  cercle_session_push_read (self, job, task);
}

static GPtrArray *
finish (CercleSession *self, GAsyncResult *result, gpointer tag, GError **error)
{
  Reading *reading = g_task_get_task_data (G_TASK (result));

  return cercle_session_finish_read (self, result, tag, error) ? g_steal_pointer (&reading->lines)
                                                               : NULL;
}

void
cercle_session_read_changed_async (CercleSession *self, const char *kase, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, cercle_session_read_changed_async);
  push (self, task, NULL, kase, read_changed_job);
}

GPtrArray *
cercle_session_read_changed_finish (CercleSession *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, cercle_session_read_changed_async, error);
}

/* --- The articles in force */

static void
line_free (gpointer data)
{
  CercleFaqLine *line = data;

  g_clear_object (&line->article);
  g_free (line);
}

/* (transfer full): identities of the cases. */
static void
count_cases (Reading *self, CercleFaqLine *line)
{
  g_autoptr (GHashTable) cases = g_hash_table_new (g_str_hash, g_str_equal);
  const char *id = cercle_record_get_id (line->article);
  GHashTableIter iter;
  gpointer kase;

  for (guint i = 0; i < self->uses->len; i++)
    {
      const char *used = cercle_record_get_text (self->uses->pdata[i], CERCLE_ANSWER_USE_ARTICLE);
      CercleRecord *newest = cercle_article_newer (used, self->articles);

      if (g_strcmp0 (newest != NULL ? cercle_record_get_id (newest) : used, id) == 0)
        g_hash_table_add (cases, (gpointer) cercle_record_get_text (self->uses->pdata[i],
                                                                    CERCLE_ANSWER_USE_CASE));
    }
  line->cases = g_hash_table_size (cases);
  g_hash_table_iter_init (&iter, cases);
  while (g_hash_table_iter_next (&iter, &kase, NULL))
    line->outdated += !is_used (self, kase, id);
}

static gboolean
is_in_force (Reading *self, CercleRecord *article)
{
  const char *retired = cercle_record_get_text (article, CERCLE_ARTICLE_RETIRED_ON);

  return (retired == NULL || g_strcmp0 (retired, self->today) > 0) &&
         cercle_article_newer (cercle_record_get_id (article), self->articles) == NULL;
}

/* (transfer full): identities of the articles that were read on this desk; NULL with error. */
static GHashTable *
find_read (CercleStore *store, GError **error)
{
  g_autoptr (CercleQuery) drafts = cercle_query_new (&cercle_draft_kind);
  g_autoptr (GPtrArray) read = NULL;
  GHashTable *seen = NULL;

  cercle_query_where (drafts, CERCLE_DRAFT_SORT, CERCLE_IS, READ);
  read = cercle_store_find (store, drafts, error);
  if (read == NULL)
    return NULL;
  seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < read->len; i++)
    g_hash_table_add (seen, g_strdup (cercle_record_get_text (read->pdata[i], CERCLE_DRAFT_OF_ID)));
  return seen;
}

static gboolean
read_faq_job (CercleStore *store, gpointer data, GError **error)
{
  Reading *self = data;
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_article_kind);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GHashTable) seen = NULL;

  cercle_query_set_text (query, self->words);
  cercle_query_sort (query, -1, CERCLE_ARTICLE_ISSUED_ON, TRUE);
  if (!read_all (self, store, error))
    return FALSE;
  found = cercle_store_find (store, query, error);
  seen = found != NULL ? find_read (store, error) : NULL;
  if (seen == NULL)
    return FALSE;
  self->lines = g_ptr_array_new_with_free_func (line_free);
  for (guint i = 0; i < found->len; i++)
    {
      CercleFaqLine *line = NULL;

      if (!is_in_force (self, found->pdata[i]))
        continue;
      line = g_new0 (CercleFaqLine, 1);
      line->article = g_object_ref (found->pdata[i]);
      line->unread = !g_hash_table_contains (seen, cercle_record_get_id (line->article));
      count_cases (self, line);
      g_ptr_array_add (self->lines, line);
    }
  return TRUE;
}

void
cercle_session_read_faq_async (CercleSession *self, const char *words, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, cercle_session_read_faq_async);
  push (self, task, words, NULL, read_faq_job);
}

GPtrArray *
cercle_session_read_faq_finish (CercleSession *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, cercle_session_read_faq_async, error);
}

/* --- Unread ---------------------------------------------------------------------------------- */

/* Asked with every change of anything: nothing is read but articles and what was read of them. */
static gboolean
count_unread_job (CercleStore *store, gpointer data, GError **error)
{
  Reading *self = data;
  g_autoptr (CercleQuery) articles = cercle_query_new (&cercle_article_kind);
  g_autoptr (GHashTable) seen = NULL;

  self->articles = cercle_store_find (store, articles, error);
  seen = self->articles != NULL ? find_read (store, error) : NULL;
  for (guint i = 0; seen != NULL && i < self->articles->len; i++)
    self->unread +=
        !g_hash_table_contains (seen, cercle_record_get_id (self->articles->pdata[i])) &&
        is_in_force (self, self->articles->pdata[i]);
  return seen != NULL;
}

void
cercle_session_count_unread_async (CercleSession *self, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, cercle_session_count_unread_async);
  push (self, task, NULL, NULL, count_unread_job);
}

int
cercle_session_count_unread_finish (CercleSession *self, GAsyncResult *result, GError **error)
{
  Reading *reading = g_task_get_task_data (G_TASK (result));

  return cercle_session_finish_read (self, result, cercle_session_count_unread_async, error)
             ? (int) reading->unread
             : -1;
}

void
cercle_session_open_article (CercleSession *self, const char *article)
{
  g_autofree char *id = cercle_id_derive (self->scope, READ, article, NULL);

  cercle_session_draft (self, id, READ, article, "1");
  cercle_session_emit_changed (self, cercle_session_kind_bit (&cercle_article_kind));
}

CercleRecord *
cercle_session_new_article (CercleSession *self, CercleRecord *before)
{
  static const guint kept[] = { CERCLE_ARTICLE_QUESTION, CERCLE_ARTICLE_ANSWER,
                                CERCLE_ARTICLE_THEMES };
  const char *today = cercle_session_get_today (self);
  const char *former =
      before != NULL ? cercle_record_get_text (before, CERCLE_ARTICLE_VERSION) : "0";
  CercleRecord *article = cercle_session_new_record (self, &cercle_article_kind);
  g_autofree char *version = NULL;
  guint64 n = 0;

  if (self->role == CERCLE_ROLE_NATIONAL)
    cercle_envelope_set (&cercle_record_envelope (article)->scope, "national");
  for (guint i = 0; before != NULL && i < G_N_ELEMENTS (kept); i++)
    cercle_record_take_value (article, before, kept[i]);
  version = g_ascii_string_to_unsigned (former, 10, 0, 999999, &n, NULL)
                ? g_strdup_printf ("%" G_GUINT64_FORMAT, n + 1)
                : g_strdup (today);
  cercle_record_set_text (article, CERCLE_ARTICLE_VERSION, version);
  cercle_record_set_text (article, CERCLE_ARTICLE_ISSUED_ON, today);
  if (before != NULL)
    cercle_record_set_text (article, CERCLE_ARTICLE_REPLACES, cercle_record_get_id (before));
  return article;
}
