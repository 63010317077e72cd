/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rule of the matrix decides for a case, and why? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-matrix.h"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-choices.h"
#include "cercle-community.h"
#include "cercle-display.h"
#include "cercle-macros.h"
#include "cercle-person.h"

CercleMatrixInput
cercle_matrix_input (CercleRecord *kase, CercleRecord *person, CercleRecord *community, int today)
{
  return (CercleMatrixInput){
    .kase = kase,
    .age = person != NULL ? cercle_person_age (person, today) : -1,
    .hosting =
        community != NULL ? cercle_record_get_text (community, CERCLE_COMMUNITY_HOSTING) : NULL,
  };
}

/* Conditions: each holds, or not, and says itself in a few words. */

typedef struct
{
  CercleRecord *rule;
  const CercleMatrixInput *input;
  CercleCodeLabel label;
  gpointer data;
} Judging;

static gboolean
fits_theme (const Judging *judging, guint field)
{
  return cercle_record_has_token (judging->input->kase, CERCLE_CASE_THEMES,
                                  cercle_record_get_text (judging->rule, field));
}

static gboolean
fits_notified (const Judging *judging, guint field)
{
  /* Not asked yet is the same as not known. */
  const char *notified = cercle_record_get_text (judging->input->kase, CERCLE_CASE_NOTIFIED);
  return g_strcmp0 (cercle_record_get_text (judging->rule, field),
                    notified != NULL ? notified : "unknown") == 0;
}

static gboolean
fits_age_from (const Judging *judging, guint field)
{
  return judging->input->age >= cercle_record_get_integer (judging->rule, field, 0);
}

static gboolean
fits_age_to (const Judging *judging, guint field)
{
  return judging->input->age >= 0 &&
         judging->input->age <= cercle_record_get_integer (judging->rule, field, 0);
}

static gboolean
fits_ase (const Judging *judging, guint field)
{
  const char *profile = cercle_record_get_text (judging->input->kase, CERCLE_CASE_PROFILE);
  const char *ase = g_strcmp0 (profile, "ase") == 0 ? "yes" : "no";
  return g_str_equal (cercle_record_get_text (judging->rule, field), ase);
}

static gboolean
fits_area (const Judging *judging, guint field)
{
  const char *commune = cercle_record_get_text (judging->input->kase, CERCLE_CASE_COMMUNE);
  g_auto (GStrv) beginnings = g_strsplit (cercle_record_get_text (judging->rule, field), " ", -1);

  for (guint i = 0; commune != NULL && beginnings[i] != NULL; i++)
    if (*beginnings[i] != '\0' && g_str_has_prefix (commune, beginnings[i]))
      return TRUE;
  return FALSE;
}

static gboolean
fits_hosting (const Judging *judging, guint field)
{
  return g_strcmp0 (cercle_record_get_text (judging->rule, field), judging->input->hosting) == 0;
}

static char *
say_label (const Judging *judging, guint field)
{
  return cercle_record_display (judging->rule, field);
}

static char *
say_theme (const Judging *judging, guint field)
{
  const char *token = cercle_record_get_text (judging->rule, field);
  char *label = judging->label != NULL
                    ? judging->label (cercle_rule_kind.fields[field].list, token, judging->data)
                    : NULL;
  return label != NULL ? label : g_strdup (token);
}

static char *
say_level (const Judging *judging, guint field)
{
  gint64 level = cercle_record_get_integer (judging->rule, field, 1);
  /* TRANSLATORS: I, II or III. */
  return g_strdup_printf (_ ("level %s"), cercle_level_numeral (CLAMP (level, 1, 3)));
}

static char *
say_notified (const Judging *judging, guint field)
{
  const char *token = cercle_record_get_text (judging->rule, field);

  if (g_str_equal (token, "yes"))
    return g_strdup (_ ("with an MDPH notification"));
  return g_strdup (g_str_equal (token, "no") ? _ ("without an MDPH notification")
                                             : _ ("MDPH notification not known"));
}

