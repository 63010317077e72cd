/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Where does everybody in the room look? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-projector.h"

#define WIDTH 960
#define HEIGHT 600

struct _CercleProjector
{
  AdwWindow parent_instance;
  GtkWidget *scroller, *title, *card;
  CercleProjector **place; /* of the page that opened it */
};

G_DEFINE_FINAL_TYPE (CercleProjector, cercle_projector, ADW_TYPE_WINDOW)

static gboolean
whole_screen_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  if (gtk_window_is_fullscreen (GTK_WINDOW (widget)))
    gtk_window_unfullscreen (GTK_WINDOW (widget));
  else
    gtk_window_fullscreen (GTK_WINDOW (widget));
  return GDK_EVENT_STOP;
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  if (gtk_window_is_fullscreen (GTK_WINDOW (widget)))
    gtk_window_unfullscreen (GTK_WINDOW (widget));
  else
    gtk_window_close (GTK_WINDOW (widget));
  return GDK_EVENT_STOP;
}

static void
cercle_projector_dispose (GObject *object)
{
  CercleProjector *self = CERCLE_PROJECTOR (object);

  if (self->place != NULL)
    *self->place = NULL;
  self->place = NULL;
  G_OBJECT_CLASS (cercle_projector_parent_class)->dispose (object);
}

static void
cercle_projector_class_init (CercleProjectorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cercle_projector_dispose;
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F11, 0, whole_screen_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
cercle_projector_init (CercleProjector *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = adw_header_bar_new ();

  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, HEIGHT);
  self->title = adw_window_title_new ("", "");
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (bar), self->title);
  self->scroller = gtk_scrolled_window_new ();
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), self->scroller);
  adw_window_set_content (ADW_WINDOW (self), box);
}

static CercleProjector *
projector_new (const char *title, GtkWidget *card)
{
  CercleProjector *self = g_object_new (CERCLE_TYPE_PROJECTOR, "title", title, NULL);

  adw_window_title_set_title (ADW_WINDOW_TITLE (self->title), title);
  gtk_widget_add_css_class (card, "read-from-afar");
  gtk_widget_set_margin_start (card, 36);
  gtk_widget_set_margin_end (card, 36);
  gtk_widget_set_margin_top (card, 24);
  gtk_widget_set_margin_bottom (card, 24);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), card);
  self->card = card;
  return self;
}

/* Not above the desk's own window: it stands on another screen. */
void
cercle_projector_open (CercleProjector **place, const char *title, GtkWidget *card)
{
  g_return_if_fail (*place == NULL);
  *place = projector_new (title, card);
  (*place)->place = place;
}

void
cercle_projector_close (CercleProjector **place)
{
  if (*place != NULL)
    gtk_window_destroy (GTK_WINDOW (*place));
}

gpointer
cercle_projector_get_card (CercleProjector *self)
{
  return self->card;
}

void
cercle_projector_set_subtitle (CercleProjector *self, const char *subtitle)
{
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title), subtitle != NULL ? subtitle : "");
}
