/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does each verb of a beat do to the case? */
#define G_LOG_DOMAIN "cercle-server"

#include <gio/gio.h>
#include <string.h>

#include "cercle-case.h"
#include "cercle-consent.h"
#include "cercle-day.h"
#include "cercle-event.h"
#include "cercle-moves.h"
#include "cercle-person.h"
#include "cercle-request.h"
#include "cercle-sample-beat.h"
#include "cercle-sample-case.h"
#include "cercle-solution.h"

#define FIRST_HOUR 9
#define HOURS 8 /* in which calls are promised */

/* Days: "2" or "+2" working days from now, "d+1..3" from the sample's day, "-" none. */
static int
read_due (CercleSampleCase *self, const char *text)
{
  CercleSampleWorld *world = self->world;
  int n;

  if (text == NULL || g_str_equal (text, "-"))
    return CERCLE_DAY_NONE;
  if (text[0] != 'd')
    return cercle_working_days_after (&world->time, self->day,
                                      cercle_sample_beat_number (world, text, NULL));
  n = cercle_sample_beat_number (world, text + 1, NULL);
  if (n <= 0)
    return world->days[MIN (-n, CERCLE_SAMPLE_DEPTH)];
  return cercle_working_days_after (&world->time, world->day, n);
}

#define ANSWERED "Le 15 a été appelé, la personne rappelée le jour même. Chacun est en sécurité."

/* Actions */

static void
set_assignee (CercleSampleCase *self, CercleSampleOp *op)
{
  cercle_sample_op_refer (op, CERCLE_ACTION_ASSIGNEE, "member",
                          cercle_sample_member (self->world, self->taker)->slot);
}

/* minute: -1 for the whole day. */
static void
put_action (CercleSampleCase *self, const char *sort, const char *what, int due, int minute)
{
  guint slot = cercle_sample_plan_slot (self->world->plan);
  CercleSampleOp *op = cercle_sample_step_add (cercle_sample_case_step (self), CERCLE_SAMPLE_CREATE,
                                               &cercle_action_kind, slot);

  cercle_sample_op_refer (op, CERCLE_ACTION_CASE, NULL, self->case_slot);
  cercle_sample_op_set (op, CERCLE_ACTION_SORT, sort);
  cercle_sample_op_set (op, CERCLE_ACTION_WHAT, what);
  set_assignee (self, op);
  cercle_sample_op_set_day (op, CERCLE_ACTION_DUE_ON, due);
  if (minute >= 0)
    cercle_sample_op_set_integer (op, CERCLE_ACTION_DUE_AT, minute);
  if (g_str_equal (sort, "call_back"))
    cercle_sample_op_set (op, CERCLE_ACTION_CHANNEL, self->call_back);
  cercle_sample_op_set (op, CERCLE_ACTION_STATE, "open");
  g_array_append_val (self->actions, slot);
}

static int
draw_minute (CercleSampleCase *self, int due)
{
  int minute = FIRST_HOUR * 60 + 30 * (int) cercle_sample_draw (self->world, HOURS * 2);
  return due == self->day ? MAX (minute, self->minute / 30 * 30 + 60) : minute;
}

static void
end_action (CercleSampleCase *self, guint slot, const char *state, const char *result)
{
  CercleSampleOp *op = cercle_sample_step_add (cercle_sample_case_step (self), CERCLE_SAMPLE_PATCH,
                                               &cercle_action_kind, slot);

  cercle_sample_op_set (op, CERCLE_ACTION_STATE, state);
  if (g_str_equal (state, "done"))
    {
      cercle_sample_op_set_instant (op, CERCLE_ACTION_DONE_AT, cercle_sample_case_now (self));
      cercle_sample_op_refer (op, CERCLE_ACTION_DONE_BY, NULL,
                              cercle_sample_member (self->world, self->author)->slot);
    }
  cercle_sample_op_set (op, CERCLE_ACTION_RESULT, result);
}

static gboolean
end_last (CercleSampleCase *self, const char *state, const char *result)
{
  guint slot;

  if (self->actions->len == 0)
    return FALSE;
  slot = g_array_index (self->actions, guint, self->actions->len - 1);
  g_array_set_size (self->actions, self->actions->len - 1);
  end_action (self, slot, state, result);
  return TRUE;
}

