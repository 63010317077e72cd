/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is the daily review with the MDPH made of? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-review.h"

#include <glib/gi18n-lib.h>

#include "cercle-choices.h"
#include "cercle-id.h"
#include "cercle-macros.h"

/* clang-format off */
const CercleChoice cercle_review_reasons[] = {
  { "carried", N_("Carried over") },
  { "again", N_("To be looked at again") },
  { "answer", N_("An answer of the MDPH is due") },
  { "break", N_("A break is near") },
  { "debrief", N_("Level III, not debriefed yet") },
  { "unanswered", N_("Without immediate answer") },
  { "rights", N_("Rights end soon") },
  { "hand", N_("Added by hand") },
  { NULL },
};

const CercleChoice cercle_review_rights[] = {
  { "up_to_date", N_("Up to date") },
  { "refresh", N_("To refresh") },
  { "open", N_("To open") },
  { "under_way", N_("Request under way") },
  { NULL },
};

const CercleChoice cercle_review_decisions[] = {
  { "mdph", N_("The MDPH goes on") },
  { "community", N_("The community goes on") },
  { "together", N_("Handled together") },
  { "gos_pag", N_("GOS or PAG asked for") },
  { "again", N_("Look again on…") },
  { "removed", N_("Taken off the list") },
  { NULL },
};

static const CercleField review_fields[] = {
  [CERCLE_REVIEW_HELD_ON] = { "held_on", N_("Day"), CERCLE_DAY, CERCLE_REQUIRED | CERCLE_INDEXED, .since = 4 },
  [CERCLE_REVIEW_GUESTS] = { "guests", N_("Also present"), CERCLE_TEXT, 0, .since = 4, .max = 500 },
  [CERCLE_REVIEW_REMARKS] = { "remarks", N_("Remarks"), CERCLE_TEXT, 0, .since = 4, .max = 2000 },
  [CERCLE_REVIEW_TEAM_AGREED_AT] = { "team_agreed_at", N_("Agreed by the community at"), CERCLE_INSTANT, CERCLE_YIELDS, "team", 4 },
  [CERCLE_REVIEW_TEAM_AGREED_BY] = { "team_agreed_by", N_("Agreed for the community by"), CERCLE_REF, CERCLE_YIELDS, "team", 4, .targets = "member" },
  [CERCLE_REVIEW_MDPH_AGREED_AT] = { "mdph_agreed_at", N_("Agreed by the MDPH at"), CERCLE_INSTANT, CERCLE_YIELDS, "mdph", 4 },
  [CERCLE_REVIEW_MDPH_AGREED_BY] = { "mdph_agreed_by", N_("Agreed for the MDPH by"), CERCLE_REF, CERCLE_YIELDS, "mdph", 4, .targets = "member" },
};
G_STATIC_ASSERT (G_N_ELEMENTS (review_fields) == CERCLE_REVIEW_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleReview, cercle_review, cercle_review_kind)

#define BY_BOTH (CERCLE_BY_TEAM | CERCLE_BY (CERCLE_ROLE_MDPH))

const CercleKind cercle_review_kind = {
  "review", "reviews", N_("Review with the MDPH"), "c", CERCLE_SYNCED, "mdph", NULL,
  CERCLE_BY_TEAM, BY_BOTH, CERCLE_BY_SERVER,
  review_fields, G_N_ELEMENTS (review_fields), cercle_review_get_type, .ruled = TRUE,
};

#define SHEET(name, label, most) { name, label, CERCLE_TEXT, CERCLE_YIELDS, .since = 4, .max = most }

