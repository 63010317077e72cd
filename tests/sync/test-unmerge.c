/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Two records of a person made one and separated: is everything, on the server and on every desk,
 * what it was, byte for byte, but for the merge and what was told of it? And what others edited
 * meanwhile stays.
 *
 * CERCLE_UNMERGE_SEED: this world alone. */
#define G_LOG_DOMAIN "test-sync"

#include <sqlite3.h>
#include <string.h>

#include "cercle-case.h"
#include "cercle-consent.h"
#include "cercle-event.h"
#include "cercle-json.h"
#include "cercle-macros.h"
#include "cercle-person-merge.h"
#include "cercle-person.h"
#include "cercle-query.h"
#include "patience.h"
#include "torture.h"

#define WORLDS 60
#define SCOPE "c:0199c0de-0000-7000-8000-00000000c00a"

/* What people write there, as JSON. */
static const struct
{
  guint field;
  const char *values[4];
} written[] = {
  { CERCLE_PERSON_FIRST_NAME, { "\"Ana\"", "\"Lila\"", "\"No\\u00e9\"", "null" } },
  { CERCLE_PERSON_LAST_NAME, { "\"Aubert\"", "\"Le Goff\"", "\"L'Her\\\"\"", "null" } },
  { CERCLE_PERSON_BIRTH_YEAR, { "1990", "1991", "2008", "null" } },
  { CERCLE_PERSON_ADDRESS, { "\"1, rue  Basse\"", "\"2 rue Haute\"", "\"3\"", "null" } },
  { CERCLE_PERSON_PHONE, { "\"+33231000001\"", "\"+33231000002\"", "\"+33231000003\"", "null" } },
  { CERCLE_PERSON_PHONE_2, { "\"+33231000001\"", "\"+33231000002\"", "null", "null" } },
  { CERCLE_PERSON_COMMUNICATION, { "[\"lsf\"]", "[\"lsf\",\"voice\"]", "[\"voice\"]", "null" } },
};

typedef struct
{
  World *world;
  CercleRecord *one, *other; /* identities */
  GPtrArray *merged;         /* after the merge, values of the survivor as JSON, by field */
  char *merge;
  guint n_edited, n_given_back;
} Story;

static void
save (Desk *desk, CercleTx *tx)
{
  g_autoptr (CercleTx) owned = tx;
  g_autoptr (GError) error = NULL;

  world_look_at_clock (desk->world, desk);
  cercle_journal_commit (desk->store, tx, desk->member, TORTURE_ZONE, NULL, &error);
  g_assert_no_error (error);
}

static CercleRecord *
get (CercleStore *store, const CercleKind *kind, const char *id)
{
  g_autoptr (GError) error = NULL;
  CercleRecord *record = cercle_store_get (store, kind, id, &error);

  g_assert_no_error (error);
  g_assert_nonnull (record);
  return record;
}

static CercleRecord *
make (const CercleKind *kind)
{
  CercleRecord *record = cercle_record_new (kind);

  cercle_envelope_set (&cercle_record_envelope (record)->scope, SCOPE);
  return record;
}

static gboolean
set_random (World *world, CercleRecord *person)
{
  guint at = world_pick (world, G_N_ELEMENTS (written));
  g_autoptr (GError) error = NULL;
  g_autofree char *before = cercle_record_value_json (person, written[at].field);
  g_autofree char *after = NULL;

  cercle_record_set_value_json (person, written[at].field,
                                written[at].values[world_pick (world, 4)], &error);
  g_assert_no_error (error);
  after = cercle_record_value_json (person, written[at].field);
  return strcmp (before, after) != 0;
}

/* A person, and what points to her. */
static CercleRecord *
add_person (Desk *desk)
{
  g_autoptr (CercleRecord) person = make (&cercle_person_kind), kase = make (&cercle_case_kind),
                           relative = make (&cercle_relative_kind),
                           consent = make (&cercle_consent_kind);
  CercleTx *tx = cercle_tx_new ("Person");

  for (guint n = world_pick (desk->world, 9); n > 0; n--)
    set_random (desk->world, person);
  cercle_record_set_text (kase, CERCLE_CASE_PERSON, cercle_record_get_id (person));
  cercle_record_set_text (kase, CERCLE_CASE_OPENED_ON, "2020-06-23");
  cercle_record_set_text (relative, CERCLE_RELATIVE_PERSON, cercle_record_get_id (person));
  cercle_record_set_text (relative, CERCLE_RELATIVE_FIRST_NAME, "Paul");
  cercle_record_set_text (consent, CERCLE_CONSENT_PERSON, cercle_record_get_id (person));
  cercle_record_set_text (consent, CERCLE_CONSENT_PURPOSE, "staff");
  cercle_record_set_text (consent, CERCLE_CONSENT_RECIPIENTS, "cercle");
  cercle_record_set_text (consent, CERCLE_CONSENT_GIVEN, "no");
  cercle_record_set_text (consent, CERCLE_CONSENT_GIVEN_ON, "2020-06-23");
  cercle_tx_save (tx, person);
  cercle_tx_save (tx, kase);
  cercle_tx_save (tx, relative);
  cercle_tx_save (tx, consent);
  save (desk, tx);
  return g_steal_pointer (&person);
}

