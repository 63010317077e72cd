/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which page is shown, and where does Back lead? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-window-private.h"

#include <glib/gi18n-lib.h>

#include "cercle-cases-page.h"
#include "cercle-event.h"
#include "cercle-fold.h"
#include "cercle-keyboard.h"
#include "cercle-page.h"
#include "cercle-sidebar.h"
#include "cercle-take-out.h"

#define DEFAULT_PAGE "today"
#define MOST_BACK 20

typedef struct
{
  const CerclePageLine *line;
  char *target;
} Place;

static void
place_free (Place *place)
{
  g_free (place->target);
  g_free (place);
}

gboolean
cercle_window_is_open (CercleWindow *self)
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

/* GTK holds what was hidden with the focus in it until its next frame, and for ever if something
 * else around the same focus is hidden before that frame: the focus stays in nothing that is out of
 * sight. */
static void
bring_forward (CercleWindow *self, CerclePage *page)
{
  CerclePage *leaving = cercle_window_get_shown (self);
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  if (leaving == page)
    return;
  if (leaving != NULL && focus != NULL && !gtk_widget_get_mapped (focus))
    cercle_keyboard_leave (GTK_WIDGET (leaving));
  gtk_stack_set_visible_child (GTK_STACK (self->pages), GTK_WIDGET (page));
  if (leaving != NULL)
    cercle_keyboard_leave (GTK_WIDGET (leaving));
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
  bring_forward (self, page);
  if (open)
    cercle_page_open (page, self->target);
  cercle_page_start (page);
  gtk_widget_set_visible (self->back_button,
                          self->trail->len > 0 && !cercle_pages_stand (line, self->session));
  cercle_sidebar_set_page (CERCLE_SIDEBAR (self->sidebar), cercle_pages_lit (line, self->session));
  cercle_take_out_follow (self);
  cercle_fold_set_show_sidebar (CERCLE_FOLD (self->fold), FALSE);
  if (line->number != 0)
    g_object_set (self->settings, "page", line->name, NULL);
  show_title (self);
}

void
cercle_window_drop_pages (CercleWindow *self)
{
  GtkWidget *page = NULL;

  self->line = NULL;
  g_clear_pointer (&self->target, g_free);
  g_ptr_array_set_size (self->trail, 0);
  cercle_keyboard_leave (self->pages);
  while ((page = gtk_widget_get_first_child (self->pages)) != NULL)
    gtk_stack_remove (GTK_STACK (self->pages), page);
}

void
cercle_window_show_first_page (CercleWindow *self)
{
  g_autofree char *last = NULL;
  const CerclePageLine *line = NULL;

  g_object_get (self->settings, "page", &last, NULL);
  line = cercle_pages_find (self->first_page != NULL ? self->first_page : last);
  if (line == NULL)
    line = cercle_pages_find (DEFAULT_PAGE);
  if (line != NULL && !cercle_pages_offer (line, self->session))
    line = cercle_pages_find (cercle_pages_first (self->session));
  if (line != NULL)
    go_to (self, line, NULL, TRUE);
  gtk_stack_set_visible_child_name (GTK_STACK (self->states), "open");
}

gboolean
cercle_window_show_page (CercleWindow *self, const char *name, const char *target)
{
  const CerclePageLine *line = cercle_pages_find (name);

  if (line == NULL || !cercle_window_is_open (self) || !cercle_pages_offer (line, self->session))
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

  if (indicator == NULL || !cercle_window_is_open (self))
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

GPtrArray *
cercle_window_trail_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) place_free);
}
