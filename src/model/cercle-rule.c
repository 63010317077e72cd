/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is a responsibility matrix? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-rule.h"

#include <glib/gi18n-lib.h>

#include "cercle-choices.h"
#include "cercle-macros.h"

/* clang-format off */
const CercleChoice cercle_matrix_states[] = {
  { "draft", N_("Draft") },
  { "in_force", N_("In force") },
  { "retired", N_("Replaced") },
  { NULL },
};

static const CercleField matrix_fields[] = {
  [CERCLE_MATRIX_VERSION] = { "version", N_("Version"), CERCLE_INTEGER, CERCLE_REQUIRED, .since = 2, .min = 1, .max = 9999 },
  [CERCLE_MATRIX_STATE] = { "state", N_("State"), CERCLE_CHOICE, CERCLE_REQUIRED, "state", 2, .choices = cercle_matrix_states },
  [CERCLE_MATRIX_IN_FORCE_ON] = { "in_force_on", N_("In force since"), CERCLE_DAY, 0, "state", 2 },
  [CERCLE_MATRIX_SIGNED_BY] = { "signed_by", N_("Signed by"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 2, .max = 500 },
  [CERCLE_MATRIX_HOSTING] = { "hosting", N_("Hosting"), CERCLE_CHOICE, 0, .since = 2, .choices = cercle_hostings },
  [CERCLE_MATRIX_SOURCE] = { "source", N_("Decided at"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 2, .max = 500 },
  [CERCLE_MATRIX_NOTE] = { "note", N_("Note"), CERCLE_NOTE, CERCLE_PUBLIC, .since = 2 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (matrix_fields) == CERCLE_MATRIX_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleMatrix, cercle_matrix, cercle_matrix_kind)

const CercleKind cercle_matrix_kind = {
  "matrix", "matrices", N_("Responsibility matrix"), "c", CERCLE_SYNCED, "national", NULL,
  CERCLE_BY_COORDINATOR, CERCLE_BY_COORDINATOR, CERCLE_BY_SERVER,
  matrix_fields, G_N_ELEMENTS (matrix_fields), cercle_matrix_get_type, NULL,
};

static const CercleField rule_fields[] = {
  [CERCLE_RULE_MATRIX] = { "matrix", N_("Matrix"), CERCLE_REF, CERCLE_REQUIRED | CERCLE_INDEXED, .since = 2, .targets = "matrix" },
  [CERCLE_RULE_POSITION] = { "position", N_("Order"), CERCLE_INTEGER, CERCLE_REQUIRED, .since = 2, .min = 1, .max = 100000 },
  [CERCLE_RULE_MISSION] = { "mission", N_("Mission"), CERCLE_CHOICE, 0, "mission", 2, .choices = cercle_missions },
  [CERCLE_RULE_SUB_MISSION] = { "sub_mission", N_("Motive"), CERCLE_CHOICE, 0, "mission", 2, .choices = cercle_sub_missions },
  [CERCLE_RULE_THEME] = { "theme", N_("Theme"), CERCLE_CODE, 0, .since = 2, .list = "theme" },
  [CERCLE_RULE_LEVEL] = { "level", N_("Level"), CERCLE_INTEGER, 0, .since = 2, .min = 1, .max = 3 },
  [CERCLE_RULE_NOTIFIED] = { "notified", N_("MDPH notification"), CERCLE_CHOICE, 0, .since = 2, .choices = cercle_known },
  [CERCLE_RULE_AGE_FROM] = { "age_from", N_("Age from"), CERCLE_INTEGER, 0, "age", 2, .min = 0, .max = 130 },
  [CERCLE_RULE_AGE_TO] = { "age_to", N_("Age up to"), CERCLE_INTEGER, 0, "age", 2, .min = 0, .max = 130 },
  [CERCLE_RULE_ASE] = { "ase", N_("Child in care (ASE)"), CERCLE_CHOICE, 0, .since = 2, .choices = cercle_yes_no },
  [CERCLE_RULE_AREA] = { "area", N_("Area"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 2, .max = 1000 },
  [CERCLE_RULE_HOSTING] = { "hosting", N_("Hosting"), CERCLE_CHOICE, 0, .since = 2, .choices = cercle_hostings },
  [CERCLE_RULE_RESPONSIBILITY] = { "responsibility", N_("Field of responsibility"), CERCLE_CHOICE, CERCLE_REQUIRED, .since = 2, .choices = cercle_responsibilities },
  [CERCLE_RULE_LEAD_FAMILY] = { "lead_family", N_("Lead (family)"), CERCLE_CHOICE, 0, "lead", 2, .choices = cercle_families },
  [CERCLE_RULE_LEAD] = { "lead", N_("Lead"), CERCLE_REF, 0, "lead", 2, .targets = "organisation" },
  [CERCLE_RULE_CONTRIBUTORS] = { "contributors", N_("Contributors"), CERCLE_SET, 0, .since = 2, .choices = cercle_families },
  [CERCLE_RULE_DELAY] = { "delay", N_("Delay (working days)"), CERCLE_INTEGER, 0, .since = 2, .min = 0, .max = 60 },
  [CERCLE_RULE_DEBRIEF] = { "debrief", N_("Debrief with the MDPH first"), CERCLE_FLAG, 0, .since = 2 },
  [CERCLE_RULE_NOTE] = { "note", N_("Note"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 2, .max = 500 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (rule_fields) == CERCLE_RULE_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleRule, cercle_rule, cercle_rule_kind)
/* clang-format on */

static gboolean
rule_check (CercleRecord *rule, GError **error)
{
  const char *sub_mission = cercle_record_get_text (rule, CERCLE_RULE_SUB_MISSION);
  const char *mission = cercle_record_get_text (rule, CERCLE_RULE_MISSION);

  if (sub_mission != NULL && mission != NULL &&
      g_strcmp0 (cercle_mission_of (sub_mission), mission) != 0)
    {
      g_set_error_literal (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE,
                           _ ("The motive does not belong to the mission."));
      return FALSE;
    }
  if (cercle_record_get_integer (rule, CERCLE_RULE_AGE_FROM, 0) >
      cercle_record_get_integer (rule, CERCLE_RULE_AGE_TO, G_MAXINT))
    {
      g_set_error_literal (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE,
                           _ ("The first age is above the second."));
      return FALSE;
    }
  return TRUE;
}

/* clang-format off */
const CercleKind cercle_rule_kind = {
  "rule", "rules", N_("Rule"), "c", CERCLE_SYNCED, "national", "matrix",
  CERCLE_BY_COORDINATOR, CERCLE_BY_COORDINATOR, CERCLE_BY_COORDINATOR,
  rule_fields, G_N_ELEMENTS (rule_fields), cercle_rule_get_type, rule_check,
};
/* clang-format on */
