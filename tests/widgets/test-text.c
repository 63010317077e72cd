/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is what people typed shown as they typed it, everywhere? */
#include <math.h>

#include <adwaita.h>

#include "cercle-choice-list.h"
#include "cercle-compact-row.h"
#include "cercle-escape.h"
#include "cercle-mark.h"
#include "cercle-toast.h"
#include "widget-tree.h"

static const char *const names[] = {
  "M. & Mme <b>D_upont", "<span size='1000000'>&amp;",
  "مريم الفاسي",         "Zoé 👩‍👩‍👧‍👦 d’Œuf",
  "__init__ & </label>", "\"guillemets\" 'simples' %s %n",
};

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GtkWidget) row = g_object_ref_sink (adw_action_row_new ());
      g_autoptr (GtkWidget) group = g_object_ref_sink (adw_preferences_group_new ());
      g_autoptr (GtkWidget) page = g_object_ref_sink (adw_status_page_new ());

      cercle_set_title (row, names[i]);
      cercle_set_subtitle (row, names[i]);
      g_assert_true (tree_shows (row, names[i]));
      cercle_set_title (group, names[i]);
      cercle_set_description (group, names[i]);
      g_assert_true (tree_shows (group, names[i]));
      cercle_set_description (page, names[i]);
      g_assert_true (tree_shows (page, names[i]));
    }
}

static void
test_long (void)
{
  g_autoptr (GString) name = g_string_new (NULL);
  g_autoptr (GtkWidget) row = g_object_ref_sink (adw_action_row_new ());

  for (guint i = 0; i < 1000; i++)
    g_string_append (name, "<Dupont & ");
  cercle_set_title (row, name->str);
  g_assert_true (tree_shows (row, name->str));
  cercle_set_title (row, "cut \xff here");
  g_assert_true (tree_shows (row, "cut \xef\xbf\xbd here"));
  cercle_set_title (row, NULL);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "");
}

