/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a decision of a meeting act, on every desk, and is it taken back as one? */
#include <string.h>

#include "cercle-case.h"
#include "cercle-day.h"
#include "cercle-event.h"
#include "cercle-matrix-set.h"
#include "cercle-matrix.h"
#include "cercle-meeting-decide.h"
#include "cercle-moves.h"
#include "cercle-organisation.h"
#include "cercle-person.h"
#include "cercle-question.h"
#include "cercle-session-private.h"
#include "community.h"
#include "room.h"

typedef struct
{
  Community *community;
  char *folders[2];
  CercleSession *col, *ada; /* coordinator and adviser */
  CercleRecord *meeting, *item;
  CercleRecord *kase, *about; /* an item that speaks of the case */
} Fixture;

/* Takes tx. */
static void
commit (CercleSession *session, CercleTx *tx)
{
  g_autoptr (GError) error = NULL;

  room_commit (session, tx, &error);
  g_assert_no_error (error);
  ROOM_WAIT (room_is_quiet_cb, session);
}

static void
undo (CercleSession *session)
{
  g_autoptr (GError) error = NULL;

  room_undo (session, &error);
  g_assert_no_error (error);
  ROOM_WAIT (room_is_quiet_cb, session);
}

static void
make_meeting (Fixture *fixture)
{
  CercleTx *tx = cercle_tx_new ("Meeting made");
  g_autofree char *about = g_strconcat ("case:", cercle_record_get_id (fixture->kase), NULL);

  fixture->meeting = cercle_session_new_record (fixture->col, &cercle_meeting_kind);
  cercle_record_set_text (fixture->meeting, CERCLE_MEETING_SORT, "governance");
  cercle_record_set_text (fixture->meeting, CERCLE_MEETING_HELD_ON,
                          cercle_session_get_today (fixture->col));
  cercle_record_set_integer (fixture->meeting, CERCLE_MEETING_STARTS_AT, 14 * 60);
  cercle_record_set_integer (fixture->meeting, CERCLE_MEETING_LENGTH, 60);
  fixture->item = cercle_agenda_item_new (fixture->meeting, "free", "moyens");
  cercle_record_set_text (fixture->item, CERCLE_AGENDA_ITEM_TITLE, "Moyens");
  fixture->about = cercle_agenda_item_new (fixture->meeting, "case", about);
  cercle_record_set_text (fixture->about, CERCLE_AGENDA_ITEM_ABOUT, about);
  cercle_tx_save (tx, fixture->meeting);
  cercle_tx_save (tx, fixture->item);
  cercle_tx_save (tx, fixture->about);
  commit (fixture->col, tx);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->community = community_new ();
  fixture->col = community_slow_desk (fixture->community, &fixture->folders[0], "col");
  fixture->ada = community_slow_desk (fixture->community, &fixture->folders[1], "ada");
  fixture->kase = room_add_case (fixture->col, "Quesnel", "répit du samedi", &error);
  g_assert_no_error (error);
  make_meeting (fixture);
  room_exchange (fixture->ada);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  room_finalize (fixture->col);
  room_finalize (fixture->ada);
  community_free (fixture->community);
  g_clear_object (&fixture->meeting);
  g_clear_object (&fixture->item);
  g_clear_object (&fixture->kase);
  g_clear_object (&fixture->about);
  for (guint i = 0; i < G_N_ELEMENTS (fixture->folders); i++)
    {
      room_remove (fixture->folders[i]);
      g_free (fixture->folders[i]);
    }
}

/* (transfer full): it is not saved yet. */
static CercleRecord *
new_decision (Fixture *fixture, CercleRecord *item, const char *sort, const char *text)
{
  CercleRecord *decision = cercle_session_new_decision (
      fixture->col, cercle_record_get_id (fixture->meeting), cercle_record_get_id (item), sort);

  cercle_record_set_text (decision, CERCLE_DECISION_TEXT, text);
  return decision;
}

/* Takes decision. (transfer full) (nullable): what came of it. error may be NULL: then none is. */
static char *
decide (CercleSession *session, CercleRecord *decision, const char *partner, GError **error)
{
  g_autoptr (CercleRecord) held = decision;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) local = NULL;

  cercle_session_decide_async (session, held, partner, partner != NULL ? "association" : NULL,
                               room_keep_cb, &result);
  ROOM_WAIT (room_has_cb, &result);
  if (!cercle_session_commit_finish (session, result, &local))
    {
      g_assert_nonnull (error);
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  ROOM_WAIT (room_is_quiet_cb, session);
  return g_strdup (cercle_session_decided_led_to (result));
}

