/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which column of this table tells what? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-column-grid.h"

#include <glib/gi18n-lib.h>

#include "cercle-choice-list.h"
#include "cercle-escape.h"
#include "cercle-macros.h"

#define EXAMPLES 3
#define EXAMPLE_CHARS 36
#define NARROWEST 170

struct _CercleColumnGrid
{
  AdwBin parent_instance;
  CercleColumnTable table;
  guint n_parts;
  GtkWidget **columns, **examples; /* by part */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (CercleColumnGrid, cercle_column_grid, ADW_TYPE_BIN)

static int
column_of (CercleColumnGrid *self, guint part)
{
  return (int) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->columns[part])) - 1;
}

/* What stands in the column in the first rows; a row may be shorter than the heading. */
static char *
example_of (CercleColumnGrid *self, int column)
{
  GString *words = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; column >= 0 && i < self->table.rows->len && n < EXAMPLES; i++)
    {
      GPtrArray *row = g_ptr_array_index (self->table.rows, i);
      const char *cell = (guint) column < row->len ? g_ptr_array_index (row, (guint) column) : "";

      if (*cell != '\0')
        g_string_append_printf (words, "%s%s", n++ > 0 ? " · " : "", cell);
    }
  return g_string_free (words, FALSE);
}

static void
show_examples (CercleColumnGrid *self)
{
  for (guint i = 0; i < self->n_parts; i++)
    {
      g_autofree char *example = example_of (self, column_of (self, i));

      gtk_label_set_text (GTK_LABEL (self->examples[i]), example);
    }
}

static void
column_cb (CercleColumnGrid *self)
{
  if (self->filling)
    return;
  show_examples (self);
  g_signal_emit_by_name (self, "changed");
}

static void
add_part (CercleColumnGrid *self, GtkWidget *grid, guint i, const char *name, GtkStringList *names)
{
  GtkWidget *label = gtk_label_new (name);

  self->columns[i] = gtk_drop_down_new (G_LIST_MODEL (g_object_ref (names)), NULL);
  self->examples[i] = gtk_label_new (NULL);
  cercle_choice_list_slim (GTK_DROP_DOWN (self->columns[i]));
  cercle_set_spoken (self->columns[i], name);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->examples[i]), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->examples[i]), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (self->examples[i]), EXAMPLE_CHARS);
  gtk_widget_set_hexpand (self->examples[i], TRUE);
  gtk_widget_add_css_class (self->examples[i], "dim-label");
  gtk_widget_set_size_request (self->columns[i], NARROWEST, -1);
  gtk_grid_attach (GTK_GRID (grid), label, 0, (int) i, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), self->columns[i], 1, (int) i, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), self->examples[i], 2, (int) i, 1, 1);
  g_signal_connect_swapped (self->columns[i], "notify::selected", G_CALLBACK (column_cb), self);
}

static const char *
separator_words (char separator)
{
  static const struct
  {
    char separator;
    const char *words;
  } separators[] = {
    { ';', N_ ("semicolons") },
    { ',', N_ ("commas") },
    { '\t', N_ ("tabs") },
    { '|', N_ ("vertical bars") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    if (separators[i].separator == separator)
      return _ (separators[i].words);
  return "";
}

static GtkWidget *
make_found (CercleColumnGrid *self)
{
  g_autofree char *found =
      g_strdup_printf (_ ("This file is written in %s, its columns apart by %s."),
                       self->table.encoding, separator_words (self->table.separator));
  GtkWidget *words = gtk_label_new (found);

  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_widget_add_css_class (words, "dim-label");
  return words;
}

static void
fill (CercleColumnGrid *self, const char *(*label) (guint part))
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *grid = gtk_grid_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("Not in this file"));
  for (guint i = 0; i < self->table.columns->len; i++)
    gtk_string_list_append (names, g_ptr_array_index (self->table.columns, i));
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  for (guint i = 0; i < self->n_parts; i++)
    add_part (self, grid, i, label (i), names);
  gtk_box_append (GTK_BOX (box), make_found (self));
  gtk_box_append (GTK_BOX (box), grid);
  adw_bin_set_child (ADW_BIN (self), box);
}

static void
cercle_column_grid_finalize (GObject *object)
{
  CercleColumnGrid *self = CERCLE_COLUMN_GRID (object);

  g_free (self->columns);
  g_free (self->examples);
  G_OBJECT_CLASS (cercle_column_grid_parent_class)->finalize (object);
}

static void
cercle_column_grid_class_init (CercleColumnGridClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cercle_column_grid_finalize;
  g_signal_new ("changed", CERCLE_TYPE_COLUMN_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}

static void
cercle_column_grid_init (CercleColumnGrid *self)
{
}

GtkWidget *
cercle_column_grid_new (const CercleColumnTable *table, guint n_parts,
                        const char *(*label) (guint part))
{
  CercleColumnGrid *self = g_object_new (CERCLE_TYPE_COLUMN_GRID, NULL);

  self->table = *table;
  self->n_parts = n_parts;
  self->columns = g_new0 (GtkWidget *, n_parts);
  self->examples = g_new0 (GtkWidget *, n_parts);
  fill (self, label);
  return GTK_WIDGET (self);
}

void
cercle_column_grid_set_map (CercleColumnGrid *self, const int *map)
{
  self->filling = TRUE;
  for (guint i = 0; i < self->n_parts; i++)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->columns[i]), (guint) (map[i] + 1));
  self->filling = FALSE;
  show_examples (self);
}

void
cercle_column_grid_get_map (CercleColumnGrid *self, int *map)
{
  for (guint i = 0; i < self->n_parts; i++)
    map[i] = column_of (self, i);
}
