/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What may somebody do to a case next, allowed or not? */
#define G_LOG_DOMAIN "random-work"

#include "random-turn.h"

#include "cercle-case.h"
#include "cercle-choices.h"
#include "cercle-day.h"
#include "cercle-event.h"
#include "cercle-instant.h"
#include "cercle-moves.h"
#include "cercle-organisation.h"
#include "cercle-person-merge.h"
#include "cercle-person.h"
#include "cercle-query.h"
#include "cercle-rule.h"

guint
turn_below (Turn *turn, guint n)
{
  return n <= 1 ? 0 : (guint) g_rand_int_range (turn->work->rand, 0, (gint32) n);
}

gboolean
turn_chance (Turn *turn, guint percent)
{
  return turn_below (turn, 100) < percent;
}

const char *
turn_token (Turn *turn, const CercleChoice *choices)
{
  guint n = 0;

  while (choices[n].token != NULL)
    n++;
  return choices[turn_below (turn, n)].token;
}

/* field -1: all of the kind. Never NULL. */
GPtrArray *
turn_find (Turn *turn, const CercleKind *kind, int field, const char *value)
{
  g_autoptr (CercleQuery) query = cercle_query_new (kind);
  GPtrArray *found = NULL;

  if (field >= 0)
    cercle_query_where (query, (guint) field, CERCLE_IS, value);
  if (!turn->failed)
    found = cercle_store_find (turn->work->store, query, turn->error);
  if (found != NULL)
    return found;
  turn->failed = TRUE;
  return g_ptr_array_new ();
}

/* (transfer full) (nullable): mostly the one that everybody is busy with. */
CercleRecord *
turn_pick (Turn *turn, const CercleKind *kind)
{
  g_autoptr (GPtrArray) found = turn_find (turn, kind, -1, NULL);

  if (found->len == 0)
    return NULL;
  return g_object_ref (found->pdata[turn_chance (turn, 50) ? 0 : turn_below (turn, found->len)]);
}

CercleRecord *
turn_new (const CercleKind *kind, const char *scope)
{
  CercleRecord *record = cercle_record_new (kind);

  cercle_envelope_set (&cercle_record_envelope (record)->scope, scope);
  return record;
}

/* A record of the kind that belongs to this one. */
CercleRecord *
turn_new_of (const CercleKind *kind, guint field, CercleRecord *of)
{
  CercleRecord *record = turn_new (kind, cercle_record_envelope (of)->scope);

  cercle_record_set_text (record, field, cercle_record_get_id (of));
  return record;
}

CercleTx *
turn_only (CercleRecord *record)
{
  CercleTx *tx = cercle_tx_new ("One");

  cercle_tx_save (tx, record);
  return tx;
}

char *
turn_today (int days)
{
  gint64 now = cercle_instant_now ();

  return cercle_day_to_text (cercle_instant_local_day (now, "Europe/Paris", NULL) + days);
}

/* Actions and moves */

static CercleTx *
plan (Turn *turn, CercleRecord *kase)
{
  g_autoptr (CercleRecord) action = turn_new_of (&cercle_action_kind, CERCLE_ACTION_CASE, kase);
  g_autofree char *day = turn_today ((int) turn_below (turn, 5));

  cercle_record_set_text (action, CERCLE_ACTION_SORT, turn_token (turn, cercle_action_sorts));
  cercle_record_set_text (action, CERCLE_ACTION_STATE, "open");
  if (turn_chance (turn, 80))
    cercle_record_set_text (action, CERCLE_ACTION_DUE_ON, day);
  return turn_only (action);
}

/* Done, open again, of another case, away. */
static CercleTx *
change_action (Turn *turn, CercleRecord *kase)
{
  g_autoptr (CercleRecord) action = turn_pick (turn, &cercle_action_kind);
  CercleTx *tx = NULL;

  if (action == NULL)
    return NULL;
  if (turn_chance (turn, 10))
    {
      tx = cercle_tx_new ("Removed");
      cercle_tx_delete (tx, action);
      return tx;
    }
  if (turn_chance (turn, 20))
    cercle_record_set_text (action, CERCLE_ACTION_CASE, cercle_record_get_id (kase));
  else
    cercle_record_set_text (action, CERCLE_ACTION_STATE, turn_token (turn, cercle_action_states));
  return turn_only (action);
}

