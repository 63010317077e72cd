/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How did the two communities get ready: the one has started, the other is about to? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-instant.h"
#include "cercle-launch.h"
#include "cercle-sample-tell.h"

#define MINUTE (11 * 60)

/* Days: working days before the sample's day; to come: days after it. */
static const struct
{
  int wave, planned, to_come, actual; /* 0: none */
  const char *remark;
} launches[] = {
  { 1, 66, 0, 66, NULL },
  { 2, 0, 14, 0, "Ouverture avec la ligne directe de Lisieux" },
};

static const struct
{
  guint community;
  const char *point;
  int days;
  const char *evidence;
} checks[] = {
  { 0, "consultations", 74,
    "Réunion de concertation à Caen, compte rendu signé par les trois parties" },
  { 0, "referents", 72, NULL },
  { 0, "advisers", 70, "Deux demi-journées, six conseillers en parcours présents" },
  { 0, "telephone", 68, "Trois appels d’essai, renvoi hors des heures compris" },
  { 0, "hours", 68, "Affichés dans le hall de la MDPH et sur son site" },
  { 0, CERCLE_LAUNCH_REVIEW, 67, "Revue tenue en présence de l’ARS, du département et de la MDPH" },
  { 1, "consultations", 12, "Réunion de concertation à Lisieux" },
  { 1, "advisers", 6, "Une journée, quatre conseillers en parcours présents" },
  { 1, "hours", 4, NULL },
};

/* Position; the first one of a community coordinates it. */
static guint
coordinator_of (CercleSampleWorld *world, guint community)
{
  guint first = 0;

  for (guint i = world->members->len; i > 0; i--)
    {
      const CercleSampleMember *member = cercle_sample_member (world, i - 1);

      if (member->community == community && g_str_equal (member->role, "coordinator"))
        first = i - 1;
    }
  return first;
}

static CercleSampleStep *
add_step (CercleSampleWorld *world, guint community, int days)
{
  return cercle_sample_plan_step (
      world->plan, cercle_instant_from_local (world->days[days], MINUTE, CERCLE_SAMPLE_ZONE),
      coordinator_of (world, community));
}

static guint
tell_days (CercleSampleWorld *world, guint community)
{
  guint slot = cercle_sample_plan_slot (world->plan);
  CercleSampleStep *step = add_step (world, community, CERCLE_SAMPLE_DEPTH - 4);
  CercleSampleOp *op =
      cercle_sample_step_add (step, CERCLE_SAMPLE_CREATE, &cercle_launch_kind, slot);
  int planned = launches[community].to_come > 0 ? world->day + launches[community].to_come
                                                : world->days[launches[community].planned];

  cercle_sample_op_refer (op, CERCLE_LAUNCH_COMMUNITY, NULL,
                          cercle_sample_community (world, community)->slot);
  cercle_sample_op_set_integer (op, CERCLE_LAUNCH_WAVE, launches[community].wave);
  cercle_sample_op_set_day (op, CERCLE_LAUNCH_PLANNED_ON, planned);
  cercle_sample_op_set (op, CERCLE_LAUNCH_REMARK, launches[community].remark);
  if (launches[community].actual == 0)
    return slot;
  step = add_step (world, community, launches[community].actual);
  op = cercle_sample_step_add (step, CERCLE_SAMPLE_PATCH, &cercle_launch_kind, slot);
  cercle_sample_op_set_day (op, CERCLE_LAUNCH_ACTUAL_ON, world->days[launches[community].actual]);
  return slot;
}

static void
tell_check (CercleSampleWorld *world, guint i, guint launch)
{
  guint member = coordinator_of (world, checks[i].community);
  CercleSampleStep *step = add_step (world, checks[i].community, checks[i].days);
  CercleSampleOp *op = cercle_sample_step_add (
      step, CERCLE_SAMPLE_CREATE, &cercle_launch_check_kind, cercle_sample_plan_slot (world->plan));

  cercle_sample_op_refer (op, CERCLE_LAUNCH_CHECK_LAUNCH, NULL, launch);
  cercle_sample_op_set (op, CERCLE_LAUNCH_CHECK_SORT, checks[i].point);
  cercle_sample_op_set_day (op, CERCLE_LAUNCH_CHECK_DONE_ON, world->days[checks[i].days]);
  cercle_sample_op_refer (op, CERCLE_LAUNCH_CHECK_DONE_BY, NULL,
                          cercle_sample_member (world, member)->slot);
  cercle_sample_op_set (op, CERCLE_LAUNCH_CHECK_EVIDENCE, checks[i].evidence);
}

void
cercle_sample_tell_launches (CercleSampleWorld *world)
{
  for (guint community = 0; community < G_N_ELEMENTS (launches); community++)
    {
      guint launch = tell_days (world, community);

      for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
        if (checks[i].community == community)
          tell_check (world, i, launch);
    }
}