static gboolean
act_open (CercleSampleCase *self, char **words, const char *text, GError **error)
{
  int due = read_due (self, words[0]);
  g_autofree char *what = NULL;

  cercle_sample_case_open (self);
  self->status = "received";
  if (due == CERCLE_DAY_NONE)
    return TRUE;
  what = cercle_sample_case_say_key (self, "todo.call", error);
  if (what != NULL)
    put_action (self, "call_back", what, due, draw_minute (self, due));
  return what != NULL;
}

static gboolean
act_todo (CercleSampleCase *self, char **words, const char *text, GError **error)
{
  int due = words[0] != NULL ? read_due (self, words[1]) : CERCLE_DAY_NONE;
  int minute = -1;

  if (due == CERCLE_DAY_NONE)
    return FALSE;
  if (words[2] != NULL)
    {
      char *end;
      minute = (int) g_ascii_strtoll (words[2], &end, 10) * 60;
      minute += *end == ':' ? (int) g_ascii_strtoll (end + 1, NULL, 10) : 0;
    }
  else if (g_str_equal (words[0], "call_back"))
    minute = draw_minute (self, due);
  put_action (self, words[0], text, due, minute);
  return TRUE;
}

static gboolean
act_done (CercleSampleCase *self, char **words, const char *text, GError **error)
{
  return end_last (self, "done", text);
}

static gboolean
act_cancel (CercleSampleCase *self, char **words, const char *text, GError **error)
{
  return end_last (self, "cancelled", text);
}

/* Telling */

static gboolean
act_note (CercleSampleCase *self, char **words, const char *text, GError **error)
{
  cercle_sample_case_tell (self, "note", text);
  return TRUE;
}

static gboolean
act_call (CercleSampleCase *self, char **words, const char *text, GError **error)
{
  cercle_sample_case_tell (self, "call", text);
  return TRUE;
}

static gboolean
act_ring (CercleSampleCase *self, char **words, const char *text, GError **error)
{
  cercle_sample_case_ring (self, text);
  return TRUE;
}

static gboolean
tell_words (CercleSampleCase *self, const char *text, const char *speaker)
{
  g_autofree char *words = g_strconcat (text, " — ", speaker, NULL);

  cercle_sample_case_tell (self, "words", words);
  return TRUE;
}

/* In the person's own words. */
static gboolean
act_later (CercleSampleCase *self, char **words, const char *text, GError **error)
{
  return tell_words (self, text, self->person.first);
}

/* Thanks and complaints: of who calls, or of the person where the story has her say them. */
static gboolean
act_thanks (CercleSampleCase *self, char **words, const char *text, GError **error)
{
  gboolean alone = self->tie->link == NULL;
  gboolean mine = cercle_sample_block_get (self->story, "thanks_me") != NULL &&
                  (alone || cercle_sample_block_get (self->story, "thanks") == NULL);
  g_autofree char *said = NULL;

  if (!mine)
    return tell_words (self, text, alone ? self->person.first : self->caller.first);
  said = cercle_sample_case_say_key (self, "thanks_me", error);
  return said != NULL && tell_words (self, said, self->person.first);
}

/* Moves */

static CercleSampleOp *
put_move (CercleSampleCase *self, const char *sort, const char *why)
{
  CercleSampleOp *op =
      cercle_sample_step_add (cercle_sample_case_step (self), CERCLE_SAMPLE_MOVE,
                              &cercle_event_kind, cercle_sample_plan_slot (self->world->plan));

  op->of = self->case_slot;
  cercle_sample_op_refer (op, CERCLE_EVENT_CASE, NULL, self->case_slot);
  cercle_sample_op_set (op, CERCLE_EVENT_SORT, sort);
  cercle_sample_op_set (op, CERCLE_EVENT_WHY, why);
  return op;
}

static gboolean
act_status (CercleSampleCase *self, char **words, const char *text, GError **error)
{
  if (words[0] == NULL || !cercle_case_may_move (self->status, words[0]))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "no way from %s", self->status);
      return FALSE;
    }
  cercle_sample_op_set (put_move (self, "status", text), CERCLE_EVENT_TO, words[0]);
  self->status = g_intern_string (words[0]);
  return TRUE;
}

