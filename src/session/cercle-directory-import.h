/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A foreign directory on this desk: looked at, compared with ours, decided on line by line, written, taken back as
 * a whole. Main thread; the work is done behind it, in slices that let every save pass. */
#pragma once

#include "cercle-partner-alike.h"
#include "cercle-session.h"

/* How far the work is; made by who shows it, read as often as one likes. Any thread. */
typedef enum
{
  CERCLE_DIRECTORY_READING,
  CERCLE_DIRECTORY_COMPARING,
  CERCLE_DIRECTORY_WRITING,
  CERCLE_DIRECTORY_TAKING_BACK,
  CERCLE_DIRECTORY_N_STAGES
} CercleDirectoryStage;
typedef struct _CercleDirectoryProgress CercleDirectoryProgress;
CercleDirectoryProgress *cercle_directory_progress_new (void);
CercleDirectoryProgress *cercle_directory_progress_ref (CercleDirectoryProgress *self);
void cercle_directory_progress_unref (CercleDirectoryProgress *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleDirectoryProgress, cercle_directory_progress_unref)
/* The share of this stage that is done, 0 to 1. stage may be NULL. */
double cercle_directory_progress_get (CercleDirectoryProgress *self, CercleDirectoryStage *stage);

/* How a file begins. */
typedef struct
{
  char *path;
  guint source; /* for this room */
  /* Of a table only. */
  const char *encoding; /* as people call it */
  char separator;
  GPtrArray *columns; /* char *; NULL: no table */
  GPtrArray *rows;    /* GPtrArray of char *: the first ones */
  int *map; /* position of the column of each part, -1: none; as a table with these columns was last read, or guessed;
               may be changed */
} CercleDirectorySample;
/* What a column may tell; translated. (transfer none) */
guint cercle_directory_sample_n_parts (void);
const char *cercle_directory_sample_part_label (guint part);
/* NULL when the table can be read so, else one translated sentence. */
const char *cercle_directory_sample_problem (const CercleDirectorySample *self);
void cercle_directory_sample_free (CercleDirectorySample *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleDirectorySample, cercle_directory_sample_free)
void cercle_session_sample_directory_async (CercleSession *self, const char *path,
                                            GCancellable *cancellable, GAsyncReadyCallback callback,
                                            gpointer data);
/* (transfer full): NULL with an error whose message is a sentence, or G_IO_ERROR_CANCELLED. */
CercleDirectorySample *cercle_session_sample_directory_finish (CercleSession *self,
                                                               GAsyncResult *result,
                                                               GError **error);

/* A value that the source gives and somebody here said otherwise: kept, unless it is accepted. */
typedef struct
{
  char *record; /* "organisation:…" */
  const CercleField *field;
  char *ours, *theirs; /* as a person reads them; "" for nothing */
  char *value;         /* theirs, as cercle_record_value_text() */
  gboolean accepted;
} CercleDirectoryAsk;

typedef enum
{
  CERCLE_IMPORT_EFFECT_NEW,
  CERCLE_IMPORT_EFFECT_CHANGED,
  CERCLE_IMPORT_EFFECT_SAME,
  CERCLE_IMPORT_EFFECT_DOUBTFUL, /* perhaps one of ours: candidates; nothing until it is decided */
  CERCLE_IMPORT_EFFECT_CLOSED,
  CERCLE_IMPORT_EFFECT_LEFT_OUT, /* closed, and we never had it */
  CERCLE_IMPORT_EFFECT_DELETED,  /* deleted here: does not come back */
  CERCLE_IMPORT_N_EFFECTS
} CercleImportEffect;
const char *cercle_import_effect_label (CercleImportEffect effect); /* translated */

typedef enum
{
  CERCLE_DIRECTORY_UNDECIDED, /* nothing is written; the next import asks again */
  CERCLE_DIRECTORY_SAME,      /* it is this organisation */
  CERCLE_DIRECTORY_ANOTHER,   /* a new one */
  CERCLE_DIRECTORY_LEFT,      /* not wanted now */
} CercleDirectoryDecision;

typedef struct
{
  char *id; /* of an organisation here, or that an earlier line would make: cercle_directory_import_find() */
  CerclePartnerAlike alike;
} CercleDirectoryCandidate;

