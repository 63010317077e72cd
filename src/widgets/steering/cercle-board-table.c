/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which number stands where, and what does it open? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-board-table.h"

#include <glib/gi18n-lib.h>

#include "cercle-board-bar.h"
#include "cercle-board-figures.h"
#include "cercle-escape.h"
#include "cercle-keyboard.h"

#define GAP 6
#define HEADING_CHARS 10
#define NAME_CHARS 26

struct _CercleBoardTable
{
  GtkWidget parent_instance;
  GHashTable *places; /* row and column: the widget there */
  GHashTable *fresh;  /* widgets put since begin */
  int row, column;
};

G_DEFINE_FINAL_TYPE (CercleBoardTable, cercle_board_table, GTK_TYPE_WIDGET)

/* --- The places ------------------------------------------------------------------------------ */

typedef GtkWidget *(*Make) (void);

static void
take_out (GtkWidget *child)
{
  cercle_keyboard_leave (child);
  gtk_widget_unparent (child);
}

/* The widget of the next place: the one that is there when it is of this make. */
static GtkWidget *
put (CercleBoardTable *self, Make make)
{
  gpointer place = GINT_TO_POINTER (self->row * 100 + self->column + 1);
  GtkWidget *child = g_hash_table_lookup (self->places, place);

  if (child != NULL && g_object_get_data (G_OBJECT (child), "make") != (gpointer) make)
    {
      take_out (child);
      child = NULL;
    }
  if (child == NULL)
    {
      GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
      GtkLayoutChild *at = NULL;

      child = make ();
      g_object_set_data (G_OBJECT (child), "make", (gpointer) make);
      gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
      at = gtk_layout_manager_get_layout_child (layout, child);
      g_object_set (at, "row", self->row, "column", self->column, NULL);
      g_hash_table_insert (self->places, place, child);
    }
  g_hash_table_add (self->fresh, child);
  self->column++;
  return child;
}

static gboolean
stale_cb (gpointer place, gpointer child, gpointer table)
{
  CercleBoardTable *self = table;

  if (g_hash_table_contains (self->fresh, child))
    return FALSE;
  take_out (child);
  return TRUE;
}

void
cercle_board_table_begin (CercleBoardTable *self)
{
  g_hash_table_remove_all (self->fresh);
  self->row = -1;
  self->column = 0;
}

void
cercle_board_table_row (CercleBoardTable *self)
{
  self->row++;
  self->column = 0;
}

void
cercle_board_table_end (CercleBoardTable *self)
{
  g_hash_table_foreach_remove (self->places, stale_cb, self);
  g_hash_table_remove_all (self->fresh);
}

/* --- What can stand in a place --------------------------------------------------------------- */

static GtkWidget *
make_heading (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD);
  gtk_label_set_max_width_chars (GTK_LABEL (label), HEADING_CHARS);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_set_valign (label, GTK_ALIGN_END);
  gtk_widget_add_css_class (label, "board-heading");
  return label;
}

static GtkWidget *
make_name (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 12);
  gtk_label_set_max_width_chars (GTK_LABEL (label), NAME_CHARS);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static GtkWidget *
make_words (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "board-words");
  return label;
}

static GtkWidget *
make_number (void)
{
  GtkWidget *button = gtk_button_new_with_label ("");
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "board-number");
  gtk_widget_add_css_class (button, "numeric");
  return button;
}

static GtkWidget *
make_figure (void)
{
  GtkWidget *label = make_words ();

  gtk_widget_add_css_class (label, "board-number");
  gtk_widget_set_focusable (label, TRUE);
  return label;
}

void
cercle_board_table_heading (CercleBoardTable *self, const char *words)
{
  GtkWidget *label = put (self, make_heading);

  gtk_label_set_text (GTK_LABEL (label), words);
  if (self->column > 1)
    return;
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "board-first");
}

