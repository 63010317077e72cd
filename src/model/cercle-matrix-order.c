/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* In which order are rules asked, and may a draft be in force? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-matrix-order.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "cercle-display.h"
#include "cercle-macros.h"

static int
compare (gconstpointer a, gconstpointer b)
{
  CercleRecord *rule = *(gpointer *) a, *other = *(gpointer *) b;
  gint64 at = cercle_record_get_integer (rule, CERCLE_RULE_POSITION, G_MAXINT);
  gint64 place = cercle_record_get_integer (other, CERCLE_RULE_POSITION, G_MAXINT);

  if (at != place)
    return at < place ? -1 : 1;
  return g_strcmp0 (cercle_record_get_id (rule), cercle_record_get_id (other));
}

void
cercle_matrix_sort (GPtrArray *rules)
{
  g_ptr_array_sort (rules, compare);
}

GPtrArray *
cercle_matrix_number (GPtrArray *rules)
{
  GPtrArray *changed = g_ptr_array_new ();

  for (guint i = 0; i < rules->len; i++)
    {
      if (cercle_record_get_integer (rules->pdata[i], CERCLE_RULE_POSITION, 0) == i + 1)
        continue;
      cercle_record_set_integer (rules->pdata[i], CERCLE_RULE_POSITION, i + 1);
      g_ptr_array_add (changed, rules->pdata[i]);
    }
  return changed;
}

GPtrArray *
cercle_matrix_copy_rules (CercleRecord *draft, GPtrArray *rules)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < rules->len; i++)
    {
      CercleRecord *copy = cercle_record_new (&cercle_rule_kind);
      CercleEnvelope *envelope = cercle_record_envelope (copy);

      cercle_envelope_set (&envelope->scope, cercle_record_envelope (draft)->scope);
      if (envelope->audience == NULL)
        cercle_envelope_set (&envelope->audience, cercle_rule_kind.audience);
      cercle_record_set_text (copy, CERCLE_RULE_MATRIX, cercle_record_get_id (draft));
      for (guint field = CERCLE_RULE_MISSION; field < CERCLE_RULE_N_FIELDS; field++)
        cercle_record_take_value (copy, rules->pdata[i], field);
      cercle_record_set_integer (copy, CERCLE_RULE_POSITION, i + 1);
      g_ptr_array_add (copies, copy);
    }
  return copies;
}

static char *
refuse_day (CercleRecord *draft, CercleRecord *former)
{
  const char *day = cercle_record_get_text (draft, CERCLE_MATRIX_IN_FORCE_ON);
  const char *since =
      former != NULL ? cercle_record_get_text (former, CERCLE_MATRIX_IN_FORCE_ON) : NULL;
  g_autofree char *words = NULL;

  if (day == NULL)
    return g_strdup (_ ("Tell from which day on it is in force."));
  if (since == NULL || strcmp (day, since) > 0)
    return NULL;
  words = cercle_display_day (since);
  return g_strdup_printf (_ ("The present version is in force since %s: choose a later day."),
                          words);
}

char *
cercle_matrix_refusal (CercleRecord *draft, GPtrArray *rules, CercleRecord *former, int *field)
{
  char *sentence = NULL;

  *field = -1;
  if (rules->len == 0)
    return g_strdup (_ ("A matrix without a rule cannot be in force: add one first."));
  sentence = refuse_day (draft, former);
  if (sentence != NULL)
    *field = CERCLE_MATRIX_IN_FORCE_ON;
  else if (!cercle_record_is_set (draft, CERCLE_MATRIX_SIGNED_BY))
    {
      *field = CERCLE_MATRIX_SIGNED_BY;
      sentence = g_strdup (_ ("Tell who signed it."));
    }
  return sentence;
}
