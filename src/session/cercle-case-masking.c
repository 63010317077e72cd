/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which names does a case know? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-case-masking.h"

#include "cercle-call.h"
#include "cercle-case.h"
#include "cercle-one-person.h"
#include "cercle-person.h"
#include "cercle-query.h"

static GPtrArray *
find (CercleStore *store, const CercleKind *kind, guint field, const char *id, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (kind);

  cercle_query_where (query, field, CERCLE_IS, id);
  return cercle_store_find (store, query, error);
}

static gboolean
mask_person (CercleStore *store, CercleMasking *masking, CercleRecord *person, GError **error)
{
  g_autoptr (GPtrArray) relatives = find (store, &cercle_relative_kind, CERCLE_RELATIVE_PERSON,
                                          cercle_record_get_id (person), error);

  cercle_masking_add_name (masking, cercle_record_get_text (person, CERCLE_PERSON_FIRST_NAME));
  cercle_masking_add_name (masking, cercle_record_get_text (person, CERCLE_PERSON_LAST_NAME));
  for (guint i = 0; relatives != NULL && i < relatives->len; i++)
    {
      CercleRecord *relative = relatives->pdata[i];

      cercle_masking_add_name (masking,
                               cercle_record_get_text (relative, CERCLE_RELATIVE_FIRST_NAME));
      cercle_masking_add_name (masking,
                               cercle_record_get_text (relative, CERCLE_RELATIVE_LAST_NAME));
    }
  return relatives != NULL;
}

CercleMasking *
cercle_case_masking (CercleStore *store, CercleRecord *kase, GError **error)
{
  g_autoptr (CercleMasking) masking = cercle_masking_new ();
  g_autoptr (GPtrArray) persons = NULL, calls = NULL;
  const char *person = kase != NULL ? cercle_record_get_text (kase, CERCLE_CASE_PERSON) : NULL;

  cercle_masking_add_contacts (masking);
  if (kase == NULL)
    return g_steal_pointer (&masking);
  persons = person != NULL ? cercle_one_person_all (store, person, error) : g_ptr_array_new ();
  for (guint i = 0; persons != NULL && i < persons->len; i++)
    if (!mask_person (store, masking, persons->pdata[i], error))
      return NULL;
  calls = persons != NULL ? find (store, &cercle_call_kind, CERCLE_CALL_CASE,
                                  cercle_record_get_id (kase), error)
                          : NULL;
  for (guint i = 0; calls != NULL && i < calls->len; i++)
    cercle_masking_add_words (masking,
                              cercle_record_get_text (calls->pdata[i], CERCLE_CALL_CALLER));
  return calls != NULL ? g_steal_pointer (&masking) : NULL;
}
