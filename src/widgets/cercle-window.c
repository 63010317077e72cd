/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is in the window now? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-window-private.h"

#include <glib/gi18n-lib.h>

#include "cercle-counts.h"
#include "cercle-dialog.h"
#include "cercle-directory-undoing.h"
#include "cercle-fold.h"
#include "cercle-pages.h"
#include "cercle-sidebar.h"
#include "cercle-signin-page.h"
#include "cercle-sync-state.h"
#include "cercle-take-out.h"
#include "cercle-template.h"
#include "cercle-toast.h"

G_DEFINE_FINAL_TYPE (CercleWindow, cercle_window, ADW_TYPE_APPLICATION_WINDOW)

static const CercleTemplateChild children[] = {
  { "toasts", G_STRUCT_OFFSET (CercleWindow, toasts) },
  { "states", G_STRUCT_OFFSET (CercleWindow, states) },
  { "signin", G_STRUCT_OFFSET (CercleWindow, signin) },
  { "fold", G_STRUCT_OFFSET (CercleWindow, fold) },
  { "sidebar", G_STRUCT_OFFSET (CercleWindow, sidebar) },
  { "header", G_STRUCT_OFFSET (CercleWindow, header) },
  { "title", G_STRUCT_OFFSET (CercleWindow, title) },
  { "sidebar_button", G_STRUCT_OFFSET (CercleWindow, sidebar_button) },
  { "back_button", G_STRUCT_OFFSET (CercleWindow, back_button) },
  { "call_button", G_STRUCT_OFFSET (CercleWindow, call_button) },
  { "call_content", G_STRUCT_OFFSET (CercleWindow, call_content) },
  { "sync", G_STRUCT_OFFSET (CercleWindow, sync) },
  { "example_band", G_STRUCT_OFFSET (CercleWindow, example_band) },
  { "pages", G_STRUCT_OFFSET (CercleWindow, pages) },
};

/* Actions that need an open session. */
static const char *const open_actions[] = {
  "show-page",        "show-indicator",  "back",     "search",    "sync",       "undo",
  "sign-out",         "show-problems",   "new-call", "open-case", "open-draft", "open-by-exception",
  "import-directory", "take-import-back"
};

/* And a page: those are off where who is signed in has no such page. */
static const struct
{
  const char *action, *page;
} page_actions[] = {
  { "show-problems", "problems" },
  { "new-call", "call" },
  { "open-draft", "call" },
  { "open-case", "case" },
  { "import-directory", "directory" },
  { "take-import-back", "directory" },
};

static void
enable_actions (CercleWindow *self)
{
  gboolean open = cercle_window_is_open (self);

  for (guint i = 0; i < G_N_ELEMENTS (open_actions); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), open_actions[i]);
      if (action != NULL)
        g_simple_action_set_enabled (G_SIMPLE_ACTION (action), open);
    }
  for (guint i = 0; i < G_N_ELEMENTS (page_actions); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), page_actions[i].action);
      if (action != NULL && open &&
          !cercle_pages_offer (cercle_pages_find (page_actions[i].page), self->session))
        g_simple_action_set_enabled (G_SIMPLE_ACTION (action), FALSE);
    }
}

static void
show_example (CercleWindow *self)
{
  gtk_widget_set_visible (self->example_band, cercle_window_is_open (self) &&
                                                  cercle_session_is_example (self->session));
  gtk_widget_set_visible (self->call_button, cercle_pages_hold_cases (self->session));
  enable_actions (self);
  /* Who she is may be known only after the first exchange. */
  if (cercle_window_is_open (self) && self->line != NULL &&
      !cercle_pages_offer (self->line, self->session))
    cercle_window_show_first_page (self);
}

