/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that are no directory, are cut off, or were made to harm whoever opens them. */
#pragma once

#include <glib.h>

typedef struct
{
  const char *name; /* for messages */
  GBytes *(*make) (void);
} HostileFile;
/* name NULL ends it. */
extern const HostileFile hostile_files[];
/* A gigabyte in one line, or in one text, that some megabytes unpack to. name NULL ends it. */
extern const HostileFile hostile_bombs[];

/* The most memory that this process held since it was asked to begin, in KiB (what it holds then is
 * returned); and how much more a bomb may cost. */
guint hostile_memory_begin (void);
guint hostile_memory (void);
extern const guint hostile_most_memory;