typedef struct
{
  CercleImportEffect effect;
  char *key, *name, *town;
  char *changes;         /* of a changed one: the fields, as they are called; translated; NULL */
  guint faults;          /* for cercle_directory_line_faults() */
  char *organisation;    /* identity, here or to be made */
  GPtrArray *asks;       /* CercleDirectoryAsk */
  GPtrArray *candidates; /* CercleDirectoryCandidate, the likeliest first */
  CercleDirectoryDecision decision; /* of a doubtful one */
  char *same_as;                    /* SAME: identity of a candidate */
  gconstpointer sheet;              /* for this room */
} CercleDirectoryLine;
/* (transfer full): what is not as it should be, translated sentences. */
GStrv cercle_directory_line_faults (const CercleDirectoryLine *self);
/* (transfer full): what the source says, a line each, translated. */
char *cercle_directory_line_describe (const CercleDirectoryLine *self);

/* What a document would do. Nothing is written before it is asked for. */
typedef struct _CercleDirectoryImport CercleDirectoryImport;
void cercle_directory_import_free (CercleDirectoryImport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleDirectoryImport, cercle_directory_import_free)
/* Reads all of sample's file, with its map, and compares. */
void cercle_session_read_directory_async (CercleSession *self, CercleDirectorySample *sample,
                                          CercleDirectoryProgress *progress,
                                          GCancellable *cancellable, GAsyncReadyCallback callback,
                                          gpointer data);
CercleDirectoryImport *cercle_session_read_directory_finish (CercleSession *self,
                                                             GAsyncResult *result, GError **error);
/* Translated. (transfer none) */
const char *cercle_directory_import_get_source (CercleDirectoryImport *self);
/* Day of the document, or NULL. */
const char *cercle_directory_import_get_day (CercleDirectoryImport *self);
/* (transfer none) (nullable): a translated sentence: a newer edition of this directory was already imported. */
const char *cercle_directory_import_get_warning (CercleDirectoryImport *self);
guint cercle_directory_import_count (CercleDirectoryImport *self, CercleImportEffect effect);
/* Values edited here, over all lines. */
guint cercle_directory_import_count_asks (CercleDirectoryImport *self);
/* What was read and left out: in other départements, of other categories, not readable. */
typedef struct
{
  guint elsewhere, other, refused;
} CercleDirectoryLeftOut;
CercleDirectoryLeftOut cercle_directory_import_get_left_out (CercleDirectoryImport *self);
/* (transfer none): CercleDirectoryLine, in the order of the document. */
GPtrArray *cercle_directory_import_get_lines (CercleDirectoryImport *self);
/* (transfer none) (nullable): the line that would make this organisation. */
CercleDirectoryLine *cercle_directory_import_find (CercleDirectoryImport *self,
                                                   const char *organisation);
/* (transfer full): the same of one that may be the same, in our directory or in an earlier line. */
char *cercle_session_describe_candidate (CercleSession *self, CercleDirectoryImport *import,
                                         const CercleDirectoryCandidate *candidate);
/* organisation: of SAME, else NULL. */
void cercle_directory_line_decide (CercleDirectoryLine *self, CercleDirectoryDecision decision,
                                   const char *organisation);
/* How many lines would be written, as they are decided. */
guint cercle_directory_import_count_writes (CercleDirectoryImport *self);

/* What was written, also where the work stopped half-way: whole sheets, all of which one undo takes back. */
typedef struct
{
  guint made, changed, closed; /* sheets */
  guint left;                  /* that were to be written, and were not */
  gboolean cancelled;
  char *trouble; /* why it stopped, as a sentence; NULL: it did not, or was cancelled */
} CercleDirectoryOutcome;
void cercle_directory_outcome_free (CercleDirectoryOutcome *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleDirectoryOutcome, cercle_directory_outcome_free)
/* The coordinator. */
gboolean cercle_session_may_import (CercleSession *self);
/* Takes import. What somebody edited since the comparison is kept. */
void cercle_session_write_directory_async (CercleSession *self, CercleDirectoryImport *import,
                                           CercleDirectoryProgress *progress,
                                           GCancellable *cancellable, GAsyncReadyCallback callback,
                                           gpointer data);
/* (transfer full): NULL with error where nothing was written. */
CercleDirectoryOutcome *cercle_session_write_directory_finish (CercleSession *self,
                                                               GAsyncResult *result,
                                                               GError **error);

/* (transfer full) (nullable): the last import of this desk, while it can be taken back: until the next one. */
CercleRecord *cercle_session_get_last_import (CercleSession *self);
/* Takes it back: all that nobody has edited since, and that nothing else names. Ends with
 * cercle_session_undo_finish(); cercle_session_undo_said() tells what stays, and why. */
void cercle_session_undo_import_async (CercleSession *self, GAsyncReadyCallback callback,
                                       gpointer data);
/* (transfer none) (nullable): how far an import is taken back, by whichever undo; NULL: none is. */
CercleDirectoryProgress *cercle_session_get_taking_back (CercleSession *self);
