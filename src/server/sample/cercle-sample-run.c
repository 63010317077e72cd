/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does the server say to each step, sent as a desk would send it? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-sample-run.h"

#include <gio/gio.h>
#include <string.h>

#include "cercle-accounts.h"
#include "cercle-case.h"
#include "cercle-day.h"
#include "cercle-event.h"
#include "cercle-id.h"
#include "cercle-instant.h"
#include "cercle-macros.h"
#include "cercle-matrix.h"
#include "cercle-person.h"
#include "cercle-query.h"
#include "cercle-request.h"
#include "cercle-rule.h"
#include "cercle-sample-meetings.h"
#include "cercle-sample-questions.h"
#include "cercle-sample-review.h"
#include "cercle-service.h"
#include "cercle-vault.h"
#include "cercle-wire.h"

#define DEVICE "sample"
#define UNDEBRIEFED "Une question de place seulement : rien de la situation n’est transmis"

/* What a desk had seen of a record before its last patch. */
typedef struct
{
  guint slot;
  CercleRecord *record;
} Seen;

typedef struct
{
  CercleSampleWorld *world;
  CercleStore *store;
  CercleService *service;
  char **ids;
  gint64 n;
  Seen seen;
  const CercleSampleStep *step;
  char *at, *scope; /* of the step */
} Run;

static const char *
scope_of (Run *run, const CercleKind *kind)
{
  return kind->scopes[0] == 't' ? "t:" CERCLE_SAMPLE_TERRITORY : run->scope;
}

/* Values */

/* "member:@12" with the identity of slot 12. (transfer full) */
static char *
resolve (Run *run, const char *text)
{
  const char *at = strchr (text, '@');
  g_autofree char *before = g_strndup (text, at - text);

  return g_strconcat (before, run->ids[g_ascii_strtoull (at + 1, NULL, 10)], NULL);
}

static void
set_value (Run *run, CercleRecord *record, const CercleSampleValue *value)
{
  guint i = value->field;
  const CercleField *field = &cercle_record_get_kind (record)->fields[i];
  g_autofree char *resolved = value->refers ? resolve (run, value->text) : g_strdup (value->text);

  if (resolved == NULL)
    cercle_record_unset (record, i);
  else if (field->type == CERCLE_FLAG)
    cercle_record_set_flag (record, i, g_str_equal (resolved, "1"));
  else if (cercle_field_is_integer (field))
    cercle_record_set_integer (record, i, g_ascii_strtoll (resolved, NULL, 10));
  else if (field->type == CERCLE_SET)
    {
      g_auto (GStrv) tokens = g_strsplit (resolved, " ", -1);
      cercle_record_unset (record, i);
      for (guint t = 0; tokens[t] != NULL; t++)
        cercle_record_set_token (record, i, tokens[t], TRUE);
    }
  else
    cercle_record_set_text (record, i, resolved);
}

static guint64
set_values (Run *run, CercleRecord *record, const CercleSampleOp *op)
{
  guint64 named = 0;

  for (guint i = 0; i < op->values->len; i++)
    {
      const CercleSampleValue *value = &g_array_index (op->values, CercleSampleValue, i);
      set_value (run, record, value);
      named |= CERCLE_MASK (value->field);
    }
  return named;
}

/* Mutations */

static CercleMutation *
new_mutation (Run *run, const CercleSampleOp *op, const char *tx)
{
  CercleMutation *mutation = g_new0 (CercleMutation, 1);

  mutation->n = ++run->n;
  mutation->mid = cercle_id_new ();
  mutation->tx = g_strdup (tx);
  mutation->kind = op->kind;
  mutation->id = g_strdup (run->ids[op->slot]);
  mutation->scope = g_strdup (scope_of (run, op->kind));
  mutation->at = g_strdup (run->at);
  return mutation;
}

static CercleRecord *
read_record (Run *run, const CercleKind *kind, guint slot, GError **error)
{
  CercleRecord *record = cercle_store_get (run->store, kind, run->ids[slot], error);

  if (record == NULL && error != NULL && *error == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "no %s yet", kind->name);
  return record;
}

/* Orientation by the matrix in force, as the form of a desk proposes it */

