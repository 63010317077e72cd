/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What do people call what a record only points to? */
#define G_LOG_DOMAIN "cercle-exchange"

#include "cercle-names.h"

#include <glib/gi18n-lib.h>

#include "cercle-commune.h"
#include "cercle-community.h"
#include "cercle-one-person.h"
#include "cercle-organisation.h"
#include "cercle-person.h"
#include "cercle-query.h"

struct _CercleNames
{
  CercleStore *store; /* not owned */
  GHashTable *names;  /* "kind:identity" → name */
  GHashTable *labels; /* "list:token" → label */
};

CercleNames *
cercle_names_new (void)
{
  CercleNames *self = g_new0 (CercleNames, 1);

  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
cercle_names_free (CercleNames *self)
{
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->labels);
  g_free (self);
}

void
cercle_names_use (CercleNames *self, CercleStore *store)
{
  self->store = store;
}

char *
cercle_names_of_id (CercleNames *self, const CercleKind *kind, const char *id)
{
  g_autofree char *reference = g_strconcat (kind->name, ":", id, NULL);
  const char *known = g_hash_table_lookup (self->names, reference);
  g_autoptr (CercleRecord) record = NULL;
  g_autofree char *name = NULL;

  if (known != NULL)
    return g_strdup (known);
  /* Somebody whose record was merged is called as she is now. */
  record = kind == &cercle_person_kind ? cercle_one_person_get (self->store, id, NULL)
                                       : cercle_store_get (self->store, kind, id, NULL);
  if (record != NULL && !cercle_record_envelope (record)->deleted)
    name = cercle_record_name (record);
  if (name == NULL || *name == '\0')
    return g_strdup ("?");
  g_hash_table_insert (self->names, g_steal_pointer (&reference), g_strdup (name));
  return g_steal_pointer (&name);
}

/* (transfer none) */
static const char *
label_of (CercleNames *self, const char *list, const char *token)
{
  gboolean english = g_str_equal (C_ ("language", "en"), "en");
  g_autofree char *key = g_strconcat (list, ":", token, NULL);
  const char *known = g_hash_table_lookup (self->labels, key);
  g_autoptr (CercleQuery) query = NULL;
  g_autoptr (GPtrArray) found = NULL;
  const char *label = NULL;

  if (known != NULL)
    return known;
  query = cercle_query_new (&cercle_code_kind);
  cercle_query_where (query, CERCLE_CODE_LIST, CERCLE_IS, list);
  cercle_query_where (query, CERCLE_CODE_TOKEN, CERCLE_IS, token);
  found = cercle_store_find (self->store, query, NULL);
  if (found != NULL && found->len > 0)
    label = cercle_record_get_text (g_ptr_array_index (found, 0),
                                    english ? CERCLE_CODE_LABEL_EN : CERCLE_CODE_LABEL_FR);
  if (label == NULL && found != NULL && found->len > 0)
    label = cercle_record_get_text (g_ptr_array_index (found, 0), CERCLE_CODE_LABEL_FR);
  g_hash_table_insert (self->labels, g_strdup (key), g_strdup (label != NULL ? label : token));
  return g_hash_table_lookup (self->labels, key);
}

char *
cercle_names_label (CercleNames *self, const char *list, const char *token)
{
  return g_strdup (label_of (self, list, token));
}

char *
cercle_names_of (const char *reference, gpointer names)
{
  const char *colon = reference != NULL ? strchr (reference, ':') : NULL;
  g_autofree char *kind = colon != NULL ? g_strndup (reference, (gsize) (colon - reference)) : NULL;

  if (colon != NULL && g_strcmp0 (kind, "code") == 0 && strchr (colon + 1, ':') != NULL)
    {
      g_auto (GStrv) code = g_strsplit (colon + 1, ":", 2);
      return cercle_names_label (names, code[0], code[1]);
    }
  if (kind == NULL || cercle_kind_find (kind) == NULL)
    return g_strdup ("?");
  return cercle_names_of_id (names, cercle_kind_find (kind), colon + 1);
}

static char *
labels_of (CercleNames *self, const char *list, const char *tokens)
{
  g_auto (GStrv) parts = g_strsplit (tokens, " ", -1);
  GString *labels = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    g_string_append_printf (labels, "%s%s", i > 0 ? ", " : "", label_of (self, list, parts[i]));
  return g_string_free (labels, FALSE);
}

char *
cercle_names_display (CercleNames *self, CercleRecord *record, guint field)
{
  const CercleField *line = &cercle_record_get_kind (record)->fields[field];
  const char *value = NULL;

  if (!cercle_record_is_set (record, field) || cercle_field_is_integer (line))
    return cercle_record_display (record, field);
  value = cercle_record_get_text (record, field);
  if (line->list != NULL)
    return labels_of (self, line->list, value);
  if (line->type == CERCLE_REF && strchr (value, ':') != NULL)
    return cercle_names_of (value, self);
  if (line->type == CERCLE_REF)
    return cercle_names_of_id (self, cercle_kind_find (line->targets), value);
  if (g_str_equal (line->name, "commune"))
    return g_strdup (cercle_commune_name (value));
  return cercle_record_display (record, field);
}
