/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Where does a test keep its records, and is nothing left of them? */
#include "kept-file.h"

#include <glib/gstdio.h>

CercleStore *
kept_file_new (CercleStoreEnd end, char **folder, char **path)
{
  g_autoptr (GError) error = NULL;
  CercleStore *store = NULL;

  *folder = g_dir_make_tmp ("cercle-test-XXXXXX", &error);
  g_assert_no_error (error);
  *path = g_build_filename (*folder, "test.db", NULL);
  store = cercle_store_open (*path, end, NULL, &error);
  g_assert_no_error (error);
  return store;
}

void
kept_file_remove (CercleStore *store, char *folder, char *path)
{
  g_autoptr (GDir) dir = NULL;

  if (store != NULL)
    g_assert_finalize_object (store);
  dir = g_dir_open (folder, 0, NULL);
  for (const char *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);
      g_unlink (file);
    }
  g_rmdir (folder);
  g_free (folder);
  g_free (path);
}
