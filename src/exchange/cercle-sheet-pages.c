/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Where on which page does each line stand? Every block is a row of cells; a row that is too long
 * goes on at the top of the next page, line by line. Done twice: the first time tells how many
 * pages there are. */
#define G_LOG_DOMAIN "cercle-exchange"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>

#include "cercle-safe-file.h"
#include "cercle-sheet-private.h"

#define SHORT_SIDE 595.276 /* A4, in points */
#define LONG_SIDE 841.89
#define MARGIN 42.0
#define BAR 2   /* high: as the room above a rule */
#define GAP 8.0 /* between cells */
#define LINE 0.3
#define BESIDE_GAP 26.0
#define FOOT 22.0
#define PLACE 90.0     /* room for "page n of m" at the foot */
#define FOOT_SCALE 0.0 /* the foot has the least letters … */
#define EASY                                                                                       \
  14 /* … but where all are big, for who reads with difficulty: nothing is small then            \
      */

/* How each sort of block looks. Black and white: weight and lines alone tell them apart. */
static const struct
{
  double scale, above;
  gboolean bold, ruled; /* ruled: a thin line below */
} looks[] = {
  [CERCLE_SHEET_HEADING] = { 1.25, 12, TRUE, TRUE }, [CERCLE_SHEET_TEXT] = { 1, 4, FALSE, FALSE },
  [CERCLE_SHEET_ITEM] = { 1, 3, FALSE, FALSE },      [CERCLE_SHEET_FACT] = { 1, 3, FALSE, FALSE },
  [CERCLE_SHEET_LABELS] = { 1, 6, TRUE, TRUE },      [CERCLE_SHEET_ROW] = { 1, 2, FALSE, TRUE },
  [CERCLE_SHEET_BESIDE] = { 1, 0, FALSE, FALSE },
};

typedef struct
{
  CercleSheet *sheet;
  cairo_t *cr;
  cairo_t *words;        /* where they are measured: of a file, which does not round to pixels */
  gboolean drawing;      /* FALSE: only counting */
  double left, width, y; /* of the column being filled */
  double top, bottom;    /* of the room for blocks on this page */
  double right_top;      /* where a column beside begins */
  guint page, pages;
  CercleSheetBlock *labels; /* of the table being written; or NULL */
  GPtrArray *recorded;      /* a surface a page; NULL: one surface has them all */
} Pages;

static double
page_width (const CercleSheet *sheet)
{
  return sheet->landscape ? LONG_SIDE : SHORT_SIDE;
}

static double
page_height (const CercleSheet *sheet)
{
  return sheet->landscape ? SHORT_SIDE : LONG_SIDE;
}

