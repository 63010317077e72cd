/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is one line of a work list shown for the price of one widget? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-compact-row.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "cercle-cell.h"
#include "cercle-escape.h"
#include "cercle-ink.h"
#include "cercle-record-list.h"

#define MARGIN 12
#define TICK 0.65f /* of an icon, so that it ends before the text */
#define GAP 12
#define DENSE_HEIGHT 26
#define AIRY_HEIGHT 32
#define SECOND_LINE 18
#define LEAST_REST 130
/* Two lines stand a little lower, or they hang from the separator. */
#define LOWER 2

struct _CercleCompactRow
{
  GtkWidget parent_instance;
  const CercleRowStyle *style;
  gpointer item;     /* owned */
  GPtrArray *cells;  /* of CercleCell, one a column; NULL: to be filled */
  CercleCell *below; /* the second line of a narrow list */
  char *sentence;
};

G_DEFINE_FINAL_TYPE (CercleCompactRow, cercle_compact_row, GTK_TYPE_WIDGET)

static gboolean
is_shown (const CercleRowStyle *style, const CercleColumn *column)
{
  return !style->narrow || !(column->flags & (CERCLE_COLUMN_BELOW | CERCLE_COLUMN_WIDE));
}

static int
fixed_width (const CercleRowStyle *style, const CercleColumn *column)
{
  return style->narrow && column->narrow_width > 0 ? column->narrow_width : column->width;
}

/* Where there are more columns than room, all give way alike, down to half of what they like. */
static double
squeeze (int fixed, int n_rest, int room)
{
  return fixed > 0 && room - fixed < n_rest * LEAST_REST
             ? CLAMP ((double) (room - n_rest * LEAST_REST) / fixed, 0.5, 1)
             : 1;
}

void
cercle_columns_place (const CercleRowStyle *style, int width, guint column, int *x, int *w)
{
  int room = width - 2 * MARGIN + GAP, at = MARGIN;
  int fixed = 0, n_rest = 0, rest = 0;
  double share = 1;

  for (guint i = 0; i < style->n_columns; i++)
    if (is_shown (style, &style->columns[i]))
      {
        room -= GAP;
        fixed += fixed_width (style, &style->columns[i]);
        n_rest += fixed_width (style, &style->columns[i]) == 0;
      }
  share = squeeze (fixed, n_rest, room);
  rest = n_rest > 0 ? MAX (room - (int) (share * fixed), 0) / n_rest : 0;
  *x = *w = 0;
  for (guint i = 0; i <= column && is_shown (style, &style->columns[column]); i++)
    {
      int own = 0;
      if (!is_shown (style, &style->columns[i]))
        continue;
      own = (int) (share * fixed_width (style, &style->columns[i]));
      *x = at;
      *w = own > 0 ? own : rest;
      at += *w + GAP;
    }
}

static gboolean
is_chosen (CercleCompactRow *self)
{
  CercleRecord *record =
      CERCLE_IS_ROW (self->item) ? cercle_row_get_record (CERCLE_ROW (self->item)) : NULL;

  return self->style->chosen != NULL && record != NULL &&
         cercle_chosen_has (self->style->chosen, cercle_record_get_id (record));
}

static void
compose_sentence (CercleCompactRow *self)
{
  /* TRANSLATORS: a line somebody has chosen to act on, for screen readers. */
  g_autoptr (GString) sentence = g_string_new (is_chosen (self) ? _ ("Chosen") : NULL);

  for (guint i = 0; i < self->style->n_columns; i++)
    {
      g_autofree char *said = cercle_cell_get_spoken (g_ptr_array_index (self->cells, i));
      const char *title = self->style->columns[i].title;

      if (said[0] == '\0')
        continue;
      if (sentence->len > 0)
        g_string_append (sentence, ", ");
      if (title != NULL && title[0] != '\0')
        /* TRANSLATORS: a column's title and what it says, for screen readers. */
        g_string_append_printf (sentence, _ ("%1$s: %2$s"), _ (title), said);
      else
        g_string_append (sentence, said);
    }
  g_free (self->sentence);
  self->sentence = g_string_free (g_steal_pointer (&sentence), FALSE);
}