static void
exchange_all (World *world)
{
  for (guint i = 0; i < 2 * world->n_desks; i++)
    {
      g_autoptr (GError) error = NULL;

      world->now += 60000;
      desk_exchange (&world->desks[i % world->n_desks], &error);
      g_assert_no_error (error);
    }
}

/* What is kept, told apart from when and by whom it was written last */

static void
add_records (CercleStore *store, const CercleKind *kind, GString *text)
{
  g_autoptr (CercleQuery) query = cercle_query_new (kind);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = cercle_store_find (store, query, &error);
  guint64 mask = G_MAXUINT64;

  g_assert_no_error (error);
  /* That something was told of a case is news of it. */
  if (kind == &cercle_case_kind)
    mask = ~(CERCLE_MASK (CERCLE_CASE_LAST_NEWS_ON) | CERCLE_MASK (CERCLE_CASE_TAKEN_UP));
  for (guint i = 0; i < found->len; i++)
    {
      const CercleEnvelope *envelope = cercle_record_envelope (found->pdata[i]);
      g_autoptr (JsonObject) values = cercle_record_to_json (found->pdata[i], mask, TRUE);
      g_autofree char *json = cercle_json_print (values);

      g_string_append_printf (text, "%s %s %s %s %s %s %d %s\n", kind->name, envelope->id,
                              envelope->scope, envelope->audience, envelope->created_by,
                              envelope->created_at, envelope->deleted, json);
    }
}

/* What is found by searching. */
static void
add_words (CercleStore *store, GString *text)
{
  static const char sql[] = "SELECT kind, id, text FROM search_doc WHERE kind<>'event'"
                            " ORDER BY kind, id";
  sqlite3_stmt *row = NULL;
  sqlite3 *file = NULL;

  g_assert_cmpint (
      sqlite3_open_v2 (cercle_store_get_path (store), &file, SQLITE_OPEN_READONLY, NULL), ==,
      SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (file, sql, -1, &row, NULL), ==, SQLITE_OK);
  while (sqlite3_step (row) == SQLITE_ROW)
    g_string_append_printf (text, "%s %s %s\n", (const char *) sqlite3_column_text (row, 0),
                            (const char *) sqlite3_column_text (row, 1),
                            (const char *) sqlite3_column_text (row, 2));
  sqlite3_finalize (row);
  sqlite3_close (file);
}

static char *
dump (CercleStore *store, gboolean desk)
{
  GString *text = g_string_new (NULL);

  for (const CercleKind *const *kind = cercle_kinds (); *kind != NULL; kind++)
    if ((*kind)->reach == CERCLE_SYNCED && *kind != &cercle_merge_kind &&
        *kind != &cercle_event_kind)
      add_records (store, *kind, text);
  if (desk)
    add_words (store, text);
  return g_string_free (text, FALSE);
}

/* (transfer full): of the server, then of each desk. */
static GPtrArray *
dump_all (World *world)
{
  GPtrArray *dumps = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (dumps, dump (world->server, FALSE));
  for (guint i = 0; i < world->n_desks; i++)
    g_ptr_array_add (dumps, dump (world->desks[i].store, TRUE));
  return dumps;
}

static GPtrArray *
values_of (CercleStore *store, CercleRecord *person)
{
  g_autoptr (CercleRecord) now = get (store, &cercle_person_kind, cercle_record_get_id (person));
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < CERCLE_PERSON_N_FIELDS; i++)
    g_ptr_array_add (values, cercle_record_value_json (now, i));
  return values;
}

/* What happens */

static void
merge (Story *story)
{
  World *world = story->world;
  Desk *desk = &world->desks[world_pick (world, world->n_desks)];
  g_autoptr (CercleRecord) loser =
      get (desk->store, &cercle_person_kind, cercle_record_get_id (story->other));
  g_autoptr (CercleRecord) survivor =
      get (desk->store, &cercle_person_kind, cercle_record_get_id (story->one));
  guint64 mask = world_chance (world, 50) ? cercle_person_merge_proposal (loser, survivor)
                                          : g_rand_int (world->rand);
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleRecord) record = NULL;
  CercleTx *tx = cercle_tx_new ("Merged");

  world_look_at_clock (world, desk);
  record = cercle_person_merge (loser, survivor, mask, NULL, &error);
  g_assert_no_error (error);
  cercle_tx_save (tx, loser);
  cercle_tx_save (tx, survivor);
  cercle_tx_save (tx, record);
  save (desk, tx);
  story->merge = g_strdup (cercle_record_get_id (record));
  exchange_all (world);
  story->merged = values_of (world->server, story->one);
}

