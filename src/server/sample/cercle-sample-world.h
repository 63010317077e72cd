/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What the sample is made of: its days, its team, its partners, its texts, and its chance. One world
 * makes one plan; nothing here touches a database. */
#pragma once

#include "cercle-deadline.h"
#include "cercle-sample-book.h"
#include "cercle-sample-plan.h"

#define CERCLE_SAMPLE_TERRITORY "14"
#define CERCLE_SAMPLE_ZONE "Europe/Paris"
/* Working days that the sample goes back, about four months. */
#define CERCLE_SAMPLE_DEPTH 82

typedef struct
{
  const CercleSampleBlock *block, *towns;
  guint slot; /* of its record */
} CercleSampleCommunity;

typedef struct
{
  const char *login, *first, *last, *role, *employer;
  const char *audience; /* one more, or NULL */
  guint community;      /* position */
  guint slot;
} CercleSampleMember;

typedef struct
{
  const CercleSampleBlock *block;
  const char *name, *article, *kind;
  gboolean feminine;
  int from, to; /* ages */
  guint slot;
} CercleSampleOrg;

/* Those who answer at one number. */
typedef struct
{
  guint community;
  const char *tie; /* token of who calls */
  char *last, *phone, *commune, *caller_first, *caller_last;
} CercleSampleHousehold;

typedef struct
{
  guint32 seed;
  int day;
  GRand *rand;
  CercleWorkingTime time;
  int days[CERCLE_SAMPLE_DEPTH + 1]; /* [0]: the day; [n]: the n-th working day before it */
  CercleSampleBook *stories, *tracks, *named, *people, *team, *organisations, *meetings;
  GArray *communities, *members, *orgs;
  GArray *households; /* CercleSampleHousehold */
  GHashTable *uses;   /* name of a story → how often it was told */
  GHashTable *callers; /* name of a named person → slot of who calls for her */
  guint phones[6];    /* how many numbers of each range were given */
  CercleSamplePlan *plan;
} CercleSampleWorld;

CercleSampleWorld *cercle_sample_world_new (guint32 seed, int day, GError **error);
void cercle_sample_world_free (CercleSampleWorld *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleSampleWorld, cercle_sample_world_free)

/* 0 to n - 1. */
guint cercle_sample_draw (CercleSampleWorld *self, guint n);
gboolean cercle_sample_chance (CercleSampleWorld *self, guint percent);
/* (transfer full): one of the words. */
char *cercle_sample_draw_word (CercleSampleWorld *self, const char *words);
/* (transfer none): one value of key. */
const char *cercle_sample_draw_line (CercleSampleWorld *self, const CercleSampleBlock *block,
                                     const char *key);
/* (transfer full): INSEE code, by weight. */
char *cercle_sample_draw_town (CercleSampleWorld *self, const CercleSampleBlock *towns);
void cercle_sample_shuffle (CercleSampleWorld *self, GPtrArray *array);

#define cercle_sample_community(world, i) \
  (&g_array_index ((world)->communities, CercleSampleCommunity, (i)))
#define cercle_sample_member(world, i) (&g_array_index ((world)->members, CercleSampleMember, (i)))
#define cercle_sample_org(world, i) (&g_array_index ((world)->orgs, CercleSampleOrg, (i)))
/* Position, or -1. */
int cercle_sample_find_member (CercleSampleWorld *self, const char *login);
int cercle_sample_find_org (CercleSampleWorld *self, const char *name);
/* Position of a member of a community with this role (NULL: any), other than but; -1 when there is
 * none. */
int cercle_sample_draw_member (CercleSampleWorld *self, guint community, const char *role, int but);

/* How many are of the team of either community: they come first. */
guint cercle_sample_n_of_team (CercleSampleWorld *self);
/* Position of one of them. */
guint cercle_sample_draw_of_team (CercleSampleWorld *self);
/* (transfer full): a telephone nobody has, "+33…", given once. */
char *cercle_sample_draw_mobile (CercleSampleWorld *self);
char *cercle_sample_draw_landline (CercleSampleWorld *self);
/* "0639984217" as "+33639984217". (transfer full) */
char *cercle_sample_phone (const char *national);
