/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan: what each member did, and when. Records are named by slots, numbers from 0, that become
 * identities when the plan is run. */
#pragma once

#include "cercle-kind.h"

typedef enum
{
  CERCLE_SAMPLE_CREATE,
  CERCLE_SAMPLE_PATCH,
  CERCLE_SAMPLE_CONFLICT, /* a PATCH by someone who had not seen the last one of this record */
  CERCLE_SAMPLE_MOVE,     /* an event; its "from" is what is true when it is run */
} CercleSampleSort;

typedef struct
{
  guint field;
  char *text;      /* as cercle_record_value_text() */
  gboolean refers; /* "@12" within it is the identity of slot 12 */
} CercleSampleValue;

typedef struct
{
  CercleSampleSort sort;
  const CercleKind *kind;
  guint slot;      /* of the record */
  guint of;        /* MOVE: slot of its case */
  GArray *values;  /* CercleSampleValue */
} CercleSampleOp;

typedef struct
{
  gint64 at;
  guint order;  /* of making, for steps of one instant */
  guint member; /* position in the team */
  GPtrArray *ops;
} CercleSampleStep;

typedef struct
{
  guint n_slots;
  GPtrArray *steps; /* CercleSampleStep */
} CercleSamplePlan;

CercleSamplePlan *cercle_sample_plan_new (void);
void cercle_sample_plan_free (CercleSamplePlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleSamplePlan, cercle_sample_plan_free)
guint cercle_sample_plan_slot (CercleSamplePlan *self);
/* (transfer none) */
CercleSampleStep *cercle_sample_plan_step (CercleSamplePlan *self, gint64 at, guint member);
CercleSampleOp *cercle_sample_step_add (CercleSampleStep *self, CercleSampleSort sort,
                                        const CercleKind *kind, guint slot);
/* text NULL or "": nothing is set by a CREATE, the field is emptied by a PATCH. */
void cercle_sample_op_set (CercleSampleOp *self, guint field, const char *text);
void cercle_sample_op_set_integer (CercleSampleOp *self, guint field, gint64 value);
void cercle_sample_op_set_day (CercleSampleOp *self, guint field, int day);
void cercle_sample_op_set_instant (CercleSampleOp *self, guint field, gint64 instant);
/* kind: "member" where the field has several targets, else NULL. */
void cercle_sample_op_refer (CercleSampleOp *self, guint field, const char *kind, guint slot);
/* In the order of time. */
void cercle_sample_plan_sort (CercleSamplePlan *self);
/* (transfer full): one line an operation, for people and tests. */
char *cercle_sample_plan_print (CercleSamplePlan *self);
