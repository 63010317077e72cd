/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a community of an older program find what one of today is founded with? */
#include <glib/gstdio.h>

#include "cercle-case.h"
#include "cercle-community.h"
#include "cercle-feed.h"
#include "cercle-foreign-offer.h"
#include "cercle-founding-codes.h"
#include "cercle-founding-matrix.h"
#include "cercle-founding.h"
#include "cercle-id.h"
#include "cercle-macros.h"
#include "cercle-query.h"
#include "cercle-rule.h"
#include "server-fixture.h"

typedef struct
{
  char *folder, *path;
  CercleStore *store;
} Old;

/* A database as a program of that schema left it, with a community that has nothing. */
static void
old_open (Old *old, const char *name)
{
  g_autofree char *from = g_test_build_filename (G_TEST_DIST, "databases", name, NULL);
  g_autofree char *bytes = NULL;
  gsize length = 0;
  g_autoptr (GError) error = NULL;

  old->folder = g_dir_make_tmp ("cercle-founding-XXXXXX", NULL);
  old->path = g_build_filename (old->folder, "server.db", NULL);
  g_assert_true (g_file_get_contents (from, &bytes, &length, &error));
  g_assert_true (g_file_set_contents (old->path, bytes, (gssize) length, &error));
  old->store = cercle_store_open (old->path, CERCLE_STORE_SERVER, NULL, &error);
  g_assert_no_error (error);
}

static void
old_close (Old *old)
{
  g_autoptr (GDir) dir = g_dir_open (old->folder, 0, NULL);

  g_assert_finalize_object (old->store);
  for (const char *name; (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *path = g_build_filename (old->folder, name, NULL);
      g_unlink (path);
    }
  g_rmdir (old->folder);
  g_free (old->folder);
  g_free (old->path);
}

static void
write_old (CercleStore *store, CercleRecord *record, const char *scope)
{
  g_autoptr (GError) error = NULL;
  guint64 set = 0;

  for (guint i = 0; i < cercle_record_get_kind (record)->n_fields; i++)
    if (cercle_record_is_set (record, i))
      set |= CERCLE_MASK (i);
  cercle_envelope_set (&cercle_record_envelope (record)->scope, scope);
  g_assert_true (cercle_feed_write (store, record, CERCLE_OP_CREATE, set, NULL, &error));
}

/* (transfer full): its scope. */
static char *
add_old_community (CercleStore *store)
{
  g_autoptr (CercleRecord) community = cercle_record_new (&cercle_community_kind);
  char *scope = g_strconcat ("c:", cercle_record_get_id (community), NULL);
  g_autofree char *territory = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (cercle_store_begin (store, &error));
  g_assert_true (cercle_founding_territory (store, "14", &territory, &error));
  cercle_record_set_text (community, CERCLE_COMMUNITY_NAME, "Bessin");
  cercle_record_set_text (community, CERCLE_COMMUNITY_TERRITORY, territory);
  g_assert_true (cercle_feed_add_scope (store, scope, &error));
  write_old (store, community, scope);
  g_assert_true (cercle_store_commit (store, &error));
  return scope;
}

static guint
count (CercleStore *store, const CercleKind *kind)
{
  g_autoptr (CercleQuery) query = cercle_query_new (kind);
  g_autoptr (GError) error = NULL;
  gint64 n = cercle_store_count (store, query, &error);

  g_assert_no_error (error);
  return (guint) n;
}

static gint64
head_of (CercleStore *store, const char *scope)
{
  gint64 head = 0, floor = 0;

  g_assert_true (cercle_feed_get_scope (store, scope, &head, &floor));
  return head;
}

static void
bring_up (CercleStore *store)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cercle_founding_bring_up (store, &error));
  g_assert_no_error (error);
}

static guint
n_codes (void)
{
  guint n = 0;

  while (cercle_founding_code_list[n].list != NULL)
    n++;
  return n;
}

static void
assert_codes (const char *list, const char *tokens)
{
  g_auto (GStrv) all = g_strsplit (tokens != NULL ? tokens : "", " ", -1);

  for (guint i = 0; all[i] != NULL; i++)
    {
      const CercleFoundingCode *code = cercle_founding_code_list;

      while (code->list != NULL &&
             !(g_str_equal (code->list, list) && g_str_equal (code->token, all[i])))
        code++;
      g_test_message ("%s %s", list, all[i]);
      g_assert_nonnull (code->list);
    }
}