typedef struct
{
  CercleSession *session;
  const CercleKind *kind;
  const char *id;
  CercleRecord *record;
} Search;

static gboolean
is_found_cb (gpointer data)
{
  Search *search = data;

  search->record = cercle_session_get (search->session, search->kind, search->id);
  return search->record != NULL;
}

/* (transfer full): as soon as this desk has it; of the kind that reference names. */
static CercleRecord *
led_to (CercleSession *session, const CercleKind *kind, const char *reference)
{
  g_autofree char *prefix = g_strconcat (kind->name, ":", NULL);
  Search search = { session, kind, NULL, NULL };

  g_assert_nonnull (reference);
  g_assert_true (g_str_has_prefix (reference, prefix));
  search.id = reference + strlen (prefix);
  ROOM_WAIT (is_found_cb, &search);
  return search.record;
}

typedef struct
{
  CercleSession *session;
  guint n;
} Count;

static gboolean
is_counted_cb (gpointer data)
{
  Count *count = data;
  g_autoptr (CercleQuery) query = cercle_decisions_query ();
  g_autoptr (GPtrArray) found = room_find (count->session, query);
  guint n = 0;

  for (guint i = 0; i < found->len; i++)
    n += cercle_decision_is_pending (found->pdata[i]);
  return n == count->n;
}

/* So many decisions wait on this desk, as soon as it has heard of them. */
static void
wait_pending (CercleSession *session, guint n)
{
  Count count = { session, n };

  ROOM_WAIT (is_counted_cb, &count);
}

static GPtrArray *
notes_of (CercleSession *session, CercleRecord *kase)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_event_kind);

  cercle_query_where (query, CERCLE_EVENT_CASE, CERCLE_IS, cercle_record_get_id (kase));
  cercle_query_where (query, CERCLE_EVENT_SORT, CERCLE_IS, "note");
  return room_find (session, query);
}

static char *
holder_of (Fixture *fixture)
{
  return g_strconcat ("member:", cercle_record_get_id (cercle_session_get_member (fixture->ada)),
                      NULL);
}

static CercleRecord *
new_action (Fixture *fixture, CercleRecord *item)
{
  CercleRecord *decision = new_decision (fixture, item, "action", "Rappeler M. Quesnel");
  g_autofree char *holder = holder_of (fixture);

  cercle_record_set_text (decision, CERCLE_DECISION_HOLDER, holder);
  cercle_record_set_text (decision, CERCLE_DECISION_DUE_ON, "2030-06-24");
  return decision;
}

/* About a case: its action, its story, and nobody's name where more people read. */
static void
test_action_of_case (Fixture *fixture, gconstpointer data)
{
  g_autofree char *reference =
      decide (fixture->col, new_action (fixture, fixture->about), NULL, NULL);
  g_autofree char *holder = holder_of (fixture);
  g_autoptr (CercleRecord) action = NULL, kase = NULL, cancelled = NULL;
  g_autoptr (GPtrArray) notes = NULL, after = NULL, waiting = NULL;
  g_autoptr (CercleQuery) query = cercle_decisions_query ();

  room_exchange (fixture->ada);
  action = led_to (fixture->ada, &cercle_action_kind, reference);
  g_assert_cmpstr (cercle_record_get_text (action, CERCLE_ACTION_ASSIGNEE), ==, holder);
  g_assert_cmpstr (cercle_record_get_text (action, CERCLE_ACTION_DUE_ON), ==, "2030-06-24");
  kase = cercle_session_get (fixture->ada, &cercle_case_kind, cercle_record_get_id (fixture->kase));
  g_assert_cmpint (cercle_record_get_integer (kase, CERCLE_CASE_OPEN_ACTIONS, 0), ==, 1);
  waiting = room_find (fixture->ada, query);
  g_assert_cmpuint (waiting->len, ==, 1);
  g_assert_null (
      strstr (cercle_record_get_text (waiting->pdata[0], CERCLE_DECISION_TEXT), "Quesnel"));
  notes = notes_of (fixture->ada, fixture->kase);
  g_assert_cmpuint (notes->len, ==, 1);
  undo (fixture->col);
  room_exchange (fixture->ada);
  wait_pending (fixture->ada, 0);
  cancelled = led_to (fixture->ada, &cercle_action_kind, reference);
  g_assert_cmpstr (cercle_record_get_text (cancelled, CERCLE_ACTION_STATE), ==, "cancelled");
  after = notes_of (fixture->ada, fixture->kase);
  g_assert_cmpuint (after->len, ==, 2);
}