/* The line of the list is what gets the focus, so it must say the sentence too: GTK 4.8 gives it no
 * name of its own. */
static void
tell (CercleCompactRow *self)
{
  GtkWidget *line = gtk_widget_get_parent (GTK_WIDGET (self));
  const char *sentence = self->sentence != NULL ? self->sentence : "";

  cercle_set_spoken (self, sentence);
  if (line != NULL)
    cercle_set_spoken (line, sentence);
}

static void
drop_cells (CercleCompactRow *self)
{
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_clear_pointer (&self->below, cercle_cell_free);
}

/* The sentence is composed before a narrow list moves parts to its second line: ears hear the same.
 */
static void
fill_cells (CercleCompactRow *self)
{
  const CercleRowStyle *style = self->style;

  drop_cells (self);
  self->cells = g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_cell_free);
  for (guint i = 0; i < style->n_columns; i++)
    {
      CercleCell *cell = cercle_cell_new (GTK_WIDGET (self), &style->columns[i]);
      if (style->columns[i].flags & CERCLE_COLUMN_END)
        cercle_cell_set_numeric (cell);
      if (self->item != NULL)
        style->columns[i].fill (cell, self->item, style->data);
      g_ptr_array_add (self->cells, cell);
    }
  compose_sentence (self);
  if (!style->narrow)
    return;
  self->below = cercle_cell_new (GTK_WIDGET (self), NULL);
  for (guint i = 0; i < style->n_columns; i++)
    if (style->columns[i].flags & CERCLE_COLUMN_BELOW)
      cercle_cell_append (self->below, g_ptr_array_index (self->cells, i));
}

static gboolean
has_second_line (const CercleRowStyle *style)
{
  for (guint i = 0; style->narrow && i < style->n_columns; i++)
    if (style->columns[i].flags & CERCLE_COLUMN_BELOW)
      return TRUE;
  return FALSE;
}

static int
text_height (GtkWidget *widget, int *ascent)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int height = PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics));

  *ascent = PANGO_PIXELS (pango_font_metrics_get_ascent (metrics));
  pango_font_metrics_unref (metrics);
  return height;
}

static int
line_height (GtkWidget *widget, const CercleRowStyle *style)
{
  int ascent = 0;
  /* A person who enlarges the text gets higher lines, not cut letters. */
  return MAX (style->airy ? AIRY_HEIGHT : DENSE_HEIGHT, text_height (widget, &ascent) + 4);
}

int
cercle_compact_row_height (GtkWidget *widget, const CercleRowStyle *style)
{
  return line_height (widget, style) + (has_second_line (style) ? SECOND_LINE : 0);
}

static void
cercle_compact_row_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                            int *minimum, int *natural, int *minimum_baseline,
                            int *natural_baseline)
{
  CercleCompactRow *self = CERCLE_COMPACT_ROW (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = 2 * MARGIN;
  else
    *minimum = *natural = cercle_compact_row_height (widget, self->style);
}

static guint
widest_column (const CercleRowStyle *style)
{
  for (guint i = 0; i < style->n_columns; i++)
    if (is_shown (style, &style->columns[i]) && fixed_width (style, &style->columns[i]) == 0)
      return i;
  return 0;
}

/* A tint, and a tick that fits the margin: nothing of the line moves. */
static void
draw_chosen (CercleCompactRow *self, GtkSnapshot *snapshot, int line, float baseline)
{
  g_autoptr (CercleCell) tick = cercle_cell_new (GTK_WIDGET (self), NULL);
  GdkRGBA tint = cercle_ink ()->accent;

  tint.alpha = 0.2f;
  gtk_snapshot_append_color (snapshot, &tint,
                             &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (GTK_WIDGET (self)),
                                                  gtk_widget_get_height (GTK_WIDGET (self))));
  cercle_cell_icon (tick, "object-select-symbolic", FALSE, NULL);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, baseline * (1 - TICK) - LOWER));
  gtk_snapshot_scale (snapshot, TICK, TICK);
  cercle_cell_draw (tick, snapshot, &GRAPHENE_RECT_INIT (0, 0, MARGIN + GAP, line), baseline,
                    FALSE);
  gtk_snapshot_restore (snapshot);
}