static void
set_font (PangoLayout *layout, double points, gboolean bold)
{
  PangoFontDescription *font = pango_font_description_from_string ("Sans");

  pango_font_description_set_absolute_size (font, points * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
}

static PangoLayout *
layout_new (Pages *pages, const char *text, double width, double scale, gboolean bold)
{
  PangoLayout *layout = pango_cairo_create_layout (pages->words);

  set_font (layout, pages->sheet->size * scale, bold);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

static int
foot_size (const CercleSheet *sheet)
{
  return sheet->size >= EASY ? sheet->size : CERCLE_SHEET_LEAST;
}

/* A text on its own, outside the flow; its height. */
static double
put_text (Pages *pages, const char *text, double y, double scale, PangoAlignment alignment)
{
  PangoLayout *layout =
      layout_new (pages, text, page_width (pages->sheet) - 2 * MARGIN, scale, scale > 1);
  int height = 0;

  pango_layout_set_alignment (layout, alignment);
  if (scale == FOOT_SCALE)
    {
      int size = foot_size (pages->sheet);
      double place = PLACE * size / CERCLE_SHEET_LEAST;

      set_font (layout, size, FALSE);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      if (alignment == PANGO_ALIGN_LEFT)
        pango_layout_set_width (
            layout, (int) ((page_width (pages->sheet) - 2 * MARGIN - place) * PANGO_SCALE));
    }
  pango_layout_get_pixel_size (layout, NULL, &height);
  if (pages->drawing)
    {
      cairo_move_to (pages->cr, MARGIN, y);
      pango_cairo_show_layout (pages->cr, layout);
    }
  g_object_unref (layout);
  return height;
}

static void
rule (Pages *pages, double y, double width)
{
  if (!pages->drawing)
    return;
  cairo_set_line_width (pages->cr, width);
  cairo_move_to (pages->cr, pages->left, y);
  cairo_line_to (pages->cr, pages->left + pages->width, y);
  cairo_stroke (pages->cr);
}

static void
put_foot (Pages *pages)
{
  const CercleSheet *sheet = pages->sheet;
  double y = page_height (sheet) - MARGIN + 4;
  g_autofree char *place = g_strdup_printf (
      /* TRANSLATORS: page, pages. */
      _ ("Page %1$u of %2$u"), pages->page, MAX (pages->pages, pages->page));
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autofree char *line = NULL;

  if (sheet->example)
    g_ptr_array_add (words, (char *) _ ("Example: everything here is invented"));
  if (sheet->day != NULL)
    g_ptr_array_add (words, sheet->day);
  if (sheet->community != NULL)
    g_ptr_array_add (words, sheet->community);
  g_ptr_array_add (words, NULL);
  line = g_strjoinv (" · ", (char **) words->pdata);
  put_text (pages, line, y, FOOT_SCALE, PANGO_ALIGN_LEFT);
  put_text (pages, place, y, FOOT_SCALE, PANGO_ALIGN_RIGHT);
}

/* (transfer full) */
static cairo_surface_t *
new_recording (const CercleSheet *sheet)
{
  const cairo_rectangle_t whole = { 0, 0, page_width (sheet), page_height (sheet) };

  return cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &whole);
}

static void
record_page (Pages *pages)
{
  cairo_surface_t *surface = new_recording (pages->sheet);

  g_ptr_array_add (pages->recorded, surface);
  cairo_destroy (pages->cr);
  pages->cr = cairo_create (surface);
  cairo_set_source_rgb (pages->cr, 0, 0, 0);
}

static void
begin_page (Pages *pages)
{
  const CercleSheet *sheet = pages->sheet;

  if (pages->drawing && pages->recorded != NULL)
    record_page (pages);
  else if (pages->page > 0 && pages->drawing)
    cairo_show_page (pages->cr);
  pages->page++;
  pages->left = MARGIN;
  pages->width = page_width (sheet) - 2 * MARGIN;
  pages->bottom = page_height (sheet) - MARGIN - FOOT + 12;
  pages->y = MARGIN - 6;
  put_foot (pages);
  if (pages->page > 1)
    {
      pages->top = pages->right_top = pages->y;
      return;
    }
  pages->y += put_text (pages, sheet->title, pages->y, 1.7, PANGO_ALIGN_LEFT) + 2;
  if (sheet->subtitle != NULL)
    pages->y += put_text (pages, sheet->subtitle, pages->y, 1, PANGO_ALIGN_LEFT) + 2;
  pages->top = pages->right_top = pages->y + 4;
}

/* --- Rows ------------------------------------------------------------------------------------ */

typedef struct
{
  GPtrArray *layouts; /* PangoLayout, one a cell */
  int *done;          /* lines of each that stand already */
  double indent;      /* of an item */
} Row;

static void
row_clear (Row *row)
{
  g_ptr_array_unref (row->layouts);
  g_free (row->done);
}

static Row
row_new (Pages *pages, const CercleSheetBlock *block)
{
  Row row = { g_ptr_array_new_with_free_func (g_object_unref), g_new0 (int, block->table->len), 0 };

  if (block->sort == CERCLE_SHEET_ITEM)
    row.indent = pages->sheet->size * 1.2;
  for (guint i = 0; i < block->table->len; i++)
    {
      double share = g_array_index (block->table, CercleSheetColumn, i).share;
      gboolean bold = looks[block->sort].bold || (block->sort == CERCLE_SHEET_FACT && i == 0);
      double gap = i + 1 < block->table->len ? GAP : 0;
      g_ptr_array_add (row.layouts,
                       layout_new (pages, block->cells[i], pages->width * share - gap - row.indent,
                                   looks[block->sort].scale, bold));
    }
  return row;
}

/* Puts the lines of a cell that fit; how high they are together. */
static double
put_lines (Pages *pages, PangoLayout *layout, int *done, double x, double room)
{
  int n = pango_layout_get_line_count (layout);
  double used = 0;

  for (; *done < n; (*done)++)
    {
      PangoLayoutLine *line = pango_layout_get_line_readonly (layout, *done);
      PangoRectangle extents;
      double height, ascent;

      pango_layout_line_get_extents (line, NULL, &extents);
      height = (double) extents.height / PANGO_SCALE;
      ascent = (double) -extents.y / PANGO_SCALE;
      /* A line that fits on no page at all would never come. */
      if (used + height > room && (used > 0 || room < pages->bottom - pages->top - 1))
        return used;
      if (pages->drawing)
        {
          cairo_move_to (pages->cr, x, pages->y + used + ascent);
          pango_cairo_show_layout_line (pages->cr, line);
        }
      used += height;
    }
  return used;
}

static gboolean
is_done (const Row *row)
{
  for (guint i = 0; i < row->layouts->len; i++)
    if (row->done[i] < pango_layout_get_line_count (g_ptr_array_index (row->layouts, i)))
      return FALSE;
  return TRUE;
}

/* Between the cells of what was just put there, which began at top. */
static void
line_cells (Pages *pages, const CercleSheetBlock *block, double top)
{
  double x = pages->left;

  for (guint i = 0; block->lined && pages->drawing && i + 1 < block->table->len; i++)
    {
      x += pages->width * g_array_index (block->table, CercleSheetColumn, i).share;
      cairo_set_line_width (pages->cr, LINE);
      cairo_move_to (pages->cr, x - GAP / 2, top);
      cairo_line_to (pages->cr, x - GAP / 2, pages->y);
      cairo_stroke (pages->cr);
    }
}

/* What fits of a row on this page. */
static void
put_slice (Pages *pages, Row *row, const CercleSheetBlock *block)
{
  double x = pages->left, highest = 0;

  if (row->indent > 0 && row->done[0] == 0 && pages->drawing)
    {
      cairo_new_path (pages->cr);
      cairo_arc (pages->cr, x + row->indent / 3, pages->y + pages->sheet->size * 0.66,
                 pages->sheet->size * 0.14, 0, 2 * G_PI);
      cairo_fill (pages->cr);
    }
  for (guint i = 0; i < row->layouts->len; i++)
    {
      double used = put_lines (pages, g_ptr_array_index (row->layouts, i), &row->done[i],
                               x + row->indent, pages->bottom - pages->y);
      highest = MAX (highest, used);
      x += pages->width * g_array_index (block->table, CercleSheetColumn, i).share;
    }
  pages->y += highest;
}

static double
row_height (const Row *row)
{
  double highest = 0;

  for (guint i = 0; i < row->layouts->len; i++)
    {
      int height = 0;
      pango_layout_get_pixel_size (g_ptr_array_index (row->layouts, i), NULL, &height);
      highest = MAX (highest, height);
    }
  return highest;
}

/* As thick as can be told from the line under it, and grey, to be read beside the number. */
static void
put_bar (Pages *pages, const CercleSheetBlock *block)
{
  double width = pages->width * g_array_index (block->table, CercleSheetColumn, 0).share - GAP;

  if (pages->drawing)
    {
      cairo_save (pages->cr);
      cairo_set_source_rgb (pages->cr, 0.45, 0.45, 0.45);
      cairo_rectangle (pages->cr, pages->left, pages->y, width * block->bar, BAR);
      cairo_fill (pages->cr);
      cairo_restore (pages->cr);
    }
}

static void
put_row (Pages *pages, const CercleSheetBlock *block)
{
  Row row = row_new (pages, block);
  double top = pages->y;

  pages->y += looks[block->sort].above;
  put_slice (pages, &row, block);
  while (!is_done (&row))
    {
      line_cells (pages, block, top);
      begin_page (pages);
      if (block->sort == CERCLE_SHEET_ROW && pages->labels != NULL)
        put_row (pages, pages->labels);
      top = pages->y;
      put_slice (pages, &row, block);
    }
  if (block->bar > 0)
    put_bar (pages, block);
  if (looks[block->sort].ruled)
    {
      pages->y += 2;
      rule (pages, pages->y, block->sort == CERCLE_SHEET_ROW ? LINE : 0.9);
    }
  line_cells (pages, block, top);
  row_clear (&row);
}

/* --- Blocks ---------------------------------------------------------------------------------- */

static double
block_height (Pages *pages, const CercleSheetBlock *block)
{
  Row row = row_new (pages, block);
  double height = row_height (&row) + looks[block->sort].above + 4;

  row_clear (&row);
  return height;
}

/* A heading and the labels of a table stand with what they are of; a row of few lines stays whole.
 */
static gboolean
wants_page (Pages *pages, guint position)
{
  GPtrArray *blocks = pages->sheet->blocks;
  double wanted = 0, room = pages->bottom - pages->y;

  for (; position < blocks->len; position++)
    {
      const CercleSheetBlock *block = g_ptr_array_index (blocks, position);

      if (block->sort == CERCLE_SHEET_BESIDE)
        break;
      wanted += block_height (pages, block);
      if (block->sort != CERCLE_SHEET_HEADING && block->sort != CERCLE_SHEET_LABELS)
        break;
    }
  return wanted > room && wanted < (pages->bottom - pages->top) / 2;
}

static void
go_beside (Pages *pages)
{
  double half = (page_width (pages->sheet) - 2 * MARGIN - BESIDE_GAP) / 2;

  pages->left = MARGIN + half + BESIDE_GAP;
  pages->width = half;
  pages->y = pages->right_top;
}

static gboolean
has_beside (const CercleSheet *sheet)
{
  for (guint i = 0; i < sheet->blocks->len; i++)
    if (((CercleSheetBlock *) g_ptr_array_index (sheet->blocks, i))->sort == CERCLE_SHEET_BESIDE)
      return TRUE;
  return FALSE;
}

/* Headings are found again in the reader's own list of parts. */
static void
add_outline (Pages *pages, const char *heading)
{
  g_autofree char *place = g_strdup_printf ("page=%u", pages->page);

  cairo_pdf_surface_add_outline (cairo_get_target (pages->cr), CAIRO_PDF_OUTLINE_ROOT, heading,
                                 place, 0);
}

/* TRUE: this block and those after it are left out, and that is said. There is always room to say
 * it. */
static gboolean
is_full (Pages *pages, guint position)
{
  CercleSheet *sheet = pages->sheet;
  guint n = sheet->blocks->len - position;
  g_autofree char *words = sheet->left != NULL ? sheet->left (n) : NULL;
  const char *cells[] = { words };
  CercleSheetBlock said = { CERCLE_SHEET_TEXT, sheet->whole, (char **) cells };
  double room = pages->bottom - pages->y, wanted = 0;

  if (words == NULL)
    return FALSE;
  wanted = block_height (pages, g_ptr_array_index (sheet->blocks, position)) +
           (n > 1 ? block_height (pages, &said) : 0);
  if (wanted <= room)
    return FALSE;
  put_row (pages, &said);
  return TRUE;
}

static void
put_blocks (Pages *pages)
{
  GPtrArray *blocks = pages->sheet->blocks;

  begin_page (pages);
  pages->y = pages->top;
  if (has_beside (pages->sheet))
    pages->width = (pages->width - BESIDE_GAP) / 2;
  for (guint i = 0; i < blocks->len; i++)
    {
      CercleSheetBlock *block = g_ptr_array_index (blocks, i);

      if (block->sort == CERCLE_SHEET_BESIDE)
        {
          go_beside (pages);
          continue;
        }
      if (is_full (pages, i))
        return;
      if (wants_page (pages, i))
        {
          begin_page (pages);
          if (block->sort == CERCLE_SHEET_ROW && pages->labels != NULL)
            put_row (pages, pages->labels);
        }
      pages->labels = block->sort == CERCLE_SHEET_LABELS ? block
                      : block->sort == CERCLE_SHEET_ROW  ? pages->labels
                                                         : NULL;
      if (block->sort == CERCLE_SHEET_HEADING && pages->drawing && pages->recorded == NULL)
        add_outline (pages, block->cells[0]);
      put_row (pages, block);
    }
}

/* --- The file -------------------------------------------------------------------------------- */

typedef struct
{
  CercleSafeFile *file;
  GError *error;
} Sink;

static cairo_status_t
write_cb (void *closure, const unsigned char *bytes, unsigned int n)
{
  Sink *sink = closure;

  if (sink->error != NULL ||
      !cercle_safe_file_write (sink->file, (const char *) bytes, n, &sink->error))
    return CAIRO_STATUS_WRITE_ERROR;
  return CAIRO_STATUS_SUCCESS;
}

/* Nothing about persons, nor about who wrote it: files are passed on. */
static void
name_document (const CercleSheet *sheet, cairo_surface_t *surface)
{
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, sheet->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Cercle");
}

static gboolean
draw (CercleSheet *self, cairo_surface_t *surface, guint *n_pages)
{
  cairo_t *cr = cairo_create (surface);
  Pages counted = { self, cr, cr, FALSE };
  Pages drawn = { self, cr, cr, TRUE };
  cairo_status_t status;

  cairo_set_source_rgb (cr, 0, 0, 0);
  put_blocks (&counted);
  drawn.pages = counted.page;
  put_blocks (&drawn);
  cairo_show_page (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  if (n_pages != NULL)
    *n_pages = drawn.page;
  return status == CAIRO_STATUS_SUCCESS;
}

GPtrArray *
cercle_sheet_record (CercleSheet *self)
{
  cairo_surface_t *surface =
      cairo_pdf_surface_create_for_stream (NULL, NULL, page_width (self), page_height (self));
  cairo_t *words = cairo_create (surface);
  Pages counted = { self, words, words, FALSE };
  Pages drawn = { self, cairo_reference (words), words, TRUE };

  put_blocks (&counted);
  drawn.pages = counted.page;
  drawn.recorded = g_ptr_array_new_with_free_func ((GDestroyNotify) cairo_surface_destroy);
  put_blocks (&drawn);
  cairo_destroy (drawn.cr);
  cairo_destroy (words);
  cairo_surface_destroy (surface);
  return drawn.recorded;
}

gboolean
cercle_sheet_write (CercleSheet *self, const char *path, guint *pages, GError **error)
{
  g_autoptr (CercleSafeFile) file = cercle_safe_file_new (path, error);
  Sink sink = { file, NULL };
  cairo_surface_t *surface = NULL;
  gboolean drawn;

  if (file == NULL)
    return FALSE;
  surface =
      cairo_pdf_surface_create_for_stream (write_cb, &sink, page_width (self), page_height (self));
  name_document (self, surface);
  drawn = draw (self, surface, pages);
  cairo_surface_destroy (surface);
  if (sink.error != NULL)
    {
      g_propagate_error (error, sink.error);
      return FALSE;
    }
  if (!drawn)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                           _ ("The file could not be written: nothing was saved."));
      return FALSE;
    }
  return cercle_safe_file_keep (file, error);
}
