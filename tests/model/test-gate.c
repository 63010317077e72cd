/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is nothing passed on, closed or asked that must not be? */
#include "cercle-case.h"
#include "cercle-consent.h"
#include "cercle-event.h"
#include "cercle-gate.h"
#include "cercle-moves.h"
#include "cercle-request.h"
#include "cercle-rule.h"

#define SAVS "01900000-0000-7000-8000-0000000000c1"
#define OTHER "01900000-0000-7000-8000-0000000000c2"
#define WITHOUT_WITHDRAWAL NULL

typedef struct
{
  const char *organisation, *recipients, *data, *given, *given_on, *withdrawn_on;
} Consent;

/* Asked on 10 June: identity and needs, for SAVS, a partner. */
static const struct
{
  Consent consents[2];
  const char *sentence; /* NULL: it may be passed on */
} questions[] = {
  { { { SAVS, NULL, "identity needs", "yes", "2020-06-02", WITHOUT_WITHDRAWAL } }, NULL },
  { { { NULL, "partners", "identity needs words", "yes", "2020-06-10", NULL } }, NULL },
  { { { NULL } }, "Nobody has noted that the person consents to pass this on." },
  { { { OTHER, NULL, "identity needs", "yes", "2020-06-02", NULL } },
    "Nobody has noted that the person consents to pass this on." },
  { { { NULL, "mdph", "identity needs", "yes", "2020-06-02", NULL } },
    "Nobody has noted that the person consents to pass this on." },
  { { { SAVS, NULL, "identity needs", "yes", "2020-06-11", NULL } },
    "Nobody has noted that the person consents to pass this on." },
  { { { SAVS, NULL, "needs", "yes", "2020-06-02", NULL } },
    "The consent of the person does not cover: Identity." },
  { { { SAVS, NULL, "identity needs", "yes", "2020-06-02", "2020-06-10" } },
    "The person has withdrawn the consent to pass this on." },
  { { { SAVS, NULL, "identity needs", "yes", "2020-06-02", "2020-06-11" } }, NULL },
  { { { SAVS, NULL, NULL, "no", "2020-06-02", NULL } },
    "The person has refused that this be passed on." },
  /* What she said last counts. */
  { { { NULL, "partners", "identity needs", "yes", "2020-06-02", NULL },
      { SAVS, NULL, NULL, "no", "2020-06-03", NULL } },
    "The person has refused that this be passed on." },
  { { { SAVS, NULL, NULL, "no", "2020-06-03", NULL },
      { NULL, "partners", "identity needs", "yes", "2020-06-04", NULL } },
    NULL },
  { { { NULL, "partners", "identity needs", "yes", "2020-06-02", NULL },
      { SAVS, NULL, "needs", "yes", "2020-06-03", "2020-06-05" } },
    "The person has withdrawn the consent to pass this on." },
  /* A refusal that was taken back says nothing any more, and is no yes either. */
  { { { NULL, "partners", "identity needs", "yes", "2020-06-02", NULL },
      { SAVS, NULL, NULL, "no", "2020-06-03", "2020-06-03" } },
    NULL },
  { { { NULL, "partners", "identity needs", "yes", "2020-06-02", NULL },
      { SAVS, NULL, NULL, "no", "2020-06-03", "2020-06-11" } },
    "The person has refused that this be passed on." },
  { { { SAVS, NULL, NULL, "no", "2020-06-02", "2020-06-03" } },
    "Nobody has noted that the person consents to pass this on." },
  /* A refusal about something else says nothing. */
  { { { SAVS, NULL, "identity needs", "yes", "2020-06-02", NULL },
      { SAVS, NULL, "words", "no", "2020-06-03", NULL } },
    NULL },
};

