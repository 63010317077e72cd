/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* On one desk, whatever is done and undone in whatever order: does anything reach a closed case
 * with something left to do, or an open one that nobody holds, or for which nothing is promised?
 *
 * CERCLE_STATES_SEED: this run alone, with what happened in it. */

#include <glib/gstdio.h>

#include "cercle-baton.h"
#include "cercle-case.h"
#include "cercle-community.h"
#include "cercle-event.h"
#include "cercle-gate.h"
#include "cercle-id.h"
#include "cercle-instant.h"
#include "cercle-moves.h"
#include "cercle-query.h"
#include "cercle-store-fixture.h"
#include "patience.h"
#include "random-work.h"

#define RUNS 25
#define RUNS_SLOW 400
#define STEPS 160
/* 2 June 2020, 07:00 UTC */
#define BEGINNING G_GINT64_CONSTANT (1591081200000)

static const char *const members[] = { MEMBER, "0199c0de-0000-7000-8000-00000000000b",
                                       "0199c0de-0000-7000-8000-00000000000c", NULL };

typedef struct
{
  guint32 seed;
  GRand *rand;
  char *folder, *path;
  CercleStore *store;
  gint64 now;
  GPtrArray *undo; /* CercleTx */
  GString *log;
  GChecksum *trace;
  guint done, refused, undone, closed;
} Run;

static void note (Run *run, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
note (Run *run, const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list args;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  g_checksum_update (run->trace, (const guchar *) line, -1);
  g_string_append_printf (run->log, "%s\n", line);
}

static void
fail (Run *run, const char *what, CercleRecord *kase)
{
  g_printerr ("%s\nCERCLE_STATES_SEED=%u: %s %s\n", run->log->str, run->seed,
              cercle_record_get_id (kase), what);
  g_test_fail_printf ("CERCLE_STATES_SEED=%u: %s", run->seed, what);
  abort ();
}

/* A run */

/* Its delays are what a call-back is planned by. */
static void
add_community (Run *run)
{
  g_autoptr (CercleRecord) community =
      cercle_record_new_with_id (&cercle_community_kind, &SCOPE[strlen ("c:")]);

  cercle_envelope_set (&cercle_record_envelope (community)->scope, SCOPE);
  cercle_record_set_text (community, CERCLE_COMMUNITY_NAME, "Calvados");
  put (run->store, community);
}

static void
run_begin (Run *run, guint32 seed)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *pattern = g_strdup ("/dev/shm/cercle-states-XXXXXX");

  *run = (Run){ .seed = seed, .now = BEGINNING };
  /* Durability is not what is tried here. */
  run->folder = g_mkdtemp (pattern) != NULL ? g_steal_pointer (&pattern)
                                            : g_dir_make_tmp ("cercle-states-XXXXXX", &error);
  g_assert_no_error (error);
  run->path = g_build_filename (run->folder, "desk.db", NULL);
  cercle_id_seed (seed);
  cercle_instant_freeze (run->now);
  run->store = cercle_store_open (run->path, CERCLE_STORE_DESK, NULL, &error);
  g_assert_no_error (error);
  add_community (run);
  run->rand = g_rand_new_with_seed (seed);
  run->undo = g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_tx_free);
  run->log = g_string_new (NULL);
  run->trace = g_checksum_new (G_CHECKSUM_SHA256);
}

