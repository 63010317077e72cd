/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What do the tests of waiting lists begin with? */
#include "lists.h"

#include <glib/gstdio.h>
#include <string.h>

#include "cercle-waiting-list.h"

char *
lists_fixture (const char *name)
{
  return g_build_filename (CERCLE_FIXTURES, "waiting", name, NULL);
}

CercleWaitingImport *
lists_read (Desk *desk, const char *path, const char *body, GError **error)
{
  g_autofree char *remembered = cercle_session_remembered_columns (desk->session, body);
  g_autoptr (GAsyncResult) sampled = NULL, read = NULL;
  g_autoptr (CercleWaitingSample) sample = NULL;
  CercleWaitingMap map;

  cercle_session_sample_waiting_async (desk->session, path, room_keep_cb, &sampled);
  ROOM_WAIT (room_has_cb, &sampled);
  sample = cercle_session_sample_waiting_finish (desk->session, sampled, error);
  if (sample == NULL)
    return NULL;
  cercle_waiting_map_guess (&map, sample->columns, remembered, NULL);
  g_assert_null (cercle_waiting_map_problem (&map));
  cercle_session_read_waiting_async (desk->session, path, body, &map, NULL, room_keep_cb, &read);
  ROOM_WAIT (room_has_cb, &read);
  return cercle_session_read_waiting_finish (desk->session, read, error);
}

void
lists_import (Desk *desk, CercleWaitingImport *import_)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cercle_session_import_waiting_async (desk->session, import_, NULL, room_keep_cb, &result);
  ROOM_WAIT (room_has_cb, &result);
  g_assert_true (cercle_session_import_waiting_finish (desk->session, result, &error));
  g_assert_no_error (error);
}

void
lists_import_fixture (Desk *desk, const char *name, const char *body, const char *expected)
{
  g_autofree char *path = lists_fixture (name);
  g_autoptr (GError) error = NULL;
  CercleWaitingImport *read = lists_read (desk, path, body, &error);
  g_autoptr (GString) counts = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < CERCLE_WAITING_N_EFFECTS; i++)
    g_string_append_printf (counts, "%u ", cercle_waiting_import_count (read, i));
  g_assert_cmpstr (counts->str, ==, expected);
  lists_import (desk, read);
}

GPtrArray *
lists_match (Desk *desk)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *people;

  cercle_session_match_waiting_async (desk->session, room_keep_cb, &result);
  ROOM_WAIT (room_has_cb, &result);
  people = cercle_session_match_waiting_finish (desk->session, result, &error);
  g_assert_no_error (error);
  return people;
}

const CercleWaitingOne *
lists_find (GPtrArray *people, const char *name, guint rows)
{
  for (guint i = 0; i < people->len; i++)
    {
      const CercleWaitingOne *one = g_ptr_array_index (people, i);
      g_autofree char *own = cercle_waiting_row_name (g_ptr_array_index (one->rows, 0));

      if (g_ascii_strcasecmp (own, name) == 0 && one->rows->len == rows)
        return one;
    }
  g_assert_not_reached ();
}

void
lists_forget (Desk *desk, gboolean all)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cercle_session_forget_waiting_async (desk->session, all, room_keep_cb, &result);
  ROOM_WAIT (room_has_cb, &result);
  g_assert_true (cercle_session_forget_waiting_finish (desk->session, result, &error));
  g_assert_no_error (error);
}

gboolean
lists_in_the_files (Desk *desk, const char *word)
{
  static const char *const ends[] = { "", "-wal", "-shm" };
  gboolean found = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *path = g_strconcat (desk->database, ends[i], NULL);
      g_autofree char *bytes = NULL;
      gsize n = 0;

      if (g_file_get_contents (path, &bytes, &n, NULL))
        found = found || memmem (bytes, n, word, strlen (word)) != NULL;
    }
  return found;
}

void
lists_assert_in_the_files (Desk *desk, const char *word)
{
  g_assert_cmpint (lists_in_the_files (desk, word), ==, !cercle_store_encrypts ());
}

gboolean
lists_being_written (Desk *desk, const char *word, goffset journal)
{
  g_autofree char *path = g_strconcat (desk->database, "-wal", NULL);
  GStatBuf status = { 0 };

  if (!cercle_store_encrypts ())
    return lists_in_the_files (desk, word);
  return g_stat (path, &status) == 0 && status.st_size > journal;
}

gboolean
lists_forgotten_cb (gpointer desk)
{
  g_autoptr (GPtrArray) people = cercle_store_encrypts () ? lists_match (desk) : NULL;

  if (people != NULL)
    return people->len == 0;
  return !lists_in_the_files (desk, "BIHAN") && !lists_in_the_files (desk, "Xyzwaiting");
}

void
lists_commit (Desk *desk, CercleTx *tx)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (room_commit (desk->session, tx, &error));
  g_assert_no_error (error);
}

CercleWaitingImport *
lists_read_next (Desk *desk)
{
  g_autofree char *path = g_build_filename (desk->folder, "next.csv", NULL);
  const char *next = "NOM;Prénom;Date de naissance;Commune;Téléphone;N° MDPH;Inscrit "
                     "le;Orientation;Statut;Prise en charge actuelle\n"
                     "QUESNEL;Mathis;12/03/2011;Lisieux;06 39 98 42 17;14 2011 "
                     "0417;01/09/2018;IME, internat de semaine;;\n"
                     "MARTIN;Jean;;Bayeux;;;03/03/2020;IME;Admis;\n"
                     "NOUVEAU;Luc;01/02/2013;Caen;;;;;;\n";
  g_autoptr (GError) error = NULL;
  CercleWaitingImport *read;

  g_assert_true (g_file_set_contents (path, next, -1, NULL));
  read = lists_read (desk, path, "ime  les peupliers", &error);
  g_assert_no_error (error);
  return read;
}

static const char *gone; /* a word */

static gboolean
word_is_gone_cb (gpointer desk)
{
  return !lists_in_the_files (desk, gone);
}

void
lists_wait_gone (Desk *desk, const char *word)
{
  gone = word;
  ROOM_WAIT (word_is_gone_cb, desk);
}

void
lists_assert_people (Desk *desk, guint n)
{
  g_autoptr (GPtrArray) people = lists_match (desk);
  g_assert_cmpuint (people->len, ==, n);
}

void
lists_take_back (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (room_undo (desk->session, &error));
  g_assert_no_error (error);
}

CercleWaitingImport *
lists_read_many (Desk *desk)
{
  g_autofree char *path = g_build_filename (desk->folder, "many.csv", NULL);
  g_autoptr (GString) rows = g_string_new ("Nom;Prénom\n");
  g_autoptr (GError) error = NULL;
  CercleWaitingImport *read;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (rows, "Xyzwaiting%u;Ana\n", i);
  g_assert_true (g_file_set_contents (path, rows->str, -1, NULL));
  read = lists_read (desk, path, "SESSAD", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cercle_waiting_import_count (read, CERCLE_WAITING_NEW), ==, 3000);
  return read;
}
