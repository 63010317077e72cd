/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does somebody get an invented community to look at, or a large one to measure? */
#define G_LOG_DOMAIN "cercle-server"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "cercle-command.h"
#include "cercle-day.h"
#include "cercle-macros.h"
#include "cercle-sample-founding.h"
#include "cercle-vault.h"

/* Letters and digits that cannot be taken for each other, 32 of them: 5 bits each. */
static const char letters[] = "abcdefghjkmnpqrstuvwxyz23456789-";
#define PASSWORD_LENGTH 20

/* Passwords are of the system's chance, never of the seed. */
typedef struct
{
  GHashTable *by_login; /* login → password */
  int file;             /* where they are written, made for this; -1 */
} Passwords;

static const char *
password_for (const char *login, gpointer data)
{
  Passwords *passwords = data;
  const char *known = g_hash_table_lookup (passwords->by_login, login);
  g_autoptr (GBytes) chance = NULL;
  const guint8 *bytes;
  char *password;

  if (known != NULL)
    return known;
  chance = cercle_vault_random (PASSWORD_LENGTH);
  bytes = g_bytes_get_data (chance, NULL);
  password = g_malloc0 (PASSWORD_LENGTH + 1);
  for (guint i = 0; i < PASSWORD_LENGTH; i++)
    password[i] = letters[bytes[i] % 32];
  g_hash_table_insert (passwords->by_login, g_strdup (login), password);
  return password;
}

static void
forget (gpointer password)
{
  cercle_vault_forget (password, strlen (password));
  g_free (password);
}

static gboolean
fail_file (GError **error, const char *sentence)
{
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), sentence);
  return FALSE;
}

static int
compare_logins (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

static gboolean
write_passwords (Passwords *passwords, GError **error)
{
  g_autoptr (GList) logins =
      g_list_sort (g_hash_table_get_keys (passwords->by_login), compare_logins);

  for (GList *l = logins; l != NULL; l = l->next)
    {
      const char *password = g_hash_table_lookup (passwords->by_login, l->data);

      if (dprintf (passwords->file, "%s:%s\n", (const char *) l->data, password) < 0)
        return fail_file (error, _ ("The passwords cannot be written."));
    }
  return fsync (passwords->file) == 0 || fail_file (error, _ ("The passwords cannot be written."));
}

typedef struct
{
  char *date, *password_file;
  int seed, cases;
  int day;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->date);
  g_free (options->password_file);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
fill (CercleStore *store, const Options *options, Passwords *passwords, GError **error)
{
  const CercleSamplePasswords for_accounts = { password_for, passwords };

  if (options->cases == 0)
    return cercle_sample_fill (store, (guint32) options->seed, options->day, password_for,
                               passwords, error);
  return cercle_sample_fill_many (store, (guint32) options->seed, options->day,
                                  (guint) options->cases, error) &&
         cercle_sample_add_accounts (store, &for_accounts, error);
}

/* The file comes first: without it nobody could sign in. */
static int
make (CercleStore *store, const Options *options)
{
  Passwords passwords = {
    .by_login = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, forget),
    .file = open (options->password_file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600),
  };
  g_autoptr (GError) error = NULL;
  gboolean done =
      passwords.file >= 0
          ? fill (store, options, &passwords, &error) && write_passwords (&passwords, &error)
          : fail_file (&error, _ ("The file of the passwords cannot be made: it must "
                                  "not exist, in a folder that can be written."));

  if (passwords.file >= 0)
    close (passwords.file);
  if (passwords.file >= 0 && !done)
    g_unlink (options->password_file);
  g_hash_table_unref (passwords.by_login);
  return done ? CERCLE_EXIT_DONE : cercle_command_fail (error);
}

static int
run_sample (int argc, char **argv)
{
  g_auto (CercleCommandLine) line = { 0 };
  g_auto (Options) options = { .seed = 1 };
  const GOptionEntry entries[] = {
    { "seed", 0, 0, G_OPTION_ARG_INT, &options.seed,
      N_ ("The same number makes the same community"), N_ ("NUMBER") },
    { "date", 0, 0, G_OPTION_ARG_STRING, &options.date, N_ ("The day that is today in it"),
      N_ ("YYYY-MM-DD") },
    { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &options.password_file,
      N_ ("Where the passwords are written: a new file"), N_ ("FILE") },
    { "cases", 0, 0, G_OPTION_ARG_INT, &options.cases,
      N_ ("So many plain cases instead, for measuring"), N_ ("NUMBER") },
    { NULL },
  };
  g_autoptr (CercleStore) store = NULL;

  if (!cercle_command_read (&cercle_command_sample, &line, argc, argv, entries))
    return CERCLE_EXIT_USE;
  options.day = cercle_day_parse (options.date);
  if (options.day == CERCLE_DAY_NONE || options.password_file == NULL || options.cases < 0)
    return cercle_command_misuse (_ ("A sample needs --date and --password-file."));
  store = cercle_command_open (&line, CERCLE_OPEN_NEW);
  return store != NULL ? make (store, &options) : CERCLE_EXIT_FAILED;
}

const CercleCommand cercle_command_sample = {
  "sample", NULL, N_ ("Fills an empty database with an invented community, to look at."), run_sample
};
