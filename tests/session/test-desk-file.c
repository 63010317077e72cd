/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does the password, and only the password, open the desk without network? */
#include "cercle-desk-file.h"

#include <glib/gstdio.h>

#include "cercle-instant.h"
#include "room.h"

#define ADDRESS "https://cercle.example"
#define PASSWORD "trois petits chats gris"
#define NOON G_GINT64_CONSTANT (1592906400000)

static CercleDesk *
load (const char *folder)
{
  g_autoptr (GError) error = NULL;
  CercleDesk *desk = cercle_desk_load (folder, ADDRESS, "helene", &error);

  g_assert_no_error (error);
  return desk;
}

static GBytes *
make (const char *folder)
{
  g_autoptr (CercleDesk) desk = load (folder);
  g_autoptr (GError) error = NULL;
  GBytes *key;

  desk->community = g_strdup (ROOM_COMMUNITY);
  key = cercle_desk_make_key (desk, PASSWORD, &error);
  g_assert_no_error (error);
  g_assert_true (cercle_desk_save (desk, &error));
  return key;
}

static guint
mode_of (const char *path)
{
  GStatBuf buffer;

  g_assert_cmpint (g_stat (path, &buffer), ==, 0);
  return buffer.st_mode & 0777;
}

static void
test_kept (void)
{
  g_autofree char *data = room_make ();
  g_autofree char *folder = cercle_desk_folder ("démo/..", data);
  g_autoptr (GBytes) key = make (folder);
  g_autoptr (CercleDesk) desk = load (folder);
  g_autoptr (GBytes) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *device = g_strdup (desk->device);
  g_autofree char *address = NULL;
  g_autofree char *login = NULL;
  g_autofree char *content = NULL;

  g_assert_cmpuint (g_bytes_get_size (key), ==, 32);
  g_assert_cmpuint (mode_of (desk->key_path), ==, 0600);
  g_assert_cmpuint (mode_of (folder), ==, 0700);
  again = cercle_desk_unlock (desk, PASSWORD, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (key, again));
  cercle_desk_free (g_steal_pointer (&desk));
  desk = load (folder);
  g_assert_cmpstr (desk->device, ==, device);
  g_assert_cmpuint (desk->failures, ==, 0);
  cercle_desk_last (folder, &address, &login);
  g_assert_cmpstr (address, ==, ADDRESS);
  g_assert_cmpstr (login, ==, "helene");
  g_assert_true (g_file_get_contents (desk->key_path, &content, NULL, NULL));
  g_assert_null (strstr (content, PASSWORD));
  room_remove (data);
}

static void
try_wrong (CercleDesk *desk, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) key = cercle_desk_unlock (desk, "wrong", &error);

  g_assert_error (error, CERCLE_DESK_ERROR, code);
  g_assert_null (key);
}

/* The wait is counted on the disk and by the desk's clock, and grows; a clock set back does not
 * help, a restart neither. */
static void
test_waits (void)
{
  g_autofree char *folder = room_make ();
  g_autoptr (GBytes) key = make (folder);
  g_autoptr (CercleDesk) desk = load (folder);
  g_autoptr (GBytes) again = NULL;
  g_autoptr (GError) error = NULL;
  gint64 last = 0;

  cercle_instant_freeze (NOON);
  for (guint i = 0; i < 3; i++)
    try_wrong (desk, CERCLE_DESK_ERROR_PASSWORD);
  for (guint i = 0; i < 12; i++)
    {
      gint64 wait = cercle_desk_wait (desk);
      g_assert_cmpint (wait, >=, MIN (last * 2, 15 * 60 * 1000));
      g_assert_cmpint (wait, <=, 15 * 60 * 1000);
      last = wait;
      try_wrong (desk, CERCLE_DESK_ERROR_WAIT);
      cercle_desk_free (g_steal_pointer (&desk));
      desk = load (folder);
      g_assert_cmpint (cercle_desk_wait (desk), ==, wait);
      cercle_instant_freeze (cercle_instant_now () - 24 * 60 * 60 * 1000);
      g_assert_cmpint (cercle_desk_wait (desk), ==, wait);
      cercle_instant_freeze (cercle_instant_now () + 24 * 60 * 60 * 1000 + wait);
      g_assert_cmpint (cercle_desk_wait (desk), ==, 0);
      try_wrong (desk, CERCLE_DESK_ERROR_PASSWORD);
    }
  g_assert_cmpint (last, ==, 15 * 60 * 1000);
  cercle_instant_freeze (cercle_instant_now () + last);
  again = cercle_desk_unlock (desk, PASSWORD, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (key, again));
  g_assert_cmpint (cercle_desk_wait (desk), ==, 0);
  cercle_instant_freeze (0);
  room_remove (folder);
}

