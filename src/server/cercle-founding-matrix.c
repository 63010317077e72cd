/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which matrices may a community start from? Proposals of ours, from what the founding documents
 * say: managing bodies coordinate first what is not the MDPH's, and complex cases are debriefed
 * with it before. */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-founding-matrix.h"

#include "cercle-id.h"
#include "cercle-rule.h"

#define BOTH "mdph og"

/* In order; NULL and 0: any. The last rule of each takes every other case. */
/* clang-format off */
static const struct
{
  const char *hosting, *ase;
  int level;
  const char *mission, *sub_mission, *theme, *notified;
  const char *responsibility, *lead, *contributors;
  int delay;
  gboolean debrief;
} rules[] = {
  { BOTH, "yes", 0, NULL, NULL, NULL, NULL, "mdph_og_dc", "ase", "esms mdph og", 1, TRUE },
  { "mdph", NULL, 3, NULL, NULL, NULL, NULL, "mdph_og", "mdph", "esms og", 1, TRUE },
  { "og", NULL, 3, NULL, NULL, NULL, NULL, "mdph_og", "og", "esms mdph", 1, TRUE },
  { BOTH, NULL, 0, NULL, NULL, "rights", NULL, "mdph", "mdph", NULL, 2, FALSE },
  { "mdph", NULL, 0, "reinforced", NULL, NULL, "yes", "mdph_og", "mdph", "esms og", 2, TRUE },
  { "og", NULL, 0, "reinforced", NULL, NULL, "yes", "og_og", "og", "esms", 2, TRUE },
  { "mdph", NULL, 0, "reinforced", NULL, NULL, NULL, "mdph_og_dc", "mdph", "mainstream og", 2, TRUE },
  { "og", NULL, 0, "reinforced", NULL, NULL, NULL, "og_dc", "og", "mainstream", 2, TRUE },
  { BOTH, NULL, 0, NULL, "care_resume", NULL, NULL, "og_dc", "og", "health mainstream", 2, FALSE },
  { BOTH, NULL, 0, NULL, "care_units", NULL, NULL, "og_og", "og", "esms health", 1, FALSE },
  { BOTH, NULL, 0, NULL, "respite_temporary", NULL, NULL, "og_og", "og", "esms", 1, FALSE },
  { BOTH, NULL, 0, "respite", NULL, NULL, "yes", "og_og", "og", "esms", 2, FALSE },
  { BOTH, NULL, 0, "respite", NULL, NULL, NULL, "og_dc", "og", "association mainstream", 2, FALSE },
  { BOTH, NULL, 0, NULL, NULL, "isolation", NULL, "asso_dc", "association", "mainstream", 2, FALSE },
  { BOTH, NULL, 0, NULL, NULL, "social_life", NULL, "asso_dc", "association", "mainstream", 2, FALSE },
  { BOTH, NULL, 0, NULL, NULL, "housing", NULL, "dc", "mainstream", NULL, 2, FALSE },
  { BOTH, NULL, 0, NULL, NULL, "transport", NULL, "dc", "mainstream", NULL, 2, FALSE },
  { BOTH, NULL, 0, NULL, NULL, "digital", NULL, "dc", "mainstream", NULL, 2, FALSE },
  { BOTH, NULL, 0, NULL, NULL, NULL, NULL, "og_dc", "og", "mainstream", 2, FALSE },
};
/* clang-format on */

static CercleRecord *
new_matrix (const char *scope, const char *hosting, int version)
{
  g_autofree char *id = cercle_id_derive (scope, "founding-matrix", hosting, NULL);
  CercleRecord *matrix = cercle_record_new_with_id (&cercle_matrix_kind, id);

  cercle_record_set_integer (matrix, CERCLE_MATRIX_VERSION, version);
  cercle_record_set_text (matrix, CERCLE_MATRIX_STATE, "draft");
  cercle_record_set_text (matrix, CERCLE_MATRIX_HOSTING, hosting);
  return matrix;
}

static CercleRecord *
new_rule (CercleRecord *matrix, const char *scope, guint line, int position)
{
  const struct
  {
    guint field;
    const char *value;
  } texts[] = {
    { CERCLE_RULE_MATRIX, cercle_record_get_id (matrix) },
    { CERCLE_RULE_ASE, rules[line].ase },
    { CERCLE_RULE_MISSION, rules[line].mission },
    { CERCLE_RULE_SUB_MISSION, rules[line].sub_mission },
    { CERCLE_RULE_THEME, rules[line].theme },
    { CERCLE_RULE_NOTIFIED, rules[line].notified },
    { CERCLE_RULE_RESPONSIBILITY, rules[line].responsibility },
    { CERCLE_RULE_LEAD_FAMILY, rules[line].lead },
    { CERCLE_RULE_CONTRIBUTORS, rules[line].contributors },
  };
  g_autofree char *number = g_strdup_printf ("%d", position);
  g_autofree char *id =
      cercle_id_derive (scope, "founding-rule", cercle_record_get_id (matrix), number);
  CercleRecord *rule = cercle_record_new_with_id (&cercle_rule_kind, id);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    cercle_record_set_text (rule, texts[i].field, texts[i].value);
  cercle_record_set_integer (rule, CERCLE_RULE_POSITION, position);
  if (rules[line].level > 0)
    cercle_record_set_integer (rule, CERCLE_RULE_LEVEL, rules[line].level);
  cercle_record_set_integer (rule, CERCLE_RULE_DELAY, rules[line].delay);
  if (rules[line].debrief)
    cercle_record_set_flag (rule, CERCLE_RULE_DEBRIEF, TRUE);
  return rule;
}

static gboolean
found_matrix (CercleStore *store, const char *scope, const char *hosting, int version,
              CercleFoundingWrite write, GError **error)
{
  g_autoptr (CercleRecord) matrix = new_matrix (scope, hosting, version);
  int position = 0;

  if (!write (store, matrix, scope, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr (CercleRecord) rule = NULL;

      if (!cercle_tokens_contain (rules[i].hosting, hosting))
        continue;
      rule = new_rule (matrix, scope, i, ++position);
      if (!write (store, rule, scope, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
cercle_founding_matrices (CercleStore *store, const char *scope, CercleFoundingWrite write,
                          GError **error)
{
  return found_matrix (store, scope, "mdph", 1, write, error) &&
         found_matrix (store, scope, "og", 2, write, error);
}
