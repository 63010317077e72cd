/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Binds a class to its .ui: children from a table, instead of a line of macro for each. */
#pragma once

#include <gtk/gtk.h>

typedef struct
{
  const char *name; /* id in the .ui */
  gsize offset;     /* G_STRUCT_OFFSET (Type, member) */
} CercleTemplateChild;

/* path: under /org/cercle360/Cercle/, such as "today/cercle-today-page.ui". */
void cercle_template_bind (GtkWidgetClass *klass, const char *path,
                           const CercleTemplateChild *children, guint n_children);