static void
test_toasts (void)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *inside = gtk_label_new ("inside");
  g_autoptr (GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "secret");

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), inside);
  adw_window_set_content (ADW_WINDOW (window), overlay);
  gtk_window_present (GTK_WINDOW (window));
  cercle_toast (inside, names[0], TRUE);
  g_assert_true (tree_shows (window, names[0]));
  g_assert_nonnull (tree_find (window, GTK_TYPE_BUTTON, "Undo"));
  cercle_toast_error (inside, cancelled);
  g_assert_false (tree_shows (window, "secret"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* --- Rows of work lists
 * --------------------------------------------------------------------------- */

#define TEST_TYPE_ITEM (test_item_get_type ())
G_DECLARE_FINAL_TYPE (TestItem, test_item, TEST, ITEM, GObject)
struct _TestItem
{
  GObject parent_instance;
  const char *name;
};
G_DEFINE_FINAL_TYPE (TestItem, test_item, G_TYPE_OBJECT)
static void
test_item_class_init (TestItemClass *klass)
{
}
static void
test_item_init (TestItem *self)
{
}

static void
fill_due (CercleCell *cell, gpointer item, gpointer data)
{
  cercle_cell_icon (cell, "dialog-warning-symbolic", TRUE, NULL);
  cercle_cell_alarm (cell, "J+3");
  cercle_cell_tab (cell, 52);
  cercle_cell_dim (cell, "answer");
  cercle_cell_spoken (cell, "3 days late, answer expected");
}

static void
fill_name (CercleCell *cell, gpointer item, gpointer data)
{
  cercle_cell_strong (cell, TEST_ITEM (item)->name);
  cercle_cell_dim (cell, data);
}

static void
fill_holder (CercleCell *cell, gpointer item, gpointer data)
{
  cercle_cell_mark (cell, 'M');
  cercle_cell_text (cell, "MDPH");
}

static void
fill_need (CercleCell *cell, gpointer item, gpointer data)
{
  cercle_cell_badge (cell, "Critical");
  cercle_cell_text (cell, "respite");
}

static const CercleColumn columns[] = {
  { "due", "Due", 160, 60, CERCLE_COLUMN_SORTS, fill_due },
  { "name", "Person", 0, 0, CERCLE_COLUMN_SORTS, fill_name },
  { "need", "Need", 0, 0, CERCLE_COLUMN_BELOW, fill_need },
  { "holder", "Holder", 120, 0, CERCLE_COLUMN_END, fill_holder },
};

static void
test_row (void)
{
  static const char data[] = "9 years";
  CercleRowStyle style = { columns, G_N_ELEMENTS (columns), (gpointer) data, FALSE, FALSE };
  g_autoptr (GtkWidget) row = g_object_ref_sink (cercle_compact_row_new (&style));
  g_autoptr (TestItem) item = g_object_new (TEST_TYPE_ITEM, NULL);
  g_autofree char *wide = NULL, *narrow = NULL;
  int height = 0;

  item->name = names[0];
  cercle_compact_row_set_item (CERCLE_COMPACT_ROW (row), item);
  g_assert_cmpstr (cercle_compact_row_get_sentence (CERCLE_COMPACT_ROW (row)), ==,
                   "Due: 3 days late, answer expected, Person: M. & Mme <b>D_upont 9 years, "
                   "Need: Critical respite, Holder: MDPH");
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       cercle_compact_row_get_sentence (CERCLE_COMPACT_ROW (row)));
  gtk_widget_measure (row, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, ==, 26);
  gtk_widget_size_allocate (row, &(GtkAllocation){ 0, 0, 1000, 26 }, -1);
  wide = tree_picture (row);
  /* A framed badge, a mark's rounded clip, and letters. */
  g_assert_nonnull (strstr (wide, "border"));
  g_assert_nonnull (strstr (wide, "rounded-clip"));
  g_assert_nonnull (strstr (wide, "text"));

  style.narrow = TRUE;
  gtk_widget_queue_resize (row);
  cercle_compact_row_refresh (CERCLE_COMPACT_ROW (row));
  g_assert_nonnull (strstr (cercle_compact_row_get_sentence (CERCLE_COMPACT_ROW (row)), "respite"));
  gtk_widget_measure (row, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, ==, 44);
  gtk_widget_size_allocate (row, &(GtkAllocation){ 0, 0, 500, 44 }, -1);
  narrow = tree_picture (row);
  g_assert_nonnull (strstr (narrow, "border"));
  g_assert_cmpstr (narrow, !=, wide);

  style.airy = TRUE;
  style.narrow = FALSE;
  gtk_widget_queue_resize (row);
  gtk_widget_measure (row, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, ==, 32);
}

static void
test_row_of_anything (void)
{
  static const char data[] = "";
  CercleRowStyle style = { columns, G_N_ELEMENTS (columns), (gpointer) data, FALSE, FALSE };
  g_autoptr (GtkWidget) row = g_object_ref_sink (cercle_compact_row_new (&style));
  g_autoptr (GString) endless = g_string_new (NULL);

  for (guint i = 0; i < 10000; i++)
    g_string_append (endless, "é");
  for (guint i = 0; i <= G_N_ELEMENTS (names); i++)
    {
      g_autoptr (TestItem) item = g_object_new (TEST_TYPE_ITEM, NULL);
      g_autofree char *picture = NULL;

      item->name = i < G_N_ELEMENTS (names) ? names[i] : endless->str;
      cercle_compact_row_set_item (CERCLE_COMPACT_ROW (row), item);
      if (i < G_N_ELEMENTS (names))
        g_assert_nonnull (
            strstr (cercle_compact_row_get_sentence (CERCLE_COMPACT_ROW (row)), names[i]));
      /* Down to widths where nothing fits. */
      for (int width = 1200; width > 24; width -= 290)
        {
          gtk_widget_size_allocate (row, &(GtkAllocation){ 0, 0, width, 26 }, -1);
          g_free (picture);
          picture = tree_picture (row);
          g_assert_cmpuint (strlen (picture), >, 0);
        }
    }
}

static void
test_places (void)
{
  CercleRowStyle style = { columns, G_N_ELEMENTS (columns), NULL, FALSE, FALSE };
  int x = 0, w = 0;

  /* 12 | 160 | 12 | rest/2 | 12 | rest/2 | 12 | 120 | 12 */
  cercle_columns_place (&style, 1000, 0, &x, &w);
  g_assert_cmpint (x, ==, 12);
  g_assert_cmpint (w, ==, 160);
  cercle_columns_place (&style, 1000, 1, &x, &w);
  g_assert_cmpint (x, ==, 184);
  g_assert_cmpint (w, ==, 330);
  cercle_columns_place (&style, 1000, 3, &x, &w);
  g_assert_cmpint (x + w, ==, 1000 - 12);
  style.narrow = TRUE;
  cercle_columns_place (&style, 600, 2, &x, &w);
  g_assert_cmpint (w, ==, 0);
  cercle_columns_place (&style, 600, 0, &x, &w);
  g_assert_cmpint (w, ==, 60);
  cercle_columns_place (&style, 600, 3, &x, &w);
  g_assert_cmpint (x + w, ==, 600 - 12);
}

static double
channel (double value)
{
  return value <= 0.03928 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static double
luminance (const GdkRGBA *colour)
{
  return 0.2126 * channel (colour->red) + 0.7152 * channel (colour->green) +
         0.0722 * channel (colour->blue);
}

/* White letters stand out at 4.5:1 on every mark, in both styles. */
static void
test_marks (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK };
  g_autoptr (GtkWidget) mark = g_object_ref_sink (cercle_mark_new ());

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      adw_style_manager_set_color_scheme (manager, schemes[i]);
      for (const char *letter = cercle_mark_letters; *letter != '\0'; letter++)
        {
          GdkRGBA colour;
          cercle_mark_colour (*letter, &colour);
          if (*letter != '?')
            g_assert_cmpfloat (1.05 / (luminance (&colour) + 0.05), >=, 4.5);
        }
    }
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_DEFAULT);
  for (const char *letter = cercle_mark_letters; *letter != '\0'; letter++)
    {
      g_autofree char *picture = NULL;

      cercle_mark_set (CERCLE_MARK (mark), *letter, NULL);
      gtk_test_accessible_assert_property (mark, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                           cercle_mark_family (*letter));
      gtk_widget_size_allocate (mark, &(GtkAllocation){ 0, 0, 20, 20 }, -1);
      picture = tree_picture (mark);
      g_assert_nonnull (strstr (picture, *letter == '?' ? "border" : "rounded-clip"));
      g_assert_nonnull (strstr (picture, "text"));
    }
  cercle_mark_set (CERCLE_MARK (mark), 'x', names[0]);
  g_assert_cmpint (cercle_mark_get_letter (CERCLE_MARK (mark)), ==, '?');
  gtk_test_accessible_assert_property (mark, GTK_ACCESSIBLE_PROPERTY_LABEL, names[0]);
}

