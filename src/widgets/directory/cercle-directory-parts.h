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

/* What parts are made of, at the end of box; what is empty adds nothing. */
/* (transfer full): with a dot between. */
char *cercle_directory_join (const char *first, const char *second);
/* A field of the record with its label. */
void cercle_directory_add_fact (const CercleDirectoryView *view, GtkWidget *box,
                                CercleRecord *record, guint field);
/* Which of the partner's places it is at, where there are several. */
void cercle_directory_add_place (const CercleDirectoryView *view, GtkWidget *box,
                                 CercleRecord *record, guint field);
/* Under its name, to be edited; more: dim. */
void cercle_directory_add_record (const CercleDirectoryView *view, GtkWidget *box,
                                  CercleRecord *record, const char *name, const char *more);

/* --- cercle-directory-who.c: who the partner is, and whom one talks to there. */
void cercle_directory_fill_head (const CercleDirectoryView *view, GtkWidget *box);
void cercle_directory_fill_contacts (const CercleDirectoryView *view, GtkWidget *box);
void cercle_directory_fill_organisation (const CercleDirectoryView *view, GtkWidget *box);
