/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A page of the directory on a desk that knows three partners: the first has a private home and
 * takes from 6 years on, the first two are rung in the morning. */
#pragma once

#include "case-desk.h"
#include "cercle-directory-chips.h"

#define DIRECTORY_PARTNERS 3
typedef struct
{
  const char *name, *commune;
  int from, to;
} DirectoryPartner;
extern const DirectoryPartner directory_desk_partners[DIRECTORY_PARTNERS];

typedef struct
{
  CaseDesk desk;
  char *ids[DIRECTORY_PARTNERS];
} DirectoryDesk;

void directory_desk_begin (DirectoryDesk *room, GType page, int width);
/* As who may take away, too. */
void directory_desk_begin_as (DirectoryDesk *room, const char *login, GType page, int width);
void directory_desk_end (DirectoryDesk *room);
/* Takes tx. */
void directory_desk_commit (CercleSession *session, CercleTx *tx);
/* (transfer full): identity of the i-th, made here. */
char *directory_desk_add (CercleSession *session, guint i);

CercleDirectoryChips *directory_desk_chips (gpointer page);
/* (nullable): whose sheet is shown. */
const char *directory_desk_shown (gpointer page);
gboolean directory_desk_is_on (CaseDesk *desk, GType type);
/* To wait for. One: the first of the three. */
gboolean directory_desk_has_all (gpointer page);
gboolean directory_desk_has_one (gpointer page);
gboolean directory_desk_has_none (gpointer page);
gboolean directory_desk_has_form (gpointer page);
gboolean directory_desk_has_no_form (gpointer page);

/* Opens the form of "kind" on a record, "": a new one; types into a field; Ctrl+Return. */
void directory_desk_edit (DirectoryDesk *room, const char *kind, const char *id);
void directory_desk_type (DirectoryDesk *room, guint field, const char *text);
void directory_desk_save (DirectoryDesk *room);
