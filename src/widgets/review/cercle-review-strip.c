/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How far is the session? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-review-strip.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-escape.h"

struct _CercleReviewStrip
{
  AdwBin parent_instance;
  GtkWidget *scroller, *box;
};

G_DEFINE_FINAL_TYPE (CercleReviewStrip, cercle_review_strip, ADW_TYPE_BIN)

enum
{
  SIGNAL_GO,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

typedef struct
{
  GtkWidget *first, *icon, *word;
} Cell;

static void
clicked_cb (CercleReviewStrip *self, GtkWidget *button)
{
  g_signal_emit (self, signals[SIGNAL_GO], 0, g_object_get_data (G_OBJECT (button), "case"));
}

static GtkWidget *
make_cell (CercleReviewStrip *self)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  Cell *cell = g_new0 (Cell, 1);

  cell->first = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (cell->first), 0);
  gtk_widget_set_hexpand (cell->first, TRUE);
  gtk_widget_add_css_class (cell->first, "heading");
  cell->icon = gtk_image_new ();
  cell->word = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (cell->word), 0);
  gtk_label_set_ellipsize (GTK_LABEL (cell->word), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (cell->word, "caption");
  gtk_widget_add_css_class (cell->word, "dim-label");
  gtk_box_append (GTK_BOX (top), cell->first);
  gtk_box_append (GTK_BOX (top), cell->icon);
  gtk_box_append (GTK_BOX (lines), top);
  gtk_box_append (GTK_BOX (lines), cell->word);
  gtk_button_set_child (GTK_BUTTON (button), lines);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "strip");
  /* The arrows go from case to case. */
  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_set_size_request (button, 92, -1);
  gtk_widget_set_hexpand (button, TRUE);
  g_object_set_data_full (G_OBJECT (button), "cell", cell, g_free);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_box_append (GTK_BOX (self->box), button);
  return button;
}

/* NULL: nothing to see. */
static const char *
icon_of (CercleReviewRow *row, gboolean current)
{
  if (row->state == CERCLE_REVIEW_DECIDED)
    return "object-select-symbolic";
  if (current)
    return "media-playback-start-symbolic";
  return cercle_review_row_is_in_care (row) ? "changes-prevent-symbolic" : NULL;
}

static void
show_cell (GtkWidget *button, CercleReviewRow *row, gboolean current)
{
  Cell *cell = g_object_get_data (G_OBJECT (button), "cell");
  const char *icon = icon_of (row, current);
  g_autofree char *word = cercle_review_row_word (row), *first = NULL, *spoken = NULL;
  g_autofree char *initials = g_strdup (row->initials);

  /* The year is told on the page. */
  if (strchr (initials, ',') != NULL)
    *strchr (initials, ',') = '\0';
  first = g_strdup_printf ("%u %s", row->number, initials);
  gtk_label_set_text (GTK_LABEL (cell->first), first);
  gtk_label_set_text (GTK_LABEL (cell->word), word);
  gtk_image_set_from_icon_name (GTK_IMAGE (cell->icon), icon);
  gtk_widget_set_visible (cell->icon, icon != NULL);
  (current ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (button, "current");
  /* TRANSLATORS: number and initials of a case, what was said of it. */
  spoken = g_strdup_printf (_ ("%1$s, %2$s"), first,
                            *word != '\0'                         ? word
                            : row->state == CERCLE_REVIEW_DECIDED ? _ ("decided")
                                                                  : _ ("no verdict yet"));
  cercle_set_spoken (button, spoken);
  g_object_set_data_full (G_OBJECT (button), "case", g_strdup (cercle_review_row_get_case (row)),
                          g_free);
}

/* The current one is always in view. */
static void
follow (CercleReviewStrip *self, guint position, guint n)
{
  GtkAdjustment *place = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  double width = gtk_adjustment_get_upper (place) / MAX (n, 1);

  gtk_adjustment_clamp_page (place, width * MAX ((int) position - 1, 0), width * (position + 2));
}

void
cercle_review_strip_show (CercleReviewStrip *self, GListModel *rows, CercleReviewRow *current)
{
  guint n = g_list_model_get_n_items (rows), place = 0;
  GtkWidget *button = gtk_widget_get_first_child (self->box);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CercleReviewRow) row = g_list_model_get_item (rows, i);

      if (button == NULL)
        button = make_cell (self);
      show_cell (button, row, row == current);
      place = row == current ? i : place;
      button = gtk_widget_get_next_sibling (button);
    }
  while (button != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (button);

      gtk_box_remove (GTK_BOX (self->box), button);
      button = next;
    }
  follow (self, place, n);
}

static void
cercle_review_strip_class_init (CercleReviewStripClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_NAVIGATION);
  signals[SIGNAL_GO] = g_signal_new ("go", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
cercle_review_strip_init (CercleReviewStrip *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_EXTERNAL,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->box);
  cercle_set_spoken (self, _ ("Cases of the session"));
  adw_bin_set_child (ADW_BIN (self), self->scroller);
}

GtkWidget *
cercle_review_strip_new (void)
{
  return g_object_new (CERCLE_TYPE_REVIEW_STRIP, NULL);
}
