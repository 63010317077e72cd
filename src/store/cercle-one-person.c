/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which records are one person? */
#define G_LOG_DOMAIN "cercle-store"

#include "cercle-one-person.h"

#include "cercle-person-merge.h"
#include "cercle-person.h"
#include "cercle-query.h"

/* Records that somebody merged over and over; a circle ends too. */
#define MAX_MERGES 16

typedef struct
{
  CercleStore *store;
  GError *error;
} Find;

static CercleRecord *
find_cb (const char *id, gpointer data)
{
  Find *find = data;

  return find->error == NULL ? cercle_store_get (find->store, &cercle_person_kind, id, &find->error)
                             : NULL;
}

CercleRecord *
cercle_one_person_get (CercleStore *store, const char *id, GError **error)
{
  Find find = { store, NULL };
  g_autoptr (CercleRecord) person = find_cb (id, &find);
  g_autoptr (CercleRecord) at = cercle_person_follow (person, find_cb, &find);

  if (find.error == NULL)
    return g_steal_pointer (&at);
  g_propagate_error (error, find.error);
  return NULL;
}

GPtrArray *
cercle_one_person_all (CercleStore *store, const char *id, GError **error)
{
  g_autoptr (GPtrArray) persons = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) local = NULL;
  CercleRecord *person = cercle_one_person_get (store, id, &local);

  if (person != NULL)
    g_ptr_array_add (persons, person);
  for (guint i = 0; local == NULL && i < persons->len && i < MAX_MERGES; i++)
    {
      g_autoptr (CercleQuery) query = cercle_query_new (&cercle_person_kind);
      g_autoptr (GPtrArray) found = NULL;

      cercle_query_where (query, CERCLE_PERSON_MERGED_INTO, CERCLE_IS,
                          cercle_record_get_id (g_ptr_array_index (persons, i)));
      found = cercle_store_find (store, query, &local);
      for (guint n = 0; found != NULL && n < found->len; n++)
        g_ptr_array_add (persons, g_object_ref (g_ptr_array_index (found, n)));
    }
  if (local == NULL)
    return g_steal_pointer (&persons);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}
