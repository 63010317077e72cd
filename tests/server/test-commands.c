/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Do the commands of the server's shell do what they say, and say what they do not do? */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <pty.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cercle-store.h"
#include "cercle-wire.h"
#include "server-process.h"

/* A command that must fail with this code and a sentence that has these words. */
static void
fails (Process *self, int code, const char *words, const char *command)
{
  g_autofree char *line = g_strdup_printf ("%s --database %s", command, self->database);
  g_auto (GStrv) parts = NULL;
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autofree char *errors = NULL, *output = NULL;
  int status;

  g_assert_true (g_shell_parse_argv (line, NULL, &parts, NULL));
  g_ptr_array_add (argv, (gpointer) CERCLE_SERVER);
  for (guint i = 0; parts[i] != NULL; i++)
    g_ptr_array_add (argv, parts[i]);
  g_ptr_array_add (argv, NULL);
  g_assert_true (g_spawn_sync (self->folder, (char **) argv->pdata, NULL, G_SPAWN_DEFAULT, NULL,
                               NULL, &output, &errors, &status, NULL));
  if (!WIFEXITED (status) || WEXITSTATUS (status) != code || strstr (errors, words) == NULL)
    g_error ("%s: exit %d, “%s”", line, WEXITSTATUS (status), errors);
}

static void
test_bad_use (void)
{
  g_autoptr (Process) self = process_new (FALSE);

  fails (self, 2, "Usage", "");
  fails (self, 2, "Usage", "nothing");
  fails (self, 2, "Usage", "user");
  fails (self, 2, "--territory", "init");
  fails (self, 2, "argument", "init --territory 14 --community X more");
  fails (self, 1, "no territory", "init --territory 1400 --community X");
  fails (self, 2, "no-such-option", "check --no-such-option");
  fails (self, 2, "configuration", "check --config /nowhere");
  g_unlink (self->database);
  fails (self, 1, "no such database", "check");
  fails (self, 1, "no such database", "user list");
  fails (self, 1, "no such database", "serve --port 0");
  fails (self, 2, "65535", "serve --port 65536");
  g_assert_cmpint (process_command (self, NULL, NULL, "check", NULL), ==, 1);
  g_assert_cmpint (process_command (self, NULL, NULL, "--help", NULL), ==, 0);
  g_assert_cmpint (process_command (self, NULL, NULL, "--version", NULL), ==, 0);
}

