/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is it said what a file would do, row by row? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-waiting-effects.h"

#include <glib/gi18n-lib.h>

#define CERCLE_TYPE_WAITING_EFFECTS (cercle_waiting_effects_get_type ())
G_DECLARE_FINAL_TYPE (CercleWaitingEffects, cercle_waiting_effects, CERCLE, WAITING_EFFECTS,
                      GObject)

struct _CercleWaitingEffects
{
  GObject parent_instance;
  GPtrArray *lines;   /* CercleWaitingLine, those of the import */
  GPtrArray *ordered; /* the same, not owned */
};

static void cercle_waiting_effects_list_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CercleWaitingEffects, cercle_waiting_effects, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      cercle_waiting_effects_list_init))

/* What must be looked at first. */
static const CercleWaitingEffect order[] = {
  CERCLE_WAITING_REFUSED, CERCLE_WAITING_CHANGED, CERCLE_WAITING_NEW,
  CERCLE_WAITING_ABSENT,  CERCLE_WAITING_SAME,
};

static GType
cercle_waiting_effects_get_item_type (GListModel *model)
{
  return GTK_TYPE_STRING_OBJECT;
}

static guint
cercle_waiting_effects_get_n_items (GListModel *model)
{
  return CERCLE_WAITING_EFFECTS (model)->ordered->len;
}

static gpointer
cercle_waiting_effects_get_item (GListModel *model, guint position)
{
  GPtrArray *ordered = CERCLE_WAITING_EFFECTS (model)->ordered;
  const CercleWaitingLine *line = position < ordered->len ? ordered->pdata[position] : NULL;
  g_autofree char *sentences = line != NULL ? g_strjoinv (" ", line->words) : NULL;
  g_autofree char *words = NULL;

  if (line == NULL)
    return NULL;
  words = g_strdup_printf (_ ("Line %u · %s · %s %s"), line->line,
                           cercle_waiting_effect_label (line->effect),
                           line->name != NULL ? line->name : "–", sentences);
  return gtk_string_object_new (words);
}

static void
cercle_waiting_effects_list_init (GListModelInterface *interface)
{
  interface->get_item_type = cercle_waiting_effects_get_item_type;
  interface->get_n_items = cercle_waiting_effects_get_n_items;
  interface->get_item = cercle_waiting_effects_get_item;
}

static void
cercle_waiting_effects_finalize (GObject *object)
{
  CercleWaitingEffects *self = CERCLE_WAITING_EFFECTS (object);

  g_ptr_array_unref (self->ordered);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  G_OBJECT_CLASS (cercle_waiting_effects_parent_class)->finalize (object);
}

static void
cercle_waiting_effects_class_init (CercleWaitingEffectsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cercle_waiting_effects_finalize;
}

static void
cercle_waiting_effects_init (CercleWaitingEffects *self)
{
  self->ordered = g_ptr_array_new ();
}

GListModel *
cercle_waiting_effects_new (CercleWaitingImport *import)
{
  CercleWaitingEffects *self = g_object_new (CERCLE_TYPE_WAITING_EFFECTS, NULL);

  self->lines = g_ptr_array_ref (cercle_waiting_import_get_lines (import));
  for (guint o = 0; o < G_N_ELEMENTS (order); o++)
    for (guint i = 0; i < self->lines->len; i++)
      if (((CercleWaitingLine *) self->lines->pdata[i])->effect == order[o])
        g_ptr_array_add (self->ordered, self->lines->pdata[i]);
  return G_LIST_MODEL (self);
}

char *
cercle_waiting_effects_sum (CercleWaitingImport *import)
{
  GString *words = g_string_new (NULL);

  for (guint o = 0; o < G_N_ELEMENTS (order); o++)
    g_string_append_printf (words, "%s%s %u", o > 0 ? " · " : "",
                            cercle_waiting_effect_label (order[o]),
                            cercle_waiting_import_count (import, order[o]));
  if (cercle_waiting_import_get_mixed (import) > 0)
    g_string_append_printf (
        words, "\n%s",
        _ ("Some rows are written in another encoding than the first ones: look at the accents."));
  return g_string_free (words, FALSE);
}
