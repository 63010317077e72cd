/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How are a server and desks started, given keys, and ended? Programs come from $CERCLE_PROGRAM and
 * $CERCLE_SERVER_PROGRAM. */
#define G_LOG_DOMAIN "cercle-end-to-end"

#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "driver-private.h"
#include "patience.h"

#define CLOCK "2026-06-23T07:42:00.000Z"

struct _Driver
{
  char *folder, *database, *socket, *address, *clock;
  GPid server;
  GPtrArray *desks;
  gboolean without_leaks;
};

gint64
driver_moment_in (guint seconds)
{
  return g_get_monotonic_time () + patience_limit (seconds * G_USEC_PER_SEC);
}

static void
desk_free (Desk *desk)
{
  program_end (&desk->pid, SIGKILL);
  keys_forget_screen (desk->display);
  program_end (&desk->screen, SIGTERM);
  g_free (desk->display);
  g_free (desk->name);
  g_free (desk->folder);
  g_free (desk->way);
  g_free (desk);
}

Driver *
driver_new (void)
{
  g_autoptr (GError) error = NULL;
  Driver *driver = g_new0 (Driver, 1);
  driver->folder = g_dir_make_tmp ("cercle-end-XXXXXX", &error);
  g_assert_no_error (error);
  driver->database = g_build_filename (driver->folder, "server.db", NULL);
  driver->socket = g_build_filename (driver->folder, "socket", NULL);
  driver->address = g_strconcat ("unix:", driver->socket, NULL);
  driver->clock = g_strdup (CLOCK);
  driver->desks = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_free);
  return driver;
}

void
driver_init (int *argc, char ***argv)
{
  const char *options = g_getenv ("ASAN_OPTIONS");
  g_autofree char *theirs = g_strconcat (options != NULL ? options : "", ":detect_leaks=1", NULL);

  /* What libatspi loses here is not sought; what the programs lose is. The later option counts. */
  if (options != NULL)
    g_setenv ("ASAN_OPTIONS", theirs, TRUE);
  setlocale (LC_CTYPE, "C.UTF-8");
  g_test_init (argc, argv, NULL);
  /* libatspi warns about a program that is only just starting, or was killed while it was asked. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
}

static void
remove_folder (const char *folder)
{
  const char *const argv[] = { "rm", "-rf", folder, NULL };
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                NULL);
}

void
driver_free (Driver *driver)
{
  g_ptr_array_unref (driver->desks);
  driver_stop_server (driver);
  remove_folder (driver->folder);
  g_free (driver->folder);
  g_free (driver->database);
  g_free (driver->socket);
  g_free (driver->address);
  g_free (driver->clock);
  g_free (driver);
}

const char *
driver_database (Driver *driver)
{
  return driver->database;
}

const char *
driver_address (Driver *driver)
{
  return driver->address;
}

static void
write_private (const char *path, const char *content)
{
  g_autoptr (GError) error = NULL;
  g_file_set_contents_full (path, content, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error);
  g_assert_no_error (error);
}

static void
add_user (Driver *driver, const char *login, const char *role, const char *community,
          const char *more)
{
  g_autofree char *server = program_path ("CERCLE_SERVER_PROGRAM");
  g_autofree char *path = g_build_filename (driver->folder, "password", NULL);
  g_autofree char *password = g_strdup_printf ("un mot de passe pour %s", login);
  write_private (path, password);
  const char *const argv[] = { server,        "user",         "add",
                               login,         "--database",   driver->database,
                               "--role",      role,           "--community",
                               community,     "--first-name", login,
                               "--last-name", "Essai",        "--password-file",
                               path,          more,           NULL };
  g_free (program_run (argv));
}

void
driver_add_protected (Driver *driver, const char *login, const char *beside)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT substr(scope, 3) FROM members WHERE login = '%s'", beside);
  g_autofree char *community = database_ask (driver->database, sql);

  add_user (driver, login, "coordinator", community, "--audience=protected");
}

void
driver_make_server (Driver *driver)
{
  g_autofree char *server = program_path ("CERCLE_SERVER_PROGRAM");
  const char *const argv[] = { server,        "init", "--database",  driver->database,
                               "--territory", "14",   "--community", "Communauté d’essai",
                               NULL };
  g_autofree char *said = program_run (argv);
  /* The last word is the identity of the community. */
  g_strstrip (said);
  const char *community = strrchr (said, ' ') != NULL ? strrchr (said, ' ') + 1 : said;
  add_user (driver, "anna", "coordinator", community, NULL);
  add_user (driver, "bruno", "adviser", community, NULL);
}