/* Done on another desk: applied there. */
static void
test_action_done (Fixture *fixture, gconstpointer data)
{
  g_autofree char *reference =
      decide (fixture->col, new_action (fixture, fixture->about), NULL, NULL);
  CercleTx *tx = cercle_tx_new ("Marked as done.");
  g_autoptr (CercleRecord) action = NULL;

  room_exchange (fixture->ada);
  wait_pending (fixture->ada, 1);
  action = led_to (fixture->ada, &cercle_action_kind, reference);
  cercle_record_set_text (action, CERCLE_ACTION_STATE, "done");
  cercle_tx_save (tx, action);
  cercle_session_apply_decisions (fixture->ada, tx, action);
  g_assert_cmpuint (cercle_tx_get_size (tx), ==, 2);
  commit (fixture->ada, tx);
  room_exchange (fixture->col);
  wait_pending (fixture->col, 0);
}

/* Without a case nothing else is made: it waits by its day. Neither who nor when: refused. */
static void
test_action_alone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *reference =
      decide (fixture->col, new_action (fixture, fixture->item), NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *none = NULL;

  g_assert_null (reference);
  wait_pending (fixture->col, 1);
  none = decide (fixture->col, new_decision (fixture, fixture->item, "action", "Écrire à l’ARS"),
                 NULL, &error);
  g_assert_error (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE);
  wait_pending (fixture->col, 1);
}

static void
test_question (Fixture *fixture, gconstpointer data)
{
  g_autofree char *reference = decide (
      fixture->ada,
      new_decision (fixture, fixture->about, "question",
                    "Mme QUESNEL (06 12 34 56 78) peut-elle avoir du répit sans notification ?"),
      NULL, NULL);
  g_autoptr (CercleRecord) question = NULL, dropped = NULL;
  const char *text;

  room_exchange (fixture->col);
  question = led_to (fixture->col, &cercle_question_kind, reference);
  text = cercle_record_get_text (question, CERCLE_QUESTION_TEXT);
  g_assert_nonnull (strstr (text, "sans notification"));
  g_assert_null (strcasestr (text, "quesnel"));
  g_assert_null (strstr (text, "34 56"));
  g_assert_cmpstr (cercle_record_get_text (question, CERCLE_QUESTION_MEETING), ==,
                   cercle_record_get_id (fixture->meeting));
  g_assert_cmpint (cercle_question_state (question), ==, CERCLE_QUESTION_TO_SEND);
  undo (fixture->ada);
  room_exchange (fixture->col);
  dropped = led_to (fixture->col, &cercle_question_kind, reference);
  g_assert_cmpint (cercle_question_state (dropped), ==, CERCLE_QUESTION_DROPPED);
}

static void
test_partner (Fixture *fixture, gconstpointer data)
{
  g_autofree char *reference = decide (
      fixture->col, new_decision (fixture, fixture->item, "partner", "Relayage à conventionner"),
      "Relayage Les Vergers", NULL);
  g_autofree char *again = NULL;
  g_autoptr (CercleRecord) sheet = NULL;
  CercleRecord *known = new_decision (fixture, fixture->item, "partner", "À inviter");

  room_exchange (fixture->ada);
  sheet = led_to (fixture->ada, &cercle_organisation_kind, reference);
  g_assert_cmpstr (cercle_record_get_text (sheet, CERCLE_ORGANISATION_NAME), ==,
                   "Relayage Les Vergers");
  cercle_record_set_text (known, CERCLE_DECISION_LED_TO, reference);
  again = decide (fixture->col, known, "Un autre", NULL);
  g_assert_cmpstr (again, ==, reference);
}

