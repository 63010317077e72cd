/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What decides about a case at a review? */
#define G_LOG_DOMAIN "cercle-report"

#include "cercle-case.h"
#include "cercle-day.h"
#include "cercle-one-person.h"
#include "cercle-organisation.h"
#include "cercle-query.h"
#include "cercle-review-list.h"

void
cercle_review_stage_free (CercleReviewStage *self)
{
  g_ptr_array_unref (self->kept);
  g_free (self);
}

/* (transfer none): kept by self. NULL with error. */
static GPtrArray *
find (CercleReviewStage *self, CercleStore *store, CercleQuery *query, const char *scope,
      GError **error)
{
  g_autoptr (GPtrArray) found = cercle_store_find (store, query, error);

  for (guint i = found != NULL ? found->len : 0; i > 0; i--)
    if (scope != NULL &&
        g_strcmp0 (cercle_record_envelope (found->pdata[i - 1])->scope, scope) != 0)
      g_ptr_array_remove_index (found, i - 1);
  if (found == NULL)
    return NULL;
  g_ptr_array_add (self->kept, g_ptr_array_ref (found));
  return found;
}

static gboolean
find_mdph (CercleReviewStage *self, CercleStore *store, const char *directory, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_organisation_kind);
  GPtrArray *found;

  cercle_query_where (query, CERCLE_ORGANISATION_FAMILY, CERCLE_IS, "mdph");
  cercle_query_sort (query, -1, CERCLE_ORGANISATION_NAME, FALSE);
  found = find (self, store, query, directory, error);
  if (found != NULL && found->len > 0)
    self->scene.mdph = cercle_record_get_id (found->pdata[0]);
  return found != NULL;
}

static gboolean
decide (CercleReviewStage *self, CercleStore *store, CercleRecord *matrix, GError **error)
{
  const CercleReviewFrame *frame = self->scene.frame;
  const char *id = cercle_record_get_text (self->scene.kase, CERCLE_CASE_PERSON);
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_rule_kind);
  g_autoptr (GError) local = NULL;
  CercleRecord *person = id != NULL ? cercle_one_person_get (store, id, &local) : NULL;
  CercleMatrixInput input;
  GPtrArray *rules, *persons = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (self->kept, persons);
  if (person != NULL)
    g_ptr_array_add (persons, person);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  cercle_query_where (query, CERCLE_RULE_MATRIX, CERCLE_IS, cercle_record_get_id (matrix));
  rules = find (self, store, query, NULL, error);
  if (rules == NULL)
    return FALSE;
  input = cercle_matrix_input (self->scene.kase, person, frame->community,
                               cercle_day_parse (frame->today));
  self->scene.rule = cercle_matrix_decide (rules, &input);
  self->scene.version = (int) cercle_record_get_integer (matrix, CERCLE_MATRIX_VERSION, 0);
  if (self->scene.rule != NULL)
    self->scene.lead = cercle_record_get_text (self->scene.rule, CERCLE_RULE_LEAD);
  return TRUE;
}

CercleReviewStage *
cercle_review_stage_read (CercleStore *store, CercleRecord *kase, const char *directory,
                          const CercleReviewFrame *frame, GError **error)
{
  g_autoptr (CercleReviewStage) self = g_new0 (CercleReviewStage, 1);
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_matrix_kind);
  GPtrArray *matrices;
  CercleRecord *matrix;

  self->kept = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->scene.kase = kase;
  self->scene.frame = frame;
  matrices = find (self, store, query, cercle_record_envelope (kase)->scope, error);
  if (matrices == NULL || !find_mdph (self, store, directory, error))
    return NULL;
  matrix = cercle_matrix_in_force (matrices, frame->today);
  if (matrix != NULL && !decide (self, store, matrix, error))
    return NULL;
  return g_steal_pointer (&self);
}
