/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is what depends on the records of the day sent? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-sample-batch.h"

#include "cercle-id.h"
#include "cercle-instant.h"
#include "cercle-macros.h"
#include "cercle-query.h"

#define MORNING (9 * 60)

void
cercle_sample_sitting_add (GArray *sittings, CercleSampleWorld *world,
                           const CercleSampleSitting *sitting)
{
  if (sitting->at < cercle_instant_from_local (world->day, MORNING, CERCLE_SAMPLE_ZONE))
    g_array_append_val (sittings, *sitting);
}

static int
by_time (gconstpointer a, gconstpointer b)
{
  const CercleSampleSitting *one = a, *other = b;

  if (one->at != other->at)
    return one->at < other->at ? -1 : 1;
  return one->which < other->which ? -1 : one->which > other->which;
}

void
cercle_sample_sittings_sort (GArray *sittings)
{
  g_array_sort (sittings, by_time);
}

static CercleMutation *
new_mutation (CercleSampleBatch *self, CercleRecord *record, CercleOp op)
{
  CercleMutation *mutation = g_new0 (CercleMutation, 1);

  mutation->mid = cercle_id_new ();
  mutation->kind = cercle_record_get_kind (record);
  mutation->id = g_strdup (cercle_record_get_id (record));
  mutation->scope = g_strdup (self->scope);
  mutation->op = op;
  mutation->at = g_strdup (self->at);
  g_ptr_array_add (self->mutations, mutation);
  return mutation;
}

void
cercle_sample_batch_create (CercleSampleBatch *self, CercleRecord *record)
{
  CercleMutation *mutation = new_mutation (self, record, CERCLE_OP_CREATE);
  guint64 own = ~cercle_kind_mask (cercle_record_get_kind (record), CERCLE_DERIVED);

  mutation->set = cercle_record_to_json (record, own, FALSE);
}

static guint64
differing (CercleRecord *before, CercleRecord *after)
{
  const CercleKind *kind = cercle_record_get_kind (after);
  guint64 changed = 0;

  for (guint i = 0; i < kind->n_fields; i++)
    if (!cercle_record_same (before, after, i))
      changed |= CERCLE_MASK (i);
  return changed;
}

void
cercle_sample_batch_patch (CercleSampleBatch *self, CercleRecord *before, CercleRecord *after)
{
  guint64 changed = differing (before, after);
  CercleMutation *mutation = new_mutation (self, after, CERCLE_OP_PATCH);

  mutation->base_rev = cercle_record_envelope (before)->rev;
  mutation->was = cercle_record_to_json (before, changed, TRUE);
  mutation->set = cercle_record_to_json (after, changed, TRUE);
}

CercleRecord *
cercle_sample_batch_new (CercleSampleBatch *self, const CercleKind *kind, char *id)
{
  g_autofree char *identity = id != NULL ? id : cercle_id_new ();
  CercleRecord *record = cercle_record_new_with_id (kind, identity);

  cercle_envelope_set (&cercle_record_envelope (record)->scope, self->scope);
  cercle_envelope_set (&cercle_record_envelope (record)->audience, kind->audience);
  return record;
}

GPtrArray *
cercle_sample_batch_find (CercleSampleBatch *self, const CercleKind *kind, guint field,
                          const char *id, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (kind);
  g_autoptr (GPtrArray) found = NULL;

  cercle_query_where (query, field, CERCLE_IS, id);
  found = cercle_store_find (self->store, query, error);
  for (guint i = found != NULL ? found->len : 0; i > 0; i--)
    if (g_strcmp0 (cercle_record_envelope (found->pdata[i - 1])->scope, self->scope) != 0)
      g_ptr_array_remove_index (found, i - 1);
  return g_steal_pointer (&found);
}