/* What is kept with its text alone; an information does not wait. Dropped, applied, and back. */
static void
test_kept (Fixture *fixture, gconstpointer data)
{
  CercleRecord *means = new_decision (fixture, fixture->item, "means", "40 heures de relayage");
  g_autofree char *id = g_strdup (cercle_record_get_id (means));
  g_autofree char *first = decide (fixture->col, means, NULL, NULL);
  g_autofree char *second =
      decide (fixture->col, new_decision (fixture, fixture->item, "information", "L’ARS confirme"),
              NULL, NULL);
  g_autoptr (GAsyncResult) result = NULL, late = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleRecord) applied = NULL;

  g_assert_null (first);
  g_assert_null (second);
  room_exchange (fixture->ada);
  wait_pending (fixture->ada, 1);
  cercle_session_settle_decision_async (fixture->ada, id, NULL, room_keep_cb, &result);
  ROOM_WAIT (room_has_cb, &result);
  cercle_session_commit_finish (fixture->ada, result, &error);
  g_assert_no_error (error);
  applied = cercle_session_get (fixture->ada, &cercle_decision_kind, id);
  g_assert_cmpstr (cercle_record_get_text (applied, CERCLE_DECISION_APPLIED_ON), ==,
                   cercle_session_get_today (fixture->ada));
  g_assert_cmpstr (cercle_record_get_text (applied, CERCLE_DECISION_APPLIED_BY), ==,
                   cercle_record_get_id (cercle_session_get_member (fixture->ada)));
  cercle_session_settle_decision_async (fixture->ada, id, "Plus de crédits", room_keep_cb, &late);
  ROOM_WAIT (room_has_cb, &late);
  g_assert_false (cercle_session_commit_finish (fixture->ada, late, &error));
  g_assert_error (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE);
  undo (fixture->ada);
  wait_pending (fixture->ada, 1);
}

/* --- A rule, and the case that it moves --------------------------------------------------------
 */

static GPtrArray *
rules_of (CercleSession *session, CercleRecord *matrix)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_rule_kind);

  cercle_query_where (query, CERCLE_RULE_MATRIX, CERCLE_IS, cercle_record_get_id (matrix));
  return room_find (session, query);
}

/* One rule: the MDPH answers for every case. */
static CercleRecord *
make_matrix (Fixture *fixture)
{
  CercleRecord *matrix = cercle_session_new_record (fixture->col, &cercle_matrix_kind);
  g_autoptr (CercleRecord) rule = cercle_session_new_record (fixture->col, &cercle_rule_kind);
  CercleTx *tx = cercle_tx_new ("Draft of the matrix made"), *force = NULL;

  cercle_record_set_integer (matrix, CERCLE_MATRIX_VERSION, 50);
  cercle_record_set_text (matrix, CERCLE_MATRIX_STATE, "draft");
  cercle_record_set_text (rule, CERCLE_RULE_MATRIX, cercle_record_get_id (matrix));
  cercle_record_set_integer (rule, CERCLE_RULE_POSITION, 1);
  cercle_record_set_text (rule, CERCLE_RULE_RESPONSIBILITY, "mdph");
  cercle_tx_save (tx, matrix);
  cercle_tx_save (tx, rule);
  commit (fixture->col, tx);
  g_clear_object (&matrix);
  matrix = cercle_session_get (fixture->col, &cercle_matrix_kind,
                               cercle_record_get_text (rule, CERCLE_RULE_MATRIX));
  force = cercle_tx_new ("Matrix put in force");
  cercle_record_set_text (matrix, CERCLE_MATRIX_STATE, "in_force");
  cercle_record_set_text (matrix, CERCLE_MATRIX_IN_FORCE_ON, "2020-01-01");
  cercle_record_set_text (matrix, CERCLE_MATRIX_SIGNED_BY, "MDPH, ARS");
  cercle_tx_save (force, matrix);
  commit (fixture->col, force);
  return matrix;
}

/* Changes the one rule of the draft, and puts it in force. */
static void
apply_draft (Fixture *fixture, CercleRecord *draft)
{
  g_autoptr (GPtrArray) rules = rules_of (fixture->col, draft);
  CercleTx *tx = cercle_tx_new ("Rule changed"), *force = cercle_tx_new ("Matrix put in force");

  g_assert_cmpuint (rules->len, ==, 1);
  cercle_record_set_text (rules->pdata[0], CERCLE_RULE_RESPONSIBILITY, "og_dc");
  cercle_tx_save (tx, rules->pdata[0]);
  commit (fixture->col, tx);
  cercle_record_set_text (draft, CERCLE_MATRIX_STATE, "in_force");
  cercle_record_set_text (draft, CERCLE_MATRIX_IN_FORCE_ON,
                          cercle_session_get_today (fixture->col));
  cercle_record_set_text (draft, CERCLE_MATRIX_SIGNED_BY, "MDPH, ARS, CD");
  cercle_tx_save (force, draft);
  cercle_session_apply_decisions (fixture->col, force, draft);
  g_assert_cmpuint (cercle_tx_get_size (force), ==, 3);
  commit (fixture->col, force);
}

