/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which moves may a case make, and what does each change? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-moves.h"

#include <glib/gi18n-lib.h>

#include "cercle-baton.h"
#include "cercle-case.h"
#include "cercle-check.h"
#include "cercle-choices.h"
#include "cercle-day.h"
#include "cercle-event.h"
#include "cercle-gate.h"
#include "cercle-instant.h"
#include "cercle-macros.h"
#include "cercle-question.h"

#define WORKING "to_qualify first_line mdph_review oriented building proposed in_place follow_up"

/* Where an open case may go from each state, besides the states of everywhere. Nobody goes back to
 * "received"; "closed" is reached and left by its own events. */
static const struct
{
  const char *from, *to;
} allowed[] = {
  { "received", "to_qualify first_line mdph_review oriented" },
  { "to_qualify", "first_line mdph_review oriented building" },
  { "first_line", "to_qualify mdph_review oriented building" },
  { "mdph_review", "to_qualify first_line oriented building" },
  { "oriented", "to_qualify first_line mdph_review building proposed" },
  { "in_staff", WORKING },
  { "building", "mdph_review oriented proposed in_place" },
  { "proposed", "mdph_review oriented building in_place" },
  { "in_place", "mdph_review building proposed follow_up" },
  { "follow_up", "mdph_review building proposed in_place" },
  { "waiting_person", WORKING },
  { "waiting_mdph", WORKING },
  { "waiting_partner", WORKING },
  { "waiting_place", WORKING },
  { "escalated", WORKING },
  { "transferred", "to_qualify oriented building" },
};

static const char everywhere[] = "in_staff waiting_person waiting_mdph waiting_partner "
                                 "waiting_place escalated transferred";

/* What still may be written on a closed case. */
static const char of_closed_cases[] = "reopening note words call told break_glass opened";

/* Motives that say what the community's work came to. */
static const char of_worked_cases[] = "solution first_line mdph blind_spot";

gboolean
cercle_case_may_move (const char *from, const char *to)
{
  if (from == NULL || to == NULL || g_str_equal (from, to))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (allowed); i++)
    if (g_str_equal (allowed[i].from, from))
      return cercle_tokens_contain (allowed[i].to, to) || cercle_tokens_contain (everywhere, to);
  return FALSE;
}

GStrv
cercle_case_next_statuses (const char *status)
{
  g_autoptr (GStrvBuilder) next = g_strv_builder_new ();

  for (const CercleChoice *to = cercle_statuses; to->token != NULL; to++)
    if (cercle_case_may_move (status, to->token))
      g_strv_builder_add (next, to->token);
  return g_strv_builder_end (next);
}

gboolean
cercle_case_status_is_open (const char *status)
{
  return status != NULL && !g_str_equal (status, "closed");
}

gboolean
cercle_case_may_close (const char *status, const char *motive)
{
  if (!cercle_case_status_is_open (status) ||
      cercle_choice_find (cercle_closing_motives, motive) == NULL)
    return FALSE;
  return !g_str_equal (status, "received") || !cercle_tokens_contain (of_worked_cases, motive);
}

static CercleMove
refuse_as (CercleRecordError code, GError **error, const char *sentence)
{
  g_set_error_literal (error, CERCLE_RECORD_ERROR, code, sentence);
  return CERCLE_MOVE_REFUSED;
}

static CercleMove
refuse (GError **error, const char *sentence)
{
  return refuse_as (CERCLE_RECORD_ERROR_MOVE, error, sentence);
}

/* A token that is no status may be anything: it is not repeated. */
static const char *
status_label (const char *token)
{
  const CercleChoice *status = cercle_choice_find (cercle_statuses, token);
  return status != NULL ? _ (status->label) : "?";
}

/* May it be? STALE before REFUSED: only a move that starts from the true state is judged further.
 */