char *
driver_make_sample (Driver *driver)
{
  g_autofree char *server = program_path ("CERCLE_SERVER_PROGRAM");
  g_autofree char *passwords = g_build_filename (driver->folder, "passwords", NULL);
  const char *const argv[] = { server, "sample", "--database", driver->database,  "--seed",
                               "14",   "--date", "2026-06-23", "--password-file", passwords,
                               NULL };
  g_autofree char *content = NULL;
  g_free (program_run (argv));
  g_assert_true (g_file_get_contents (passwords, &content, NULL, NULL));
  return g_strndup (content, strcspn (content, ":"));
}

void
driver_start_server (Driver *driver)
{
  g_autofree char *server = program_path ("CERCLE_SERVER_PROGRAM");
  const char *const argv[] = { server,     "serve",        "--database", driver->database,
                               "--socket", driver->socket, NULL };
  gint64 until = driver_moment_in (60);
  driver->server = program_start (argv, NULL, TRUE);
  while (!g_file_test (driver->socket, G_FILE_TEST_EXISTS) && g_get_monotonic_time () < until)
    g_usleep (10000);
  g_assert_true (g_file_test (driver->socket, G_FILE_TEST_EXISTS));
}

void
driver_stop_server (Driver *driver)
{
  if (driver->server == 0)
    return;
  kill (driver->server, SIGTERM);
  program_wait (&driver->server, "the server", driver_moment_in (60));
}

void
driver_kill_server (Driver *driver)
{
  program_end (&driver->server, SIGKILL);
  g_unlink (driver->socket);
}

char *
driver_password (Driver *driver, const char *login)
{
  g_autofree char *path = g_build_filename (driver->folder, "passwords", NULL);
  g_autofree char *content = NULL;
  g_file_get_contents (path, &content, NULL, NULL);
  g_auto (GStrv) lines = g_strsplit (content != NULL ? content : "", "\n", -1);
  g_autofree char *prefix = g_strconcat (login, ":", NULL);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], prefix))
      return g_strdup (lines[i] + strlen (prefix));
  return g_strdup_printf ("un mot de passe pour %s", login);
}

/* --- Desks ------------------------------------------------------------------------------------ */

static void
wait_for_window (Desk *desk)
{
  gint64 until = driver_moment_in (60);

  keys_look_at (desk->display);
  while (g_get_monotonic_time () < until)
    {
      desk->window = keys_find_window (desk->pid);
      if (desk->window != 0)
        return;
      g_usleep (10000);
    }
  g_error ("the window of %s did not come", desk->name);
}

static Desk *
desk_of (Driver *driver, const char *name)
{
  for (guint i = 0; i < driver->desks->len; i++)
    {
      Desk *desk = driver->desks->pdata[i];
      if (g_str_equal (desk->name, name))
        return desk;
    }
  Desk *desk = g_new0 (Desk, 1);
  desk->driver = driver;
  desk->name = g_strdup (name);
  desk->folder = g_build_filename (driver->folder, name, NULL);
  desk->way = g_strdup_printf ("%s/way-%u", driver->folder, driver->desks->len);
  desk_connect (desk);
  /* Or one desk asks the other for what was chosen there, and GTK 4.8 loses the stream in which it
   * asks; nor does any desk take another's keyboard. */
  if (driver->desks->len == 0)
    desk->display = g_strdup (g_getenv ("DISPLAY"));
  else
    desk->display = program_start_screen (driver->folder, &desk->screen, driver_moment_in (60));
  g_ptr_array_add (driver->desks, desk);
  return desk;
}

