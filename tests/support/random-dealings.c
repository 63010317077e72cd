/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be agreed with a person and asked of partners, allowed or not? */
#define G_LOG_DOMAIN "random-work"

#include "random-turn.h"

#include "cercle-case.h"
#include "cercle-choices.h"
#include "cercle-consent.h"
#include "cercle-event.h"
#include "cercle-gate.h"
#include "cercle-instant.h"
#include "cercle-organisation.h"
#include "cercle-request.h"
#include "cercle-solution.h"

static void
set_contents (Turn *turn, CercleRecord *record, guint field)
{
  for (guint n = 1 + turn_below (turn, 3); n > 0; n--)
    cercle_record_set_token (record, field, turn_token (turn, cercle_contents), TRUE);
}

CercleTx *
turn_consent (Turn *turn, CercleRecord *kase)
{
  const char *person = cercle_record_get_text (kase, CERCLE_CASE_PERSON);
  g_autoptr (CercleRecord) record =
      turn_new (&cercle_consent_kind, cercle_record_envelope (kase)->scope);
  g_autofree char *day = turn_today (-(int) turn_below (turn, 2));

  if (person == NULL)
    return NULL;
  cercle_record_set_text (record, CERCLE_CONSENT_PERSON, person);
  cercle_record_set_text (record, CERCLE_CONSENT_PURPOSE,
                          turn_chance (turn, 70) ? "exchange" : "transfer");
  cercle_record_set_text (record, CERCLE_CONSENT_RECIPIENTS,
                          turn_chance (turn, 70) ? "partners" : "community");
  set_contents (turn, record, CERCLE_CONSENT_DATA);
  cercle_record_set_text (record, CERCLE_CONSENT_GIVEN, turn_chance (turn, 80) ? "yes" : "no");
  cercle_record_set_text (record, CERCLE_CONSENT_GIVEN_ON, day);
  return turn_only (record);
}

CercleTx *
turn_withdraw (Turn *turn, CercleRecord *kase)
{
  g_autoptr (CercleRecord) record = turn_pick (turn, &cercle_consent_kind);
  g_autoptr (GPtrArray) requests = turn_find (turn, &cercle_request_kind, -1, NULL);
  g_autoptr (GPtrArray) stopped = NULL;
  g_autofree char *day = turn_today (0);
  CercleTx *tx = NULL;

  if (record == NULL)
    return NULL;
  cercle_record_set_text (record, CERCLE_CONSENT_WITHDRAWN_ON, day);
  tx = turn_only (record);
  stopped = cercle_gate_dependants (record, requests);
  for (guint i = 0; i < stopped->len; i++)
    {
      cercle_record_set_text (stopped->pdata[i], CERCLE_REQUEST_ANSWER, "withdrawn");
      cercle_tx_save (tx, stopped->pdata[i]);
    }
  return tx;
}

CercleTx *
turn_ask (Turn *turn, CercleRecord *kase)
{
  g_autoptr (CercleRecord) organisation = turn_pick (turn, &cercle_organisation_kind);
  g_autoptr (CercleRecord) consented = turn_pick (turn, &cercle_consent_kind);
  g_autoptr (CercleRecord) request = turn_new_of (&cercle_request_kind, CERCLE_REQUEST_CASE, kase);
  g_autofree char *day = turn_today (0);

  if (organisation == NULL)
    return NULL;
  cercle_record_set_text (request, CERCLE_REQUEST_ORGANISATION,
                          cercle_record_get_id (organisation));
  cercle_record_set_text (request, CERCLE_REQUEST_ASKED_ON, day);
  cercle_record_set_text (request, CERCLE_REQUEST_ANSWER, "waiting");
  if (turn_chance (turn, 60))
    set_contents (turn, request, CERCLE_REQUEST_SENT);
  if (consented != NULL)
    cercle_record_set_text (request, CERCLE_REQUEST_CONSENT, cercle_record_get_id (consented));
  if (turn_chance (turn, 20))
    cercle_record_set_text (request, CERCLE_REQUEST_WITHOUT_CONSENT_WHY, "Tonight.");
  if (turn_chance (turn, 30))
    cercle_record_set_text (request, CERCLE_REQUEST_UNDEBRIEFED_WHY, "Tonight.");
  return turn_only (request);
}

