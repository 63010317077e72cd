/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Where is nobody named whom one would ring? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-referent-link.h"

#include <glib/gi18n-lib.h>

#include "cercle-changes.h"
#include "cercle-counts.h"
#include "cercle-organisation.h"
#include "cercle-referent.h"

struct _CercleReferentLink
{
  AdwBin parent_instance;
  GtkWidget *words;
  CerclePage *page; /* not owned: this lives inside it */
  GCancellable *cancellable;
  guint later;
};

G_DEFINE_FINAL_TYPE (CercleReferentLink, cercle_referent_link, ADW_TYPE_BIN)

static void
show (CercleReferentLink *self, GPtrArray *lines)
{
  g_autoptr (GString) places = g_string_new (NULL);
  g_autofree char *words = NULL;

  for (guint i = 0; i < lines->len; i++)
    {
      const CercleReferentLine *line = lines->pdata[i];
      if (line->gap)
        g_string_append_printf (places, "%s%s", places->len > 0 ? ", " : "", _ (line->slot->name));
    }
  /* TRANSLATORS: places that nobody holds: "ARS, county council". */
  words = g_strdup_printf (_ ("No referent: %s"), places->str);
  gtk_label_set_text (GTK_LABEL (self->words), words);
  gtk_widget_set_child_visible (adw_bin_get_child (ADW_BIN (self)), places->len > 0);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleReferentLink) self = data;
  g_autoptr (GPtrArray) found = cercle_session_find_finish (CERCLE_SESSION (source), result, NULL);
  g_autoptr (GPtrArray) lines = NULL;

  if (found == NULL || self->words == NULL)
    return;
  lines = cercle_referents_group (found, cercle_session_get_today (CERCLE_SESSION (source)));
  show (self, lines);
}

static gboolean
ask_cb (gpointer data)
{
  CercleReferentLink *self = data;
  g_autoptr (CercleQuery) query = cercle_referents_query ();

  self->later = 0;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  cercle_session_find_async (cercle_page_get_session (self->page), query, self->cancellable,
                             found_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

/* After the numbers and the first picture: nobody waits for this line. */
static void
ask (CercleReferentLink *self)
{
  if (self->later == 0 && gtk_widget_get_mapped (GTK_WIDGET (self->page)) &&
      cercle_counts_is_ready (cercle_counts_of (cercle_page_get_session (self->page))))
    self->later = g_idle_add_full (G_PRIORITY_LOW, ask_cb, self, NULL);
}

static void
changed_cb (CercleSession *session, guint64 changed, CercleReferentLink *self)
{
  if (cercle_changes_have (changed, &cercle_contact_kind))
    ask (self);
}

static void
cercle_referent_link_dispose (GObject *object)
{
  CercleReferentLink *self = CERCLE_REFERENT_LINK (object);

  g_clear_handle_id (&self->later, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->words = NULL;
  G_OBJECT_CLASS (cercle_referent_link_parent_class)->dispose (object);
}

static void
cercle_referent_link_class_init (CercleReferentLinkClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cercle_referent_link_dispose;
}

static void
cercle_referent_link_init (CercleReferentLink *self)
{
  GtkWidget *button = gtk_button_new (), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->words = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->words), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->words), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (line), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  gtk_box_append (GTK_BOX (line), self->words);
  gtk_box_append (GTK_BOX (line), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_button_set_child (GTK_BUTTON (button), line);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "news");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, _ ("See who is named where"));
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), "win.show-page('referents')");
  adw_bin_set_child (ADW_BIN (self), button);
  /* Its place is kept: what comes after the first picture moves nothing, or all would be painted again
   * (6 MiB, and 66 million instructions). */
  gtk_widget_set_child_visible (button, FALSE);
}

void
cercle_referent_link_set_page (CercleReferentLink *self, CerclePage *page)
{
  CercleSession *session = cercle_page_get_session (page);

  self->page = page;
  g_signal_connect_object (page, "map", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (cercle_counts_of (session), "changed", G_CALLBACK (ask), self,
                           G_CONNECT_SWAPPED);
}
