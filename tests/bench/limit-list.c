/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The limit of a list: a bare GtkColumnView with as many columns as the cases, its rows replaced and
 * painted; refill() and refill_shown() are what callgrind looks for. The rows are made before.
 *
 * limit-list N…    how many rows each time */
#include <adwaita.h>
#include <stdlib.h>

#define QUIET_MS 700
#define N_COLUMNS 7

/* As the cases have them; 0: shares what is left. */
static const struct
{
  const char *title, *text;
  int width;
} columns[N_COLUMNS] = {
  { "Échéance", "demain", 156 },
  { "Personne", "Gaëlle Marountin · 34 ans · Caen", 0 },
  { "Besoin", "répit accueil temporaire fatigue domicile", 0 },
  { "Qui", "C Hélène Maupertuis", 176 },
  { "Depuis", "12 j", 56 },
  { "État", "En évaluation", 174 },
  { "", "", 38 },
};

#define LIMIT_TYPE_ROW (limit_row_get_type ())
G_DECLARE_FINAL_TYPE (LimitRow, limit_row, LIMIT, ROW, GObject)
struct _LimitRow
{
  GObject parent_instance;
  char *texts[N_COLUMNS];
};
G_DEFINE_FINAL_TYPE (LimitRow, limit_row, G_TYPE_OBJECT)

static void
limit_row_class_init (LimitRowClass *klass)
{
}

static void
limit_row_init (LimitRow *self)
{
}

static GListStore *store;
static GPtrArray *rows;
static int n_refills, done;
static char **sizes;
static gboolean refilled;

void refill (void);
void refill_shown (void);
static gboolean next_cb (gpointer application);

static void
make_rows (guint n)
{
  static guint serial;

  rows = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n; i++)
    {
      LimitRow *row = g_object_new (LIMIT_TYPE_ROW, NULL);
      serial++;
      for (guint column = 0; column < N_COLUMNS; column++)
        row->texts[column] = columns[column].text[0] == '\0'
                                 ? g_strdup ("")
                                 : g_strdup_printf ("%s %u", columns[column].text, serial);
      g_ptr_array_add (rows, row);
    }
}

__attribute__ ((noinline)) void
refill (void)
{
  g_list_store_splice (store, 0, g_list_model_get_n_items (G_LIST_MODEL (store)), rows->pdata,
                       rows->len);
  refilled = TRUE;
}

__attribute__ ((noinline)) void
refill_shown (void)
{
  refilled = FALSE;
}

static void
after_paint_cb (GdkFrameClock *clock, gpointer application)
{
  if (!refilled)
    return;
  refill_shown ();
  g_timeout_add (QUIET_MS, next_cb, application);
}

static gboolean
next_cb (gpointer application)
{
  if (done == n_refills)
    {
      g_application_quit (application);
      return G_SOURCE_REMOVE;
    }
  make_rows ((guint) strtoul (sizes[done++], NULL, 10));
  refill ();
  return G_SOURCE_REMOVE;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer column)
{
  LimitRow *row = gtk_list_item_get_item (item);
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      row->texts[GPOINTER_TO_UINT (column)]);
}

static GtkWidget *
make_list (void)
{
  GtkWidget *view = NULL;

  store = g_list_store_new (LIMIT_TYPE_ROW);
  view = gtk_column_view_new (
      GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (store))));
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      GtkColumnViewColumn *column = gtk_column_view_column_new (columns[i].title, factory);

      g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (i));
      if (columns[i].width > 0)
        gtk_column_view_column_set_fixed_width (column, columns[i].width);
      else
        gtk_column_view_column_set_expand (column, TRUE);
      gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
    }
  return view;
}

static void
activate_cb (GApplication *application, gpointer data)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (application));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), make_list ());
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), 1180, 760);
  make_rows (3000);
  refill ();
  refilled = FALSE;
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (after_paint_cb),
                    application);
  g_timeout_add (2 * QUIET_MS, next_cb, application);
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application =
      adw_application_new ("org.cercle360.Limit", G_APPLICATION_NON_UNIQUE);
  n_refills = argc - 1;
  sizes = argv + 1;
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
