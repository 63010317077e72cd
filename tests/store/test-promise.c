/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does anything that is done on a desk leave an open case without a promised day? */
#include "cercle-desk.h"

#include "cercle-case.h"
#include "cercle-community.h"
#include "cercle-day.h"
#include "cercle-event.h"
#include "cercle-instant.h"
#include "cercle-moves.h"
#include "cercle-request.h"

/* Friday 19 June 2020, 08:00 UTC; two working days later it is Tuesday. */
#define NOW G_GINT64_CONSTANT (1592553600000)
#define DAY "2020-06-23"
#define HERS "2020-07-01"
#define HOLDER "member:" MEMBER

typedef struct
{
  CercleStore *store;
  CercleRecord *kase, *action;
  CercleTx *tx, *undo; /* the last one */
  char due[CERCLE_DAY_SIZE];
} Work;

static void
put_frame (CercleStore *store, const char *role)
{
  g_autoptr (CercleRecord) community =
      cercle_record_new_with_id (&cercle_community_kind, &SCOPE[strlen ("c:")]);
  g_autoptr (CercleRecord) member = cercle_record_new_with_id (&cercle_member_kind, MEMBER);

  cercle_record_set_text (community, CERCLE_COMMUNITY_NAME, "Calvados");
  put (store, community);
  cercle_record_set_text (member, CERCLE_MEMBER_ROLE, role);
  put (store, member);
}

/* Takes tx. */
static void
commit (Work *work, CercleTx *tx)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&work->tx, cercle_tx_free);
  g_clear_pointer (&work->undo, cercle_tx_free);
  work->tx = tx;
  cercle_journal_commit (work->store, tx, MEMBER, ZONE, &work->undo, &error);
  g_assert_no_error (error);
  cercle_instant_freeze (cercle_instant_now () + 1000);
}

/* Takes record. */
static void
commit_one (Work *work, CercleRecord *record)
{
  g_autoptr (CercleRecord) owned = record;
  CercleTx *tx = cercle_tx_new ("Done");

  cercle_tx_save (tx, record);
  commit (work, tx);
}

static void
take_back (Work *work)
{
  CercleTx *undo = g_steal_pointer (&work->undo);

  g_assert_nonnull (undo);
  commit (work, undo);
}

static CercleRecord *
case_now (Work *work)
{
  return get (work->store, work->kase);
}

/* Of the case, until it is asked again; or NULL. */
static const char *
due (Work *work)
{
  g_autoptr (CercleRecord) kase = case_now (work);
  const char *day = cercle_record_get_text (kase, CERCLE_CASE_NEXT_DUE_ON);

  if (day != NULL)
    g_strlcpy (work->due, day, sizeof work->due);
  return day != NULL ? work->due : NULL;
}

/* A case held here, with one thing that somebody planned for it. */
static void
begin (Work *work, Fixture *fixture)
{
  g_autoptr (CercleRecord) person = make_person ("Jeanne", "Quesnel");

  cercle_instant_freeze (NOW);
  put_frame (fixture->store, "coordinator");
  *work = (Work){ .store = fixture->store, .kase = make_case (person, "répit") };
  commit_one (work, g_object_ref (person));
  commit_one (work, g_object_ref (work->kase));
  /* Something to do some day promises nothing; a day does, and what the rule made gives way. */
  commit_one (work, make_action (work->kase, NULL));
  g_assert_cmpstr (cercle_tx_get_promised (work->tx), ==, DAY);
  g_assert_cmpstr (due (work), ==, DAY);
  take_back (work);
  g_assert_cmpstr (due (work), ==, DAY);
  work->action = make_action (work->kase, HERS);
  commit_one (work, g_object_ref (work->action));
  g_assert_null (cercle_tx_get_promised (work->tx));
  g_assert_cmpstr (due (work), ==, HERS);
}

static void
end (Work *work)
{
  g_clear_pointer (&work->tx, cercle_tx_free);
  g_clear_pointer (&work->undo, cercle_tx_free);
  g_clear_object (&work->kase);
  g_clear_object (&work->action);
  cercle_instant_freeze (0);
}

static void
set_action (Work *work, guint field, const char *value)
{
  CercleRecord *action = get (work->store, work->action);

  cercle_record_set_text (action, field, value);
  commit_one (work, action);
}

/* Paths */

static void
finish (Work *work)
{
  set_action (work, CERCLE_ACTION_STATE, "done");
}

