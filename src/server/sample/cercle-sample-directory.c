/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who wrote the directory, and when? */
#define G_LOG_DOMAIN "cercle-server"

#include <string.h>

#include "cercle-community.h"
#include "cercle-instant.h"
#include "cercle-organisation.h"
#include "cercle-sample-french.h"
#include "cercle-sample-offer.h"
#include "cercle-sample-tell.h"

#define FIRST_MINUTE (9 * 60)
#define LAST_MINUTE (17 * 60)
#define LEARNT 55 /* percent of the partners that came nearer since */

static const char *const statuses[] = { "identified", "contacted", "volunteer", "committed" };

typedef struct
{
  CercleSampleWorld *world;
  const CercleSampleOrg *org;
  CercleSampleStep *step;
} Card;

static const char *
say (const Card *card, const char *key)
{
  return cercle_sample_block_get (card->org->block, key);
}

static CercleSampleOp *
add (const Card *card, const CercleKind *kind, guint slot)
{
  return cercle_sample_step_add (card->step, CERCLE_SAMPLE_CREATE, kind, slot);
}

static char *
phone_of (const Card *card)
{
  const char *own = say (card, "phone");
  return own != NULL ? cercle_sample_phone (own) : cercle_sample_draw_landline (card->world);
}

static guint
rank_of (const char *status)
{
  guint rank = 0;

  while (rank + 1 < G_N_ELEMENTS (statuses) && g_strcmp0 (statuses[rank], status) != 0)
    rank++;
  return rank;
}

static void
put_organisation (const Card *card, const char *phone, const char *status)
{
  CercleSampleOp *op = add (card, &cercle_organisation_kind, card->org->slot);
  const char *parent = say (card, "parent");
  g_autofree char *mail = cercle_sample_mail ("accueil", card->org->block->name);

  cercle_sample_op_set (op, CERCLE_ORGANISATION_NAME, card->org->name);
  cercle_sample_op_set (op, CERCLE_ORGANISATION_FAMILY, say (card, "family"));
  if (parent != NULL)
    cercle_sample_op_refer (
        op, CERCLE_ORGANISATION_PARENT, NULL,
        cercle_sample_org (card->world, cercle_sample_find_org (card->world, parent))->slot);
  cercle_sample_op_set (op, CERCLE_ORGANISATION_PHONE, phone);
  cercle_sample_op_set (op, CERCLE_ORGANISATION_MAIL, mail);
  cercle_sample_op_set (op, CERCLE_ORGANISATION_STATUS, status);
  cercle_sample_op_set (op, CERCLE_ORGANISATION_IN_CERCLE, say (card, "in_cercle"));
  cercle_sample_op_set (op, CERCLE_ORGANISATION_STRENGTHS, say (card, "strengths"));
  cercle_sample_offer_organisation (card->world, card->org, op);
}

static guint
put_place (const Card *card, const char *phone)
{
  guint slot = cercle_sample_plan_slot (card->world->plan);
  CercleSampleOp *op = add (card, &cercle_place_kind, slot);

  cercle_sample_op_refer (op, CERCLE_PLACE_ORGANISATION, NULL, card->org->slot);
  cercle_sample_op_set (op, CERCLE_PLACE_NAME, card->org->name);
  cercle_sample_op_set (op, CERCLE_PLACE_ADDRESS, say (card, "address"));
  cercle_sample_op_set (op, CERCLE_PLACE_COMMUNE, say (card, "at"));
  cercle_sample_op_set (op, CERCLE_PLACE_PHONE, phone);
  cercle_sample_op_set (op, CERCLE_PLACE_HIDDEN, say (card, "hidden"));
  return slot;
}

static void
put_service (const Card *card, guint place)
{
  CercleSampleOp *op;
  gboolean ages = say (card, "ages") != NULL;

  if (say (card, "service") == NULL)
    return;
  op = add (card, &cercle_service_kind, cercle_sample_plan_slot (card->world->plan));
  cercle_sample_op_refer (op, CERCLE_SERVICE_ORGANISATION, NULL, card->org->slot);
  cercle_sample_op_refer (op, CERCLE_SERVICE_PLACE, NULL, place);
  cercle_sample_op_set (op, CERCLE_SERVICE_NAME, say (card, "service"));
  cercle_sample_op_set (op, CERCLE_SERVICE_MISSIONS, say (card, "missions"));
  cercle_sample_op_set (op, CERCLE_SERVICE_THEMES, say (card, "themes"));
  if (ages)
    {
      cercle_sample_op_set_integer (op, CERCLE_SERVICE_AGE_FROM, card->org->from);
      cercle_sample_op_set_integer (op, CERCLE_SERVICE_AGE_TO, card->org->to);
    }
  cercle_sample_op_set (op, CERCLE_SERVICE_CONDITIONS, say (card, "conditions"));
  cercle_sample_offer_service (card->org, op);
}