/* (transfer full): records of the step's community. */
static GPtrArray *
find_here (Run *run, const CercleKind *kind, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (kind);
  g_autoptr (GPtrArray) found = NULL;
  GPtrArray *here = g_ptr_array_new_with_free_func (g_object_unref);

  found = cercle_store_find (run->store, query, error);
  for (guint i = 0; found != NULL && i < found->len; i++)
    if (g_strcmp0 (cercle_record_envelope (found->pdata[i])->scope, run->scope) == 0)
      g_ptr_array_add (here, g_object_ref (found->pdata[i]));
  return here;
}

static void
keep_rules_of (GPtrArray *rules, CercleRecord *matrix)
{
  for (guint i = rules->len; i > 0; i--)
    if (g_strcmp0 (cercle_record_get_text (rules->pdata[i - 1], CERCLE_RULE_MATRIX),
                   cercle_record_get_id (matrix)) != 0)
      g_ptr_array_remove_index (rules, i - 1);
}

static gboolean
decide (Run *run, CercleRecord *kase, CercleRecord *event, GError **error)
{
  g_autoptr (GPtrArray) matrices = find_here (run, &cercle_matrix_kind, error);
  g_autoptr (GPtrArray) rules = find_here (run, &cercle_rule_kind, error);
  g_autoptr (CercleRecord) person = cercle_store_get (
      run->store, &cercle_person_kind, cercle_record_get_text (kase, CERCLE_CASE_PERSON), NULL);
  int today = cercle_instant_local_day (run->step->at, CERCLE_SAMPLE_ZONE, NULL);
  CercleMatrixInput input = cercle_matrix_input (kase, person, NULL, today);
  g_autofree char *day = cercle_day_to_text (today);
  CercleRecord *matrix = cercle_matrix_in_force (matrices, day), *rule = NULL;

  if (matrix != NULL)
    {
      keep_rules_of (rules, matrix);
      input.hosting = cercle_record_get_text (matrix, CERCLE_MATRIX_HOSTING);
      rule = cercle_matrix_decide (rules, &input);
    }
  if (rule == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "no rule decides");
      return FALSE;
    }
  cercle_record_set_text (event, CERCLE_EVENT_TO,
                          cercle_record_get_text (rule, CERCLE_RULE_RESPONSIBILITY));
  cercle_record_set_text (event, CERCLE_EVENT_RULE, cercle_record_get_id (rule));
  cercle_record_set_integer (event, CERCLE_EVENT_RULE_VERSION,
                             cercle_record_get_integer (matrix, CERCLE_MATRIX_VERSION, 0));
  return TRUE;
}

/* What the move starts from, as its author's desk shows it. */
static gboolean
set_from (Run *run, const CercleSampleOp *op, CercleRecord *event, GError **error)
{
  static const struct
  {
    const char *sort;
    guint from;
  } starts[] = {
    { "baton", CERCLE_CASE_HOLDER },
    { "status", CERCLE_CASE_STATUS },
    { "closing", CERCLE_CASE_STATUS },
    { "reopening", CERCLE_CASE_STATUS },
    { "orientation", CERCLE_CASE_RESPONSIBILITY },
  };
  const char *sort = cercle_record_get_text (event, CERCLE_EVENT_SORT);
  g_autoptr (CercleRecord) kase = NULL;
  guint at = 0;

  while (at < G_N_ELEMENTS (starts) && g_strcmp0 (starts[at].sort, sort) != 0)
    at++;
  if (at == G_N_ELEMENTS (starts))
    return TRUE;
  kase = read_record (run, &cercle_case_kind, op->of, error);
  if (kase == NULL)
    return FALSE;
  cercle_record_set_text (event, CERCLE_EVENT_FROM, cercle_record_get_text (kase, starts[at].from));
  return g_strcmp0 (sort, "orientation") != 0 || cercle_record_is_set (event, CERCLE_EVENT_TO) ||
         decide (run, kase, event, error);
}

/* Who asks before the debrief that the rule wants says why. */
static void
set_why (Run *run, CercleRecord *request)
{
  g_autoptr (CercleRecord) kase = cercle_store_get (
      run->store, &cercle_case_kind, cercle_record_get_text (request, CERCLE_REQUEST_CASE), NULL);
  const char *id = kase != NULL ? cercle_record_get_text (kase, CERCLE_CASE_RULE) : NULL;
  g_autoptr (CercleRecord) rule =
      id != NULL ? cercle_store_get (run->store, &cercle_rule_kind, id, NULL) : NULL;

  if (rule != NULL && cercle_record_get_flag (rule, CERCLE_RULE_DEBRIEF) &&
      !cercle_record_is_set (kase, CERCLE_CASE_DEBRIEFED_ON))
    cercle_record_set_text (request, CERCLE_REQUEST_UNDEBRIEFED_WHY, UNDEBRIEFED);
}

