/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a list of a hundred thousand lines ask for few of them, and stay in its place? */
#include <adwaita.h>

#include "cercle-compact-list.h"
#include "cercle-compact-row.h"
#include "widget-tree.h"

#define MANY 100000

/* --- A model that counts what it is asked
 * --------------------------------------------------------- */

#define TEST_TYPE_ITEM (test_item_get_type ())
G_DECLARE_FINAL_TYPE (TestItem, test_item, TEST, ITEM, GObject)
struct _TestItem
{
  GObject parent_instance;
  guint number;
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

#define TEST_TYPE_MODEL (test_model_get_type ())
G_DECLARE_FINAL_TYPE (TestModel, test_model, TEST, MODEL, GObject)
struct _TestModel
{
  GObject parent_instance;
  guint n, asked;
};

static GType
model_get_item_type (GListModel *model)
{
  return TEST_TYPE_ITEM;
}

static guint
model_get_n_items (GListModel *model)
{
  return TEST_MODEL (model)->n;
}

static gpointer
model_get_item (GListModel *model, guint position)
{
  TestModel *self = TEST_MODEL (model);
  TestItem *item = NULL;

  if (position >= self->n)
    return NULL;
  self->asked++;
  item = g_object_new (TEST_TYPE_ITEM, NULL);
  item->number = position;
  return item;
}

static void
model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = model_get_item_type;
  iface->get_n_items = model_get_n_items;
  iface->get_item = model_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestModel, test_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, model_iface_init))
static void
test_model_class_init (TestModelClass *klass)
{
}
static void
test_model_init (TestModel *self)
{
}

/* As cercle_record_list does it: out, then in. */
static void
replace (TestModel *self, guint n)
{
  guint before = self->n;

  self->n = 0;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, 0);
  self->n = n;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, n);
}

/* --- The list
 * ------------------------------------------------------------------------------------- */

static void
fill_number (CercleCell *cell, gpointer item, gpointer data)
{
  g_autofree char *text = g_strdup_printf ("line %u", TEST_ITEM (item)->number);
  cercle_cell_text (cell, text);
}

static const CercleColumn columns[] = {
  { "number", "Number", 0, 0, CERCLE_COLUMN_SORTS, fill_number },
  { "again", "Again", 120, 0, CERCLE_COLUMN_BELOW | CERCLE_COLUMN_SORTS, fill_number },
};

typedef struct
{
  GtkWidget *window, *list;
  TestModel *model;
  char *sorted;
  gboolean descending;
  guint activated;
} Fixture;

static void
sort_cb (GtkWidget *list, const char *column, gboolean descending, Fixture *fixture)
{
  g_free (fixture->sorted);
  fixture->sorted = g_strdup (column);
  fixture->descending = descending;
}

static void
activate_cb (GtkWidget *list, guint position, Fixture *fixture)
{
  fixture->activated = position;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->model = g_object_new (TEST_TYPE_MODEL, NULL);
  fixture->window = gtk_window_new ();
  fixture->list = cercle_compact_list_new ();
  fixture->activated = G_MAXUINT;
  cercle_compact_list_set_columns (CERCLE_COMPACT_LIST (fixture->list), "Numbers", columns,
                                   G_N_ELEMENTS (columns), NULL);
  cercle_compact_list_set_model (CERCLE_COMPACT_LIST (fixture->list),
                                 G_LIST_MODEL (fixture->model));
  g_signal_connect (fixture->list, "sort", G_CALLBACK (sort_cb), fixture);
  g_signal_connect (fixture->list, "activate", G_CALLBACK (activate_cb), fixture);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->list);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 600, 500);
  gtk_window_present (GTK_WINDOW (fixture->window));
  replace (fixture->model, MANY);
  tree_draw (fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->model);
  g_free (fixture->sorted);
}

static CercleCompactList *
list_of (Fixture *fixture)
{
  return CERCLE_COMPACT_LIST (fixture->list);
}

static const char *
focused_sentence (Fixture *fixture)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  GtkWidget *row = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;

  return row != NULL && CERCLE_IS_COMPACT_ROW (row)
             ? cercle_compact_row_get_sentence (CERCLE_COMPACT_ROW (row))
             : NULL;
}

static void
test_asks_little (Fixture *fixture, gconstpointer data)
{
  /* At the top, then far below, where the lines around the old place are asked for as well. */
  for (guint at = 0; at <= 50000; at += 25000)
    {
      cercle_compact_list_select (list_of (fixture), at, TRUE);
      tree_draw (fixture->window);
      fixture->model->asked = 0;
      replace (fixture->model, MANY - at / 1000);
      tree_draw (fixture->window);
      g_assert_cmpuint (fixture->model->asked, >, 0);
      g_assert_cmpuint (fixture->model->asked, <=, (at == 0 ? 3 : 4) * 205);
    }
}

