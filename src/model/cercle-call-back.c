/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which call-back does an open case lack? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-call-back.h"

#include "cercle-case.h"
#include "cercle-community.h"
#include "cercle-day.h"
#include "cercle-event.h"
#include "cercle-id.h"

#define RULE "call-back"
/* Working days, where the community has not told its own. */
#define DELAY_CRITICAL 0
#define DELAY_COMMON 2

int
cercle_call_back_day (const CercleCallBackGround *ground, gboolean danger)
{
  guint field = danger ? CERCLE_COMMUNITY_DELAY_CRITICAL : CERCLE_COMMUNITY_DELAY_COMMON;
  gint64 delay = danger ? DELAY_CRITICAL : DELAY_COMMON;

  if (ground->community != NULL)
    delay = cercle_record_get_integer (ground->community, field, delay);
  return cercle_working_days_after (&ground->time, ground->today, (int) delay);
}

static gboolean
is_open (CercleRecord *action)
{
  const char *state = cercle_record_get_text (action, CERCLE_ACTION_STATE);

  return !cercle_record_envelope (action)->deleted &&
         (state == NULL || g_str_equal (state, "open"));
}

/* Of its case and its day, so that any number of desks make it once. */
static char *
identity (const char *scope, const char *kase, const char *due)
{
  return cercle_id_derive (scope, RULE, kase, due);
}

gboolean
cercle_call_back_is_by_rule (CercleRecord *action)
{
  const char *id = cercle_record_get_id (action);
  g_autofree char *made = NULL;

  if (!is_open (action) || !cercle_id_is_derived (id) ||
      cercle_record_is_set (action, CERCLE_ACTION_WHAT) ||
      cercle_record_is_set (action, CERCLE_ACTION_DUE_AT))
    return FALSE;
  made = identity (cercle_record_envelope (action)->scope,
                   cercle_record_get_text (action, CERCLE_ACTION_CASE),
                   cercle_record_get_text (action, CERCLE_ACTION_DUE_ON));
  return g_str_equal (made, id);
}

static CercleRecord *
find (GPtrArray *actions, const char *id)
{
  for (guint i = 0; i < actions->len; i++)
    if (g_str_equal (cercle_record_get_id (actions->pdata[i]), id))
      return actions->pdata[i];
  return NULL;
}

/* Whom it is for follows the baton; where it is held outside, whoever works that day. */
static CercleRecord *
make (CercleRecord *kase, const char *id, const char *due)
{
  CercleRecord *action = cercle_record_new_with_id (&cercle_action_kind, id);
  const char *holder = cercle_record_get_text (kase, CERCLE_CASE_HOLDER);

  cercle_envelope_set (&cercle_record_envelope (action)->scope,
                       cercle_record_envelope (kase)->scope);
  cercle_record_set_text (action, CERCLE_ACTION_CASE, cercle_record_get_id (kase));
  /* An anonymous contact cannot be called back. */
  cercle_record_set_text (action, CERCLE_ACTION_SORT,
                          cercle_record_is_set (kase, CERCLE_CASE_PERSON) ? "call_back" : "other");
  cercle_record_set_text (action, CERCLE_ACTION_DUE_ON, due);
  cercle_record_set_text (action, CERCLE_ACTION_STATE, "open");
  if (holder != NULL && g_str_has_prefix (holder, "member:"))
    cercle_record_set_text (action, CERCLE_ACTION_ASSIGNEE, holder);
  return action;
}

static CercleRecord *
with_state (CercleRecord *action, const char *state)
{
  CercleRecord *after = cercle_record_copy (action);

  cercle_record_set_text (after, CERCLE_ACTION_STATE, state);
  return after;
}

/* One that was cancelled for this day is open again; a day on which one was made, or that somebody
 * moved away, is behind. */
static CercleRecord *
lacking (CercleRecord *kase, GPtrArray *actions, const CercleCallBackGround *ground)
{
  gboolean danger = cercle_record_get_flag (kase, CERCLE_CASE_DANGER) &&
                    !cercle_record_is_set (kase, CERCLE_CASE_DANGER_ANSWER);
  int day = cercle_call_back_day (ground, danger);

  for (guint i = 0; i <= actions->len; i++, day = cercle_working_days_after (&ground->time, day, 1))
    {
      g_autofree char *due = cercle_day_to_text (day);
      g_autofree char *id =
          identity (cercle_record_envelope (kase)->scope, cercle_record_get_id (kase), due);
      CercleRecord *there = find (actions, id);
      g_autoptr (CercleRecord) again = there != NULL ? with_state (there, "open") : NULL;

      if (there == NULL)
        return make (kase, id, due);
      if (g_strcmp0 (cercle_record_get_text (there, CERCLE_ACTION_STATE), "cancelled") == 0 &&
          cercle_call_back_is_by_rule (again))
        return g_steal_pointer (&again);
    }
  return NULL;
}

GPtrArray *
cercle_call_back_end (GPtrArray *actions)
{
  GPtrArray *ended = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < actions->len; i++)
    if (cercle_call_back_is_by_rule (actions->pdata[i]))
      g_ptr_array_add (ended, with_state (actions->pdata[i], "cancelled"));
  return ended;
}

static gboolean
is_due_besides (CercleRecord *kase, GPtrArray *actions)
{
  if (cercle_record_is_set (kase, CERCLE_CASE_PROMISED_BY))
    return TRUE;
  for (guint i = 0; i < actions->len; i++)
    if (is_open (actions->pdata[i]) &&
        cercle_record_is_set (actions->pdata[i], CERCLE_ACTION_DUE_ON) &&
        !cercle_call_back_is_by_rule (actions->pdata[i]))
      return TRUE;
  return FALSE;
}

GPtrArray *
cercle_call_back_follow (CercleRecord *kase, GPtrArray *actions, const CercleCallBackGround *ground)
{
  g_autoptr (GPtrArray) follows = g_ptr_array_new_with_free_func (g_object_unref);

  if (cercle_record_envelope (kase)->deleted || !cercle_record_get_flag (kase, CERCLE_CASE_OPEN))
    return g_steal_pointer (&follows);
  if (is_due_besides (kase, actions))
    return cercle_call_back_end (actions);
  if (!cercle_record_is_set (kase, CERCLE_CASE_NEXT_DUE_ON))
    g_ptr_array_add (follows, lacking (kase, actions, ground));
  return g_steal_pointer (&follows);
}
