/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How are a server and desks started, given keys, and ended? Programs come from $CERCLE_PROGRAM and
 * $CERCLE_SERVER_PROGRAM. */
#define G_LOG_DOMAIN "cercle-end-to-end"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "driver-private.h"

struct _Desk
{
  Driver *driver;
  char *name, *folder, *window;
  GPid pid;
  GThread *killer;
  guint kill_after; /* ms */
  gint64 killed_at; /* monotonic */
};

struct _Driver
{
  char *folder, *database, *socket;
  GPid server;
  GPtrArray *desks;
};

static char *
program (const char *name)
{
  const char *variable = g_str_equal (name, "cercle") ? "CERCLE_PROGRAM" : "CERCLE_SERVER_PROGRAM";
  const char *path = g_getenv (variable);
  if (path == NULL)
    g_error ("%s is not set", variable);
  return g_strdup (path);
}

static void
end (GPid *pid, int number)
{
  if (*pid == 0)
    return;
  kill (*pid, number);
  waitpid (*pid, NULL, 0);
  *pid = 0;
}

static void
desk_free (Desk *desk)
{
  end (&desk->pid, SIGKILL);
  g_free (desk->name);
  g_free (desk->folder);
  g_free (desk->window);
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
  driver->desks = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_free);
  return driver;
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
  end (&driver->server, SIGTERM);
  remove_folder (driver->folder);
  g_free (driver->folder);
  g_free (driver->database);
  g_free (driver->socket);
  g_free (driver);
}

const char *
driver_folder (Driver *driver)
{
  return driver->folder;
}

static char *
run (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *complaint = NULL;
  char *said = NULL;
  int status = 0;
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &said, &complaint,
                &status, &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, NULL))
    g_error ("%s %s: %s", argv[0], argv[1], complaint);
  return said;
}

static void
write_private (const char *path, const char *content)
{
  g_autoptr (GError) error = NULL;
  g_file_set_contents_full (path, content, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error);
  g_assert_no_error (error);
}

static void
add_user (Driver *driver, const char *login, const char *role, const char *community)
{
  g_autofree char *server = program ("cercle-server");
  g_autofree char *path = g_build_filename (driver->folder, "password", NULL);
  g_autofree char *password = g_strdup_printf ("un mot de passe pour %s", login);
  write_private (path, password);
  const char *const argv[] = { server,
                               "user",
                               "add",
                               login,
                               "--database",
                               driver->database,
                               "--role",
                               role,
                               "--community",
                               community,
                               "--first-name",
                               login,
                               "--last-name",
                               "Essai",
                               "--password-file",
                               path,
                               NULL };
  g_free (run (argv));
}

void
driver_make_server (Driver *driver)
{
  g_autofree char *server = program ("cercle-server");
  const char *const argv[] = { server,        "init", "--database",  driver->database,
                               "--territory", "14",   "--community", "Communauté d’essai",
                               NULL };
  g_autofree char *said = run (argv);
  /* The last word is the identity of the community. */
  g_strstrip (said);
  const char *community = strrchr (said, ' ') != NULL ? strrchr (said, ' ') + 1 : said;
  add_user (driver, "anna", "coordinator", community);
  add_user (driver, "bruno", "adviser", community);
}

void
driver_make_sample (Driver *driver, const char *day)
{
  g_autofree char *server = program ("cercle-server");
  g_autofree char *passwords = g_build_filename (driver->folder, "passwords", NULL);
  const char *const argv[] = { server, "sample", "--database", driver->database,  "--seed",
                               "14",   "--date", day,          "--password-file", passwords,
                               NULL };
  g_free (run (argv));
}

void
driver_start_server (Driver *driver)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *server = program ("cercle-server");
  const char *const argv[] = { server,     "serve",        "--database", driver->database,
                               "--socket", driver->socket, NULL };
  g_spawn_async (NULL, (char **) argv, NULL,
                 G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL |
                     G_SPAWN_STDERR_TO_DEV_NULL,
                 NULL, NULL, &driver->server, &error);
  g_assert_no_error (error);
  for (int i = 0; i < 200 && !g_file_test (driver->socket, G_FILE_TEST_EXISTS); i++)
    g_usleep (50000);
  g_assert_true (g_file_test (driver->socket, G_FILE_TEST_EXISTS));
}

