/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How do I want my desk, and what is on it? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-preferences.h"

#include <glib/gi18n-lib.h>

#include "cercle-community-page.h"
#include "cercle-community.h"
#include "cercle-day-format.h"
#include "cercle-dialog.h"
#include "cercle-escape.h"
#include "cercle-help-window.h"
#include "cercle-lists-page.h"
#include "cercle-template.h"

struct _CerclePreferences
{
  AdwPreferencesPage parent_instance;
  GtkWidget *airy, *keys, *colours, *address, *account, *community, *exchange, *waiting, *file;
  CercleSession *session;
  CercleSettings *settings;
};

G_DEFINE_FINAL_TYPE (CerclePreferences, cercle_preferences, ADW_TYPE_PREFERENCES_PAGE)

static const CercleTemplateChild children[] = {
  { "airy", G_STRUCT_OFFSET (CerclePreferences, airy) },
  { "keys", G_STRUCT_OFFSET (CerclePreferences, keys) },
  { "colours", G_STRUCT_OFFSET (CerclePreferences, colours) },
  { "address", G_STRUCT_OFFSET (CerclePreferences, address) },
  { "account", G_STRUCT_OFFSET (CerclePreferences, account) },
  { "community", G_STRUCT_OFFSET (CerclePreferences, community) },
  { "exchange", G_STRUCT_OFFSET (CerclePreferences, exchange) },
  { "waiting", G_STRUCT_OFFSET (CerclePreferences, waiting) },
  { "file", G_STRUCT_OFFSET (CerclePreferences, file) },
};

/* In the order of the drop-down in the .ui. */
static const struct
{
  const char *token;
  AdwColorScheme scheme;
} schemes[] = {
  { "default", ADW_COLOR_SCHEME_DEFAULT },
  { "light", ADW_COLOR_SCHEME_FORCE_LIGHT },
  { "dark", ADW_COLOR_SCHEME_FORCE_DARK },
};

static guint
scheme_of (CercleSettings *settings)
{
  g_autofree char *token = NULL;

  g_object_get (settings, "color-scheme", &token, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_strcmp0 (schemes[i].token, token) == 0)
      return i;
  return 0;
}

static void
scheme_cb (CercleSettings *settings)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      schemes[scheme_of (settings)].scheme);
}

static void
colours_cb (CerclePreferences *self)
{
  guint chosen = adw_combo_row_get_selected (ADW_COMBO_ROW (self->colours));

  if (chosen < G_N_ELEMENTS (schemes))
    g_object_set (self->settings, "color-scheme", schemes[chosen].token, NULL);
}

/* A fact is a row: what it is, then what it says, as typed. */
static void
show_fact (GtkWidget *row, const char *text)
{
  gtk_widget_set_visible (row, text != NULL && text[0] != '\0');
  cercle_set_subtitle (row, text);
}

static void
show_desk (CerclePreferences *self)
{
  CercleRecord *member = cercle_session_get_member (self->session);
  CercleRecord *community = cercle_session_get_community (self->session);
  g_autofree char *name = member != NULL ? cercle_member_name (member) : NULL;
  g_autofree char *last = NULL, *hour = NULL, *waits = NULL;
  guint waiting = 0;

  show_fact (self->address, cercle_session_get_address (self->session));
  show_fact (self->account, name != NULL ? name : cercle_session_get_login (self->session));
  show_fact (self->community,
             community != NULL ? cercle_record_get_text (community, CERCLE_COMMUNITY_NAME) : NULL);
  g_object_get (self->session, "last-exchange", &last, "waiting", &waiting, NULL);
  hour = cercle_day_format_instant (last, cercle_session_get_zone (self->session),
                                    cercle_session_get_today_number (self->session), TRUE);
  show_fact (self->exchange, hour);
  waits = g_strdup_printf (ngettext ("%u change of this desk is not on the server yet.",
                                     "%u changes of this desk are not on the server yet.", waiting),
                           waiting);
  show_fact (self->waiting, waits);
  show_fact (self->file,
             cercle_session_file_is_encrypted (self->session)
                 ? _ ("Encrypted with a key that only your password opens.")
                 : _ ("Not encrypted: your password keeps the window closed, but whoever can read "
                      "this computer's disk can read the file."));
}

static void
cercle_preferences_dispose (GObject *object)
{
  CerclePreferences *self = CERCLE_PREFERENCES (object);

  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (cercle_preferences_parent_class)->dispose (object);
}

static void
cercle_preferences_class_init (CerclePreferencesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cercle_preferences_dispose;
  cercle_template_bind (GTK_WIDGET_CLASS (klass), "preferences/cercle-preferences.ui", children,
                        G_N_ELEMENTS (children));
}

static void
cercle_preferences_init (CerclePreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
cercle_preferences_new (CercleSession *session, CercleSettings *settings)
{
  CerclePreferences *self = g_object_new (CERCLE_TYPE_PREFERENCES, NULL);
  const GBindingFlags both = G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL;

  self->session = g_object_ref (session);
  self->settings = g_object_ref (settings);
  g_object_bind_property (settings, "airy-rows", self->airy, "active", both);
  g_object_bind_property (settings, "single-keys", self->keys, "active", both);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->colours), scheme_of (settings));
  g_signal_connect_swapped (self->colours, "notify::selected", G_CALLBACK (colours_cb), self);
  g_signal_connect_object (session, "notify::last-exchange", G_CALLBACK (show_desk), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::waiting", G_CALLBACK (show_desk), self,
                           G_CONNECT_SWAPPED);
  show_desk (self);
  return GTK_WIDGET (self);
}

/* F1 tells of the page that is shown; of the first one everything tells itself. */
static gboolean
help_cb (GtkWidget *window, GVariant *parameter, gpointer data)
{
  GtkWidget *shown =
      GTK_WIDGET (adw_preferences_window_get_visible_page (ADW_PREFERENCES_WINDOW (window)));

  cercle_help_window_show (window, CERCLE_IS_LISTS_PAGE (shown) ? "lists" : "community");
  return GDK_EVENT_STOP;
}

static void
add_help (GtkWindow *window)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_F1, 0),
                        gtk_callback_action_new (help_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
}

GtkWindow *
cercle_preferences_show (GtkWidget *from, CercleSession *session, CercleSettings *settings)
{
  GtkWidget *const pages[] = { cercle_preferences_new (session, settings),
                               cercle_community_page_new (session), cercle_lists_page_new (session),
                               NULL };
  GtkWindow *window = cercle_dialog_preferences (from, _ ("Preferences"), pages);

  add_help (window);
  gtk_window_present (window);
  return window;
}

void
cercle_preferences_follow_colours (CercleSettings *settings)
{
  g_signal_connect (settings, "notify::color-scheme", G_CALLBACK (scheme_cb), NULL);
  scheme_cb (settings);
}
