/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which columns does somebody want side by side, and in which order? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-column-chooser.h"

#include <glib/gi18n-lib.h>

#include "cercle-case-column.h"
#include "cercle-escape.h"

struct _CercleCaseColumnChooser
{
  GtkWidget parent_instance;
  GtkWidget *button, *popover, *lines, *told; /* popover NULL: not opened yet */
  GPtrArray *order; /* const CercleCaseColumn, shown or not, as the lines stand */
  GPtrArray *shown; /* const CercleCaseColumn, in order */
  char *written;
  gboolean of_a_list;
};

G_DEFINE_FINAL_TYPE (CercleCaseColumnChooser, cercle_case_column_chooser, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static gboolean
is_shown (CercleCaseColumnChooser *self, const CercleCaseColumn *column)
{
  return g_ptr_array_find (self->shown, column, NULL);
}

/* What is shown stands first, as it stands in the list. */
static void
put_in_order (CercleCaseColumnChooser *self)
{
  g_ptr_array_set_size (self->order, 0);
  for (guint i = 0; i < self->shown->len; i++)
    g_ptr_array_add (self->order, g_ptr_array_index (self->shown, i));
  for (const CercleCaseColumn *column = cercle_case_columns; column->id != NULL; column++)
    if (!is_shown (self, column))
      g_ptr_array_add (self->order, (gpointer) column);
}

static void
show_told (CercleCaseColumnChooser *self)
{
  g_autofree char *full = NULL;
  const char *kept = self->of_a_list
                         ? _ ("These are the columns of the saved list: save it to keep them.")
                         : _ ("Kept on this desk; a saved list keeps its own.");

  if (self->shown->len >= CERCLE_CASE_COLUMNS_MOST)
    full = g_strdup_printf (
        ngettext ("%d column at most.", "%d columns at most.", CERCLE_CASE_COLUMNS_MOST),
        CERCLE_CASE_COLUMNS_MOST);
  gtk_label_set_text (GTK_LABEL (self->told), full != NULL ? full : kept);
}

/* The shown ones in the order of the lines. */
static void
take (CercleCaseColumnChooser *self)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();

  for (guint i = 0; i < self->order->len; i++)
    if (is_shown (self, g_ptr_array_index (self->order, i)))
      g_ptr_array_add (shown, g_ptr_array_index (self->order, i));
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  self->shown = g_steal_pointer (&shown);
  g_free (self->written);
  self->written = cercle_case_columns_write (self->shown);
  show_told (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* --- The lines ----------------------------------------------------------------------------------
 */

static const CercleCaseColumn *
column_of (GtkWidget *part)
{
  return g_object_get_data (G_OBJECT (part), "column");
}

static GtkWidget *
line_of (CercleCaseColumnChooser *self, const CercleCaseColumn *column)
{
  for (GtkWidget *line = gtk_widget_get_first_child (self->lines); line != NULL;
       line = gtk_widget_get_next_sibling (line))
    if (column_of (gtk_widget_get_first_child (line)) == column)
      return line;
  return NULL;
}

static void
toggled_cb (CercleCaseColumnChooser *self, GtkCheckButton *check)
{
  const CercleCaseColumn *column = column_of (GTK_WIDGET (check));
  gboolean wanted = gtk_check_button_get_active (check);

  if (wanted == is_shown (self, column))
    return;
  if (wanted && self->shown->len >= CERCLE_CASE_COLUMNS_MOST)
    {
      gtk_check_button_set_active (check, FALSE);
      return;
    }
  if (wanted)
    g_ptr_array_add (self->shown, (gpointer) column);
  else
    g_ptr_array_remove (self->shown, (gpointer) column);
  take (self);
}

/* Past the next column that is shown: nobody sees the others. */
static void
move (CercleCaseColumnChooser *self, GtkWidget *part, int by)
{
  const CercleCaseColumn *column = column_of (part), *other = NULL;
  GtkWidget *line = NULL, *beside = NULL;
  guint from = 0, to = 0;

  if (!is_shown (self, column) || !g_ptr_array_find (self->order, column, &from))
    return;
  to = from;
  do
    {
      if (by < 0 ? to == 0 : to + 1 >= self->order->len)
        return;
      to += (guint) by;
      other = g_ptr_array_index (self->order, to);
    }
  while (!is_shown (self, other));
  g_ptr_array_remove_index (self->order, from);
  g_ptr_array_insert (self->order, (int) to, (gpointer) column);
  line = line_of (self, column);
  beside = line_of (self, other);
  gtk_box_reorder_child_after (GTK_BOX (self->lines), line,
                               by > 0 ? beside : gtk_widget_get_prev_sibling (beside));
  take (self);
}

static void
up_cb (CercleCaseColumnChooser *self, GtkWidget *button)
{
  move (self, button, -1);
}

static void
down_cb (CercleCaseColumnChooser *self, GtkWidget *button)
{
  move (self, button, 1);
}

/* Up and down walk the lines, Alt moves one; the keyboard goes with it. */
static gboolean
key_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state,
        CercleCaseColumnChooser *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *line = focus != NULL ? gtk_widget_get_parent (focus) : NULL;
  int by = key == GDK_KEY_Down ? 1 : key == GDK_KEY_Up ? -1 : 0;

  if (by == 0 || line == NULL || gtk_widget_get_parent (line) != self->lines)
    return GDK_EVENT_PROPAGATE;
  if (state & GDK_ALT_MASK)
    {
      move (self, focus, by);
      gtk_widget_grab_focus (focus);
      return GDK_EVENT_STOP;
    }
  do
    line = by > 0 ? gtk_widget_get_next_sibling (line) : gtk_widget_get_prev_sibling (line);
  while (line != NULL && !gtk_widget_grab_focus (gtk_widget_get_first_child (line)));
  return GDK_EVENT_STOP;
}

/* Takes said. No tooltip: GTK 4.8 asks where the pointer is in a popover that has gone. */
static GtkWidget *
make_mover (const CercleCaseColumn *column, const char *icon, char *said)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  cercle_set_spoken (button, said);
  g_object_set_data (G_OBJECT (button), "column", (gpointer) column);
  g_free (said);
  return button;
}

