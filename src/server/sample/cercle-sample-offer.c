/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What can a partner of each kind do, and what did it say lately? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-sample-offer.h"

#include <string.h>

#include "cercle-directory.h"
#include "cercle-instant.h"
#include "cercle-organisation.h"
#include "cercle-sample-plan.h"

#define WEEK "mon_am mon_pm tue_am tue_pm wed_am wed_pm thu_am thu_pm fri_am fri_pm"
#define SATURDAY "sat_am sat_pm"
#define SUNDAY "sun_am sun_pm"
#define NIGHTS "mon_night tue_night wed_night thu_night fri_night sat_night sun_night"
#define CHECK_EVERY 90

typedef struct
{
  const char *kind, *offer, *publics, *handicaps, *slots;
  const char *unit; /* of its capacity; NULL: it has none, and is not rung in the morning */
  gboolean local;   /* around its commune only */
} Offer;

/* clang-format off */
static const Offer offers[] = {
  { "plateforme", "38", "carer child adult", NULL, WEEK " " SATURDAY, "respite", FALSE },
  { "relayage", "relief_home", "carer child teenager adult", NULL, WEEK " " SATURDAY " " SUNDAY " " NIGHTS, "relief_home", FALSE },
  { "accueil_temporaire", "256", "adult", "intellectual autism multiple motor", WEEK " " SATURDAY " " SUNDAY " " NIGHTS, "temporary", FALSE },
  { "sejour", "stay", "child teenager adult", NULL, SATURDAY " " SUNDAY, "respite", FALSE },
  { "loisirs", "mainstream", "child teenager", NULL, "wed_am wed_pm " SATURDAY, "respite", TRUE },
  { "foyer", "41", "adult", "intellectual psychic", WEEK " " SATURDAY " " SUNDAY " " NIGHTS, "emergency", FALSE },
  { "fam", "39", "adult", "multiple autism motor", WEEK " " SATURDAY " " SUNDAY " " NIGHTS, "emergency", FALSE },
  { "mas", "40", "adult", "multiple", WEEK " " SATURDAY " " SUNDAY " " NIGHTS, "temporary", FALSE },
  { "equipe_mobile", "85", "child adult", "autism", WEEK, "mobile_team", FALSE },
  { "ime", "48", "child teenager", "intellectual autism", WEEK, "day", FALSE },
  { "aide_domicile", "home_help", "child adult ageing", NULL, WEEK " " SATURDAY, NULL, TRUE },
  { "itep", "50", "child teenager", "psychic", WEEK, NULL, FALSE },
  { "sessad", "57", "child teenager", "intellectual autism learning", WEEK, NULL, FALSE },
  { "savs", "31", "adult", "intellectual psychic motor", WEEK, NULL, FALSE },
  { "samsah", "32", "adult", "psychic brain_injury", WEEK, NULL, FALSE },
  { "esat", "43", "adult", "intellectual psychic", WEEK, NULL, FALSE },
  { "emploi", "47", "young_adult adult", "psychic autism", WEEK, NULL, FALSE },
  { "camsp", "61", "child", NULL, WEEK, NULL, FALSE },
  { "pcpe", "65", "child adult", NULL, WEEK, NULL, FALSE },
  { "consultation", "177", "child adult", NULL, WEEK, NULL, FALSE },
  { "mdph", NULL, NULL, NULL, WEEK, NULL, FALSE },
  { "ars", NULL, NULL, NULL, WEEK, NULL, FALSE },
  { "cd", NULL, NULL, NULL, WEEK, NULL, FALSE },
  { "ase", NULL, "ase", NULL, WEEK, NULL, FALSE },
};
/* clang-format on */

static const Offer *
offer_of (const CercleSampleOrg *org)
{
  for (guint i = 0; i < G_N_ELEMENTS (offers); i++)
    if (g_strcmp0 (offers[i].kind, org->kind) == 0)
      return &offers[i];
  return NULL;
}

/* A number of its own for each partner and question. */
static guint
pick (const CercleSampleOrg *org, guint question, guint n)
{
  return (g_str_hash (org->block->name) / (7 + 13 * question) + question) % n;
}

void
cercle_sample_offer_organisation (CercleSampleWorld *world, const CercleSampleOrg *org,
                                  CercleSampleOp *op)
{
  const Offer *offer = offer_of (org);

  if (offer != NULL && offer->unit != NULL)
    cercle_sample_op_set (op, CERCLE_ORGANISATION_IN_ROUND, "1");
  cercle_sample_op_set_integer (op, CERCLE_ORGANISATION_CHECK_EVERY, CHECK_EVERY);
  /* As the card was written; a fifth were never checked. */
  if (pick (org, 1, 5) > 0)
    cercle_sample_op_set_day (op, CERCLE_ORGANISATION_VERIFIED_ON,
                              world->days[5 + pick (org, 2, CERCLE_SAMPLE_DEPTH - 5)]);
}