static const CercleField item_fields[] = {
  [CERCLE_REVIEW_ITEM_REVIEW] = { "review", N_("Review"), CERCLE_REF, CERCLE_REQUIRED | CERCLE_INDEXED, .since = 4, .targets = "review" },
  [CERCLE_REVIEW_ITEM_CASE] = { "case", N_("Case"), CERCLE_REF, CERCLE_REQUIRED | CERCLE_INDEXED, .since = 4, .targets = "case" },
  [CERCLE_REVIEW_ITEM_HELD_ON] = { "held_on", N_("Day"), CERCLE_DAY, CERCLE_REQUIRED | CERCLE_INDEXED, .since = 4 },
  [CERCLE_REVIEW_ITEM_POSITION] = { "position", N_("Order"), CERCLE_INTEGER, CERCLE_YIELDS, .since = 4, .min = 0, .max = 100000 },
  [CERCLE_REVIEW_ITEM_REASONS] = { "reasons", N_("Why on the list"), CERCLE_SET, 0, .since = 4, .choices = cercle_review_reasons },
  [CERCLE_REVIEW_ITEM_REFERENCE] = { "reference", N_("Reference"), CERCLE_TEXT, CERCLE_PUBLIC | CERCLE_YIELDS, .since = 4, .max = 24 },
  [CERCLE_REVIEW_ITEM_WHO] = SHEET ("who", N_("Person"), 200),
  [CERCLE_REVIEW_ITEM_MDPH_NUMBER] = SHEET ("mdph_number", N_("MDPH number"), 40),
  [CERCLE_REVIEW_ITEM_PRIORITY] = { "priority", N_("Priority"), CERCLE_CHOICE, CERCLE_YIELDS, .since = 4, .choices = cercle_priorities },
  [CERCLE_REVIEW_ITEM_BREAK_ON] = { "break_on", N_("Break expected on"), CERCLE_DAY, CERCLE_YIELDS, .since = 4 },
  [CERCLE_REVIEW_ITEM_WORDS] = SHEET ("words", N_("In the person's words"), 1000),
  [CERCLE_REVIEW_ITEM_NEED] = SHEET ("need", N_("What is asked"), 200),
  [CERCLE_REVIEW_ITEM_EXISTING] = SHEET ("existing", N_("Already in place"), 500),
  [CERCLE_REVIEW_ITEM_RIGHTS_HELD] = SHEET ("rights_held", N_("Rights"), 500),
  [CERCLE_REVIEW_ITEM_HELD_BY] = SHEET ("held_by", N_("Holder"), 200),
  [CERCLE_REVIEW_ITEM_HELD_SINCE] = { "held_since", N_("Held since"), CERCLE_DAY, CERCLE_YIELDS, .since = 4 },
  [CERCLE_REVIEW_ITEM_TRIED] = SHEET ("tried", N_("Tried"), 1000),
  [CERCLE_REVIEW_ITEM_EVENTS] = SHEET ("events", N_("Last events"), 1500),
  [CERCLE_REVIEW_ITEM_LEFT_OUT_WHY] = { "left_out_why", N_("Taken off because"), CERCLE_TEXT, 0, .since = 4, .max = 500 },
  [CERCLE_REVIEW_ITEM_KNOWN] = { "known", N_("Already being handled?"), CERCLE_CHOICE, CERCLE_PERSONAL, "verdict", 4, .choices = cercle_known },
  [CERCLE_REVIEW_ITEM_STEP] = { "step", N_("At which step"), CERCLE_TEXT, 0, "verdict", 4 },
  [CERCLE_REVIEW_ITEM_ANSWER_ON] = { "answer_on", N_("Answer expected on"), CERCLE_DAY, 0, "verdict", 4 },
  [CERCLE_REVIEW_ITEM_RIGHTS] = { "rights", N_("Rights"), CERCLE_CHOICE, CERCLE_PERSONAL, "verdict", 4, .choices = cercle_review_rights },
  [CERCLE_REVIEW_ITEM_DECISION] = { "decision", N_("Decision"), CERCLE_CHOICE, 0, "verdict", 4, .choices = cercle_review_decisions },
  [CERCLE_REVIEW_ITEM_AGAIN_ON] = { "again_on", N_("Look again on"), CERCLE_DAY, 0, "verdict", 4 },
  [CERCLE_REVIEW_ITEM_HOLDER] = { "holder", N_("Who"), CERCLE_REF, 0, "verdict", 4, .targets = "member organisation" },
  [CERCLE_REVIEW_ITEM_DUE_ON] = { "due_on", N_("For"), CERCLE_DAY, 0, "verdict", 4 },
  [CERCLE_REVIEW_ITEM_NOTE] = { "note", N_("Note"), CERCLE_TEXT, 0, "verdict", 4, .max = 500 },
  [CERCLE_REVIEW_ITEM_DECIDED_AT] = { "decided_at", N_("Decided at"), CERCLE_INSTANT, 0, "verdict", 4 },
  [CERCLE_REVIEW_ITEM_DECIDED_BY] = { "decided_by", N_("Decided by"), CERCLE_REF, 0, "verdict", 4, .targets = "member" },
  [CERCLE_REVIEW_ITEM_SECONDS] = { "seconds", N_("Seconds spent"), CERCLE_INTEGER, CERCLE_YIELDS, .since = 4, .min = 0, .max = 86400 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (item_fields) == CERCLE_REVIEW_ITEM_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleReviewItem, cercle_review_item, cercle_review_item_kind)
/* clang-format on */

guint64
cercle_review_item_sheet (void)
{
  guint64 mask = 0;

  for (guint i = CERCLE_REVIEW_ITEM_REFERENCE; i <= CERCLE_REVIEW_ITEM_EVENTS; i++)
    mask |= CERCLE_MASK (i);
  return mask;
}

guint64
cercle_review_item_verdict (void)
{
  return cercle_kind_group (&cercle_review_item_kind, CERCLE_REVIEW_ITEM_DECISION);
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE, sentence);
  return FALSE;
}

static gboolean
item_check (CercleRecord *item, GError **error)
{
  const char *decision = cercle_record_get_text (item, CERCLE_REVIEW_ITEM_DECISION);

  if (decision == NULL)
    return TRUE;
  if (g_str_equal (decision, "again") && !cercle_record_is_set (item, CERCLE_REVIEW_ITEM_AGAIN_ON))
    return refuse (error, _ ("To look at it again, say on which day."));
  if (!cercle_record_is_set (item, CERCLE_REVIEW_ITEM_DECIDED_AT))
    return refuse (error, _ ("A verdict says when it was given."));
  return TRUE;
}

