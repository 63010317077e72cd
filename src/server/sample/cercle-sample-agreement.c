/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What became of the rule that a meeting decided? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-agenda.h"
#include "cercle-case.h"
#include "cercle-day.h"
#include "cercle-event.h"
#include "cercle-id.h"
#include "cercle-matrix.h"
#include "cercle-moves.h"
#include "cercle-person.h"
#include "cercle-query.h"
#include "cercle-sample-french.h"
#include "cercle-sample-meetings.h"

#define VERSION 3
#define AROUND 3 /* years below and above the one whose case showed it */
#define WHY "Règle décidée en réunion de gouvernance"

typedef struct
{
  CercleSampleMeeting *meeting;
  CercleRecord *former, *matrix;
  GPtrArray *rules;           /* of the former, in order */
  CercleRecord *loose, *kase; /* the rule that was too wide, and who waited because of it */
  int age;
} Agreement;

static int
by_position (gconstpointer a, gconstpointer b)
{
  CercleRecord *one = *(CercleRecord *const *) a, *other = *(CercleRecord *const *) b;

  return (int) (cercle_record_get_integer (one, CERCLE_RULE_POSITION, 0) -
                cercle_record_get_integer (other, CERCLE_RULE_POSITION, 0));
}

static gboolean
read_former (Agreement *self, GError **error)
{
  CercleSampleBatch *batch = self->meeting->batch;
  g_autoptr (GPtrArray) found =
      cercle_sample_batch_find (batch, &cercle_matrix_kind, CERCLE_MATRIX_STATE, "in_force", error);

  if (found == NULL || found->len != 1)
    return FALSE;
  self->former = g_object_ref (found->pdata[0]);
  self->rules = cercle_sample_batch_find (batch, &cercle_rule_kind, CERCLE_RULE_MATRIX,
                                          cercle_record_get_id (self->former), error);
  if (self->rules == NULL)
    return FALSE;
  g_ptr_array_sort (self->rules, by_position);
  for (guint i = 0; i < self->rules->len; i++)
    if (g_strcmp0 (cercle_record_get_text (self->rules->pdata[i], CERCLE_RULE_MISSION),
                   "respite") == 0 &&
        !cercle_record_is_set (self->rules->pdata[i], CERCLE_RULE_NOTIFIED))
      self->loose = self->rules->pdata[i];
  return self->loose != NULL;
}

/* Of the open cases that the rule decided, one that the whole team reads. */
static gboolean
find_case (Agreement *self, GError **error)
{
  CercleSampleBatch *batch = self->meeting->batch;
  g_autoptr (GPtrArray) cases = cercle_sample_batch_find (
      batch, &cercle_case_kind, CERCLE_CASE_RULE, cercle_record_get_id (self->loose), error);

  for (guint i = 0; cases != NULL && self->kase == NULL && i < cases->len; i++)
    {
      const char *id = cercle_record_get_text (cases->pdata[i], CERCLE_CASE_PERSON);
      g_autoptr (CercleRecord) person =
          id != NULL ? cercle_store_get (batch->store, &cercle_person_kind, id, NULL) : NULL;

      if (person == NULL || !cercle_record_get_flag (cases->pdata[i], CERCLE_CASE_OPEN) ||
          g_strcmp0 (cercle_record_envelope (cases->pdata[i])->audience, "team") != 0)
        continue;
      self->age = cercle_person_age (person, self->meeting->day);
      if (self->age >= 0)
        self->kase = g_object_ref (cases->pdata[i]);
    }
  return cases != NULL;
}

/* (transfer full) */
static char *
own_id (Agreement *self, const char *what)
{
  return cercle_id_derive (self->meeting->batch->scope, "sample-agreement", what, NULL);
}

static void
add_matrix (Agreement *self)
{
  CercleSampleBatch *batch = self->meeting->batch;
  g_autofree char *day =
      cercle_day_to_text (cercle_working_days_after (&batch->world->time, self->meeting->day, 1));
  g_autofree char *date = cercle_sample_date (self->meeting->day);
  g_autofree char *source = g_strconcat ("Réunion de gouvernance du ", date, NULL);

  self->matrix = cercle_sample_batch_new (batch, &cercle_matrix_kind, own_id (self, "matrix"));
  cercle_record_set_integer (self->matrix, CERCLE_MATRIX_VERSION, VERSION);
  cercle_record_set_text (self->matrix, CERCLE_MATRIX_STATE, "draft");
  cercle_record_set_text (self->matrix, CERCLE_MATRIX_IN_FORCE_ON, day);
  cercle_record_set_text (self->matrix, CERCLE_MATRIX_SIGNED_BY,
                          cercle_record_get_text (self->former, CERCLE_MATRIX_SIGNED_BY));
  cercle_record_set_text (self->matrix, CERCLE_MATRIX_HOSTING,
                          cercle_record_get_text (self->former, CERCLE_MATRIX_HOSTING));
  cercle_record_set_text (self->matrix, CERCLE_MATRIX_SOURCE, source);
  cercle_sample_batch_create (batch, self->matrix);
}

