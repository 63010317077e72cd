/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which communes are meant? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-commune-set.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-commune.h"
#include "cercle-escape.h"
#include "cercle-suggest.h"
#include "cercle-wrap-layout.h"

struct _CercleCommuneSet
{
  GtkWidget parent_instance;
  GtkWidget *lookup, *chips;
  GPtrArray *codes; /* sorted */
};

G_DEFINE_FINAL_TYPE (CercleCommuneSet, cercle_commune_set, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void show (CercleCommuneSet *self);

static void
tell (CercleCommuneSet *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static int
compare_codes (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
has (CercleCommuneSet *self, const char *code)
{
  for (guint i = 0; i < self->codes->len; i++)
    if (g_str_equal (self->codes->pdata[i], code))
      return TRUE;
  return FALSE;
}

static void
add (CercleCommuneSet *self, const char *code)
{
  if (*code == '\0' || has (self, code))
    return;
  g_ptr_array_add (self->codes, g_strdup (code));
  g_ptr_array_sort (self->codes, compare_codes);
}

static void
take_away (CercleCommuneSet *self, guint position)
{
  gtk_widget_grab_focus (self->lookup);
  g_ptr_array_remove_index (self->codes, position);
  show (self);
  tell (self);
}

static void
remove_cb (GtkWidget *button, CercleCommuneSet *self)
{
  guint position = 0;

  for (GtkWidget *chip = gtk_widget_get_first_child (self->chips); chip != button;
       chip = gtk_widget_get_next_sibling (chip))
    position++;
  take_away (self, position);
}

static GtkWidget *
make_chip (CercleCommuneSet *self, const char *code)
{
  GtkWidget *button = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
  const char *name = cercle_commune_name (code);
  g_autofree char *spoken = g_strdup_printf (_ ("Take away: %s"), name);

  gtk_box_append (GTK_BOX (box), gtk_label_new (name));
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "chip");
  cercle_set_spoken (button, spoken);
  g_signal_connect (button, "clicked", G_CALLBACK (remove_cb), self);
  return button;
}

static void
show (CercleCommuneSet *self)
{
  GtkWidget *chip = NULL;

  while ((chip = gtk_widget_get_first_child (self->chips)) != NULL)
    gtk_box_remove (GTK_BOX (self->chips), chip);
  for (guint i = 0; i < self->codes->len; i++)
    gtk_box_append (GTK_BOX (self->chips), make_chip (self, self->codes->pdata[i]));
  gtk_widget_set_visible (self->chips, self->codes->len > 0);
}

static void
chosen_cb (CercleCommuneSet *self)
{
  const char *code = cercle_lookup_get_chosen (CERCLE_LOOKUP (self->lookup));

  if (code == NULL)
    return;
  add (self, code);
  cercle_lookup_set_chosen (CERCLE_LOOKUP (self->lookup), NULL, NULL);
  show (self);
  tell (self);
}

static gboolean
key_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state,
        CercleCommuneSet *self)
{
  if (key != GDK_KEY_BackSpace || self->codes->len == 0 ||
      *cercle_lookup_get_typed (CERCLE_LOOKUP (self->lookup)) != '\0')
    return GDK_EVENT_PROPAGATE;
  take_away (self, self->codes->len - 1);
  return GDK_EVENT_STOP;
}

static gboolean
cercle_commune_set_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (CERCLE_COMMUNE_SET (widget)->lookup);
}

static void
cercle_commune_set_dispose (GObject *object)
{
  CercleCommuneSet *self = CERCLE_COMMUNE_SET (object);

  g_clear_pointer (&self->chips, gtk_widget_unparent);
  g_clear_pointer (&self->lookup, gtk_widget_unparent);
  g_clear_pointer (&self->codes, g_ptr_array_unref);
  G_OBJECT_CLASS (cercle_commune_set_parent_class)->dispose (object);
}

static void
cercle_commune_set_class_init (CercleCommuneSetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cercle_commune_set_dispose;
  widget_class->grab_focus = cercle_commune_set_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cercle_commune_set_init (CercleCommuneSet *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 4);
  self->codes = g_ptr_array_new_with_free_func (g_free);
}

GtkWidget *
cercle_commune_set_new (CercleSession *session, const char *name)
{
  CercleCommuneSet *self = g_object_new (CERCLE_TYPE_COMMUNE_SET, NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->lookup = cercle_lookup_new (name, _ ("Name or postcode"));
  if (session != NULL)
    cercle_suggest_communes (CERCLE_LOOKUP (self->lookup), session);
  g_signal_connect_swapped (self->lookup, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->lookup, "typed", G_CALLBACK (tell), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->lookup, keys);
  self->chips = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->chips, cercle_wrap_layout_new (6, 3));
  gtk_widget_set_parent (self->lookup, GTK_WIDGET (self));
  gtk_widget_set_parent (self->chips, GTK_WIDGET (self));
  gtk_widget_set_visible (self->chips, FALSE);
  return GTK_WIDGET (self);
}

char *
cercle_commune_set_get_typed (CercleCommuneSet *self)
{
  const char *letters = cercle_lookup_get_typed (CERCLE_LOOKUP (self->lookup));
  GString *typed = g_string_new (NULL);

  for (guint i = 0; i < self->codes->len; i++)
    g_string_append_printf (typed, "%s%s", i > 0 ? " " : "", (char *) self->codes->pdata[i]);
  if (*letters != '\0')
    g_string_append_printf (typed, "%s?%s", typed->len > 0 ? " " : "", letters);
  return g_string_free (typed, FALSE);
}

void
cercle_commune_set_set_typed (CercleCommuneSet *self, const char *typed)
{
  g_auto (GStrv) both = g_strsplit (typed, "?", 2);
  g_auto (GStrv) codes = g_strsplit (both[0] != NULL ? both[0] : "", " ", -1);
  gboolean letters = both[0] != NULL && both[1] != NULL;

  g_ptr_array_set_size (self->codes, 0);
  for (guint i = 0; codes[i] != NULL; i++)
    add (self, codes[i]);
  cercle_lookup_set_chosen (CERCLE_LOOKUP (self->lookup), NULL, NULL);
  if (letters)
    cercle_lookup_set_typed (CERCLE_LOOKUP (self->lookup), both[1]);
  show (self);
}

gboolean
cercle_commune_set_is_open (CercleCommuneSet *self)
{
  return cercle_lookup_is_open (CERCLE_LOOKUP (self->lookup));
}
