/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which command is meant? */
#define G_LOG_DOMAIN "cercle-server"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "cercle-command.h"

static const CercleCommand *const commands[] = {
  &cercle_command_init,         &cercle_command_user_add,  &cercle_command_user_password,
  &cercle_command_user_disable, &cercle_command_user_list, &cercle_command_user_figures,
  &cercle_command_serve,        &cercle_command_backup,    &cercle_command_restore,
  &cercle_command_check,        &cercle_command_sample,    &cercle_command_import,
};

static int
print_help (FILE *to, int code)
{
  fprintf (to, "%s\n\n", _ ("Usage: cercle-server COMMAND [OPTION…]"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *usage = g_strjoin (" ", commands[i]->words, commands[i]->arguments, NULL);
      fprintf (to, "  %-20s %s\n", usage, _ (commands[i]->summary));
    }
  fprintf (to, "\n%s\n", _ ("“cercle-server COMMAND --help” says more."));
  return code;
}

/* How many words of argv name this command. */
static int
count_words (const CercleCommand *command, int argc, char **argv)
{
  g_auto (GStrv) words = g_strsplit (command->words, " ", -1);
  int n = (int) g_strv_length (words);

  for (int i = 0; i < n; i++)
    if (i + 1 >= argc || strcmp (argv[i + 1], words[i]) != 0)
      return 0;
  return n;
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, CERCLE_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE); /* ngettext() names no domain */
  g_set_prgname ("cercle-server");
  if (argc < 2)
    return print_help (stderr, CERCLE_EXIT_USE);
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "help") == 0)
    return print_help (stdout, CERCLE_EXIT_DONE);
  if (strcmp (argv[1], "--version") == 0)
    {
      printf ("cercle-server %s\n", CERCLE_VERSION);
      return CERCLE_EXIT_DONE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      int n = count_words (commands[i], argc, argv);

      if (n > 0)
        return commands[i]->run (argc - n, argv + n);
    }
  return print_help (stderr, CERCLE_EXIT_USE);
}
