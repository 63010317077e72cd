/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "cercle-store-fixture.h"

#include <string.h>

#include "cercle-case.h"
#include "cercle-event.h"
#include "cercle-moves.h"
#include "cercle-person.h"
#include "kept-file.h"

void
fixture_set_up (Fixture *fixture, gconstpointer end)
{
  fixture->store =
      kept_file_new ((CercleStoreEnd) GPOINTER_TO_UINT (end), &fixture->folder, &fixture->path);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer end)
{
  g_clear_object (&fixture->store);
  kept_file_remove (NULL, fixture->folder, fixture->path);
}

void
fixture_reopen (Fixture *fixture, CercleStoreEnd end)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->store);
  fixture->store = cercle_store_open (fixture->path, end, NULL, &error);
  g_assert_no_error (error);
}

CercleRecord *
make_record (const CercleKind *kind)
{
  CercleRecord *record = cercle_record_new (kind);

  cercle_envelope_set (&cercle_record_envelope (record)->scope, SCOPE);
  return record;
}

CercleRecord *
make_person (const char *first_name, const char *last_name)
{
  CercleRecord *person = make_record (&cercle_person_kind);

  cercle_record_set_text (person, CERCLE_PERSON_FIRST_NAME, first_name);
  cercle_record_set_text (person, CERCLE_PERSON_LAST_NAME, last_name);
  return person;
}

CercleRecord *
make_case (CercleRecord *person, const char *need)
{
  CercleRecord *kase = make_record (&cercle_case_kind);

  if (person != NULL)
    cercle_record_set_text (kase, CERCLE_CASE_PERSON, cercle_record_get_id (person));
  cercle_record_set_text (kase, CERCLE_CASE_OPENED_ON, "2020-06-02");
  cercle_record_set_text (kase, CERCLE_CASE_NEED, need);
  return kase;
}

CercleRecord *
make_action (CercleRecord *kase, const char *due_on)
{
  CercleRecord *action = make_record (&cercle_action_kind);

  cercle_record_set_text (action, CERCLE_ACTION_CASE, cercle_record_get_id (kase));
  cercle_record_set_text (action, CERCLE_ACTION_SORT, "call_back");
  cercle_record_set_text (action, CERCLE_ACTION_STATE, "open");
  cercle_record_set_text (action, CERCLE_ACTION_DUE_ON, due_on);
  return action;
}

static void
fill_field (CercleRecord *record, const CercleField *line, guint field, guint n)
{
  g_autofree char *text = NULL;

  switch (line->type)
    {
    case CERCLE_INTEGER:
    case CERCLE_MINUTE:
      cercle_record_set_integer (record, field, line->min + n);
      return;
    case CERCLE_FLAG:
      cercle_record_set_flag (record, field, (n + field) % 2 == 0);
      return;
    case CERCLE_SET:
      cercle_record_set_text (record, field, "bravo alpha");
      return;
    default:
      text = g_strdup_printf ("é'\"%%%s-%u", line->name, n);
      cercle_record_set_text (record, field, text);
    }
}

void
fill_record (CercleRecord *record, guint n)
{
  const CercleKind *kind = cercle_record_get_kind (record);

  for (guint i = 0; i < kind->n_fields; i++)
    fill_field (record, &kind->fields[i], i, n);
}

void
assert_same_record (CercleRecord *a, CercleRecord *b)
{
  const CercleEnvelope *left = cercle_record_envelope (a), *right = cercle_record_envelope (b);

  g_assert_cmpstr (left->id, ==, right->id);
  g_assert_cmpstr (left->scope, ==, right->scope);
  g_assert_cmpstr (left->audience, ==, right->audience);
  g_assert_cmpstr (left->prev_audience, ==, right->prev_audience);
  g_assert_cmpint (left->rev, ==, right->rev);
  g_assert_cmpint (left->seq, ==, right->seq);
  g_assert_cmpstr (left->created_by, ==, right->created_by);
  g_assert_cmpstr (left->created_at, ==, right->created_at);
  g_assert_cmpstr (left->updated_by, ==, right->updated_by);
  g_assert_cmpstr (left->updated_at, ==, right->updated_at);
  g_assert_cmpint (left->deleted, ==, right->deleted);
  g_assert_cmpstr (left->extra, ==, right->extra);
  for (guint i = 0; i < cercle_record_get_kind (a)->n_fields; i++)
    g_assert_true (cercle_record_same (a, b, i));
}

static gboolean
one_contains (const char *path, const char *suffix, const char *needle)
{
  g_autofree char *name = g_strconcat (path, suffix, NULL);
  g_autofree char *bytes = NULL;
  gsize size;

  return g_file_get_contents (name, &bytes, &size, NULL) &&
         memmem (bytes, size, needle, strlen (needle)) != NULL;
}

gboolean
file_contains (const char *path, const char *needle)
{
  return one_contains (path, "", needle) || one_contains (path, "-wal", needle) ||
         one_contains (path, "-shm", needle);
}

void
put (CercleStore *store, CercleRecord *record)
{
  g_autoptr (GError) error = NULL;

  cercle_store_put (store, record, &error);
  g_assert_no_error (error);
}

CercleRecord *
get (CercleStore *store, CercleRecord *record)
{
  g_autoptr (GError) error = NULL;
  CercleRecord *found = cercle_store_get (store, cercle_record_get_kind (record),
                                          cercle_record_get_id (record), &error);

  g_assert_no_error (error);
  return found;
}