/* "Odile Tanquerel, référente, mdph" */
static void
put_contact (const Card *card)
{
  const char *line = say (card, "contact");
  g_auto (GStrv) parts = line != NULL ? g_strsplit (line, ", ", 3) : NULL;
  g_autofree char *first = NULL, *mail = NULL, *phone = NULL;
  const char *last;
  CercleSampleOp *op;

  if (parts == NULL)
    return;
  first = g_strndup (parts[0], strcspn (parts[0], " "));
  last = parts[0] + strlen (first) + 1;
  mail = cercle_sample_mail (first, last);
  phone = cercle_sample_chance (card->world, 50) ? cercle_sample_draw_mobile (card->world) : NULL;
  op = add (card, &cercle_contact_kind, cercle_sample_plan_slot (card->world->plan));
  cercle_sample_op_refer (op, CERCLE_CONTACT_ORGANISATION, NULL, card->org->slot);
  cercle_sample_op_set (op, CERCLE_CONTACT_FIRST_NAME, first);
  cercle_sample_op_set (op, CERCLE_CONTACT_LAST_NAME, last);
  cercle_sample_op_set (op, CERCLE_CONTACT_FUNCTION, parts[1]);
  cercle_sample_op_set (op, CERCLE_CONTACT_PHONE, phone);
  cercle_sample_op_set (op, CERCLE_CONTACT_MAIL, mail);
  if (parts[1] == NULL || parts[2] == NULL)
    return;
  cercle_sample_op_set (op, CERCLE_CONTACT_REFERENT, parts[2]);
  cercle_sample_op_set_day (op, CERCLE_CONTACT_FROM_ON, card->world->days[CERCLE_SAMPLE_DEPTH]);
}

/* Some were further away when their card was written. */
static void
learn (const Card *card, guint rank)
{
  CercleSampleWorld *world = card->world;
  int day = world->days[1 + cercle_sample_draw (world, CERCLE_SAMPLE_DEPTH - 10)];
  int minute = FIRST_MINUTE + (int) cercle_sample_draw (world, LAST_MINUTE - FIRST_MINUTE);
  CercleSampleStep *step = cercle_sample_plan_step (
      world->plan, cercle_instant_from_local (day, minute, CERCLE_SAMPLE_ZONE),
      cercle_sample_draw_of_team (world));
  CercleSampleOp *op = cercle_sample_step_add (step, CERCLE_SAMPLE_PATCH, &cercle_organisation_kind,
                                               card->org->slot);

  cercle_sample_op_set (op, CERCLE_ORGANISATION_STATUS, statuses[rank]);
}

static void
put_card (CercleSampleWorld *world, const CercleSampleOrg *org, gint64 at)
{
  Card card = { world, org,
                cercle_sample_plan_step (world->plan, at,
                                         cercle_sample_draw_of_team (world)) };
  g_autofree char *phone = phone_of (&card);
  guint rank = rank_of (say (&card, "status"));
  gboolean nearer = rank > 0 && cercle_sample_chance (world, LEARNT);

  put_organisation (&card, phone, statuses[nearer ? rank - 1 : rank]);
  put_service (&card, put_place (&card, phone));
  put_contact (&card);
  if (nearer)
    learn (&card, rank);
  cercle_sample_offer_told (world, org, say (&card, "contact"));
}

void
cercle_sample_tell_directory (CercleSampleWorld *world)
{
  guint back = CERCLE_SAMPLE_DEPTH;
  int minute = FIRST_MINUTE + 30;

  for (guint i = 0; i < world->orgs->len; i++)
    {
      put_card (world, cercle_sample_org (world, i),
                cercle_instant_from_local (world->days[back], minute, CERCLE_SAMPLE_ZONE));
      minute += 6 + (int) cercle_sample_draw (world, 12);
      if (minute > LAST_MINUTE)
        {
          minute = FIRST_MINUTE + 10;
          back--;
        }
    }
}

/* The team */

static void
put_community (CercleSampleWorld *world, const CercleSampleCommunity *community,
               CercleSampleStep *step)
{
  CercleSampleOp *op =
      cercle_sample_step_add (step, CERCLE_SAMPLE_PATCH, &cercle_community_kind, community->slot);
  g_autofree char *phone =
      cercle_sample_phone (cercle_sample_block_get (community->block, "phone"));

  cercle_sample_op_set (op, CERCLE_COMMUNITY_BASIN,
                        cercle_sample_block_get (community->block, "basin"));
  cercle_sample_op_set (op, CERCLE_COMMUNITY_SORT, "crisis");
  cercle_sample_op_set (op, CERCLE_COMMUNITY_HOSTING,
                        cercle_sample_block_get (community->block, "hosting"));
  cercle_sample_op_set (op, CERCLE_COMMUNITY_COORDINATION,
                        cercle_sample_block_get (community->block, "coordination"));
  cercle_sample_op_set (op, CERCLE_COMMUNITY_PHONE, phone);
  cercle_sample_op_set (op, CERCLE_COMMUNITY_MAIL,
                        cercle_sample_block_get (community->block, "mail"));
}

static void
put_member (CercleSampleWorld *world, const CercleSampleMember *member, CercleSampleStep *step)
{
  CercleSampleOp *op =
      cercle_sample_step_add (step, CERCLE_SAMPLE_PATCH, &cercle_member_kind, member->slot);
  g_autofree char *phone = cercle_sample_draw_landline (world);
  g_autofree char *mail = cercle_sample_mail (member->first, member->last);

  cercle_sample_op_set (op, CERCLE_MEMBER_EMPLOYER, member->employer);
  cercle_sample_op_set (op, CERCLE_MEMBER_PHONE, phone);
  cercle_sample_op_set (op, CERCLE_MEMBER_MAIL, mail);
}

void
cercle_sample_tell_team (CercleSampleWorld *world)
{
  gint64 at = cercle_instant_from_local (world->days[CERCLE_SAMPLE_DEPTH], FIRST_MINUTE,
                                         CERCLE_SAMPLE_ZONE);

  for (guint c = 0; c < world->communities->len; c++)
    {
      guint coordinator = (guint) cercle_sample_draw_member (world, c, "coordinator", -1);
      CercleSampleStep *step = cercle_sample_plan_step (world->plan, at, coordinator);

      put_community (world, cercle_sample_community (world, c), step);
      for (guint m = 0; m < world->members->len; m++)
        if (cercle_sample_member (world, m)->community == c)
          put_member (world, cercle_sample_member (world, m), step);
    }
}
