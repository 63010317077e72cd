/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is told of one sheet of a foreign directory: what it would do, what is asked, whom it
 * resembles? */
#define G_LOG_DOMAIN "cercle-exchange"

#include "cercle-directory-plan-private.h"

#include <glib/gi18n-lib.h>

#include "cercle-macros.h"

static const char *const effects[] = {
  [CERCLE_PLAN_NEW] = N_ ("New"),
  [CERCLE_PLAN_CHANGED] = N_ ("Changed"),
  [CERCLE_PLAN_SAME] = N_ ("Unchanged"),
  [CERCLE_PLAN_DOUBTFUL] = N_ ("Perhaps already there"),
  [CERCLE_PLAN_CLOSED] = N_ ("Closed"),
  [CERCLE_PLAN_LEFT_OUT] = N_ ("Closed, and not in our directory"),
  [CERCLE_PLAN_DELETED] = N_ ("Deleted here: does not come back"),
};
G_STATIC_ASSERT (G_N_ELEMENTS (effects) == CERCLE_PLAN_N_EFFECTS);

const char *
cercle_plan_effect_label (CerclePlanEffect effect)
{
  return _ (effects[effect]);
}

static void
ask_free (gpointer data)
{
  CerclePlanAsk *ask = data;

  g_free (ask->value);
  g_free (ask);
}

static void
candidate_free (gpointer data)
{
  CerclePlanCandidate *candidate = data;

  g_free (candidate->id);
  g_free (candidate);
}

void
cercle_plan_line_free (CerclePlanLine *line)
{
  g_free (line->key);
  g_free (line->name);
  g_free (line->town);
  g_free (line->organisation);
  g_clear_pointer (&line->records, g_ptr_array_unref);
  g_clear_pointer (&line->asks, g_ptr_array_unref);
  g_clear_pointer (&line->candidates, g_ptr_array_unref);
  g_free (line);
}

CerclePlanLine *
cercle_plan_line_new (const CercleForeignSheet *sheet)
{
  CerclePlanLine *line = g_new0 (CerclePlanLine, 1);

  line->effect = CERCLE_PLAN_SAME;
  line->key = g_strdup (sheet->key);
  line->name = g_strdup (sheet->name);
  line->town = g_strdup (sheet->town);
  line->faults = sheet->faults;
  line->records = g_ptr_array_new_with_free_func (g_object_unref);
  line->asks = g_ptr_array_new_with_free_func (ask_free);
  line->candidates = g_ptr_array_new_with_free_func (candidate_free);
  return line;
}

void
cercle_plan_set_value (CercleRecord *record, guint field, const char *value)
{
  if (cercle_field_is_integer (&cercle_record_get_kind (record)->fields[field]))
    cercle_record_set_integer (record, field, g_ascii_strtoll (value, NULL, 10));
  else
    cercle_record_set_text (record, field, value);
}

void
cercle_plan_line_accept (CerclePlanLine *line, guint ask)
{
  const CerclePlanAsk *asked = g_ptr_array_index (line->asks, ask);

  cercle_plan_set_value (g_ptr_array_index (line->records, asked->record), asked->field,
                         asked->value);
}