static CercleMove
judge_status (CercleRecord *kase, CercleRecord *event, GError **error)
{
  const char *from = cercle_record_get_text (kase, CERCLE_CASE_STATUS);
  const char *to = cercle_record_get_text (event, CERCLE_EVENT_TO);

  if (g_strcmp0 (cercle_record_get_text (event, CERCLE_EVENT_FROM), from) != 0)
    return CERCLE_MOVE_STALE;
  if (!cercle_case_may_move (from, to))
    {
      g_set_error (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_MOVE,
                   _ ("A case may not go from “%s” to “%s”."), status_label (from),
                   status_label (to));
      return CERCLE_MOVE_REFUSED;
    }
  return CERCLE_MOVE_APPLIED;
}

/* Nothing closes with something left to do, or a danger that nobody answered. */
static CercleMove
judge_left (CercleRecord *kase, GError **error)
{
  g_auto (GStrv) reasons = cercle_gate_closing (kase, NULL);
  gboolean danger = cercle_record_get_flag (kase, CERCLE_CASE_DANGER) &&
                    !cercle_record_is_set (kase, CERCLE_CASE_DANGER_ANSWER);

  if (reasons[0] == NULL)
    return CERCLE_MOVE_APPLIED;
  return refuse_as (danger ? CERCLE_RECORD_ERROR_DANGER : CERCLE_RECORD_ERROR_ACTIONS, error,
                    reasons[0]);
}

static CercleMove
judge_closing (CercleRecord *kase, CercleRecord *event, GError **error)
{
  const char *from = cercle_record_get_text (kase, CERCLE_CASE_STATUS);
  const char *motive = cercle_record_get_text (event, CERCLE_EVENT_MOTIVE);
  const char *to = cercle_record_get_text (event, CERCLE_EVENT_TO);

  if (g_strcmp0 (cercle_record_get_text (event, CERCLE_EVENT_FROM), from) != 0)
    return CERCLE_MOVE_STALE;
  if (!cercle_case_status_is_open (from) || (to != NULL && !g_str_equal (to, "closed")))
    return refuse (error, _ ("Only an open case can be closed."));
  if (motive == NULL || cercle_choice_find (cercle_closing_motives, motive) == NULL)
    return refuse (error, _ ("A case is closed with a motive."));
  if (!cercle_case_may_close (from, motive))
    return refuse (error,
                   _ ("A case that was only received is qualified before it closes with this "
                      "motive."));
  return judge_left (kase, error);
}

static CercleMove
judge_reopening (CercleRecord *kase, CercleRecord *event, GError **error)
{
  const char *from = cercle_record_get_text (kase, CERCLE_CASE_STATUS);
  const char *to = cercle_record_get_text (event, CERCLE_EVENT_TO);

  if (g_strcmp0 (cercle_record_get_text (event, CERCLE_EVENT_FROM), from) != 0)
    return CERCLE_MOVE_STALE;
  if (cercle_case_status_is_open (from) || (to != NULL && !g_str_equal (to, "to_qualify")))
    return refuse (error, _ ("Only a closed case can be reopened, and it is qualified again."));
  return CERCLE_MOVE_APPLIED;
}

/* Who handed the case to this community holds it until it is accepted: nobody gives it to her, only
 * an acceptance that is taken back does. */
static gboolean
goes_to_sender (CercleRecord *kase, CercleRecord *event)
{
  const char *to = cercle_record_get_text (event, CERCLE_EVENT_TO);

  return g_str_has_prefix (to, "transfer:") && !cercle_baton_is_back (event) &&
         g_strcmp0 (to, cercle_record_get_text (kase, CERCLE_CASE_HOLDER)) != 0;
}

static CercleMove
judge_baton (CercleRecord *kase, CercleRecord *event, GError **error)
{
  const CercleField *holder = &cercle_case_kind.fields[CERCLE_CASE_HOLDER];
  const char *to = cercle_record_get_text (event, CERCLE_EVENT_TO);

  if (g_strcmp0 (cercle_record_get_text (event, CERCLE_EVENT_FROM),
                 cercle_record_get_text (kase, CERCLE_CASE_HOLDER)) != 0)
    return CERCLE_MOVE_STALE;
  if (to != NULL &&
      (!cercle_check_text (holder, to, CERCLE_APPLY_STRICT, NULL) || goes_to_sender (kase, event)))
    return refuse (error, _ ("The baton goes to a member, an organisation or a person."));
  if (to == NULL && cercle_record_is_set (kase, CERCLE_CASE_HOLDER))
    return refuse_as (CERCLE_RECORD_ERROR_HOLDER, error,
                      _ ("An open case always has a holder: hand the baton to somebody."));
  return CERCLE_MOVE_APPLIED;
}

