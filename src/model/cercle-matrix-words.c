/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a rule decide, and what does a matrix see of a case, in words? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-matrix-words.h"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-choices.h"
#include "cercle-community.h"
#include "cercle-commune.h"
#include "cercle-macros.h"

/* --- What is decided ------------------------------------------------------------------------- */

/* (transfer full) */
static char *
join (GPtrArray *words)
{
  g_ptr_array_add (words, NULL);
  return g_strjoinv (", ", (char **) words->pdata);
}

static char *
say_lead (CercleRecord *rule, const char *lead)
{
  const char *family = cercle_record_get_text (rule, CERCLE_RULE_LEAD_FAMILY);

  if (lead == NULL && family != NULL)
    lead = cercle_choice_label (cercle_families, family);
  /* TRANSLATORS: who leads: an organisation or a family of them. */
  return lead != NULL ? g_strdup_printf (_ ("lead: %s"), lead) : NULL;
}

static char *
say_delay (int days)
{
  if (days == 0)
    return g_strdup (_ ("the same day"));
  return g_strdup_printf (
      ngettext ("within %d working day", "within %d working days", (gulong) days), days);
}

char *
cercle_matrix_outcome (CercleRecord *rule, const char *lead)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *contributors = cercle_record_display (rule, CERCLE_RULE_CONTRIBUTORS);
  char *leads = say_lead (rule, lead);

  g_ptr_array_add (words, cercle_record_display (rule, CERCLE_RULE_RESPONSIBILITY));
  if (leads != NULL)
    g_ptr_array_add (words, leads);
  if (contributors[0] != '\0')
    /* TRANSLATORS: families of organisations that help. */
    g_ptr_array_add (words, g_strdup_printf (_ ("with: %s"), contributors));
  if (cercle_record_is_set (rule, CERCLE_RULE_DELAY))
    g_ptr_array_add (words,
                     say_delay ((int) cercle_record_get_integer (rule, CERCLE_RULE_DELAY, 0)));
  g_ptr_array_add (words, g_strdup (cercle_record_get_flag (rule, CERCLE_RULE_DEBRIEF)
                                        ? _ ("after a debrief with the MDPH")
                                        : _ ("no debrief with the MDPH first")));
  return join (words);
}

static gboolean
has_conditions (CercleRecord *rule)
{
  for (guint i = CERCLE_RULE_MISSION; i <= CERCLE_RULE_HOSTING; i++)
    if (cercle_record_is_set (rule, i))
      return TRUE;
  return FALSE;
}

char *
cercle_matrix_sentence (CercleRecord *rule, const char *lead, CercleCodeLabel label, gpointer data)
{
  g_autofree char *conditions = cercle_matrix_conditions (rule, label, data);
  g_autofree char *outcome = cercle_matrix_outcome (rule, lead);

  if (!has_conditions (rule))
    return g_strdup_printf (_ ("In every other case, then: %s."), outcome);
  /* TRANSLATORS: conditions of a rule of the matrix; what it decides. */
  return g_strdup_printf (_ ("If %1$s, then: %2$s."), conditions, outcome);
}

/* --- What is seen of a case ------------------------------------------------------------------ */

typedef struct
{
  const CercleMatrixInput *input;
  CercleCodeLabel label;
  gpointer data;
} Seen;

static char *
see_field (const Seen *seen, guint field, const char *unset)
{
  return cercle_record_is_set (seen->input->kase, field)
             ? cercle_record_display (seen->input->kase, field)
             : g_strdup (unset);
}

static char *
see_mission (const Seen *seen)
{
  return see_field (seen, CERCLE_CASE_MISSION, _ ("mission not told"));
}

static char *
see_sub_mission (const Seen *seen)
{
  return see_field (seen, CERCLE_CASE_SUB_MISSION, _ ("motive not told"));
}

static char *
see_themes (const Seen *seen)
{
  const char *tokens = cercle_record_get_text (seen->input->kase, CERCLE_CASE_THEMES);
  g_auto (GStrv) themes = g_strsplit (tokens != NULL ? tokens : "", " ", -1);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  if (tokens == NULL)
    return g_strdup (_ ("no theme"));
  for (guint i = 0; themes[i] != NULL; i++)
    {
      char *label = seen->label != NULL ? seen->label ("theme", themes[i], seen->data) : NULL;
      g_ptr_array_add (words, label != NULL ? label : g_strdup (themes[i]));
    }
  return join (words);
}

static char *
see_level (const Seen *seen)
{
  gint64 level = cercle_record_get_integer (seen->input->kase, CERCLE_CASE_LEVEL, 0);

  if (cercle_level_numeral (level) == NULL)
    return g_strdup (_ ("level not told"));
  return g_strdup_printf (_ ("level %s"), cercle_level_numeral (level));
}

static char *
see_notified (const Seen *seen)
{
  const char *token = cercle_record_get_text (seen->input->kase, CERCLE_CASE_NOTIFIED);

  if (g_strcmp0 (token, "yes") == 0)
    return g_strdup (_ ("with an MDPH notification"));
  return g_strdup (g_strcmp0 (token, "no") == 0 ? _ ("without an MDPH notification")
                                                : _ ("MDPH notification not known"));
}

static char *
see_age (const Seen *seen)
{
  int age = seen->input->age;

  if (age < 0)
    return g_strdup (_ ("age not known"));
  return g_strdup_printf (ngettext ("%d year old", "%d years old", (gulong) age), age);
}

static char *
see_ase (const Seen *seen)
{
  const char *profile = cercle_record_get_text (seen->input->kase, CERCLE_CASE_PROFILE);
  return g_strdup (g_strcmp0 (profile, "ase") == 0 ? _ ("child in care (ASE)")
                                                   : _ ("not in care (ASE)"));
}

static char *
see_area (const Seen *seen)
{
  const char *commune = cercle_record_get_text (seen->input->kase, CERCLE_CASE_COMMUNE);
  return g_strdup (commune != NULL ? cercle_commune_name (commune) : _ ("commune not told"));
}

/* Hosting is the same for all cases. */
static const struct
{
  guint field, or_field;
  char *(*see) (const Seen *seen);
} sights[] = {
  { CERCLE_RULE_MISSION, CERCLE_RULE_MISSION, see_mission },
  { CERCLE_RULE_SUB_MISSION, CERCLE_RULE_SUB_MISSION, see_sub_mission },
  { CERCLE_RULE_THEME, CERCLE_RULE_THEME, see_themes },
  { CERCLE_RULE_LEVEL, CERCLE_RULE_LEVEL, see_level },
  { CERCLE_RULE_NOTIFIED, CERCLE_RULE_NOTIFIED, see_notified },
  { CERCLE_RULE_AGE_FROM, CERCLE_RULE_AGE_TO, see_age },
  { CERCLE_RULE_ASE, CERCLE_RULE_ASE, see_ase },
  { CERCLE_RULE_AREA, CERCLE_RULE_AREA, see_area },
};

static gboolean
asks (GPtrArray *rules, guint field)
{
  for (guint i = 0; i < rules->len; i++)
    if (cercle_record_is_set (rules->pdata[i], field))
      return TRUE;
  return FALSE;
}

char *
cercle_matrix_combination (GPtrArray *rules, const CercleMatrixInput *input, CercleCodeLabel label,
                           gpointer data)
{
  const Seen seen = { input, label, data };
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (sights); i++)
    if (asks (rules, sights[i].field) || asks (rules, sights[i].or_field))
      g_ptr_array_add (words, sights[i].see (&seen));
  if (words->len == 0)
    return g_strdup (_ ("every case"));
  return join (words);
}