static GPtrArray *
make_consents (const Consent *consents)
{
  GPtrArray *made = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < 2 && consents[i].given != NULL; i++)
    {
      CercleRecord *consent = cercle_record_new (&cercle_consent_kind);

      cercle_record_set_text (consent, CERCLE_CONSENT_PURPOSE, "exchange");
      cercle_record_set_text (consent, CERCLE_CONSENT_ORGANISATION, consents[i].organisation);
      cercle_record_set_text (consent, CERCLE_CONSENT_RECIPIENTS, consents[i].recipients);
      cercle_record_set_text (consent, CERCLE_CONSENT_DATA, consents[i].data);
      cercle_record_set_text (consent, CERCLE_CONSENT_GIVEN, consents[i].given);
      cercle_record_set_text (consent, CERCLE_CONSENT_GIVEN_ON, consents[i].given_on);
      cercle_record_set_text (consent, CERCLE_CONSENT_WITHDRAWN_ON, consents[i].withdrawn_on);
      g_ptr_array_add (made, consent);
    }
  return made;
}

static void
test_consents (void)
{
  CercleGateQuestion question = { "exchange", SAVS, "partners", "identity needs", "2020-06-10" };

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autoptr (GPtrArray) consents = make_consents (questions[i].consents);
      g_autoptr (GError) error = NULL;
      CercleRecord *consent = cercle_gate_consent (consents, &question, &error);

      g_test_message ("question %u", i);
      g_assert_cmpstr (error != NULL ? error->message : NULL, ==, questions[i].sentence);
      g_assert_cmpint (consent != NULL, ==, questions[i].sentence == NULL);
      if (error != NULL)
        g_assert_error (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_CONSENT);
    }
  question.data = NULL;
  g_assert_null (cercle_gate_consent (NULL, &question, NULL));
  question.data = "needs";
  question.purpose = "transfer";
  {
    g_autoptr (GPtrArray) consents = make_consents (questions[0].consents);
    g_assert_null (cercle_gate_consent (consents, &question, NULL));
  }
}

static CercleRecord *
new_request (const char *sent)
{
  CercleRecord *request = cercle_record_new (&cercle_request_kind);

  cercle_record_set_text (request, CERCLE_REQUEST_ORGANISATION, SAVS);
  cercle_record_set_text (request, CERCLE_REQUEST_SENT, sent);
  cercle_record_set_text (request, CERCLE_REQUEST_ASKED_ON, "2020-06-10");
  cercle_record_set_text (request, CERCLE_REQUEST_ANSWER, "waiting");
  return request;
}

static void
assert_judged (CercleRecord *before, CercleRecord *after, const CercleGateView *view, int code)
{
  g_autoptr (GError) error = NULL;
  gboolean may = cercle_gate_judge (before, after, view, &error);

  if (code >= 0)
    g_assert_error (error, CERCLE_RECORD_ERROR, code);
  else
    g_assert_no_error (error);
  g_assert_cmpint (may, ==, code < 0);
}

static void
test_request (void)
{
  g_autoptr (CercleRecord) kase = cercle_record_new (&cercle_case_kind);
  g_autoptr (GPtrArray) consents = make_consents (questions[0].consents);
  g_autoptr (CercleRecord) request = new_request ("identity needs");
  g_autoptr (CercleRecord) more = cercle_record_copy (request);
  CercleGateView view = { .kase = kase, .recipients = "partners" };
  const char *why = NULL;

  assert_judged (NULL, request, &view, CERCLE_RECORD_ERROR_CONSENT);
  view.consents = consents;
  assert_judged (NULL, request, &view, -1);
  g_assert_false (cercle_gate_breaks_glass (NULL, request, &view, &why));
  /* What was allowed then is not asked again; what is added is. */
  cercle_record_set_token (more, CERCLE_REQUEST_SENT, "words", TRUE);
  assert_judged (request, more, &view, CERCLE_RECORD_ERROR_CONSENT);
  view.consents = NULL;
  cercle_record_set_token (more, CERCLE_REQUEST_SENT, "words", FALSE);
  cercle_record_set_text (more, CERCLE_REQUEST_ANSWER, "yes");
  assert_judged (request, more, &view, -1);
  cercle_record_set_text (more, CERCLE_REQUEST_ORGANISATION, OTHER);
  assert_judged (request, more, &view, CERCLE_RECORD_ERROR_CONSENT);
  /* A typed reason opens it, and is told. */
  cercle_record_set_text (request, CERCLE_REQUEST_WITHOUT_CONSENT_WHY, "unconscious");
  assert_judged (NULL, request, &view, -1);
  g_assert_true (cercle_gate_breaks_glass (NULL, request, &view, &why));
  g_assert_cmpstr (why, ==, "unconscious");
}

