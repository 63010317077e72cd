/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which tags are there, and which one is meant by these letters? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-suggest-tags.h"

#include <glib/gi18n-lib.h>

#include "cercle-bulk.h"
#include "cercle-community.h"
#include "cercle-text.h"

#define LIST "tag"
#define MAY_MAKE "cercle-may-make"

static gboolean
is_called (CercleRecord *code, const char *typed)
{
  g_autofree char *name = cercle_text_fold (cercle_record_get_text (code, CERCLE_CODE_LABEL_FR));
  g_autofree char *asked = cercle_text_fold (typed);
  g_autofree char *token = cercle_bulk_tag_token (typed);

  return g_strcmp0 (name, asked) == 0 ||
         g_strcmp0 (cercle_record_get_text (code, CERCLE_CODE_TOKEN), token) == 0;
}

static void
offer_new (GPtrArray *found, const char *typed)
{
  g_autofree char *clean = cercle_text_clean (typed, FALSE);
  g_autofree char *token = cercle_bulk_tag_token (clean);
  g_autofree char *id = NULL;

  if (token == NULL)
    return;
  id = g_strconcat (CERCLE_SUGGEST_NEW_TAG, clean, NULL);
  g_ptr_array_add (found, cercle_suggestion_new (id, clean, _ ("New tag"), 0));
}

static void
search_tags_cb (CercleLookup *lookup, const char *typed, CercleSession *session)
{
  g_autoptr (GPtrArray) codes = cercle_session_get_codes (session, LIST);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean known = FALSE;

  for (guint i = 0; i < codes->len; i++)
    {
      CercleRecord *code = g_ptr_array_index (codes, i);
      const char *name = cercle_record_get_text (code, CERCLE_CODE_LABEL_FR);

      known = known || is_called (code, typed);
      if (cercle_suggestion_fits (typed, name, NULL))
        g_ptr_array_add (found,
                         cercle_suggestion_new (cercle_record_get_text (code, CERCLE_CODE_TOKEN),
                                                name, NULL, 0));
    }
  if (!known && g_object_get_data (G_OBJECT (lookup), MAY_MAKE) != NULL)
    offer_new (found, typed);
  cercle_lookup_offer (lookup, typed, found);
}

void
cercle_suggest_tags (CercleLookup *lookup, CercleSession *session)
{
  g_signal_connect_object (lookup, "search", G_CALLBACK (search_tags_cb), session, 0);
}

void
cercle_suggest_tags_may_make (CercleLookup *lookup, gboolean may)
{
  g_object_set_data (G_OBJECT (lookup), MAY_MAKE, GINT_TO_POINTER (may));
}

CercleRecord *
cercle_suggest_make_tag (CercleSession *session, const char *name)
{
  g_autofree char *token = cercle_bulk_tag_token (name);
  g_autoptr (GPtrArray) codes = cercle_session_get_codes (session, LIST);
  g_autoptr (CercleRecord) code = NULL;

  if (token == NULL)
    return NULL;
  code = cercle_session_new_record (session, &cercle_code_kind);
  cercle_record_set_text (code, CERCLE_CODE_LIST, LIST);
  cercle_record_set_text (code, CERCLE_CODE_TOKEN, token);
  cercle_record_set_text (code, CERCLE_CODE_LABEL_FR, name);
  cercle_record_set_text (code, CERCLE_CODE_LABEL_EN, name);
  cercle_record_set_integer (code, CERCLE_CODE_ORDER, (codes->len + 1) * 10);
  return g_steal_pointer (&code);
}

char *
cercle_suggest_tag_names (CercleSession *session, const char *tokens)
{
  g_autoptr (GPtrArray) codes = cercle_session_get_codes (session, LIST);
  g_auto (GStrv) wanted = g_strsplit (tokens != NULL ? tokens : "", " ", -1);

  for (guint t = 0; wanted[t] != NULL; t++)
    for (guint i = 0; i < codes->len; i++)
      {
        CercleRecord *code = g_ptr_array_index (codes, i);
        if (g_strcmp0 (cercle_record_get_text (code, CERCLE_CODE_TOKEN), wanted[t]) == 0)
          {
            g_free (wanted[t]);
            wanted[t] = g_strdup (cercle_record_get_text (code, CERCLE_CODE_LABEL_FR));
            break;
          }
      }
  return g_strjoinv (" · ", wanted);
}
