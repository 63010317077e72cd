/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does this tree of widgets show and say? */
#include "widget-tree.h"
#include "patience.h"

#include <adwaita.h>

gboolean
tree_walk (GtkWidget *root, TreeVisit visit, gpointer data)
{
  if (visit (root, data))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (tree_walk (child, visit, data))
      return TRUE;
  return FALSE;
}

static const char *
text_of (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (GTK_IS_INSCRIPTION (widget))
    return gtk_inscription_get_text (GTK_INSCRIPTION (widget));
  if (GTK_IS_TEXT (widget))
    return gtk_editable_get_text (GTK_EDITABLE (widget));
  return NULL;
}

/* Pages of a stack that are not in front are visible to GTK; without a window nothing is mapped. */
static gboolean
is_seen (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  if (root != NULL && gtk_widget_get_mapped (GTK_WIDGET (root)))
    return gtk_widget_get_mapped (widget);
  return gtk_widget_get_visible (widget);
}

static gboolean
shows (GtkWidget *widget, gpointer words)
{
  return is_seen (widget) && g_strcmp0 (text_of (widget), words) == 0;
}

gboolean
tree_shows (GtkWidget *root, const char *words)
{
  return tree_walk (root, shows, (gpointer) words);
}

static gboolean
collect (GtkWidget *widget, gpointer words)
{
  const char *text = is_seen (widget) ? text_of (widget) : NULL;

  if (text != NULL && text[0] != '\0')
    g_string_append_printf (words, "%s | ", text);
  return FALSE;
}

char *
tree_words (GtkWidget *root)
{
  GString *words = g_string_new (NULL);

  tree_walk (root, collect, words);
  return g_string_free (words, FALSE);
}

typedef struct
{
  GType type;
  const char *name;
  GtkWidget *found;
} Search;

static const char *
own_name (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget))
    return gtk_button_get_label (GTK_BUTTON (widget));
  if (ADW_IS_PREFERENCES_ROW (widget))
    return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget));
  return text_of (widget);
}

static gboolean
is_it (GtkWidget *widget, gpointer data)
{
  Search *search = data;

  if (!g_type_is_a (G_OBJECT_TYPE (widget), search->type) ||
      (search->name != NULL && g_strcmp0 (own_name (widget), search->name) != 0))
    return FALSE;
  search->found = widget;
  return TRUE;
}

GtkWidget *
tree_find (GtkWidget *root, GType type, const char *name)
{
  Search search = { type, name, NULL };

  tree_walk (root, is_it, &search);
  return search.found;
}

static gboolean
has_words (GtkWidget *widget, gpointer data)
{
  const char *text = GTK_IS_LABEL (widget) ? text_of (widget) : NULL;
  return text != NULL && text[0] != '\0';
}

/* A name of its own, or what GTK and libadwaita name by their contents. */
static gboolean
is_named (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  if (gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL) ||
      gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    return TRUE;
  if (ADW_IS_PREFERENCES_ROW (widget))
    return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget))[0] != '\0';
  if (GTK_IS_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_LABEL (widget))
    return tree_walk (widget, has_words, NULL);
  return FALSE;
}

/* GTK and libadwaita name the parts of their own controls after them. */
static gboolean
is_part_of_control (GtkWidget *widget)
{
  const GType types[] = { GTK_TYPE_DROP_DOWN, ADW_TYPE_COMBO_ROW };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      GtkWidget *control = gtk_widget_get_ancestor (widget, types[i]);
      if (control != NULL && control != widget && is_named (control))
        return TRUE;
    }
  return GTK_IS_LIST_BOX (widget) &&
         gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_GROUP) != NULL;
}

/* The focus may be on an inner part: the text of an entry, the toggle of a menu button. */
static gboolean
is_named_around (GtkWidget *widget)
{
  GtkWidget *around = widget;

  for (guint i = 0; i < 7 && around != NULL; i++, around = gtk_widget_get_parent (around))
    {
      if (is_named (around))
        return TRUE;
      if (i > 0 && gtk_widget_get_focusable (around) && !GTK_IS_EDITABLE (around))
        return FALSE;
    }
  return FALSE;
}

static gboolean
note_unnamed (GtkWidget *widget, gpointer data)
{
  /* Scrolled windows, headers and lists take the focus for their children. */
  if (!gtk_widget_get_focusable (widget) || !is_seen (widget) || GTK_IS_SCROLLED_WINDOW (widget) ||
      GTK_IS_POPOVER (widget) || GTK_IS_WINDOW (widget) || is_part_of_control (widget) ||
      is_named_around (widget))
    return FALSE;
  g_string_append_printf (data, "%s in %s; ", G_OBJECT_TYPE_NAME (widget),
                          G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
  return FALSE;
}

char *
tree_unnamed (GtkWidget *root)
{
  g_autoptr (GString) names = g_string_new (NULL);

  tree_walk (root, note_unnamed, names);
  return names->len > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

static gboolean
time_out_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

gboolean
tree_wait (gboolean (*until) (gpointer data), gpointer data)
{
  gboolean late = FALSE;
  guint id = g_timeout_add_seconds ((guint) patience_limit (60), time_out_cb, &late);

  while (!until (data) && !late)
    g_main_context_iteration (NULL, TRUE);
  if (!late)
    g_source_remove (id);
  return !late;
}

static gboolean
drawn_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  (*(guint *) data)++;
  gtk_widget_queue_draw (widget);
  return *(guint *) data >= 3 ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

static gboolean
was_drawn (gpointer data)
{
  return *(guint *) data >= 3;
}

void
tree_draw (GtkWidget *widget)
{
  guint frames = 0;

  gtk_widget_add_tick_callback (widget, drawn_cb, &frames, NULL);
  g_assert_true (tree_wait (was_drawn, &frames));
}

char *
tree_picture (GtkWidget *widget)
{
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize size = 0;
  const char *text = NULL;

  GTK_WIDGET_GET_CLASS (widget)->snapshot (widget, snapshot);
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  if (node == NULL)
    return g_strdup ("");
  bytes = gsk_render_node_serialize (node);
  text = g_bytes_get_data (bytes, &size);
  return g_strndup (text, size);
}