static void
test_debrief (void)
{
  g_autoptr (CercleRecord) kase = cercle_record_new (&cercle_case_kind);
  g_autoptr (CercleRecord) rule = cercle_record_new (&cercle_rule_kind);
  g_autoptr (CercleRecord) request = new_request (NULL);
  CercleGateView view = { .kase = kase, .recipients = "partners" };

  assert_judged (NULL, request, &view, -1);
  cercle_record_set_flag (rule, CERCLE_RULE_DEBRIEF, TRUE);
  view.rule = rule;
  assert_judged (NULL, request, &view, CERCLE_RECORD_ERROR_DEBRIEF);
  view.rule = NULL;
  cercle_record_set_integer (kase, CERCLE_CASE_LEVEL, 3);
  assert_judged (NULL, request, &view, CERCLE_RECORD_ERROR_DEBRIEF);
  assert_judged (request, request, &view, -1);
  view.recipients = "mdph";
  assert_judged (NULL, request, &view, -1);
  view.recipients = "partners";
  cercle_record_set_text (request, CERCLE_REQUEST_UNDEBRIEFED_WHY, "tonight");
  assert_judged (NULL, request, &view, -1);
  cercle_record_unset (request, CERCLE_REQUEST_UNDEBRIEFED_WHY);
  cercle_record_set_text (kase, CERCLE_CASE_DEBRIEFED_ON, "2020-06-09");
  assert_judged (NULL, request, &view, -1);
}

static void
test_transfer (void)
{
  static const Consent given[2] = { { NULL, "community", "identity", "yes", "2020-06-02", NULL } };
  g_autoptr (CercleRecord) transfer = cercle_record_new (&cercle_transfer_kind);
  g_autoptr (GPtrArray) consents = make_consents (given);
  CercleGateView view = { 0 };

  cercle_record_set_text (transfer, CERCLE_TRANSFER_DIRECTION, "out");
  cercle_record_set_text (transfer, CERCLE_TRANSFER_SENT_AT, "2020-06-10T08:00:00.000Z");
  assert_judged (NULL, transfer, &view, -1);
  cercle_record_set_text (transfer, CERCLE_TRANSFER_DATA, "identity");
  view.consents = consents;
  /* To ask a partner is not to hand over. */
  assert_judged (NULL, transfer, &view, CERCLE_RECORD_ERROR_CONSENT);
  cercle_record_set_text (consents->pdata[0], CERCLE_CONSENT_PURPOSE, "transfer");
  assert_judged (NULL, transfer, &view, -1);
  view.consents = NULL;
  cercle_record_set_text (transfer, CERCLE_TRANSFER_DIRECTION, "in");
  assert_judged (NULL, transfer, &view, -1);
}

static void
test_action (void)
{
  g_autoptr (CercleRecord) kase = cercle_record_new (&cercle_case_kind);
  g_autoptr (CercleRecord) action = cercle_record_new (&cercle_action_kind);
  g_autoptr (CercleRecord) done = cercle_record_copy (action);
  CercleGateView view = { .kase = kase };

  cercle_record_set_text (action, CERCLE_ACTION_STATE, "open");
  cercle_record_set_text (done, CERCLE_ACTION_STATE, "done");
  assert_judged (NULL, action, &view, -1);
  cercle_record_set_text (kase, CERCLE_CASE_STATUS, "closed");
  assert_judged (NULL, action, &view, CERCLE_RECORD_ERROR_MOVE);
  assert_judged (done, action, &view, CERCLE_RECORD_ERROR_MOVE);
  assert_judged (NULL, done, &view, -1);
  assert_judged (action, action, &view, -1);
  view.crossing = TRUE;
  assert_judged (NULL, action, &view, -1);
}

