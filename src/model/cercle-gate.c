/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* May it be written, given what else is known? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-gate.h"

#include <glib/gi18n-lib.h>

#include "cercle-baton.h"
#include "cercle-case.h"
#include "cercle-choices.h"
#include "cercle-consent.h"
#include "cercle-day.h"
#include "cercle-display.h"
#include "cercle-event.h"
#include "cercle-id.h"
#include "cercle-macros.h"
#include "cercle-matrix-order.h"
#include "cercle-request.h"
#include "cercle-rule.h"

static gboolean
refuse (GError **error, CercleRecordError code, const char *sentence)
{
  g_set_error_literal (error, CERCLE_RECORD_ERROR, code, sentence);
  return FALSE;
}

static gboolean
says (CercleRecord *record, guint field, const char *value)
{
  return g_strcmp0 (cercle_record_get_text (record, field), value) == 0;
}

/* Consents */

static gboolean
is_about (CercleRecord *consent, const CercleGateQuestion *question)
{
  const char *organisation = cercle_record_get_text (consent, CERCLE_CONSENT_ORGANISATION);
  const char *recipients = cercle_record_get_text (consent, CERCLE_CONSENT_RECIPIENTS);

  if (cercle_record_envelope (consent)->deleted ||
      !says (consent, CERCLE_CONSENT_PURPOSE, question->purpose))
    return FALSE;
  return (organisation != NULL && g_strcmp0 (organisation, question->organisation) == 0) ||
         (recipients != NULL && g_strcmp0 (recipients, question->recipients) == 0);
}

/* The day on which this consent says no; NULL: it does not, as of the day asked about. A refusal
 * that was taken back says nothing any more. */
static const char *
day_of_no (CercleRecord *consent, const char *day)
{
  const char *withdrawn = cercle_record_get_text (consent, CERCLE_CONSENT_WITHDRAWN_ON);
  const char *given = cercle_record_get_text (consent, CERCLE_CONSENT_GIVEN_ON);

  if (withdrawn != NULL && strcmp (withdrawn, day) > 0)
    withdrawn = NULL;
  if (says (consent, CERCLE_CONSENT_GIVEN, "yes"))
    return withdrawn;
  return given != NULL && strcmp (given, day) <= 0 && withdrawn == NULL ? given : NULL;
}

static gboolean
share_a_token (const char *tokens, const char *others)
{
  g_auto (GStrv) all = g_strsplit (tokens, " ", -1);

  for (guint i = 0; all[i] != NULL; i++)
    if (cercle_tokens_contain (others, all[i]))
      return TRUE;
  return FALSE;
}

/* Said later than the yes, and about the same. Identities grow with time: they decide of one day.
 */
static gboolean
takes_back (CercleRecord *no, CercleRecord *yes, const CercleGateQuestion *question)
{
  const char *day = day_of_no (no, question->day);
  const char *data = cercle_record_get_text (no, CERCLE_CONSENT_DATA);
  int order;

  if (no == yes || day == NULL || !is_about (no, question) ||
      (data != NULL && !share_a_token (data, question->data)))
    return FALSE;
  order = strcmp (day, cercle_record_get_text (yes, CERCLE_CONSENT_GIVEN_ON));
  return order > 0 ||
         (order == 0 && strcmp (cercle_record_get_id (no), cercle_record_get_id (yes)) > 0);
}

static gboolean
is_yes (CercleRecord *consent, const CercleGateQuestion *question, GPtrArray *consents)
{
  const char *given = cercle_record_get_text (consent, CERCLE_CONSENT_GIVEN_ON);

  if (!is_about (consent, question) || !says (consent, CERCLE_CONSENT_GIVEN, "yes") ||
      given == NULL || strcmp (given, question->day) > 0 ||
      day_of_no (consent, question->day) != NULL)
    return FALSE;
  for (guint i = 0; i < consents->len; i++)
    if (takes_back (consents->pdata[i], consent, question))
      return FALSE;
  return TRUE;
}

