/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What are the parts of an exchange called, and who frees them? */
#define G_LOG_DOMAIN "cercle-store"

#include "cercle-mutation.h"

const char *const cercle_op_names[] = { "create", "patch", "delete", NULL };
const char *const cercle_outcome_names[] = { "applied",  "merged", "conflict",
                                             "rejected", "retry",  NULL };

void
cercle_mutation_free (CercleMutation *mutation)
{
  g_free (mutation->mid);
  g_free (mutation->tx);
  g_free (mutation->id);
  g_free (mutation->scope);
  g_clear_pointer (&mutation->set, json_object_unref);
  g_clear_pointer (&mutation->was, json_object_unref);
  g_free (mutation->at);
  g_free (mutation);
}

void
cercle_outcome_free (CercleOutcome *outcome)
{
  g_free (outcome->mid);
  g_strfreev (outcome->conflicts);
  g_free (outcome->problem);
  g_free (outcome->field);
  g_free (outcome);
}

const char *
cercle_problem_token (const GError *error)
{
  static const char *const tokens[] = {
    [CERCLE_RECORD_ERROR_UNKNOWN_FIELD] = "unknown-field",
    [CERCLE_RECORD_ERROR_TYPE] = "type",
    [CERCLE_RECORD_ERROR_BOUNDS] = "bounds",
    [CERCLE_RECORD_ERROR_FORM] = "form",
    [CERCLE_RECORD_ERROR_REQUIRED] = "required",
    [CERCLE_RECORD_ERROR_DERIVED] = "derived",
    [CERCLE_RECORD_ERROR_RULE] = "rule",
    [CERCLE_RECORD_ERROR_MOVE] = "move",
    [CERCLE_RECORD_ERROR_CONSENT] = "consent",
    [CERCLE_RECORD_ERROR_DEBRIEF] = "debrief",
    [CERCLE_RECORD_ERROR_ACTIONS] = "open-actions",
    [CERCLE_RECORD_ERROR_DANGER] = "danger",
    [CERCLE_RECORD_ERROR_HOLDER] = "holder",
    [CERCLE_RECORD_ERROR_IN_FORCE] = "in-force",
  };

  if (error == NULL || error->domain != CERCLE_RECORD_ERROR || error->code < 0 ||
      (guint) error->code >= G_N_ELEMENTS (tokens))
    return "rule";
  return tokens[error->code];
}

void
cercle_feed_item_free (CercleFeedItem *item)
{
  g_free (item->id);
  g_clear_object (&item->record);
  g_free (item);
}
