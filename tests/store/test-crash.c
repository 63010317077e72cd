/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Wherever the disk fails or the power goes, is the file as it was before or as it is after, and is
 * nothing lost that was acknowledged? */
#include "cercle-desk.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cercle-case.h"
#include "cercle-feed.h"
#include "cercle-id.h"
#include "cercle-instant.h"
#include "cercle-macros.h"
#include "cercle-moves.h"
#include "cercle-person.h"

#define START "2020-06-02T07:05:09.123Z"

typedef gboolean (*Work) (CercleStore *store, GError **error);

/* The same records in every round: what differs is where it fails. */
static CercleRecord *
fixed (const CercleKind *kind, guint n)
{
  g_autofree char *id = g_strdup_printf ("0199c0de-0000-7000-8000-0000000001%02u", n);
  CercleRecord *record = cercle_record_new_with_id (kind, id);

  cercle_envelope_set (&cercle_record_envelope (record)->scope, SCOPE);
  return record;
}

static CercleRecord *
fixed_person (guint n)
{
  CercleRecord *person = fixed (&cercle_person_kind, n);

  cercle_record_set_text (person, CERCLE_PERSON_LAST_NAME, "Quesnel");
  return person;
}

static CercleRecord *
fixed_case (guint n)
{
  CercleRecord *kase = fixed (&cercle_case_kind, n);

  cercle_record_set_text (kase, CERCLE_CASE_OPENED_ON, "2020-06-02");
  cercle_record_set_text (kase, CERCLE_CASE_NEED, "répit");
  cercle_case_derive_new (kase, MEMBER, START);
  return kase;
}

static void
prepare (CercleStore *store)
{
  g_autoptr (CercleRecord) person = fixed_person (1);
  g_autoptr (CercleRecord) kase = fixed_case (2);
  g_autoptr (CercleRecord) row = NULL;

  tell_put (store, person, 1, 1);
  tell_put (store, kase, 1, 2);
  row = get (store, kase);
  cercle_record_set_text (row, CERCLE_CASE_NEED, "hébergement");
  save_all (store, row, NULL);
}

static gboolean
work_commit (CercleStore *store, GError **error)
{
  g_autoptr (CercleRecord) person = fixed_person (3);
  g_autoptr (CercleRecord) known = fixed_case (2);
  g_autoptr (CercleRecord) kase =
      cercle_store_get (store, &cercle_case_kind, cercle_record_get_id (known), error);
  g_autoptr (CercleRecord) move = NULL, action = NULL;
  g_autoptr (CercleTx) tx = cercle_tx_new ("Saved");

  if (kase == NULL)
    return FALSE;
  move = cercle_move_status (kase, "to_qualify", NULL);
  action = make_action (kase, "2020-06-09");
  cercle_record_set_text (kase, CERCLE_CASE_WORDS, "mots");
  cercle_tx_save (tx, person);
  cercle_tx_save (tx, kase);
  cercle_tx_save (tx, move);
  cercle_tx_save (tx, action);
  return cercle_journal_commit (store, tx, MEMBER, ZONE, NULL, error);
}

static gboolean
work_apply (CercleStore *store, GError **error)
{
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_feed_item_free);
  CercleRecord *records[] = { fixed_case (2), fixed_person (1), fixed_person (4) };

  cercle_record_set_text (records[0], CERCLE_CASE_WORDS, "d'ailleurs");
  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    {
      CercleFeedItem *item = g_new0 (CercleFeedItem, 1);

      item->op = i == 1 ? CERCLE_FEED_DEL : CERCLE_FEED_PUT;
      item->kind = cercle_record_get_kind (records[i]);
      item->id = g_strdup (cercle_record_get_id (records[i]));
      item->seq = 3 + i;
      cercle_record_envelope (records[i])->rev = 2;
      cercle_record_envelope (records[i])->seq = item->seq;
      item->record = records[i];
      g_ptr_array_add (items, item);
    }
  return cercle_journal_apply (store, SCOPE, items, "v1/" SCOPE "/e1/5", "e1", NULL, error);
}