static CercleMove
judge_orientation (CercleRecord *kase, CercleRecord *event, GError **error)
{
  const char *to = cercle_record_get_text (event, CERCLE_EVENT_TO);

  if (g_strcmp0 (cercle_record_get_text (event, CERCLE_EVENT_FROM),
                 cercle_record_get_text (kase, CERCLE_CASE_RESPONSIBILITY)) != 0)
    return CERCLE_MOVE_STALE;
  if (to == NULL && cercle_record_is_set (kase, CERCLE_CASE_RESPONSIBILITY) &&
      cercle_record_is_set (event, CERCLE_EVENT_WHY))
    return CERCLE_MOVE_APPLIED; /* taken back: the case is not oriented any more */
  if (to == NULL || cercle_choice_find (cercle_responsibilities, to) == NULL)
    return refuse (error, _ ("An orientation names one of the seven fields of responsibility."));
  if (!cercle_record_is_set (event, CERCLE_EVENT_RULE) &&
      !cercle_record_is_set (event, CERCLE_EVENT_WHY))
    return refuse (error, _ ("Without a rule of the matrix, an orientation says why."));
  return CERCLE_MOVE_APPLIED;
}

static CercleMove
judge_debrief (CercleRecord *kase, CercleRecord *event, GError **error)
{
  if (!cercle_record_is_set (event, CERCLE_EVENT_TEXT))
    return refuse (error, _ ("A debrief says what the MDPH has already put in place."));
  return CERCLE_MOVE_APPLIED;
}

static CercleMove
judge_review (CercleRecord *kase, CercleRecord *event, GError **error)
{
  if (!cercle_record_is_set (event, CERCLE_EVENT_TO))
    return refuse (error, _ ("A review says what was decided."));
  return CERCLE_MOVE_APPLIED;
}

static CercleMove
judge_exception (CercleRecord *kase, CercleRecord *event, GError **error)
{
  if (!cercle_record_is_set (event, CERCLE_EVENT_WHY))
    return refuse (error, _ ("What is done by exception says why."));
  return CERCLE_MOVE_APPLIED;
}

static CercleMove
judge_telling (CercleRecord *kase, CercleRecord *event, GError **error)
{
  return CERCLE_MOVE_APPLIED;
}

/* What does it change? */

static void
set_status (CercleRecord *kase, CercleRecord *event, const char *status)
{
  cercle_record_set_text (kase, CERCLE_CASE_STATUS, status);
  cercle_record_set_text (kase, CERCLE_CASE_STATUS_SINCE,
                          cercle_record_get_text (event, CERCLE_EVENT_AT));
  cercle_record_set_flag (kase, CERCLE_CASE_OPEN, cercle_case_status_is_open (status));
}

static void
apply_status (CercleRecord *kase, CercleRecord *event, const char *day)
{
  set_status (kase, event, cercle_record_get_text (event, CERCLE_EVENT_TO));
}

/* The holder stays: she is whom to ask about a closed case. Nothing is due any more. */
static void
apply_closing (CercleRecord *kase, CercleRecord *event, const char *day)
{
  static const guint emptied[] = { CERCLE_CASE_NEXT_STEP, CERCLE_CASE_PROMISED_BY,
                                   CERCLE_CASE_NEXT_DUE_ON, CERCLE_CASE_NEXT_DUE_WHY };

  set_status (kase, event, "closed");
  cercle_record_set_text (kase, CERCLE_CASE_CLOSED_ON, day);
  cercle_record_set_text (kase, CERCLE_CASE_CLOSING_MOTIVE,
                          cercle_record_get_text (event, CERCLE_EVENT_MOTIVE));
  for (guint i = 0; i < G_N_ELEMENTS (emptied); i++)
    cercle_record_unset (kase, emptied[i]);
}