static CercleMutation *
make_creation (Run *run, const CercleSampleOp *op, const char *tx, GError **error)
{
  g_autoptr (CercleRecord) record = NULL;
  CercleMutation *mutation;

  run->ids[op->slot] = cercle_id_new ();
  record = cercle_record_new_with_id (op->kind, run->ids[op->slot]);
  set_values (run, record, op);
  if (op->kind == &cercle_request_kind)
    set_why (run, record);
  if (op->sort == CERCLE_SAMPLE_MOVE)
    {
      cercle_record_set_text (record, CERCLE_EVENT_AT, run->at);
      if (!set_from (run, op, record, error))
        return NULL;
    }
  mutation = new_mutation (run, op, tx);
  mutation->op = CERCLE_OP_CREATE;
  mutation->set = cercle_record_to_json (record, cercle_record_get_changed (record), FALSE);
  return mutation;
}

static CercleMutation *
make_patch (Run *run, const CercleSampleOp *op, const char *tx, GError **error)
{
  gboolean late = op->sort == CERCLE_SAMPLE_CONFLICT && run->seen.slot == op->slot;
  g_autoptr (CercleRecord) before =
      late ? g_object_ref (run->seen.record) : read_record (run, op->kind, op->slot, error);
  g_autoptr (CercleRecord) after = NULL;
  CercleMutation *mutation;
  guint64 named;

  if (before == NULL)
    return NULL;
  after = cercle_record_copy (before);
  named = set_values (run, after, op);
  mutation = new_mutation (run, op, tx);
  mutation->op = CERCLE_OP_PATCH;
  mutation->base_rev = cercle_record_envelope (before)->rev;
  mutation->was = cercle_record_to_json (before, named, TRUE);
  mutation->set = cercle_record_to_json (after, named, TRUE);
  g_set_object (&run->seen.record, before);
  run->seen.slot = op->slot;
  return mutation;
}

/* Sending */

static gboolean
check_outcomes (Run *run, const CercleAnswer *answer, GPtrArray *sent, GError **error)
{
  g_autoptr (GPtrArray) outcomes = NULL;

  if (answer->status != 200 || answer->body == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the server answers %u", answer->status);
      return FALSE;
    }
  outcomes = cercle_wire_get_outcomes (answer->body, strlen (answer->body), error);
  if (outcomes == NULL)
    return FALSE;
  for (guint i = 0; i < outcomes->len && i < sent->len; i++)
    {
      const CercleOutcome *outcome = g_ptr_array_index (outcomes, i);
      const CercleMutation *mutation = g_ptr_array_index (sent, i);
      const CercleSampleOp *op =
          run->step->ops->len > i ? g_ptr_array_index (run->step->ops, i) : NULL;
      gboolean good = op != NULL && op->sort == CERCLE_SAMPLE_CONFLICT
                          ? outcome->status == CERCLE_OUTCOME_CONFLICT
                          : outcome->status == CERCLE_OUTCOME_APPLIED ||
                                outcome->status == CERCLE_OUTCOME_MERGED;

      /* What depends on a refused item is no cause. */
      if (good || g_strcmp0 (outcome->problem, "depends") == 0)
        continue;
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s of a %s: %s %s %s", run->at,
                   mutation->kind->name, cercle_outcome_names[outcome->status],
                   outcome->problem != NULL ? outcome->problem : "",
                   outcome->field != NULL ? outcome->field : "");
      return FALSE;
    }
  return TRUE;
}