void
driver_kill_server (Driver *driver)
{
  end (&driver->server, SIGKILL);
  g_unlink (driver->socket);
}

static char *
password_of (Driver *driver, const char *login)
{
  g_autofree char *path = g_build_filename (driver->folder, "passwords", NULL);
  g_autofree char *content = NULL;
  if (!g_file_get_contents (path, &content, NULL, NULL))
    return g_strdup_printf ("un mot de passe pour %s", login);
  g_auto (GStrv) lines = g_strsplit (content, "\n", -1);
  g_autofree char *prefix = g_strconcat (login, ":", NULL);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], prefix))
      return g_strdup (lines[i] + strlen (prefix));
  g_error ("there is no password for %s", login);
}

/* The window's number, once the X server shows it. */
static void
find_window (Desk *desk)
{
  g_autofree char *pid = g_strdup_printf ("%d", desk->pid);
  const char *const argv[] = { "xdotool", "search", "--onlyvisible", "--pid", pid, NULL };
  for (int i = 0; i < 200; i++)
    {
      g_autofree char *said = NULL;
      g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL,
                    NULL, NULL, &said, NULL, NULL, NULL);
      if (said != NULL && g_ascii_isdigit (said[0]))
        {
          g_free (desk->window);
          desk->window = g_strndup (said, strcspn (said, "\n"));
          return;
        }
      g_usleep (100000);
    }
  g_error ("the window of %s did not come", desk->name);
}

Desk *
driver_start_desk (Driver *driver, const char *name, const char *login, const char *clock)
{
  g_autoptr (GError) error = NULL;
  Desk *desk = g_new0 (Desk, 1);
  desk->driver = driver;
  desk->name = g_strdup (name);
  desk->folder = g_build_filename (driver->folder, name, NULL);
  g_mkdir_with_parents (desk->folder, 0700);
  g_ptr_array_add (driver->desks, desk);

  g_autofree char *password = password_of (driver, login);
  g_autofree char *file = g_build_filename (desk->folder, "sign-in", NULL);
  g_autofree char *content = g_strdup_printf ("[sign-in]\naddress=unix:%s\nlogin=%s\npassword=%s\n",
                                              driver->socket, login, password);
  write_private (file, content);

  g_auto (GStrv) environment = g_get_environ ();
  environment = g_environ_setenv (environment, "XDG_DATA_HOME", desk->folder, TRUE);
  environment = g_environ_setenv (environment, "LC_ALL", "fr_FR.UTF-8", TRUE);
  if (clock != NULL)
    environment = g_environ_setenv (environment, "CERCLE_CLOCK", clock, TRUE);
  g_autofree char *cercle = program ("cercle");
  const char *const argv[] = { cercle, "--profile", name, "--sign-in", file, NULL };
  /* The output is TAP: what a desk says goes to nobody, its complaints to the log of the test. */
  g_spawn_async (NULL, (char **) argv, environment,
                 G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, &desk->pid,
                 &error);
  g_assert_no_error (error);
  find_window (desk);
  return desk;
}

void
desk_kill (Desk *desk)
{
  end (&desk->pid, SIGKILL);
}

gboolean
desk_is_running (Desk *desk)
{
  return desk->pid != 0 && waitpid (desk->pid, NULL, WNOHANG) == 0;
}

void
desk_quit (Desk *desk)
{
  desk_key (desk, "ctrl+q");
  for (int i = 0; i < 100; i++)
    {
      if (waitpid (desk->pid, NULL, WNOHANG) == desk->pid)
        {
          desk->pid = 0;
          return;
        }
      g_usleep (100000);
    }
  g_error ("%s does not end", desk->name);
}

/* At its moment, whatever the test is doing: waitpid is for whoever joins. */
static gpointer
killer_cb (gpointer data)
{
  Desk *desk = data;

  g_usleep (desk->kill_after * 1000);
  desk->killed_at = g_get_monotonic_time ();
  end (&desk->pid, SIGKILL);
  return NULL;
}

static void
focus_window (Desk *desk)
{
  const char *const argv[] = { "xdotool", "windowfocus", "--sync", desk->window, NULL };
  g_free (run (argv));
}