void
driver_set_clock (Driver *driver, int hours)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_hours (now, hours);

  g_free (driver->clock);
  driver->clock = g_date_time_format (then, "%Y-%m-%dT%H:%M:%S.000Z");
}

void
driver_freeze (Driver *driver, const char *instant)
{
  g_free (driver->clock);
  driver->clock = g_strdup (instant);
}

void
driver_skip_leaks (Driver *driver)
{
  driver->without_leaks = TRUE;
}

/* The later option counts. */
static char **
watch_over (Driver *driver, char **environment)
{
  const char *options = g_environ_getenv (environment, "ASAN_OPTIONS");
  g_autofree char *ours = NULL;

  if (options == NULL || !driver->without_leaks)
    return environment;
  ours = g_strconcat (options, ":detect_leaks=0", NULL);
  return g_environ_setenv (environment, "ASAN_OPTIONS", ours, TRUE);
}

Desk *
driver_start_desk (Driver *driver, const char *name, const char *login, const char *page)
{
  Desk *desk = desk_of (driver, name);
  g_autofree char *cercle = program_path ("CERCLE_PROGRAM");
  g_autofree char *file = g_build_filename (desk->folder, "sign-in", NULL);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_auto (GStrv) environment = g_get_environ ();

  g_assert_cmpint (desk->pid, ==, 0);
  g_mkdir_with_parents (desk->folder, 0700);
  g_ptr_array_add (argv, cercle);
  g_ptr_array_add (argv, (char *) "--profile");
  g_ptr_array_add (argv, desk->name);
  if (login != NULL)
    {
      g_autofree char *password = driver_password (driver, login);
      g_autofree char *content = g_strdup_printf (
          "[sign-in]\naddress=unix:%s\nlogin=%s\npassword=%s\n", desk->way, login, password);
      write_private (file, content);
      g_ptr_array_add (argv, (char *) "--sign-in");
      g_ptr_array_add (argv, file);
    }
  if (page != NULL)
    {
      g_ptr_array_add (argv, (char *) "--page");
      g_ptr_array_add (argv, (char *) page);
    }
  g_ptr_array_add (argv, NULL);
  environment = g_environ_setenv (environment, "XDG_DATA_HOME", desk->folder, TRUE);
  environment = g_environ_setenv (environment, "LC_ALL", "fr_FR.UTF-8", TRUE);
  environment = g_environ_setenv (environment, "CERCLE_CLOCK", driver->clock, TRUE);
  environment = g_environ_setenv (environment, "DISPLAY", desk->display, TRUE);
  environment = watch_over (driver, environment);
  /* What it complains about goes to the log of the test. */
  desk->pid = program_start ((const char *const *) argv->pdata, environment, TRUE);
  wait_for_window (desk);
  return desk;
}

void
desk_connect (Desk *desk)
{
  g_assert_no_errno (symlink (desk->driver->socket, desk->way));
}

/* What was open is closed for all, and opened again by those who still have a way. */
void
desk_cut_off (Desk *desk)
{
  g_unlink (desk->way);
  driver_kill_server (desk->driver);
  driver_start_server (desk->driver);
}

void
desk_kill (Desk *desk)
{
  program_end (&desk->pid, SIGKILL);
}

void
desk_quit (Desk *desk)
{
  desk_key (desk, "ctrl+q");
  program_wait (&desk->pid, desk->name, driver_moment_in (60));
}

void
desk_kill_in (Desk *desk, guint ms)
{
  g_assert_null (desk->killer);
  desk->killer = killer_start (desk->pid, ms);
}

gboolean
desk_was_killed (Desk *desk)
{
  return desk->killer != NULL && killer_is_done (desk->killer);
}

gint64
desk_wait_killed (Desk *desk, gint64 last_us, gint64 *starved)
{
  desk->pid = 0;
  return killer_end (g_steal_pointer (&desk->killer), last_us, starved);
}

char *
desk_database (Desk *desk)
{
  return database_find (desk->folder);
}
