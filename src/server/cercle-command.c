/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a command read its options, find its database and say what went wrong? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-command.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "cercle-macros.h"

#define GROUP "server"

void
cercle_command_line_clear (CercleCommandLine *line)
{
  g_clear_pointer (&line->database, g_free);
  g_clear_pointer (&line->config, g_free);
  g_clear_pointer (&line->file, g_key_file_unref);
  g_clear_pointer (&line->argument, g_free);
}

static void
say (const char *sentence)
{
  fprintf (stderr, "cercle-server: %s\n", sentence);
}

int
cercle_command_misuse (const char *sentence)
{
  say (sentence);
  return CERCLE_EXIT_USE;
}

/* Of the store; NULL: its own words will do. */
static const char *
sentence_of (int code)
{
  switch ((CercleStoreError) code)
    {
    case CERCLE_STORE_ERROR_FULL:
      return _ ("The disk is full: nothing was changed.");
    case CERCLE_STORE_ERROR_READ_ONLY:
      return _ ("The database cannot be written: its folder or file does not allow it.");
    case CERCLE_STORE_ERROR_DAMAGED:
      return _ ("The database is damaged: restore a backup.");
    case CERCLE_STORE_ERROR_FOREIGN:
      return _ ("This file is not a database of the server.");
    case CERCLE_STORE_ERROR_NEWER:
      return _ ("The database was written by a newer version of Cercle.");
    case CERCLE_STORE_ERROR_IN_USE:
      return _ ("The database is in use: stop the server first.");
    case CERCLE_STORE_ERROR_KEY:
    case CERCLE_STORE_ERROR_BUSY:
    case CERCLE_STORE_ERROR_FAILED:
    case CERCLE_STORE_ERROR_REUSED:
    default:
      return NULL;
    }
}

int
cercle_command_fail (const GError *error)
{
  const char *sentence = NULL;

  if (error != NULL && error->domain == CERCLE_STORE_ERROR)
    sentence = sentence_of (error->code);
  if (sentence == NULL)
    sentence = error != NULL ? error->message : _ ("It was not done.");
  say (sentence);
  return CERCLE_EXIT_FAILED;
}

static gboolean
read_config (CercleCommandLine *line)
{
  g_autoptr (GError) error = NULL;

  line->file = g_key_file_new ();
  if (line->config == NULL ||
      g_key_file_load_from_file (line->file, line->config, G_KEY_FILE_NONE, &error))
    return TRUE;
  say (_ ("The configuration file cannot be read."));
  return FALSE;
}

/* Exactly the arguments the command wants. */
static gboolean
take_argument (const CercleCommand *command, CercleCommandLine *line, int argc, char **argv)
{
  int wanted = command->arguments != NULL ? 1 : 0;

  if (argc - 1 != wanted)
    {
      say (wanted > 0 ? _ ("One argument is expected: see --help.")
                      : _ ("No argument is expected: see --help."));
      return FALSE;
    }
  if (wanted > 0)
    line->argument = g_strdup (argv[1]);
  return TRUE;
}

gboolean
cercle_command_read (const CercleCommand *command, CercleCommandLine *line, int argc, char **argv,
                     const GOptionEntry *entries)
{
  const GOptionEntry common[] = {
    { "database", 0, 0, G_OPTION_ARG_FILENAME, &line->database, N_ ("The database"), N_ ("FILE") },
    { "config", 0, 0, G_OPTION_ARG_FILENAME, &line->config, N_ ("The configuration file"),
      N_ ("FILE") },
    { NULL },
  };
  g_autofree char *usage = g_strjoin (" ", command->words, command->arguments, NULL);
  g_autoptr (GOptionContext) context = g_option_context_new (usage);
  g_autoptr (GError) error = NULL;

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _ (command->summary));
  g_option_context_add_main_entries (context, common, GETTEXT_PACKAGE);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      say (error->message);
      return FALSE;
    }
  return take_argument (command, line, argc, argv) && read_config (line);
}

char *
cercle_command_value (const CercleCommandLine *line, const char *option, const char *key)
{
  return option != NULL ? g_strdup (option) : g_key_file_get_string (line->file, GROUP, key, NULL);
}

CercleStore *
cercle_command_open (const CercleCommandLine *line, CercleOpen how)
{
  g_autofree char *path = cercle_command_value (line, line->database, "database");
  g_autoptr (GError) error = NULL;
  CercleStore *store;

  if (path == NULL)
    {
      say (_ ("Say which database: --database FILE."));
      return NULL;
    }
  if (how != CERCLE_OPEN_NEW && !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      say (_ ("There is no such database: “cercle-server init” makes one."));
      return NULL;
    }
  store = how == CERCLE_OPEN_READER ? cercle_store_open_reader (path, NULL, &error)
                                    : cercle_store_open (path, CERCLE_STORE_SERVER, NULL, &error);
  if (store == NULL)
    cercle_command_fail (error);
  return store;
}
