/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a class get the children of its .ui? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-template.h"

void
cercle_template_bind (GtkWidgetClass *klass, const char *path, const CercleTemplateChild *children,
                      guint n_children)
{
  g_autofree char *resource = g_strconcat ("/org/cercle360/Cercle/", path, NULL);

  gtk_widget_class_set_template_from_resource (klass, resource);
  for (guint i = 0; i < n_children; i++)
    gtk_widget_class_bind_template_child_full (klass, children[i].name, FALSE,
                                               (gssize) children[i].offset);
}
