/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which pages does the window have? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-pages.h"

#include "cercle-macros.h"

/* Numbers are fixed: 1 Today, 2 Cases, 3 MDPH review, 4 Directory, 5 Meetings, 6 Steering. */
const CerclePageLine cercle_pages[] = {
  { NULL },
};

const CerclePageLine *
cercle_pages_find (const char *name)
{
  for (const CerclePageLine *line = cercle_pages; line->name != NULL; line++)
    if (g_strcmp0 (line->name, name) == 0)
      return line;
  return NULL;
}
