/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which kinds of records are there, and what may a role read of them? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-kind.h"

#include "cercle-agenda.h"
#include "cercle-calendar-address.h"
#include "cercle-call.h"
#include "cercle-case.h"
#include "cercle-community.h"
#include "cercle-conflict.h"
#include "cercle-consent.h"
#include "cercle-directory.h"
#include "cercle-event.h"
#include "cercle-filter.h"
#include "cercle-launch.h"
#include "cercle-macros.h"
#include "cercle-meeting.h"
#include "cercle-opening.h"
#include "cercle-organisation.h"
#include "cercle-person-merge.h"
#include "cercle-person.h"
#include "cercle-question.h"
#include "cercle-request.h"
#include "cercle-review.h"
#include "cercle-rule.h"
#include "cercle-solution.h"
#include "cercle-waiting-list.h"

/* clang-format off */
static const CercleKind *const kinds[] = {
  &cercle_territory_kind, &cercle_community_kind, &cercle_member_kind,
  &cercle_code_kind, &cercle_organisation_kind, &cercle_place_kind,
  &cercle_service_kind, &cercle_contact_kind, &cercle_notice_kind,
  &cercle_capacity_kind, &cercle_campaign_kind, &cercle_enquiry_kind,
  &cercle_import_kind, &cercle_source_kind, &cercle_document_kind,
  &cercle_matrix_kind, &cercle_rule_kind, &cercle_person_kind,
  &cercle_relative_kind, &cercle_case_kind, &cercle_call_kind,
  &cercle_event_kind, &cercle_action_kind, &cercle_consent_kind,
  &cercle_right_kind, &cercle_request_kind, &cercle_solution_kind,
  &cercle_transfer_kind, &cercle_merge_kind, &cercle_filter_kind,
  &cercle_review_kind, &cercle_review_item_kind, &cercle_review_place_kind,
  &cercle_article_kind, &cercle_series_kind, &cercle_meeting_kind,
  &cercle_attendee_kind, &cercle_template_line_kind, &cercle_question_kind,
  &cercle_agenda_item_kind, &cercle_decision_kind, &cercle_correction_kind,
  &cercle_meeting_note_kind, &cercle_answer_use_kind, &cercle_launch_kind,
  &cercle_launch_check_kind, &cercle_calendar_address_kind, &cercle_opening_kind,
  &cercle_conflict_kind, &cercle_draft_kind, &cercle_access_kind,
  &cercle_waiting_list_kind, &cercle_waiting_row_kind,
  NULL,
};
/* clang-format on */

/* The team reads everything but child protection, and who opened it by exception, which is the
 * coordinator's; the others what was addressed to them. The MDPH is of the governance (S1: "entre
 * les membres de la Communauté, le coordinateur, l'ARS, le CD et la MDPH"): an MDPH professional
 * reads its meetings, which name nobody. An
 * administrator keeps accounts: she reads the frame, and no case. */
static const char *const audiences_of_roles[] = {
  [CERCLE_ROLE_ADVISER] = "team mdph partner governance national",
  [CERCLE_ROLE_COORDINATOR] = "team mdph partner governance national coordination",
  [CERCLE_ROLE_MDPH] = "mdph governance national",
  [CERCLE_ROLE_PARTNER] = "partner national",
  [CERCLE_ROLE_GOVERNANCE] = "governance national",
  [CERCLE_ROLE_NATIONAL] = "national",
  [CERCLE_ROLE_ADMINISTRATOR] = "national",
};
G_STATIC_ASSERT (G_N_ELEMENTS (audiences_of_roles) == CERCLE_N_ROLES);

const CercleKind *const *
cercle_kinds (void)
{
  return kinds;
}

const CercleKind *
cercle_kind_find (const char *name)
{
  for (guint i = 0; name != NULL && kinds[i] != NULL; i++)
    if (g_str_equal (kinds[i]->name, name))
      return kinds[i];
  return NULL;
}

int
cercle_kind_field (const CercleKind *kind, const char *name)
{
  for (guint i = 0; name != NULL && i < kind->n_fields; i++)
    if (g_str_equal (kind->fields[i].name, name))
      return (int) i;
  return -1;
}

const char *
cercle_kind_audience (const CercleKind *kind, const CercleKind *parent, const char *audience)
{
  return audience == NULL || g_strcmp0 (audience, parent->audience) == 0 ? kind->audience
                                                                         : audience;
}

guint64
cercle_kind_mask (const CercleKind *kind, CercleFieldFlags flag)
{
  guint64 mask = 0;

  for (guint i = 0; i < kind->n_fields; i++)
    if (kind->fields[i].flags & flag)
      mask |= CERCLE_MASK (i);
  return mask;
}

guint64
cercle_kind_group (const CercleKind *kind, guint field)
{
  const char *group = kind->fields[field].group;
  guint64 mask = CERCLE_MASK (field);

  for (guint i = 0; group != NULL && i < kind->n_fields; i++)
    if (g_strcmp0 (kind->fields[i].group, group) == 0)
      mask |= CERCLE_MASK (i);
  return mask;
}

CercleRole
cercle_role_parse (const char *token)
{
  const CercleChoice *role = cercle_choice_find (cercle_roles, token);
  return role != NULL ? (CercleRole) (role - cercle_roles) : CERCLE_N_ROLES;
}

const char *
cercle_role_audiences (CercleRole role)
{
  g_return_val_if_fail (role < CERCLE_N_ROLES, "");
  return audiences_of_roles[role];
}

gboolean
cercle_role_may_export (CercleRole role)
{
  return role == CERCLE_ROLE_COORDINATOR;
}
