/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How many cases did the others change since yesterday evening? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-news-link.h"

#include <glib/gi18n-lib.h>

#include "cercle-counts.h"
#include "cercle-news-since.h"
#include "cercle-news.h"

struct _CercleNewsLink
{
  AdwBin parent_instance;
  GtkWidget *words;
  CerclePage *page; /* not owned: this lives inside it */
  GCancellable *cancellable;
  guint later;
};

G_DEFINE_FINAL_TYPE (CercleNewsLink, cercle_news_link, ADW_TYPE_BIN)

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleNewsLink) self = data;
  g_autoptr (GPtrArray) events = cercle_session_find_finish (CERCLE_SESSION (source), result, NULL);
  g_autoptr (GPtrArray) cases = events != NULL ? cercle_news_group (events) : NULL;
  g_autofree char *sentence = NULL;

  /* Superseded, or the page is gone. */
  if (cases == NULL || self->words == NULL)
    return;
  sentence = cercle_since_sentence (CERCLE_SESSION (source), CERCLE_SINCE_EVENING, cases->len);
  gtk_label_set_text (GTK_LABEL (self->words), sentence);
}

static gboolean
ask_cb (gpointer data)
{
  CercleNewsLink *self = data;
  CercleSession *session = cercle_page_get_session (self->page);
  CercleRecord *member = cercle_session_get_member (session);
  g_autofree char *since = cercle_since_instant (session, CERCLE_SINCE_EVENING);
  g_autoptr (CercleQuery) query =
      cercle_news_query (since, member != NULL ? cercle_record_get_id (member) : NULL);

  self->later = 0;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  cercle_session_find_async (session, query, self->cancellable, found_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

/* After the numbers and the first picture: nobody waits for this line. */
static void
ask (CercleNewsLink *self)
{
  if (self->later == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      cercle_counts_is_ready (cercle_counts_of (cercle_page_get_session (self->page))))
    self->later = g_idle_add_full (G_PRIORITY_LOW, ask_cb, self, NULL);
}

static void
cercle_news_link_dispose (GObject *object)
{
  CercleNewsLink *self = CERCLE_NEWS_LINK (object);

  g_clear_handle_id (&self->later, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->words = NULL;
  G_OBJECT_CLASS (cercle_news_link_parent_class)->dispose (object);
}

static void
cercle_news_link_class_init (CercleNewsLinkClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cercle_news_link_dispose;
}

static void
cercle_news_link_init (CercleNewsLink *self)
{
  GtkWidget *button = gtk_button_new (), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->words = gtk_label_new (_ ("What has changed since yesterday evening"));
  gtk_label_set_xalign (GTK_LABEL (self->words), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->words), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (line), gtk_image_new_from_icon_name ("view-refresh-symbolic"));
  gtk_box_append (GTK_BOX (line), self->words);
  gtk_box_append (GTK_BOX (line), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_button_set_child (GTK_BUTTON (button), line);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "news");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, _ ("See what the others did, case by case"));
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), "win.show-page('news')");
  adw_bin_set_child (ADW_BIN (self), button);
  g_signal_connect (self, "map", G_CALLBACK (ask), NULL);
}

void
cercle_news_link_set_page (CercleNewsLink *self, CerclePage *page)
{
  self->page = page;
  g_signal_connect_object (cercle_counts_of (cercle_page_get_session (page)), "changed",
                           G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
}
