/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is what people typed shown as they typed it? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-escape.h"

char *
cercle_escape (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  return g_markup_escape_text (valid, -1);
}

static void
set_escaped (gpointer object, const char *property, const char *text)
{
  g_autofree char *escaped = cercle_escape (text);

  if (g_object_class_find_property (G_OBJECT_GET_CLASS (object), "use-underline") != NULL)
    g_object_set (object, "use-underline", FALSE, NULL);
  g_object_set (object, property, escaped, NULL);
}

void
cercle_set_title (gpointer object, const char *text)
{
  set_escaped (object, "title", text);
}

void
cercle_set_subtitle (gpointer object, const char *text)
{
  set_escaped (object, "subtitle", text);
}

void
cercle_set_description (gpointer object, const char *text)
{
  set_escaped (object, "description", text);
}

/* GTK names a button by the label inside it, and of the two names GTK 4.18 says that one. */
static void
set_name (GtkAccessible *accessible, const char *name)
{
  gtk_accessible_reset_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* The keyboard is on the button inside, which would say the name of its type, or what is chosen. */
static GtkAccessible *
inside (gpointer accessible)
{
  if (GTK_IS_DROP_DOWN (accessible) || GTK_IS_MENU_BUTTON (accessible))
    return GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (accessible)));
  return GTK_ACCESSIBLE (accessible);
}

void
cercle_set_spoken (gpointer accessible, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);

  set_name (GTK_ACCESSIBLE (accessible), valid);
  if (inside (accessible) != accessible)
    set_name (inside (accessible), valid);
}

void
cercle_set_spoken_value (gpointer accessible, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);

  gtk_accessible_update_property (inside (accessible), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, valid,
                                  -1);
}
