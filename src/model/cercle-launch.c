/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* May this community start, and if not, what is missing? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-launch.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-id.h"
#include "cercle-macros.h"
#include "cercle-organisation.h"

/* clang-format off */
const CercleChoice cercle_launch_points[] = {
  { "consultations", N_("Consultations held") },
  { "referents", N_("Referents named") },
  { "advisers", N_("Advisers trained") },
  { "telephone", N_("Telephone tested") },
  { "hours", N_("Opening hours settled") },
  { CERCLE_LAUNCH_REVIEW, N_("Operational review signed") },
  { NULL },
};
G_STATIC_ASSERT (G_N_ELEMENTS (cercle_launch_points) == CERCLE_N_LAUNCH_POINTS + 1);

static const CercleField launch_fields[] = {
  [CERCLE_LAUNCH_COMMUNITY] = { "community", N_("Community"), CERCLE_REF, CERCLE_REQUIRED | CERCLE_INDEXED, .since = 7, .targets = "community" },
  [CERCLE_LAUNCH_WAVE] = { "wave", N_("Wave"), CERCLE_INTEGER, 0, "plan", 7, .min = 1, .max = 20 },
  [CERCLE_LAUNCH_PLANNED_ON] = { "planned_on", N_("Planned on"), CERCLE_DAY, 0, "plan", 7 },
  [CERCLE_LAUNCH_ACTUAL_ON] = { "actual_on", N_("Launched on"), CERCLE_DAY, 0, .since = 7 },
  [CERCLE_LAUNCH_REMARK] = { "remark", N_("Remark"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 7, .max = 300 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (launch_fields) == CERCLE_LAUNCH_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleLaunch, cercle_launch, cercle_launch_kind)

static const CercleField launch_check_fields[] = {
  [CERCLE_LAUNCH_CHECK_LAUNCH] = { "launch", N_("Launch"), CERCLE_REF, CERCLE_REQUIRED | CERCLE_INDEXED, .since = 7, .targets = "launch" },
  [CERCLE_LAUNCH_CHECK_SORT] = { "sort", N_("What must hold"), CERCLE_CHOICE, CERCLE_REQUIRED, .since = 7, .choices = cercle_launch_points },
  [CERCLE_LAUNCH_CHECK_DONE_ON] = { "done_on", N_("Done on"), CERCLE_DAY, 0, "done", 7 },
  [CERCLE_LAUNCH_CHECK_DONE_BY] = { "done_by", N_("Confirmed by"), CERCLE_REF, 0, "done", 7, .targets = "member" },
  [CERCLE_LAUNCH_CHECK_EVIDENCE] = { "evidence", N_("What shows it"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 7, .max = 300 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (launch_check_fields) == CERCLE_LAUNCH_CHECK_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleLaunchCheck, cercle_launch_check, cercle_launch_check_kind)
/* clang-format on */

static gboolean
launch_check_check (CercleRecord *check, GError **error)
{
  if (!cercle_record_is_set (check, CERCLE_LAUNCH_CHECK_DONE_ON) ||
      cercle_record_is_set (check, CERCLE_LAUNCH_CHECK_DONE_BY))
    return TRUE;
  g_set_error_literal (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE,
                       _ ("Say who confirms that this is done."));
  return FALSE;
}

/* Everybody of the community reads it, and the national referents, who read no case. */
/* clang-format off */
#define LAUNCH "c", CERCLE_SYNCED, "national"

const CercleKind cercle_launch_kind = {
  "launch", "launches", N_("Launch"), LAUNCH, NULL, CERCLE_BY_TEAM, CERCLE_BY_TEAM, CERCLE_BY_SERVER,
  launch_fields, G_N_ELEMENTS (launch_fields), cercle_launch_get_type, NULL, .ruled = TRUE,
};

const CercleKind cercle_launch_check_kind = {
  "launch_check", "launch_checks", N_("Point of the launch"), LAUNCH, "launch",
  CERCLE_BY_TEAM, CERCLE_BY_TEAM, CERCLE_BY_SERVER,
  launch_check_fields, G_N_ELEMENTS (launch_check_fields), cercle_launch_check_get_type, launch_check_check,
  .ruled = TRUE,
};
/* clang-format on */

char *
cercle_launch_id (const char *scope, const char *community)
{
  return cercle_id_derive (scope, "launch", community, NULL);
}

char *
cercle_launch_check_id (const char *scope, const char *launch, const char *point)
{
  return cercle_id_derive (scope, "launch-check", launch, point);
}

/* --- Points ---------------------------------------------------------------------------------- */

static CercleRecord *
find_check (CercleRecord *launch, GPtrArray *checks, const char *point)
{
  for (guint i = 0; launch != NULL && checks != NULL && i < checks->len; i++)
    if (g_strcmp0 (cercle_record_get_text (checks->pdata[i], CERCLE_LAUNCH_CHECK_SORT), point) ==
            0 &&
        g_strcmp0 (cercle_record_get_text (checks->pdata[i], CERCLE_LAUNCH_CHECK_LAUNCH),
                   cercle_record_get_id (launch)) == 0)
      return checks->pdata[i];
  return NULL;
}

static gboolean
is_told (const char *point, const CercleLaunchFacts *facts)
{
  if (g_str_equal (point, "consultations"))
    return facts->consulted_on != NULL;
  if (g_str_equal (point, "referents"))
    return facts->unnamed != NULL && *facts->unnamed == '\0';
  return FALSE;
}

static char *
missing_referents (const CercleLaunchFacts *facts)
{
  g_auto (GStrv) tokens = NULL;
  g_autofree char *names = NULL;

  if (facts->unnamed == NULL)
    return g_strdup (_ ("Nobody has confirmed that the referents are named."));
  tokens = g_strsplit (facts->unnamed, " ", -1);
  for (guint i = 0; tokens[i] != NULL; i++)
    {
      const char *label = cercle_choice_label (cercle_referents, tokens[i]);
      char *with = names == NULL ? g_strdup (label) : g_strconcat (names, ", ", label, NULL);

      g_free (names);
      names = with;
    }
  /* TRANSLATORS: "360 referent of the ARS, 360 referent of the MDPH" */
  return g_strdup_printf (_ ("Nobody is named: %s."), names);
}

static char *
missing_words (const char *point, const CercleLaunchFacts *facts)
{
  static const struct
  {
    const char *point, *sentence;
  } sentences[] = {
    { "consultations",
      N_ ("No consultation of the ARS, the county council and the MDPH was held.") },
    { "advisers", N_ ("Nobody has confirmed that the advisers are trained.") },
    { "telephone", N_ ("Nobody has confirmed that the telephone was tested.") },
    { "hours", N_ ("Nobody has confirmed the opening hours.") },
    { CERCLE_LAUNCH_REVIEW, N_ ("The operational review is not signed.") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (g_str_equal (sentences[i].point, point))
      return g_strdup (_ (sentences[i].sentence));
  return missing_referents (facts);
}

static void
stand (CercleLaunchPoint *line, CercleRecord *launch, GPtrArray *checks,
       const CercleLaunchFacts *facts)
{
  line->check = find_check (launch, checks, line->point->token);
  if (line->check != NULL && cercle_record_is_set (line->check, CERCLE_LAUNCH_CHECK_DONE_ON))
    line->state = CERCLE_POINT_CONFIRMED;
  else if (is_told (line->point->token, facts))
    line->state = CERCLE_POINT_TOLD;
  else
    line->missing = missing_words (line->point->token, facts);
}

/* --- The whole ------------------------------------------------------------------------------- */

/* Days compare as text. What was launched is launched, whatever is missing. */
static CercleLaunchState
state_of (CercleRecord *launch, guint held, const char *today)
{
  const char *planned =
      launch != NULL ? cercle_record_get_text (launch, CERCLE_LAUNCH_PLANNED_ON) : NULL;
  const char *actual =
      launch != NULL ? cercle_record_get_text (launch, CERCLE_LAUNCH_ACTUAL_ON) : NULL;

  if (actual != NULL && strcmp (actual, today) <= 0)
    return CERCLE_LAUNCH_LAUNCHED;
  if (planned == NULL)
    return CERCLE_LAUNCH_UNPLANNED;
  if (strcmp (planned, today) < 0)
    return CERCLE_LAUNCH_LATE;
  return held == CERCLE_N_LAUNCH_POINTS ? CERCLE_LAUNCH_READY : CERCLE_LAUNCH_PREPARING;
}

CercleLaunchStanding *
cercle_launch_state (CercleRecord *launch, GPtrArray *checks, const CercleLaunchFacts *facts,
                     const char *today)
{
  CercleLaunchStanding *self = g_new0 (CercleLaunchStanding, 1);
  g_autoptr (GString) missing = g_string_new (NULL);

  for (guint i = 0; i < CERCLE_N_LAUNCH_POINTS; i++)
    {
      CercleLaunchPoint *line = &self->points[i];

      line->point = &cercle_launch_points[i];
      stand (line, launch, checks, facts);
      self->held += line->missing == NULL;
      if (line->missing != NULL)
        g_string_append_printf (missing, "%s%s", missing->len > 0 ? "\n" : "", line->missing);
    }
  self->state = state_of (launch, self->held, today);
  if (self->state == CERCLE_LAUNCH_UNPLANNED)
    g_string_append_printf (missing, "%s%s", missing->len > 0 ? "\n" : "",
                            _ ("No day of launch is planned."));
  if (missing->len > 0)
    self->missing = g_string_free (g_steal_pointer (&missing), FALSE);
  return self;
}

void
cercle_launch_standing_free (CercleLaunchStanding *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < CERCLE_N_LAUNCH_POINTS; i++)
    g_free (self->points[i].missing);
  g_free (self->missing);
  g_free (self);
}

gboolean
cercle_launch_may_sign (const CercleLaunchStanding *self)
{
  for (guint i = 0; i < CERCLE_N_LAUNCH_POINTS; i++)
    if (self->points[i].missing != NULL &&
        !g_str_equal (self->points[i].point->token, CERCLE_LAUNCH_REVIEW))
      return FALSE;
  return TRUE;
}

const char *
cercle_launch_state_label (CercleLaunchState state)
{
  static const char *const labels[] = {
    [CERCLE_LAUNCH_UNPLANNED] = N_ ("No day planned"),
    [CERCLE_LAUNCH_PREPARING] = N_ ("In preparation"),
    [CERCLE_LAUNCH_READY] = N_ ("Ready"),
    [CERCLE_LAUNCH_LATE] = N_ ("Late"),
    [CERCLE_LAUNCH_LAUNCHED] = N_ ("Launched"),
  };
  return _ (labels[state]);
}
