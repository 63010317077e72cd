/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who, in this window, can do that? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-page-action.h"

static gboolean
has_action (GtkWidget *widget, const char *name)
{
  GtkWidgetClass *klass = GTK_WIDGET_GET_CLASS (widget);
  const char *known = NULL, *property = NULL;
  const GVariantType *type = NULL;
  GType owner = G_TYPE_NONE;

  for (guint i = 0; gtk_widget_class_query_action (klass, i, &owner, &known, &type, &property); i++)
    if (g_str_equal (known, name))
      return TRUE;
  return FALSE;
}

static GtkWidget *
find_below (GtkWidget *root, const char *name)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (has_action (root, name))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_below (child, name);
  return found;
}

GtkWidget *
cercle_page_action_find (GtkWidget *root, GtkWidget *focus, const char *name)
{
  for (GtkWidget *widget = focus; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (has_action (widget, name))
      return widget;
  return find_below (root, name);
}