static CercleSampleOp *
put_patch (CercleSampleCase *self, CercleSampleSort sort)
{
  return cercle_sample_step_add (cercle_sample_case_step (self), sort, &cercle_case_kind,
                                 self->case_slot);
}

static gboolean
set_field (CercleSampleCase *self, CercleSampleSort sort, const char *name, const char *text)
{
  int field = name != NULL ? cercle_kind_field (&cercle_case_kind, name) : -1;

  if (field < 0)
    return FALSE;
  cercle_sample_op_set (put_patch (self, sort), (guint) field, text);
  return TRUE;
}

/* Nothing closes with something still to do, nor with a danger that nobody answered. */
static gboolean
act_close (CercleSampleCase *self, char **words, const char *text, GError **error)
{
  CercleSampleOp *op;

  if (words[0] == NULL || self->closed)
    return FALSE;
  while (end_last (self, "cancelled", NULL))
    ;
  if (self->danger)
    set_field (self, CERCLE_SAMPLE_PATCH, "danger_answer", ANSWERED);
  self->danger = FALSE;
  op = put_move (self, "closing", text);
  cercle_sample_op_set (op, CERCLE_EVENT_TO, "closed");
  cercle_sample_op_set (op, CERCLE_EVENT_MOTIVE, words[0]);
  self->closed = TRUE;
  self->status = "closed";
  return TRUE;
}

static gboolean
act_reopen (CercleSampleCase *self, char **words, const char *text, GError **error)
{
  if (!self->closed)
    return FALSE;
  cercle_sample_op_set (put_move (self, "reopening", text), CERCLE_EVENT_TO, "to_qualify");
  self->closed = FALSE;
  self->status = "to_qualify";
  return TRUE;
}

/* The baton */

static int
find_org_word (CercleSampleCase *self, const char *word)
{
  if (g_str_equal (word, "mdph") || g_str_equal (word, "ase"))
    return cercle_sample_find_org (self->world, word);
  if (word[0] == '=')
    return cercle_sample_find_org (self->world, word + 1);
  if (g_str_equal (word, "org"))
    return self->orgs[0];
  if (g_str_equal (word, "org2"))
    return self->orgs[1];
  return -1;
}

static void
prepare_baton (CercleSampleCase *self, char **words)
{
  int org = words[0] != NULL ? find_org_word (self, words[0]) : -1;

  if (org >= 0)
    self->org = org;
}

static gboolean
set_holder (CercleSampleCase *self, CercleSampleOp *op, const char *word)
{
  int org = find_org_word (self, word);
  int member = g_str_equal (word, "me") ? (int) self->taker
               : g_str_equal (word, "coord")
                   ? cercle_sample_draw_member (self->world, self->community, "coordinator", -1)
                   : -1;

  if (org >= 0)
    cercle_sample_op_refer (op, CERCLE_EVENT_TO, "organisation",
                            cercle_sample_org (self->world, org)->slot);
  else if (member >= 0)
    cercle_sample_op_refer (op, CERCLE_EVENT_TO, "member",
                            cercle_sample_member (self->world, member)->slot);
  else if (g_str_equal (word, "person"))
    cercle_sample_op_refer (op, CERCLE_EVENT_TO, "person", self->person_slot);
  else
    return FALSE;
  return TRUE;
}

static gboolean
act_baton (CercleSampleCase *self, char **words, const char *text, GError **error)
{
  CercleSampleOp *op;

  if (words[0] == NULL || words[1] == NULL)
    return FALSE;
  op = put_move (self, "baton", NULL);
  cercle_sample_op_set (op, CERCLE_EVENT_NEXT_STEP, text);
  cercle_sample_op_set_day (op, CERCLE_EVENT_PROMISED_BY, read_due (self, words[1]));
  return set_holder (self, op, words[0]);
}

/* Fields */

/* The next Saturday that leaves a few days. */
static int
next_saturday (int day)
{
  for (day += 3; cercle_day_weekday (day) != 6;)
    day++;
  return day;
}