static char *
say_age_from (const Judging *judging, guint field)
{
  return g_strdup_printf (_ ("from the age of %d"),
                          (int) cercle_record_get_integer (judging->rule, field, 0));
}

static char *
say_age_to (const Judging *judging, guint field)
{
  return g_strdup_printf (_ ("up to the age of %d"),
                          (int) cercle_record_get_integer (judging->rule, field, 0));
}

static char *
say_ase (const Judging *judging, guint field)
{
  return g_strdup (g_str_equal (cercle_record_get_text (judging->rule, field), "yes")
                       ? _ ("child in care (ASE)")
                       : _ ("not in care (ASE)"));
}

static char *
say_area (const Judging *judging, guint field)
{
  return g_strdup_printf (_ ("communes %s"), cercle_record_get_text (judging->rule, field));
}

/* of_case: fits when the case's own field says the same; else by function. */
static const struct
{
  guint field;
  int of_case;
  gboolean (*fits) (const Judging *judging, guint field);
  char *(*say) (const Judging *judging, guint field);
} conditions[] = {
  { CERCLE_RULE_MISSION, CERCLE_CASE_MISSION, NULL, say_label },
  { CERCLE_RULE_SUB_MISSION, CERCLE_CASE_SUB_MISSION, NULL, say_label },
  { CERCLE_RULE_THEME, -1, fits_theme, say_theme },
  { CERCLE_RULE_LEVEL, CERCLE_CASE_LEVEL, NULL, say_level },
  { CERCLE_RULE_NOTIFIED, -1, fits_notified, say_notified },
  { CERCLE_RULE_AGE_FROM, -1, fits_age_from, say_age_from },
  { CERCLE_RULE_AGE_TO, -1, fits_age_to, say_age_to },
  { CERCLE_RULE_ASE, -1, fits_ase, say_ase },
  { CERCLE_RULE_AREA, -1, fits_area, say_area },
  { CERCLE_RULE_HOSTING, -1, fits_hosting, say_label },
};

static gboolean
same_value (CercleRecord *rule, guint field, CercleRecord *kase, guint of_case)
{
  g_autofree char *wanted = cercle_record_value_text (rule, field);
  g_autofree char *value = cercle_record_value_text (kase, of_case);
  return g_strcmp0 (wanted, value) == 0;
}

gboolean
cercle_matrix_fits (CercleRecord *rule, const CercleMatrixInput *input)
{
  const Judging judging = { rule, input, NULL, NULL };

  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    {
      guint field = conditions[i].field;

      if (!cercle_record_is_set (rule, field))
        continue;
      if (conditions[i].of_case >= 0
              ? !same_value (rule, field, input->kase, (guint) conditions[i].of_case)
              : !conditions[i].fits (&judging, field))
        return FALSE;
    }
  return TRUE;
}

static gboolean
comes_before (CercleRecord *rule, CercleRecord *other)
{
  gint64 a = cercle_record_get_integer (rule, CERCLE_RULE_POSITION, G_MAXINT);
  gint64 b = cercle_record_get_integer (other, CERCLE_RULE_POSITION, G_MAXINT);

  /* Two rules at one place, from two desks: all desks must take the same. */
  return a < b ||
         (a == b && strcmp (cercle_record_get_id (rule), cercle_record_get_id (other)) < 0);
}

CercleRecord *
cercle_matrix_decide (GPtrArray *rules, const CercleMatrixInput *input)
{
  CercleRecord *first = NULL;

  for (guint i = 0; i < rules->len; i++)
    if ((first == NULL || comes_before (rules->pdata[i], first)) &&
        cercle_matrix_fits (rules->pdata[i], input))
      first = rules->pdata[i];
  return first;
}

/* Why, in words */

