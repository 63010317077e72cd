/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which communities is the board of, and as of when are the figures of the others? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-board-of.h"

#include <glib/gi18n-lib.h>

#include "cercle-community.h"
#include "cercle-day-format.h"
#include "cercle-escape.h"

#define NAME_CHARS 34

struct _CercleBoardOf
{
  GtkWidget parent_instance;
  GtkWidget *menu, *chosen, *box, *as_of;
  CercleSession *session;
  CercleSettings *settings;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (CercleBoardOf, cercle_board_of, GTK_TYPE_WIDGET)

/* --- What is chosen -------------------------------------------------------------------------- */

static guint
n_others (CercleBoardOf *self)
{
  const CercleFigures *figures = cercle_session_get_figures (self->session);

  return figures != NULL ? figures->communities->len : 0;
}

static const CercleCommunityFigures *
other_at (CercleBoardOf *self, guint i)
{
  return g_ptr_array_index (cercle_session_get_figures (self->session)->communities, i);
}

static const char *
our_name (CercleBoardOf *self)
{
  CercleRecord *community = cercle_session_get_community (self->session);
  const char *name =
      community != NULL ? cercle_record_get_text (community, CERCLE_COMMUNITY_NAME) : NULL;

  return name != NULL ? name : _ ("Our community");
}

char *
cercle_board_of_get (CercleBoardOf *self)
{
  g_autoptr (GString) chosen = g_string_new (NULL);
  g_autofree char *setting = NULL;

  g_object_get (self->settings, "board-of", &setting, NULL);
  for (guint i = 0; i < n_others (self); i++)
    if (cercle_tokens_contain (setting, other_at (self, i)->id))
      g_string_append_printf (chosen, " %s", other_at (self, i)->id);
  if (chosen->len == 0 || cercle_tokens_contain (setting, CERCLE_BOARD_OF_OURS))
    g_string_prepend (chosen, CERCLE_BOARD_OF_OURS);
  return g_strdup (g_strchug (chosen->str));
}

char *
cercle_board_of_words (CercleBoardOf *self)
{
  g_autofree char *chosen = cercle_board_of_get (self);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *joined = NULL, *hour = NULL;

  if (g_str_equal (chosen, CERCLE_BOARD_OF_OURS))
    return NULL;
  if (cercle_tokens_contain (chosen, CERCLE_BOARD_OF_OURS))
    g_ptr_array_add (names, (gpointer) our_name (self));
  for (guint i = 0; i < n_others (self); i++)
    if (cercle_tokens_contain (chosen, other_at (self, i)->id))
      g_ptr_array_add (names, other_at (self, i)->name);
  g_ptr_array_add (names, NULL);
  joined = g_strjoinv (" + ", (char **) names->pdata);
  hour = cercle_day_format_instant (cercle_session_get_figures (self->session)->at,
                                    cercle_session_get_zone (self->session),
                                    cercle_session_get_today_number (self->session), TRUE);
  /* TRANSLATORS: names of communities; the hour of the figures. */
  return g_strdup_printf (_ ("%1$s, as of %2$s"), joined, hour);
}

static void
toggled_cb (CercleBoardOf *self)
{
  g_autoptr (GString) chosen = g_string_new (NULL);

  if (self->filling)
    return;
  for (GtkWidget *check = gtk_widget_get_first_child (self->box); check != NULL;
       check = gtk_widget_get_next_sibling (check))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
      g_string_append_printf (chosen, "%s%s", chosen->len > 0 ? " " : "",
                              (const char *) g_object_get_data (G_OBJECT (check), "id"));
  g_object_set (self->settings, "board-of", chosen->len > 0 ? chosen->str : CERCLE_BOARD_OF_OURS,
                NULL);
}

/* --- What is shown --------------------------------------------------------------------------- */

/* The place-th line: the one that is there, so that the focus stays. */
static void
show_line (CercleBoardOf *self, guint place, const char *id, const char *name)
{
  g_autofree char *chosen = cercle_board_of_get (self);
  GtkWidget *check = gtk_widget_get_first_child (self->box);

  for (guint i = 0; i < place && check != NULL; i++)
    check = gtk_widget_get_next_sibling (check);
  if (check == NULL)
    {
      check = gtk_check_button_new ();
      g_signal_connect_swapped (check, "toggled", G_CALLBACK (toggled_cb), self);
      gtk_box_append (GTK_BOX (self->box), check);
    }
  g_object_set_data_full (G_OBJECT (check), "id", g_strdup (id), g_free);
  gtk_check_button_set_label (GTK_CHECK_BUTTON (check), name);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), cercle_tokens_contain (chosen, id));
}

