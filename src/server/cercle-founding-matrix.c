/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which matrices does a community find on its first day? The two sets of cercle-matrix-set.h. */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-founding-matrix.h"

#include "cercle-id.h"
#include "cercle-matrix-set.h"

static CercleRecord *
new_matrix (const char *scope, const char *hosting, int version)
{
  g_autofree char *id = cercle_id_derive (scope, "founding-matrix", hosting, NULL);
  CercleRecord *matrix = cercle_record_new_with_id (&cercle_matrix_kind, id);

  cercle_record_set_integer (matrix, CERCLE_MATRIX_VERSION, version);
  cercle_record_set_text (matrix, CERCLE_MATRIX_STATE, "draft");
  cercle_record_set_text (matrix, CERCLE_MATRIX_HOSTING, hosting);
  return matrix;
}

static CercleRecord *
new_rule (CercleRecord *matrix, const char *scope, const char *hosting, guint position)
{
  g_autofree char *number = g_strdup_printf ("%u", position);
  g_autofree char *id =
      cercle_id_derive (scope, "founding-rule", cercle_record_get_id (matrix), number);
  CercleRecord *rule = cercle_record_new_with_id (&cercle_rule_kind, id);

  cercle_record_set_text (rule, CERCLE_RULE_MATRIX, cercle_record_get_id (matrix));
  cercle_matrix_set_rule (hosting, position, rule);
  return rule;
}

static gboolean
found_matrix (CercleStore *store, const char *scope, const char *hosting, int version,
              CercleFoundingWrite write, GError **error)
{
  g_autoptr (CercleRecord) matrix = new_matrix (scope, hosting, version);

  if (!write (store, matrix, scope, error))
    return FALSE;
  for (guint i = 1; i <= cercle_matrix_set_size (hosting); i++)
    {
      g_autoptr (CercleRecord) rule = new_rule (matrix, scope, hosting, i);

      if (!write (store, rule, scope, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
cercle_founding_matrices (CercleStore *store, const char *scope, CercleFoundingWrite write,
                          GError **error)
{
  return found_matrix (store, scope, "mdph", 1, write, error) &&
         found_matrix (store, scope, "og", 2, write, error);
}