static void
fold_cb (CercleWindow *self)
{
  gboolean narrow = cercle_fold_get_tight (CERCLE_FOLD (self->fold));

  gtk_widget_set_visible (self->sidebar_button,
                          cercle_fold_get_collapsed (CERCLE_FOLD (self->fold)));
  /* The name stays for screen readers and in the tooltip. */
  adw_button_content_set_label (ADW_BUTTON_CONTENT (self->call_content),
                                narrow ? "" : _ ("New Call"));
  cercle_sync_state_set_narrow (CERCLE_SYNC_STATE (self->sync), narrow);
  if (narrow)
    gtk_widget_add_css_class (self->toasts, "tight");
  else
    gtk_widget_remove_css_class (self->toasts, "tight");
  for (GtkWidget *page = gtk_widget_get_first_child (self->pages); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    cercle_page_set_narrow (CERCLE_PAGE (page), narrow);
}

static void
present_once (CercleWindow *self)
{
  if (!self->starting)
    return;
  self->starting = FALSE;
  gtk_window_present (GTK_WINDOW (self));
}

/* The frame appears with its true numbers: no empty sidebar that fills before the eyes. */
static void
counts_cb (CercleWindow *self)
{
  if (cercle_window_is_open (self) && self->line == NULL)
    cercle_window_show_first_page (self);
  present_once (self);
}

/* Built when it is needed: a profile that signs in by itself never sees it. */
static void
show_sign_in (CercleWindow *self)
{
  if (adw_bin_get_child (ADW_BIN (self->signin)) == NULL)
    adw_bin_set_child (ADW_BIN (self->signin), cercle_signin_page_new (self->session));
  gtk_stack_set_visible_child_name (GTK_STACK (self->states), "signed-out");
  cercle_signin_page_start (CERCLE_SIGNIN_PAGE (adw_bin_get_child (ADW_BIN (self->signin))));
}

static void
state_cb (CercleWindow *self)
{
  CercleSessionState state = CERCLE_SESSION_SIGNED_OUT;

  g_object_get (self->session, "state", &state, NULL);
  enable_actions (self);
  cercle_take_out_follow (self);
  show_example (self);
  if (state == CERCLE_SESSION_OPEN)
    {
      if (cercle_counts_is_ready (cercle_counts_of (self->session)))
        counts_cb (self);
      return;
    }
  /* A sign-in that failed leaves the page as it is, with what was typed and what was wrong. */
  if (state != CERCLE_SESSION_SIGNED_OUT || (self->line == NULL && !self->starting))
    return;
  cercle_window_drop_pages (self);
  show_sign_in (self);
  present_once (self);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleWindow) self = data;
  g_autoptr (GError) error = NULL;

  const char *said = cercle_session_undo_said (result);

  if (cercle_session_undo_finish (CERCLE_SESSION (source), result, &error))
    cercle_toast_done (self->toasts, CERCLE_SESSION (source),
                       said != NULL ? said : _ ("Undone."), FALSE);
  else
    cercle_toast_error (self->toasts, error);
}

static void
restore_size (CercleWindow *self)
{
  int width = 0, height = 0;
  gboolean maximized = FALSE;

  g_object_get (self->settings, "width", &width, "height", &height, "maximized", &maximized, NULL);
  gtk_window_set_default_size (GTK_WINDOW (self), width > 0 ? width : 1180,
                               height > 0 ? height : 760);
  if (maximized)
    gtk_window_maximize (GTK_WINDOW (self));
}

static gboolean
cercle_window_close_request (GtkWindow *window)
{
  CercleWindow *self = CERCLE_WINDOW (window);
  CerclePage *page = cercle_window_get_shown (self);
  int width = 0, height = 0;

  if (page != NULL)
    cercle_page_leave (page);
  gtk_window_get_default_size (window, &width, &height);
  g_object_set (self->settings, "width", width, "height", height, "maximized",
                gtk_window_is_maximized (window), NULL);
  return GTK_WINDOW_CLASS (cercle_window_parent_class)->close_request (window);
}

/* Escape leaves what was opened from a list; on the areas themselves it does nothing. */
static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  CercleWindow *self = CERCLE_WINDOW (widget);

  if (self->line == NULL || self->line->parent == NULL)
    return GDK_EVENT_PROPAGATE;
  cercle_window_back (self);
  return GDK_EVENT_STOP;
}

static void
cercle_window_dispose (GObject *object)
{
  CercleWindow *self = CERCLE_WINDOW (object);

  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (cercle_counts_of (self->session), self);
    }
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (cercle_window_parent_class)->dispose (object);
}

static void
cercle_window_finalize (GObject *object)
{
  CercleWindow *self = CERCLE_WINDOW (object);

  g_ptr_array_unref (self->trail);
  g_free (self->target);
  g_free (self->first_page);
  G_OBJECT_CLASS (cercle_window_parent_class)->finalize (object);
}

/* Whoever comes back to the desk sees what came meanwhile. */
static void
active_cb (CercleWindow *self)
{
  if (self->session != NULL && gtk_window_is_active (GTK_WINDOW (self)))
    cercle_session_sync_now (self->session);
}