/* (transfer full) (nullable): labels of what is asked and not allowed. */
static char *
missing_data (CercleRecord *consent, const char *data)
{
  const char *allowed = cercle_record_get_text (consent, CERCLE_CONSENT_DATA);
  g_auto (GStrv) asked = g_strsplit (data, " ", -1);
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  for (guint i = 0; asked[i] != NULL; i++)
    if (!cercle_tokens_contain (allowed, asked[i]))
      g_ptr_array_add (labels, (char *) cercle_choice_label (cercle_contents, asked[i]));
  if (labels->len == 0)
    return NULL;
  g_ptr_array_add (labels, NULL);
  return g_strjoinv (", ", (char **) labels->pdata);
}

static void
tell_no_consent (GPtrArray *consents, const CercleGateQuestion *question, const char *missing,
                 GError **error)
{
  const char *sentence = _ ("Nobody has noted that the person consents to pass this on.");

  for (guint i = 0; i < consents->len; i++)
    {
      CercleRecord *consent = consents->pdata[i];

      if (!is_about (consent, question) || day_of_no (consent, question->day) == NULL)
        continue;
      if (!says (consent, CERCLE_CONSENT_GIVEN, "yes"))
        sentence = _ ("The person has refused that this be passed on.");
      else
        sentence = _ ("The person has withdrawn the consent to pass this on.");
    }
  if (missing != NULL)
    g_set_error (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_CONSENT,
                 /* TRANSLATORS: labels of what may be passed on. */
                 _ ("The consent of the person does not cover: %s."), missing);
  else
    refuse (error, CERCLE_RECORD_ERROR_CONSENT, sentence);
}

CercleRecord *
cercle_gate_consent (GPtrArray *consents, const CercleGateQuestion *question, GError **error)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autofree char *missing = NULL;

  if (question->data == NULL || *question->data == '\0')
    return NULL;
  if (consents == NULL)
    consents = none;
  for (guint i = 0; i < consents->len; i++)
    {
      if (!is_yes (consents->pdata[i], question, consents))
        continue;
      g_free (missing);
      missing = missing_data (consents->pdata[i], question->data);
      if (missing == NULL)
        return consents->pdata[i];
    }
  tell_no_consent (consents, question, missing, error);
  return NULL;
}

static gboolean
rests_on (CercleRecord *record, CercleRecord *consent)
{
  const char *id = cercle_record_get_id (consent);

  if (cercle_record_get_kind (record) == &cercle_transfer_kind)
    return says (record, CERCLE_TRANSFER_DIRECTION, "out") &&
           cercle_transfer_state (record, 0, 0) == CERCLE_TRANSFER_WAITING &&
           says (record, CERCLE_TRANSFER_CONSENT, id);
  return says (record, CERCLE_REQUEST_ANSWER, "waiting") &&
         says (record, CERCLE_REQUEST_CONSENT, id);
}

GPtrArray *
cercle_gate_dependants (CercleRecord *consent, GPtrArray *records)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < records->len; i++)
    if (rests_on (records->pdata[i], consent))
      g_ptr_array_add (found, g_object_ref (records->pdata[i]));
  return found;
}

/* Closing */

static void
add_action (GStrvBuilder *reasons, CercleRecord *action)
{
  const char *label = cercle_choice_label (cercle_action_sorts,
                                           cercle_record_get_text (action, CERCLE_ACTION_SORT));
  g_autofree char *day = cercle_display_day (cercle_record_get_text (action, CERCLE_ACTION_DUE_ON));
  g_autofree char *sentence =
      *day != '\0'
          /* TRANSLATORS: sort of the action, its day. */
          ? g_strdup_printf (_ ("“%s”, for %s, is still to be done."), label, day)
          : g_strdup_printf (_ ("“%s” is still to be done."), label);

  g_strv_builder_add (reasons, sentence);
}

static gboolean
is_open_action (CercleRecord *action)
{
  const char *state = cercle_record_get_text (action, CERCLE_ACTION_STATE);
  return !cercle_record_envelope (action)->deleted &&
         (state == NULL || g_str_equal (state, "open"));
}

