/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a place, or a person, that a source tells of one that we have from elsewhere? */
#define G_LOG_DOMAIN "cercle-exchange"

#include "cercle-directory-same.h"

#include "cercle-directory.h"
#include "cercle-organisation.h"
#include "cercle-query.h"
#include "cercle-text.h"

gboolean
cercle_directory_reads_alike (const char *one, const char *other)
{
  g_autofree char *left = cercle_text_fold (one != NULL ? one : "");
  g_autofree char *right = cercle_text_fold (other != NULL ? other : "");

  return g_strcmp0 (left, right) == 0;
}

/* Two rows of one table are two places, however alike. *told: the row of another key tells of it.
 */
static gboolean
find_other (CercleStore *store, CercleRecord *place, const char *source, const char *key,
            gboolean *told, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_source_kind);
  g_autofree char *about = g_strconcat ("place:", cercle_record_get_id (place), NULL);
  g_autoptr (GPtrArray) sources = NULL;

  *told = FALSE;
  cercle_query_where (query, CERCLE_SOURCE_ABOUT, CERCLE_IS, about);
  cercle_query_where (query, CERCLE_SOURCE_NAME, CERCLE_IS, source);
  sources = cercle_store_find (store, query, error);
  for (guint i = 0; sources != NULL && i < sources->len; i++)
    {
      CercleRecord *other = sources->pdata[i];

      *told = *told || (cercle_record_is_set (other, CERCLE_SOURCE_SAID) &&
                        g_strcmp0 (cercle_record_get_text (other, CERCLE_SOURCE_KEY), key) != 0);
    }
  return sources != NULL;
}

char *
cercle_directory_street (const CercleForeignSheet *sheet)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  for (guint i = 0; sheet->street != NULL && i < sheet->street->len; i++)
    g_ptr_array_add (lines, sheet->street->pdata[i]);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv (", ", (char **) lines->pdata);
}

gboolean
cercle_directory_same_place (CercleStore *store, const char *organisation, const char *source,
                             const CercleForeignSheet *sheet, char **id, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_place_kind);
  g_autofree char *street = cercle_directory_street (sheet);
  g_autoptr (GPtrArray) places = NULL;
  CercleRecord *there = NULL, *only = NULL;
  guint n = 0;

  *id = NULL;
  if (sheet->commune == NULL)
    return TRUE;
  cercle_query_where (query, CERCLE_PLACE_ORGANISATION, CERCLE_IS, organisation);
  cercle_query_where (query, CERCLE_PLACE_COMMUNE, CERCLE_IS, sheet->commune);
  places = cercle_store_find (store, query, error);
  for (guint i = 0; places != NULL && i < places->len; i++)
    {
      CercleRecord *place = places->pdata[i];
      gboolean told = FALSE;

      if (!find_other (store, place, source, sheet->key, &told, error))
        return FALSE;
      if (told)
        continue;
      if (there == NULL && cercle_directory_reads_alike (
                               cercle_record_get_text (place, CERCLE_PLACE_ADDRESS), street))
        there = place;
      only = n++ == 0 ? place : NULL;
    }
  there = there != NULL ? there : only;
  *id = there != NULL ? g_strdup (cercle_record_get_id (there)) : NULL;
  return places != NULL;
}

gboolean
cercle_directory_same_contact (CercleStore *store, const char *organisation,
                               const CercleForeignContact *contact, char **id, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_contact_kind);
  g_autoptr (GPtrArray) contacts = NULL;

  *id = NULL;
  if (contact->last_name == NULL)
    return TRUE;
  cercle_query_where (query, CERCLE_CONTACT_ORGANISATION, CERCLE_IS, organisation);
  contacts = cercle_store_find (store, query, error);
  for (guint i = 0; contacts != NULL && *id == NULL && i < contacts->len; i++)
    if (cercle_directory_reads_alike (
            cercle_record_get_text (contacts->pdata[i], CERCLE_CONTACT_LAST_NAME),
            contact->last_name) &&
        cercle_directory_reads_alike (
            cercle_record_get_text (contacts->pdata[i], CERCLE_CONTACT_FIRST_NAME),
            contact->first_name))
      *id = g_strdup (cercle_record_get_id (contacts->pdata[i]));
  return contacts != NULL;
}