/* What the matrix in force says of the case now, on ada's desk. */
static void
orient (Fixture *fixture, const char *expected)
{
  g_autoptr (CercleRecord) kase =
      cercle_session_get (fixture->ada, &cercle_case_kind, cercle_record_get_id (fixture->kase));
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_matrix_kind);
  g_autoptr (GPtrArray) matrices = room_find (fixture->ada, query);
  CercleRecord *matrix = cercle_matrix_in_force (matrices, cercle_session_get_today (fixture->ada));
  g_autoptr (GPtrArray) rules = rules_of (fixture->ada, matrix);
  CercleMatrixInput input =
      cercle_matrix_input (kase, NULL, NULL, cercle_session_get_today_number (fixture->ada));
  CercleRecord *rule = cercle_matrix_decide (rules, &input);
  CercleTx *tx = cercle_tx_new ("Oriented");
  g_autoptr (CercleRecord) move = NULL, moved = NULL;

  g_assert_nonnull (rule);
  move = cercle_move_orient (kase, cercle_record_get_text (rule, CERCLE_RULE_RESPONSIBILITY), rule,
                             (int) cercle_record_get_integer (matrix, CERCLE_MATRIX_VERSION, 0),
                             NULL, NULL);
  cercle_tx_save (tx, move);
  commit (fixture->ada, tx);
  moved =
      cercle_session_get (fixture->ada, &cercle_case_kind, cercle_record_get_id (fixture->kase));
  g_assert_cmpstr (cercle_record_get_text (moved, CERCLE_CASE_RESPONSIBILITY), ==, expected);
}

static void
test_rule (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleRecord) in_force = make_matrix (fixture);
  g_autofree char *reference = NULL, *second = NULL;
  g_autoptr (CercleRecord) draft = NULL;

  g_assert_nonnull (in_force);
  room_exchange (fixture->ada);
  orient (fixture, "mdph");
  room_exchange (fixture->col);
  reference =
      decide (fixture->col,
              new_decision (fixture, fixture->item, "rule", "Le répit revient à la communauté"),
              NULL, NULL);
  draft = led_to (fixture->col, &cercle_matrix_kind, reference);
  g_assert_cmpint (cercle_record_get_integer (draft, CERCLE_MATRIX_VERSION, 0), ==, 51);
  g_assert_cmpstr (cercle_record_get_text (draft, CERCLE_MATRIX_STATE), ==, "draft");
  g_assert_nonnull (
      strstr (cercle_record_get_text (draft, CERCLE_MATRIX_SOURCE), "Governance meeting"));
  /* A second decision of this meeting goes into the same draft. */
  second = decide (fixture->col, new_decision (fixture, fixture->item, "rule", "Et le relayage"),
                   NULL, NULL);
  g_assert_cmpstr (second, ==, reference);
  wait_pending (fixture->col, 2);
  apply_draft (fixture, draft);
  room_exchange (fixture->ada);
  wait_pending (fixture->ada, 0);
  orient (fixture, "og_dc");
}

/* An adviser signs no matrix: the decision waits for the coordinator. Taken back: the draft
 * retires. */
static void
test_rule_of_adviser (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleRecord) in_force = make_matrix (fixture);
  g_autofree char *none = NULL, *reference = NULL;
  g_autoptr (CercleRecord) draft = NULL;

  g_assert_nonnull (in_force);
  room_exchange (fixture->ada);
  none = decide (fixture->ada, new_decision (fixture, fixture->item, "rule", "Plus court"), NULL,
                 NULL);
  g_assert_null (none);
  wait_pending (fixture->ada, 1);
  reference =
      decide (fixture->col, new_decision (fixture, fixture->item, "rule", "Plus long"), NULL, NULL);
  undo (fixture->col);
  draft = led_to (fixture->col, &cercle_matrix_kind, reference);
  g_assert_cmpstr (cercle_record_get_text (draft, CERCLE_MATRIX_STATE), ==, "retired");
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "action-of-case", test_action_of_case },
    { "action-done", test_action_done },
    { "action-alone", test_action_alone },
    { "question", test_question },
    { "partner", test_partner },
    { "kept", test_kept },
    { "rule", test_rule },
    { "rule-of-adviser", test_rule_of_adviser },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/session/meeting-decide/", tests[i].name, NULL);

      g_test_add (path, Fixture, NULL, set_up, tests[i].test, tear_down);
    }
  return g_test_run ();
}
