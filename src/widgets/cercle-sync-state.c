/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is what I see what the others see? Last exchange, changes waiting, conflicts. */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-sync-state.h"

#include <glib/gi18n-lib.h>

#include "cercle-day-format.h"
#include "cercle-escape.h"

struct _CercleSyncState
{
  GtkWidget parent_instance;
  CercleSession *session;
  GtkWidget *button, *icon, *words, *trouble;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (CercleSyncState, cercle_sync_state, GTK_TYPE_WIDGET)

typedef struct
{
  gboolean online, syncing;
  guint progress, waiting, refused, conflicts;
  char *last, *since, *sentence;
} Facts;

static void
facts_clear (Facts *facts)
{
  g_free (facts->last);
  g_free (facts->since);
  g_free (facts->sentence);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Facts, facts_clear)

static void
read_facts (CercleSyncState *self, Facts *facts)
{
  g_object_get (self->session, "online", &facts->online, "syncing", &facts->syncing, "progress",
                &facts->progress, "waiting", &facts->waiting, "refused", &facts->refused,
                "conflicts", &facts->conflicts, "last-exchange", &facts->last, "offline-since",
                &facts->since, "trouble", &facts->sentence, NULL);
}

static char *
hour_of (CercleSyncState *self, const char *instant)
{
  return cercle_day_format_instant (instant, cercle_session_get_zone (self->session),
                                    cercle_session_get_today_number (self->session), TRUE);
}

/* When the last exchange was; the first fact. */
static char *
exchange_words (CercleSyncState *self, const Facts *facts)
{
  g_autofree char *hour = hour_of (self, facts->since != NULL ? facts->since : facts->last);

  if (facts->progress > 0)
    return g_strdup_printf (
        ngettext ("First exchange: %u record", "First exchange: %u records", facts->progress),
        facts->progress);
  if (facts->since != NULL && self->narrow)
    /* TRANSLATORS: narrow window; an hour: no connection since then. */
    return g_strdup_printf (_ ("Offline, %s"), hour);
  if (facts->since != NULL)
    return g_strdup_printf (_ ("Offline since %s"), hour);
  if (facts->last == NULL)
    return g_strdup (_ ("Not synced yet"));
  if (self->narrow)
    return g_steal_pointer (&hour);
  return g_strdup_printf (_ ("Synced at %s"), hour);
}

static char *
waiting_words (const Facts *facts)
{
  return g_strdup_printf (ngettext ("%u waiting", "%u waiting", facts->waiting), facts->waiting);
}

/* What wants a decision; NULL when nothing does. */
static char *
trouble_words (const Facts *facts)
{
  g_autofree char *conflicts = g_strdup_printf (
      ngettext ("%u conflict", "%u conflicts", facts->conflicts), facts->conflicts);
  g_autofree char *refused =
      g_strdup_printf (ngettext ("%u refused", "%u refused", facts->refused), facts->refused);

  if (facts->conflicts > 0 && facts->refused > 0)
    return g_strdup_printf ("%s · %s", conflicts, refused);
  if (facts->conflicts > 0)
    return g_steal_pointer (&conflicts);
  return facts->refused > 0 ? g_steal_pointer (&refused) : NULL;
}

static void
refresh (CercleSyncState *self)
{
  g_auto (Facts) facts = { 0 };
  g_autofree char *exchange = NULL, *waiting = NULL, *trouble = NULL, *words = NULL, *said = NULL;

  if (self->session == NULL)
    return;
  read_facts (self, &facts);
  exchange = exchange_words (self, &facts);
  waiting = waiting_words (&facts);
  trouble = trouble_words (&facts);
  words = g_strdup_printf ("%s · %s", exchange, waiting);
  /* In a narrow window the page's title needs the room more than a nought does. */
  gtk_label_set_text (GTK_LABEL (self->words),
                      self->narrow && facts.waiting == 0 ? exchange : words);
  gtk_widget_set_visible (self->trouble, trouble != NULL);
  if (trouble != NULL)
    {
      g_autofree char *dotted = g_strconcat ("· ", trouble, NULL);
      gtk_label_set_text (GTK_LABEL (self->trouble), dotted);
    }
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon),
                                facts.since != NULL ? "network-offline-symbolic"
                                : trouble != NULL   ? "dialog-warning-symbolic"
                                                    : "object-select-symbolic");
  gtk_widget_set_visible (self->icon, !self->narrow);
  gtk_widget_set_tooltip_text (
      self->button, facts.sentence != NULL ? facts.sentence : _ ("Open conflicts and problems"));
  said = trouble != NULL ? g_strdup_printf ("%s · %s", words, trouble) : g_strdup (words);
  cercle_set_spoken (self->button, said);
}

static void
cercle_sync_state_dispose (GObject *object)
{
  CercleSyncState *self = CERCLE_SYNC_STATE (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cercle_sync_state_parent_class)->dispose (object);
}

static void
cercle_sync_state_class_init (CercleSyncStateClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cercle_sync_state_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "syncstate");
}

static GtkWidget *
plain_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, "numeric");
  return label;
}

static void
cercle_sync_state_init (CercleSyncState *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->button = gtk_button_new ();
  self->icon = gtk_image_new ();
  self->words = plain_label ();
  self->trouble = plain_label ();
  gtk_widget_add_css_class (self->trouble, "heading");
  gtk_box_append (GTK_BOX (box), self->icon);
  gtk_box_append (GTK_BOX (box), self->words);
  gtk_box_append (GTK_BOX (box), self->trouble);
  gtk_button_set_child (GTK_BUTTON (self->button), box);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "sync-state");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "win.show-problems");
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

void
cercle_sync_state_set_session (CercleSyncState *self, CercleSession *session)
{
  static const char *const told[] = { "notify::online",    "notify::progress",
                                      "notify::waiting",   "notify::refused",
                                      "notify::conflicts", "notify::last-exchange",
                                      "notify::trouble",   "notify::offline-since",
                                      "notify::state" };

  g_set_object (&self->session, session);
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    g_signal_connect_object (session, told[i], G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}

void
cercle_sync_state_set_narrow (CercleSyncState *self, gboolean narrow)
{
  self->narrow = narrow;
  refresh (self);
}

char *
cercle_sync_state_get_words (CercleSyncState *self)
{
  const char *words = gtk_label_get_text (GTK_LABEL (self->words));

  if (!gtk_widget_get_visible (self->trouble))
    return g_strdup (words);
  return g_strdup_printf ("%s %s", words, gtk_label_get_text (GTK_LABEL (self->trouble)));
}
