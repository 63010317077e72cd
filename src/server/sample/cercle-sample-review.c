/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What did the community and the MDPH decide yesterday? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-sample-review.h"

#include <string.h>

#include "cercle-call.h"
#include "cercle-case.h"
#include "cercle-community.h"
#include "cercle-day.h"
#include "cercle-event.h"
#include "cercle-instant.h"
#include "cercle-person.h"
#include "cercle-query.h"
#include "cercle-review-list.h"
#include "cercle-review-words.h"

#define NOON (12 * 60)
#define STEP 16

/* Only what leaves a case where it is: its own story goes on. Those that came to be debriefed are
 * decided, the first of the others were not reached. */
static const struct
{
  const char *known, *rights, *decision;
  int seconds;
} verdicts[] = {
  { "no", "up_to_date", "removed", 85 },  { "yes", "under_way", "again", 62 },
  { "no", "up_to_date", "removed", 48 },  { "unknown", "up_to_date", "again", 71 },
  { "yes", "up_to_date", "removed", 55 }, { "no", "up_to_date", "removed", 40 },
  { "no", "up_to_date", "removed", 93 },  { "yes", "under_way", "removed", 58 },
};
#define NOT_REACHED 4
#define LATELY 4 /* working days: well under those after which a case is silent */

typedef struct
{
  CercleSampleBatch *batch;
  char *today, *next, *lately;
  CercleReviewFrame frame;
} Sitting;

static char *
name_of (const char *reference, gpointer store)
{
  g_auto (GStrv) parts = g_strsplit (reference, ":", 2);
  const CercleKind *kind = cercle_kind_find (parts[0]);
  g_autoptr (CercleRecord) record =
      kind != NULL && parts[1] != NULL ? cercle_store_get (store, kind, parts[1], NULL) : NULL;
  char *name = record != NULL ? cercle_record_name (record) : NULL;

  return name != NULL ? name : g_strdup ("?");
}

static char *
label_of (const char *list, const char *token, gpointer store)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_code_kind);
  g_autoptr (GPtrArray) found = NULL;

  cercle_query_where (query, CERCLE_CODE_LIST, CERCLE_IS, list);
  cercle_query_where (query, CERCLE_CODE_TOKEN, CERCLE_IS, token);
  found = cercle_store_find (store, query, NULL);
  return g_strdup (found != NULL && found->len > 0
                       ? cercle_record_get_text (found->pdata[0], CERCLE_CODE_LABEL_FR)
                       : token);
}

static void
decide (Sitting *sitting, guint i, const CercleReviewLine *line)
{
  const CercleReviewScene scene = { .kase = line->kase, .frame = &sitting->frame };
  g_autoptr (GPtrArray) effects = NULL;
  CercleRecord *item = line->item;

  cercle_record_set_text (item, CERCLE_REVIEW_ITEM_KNOWN, verdicts[i].known);
  cercle_record_set_text (item, CERCLE_REVIEW_ITEM_RIGHTS, verdicts[i].rights);
  cercle_record_set_text (item, CERCLE_REVIEW_ITEM_DECISION, verdicts[i].decision);
  if (g_str_equal (verdicts[i].decision, "again"))
    cercle_record_set_text (item, CERCLE_REVIEW_ITEM_AGAIN_ON, sitting->next);
  cercle_record_set_integer (item, CERCLE_REVIEW_ITEM_SECONDS, verdicts[i].seconds);
  cercle_record_set_text (item, CERCLE_REVIEW_ITEM_DECIDED_AT, sitting->batch->at);
  cercle_record_set_text (item, CERCLE_REVIEW_ITEM_DECIDED_BY, sitting->batch->member);
  cercle_sample_batch_create (sitting->batch, item);
  effects = cercle_review_effects (item, &scene, sitting->batch->member, sitting->batch->at);
  for (guint e = 0; e < effects->len; e++)
    cercle_sample_batch_create (sitting->batch, effects->pdata[e]);
}

static GPtrArray *
find_all (CercleStore *store, const CercleKind *kind, guint field, const char *id)
{
  g_autoptr (CercleQuery) query = cercle_query_new (kind);

  cercle_query_where (query, field, CERCLE_IS, id);
  return cercle_store_find (store, query, NULL);
}