static CercleTx *
change_status (Turn *turn, CercleRecord *kase)
{
  g_auto (GStrv) next =
      cercle_case_next_statuses (cercle_record_get_text (kase, CERCLE_CASE_STATUS));
  gboolean allowed = next[0] != NULL && turn_chance (turn, 85);
  const char *to =
      allowed ? next[turn_below (turn, g_strv_length (next))] : turn_token (turn, cercle_statuses);
  g_autoptr (CercleRecord) event = cercle_move_status (kase, to, "so");

  return turn_only (event);
}

/* Half of them leave something undone. */
static CercleTx *
close_case (Turn *turn, CercleRecord *kase)
{
  g_autoptr (GPtrArray) actions =
      turn_find (turn, &cercle_action_kind, CERCLE_ACTION_CASE, cercle_record_get_id (kase));
  g_autoptr (CercleRecord) event =
      cercle_move_close (kase, turn_token (turn, cercle_closing_motives), "done");
  CercleTx *tx = cercle_tx_new ("Closed");

  for (guint i = 0; i < actions->len; i++)
    if (g_strcmp0 (cercle_record_get_text (actions->pdata[i], CERCLE_ACTION_STATE), "open") == 0 &&
        turn_chance (turn, 85))
      {
        cercle_record_set_text (actions->pdata[i], CERCLE_ACTION_STATE, "done");
        cercle_tx_save (tx, actions->pdata[i]);
      }
  if (cercle_record_get_flag (kase, CERCLE_CASE_DANGER) && turn_chance (turn, 70))
    {
      cercle_record_set_text (kase, CERCLE_CASE_DANGER_ANSWER, "reported");
      cercle_tx_save (tx, kase);
    }
  cercle_tx_save (tx, event);
  return tx;
}

static CercleTx *
reopen (Turn *turn, CercleRecord *kase)
{
  g_autoptr (CercleRecord) event = cercle_move_reopen (kase, "again");

  return turn_only (event);
}

static CercleTx *
hand_over (Turn *turn, CercleRecord *kase)
{
  g_autoptr (CercleRecord) other =
      turn_pick (turn, turn_chance (turn, 50) ? &cercle_organisation_kind : &cercle_person_kind);
  guint n = g_strv_length ((char **) turn->work->members);
  g_autofree char *day = turn_today ((int) turn_below (turn, 9));
  g_autofree char *holder = NULL;
  g_autoptr (CercleRecord) event = NULL;

  if (turn_chance (turn, 65))
    holder = g_strconcat ("member:", turn->work->members[turn_below (turn, n)], NULL);
  else if (other != NULL && turn_chance (turn, 60))
    holder =
        g_strconcat (cercle_record_get_kind (other)->name, ":", cercle_record_get_id (other), NULL);
  event = cercle_move_baton (kase, holder, "Call", day);
  return turn_only (event);
}

static CercleTx *
orient (Turn *turn, CercleRecord *kase)
{
  g_autoptr (CercleRecord) rule =
      turn_chance (turn, 70) ? turn_pick (turn, &cercle_rule_kind) : NULL;
  const char *to = turn_token (turn, cercle_responsibilities);
  g_autoptr (CercleRecord) event = NULL;

  if (rule != NULL && turn_chance (turn, 70))
    to = cercle_record_get_text (rule, CERCLE_RULE_RESPONSIBILITY);
  event = cercle_move_orient (kase, to, rule, 1, NULL, turn_chance (turn, 50) ? "because" : NULL);
  return turn_only (event);
}

static CercleTx *
tell (Turn *turn, CercleRecord *kase)
{
  static const char *const sorts[] = { "note", "words", "call", "debrief", "debrief", "transfer" };
  g_autoptr (CercleRecord) event =
      cercle_event_new (kase, sorts[turn_below (turn, G_N_ELEMENTS (sorts))],
                        turn_chance (turn, 85) ? "A word." : NULL);

  return turn_only (event);
}

/* What no program of ours would write. */
static CercleTx *
forge (Turn *turn, CercleRecord *kase)
{
  static const char *const sorts[] = { "status", "closing", "reopening", "baton", "orientation" };
  g_autoptr (CercleRecord) event =
      cercle_event_new (kase, sorts[turn_below (turn, G_N_ELEMENTS (sorts))], NULL);

  cercle_record_set_text (event, CERCLE_EVENT_FROM,
                          turn_chance (turn, 60) ? cercle_record_get_text (kase, CERCLE_CASE_STATUS)
                                                 : turn_token (turn, cercle_statuses));
  if (turn_chance (turn, 70))
    cercle_record_set_text (event, CERCLE_EVENT_TO, turn_token (turn, cercle_statuses));
  if (turn_chance (turn, 50))
    cercle_record_set_text (event, CERCLE_EVENT_MOTIVE, turn_token (turn, cercle_closing_motives));
  return turn_only (event);
}