static void
cancel (Work *work)
{
  set_action (work, CERCLE_ACTION_STATE, "cancelled");
}

static void
put_off_to_nothing (Work *work)
{
  set_action (work, CERCLE_ACTION_DUE_ON, NULL);
}

static void
delete_it (Work *work)
{
  CercleTx *tx = cercle_tx_new ("Removed");
  g_autoptr (CercleRecord) action = get (work->store, work->action);

  cercle_tx_delete (tx, action);
  commit (work, tx);
}

/* Promised by the baton, done, and handed on without a day. */
static void
hand_on (Work *work)
{
  g_autoptr (CercleRecord) kase = case_now (work), promised = NULL;

  commit_one (work, cercle_move_baton (kase, HOLDER, NULL, "2020-06-30"));
  finish (work);
  g_assert_cmpstr (due (work), ==, "2020-06-30");
  promised = case_now (work);
  commit_one (work, cercle_move_baton (promised, "organisation:" MEMBER, NULL, NULL));
}

static void
close_it (Work *work)
{
  g_autoptr (CercleRecord) kase = case_now (work);
  g_autoptr (CercleRecord) action = get (work->store, work->action);
  g_autoptr (CercleRecord) event = cercle_move_close (kase, "information", NULL);
  CercleTx *tx = cercle_tx_new ("Closed");

  cercle_record_set_text (action, CERCLE_ACTION_STATE, "done");
  cercle_tx_save (tx, action);
  cercle_tx_save (tx, event);
  commit (work, tx);
}

static void
reopen (Work *work)
{
  g_autoptr (CercleRecord) closed = NULL;

  close_it (work);
  g_assert_null (due (work));
  g_assert_null (cercle_tx_get_promised (work->tx));
  closed = case_now (work);
  commit_one (work, cercle_move_reopen (closed, NULL));
}

/* The promise of the baton went with the closing. */
static void
unclose (Work *work)
{
  g_autoptr (CercleRecord) kase = case_now (work);

  commit_one (work, cercle_move_baton (kase, HOLDER, NULL, "2020-06-30"));
  finish (work);
  close_it (work);
  take_back (work);
}

static void
unplan (Work *work)
{
  cancel (work);
  commit_one (work, make_action (work->kase, HERS));
  g_assert_cmpstr (due (work), ==, HERS);
  take_back (work);
}

static void
note (Work *work)
{
  finish (work);
  commit_one (work, cercle_event_new (work->kase, "note", "Rien de neuf."));
}

static const struct
{
  const char *name;
  void (*go) (Work *work);
  gboolean told; /* the call-back came with the last action */
} paths[] = {
  { "done", finish, TRUE },
  { "cancelled", cancel, TRUE },
  { "put-off", put_off_to_nothing, TRUE },
  { "deleted", delete_it, TRUE },
  { "handed-on", hand_on, TRUE },
  { "reopened", reopen, TRUE },
  { "unclosed", unclose, TRUE },
  { "unplanned", unplan, FALSE },
  { "told", note, FALSE },
};

static gboolean
is_closed (Work *work)
{
  g_autoptr (CercleRecord) kase = case_now (work);

  return !cercle_record_get_flag (kase, CERCLE_CASE_OPEN);
}

static void
test_path (Fixture *fixture, gconstpointer data)
{
  Work work;

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_test_message ("%s", paths[i].name);
      begin (&work, fixture);
      paths[i].go (&work);
      g_assert_cmpstr (due (&work), ==, DAY);
      g_assert_cmpstr (cercle_tx_get_promised (work.tx), ==, paths[i].told ? DAY : NULL);
      if (work.undo != NULL)
        {
          take_back (&work);
          g_assert_true (due (&work) != NULL || is_closed (&work));
        }
      end (&work);
    }
}

static guint
n_open (Work *work)
{
  g_autoptr (CercleRecord) kase = case_now (work);

  return (guint) cercle_record_get_integer (kase, CERCLE_CASE_OPEN_ACTIONS, 0);
}

/* Done and taken back and done: one call-back each time, and none that is left over. */
static void
test_once (Fixture *fixture, gconstpointer data)
{
  Work work;

  begin (&work, fixture);
  for (guint i = 0; i < 3; i++)
    {
      finish (&work);
      g_assert_cmpuint (n_open (&work), ==, 1);
      take_back (&work);
      g_assert_cmpuint (n_open (&work), ==, 1);
      g_assert_cmpstr (due (&work), ==, HERS);
    }
  end (&work);
}

