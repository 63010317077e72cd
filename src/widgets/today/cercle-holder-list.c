/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who holds what, since when, and what of it is late? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-holder-list.h"

#include <glib/gi18n-lib.h>

#include "cercle-case-list.h"
#include "cercle-compact-list.h"
#include "cercle-counts.h"
#include "cercle-day.h"
#include "cercle-keyboard.h"
#include "cercle-macros.h"
#include "cercle-template.h"

#define LEAST_LINES 3
#define MOST_LINES 9

struct _CercleHolderLine
{
  GObject parent_instance;
  CercleTally *tally; /* owned */
};

G_DEFINE_FINAL_TYPE (CercleHolderLine, cercle_holder_line, G_TYPE_OBJECT)

struct _CercleHolderList
{
  AdwBin parent_instance;
  GtkWidget *title, *subtitle, *frame;
  GtkWidget *list;
  CerclePage *page; /* not owned: this lives inside it */
  GListStore *lines;
  GCancellable *cancellable;
  gboolean waits; /* to be asked when it is shown */
};

G_DEFINE_FINAL_TYPE (CercleHolderList, cercle_holder_list, ADW_TYPE_BIN)

static const CercleTemplateChild children[] = {
  { "title", G_STRUCT_OFFSET (CercleHolderList, title) },
  { "subtitle", G_STRUCT_OFFSET (CercleHolderList, subtitle) },
  { "frame", G_STRUCT_OFFSET (CercleHolderList, frame) },
};

/* --- A line ------------------------------------------------------------------------------------
 */

static void
cercle_holder_line_finalize (GObject *object)
{
  g_clear_pointer (&CERCLE_HOLDER_LINE (object)->tally, cercle_tally_free);
  G_OBJECT_CLASS (cercle_holder_line_parent_class)->finalize (object);
}

static void
cercle_holder_line_class_init (CercleHolderLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cercle_holder_line_finalize;
}

static void
cercle_holder_line_init (CercleHolderLine *self)
{
}

const CercleTally *
cercle_holder_line_get_tally (CercleHolderLine *self)
{
  return self->tally;
}

/* --- Columns -----------------------------------------------------------------------------------
 */

static void
fill_holder (CercleCell *cell, gpointer item, gpointer data)
{
  CercleHolderList *self = data;
  CercleSession *session = cercle_page_get_session (self->page);
  const char *holder = cercle_holder_line_get_tally (item)->value;
  g_autofree char *name = holder != NULL ? cercle_session_name_of (session, holder) : NULL;

  cercle_cell_mark (cell, cercle_session_holder_letter (session, holder));
  if (holder != NULL)
    cercle_cell_text (cell, name);
  else
    cercle_cell_alarm (cell, _ ("Nobody"));
}

static void
fill_cases (CercleCell *cell, gpointer item, gpointer data)
{
  const CercleTally *tally = cercle_holder_line_get_tally (item);
  g_autofree char *number = g_strdup_printf ("%u", tally->n);
  g_autofree char *said =
      g_strdup_printf (ngettext ("%u open case", "%u open cases", tally->n), tally->n);

  cercle_cell_strong (cell, number);
  cercle_cell_spoken (cell, said);
}

static void
fill_oldest (CercleCell *cell, gpointer item, gpointer data)
{
  CercleHolderList *self = data;
  const CercleTally *tally = cercle_holder_line_get_tally (item);
  int today = cercle_session_get_today_number (cercle_page_get_session (self->page));
  int opened = cercle_day_parse (tally->first);
  int days = opened != CERCLE_DAY_NONE ? MAX (today - opened, 0) : -1;
  g_autofree char *short_words = NULL, *said = NULL;

  if (days < 0)
    return;
  short_words = g_strdup_printf (C_ ("span", "%d d"), days);
  said = g_strdup_printf (ngettext ("%d day", "%d days", (gulong) days), days);
  cercle_cell_text (cell, short_words);
  cercle_cell_spoken (cell, said);
}

static void
fill_overdue (CercleCell *cell, gpointer item, gpointer data)
{
  const CercleTally *tally = cercle_holder_line_get_tally (item);
  g_autofree char *number = g_strdup_printf ("%u", tally->before);

  if (tally->before == 0)
    {
      cercle_cell_dim (cell, number);
      return;
    }
  cercle_cell_icon (cell, "dialog-warning-symbolic", TRUE, NULL);
  cercle_cell_alarm (cell, number);
}

static const CercleColumn columns[] = {
  { "holder", N_ ("Holder"), 0, 0, 0, fill_holder },
  { "cases", N_ ("Cases"), 68, 0, CERCLE_COLUMN_END, fill_cases },
  { "oldest", N_ ("Oldest"), 76, 0, CERCLE_COLUMN_END, fill_oldest },
  { "overdue", N_ ("Late"), 72, 0, CERCLE_COLUMN_END, fill_overdue },
};

/* --- Asking ------------------------------------------------------------------------------------
 */

/* What nobody holds comes first, whatever its number. */
static void
nobody_first (GPtrArray *tallies)
{
  for (guint i = 1; i < tallies->len; i++)
    if (((CercleTally *) g_ptr_array_index (tallies, i))->value == NULL)
      {
        CercleTally *nobody = g_ptr_array_steal_index (tallies, i);
        g_ptr_array_insert (tallies, 0, nobody);
      }
}

static guint
find_line (CercleHolderList *self, const char *holder)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->lines));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CercleHolderLine) line = g_list_model_get_item (G_LIST_MODEL (self->lines), i);
      if (g_strcmp0 (line->tally->value, holder) == 0)
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