void
cercle_sample_offer_service (const CercleSampleOrg *org, CercleSampleOp *op)
{
  const Offer *offer = offer_of (org);

  if (offer == NULL)
    return;
  cercle_sample_op_set (op, CERCLE_SERVICE_OFFER, offer->offer);
  cercle_sample_op_set (op, CERCLE_SERVICE_PUBLICS, offer->publics);
  cercle_sample_op_set (op, CERCLE_SERVICE_HANDICAPS, offer->handicaps);
  cercle_sample_op_set (op, CERCLE_SERVICE_SLOTS, offer->slots);
  cercle_sample_op_set (op, CERCLE_SERVICE_WAYS, "phone mail");
  if (!offer->local)
    cercle_sample_op_set (op, CERCLE_SERVICE_WHOLE_AREA, "1");
  else
    cercle_sample_op_set (op, CERCLE_SERVICE_COMMUNES, cercle_sample_block_get (org->block, "at"));
}

/* Who took it down: one of the team, not of the MDPH. */
static guint
taker (CercleSampleWorld *world, const CercleSampleOrg *org)
{
  return pick (org, 5, cercle_sample_n_of_team (world));
}

/* Told a while before the day's morning: this morning, yesterday, the day before, a week ago. */
static void
tell_capacity (CercleSampleWorld *world, const CercleSampleOrg *org, const Offer *offer,
               const char *contact)
{
  static const int ages[] = { 0, 0, 1, 1, 2, 5 }; /* working days */
  int back = ages[pick (org, 3, G_N_ELEMENTS (ages))];
  int minute = back == 0 ? 8 * 60 + (int) pick (org, 4, 40) : 9 * 60 + (int) pick (org, 4, 480);
  gint64 at = cercle_instant_from_local (world->days[back], minute, CERCLE_SAMPLE_ZONE);
  CercleSampleStep *step = cercle_sample_plan_step (world->plan, at, taker (world, org));
  CercleSampleOp *op = cercle_sample_step_add (step, CERCLE_SAMPLE_CREATE, &cercle_capacity_kind,
                                               cercle_sample_plan_slot (world->plan));
  g_autofree char *who =
      g_strndup (contact != NULL ? contact : "", contact != NULL ? strcspn (contact, ",") : 0);

  cercle_sample_op_refer (op, CERCLE_CAPACITY_ORGANISATION, NULL, org->slot);
  cercle_sample_op_set (op, CERCLE_CAPACITY_UNIT, offer->unit);
  cercle_sample_op_set_integer (op, CERCLE_CAPACITY_FREE, pick (org, 6, 5));
  if (pick (org, 7, 2) == 0)
    cercle_sample_op_set_day (op, CERCLE_CAPACITY_UNTIL_ON,
                              world->day + 4 + (int) pick (org, 8, 10));
  cercle_sample_op_set (op, CERCLE_CAPACITY_TOLD_BY, who);
  cercle_sample_op_set_instant (op, CERCLE_CAPACITY_TOLD_AT, at);
}

static void
tell_notice (CercleSampleWorld *world, const CercleSampleOrg *org, const char *sort,
             const char *text, int from, int days)
{
  gint64 at = cercle_instant_from_local (world->days[3], 10 * 60, CERCLE_SAMPLE_ZONE);
  CercleSampleStep *step = cercle_sample_plan_step (world->plan, at, taker (world, org));
  CercleSampleOp *op = cercle_sample_step_add (step, CERCLE_SAMPLE_CREATE, &cercle_notice_kind,
                                               cercle_sample_plan_slot (world->plan));

  cercle_sample_op_refer (op, CERCLE_NOTICE_ORGANISATION, NULL, org->slot);
  cercle_sample_op_set (op, CERCLE_NOTICE_SORT, sort);
  cercle_sample_op_set (op, CERCLE_NOTICE_TEXT, text);
  cercle_sample_op_set_day (op, CERCLE_NOTICE_FROM_ON, world->day + from);
  cercle_sample_op_set_day (op, CERCLE_NOTICE_TO_ON, world->day + from + days);
}

void
cercle_sample_offer_told (CercleSampleWorld *world, const CercleSampleOrg *org, const char *contact)
{
  const Offer *offer = offer_of (org);

  if (offer == NULL)
    return;
  if (offer->unit != NULL)
    tell_capacity (world, org, offer, contact);
  if (g_str_equal (offer->kind, "ime"))
    tell_notice (world, org, "closure", "Congés d’été", 13, 52);
  if (g_str_equal (offer->kind, "esat"))
    tell_notice (world, org, "message", "Reprise progressive, un atelier sur deux", -8, 30);
}
