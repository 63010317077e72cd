/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What did the others do while one was away? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-news-page.h"

#include <glib/gi18n-lib.h>

#include "cercle-case-trail.h"
#include "cercle-compact-list.h"
#include "cercle-counts.h"
#include "cercle-escape.h"
#include "cercle-keyboard.h"
#include "cercle-news-line.h"
#include "cercle-news-since.h"
#include "cercle-template.h"

struct _CercleNewsPage
{
  CerclePage parent_instance;
  GtkWidget *evening, *week, *mine, *sorts, *content, *frame, *empty;
  GtkWidget *list;
  GListStore *lines;
  GCancellable *cancellable;
  gboolean waits;    /* to be asked when it is shown */
  gboolean starting; /* the keyboard belongs in the list as soon as there is one */
};

G_DEFINE_FINAL_TYPE (CercleNewsPage, cercle_news_page, CERCLE_TYPE_PAGE)

static const CercleTemplateChild children[] = {
  { "evening", G_STRUCT_OFFSET (CercleNewsPage, evening) },
  { "week", G_STRUCT_OFFSET (CercleNewsPage, week) },
  { "mine", G_STRUCT_OFFSET (CercleNewsPage, mine) },
  { "sorts", G_STRUCT_OFFSET (CercleNewsPage, sorts) },
  { "content", G_STRUCT_OFFSET (CercleNewsPage, content) },
  { "frame", G_STRUCT_OFFSET (CercleNewsPage, frame) },
  { "empty", G_STRUCT_OFFSET (CercleNewsPage, empty) },
};

static CercleSession *
session_of (CercleNewsPage *self)
{
  return cercle_page_get_session (CERCLE_PAGE (self));
}

static CercleSince
since_of (CercleNewsPage *self)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->week)) ? CERCLE_SINCE_WEEK
                                                                       : CERCLE_SINCE_EVENING;
}

/* Whose doing is left out; NULL: nobody's. */
static const char *
left_out (CercleNewsPage *self)
{
  CercleRecord *member = cercle_session_get_member (session_of (self));

  if (member == NULL || gtk_check_button_get_active (GTK_CHECK_BUTTON (self->mine)))
    return NULL;
  return cercle_record_get_id (member);
}

/* --- What is shown --------------------------------------------------------------------------- */

static const char *
event_id (GListModel *lines, guint position)
{
  g_autoptr (CercleNewsLine) line = g_list_model_get_item (lines, position);

  return line != NULL ? cercle_record_get_id (cercle_news_line_get_event (line)) : NULL;
}

static gboolean
is_shown (CercleNewsPage *self, GPtrArray *lines)
{
  GListModel *shown = G_LIST_MODEL (self->lines);

  if (g_list_model_get_n_items (shown) != lines->len)
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    if (g_strcmp0 (event_id (shown, i), cercle_record_get_id (cercle_news_line_get_event (
                                            g_ptr_array_index (lines, i)))) != 0)
      return FALSE;
  return TRUE;
}

/* The line that was chosen stays chosen, wherever it stands now. */
static void
replace (CercleNewsPage *self, GPtrArray *lines)
{
  CercleCompactList *list = CERCLE_COMPACT_LIST (self->list);
  gboolean focused = self->starting || cercle_keyboard_is_in (self->list);
  g_autofree char *chosen =
      g_strdup (event_id (G_LIST_MODEL (self->lines), cercle_compact_list_get_selected (list)));
  guint position = 0;

  g_list_store_remove_all (self->lines);
  g_list_store_splice (self->lines, 0, 0, lines->pdata, lines->len);
  for (guint i = 0; i < lines->len; i++)
    if (g_strcmp0 (event_id (G_LIST_MODEL (self->lines), i), chosen) == 0)
      position = i;
  if (lines->len > 0)
    cercle_compact_list_select (list, position, focused);
}

static void
show (CercleNewsPage *self, GPtrArray *events)
{
  g_autoptr (GPtrArray) cases = cercle_news_group (events);
  g_autoptr (GPtrArray) lines = cercle_news_lines (cases);
  g_autofree char *sentence =
      cercle_since_sentence (session_of (self), since_of (self), cases->len);
  g_autofree char *sorts = cercle_news_sorts (events);
  g_autofree char *most =
      g_strdup_printf (_ ("Only the newest %u changes are shown."), CERCLE_NEWS_MOST);

  cercle_page_set_subtitle (CERCLE_PAGE (self), sentence);
  gtk_label_set_text (GTK_LABEL (self->sorts), events->len < CERCLE_NEWS_MOST ? sorts : most);
  cercle_set_title (self->empty, sentence);
  gtk_stack_set_visible_child (GTK_STACK (self->content),
                               lines->len > 0 ? self->frame : self->empty);
  if (is_shown (self, lines))
    cercle_compact_list_refresh (CERCLE_COMPACT_LIST (self->list));
  else
    replace (self, lines);
  if (lines->len > 0)
    self->starting = FALSE;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleNewsPage) self = data;
  g_autoptr (GPtrArray) events = cercle_session_find_finish (CERCLE_SESSION (source), result, NULL);

  /* Superseded, or the page is gone; a read that failed is asked again with the next change. */
  if (events != NULL && self->list != NULL)
    show (self, events);
}