/* Once the server knows it, a desk no longer gives an action to another case. */
static void
test_action_stays (void)
{
  g_autoptr (CercleRecord) action = cercle_record_new (&cercle_action_kind);
  g_autoptr (CercleRecord) moved = NULL;
  CercleGateView view = { NULL };

  cercle_record_set_text (action, CERCLE_ACTION_CASE, "0199c0de-0000-7000-8000-000000000001");
  moved = cercle_record_copy (action);
  cercle_record_set_text (moved, CERCLE_ACTION_CASE, "0199c0de-0000-7000-8000-000000000002");
  assert_judged (action, moved, &view, -1);
  cercle_record_envelope (action)->rev = 1;
  assert_judged (action, moved, &view, CERCLE_RECORD_ERROR_MOVE);
  assert_judged (action, action, &view, -1);
  view.crossing = TRUE;
  assert_judged (action, moved, &view, -1);
}

/* A version is a draft until it is signed; then it retires, or comes back if it decided nothing. */
static void
test_matrix (void)
{
  g_autoptr (CercleRecord) draft = cercle_record_new (&cercle_matrix_kind);
  g_autoptr (CercleRecord) rule = cercle_record_new (&cercle_rule_kind);
  g_autoptr (CercleRecord) in_force = NULL, changed = NULL;
  g_autoptr (GPtrArray) none = g_ptr_array_new (), rules = g_ptr_array_new ();
  CercleGateView view = { .rules = none };

  cercle_record_set_text (draft, CERCLE_MATRIX_STATE, "draft");
  cercle_record_set_text (draft, CERCLE_MATRIX_SIGNED_BY, "ARS");
  cercle_record_set_text (draft, CERCLE_MATRIX_IN_FORCE_ON, "2020-06-02");
  in_force = cercle_record_copy (draft);
  cercle_record_set_text (in_force, CERCLE_MATRIX_STATE, "in_force");
  changed = cercle_record_copy (in_force);
  cercle_record_set_text (changed, CERCLE_MATRIX_SIGNED_BY, "MDPH");
  assert_judged (NULL, draft, &view, -1);
  assert_judged (NULL, in_force, &view, CERCLE_RECORD_ERROR_IN_FORCE);
  assert_judged (draft, in_force, &view, CERCLE_RECORD_ERROR_RULE);
  g_ptr_array_add (rules, rule);
  view.rules = rules;
  assert_judged (draft, in_force, &view, -1);
  assert_judged (in_force, changed, &view, CERCLE_RECORD_ERROR_IN_FORCE);
  assert_judged (in_force, draft, &view, -1);
  view.decided = TRUE;
  assert_judged (in_force, draft, &view, CERCLE_RECORD_ERROR_IN_FORCE);
  view.matrix = draft;
  assert_judged (NULL, rule, &view, -1);
  view.left = in_force;
  assert_judged (rule, rule, &view, CERCLE_RECORD_ERROR_IN_FORCE);
}

static void
test_orientation (void)
{
  g_autoptr (CercleRecord) event = cercle_record_new (&cercle_event_kind);
  g_autoptr (CercleRecord) rule = cercle_record_new (&cercle_rule_kind);
  CercleGateView view = { .rule = rule };

  cercle_record_set_text (rule, CERCLE_RULE_RESPONSIBILITY, "mdph");
  cercle_record_set_text (event, CERCLE_EVENT_SORT, "orientation");
  cercle_record_set_text (event, CERCLE_EVENT_TO, "mdph");
  assert_judged (NULL, event, &view, -1);
  cercle_record_set_text (event, CERCLE_EVENT_TO, "og_og");
  assert_judged (NULL, event, &view, CERCLE_RECORD_ERROR_MOVE);
  cercle_record_set_text (event, CERCLE_EVENT_WHY, "the MDPH is closed");
  assert_judged (NULL, event, &view, -1);
}

