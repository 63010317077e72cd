/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* May this member write this? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-rights.h"

#include <string.h>

#include "cercle-agenda.h"
#include "cercle-calendar-address.h"
#include "cercle-call.h"
#include "cercle-community.h"
#include "cercle-conflict.h"
#include "cercle-consent.h"
#include "cercle-directory.h"
#include "cercle-event.h"
#include "cercle-filter.h"
#include "cercle-launch.h"
#include "cercle-macros.h"
#include "cercle-opening.h"
#include "cercle-organisation.h"
#include "cercle-person-merge.h"
#include "cercle-question.h"
#include "cercle-request.h"
#include "cercle-review.h"

/* Who did it is who is signed in. filled: set when it was left open. */
static const struct
{
  const CercleKind *kind;
  guint field;
  gboolean filled;
} authors[] = {
  { &cercle_event_kind, CERCLE_EVENT_BY, TRUE },
  { &cercle_call_kind, CERCLE_CALL_TAKEN_BY, TRUE },
  { &cercle_action_kind, CERCLE_ACTION_DONE_BY, FALSE },
  { &cercle_access_kind, CERCLE_ACCESS_BY, TRUE },
  { &cercle_request_kind, CERCLE_REQUEST_ASKED_BY, TRUE },
  { &cercle_consent_kind, CERCLE_CONSENT_RECORDED_BY, TRUE },
  { &cercle_transfer_kind, CERCLE_TRANSFER_SENT_BY, TRUE },
  { &cercle_filter_kind, CERCLE_FILTER_MEMBER, TRUE },
  { &cercle_merge_kind, CERCLE_MERGE_BY, TRUE },
  { &cercle_review_kind, CERCLE_REVIEW_TEAM_AGREED_BY, FALSE },
  { &cercle_review_kind, CERCLE_REVIEW_MDPH_AGREED_BY, FALSE },
  { &cercle_review_item_kind, CERCLE_REVIEW_ITEM_DECIDED_BY, FALSE },
  { &cercle_review_place_kind, CERCLE_REVIEW_PLACE_MEMBER, TRUE },
  { &cercle_organisation_kind, CERCLE_ORGANISATION_VERIFIED_BY, FALSE },
  { &cercle_capacity_kind, CERCLE_CAPACITY_TAKEN_BY, FALSE },
  { &cercle_enquiry_kind, CERCLE_ENQUIRY_DONE_BY, FALSE },
  { &cercle_import_kind, CERCLE_IMPORT_DONE_BY, FALSE },
  { &cercle_meeting_kind, CERCLE_MEETING_VALIDATED_BY, FALSE },
  { &cercle_meeting_kind, CERCLE_MEETING_SHARED_BY, FALSE },
  { &cercle_decision_kind, CERCLE_DECISION_APPLIED_BY, FALSE },
  { &cercle_launch_check_kind, CERCLE_LAUNCH_CHECK_DONE_BY, FALSE },
  { &cercle_correction_kind, CERCLE_CORRECTION_MADE_BY, TRUE },
  { &cercle_question_kind, CERCLE_QUESTION_ASKED_BY, TRUE },
  { &cercle_answer_use_kind, CERCLE_ANSWER_USE_USED_BY, TRUE },
};

/* What only the server's shell changes: it would no longer be true of accounts and references. Of a
 * conflict, desks write the choice alone; of a calendar address, that it is revoked. */
static const struct
{
  const CercleKind *kind;
  guint64 fields;
} kept[] = {
  { &cercle_member_kind, CERCLE_MASK (CERCLE_MEMBER_LOGIN) | CERCLE_MASK (CERCLE_MEMBER_ROLE) },
  { &cercle_community_kind, CERCLE_MASK (CERCLE_COMMUNITY_TERRITORY) },
  { &cercle_conflict_kind, ~CERCLE_MASK (CERCLE_CONFLICT_CHOICE) },
  { &cercle_merge_kind, ~CERCLE_MASK (CERCLE_MERGE_UNDONE_AT) },
  { &cercle_consent_kind, ~CERCLE_MASK (CERCLE_CONSENT_WITHDRAWN_ON) },
  { &cercle_opening_kind, ~CERCLE_MASK (CERCLE_OPENING_ENDED_AT) },
  { &cercle_calendar_address_kind, ~CERCLE_MASK (CERCLE_CALENDAR_ADDRESS_REVOKED_AT) },
  { &cercle_transfer_kind, CERCLE_MASK (CERCLE_TRANSFER_CASE) |
                               CERCLE_MASK (CERCLE_TRANSFER_DIRECTION) |
                               CERCLE_MASK (CERCLE_TRANSFER_TO) },
};