static void
cancel (CercleNewsPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* On a Monday, yesterday evening is Friday's; and a window may stay open for days. */
static void
name_chips (CercleNewsPage *self)
{
  GtkWidget *const chips[] = {
    [CERCLE_SINCE_EVENING] = self->evening, [CERCLE_SINCE_WEEK] = self->week
  };

  for (guint i = 0; i < G_N_ELEMENTS (chips); i++)
    {
      g_autofree char *words = cercle_since_words (session_of (self), i);
      gtk_button_set_label (GTK_BUTTON (chips[i]), words);
    }
}

static void
ask (CercleNewsPage *self)
{
  g_autofree char *since = NULL;
  g_autoptr (CercleQuery) query = NULL;

  self->waits = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (self->waits)
    return;
  name_chips (self);
  cancel (self);
  self->cancellable = g_cancellable_new ();
  since = cercle_since_instant (session_of (self), since_of (self));
  query = cercle_news_query (since, left_out (self));
  cercle_session_find_async (session_of (self), query, self->cancellable, found_cb,
                             g_object_ref (self));
}

/* --- The page -------------------------------------------------------------------------------- */

static void
map_cb (CercleNewsPage *self)
{
  if (self->waits)
    ask (self);
}

static void
read_line (gpointer item, char **kase, char **line)
{
  *kase = g_strdup (cercle_news_line_get_case (item));
  *line = g_strdup (cercle_record_get_id (cercle_news_line_get_event (item)));
}

static void
activate_cb (CercleNewsPage *self, guint position)
{
  g_autoptr (CercleNewsLine) line = g_list_model_get_item (G_LIST_MODEL (self->lines), position);

  if (line == NULL)
    return;
  cercle_case_trail_begin_lines (session_of (self), G_LIST_MODEL (self->lines), position,
                                 read_line);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-case", "s",
                              cercle_news_line_get_case (line));
}

static void
cercle_news_page_start (CerclePage *page)
{
  CercleNewsPage *self = CERCLE_NEWS_PAGE (page);

  if (cercle_case_trail_return (session_of (self), CERCLE_COMPACT_LIST (self->list)))
    return;
  self->starting = g_list_model_get_n_items (G_LIST_MODEL (self->lines)) == 0;
  gtk_widget_grab_focus (self->starting ? self->evening : self->list);
}

static gboolean
cercle_news_page_fill_paper (CerclePage *page, CerclePaper *paper)
{
  CercleNewsPage *self = CERCLE_NEWS_PAGE (page);

  paper->since = cercle_since_instant (session_of (self), since_of (self));
  paper->without = g_strdup (left_out (self));
  paper->words = g_strdup (cercle_page_get_subtitle (page));
  return TRUE;
}

static void
cercle_news_page_constructed (GObject *object)
{
  CercleNewsPage *self = CERCLE_NEWS_PAGE (object);
  CercleSession *session = session_of (self);

  G_OBJECT_CLASS (cercle_news_page_parent_class)->constructed (object);
  cercle_page_set_title (CERCLE_PAGE (self), _ ("What has changed"));
  cercle_compact_list_set_columns (CERCLE_COMPACT_LIST (self->list), _ ("What has changed"),
                                   cercle_news_columns, cercle_news_n_columns, session);
  cercle_page_fit_list (CERCLE_PAGE (self), self->list);
  g_signal_connect_object (cercle_counts_of (session), "changed", G_CALLBACK (ask), self,
                           G_CONNECT_SWAPPED);
  self->waits = TRUE;
}

static void
cercle_news_page_dispose (GObject *object)
{
  CercleNewsPage *self = CERCLE_NEWS_PAGE (object);

  cancel (self);
  if (self->list != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->list, self);
      cercle_compact_list_set_model (CERCLE_COMPACT_LIST (self->list), NULL);
      self->list = NULL;
    }
  g_clear_object (&self->lines);
  G_OBJECT_CLASS (cercle_news_page_parent_class)->dispose (object);
}

static void
cercle_news_page_class_init (CercleNewsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = cercle_news_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = cercle_news_page_dispose;
  CERCLE_PAGE_CLASS (klass)->start = cercle_news_page_start;
  CERCLE_PAGE_CLASS (klass)->fill_paper = cercle_news_page_fill_paper;
  cercle_template_bind (GTK_WIDGET_CLASS (klass), "today/cercle-news-page.ui", children,
                        G_N_ELEMENTS (children));
}

static void
cercle_news_page_init (CercleNewsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->lines = g_list_store_new (CERCLE_TYPE_NEWS_LINE);
  self->list = cercle_compact_list_new ();
  cercle_compact_list_set_model (CERCLE_COMPACT_LIST (self->list), G_LIST_MODEL (self->lines));
  adw_bin_set_child (ADW_BIN (self->frame), self->list);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect_swapped (self->week, "toggled", G_CALLBACK (ask), self);
  g_signal_connect_swapped (self->mine, "toggled", G_CALLBACK (ask), self);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
}