GStrv
cercle_gate_closing (CercleRecord *kase, GPtrArray *open_actions)
{
  g_autoptr (GStrvBuilder) reasons = g_strv_builder_new ();
  int n = (int) cercle_record_get_integer (kase, CERCLE_CASE_OPEN_ACTIONS, 0);

  if (cercle_record_get_flag (kase, CERCLE_CASE_DANGER) &&
      !cercle_record_is_set (kase, CERCLE_CASE_DANGER_ANSWER))
    g_strv_builder_add (reasons, _ ("Nobody has said what was done about the danger."));
  for (guint i = 0; open_actions != NULL && i < open_actions->len; i++)
    if (is_open_action (open_actions->pdata[i]))
      add_action (reasons, open_actions->pdata[i]);
  if (open_actions == NULL && n > 0)
    {
      g_autofree char *sentence =
          g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d action is still to be done.",
                                        "%d actions are still to be done.", (gulong) n),
                           n);
      g_strv_builder_add (reasons, sentence);
    }
  return g_strv_builder_end (reasons);
}

/* Judges of kinds */

/* The same on the server would drop what a desk wrote before it heard of the closing: there it is
 * kept, and an indicator tells of it. */
static gboolean
judge_action (CercleRecord *before, CercleRecord *after, const CercleGateView *view, GError **error)
{
  gboolean stays = before == NULL || cercle_record_same (before, after, CERCLE_ACTION_CASE);
  gboolean was_open = before != NULL && stays && is_open_action (before);

  /* What a rule made is known by its case. */
  if (!stays && (cercle_id_is_derived (cercle_record_get_id (after)) ||
                 (!view->crossing && cercle_record_envelope (before)->rev > 0)))
    return refuse (error, CERCLE_RECORD_ERROR_MOVE,
                   _ ("An action stays with its case: cancel it, and plan another one there."));
  if (view->crossing || view->kase == NULL || was_open || !is_open_action (after) ||
      cercle_record_envelope (after)->deleted || !says (view->kase, CERCLE_CASE_STATUS, "closed"))
    return TRUE;
  return refuse (error, CERCLE_RECORD_ERROR_MOVE, _ ("The case is closed: reopen it first."));
}

/* Did this write pass anything on that was not passed on before? */
static gboolean
passes_on (CercleRecord *before, CercleRecord *after, guint data, guint recipient)
{
  const char *tokens = cercle_record_get_text (after, data);
  g_auto (GStrv) all = g_strsplit (tokens != NULL ? tokens : "", " ", -1);

  if (tokens == NULL)
    return FALSE;
  if (before == NULL || !cercle_record_same (before, after, recipient))
    return TRUE;
  for (guint i = 0; all[i] != NULL; i++)
    if (!cercle_record_has_token (before, data, all[i]))
      return TRUE;
  return FALSE;
}

static gboolean
ask_request (CercleRecord *before, CercleRecord *after, const CercleGateView *view, GError **error)
{
  const CercleGateQuestion question = {
    .purpose = "exchange",
    .organisation = cercle_record_get_text (after, CERCLE_REQUEST_ORGANISATION),
    .recipients = view->recipients,
    .data = cercle_record_get_text (after, CERCLE_REQUEST_SENT),
    .day = cercle_record_get_text (after, CERCLE_REQUEST_ASKED_ON),
  };

  return !passes_on (before, after, CERCLE_REQUEST_SENT, CERCLE_REQUEST_ORGANISATION) ||
         cercle_gate_consent (view->consents, &question, error) != NULL;
}

/* Is what is sent covered on the day of this instant? */
static gboolean
covers_transfer (CercleRecord *after, const char *at, const CercleGateView *view, GError **error)
{
  g_autofree char *day = g_strndup (at != NULL ? at : "", CERCLE_DAY_SIZE - 1);
  const CercleGateQuestion question = {
    .purpose = "transfer",
    .recipients = "community",
    .data = cercle_record_get_text (after, CERCLE_TRANSFER_DATA),
    .day = day,
  };

  return cercle_gate_consent (view->consents, &question, error) != NULL;
}