static void
apply_reopening (CercleRecord *kase, CercleRecord *event, const char *day)
{
  set_status (kase, event, "to_qualify");
  cercle_record_unset (kase, CERCLE_CASE_CLOSED_ON);
  cercle_record_unset (kase, CERCLE_CASE_CLOSING_MOTIVE);
}

static void
change_hands (CercleRecord *kase, CercleRecord *event, const char *to)
{
  const char *before = cercle_record_get_text (kase, CERCLE_CASE_HELD_BEFORE);

  /* A → B → A */
  if (to != NULL && g_strcmp0 (before, to) == 0)
    cercle_record_set_integer (kase, CERCLE_CASE_RETURNS,
                               cercle_record_get_integer (kase, CERCLE_CASE_RETURNS, 0) + 1);
  cercle_record_set_text (kase, CERCLE_CASE_HELD_BEFORE,
                          cercle_record_get_text (kase, CERCLE_CASE_HOLDER));
  cercle_record_set_text (kase, CERCLE_CASE_HOLDER_SINCE,
                          cercle_record_get_text (event, CERCLE_EVENT_AT));
}

static void
apply_baton (CercleRecord *kase, CercleRecord *event, const char *day)
{
  const char *to = cercle_record_get_text (event, CERCLE_EVENT_TO);
  gboolean back = cercle_baton_is_back (event);

  if (back)
    cercle_baton_give_back (kase, event);
  else if (g_strcmp0 (cercle_record_get_text (kase, CERCLE_CASE_HOLDER), to) != 0)
    change_hands (kase, event, to);
  cercle_record_set_text (kase, CERCLE_CASE_HOLDER, to);
  if (to == NULL)
    cercle_record_unset (kase, CERCLE_CASE_HOLDER_SINCE);
  cercle_record_set_text (kase, CERCLE_CASE_NEXT_STEP,
                          cercle_record_get_text (event, CERCLE_EVENT_NEXT_STEP));
  cercle_record_set_text (kase, CERCLE_CASE_PROMISED_BY,
                          cercle_record_get_text (event, CERCLE_EVENT_PROMISED_BY));
  cercle_record_set_flag (kase, CERCLE_CASE_TAKEN_UP,
                          back && cercle_record_get_flag (event, CERCLE_EVENT_TAKEN_UP));
}

static void
apply_orientation (CercleRecord *kase, CercleRecord *event, const char *day)
{
  cercle_record_set_text (kase, CERCLE_CASE_RESPONSIBILITY,
                          cercle_record_get_text (event, CERCLE_EVENT_TO));
  cercle_record_set_text (kase, CERCLE_CASE_RULE,
                          cercle_record_get_text (event, CERCLE_EVENT_RULE));
  cercle_record_set_text (kase, CERCLE_CASE_LEAD,
                          cercle_record_get_text (event, CERCLE_EVENT_LEAD));
  if (cercle_record_is_set (event, CERCLE_EVENT_RULE_VERSION))
    cercle_record_set_integer (kase, CERCLE_CASE_RULE_VERSION,
                               cercle_record_get_integer (event, CERCLE_EVENT_RULE_VERSION, 0));
  else
    cercle_record_unset (kase, CERCLE_CASE_RULE_VERSION);
}

static void
apply_debrief (CercleRecord *kase, CercleRecord *event, const char *day)
{
  cercle_record_set_text (kase, CERCLE_CASE_DEBRIEFED_ON, day);
  cercle_record_set_text (kase, CERCLE_CASE_DEBRIEFED_BY,
                          cercle_record_get_text (event, CERCLE_EVENT_BY));
}

/* A review is a debrief. Taken back, the case is as it was before: see cercle_move_review_back().
 */
