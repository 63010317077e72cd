/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a list of 20 000 rows read only those that are looked at? */
#include "cercle-record-list.h"

#include "cercle-case.h"
#include "cercle-person.h"
#include "cercle-session-private.h"
#include "room.h"

#define ADDRESS "unix:/nonexistent/cercle.sock"
#define PASSWORD "trois petits chats gris"
#define N_ROWS 20000
#define BURST 20
/* GTK 4.8 keeps at most this many rows (ui.md §5). */
#define REALIZED 205

typedef struct
{
  char *folder;
  CercleSession *session;
  CercleRecordList *list;
  /* What GTK would do with what it is told. */
  guint asked, emissions;
  GArray *told; /* position, removed, added of each emission */
} Fixture;

/* With a selection GTK asks for every row of a replacement; rows into an empty list are realized up
 * to a screenful and a half. */
static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  Fixture *fixture = data;
  guint n = removed > 0 ? added : MIN (added, REALIZED);

  fixture->emissions++;
  g_array_append_val (fixture->told, position);
  g_array_append_val (fixture->told, removed);
  g_array_append_val (fixture->told, added);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) row = g_list_model_get_item (model, position + i);
      g_assert_true (CERCLE_IS_ROW (row));
      fixture->asked++;
    }
}

static void
add_rows (CercleStore *store)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cercle_store_begin (store, &error));
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autoptr (CercleRecord) kase = cercle_record_new (&cercle_case_kind);
      g_autofree char *need = g_strdup_printf ("besoin %05u", i);
      cercle_envelope_set (&cercle_record_envelope (kase)->scope, ROOM_SCOPE);
      cercle_envelope_set (&cercle_record_envelope (kase)->audience, "team");
      cercle_record_envelope (kase)->rev = 1;
      cercle_record_set_text (kase, CERCLE_CASE_NEED, need);
      cercle_record_set_text (kase, CERCLE_CASE_OPENED_ON, "2020-06-02");
      cercle_record_set_flag (kase, CERCLE_CASE_OPEN, TRUE);
      g_assert_true (cercle_store_put (store, kase, &error));
    }
  g_assert_true (cercle_store_commit (store, &error));
  g_assert_no_error (error);
}

static CercleQuery *
all_cases (gboolean descending)
{
  CercleQuery *query = cercle_query_new (&cercle_case_kind);
  cercle_query_sort (query, -1, CERCLE_CASE_NEED, descending);
  return query;
}

static gboolean
is_loaded_cb (gpointer data)
{
  gboolean loading;

  g_object_get (data, "loading", &loading, NULL);
  return !loading;
}

/* A desk with all its rows, made once; each test works on a copy. */
static char *pattern;

static void
make_pattern (void)
{
  g_autofree char *database = NULL;
  CercleStore *store;

  pattern = room_make ();
  database = room_make_desk (pattern, ADDRESS, "helene", PASSWORD, &store);
  cercle_store_defer_search (store, TRUE);
  add_rows (store);
  g_assert_finalize_object (store);
}

static void
copy_pattern (const char *folder)
{
  g_autofree char *from = cercle_desk_folder (NULL, pattern);
  g_autofree char *to = cercle_desk_folder (NULL, folder);
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);

  g_assert_cmpint (g_mkdir_with_parents (to, 0700), ==, 0);
  for (const char *name; (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autoptr (GFile) source = g_file_new_build_filename (from, name, NULL);
      g_autoptr (GFile) target = g_file_new_build_filename (to, name, NULL);
      g_assert_true (g_file_copy (source, target, G_FILE_COPY_NONE, NULL, NULL, NULL, NULL));
    }
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleQuery) query = all_cases (FALSE);

  fixture->folder = room_make ();
  copy_pattern (fixture->folder);
  fixture->session = cercle_session_new (NULL, fixture->folder);
  g_assert_true (room_sign_in (fixture->session, ADDRESS, "helene", PASSWORD, &error));
  g_assert_no_error (error);
  fixture->told = g_array_new (FALSE, FALSE, sizeof (guint));
  fixture->list = cercle_record_list_new (fixture->session);
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (items_changed_cb), fixture);
  cercle_record_list_set_query (fixture->list, query);
  ROOM_WAIT (is_loaded_cb, fixture->list);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  room_drop (fixture->list);
  room_finalize (fixture->session);
  g_array_unref (fixture->told);
  room_remove (fixture->folder);
  g_free (fixture->folder);
}

