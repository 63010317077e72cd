/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which case is meant by a few letters, and what is it called? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-palette-cases.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-case.h"
#include "cercle-person.h"
#include "cercle-text.h"

#define LEAST_TYPED 2
#define MOST_CASES 8

CercleQuery *
cercle_palette_case_query (const char *typed)
{
  g_autofree char *clean = g_strstrip (g_strdup (typed));
  CercleQuery *query = NULL;

  if (g_utf8_strlen (clean, -1) < LEAST_TYPED)
    return NULL;
  query = cercle_query_new (&cercle_case_kind);
  cercle_query_set_text (query, clean);
  cercle_query_sort (query, -1, CERCLE_CASE_OPEN, TRUE);
  cercle_query_sort (query, -1, CERCLE_CASE_OPENED_ON, TRUE);
  cercle_query_set_limit (query, MOST_CASES);
  return query;
}

char *
cercle_palette_case_label (CercleSession *session, CercleRecord *kase)
{
  const char *need = cercle_record_get_text (kase, CERCLE_CASE_NEED);
  const char *person = cercle_record_get_text (kase, CERCLE_CASE_PERSON);
  g_autofree char *name =
      person != NULL ? cercle_session_name_of_id (session, &cercle_person_kind, person) : NULL;
  g_autofree char *initials = NULL;

  if (name == NULL)
    name = g_strdup (_ ("Nobody named"));
  else if (g_strcmp0 (cercle_record_get_text (kase, CERCLE_CASE_PROFILE), "ase") == 0)
    initials = cercle_text_initials (name);
  return need != NULL ? g_strdup_printf ("%s · %s", initials != NULL ? initials : name, need)
                      : g_strdup (initials != NULL ? initials : name);
}

/* --- Offered in an entry ------------------------------------------------------------------------
 */

typedef struct
{
  CercleLookup *lookup;
  char *typed;
} Search;

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CercleSession *session = CERCLE_SESSION (source);
  g_autofree Search *search = data;
  g_autoptr (CercleLookup) lookup = search->lookup;
  g_autofree char *typed = search->typed;
  g_autoptr (GPtrArray) found = cercle_session_find_finish (session, result, NULL);
  g_autoptr (GPtrArray) offered = g_ptr_array_new_with_free_func (g_object_unref);

  if (found == NULL || gtk_widget_get_root (GTK_WIDGET (lookup)) == NULL)
    return;
  for (guint i = 0; i < found->len; i++)
    {
      g_autofree char *label = cercle_palette_case_label (session, found->pdata[i]);
      g_autofree char *state = cercle_record_display (found->pdata[i], CERCLE_CASE_STATUS);

      g_ptr_array_add (
          offered, cercle_suggestion_new (cercle_record_get_id (found->pdata[i]), label, state, 0));
    }
  cercle_lookup_offer (lookup, typed, offered);
}

static void
search_cb (CercleLookup *lookup, const char *typed, CercleSession *session)
{
  g_autoptr (CercleQuery) query = cercle_palette_case_query (typed);
  Search *search = NULL;

  if (query == NULL)
    return;
  search = g_new0 (Search, 1);
  search->lookup = g_object_ref (lookup);
  search->typed = g_strdup (typed);
  cercle_session_find_async (session, query, NULL, found_cb, search);
}

void
cercle_palette_suggest_cases (CercleLookup *lookup, CercleSession *session)
{
  g_signal_connect_object (lookup, "search", G_CALLBACK (search_cb), session, 0);
}