static gboolean
ask_transfer (CercleRecord *before, CercleRecord *after, const CercleGateView *view, GError **error)
{
  return !says (after, CERCLE_TRANSFER_DIRECTION, "out") ||
         !passes_on (before, after, CERCLE_TRANSFER_DATA, CERCLE_TRANSFER_COMMUNITY) ||
         covers_transfer (after, cercle_record_get_text (after, CERCLE_TRANSFER_SENT_AT), view,
                          error);
}

/* Between the sending and the answer the consent may have gone. */
static gboolean
ask_accepted (CercleRecord *before, CercleRecord *after, const CercleGateView *view, GError **error)
{
  const char *at = cercle_record_get_text (after, CERCLE_TRANSFER_ACCEPTED_AT);

  return before == NULL || at == NULL || !says (after, CERCLE_TRANSFER_DIRECTION, "out") ||
         cercle_record_is_set (before, CERCLE_TRANSFER_ACCEPTED_AT) ||
         !cercle_record_is_set (after, CERCLE_TRANSFER_DATA) ||
         covers_transfer (after, at, view, error);
}

/* Level III, or a rule that says so, is debriefed before anybody but the MDPH is asked (S1). */
static gboolean
judge_debrief (CercleRecord *before, CercleRecord *after, const CercleGateView *view,
               GError **error)
{
  gboolean needed =
      view->kase != NULL &&
      (cercle_record_get_integer (view->kase, CERCLE_CASE_LEVEL, 0) == 3 ||
       (view->rule != NULL && cercle_record_get_flag (view->rule, CERCLE_RULE_DEBRIEF)));

  if (before != NULL || !needed || g_strcmp0 (view->recipients, "mdph") == 0 ||
      cercle_record_is_set (view->kase, CERCLE_CASE_DEBRIEFED_ON) ||
      cercle_record_is_set (after, CERCLE_REQUEST_UNDEBRIEFED_WHY))
    return TRUE;
  return refuse (error, CERCLE_RECORD_ERROR_DEBRIEF,
                 _ ("This case is debriefed with the MDPH before a partner is asked; else say "
                    "why it cannot wait."));
}

static gboolean
judge_request (CercleRecord *before, CercleRecord *after, const CercleGateView *view,
               GError **error)
{
  return judge_debrief (before, after, view, error) &&
         (cercle_record_is_set (after, CERCLE_REQUEST_WITHOUT_CONSENT_WHY) ||
          ask_request (before, after, view, error));
}

static gboolean
judge_transfer (CercleRecord *before, CercleRecord *after, const CercleGateView *view,
                GError **error)
{
  return cercle_record_is_set (after, CERCLE_TRANSFER_WITHOUT_CONSENT_WHY) ||
         (ask_transfer (before, after, view, error) && ask_accepted (before, after, view, error));
}

/* Who sent a case here holds it until it is accepted: only then somebody here takes the baton. */
static gboolean
judge_received (const CercleGateView *view, GError **error)
{
  if (view->transfer == NULL ||
      cercle_transfer_state (view->transfer, 0, 0) != CERCLE_TRANSFER_WAITING)
    return TRUE;
  return refuse (error, CERCLE_RECORD_ERROR_MOVE,
                 _ ("Those who sent this case hold the baton until it is accepted: accept it "
                    "first."));
}

/* Against the matrix only with a reason. */
static gboolean
judge_event (CercleRecord *before, CercleRecord *after, const CercleGateView *view, GError **error)
{
  if (says (after, CERCLE_EVENT_SORT, "baton"))
    return judge_received (view, error);
  if (!says (after, CERCLE_EVENT_SORT, "orientation") || view->rule == NULL ||
      cercle_record_is_set (after, CERCLE_EVENT_WHY) ||
      g_strcmp0 (cercle_record_get_text (after, CERCLE_EVENT_TO),
                 cercle_record_get_text (view->rule, CERCLE_RULE_RESPONSIBILITY)) == 0)
    return TRUE;
  return refuse (error, CERCLE_RECORD_ERROR_MOVE,
                 _ ("The matrix says something else: say why it is set aside."));
}