static gboolean
settle (CercleStore *store, CercleOutcomeStatus status, GError **error)
{
  g_autoptr (GPtrArray) items = cercle_journal_pending (store, 10, 1 << 20, error);
  g_autoptr (GPtrArray) outcomes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_outcome_free);

  if (items == NULL)
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    {
      CercleOutcome *outcome = g_new0 (CercleOutcome, 1);

      outcome->mid = g_strdup (((CercleMutation *) items->pdata[i])->mid);
      outcome->status = status;
      outcome->problem = g_strdup ("right");
      outcome->seq = 2;
      g_ptr_array_add (outcomes, outcome);
    }
  return cercle_journal_settle (store, outcomes, error);
}

static gboolean
work_settle (CercleStore *store, GError **error)
{
  return settle (store, CERCLE_OUTCOME_APPLIED, error);
}

static gboolean
work_refuse (CercleStore *store, GError **error)
{
  return settle (store, CERCLE_OUTCOME_REJECTED, error);
}

static gboolean
work_forget (CercleStore *store, GError **error)
{
  g_autoptr (CercleRecord) kase = fixed_case (2);
  return cercle_store_forget (store, &cercle_case_kind, cercle_record_get_id (kase), error);
}

static gboolean
work_epoch (CercleStore *store, GError **error)
{
  return cercle_journal_new_epoch (store, error);
}

static gboolean
work_drop (CercleStore *store, GError **error)
{
  return cercle_journal_drop_scope (store, SCOPE, error);
}

/* One round, failing at the n-th operation (0: not at all). (transfer full): what the file holds
 * after it was opened again. before (out, transfer full); done and operations (out): of the work.
 */
typedef struct
{
  char *before, *after;
  gboolean done;
  guint64 operations;
} Round;

static void
round_clear (Round *round)
{
  g_free (round->before);
  g_free (round->after);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Round, round_clear)

static void
play (Round *round, Work work, guint64 n, int code)
{
  Fixture fixture = { 0 };
  g_autoptr (GError) error = NULL;

  cercle_id_seed (7);
  fixture_set_up (&fixture, FIXTURE_END (CERCLE_STORE_DESK));
  prepare (fixture.store);
  round->before = digest (fixture.store);
  round->operations = cercle_store_operations (fixture.store);
  cercle_store_fail_at (fixture.store, n, code);
  round->done = work (fixture.store, &error);
  cercle_store_fail_at (fixture.store, 0, 0);
  round->operations = cercle_store_operations (fixture.store) - round->operations;
  g_assert_cmpint (round->done, ==, error == NULL);
  /* Whatever follows from a full disk, the user is told that it is full. */
  if (!round->done && code == SQLITE_FULL)
    g_assert_error (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_FULL);
  fixture_reopen (&fixture, CERCLE_STORE_DESK);
  round->after = digest (fixture.store);
  g_assert_true (cercle_store_verify (fixture.store, NULL));
  fixture_tear_down (&fixture, NULL);
}

static void
test_fail_everywhere (gconstpointer work)
{
  static const int codes[] = { SQLITE_IOERR, SQLITE_FULL };
  g_auto (Round) whole = { 0 };

  cercle_instant_freeze (G_GINT64_CONSTANT (1591081509123));
  play (&whole, *(const Work *) work, 0, 0);
  g_assert_true (whole.done);
  g_assert_cmpstr (whole.before, !=, whole.after);
  for (guint c = 0; c < G_N_ELEMENTS (codes); c++)
    for (guint64 n = 1; n <= whole.operations; n++)
      {
        g_auto (Round) round = { 0 };

        play (&round, *(const Work *) work, n, codes[c]);
        g_assert_cmpstr (round.before, ==, whole.before);
        g_assert_cmpstr (round.after, ==, round.done ? whole.after : whole.before);
      }
  cercle_instant_freeze (0);
  cercle_id_seed (0);
}

