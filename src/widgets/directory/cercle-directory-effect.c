/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What would become of this sheet, or of this value? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-directory-effect.h"

#include <glib/gi18n-lib.h>

#include "cercle-escape.h"
#include "cercle-macros.h"

struct _CercleDirectoryEffect
{
  GObject parent_instance;
  CercleDirectoryLine *line;
  CercleDirectoryAsk *ask;
  guint position;
};

enum
{
  PROP_ACCEPTED = 1,
  N_PROPERTIES
};
static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (CercleDirectoryEffect, cercle_directory_effect, G_TYPE_OBJECT)

static const char *const decisions[] = {
  [CERCLE_DIRECTORY_UNDECIDED] = N_ ("to be decided"),
  [CERCLE_DIRECTORY_SAME] = N_ ("one of ours"),
  [CERCLE_DIRECTORY_ANOTHER] = N_ ("a new one"),
  [CERCLE_DIRECTORY_LEFT] = N_ ("left out"),
};

/* (transfer full): name, town, what is decided or changes, what is wrong with it. */
static char *
line_words (CercleDirectoryLine *line)
{
  GString *words = g_string_new (line->name);
  g_auto (GStrv) faults = cercle_directory_line_faults (line);

  if (line->town != NULL)
    g_string_append_printf (words, " · %s", line->town);
  if (line->effect == CERCLE_IMPORT_EFFECT_DOUBTFUL)
    g_string_append_printf (words, " · %s", _ (decisions[line->decision]));
  if (line->changes != NULL && *line->changes != '\0')
    {
      /* TRANSLATORS: fields of a sheet that an import would change: "changes: Telephone, Street".
       */
      g_autofree char *changes = g_strdup_printf (_ ("changes: %s"), line->changes);

      g_string_append_printf (words, " · %s", changes);
    }
  for (guint i = 0; faults[i] != NULL; i++)
    g_string_append_printf (words, " · %s", faults[i]);
  return g_string_free (words, FALSE);
}

static char *
ask_words (CercleDirectoryLine *line, CercleDirectoryAsk *ask)
{
  /* TRANSLATORS: a partner, a field of it, what stands here, what the source says. */
  return g_strdup_printf (_ ("%1$s · %2$s: here “%3$s”; take “%4$s”"), line->name,
                          _ (ask->field->label), ask->ours, ask->theirs);
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *check = gtk_check_button_new (), *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_focusable (check, FALSE);
  gtk_box_append (GTK_BOX (box), check);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  CercleDirectoryEffect *self = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *check = gtk_widget_get_first_child (box), *label = gtk_widget_get_last_child (box);
  g_autofree char *words =
      self->ask != NULL ? ask_words (self->line, self->ask) : line_words (self->line);

  gtk_label_set_text (GTK_LABEL (label), words);
  gtk_widget_set_visible (check, self->ask != NULL);
  cercle_set_spoken (check, words);
  if (self->ask != NULL)
    g_object_set_data_full (
        G_OBJECT (box), "cercle-binding",
        g_object_ref (g_object_bind_property (self, "accepted", check, "active",
                                              G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL)),
        g_object_unref);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  GBinding *binding = g_object_get_data (G_OBJECT (box), "cercle-binding");

  if (binding != NULL)
    g_binding_unbind (binding);
  g_object_set_data (G_OBJECT (box), "cercle-binding", NULL);
}

GtkListItemFactory *
cercle_directory_effect_factory (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  return factory;
}

void
cercle_directory_effect_toggle (CercleDirectoryEffect *self)
{
  if (self->ask != NULL)
    g_object_set (self, "accepted", !self->ask->accepted, NULL);
}

CercleDirectoryLine *
cercle_directory_effect_get_line (CercleDirectoryEffect *self)
{
  return self->line;
}

guint
cercle_directory_effect_get_position (CercleDirectoryEffect *self)
{
  return self->position;
}

static void
cercle_directory_effect_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CercleDirectoryEffect *self = CERCLE_DIRECTORY_EFFECT (object);

  g_value_set_boolean (value, self->ask != NULL && self->ask->accepted);
}

static void
cercle_directory_effect_set_property (GObject *object, guint id, const GValue *value,
                                      GParamSpec *pspec)
{
  CercleDirectoryEffect *self = CERCLE_DIRECTORY_EFFECT (object);

  if (self->ask != NULL)
    self->ask->accepted = g_value_get_boolean (value);
}

static void
cercle_directory_effect_class_init (CercleDirectoryEffectClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cercle_directory_effect_get_property;
  object_class->set_property = cercle_directory_effect_set_property;
  properties[PROP_ACCEPTED] = g_param_spec_boolean ("accepted", NULL, NULL, FALSE,
                                                    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
cercle_directory_effect_init (CercleDirectoryEffect *self)
{
}

CercleDirectoryEffect *
cercle_directory_effect_new (CercleDirectoryLine *line, guint position, CercleDirectoryAsk *ask)
{
  CercleDirectoryEffect *self = g_object_new (CERCLE_TYPE_DIRECTORY_EFFECT, NULL);

  self->line = line;
  self->position = position;
  self->ask = ask;
  return self;
}