static void
cercle_compact_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CercleCompactRow *self = CERCLE_COMPACT_ROW (widget);
  const CercleRowStyle *style = self->style;
  int width = gtk_widget_get_width (widget), line = line_height (widget, self->style);
  int x = 0, w = 0, ascent = 0;
  int height = text_height (widget, &ascent);
  gboolean second = has_second_line (style);
  float baseline = (float) ((line - height) / 2 + ascent + (second ? LOWER : 0));

  if (self->item == NULL)
    return;
  if (self->cells == NULL)
    fill_cells (self);
  if (is_chosen (self))
    draw_chosen (self, snapshot, line, baseline);
  for (guint i = 0; i < style->n_columns; i++)
    {
      cercle_columns_place (style, width, i, &x, &w);
      if (w > 0)
        cercle_cell_draw (g_ptr_array_index (self->cells, i), snapshot,
                          &GRAPHENE_RECT_INIT (x, 0, w, line), baseline,
                          style->columns[i].flags & CERCLE_COLUMN_END);
    }
  if (self->below == NULL)
    return;
  cercle_columns_place (style, width, widest_column (style), &x, &w);
  cercle_cell_draw (self->below, snapshot,
                    &GRAPHENE_RECT_INIT (x, line, width - MARGIN - x, SECOND_LINE),
                    baseline + SECOND_LINE, FALSE);
}

static void
cercle_compact_row_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  CercleCompactRow *self = CERCLE_COMPACT_ROW (widget);

  GTK_WIDGET_CLASS (cercle_compact_row_parent_class)->css_changed (widget, change);
  /* Layouts keep font and colours: they are made again when drawn. */
  drop_cells (self);
  gtk_widget_queue_draw (widget);
}

static void
cercle_compact_row_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cercle_compact_row_parent_class)->root (widget);
  tell (CERCLE_COMPACT_ROW (widget));
}

static void
cercle_compact_row_finalize (GObject *object)
{
  CercleCompactRow *self = CERCLE_COMPACT_ROW (object);

  drop_cells (self);
  g_clear_object (&self->item);
  g_free (self->sentence);
  G_OBJECT_CLASS (cercle_compact_row_parent_class)->finalize (object);
}

static void
cercle_compact_row_class_init (CercleCompactRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cercle_compact_row_finalize;
  widget_class->measure = cercle_compact_row_measure;
  widget_class->snapshot = cercle_compact_row_snapshot;
  widget_class->css_changed = cercle_compact_row_css_changed;
  widget_class->root = cercle_compact_row_root;
  gtk_widget_class_set_css_name (widget_class, "compactrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
cercle_compact_row_init (CercleCompactRow *self)
{
}

GtkWidget *
cercle_compact_row_new (const CercleRowStyle *style)
{
  CercleCompactRow *self = g_object_new (CERCLE_TYPE_COMPACT_ROW, NULL);

  self->style = style;
  return GTK_WIDGET (self);
}

void
cercle_compact_row_set_item (CercleCompactRow *self, gpointer item)
{
  g_set_object (&self->item, item);
  if (item != NULL)
    cercle_compact_row_refresh (self);
  else
    drop_cells (self);
}

void
cercle_compact_row_refresh (CercleCompactRow *self)
{
  if (self->item == NULL)
    return;
  fill_cells (self);
  tell (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const char *
cercle_compact_row_get_sentence (CercleCompactRow *self)
{
  return self->sentence != NULL ? self->sentence : "";
}