static gboolean
send_step (Run *run, GPtrArray *mutations, GError **error)
{
  g_autofree char *body = cercle_wire_put_batch (DEVICE, mutations);
  const char *login = cercle_sample_member (run->world, run->step->member)->login;
  g_autofree char *token = cercle_id_token ();
  g_autofree char *hash = cercle_vault_hash_token (token);
  CercleIncoming incoming = { .method = "POST",
                              .path = "/v1/mutations",
                              .token = token,
                              .body = body,
                              .length = strlen (body),
                              .peer = "local" };
  CercleAnswer answer = { 0 };
  gboolean good;

  if (!cercle_accounts_open_session (run->store, hash, login, DEVICE, run->step->at, error))
    return FALSE;
  cercle_service_answer (run->service, &incoming, &answer);
  good = check_outcomes (run, &answer, mutations, error);
  cercle_answer_clear (&answer);
  return good && cercle_accounts_close_session (run->store, hash, error);
}

static void
begin_step (Run *run)
{
  guint community = cercle_sample_member (run->world, run->step->member)->community;
  guint slot = cercle_sample_community (run->world, community)->slot;

  g_free (run->at);
  g_free (run->scope);
  run->at = cercle_instant_format (run->step->at);
  run->scope = g_strconcat ("c:", run->ids[slot], NULL);
}

static gboolean
run_step (Run *run, GError **error)
{
  g_autoptr (GPtrArray) mutations =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_mutation_free);
  g_autofree char *tx = NULL;

  cercle_instant_freeze (run->step->at);
  begin_step (run);
  tx = run->step->ops->len > 1 ? cercle_id_new () : NULL;
  for (guint i = 0; i < run->step->ops->len; i++)
    {
      const CercleSampleOp *op = g_ptr_array_index (run->step->ops, i);
      gboolean made = op->sort == CERCLE_SAMPLE_CREATE || op->sort == CERCLE_SAMPLE_MOVE;
      CercleMutation *mutation =
          made ? make_creation (run, op, tx, error) : make_patch (run, op, tx, error);

      if (mutation == NULL)
        return FALSE;
      g_ptr_array_add (mutations, mutation);
    }
  return send_step (run, mutations, error);
}

static gboolean
run_sitting (Run *run, const CercleSampleSitting *sitting, GError **error)
{
  g_autoptr (GPtrArray) ops = g_ptr_array_new ();
  const CercleSampleStep step = { .at = sitting->at, .member = sitting->member, .ops = ops };
  g_autoptr (GPtrArray) mutations =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_mutation_free);
  CercleSampleBatch batch;

  run->step = &step;
  cercle_instant_freeze (step.at);
  begin_step (run);
  batch = (CercleSampleBatch){
    .world = run->world,
    .store = run->store,
    .ids = run->ids,
    .scope = run->scope,
    .at = run->at,
    .member = run->ids[cercle_sample_member (run->world, step.member)->slot],
    .mutations = mutations,
  };
  if (!sitting->fill (&batch, sitting->which, error))
    return FALSE;
  g_assert (mutations->len <= CERCLE_SAMPLE_BATCH_MOST);
  for (guint i = 0; i < mutations->len; i++)
    ((CercleMutation *) mutations->pdata[i])->n = ++run->n;
  return mutations->len == 0 || send_step (run, mutations, error);
}

/* Those before the instant, from the next on. */
static gboolean
run_sittings (Run *run, GArray *sittings, guint *next, gint64 before, GError **error)
{
  gboolean good = TRUE;

  while (good && *next < sittings->len &&
         g_array_index (sittings, CercleSampleSitting, *next).at < before)
    good = run_sitting (run, &g_array_index (sittings, CercleSampleSitting, (*next)++), error);
  return good;
}

gboolean
cercle_sample_run (CercleSampleWorld *world, CercleStore *store, char **ids, GError **error)
{
  g_autoptr (CercleService) service = cercle_service_new (store, "");
  g_autoptr (GArray) sittings = g_array_new (FALSE, FALSE, sizeof (CercleSampleSitting));
  Run run = { .world = world, .store = store, .service = service, .ids = ids };
  gboolean good = TRUE;
  guint next = 0;

  cercle_sample_review (world, sittings);
  cercle_sample_meetings (world, sittings);
  cercle_sample_questions (world, sittings);
  cercle_sample_sittings_sort (sittings);
  for (guint i = 0; good && i < world->plan->steps->len; i++)
    {
      const CercleSampleStep *step = g_ptr_array_index (world->plan->steps, i);

      good = run_sittings (&run, sittings, &next, step->at, error);
      run.step = step;
      good = good && run_step (&run, error);
    }
  g_clear_object (&run.seen.record);
  g_free (run.at);
  g_free (run.scope);
  return good;
}