/* One name each: by the label inside it, too, a button would have two. */
static void
test_spoken (void)
{
  static const char *const choices[] = { "Unknown", NULL };
  GtkWidget *const said[] = { gtk_button_new_with_label ("Keep this one (G)"),
                              gtk_toggle_button_new_with_label ("Yes"),
                              gtk_check_button_new_with_label ("No number"),
                              gtk_drop_down_new_from_strings (choices), gtk_menu_button_new () };

  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      g_autoptr (GtkWidget) widget = g_object_ref_sink (said[i]);
      gboolean list = GTK_IS_DROP_DOWN (widget) || GTK_IS_MENU_BUTTON (widget);
      GtkWidget *inside = list ? gtk_widget_get_first_child (widget) : widget;

      cercle_set_spoken (widget, names[i]);
      gtk_test_accessible_assert_property (inside, GTK_ACCESSIBLE_PROPERTY_LABEL, names[i]);
      g_assert_false (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (inside),
                                                        GTK_ACCESSIBLE_RELATION_LABELLED_BY));
    }
}

/* A list that has the keyboard says what it is, then what is chosen in it. */
static void
test_spoken_value (void)
{
  static const char *const choices[] = { "Unknown", "Yes", NULL };
  g_autoptr (GtkWidget) list = g_object_ref_sink (gtk_drop_down_new_from_strings (choices));
  GtkWidget *inside = gtk_widget_get_first_child (list);

  cercle_choice_list_slim (GTK_DROP_DOWN (list));
  gtk_test_accessible_assert_property (inside, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, choices[0]);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (list), 1);
  gtk_test_accessible_assert_property (inside, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, choices[1]);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/text/rows", test_rows);
  g_test_add_func ("/text/long", test_long);
  g_test_add_func ("/text/toasts", test_toasts);
  g_test_add_func ("/row/sentence-and-picture", test_row);
  g_test_add_func ("/row/of-anything", test_row_of_anything);
  g_test_add_func ("/row/places", test_places);
  g_test_add_func ("/mark", test_marks);
  g_test_add_func ("/spoken", test_spoken);
  g_test_add_func ("/spoken-value", test_spoken_value);
  return g_test_run ();
}