static void
test_focus (Fixture *fixture, gconstpointer data)
{
  cercle_compact_list_select (list_of (fixture), 77777, TRUE);
  tree_draw (fixture->window);
  g_assert_cmpuint (cercle_compact_list_get_selected (list_of (fixture)), ==, 77777);
  g_assert_cmpstr (focused_sentence (fixture), ==, "Number: line 77777, Again: line 77777");
  /* What the screen reader meets is the line, not the row in it. */
  gtk_test_accessible_assert_property (gtk_root_get_focus (GTK_ROOT (fixture->window)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Number: line 77777, Again: line 77777");
  cercle_compact_list_select (list_of (fixture), GTK_INVALID_LIST_POSITION, FALSE);
  g_assert_cmpuint (cercle_compact_list_get_selected (list_of (fixture)), ==,
                    GTK_INVALID_LIST_POSITION);
}

static void
press (Fixture *fixture, guint key)
{
  GtkWidget *view = tree_find (fixture->list, GTK_TYPE_LIST_VIEW, NULL);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (view);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &handled);
    }
}

static void
test_letters (Fixture *fixture, gconstpointer data)
{
  press (fixture, GDK_KEY_j);
  tree_draw (fixture->window);
  g_assert_cmpuint (cercle_compact_list_get_selected (list_of (fixture)), ==, 0);
  press (fixture, GDK_KEY_j);
  press (fixture, GDK_KEY_j);
  press (fixture, GDK_KEY_k);
  g_assert_cmpuint (cercle_compact_list_get_selected (list_of (fixture)), ==, 1);
  g_object_set (fixture->list, "single-keys", FALSE, NULL);
  press (fixture, GDK_KEY_j);
  g_assert_cmpuint (cercle_compact_list_get_selected (list_of (fixture)), ==, 1);
  g_object_set (fixture->list, "single-keys", TRUE, NULL);
  cercle_compact_list_select (list_of (fixture), MANY - 1, TRUE);
  press (fixture, GDK_KEY_j);
  g_assert_cmpuint (cercle_compact_list_get_selected (list_of (fixture)), ==, MANY - 1);
}

static void
test_headings (Fixture *fixture, gconstpointer data)
{
  GtkWidget *label = tree_find (fixture->list, GTK_TYPE_LABEL, "Again");
  GtkWidget *button = gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON);

  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpstr (fixture->sorted, ==, "again");
  g_assert_false (fixture->descending);
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Sort by Again, now ascending");
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (fixture->descending);
  cercle_compact_list_set_sort (list_of (fixture), NULL, FALSE);
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Sort by Again");
}

static gboolean
note_height (GtkWidget *widget, gpointer height)
{
  /* Lines kept out of view have none. */
  if (CERCLE_IS_COMPACT_ROW (widget))
    *(int *) height = MAX (*(int *) height, gtk_widget_get_height (widget));
  return FALSE;
}

static int
line_height (Fixture *fixture)
{
  int height = 0;

  tree_draw (fixture->window);
  tree_walk (fixture->list, note_height, &height);
  return height;
}

/* 25 lines of 26 px, or 20 of 32, in the room that a window of 768 px leaves. */
static void
test_styles (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (line_height (fixture), ==, 26);
  g_object_set (fixture->list, "airy", TRUE, NULL);
  g_assert_cmpint (line_height (fixture), ==, 32);
  g_object_set (fixture->list, "airy", FALSE, "narrow", TRUE, NULL);
  g_assert_cmpint (line_height (fixture), ==, 44);
  g_object_set (fixture->list, "narrow", FALSE, NULL);
  g_assert_cmpint (line_height (fixture), ==, 26);
}

static void
test_activate (Fixture *fixture, gconstpointer data)
{
  cercle_compact_list_select (list_of (fixture), 5, TRUE);
  tree_draw (fixture->window);
  gtk_widget_activate (gtk_root_get_focus (GTK_ROOT (fixture->window)));
  g_assert_cmpuint (fixture->activated, ==, 5);
  g_assert_null (tree_unnamed (fixture->list));
}

/* However many lines: Tab passes through the headings, one line, and leaves; Shift+Tab comes back. */
static void
test_tab (Fixture *fixture, gconstpointer data)
{
  GtkWidget *focus = NULL;

  replace (fixture->model, 1000);
  tree_draw (fixture->window);
  cercle_compact_list_select (CERCLE_COMPACT_LIST (fixture->list), 5, TRUE);
  tree_draw (fixture->window);
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_true (gtk_widget_is_ancestor (focus, fixture->list));
  g_assert_false (gtk_widget_child_focus (fixture->list, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_widget_child_focus (fixture->list, GTK_DIR_TAB_BACKWARD));
  g_assert_true (GTK_IS_BUTTON (gtk_window_get_focus (GTK_WINDOW (fixture->window))));
  /* The other heading, then the line it was on. */
  for (guint i = 0; i < 3 && GTK_IS_BUTTON (gtk_window_get_focus (GTK_WINDOW (fixture->window))); i++)
    g_assert_true (gtk_widget_child_focus (fixture->list, GTK_DIR_TAB_FORWARD));
  g_assert_false (GTK_IS_BUTTON (gtk_window_get_focus (GTK_WINDOW (fixture->window))));
  g_assert_cmpuint (cercle_compact_list_get_selected (CERCLE_COMPACT_LIST (fixture->list)), ==, 5);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)
  ADD ("/list/tab", test_tab);
  ADD ("/list/asks-little", test_asks_little);
  ADD ("/list/focus", test_focus);
  ADD ("/list/letters", test_letters);
  ADD ("/list/headings", test_headings);
  ADD ("/list/styles", test_styles);
  ADD ("/list/activate", test_activate);
  return g_test_run ();
}