static gboolean
act_set (CercleSampleCase *self, char **words, const char *text, GError **error)
{
  CercleSampleOp *op;

  if (g_strcmp0 (words[0], "break") == 0 && words[1] != NULL)
    {
      op = put_patch (self, CERCLE_SAMPLE_PATCH);
      cercle_sample_op_set_day (op, CERCLE_CASE_BREAK_ON,
                                g_str_equal (words[1], "sat") ? next_saturday (self->world->day)
                                                              : read_due (self, words[1]));
      cercle_sample_op_set (op, CERCLE_CASE_BREAK_WHY, text);
      return TRUE;
    }
  if (g_strcmp0 (words[0], "blind") == 0)
    {
      op = put_patch (self, CERCLE_SAMPLE_PATCH);
      cercle_sample_op_set_integer (op, CERCLE_CASE_BLIND_SPOT, TRUE);
      cercle_sample_op_set (op, CERCLE_CASE_BLIND_SPOT_WHY, text);
      return TRUE;
    }
  return set_field (self, CERCLE_SAMPLE_PATCH, words[0], text);
}

static gboolean
act_conflict (CercleSampleCase *self, char **words, const char *text, GError **error)
{
  return set_field (self, CERCLE_SAMPLE_CONFLICT, words[0], text);
}

static gboolean
act_person (CercleSampleCase *self, char **words, const char *text, GError **error)
{
  int field = words[0] != NULL ? cercle_kind_field (&cercle_person_kind, words[0]) : -1;

  if (field < 0)
    return FALSE;
  cercle_sample_op_set (cercle_sample_step_add (cercle_sample_case_step (self), CERCLE_SAMPLE_PATCH,
                                                &cercle_person_kind, self->person_slot),
                        (guint) field, text);
  return TRUE;
}

/* Consents, requests, solutions */

static const struct
{
  const CercleKind *kind;
  gboolean of_person;
  guint of, text, later; /* what the text is of a new one, and of one that is changed */
} dealings[CERCLE_SAMPLE_DEALINGS] = {
  { &cercle_consent_kind, TRUE, CERCLE_CONSENT_PERSON, CERCLE_CONSENT_GIVEN_BY,
    CERCLE_CONSENT_GIVEN_BY },
  { &cercle_request_kind, FALSE, CERCLE_REQUEST_CASE, CERCLE_REQUEST_WHAT, CERCLE_REQUEST_COMMENT },
  { &cercle_solution_kind, FALSE, CERCLE_SOLUTION_CASE, CERCLE_SOLUTION_WHAT,
    CERCLE_SOLUTION_CHOICE_WHY },
  { &cercle_transfer_kind, FALSE, CERCLE_TRANSFER_CASE, CERCLE_TRANSFER_WHY,
    CERCLE_TRANSFER_REFUSED_WHY },
};

static int
find_dealing (const char *name)
{
  for (int i = 0; name != NULL && i < CERCLE_SAMPLE_DEALINGS; i++)
    if (g_str_equal (dealings[i].kind->name, name))
      return i;
  return -1;
}

/* "sent=identity,needs", "organisation==fougeres", "asked_on=+0", "consent=last", "sent_at=now",
 * "community=Communauté,360"; a comma is a space. */
static gboolean
put_value (CercleSampleCase *self, CercleSampleOp *op, const char *word)
{
  g_auto (GStrv) parts = g_strsplit (word, "=", 2);
  int field = parts[1] != NULL ? cercle_kind_field (op->kind, parts[0]) : -1;
  const CercleField *line = field >= 0 ? &op->kind->fields[field] : NULL;
  int at = -1;

  if (line == NULL)
    return FALSE;
  if (line->type == CERCLE_DAY)
    cercle_sample_op_set_day (op, (guint) field, read_due (self, parts[1]));
  else if (line->type == CERCLE_INSTANT)
    cercle_sample_op_set_instant (op, (guint) field, cercle_sample_case_now (self));
  else if (line->type != CERCLE_REF)
    cercle_sample_op_set (op, (guint) field, g_strdelimit (parts[1], ",", ' '));
  else if (g_str_equal (parts[1], "last"))
    {
      at = find_dealing (line->targets);
      if (at < 0 || self->made[at] == 0)
        return FALSE;
      cercle_sample_op_refer (op, (guint) field, NULL, self->made[at]);
    }
  else
    {
      at = find_org_word (self, parts[1]);
      if (at < 0)
        return FALSE;
      cercle_sample_op_refer (op, (guint) field, NULL, cercle_sample_org (self->world, at)->slot);
    }
  return TRUE;
}