static char *
conditions_in_words (const Judging *judging)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    if (cercle_record_is_set (judging->rule, conditions[i].field))
      g_ptr_array_add (words, conditions[i].say (judging, conditions[i].field));
  if (words->len == 0)
    return g_strdup (_ ("every other case"));
  g_ptr_array_add (words, NULL);
  return g_strjoinv (", ", (char **) words->pdata);
}

char *
cercle_matrix_conditions (CercleRecord *rule, CercleCodeLabel label, gpointer data)
{
  const Judging judging = { rule, NULL, label, data };
  return conditions_in_words (&judging);
}

char *
cercle_matrix_why (CercleRecord *rule, CercleRecord *matrix, CercleCodeLabel label, gpointer data)
{
  const Judging judging = { rule, NULL, label, data };
  int position = (int) cercle_record_get_integer (rule, CERCLE_RULE_POSITION, 0);
  int version =
      matrix != NULL ? (int) cercle_record_get_integer (matrix, CERCLE_MATRIX_VERSION, 0) : 0;
  g_autofree char *words = conditions_in_words (&judging);
  g_autofree char *day = cercle_display_day (
      matrix != NULL ? cercle_record_get_text (matrix, CERCLE_MATRIX_IN_FORCE_ON) : NULL);

  if (version == 0)
    /* TRANSLATORS: place of the rule, its conditions. */
    return g_strdup_printf (_ ("Rule %d: %s."), position, words);
  if (*day == '\0')
    /* TRANSLATORS: place of the rule, version of the matrix, conditions. */
    return g_strdup_printf (_ ("Rule %d of version %d: %s."), position, version, words);
  /* TRANSLATORS: place of the rule, version of the matrix, day of the agreement, conditions. */
  return g_strdup_printf (_ ("Rule %d of version %d, agreement of %s: %s."), position, version, day,
                          words);
}

CercleRecord *
cercle_matrix_in_force (GPtrArray *matrices, const char *day)
{
  CercleRecord *found = NULL;

  for (guint i = 0; i < matrices->len; i++)
    {
      CercleRecord *matrix = matrices->pdata[i];
      const char *since = cercle_record_get_text (matrix, CERCLE_MATRIX_IN_FORCE_ON);
      int order;

      if (since == NULL || strcmp (since, day) > 0 ||
          g_strcmp0 (cercle_record_get_text (matrix, CERCLE_MATRIX_STATE), "draft") == 0)
        continue;
      order = found != NULL
                  ? strcmp (since, cercle_record_get_text (found, CERCLE_MATRIX_IN_FORCE_ON))
                  : 1;
      if (order > 0 ||
          (order == 0 && cercle_record_get_integer (matrix, CERCLE_MATRIX_VERSION, 0) >
                             cercle_record_get_integer (found, CERCLE_MATRIX_VERSION, 0)))
        found = matrix;
    }
  return found;
}

/* What another matrix would change */

GArray *
cercle_matrix_holes (GPtrArray *rules, GArray *inputs)
{
  GArray *holes = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < inputs->len; i++)
    if (cercle_matrix_decide (rules, &g_array_index (inputs, CercleMatrixInput, i)) == NULL)
      g_array_append_val (holes, i);
  return holes;
}

static const char *
outcome (GPtrArray *rules, const CercleMatrixInput *input)
{
  CercleRecord *rule = cercle_matrix_decide (rules, input);
  return rule != NULL ? cercle_record_get_text (rule, CERCLE_RULE_RESPONSIBILITY) : NULL;
}

GArray *
cercle_matrix_simulate (GPtrArray *rules, GPtrArray *changed, GArray *inputs)
{
  GArray *moves = g_array_new (FALSE, FALSE, sizeof (CercleMatrixMove));

  for (guint i = 0; i < inputs->len; i++)
    {
      const CercleMatrixInput *input = &g_array_index (inputs, CercleMatrixInput, i);
      CercleMatrixMove move = { i, outcome (rules, input), outcome (changed, input) };

      if (g_strcmp0 (move.from, move.to) != 0)
        g_array_append_val (moves, move);
    }
  return moves;
}
