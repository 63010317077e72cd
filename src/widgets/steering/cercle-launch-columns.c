/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a line of the table of launches say, and which comes first? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-launch-columns.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-community.h"
#include "cercle-macros.h"

G_DEFINE_FINAL_TYPE (CercleLaunchRow, cercle_launch_row, G_TYPE_OBJECT)

static void
cercle_launch_row_class_init (CercleLaunchRowClass *klass)
{
}

static void
cercle_launch_row_init (CercleLaunchRow *self)
{
}

CercleLaunchRow *
cercle_launch_row_new (const CercleLaunchLine *line)
{
  CercleLaunchRow *self = g_object_new (CERCLE_TYPE_LAUNCH_ROW, NULL);

  self->line = line;
  return self;
}

/* --- Cells ----------------------------------------------------------------------------------- */

static const CercleLaunchLine *
line_of (gpointer item)
{
  return CERCLE_LAUNCH_ROW (item)->line;
}

static const char *
value (const CercleLaunchLine *line, guint field)
{
  return line->launch != NULL ? cercle_record_get_text (line->launch, field) : NULL;
}

static void
fill_region (CercleCell *cell, gpointer item, gpointer data)
{
  const CercleLaunchLine *line = line_of (item);

  cercle_cell_text (cell, line->region != NULL ? line->region->name : _ ("Outside the regions"));
}

static void
fill_department (CercleCell *cell, gpointer item, gpointer data)
{
  const CercleLaunchLine *line = line_of (item);
  g_autofree char *words = NULL;

  if (line->department == NULL)
    return;
  words = g_strdup_printf ("%s %s", line->department->code, line->department->name);
  if (line->community != NULL)
    cercle_cell_text (cell, words);
  else
    cercle_cell_dim (cell, words);
}

static void
fill_community (CercleCell *cell, gpointer item, gpointer data)
{
  const CercleLaunchLine *line = line_of (item);

  if (line->community != NULL)
    cercle_cell_strong (cell, cercle_record_get_text (line->community, CERCLE_COMMUNITY_NAME));
  else
    cercle_cell_dim (cell, _ ("No community"));
}

static void
fill_wave (CercleCell *cell, gpointer item, gpointer data)
{
  const CercleLaunchLine *line = line_of (item);
  g_autofree char *digits =
      line->launch != NULL ? cercle_record_display (line->launch, CERCLE_LAUNCH_WAVE) : NULL;

  cercle_cell_text (cell, digits);
}

static void
fill_day (CercleCell *cell, gpointer item, guint field)
{
  const CercleLaunchLine *line = line_of (item);
  g_autofree char *words =
      line->launch != NULL ? cercle_record_display (line->launch, field) : NULL;

  cercle_cell_text (cell, words);
}

static void
fill_planned (CercleCell *cell, gpointer item, gpointer data)
{
  fill_day (cell, item, CERCLE_LAUNCH_PLANNED_ON);
}

static void
fill_actual (CercleCell *cell, gpointer item, gpointer data)
{
  fill_day (cell, item, CERCLE_LAUNCH_ACTUAL_ON);
}

static void
fill_held (CercleCell *cell, gpointer item, gpointer data)
{
  const CercleLaunchLine *line = line_of (item);
  g_autofree char *digits = NULL, *said = NULL;

  if (line->standing == NULL)
    return;
  digits = g_strdup_printf ("%u/%u", line->standing->held, CERCLE_N_LAUNCH_POINTS);
  said = g_strdup_printf (_ ("%1$u of %2$u points hold"), line->standing->held,
                          CERCLE_N_LAUNCH_POINTS);
  cercle_cell_text (cell, digits);
  cercle_cell_spoken (cell, said);
}

static void
fill_state (CercleCell *cell, gpointer item, gpointer data)
{
  const CercleLaunchLine *line = line_of (item);
  const char *words = NULL;

  if (line->standing == NULL)
    return;
  words = cercle_launch_state_label (line->standing->state);
  if (line->standing->state == CERCLE_LAUNCH_LATE)
    cercle_cell_badge (cell, words);
  else if (line->standing->state == CERCLE_LAUNCH_LAUNCHED)
    {
      cercle_cell_icon (cell, "object-select-symbolic", FALSE, NULL);
      cercle_cell_text (cell, words);
    }
  else
    cercle_cell_dim (cell, words);
}

