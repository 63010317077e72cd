/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands of the server's shell have in common. Exit codes: 0 done, 1 not done, 2 bad use. */
#pragma once

#include "cercle-store.h"

enum { CERCLE_EXIT_DONE, CERCLE_EXIT_FAILED, CERCLE_EXIT_USE };

typedef struct
{
  const char *words;         /* "user add" */
  const char *arguments;     /* "LOGIN", or NULL */
  const char *summary;       /* msgid */
  int (*run) (int argc, char **argv);
} CercleCommand;

/* Options that every command takes, and what they lead to. */
typedef struct
{
  char *database, *config;
  GKeyFile *file;            /* the configuration, empty without one */
  char *argument;            /* the one that is not an option, or NULL */
} CercleCommandLine;
void cercle_command_line_clear (CercleCommandLine *line);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CercleCommandLine, cercle_command_line_clear)

/* Reads options; entries ends with a NULL name. FALSE: bad use, and the sentence was said. */
gboolean cercle_command_read (const CercleCommand *command, CercleCommandLine *line, int argc,
                              char **argv, const GOptionEntry *entries);
/* (transfer full) (nullable): the option, else the key of [server] in the configuration. */
char *cercle_command_value (const CercleCommandLine *line, const char *option, const char *key);

typedef enum { CERCLE_OPEN_NEW, CERCLE_OPEN_EXISTING, CERCLE_OPEN_READER } CercleOpen;
/* (transfer full) (nullable): the database; NULL: the sentence was said. NEW makes it when absent. */
CercleStore *cercle_command_open (const CercleCommandLine *line, CercleOpen how);

/* Both return the exit code. */
int cercle_command_fail (const GError *error);
int cercle_command_misuse (const char *sentence);

extern const CercleCommand cercle_command_init, cercle_command_user_add,
    cercle_command_user_password, cercle_command_user_disable, cercle_command_user_list, cercle_command_user_figures,
    cercle_command_backup, cercle_command_restore, cercle_command_check, cercle_command_serve,
    cercle_command_sample, cercle_command_import;