static void
reset (Fixture *fixture)
{
  fixture->asked = fixture->emissions = 0;
  g_array_set_size (fixture->told, 0);
}

static void
test_lazy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleQuery) reversed = all_cases (TRUE);
  const char *first;

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, N_ROWS);
  g_assert_cmpuint (fixture->asked, <=, 3 * REALIZED);
  reset (fixture);
  cercle_record_list_set_query (fixture->list, reversed);
  ROOM_WAIT (is_loaded_cb, fixture->list);
  g_assert_cmpuint (fixture->emissions, ==, 2);
  g_assert_cmpuint (g_array_index (fixture->told, guint, 1), ==, N_ROWS);
  g_assert_cmpuint (g_array_index (fixture->told, guint, 2), ==, 0);
  g_assert_cmpuint (g_array_index (fixture->told, guint, 5), ==, N_ROWS);
  g_assert_cmpuint (fixture->asked, <=, 3 * REALIZED);
  first = cercle_record_list_get_id (fixture->list, 0);
  g_assert_cmpuint (cercle_record_list_find (fixture->list, first), ==, 0);
  g_assert_cmpuint (cercle_record_list_find (fixture->list, "nobody"), ==, G_MAXUINT);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fixture->list), N_ROWS));
}

static gboolean
was_told_cb (gpointer data)
{
  return ((Fixture *) data)->emissions > 0;
}

/* (transfer full) */
static CercleTx *
renamed (Fixture *fixture, guint position, const char *need)
{
  g_autoptr (CercleRow) row = g_list_model_get_item (G_LIST_MODEL (fixture->list), position);
  g_autoptr (CercleRecord) copy = cercle_record_copy (cercle_row_get_record (row));
  CercleTx *tx = cercle_tx_new ("Renamed");

  cercle_record_set_text (copy, CERCLE_CASE_NEED, need);
  cercle_tx_save (tx, copy);
  return tx;
}

static void
rename_row (Fixture *fixture, guint position, const char *need)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (room_commit (fixture->session, renamed (fixture, position, need), &error));
  g_assert_no_error (error);
}

/* One row changed in place: told as one row. */
static void
test_content (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleRow) row = NULL;

  reset (fixture);
  rename_row (fixture, 7, "besoin 00007 bis");
  ROOM_WAIT (was_told_cb, fixture);
  g_assert_cmpuint (fixture->emissions, ==, 1);
  g_assert_cmpuint (g_array_index (fixture->told, guint, 0), ==, 7);
  g_assert_cmpuint (g_array_index (fixture->told, guint, 1), ==, 1);
  g_assert_cmpuint (g_array_index (fixture->told, guint, 2), ==, 1);
  row = g_list_model_get_item (G_LIST_MODEL (fixture->list), 7);
  g_assert_cmpstr (cercle_record_get_text (cercle_row_get_record (row), CERCLE_CASE_NEED), ==,
                   "besoin 00007 bis");
  g_assert_cmpint (cercle_row_get_mark (row), ==, 1);
}

/* One row that sorts elsewhere leaves one place and takes another; the rest stays. */
static void
test_moved (Fixture *fixture, gconstpointer data)
{
  reset (fixture);
  rename_row (fixture, 7, "besoin 15000 bis");
  ROOM_WAIT (was_told_cb, fixture);
  g_assert_cmpuint (fixture->emissions, ==, 2);
  g_assert_cmpuint (fixture->asked, ==, 1);
  g_assert_cmpuint (g_array_index (fixture->told, guint, 0), ==, 7);
  g_assert_cmpuint (g_array_index (fixture->told, guint, 3), ==, 15000);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  cercle_session_commit_finish (CERCLE_SESSION (source), result, &error);
  g_assert_no_error (error);
  (*(guint *) data)++;
}