/* Closing ends what only the rule made, and its undo brings that back; what somebody planned still
 * forbids it. */
static void
test_closing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleRecord) kase = NULL, event = NULL;
  g_autoptr (CercleTx) tx = cercle_tx_new ("Closed");
  g_autoptr (GError) error = NULL;
  Work work;

  begin (&work, fixture);
  kase = case_now (&work);
  event = cercle_move_close (kase, "information", NULL);
  cercle_tx_save (tx, event);
  g_assert_false (cercle_journal_commit (work.store, tx, MEMBER, ZONE, NULL, &error));
  g_assert_error (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_ACTIONS);
  finish (&work);
  g_assert_cmpuint (n_open (&work), ==, 1);
  commit_one (&work, cercle_move_close (kase, "information", NULL));
  g_assert_cmpuint (n_open (&work), ==, 0);
  g_assert_null (due (&work));
  take_back (&work);
  g_assert_cmpuint (n_open (&work), ==, 1);
  g_assert_cmpstr (due (&work), ==, DAY);
  end (&work);
}

/* All of it goes together, or not at all. */
static void
test_together (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) pending = NULL;
  g_autoptr (GError) error = NULL;
  const CercleMutation *done = NULL, *planned = NULL;
  Work work;

  begin (&work, fixture);
  finish (&work);
  pending = cercle_journal_pending (work.store, 50, 100000, &error);
  g_assert_no_error (error);
  done = pending->pdata[pending->len - 2];
  planned = pending->pdata[pending->len - 1];
  g_assert_cmpstr (done->id, ==, cercle_record_get_id (work.action));
  g_assert_nonnull (done->tx);
  g_assert_cmpstr (done->tx, ==, planned->tx);
  end (&work);
}

/* Who may plan nothing leaves it to the server. */
static void
test_others (Fixture *fixture, gconstpointer data)
{
  Work work;

  begin (&work, fixture);
  put_frame (work.store, "mdph");
  finish (&work);
  g_assert_null (due (&work));
  g_assert_null (cercle_tx_get_promised (work.tx));
  end (&work);
}

/* What another community has sent is promised a day by who accepts it. */
static void
test_received (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleRecord) person = make_person ("Jeanne", "Quesnel");
  g_autoptr (CercleRecord) transfer = cercle_record_new (&cercle_transfer_kind);
  CercleRecord *accepted = NULL;
  Work work = { .store = fixture->store, .kase = make_case (person, "répit") };

  cercle_instant_freeze (NOW);
  put_frame (work.store, "coordinator");
  commit_one (&work, g_object_ref (person));
  commit_one (&work, g_object_ref (work.kase));
  cercle_envelope_set (&cercle_record_envelope (transfer)->scope, SCOPE);
  cercle_record_set_text (transfer, CERCLE_TRANSFER_CASE, cercle_record_get_id (work.kase));
  cercle_record_set_text (transfer, CERCLE_TRANSFER_DIRECTION, "in");
  cercle_record_set_text (transfer, CERCLE_TRANSFER_COMMUNITY, "Orne");
  cercle_record_set_text (transfer, CERCLE_TRANSFER_SENT_AT, "2020-06-19T07:00:00.000Z");
  put (work.store, transfer);
  g_assert_null (due (&work));
  accepted = get (work.store, transfer);
  cercle_record_set_text (accepted, CERCLE_TRANSFER_ACCEPTED_AT, "2020-06-19T08:00:00.000Z");
  commit_one (&work, accepted);
  g_assert_cmpstr (due (&work), ==, DAY);
  g_assert_cmpstr (cercle_tx_get_promised (work.tx), ==, DAY);
  end (&work);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/store/promise/paths", CERCLE_STORE_DESK, test_path);
  fixture_add ("/store/promise/once", CERCLE_STORE_DESK, test_once);
  fixture_add ("/store/promise/closing", CERCLE_STORE_DESK, test_closing);
  fixture_add ("/store/promise/together", CERCLE_STORE_DESK, test_together);
  fixture_add ("/store/promise/others", CERCLE_STORE_DESK, test_others);
  fixture_add ("/store/promise/received", CERCLE_STORE_DESK, test_received);
  return g_test_run ();
}
