/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does the server write what follows beyond the sender's reach? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-inner.h"

#include "cercle-id.h"

gboolean
cercle_inner_apply (CercleWriter *writer, const CercleInner *inner, const char *field,
                    GError **error)
{
  const CercleEnvelope *envelope = cercle_record_envelope (inner->record);
  g_autofree char *audiences =
      g_strconcat (cercle_role_audiences (CERCLE_ROLE_COORDINATOR), " protected", NULL);
  g_autofree char *mid =
      cercle_id_derive (envelope->scope, inner->rule, writer->mutation->mid, envelope->id);
  CercleAccount account = { .scopes = envelope->scope,
                            .audiences = audiences,
                            .role = CERCLE_ROLE_COORDINATOR,
                            .member = (char *) inner->member };
  const CercleAccess access = { .account = &account };
  const CercleMutation mutation = { .mid = mid,
                                    .kind = cercle_record_get_kind (inner->record),
                                    .id = envelope->id,
                                    .scope = envelope->scope,
                                    .op = inner->op,
                                    .base_rev = envelope->rev,
                                    .set = inner->set,
                                    .at = writer->mutation->at };
  g_autoptr (CercleOutcome) outcome = g_new0 (CercleOutcome, 1);
  CercleWriter there;
  gboolean applied;

  outcome->mid = g_strdup (mid);
  cercle_writer_init (&there, writer->store, &access, writer->device);
  there.twin = inner->twin;
  applied = cercle_writer_apply (&there, &mutation, outcome, error);
  cercle_writer_clear (&there);
  if (applied && outcome->status == CERCLE_OUTCOME_REJECTED)
    return cercle_writer_refuse (writer, outcome->problem, field);
  return applied;
}

gboolean
cercle_inner_find (CercleWriter *writer, const CercleKind *kind, const char *id,
                   CercleRecord **record, GError **error)
{
  g_autoptr (GError) local = NULL;

  *record = id != NULL ? cercle_store_get (writer->store, kind, id, &local) : NULL;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
cercle_inner_create (CercleWriter *writer, CercleRecord *record, const char *rule,
                     const char *member, const char *field, GError **error)
{
  const CercleKind *kind = cercle_record_get_kind (record);
  g_autoptr (JsonObject) set =
      cercle_record_to_json (record, ~cercle_kind_mask (kind, CERCLE_DERIVED), FALSE);
  const CercleInner inner = {
    .record = record, .op = CERCLE_OP_CREATE, .set = set, .rule = rule, .member = member
  };

  return cercle_inner_apply (writer, &inner, field, error);
}