static void
apply_review (CercleRecord *kase, CercleRecord *event, const char *day)
{
  gboolean back =
      g_strcmp0 (cercle_record_get_text (event, CERCLE_EVENT_TO), CERCLE_REVIEW_TAKEN_BACK) == 0;

  if (!back && !cercle_record_is_set (kase, CERCLE_CASE_DEBRIEFED_ON))
    apply_debrief (kase, event, day);
  else if (back && !cercle_record_is_set (event, CERCLE_EVENT_FROM))
    {
      cercle_record_unset (kase, CERCLE_CASE_DEBRIEFED_ON);
      cercle_record_unset (kase, CERCLE_CASE_DEBRIEFED_BY);
    }
}

static const struct
{
  const char *sort;
  CercleMove (*judge) (CercleRecord *kase, CercleRecord *event, GError **error);
  void (*apply) (CercleRecord *kase, CercleRecord *event, const char *day);
} moves[] = {
  { "status", judge_status, apply_status },
  { "closing", judge_closing, apply_closing },
  { "reopening", judge_reopening, apply_reopening },
  { "baton", judge_baton, apply_baton },
  { "note", judge_telling, NULL },
  { "words", judge_telling, NULL },
  { "call", judge_telling, NULL },
  { "told", judge_telling, NULL },
  { "action", judge_telling, NULL },
  { "orientation", judge_orientation, apply_orientation },
  { "debrief", judge_debrief, apply_debrief },
  { "transfer", judge_telling, NULL },
  { "break_glass", judge_exception, NULL },
  { "review", judge_review, apply_review },
  { "opened", judge_exception, NULL },
};

static gboolean
is_by_holder (CercleRecord *kase, CercleRecord *event)
{
  const char *holder = cercle_record_get_text (kase, CERCLE_CASE_HOLDER);
  const char *by = cercle_record_get_text (event, CERCLE_EVENT_BY);

  return holder != NULL && by != NULL && g_str_has_prefix (holder, "member:") &&
         g_str_equal (holder + strlen ("member:"), by);
}

/* Days are compared as text. A desk that was away brings older events: news only goes forward. */
static void
tell_news (CercleRecord *kase, CercleRecord *event, const char *day)
{
  if (g_strcmp0 (cercle_record_get_text (kase, CERCLE_CASE_LAST_NEWS_ON), day) < 0)
    cercle_record_set_text (kase, CERCLE_CASE_LAST_NEWS_ON, day);
  if (is_by_holder (kase, event))
    cercle_record_set_flag (kase, CERCLE_CASE_TAKEN_UP, TRUE);
}

CercleMove
cercle_case_apply_event (CercleRecord *kase, CercleRecord *event, const char *zone, GError **error)
{
  const char *sort = cercle_record_get_text (event, CERCLE_EVENT_SORT);
  const char *at = cercle_record_get_text (event, CERCLE_EVENT_AT);
  char day[CERCLE_DAY_SIZE];
  gint64 instant;
  guint move = 0;
  CercleMove verdict;

  if (cercle_record_get_flag (event, CERCLE_EVENT_STALE))
    return CERCLE_MOVE_STALE;
  while (move < G_N_ELEMENTS (moves) && g_strcmp0 (moves[move].sort, sort) != 0)
    move++;
  if (move == G_N_ELEMENTS (moves) || at == NULL || !cercle_instant_parse (at, &instant))
    return refuse (error, _ ("This event has no known sort or no time."));
  verdict = moves[move].judge (kase, event, error);
  if (verdict != CERCLE_MOVE_APPLIED)
    return verdict;
  if (g_strcmp0 (cercle_record_get_text (kase, CERCLE_CASE_STATUS), "closed") == 0 &&
      !cercle_tokens_contain (of_closed_cases, sort))
    return refuse (error, _ ("The case is closed: reopen it first."));
  cercle_day_format (cercle_instant_local_day (instant, zone, NULL), day);
  if (moves[move].apply != NULL)
    moves[move].apply (kase, event, day);
  /* To read it is no news of it, nor is that others answer differently now. */
  if (!g_str_equal (sort, "opened") && !cercle_article_is_change (event))
    tell_news (kase, event, day);
  return CERCLE_MOVE_APPLIED;
}

/* What is due, and the first state */