static CercleTx *
qualify (Turn *turn, CercleRecord *kase)
{
  switch (turn_below (turn, 3))
    {
    case 0:
      cercle_record_set_flag (kase, CERCLE_CASE_DANGER, turn_chance (turn, 60));
      break;
    case 1:
      cercle_record_set_text (kase, CERCLE_CASE_DANGER_ANSWER,
                              turn_chance (turn, 70) ? "reported" : NULL);
      break;
    default:
      cercle_record_set_integer (kase, CERCLE_CASE_LEVEL, 1 + turn_below (turn, 3));
    }
  return turn_only (kase);
}

/* Persons */

/* With its call-back, as a call saves it. */
static CercleTx *
new_case (Turn *turn, CercleRecord *kase)
{
  g_autoptr (CercleRecord) person = turn_new (&cercle_person_kind, turn->work->scope);
  g_autoptr (CercleRecord) opened = turn_new_of (&cercle_case_kind, CERCLE_CASE_PERSON, person);
  g_autoptr (CercleRecord) call_back =
      turn_new_of (&cercle_action_kind, CERCLE_ACTION_CASE, opened);
  g_autofree char *phone = g_strdup_printf ("+3323100000%u", turn_below (turn, 3));
  g_autofree char *day = turn_today (0);
  CercleTx *tx = NULL;

  cercle_record_set_text (person, CERCLE_PERSON_LAST_NAME, "Quesnel");
  if (turn_chance (turn, 50))
    cercle_record_set_text (person, CERCLE_PERSON_PHONE, phone);
  cercle_record_set_text (opened, CERCLE_CASE_OPENED_ON, day);
  cercle_record_set_text (call_back, CERCLE_ACTION_SORT, "call_back");
  cercle_record_set_text (call_back, CERCLE_ACTION_STATE, "open");
  cercle_record_set_text (call_back, CERCLE_ACTION_DUE_ON, day);
  tx = turn_only (person);
  cercle_tx_save (tx, opened);
  cercle_tx_save (tx, call_back);
  return tx;
}

static CercleTx *
all_three (CercleRecord *loser, CercleRecord *survivor, CercleRecord *record)
{
  CercleTx *tx = turn_only (loser);

  cercle_tx_save (tx, survivor);
  cercle_tx_save (tx, record);
  return tx;
}

static CercleTx *
merge (Turn *turn, CercleRecord *kase)
{
  g_autoptr (CercleRecord) loser = turn_pick (turn, &cercle_person_kind);
  g_autoptr (CercleRecord) survivor = turn_pick (turn, &cercle_person_kind);
  g_autoptr (CercleRecord) record = NULL;
  guint64 mask = turn_chance (turn, 50) ? g_rand_int (turn->work->rand) : 0;

  if (loser == NULL || survivor == NULL)
    return NULL;
  mask |= cercle_person_merge_proposal (loser, survivor);
  record = cercle_person_merge (loser, survivor, mask, NULL, NULL);
  return record != NULL ? all_three (loser, survivor, record) : NULL;
}

static CercleTx *
unmerge (Turn *turn, CercleRecord *kase)
{
  g_autoptr (CercleRecord) record = turn_pick (turn, &cercle_merge_kind);
  g_autoptr (GPtrArray) persons = turn_find (turn, &cercle_person_kind, -1, NULL);
  CercleRecord *loser = NULL, *survivor = NULL;

  if (record == NULL)
    return NULL;
  for (guint i = 0; i < persons->len; i++)
    {
      const char *id = cercle_record_get_id (persons->pdata[i]);

      if (g_strcmp0 (id, cercle_record_get_text (record, CERCLE_MERGE_LOSER)) == 0)
        loser = persons->pdata[i];
      else if (g_strcmp0 (id, cercle_record_get_text (record, CERCLE_MERGE_SURVIVOR)) == 0)
        survivor = persons->pdata[i];
    }
  if (loser == NULL || survivor == NULL ||
      !cercle_person_unmerge (record, loser, survivor, NULL, NULL))
    return NULL;
  return all_three (loser, survivor, record);
}