static gboolean
has_last_cb (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (CercleRow) row = g_list_model_get_item (G_LIST_MODEL (fixture->list), 7);
  const char *need = cercle_record_get_text (cercle_row_get_record (row), CERCLE_CASE_NEED);

  return g_strcmp0 (need, "besoin 00007 " G_STRINGIFY (BURST)) == 0;
}

/* A burst of changes is one refresh, and an older answer never overwrites a newer one. They are asked
 * at once: how long each takes is the disk's affair. */
static void
test_coalesced (Fixture *fixture, gconstpointer data)
{
  guint answered = 0;

  reset (fixture);
  for (guint i = 1; i <= BURST; i++)
    {
      g_autofree char *need = g_strdup_printf ("besoin 00007 %u", i);
      cercle_session_commit_async (fixture->session, renamed (fixture, 7, need), answered_cb,
                                   &answered);
    }
  ROOM_WAIT (has_last_cb, fixture);
  room_catch_up (fixture->session);
  g_assert_cmpuint (answered, ==, BURST);
  g_assert_true (has_last_cb (fixture));
  g_assert_cmpuint (fixture->emissions, <, BURST / 2);
  g_assert_cmpuint (fixture->asked, <, BURST / 2);
}

static void
test_stale (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (CercleQuery) query = all_cases (FALSE);
      g_autofree char *day = g_strdup_printf ("2020-06-%02u", i + 1);
      cercle_query_where (query, CERCLE_CASE_OPENED_ON, CERCLE_IS, day);
      cercle_record_list_set_query (fixture->list, query);
    }
  ROOM_WAIT (is_loaded_cb, fixture->list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 0);
  room_catch_up (fixture->session);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 0);
  cercle_record_list_set_query (fixture->list, NULL);
  g_assert_true (is_loaded_cb (fixture->list));
}

/* What a person scrolls through: every row is right, and the pages kept are few. */
static void
test_scrolled (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 300; i++)
    {
      guint at = (guint) g_test_rand_int_range (0, N_ROWS);
      g_autoptr (CercleRow) row = g_list_model_get_item (G_LIST_MODEL (fixture->list), at);
      g_autofree char *need = g_strdup_printf ("besoin %05u", at);
      g_assert_cmpstr (cercle_record_get_text (cercle_row_get_record (row), CERCLE_CASE_NEED), ==,
                       need);
    }
}

static gboolean
has_one_cb (gpointer list)
{
  return g_list_model_get_n_items (list) == 1;
}

/* A search asked while the rows that came in bulk have no words yet is answered again when they have. */
static void
test_searchable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleQuery) query = all_cases (FALSE);

  cercle_query_set_text (query, "19999");
  cercle_record_list_set_query (fixture->list, query);
  ROOM_WAIT (is_loaded_cb, fixture->list);
  ROOM_WAIT (has_one_cb, fixture->list);
}

static void
test_signed_out (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleRow) row = g_list_model_get_item (G_LIST_MODEL (fixture->list), 3);
  g_autoptr (GError) error = NULL;

  cercle_session_sign_out (fixture->session);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 0);
  g_assert_nonnull (cercle_row_get_record (row));
  g_assert_true (room_sign_in (fixture->session, ADDRESS, "helene", PASSWORD, &error));
  ROOM_WAIT (is_loaded_cb, fixture->list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, N_ROWS);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/session/record-list/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  int failures;

  g_test_init (&argc, &argv, NULL);
  ADD ("lazy", test_lazy);
  ADD ("content", test_content);
  ADD ("moved", test_moved);
  ADD ("coalesced", test_coalesced);
  ADD ("stale", test_stale);
  ADD ("scrolled", test_scrolled);
  ADD ("searchable", test_searchable);
  ADD ("signed-out", test_signed_out);
  make_pattern ();
  failures = g_test_run ();
  room_remove (pattern);
  g_free (pattern);
  return failures;
}
