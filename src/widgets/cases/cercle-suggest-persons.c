/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which person that is known already is meant by a beginning of a name? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-suggest-persons.h"

#include "cercle-commune.h"
#include "cercle-person.h"

#define MOST 8

typedef struct
{
  CercleLookup *lookup;
  char *typed;
} Asked;

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->lookup);
  g_free (asked->typed);
  g_free (asked);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

/* Two persons of one name are told apart by where they live and when they were born. */
static CercleSuggestion *
suggest (CercleRecord *person)
{
  const char *commune = cercle_record_get_text (person, CERCLE_PERSON_COMMUNE);
  const char *born = cercle_record_get_text (person, CERCLE_PERSON_BIRTH_ON);
  g_autofree char *name = cercle_person_name (person);
  g_autofree char *day = cercle_record_display (person, CERCLE_PERSON_BIRTH_ON);
  g_autofree char *year = cercle_record_display (person, CERCLE_PERSON_BIRTH_YEAR);
  const char *birth = born != NULL ? day : year;
  const char *place = commune != NULL ? cercle_commune_name (commune) : "";
  g_autofree char *detail =
      g_strjoin (birth[0] != '\0' && place[0] != '\0' ? " · " : "", birth, place, NULL);

  return cercle_suggestion_new (cercle_record_get_id (person), name, detail, 0);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Asked) asked = data;
  g_autoptr (GPtrArray) persons =
      cercle_session_find_finish (CERCLE_SESSION (source), result, NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);

  if (persons == NULL)
    return;
  for (guint i = 0; i < persons->len; i++)
    g_ptr_array_add (lines, suggest (g_ptr_array_index (persons, i)));
  cercle_lookup_offer (asked->lookup, asked->typed, lines);
}

static void
search_cb (CercleLookup *lookup, const char *typed, CercleSession *session)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_person_kind);
  Asked *asked = NULL;

  if (typed[0] == '\0')
    return;
  cercle_query_set_text (query, typed);
  cercle_query_where (query, CERCLE_PERSON_MERGED_INTO, CERCLE_IS, NULL);
  cercle_query_sort (query, -1, CERCLE_PERSON_LAST_NAME, FALSE);
  cercle_query_set_limit (query, MOST);
  asked = g_new0 (Asked, 1);
  asked->lookup = g_object_ref (lookup);
  asked->typed = g_strdup (typed);
  cercle_session_find_async (session, query, NULL, found_cb, asked);
}

void
cercle_suggest_persons (CercleLookup *lookup, CercleSession *session)
{
  g_signal_connect_object (lookup, "search", G_CALLBACK (search_cb), session, 0);
}
