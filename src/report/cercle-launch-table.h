/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The launches of all communities that the desk reads, by region and département (F100; S1: "13
 * régions sur 18", "plus de 50 départements/101"), and what meetings and referents say of one.
 * Pure.
 */
#pragma once

#include "cercle-department.h"
#include "cercle-launch.h"
#include "cercle-query.h"

/* Meetings that a point of the launch is about, held or not. */
CercleQuery *cercle_launch_meetings_query (void);
/* meetings, contacts: as found (cercle_launch_meetings_query(), cercle_referents_query()); they
 * must outlive facts. NULL contacts: this desk has no directory of that community. unnamed (out,
 * transfer full): what facts has of it. */
void cercle_launch_facts (GPtrArray *meetings, GPtrArray *contacts, const char *today,
                          CercleLaunchFacts *facts, char **unnamed);

/* A département and one of its communities: one of Alsace stands in two lines. */
typedef struct
{
  const CercleRegion *region;         /* NULL: the territory is of none */
  const CercleDepartment *department; /* NULL likewise */
  CercleRecord *community;            /* NULL: there is none */
  CercleRecord *launch;               /* NULL: nothing was written of it yet */
  CercleLaunchStanding *standing;     /* NULL without a community */
} CercleLaunchLine;

typedef struct
{
  guint regions, departments, communities; /* with one community at least */
} CercleLaunchSum;

typedef struct
{
  GPtrArray *lines;        /* CercleLaunchLine: all départements, by region and code */
  CercleLaunchSum planned; /* a day is planned, or it was launched */
  CercleLaunchSum launched;
} CercleLaunchTable;

/* Records as found, of all communities: what no community of the desk has is left aside. own
 * (nullable): identity of the community whose other records the desk has; facts: of it. */
typedef struct
{
  GPtrArray *communities, *territories, *launches, *checks;
  const char *own, *today;
  const CercleLaunchFacts *facts;
} CercleLaunchSource;
CercleLaunchTable *cercle_launch_table_new (const CercleLaunchSource *source);
void cercle_launch_table_free (CercleLaunchTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleLaunchTable, cercle_launch_table_free)
/* (nullable): the first line of this community. */
const CercleLaunchLine *cercle_launch_table_find (const CercleLaunchTable *self,
                                                  const char *community);
/* (transfer full): "Launched: 13 regions of 18, 50 départements of 101, 52 communities" */
char *cercle_launch_sum_words (const CercleLaunchTable *self, gboolean launched);
