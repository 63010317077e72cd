/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does the program say to wrong options, before any window? */
#include <glib.h>

typedef struct
{
  int status;
  char *out, *err;
} Run;

static Run
run (const char *first, const char *second, const char *third)
{
  const char *argv[] = { g_getenv ("CERCLE_PROGRAM"), first, second, third, NULL };
  g_autoptr (GError) error = NULL;
  Run done = { 0 };
  int wait_status = 0;

  g_spawn_sync (NULL, (char **) argv, NULL, 0, NULL, NULL, &done.out, &done.err, &wait_status,
                &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (wait_status, &error))
    done.status = error->domain == G_SPAWN_EXIT_ERROR ? error->code : -1;
  return done;
}

static void
clear (Run *done)
{
  g_free (done->out);
  g_free (done->err);
}

static void
test_version (void)
{
  Run done = run ("--version", NULL, NULL);

  g_assert_cmpint (done.status, ==, 0);
  g_assert_true (g_str_has_prefix (done.out, "Cercle "));
  clear (&done);
}

static void
test_profile (void)
{
  static const char *const wrong[]
      = { "", "-", "1st", "a/b", "../x", "é", "abcdefghijklmnopqrstuvwxyz-0123456789" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      Run done = run ("--profile", wrong[i], NULL);

      g_assert_cmpint (done.status, ==, 2);
      g_assert_nonnull (g_strstr_len (done.err, -1, "profile"));
      clear (&done);
    }
}

/* A real desk never signs in by a file. */
static void
test_sign_in (void)
{
  Run done = run ("--sign-in", "/nonexistent", NULL);

  g_assert_cmpint (done.status, ==, 2);
  g_assert_nonnull (g_strstr_len (done.err, -1, "--profile"));
  clear (&done);
}

/* Nor does it check itself with real people. */
static void
test_self_check (void)
{
  Run done = run ("--self-check", NULL, NULL);

  g_assert_cmpint (done.status, ==, 2);
  g_assert_nonnull (g_strstr_len (done.err, -1, "--sign-in"));
  clear (&done);
  done = run ("--profile=check", "--self-check", "--sign-in=/nonexistent");
  g_assert_cmpint (done.status, ==, 1);
  clear (&done);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/program/version", test_version);
  g_test_add_func ("/program/profile", test_profile);
  g_test_add_func ("/program/sign-in", test_sign_in);
  g_test_add_func ("/program/self-check", test_self_check);
  return g_test_run ();
}
