/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which names of this desk stand in a text. For this room only. */
#pragma once

#include "cercle-masked-words.h"
#include "cercle-masking.h"
#include "cercle-store-thread.h"

/* (transfer full): folded words of texts, to be filled. */
GHashTable *cercle_masked_words_new (void);
void cercle_masked_words_add (GHashTable *words, const char *text);

typedef enum
{
  CERCLE_NAMES_OF_CASES, /* persons, their relatives and who called for them */
  CERCLE_NAMES_OF_ALL,   /* the team, contacts of the directory and who comes to meetings, too */
} CercleNamesOf;
/* Adds to masking what is in words of these names; words loses them. Not on the store thread: it is
 * visited once a page of records, and saves go on meanwhile. */
gboolean cercle_masked_words_find (CercleStoreThread *thread, CercleNamesOf of, GHashTable *words,
                                   CercleMasking *masking, GError **error);
