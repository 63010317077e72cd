/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is one cell of a work list drawn and said? Texts that follow each other are one layout,
 * because layouts are what a list costs. */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-cell.h"

#include <math.h>

#include "cercle-ink.h"
#include "cercle-mark.h"

#define GAP 6.0f
#define ICON_SIZE 16
#define BADGE_PADDING 5.0f
/* Nobody reads more in a line, and shaping ten thousand letters would be seen. */
#define MOST_LETTERS 400

typedef enum
{
  SEGMENT_TEXT,
  SEGMENT_BADGE,
  SEGMENT_ICON,
  SEGMENT_MARK,
  SEGMENT_TAB,
} SegmentSort;

typedef enum
{
  RUN_PLAIN,
  RUN_STRONG,
  RUN_DIM,
  RUN_ALARM,
} RunStyle;

typedef struct
{
  SegmentSort sort;
  GString *text; /* texts and badges; the name of an icon */
  GArray *runs;  /* of Run */
  char *spoken;
  char letter;
  gboolean alarm;
  float x;
  PangoLayout *layout;
} Segment;

typedef struct
{
  RunStyle style;
  guint start, end;
} Run;

struct _CercleCell
{
  GtkWidget *row; /* not owned: it owns the cell */
  const CercleColumn *column;
  GPtrArray *segments;
  char *spoken;
  gboolean numeric;
};

static void
segment_free (Segment *segment)
{
  if (segment->text != NULL)
    g_string_free (segment->text, TRUE);
  g_clear_pointer (&segment->runs, g_array_unref);
  g_clear_object (&segment->layout);
  g_free (segment->spoken);
  g_free (segment);
}

static Segment *
add_segment (CercleCell *cell, SegmentSort sort)
{
  Segment *segment = g_new0 (Segment, 1);

  segment->sort = sort;
  g_ptr_array_add (cell->segments, segment);
  return segment;
}

static char *
fit_to_draw (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  if (g_utf8_strlen (valid, -1) <= MOST_LETTERS)
    return g_steal_pointer (&valid);
  return g_utf8_substring (valid, 0, MOST_LETTERS);
}

static void
add_run (CercleCell *cell, const char *text, RunStyle style)
{
  Segment *segment = NULL;
  g_autofree char *fit = NULL;
  Run run = { style, 0, 0 };

  if (text == NULL || text[0] == '\0')
    return;
  fit = fit_to_draw (text);
  if (cell->segments->len > 0)
    segment = g_ptr_array_index (cell->segments, cell->segments->len - 1);
  if (segment == NULL || segment->sort != SEGMENT_TEXT)
    {
      segment = add_segment (cell, SEGMENT_TEXT);
      segment->text = g_string_new (NULL);
      segment->runs = g_array_new (FALSE, FALSE, sizeof (Run));
    }
  else
    g_string_append_c (segment->text, ' ');
  run.start = (guint) segment->text->len;
  g_string_append (segment->text, fit);
  run.end = (guint) segment->text->len;
  g_array_append_val (segment->runs, run);
}

static void
add_attribute (PangoAttrList *list, PangoAttribute *attribute, const Run *run)
{
  attribute->start_index = run->start;
  attribute->end_index = run->end;
  pango_attr_list_insert (list, attribute);
}

static void
add_colour (PangoAttrList *list, const GdkRGBA *colour, const Run *run)
{
  add_attribute (list,
                 pango_attr_foreground_new ((guint16) (colour->red * 65535),
                                            (guint16) (colour->green * 65535),
                                            (guint16) (colour->blue * 65535)),
                 run);
  add_attribute (list, pango_attr_foreground_alpha_new ((guint16) (colour->alpha * 65535)), run);
}