/* Who signed a version signed its rules: they change in a new draft. */
static gboolean
is_draft (CercleRecord *matrix)
{
  return matrix == NULL || says (matrix, CERCLE_MATRIX_STATE, NULL) ||
         says (matrix, CERCLE_MATRIX_STATE, "draft");
}

static gboolean
refuse_signed (GError **error)
{
  return refuse (error, CERCLE_RECORD_ERROR_IN_FORCE,
                 _ ("This version is not a draft any more: make a new draft to change it."));
}

static gboolean
judge_rule (CercleRecord *before, CercleRecord *after, const CercleGateView *view, GError **error)
{
  return (is_draft (view->matrix) && is_draft (view->left)) || refuse_signed (error);
}

static gboolean
judge_signed (CercleRecord *before, CercleRecord *after, const CercleGateView *view, GError **error)
{
  if (is_draft (after))
    return !view->decided ||
           refuse (error, CERCLE_RECORD_ERROR_IN_FORCE,
                   _ ("Cases were decided by this version: it cannot be a draft again."));
  for (guint i = 0; i < CERCLE_MATRIX_N_FIELDS; i++)
    if (i != CERCLE_MATRIX_STATE && !cercle_record_same (before, after, i))
      return refuse_signed (error);
  return TRUE;
}

static gboolean
judge_matrix (CercleRecord *before, CercleRecord *after, const CercleGateView *view, GError **error)
{
  g_autofree char *sentence = NULL;
  int field;

  if (before == NULL)
    return is_draft (after) || refuse (error, CERCLE_RECORD_ERROR_IN_FORCE,
                                       _ ("A version of the matrix begins as a draft."));
  if (!is_draft (before) && !judge_signed (before, after, view, error))
    return FALSE;
  if (!says (after, CERCLE_MATRIX_STATE, "in_force") ||
      says (before, CERCLE_MATRIX_STATE, "in_force") || view->rules == NULL)
    return TRUE;
  sentence = cercle_matrix_refusal (after, view->rules, NULL, &field);
  return sentence == NULL || refuse (error, CERCLE_RECORD_ERROR_RULE, sentence);
}

typedef gboolean (*Judge) (CercleRecord *before, CercleRecord *after, const CercleGateView *view,
                           GError **error);
/* ask: would it be refused without the typed reason in why? */
static const struct
{
  const CercleKind *kind;
  Judge judge, ask;
  guint why;
} judges[] = {
  { &cercle_action_kind, judge_action, NULL, 0 },
  { &cercle_event_kind, judge_event, NULL, 0 },
  { &cercle_matrix_kind, judge_matrix, NULL, 0 },
  { &cercle_rule_kind, judge_rule, NULL, 0 },
  { &cercle_request_kind, judge_request, ask_request, CERCLE_REQUEST_WITHOUT_CONSENT_WHY },
  { &cercle_transfer_kind, judge_transfer, ask_transfer, CERCLE_TRANSFER_WITHOUT_CONSENT_WHY },
};

gboolean
cercle_gate_judge (CercleRecord *before, CercleRecord *after, const CercleGateView *view,
                   GError **error)
{
  const CercleKind *kind = cercle_record_get_kind (after);

  for (guint i = 0; i < G_N_ELEMENTS (judges); i++)
    if (judges[i].kind == kind)
      return judges[i].judge (before, after, view, error);
  return TRUE;
}

gboolean
cercle_gate_has (const CercleKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (judges); i++)
    if (judges[i].kind == kind)
      return TRUE;
  return FALSE;
}

gboolean
cercle_gate_breaks_glass (CercleRecord *before, CercleRecord *after, const CercleGateView *view,
                          const char **why)
{
  const CercleKind *kind = cercle_record_get_kind (after);

  for (guint i = 0; i < G_N_ELEMENTS (judges); i++)
    if (judges[i].kind == kind && judges[i].ask != NULL &&
        cercle_record_is_set (after, judges[i].why))
      {
        *why = cercle_record_get_text (after, judges[i].why);
        return !judges[i].ask (before, after, view, NULL);
      }
  return FALSE;
}
