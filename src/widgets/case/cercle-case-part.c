/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What do all parts of a case's page answer to? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-part.h"

typedef struct
{
  CercleSession *session;
  CercleCaseFile *file; /* not owned */
} CercleCasePartPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CercleCasePart, cercle_case_part, ADW_TYPE_BIN)

enum
{
  PROP_SESSION = 1,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

static CercleCasePartPrivate *
private_of (CercleCasePart *self)
{
  return cercle_case_part_get_instance_private (self);
}

static void
cercle_case_part_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    private_of (CERCLE_CASE_PART (object))->session = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cercle_case_part_dispose (GObject *object)
{
  CercleCasePartPrivate *priv = private_of (CERCLE_CASE_PART (object));

  priv->file = NULL;
  g_clear_object (&priv->session);
  G_OBJECT_CLASS (cercle_case_part_parent_class)->dispose (object);
}

static void
cercle_case_part_class_init (CercleCasePartClass *klass)
{
  G_OBJECT_CLASS (klass)->set_property = cercle_case_part_set_property;
  G_OBJECT_CLASS (klass)->dispose = cercle_case_part_dispose;
  props[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, CERCLE_TYPE_SESSION,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
}

static void
cercle_case_part_init (CercleCasePart *self)
{
}

CercleSession *
cercle_case_part_get_session (CercleCasePart *self)
{
  return private_of (self)->session;
}

CercleCaseFile *
cercle_case_part_get_file (CercleCasePart *self)
{
  return private_of (self)->file;
}

void
cercle_case_part_show (CercleCasePart *self, CercleCaseFile *file)
{
  private_of (self)->file = file;
  CERCLE_CASE_PART_GET_CLASS (self)->show (self, file);
}

void
cercle_case_part_set_narrow (CercleCasePart *self, gboolean narrow)
{
  if (CERCLE_CASE_PART_GET_CLASS (self)->set_narrow != NULL)
    CERCLE_CASE_PART_GET_CLASS (self)->set_narrow (self, narrow);
}

void
cercle_case_part_leave (CercleCasePart *self)
{
  if (CERCLE_CASE_PART_GET_CLASS (self)->leave != NULL)
    CERCLE_CASE_PART_GET_CLASS (self)->leave (self);
}

void
cercle_case_part_walk (GtkWidget *const *parts, guint n, int by)
{
  GtkRoot *root = gtk_widget_get_root (parts[0]);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  guint at = by > 0 ? n - 1 : 0;

  for (guint i = 0; focus != NULL && i < n; i++)
    if (gtk_widget_is_ancestor (focus, parts[i]))
      at = i;
  for (guint i = 0; i < n; i++)
    {
      at = (at + n + (guint) by) % n;
      if (gtk_widget_get_mapped (parts[at]) &&
          gtk_widget_child_focus (parts[at], GTK_DIR_TAB_FORWARD))
        return;
    }
}

void
cercle_case_part_put (GtkWidget *child, GtkWidget *box)
{
  GtkWidget *parent = gtk_widget_get_parent (child);

  if (parent == box)
    {
      if (gtk_widget_get_last_child (box) != child)
        gtk_box_reorder_child_after (GTK_BOX (box), child, gtk_widget_get_last_child (box));
      return;
    }
  g_object_ref (child);
  if (parent != NULL)
    gtk_box_remove (GTK_BOX (parent), child);
  gtk_box_append (GTK_BOX (box), child);
  g_object_unref (child);
}
