/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What must be read before a record may be written? */
#define G_LOG_DOMAIN "cercle-store"

#include "cercle-judge.h"

#include "cercle-case.h"
#include "cercle-consent.h"
#include "cercle-event.h"
#include "cercle-gate.h"
#include "cercle-one-person.h"
#include "cercle-organisation.h"
#include "cercle-query.h"
#include "cercle-request.h"
#include "cercle-rule.h"

typedef struct
{
  CercleRecord *kase, *rule, *matrix, *left, *transfer;
  GPtrArray *consents, *rules;
} Brought;

static void
brought_clear (Brought *brought)
{
  g_clear_object (&brought->kase);
  g_clear_object (&brought->rule);
  g_clear_object (&brought->matrix);
  g_clear_object (&brought->left);
  g_clear_object (&brought->transfer);
  g_clear_pointer (&brought->consents, g_ptr_array_unref);
  g_clear_pointer (&brought->rules, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Brought, brought_clear)

/* What the field named name of record points to; *target stays NULL where there is nothing. */
static gboolean
follow (CercleStore *store, CercleRecord *record, const char *name, CercleRecord **target,
        GError **error)
{
  const CercleKind *kind = cercle_record_get_kind (record);
  int field = cercle_kind_field (kind, name);
  const char *id = field >= 0 ? cercle_record_get_text (record, (guint) field) : NULL;
  g_autoptr (GError) local = NULL;

  if (id != NULL && *target == NULL)
    *target = cercle_store_get (store, cercle_kind_find (kind->fields[field].targets), id, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
add_found (CercleStore *store, const CercleKind *kind, guint field, const char *value,
           GPtrArray *records, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (kind);
  g_autoptr (GPtrArray) found = NULL;

  cercle_query_where (query, field, CERCLE_IS, value);
  found = cercle_store_find (store, query, error);
  for (guint i = 0; found != NULL && i < found->len; i++)
    g_ptr_array_add (records, g_object_ref (found->pdata[i]));
  return found != NULL;
}

static gboolean
read_consents (CercleStore *store, Brought *brought, GError **error)
{
  const char *id =
      brought->kase != NULL ? cercle_record_get_text (brought->kase, CERCLE_CASE_PERSON) : NULL;
  g_autoptr (GPtrArray) persons = NULL;

  brought->consents = g_ptr_array_new_with_free_func (g_object_unref);
  if (id == NULL)
    return TRUE;
  /* A person is also who was merged into her, and whom she was merged into. */
  persons = cercle_one_person_all (store, id, error);
  for (guint i = 0; persons != NULL && i < persons->len; i++)
    if (!add_found (store, &cercle_consent_kind, CERCLE_CONSENT_PERSON,
                    cercle_record_get_id (persons->pdata[i]), brought->consents, error))
      return FALSE;
  return persons != NULL;
}

static gboolean
read_recipients (CercleStore *store, CercleRecord *record, CercleGateView *view, GError **error)
{
  g_autoptr (CercleRecord) organisation = NULL;

  if (!follow (store, record, "organisation", &organisation, error))
    return FALSE;
  if (organisation != NULL)
    view->recipients =
        g_strcmp0 (cercle_record_get_text (organisation, CERCLE_ORGANISATION_FAMILY), "mdph") == 0
            ? "mdph"
            : "partners";
  return TRUE;
}

static gboolean
is_in (CercleRecord *matrix, const char *state)
{
  return matrix != NULL &&
         g_strcmp0 (cercle_record_get_text (matrix, CERCLE_MATRIX_STATE), state) == 0;
}

static gboolean
is_said (CercleStore *store, guint field, const char *value, gboolean *said, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_case_kind);
  g_autoptr (GPtrArray) found = NULL;

  cercle_query_where (query, field, CERCLE_IS, value);
  cercle_query_set_limit (query, 1);
  found = cercle_store_find (store, query, error);
  *said = found != NULL && found->len > 0;
  return found != NULL;
}

/* Seldom asked: the number of the version first, which other communities have too. */
static gboolean
read_decided (CercleStore *store, CercleRecord *matrix, gboolean *decided, GError **error)
{
  g_autoptr (GPtrArray) rules = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *version = cercle_record_value_text (matrix, CERCLE_MATRIX_VERSION);
  gboolean known;

  if (!is_said (store, CERCLE_CASE_RULE_VERSION, version, &known, error))
    return FALSE;
  if (known && !add_found (store, &cercle_rule_kind, CERCLE_RULE_MATRIX,
                           cercle_record_get_id (matrix), rules, error))
    return FALSE;
  for (guint i = 0; i < rules->len && !*decided; i++)
    if (!is_said (store, CERCLE_CASE_RULE, cercle_record_get_id (rules->pdata[i]), decided, error))
      return FALSE;
  return TRUE;
}

/* What a change of the matrix, or of a rule, must know. */
static gboolean
bring_matrix (CercleStore *store, CercleRecord *before, CercleRecord *after, Brought *brought,
              CercleGateView *view, GError **error)
{
  const CercleKind *kind = cercle_record_get_kind (after);

  if (kind == &cercle_rule_kind)
    return follow (store, after, "matrix", &brought->matrix, error) &&
           (before == NULL || cercle_record_same (before, after, CERCLE_RULE_MATRIX) ||
            follow (store, before, "matrix", &brought->left, error));
  if (kind != &cercle_matrix_kind || before == NULL)
    return TRUE;
  if (is_in (after, "draft") && !is_in (before, "draft"))
    return read_decided (store, before, &view->decided, error);
  if (!is_in (after, "in_force") || is_in (before, "in_force"))
    return TRUE;
  brought->rules = g_ptr_array_new_with_free_func (g_object_unref);
  return add_found (store, &cercle_rule_kind, CERCLE_RULE_MATRIX, cercle_record_get_id (after),
                    brought->rules, error);
}

/* From whom a baton is taken, where that is a community that handed the case over. */
static gboolean
bring_transfer (CercleStore *store, CercleRecord *event, CercleRecord **transfer, GError **error)
{
  const char *from = cercle_record_get_kind (event) == &cercle_event_kind
                         ? cercle_record_get_text (event, CERCLE_EVENT_FROM)
                         : NULL;
  g_autoptr (GError) local = NULL;

  if (from == NULL || !g_str_has_prefix (from, "transfer:"))
    return TRUE;
  *transfer = cercle_store_get (store, &cercle_transfer_kind, from + strlen ("transfer:"), &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
bring (CercleStore *store, CercleRecord *before, CercleRecord *after, Brought *brought,
       CercleGateView *view, GError **error)
{
  const CercleKind *kind = cercle_record_get_kind (after);
  gboolean asks = kind == &cercle_request_kind || kind == &cercle_transfer_kind;

  if (!follow (store, after, "case", &brought->kase, error) ||
      !follow (store, after, "rule", &brought->rule, error) ||
      !bring_matrix (store, before, after, brought, view, error) ||
      !bring_transfer (store, after, &brought->transfer, error))
    return FALSE;
  if (asks && brought->kase != NULL &&
      !follow (store, brought->kase, "rule", &brought->rule, error))
    return FALSE;
  if (asks &&
      (!read_consents (store, brought, error) || !read_recipients (store, after, view, error)))
    return FALSE;
  view->kase = brought->kase;
  view->rule = brought->rule;
  view->matrix = brought->matrix;
  view->left = brought->left;
  view->transfer = brought->transfer;
  view->consents = brought->consents;
  view->rules = brought->rules;
  return TRUE;
}

gboolean
cercle_store_judge (CercleStore *store, CercleRecord *before, CercleRecord *after,
                    gboolean crossing, char **why, GError **error)
{
  g_auto (Brought) brought = { 0 };
  CercleGateView view = { .crossing = crossing };
  const char *reason = NULL;

  if (why != NULL)
    *why = NULL;
  if (!cercle_gate_has (cercle_record_get_kind (after)))
    return TRUE;
  if (!bring (store, before, after, &brought, &view, error) ||
      !cercle_gate_judge (before, after, &view, error))
    return FALSE;
  if (why != NULL && cercle_gate_breaks_glass (before, after, &view, &reason))
    *why = g_strdup (reason);
  return TRUE;
}