static void
add_line (CercleCaseColumnChooser *self, const CercleCaseColumn *column)
{
  const char *label = cercle_case_column_label (column);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *check = gtk_check_button_new_with_label (label);
  GtkWidget *up =
      make_mover (column, "go-up-symbolic", g_strdup_printf (_ ("Move “%s” to the left"), label));
  GtkWidget *down = make_mover (column, "go-down-symbolic",
                                g_strdup_printf (_ ("Move “%s” to the right"), label));

  gtk_widget_set_hexpand (check, TRUE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_shown (self, column));
  g_object_bind_property (check, "active", up, "sensitive", G_BINDING_SYNC_CREATE);
  g_object_bind_property (check, "active", down, "sensitive", G_BINDING_SYNC_CREATE);
  /* A line that does not say whom it is about is no line of work. */
  gtk_widget_set_sensitive (check, column->says != CERCLE_CASE_SAYS_PERSON);
  g_object_set_data (G_OBJECT (check), "column", (gpointer) column);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (toggled_cb), self);
  g_signal_connect_swapped (up, "clicked", G_CALLBACK (up_cb), self);
  g_signal_connect_swapped (down, "clicked", G_CALLBACK (down_cb), self);
  gtk_box_append (GTK_BOX (line), check);
  gtk_box_append (GTK_BOX (line), up);
  gtk_box_append (GTK_BOX (line), down);
  gtk_box_append (GTK_BOX (self->lines), line);
}

static void
show_lines (CercleCaseColumnChooser *self)
{
  GtkWidget *line = NULL;

  while ((line = gtk_widget_get_first_child (self->lines)) != NULL)
    gtk_box_remove (GTK_BOX (self->lines), line);
  put_in_order (self);
  for (guint i = 0; i < self->order->len; i++)
    add_line (self, g_ptr_array_index (self->order, i));
  show_told (self);
}

/* --- The popover --------------------------------------------------------------------------------
 */

static void
standard_cb (CercleCaseColumnChooser *self)
{
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  self->shown = cercle_case_columns_read (NULL);
  show_lines (self);
  take (self);
}

static void
build_popover (CercleCaseColumnChooser *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *standard = gtk_button_new_with_label (_ ("Standard Columns"));
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->popover = gtk_popover_new ();
  self->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->told = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->told), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->told), 32);
  gtk_label_set_xalign (GTK_LABEL (self->told), 0);
  gtk_widget_add_css_class (self->told, "dim-label");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->lines);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 420);
  gtk_widget_set_size_request (scroller, 300, -1);
  g_signal_connect_swapped (standard, "clicked", G_CALLBACK (standard_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->lines, keys);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), self->told);
  gtk_box_append (GTK_BOX (box), standard);
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  cercle_set_spoken (self->popover, _ ("Columns"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), self->popover);
}

/* Built when it is opened: the first frame of a list does not pay for it. */
static void
create_cb (GtkMenuButton *button, gpointer self)
{
  if (((CercleCaseColumnChooser *) self)->popover == NULL)
    build_popover (self);
  show_lines (self);
}

static void
cercle_case_column_chooser_dispose (GObject *object)
{
  CercleCaseColumnChooser *self = CERCLE_CASE_COLUMN_CHOOSER (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  G_OBJECT_CLASS (cercle_case_column_chooser_parent_class)->dispose (object);
}

static void
cercle_case_column_chooser_finalize (GObject *object)
{
  CercleCaseColumnChooser *self = CERCLE_CASE_COLUMN_CHOOSER (object);

  g_ptr_array_unref (self->order);
  g_ptr_array_unref (self->shown);
  g_free (self->written);
  G_OBJECT_CLASS (cercle_case_column_chooser_parent_class)->finalize (object);
}

static void
cercle_case_column_chooser_class_init (CercleCaseColumnChooserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cercle_case_column_chooser_dispose;
  object_class->finalize = cercle_case_column_chooser_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "columnchooser");
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cercle_case_column_chooser_init (CercleCaseColumnChooser *self)
{
  self->order = g_ptr_array_new ();
  self->shown = cercle_case_columns_read (NULL);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button), "view-dual-symbolic");
  gtk_widget_set_tooltip_text (self->button, _ ("Choose the Columns"));
  cercle_set_spoken (self->button, _ ("Choose the Columns"));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), create_cb, self, NULL);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

void
cercle_case_column_chooser_set (CercleCaseColumnChooser *self, const char *written,
                                gboolean of_a_list)
{
  self->of_a_list = of_a_list;
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  self->shown = cercle_case_columns_read (written);
  g_free (self->written);
  self->written = cercle_case_columns_write (self->shown);
}

const char *
cercle_case_column_chooser_get (CercleCaseColumnChooser *self)
{
  return self->written;
}

void
cercle_case_column_chooser_popup (CercleCaseColumnChooser *self)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (self->button));
}