static void
tell (Sitting *sitting, const CercleReviewLine *line)
{
  g_autoptr (GPtrArray) calls = find_all (sitting->batch->store, &cercle_call_kind,
                                          CERCLE_CALL_CASE, cercle_record_get_id (line->kase));
  g_autoptr (GPtrArray) relatives =
      line->person != NULL ? find_all (sitting->batch->store, &cercle_relative_kind,
                                       CERCLE_RELATIVE_PERSON, cercle_record_get_id (line->person))
                           : NULL;
  const CercleReviewSource source = { .kase = line->kase,
                                      .person = line->person,
                                      .community = sitting->frame.community,
                                      .rights = line->rights,
                                      .relatives = relatives,
                                      .calls = calls,
                                      .today = sitting->today,
                                      .name = name_of,
                                      .label = label_of,
                                      .data = sitting->batch->store };

  cercle_review_tell (line->item, &source);
}

/* Came to be debriefed, and nothing else; who waits without news goes on waiting. */
static gboolean
is_for_debrief (const Sitting *sitting, const CercleReviewLine *line)
{
  const char *news = cercle_record_get_text (line->kase, CERCLE_CASE_LAST_NEWS_ON);

  return g_strcmp0 (cercle_record_get_text (line->item, CERCLE_REVIEW_ITEM_REASONS), "debrief") ==
             0 &&
         news != NULL && strcmp (news, sitting->lately) >= 0;
}

/* A child in care is not on the desk of who may not read her case. */
static void
add_lines (Sitting *sitting, GPtrArray *lines)
{
  guint decided = 0, left = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const CercleReviewLine *line = g_ptr_array_index (lines, i);
      gboolean debrief = is_for_debrief (sitting, line);

      if (g_strcmp0 (cercle_record_envelope (line->kase)->audience, "team") != 0 ||
          (debrief ? decided >= G_N_ELEMENTS (verdicts) : left >= NOT_REACHED))
        continue;
      tell (sitting, line);
      cercle_record_set_integer (line->item, CERCLE_REVIEW_ITEM_POSITION,
                                 (decided + left + 1) * STEP);
      if (debrief)
        decide (sitting, decided++, line);
      else
        {
          cercle_sample_batch_create (sitting->batch, line->item);
          left++;
        }
    }
}

static void
add_presence (Sitting *sitting, const char *member)
{
  g_autoptr (CercleRecord) place =
      cercle_review_place_new (sitting->batch->scope, sitting->today, member);

  cercle_record_set_text (place, CERCLE_REVIEW_PLACE_AT, sitting->batch->at);
  cercle_sample_batch_create (sitting->batch, place);
}

static void
sitting_clear (Sitting *sitting)
{
  g_free (sitting->today);
  g_free (sitting->next);
  g_free (sitting->lately);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sitting, sitting_clear)

static gboolean
fill_review (CercleSampleBatch *batch, guint which, GError **error)
{
  CercleSampleWorld *world = batch->world;
  const char *id = batch->ids[cercle_sample_community (world, 0)->slot];
  g_autoptr (CercleRecord) community =
      cercle_store_get (batch->store, &cercle_community_kind, id, error);
  g_auto (Sitting) sitting = { .batch = batch };
  g_autoptr (CercleReviewList) list = NULL;
  g_autoptr (CercleRecord) review = NULL;

  if (community == NULL)
    return FALSE;
  sitting.today = cercle_day_to_text (world->days[1]);
  sitting.next = cercle_day_to_text (world->days[0]);
  sitting.lately = cercle_day_to_text (world->days[LATELY]);
  sitting.frame = (CercleReviewFrame){
    .today = sitting.today,
    .community = community,
    .time = cercle_community_working_time (community, CERCLE_SAMPLE_TERRITORY, CERCLE_SAMPLE_ZONE),
  };
  list = cercle_review_list_read (batch->store, batch->scope, sitting.today, &sitting.frame, error);
  if (list == NULL)
    return FALSE;
  review = cercle_review_new (batch->scope, sitting.today);
  cercle_sample_batch_create (batch, review);
  add_lines (&sitting, list->lines);
  add_presence (&sitting, batch->member);
  return TRUE;
}

void
cercle_sample_review (CercleSampleWorld *world, GArray *sittings)
{
  int coordinator = cercle_sample_draw_member (world, 0, "coordinator", -1);
  const CercleSampleSitting sitting = {
    .at = cercle_instant_from_local (world->days[1], NOON, CERCLE_SAMPLE_ZONE),
    .member = (guint) coordinator,
    .fill = fill_review,
  };

  if (coordinator >= 0)
    cercle_sample_sitting_add (sittings, world, &sitting);
}
