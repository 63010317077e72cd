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
