/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does one mutation do to the record it names? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-writer.h"

#include "cercle-answered.h"
#include "cercle-audience.h"
#include "cercle-call-back-end.h"
#include "cercle-case.h"
#include "cercle-conflict.h"
#include "cercle-delivery.h"
#include "cercle-dispute.h"
#include "cercle-event.h"
#include "cercle-exception.h"
#include "cercle-follow-up.h"
#include "cercle-held-case.h"
#include "cercle-json.h"
#include "cercle-judge.h"
#include "cercle-macros.h"
#include "cercle-merge.h"
#include "cercle-moves.h"
#include "cercle-person-merge.h"
#include "cercle-person.h"
#include "cercle-request.h"
#include "cercle-rights.h"
#include "cercle-told.h"
#include "cercle-verdict.h"
#include "cercle-withdrawal.h"

/* References that must lead to a record of the same scope, besides the one to its parent: without
 * its case or its person, none of these would be shown anywhere. */
static const struct
{
  const CercleKind *kind;
  guint field;
} needed[] = {
  { &cercle_merge_kind, CERCLE_MERGE_LOSER },
  { &cercle_person_kind, CERCLE_PERSON_MERGED_INTO },
};

void
cercle_writer_init (CercleWriter *self, CercleStore *store, const CercleAccess *access,
                    const char *device)
{
  *self = (CercleWriter){ .store = store, .access = access, .device = device };
}

void
cercle_writer_clear (CercleWriter *self)
{
  cercle_held_cases_drop (self);
  g_clear_pointer (&self->conflicts, g_ptr_array_unref);
  cercle_frame_clear (&self->frame);
}

const char *
cercle_writer_member (CercleWriter *self)
{
  return self->access->account->member;
}

gboolean
cercle_writer_refuse (CercleWriter *self, const char *token, const char *field)
{
  g_free (self->outcome->problem);
  g_free (self->outcome->field);
  self->outcome->problem = g_strdup (token);
  self->outcome->field = g_strdup (field);
  return FALSE;
}

