/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which parts of the week does nobody cover? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-week-grid.h"

#include <glib/gi18n-lib.h>

#include "cercle-choices.h"
#include "cercle-escape.h"
#include "cercle-macros.h"
#include "cercle-record.h"

#define DAYS 7
#define PARTS 3
#define CELL_CHARS 2 /* as wide with a sign as without */

static const char *const days[DAYS] = { N_ ("Mon"), N_ ("Tue"), N_ ("Wed"), N_ ("Thu"),
                                        N_ ("Fri"), N_ ("Sat"), N_ ("Sun") };
static const char *const parts[PARTS] = { N_ ("Morning"), N_ ("Afternoon"), N_ ("Night") };

struct _CercleWeekGrid
{
  GtkWidget parent_instance;
  GtkWidget *grid;
  GtkWidget *cells[DAYS * PARTS]; /* in the order of cercle_slots: a day's parts together */
};

G_DEFINE_FINAL_TYPE (CercleWeekGrid, cercle_week_grid, GTK_TYPE_WIDGET)

static GtkWidget *
make_label (const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  return label;
}

static void
cercle_week_grid_dispose (GObject *object)
{
  g_clear_pointer (&CERCLE_WEEK_GRID (object)->grid, gtk_widget_unparent);
  G_OBJECT_CLASS (cercle_week_grid_parent_class)->dispose (object);
}

static void
cercle_week_grid_class_init (CercleWeekGridClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cercle_week_grid_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "week");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cercle_week_grid_init (CercleWeekGrid *self)
{
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 3);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 3);
  for (int day = 0; day < DAYS; day++)
    gtk_grid_attach (GTK_GRID (self->grid), make_label (_ (days[day])), day + 1, 0, 1, 1);
  for (int part = 0; part < PARTS; part++)
    {
      GtkWidget *label = make_label (_ (parts[part]));
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_grid_attach (GTK_GRID (self->grid), label, 0, part + 1, 1, 1);
      for (int day = 0; day < DAYS; day++)
        {
          GtkWidget *cell = gtk_label_new (NULL);
          gtk_widget_add_css_class (cell, "slot");
          gtk_widget_set_hexpand (cell, TRUE);
          gtk_label_set_width_chars (GTK_LABEL (cell), CELL_CHARS);
          self->cells[day * PARTS + part] = cell;
          gtk_grid_attach (GTK_GRID (self->grid), cell, day + 1, part + 1, 1, 1);
        }
    }
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
}

GtkWidget *
cercle_week_grid_new (void)
{
  return g_object_new (CERCLE_TYPE_WEEK_GRID, NULL);
}

static void
show_cell (GtkWidget *cell, const CercleChoice *slot, gboolean needed, gboolean open)
{
  const char *label = _ (slot->label);
  g_autofree char *words = !needed ? g_strdup (label)
                           : open  ? g_strdup_printf (_ ("%s: not covered"), label)
                                   : g_strdup_printf (_ ("%s: covered"), label);

  /* The sign says it, the colour repeats it. */
  gtk_label_set_text (GTK_LABEL (cell), !needed ? "" : open ? "!" : "✓");
  gtk_widget_set_tooltip_text (cell, words);
  cercle_set_spoken (cell, words);
  gtk_widget_remove_css_class (cell, "error");
  gtk_widget_remove_css_class (cell, "success");
  if (needed)
    gtk_widget_add_css_class (cell, open ? "error" : "success");
}

void
cercle_week_grid_set (CercleWeekGrid *self, const char *needed, const char *uncovered)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  g_autofree char *spoken = NULL, *list = NULL;

  for (guint i = 0; i < DAYS * PARTS && cercle_slots[i].token != NULL; i++)
    {
      const CercleChoice *slot = &cercle_slots[i];
      gboolean is_open = cercle_tokens_contain (uncovered, slot->token);

      show_cell (self->cells[i], slot, cercle_tokens_contain (needed, slot->token), is_open);
      if (is_open)
        g_ptr_array_add (open, (char *) _ (slot->label));
    }
  g_ptr_array_add (open, NULL);
  list = g_strjoinv ("; ", (char **) open->pdata);
  spoken = list[0] != '\0' ? g_strdup_printf (_ ("Not covered: %s"), list)
                           : g_strdup (_ ("Every part of the week that is needed is covered."));
  cercle_set_spoken (self, spoken);
}