/* What the MDPH writes of a review, and nothing else of it: its verdicts and its own agreement. */
static guint64
fields_of_mdph (const CercleKind *kind)
{
  if (kind == &cercle_review_item_kind)
    return cercle_review_item_verdict () | CERCLE_MASK (CERCLE_REVIEW_ITEM_SECONDS);
  if (kind == &cercle_review_kind)
    return CERCLE_MASK (CERCLE_REVIEW_GUESTS) | CERCLE_MASK (CERCLE_REVIEW_REMARKS) |
           CERCLE_MASK (CERCLE_REVIEW_MDPH_AGREED_AT) | CERCLE_MASK (CERCLE_REVIEW_MDPH_AGREED_BY);
  return ~G_GUINT64_CONSTANT (0);
}

/* What goes to the nation, and what is said to come from it, is the coordinator's; of a question a
 * national referent writes that alone. */
static guint64
fields_kept_of_question (CercleRole role)
{
  if (role == CERCLE_ROLE_NATIONAL)
    return ~cercle_question_settlement ();
  return role == CERCLE_ROLE_COORDINATOR ? 0 : cercle_question_settlement ();
}

static guint
roles_of (const CercleKind *kind, CercleOp op)
{
  switch (op)
    {
    case CERCLE_OP_CREATE:
      return kind->create;
    case CERCLE_OP_PATCH:
      return kind->patch;
    case CERCLE_OP_DELETE:
    default:
      return kind->remove;
    }
}

gboolean
cercle_rights_mutation (CercleWriter *writer)
{
  const CercleMutation *mutation = writer->mutation;
  CercleRole role = writer->access->account->role;

  if (!cercle_access_reaches (writer->access, mutation->scope, NULL) ||
      strchr (mutation->kind->scopes, mutation->scope[0]) == NULL)
    return cercle_writer_refuse (writer, "scope", NULL);
  /* One community does not write what all of France reads. */
  if (!(roles_of (mutation->kind, mutation->op) & CERCLE_BY (role)) ||
      (mutation->scope[0] == 'n' && role != CERCLE_ROLE_NATIONAL))
    return cercle_writer_refuse (writer, "right", NULL);
  return TRUE;
}

gboolean
cercle_rights_author (CercleWriter *writer, CercleRecord *record, guint64 named)
{
  const CercleKind *kind = cercle_record_get_kind (record);
  const char *member = cercle_writer_member (writer);

  for (guint i = 0; i < G_N_ELEMENTS (authors); i++)
    {
      guint field = authors[i].field;

      if (authors[i].kind != kind)
        continue;
      if (!cercle_record_is_set (record, field))
        {
          if (authors[i].filled && writer->mutation->op == CERCLE_OP_CREATE)
            cercle_record_set_text (record, field, member);
        }
      else if ((named & CERCLE_MASK (field)) &&
               g_strcmp0 (cercle_record_get_text (record, field), member) != 0)
        return cercle_writer_refuse (writer, "right", kind->fields[field].name);
    }
  return TRUE;
}

/* Who wrote this note; NULL: the server. */
static gboolean
author_of (CercleWriter *writer, CercleRecord *current, guint field, char **author, GError **error)
{
  g_autofree char *at = NULL;

  if (!cercle_feed_last_change (writer->store, cercle_record_get_kind (current),
                                cercle_record_get_id (current), field, author, &at, error))
    return FALSE;
  if (*author == NULL)
    *author = g_strdup (cercle_record_envelope (current)->created_by);
  return TRUE;
}

gboolean
cercle_rights_fields (CercleWriter *writer, CercleRecord *current, guint64 named, GError **error)
{
  const CercleKind *kind = cercle_record_get_kind (current);
  guint64 forbidden = 0;

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (kept[i].kind == kind)
      forbidden = kept[i].fields;
  if (writer->access->account->role == CERCLE_ROLE_MDPH)
    forbidden |= ~fields_of_mdph (kind);
  if (kind == &cercle_question_kind)
    forbidden |= fields_kept_of_question (writer->access->account->role);
  for (guint i = 0; i < kind->n_fields; i++)
    {
      g_autofree char *author = NULL;

      if (!(named & CERCLE_MASK (i)))
        continue;
      if (forbidden & CERCLE_MASK (i))
        return cercle_writer_refuse (writer, "right", kind->fields[i].name);
      if (kind->fields[i].type != CERCLE_NOTE || !cercle_record_is_set (current, i))
        continue;
      if (!author_of (writer, current, i, &author, error))
        return FALSE;
      if (g_strcmp0 (author, cercle_writer_member (writer)) != 0)
        return cercle_writer_refuse (writer, "right", kind->fields[i].name);
    }
  return TRUE;
}