static void
test_closing (void)
{
  g_autoptr (CercleRecord) kase = cercle_record_new (&cercle_case_kind);
  g_autoptr (CercleRecord) action = cercle_record_new (&cercle_action_kind);
  g_autoptr (GPtrArray) actions = g_ptr_array_new ();
  g_auto (GStrv) none = cercle_gate_closing (kase, actions), two = NULL, counted = NULL;

  g_assert_null (none[0]);
  cercle_record_set_text (action, CERCLE_ACTION_SORT, "call_back");
  cercle_record_set_text (action, CERCLE_ACTION_DUE_ON, "2020-06-05");
  cercle_record_set_text (action, CERCLE_ACTION_STATE, "open");
  g_ptr_array_add (actions, action);
  cercle_record_set_flag (kase, CERCLE_CASE_DANGER, TRUE);
  two = cercle_gate_closing (kase, actions);
  g_assert_cmpstr (two[0], ==, "Nobody has said what was done about the danger.");
  g_assert_cmpstr (two[1], ==, "“Call back”, for 5 June 2020, is still to be done.");
  g_assert_null (two[2]);
  cercle_record_set_text (kase, CERCLE_CASE_DANGER_ANSWER, "the 15 came");
  cercle_record_set_integer (kase, CERCLE_CASE_OPEN_ACTIONS, 2);
  counted = cercle_gate_closing (kase, NULL);
  g_assert_cmpstr (counted[0], ==, "2 actions are still to be done.");
  g_assert_null (counted[1]);
}

static void
test_dependants (void)
{
  g_autoptr (CercleRecord) consent = cercle_record_new (&cercle_consent_kind);
  g_autoptr (GPtrArray) requests = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) found = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_ptr_array_add (requests, new_request ("needs"));
      cercle_record_set_text (requests->pdata[i], CERCLE_REQUEST_CONSENT,
                              i == 2 ? OTHER : cercle_record_get_id (consent));
    }
  cercle_record_set_text (requests->pdata[1], CERCLE_REQUEST_ANSWER, "yes");
  found = cercle_gate_dependants (consent, requests);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_true (found->pdata[0] == requests->pdata[0]);
}

static CercleRecord *
new_transfer (const char *direction, const char *consent)
{
  CercleRecord *transfer = cercle_record_new (&cercle_transfer_kind);

  cercle_record_set_text (transfer, CERCLE_TRANSFER_DIRECTION, direction);
  cercle_record_set_text (transfer, CERCLE_TRANSFER_DATA, "identity");
  cercle_record_set_text (transfer, CERCLE_TRANSFER_SENT_AT, "2020-06-10T08:00:00.000Z");
  cercle_record_set_text (transfer, CERCLE_TRANSFER_CONSENT, consent);
  return transfer;
}

/* A transfer that waits stops with the consent; one that was answered, or came to us, does not. */
static void
test_transfers_stop (void)
{
  g_autoptr (CercleRecord) consent = cercle_record_new (&cercle_consent_kind);
  const char *id = cercle_record_get_id (consent);
  g_autoptr (GPtrArray) transfers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) found = NULL;

  g_ptr_array_add (transfers, new_transfer ("out", id));
  g_ptr_array_add (transfers, new_transfer ("out", OTHER));
  g_ptr_array_add (transfers, new_transfer ("in", id));
  g_ptr_array_add (transfers, new_transfer ("out", id));
  cercle_record_set_text (transfers->pdata[3], CERCLE_TRANSFER_ACCEPTED_AT,
                          "2020-06-10T09:00:00.000Z");
  found = cercle_gate_dependants (consent, transfers);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_true (found->pdata[0] == transfers->pdata[0]);
}

