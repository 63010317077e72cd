/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a verdict of the MDPH do to a case that its desk does not hold? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-verdict.h"

#include "cercle-case.h"
#include "cercle-community.h"
#include "cercle-day.h"
#include "cercle-held-case.h"
#include "cercle-inner.h"
#include "cercle-review-list.h"

static gboolean
apply_effects (CercleWriter *writer, GPtrArray *effects, GError **error)
{
  for (guint i = 0; i < effects->len; i++)
    if (!cercle_inner_create (writer, effects->pdata[i], "verdict", cercle_writer_member (writer),
                              "decision", error))
      return FALSE;
  return TRUE;
}

/* Who holds the case, and until when: her desk does not know, and the item tells it. */
static gboolean
complete (CercleWriter *writer, CercleRecord *decided, const CercleReviewScene *scene,
          GError **error)
{
  g_autoptr (JsonObject) set = NULL;
  CercleInner inner = { .record = decided, .op = CERCLE_OP_PATCH, .rule = "completed" };

  cercle_review_complete (decided, scene);
  if (cercle_record_get_changed (decided) == 0)
    return TRUE;
  set = cercle_record_to_json (decided, cercle_record_get_changed (decided), TRUE);
  inner.set = set;
  return cercle_inner_apply (writer, &inner, "decision", error);
}

static gboolean
follow (CercleWriter *writer, CercleRecord *item, CercleRecord *kase, GError **error)
{
  g_autoptr (CercleRecord) community = NULL, decided = cercle_record_copy (item);
  g_autofree char *today = cercle_day_to_text (cercle_held_case_day (writer));
  g_autofree char *directory =
      writer->frame.territory != NULL ? g_strconcat ("t:", writer->frame.territory, NULL) : NULL;
  CercleReviewFrame frame = { .today = today };
  g_autoptr (CercleReviewStage) stage = NULL;
  g_autoptr (GPtrArray) effects = NULL;

  /* "c:" and the community's identity */
  if (!cercle_inner_find (writer, &cercle_community_kind, writer->mutation->scope + 2, &community,
                          error))
    return FALSE;
  frame.community = community;
  frame.time =
      cercle_community_working_time (community, writer->frame.territory, writer->frame.zone);
  stage = cercle_review_stage_read (writer->store, kase, directory, &frame, error);
  if (stage == NULL || !complete (writer, decided, &stage->scene, error))
    return FALSE;
  effects = cercle_review_effects (decided, &stage->scene, cercle_writer_member (writer),
                                   writer->mutation->at);
  return apply_effects (writer, effects, error);
}

gboolean
cercle_verdict_follow (CercleWriter *writer, CercleRecord *before, CercleRecord *after,
                       GError **error)
{
  g_autoptr (CercleRecord) kase = NULL;

  if (cercle_record_get_kind (after) != &cercle_review_item_kind ||
      writer->access->account->role != CERCLE_ROLE_MDPH ||
      cercle_record_same (before, after, CERCLE_REVIEW_ITEM_DECISION) ||
      !cercle_record_is_set (after, CERCLE_REVIEW_ITEM_DECISION))
    return TRUE;
  if (!cercle_inner_find (writer, &cercle_case_kind,
                          cercle_record_get_text (after, CERCLE_REVIEW_ITEM_CASE), &kase, error))
    return FALSE;
  return kase == NULL || cercle_record_envelope (kase)->deleted ||
         follow (writer, after, kase, error);
}