static void
run_end (Run *run)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_clear_object (&run->store);
  dir = g_dir_open (run->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (run->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (run->folder);
  g_free (run->folder);
  g_free (run->path);
  g_rand_free (run->rand);
  g_ptr_array_unref (run->undo);
  g_string_free (run->log, TRUE);
  g_checksum_free (run->trace);
  cercle_instant_freeze (0);
  cercle_id_seed (0);
}

static GPtrArray *
find (Run *run, const CercleKind *kind, int field, const char *value)
{
  g_autoptr (CercleQuery) query = cercle_query_new (kind);
  g_autoptr (GError) error = NULL;
  GPtrArray *found;

  if (field >= 0)
    cercle_query_where (query, (guint) field, CERCLE_IS, value);
  found = cercle_store_find (run->store, query, &error);
  g_assert_no_error (error);
  return found;
}

/* What must hold of every case, at any time */

static void
check_actions (Run *run, CercleRecord *kase)
{
  g_autoptr (GPtrArray) actions =
      find (run, &cercle_action_kind, CERCLE_ACTION_CASE, cercle_record_get_id (kase));
  gboolean closed = g_str_equal (cercle_record_get_text (kase, CERCLE_CASE_STATUS), "closed");
  guint n_open = 0;

  for (guint i = 0; i < actions->len; i++)
    if (g_strcmp0 (cercle_record_get_text (actions->pdata[i], CERCLE_ACTION_STATE), "open") == 0)
      n_open++;
  if (closed && n_open > 0)
    fail (run, "is closed with an open action", kase);
  if (cercle_record_get_integer (kase, CERCLE_CASE_OPEN_ACTIONS, 0) != n_open)
    fail (run, "miscounts its open actions", kase);
  if (cercle_record_get_flag (kase, CERCLE_CASE_OPEN) == closed)
    fail (run, "is both open and closed", kase);
  if (closed && (cercle_record_is_set (kase, CERCLE_CASE_NEXT_DUE_ON) ||
                 !cercle_record_is_set (kase, CERCLE_CASE_CLOSED_ON) ||
                 !cercle_record_is_set (kase, CERCLE_CASE_CLOSING_MOTIVE)))
    fail (run, "is closed without a day or a motive, or something is due", kase);
  run->closed += closed;
}

static gboolean
happened (GPtrArray *events, const char *sort, const char *at)
{
  for (guint i = 0; i < events->len; i++)
    if (g_strcmp0 (cercle_record_get_text (events->pdata[i], CERCLE_EVENT_SORT), sort) == 0 &&
        g_strcmp0 (cercle_record_get_text (events->pdata[i], CERCLE_EVENT_AT), at) == 0)
      return TRUE;
  return FALSE;
}

/* Between its closing and its reopening a case is nobody's to do. */
static gboolean
was_closed_between (GPtrArray *events, const CercleBatonSegment *segment,
                    const CercleBatonSegment *next)
{
  return happened (events, "closing", segment->until) &&
         happened (events, "reopening", next->since);
}

/* Something is due, whatever was done. */
static void
check_promise (Run *run, CercleRecord *kase)
{
  if (cercle_record_get_flag (kase, CERCLE_CASE_OPEN) &&
      !cercle_record_is_set (kase, CERCLE_CASE_NEXT_DUE_ON))
    fail (run, "is open without a promised day", kase);
}

/* One holder, now and in what its events tell of every day before. */
static void
check_holder (Run *run, CercleRecord *kase)
{
  g_autoptr (GPtrArray) events =
      find (run, &cercle_event_kind, CERCLE_EVENT_CASE, cercle_record_get_id (kase));
  g_autofree char *now = cercle_instant_now_text ();
  g_autofree char *first = g_strconcat ("member:", cercle_record_envelope (kase)->created_by, NULL);
  g_autoptr (GPtrArray) segments =
      cercle_baton_segments (events, first, cercle_record_envelope (kase)->created_at, now);
  const char *holder = cercle_record_get_text (kase, CERCLE_CASE_HOLDER);

  if (holder == NULL || segments->len == 0)
    fail (run, "is held by nobody", kase);
  for (guint i = 0; i < segments->len; i++)
    {
      const CercleBatonSegment *segment = segments->pdata[i], *next = NULL;

      next = i + 1 < segments->len ? segments->pdata[i + 1] : NULL;
      if (segment->holder == NULL)
        fail (run, "was held by nobody for a while", kase);
      if (next != NULL && g_strcmp0 (segment->until, next->since) != 0 &&
          !was_closed_between (events, segment, next))
        fail (run, "had two holders, or none, between two of them", kase);
      if (next == NULL && g_strcmp0 (segment->holder, holder) != 0)
        fail (run, "is not held by whom its events tell", kase);
    }
}

static void
check_all (Run *run)
{
  g_autoptr (GPtrArray) cases = find (run, &cercle_case_kind, -1, NULL);

  run->closed = 0;
  for (guint i = 0; i < cases->len; i++)
    {
      check_actions (run, cases->pdata[i]);
      check_holder (run, cases->pdata[i]);
      check_promise (run, cases->pdata[i]);
    }
}

/* A case that closes had nothing in its way; before: as it was. */
static void
check_closing (Run *run, CercleTx *tx)
{
  for (guint i = 0; i < cercle_tx_get_size (tx); i++)
    {
      CercleRecord *event = cercle_tx_get_record (tx, i);
      g_autoptr (CercleRecord) kase = NULL;
      g_auto (GStrv) reasons = NULL;

      if (cercle_record_get_kind (event) != &cercle_event_kind ||
          g_strcmp0 (cercle_record_get_text (event, CERCLE_EVENT_SORT), "closing") != 0)
        continue;
      kase = cercle_store_get (run->store, &cercle_case_kind,
                               cercle_record_get_text (event, CERCLE_EVENT_CASE), NULL);
      reasons = cercle_gate_closing (kase, NULL);
      if (reasons[0] != NULL)
        fail (run, "was closed though something stood in the way", kase);
    }
}

/* Work */

/* What is refused changes nothing. */
static char *
digest (Run *run)
{
  GString *text = g_string_new (NULL);
  const CercleKind *const kinds[] = { &cercle_case_kind, &cercle_action_kind, &cercle_event_kind };

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_autoptr (GPtrArray) found = find (run, kinds[k], -1, NULL);

      for (guint i = 0; i < found->len; i++)
        for (guint f = 0; f < kinds[k]->n_fields; f++)
          {
            g_autofree char *value = cercle_record_value_json (found->pdata[i], f);

            g_string_append_printf (text, "%s|", value);
          }
    }
  return g_string_free (text, FALSE);
}