const CercleColumn cercle_launch_columns[] = {
  { "region", N_ ("Region"), 182, 0, CERCLE_COLUMN_SORTS | CERCLE_COLUMN_BELOW, fill_region },
  { "department", N_ ("Département"), 164, 150, CERCLE_COLUMN_SORTS, fill_department },
  { "community", N_ ("Community"), 0, 0, CERCLE_COLUMN_SORTS, fill_community },
  { "wave", N_ ("Wave"), 52, 0, CERCLE_COLUMN_SORTS | CERCLE_COLUMN_WIDE, fill_wave },
  { "planned", N_ ("Planned"), 122, 0, CERCLE_COLUMN_SORTS | CERCLE_COLUMN_BELOW, fill_planned },
  { "actual", N_ ("Launched"), 122, 0, CERCLE_COLUMN_SORTS | CERCLE_COLUMN_BELOW, fill_actual },
  { "held", N_ ("Holds"), 64, 0, CERCLE_COLUMN_SORTS | CERCLE_COLUMN_BELOW, fill_held },
  { "state", N_ ("State"), 110, 120, CERCLE_COLUMN_SORTS, fill_state },
};
const guint cercle_launch_n_columns = G_N_ELEMENTS (cercle_launch_columns);

/* --- Order ----------------------------------------------------------------------------------- */

/* What is not there comes last, in either direction: FALSE when both are there. */
static gboolean
compare_absent (const char *a, const char *b, int *order)
{
  *order = (a == NULL) - (b == NULL);
  return a == NULL || b == NULL;
}

static const char *
name_of (const CercleLaunchLine *line)
{
  return line->community != NULL ? cercle_record_get_text (line->community, CERCLE_COMMUNITY_NAME)
                                 : NULL;
}

static int
compare_texts (const char *a, const char *b, int sign)
{
  int order = 0;

  return compare_absent (a, b, &order) ? order : sign * g_utf8_collate (a, b);
}

/* -1: no community. */
static gint64
number (const CercleLaunchLine *line, const char *column)
{
  if (g_str_equal (column, "wave"))
    return line->launch != NULL ? cercle_record_get_integer (line->launch, CERCLE_LAUNCH_WAVE, -1)
                                : -1;
  if (line->standing == NULL)
    return -1;
  return g_str_equal (column, "held") ? line->standing->held : (gint64) line->standing->state;
}

static int
compare_numbers (gint64 a, gint64 b, int sign)
{
  if (a < 0 || b < 0)
    return (a < 0) - (b < 0);
  return sign * ((a > b) - (a < b));
}

typedef struct
{
  char *column;
  int sign;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  g_free (order->column);
  g_free (order);
}

static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const Order *order = data;
  const CercleLaunchLine *one = line_of ((gpointer) a), *other = line_of ((gpointer) b);

  if (g_str_equal (order->column, "department"))
    return compare_texts (one->department != NULL ? one->department->code : NULL,
                          other->department != NULL ? other->department->code : NULL, order->sign);
  if (g_str_equal (order->column, "community"))
    return compare_texts (name_of (one), name_of (other), order->sign);
  if (g_str_equal (order->column, "region"))
    return compare_texts (one->region != NULL ? one->region->name : NULL,
                          other->region != NULL ? other->region->name : NULL, order->sign);
  if (g_str_equal (order->column, "planned") || g_str_equal (order->column, "actual"))
    {
      guint field = g_str_equal (order->column, "planned") ? CERCLE_LAUNCH_PLANNED_ON
                                                           : CERCLE_LAUNCH_ACTUAL_ON;
      return compare_texts (value (one, field), value (other, field), order->sign);
    }
  return compare_numbers (number (one, order->column), number (other, order->column), order->sign);
}

GtkSorter *
cercle_launch_sorter (const char *column, gboolean descending)
{
  Order *order = g_new0 (Order, 1);

  order->column = g_strdup (column != NULL ? column : "region");
  order->sign = descending ? -1 : 1;
  return GTK_SORTER (gtk_custom_sorter_new (compare, order, order_free));
}