static gboolean
comes_before (CercleRecord *action, CercleRecord *other)
{
  int order = g_strcmp0 (cercle_record_get_text (action, CERCLE_ACTION_DUE_ON),
                         cercle_record_get_text (other, CERCLE_ACTION_DUE_ON));
  gint64 minutes = cercle_record_get_integer (action, CERCLE_ACTION_DUE_AT, G_MAXINT) -
                   cercle_record_get_integer (other, CERCLE_ACTION_DUE_AT, G_MAXINT);

  if (order == 0)
    order = minutes < 0 ? -1 : minutes > 0;
  /* Desk and server must choose the same of two actions due together. */
  return order < 0 || (order == 0 &&
                       g_strcmp0 (cercle_record_get_id (action), cercle_record_get_id (other)) < 0);
}

static gboolean
is_open_action (CercleRecord *action)
{
  const char *state = cercle_record_get_text (action, CERCLE_ACTION_STATE);
  return state == NULL || g_str_equal (state, "open");
}

static CercleRecord *
find_next_action (GPtrArray *actions)
{
  CercleRecord *next = NULL;

  for (guint i = 0; actions != NULL && i < actions->len; i++)
    if (cercle_record_is_set (actions->pdata[i], CERCLE_ACTION_DUE_ON) &&
        is_open_action (actions->pdata[i]) &&
        (next == NULL || comes_before (actions->pdata[i], next)))
      next = actions->pdata[i];
  return next;
}

static void
count_open_actions (CercleRecord *kase, GPtrArray *actions)
{
  guint n = 0;

  for (guint i = 0; actions != NULL && i < actions->len; i++)
    n += is_open_action (actions->pdata[i]);
  if (n > 0)
    cercle_record_set_integer (kase, CERCLE_CASE_OPEN_ACTIONS, n);
  else
    cercle_record_unset (kase, CERCLE_CASE_OPEN_ACTIONS);
}

void
cercle_case_derive_due (CercleRecord *kase, GPtrArray *open_actions)
{
  CercleRecord *action = find_next_action (open_actions);
  const char *due = cercle_record_get_text (kase, CERCLE_CASE_PROMISED_BY);
  const char *why = due != NULL ? "promise" : NULL;
  const char *action_due =
      action != NULL ? cercle_record_get_text (action, CERCLE_ACTION_DUE_ON) : NULL;

  if (action_due != NULL && (due == NULL || strcmp (action_due, due) < 0))
    {
      due = action_due;
      why = cercle_record_get_text (action, CERCLE_ACTION_SORT);
    }
  if (g_strcmp0 (cercle_record_get_text (kase, CERCLE_CASE_STATUS), "closed") == 0)
    due = why = NULL;
  cercle_record_set_text (kase, CERCLE_CASE_NEXT_DUE_ON, due);
  cercle_record_set_text (kase, CERCLE_CASE_NEXT_DUE_WHY, why);
  count_open_actions (kase, open_actions);
}

void
cercle_case_derive_new (CercleRecord *kase, const char *member, const char *at)
{
  const char *opened_on = cercle_record_get_text (kase, CERCLE_CASE_OPENED_ON);
  g_autofree char *holder = member != NULL ? g_strconcat ("member:", member, NULL) : NULL;
  g_autofree char *utc_day = g_strndup (at, CERCLE_DAY_SIZE - 1);

  cercle_record_set_text (kase, CERCLE_CASE_STATUS, "received");
  cercle_record_set_text (kase, CERCLE_CASE_STATUS_SINCE, at);
  cercle_record_set_flag (kase, CERCLE_CASE_OPEN, TRUE);
  cercle_record_set_text (kase, CERCLE_CASE_HOLDER, holder);
  cercle_record_set_text (kase, CERCLE_CASE_HOLDER_SINCE, holder != NULL ? at : NULL);
  cercle_record_set_flag (kase, CERCLE_CASE_TAKEN_UP, holder != NULL);
  cercle_record_set_text (kase, CERCLE_CASE_LAST_NEWS_ON, opened_on != NULL ? opened_on : utc_day);
  cercle_case_derive_priority (
      kase, cercle_day_parse (cercle_record_get_text (kase, CERCLE_CASE_LAST_NEWS_ON)));
}
