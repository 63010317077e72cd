/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What shall be done, by whom, and in which order? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-sample-plan.h"

#include "cercle-day.h"
#include "cercle-instant.h"

static const char *const sort_names[] = { "create", "patch", "conflict", "move" };

static void
value_clear (gpointer data)
{
  g_free (((CercleSampleValue *) data)->text);
}

static void
op_free (gpointer data)
{
  CercleSampleOp *op = data;

  g_array_unref (op->values);
  g_free (op);
}

static void
step_free (gpointer data)
{
  CercleSampleStep *step = data;

  g_ptr_array_unref (step->ops);
  g_free (step);
}

CercleSamplePlan *
cercle_sample_plan_new (void)
{
  CercleSamplePlan *self = g_new0 (CercleSamplePlan, 1);

  self->steps = g_ptr_array_new_with_free_func (step_free);
  return self;
}

void
cercle_sample_plan_free (CercleSamplePlan *self)
{
  g_ptr_array_unref (self->steps);
  g_free (self);
}

guint
cercle_sample_plan_slot (CercleSamplePlan *self)
{
  return self->n_slots++;
}

CercleSampleStep *
cercle_sample_plan_step (CercleSamplePlan *self, gint64 at, guint member)
{
  CercleSampleStep *step = g_new0 (CercleSampleStep, 1);

  step->at = at;
  step->order = self->steps->len;
  step->member = member;
  step->ops = g_ptr_array_new_with_free_func (op_free);
  g_ptr_array_add (self->steps, step);
  return step;
}

CercleSampleOp *
cercle_sample_step_add (CercleSampleStep *self, CercleSampleSort sort, const CercleKind *kind,
                        guint slot)
{
  CercleSampleOp *op = g_new0 (CercleSampleOp, 1);

  op->sort = sort;
  op->kind = kind;
  op->slot = slot;
  op->values = g_array_new (FALSE, FALSE, sizeof (CercleSampleValue));
  g_array_set_clear_func (op->values, value_clear);
  g_ptr_array_add (self->ops, op);
  return op;
}

void
cercle_sample_op_set (CercleSampleOp *self, guint field, const char *text)
{
  gboolean empty = text == NULL || *text == '\0';
  CercleSampleValue value = { .field = field, .text = g_strdup (empty ? NULL : text) };

  if (empty && (self->sort == CERCLE_SAMPLE_CREATE || self->sort == CERCLE_SAMPLE_MOVE))
    return;
  g_array_append_val (self->values, value);
}

void
cercle_sample_op_set_integer (CercleSampleOp *self, guint field, gint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);
  cercle_sample_op_set (self, field, text);
}

void
cercle_sample_op_set_day (CercleSampleOp *self, guint field, int day)
{
  g_autofree char *text = day != CERCLE_DAY_NONE ? cercle_day_to_text (day) : NULL;
  cercle_sample_op_set (self, field, text);
}

void
cercle_sample_op_set_instant (CercleSampleOp *self, guint field, gint64 instant)
{
  g_autofree char *text = cercle_instant_format (instant);
  cercle_sample_op_set (self, field, text);
}

void
cercle_sample_op_refer (CercleSampleOp *self, guint field, const char *kind, guint slot)
{
  CercleSampleValue value = { .field = field, .refers = TRUE };

  value.text = g_strdup_printf ("%s%s@%u", kind != NULL ? kind : "", kind != NULL ? ":" : "", slot);
  g_array_append_val (self->values, value);
}

static int
compare_steps (gconstpointer a, gconstpointer b)
{
  const CercleSampleStep *first = *(CercleSampleStep *const *) a;
  const CercleSampleStep *second = *(CercleSampleStep *const *) b;

  if (first->at != second->at)
    return first->at < second->at ? -1 : 1;
  return first->order < second->order ? -1 : first->order > second->order;
}

void
cercle_sample_plan_sort (CercleSamplePlan *self)
{
  g_ptr_array_sort (self->steps, compare_steps);
}

static void
print_op (GString *out, const CercleSampleStep *step, const CercleSampleOp *op)
{
  g_autofree char *at = cercle_instant_format (step->at);

  g_string_append_printf (out, "%s %u %s %s @%u", at, step->member, sort_names[op->sort],
                          op->kind->name, op->slot);
  for (guint i = 0; i < op->values->len; i++)
    {
      const CercleSampleValue *value = &g_array_index (op->values, CercleSampleValue, i);
      g_string_append_printf (out, " %s=%s", op->kind->fields[value->field].name,
                              value->text != NULL ? value->text : "");
    }
  g_string_append_c (out, '\n');
}

char *
cercle_sample_plan_print (CercleSamplePlan *self)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < self->steps->len; i++)
    {
      const CercleSampleStep *step = g_ptr_array_index (self->steps, i);
      for (guint j = 0; j < step->ops->len; j++)
        print_op (out, step, g_ptr_array_index (step->ops, j));
    }
  return g_string_free (out, FALSE);
}