static void
test_init (void)
{
  g_autoptr (Process) self = process_new (FALSE);
  g_autofree char *output = NULL;
  GStatBuf info;

  process_found (self);
  g_assert_cmpuint (strlen (self->community), ==, 36);
  g_assert_cmpint (g_stat (self->database, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  fails (self, 1, "already", "init --territory 14 --community Bessin");
  g_assert_cmpint (process_command (self, &output, NULL, "init", "--database", self->database,
                                    "--territory", "974", "--community", "Sud", NULL),
                   ==, 0);
  g_assert_cmpstr (g_strchomp (output), !=, self->community);
  /* Two of them now. */
  fails (self, 1, "several",
         "user add eve --role adviser --last-name Eve --password-file password");
}

static void
test_users (void)
{
  g_autoptr (Process) self = process_new (FALSE);
  g_autofree char *list = NULL;

  process_found (self);
  fails (self, 2, "--last-name", "user add eve --role adviser --password-file password");
  fails (self, 2, "no such role",
         "user add eve --role queen --last-name E --password-file password");
  for (guint i = 0; i < 3; i++)
    {
      static const char *const roles[] = { "partner", "governance", "administrator" };
      g_autofree char *command = g_strdup_printf (
          "user add eve --role %s --last-name E --password-file password", roles[i]);
      fails (self, 2, "nothing for this role", command);
    }
  fails (self, 2, "login", "user add Eve --role adviser --last-name E --password-file password");
  fails (self, 2, "protected",
         "user add eve --role adviser --last-name E --audience mdph --password-file password");
  fails (self, 1, "already", "user add ada --role adviser --last-name E --password-file password");
  fails (self, 1, "no such community",
         "user add eve --role adviser --last-name E --community x --password-file password");
  /* Never on the command line. */
  fails (self, 2, "password", "user add eve --role adviser --last-name E --password secret");
  g_assert_cmpint (process_command (self, NULL, NULL, "user", "add", "col", "--database",
                                    self->database, "--role", "coordinator", "--last-name", "Col",
                                    "--audience", "protected", "--password-file",
                                    self->password_file, NULL),
                   ==, 0);
  g_assert_cmpint (
      process_command (self, &list, NULL, "user", "list", "--database", self->database, NULL), ==,
      0);
  g_assert_nonnull (strstr (list, "ada\tadviser\tenabled\t-\tc:"));
  g_assert_nonnull (strstr (list, "col\tcoordinator\tenabled\tprotected\tc:"));
  fails (self, 1, "no account", "user disable nobody");
  fails (self, 1, "no account", "user password nobody --password-file password");
}

/* Numbers of another community: given to coordinators only, once, and taken away. */
static void
test_user_figures (void)
{
  g_autoptr (Process) self = process_new (FALSE);
  g_autofree char *other = NULL, *given = NULL, *own = NULL, *list = NULL, *after = NULL;
  g_autofree char *wanted = NULL, *refused = NULL;

  process_found (self);
  g_assert_cmpint (process_command (self, &other, NULL, "init", "--database", self->database,
                                    "--territory", "974", "--community", "Sud", NULL),
                   ==, 0);
  g_strchomp (other);
  g_assert_cmpint (process_command (self, NULL, NULL, "user", "add", "col", "--database",
                                    self->database, "--role", "coordinator", "--last-name", "Col",
                                    "--community", self->community, "--password-file",
                                    self->password_file, NULL),
                   ==, 0);
  given = g_strconcat ("user figures col --community ", other, NULL);
  own = g_strconcat ("user figures col --community ", self->community, NULL);
  refused = g_strconcat ("user figures ada --community ", other, NULL);
  fails (self, 2, "--community or --none", "user figures col");
  fails (self, 2, "for coordinators", refused);
  fails (self, 1, "her own", own);
  fails (self, 1, "no such community", "user figures col --community x");
  for (guint i = 0; i < 2; i++)
    fails (self, 0, "", given);
  wanted = g_strconcat (" f:", other, "\n", NULL);
  process_command (self, &list, NULL, "user", "list", "--database", self->database, NULL);
  g_assert_nonnull (strstr (list, wanted));
  g_assert_cmpstr (strstr (list, " f:"), ==, strstr (list, wanted));
  fails (self, 0, "", "user figures col --none");
  process_command (self, &after, NULL, "user", "list", "--database", self->database, NULL);
  g_assert_null (strstr (after, " f:"));
}

static void
test_password_files (void)
{
  g_autoptr (Process) self = process_new (FALSE);
  g_autofree char *link = g_build_filename (self->folder, "link", NULL);
  g_autofree char *weak = g_build_filename (self->folder, "weak", NULL);

  process_found (self);
  g_assert_true (
      g_file_set_contents_full (weak, "trop court\n", -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  fails (self, 1, "12 characters", "user password ada --password-file weak");
  fails (self, 1, "cannot be opened", "user password ada --password-file nowhere");
  g_assert_cmpint (symlink (self->password_file, link), ==, 0);
  fails (self, 1, "cannot be opened", "user password ada --password-file link");
  g_chmod (self->password_file, 0640);
  fails (self, 1, "0600", "user password ada --password-file password");
}

static guint
try_sign_in (Process *self, const char *password)
{
  g_autofree char *body = cercle_wire_put_login ("ada", password, "desk");
  g_autofree char *answer = process_ask (self, "POST", "/v1/session", NULL, body);

  return process_status (answer);
}

static guint
try_token (Process *self, const char *token)
{
  g_autofree char *header = g_strdup_printf ("Authorization: Bearer %s\r\n", token);
  g_autofree char *answer = process_ask (self, "GET", "/v1/scopes", header, NULL);

  return process_status (answer);
}

/* A new password, then none: sessions end each time. */
static void
test_accounts_end (void)
{
  g_autoptr (Process) self = process_new (FALSE);
  g_autofree char *token = NULL, *other = NULL, *list = NULL;

  process_found (self);
  process_start (self);
  token = process_sign_in (self);
  g_assert_cmpuint (try_token (self, token), ==, 200);
  fails (self, 1, "in use", "user disable ada");
  process_stop (self);
  g_assert_true (g_file_set_contents_full (self->password_file, "une autre phrase longue\n", -1,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  g_assert_cmpint (process_command (self, NULL, NULL, "user", "password", "ada", "--database",
                                    self->database, "--password-file", self->password_file, NULL),
                   ==, 0);
  process_start (self);
  g_assert_cmpuint (try_token (self, token), ==, 401);
  g_assert_cmpuint (try_sign_in (self, PROCESS_PASSWORD), ==, 401);
  g_assert_cmpuint (try_sign_in (self, "une autre phrase longue"), ==, 201);
  process_stop (self);
  g_assert_cmpint (process_command (self, NULL, NULL, "user", "disable", "ada", "--database",
                                    self->database, NULL),
                   ==, 0);
  g_assert_cmpint (
      process_command (self, &list, NULL, "user", "list", "--database", self->database, NULL), ==,
      0);
  g_assert_nonnull (strstr (list, "ada\tadviser\tdisabled"));
  process_start (self);
  g_assert_cmpuint (try_sign_in (self, "une autre phrase longue"), ==, 401);
}

/* Copies */

static char *
epoch_of (Process *self)
{
  g_autofree char *answer = NULL;
  g_autoptr (CercleHello) hello = NULL;
  const char *body;

  process_start (self);
  answer = process_ask (self, "GET", "/v1/hello", NULL, NULL);
  body = process_body (answer);
  hello = cercle_wire_get_hello (body, strlen (body), NULL);
  process_stop (self);
  return g_strdup (hello->epoch);
}

static void
test_backup (void)
{
  g_autoptr (Process) self = process_new (FALSE);
  g_autofree char *copy = g_build_filename (self->folder, "copy", NULL);
  g_autofree char *before = NULL, *after = NULL, *output = NULL;
  GStatBuf info;

  process_found (self);
  before = epoch_of (self);
  process_start (self);
  /* While it runs. */
  g_assert_cmpint (
      process_command (self, NULL, NULL, "backup", copy, "--database", self->database, NULL), ==,
      0);
  g_assert_cmpint (g_stat (copy, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  fails (self, 2, "already", "backup copy");
  fails (self, 1, "in use", "restore copy");
  process_stop (self);
  /* Somebody comes, and is not in the copy. */
  g_assert_cmpint (process_command (self, NULL, NULL, "user", "add", "eve", "--database",
                                    self->database, "--role", "adviser", "--last-name", "Eve",
                                    "--password-file", self->password_file, NULL),
                   ==, 0);
  g_assert_cmpint (
      process_command (self, &output, NULL, "restore", copy, "--database", self->database, NULL),
      ==, 0);
  g_assert_nonnull (strstr (output, ".before-"));
  g_clear_pointer (&output, g_free);
  g_assert_cmpint (
      process_command (self, &output, NULL, "user", "list", "--database", self->database, NULL), ==,
      0);
  g_assert_null (strstr (output, "eve"));
  /* The desks notice. */
  after = epoch_of (self);
  g_assert_cmpstr (after, !=, before);
}

static void
test_restore_garbage (void)
{
  g_autoptr (Process) self = process_new (FALSE);
  g_autofree char *copy = g_build_filename (self->folder, "copy", NULL);
  g_autofree char *before = NULL, *after = NULL;
  gsize length, now;

  process_found (self);
  g_assert_true (g_file_get_contents (self->database, &before, &length, NULL));
  g_assert_true (g_file_set_contents (copy, "this is no database", -1, NULL));
  fails (self, 1, "not a database", "restore copy");
  fails (self, 1, "cannot be copied", "restore nowhere");
  g_assert_true (g_file_get_contents (self->database, &after, &now, NULL));
  g_assert_cmpmem (before, length, after, now);
}

static void
test_check (void)
{
  g_autoptr (Process) self = process_new (FALSE);
  g_autofree char *junk = g_strnfill (4096, 'x');
  int file;

  process_found (self);
  g_assert_cmpint (process_command (self, NULL, NULL, "check", "--database", self->database, NULL),
                   ==, 0);
  file = open (self->database, O_WRONLY);
  /* Pages in the middle: the header still looks good. */
  for (int page = 10; page < 40; page++)
    g_assert_cmpint (pwrite (file, junk, 4096, page * 4096), ==, 4096);
  close (file);
  fails (self, 1, "damaged", "check");
}

/* A terminal */

static char *
read_terminal (int terminal)
{
  GString *text = g_string_new (NULL);
  char sign;

  while (read (terminal, &sign, 1) == 1)
    g_string_append_c (text, sign);
  return g_string_free (text, FALSE);
}

static void
wait_for (int terminal, const char *words)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char sign;

  while (strstr (text->str, words) == NULL && read (terminal, &sign, 1) == 1)
    g_string_append_c (text, sign);
  g_assert_nonnull (strstr (text->str, words));
}

/* Types two passwords; what the terminal showed. */
static char *
type_passwords (Process *self, const char *first, const char *second, int *status)
{
  int terminal;
  pid_t pid = forkpty (&terminal, NULL, NULL, NULL);
  char *shown;

  if (pid == 0)
    {
      execl (CERCLE_SERVER, CERCLE_SERVER, "user", "password", "ada", "--database", self->database,
             NULL);
      _exit (127);
    }
  wait_for (terminal, "Password: ");
  g_assert_cmpint (write (terminal, first, strlen (first)), >, 0);
  wait_for (terminal, "again: ");
  g_assert_cmpint (write (terminal, second, strlen (second)), >, 0);
  shown = read_terminal (terminal);
  g_assert_cmpint (waitpid (pid, status, 0), ==, pid);
  close (terminal);
  return shown;
}

static void
test_terminal (void)
{
  g_autoptr (Process) self = process_new (FALSE);
  g_autofree char *shown = NULL, *differing = NULL;
  int status;

  process_found (self);
  shown = type_passwords (self, "phrase du terminal\n", "phrase du terminal\n", &status);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  g_assert_null (strstr (shown, "terminal"));
  process_start (self);
  g_assert_cmpuint (try_sign_in (self, "phrase du terminal"), ==, 201);
  process_stop (self);
  differing = type_passwords (self, "phrase du terminal\n", "une autre phrase\n", &status);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 1);
  g_assert_nonnull (strstr (differing, "not the same"));
}

int
main (int argc, char **argv)
{
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/commands/bad-use", test_bad_use);
  g_test_add_func ("/commands/init", test_init);
  g_test_add_func ("/commands/users", test_users);
  g_test_add_func ("/commands/user-figures", test_user_figures);
  g_test_add_func ("/commands/password-files", test_password_files);
  g_test_add_func ("/commands/accounts-end", test_accounts_end);
  g_test_add_func ("/commands/backup", test_backup);
  g_test_add_func ("/commands/restore-garbage", test_restore_garbage);
  g_test_add_func ("/commands/check", test_check);
  g_test_add_func ("/commands/terminal", test_terminal);
  return g_test_run ();
}
