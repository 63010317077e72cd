/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Are preferences kept, apart for each profile, and harmless when spoilt? */
#include "cercle-settings.h"

#include <glib/gstdio.h>

#include "room.h"

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer data)
{
  (*(guint *) data)++;
}

static void
test_defaults (void)
{
  g_autofree char *folder = room_make ();
  g_autoptr (CercleSettings) settings = cercle_settings_new (NULL, folder);
  g_autofree char *scheme = NULL;
  gboolean airy, keys;
  int width;

  g_object_get (settings, "airy-rows", &airy, "single-keys", &keys, "color-scheme", &scheme,
                "width", &width, NULL);
  g_assert_false (airy);
  g_assert_true (keys);
  g_assert_cmpstr (scheme, ==, "default");
  g_assert_cmpint (width, >, 0);
  room_remove (folder);
}

static void
test_kept (void)
{
  g_autofree char *folder = room_make ();
  CercleSettings *settings = cercle_settings_new ("a b/../c", folder);
  g_autoptr (CercleSettings) again = NULL;
  g_autoptr (CercleSettings) other = NULL;
  g_autofree char *page = NULL, *columns = NULL;
  gboolean airy, keys;
  guint notified = 0;

  g_signal_connect (settings, "notify::airy-rows", G_CALLBACK (count_cb), &notified);
  g_object_set (settings, "airy-rows", TRUE, "single-keys", FALSE, "page", "cases", NULL);
  g_object_set (settings, "case-columns", "person tags", NULL);
  g_object_set (settings, "airy-rows", TRUE, NULL);
  g_assert_cmpuint (notified, ==, 1);
  g_assert_finalize_object (settings);
  again = cercle_settings_new ("a b/../c", folder);
  g_object_get (again, "airy-rows", &airy, "single-keys", &keys, "page", &page, NULL);
  g_object_get (again, "case-columns", &columns, NULL);
  g_assert_cmpstr (columns, ==, "person tags");
  g_assert_true (airy);
  g_assert_false (keys);
  g_assert_cmpstr (page, ==, "cases");
  other = cercle_settings_new (NULL, folder);
  g_object_get (other, "airy-rows", &airy, NULL);
  g_assert_false (airy);
  room_remove (folder);
}

static void
test_spoilt (void)
{
  g_autofree char *folder = room_make ();
  g_autofree char *path = g_build_filename (folder, "cercle", "desk.ini", NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (CercleSettings) settings = NULL;
  gboolean airy;
  int width, height;

  g_mkdir_with_parents (parent, 0700);
  g_assert_true (g_file_set_contents (
      path, "[window]\nairy-rows=perhaps\nwidth=999999999\nheight=-5\nunknown=1\n", -1, NULL));
  settings = cercle_settings_new (NULL, folder);
  g_object_get (settings, "airy-rows", &airy, "width", &width, "height", &height, NULL);
  g_assert_false (airy);
  g_assert_cmpint (width, <=, 16384);
  g_assert_cmpint (height, >=, 0);
  g_clear_object (&settings);
  g_assert_true (g_file_set_contents (path, "\x01\xff no key file", -1, NULL));
  settings = cercle_settings_new (NULL, folder);
  g_object_get (settings, "airy-rows", &airy, NULL);
  g_assert_false (airy);
  room_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/settings/defaults", test_defaults);
  g_test_add_func ("/session/settings/kept", test_kept);
  g_test_add_func ("/session/settings/spoilt", test_spoilt);
  return g_test_run ();
}