static void
unmerge (Story *story)
{
  World *world = story->world;
  Desk *desk = &world->desks[world_pick (world, world->n_desks)];
  g_autoptr (CercleRecord) record = get (desk->store, &cercle_merge_kind, story->merge);
  g_autoptr (CercleRecord) loser =
      get (desk->store, &cercle_person_kind, cercle_record_get_id (story->other));
  g_autoptr (CercleRecord) survivor =
      get (desk->store, &cercle_person_kind, cercle_record_get_id (story->one));
  gint64 at = desk->clock_offset;
  g_autoptr (GError) error = NULL;
  CercleTx *tx = cercle_tx_new ("Separated");

  /* Thirty days by the clock of who undoes it: all of them are right here. */
  g_assert_cmpint (at, ==, 0);
  world_look_at_clock (world, desk);
  cercle_person_unmerge (record, loser, survivor, NULL, &error);
  g_assert_no_error (error);
  cercle_tx_save (tx, loser);
  cercle_tx_save (tx, survivor);
  cercle_tx_save (tx, record);
  save (desk, tx);
  exchange_all (world);
}

/* By any desk, of either record. */
static void
edit (Story *story)
{
  World *world = story->world;

  for (guint n = 1 + world_pick (world, 4); n > 0; n--)
    {
      Desk *desk = &world->desks[world_pick (world, world->n_desks)];
      CercleRecord *of = world_chance (world, 70) ? story->one : story->other;
      g_autoptr (CercleRecord) person =
          get (desk->store, &cercle_person_kind, cercle_record_get_id (of));
      CercleTx *tx = NULL;

      if (!set_random (world, person))
        continue;
      tx = cercle_tx_new ("Edited");
      cercle_tx_save (tx, person);
      save (desk, tx);
      exchange_all (world);
    }
}

/* Each field of the survivor: as it was before, or as somebody has made it since; the merged one,
 * as it was left. */
static void
check_edited (Story *story, GPtrArray *was, GPtrArray *edited, GPtrArray *other)
{
  g_autoptr (GPtrArray) now = values_of (story->world->server, story->one);
  g_autoptr (GPtrArray) left = values_of (story->world->server, story->other);

  for (guint i = 0; i < CERCLE_PERSON_N_FIELDS; i++)
    {
      const char *merged = story->merged->pdata[i];
      gboolean untouched = strcmp (merged, edited->pdata[i]) == 0;

      g_assert_cmpstr (now->pdata[i], ==, untouched ? was->pdata[i] : edited->pdata[i]);
      story->n_edited += !untouched;
      story->n_given_back += untouched && strcmp (merged, was->pdata[i]) != 0;
      if (i != CERCLE_PERSON_MERGED_INTO)
        g_assert_cmpstr (left->pdata[i], ==, other->pdata[i]);
    }
  g_assert_cmpstr (left->pdata[CERCLE_PERSON_MERGED_INTO], ==, "null");
}

static void
live (guint32 seed, guint sums[2])
{
  g_autoptr (World) world = world_new (seed);
  Story story = { .world = world };
  g_autoptr (GPtrArray) before = NULL, after = NULL, was = NULL, edited = NULL, other = NULL;
  gboolean quiet = seed % 2 == 0;

  g_test_message ("CERCLE_UNMERGE_SEED=%u", seed);
  world->healed = TRUE;
  for (guint i = 0; i < world->n_desks; i++)
    world->desks[i].clock_offset = 0;
  exchange_all (world);
  story.one = add_person (&world->desks[0]);
  story.other = add_person (&world->desks[1]);
  exchange_all (world);
  before = dump_all (world);
  was = values_of (world->server, story.one);
  merge (&story);
  if (!quiet)
    edit (&story);
  edited = values_of (world->server, story.one);
  other = values_of (world->server, story.other);
  unmerge (&story);
  check_edited (&story, was, edited, other);
  after = dump_all (world);
  for (guint i = 0; quiet && i < before->len; i++)
    g_assert_cmpstr (before->pdata[i], ==, after->pdata[i]);
  world_check (world);
  sums[0] += story.n_edited;
  sums[1] += story.n_given_back;
  g_object_unref (story.one);
  g_object_unref (story.other);
  g_ptr_array_unref (story.merged);
  g_free (story.merge);
}

static void
test_unmerge (void)
{
  const char *seed = g_getenv ("CERCLE_UNMERGE_SEED");
  guint runs = MAX (patience_rounds (WORLDS), 10), sums[2] = { 0 };

  if (seed != NULL)
    {
      live ((guint32) g_ascii_strtoull (seed, NULL, 10), sums);
      return;
    }
  for (guint32 i = 1; i <= runs; i++)
    live (i, sums);
  /* Else nothing was tried. */
  g_assert_cmpuint (sums[0], >, runs / 10);
  g_assert_cmpuint (sums[1], >, runs / 2);
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  torture_begin ();
  g_test_add_func ("/sync/unmerge", test_unmerge);
  result = g_test_run ();
  torture_end ();
  return result;
}
