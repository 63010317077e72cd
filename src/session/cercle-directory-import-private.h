/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What reading, writing and taking back a foreign directory share. For this room only; workers unless it is said. */
#pragma once

#include "cercle-directory-import.h"
#include "cercle-directory-plan.h"
#include "cercle-foreign-map.h"
#include "cercle-session-private.h"

/* Traces of what an import wrote are drafts of this sort, one or more a slice, of the import's identity. */
#define CERCLE_DIRECTORY_TRACE "import"

/* The desk, as its workers see it. */
typedef struct
{
  CercleStoreThread *thread;
  char *scope, *territory, *member, *zone;
} CercleDirectoryGround;
/* FALSE with an error while nobody is signed in. Main thread. */
gboolean cercle_directory_ground_take (CercleDirectoryGround *self, CercleSession *session,
                                       GError **error);
void cercle_directory_ground_clear (CercleDirectoryGround *self);

void cercle_directory_progress_set (CercleDirectoryProgress *self, CercleDirectoryStage stage,
                                    guint64 done, guint64 total);

struct _CercleDirectoryImport
{
  CercleForeignSource source;
  char *file;    /* its name, without folders */
  char *warning; /* NULL: no newer edition is here */
  CercleForeignTally tally;
  GPtrArray *sheets; /* CercleForeignSheet */
  GPtrArray *lines;  /* CercleDirectoryLine, one a sheet */
  GHashTable *made;  /* identity of an organisation → its line; not owned */
  guint counts[CERCLE_IMPORT_N_EFFECTS];
  guint asks;
};
gboolean cercle_directory_line_is_written (const CercleDirectoryLine *line);

/* A plan on the store thread. */
typedef struct
{
  CercleDirectoryGround *ground;
  CercleDirectoryImport *import;
  const char *id; /* of the import's record */
  CercleDirectoryPlan *plan;
  gboolean more;
} CercleDirectoryPlanning;
/* Our own directory is known to it then. */
gboolean cercle_directory_planning_begin (CercleDirectoryPlanning *self, GCancellable *cancellable,
                                          GError **error);
void cercle_directory_planning_clear (CercleDirectoryPlanning *self);

/* (transfer full): where the columns of such a table are remembered: by their names. Any thread. */
char *cercle_directory_setting (GPtrArray *columns);

/* Of a table. */
CercleForeignMap cercle_directory_map (const CercleDirectorySample *sample);

/* Runs worker with ground, which is within the task's data. Main thread. */
void cercle_directory_run (GTask *task, CercleDirectoryGround *ground, GTaskThreadFunc worker);
/* FALSE with error as it is told. Main thread. */
gboolean cercle_directory_finish (GAsyncResult *result, GError **error);
/* (transfer full) of error: what is wrong with a file or a rule is told as it is, with the disk in our words. */
GError *cercle_directory_error (GError *error);

/* After directory records were written or taken back. Main thread. */
void cercle_directory_tell (CercleSession *session);
/* Takes outer and tx (nullable: not on the stack of undo). Main thread. */
void cercle_directory_take_back (CercleSession *self, GTask *outer, CercleTx *tx,
                                 const char *import);
