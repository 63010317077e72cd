/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rules may a matrix start from? From what the founding documents say: managing bodies
 * coordinate first what is not the MDPH's, and complex cases are debriefed with it before. */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-matrix-set.h"

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

/* G_N_ELEMENTS (rules): there is none at this position. */
static guint
line_at (const char *hosting, guint position)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (cercle_tokens_contain (rules[i].hosting, hosting) && --position == 0)
      return i;
  return G_N_ELEMENTS (rules);
}

guint
cercle_matrix_set_size (const char *hosting)
{
  guint size = 0;

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    size += cercle_tokens_contain (rules[i].hosting, hosting) ? 1 : 0;
  return size;
}

void
cercle_matrix_set_rule (const char *hosting, guint position, CercleRecord *rule)
{
  guint line = line_at (hosting, position);

  g_return_if_fail (line < G_N_ELEMENTS (rules));
  cercle_record_set_text (rule, CERCLE_RULE_ASE, rules[line].ase);
  cercle_record_set_text (rule, CERCLE_RULE_MISSION, rules[line].mission);
  cercle_record_set_text (rule, CERCLE_RULE_SUB_MISSION, rules[line].sub_mission);
  cercle_record_set_text (rule, CERCLE_RULE_THEME, rules[line].theme);
  cercle_record_set_text (rule, CERCLE_RULE_NOTIFIED, rules[line].notified);
  cercle_record_set_text (rule, CERCLE_RULE_RESPONSIBILITY, rules[line].responsibility);
  cercle_record_set_text (rule, CERCLE_RULE_LEAD_FAMILY, rules[line].lead);
  cercle_record_set_text (rule, CERCLE_RULE_CONTRIBUTORS, rules[line].contributors);
  cercle_record_set_integer (rule, CERCLE_RULE_POSITION, position);
  if (rules[line].level > 0)
    cercle_record_set_integer (rule, CERCLE_RULE_LEVEL, rules[line].level);
  cercle_record_set_integer (rule, CERCLE_RULE_DELAY, rules[line].delay);
  if (rules[line].debrief)
    cercle_record_set_flag (rule, CERCLE_RULE_DEBRIEF, TRUE);
}
