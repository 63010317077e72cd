/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The beats of a track: when, who, and the verbs that say what. */
#pragma once

#include "cercle-sample-case.h"

typedef struct
{
  const char *name;
  /* Before the text is said; may be NULL. */
  void (*prepare) (CercleSampleCase *self, char **words);
  /* words: behind the verb. FALSE with or without error. */
  gboolean (*act) (CercleSampleCase *self, char **words, const char *text, GError **error);
} CercleSampleVerb;

/* cercle-sample-verbs.c (nullable) */
const CercleSampleVerb *cercle_sample_verb_find (const char *name);

/* Is this line of a block a beat? */
gboolean cercle_sample_beat_is (const CercleSampleLine *line);
/* "2", or one of "1..3"; end (out, may be NULL): what stands behind. */
int cercle_sample_beat_number (CercleSampleWorld *world, const char *text, const char **end);
/* The most working days that the beats of a track can last. */
guint cercle_sample_track_days (const CercleSampleBlock *track);