/* The same at the server: a write is in row, feed and log, or in none of them. */
static void
test_fail_at_server (void)
{
  for (guint n = 1; n < 40; n++)
    {
      Fixture fixture = { 0 };
      g_autoptr (CercleRecord) person = fixed_person (1);
      g_autoptr (CercleRecord) row = NULL;
      gint64 head, floor;
      gboolean done;

      fixture_set_up (&fixture, FIXTURE_END (CERCLE_STORE_SERVER));
      g_assert_true (cercle_store_begin (fixture.store, NULL) &&
                     cercle_feed_add_scope (fixture.store, SCOPE, NULL) &&
                     cercle_store_commit (fixture.store, NULL));
      cercle_store_fail_at (fixture.store, n, SQLITE_IOERR);
      done = cercle_store_begin (fixture.store, NULL);
      if (done && !cercle_feed_write (fixture.store, person, CERCLE_OP_CREATE, 3, NULL, NULL))
        {
          cercle_store_rollback (fixture.store);
          done = FALSE;
        }
      else if (done)
        done = cercle_store_commit (fixture.store, NULL);
      fixture_reopen (&fixture, CERCLE_STORE_SERVER);
      row = get (fixture.store, person);
      g_assert_true (cercle_feed_get_scope (fixture.store, SCOPE, &head, &floor));
      g_assert_cmpint (head, ==, done ? 1 : 0);
      g_assert_cmpint (row != NULL, ==, done);
      g_assert_true (cercle_store_verify (fixture.store, NULL));
      fixture_tear_down (&fixture, NULL);
    }
}

/* kill -9: what was acknowledged through the pipe is in the file and waits to be sent. */

static void
child_main (const char *path, int pipe_end)
{
  g_autoptr (CercleStore) store = cercle_store_open (path, CERCLE_STORE_DESK, NULL, NULL);

  for (guint i = 0; store != NULL && i < 100000; i++)
    {
      g_autoptr (CercleRecord) person = make_person ("Ana", "Le Goff");
      g_autoptr (CercleTx) tx = cercle_tx_new ("Saved");

      cercle_tx_save (tx, person);
      if (!cercle_journal_commit (store, tx, MEMBER, ZONE, NULL, NULL) ||
          write (pipe_end, cercle_record_get_id (person), CERCLE_ID_SIZE - 1) < 0)
        break;
    }
  _exit (0);
}

static GPtrArray *
read_acknowledged (int pipe_end)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  char id[CERCLE_ID_SIZE] = "";

  while (read (pipe_end, id, CERCLE_ID_SIZE - 1) == CERCLE_ID_SIZE - 1)
    g_ptr_array_add (ids, g_strdup (id));
  return ids;
}

static void
test_kill (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  guint total = 0;

  for (guint round = 0; round < 12; round++)
    {
      g_autoptr (GPtrArray) ids = NULL;
      int ends[2];
      pid_t child;

      g_clear_object (&fixture->store);
      g_assert_cmpint (pipe (ends), ==, 0);
      child = fork ();
      if (child == 0)
        child_main (fixture->path, ends[1]);
      close (ends[1]);
      /* However slow the machine, it dies while it is writing. */
      g_assert_cmpint (poll (&(struct pollfd){ ends[0], POLLIN, 0 }, 1, 20000), ==, 1);
      g_usleep ((gulong) g_rand_int_range (random, 20000, 60000));
      kill (child, SIGKILL);
      waitpid (child, NULL, 0);
      ids = read_acknowledged (ends[0]);
      close (ends[0]);
      fixture_reopen (fixture, CERCLE_STORE_DESK);
      for (guint i = 0; i < ids->len; i++)
        {
          g_assert_cmpint (
              cercle_store_get_key (fixture->store, &cercle_person_kind, ids->pdata[i]), >, 0);
          g_assert_cmpint (cercle_journal_mark (fixture->store, &cercle_person_kind, ids->pdata[i]),
                           ==, 1);
        }
      total += ids->len;
      g_assert_true (cercle_store_verify (fixture->store, NULL));
    }
  g_test_message ("%u acknowledged", total);
  g_assert_cmpuint (total, >, 0);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    Work work;
  } works[] = {
    { "/crash/commit", work_commit }, { "/crash/apply", work_apply },
    { "/crash/settle", work_settle }, { "/crash/refuse", work_refuse },
    { "/crash/forget", work_forget }, { "/crash/epoch", work_epoch },
    { "/crash/drop", work_drop },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (works); i++)
    g_test_add_data_func (works[i].path, &works[i].work, test_fail_everywhere);
  g_test_add_func ("/crash/server", test_fail_at_server);
  fixture_add ("/crash/kill", CERCLE_STORE_DESK, test_kill);
  return g_test_run ();
}
