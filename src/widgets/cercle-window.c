/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is in the window now? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-window.h"

#include <glib/gi18n-lib.h>

#include "cercle-cases-page.h"
#include "cercle-counts.h"
#include "cercle-dialog.h"
#include "cercle-event.h"
#include "cercle-fold.h"
#include "cercle-page.h"
#include "cercle-pages.h"
#include "cercle-sidebar.h"
#include "cercle-signin-page.h"
#include "cercle-sync-state.h"
#include "cercle-take-out.h"
#include "cercle-template.h"
#include "cercle-toast.h"

#define DEFAULT_PAGE "today"
#define MOST_BACK 20

struct _CercleWindow
{
  AdwApplicationWindow parent_instance;
  GtkWidget *toasts, *states, *signin, *fold, *sidebar, *header, *title, *sidebar_button;
  GtkWidget *back_button, *call_button, *call_content, *sync, *example_band, *pages;
  CercleSession *session;
  CercleSettings *settings;
  const CercleAction *actions;
  const CerclePageLine *line; /* of the page shown; NULL before the first */
  char *target;
  GPtrArray *trail; /* of Place: where Back leads */
  char *first_page; /* asked for on the command line */
  gboolean starting;
};

G_DEFINE_FINAL_TYPE (CercleWindow, cercle_window, ADW_TYPE_APPLICATION_WINDOW)

typedef struct
{
  const CerclePageLine *line;
  char *target;
} Place;

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
static const char *const open_actions[] = { "show-page", "show-indicator", "back",
                                            "search",    "sync",           "undo",
                                            "sign-out",  "show-problems",  "new-call",
                                            "open-case", "open-draft" };

/* And a page: those are off while the program has no such page. */
static const struct
{
  const char *action, *page;
} page_actions[] = {
  { "show-problems", "problems" },
  { "new-call", "call" },
  { "open-draft", "call" },
  { "open-case", "case" },
};

static void
place_free (Place *place)
{
  g_free (place->target);
  g_free (place);
}

static gboolean
is_open (CercleWindow *self)
{
  CercleSessionState state = CERCLE_SESSION_SIGNED_OUT;

  g_object_get (self->session, "state", &state, NULL);
  return state == CERCLE_SESSION_OPEN;
}

CerclePage *
cercle_window_get_shown (CercleWindow *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (GTK_STACK (self->pages));
  return page != NULL ? CERCLE_PAGE (page) : NULL;
}

static void
enable_actions (CercleWindow *self)
{
  gboolean open = is_open (self);

  for (guint i = 0; i < G_N_ELEMENTS (open_actions); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), open_actions[i]);
      if (action != NULL)
        g_simple_action_set_enabled (G_SIMPLE_ACTION (action), open);
    }
  for (guint i = 0; i < G_N_ELEMENTS (page_actions); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), page_actions[i].action);
      if (action != NULL && cercle_pages_find (page_actions[i].page) == NULL)
        g_simple_action_set_enabled (G_SIMPLE_ACTION (action), FALSE);
    }
}

static void
show_title (CercleWindow *self)
{
  CerclePage *page = cercle_window_get_shown (self);
  const char *title = page != NULL ? cercle_page_get_title (page) : NULL;
  const char *subtitle = page != NULL ? cercle_page_get_subtitle (page) : NULL;

  if (title == NULL && self->line != NULL)
    title = _ (self->line->label);
  adw_window_title_set_title (ADW_WINDOW_TITLE (self->title), title != NULL ? title : "");
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title), subtitle != NULL ? subtitle : "");
}