gboolean
cercle_writer_find (CercleWriter *self, const CercleKind *kind, const char *id,
                    CercleRecord **record, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (CercleRecord) found = cercle_store_get (self->store, kind, id, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (found != NULL)
    {
      const CercleEnvelope *envelope = cercle_record_envelope (found);

      if (g_strcmp0 (envelope->scope, self->mutation->scope) == 0 &&
          cercle_access_reaches (self->access, envelope->scope, envelope->audience))
        *record = g_steal_pointer (&found);
    }
  return TRUE;
}

guint64
cercle_writer_differences (CercleRecord *before, CercleRecord *after)
{
  const CercleKind *kind = cercle_record_get_kind (after);
  guint64 differences = 0;

  for (guint i = 0; i < kind->n_fields; i++)
    if (before != NULL ? !cercle_record_same (before, after, i) : cercle_record_is_set (after, i))
      differences |= CERCLE_MASK (i);
  return differences;
}

/* Writing, and what follows */

/* The case of an action owes its due date to it. */
static gboolean
hold_case_of (CercleWriter *self, CercleRecord *record, GError **error)
{
  g_autoptr (GError) local = NULL;
  const char *id;

  if (record == NULL || cercle_record_get_kind (record) != &cercle_action_kind)
    return TRUE;
  id = cercle_record_get_text (record, CERCLE_ACTION_CASE);
  if (id != NULL)
    cercle_held_case (self, id, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
write_new (CercleWriter *self, CercleRecord *record, GError **error)
{
  cercle_envelope_set (&cercle_record_envelope (record)->scope, self->mutation->scope);
  return cercle_audience_write_new (self, record, error) &&
         (cercle_record_get_kind (record) != &cercle_case_kind ||
          cercle_audience_follow_case (self, NULL, record, error));
}

static gboolean
write_changed (CercleWriter *self, CercleRecord *before, CercleRecord *after, guint64 differences,
               GError **error)
{
  gboolean deleted = cercle_record_envelope (after)->deleted;

  if (cercle_record_get_kind (after) == &cercle_case_kind)
    {
      cercle_held_case_take (self, before, after);
      return TRUE;
    }
  return cercle_audience_again (self, after, differences, error) &&
         cercle_feed_write (self->store, after, deleted ? CERCLE_OP_DELETE : CERCLE_OP_PATCH,
                            differences, &self->author, error) &&
         cercle_audience_follow (self, before, after, error);
}

gboolean
cercle_writer_change (CercleWriter *self, CercleRecord *before, CercleRecord *after, GError **error)
{
  guint64 differences = cercle_writer_differences (before, after);

  if (before == NULL)
    return write_new (self, after, error) && hold_case_of (self, after, error) &&
           cercle_exception_follow (self, NULL, after, error) &&
           cercle_held_cases_write (self, error) &&
           cercle_follow_up_follow (self, NULL, after, error);
  if (differences == 0 &&
      cercle_record_envelope (before)->deleted == cercle_record_envelope (after)->deleted)
    return TRUE;
  return write_changed (self, before, after, differences, error) &&
         cercle_told_change (self, before, after, differences, error) &&
         hold_case_of (self, before, error) && hold_case_of (self, after, error) &&
         cercle_exception_follow (self, before, after, error) &&
         cercle_held_cases_write (self, error) &&
         cercle_withdrawal_follow (self, before, after, error) &&
         cercle_follow_up_follow (self, before, after, error);
}

gboolean
cercle_writer_settle (CercleWriter *self, CercleRecord *after, GError **error)
{
  const CercleKind *kind = cercle_record_get_kind (after);

  if (kind == &cercle_case_kind)
    cercle_case_derive_priority (after, cercle_held_case_day (self));
  return cercle_record_check (after, error);
}

/* Steps of one operation */

static gboolean
is_needed (const CercleKind *kind, guint field)
{
  /* A relative and a place are found by other ways; they came before this rule. */
  gboolean of_older = kind == &cercle_relative_kind || strchr (kind->scopes, 'c') == NULL;

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (needed[i].kind == kind && needed[i].field == field)
      return TRUE;
  return kind->parent != NULL && !of_older && g_str_equal (kind->parent, kind->fields[field].name);
}

static gboolean
check_references (CercleWriter *self, CercleRecord *record, guint64 named, GError **error)
{
  const CercleKind *kind = cercle_record_get_kind (record);

  for (guint i = 0; i < kind->n_fields; i++)
    {
      g_autoptr (CercleRecord) target = NULL;

      if (!(named & CERCLE_MASK (i)) || !cercle_record_is_set (record, i) || !is_needed (kind, i))
        continue;
      if (!cercle_writer_find (self, cercle_kind_find (kind->fields[i].targets),
                               cercle_record_get_text (record, i), &target, error))
        return FALSE;
      if (target == NULL || cercle_record_envelope (target)->deleted)
        return cercle_writer_refuse (self, "missing-reference", kind->fields[i].name);
    }
  return TRUE;
}

/* The rules of cercle-gate.h; what is passed on without consent leaves its event. */
static gboolean
judge_record (CercleWriter *self, CercleRecord *before, CercleRecord *after, GError **error)
{
  g_autofree char *why = NULL;

  if (!cercle_store_judge (self->store, before, after, TRUE, &why, error))
    return FALSE;
  return why == NULL || cercle_told_break_glass (self, after, why, error);
}

static gboolean
create_event (CercleWriter *self, CercleRecord *event, GError **error)
{
  const char *id = cercle_record_get_text (event, CERCLE_EVENT_CASE);
  CercleRecord *kase = NULL;

  if (!cercle_call_back_ended (self, event, error))
    return FALSE;
  kase = cercle_held_case (self, id, error);
  if (kase == NULL)
    return FALSE;
  switch (cercle_case_apply_event (kase, event, self->frame.zone, error))
    {
    case CERCLE_MOVE_APPLIED:
      return cercle_writer_change (self, NULL, event, error);
    case CERCLE_MOVE_STALE:
      cercle_record_set_flag (event, CERCLE_EVENT_STALE, TRUE);
      return cercle_dispute_move (self, kase, event, error) &&
             cercle_writer_change (self, NULL, event, error);
    case CERCLE_MOVE_REFUSED:
    default:
      return FALSE;
    }
}

static gboolean
create_case (CercleWriter *self, CercleRecord *kase, GError **error)
{
  cercle_case_derive_new (kase, cercle_writer_member (self), self->mutation->at);
  cercle_case_derive_priority (kase, cercle_held_case_day (self));
  cercle_delivery_hold (self, kase);
  return cercle_held_case_number (self, kase, error) &&
         cercle_writer_change (self, NULL, kase, error);
}

static gboolean
put_new (CercleWriter *self, CercleRecord *record, GError **error)
{
  const CercleKind *kind = cercle_record_get_kind (record);

  if (!cercle_record_check (record, error) || !judge_record (self, NULL, record, error))
    return FALSE;
  if (kind->reach == CERCLE_UPWARD)
    {
      cercle_envelope_set (&cercle_record_envelope (record)->scope, self->mutation->scope);
      return cercle_feed_log_access (self->store, record, error);
    }
  if (kind == &cercle_event_kind)
    return create_event (self, record, error);
  if (kind == &cercle_case_kind)
    return create_case (self, record, error);
  return (kind != &cercle_transfer_kind || cercle_delivery_prepare (self, record, error)) &&
         cercle_writer_change (self, NULL, record, error) &&
         cercle_delivery_follow (self, NULL, record, error) &&
         cercle_answered_again (self, record, error);
}

static gboolean apply_patch (CercleWriter *self, GError **error);

static gboolean
create (CercleWriter *self, GError **error)
{
  const CercleMutation *mutation = self->mutation;
  g_autoptr (CercleRecord) record = cercle_record_new_with_id (mutation->kind, mutation->id);
  g_autoptr (CercleRecord) other = NULL;
  g_autoptr (GError) local = NULL;
  guint64 named;

  other = cercle_store_get (self->store, mutation->kind, mutation->id, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  /* Two desks that made the same by a rule meant the same: what they wrote there is merged. */
  if (other != NULL && mutation->kind->ruled)
    return apply_patch (self, error);
  if (other != NULL)
    return cercle_writer_refuse (self, "exists", NULL);
  if (!cercle_record_apply_json (record, mutation->set, CERCLE_APPLY_STRICT, &named, error))
    return FALSE;
  /* What is told is told by the server. */
  if (mutation->kind == &cercle_event_kind &&
      cercle_tokens_contain ("told break_glass opened",
                             cercle_record_get_text (record, CERCLE_EVENT_SORT)))
    return cercle_writer_refuse (self, "right", "sort");
  if (!cercle_rights_author (self, record, named) ||
      !check_references (self, record, named, error) || !put_new (self, record, error))
    return FALSE;
  self->outcome->rev = cercle_record_envelope (record)->rev;
  return TRUE;
}

/* A field that was does not name: nothing is known of what she had seen, so revs alone decide. Of a
 * set in full her additions are kept; one that says what to add and remove needs no more. */
static gboolean
read_was (const CercleMutation *mutation, CercleRecord *was, guint64 *unknown, GError **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, mutation->set);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      int field = cercle_kind_field (mutation->kind, name);

      if (field < 0 || (mutation->was != NULL && json_object_has_member (mutation->was, name)))
        continue;
      *unknown |= CERCLE_MASK (field);
      if (cercle_json_type (node) != CERCLE_JSON_OBJECT)
        cercle_record_unset (was, (guint) field);
    }
  return mutation->was == NULL ||
         cercle_record_apply_json (was, mutation->was, CERCLE_APPLY_KEEP_UNKNOWN, NULL, error);
}

/* was: what she had seen; proposed: that, with what the mutation sets. */
typedef struct
{
  CercleRecord *current, *was, *proposed;
  guint64 named, unknown; /* fields it sets; those of which was says nothing */
} Patch;

static void
patch_clear (Patch *patch)
{
  g_clear_object (&patch->current);
  g_clear_object (&patch->was);
  g_clear_object (&patch->proposed);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Patch, patch_clear)

static gboolean
read_patch (CercleWriter *self, Patch *patch, GError **error)
{
  const CercleMutation *mutation = self->mutation;
  guint64 changed;

  /* Who made the same had seen nothing of it. */
  if (mutation->op == CERCLE_OP_CREATE)
    patch->was = cercle_record_new_with_id (mutation->kind, mutation->id);
  else
    patch->was = cercle_record_copy (patch->current);
  if (mutation->op != CERCLE_OP_CREATE && !read_was (mutation, patch->was, &patch->unknown, error))
    return FALSE;
  patch->proposed = cercle_record_copy (patch->was);
  if (!cercle_record_apply_json (patch->proposed, mutation->set, CERCLE_APPLY_STRICT, &patch->named,
                                 error))
    return FALSE;
  /* Who chooses between two colleagues' values says again what one of them had written. */
  changed = patch->named & cercle_writer_differences (patch->current, patch->proposed);
  return cercle_rights_fields (self, patch->current, changed, error) &&
         cercle_rights_author (self, patch->proposed, changed) &&
         check_references (self, patch->proposed, patch->named, error);
}

static gboolean
judge (CercleWriter *self, const Patch *patch, CercleMerge *verdict, GError **error)
{
  const CercleKind *kind = self->mutation->kind;
  g_autofree gint64 *revs = g_new0 (gint64, kind->n_fields);
  gint64 seen = self->mutation->op == CERCLE_OP_CREATE ? -1 : self->mutation->base_rev;

  if (!cercle_feed_field_revs (self->store, kind, self->mutation->id, revs, error))
    return FALSE;
  *verdict = cercle_merge (patch->current, revs, seen, patch->named, patch->proposed, patch->was);
  for (guint i = 0; i < kind->n_fields; i++)
    if ((patch->unknown & patch->named & CERCLE_MASK (i)) && kind->fields[i].type != CERCLE_SET &&
        revs[i] > self->mutation->base_rev &&
        !cercle_record_same (patch->current, patch->proposed, i))
      verdict->conflict |= cercle_kind_group (kind, i) & patch->named;
  verdict->apply &= ~verdict->conflict;
  return TRUE;
}

static gboolean
merge (CercleWriter *self, const Patch *patch, GError **error)
{
  g_autoptr (CercleRecord) after = cercle_record_copy (patch->current);
  CercleMerge verdict;

  if (!judge (self, patch, &verdict, error))
    return FALSE;
  cercle_merge_apply (after, &verdict, patch->proposed, patch->was);
  if (self->mutation->kind == &cercle_conflict_kind)
    {
      /* Two people chose differently: the second looks again. */
      if (verdict.conflict != 0)
        return cercle_writer_refuse (self, "rule", "choice");
      if (!cercle_dispute_choose (self, patch->current, after, error))
        return FALSE;
    }
  else if (!cercle_writer_settle (self, after, error) ||
           !judge_record (self, patch->current, after, error) ||
           !cercle_writer_change (self, patch->current, after, error) ||
           !cercle_dispute_fields (self, patch->current, patch->proposed, verdict.conflict,
                                   error) ||
           !cercle_delivery_follow (self, patch->current, after, error) ||
           !cercle_verdict_follow (self, patch->current, after, error) ||
           !cercle_answered_follow (self, patch->current, after, error))
    return FALSE;
  self->outcome->rev = cercle_record_envelope (after)->rev;
  if (verdict.merged)
    self->outcome->status = CERCLE_OUTCOME_MERGED;
  return TRUE;
}

static gboolean
apply_patch (CercleWriter *self, GError **error)
{
  const CercleMutation *mutation = self->mutation;
  g_auto (Patch) patch = { 0 };

  if (!cercle_writer_find (self, mutation->kind, mutation->id, &patch.current, error))
    return FALSE;
  if (patch.current == NULL)
    return cercle_writer_refuse (self, "gone", NULL);
  if (!read_patch (self, &patch, error))
    return FALSE;
  if (!cercle_record_envelope (patch.current)->deleted)
    return merge (self, &patch, error);
  self->outcome->rev = cercle_record_envelope (patch.current)->rev;
  return cercle_dispute_fields (self, patch.current, patch.proposed, patch.named, error);
}

/* Nobody deletes what somebody else has written since she looked. */
static gboolean
check_unchanged (CercleWriter *self, CercleRecord *current, GError **error)
{
  const CercleKind *kind = self->mutation->kind;
  g_autofree gint64 *revs = g_new0 (gint64, kind->n_fields);

  if (!cercle_feed_field_revs (self->store, kind, self->mutation->id, revs, error))
    return FALSE;
  for (guint i = 0; i < kind->n_fields; i++)
    {
      g_autofree char *member = NULL, *at = NULL;

      if (revs[i] <= self->mutation->base_rev || (kind->fields[i].flags & CERCLE_DERIVED))
        continue;
      if (!cercle_feed_last_change (self->store, kind, self->mutation->id, i, &member, &at, error))
        return FALSE;
      if (g_strcmp0 (member, cercle_writer_member (self)) != 0)
        return cercle_writer_refuse (self, "rule", kind->fields[i].name);
    }
  return TRUE;
}

static gboolean delete (CercleWriter *self, GError **error)
{
  const CercleMutation *mutation = self->mutation;
  g_autoptr (CercleRecord) current = NULL;
  g_autoptr (CercleRecord) after = NULL;

  if (!cercle_writer_find (self, mutation->kind, mutation->id, &current, error))
    return FALSE;
  if (current == NULL)
    return cercle_writer_refuse (self, "gone", NULL);
  after = cercle_record_copy (current);
  if (!cercle_record_envelope (current)->deleted)
    {
      cercle_record_envelope (after)->deleted = TRUE;
      if (!check_unchanged (self, current, error) || !judge_record (self, current, after, error) ||
          !cercle_writer_change (self, current, after, error) ||
          !cercle_delivery_follow (self, current, after, error))
        return FALSE;
    }
  self->outcome->rev = cercle_record_envelope (after)->rev;
  return TRUE;
}

gboolean
cercle_writer_begin (CercleWriter *self, const CercleMutation *mutation, CercleOutcome *outcome,
                     GError **error)
{
  const CercleAccount *account = self->access->account;

  cercle_held_cases_drop (self);
  g_clear_pointer (&self->conflicts, g_ptr_array_unref);
  self->conflicts = g_ptr_array_new_with_free_func (g_free);
  self->mutation = mutation;
  self->outcome = outcome;
  self->author = (CercleAuthor){
    .mid = mutation->mid,
    .member = account->member,
    .account = account->id,
    .device = self->device,
    .at = mutation->at,
  };
  outcome->status = CERCLE_OUTCOME_APPLIED;
  return cercle_frame_read (&self->frame, self->store, mutation->scope, error);
}

static gboolean
operate (CercleWriter *self, GError **error)
{
  switch (self->mutation->op)
    {
    case CERCLE_OP_CREATE:
      return create (self, error);
    case CERCLE_OP_PATCH:
      return apply_patch (self, error);
    case CERCLE_OP_DELETE:
    default:
      return delete (self, error);
    }
}

/* The first member of what it sets that cannot stand alone. (transfer none) */
static const char *
find_culprit (const CercleMutation *mutation)
{
  g_autoptr (CercleRecord) record = cercle_record_new (mutation->kind);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (mutation->set == NULL)
    return NULL;
  json_object_iter_init_ordered (&iter, mutation->set);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      g_autoptr (JsonObject) alone = json_object_new ();

      json_object_set_member (alone, name, json_node_copy (node));
      if (!cercle_record_apply_json (record, alone, CERCLE_APPLY_STRICT, NULL, NULL))
        return name;
    }
  return NULL;
}

gboolean
cercle_writer_apply (CercleWriter *self, const CercleMutation *mutation, CercleOutcome *outcome,
                     GError **error)
{
  g_autoptr (GError) local = NULL;

  if (cercle_writer_begin (self, mutation, outcome, &local) && cercle_rights_mutation (self) &&
      operate (self, &local))
    {
      if (self->conflicts->len > 0)
        {
          outcome->status = CERCLE_OUTCOME_CONFLICT;
          g_ptr_array_add (self->conflicts, NULL);
          outcome->conflicts = g_strdupv ((char **) self->conflicts->pdata);
        }
      return TRUE;
    }
  if (local != NULL && local->domain == CERCLE_STORE_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (outcome->problem == NULL)
    cercle_writer_refuse (self, cercle_problem_token (local), find_culprit (mutation));
  outcome->status = CERCLE_OUTCOME_REJECTED;
  outcome->rev = 0;
  return TRUE;
}
