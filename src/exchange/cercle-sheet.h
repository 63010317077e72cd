/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A document on A4: headings, text and rows of cells, in black on white, laid out and written as
 * PDF. It is words alone until it is written. One thread at a time. */
#pragma once

#include <gio/gio.h>

typedef struct
{
  const char *title;     /* also the document's own title: never a name */
  const char *subtitle;  /* what it shows, in words; or NULL */
  const char *community; /* at the foot of each page; or NULL */
  const char *day;       /* at the foot of each page, in words; or NULL */
  gboolean example;      /* invented data: told on each page */
  gboolean landscape;
  int size; /* of its letters, in points; 0: 10, the least there is */
} CercleSheetFrame;

typedef struct
{
  const char *label; /* translated; NULL or "": no heading */
  double share;      /* of the width */
} CercleSheetColumn;

typedef struct _CercleSheet CercleSheet;

CercleSheet *cercle_sheet_new (const CercleSheetFrame *frame);
void cercle_sheet_free (CercleSheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleSheet, cercle_sheet_free)
/* A part's title stays with what follows it. */
void cercle_sheet_heading (CercleSheet *self, const char *text);
void cercle_sheet_text (CercleSheet *self, const char *text);
/* (transfer full): format, translated, with value where it has "%s", if it has. */
char *cercle_sheet_fill_in (const char *format, const char *value);
/* A text of such words; nothing where there is no value. */
void cercle_sheet_sentence (CercleSheet *self, const char *format, const char *value);
/* A line to be filled in by hand: with room for a pen above it. */
void cercle_sheet_pen (CercleSheet *self, const char *text);
/* One thing of several, with a dot before it. */
void cercle_sheet_item (CercleSheet *self, const char *text);
/* A label and what it is; nothing where there is no value. */
void cercle_sheet_fact (CercleSheet *self, const char *label, const char *value);
/* Rows of these columns follow; their labels stand again on each page. */
void cercle_sheet_table (CercleSheet *self, const CercleSheetColumn *columns, guint n);
/* Likewise, with lines between its cells, as on a calendar. */
void cercle_sheet_grid (CercleSheet *self, const CercleSheetColumn *columns, guint n);
void cercle_sheet_row (CercleSheet *self, const char *const *cells);
/* Draws the number of the row written last: a bar under its first cell, of so much of that cell's
 * width, from 0 to 1. The number itself stands in a cell. */
void cercle_sheet_bar (CercleSheet *self, double share);
/* What follows stands in a column beside what stands above; once, on one page. */
void cercle_sheet_beside (CercleSheet *self);
/* All on one page: blocks that find no room are left out, and the last line says how many. left:
 * gives that sentence, (transfer full). */
void cercle_sheet_keep_to_page (CercleSheet *self, char *(*left) (guint n));
/* (out): how many pages it took, may be NULL. The file is whole at path, or there is none. */
gboolean cercle_sheet_write (CercleSheet *self, const char *path, guint *pages, GError **error);
/* (transfer full): the same pages, each a cairo_surface_t to paint on a page of a printer: any
 * thread. */
GPtrArray *cercle_sheet_record (CercleSheet *self);
gboolean cercle_sheet_is_landscape (CercleSheet *self);