static PangoAttrList *
attributes_of (CercleCell *cell, Segment *segment)
{
  PangoAttrList *list = pango_attr_list_new ();
  const CercleInk *ink = cercle_ink ();

  for (guint i = 0; segment->runs != NULL && i < segment->runs->len; i++)
    {
      const Run *run = &g_array_index (segment->runs, Run, i);

      if (run->style == RUN_STRONG || run->style == RUN_ALARM)
        add_attribute (list, pango_attr_weight_new (PANGO_WEIGHT_BOLD), run);
      if (run->style == RUN_ALARM)
        add_colour (list, &ink->alarm, run);
      if (run->style == RUN_DIM)
        {
          add_attribute (list, pango_attr_scale_new (10.0 / 11.0), run);
          add_colour (list, &ink->dim, run);
        }
    }
  if (segment->sort == SEGMENT_BADGE)
    {
      pango_attr_list_insert (list, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
      pango_attr_list_insert (list, pango_attr_scale_new (9.0 / 11.0));
    }
  if (cell->numeric)
    pango_attr_list_insert (list, pango_attr_font_features_new ("tnum=1"));
  return list;
}

static PangoLayout *
layout_of (CercleCell *cell, Segment *segment)
{
  g_autoptr (PangoAttrList) attributes = NULL;

  if (segment->layout != NULL)
    return segment->layout;
  segment->layout = gtk_widget_create_pango_layout (cell->row, segment->text->str);
  attributes = attributes_of (cell, segment);
  pango_layout_set_attributes (segment->layout, attributes);
  pango_layout_set_single_paragraph_mode (segment->layout, TRUE);
  pango_layout_set_ellipsize (segment->layout, PANGO_ELLIPSIZE_END);
  return segment->layout;
}

static float
natural_width (CercleCell *cell, Segment *segment)
{
  int width = 0;

  switch (segment->sort)
    {
    case SEGMENT_ICON:
      return ICON_SIZE;
    case SEGMENT_MARK:
      return CERCLE_MARK_SIZE;
    case SEGMENT_TEXT:
    case SEGMENT_BADGE:
      pango_layout_set_width (layout_of (cell, segment), -1);
      pango_layout_get_pixel_size (layout_of (cell, segment), &width, NULL);
      return (float) width + (segment->sort == SEGMENT_BADGE ? 2 * BADGE_PADDING : 0);
    case SEGMENT_TAB:
    default:
      return 0;
    }
}

static void
draw_layout (GtkSnapshot *snapshot, PangoLayout *layout, float x, float baseline,
             const GdkRGBA *colour)
{
  float rise = (float) pango_layout_get_baseline (layout) / PANGO_SCALE;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, roundf (baseline - rise)));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
}

static void
draw_badge (Segment *segment, GtkSnapshot *snapshot, float x, float width, float baseline)
{
  const GdkRGBA *colour = &cercle_ink ()->alarm;
  const float widths[4] = { 1, 1, 1, 1 };
  const GdkRGBA colours[4] = { *colour, *colour, *colour, *colour };
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (x, baseline - 14, width, 19), 4);
  gtk_snapshot_append_border (snapshot, &outline, widths, colours);
  draw_layout (snapshot, segment->layout, x + BADGE_PADDING, baseline - 1, colour);
}

static void
draw_icon (CercleCell *cell, Segment *segment, GtkSnapshot *snapshot, float x, float middle)
{
  const CercleInk *ink = cercle_ink ();
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (cell->row));
  g_autoptr (GtkIconPaintable) icon = gtk_icon_theme_lookup_icon (
      theme, segment->text->str, NULL, ICON_SIZE, gtk_widget_get_scale_factor (cell->row),
      gtk_widget_get_direction (cell->row), GTK_ICON_LOOKUP_FORCE_SYMBOLIC);
  GdkRGBA colour = segment->alarm ? ink->alarm : ink->dim;
  const GdkRGBA colours[4] = { colour, ink->alarm, ink->warning, ink->accent };

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, middle - ICON_SIZE / 2));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, ICON_SIZE,
                                            ICON_SIZE, colours, G_N_ELEMENTS (colours));
  gtk_snapshot_restore (snapshot);
}

static void
draw_segment (CercleCell *cell, Segment *segment, GtkSnapshot *snapshot, float x, float width,
              float baseline)
{
  /* Half of the height of a capital letter above the baseline: where the eye puts the middle. */
  float middle = roundf (baseline - 5);

  switch (segment->sort)
    {
    case SEGMENT_TEXT:
      if (natural_width (cell, segment) > width)
        pango_layout_set_width (segment->layout, (int) (width * PANGO_SCALE));
      draw_layout (snapshot, segment->layout, x, baseline, &cercle_ink ()->text);
      break;
    case SEGMENT_BADGE:
      draw_badge (segment, snapshot, x, width, baseline);
      break;
    case SEGMENT_ICON:
      draw_icon (cell, segment, snapshot, x, middle);
      break;
    case SEGMENT_MARK:
      cercle_mark_draw (snapshot, gtk_widget_get_pango_context (cell->row), segment->letter, x,
                        middle - (float) CERCLE_MARK_SIZE / 2, CERCLE_MARK_SIZE);
      break;
    case SEGMENT_TAB:
    default:
      break;
    }
}

CercleCell *
cercle_cell_new (GtkWidget *row, const CercleColumn *column)
{
  CercleCell *cell = g_new0 (CercleCell, 1);

  cell->row = row;
  cell->column = column;
  cell->segments = g_ptr_array_new_with_free_func ((GDestroyNotify) segment_free);
  return cell;
}

