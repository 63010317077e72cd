/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What waits beside the work of the day? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-today-link.h"

#include <glib/gi18n-lib.h>

#include "cercle-changes.h"
#include "cercle-counts.h"
#include "cercle-macros.h"
#include "cercle-meeting-decide.h"
#include "cercle-organisation.h"
#include "cercle-referent.h"

struct _CercleTodayLink
{
  AdwBin parent_instance;
  GtkWidget *words, *button;
  CercleTodayLinkSort sort;
  CerclePage *page; /* not owned: this lives inside it */
  GCancellable *cancellable;
  guint later;
};

G_DEFINE_FINAL_TYPE (CercleTodayLink, cercle_today_link, ADW_TYPE_BIN)

/* (transfer full): NULL when every place is held. */
static char *
tell_referents (CercleSession *session, GPtrArray *found)
{
  g_autoptr (GPtrArray) lines = cercle_referents_group (found, cercle_session_get_today (session));
  g_autoptr (GString) places = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const CercleReferentLine *line = lines->pdata[i];
      if (line->gap)
        g_string_append_printf (places, "%s%s", places->len > 0 ? ", " : "", _ (line->slot->name));
    }
  /* TRANSLATORS: places that nobody holds: "ARS, county council". */
  return places->len > 0 ? g_strdup_printf (_ ("No referent: %s"), places->str) : NULL;
}

/* (transfer full): NULL when none waits. Late ones are said apart. */
static char *
tell_decisions (CercleSession *session, GPtrArray *found)
{
  const char *today = cercle_session_get_today (session);
  guint n = 0, n_late = 0;
  g_autofree char *all = NULL, *late = NULL;

  for (guint i = 0; i < found->len; i++)
    {
      const char *due = cercle_record_get_text (found->pdata[i], CERCLE_DECISION_DUE_ON);

      if (!cercle_decision_is_pending (found->pdata[i]))
        continue;
      n++;
      n_late += due != NULL && strcmp (due, today) < 0;
    }
  if (n == 0)
    return NULL;
  all = g_strdup_printf (ngettext ("%u decision to apply", "%u decisions to apply", n), n);
  if (n_late == 0)
    return g_steal_pointer (&all);
  late = g_strdup_printf (ngettext ("%u of them late", "%u of them late", n_late), n_late);
  return g_strdup_printf ("%s, %s", all, late);
}

static const struct
{
  const CercleKind *kind;
  CercleQuery *(*query) (void);
  char *(*tell) (CercleSession *session, GPtrArray *found);
  const char *action, *hint; /* hint: msgid */
} sorts[] = {
  [CERCLE_TODAY_REFERENTS] = { &cercle_contact_kind, cercle_referents_query, tell_referents,
                               "win.show-page('referents')", N_ ("See who is named where") },
  [CERCLE_TODAY_DECISIONS] = { &cercle_decision_kind, cercle_decisions_query, tell_decisions,
                               "win.show-page('decisions')",
                               N_ ("See what meetings decided and nobody has applied yet") },
};

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleTodayLink) self = data;
  g_autoptr (GPtrArray) found = cercle_session_find_finish (CERCLE_SESSION (source), result, NULL);
  g_autofree char *words = NULL;

  if (found == NULL || self->words == NULL)
    return;
  words = sorts[self->sort].tell (CERCLE_SESSION (source), found);
  gtk_label_set_text (GTK_LABEL (self->words), words != NULL ? words : "");
  gtk_widget_set_child_visible (adw_bin_get_child (ADW_BIN (self)), words != NULL);
}

static gboolean
ask_cb (gpointer data)
{
  CercleTodayLink *self = data;
  g_autoptr (CercleQuery) query = sorts[self->sort].query ();

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
ask (CercleTodayLink *self)
{
  if (self->later == 0 && gtk_widget_get_mapped (GTK_WIDGET (self->page)) &&
      cercle_counts_is_ready (cercle_counts_of (cercle_page_get_session (self->page))))
    self->later = g_idle_add_full (G_PRIORITY_LOW, ask_cb, self, NULL);
}

static void
changed_cb (CercleSession *session, guint64 changed, CercleTodayLink *self)
{
  if (cercle_changes_have (changed, sorts[self->sort].kind))
    ask (self);
}

static void
cercle_today_link_dispose (GObject *object)
{
  CercleTodayLink *self = CERCLE_TODAY_LINK (object);

  g_clear_handle_id (&self->later, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->words = NULL;
  G_OBJECT_CLASS (cercle_today_link_parent_class)->dispose (object);
}

static void
cercle_today_link_class_init (CercleTodayLinkClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cercle_today_link_dispose;
}

static void
cercle_today_link_init (CercleTodayLink *self)
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
  self->button = button;
  adw_bin_set_child (ADW_BIN (self), button);
  /* Its place is kept: what comes after the first picture moves nothing, or all would be painted
   * again (6 MiB, and 66 million instructions). */
  gtk_widget_set_child_visible (button, FALSE);
}

void
cercle_today_link_set_page (CercleTodayLink *self, CerclePage *page, CercleTodayLinkSort sort)
{
  CercleSession *session = cercle_page_get_session (page);

  self->page = page;
  self->sort = sort;
  gtk_widget_set_tooltip_text (self->button, _ (sorts[sort].hint));
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->button), sorts[sort].action);
  g_signal_connect_object (page, "map", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (cercle_counts_of (session), "changed", G_CALLBACK (ask), self,
                           G_CONNECT_SWAPPED);
}