void
cercle_board_table_name (CercleBoardTable *self, const char *words, gboolean alarming)
{
  GtkWidget *label = put (self, make_name);

  gtk_label_set_text (GTK_LABEL (label), words);
  gtk_widget_set_tooltip_text (label, words);
  if (alarming)
    gtk_widget_add_css_class (label, "error");
  else
    gtk_widget_remove_css_class (label, "error");
}

void
cercle_board_table_words (CercleBoardTable *self, const char *words)
{
  gtk_label_set_text (GTK_LABEL (put (self, make_words)), words);
}

void
cercle_board_table_number (CercleBoardTable *self, guint number, const char *of,
                           const CercleCaseFilter *filter)
{
  GtkWidget *button = put (self, make_number);
  g_autofree char *digits = g_strdup_printf ("%u", number);
  g_autofree char *written = cercle_case_filter_write (filter);
  g_autofree char *cases =
      g_strdup_printf (ngettext ("%u open case", "%u open cases", number), number);
  /* TRANSLATORS: what is counted, "3 open cases", for screen readers. */
  g_autofree char *said = g_strdup_printf (_ ("%1$s: %2$s"), of, cases);

  gtk_button_set_label (GTK_BUTTON (button), digits);
  if (number == 0)
    gtk_widget_add_css_class (button, "dim-label");
  else
    gtk_widget_remove_css_class (button, "dim-label");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", written);
  /* After its target: an action is refused without the one it wants. */
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-cases");
  gtk_widget_set_tooltip_text (button, of);
  cercle_set_spoken (button, said);
}

void
cercle_board_table_figure (CercleBoardTable *self, guint number, guint most, const char *of)
{
  GtkWidget *label = put (self, make_figure);
  const char *why = _ ("Only numbers of other communities come to this desk: no list stands behind "
                       "them.");
  g_autofree char *digits = cercle_board_number (number, most);
  /* TRANSLATORS: what is counted, "<5 open cases" or "13–16 open cases", for screen readers. */
  g_autofree char *said = g_strdup_printf (_ ("%1$s: %2$s open cases"), of, digits);

  gtk_label_set_text (GTK_LABEL (label), digits);
  if (most == 0)
    gtk_widget_add_css_class (label, "dim-label");
  else
    gtk_widget_remove_css_class (label, "dim-label");
  gtk_widget_set_tooltip_text (label, why);
  cercle_set_spoken (label, said);
  cercle_set_spoken_value (label, why);
}

void
cercle_board_table_bar (CercleBoardTable *self, guint number, guint most)
{
  cercle_board_bar_set (CERCLE_BOARD_BAR (put (self, cercle_board_bar_new)), number, most);
}

/* --- The table ------------------------------------------------------------------------------- */

/* Tab leaves the table from wherever one is in it; arrows stay. */
static gboolean
cercle_board_table_focus (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;

  if (tab && gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;
  return GTK_WIDGET_CLASS (cercle_board_table_parent_class)->focus (widget, direction);
}

static void
cercle_board_table_dispose (GObject *object)
{
  CercleBoardTable *self = CERCLE_BOARD_TABLE (object);
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_pointer (&self->fresh, g_hash_table_unref);
  G_OBJECT_CLASS (cercle_board_table_parent_class)->dispose (object);
}

static void
cercle_board_table_class_init (CercleBoardTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cercle_board_table_dispose;
  widget_class->focus = cercle_board_table_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_GRID_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "boardtable");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cercle_board_table_init (CercleBoardTable *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_grid_layout_set_column_spacing (GTK_GRID_LAYOUT (layout), GAP);
  self->places = g_hash_table_new (NULL, NULL);
  self->fresh = g_hash_table_new (NULL, NULL);
  self->row = -1;
}

GtkWidget *
cercle_board_table_new (void)
{
  return g_object_new (CERCLE_TYPE_BOARD_TABLE, NULL);
}

void
cercle_board_table_set_name (CercleBoardTable *self, const char *name)
{
  cercle_set_spoken (self, name);
}
