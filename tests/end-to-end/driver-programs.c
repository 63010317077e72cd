/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is a program run so that it never outlives the test, and never speaks into its TAP? */
#define G_LOG_DOMAIN "cercle-end-to-end"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "driver-private.h"

/* Between fork and exec: whatever ends the test (an assertion, a time limit, SIGKILL) ends this
 * too. */
static void
follow_the_test_cb (gpointer test)
{
  if (prctl (PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid () != GPOINTER_TO_INT (test))
    _exit (127);
}

char *
program_path (const char *variable)
{
  const char *path = g_getenv (variable);
  if (path == NULL)
    g_error ("%s is not set", variable);
  return g_strdup (path);
}

GPid
program_start (const char *const *argv, char **environment, gboolean with_complaints)
{
  g_autoptr (GError) error = NULL;
  GSpawnFlags flags = G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL;
  GPid pid = 0;

  g_spawn_async (NULL, (char **) argv, environment,
                 with_complaints ? flags : flags | G_SPAWN_STDERR_TO_DEV_NULL, follow_the_test_cb,
                 GINT_TO_POINTER (getpid ()), &pid, &error);
  g_assert_no_error (error);
  return pid;
}

char *
program_start_screen (const char *folder, GPid *pid, gint64 until)
{
  g_autofree char *file = g_build_filename (folder, "display", NULL);
  const char *size = g_getenv ("HEADLESS_SIZE");
  const char *const argv[] = {
    "sh",
    "-c",
    "exec Xvfb -displayfd 3 -screen 0 \"$1x24\" -nolisten tcp -noreset 3>\"$2\"",
    "sh",
    size != NULL ? size : "1366x768",
    file,
    NULL
  };
  g_autofree char *number = NULL;

  g_remove (file);
  *pid = program_start (argv, NULL, FALSE);
  while (!g_file_get_contents (file, &number, NULL, NULL) || strchr (number, '\n') == NULL)
    {
      if (g_get_monotonic_time () > until)
        g_error ("no X server");
      g_clear_pointer (&number, g_free);
      g_usleep (10000);
    }
  return g_strconcat (":", g_strstrip (number), NULL);
}

void
program_end (GPid *pid, int number)
{
  if (*pid == 0)
    return;
  kill (*pid, number);
  waitpid (*pid, NULL, 0);
  *pid = 0;
}

/* The status is the sanitizers' voice, too: a leak that is found at the end is told by it alone. */
void
program_wait (GPid *pid, const char *name, gint64 until)
{
  g_autoptr (GError) error = NULL;
  int status = 0;

  while (waitpid (*pid, &status, WNOHANG) != *pid)
    {
      if (g_get_monotonic_time () > until)
        g_error ("%s does not end", name);
      g_usleep (10000);
    }
  *pid = 0;
  if (!g_spawn_check_wait_status (status, &error))
    g_error ("%s ended badly: %s", name, error->message);
}

char *
program_run (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *complaint = NULL;
  char *said = NULL;
  int status = 0;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, follow_the_test_cb,
                GINT_TO_POINTER (getpid ()), &said, &complaint, &status, &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, NULL))
    g_error ("%s %s: %s", argv[0], argv[1], complaint);
  return said;
}