/* (transfer full): like rule, of the new version; takes id (NULL: a new one). */
static CercleRecord *
rule_like (Agreement *self, CercleRecord *rule, char *id, guint position)
{
  CercleRecord *copy = cercle_sample_batch_new (self->meeting->batch, &cercle_rule_kind, id);

  for (guint i = CERCLE_RULE_MISSION; i < CERCLE_RULE_N_FIELDS; i++)
    cercle_record_take_value (copy, rule, i);
  cercle_record_set_text (copy, CERCLE_RULE_MATRIX, cercle_record_get_id (self->matrix));
  cercle_record_set_integer (copy, CERCLE_RULE_POSITION, position);
  return copy;
}

/* (transfer full): before the one that was too wide: for these ages, a managing body leads. */
static CercleRecord *
narrower (Agreement *self, guint position)
{
  CercleRecord *rule = rule_like (self, self->loose, own_id (self, "rule"), position);

  cercle_record_set_integer (rule, CERCLE_RULE_AGE_FROM, MAX (self->age - AROUND, 0));
  cercle_record_set_integer (rule, CERCLE_RULE_AGE_TO, self->age + AROUND);
  cercle_record_set_text (rule, CERCLE_RULE_RESPONSIBILITY, "og_og");
  cercle_record_set_text (rule, CERCLE_RULE_CONTRIBUTORS, "esms");
  cercle_record_set_integer (rule, CERCLE_RULE_DELAY, 1);
  return rule;
}

static void
add_rules (Agreement *self)
{
  guint position = 0;

  for (guint i = 0; i < self->rules->len; i++)
    {
      g_autoptr (CercleRecord) copy = NULL;

      if (self->rules->pdata[i] == self->loose)
        {
          g_autoptr (CercleRecord) rule = narrower (self, ++position);

          cercle_sample_batch_create (self->meeting->batch, rule);
        }
      copy = rule_like (self, self->rules->pdata[i], NULL, ++position);
      cercle_sample_batch_create (self->meeting->batch, copy);
    }
}

static void
move_case (Agreement *self, CercleRecord *rule)
{
  g_autoptr (CercleRecord) event = NULL;

  event = cercle_move_orient (self->kase, cercle_record_get_text (rule, CERCLE_RULE_RESPONSIBILITY),
                              rule, VERSION, NULL, WHY);
  cercle_record_set_text (event, CERCLE_EVENT_AT, self->meeting->batch->at);
  cercle_sample_batch_create (self->meeting->batch, event);
}

static gboolean
apply (Agreement *self, GError **error)
{
  CercleSampleBatch *batch = self->meeting->batch;
  g_autofree char *id = cercle_sample_decision_id (batch, self->meeting->week, 0);
  g_autofree char *led_to = g_strconcat ("matrix:", cercle_record_get_id (self->matrix), NULL);
  g_autoptr (CercleRecord) before =
      cercle_store_get (batch->store, &cercle_decision_kind, id, error);
  g_autoptr (CercleRecord) after = before != NULL ? cercle_record_copy (before) : NULL;

  if (after == NULL)
    return FALSE;
  cercle_record_set_text (after, CERCLE_DECISION_LED_TO, led_to);
  cercle_record_set_text (after, CERCLE_DECISION_APPLIED_ON,
                          cercle_record_get_text (self->matrix, CERCLE_MATRIX_IN_FORCE_ON));
  cercle_record_set_text (after, CERCLE_DECISION_APPLIED_BY, batch->member);
  cercle_sample_batch_patch (batch, before, after);
  return TRUE;
}

/* Signed and in force, the version before it retired, and the case that waited goes by it. */
static gboolean
put_in_force (Agreement *self, GError **error)
{
  CercleSampleBatch *batch = self->meeting->batch;
  g_autofree char *id = own_id (self, "matrix"), *rule_id = own_id (self, "rule");
  g_autoptr (CercleRecord) draft = cercle_store_get (batch->store, &cercle_matrix_kind, id, error);
  g_autoptr (CercleRecord) rule =
      draft != NULL ? cercle_store_get (batch->store, &cercle_rule_kind, rule_id, error) : NULL;
  g_autoptr (CercleRecord) retired = cercle_record_copy (self->former);

  if (rule == NULL)
    return FALSE;
  self->matrix = cercle_record_copy (draft);
  cercle_record_set_text (self->matrix, CERCLE_MATRIX_STATE, "in_force");
  cercle_sample_batch_patch (batch, draft, self->matrix);
  cercle_record_set_text (retired, CERCLE_MATRIX_STATE, "retired");
  cercle_sample_batch_patch (batch, self->former, retired);
  if (self->kase != NULL)
    move_case (self, rule);
  return apply (self, error);
}

gboolean
cercle_sample_agreement (CercleSampleMeeting *meeting, gboolean in_force, GError **error)
{
  Agreement self = { .meeting = meeting, .age = 9 };
  gboolean good = read_former (&self, error) && find_case (&self, error);

  if (good && in_force)
    good = put_in_force (&self, error);
  else if (good)
    {
      add_matrix (&self);
      add_rules (&self);
    }
  g_clear_object (&self.former);
  g_clear_object (&self.matrix);
  g_clear_object (&self.kase);
  g_clear_pointer (&self.rules, g_ptr_array_unref);
  return good;
}
