/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which records does a change of the matrix touch? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-matrix-changes.h"

#include <glib/gi18n-lib.h>

#include "cercle-macros.h"
#include "cercle-matrix-order.h"
#include "cercle-matrix-set.h"
#include "cercle-meeting-decide.h"

static void
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE, sentence);
}

/* --- A new draft ----------------------------------------------------------------------------- */

static CercleRecord *
new_matrix (CercleMatrixFile *file, const char *hosting)
{
  CercleRecord *matrix =
      cercle_session_new_record (cercle_matrix_file_get_session (file), &cercle_matrix_kind);
  GPtrArray *matrices = cercle_matrix_file_get_matrices (file);
  gint64 last = 0;

  for (guint i = 0; i < matrices->len; i++)
    last = MAX (last, cercle_record_get_integer (matrices->pdata[i], CERCLE_MATRIX_VERSION, 0));
  cercle_record_set_integer (matrix, CERCLE_MATRIX_VERSION, last + 1);
  cercle_record_set_text (matrix, CERCLE_MATRIX_STATE, "draft");
  cercle_record_set_text (matrix, CERCLE_MATRIX_HOSTING, hosting);
  return matrix;
}

/* (transfer full): the next rule of a draft. */
static CercleRecord *
new_rule (CercleMatrixFile *file, CercleRecord *matrix)
{
  CercleRecord *rule =
      cercle_session_new_record (cercle_matrix_file_get_session (file), &cercle_rule_kind);

  cercle_record_set_text (rule, CERCLE_RULE_MATRIX, cercle_record_get_id (matrix));
  return rule;
}

static void
save_set (CercleTx *tx, CercleMatrixFile *file, CercleRecord *matrix, const char *hosting)
{
  for (guint i = 1; i <= cercle_matrix_set_size (hosting); i++)
    {
      g_autoptr (CercleRecord) rule = new_rule (file, matrix);

      cercle_matrix_set_rule (hosting, i, rule);
      cercle_tx_save (tx, rule);
    }
}

static void
save_copies (CercleTx *tx, CercleRecord *matrix, GPtrArray *rules)
{
  g_autoptr (GPtrArray) copies = cercle_matrix_copy_rules (matrix, rules);

  for (guint i = 0; i < copies->len; i++)
    cercle_tx_save (tx, copies->pdata[i]);
}

/* More than one action may hold: each rule goes by itself, in its order, into what is only a draft.
 */
static CercleTx *
loosened (CercleTx *tx)
{
  if (cercle_tx_get_size (tx) > CERCLE_TX_MOST)
    cercle_tx_set_apart (tx);
  return tx;
}

CercleTx *
cercle_matrix_new_draft (CercleMatrixFile *file, CercleRecord *from, const char *hosting, char **id)
{
  g_autoptr (GPtrArray) rules = cercle_matrix_file_get_rules (file, from);
  g_autoptr (CercleRecord) matrix = new_matrix (
      file, from != NULL ? cercle_record_get_text (from, CERCLE_MATRIX_HOSTING) : hosting);
  CercleTx *tx = NULL;

  tx = cercle_tx_new (N_ ("Draft of the matrix made"));
  cercle_tx_save (tx, matrix);
  if (from != NULL)
    save_copies (tx, matrix, rules);
  else
    save_set (tx, file, matrix, hosting);
  *id = g_strdup (cercle_record_get_id (matrix));
  return loosened (tx);
}

/* --- Rules ----------------------------------------------------------------------------------- */

/* (transfer full): copies in order, to be saved. */
static GPtrArray *
copies (CercleMatrixFile *file, CercleRecord *draft)
{
  g_autoptr (GPtrArray) rules = cercle_matrix_file_get_rules (file, draft);
  GPtrArray *copied = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < rules->len; i++)
    g_ptr_array_add (copied, cercle_record_copy (rules->pdata[i]));
  return copied;
}

static guint
find (GPtrArray *rules, const char *id)
{
  for (guint i = 0; i < rules->len; i++)
    if (g_strcmp0 (cercle_record_get_id (rules->pdata[i]), id) == 0)
      return i;
  return rules->len;
}