void
desk_key (Desk *desk, const char *key)
{
  focus_window (desk);
  const char *const argv[] = { "xdotool", "key", "--clearmodifiers", key, NULL };
  g_free (run (argv));
  g_usleep (60000);
}

/* What has the keyboard once it is not what had it, or after a moment: two may have one name. */
static char *
next_focus (Desk *desk, const char *before)
{
  gint64 until = g_get_monotonic_time () + 800 * 1000;
  char *focus = desk_focus (desk);

  while (g_str_equal (focus, before) && g_get_monotonic_time () < until)
    {
      g_free (focus);
      g_usleep (20000);
      focus = desk_focus (desk);
    }
  return focus;
}

void
desk_keys (Desk *desk, const char *key, guint times)
{
  g_autofree char *repeat = g_strdup_printf ("%u", times);
  const char *const argv[] = { "xdotool", "key", "--repeat", repeat, "--delay", "25", key, NULL };

  focus_window (desk);
  g_free (run (argv));
  g_free (next_focus (desk, ""));
}

void
desk_kill_in (Desk *desk, guint ms)
{
  g_assert_null (desk->killer);
  desk->kill_after = ms;
  desk->killer = g_thread_new ("killer", killer_cb, desk);
}

gint64
desk_wait_killed (Desk *desk)
{
  g_thread_join (g_steal_pointer (&desk->killer));
  return desk->killed_at;
}

void
desk_type (Desk *desk, const char *text)
{
  focus_window (desk);
  const char *const argv[] = { "xdotool", "type", "--clearmodifiers", "--delay", "12", text, NULL };
  g_free (run (argv));
  g_usleep (60000);
}

void
keys_type (const char *text, guint delay_ms)
{
  g_autofree char *delay = g_strdup_printf ("%u", delay_ms);
  const char *const argv[] = { "xdotool", "type", "--delay", delay, text, NULL };
  g_free (run (argv));
}

gboolean
desk_shows (Desk *desk, const char *words)
{
  return eyes_see (desk->pid, words);
}

static void
wait_for (Desk *desk, const char *words, gboolean present, guint seconds)
{
  gint64 until = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
  while (g_get_monotonic_time () < until)
    {
      if (eyes_see (desk->pid, words) == present)
        return;
      g_usleep (150000);
    }
  g_autofree char *all = desk_everything (desk);
  desk_picture (desk, "failure");
  g_printerr ("%s", all);
  g_error ("%s: “%s” is %s", desk->name, words, present ? "not there" : "still there");
}

void
desk_see (Desk *desk, const char *words, guint seconds)
{
  wait_for (desk, words, TRUE, seconds);
}

void
desk_see_gone (Desk *desk, const char *words, guint seconds)
{
  wait_for (desk, words, FALSE, seconds);
}

char *
desk_focus (Desk *desk)
{
  return eyes_focus (desk->pid);
}

void
desk_walk_to (Desk *desk, const char *key, const char *words, guint tries)
{
  g_autofree char *focus = next_focus (desk, "");
  g_autoptr (GString) way = g_string_new (focus);

  for (guint i = 0; i < tries && strstr (focus, words) == NULL; i++)
    {
      desk_key (desk, key);
      char *next = next_focus (desk, focus);
      g_free (focus);
      focus = next;
      g_string_append_printf (way, " → %s", focus);
    }
  if (strstr (focus, words) == NULL)
    g_error ("%s: the keyboard does not reach “%s”: %s", desk->name, words, way->str);
  g_test_message ("%s: %s", desk->name, way->str);
}

char *
desk_everything (Desk *desk)
{
  return eyes_everything (desk->pid);
}

void
desk_picture (Desk *desk, const char *name)
{
  const char *folder = g_getenv ("CERCLE_PICTURES");
  if (folder == NULL)
    return;
  g_mkdir_with_parents (folder, 0755);
  g_autofree char *file = g_strdup_printf ("%s/%s-%s.png", folder, desk->name, name);
  /* There is no window manager: the desk that is looked at comes to the front by itself. */
  const char *const raise[] = { "xdotool", "windowraise", desk->window, NULL };
  g_free (run (raise));
  g_usleep (300000);
  const char *const argv[] = { "import", "-window", "root", file, NULL };
  g_free (run (argv));
}

const char *
desk_folder (Desk *desk)
{
  return desk->folder;
}