static void
cercle_window_class_init (CercleWindowClass *klass)
{
  g_type_ensure (CERCLE_TYPE_FOLD);
  g_type_ensure (CERCLE_TYPE_SIDEBAR);
  g_type_ensure (CERCLE_TYPE_SYNC_STATE);
  G_OBJECT_CLASS (klass)->dispose = cercle_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = cercle_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = cercle_window_close_request;
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, escape_cb, NULL);
  cercle_template_bind (GTK_WIDGET_CLASS (klass), "cercle-window.ui", children,
                        G_N_ELEMENTS (children));
}

static void
cercle_window_init (CercleWindow *self)
{
  self->trail = cercle_window_trail_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_object_bind_property (self->fold, "show-sidebar", self->sidebar_button, "active",
                          G_BINDING_BIDIRECTIONAL);
  g_signal_connect_swapped (self->fold, "notify::tight", G_CALLBACK (fold_cb), self);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (active_cb), NULL);
}

static void
add_actions (CercleWindow *self)
{
  for (const CercleAction *line = self->actions; line->name != NULL; line++)
    {
      g_autoptr (GSimpleAction) action = NULL;

      if (line->sort != CERCLE_ACTION_WIN ||
          g_action_map_lookup_action (G_ACTION_MAP (self), line->name) != NULL)
        continue;
      action = g_simple_action_new (
          line->name, line->target != NULL || line->label == NULL ? G_VARIANT_TYPE_STRING : NULL);
      g_signal_connect (action, "activate", G_CALLBACK (line->activate), self);
      g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
    }
}

CercleWindow *
cercle_window_new (GtkApplication *application, CercleSession *session, CercleSettings *settings,
                   const CercleAction *actions)
{
  CercleWindow *self = g_object_new (CERCLE_TYPE_WINDOW, "application", application, NULL);

  self->session = g_object_ref (session);
  self->settings = g_object_ref (settings);
  self->actions = actions;
  add_actions (self);
  restore_size (self);
  cercle_sidebar_set_session (CERCLE_SIDEBAR (self->sidebar), session);
  cercle_sync_state_set_session (CERCLE_SYNC_STATE (self->sync), session);
  g_signal_connect_object (cercle_counts_of (session), "changed", G_CALLBACK (counts_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (state_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (show_example), self, G_CONNECT_SWAPPED);
  return self;
}

void
cercle_window_start (CercleWindow *self, const char *page)
{
  g_free (self->first_page);
  self->first_page = g_strdup (page);
  self->starting = TRUE;
  state_cb (self);
}

CercleSession *
cercle_window_get_session (CercleWindow *self)
{
  return self->session;
}

CercleSettings *
cercle_window_get_settings (CercleWindow *self)
{
  return self->settings;
}

const CercleAction *
cercle_window_get_actions (CercleWindow *self)
{
  return self->actions;
}

void
cercle_window_undo (CercleWindow *self)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  if (GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus))
    {
      gtk_widget_activate_action (focus, "text.undo", NULL);
      return;
    }
  cercle_session_undo_async (self->session, undone_cb, g_object_ref (self));
  cercle_directory_undoing_watch (GTK_WIDGET (self), self->session);
}

static void
sign_out_cb (gboolean accepted, gpointer data)
{
  g_autoptr (CercleWindow) self = data;

  if (accepted && self->session != NULL)
    cercle_session_sign_out (self->session);
}

void
cercle_window_sign_out (CercleWindow *self)
{
  g_autofree char *body = NULL;
  guint waiting = 0;

  if (cercle_window_get_shown (self) != NULL)
    cercle_page_leave (cercle_window_get_shown (self));
  g_object_get (self->session, "waiting", &waiting, NULL);
  if (waiting == 0)
    {
      cercle_session_sign_out (self->session);
      return;
    }
  body = g_strdup_printf (
      ngettext ("%u change is not on the server yet. It stays on this desk and is sent when you "
                "sign in here again.",
                "%u changes are not on the server yet. They stay on this desk and are sent when "
                "you sign in here again.",
                waiting),
      waiting);
  cercle_dialog_ask (self->toasts,
                     &(CercleQuestion){ _ ("Sign Out?"), body, _ ("Sign _Out"), FALSE, NULL },
                     sign_out_cb, g_object_ref (self));
}

void
cercle_window_tell (CercleWindow *self, const GError *error)
{
  cercle_toast_error (self->toasts, error);
}
