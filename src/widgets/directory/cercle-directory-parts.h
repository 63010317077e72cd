/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of a partner's sheet, in the order they are read. */
#pragma once

#include <gtk/gtk.h>

#include "cercle-partner.h"
#include "cercle-session.h"

typedef struct
{
  CercleSession *session;
  const CerclePartnerSheet *sheet;
  gboolean may; /* this member writes in the directory */
} CercleDirectoryView;

typedef struct
{
  const char *title;      /* msgid; NULL: none */
  const CercleKind *kind; /* what can be added to it; NULL: nothing */
  /* Puts what there is at the end of box; nothing: the part is not shown. */
  void (*fill) (const CercleDirectoryView *view, GtkWidget *box);
} CercleDirectoryPart;

extern const CercleDirectoryPart cercle_directory_parts[];
extern const guint cercle_directory_n_parts;