static void
show_example (CercleWindow *self)
{
  gtk_widget_set_visible (self->example_band,
                          is_open (self) && cercle_session_is_example (self->session));
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
  for (GtkWidget *page = gtk_widget_get_first_child (self->pages); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    cercle_page_set_narrow (CERCLE_PAGE (page), narrow);
}

static CerclePage *
make_page (CercleWindow *self, const CerclePageLine *line)
{
  GtkWidget *page = gtk_stack_get_child_by_name (GTK_STACK (self->pages), line->name);

  if (page != NULL)
    return CERCLE_PAGE (page);
  page =
      g_object_new (line->get_type (), "session", self->session, "settings", self->settings, NULL);
  cercle_page_set_narrow (CERCLE_PAGE (page), cercle_fold_get_tight (CERCLE_FOLD (self->fold)));
  g_signal_connect_object (page, "notify::title", G_CALLBACK (show_title), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "notify::subtitle", G_CALLBACK (show_title), self,
                           G_CONNECT_SWAPPED);
  gtk_stack_add_named (GTK_STACK (self->pages), page, line->name);
  return CERCLE_PAGE (page);
}

static void
remember_place (CercleWindow *self)
{
  Place *place = NULL;

  if (self->line == NULL)
    return;
  place = g_new0 (Place, 1);
  place->line = self->line;
  place->target = g_strdup (self->target);
  g_ptr_array_add (self->trail, place);
  if (self->trail->len > MOST_BACK)
    g_ptr_array_remove_index (self->trail, 0);
}

/* open: tell the page its target; FALSE when going back to a page as it was left. */
static void
go_to (CercleWindow *self, const CerclePageLine *line, const char *target, gboolean open)
{
  CerclePage *leaving = cercle_window_get_shown (self);
  CerclePage *page = make_page (self, line);
  g_autofree char *kept = g_strdup (target);

  if (leaving != NULL && leaving != page)
    cercle_page_leave (leaving);
  self->line = line;
  g_free (self->target);
  self->target = g_steal_pointer (&kept);
  gtk_stack_set_visible_child (GTK_STACK (self->pages), GTK_WIDGET (page));
  if (open)
    cercle_page_open (page, self->target);
  cercle_page_start (page);
  gtk_widget_set_visible (self->back_button, self->trail->len > 0 && line->parent != NULL);
  cercle_sidebar_set_page (CERCLE_SIDEBAR (self->sidebar),
                           line->parent != NULL ? line->parent : line->name);
  cercle_take_out_follow (self);
  cercle_fold_set_show_sidebar (CERCLE_FOLD (self->fold), FALSE);
  if (line->number != 0)
    g_object_set (self->settings, "page", line->name, NULL);
  show_title (self);
}

static void
drop_pages (CercleWindow *self)
{
  GtkWidget *page = NULL;

  self->line = NULL;
  g_clear_pointer (&self->target, g_free);
  g_ptr_array_set_size (self->trail, 0);
  while ((page = gtk_widget_get_first_child (self->pages)) != NULL)
    gtk_stack_remove (GTK_STACK (self->pages), page);
}

static void
show_first_page (CercleWindow *self)
{
  g_autofree char *last = NULL;
  const CerclePageLine *line = NULL;

  g_object_get (self->settings, "page", &last, NULL);
  line = cercle_pages_find (self->first_page != NULL ? self->first_page : last);
  if (line == NULL)
    line = cercle_pages_find (DEFAULT_PAGE);
  if (line != NULL)
    go_to (self, line, NULL, TRUE);
  gtk_stack_set_visible_child_name (GTK_STACK (self->states), "open");
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
  if (is_open (self) && self->line == NULL)
    show_first_page (self);
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
  drop_pages (self);
  show_sign_in (self);
  present_once (self);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (cercle_session_undo_finish (CERCLE_SESSION (source), result, &error))
    cercle_toast (self->toasts, _ ("Undone."), FALSE);
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
  self->trail = g_ptr_array_new_with_free_func ((GDestroyNotify) place_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_object_bind_property (self->fold, "show-sidebar", self->sidebar_button, "active",
                          G_BINDING_BIDIRECTIONAL);
  g_signal_connect_swapped (self->fold, "notify::tight", G_CALLBACK (fold_cb), self);
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

gboolean
cercle_window_show_page (CercleWindow *self, const char *name, const char *target)
{
  const CerclePageLine *line = cercle_pages_find (name);

  if (line == NULL || !is_open (self))
    return FALSE;
  if (line != self->line || g_strcmp0 (target, self->target) != 0)
    remember_place (self);
  go_to (self, line, target, TRUE);
  return TRUE;
}

const char *
cercle_window_get_page (CercleWindow *self)
{
  return self->line != NULL ? self->line->name : NULL;
}

void
cercle_window_show_indicator (CercleWindow *self, const char *id)
{
  const CercleIndicator *indicator = cercle_indicator_find (id);
  g_autoptr (CercleQuery) query = NULL;

  if (indicator == NULL || !is_open (self))
    return;
  query = indicator->query (cercle_session_get_indicator_context (self->session));
  cercle_window_show_page (
      self, cercle_query_get_kind (query) == &cercle_action_kind ? "actions" : "cases", id);
}

void
cercle_window_show_holder (CercleWindow *self, const char *holder)
{
  g_autofree char *target = g_strconcat (CERCLE_CASES_OF, holder, NULL);
  cercle_window_show_page (self, "cases", target);
}

void
cercle_window_show_cases (CercleWindow *self, const char *filter)
{
  g_autofree char *target = g_strconcat (CERCLE_CASES_WHERE, filter, NULL);
  cercle_window_show_page (self, "cases", target);
}

void
cercle_window_back (CercleWindow *self)
{
  g_autofree Place *place = NULL;
  g_autofree char *target = NULL;

  if (self->trail->len == 0)
    {
      const CerclePageLine *parent =
          self->line != NULL ? cercle_pages_find (self->line->parent) : NULL;
      if (parent != NULL)
        go_to (self, parent, NULL, FALSE);
      return;
    }
  place = g_ptr_array_steal_index (self->trail, self->trail->len - 1);
  target = g_steal_pointer (&place->target);
  /* Another case may have been opened in between: a page that shows one thing shows it again. */
  go_to (self, place->line, target, place->line->number == 0);
}

void
cercle_window_search (CercleWindow *self)
{
  CerclePage *page = cercle_window_get_shown (self);

  if (page != NULL && cercle_page_search (page))
    return;
  if (cercle_window_show_page (self, "cases", NULL))
    cercle_page_search (cercle_window_get_shown (self));
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
  if (cercle_session_get_undo_label (self->session) == NULL)
    cercle_toast (self->toasts, _ ("There is nothing to undo."), FALSE);
  else
    cercle_session_undo_async (self->session, undone_cb, g_object_ref (self));
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
