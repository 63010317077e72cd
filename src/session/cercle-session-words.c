/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a person read a field of a record on this desk? */
#define G_LOG_DOMAIN "cercle-session"

#include <glib/gi18n-lib.h>

#include "cercle-commune.h"
#include "cercle-community.h"
#include "cercle-session-private.h"

/* Of every list, retired ones too: a case keeps the tag it has. */
static void
learn_codes (CercleSession *self)
{
  gboolean english = g_str_equal (C_ ("language", "en"), "en");
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_code_kind);
  g_autoptr (GPtrArray) codes = cercle_session_find_now (self, query);

  for (guint i = 0; i < codes->len; i++)
    {
      CercleRecord *code = g_ptr_array_index (codes, i);
      const char *label = english ? cercle_record_get_text (code, CERCLE_CODE_LABEL_EN) : NULL;

      if (label == NULL)
        label = cercle_record_get_text (code, CERCLE_CODE_LABEL_FR);
      g_hash_table_insert (self->codes,
                           g_strdup_printf ("%s:%s",
                                            cercle_record_get_text (code, CERCLE_CODE_LIST),
                                            cercle_record_get_text (code, CERCLE_CODE_TOKEN)),
                           g_strdup (label));
    }
}

char *
cercle_session_labels_of (CercleSession *self, const char *list, const char *tokens)
{
  g_auto (GStrv) words = g_strsplit (tokens, " ", -1);

  if (g_hash_table_size (self->codes) == 0)
    learn_codes (self);
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *key = g_strdup_printf ("%s:%s", list, words[i]);
      const char *label = g_hash_table_lookup (self->codes, key);

      if (label == NULL)
        continue;
      g_free (words[i]);
      words[i] = g_strdup (label);
    }
  return g_strjoinv (_ (", "), words);
}

char *
cercle_session_words_of (CercleSession *self, CercleRecord *record, guint field)
{
  const CercleField *line = &cercle_record_get_kind (record)->fields[field];
  const char *value = NULL;

  if (!cercle_record_is_set (record, field) || cercle_field_is_integer (line))
    return cercle_record_display (record, field);
  value = cercle_record_get_text (record, field);
  if (line->list != NULL)
    return cercle_session_labels_of (self, line->list, value);
  if (line->type == CERCLE_REF)
    return strchr (value, ':') != NULL
               ? cercle_session_name_of (self, value)
               : cercle_session_name_of_id (self, cercle_kind_find (line->targets), value);
  if ((line->flags & CERCLE_COMMUNE) != 0 && line->type != CERCLE_SET)
    return g_strdup (cercle_commune_name (value));
  return cercle_record_display (record, field);
}