static void
test_brought_up (gconstpointer name)
{
  Old old = { 0 };
  g_autofree char *scope = NULL;
  gint64 here = 0, national = 0;
  guint cases = 0;

  old_open (&old, name);
  cases = count (old.store, cercle_kind_find ("case"));
  scope = add_old_community (old.store);
  g_assert_cmpuint (count (old.store, &cercle_matrix_kind), ==, 0);
  bring_up (old.store);
  /* Its own line in the list of communities besides. */
  g_assert_cmpuint (count (old.store, &cercle_code_kind), ==, n_codes () + 1);
  g_assert_cmpuint (count (old.store, &cercle_matrix_kind), ==, 2);
  g_assert_cmpuint (count (old.store, &cercle_matrix_kind) + count (old.store, &cercle_rule_kind),
                    ==, CERCLE_FOUNDING_MATRIX_RECORDS);
  g_assert_cmpuint (count (old.store, cercle_kind_find ("case")), ==, cases);
  /* Again: not a line for the desks. */
  here = head_of (old.store, scope);
  national = head_of (old.store, "national");
  bring_up (old.store);
  g_assert_cmpint (head_of (old.store, scope), ==, here);
  g_assert_cmpint (head_of (old.store, "national"), ==, national);
  old_close (&old);
}

/* A community that wrote a matrix of its own gets no drafts beside it; one of today lacks nothing.
 */
static void
test_left_alone (void)
{
  Old old = { 0 };
  g_autoptr (CercleRecord) matrix = cercle_record_new (&cercle_matrix_kind);
  g_autoptr (Fixture) today = fixture_new ();
  g_autofree char *scope = NULL, *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;

  old_open (&old, "server-2.db");
  scope = add_old_community (old.store);
  cercle_record_set_integer (matrix, CERCLE_MATRIX_VERSION, 1);
  cercle_record_set_text (matrix, CERCLE_MATRIX_STATE, "draft");
  g_assert_true (cercle_store_begin (old.store, &error));
  write_old (old.store, matrix, scope);
  g_assert_true (cercle_store_commit (old.store, &error));
  bring_up (old.store);
  g_assert_cmpuint (count (old.store, &cercle_matrix_kind), ==, 1);
  old_close (&old);
  bring_up (today->store);
  before = fixture_dump (today);
  bring_up (today->store);
  after = fixture_dump (today);
  g_assert_cmpstr (before, ==, after);
}

/* What is concluded from a category is said in codes that every community has. */
static void
test_offers (void)
{
  static const CercleForeignSource sources[] = { CERCLE_FOREIGN_FINESS,
                                                 CERCLE_FOREIGN_SERVICE_PUBLIC };

  for (guint s = 0; s < G_N_ELEMENTS (sources); s++)
    {
      guint n = 0;
      const CercleForeignOffer *offers = cercle_foreign_offers (sources[s], &n);

      for (guint i = 0; i < n; i++)
        {
          assert_codes ("offer", offers[i].offer);
          assert_codes ("theme", offers[i].themes);
          assert_codes ("public", offers[i].publics);
          assert_codes ("handicap", offers[i].handicaps);
        }
    }
}

/* The 25 leaves of the SERAFIN-PH nomenclature of needs, each once, in words of both languages;
 * none is asked of a case. */
static void
test_needs (void)
{
  g_autoptr (GHashTable) leaves = g_hash_table_new (g_str_hash, g_str_equal);
  const CercleField *field = &cercle_case_kind.fields[CERCLE_CASE_NEEDS];

  for (const CercleFoundingCode *code = cercle_founding_code_list; code->list != NULL; code++)
    if (g_str_equal (code->list, field->list))
      {
        g_assert_true (g_hash_table_add (leaves, (gpointer) code->token));
        g_assert_nonnull (code->english);
        g_assert_nonnull (code->french);
      }
  g_assert_cmpuint (g_hash_table_size (leaves), ==, 25);
  g_assert_cmpint (field->type, ==, CERCLE_SET);
  g_assert_cmpint (field->flags & CERCLE_REQUIRED, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/founding/schema-1", "server-1.db", test_brought_up);
  g_test_add_data_func ("/founding/schema-2", "server-2.db", test_brought_up);
  g_test_add_func ("/founding/offers", test_offers);
  g_test_add_func ("/founding/needs", test_needs);
  g_test_add_func ("/founding/left-alone", test_left_alone);
  return g_test_run ();
}
