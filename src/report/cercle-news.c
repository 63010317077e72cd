/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What has changed since an instant, in which cases, and who did it? */
#define G_LOG_DOMAIN "cercle-report"

#include "cercle-news.h"

#include <glib/gi18n-lib.h>

#include "cercle-event.h"
#include "cercle-person.h"

CercleQuery *
cercle_news_query (const char *since, const char *without)
{
  CercleQuery *query = cercle_query_new (&cercle_event_kind);

  cercle_query_where (query, CERCLE_EVENT_AT, CERCLE_FROM, since);
  if (without != NULL)
    cercle_query_where (query, CERCLE_EVENT_BY, CERCLE_IS_NOT, without);
  cercle_query_sort (query, -1, CERCLE_EVENT_AT, TRUE);
  cercle_query_set_limit (query, CERCLE_NEWS_MOST);
  return query;
}

static void
author_free (gpointer data)
{
  CercleNewsAuthor *author = data;

  g_free (author->member);
  g_ptr_array_unref (author->events);
  g_free (author);
}

static void
case_free (gpointer data)
{
  CercleNewsCase *kase = data;

  g_free (kase->kase);
  g_ptr_array_unref (kase->authors);
  g_free (kase);
}

static CercleNewsCase *
case_of (GHashTable *known, GPtrArray *cases, const char *id)
{
  CercleNewsCase *kase = g_hash_table_lookup (known, id);

  if (kase != NULL)
    return kase;
  kase = g_new0 (CercleNewsCase, 1);
  kase->kase = g_strdup (id);
  kase->authors = g_ptr_array_new_with_free_func (author_free);
  g_hash_table_insert (known, kase->kase, kase);
  g_ptr_array_add (cases, kase);
  return kase;
}

static CercleNewsAuthor *
author_of (CercleNewsCase *kase, const char *member)
{
  CercleNewsAuthor *author = NULL;

  for (guint i = 0; i < kase->authors->len; i++)
    {
      author = g_ptr_array_index (kase->authors, i);
      if (g_strcmp0 (author->member, member) == 0)
        return author;
    }
  author = g_new0 (CercleNewsAuthor, 1);
  author->member = g_strdup (member);
  author->events = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (kase->authors, author);
  return author;
}

GPtrArray *
cercle_news_group (GPtrArray *events)
{
  GPtrArray *cases = g_ptr_array_new_with_free_func (case_free);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < events->len; i++)
    {
      CercleRecord *event = g_ptr_array_index (events, i);
      const char *id = event != NULL ? cercle_record_get_text (event, CERCLE_EVENT_CASE) : NULL;
      CercleNewsCase *kase = id != NULL ? case_of (known, cases, id) : NULL;
      CercleNewsAuthor *author = NULL;

      if (kase == NULL)
        continue;
      author = author_of (kase, cercle_record_get_text (event, CERCLE_EVENT_BY));
      g_ptr_array_insert (author->events, 0, g_object_ref (event));
      kase->n++;
    }
  return cases;
}

gboolean
cercle_news_names_somebody (CercleRecord *event)
{
  const CercleField *fields = cercle_person_kind.fields;
  const char *field = cercle_record_get_text (event, CERCLE_EVENT_FIELD);

  return g_strcmp0 (cercle_record_get_text (event, CERCLE_EVENT_OF_KIND),
                    cercle_person_kind.name) == 0 &&
         (g_strcmp0 (field, fields[CERCLE_PERSON_FIRST_NAME].name) == 0 ||
          g_strcmp0 (field, fields[CERCLE_PERSON_LAST_NAME].name) == 0);
}

char *
cercle_news_sorts (GPtrArray *events)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (const CercleChoice *sort = cercle_event_sorts; sort->token != NULL; sort++)
    {
      guint n = 0;

      for (guint i = 0; i < events->len; i++)
        n += events->pdata[i] != NULL &&
             g_strcmp0 (cercle_record_get_text (events->pdata[i], CERCLE_EVENT_SORT),
                        sort->token) == 0;
      if (n == 0)
        continue;
      g_string_append (words, words->len > 0 ? " · " : "");
      /* TRANSLATORS: sort of event, how many. */
      g_string_append_printf (words, _ ("%1$s: %2$u"),
                              cercle_choice_label (cercle_event_sorts, sort->token), n);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}