static gboolean
put_dealing (CercleSampleCase *self, CercleSampleSort sort, char **words, const char *text)
{
  int at = find_dealing (words[0]);
  CercleSampleOp *op = NULL;

  if (at < 0 || (sort == CERCLE_SAMPLE_PATCH && self->made[at] == 0))
    return FALSE;
  if (sort == CERCLE_SAMPLE_CREATE)
    self->made[at] = cercle_sample_plan_slot (self->world->plan);
  op = cercle_sample_step_add (cercle_sample_case_step (self), sort, dealings[at].kind,
                               self->made[at]);
  if (sort == CERCLE_SAMPLE_CREATE)
    cercle_sample_op_refer (op, dealings[at].of, NULL,
                            dealings[at].of_person ? self->person_slot : self->case_slot);
  if (text != NULL && text[0] != '\0')
    cercle_sample_op_set (op, sort == CERCLE_SAMPLE_CREATE ? dealings[at].text : dealings[at].later,
                          text);
  for (guint i = 1; words[i] != NULL; i++)
    if (!put_value (self, op, words[i]))
      return FALSE;
  return TRUE;
}

static gboolean
act_new (CercleSampleCase *self, char **words, const char *text, GError **error)
{
  return put_dealing (self, CERCLE_SAMPLE_CREATE, words, text);
}

static gboolean
act_put (CercleSampleCase *self, char **words, const char *text, GError **error)
{
  return put_dealing (self, CERCLE_SAMPLE_PATCH, words, text);
}

/* By hand, with its reason; "matrix": by the rule that decides when it is run. */
static gboolean
act_orient (CercleSampleCase *self, char **words, const char *text, GError **error)
{
  CercleSampleOp *op = NULL;
  int lead = words[0] != NULL && words[1] != NULL ? find_org_word (self, words[1]) : -1;

  if (words[0] == NULL)
    return FALSE;
  op = put_move (self, "orientation", text);
  if (!g_str_equal (words[0], "matrix"))
    cercle_sample_op_set (op, CERCLE_EVENT_TO, words[0]);
  if (lead >= 0)
    cercle_sample_op_refer (op, CERCLE_EVENT_LEAD, NULL,
                            cercle_sample_org (self->world, lead)->slot);
  return TRUE;
}

static gboolean
act_debrief (CercleSampleCase *self, char **words, const char *text, GError **error)
{
  cercle_sample_case_tell (self, "debrief", text);
  return TRUE;
}

/* Who calls for somebody else, named before, is this very person. */
static gboolean
act_known (CercleSampleCase *self, char **words, const char *text, GError **error)
{
  gpointer slot = words[0] != NULL ? g_hash_table_lookup (self->world->callers, words[0]) : NULL;

  if (slot == NULL)
    return FALSE;
  cercle_sample_op_refer (cercle_sample_step_add (cercle_sample_case_step (self),
                                                  CERCLE_SAMPLE_PATCH, &cercle_relative_kind,
                                                  GPOINTER_TO_UINT (slot)),
                          CERCLE_RELATIVE_KNOWN, NULL, self->person_slot);
  return TRUE;
}

static const CercleSampleVerb verbs[] = {
  { "open", NULL, act_open },
  { "todo", NULL, act_todo },
  { "done", NULL, act_done },
  { "cancel", NULL, act_cancel },
  { "note", NULL, act_note },
  { "call", NULL, act_call },
  { "ring", NULL, act_ring },
  { "later", NULL, act_later },
  { "thanks", NULL, act_thanks },
  { "status", NULL, act_status },
  { "close", NULL, act_close },
  { "reopen", NULL, act_reopen },
  { "baton", prepare_baton, act_baton },
  { "set", NULL, act_set },
  { "conflict", NULL, act_conflict },
  { "person", NULL, act_person },
  { "new", NULL, act_new },
  { "put", NULL, act_put },
  { "orient", NULL, act_orient },
  { "debrief", NULL, act_debrief },
  { "known", NULL, act_known },
};

const CercleSampleVerb *
cercle_sample_verb_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_strcmp0 (verbs[i].name, name) == 0)
      return &verbs[i];
  return NULL;
}
