/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which partner is asked while a case is told, and under which code falls what it answers? */
#define G_LOG_DOMAIN "cercle-server"

#include <string.h>

#include "cercle-request.h"
#include "cercle-sample-beat.h"
#include "cercle-sample-case.h"

#define IN_PART 5 /* one yes in so many */
#define HEAVY "3" /* the level that is debriefed before anybody is asked */
#define CHANGED "117"
#define NO_MEANS "114"

/* What a refusal says, and its code of the official list; the first that is met. */
static const struct
{
  const char *word, *motive;
} motives[] = {
  { "secteur", "113" },     { "commune", "113" },  { "trajet", "113" },
  { "roule", "113" },       { " ans", "122" },     { "table", "86" },
  { "rez-de-chaus", "86" }, { "dortoir", "86" },   { "électrique", "86" },
  { "matériel", "86" },     { "formé", "116" },    { "notification", "115" },
  { "orientation", "115" }, { "principe", "115" }, { "stabilité", "115" },
};

/* Who decides about rights is not asked for a place. */
static const char *const deciders[] = { "mdph", "cd", "ars", "ase", NULL };

typedef struct
{
  int org;
  guint slot; /* of the request */
  gboolean answered;
} Asked;

GArray *
cercle_sample_asked_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (Asked));
}

/* Nothing is drawn: what is told of a case does not change with what is asked. */
static guint
pick (const CercleSampleCase *self, int org, guint n)
{
  return (g_str_hash (cercle_sample_org (self->world, org)->block->name) / 7 +
          31 * self->case_slot) %
         n;
}

static gboolean
is_heavy (const CercleSampleCase *self)
{
  return self->heavy || g_strcmp0 (cercle_sample_block_get (self->story, "level"), HEAVY) == 0;
}

static gboolean
may_ask (const CercleSampleCase *self, int org)
{
  if (org < 0 || is_heavy (self) ||
      g_strv_contains (deciders, cercle_sample_org (self->world, org)->kind))
    return FALSE;
  for (guint i = 0; i < self->asked->len; i++)
    if (g_array_index (self->asked, Asked, i).org == org)
      return FALSE;
  return TRUE;
}

static void
ask (CercleSampleCase *self, int org)
{
  const Asked asked = { org, cercle_sample_plan_slot (self->world->plan), FALSE };
  CercleSampleOp *op = cercle_sample_step_add (cercle_sample_case_step (self), CERCLE_SAMPLE_CREATE,
                                               &cercle_request_kind, asked.slot);

  cercle_sample_op_refer (op, CERCLE_REQUEST_CASE, NULL, self->case_slot);
  cercle_sample_op_refer (op, CERCLE_REQUEST_ORGANISATION, NULL,
                          cercle_sample_org (self->world, org)->slot);
  cercle_sample_op_set (op, CERCLE_REQUEST_MEANS, pick (self, org, 3) > 0 ? "phone" : "mail");
  cercle_sample_op_set (op, CERCLE_REQUEST_WHAT, self->need);
  cercle_sample_op_set_day (op, CERCLE_REQUEST_ASKED_ON, self->day);
  cercle_sample_op_refer (op, CERCLE_REQUEST_ASKED_BY, NULL,
                          cercle_sample_member (self->world, self->author)->slot);
  cercle_sample_op_set (op, CERCLE_REQUEST_ANSWER, "waiting");
  g_array_append_val (self->asked, asked);
}

static const char *
motive_of (const char *said)
{
  for (guint i = 0; i < G_N_ELEMENTS (motives); i++)
    if (strstr (said, motives[i].word) != NULL)
      return motives[i].motive;
  return NO_MEANS;
}

static void
answer (CercleSampleCase *self, Asked *asked, const char *token, const char *motive)
{
  CercleSampleOp *op = cercle_sample_step_add (cercle_sample_case_step (self), CERCLE_SAMPLE_PATCH,
                                               &cercle_request_kind, asked->slot);

  cercle_sample_op_set (op, CERCLE_REQUEST_ANSWER, token);
  cercle_sample_op_set_day (op, CERCLE_REQUEST_ANSWERED_ON, self->day);
  if (motive != NULL)
    cercle_sample_op_set (op, CERCLE_REQUEST_MOTIVE, motive);
  asked->answered = TRUE;
}

/* (nullable): the last one asked that has not answered. */
static Asked *
waiting (CercleSampleCase *self)
{
  for (guint i = self->asked->len; i > 0; i--)
    if (!g_array_index (self->asked, Asked, i - 1).answered)
      return &g_array_index (self->asked, Asked, i - 1);
  return NULL;
}

void
cercle_sample_case_asked (CercleSampleCase *self, char **words, const char *template,
                          const char *said)
{
  Asked *asked = NULL;

  /* The people of the mock-ups ask by beats of their own. */
  if (self->own != NULL)
    return;
  if (g_str_equal (words[0], "set") && g_strcmp0 (words[1], "level") == 0)
    self->heavy = self->heavy || g_strcmp0 (said, HEAVY) == 0;
  else if (g_str_equal (words[0], "baton") && g_str_has_prefix (words[1], "org") &&
           may_ask (self, self->org))
    ask (self, self->org);
  else if (strstr (template, "{yes}") != NULL && (asked = waiting (self)) != NULL)
    answer (self, asked, pick (self, asked->org, IN_PART) == 0 ? "partial" : "yes", NULL);
  else if (strstr (template, "{no}") != NULL && (asked = waiting (self)) != NULL)
    answer (self, asked, "no", motive_of (said));
  else if (g_str_equal (words[0], "close"))
    while ((asked = waiting (self)) != NULL)
      answer (self, asked, "no", CHANGED);
}
