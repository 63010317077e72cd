/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which column of this table tells what? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-directory-mapping.h"

#include <glib/gi18n-lib.h>

#include "cercle-choice-list.h"
#include "cercle-escape.h"
#include "cercle-macros.h"

#define EXAMPLES 3
#define EXAMPLE_CHARS 36
#define NARROWEST 170

struct _CercleDirectoryMapping
{
  AdwBin parent_instance;
  CercleDirectorySample *sample;
  GtkWidget **columns, **examples; /* by part */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (CercleDirectoryMapping, cercle_directory_mapping, ADW_TYPE_BIN)

/* What stands in the column in the first rows. */
static char *
example_of (CercleDirectoryMapping *self, int column)
{
  GString *words = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; column >= 0 && i < self->sample->rows->len && n < EXAMPLES; i++)
    {
      GPtrArray *row = g_ptr_array_index (self->sample->rows, i);
      const char *cell = (guint) column < row->len ? g_ptr_array_index (row, (guint) column) : "";

      if (*cell != '\0')
        g_string_append_printf (words, "%s%s", n++ > 0 ? " · " : "", cell);
    }
  return g_string_free (words, FALSE);
}

static void
show_examples (CercleDirectoryMapping *self)
{
  for (guint i = 0; i < cercle_directory_sample_n_parts (); i++)
    {
      g_autofree char *example = example_of (self, self->sample->map[i]);

      gtk_label_set_text (GTK_LABEL (self->examples[i]), example);
    }
}

static void
column_cb (CercleDirectoryMapping *self)
{
  if (self->filling)
    return;
  for (guint i = 0; i < cercle_directory_sample_n_parts (); i++)
    self->sample->map[i] = (int) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->columns[i])) - 1;
  show_examples (self);
  g_signal_emit_by_name (self, "changed");
}

static void
add_part (CercleDirectoryMapping *self, GtkWidget *grid, guint i, GtkStringList *names)
{
  GtkWidget *label = gtk_label_new (cercle_directory_sample_part_label (i));

  self->columns[i] = gtk_drop_down_new (G_LIST_MODEL (g_object_ref (names)), NULL);
  self->examples[i] = gtk_label_new (NULL);
  cercle_choice_list_slim (GTK_DROP_DOWN (self->columns[i]));
  cercle_set_spoken (self->columns[i], cercle_directory_sample_part_label (i));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->examples[i]), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->examples[i]), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (self->examples[i]), EXAMPLE_CHARS);
  gtk_widget_set_hexpand (self->examples[i], TRUE);
  gtk_widget_add_css_class (self->examples[i], "dim-label");
  gtk_widget_set_size_request (self->columns[i], NARROWEST, -1);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->columns[i]), (guint) (self->sample->map[i] + 1));
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

static void
fill (CercleDirectoryMapping *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *grid = gtk_grid_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *found =
      g_strdup_printf (_ ("This file is written in %s, its columns apart by %s."),
                       self->sample->encoding, separator_words (self->sample->separator));
  GtkWidget *words = gtk_label_new (found);

  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_widget_add_css_class (words, "dim-label");
  gtk_string_list_append (names, _ ("Not in this file"));
  for (guint i = 0; i < self->sample->columns->len; i++)
    gtk_string_list_append (names, g_ptr_array_index (self->sample->columns, i));
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  self->filling = TRUE;
  for (guint i = 0; i < cercle_directory_sample_n_parts (); i++)
    add_part (self, grid, i, names);
  self->filling = FALSE;
  show_examples (self);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), grid);
  adw_bin_set_child (ADW_BIN (self), box);
}

static void
cercle_directory_mapping_finalize (GObject *object)
{
  CercleDirectoryMapping *self = CERCLE_DIRECTORY_MAPPING (object);

  g_free (self->columns);
  g_free (self->examples);
  G_OBJECT_CLASS (cercle_directory_mapping_parent_class)->finalize (object);
}

static void
cercle_directory_mapping_class_init (CercleDirectoryMappingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cercle_directory_mapping_finalize;
  g_signal_new ("changed", CERCLE_TYPE_DIRECTORY_MAPPING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}

static void
cercle_directory_mapping_init (CercleDirectoryMapping *self)
{
}

GtkWidget *
cercle_directory_mapping_new (CercleDirectorySample *sample)
{
  CercleDirectoryMapping *self = g_object_new (CERCLE_TYPE_DIRECTORY_MAPPING, NULL);

  self->sample = sample;
  self->columns = g_new0 (GtkWidget *, cercle_directory_sample_n_parts ());
  self->examples = g_new0 (GtkWidget *, cercle_directory_sample_n_parts ());
  fill (self);
  return GTK_WIDGET (self);
}