static void
test_other_password (void)
{
  g_autofree char *folder = room_make ();
  g_autoptr (GBytes) key = make (folder);
  g_autoptr (CercleDesk) desk = load (folder);
  g_autoptr (GBytes) again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (cercle_desk_rewrap (desk, key, "un nouveau mot de passe", &error));
  g_assert_true (cercle_desk_save (desk, &error));
  cercle_desk_free (g_steal_pointer (&desk));
  desk = load (folder);
  g_assert_null (cercle_desk_open_key (desk, PASSWORD, &error));
  g_assert_error (error, CERCLE_DESK_ERROR, CERCLE_DESK_ERROR_PASSWORD);
  g_clear_error (&error);
  again = cercle_desk_open_key (desk, "un nouveau mot de passe", &error);
  g_assert_true (g_bytes_equal (key, again));
  room_remove (folder);
}

/* Every byte of the key file may be lost: no key, no crash, and never another key. */
static void
test_spoilt (void)
{
  g_autofree char *folder = room_make ();
  g_autoptr (GBytes) key = make (folder);
  g_autoptr (CercleDesk) desk = load (folder);
  g_autofree char *path = g_strdup (desk->key_path);
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  for (guint round = 0; round < 12; round++)
    {
      g_autofree char *spoilt = g_memdup2 (content, length);
      g_autoptr (CercleDesk) other = NULL;
      g_autoptr (GBytes) found = NULL;
      gsize at = (gsize) g_test_rand_int_range (0, (gint32) length);

      spoilt[at] = (char) (spoilt[at] ^ (1 + g_test_rand_int_range (0, 255)));
      g_assert_true (g_file_set_contents (path, spoilt, (gssize) length, NULL));
      other = load (folder);
      found = cercle_desk_open_key (other, PASSWORD, NULL);
      g_assert_true (found == NULL || g_bytes_equal (found, key));
    }
  g_assert_true (g_file_set_contents (path, "\xff\x00 nothing", 10, NULL));
  cercle_desk_free (g_steal_pointer (&desk));
  desk = load (folder);
  g_assert_true (desk->damaged);
  room_remove (folder);
}

static void
test_set_aside (void)
{
  g_autofree char *folder = room_make ();
  g_autofree char *database = g_build_filename (folder, "a.db", NULL);
  g_autofree char *wal = g_strconcat (database, "-wal", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  guint n = 0;

  g_assert_true (g_file_set_contents (database, "x", 1, NULL));
  g_assert_true (g_file_set_contents (wal, "y", 1, NULL));
  g_assert_true (cercle_desk_set_aside (database, &error));
  g_assert_false (g_file_test (database, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  dir = g_dir_open (folder, 0, NULL);
  for (const char *name; (name = g_dir_read_name (dir)) != NULL; n++)
    g_assert_true (g_str_has_prefix (name, "a.db.aside-"));
  g_assert_cmpuint (n, ==, 2);
  g_assert_true (g_file_set_contents (database, "x", 1, NULL));
  cercle_desk_remove (database);
  g_assert_false (g_file_test (database, G_FILE_TEST_EXISTS));
  room_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/desk-file/kept", test_kept);
  g_test_add_func ("/session/desk-file/waits", test_waits);
  g_test_add_func ("/session/desk-file/other-password", test_other_password);
  g_test_add_func ("/session/desk-file/spoilt", test_spoilt);
  g_test_add_func ("/session/desk-file/set-aside", test_set_aside);
  return g_test_run ();
}