static void
show_name (CercleBoardOf *self)
{
  g_autofree char *chosen = cercle_board_of_get (self);
  g_autofree char *words = cercle_board_of_words (self), *name = NULL;
  g_auto (GStrv) tokens = g_strsplit (chosen, " ", -1);
  guint n = g_strv_length (tokens);

  for (guint i = 0; n == 1 && i < n_others (self); i++)
    if (g_str_equal (chosen, other_at (self, i)->id))
      name = g_strdup (other_at (self, i)->name);
  if (n > 1)
    name = g_strdup_printf (ngettext ("%u community", "%u communities", n), n);
  else if (name == NULL)
    name = g_strdup (our_name (self));
  gtk_label_set_text (GTK_LABEL (self->chosen), name);
  gtk_label_set_text (GTK_LABEL (self->as_of), words != NULL ? words : "");
  gtk_widget_set_tooltip_text (self->as_of, words);
}

static void
show (CercleBoardOf *self)
{
  GtkWidget *last = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), n_others (self) > 0);
  self->filling = TRUE;
  show_line (self, 0, CERCLE_BOARD_OF_OURS, our_name (self));
  for (guint i = 0; i < n_others (self); i++)
    show_line (self, i + 1, other_at (self, i)->id, other_at (self, i)->name);
  last = gtk_widget_get_first_child (self->box);
  for (guint i = 0; i < n_others (self); i++)
    last = gtk_widget_get_next_sibling (last);
  while (gtk_widget_get_next_sibling (last) != NULL)
    gtk_box_remove (GTK_BOX (self->box), gtk_widget_get_next_sibling (last));
  self->filling = FALSE;
  show_name (self);
}

static void
cercle_board_of_dispose (GObject *object)
{
  CercleBoardOf *self = CERCLE_BOARD_OF (object);
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (cercle_board_of_parent_class)->dispose (object);
}

static void
cercle_board_of_class_init (CercleBoardOfClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cercle_board_of_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
cercle_board_of_init (CercleBoardOf *self)
{
  GtkWidget *popover = gtk_popover_new ();

  self->menu = gtk_menu_button_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->as_of = gtk_label_new (NULL);
  /* A community may have a long name; a label of the button's own would not give way. */
  self->chosen = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->chosen), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (self->chosen), NAME_CHARS);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->menu), self->chosen);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->menu), TRUE);
  gtk_popover_set_child (GTK_POPOVER (popover), self->box);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->menu), popover);
  gtk_widget_add_css_class (self->menu, "flat");
  /* No tooltip: it would lie over the menu. */
  cercle_set_spoken_value (self->menu, _ ("Which communities the board counts"));
  gtk_label_set_ellipsize (GTK_LABEL (self->as_of), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->as_of), 0);
  gtk_widget_add_css_class (self->as_of, "dim-label");
  gtk_widget_insert_before (self->menu, GTK_WIDGET (self), NULL);
  gtk_widget_insert_before (self->as_of, GTK_WIDGET (self), NULL);
}

GtkWidget *
cercle_board_of_new (CercleSession *session, CercleSettings *settings)
{
  CercleBoardOf *self = g_object_new (CERCLE_TYPE_BOARD_OF, NULL);

  self->session = g_object_ref (session);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (session, "figures", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "notify::board-of", G_CALLBACK (show), self,
                           G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}
