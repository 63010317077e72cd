/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The texts of the sample: files of blocks "[name]" with lines "key | value", in order, keys may
 * repeat. Everything is (transfer none) and lives as long as the book. */
#pragma once

#include <glib.h>

typedef struct
{
  const char *key, *value; /* value: "" when nothing stands behind the bar */
} CercleSampleLine;

typedef struct
{
  const char *name;
  GArray *lines; /* CercleSampleLine */
} CercleSampleBlock;

typedef struct
{
  GPtrArray *blocks; /* CercleSampleBlock */
  GPtrArray *texts;  /* owned: the files, cut in place */
} CercleSampleBook;

CercleSampleBook *cercle_sample_book_new (void);
void cercle_sample_book_free (CercleSampleBook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleSampleBook, cercle_sample_book_free)
/* Adds a file of the program's resource: "tracks.txt". FALSE with error: not there, or a line that is
 * none. */
gboolean cercle_sample_book_add (CercleSampleBook *self, const char *name, GError **error);
/* Adds a text; taken. */
gboolean cercle_sample_book_add_text (CercleSampleBook *self, char *text, GError **error);

/* (nullable) */
const CercleSampleBlock *cercle_sample_book_find (const CercleSampleBook *self, const char *name);
/* The first value of key; NULL when there is none. block may be NULL. */
const char *cercle_sample_block_get (const CercleSampleBlock *block, const char *key);
/* How many values key has, and the n-th (NULL when there are fewer). */
guint cercle_sample_block_count (const CercleSampleBlock *block, const char *key);
const char *cercle_sample_block_nth (const CercleSampleBlock *block, const char *key, guint n);
