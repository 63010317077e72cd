/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which lines are chosen? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-chosen.h"

struct _CercleChosen
{
  GObject parent_instance;
  GHashTable *ids;
  guint most;
};

G_DEFINE_FINAL_TYPE (CercleChosen, cercle_chosen, G_TYPE_OBJECT)

enum
{
  PROP_SIZE = 1,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static void
cercle_chosen_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  g_value_set_uint (value, cercle_chosen_get_size (CERCLE_CHOSEN (object)));
}

static void
cercle_chosen_finalize (GObject *object)
{
  g_hash_table_unref (CERCLE_CHOSEN (object)->ids);
  G_OBJECT_CLASS (cercle_chosen_parent_class)->finalize (object);
}

static void
cercle_chosen_class_init (CercleChosenClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cercle_chosen_get_property;
  object_class->finalize = cercle_chosen_finalize;
  properties[PROP_SIZE] =
      g_param_spec_uint ("size", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cercle_chosen_init (CercleChosen *self)
{
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

CercleChosen *
cercle_chosen_new (guint most)
{
  CercleChosen *self = g_object_new (CERCLE_TYPE_CHOSEN, NULL);

  self->most = most;
  return self;
}

guint
cercle_chosen_get_most (CercleChosen *self)
{
  return self->most;
}

guint
cercle_chosen_get_size (CercleChosen *self)
{
  return g_hash_table_size (self->ids);
}

gboolean
cercle_chosen_has (CercleChosen *self, const char *id)
{
  return id != NULL && g_hash_table_contains (self->ids, id);
}

void
cercle_chosen_set (CercleChosen *self, const char *id, gboolean present)
{
  if (id == NULL || cercle_chosen_has (self, id) == !!present ||
      (present && cercle_chosen_get_size (self) >= self->most))
    return;
  if (present)
    g_hash_table_add (self->ids, g_strdup (id));
  else
    g_hash_table_remove (self->ids, id);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE]);
}

void
cercle_chosen_clear (CercleChosen *self)
{
  if (cercle_chosen_get_size (self) == 0)
    return;
  g_hash_table_remove_all (self->ids);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE]);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

GStrv
cercle_chosen_get_ids (CercleChosen *self)
{
  g_autofree char **keys = (char **) g_hash_table_get_keys_as_array (self->ids, NULL);

  qsort (keys, cercle_chosen_get_size (self), sizeof *keys, compare_ids);
  return g_strdupv (keys);
}
