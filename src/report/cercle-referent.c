/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is named for what, and where is nobody? */
#define G_LOG_DOMAIN "cercle-report"

#include "cercle-referent.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-community.h"
#include "cercle-macros.h"
#include "cercle-organisation.h"

/* clang-format off */
static const CercleReferentSlot slots[] = {
  { "ars", N_ ("ARS"), N_ ("No referent at the ARS"), 1 },
  { "cd", N_ ("county council"), N_ ("No referent at the county council"), 1 },
  { "mdph", N_ ("MDPH"), N_ ("No referent at the MDPH"), 1 },
  { "national", N_ ("national pair"), N_ ("The pair of national referents is not complete"), 2 },
  { "hotline", N_ ("hotlines"), NULL, 0 },
};
/* clang-format on */

CercleQuery *
cercle_referents_query (void)
{
  CercleQuery *query = cercle_query_new (&cercle_contact_kind);
  g_autoptr (GString) tokens = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (slots); i++)
    g_string_append_printf (tokens, "%s%s", i > 0 ? " " : "", slots[i].token);
  cercle_query_where (query, CERCLE_CONTACT_REFERENT, CERCLE_IN, tokens->str);
  cercle_query_sort (query, -1, CERCLE_CONTACT_LAST_NAME, FALSE);
  return query;
}

gboolean
cercle_member_coordinates (CercleRecord *member)
{
  return g_strcmp0 (cercle_record_get_text (member, CERCLE_MEMBER_ROLE), "coordinator") == 0 &&
         !cercle_record_get_flag (member, CERCLE_MEMBER_INACTIVE);
}

char *
cercle_coordinators_gap (CercleRecord *community, GPtrArray *members)
{
  const char *mode =
      community != NULL ? cercle_record_get_text (community, CERCLE_COMMUNITY_COORDINATION) : NULL;
  guint wanted = g_strcmp0 (mode, "pair") == 0 ? 2 : 1, held = 0;

  for (guint i = 0; i < members->len; i++)
    held += cercle_member_coordinates (members->pdata[i]);
  if (held >= wanted)
    return NULL;
  return g_strdup (held == 0 ? _ ("Nobody coordinates the community")
                             : _ ("One of the two coordinators is missing"));
}

static void
line_free (gpointer data)
{
  CercleReferentLine *line = data;

  g_ptr_array_unref (line->holders);
  g_free (line);
}

/* Days compare as text; the last day is held. */
static void
take (CercleReferentLine *line, CercleRecord *contact, const char *today)
{
  const char *from = cercle_record_get_text (contact, CERCLE_CONTACT_FROM_ON);
  const char *to = cercle_record_get_text (contact, CERCLE_CONTACT_TO_ON);

  if (from != NULL && strcmp (from, today) > 0)
    return;
  if (to == NULL || strcmp (to, today) >= 0)
    g_ptr_array_add (line->holders, g_object_ref (contact));
  else if (line->until == NULL || strcmp (to, line->until) > 0)
    line->until = to;
}

GPtrArray *
cercle_referents_group (GPtrArray *contacts, const char *today)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);

  for (guint i = 0; i < G_N_ELEMENTS (slots); i++)
    {
      CercleReferentLine *line = g_new0 (CercleReferentLine, 1);

      line->slot = &slots[i];
      line->holders = g_ptr_array_new_with_free_func (g_object_unref);
      for (guint j = 0; j < contacts->len; j++)
        if (g_strcmp0 (cercle_record_get_text (contacts->pdata[j], CERCLE_CONTACT_REFERENT),
                       slots[i].token) == 0)
          take (line, contacts->pdata[j], today);
      line->gap = line->holders->len < slots[i].wanted;
      g_ptr_array_add (lines, line);
    }
  return lines;
}