/* A yes makes a solution, in the same action. */
CercleTx *
turn_answer (Turn *turn, CercleRecord *kase)
{
  g_autoptr (CercleRecord) request = turn_pick (turn, &cercle_request_kind);
  g_autoptr (CercleRecord) solution =
      turn_new_of (&cercle_solution_kind, CERCLE_SOLUTION_CASE, kase);
  g_autofree char *day = turn_today (0);
  CercleTx *tx = NULL;

  if (request == NULL)
    return NULL;
  cercle_record_set_text (request, CERCLE_REQUEST_ANSWER, turn_token (turn, cercle_answers));
  cercle_record_set_text (request, CERCLE_REQUEST_ANSWERED_ON, day);
  cercle_record_set_text (request, CERCLE_REQUEST_MOTIVE,
                          turn_chance (turn, 60) ? "no_place" : NULL);
  tx = turn_only (request);
  if (g_strcmp0 (cercle_record_get_text (request, CERCLE_REQUEST_ANSWER), "yes") != 0)
    return tx;
  cercle_record_set_text (solution, CERCLE_SOLUTION_CASE,
                          cercle_record_get_text (request, CERCLE_REQUEST_CASE));
  cercle_record_set_text (solution, CERCLE_SOLUTION_REQUEST, cercle_record_get_id (request));
  cercle_record_set_text (solution, CERCLE_SOLUTION_CHOICE, "proposed");
  cercle_tx_save (tx, solution);
  return tx;
}

/* (transfer full): of the person; a chosen one brings its follow-ups. */
CercleTx *
turn_choose (Turn *turn, CercleRecord *kase)
{
  static const CercleWorkingTime time = { 0 };
  g_autoptr (CercleRecord) solution = turn_pick (turn, &cercle_solution_kind);
  g_autoptr (GPtrArray) actions = NULL;
  g_autofree char *day = turn_today (0);
  CercleTx *tx = NULL;

  if (solution == NULL)
    {
      solution = turn_new_of (&cercle_solution_kind, CERCLE_SOLUTION_CASE, kase);
      cercle_record_set_text (solution, CERCLE_SOLUTION_CHOICE, "proposed");
      return turn_only (solution);
    }
  cercle_record_set_text (solution, CERCLE_SOLUTION_CHOICE,
                          turn_token (turn, cercle_solution_choices));
  cercle_record_set_text (solution, CERCLE_SOLUTION_CHOICE_ON, day);
  cercle_record_set_text (solution, CERCLE_SOLUTION_START_ON, day);
  tx = turn_only (solution);
  actions = cercle_solution_follow_ups (solution, &time);
  for (guint i = 0; i < actions->len; i++)
    {
      g_autoptr (CercleRecord) there =
          turn->failed ? NULL
                       : cercle_store_get (turn->work->store, &cercle_action_kind,
                                           cercle_record_get_id (actions->pdata[i]), NULL);
      if (there == NULL)
        cercle_tx_save (tx, actions->pdata[i]);
    }
  return tx;
}

CercleTx *
turn_transfer (Turn *turn, CercleRecord *kase)
{
  g_autoptr (CercleRecord) record =
      turn_chance (turn, 60) ? turn_pick (turn, &cercle_transfer_kind) : NULL;
  g_autofree char *now = cercle_instant_now_text ();
  const guint ends[] = { CERCLE_TRANSFER_ACCEPTED_AT, CERCLE_TRANSFER_REFUSED_AT };

  if (record != NULL)
    {
      cercle_record_set_text (record, ends[turn_below (turn, 2)], now);
      return turn_only (record);
    }
  record = turn_new_of (&cercle_transfer_kind, CERCLE_TRANSFER_CASE, kase);
  cercle_record_set_text (record, CERCLE_TRANSFER_DIRECTION, turn_token (turn, cercle_directions));
  cercle_record_set_text (record, CERCLE_TRANSFER_COMMUNITY, "Orne");
  cercle_record_set_text (record, CERCLE_TRANSFER_SENT_AT, now);
  if (turn_chance (turn, 50))
    set_contents (turn, record, CERCLE_TRANSFER_DATA);
  if (turn_chance (turn, 20))
    cercle_record_set_text (record, CERCLE_TRANSFER_WITHOUT_CONSENT_WHY, "Tonight.");
  return turn_only (record);
}