void
cercle_cell_free (CercleCell *cell)
{
  g_ptr_array_unref (cell->segments);
  g_free (cell->spoken);
  g_free (cell);
}

const CercleColumn *
cercle_cell_column (CercleCell *cell)
{
  return cell->column;
}

gboolean
cercle_cell_is_empty (CercleCell *cell)
{
  for (guint i = 0; i < cell->segments->len; i++)
    if (((Segment *) g_ptr_array_index (cell->segments, i))->sort != SEGMENT_TAB)
      return FALSE;
  return TRUE;
}

void
cercle_cell_set_numeric (CercleCell *cell)
{
  cell->numeric = TRUE;
}

char *
cercle_cell_get_spoken (CercleCell *cell)
{
  g_autoptr (GString) sentence = g_string_new (NULL);

  if (cell->spoken != NULL)
    return g_strdup (cell->spoken);
  for (guint i = 0; i < cell->segments->len; i++)
    {
      Segment *segment = g_ptr_array_index (cell->segments, i);
      const char *part = segment->spoken;

      if (segment->sort == SEGMENT_TEXT || segment->sort == SEGMENT_BADGE)
        part = segment->text->str;
      if (part == NULL || part[0] == '\0')
        continue;
      if (sentence->len > 0)
        g_string_append_c (sentence, ' ');
      g_string_append (sentence, part);
    }
  return g_string_free (g_steal_pointer (&sentence), FALSE);
}

void
cercle_cell_append (CercleCell *cell, CercleCell *other)
{
  if (cercle_cell_is_empty (other))
    return;
  if (!cercle_cell_is_empty (cell))
    add_run (cell, "·", RUN_DIM);
  while (other->segments->len > 0)
    {
      Segment *segment = g_ptr_array_steal_index (other->segments, 0);
      if (segment->sort == SEGMENT_TAB)
        segment_free (segment);
      else
        g_ptr_array_add (cell->segments, segment);
    }
}

void
cercle_cell_draw (CercleCell *cell, GtkSnapshot *snapshot, const graphene_rect_t *bounds,
                  float baseline, gboolean at_end)
{
  float x = bounds->origin.x;
  float end = x + bounds->size.width;

  if (at_end)
    {
      float total = -GAP;
      for (guint i = 0; i < cell->segments->len; i++)
        total += natural_width (cell, g_ptr_array_index (cell->segments, i)) + GAP;
      x = MAX (x, end - total);
    }
  for (guint i = 0; i < cell->segments->len && x < end; i++)
    {
      Segment *segment = g_ptr_array_index (cell->segments, i);
      float width = natural_width (cell, segment);

      if (segment->sort == SEGMENT_TAB)
        {
          if (!at_end)
            x = MAX (x, bounds->origin.x + segment->x);
          continue;
        }
      /* Only texts can be shortened; anything else that does not fit is left to the sentence. */
      if (segment->sort != SEGMENT_TEXT && x + width > end)
        break;
      draw_segment (cell, segment, snapshot, x, MIN (width, end - x), baseline);
      x += MIN (width, end - x) + GAP;
    }
}

void
cercle_cell_text (CercleCell *cell, const char *text)
{
  add_run (cell, text, RUN_PLAIN);
}

void
cercle_cell_strong (CercleCell *cell, const char *text)
{
  add_run (cell, text, RUN_STRONG);
}

void
cercle_cell_dim (CercleCell *cell, const char *text)
{
  add_run (cell, text, RUN_DIM);
}

void
cercle_cell_alarm (CercleCell *cell, const char *text)
{
  add_run (cell, text, RUN_ALARM);
}

void
cercle_cell_badge (CercleCell *cell, const char *text)
{
  g_autofree char *fit = NULL;

  if (text == NULL || text[0] == '\0')
    return;
  fit = fit_to_draw (text);
  add_segment (cell, SEGMENT_BADGE)->text = g_string_new (fit);
}

void
cercle_cell_icon (CercleCell *cell, const char *icon, gboolean alarm, const char *spoken)
{
  Segment *segment = NULL;

  if (icon == NULL)
    return;
  segment = add_segment (cell, SEGMENT_ICON);
  segment->text = g_string_new (icon);
  segment->alarm = alarm;
  segment->spoken = g_strdup (spoken);
}

void
cercle_cell_mark (CercleCell *cell, char letter)
{
  add_segment (cell, SEGMENT_MARK)->letter = letter;
}

void
cercle_cell_tab (CercleCell *cell, int x)
{
  add_segment (cell, SEGMENT_TAB)->x = (float) x;
}

void
cercle_cell_spoken (CercleCell *cell, const char *sentence)
{
  g_free (cell->spoken);
  cell->spoken = g_strdup (sentence);
}