/* clang-format off */
const CercleKind cercle_review_item_kind = {
  "review_item", "review_items", N_("Case of a review"), "c", CERCLE_SYNCED, "mdph", "case",
  CERCLE_BY_TEAM, BY_BOTH, CERCLE_BY_SERVER,
  item_fields, G_N_ELEMENTS (item_fields), cercle_review_item_get_type, item_check, .ruled = TRUE,
};

static const CercleField place_fields[] = {
  [CERCLE_REVIEW_PLACE_REVIEW] = { "review", N_("Review"), CERCLE_REF, CERCLE_REQUIRED | CERCLE_INDEXED, .since = 4, .targets = "review" },
  [CERCLE_REVIEW_PLACE_MEMBER] = { "member", N_("Member"), CERCLE_REF, CERCLE_REQUIRED, .since = 4, .targets = "member" },
  [CERCLE_REVIEW_PLACE_ITEM] = { "item", N_("Looks at"), CERCLE_REF, CERCLE_YIELDS, .since = 4, .targets = "review_item" },
  [CERCLE_REVIEW_PLACE_AT] = { "at", N_("Since"), CERCLE_INSTANT, CERCLE_YIELDS, .since = 4 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (place_fields) == CERCLE_REVIEW_PLACE_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleReviewPlace, cercle_review_place, cercle_review_place_kind)

const CercleKind cercle_review_place_kind = {
  "review_place", "review_places", N_("Place in a review"), "c", CERCLE_SYNCED, "mdph", NULL,
  BY_BOTH, BY_BOTH, CERCLE_BY_SERVER,
  place_fields, G_N_ELEMENTS (place_fields), cercle_review_place_get_type, .ruled = TRUE,
};
/* clang-format on */

char *
cercle_review_id (const char *scope, const char *day)
{
  return cercle_id_derive (scope, "review", NULL, day);
}

char *
cercle_review_item_id (const char *scope, const char *day, const char *kase)
{
  return cercle_id_derive (scope, "review-item", kase, day);
}

char *
cercle_review_place_id (const char *scope, const char *day, const char *member)
{
  return cercle_id_derive (scope, "review-place", member, day);
}

/* Takes id. */
static CercleRecord *
new_record (const CercleKind *kind, char *id, const char *scope)
{
  CercleRecord *record = cercle_record_new_with_id (kind, id);
  CercleEnvelope *envelope = cercle_record_envelope (record);

  cercle_envelope_set (&envelope->scope, scope);
  cercle_envelope_set (&envelope->audience, kind->audience);
  g_free (id);
  return record;
}

CercleRecord *
cercle_review_new (const char *scope, const char *day)
{
  CercleRecord *review = new_record (&cercle_review_kind, cercle_review_id (scope, day), scope);

  cercle_record_set_text (review, CERCLE_REVIEW_HELD_ON, day);
  return review;
}

CercleRecord *
cercle_review_item_new (const char *scope, const char *day, const char *kase)
{
  CercleRecord *item =
      new_record (&cercle_review_item_kind, cercle_review_item_id (scope, day, kase), scope);
  g_autofree char *review = cercle_review_id (scope, day);

  cercle_record_set_text (item, CERCLE_REVIEW_ITEM_REVIEW, review);
  cercle_record_set_text (item, CERCLE_REVIEW_ITEM_CASE, kase);
  cercle_record_set_text (item, CERCLE_REVIEW_ITEM_HELD_ON, day);
  return item;
}

CercleRecord *
cercle_review_place_new (const char *scope, const char *day, const char *member)
{
  CercleRecord *place =
      new_record (&cercle_review_place_kind, cercle_review_place_id (scope, day, member), scope);
  g_autofree char *review = cercle_review_id (scope, day);

  cercle_record_set_text (place, CERCLE_REVIEW_PLACE_REVIEW, review);
  cercle_record_set_text (place, CERCLE_REVIEW_PLACE_MEMBER, member);
  return place;
}

CercleReviewState
cercle_review_item_state (CercleRecord *item)
{
  if (cercle_record_is_set (item, CERCLE_REVIEW_ITEM_LEFT_OUT_WHY))
    return CERCLE_REVIEW_LEFT_OUT;
  return cercle_record_is_set (item, CERCLE_REVIEW_ITEM_DECISION) ? CERCLE_REVIEW_DECIDED
                                                                  : CERCLE_REVIEW_OPEN;
}

gboolean
cercle_review_is_agreed (CercleRecord *review)
{
  return cercle_record_is_set (review, CERCLE_REVIEW_TEAM_AGREED_AT) &&
         cercle_record_is_set (review, CERCLE_REVIEW_MDPH_AGREED_AT);
}
