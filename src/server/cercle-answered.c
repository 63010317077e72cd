/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which case hears of an answer that came from where it is not read, and of one that changed? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-answered.h"

#include "cercle-case.h"
#include "cercle-inner.h"
#include "cercle-query.h"
#include "cercle-question.h"

/* What was said, or what the article says; NULL in answer: neither is known. */
static gboolean
read_answer (CercleWriter *writer, CercleRecord *question, CercleRecord **article,
             const char **answer, GError **error)
{
  *answer = cercle_record_get_text (question, CERCLE_QUESTION_ANSWER);
  if (!cercle_inner_find (writer, &cercle_article_kind,
                          cercle_record_get_text (question, CERCLE_QUESTION_ARTICLE), article,
                          error))
    return FALSE;
  if (*answer == NULL && *article != NULL)
    *answer = cercle_record_get_text (*article, CERCLE_ARTICLE_ANSWER);
  return TRUE;
}

gboolean
cercle_answered_follow (CercleWriter *writer, CercleRecord *before, CercleRecord *after,
                        GError **error)
{
  g_autoptr (CercleRecord) kase = NULL, article = NULL, event = NULL;
  const char *answer = NULL;

  if (cercle_record_get_kind (after) != &cercle_question_kind ||
      cercle_record_same (before, after, CERCLE_QUESTION_ANSWERED_ON) ||
      !cercle_record_is_set (after, CERCLE_QUESTION_ANSWERED_ON))
    return TRUE;
  if (!cercle_inner_find (writer, &cercle_case_kind,
                          cercle_record_get_text (after, CERCLE_QUESTION_CASE), &kase, error) ||
      !read_answer (writer, after, &article, &answer, error))
    return FALSE;
  if (kase == NULL || answer == NULL || cercle_record_envelope (kase)->deleted ||
      cercle_access_reaches (writer->access, cercle_record_envelope (kase)->scope,
                             cercle_record_envelope (kase)->audience))
    return TRUE;
  /* In nobody's name: members of another community are not known to this one. */
  event = cercle_question_answer_event (after, kase, answer);
  return cercle_inner_create (writer, event, "answered", NULL, "answer", error);
}

/* --- An answer that changed ------------------------------------------------------------------ */

#define MOST_VERSIONS 100 /* a circle ends somewhere */

/* Told once, however many versions of it were used. */
static gboolean
tell_case (CercleWriter *writer, CercleRecord *article, CercleRecord *use, GHashTable *told,
           GError **error)
{
  const char *id = cercle_record_get_text (use, CERCLE_ANSWER_USE_CASE);
  const char *scope = cercle_record_envelope (use)->scope;
  g_autoptr (CercleRecord) kase = NULL, event = NULL;

  /* A community that writes another version speaks for itself. */
  if (cercle_record_envelope (use)->deleted ||
      (writer->mutation->scope[0] == 'c' && g_strcmp0 (scope, writer->mutation->scope) != 0) ||
      g_hash_table_contains (told, id))
    return TRUE;
  if (!cercle_inner_find (writer, &cercle_case_kind, id, &kase, error))
    return FALSE;
  if (kase == NULL || cercle_record_envelope (kase)->deleted ||
      !cercle_record_get_flag (kase, CERCLE_CASE_OPEN))
    return TRUE;
  g_hash_table_add (told, g_strdup (id));
  event = cercle_article_changed_event (article, kase);
  return cercle_inner_create (writer, event, "answer-changed", NULL, "replaces", error);
}

static gboolean
tell_uses (CercleWriter *writer, CercleRecord *article, const char *former, GHashTable *told,
           GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_answer_use_kind);
  g_autoptr (GPtrArray) uses = NULL;

  cercle_query_where (query, CERCLE_ANSWER_USE_ARTICLE, CERCLE_IS, former);
  uses = cercle_store_find (writer->store, query, error);
  for (guint i = 0; uses != NULL && i < uses->len; i++)
    if (!tell_case (writer, article, uses->pdata[i], told, error))
      return FALSE;
  return uses != NULL;
}

gboolean
cercle_answered_again (CercleWriter *writer, CercleRecord *record, GError **error)
{
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *former = NULL;

  if (cercle_record_get_kind (record) != &cercle_article_kind)
    return TRUE;
  former = g_strdup (cercle_record_get_text (record, CERCLE_ARTICLE_REPLACES));
  for (guint n = 0; former != NULL && n < MOST_VERSIONS; n++)
    {
      g_autoptr (CercleRecord) before = NULL;

      if (!tell_uses (writer, record, former, told, error) ||
          !cercle_inner_find (writer, &cercle_article_kind, former, &before, error))
        return FALSE;
      g_free (former);
      former = before != NULL ? g_strdup (cercle_record_get_text (before, CERCLE_ARTICLE_REPLACES))
                              : NULL;
    }
  return TRUE;
}
