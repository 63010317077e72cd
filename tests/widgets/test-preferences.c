/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Do the preferences say of this desk what is so? */
#include "case-desk.h"

#include <string.h>

#include "cercle-preferences.h"
#include "room.h"

/* (transfer full) (nullable): in the folder or below it. */
static char *
find_database (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  char *found = NULL;
  const char *name;

  while (dir != NULL && found == NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        found = find_database (path);
      else if (g_str_has_suffix (name, ".db"))
        found = g_steal_pointer (&path);
    }
  return found;
}

/* What the row says is held against the file itself: a plain one begins with SQLite's own words. */
static void
test_file (void)
{
  CaseDesk desk;
  GtkWidget *page = NULL, *row = NULL;
  g_autofree char *path = NULL, *content = NULL;
  const char *said = NULL;
  gsize length = 0;
  gboolean plain;

  case_desk_begin (&desk);
  path = find_database (desk.folder);
  g_assert_nonnull (path);
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_cmpuint (length, >, 16);
  plain = memcmp (content, "SQLite format 3", 15) == 0;
  page = g_object_ref_sink (cercle_preferences_new (desk.session, desk.settings));
  row = tree_find (page, ADW_TYPE_ACTION_ROW, "The File of This Desk");
  g_assert_nonnull (row);
  g_assert_true (gtk_widget_get_visible (row));
  said = adw_action_row_get_subtitle (ADW_ACTION_ROW (row));
  g_assert_true (g_str_has_prefix (said, plain ? "Not encrypted" : "Encrypted with a key"));
  g_assert_finalize_object (page);
  case_desk_end (&desk);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/preferences/file", test_file);
  return g_test_run ();
}