/* What was sent with leave is accepted only while the leave lasts. */
static void
test_accepted (void)
{
  static const Consent kept[2] = { { NULL, "community", "identity", "yes", "2020-06-02", NULL } };
  static const Consent gone[2] = { { NULL, "community", "identity", "yes", "2020-06-02",
                                     "2020-06-11" } };
  g_autoptr (GPtrArray) yes = make_consents (kept), no = make_consents (gone);
  g_autoptr (CercleRecord) sent = new_transfer ("out", OTHER), accepted = NULL;
  CercleGateView view = { 0 };

  for (guint i = 0; i < 2; i++)
    cercle_record_set_text ((i == 0 ? yes : no)->pdata[0], CERCLE_CONSENT_PURPOSE, "transfer");
  accepted = cercle_record_copy (sent);
  cercle_record_set_text (accepted, CERCLE_TRANSFER_ACCEPTED_AT, "2020-06-11T08:00:00.000Z");
  view.consents = yes;
  assert_judged (sent, accepted, &view, -1);
  view.consents = no;
  assert_judged (NULL, sent, &view, -1);
  assert_judged (sent, accepted, &view, CERCLE_RECORD_ERROR_CONSENT);
  assert_judged (accepted, accepted, &view, -1);
  /* The glass was broken for it, with its reason: the consent did not carry it. */
  cercle_record_set_text (sent, CERCLE_TRANSFER_WITHOUT_CONSENT_WHY, "in hospital");
  cercle_record_set_text (accepted, CERCLE_TRANSFER_WITHOUT_CONSENT_WHY, "in hospital");
  assert_judged (sent, accepted, &view, -1);
}

/* Who sent a case holds it until it is accepted. */
static void
test_received (void)
{
  g_autoptr (CercleRecord) kase = cercle_record_new (&cercle_case_kind), event = NULL;
  g_autoptr (CercleRecord) transfer = cercle_record_new (&cercle_transfer_kind);
  CercleGateView view = { .kase = kase };

  event = cercle_move_baton (kase, "member:01900000-0000-7000-8000-0000000000a1", NULL, NULL);
  assert_judged (NULL, event, &view, -1);
  view.transfer = transfer;
  assert_judged (NULL, event, &view, CERCLE_RECORD_ERROR_MOVE);
  cercle_record_set_text (transfer, CERCLE_TRANSFER_ACCEPTED_AT, "2020-06-11T08:00:00.000Z");
  assert_judged (NULL, event, &view, -1);
}

/* What nobody asks for would be noted in vain. */
static void
test_idle (void)
{
  static const struct
  {
    const char *purpose, *recipients;
    gboolean organisation, idle;
  } consents[] = {
    { "exchange", "partners", FALSE, FALSE },  { "exchange", "mdph", FALSE, FALSE },
    { "exchange", NULL, TRUE, FALSE },         { "exchange", "cercle", FALSE, TRUE },
    { "exchange", "community", FALSE, TRUE },  { "exchange", "cercle", TRUE, FALSE },
    { "transfer", "community", FALSE, FALSE }, { "transfer", "partners", FALSE, TRUE },
    { "transfer", NULL, TRUE, TRUE },          { "staff", "governance", FALSE, FALSE },
    { "staff", "community", FALSE, TRUE },     { "review", "mdph", FALSE, FALSE },
    { "review", "partners", FALSE, TRUE },     { "sharing", "cercle", FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (consents); i++)
    {
      const char *sentence = cercle_consent_is_idle (consents[i].purpose, consents[i].organisation,
                                                     consents[i].recipients);

      g_assert_cmpint (sentence != NULL, ==, consents[i].idle);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gate/consents", test_consents);
  g_test_add_func ("/gate/received", test_received);
  g_test_add_func ("/gate/idle", test_idle);
  g_test_add_func ("/gate/request", test_request);
  g_test_add_func ("/gate/debrief", test_debrief);
  g_test_add_func ("/gate/transfer", test_transfer);
  g_test_add_func ("/gate/action", test_action);
  g_test_add_func ("/gate/action-stays", test_action_stays);
  g_test_add_func ("/gate/matrix", test_matrix);
  g_test_add_func ("/gate/orientation", test_orientation);
  g_test_add_func ("/gate/closing", test_closing);
  g_test_add_func ("/gate/dependants", test_dependants);
  g_test_add_func ("/gate/transfers-stop", test_transfers_stop);
  g_test_add_func ("/gate/accepted", test_accepted);
  return g_test_run ();
}