/* Numbers the rules and saves those that have another place now. */
static void
save_order (CercleTx *tx, GPtrArray *rules)
{
  g_autoptr (GPtrArray) changed = cercle_matrix_number (rules);

  for (guint i = 0; i < changed->len; i++)
    cercle_tx_save (tx, changed->pdata[i]);
}

CercleTx *
cercle_matrix_move_rule (CercleMatrixFile *file, CercleRecord *draft, const char *rule, int by)
{
  g_autoptr (GPtrArray) rules = copies (file, draft);
  guint at = find (rules, rule);
  gpointer moved = NULL;
  CercleTx *tx = NULL;

  if (at == rules->len || (by < 0 ? at == 0 : at + 1 >= rules->len))
    return NULL;
  tx = cercle_tx_new (N_ ("Rule moved"));
  moved = g_ptr_array_steal_index (rules, at);
  g_ptr_array_insert (rules, (int) at + by, moved);
  save_order (tx, rules);
  return loosened (tx);
}

CercleTx *
cercle_matrix_delete_rule (CercleMatrixFile *file, CercleRecord *draft, const char *rule)
{
  g_autoptr (GPtrArray) rules = copies (file, draft);
  guint at = find (rules, rule);
  CercleTx *tx = NULL;

  if (at == rules->len)
    return NULL;
  tx = cercle_tx_new (N_ ("Rule taken away"));
  cercle_tx_delete (tx, rules->pdata[at]);
  g_ptr_array_remove_index (rules, at);
  save_order (tx, rules);
  return loosened (tx);
}

CercleTx *
cercle_matrix_save_rule (CercleMatrixFile *file, CercleRecord *draft, CercleRecord *rule,
                         const char *after)
{
  g_autoptr (GPtrArray) rules = copies (file, draft);
  guint at = find (rules, cercle_record_get_id (rule)), place;
  CercleTx *tx = NULL;

  if (at < rules->len)
    {
      tx = cercle_tx_new (N_ ("Rule changed"));
      cercle_tx_save (tx, rule);
      return tx;
    }
  tx = cercle_tx_new (N_ ("Rule added"));
  place = find (rules, after);
  cercle_record_set_text (rule, CERCLE_RULE_MATRIX, cercle_record_get_id (draft));
  g_ptr_array_insert (rules, place < rules->len ? (int) place + 1 : -1, g_object_ref (rule));
  save_order (tx, rules);
  return loosened (tx);
}

/* --- Versions -------------------------------------------------------------------------------- */

CercleTx *
cercle_matrix_put_in_force (CercleMatrixFile *file, CercleRecord *draft, int *field, GError **error)
{
  g_autoptr (GPtrArray) rules = cercle_matrix_file_get_rules (file, draft);
  CercleRecord *former = cercle_matrix_file_get_in_force (file);
  g_autoptr (CercleRecord) retired = former != NULL ? cercle_record_copy (former) : NULL;
  g_autofree char *sentence = cercle_matrix_refusal (draft, rules, former, field);
  CercleTx *tx = NULL;

  if (sentence != NULL)
    {
      refuse (error, sentence);
      return NULL;
    }
  tx = cercle_tx_new (N_ ("Matrix put in force"));
  cercle_record_set_text (draft, CERCLE_MATRIX_STATE, "in_force");
  cercle_tx_save (tx, draft);
  cercle_session_apply_decisions (cercle_matrix_file_get_session (file), tx, draft);
  if (retired != NULL)
    {
      cercle_record_set_text (retired, CERCLE_MATRIX_STATE, "retired");
      cercle_tx_save (tx, retired);
    }
  return tx;
}

CercleTx *
cercle_matrix_abandon (CercleRecord *draft)
{
  g_autoptr (CercleRecord) retired = cercle_record_copy (draft);
  CercleTx *tx = cercle_tx_new (N_ ("Draft of the matrix abandoned"));

  cercle_record_set_text (retired, CERCLE_MATRIX_STATE, "retired");
  cercle_record_unset (retired, CERCLE_MATRIX_IN_FORCE_ON);
  cercle_tx_save (tx, retired);
  return tx;
}
