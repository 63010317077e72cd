/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is a password told to the server's shell without anybody else reading it? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-password-source.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "cercle-vault.h"

#define MOST_BYTES 65536

static char *
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, sentence);
  return NULL;
}

void
cercle_password_forget (char *password)
{
  if (password != NULL)
    cercle_vault_forget (password, strlen (password));
  g_free (password);
}

/* Files */

static gboolean
is_private (int file)
{
  struct stat info;

  return fstat (file, &info) == 0 && S_ISREG (info.st_mode) && (info.st_mode & 0077) == 0 &&
         info.st_uid == geteuid ();
}

char *
cercle_password_read_file (const char *path, GError **error)
{
  int file = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  char *text;
  gssize length = 0, n;

  if (file < 0)
    return refuse (error, _ ("The password file cannot be opened."));
  if (!is_private (file))
    {
      close (file);
      return refuse (error, _ ("The password file must be yours, and readable by you alone "
                               "(mode 0600)."));
    }
  text = g_malloc0 (MOST_BYTES + 1);
  while (length < MOST_BYTES && (n = read (file, text + length, MOST_BYTES - length)) > 0)
    length += n;
  close (file);
  return text;
}

/* Terminals */

static gboolean
write_all (int terminal, const char *text)
{
  return write (terminal, text, strlen (text)) == (gssize) strlen (text);
}

/* Up to the end of the line; the terminal shows nothing. */
static char *
ask (int terminal, const char *question)
{
  struct termios before, silent;
  char *text = g_malloc0 (CERCLE_VAULT_MAX_PASSWORD + 2);
  gssize n;

  if (tcgetattr (terminal, &before) != 0)
    {
      g_free (text);
      return NULL;
    }
  silent = before;
  silent.c_lflag &= ~(tcflag_t) ECHO;
  silent.c_lflag |= ICANON;
  tcsetattr (terminal, TCSAFLUSH, &silent);
  write_all (terminal, question);
  n = read (terminal, text, CERCLE_VAULT_MAX_PASSWORD + 1);
  tcsetattr (terminal, TCSAFLUSH, &before);
  write_all (terminal, "\n");
  text[MAX (n, 0)] = '\0';
  return text;
}

static char *
ask_twice (GError **error)
{
  int terminal = open ("/dev/tty", O_RDWR | O_CLOEXEC);
  char *first, *second;
  gboolean same;

  if (terminal < 0)
    return refuse (error, _ ("There is no terminal to ask for the password: use --password-file."));
  first = ask (terminal, _ ("Password: "));
  second = ask (terminal, _ ("The same again: "));
  close (terminal);
  same = first != NULL && second != NULL && strcmp (first, second) == 0;
  cercle_password_forget (second);
  if (same)
    return first;
  cercle_password_forget (first);
  return refuse (error, _ ("The two passwords are not the same."));
}

char *
cercle_password_read (const char *file, GError **error)
{
  char *password = file != NULL ? cercle_password_read_file (file, error) : ask_twice (error);

  if (password == NULL)
    return NULL;
  password[strcspn (password, "\r\n")] = '\0';
  if (g_utf8_validate (password, -1, NULL) &&
      g_utf8_strlen (password, -1) >= CERCLE_PASSWORD_LEAST &&
      strlen (password) <= CERCLE_VAULT_MAX_PASSWORD)
    return password;
  cercle_password_forget (password);
  return refuse (error, _ ("A password has at least 12 characters; a sentence of a few words is "
                           "easy to remember."));
}
