/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The launch of a community (F90–F92, F100; S1: "réunions de concertations par département entre
 * ARS, CD et MDPH", "un temps de revue opérationnelle avant lancement", waves of 2, 9 and 15 June):
 * when it is planned, when it was, and what must be so before. Pure. */
#pragma once

#include "cercle-record.h"

/* One a community. */
enum
{
  CERCLE_LAUNCH_COMMUNITY,
  CERCLE_LAUNCH_WAVE,
  CERCLE_LAUNCH_PLANNED_ON,
  CERCLE_LAUNCH_ACTUAL_ON,
  CERCLE_LAUNCH_REMARK,
  CERCLE_LAUNCH_N_FIELDS
};
extern const CercleKind cercle_launch_kind;

/* That one of the points holds, as somebody says it: one a launch and point. */
enum
{
  CERCLE_LAUNCH_CHECK_LAUNCH,
  CERCLE_LAUNCH_CHECK_SORT,
  CERCLE_LAUNCH_CHECK_DONE_ON, /* unset: taken back */
  CERCLE_LAUNCH_CHECK_DONE_BY, /* of the review: who signed */
  CERCLE_LAUNCH_CHECK_EVIDENCE,
  CERCLE_LAUNCH_CHECK_N_FIELDS
};
extern const CercleKind cercle_launch_check_kind;
/* consultations referents advisers telephone hours review: in the order of the list, the signature
 * last */
extern const CercleChoice cercle_launch_points[];
#define CERCLE_N_LAUNCH_POINTS 6
#define CERCLE_LAUNCH_REVIEW "review"

/* Identities that any number of desks derive alike. (transfer full) */
char *cercle_launch_id (const char *scope, const char *community);
char *cercle_launch_check_id (const char *scope, const char *launch, const char *point);

/* What other records say of the points. A desk that has not the records knows nothing. */
typedef struct
{
  const char *consulted_on; /* day of the last consultation that was held; NULL: none, or unknown */
  const char *unnamed;      /* SET of cercle_referents: places that nobody holds; NULL: unknown */
  const char *readiness_on; /* day of the operational review that was held; NULL */
} CercleLaunchFacts;

typedef enum
{
  CERCLE_POINT_OPEN,
  CERCLE_POINT_TOLD,      /* by the records alone */
  CERCLE_POINT_CONFIRMED, /* by a person */
} CerclePointState;

typedef struct
{
  const CercleChoice *point;
  CerclePointState state;
  CercleRecord *check; /* (nullable): of those asked about */
  char *missing;       /* translated sentence; NULL: the point holds */
} CercleLaunchPoint;

typedef enum
{
  CERCLE_LAUNCH_UNPLANNED, /* no day */
  CERCLE_LAUNCH_PREPARING,
  CERCLE_LAUNCH_READY,
  CERCLE_LAUNCH_LATE, /* the planned day is past, and nobody said that it was */
  CERCLE_LAUNCH_LAUNCHED,
  CERCLE_N_LAUNCH_STATES,
} CercleLaunchState;

typedef struct
{
  CercleLaunchState state;
  CercleLaunchPoint points[CERCLE_N_LAUNCH_POINTS];
  guint held;    /* points that hold */
  char *missing; /* why it may not start: sentences, one a line; NULL: nothing is missing */
} CercleLaunchStanding;

/* launch: NULL: nothing was written of it yet. checks: CercleRecord, of this launch or of any,
 * which must outlive the standing. today: the territory's day. (transfer full) */
CercleLaunchStanding *cercle_launch_state (CercleRecord *launch, GPtrArray *checks,
                                           const CercleLaunchFacts *facts, const char *today);
void cercle_launch_standing_free (CercleLaunchStanding *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleLaunchStanding, cercle_launch_standing_free)
/* May the operational review be signed: do all points before it hold? */
gboolean cercle_launch_may_sign (const CercleLaunchStanding *self);
/* Translated. (transfer none) */
const char *cercle_launch_state_label (CercleLaunchState state);