/* Takes tx. */
static void
commit (Run *run, CercleTx *tx, const char *what)
{
  g_autoptr (CercleTx) owned = tx;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = digest (run);
  g_autofree char *after = NULL;
  CercleTx *undo = NULL;

  if (cercle_journal_commit (run->store, tx, members[g_rand_int_range (run->rand, 0, 3)], ZONE,
                             &undo, &error))
    {
      note (run, "%s of %s", what, cercle_record_get_id (cercle_tx_get_record (tx, 0)));
      run->done++;
      check_closing (run, tx);
      if (undo != NULL)
        g_ptr_array_add (run->undo, undo);
      return;
    }
  note (run, "no %s: %s", what, error->message);
  run->refused++;
  after = digest (run);
  g_assert_cmpstr (before, ==, after);
  /* The rules speak, or what was to be undone is gone; the disk is well. */
  g_assert_true (error->domain == CERCLE_RECORD_ERROR ||
                 g_error_matches (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_FAILED));
}

static void
step (Run *run)
{
  const RandomWork work = { run->store, run->rand, members, SCOPE };
  g_autoptr (GError) error = NULL;
  const char *what = NULL;
  CercleTx *tx = NULL;

  run->now += 1000 + g_rand_int_range (run->rand, 0, 4 * 3600 * 1000);
  cercle_instant_freeze (run->now);
  if (run->undo->len > 0 && g_rand_int_range (run->rand, 0, 100) < 12)
    {
      guint at = run->undo->len - 1;

      run->undone++;
      /* Mostly the last one; an older one must not do harm either. */
      if (g_rand_int_range (run->rand, 0, 100) < 30)
        at = (guint) g_rand_int_range (run->rand, 0, (gint32) run->undo->len);
      commit (run, g_ptr_array_steal_index (run->undo, at), "undo");
      return;
    }
  tx = random_work (&work, &what, &error);
  g_assert_no_error (error);
  if (tx != NULL)
    commit (run, tx, what);
}

/* (transfer full): the hash of all that happened. */
static char *
live (guint32 seed, guint sums[4], gboolean say)
{
  Run run;
  char *hash;

  run_begin (&run, seed);
  for (guint i = 0; i < STEPS; i++)
    {
      step (&run);
      check_all (&run);
    }
  sums[0] += run.done;
  sums[1] += run.refused;
  sums[2] += run.undone;
  sums[3] += run.closed;
  if (say)
    g_printerr ("%s", run.log->str);
  hash = g_strdup (g_checksum_get_string (run.trace));
  run_end (&run);
  return hash;
}

static void
test_same (void)
{
  guint sums[4] = { 0 };
  g_autofree char *once = live (1, sums, FALSE), *twice = live (1, sums, FALSE);

  g_assert_cmpstr (once, ==, twice);
}

static void
test_many (void)
{
  guint runs = patience_rounds (g_test_slow () ? RUNS_SLOW : RUNS), sums[4] = { 0 };
  const char *seed = g_getenv ("CERCLE_STATES_SEED");
  guint32 first = seed != NULL ? (guint32) g_ascii_strtoull (seed, NULL, 10) : 100;

  for (guint32 i = 0; i < (seed != NULL ? 1 : runs); i++)
    {
      g_autofree char *hash = live (first + i, sums, seed != NULL);
    }
  g_test_message ("seeds %u to %u: %u done, %u refused, %u undone, %u closed at the end", first,
                  first + runs - 1, sums[0], sums[1], sums[2], sums[3]);
  /* Else nothing was tried. */
  g_assert_cmpuint (sums[0], >, STEPS / 3);
  g_assert_cmpuint (sums[1], >, STEPS / 20);
  g_assert_cmpuint (sums[2], >, STEPS / 40);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/states/same", test_same);
  g_test_add_func ("/store/states/many", test_many);
  return g_test_run ();
}
