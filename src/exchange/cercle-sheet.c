/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is on a sheet of paper, before it has pages? */
#define G_LOG_DOMAIN "cercle-exchange"

#include "cercle-sheet.h"

#include "cercle-sheet-private.h"

#define FACT_SHARE 0.28

static void
block_free (gpointer data)
{
  CercleSheetBlock *block = data;

  g_strfreev (block->cells);
  g_clear_pointer (&block->table, g_array_unref);
  g_free (block);
}

static void
column_clear (gpointer data)
{
  g_free ((char *) ((CercleSheetColumn *) data)->label);
}

static GArray *
columns_new (const CercleSheetColumn *columns, guint n)
{
  GArray *table = g_array_new (FALSE, FALSE, sizeof (CercleSheetColumn));

  g_array_set_clear_func (table, column_clear);
  for (guint i = 0; i < n; i++)
    {
      CercleSheetColumn column = { g_strdup (columns[i].label), columns[i].share };
      g_array_append_val (table, column);
    }
  return table;
}

CercleSheet *
cercle_sheet_new (const CercleSheetFrame *frame)
{
  static const CercleSheetColumn whole[] = { { NULL, 1 } };
  static const CercleSheetColumn fact[] = { { NULL, FACT_SHARE }, { NULL, 1 - FACT_SHARE } };
  CercleSheet *self = g_new0 (CercleSheet, 1);

  self->title = g_strdup (frame->title);
  self->subtitle = g_strdup (frame->subtitle);
  self->community = g_strdup (frame->community);
  self->day = g_strdup (frame->day);
  self->example = frame->example;
  self->landscape = frame->landscape;
  self->size = MAX (frame->size, CERCLE_SHEET_LEAST);
  self->blocks = g_ptr_array_new_with_free_func (block_free);
  self->whole = columns_new (whole, 1);
  self->fact = columns_new (fact, 2);
  return self;
}

void
cercle_sheet_free (CercleSheet *self)
{
  g_ptr_array_unref (self->blocks);
  g_array_unref (self->whole);
  g_array_unref (self->fact);
  g_clear_pointer (&self->table, g_array_unref);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->community);
  g_free (self->day);
  g_free (self);
}

static void
add (CercleSheet *self, CercleSheetSort sort, GArray *table, const char *const *cells)
{
  CercleSheetBlock *block = g_new0 (CercleSheetBlock, 1);

  block->sort = sort;
  block->lined = self->lined && table == self->table;
  block->table = g_array_ref (table);
  block->cells = g_new0 (char *, table->len + 1);
  for (guint i = 0; i < table->len; i++)
    block->cells[i] = g_utf8_make_valid (cells != NULL && cells[i] != NULL ? cells[i] : "", -1);
  g_ptr_array_add (self->blocks, block);
}

void
cercle_sheet_heading (CercleSheet *self, const char *text)
{
  add (self, CERCLE_SHEET_HEADING, self->whole, &text);
}

void
cercle_sheet_text (CercleSheet *self, const char *text)
{
  add (self, CERCLE_SHEET_TEXT, self->whole, &text);
}

void
cercle_sheet_pen (CercleSheet *self, const char *text)
{
  cercle_sheet_text (self, "");
  cercle_sheet_text (self, text);
}

char *
cercle_sheet_fill_in (const char *format, const char *value)
{
  g_auto (GStrv) around = g_strsplit (format, "%s", 2);

  return g_strjoinv (value, around);
}

void
cercle_sheet_sentence (CercleSheet *self, const char *format, const char *value)
{
  g_autofree char *sentence = NULL;

  if (value == NULL || *value == '\0')
    return;
  sentence = cercle_sheet_fill_in (format, value);
  cercle_sheet_text (self, sentence);
}

void
cercle_sheet_item (CercleSheet *self, const char *text)
{
  add (self, CERCLE_SHEET_ITEM, self->whole, &text);
}

void
cercle_sheet_fact (CercleSheet *self, const char *label, const char *value)
{
  const char *cells[] = { label, value };

  if (value != NULL && *value != '\0')
    add (self, CERCLE_SHEET_FACT, self->fact, cells);
}

static void
begin_table (CercleSheet *self, const CercleSheetColumn *columns, guint n, gboolean lined)
{
  self->lined = lined;
  g_clear_pointer (&self->table, g_array_unref);
  self->table = columns_new (columns, n);
  add (self, CERCLE_SHEET_LABELS, self->table, NULL);
  for (guint i = 0; i < n; i++)
    {
      CercleSheetBlock *block = g_ptr_array_index (self->blocks, self->blocks->len - 1);
      g_free (block->cells[i]);
      block->cells[i] = g_strdup (columns[i].label != NULL ? columns[i].label : "");
    }
}

void
cercle_sheet_table (CercleSheet *self, const CercleSheetColumn *columns, guint n)
{
  begin_table (self, columns, n, FALSE);
}

void
cercle_sheet_grid (CercleSheet *self, const CercleSheetColumn *columns, guint n)
{
  begin_table (self, columns, n, TRUE);
}

void
cercle_sheet_row (CercleSheet *self, const char *const *cells)
{
  g_return_if_fail (self->table != NULL);
  add (self, CERCLE_SHEET_ROW, self->table, cells);
}

void
cercle_sheet_bar (CercleSheet *self, double share)
{
  CercleSheetBlock *block = NULL;

  g_return_if_fail (self->blocks->len > 0);
  block = g_ptr_array_index (self->blocks, self->blocks->len - 1);
  block->bar = CLAMP (share, 0, 1);
}

void
cercle_sheet_beside (CercleSheet *self)
{
  add (self, CERCLE_SHEET_BESIDE, self->whole, NULL);
}

void
cercle_sheet_keep_to_page (CercleSheet *self, char *(*left) (guint n))
{
  self->left = left;
}

gboolean
cercle_sheet_is_landscape (CercleSheet *self)
{
  return self->landscape;
}