/* The same holders in the same order: their numbers change where they stand. */
static gboolean
change_in_place (CercleHolderList *self, GPtrArray *tallies)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->lines)) != tallies->len)
    return FALSE;
  for (guint i = 0; i < tallies->len; i++)
    if (find_line (self, ((CercleTally *) g_ptr_array_index (tallies, i))->value) != i)
      return FALSE;
  for (guint i = 0; i < tallies->len; i++)
    {
      g_autoptr (CercleHolderLine) line = g_list_model_get_item (G_LIST_MODEL (self->lines), i);
      cercle_tally_free (line->tally);
      line->tally = g_steal_pointer (&tallies->pdata[i]);
    }
  cercle_compact_list_refresh (CERCLE_COMPACT_LIST (self->list));
  return TRUE;
}

static void
replace (CercleHolderList *self, GPtrArray *tallies)
{
  CercleCompactList *list = CERCLE_COMPACT_LIST (self->list);
  g_autoptr (CercleHolderLine) chosen = cercle_compact_list_get_selected_item (list);
  gboolean focused = cercle_keyboard_is_in (self->list);
  guint position = GTK_INVALID_LIST_POSITION;

  g_list_store_remove_all (self->lines);
  for (guint i = 0; i < tallies->len; i++)
    {
      g_autoptr (CercleHolderLine) line = g_object_new (CERCLE_TYPE_HOLDER_LINE, NULL);
      line->tally = g_steal_pointer (&tallies->pdata[i]);
      g_list_store_append (self->lines, line);
    }
  if (chosen != NULL)
    position = find_line (self, chosen->tally->value);
  if (position != GTK_INVALID_LIST_POSITION)
    cercle_compact_list_select (list, position, focused);
}

static void
tallied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleHolderList) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tallies =
      cercle_session_tally_finish (CERCLE_SESSION (source), result, &error);
  g_autofree char *words = NULL;
  guint open = 0;

  if (tallies == NULL || self->list == NULL)
    return;
  for (guint i = 0; i < tallies->len; i++)
    open += ((CercleTally *) g_ptr_array_index (tallies, i))->n;
  words = g_strdup_printf (ngettext ("%u open case", "%u open cases", open), open);
  gtk_label_set_text (GTK_LABEL (self->subtitle), words);
  nobody_first (tallies);
  if (!change_in_place (self, tallies))
    replace (self, tallies);
}

/* After the numbers: whoever looks at the desk's first picture looks at those first. */
static void
ask (CercleHolderList *self)
{
  CercleSession *session = cercle_page_get_session (self->page);
  const CercleCaseFilter open = { .today = cercle_session_get_today (session) };
  g_autoptr (CercleQuery) query = NULL;

  self->waits = !gtk_widget_get_mapped (GTK_WIDGET (self)) ||
                !cercle_counts_is_ready (cercle_counts_of (session));
  if (self->waits)
    return;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  query = cercle_case_list_query (&open, NULL, FALSE);
  cercle_session_tally_async (session, query, &cercle_case_holders, self->cancellable, tallied_cb,
                              g_object_ref (self));
}

static void
map_cb (CercleHolderList *self)
{
  if (self->waits)
    ask (self);
}

static void
activate_cb (CercleHolderList *self, guint position)
{
  g_autoptr (CercleHolderLine) line = g_list_model_get_item (G_LIST_MODEL (self->lines), position);

  if (line != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-holder", "s",
                                line->tally->value != NULL ? line->tally->value : "");
}

/* --- The table ---------------------------------------------------------------------------------
 */

static gboolean
cercle_holder_list_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (CERCLE_HOLDER_LIST (widget)->list);
}

static void
cercle_holder_list_dispose (GObject *object)
{
  CercleHolderList *self = CERCLE_HOLDER_LIST (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->list != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->list, self);
      cercle_compact_list_set_model (CERCLE_COMPACT_LIST (self->list), NULL);
      self->list = NULL;
    }
  g_clear_object (&self->lines);
  G_OBJECT_CLASS (cercle_holder_list_parent_class)->dispose (object);
}

static void
cercle_holder_list_class_init (CercleHolderListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cercle_holder_list_dispose;
  widget_class->grab_focus = cercle_holder_list_grab_focus;
  cercle_template_bind (widget_class, "today/cercle-holder-list.ui", children,
                        G_N_ELEMENTS (children));
}

static void
cercle_holder_list_init (CercleHolderList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->lines = g_list_store_new (CERCLE_TYPE_HOLDER_LINE);
  self->list = cercle_compact_list_new ();
  cercle_compact_list_set_lines (CERCLE_COMPACT_LIST (self->list), LEAST_LINES, MOST_LINES);
  cercle_compact_list_set_columns (CERCLE_COMPACT_LIST (self->list), _ ("Who holds what"), columns,
                                   G_N_ELEMENTS (columns), self);
  cercle_compact_list_set_model (CERCLE_COMPACT_LIST (self->list), G_LIST_MODEL (self->lines));
  adw_bin_set_child (ADW_BIN (self->frame), self->list);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
}

void
cercle_holder_list_set_page (CercleHolderList *self, CerclePage *page)
{
  self->page = page;
  cercle_page_fit_rows (page, self->list);
  g_signal_connect_object (cercle_counts_of (cercle_page_get_session (page)), "changed",
                           G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  ask (self);
}

GListModel *
cercle_holder_list_get_lines (CercleHolderList *self)
{
  return G_LIST_MODEL (self->lines);
}
