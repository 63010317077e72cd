/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Where are the figures of a month of reviews, and the cases behind them? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-review-month.h"

#include <glib/gi18n-lib.h>

#include "cercle-case-filter.h"
#include "cercle-escape.h"
#include "cercle-plain.h"
#include "cercle-review-month-words.h"

#define SHOWN "cercle-shown"

/* --- The grid --------------------------------------------------------------------------------- */

static GtkWidget *
make_label (const char *words, const char *style)
{
  GtkWidget *label = cercle_plain_words (words, style);

  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static GtkWidget *
make_name (const char *name, const CercleReviewMonthWords *words)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  const char *between = *words->basis != '\0' && *words->cases != '\0' ? " · " : "";
  g_autofree char *rest = g_strconcat (words->basis, between, words->cases, NULL);

  gtk_box_append (GTK_BOX (box), make_label (name, NULL));
  if (*rest != '\0')
    gtk_box_append (GTK_BOX (box), make_label (rest, "dim-label"));
  return box;
}

/* A number with cases opens them; another one is only read. */
static GtkWidget *
make_number (const char *name, const CercleReviewMonthWords *words,
             const CercleReviewFigure *figure)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_copy (figure->cases, NULL, NULL);
  g_autofree char *all = NULL, *written = NULL, *said = NULL, *spoken = NULL;
  GtkWidget *number;

  if (ids->len == 0)
    {
      number = gtk_label_new (words->value);
      gtk_widget_add_css_class (number, "numeric");
      gtk_widget_set_halign (number, GTK_ALIGN_END);
      return number;
    }
  g_ptr_array_set_free_func (ids, NULL);
  g_ptr_array_add (ids, NULL);
  all = g_strjoinv (" ", (char **) ids->pdata);
  written = cercle_case_filter_write (&(CercleCaseFilter){ .ids = all });
  /* TRANSLATORS: name of a figure, its value. */
  said = g_strdup_printf (_ ("%1$s: %2$s"), name, words->value);
  spoken = g_strconcat (said, " · ", words->cases, NULL);
  number = gtk_button_new_with_label (words->value);
  gtk_widget_add_css_class (number, "numeric");
  gtk_widget_set_halign (number, GTK_ALIGN_END);
  gtk_widget_set_valign (number, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (number), "s", written);
  /* After its target: an action is refused without the one it wants. */
  gtk_actionable_set_action_name (GTK_ACTIONABLE (number), "win.show-cases");
  gtk_widget_set_tooltip_text (number, _ ("Show These Cases"));
  cercle_set_spoken (number, spoken);
  return number;
}

/* (transfer full): all that is shown and opened. */
static char *
gather (const CercleReviewFigures *figures)
{
  GString *all = g_string_new (figures->until);

  for (guint f = 0; f < CERCLE_REVIEW_N_FIGURES; f++)
    {
      const CercleReviewFigure *figure = &figures->figures[f];

      g_string_append_printf (all, "|%u %.3f", figure->n, figure->value);
      for (guint i = 0; i < figure->cases->len; i++)
        g_string_append (all, figure->cases->pdata[i]);
    }
  return g_string_free (all, FALSE);
}

void
cercle_review_month_show (GtkGrid *grid, const CercleReviewFigures *figures)
{
  g_autofree char *all = gather (figures);
  g_autofree char *title = cercle_review_month_title (figures);
  GtkWidget *child;

  if (g_strcmp0 (g_object_get_data (G_OBJECT (grid), SHOWN), all) == 0)
    return;
  g_object_set_data_full (G_OBJECT (grid), SHOWN, g_steal_pointer (&all), g_free);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);
  gtk_grid_attach (grid, make_label (title, "title-4"), 0, 0, 2, 1);
  for (guint i = 0; i < cercle_review_month_n_lines; i++)
    {
      g_auto (CercleReviewMonthWords) words;

      cercle_review_month_words_init (&words, figures, i);
      gtk_grid_attach (grid, make_name (words.name, &words), 0, (int) i + 1, 1, 1);
      gtk_grid_attach (grid, make_number (words.name, &words, &figures->figures[words.id]), 1,
                       (int) i + 1, 1, 1);
    }
}