/* The matrix */

static CercleTx *
draft (Turn *turn, CercleRecord *kase)
{
  g_autoptr (CercleRecord) matrix = turn_new (&cercle_matrix_kind, turn->work->scope);
  CercleTx *tx = NULL;

  cercle_record_set_integer (matrix, CERCLE_MATRIX_VERSION, 1 + turn_below (turn, 9));
  cercle_record_set_text (matrix, CERCLE_MATRIX_STATE, "draft");
  cercle_record_set_text (matrix, CERCLE_MATRIX_SIGNED_BY,
                          turn_chance (turn, 80) ? "MDPH, ARS" : NULL);
  tx = turn_only (matrix);
  for (guint i = 1; i <= 2; i++)
    {
      g_autoptr (CercleRecord) rule = turn_new_of (&cercle_rule_kind, CERCLE_RULE_MATRIX, matrix);

      cercle_record_set_integer (rule, CERCLE_RULE_POSITION, i);
      cercle_record_set_text (rule, CERCLE_RULE_RESPONSIBILITY,
                              turn_token (turn, cercle_responsibilities));
      cercle_tx_save (tx, rule);
    }
  return tx;
}

static CercleTx *
change_matrix (Turn *turn, CercleRecord *kase)
{
  g_autoptr (CercleRecord) matrix = turn_pick (turn, &cercle_matrix_kind);
  g_autoptr (CercleRecord) rule = turn_pick (turn, &cercle_rule_kind);
  g_autofree char *day = turn_today (0);

  if (matrix != NULL && turn_chance (turn, 50))
    {
      cercle_record_set_text (matrix, CERCLE_MATRIX_STATE, turn_token (turn, cercle_matrix_states));
      cercle_record_set_text (matrix, CERCLE_MATRIX_IN_FORCE_ON, day);
      return turn_only (matrix);
    }
  if (rule == NULL)
    return NULL;
  cercle_record_set_text (rule, CERCLE_RULE_RESPONSIBILITY,
                          turn_token (turn, cercle_responsibilities));
  return turn_only (rule);
}

static CercleTx *
open_organisation (Turn *turn, CercleRecord *kase)
{
  g_autoptr (CercleRecord) organisation = turn_new (&cercle_organisation_kind, "t:14");

  cercle_record_set_text (organisation, CERCLE_ORGANISATION_NAME, "IME");
  cercle_record_set_text (organisation, CERCLE_ORGANISATION_FAMILY,
                          turn_chance (turn, 30) ? "mdph" : "esms");
  return turn_only (organisation);
}

/* kase: the case it is about, where there is one. */
static const struct
{
  const char *what;
  guint weight;
  CercleTx *(*draw) (Turn *turn, CercleRecord *kase);
} works[] = {
  { "new case", 4, new_case },
  { "plan", 9, plan },
  { "change of an action", 10, change_action },
  { "status", 8, change_status },
  { "closing", 13, close_case },
  { "reopening", 6, reopen },
  { "baton", 8, hand_over },
  { "orientation", 5, orient },
  { "telling", 4, tell },
  { "forged move", 4, forge },
  { "qualification", 5, qualify },
  { "consent", 4, turn_consent },
  { "withdrawal", 2, turn_withdraw },
  { "request", 4, turn_ask },
  { "answer", 3, turn_answer },
  { "choice", 4, turn_choose },
  { "transfer", 3, turn_transfer },
  { "merge", 1, merge },
  { "unmerge", 1, unmerge },
  { "draft of a matrix", 1, draft },
  { "change of the matrix", 1, change_matrix },
  { "organisation", 1, open_organisation },
};

CercleTx *
random_work (const RandomWork *work, const char **what, GError **error)
{
  Turn turn = { .work = work, .error = error };
  g_autoptr (CercleRecord) kase = turn_pick (&turn, &cercle_case_kind);
  guint sum = 0, i = 0, at;
  CercleTx *tx = NULL;

  for (guint n = 0; n < G_N_ELEMENTS (works); n++)
    sum += works[n].weight;
  at = turn_below (&turn, sum);
  while (at >= works[i].weight)
    at -= works[i++].weight;
  *what = works[i].what;
  if (kase != NULL || works[i].draw == new_case)
    tx = works[i].draw (&turn, kase);
  if (turn.failed)
    g_clear_pointer (&tx, cercle_tx_free);
  return tx;
}
