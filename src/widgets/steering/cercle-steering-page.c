/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Where do the open cases stand, who holds them, and how old are they? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-steering-page.h"

#include <glib/gi18n-lib.h>

#include "cercle-board-figures.h"
#include "cercle-board-of.h"
#include "cercle-board-view.h"
#include "cercle-case-list.h"
#include "cercle-counts.h"
#include "cercle-macros.h"
#include "cercle-openings-card.h"
#include "cercle-template.h"

struct _CercleSteeringPage
{
  CerclePage parent_instance;
  GtkWidget *states, *columns, *first, *second, *bar, *of, *openings;
  GtkWidget *tables[CERCLE_BOARD_N_SIDES], *sections[CERCLE_BOARD_N_SIDES];
  GCancellable *cancellable;
  gboolean waits;    /* to be asked when it is shown */
  gboolean starting; /* the focus belongs in the first table as soon as there is one */
};

G_DEFINE_FINAL_TYPE (CercleSteeringPage, cercle_steering_page, CERCLE_TYPE_PAGE)

static const CercleTemplateChild children[] = {
  { "states", G_STRUCT_OFFSET (CercleSteeringPage, states) },
  { "columns", G_STRUCT_OFFSET (CercleSteeringPage, columns) },
  { "first", G_STRUCT_OFFSET (CercleSteeringPage, first) },
  { "bar", G_STRUCT_OFFSET (CercleSteeringPage, bar) },
  { "second", G_STRUCT_OFFSET (CercleSteeringPage, second) },
};

/* The sections, from top to bottom; states stand for missions too. */
static const struct
{
  const char *title;
  CercleBoardSide side;
  gboolean second; /* in the other column */
} sections[] = {
  { N_ ("Open cases by state and mission"), CERCLE_BOARD_STATUS, FALSE },
  { N_ ("By age"), CERCLE_BOARD_AGE, TRUE },
  { N_ ("By holder"), CERCLE_BOARD_HOLDER, TRUE },
  { N_ ("Breaks to come"), CERCLE_BOARD_ENDING, FALSE },
  { N_ ("Blind spots, by reason"), CERCLE_BOARD_REASON, FALSE },
};

static CercleSession *
session_of (CercleSteeringPage *self)
{
  return cercle_page_get_session (CERCLE_PAGE (self));
}

/* --- What is shown --------------------------------------------------------------------------- */

static void
show_board (CercleSteeringPage *self, const CercleBoard *board)
{
  g_autofree char *words = cercle_board_open_words (board);

  cercle_page_set_subtitle (CERCLE_PAGE (self), words);
  gtk_stack_set_visible_child_name (
      GTK_STACK (self->states),
      board->most > 0 || board->abridged || gtk_widget_get_visible (self->openings) ? "board"
                                                                                    : "empty");
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      CercleBoardSide side = sections[i].side;
      CercleBoardTable *table = CERCLE_BOARD_TABLE (self->tables[side]);

      if (side == CERCLE_BOARD_STATUS)
        cercle_board_view_fill_states (table, board);
      else
        cercle_board_view_fill_side (table, board, side, session_of (self));
      gtk_widget_set_visible (self->sections[side], board->sides[side]->len > 0);
    }
  if (self->starting && board->n > 0)
    gtk_widget_child_focus (self->tables[CERCLE_BOARD_STATUS], GTK_DIR_TAB_FORWARD);
  self->starting = FALSE;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleSteeringPage) self = data;
  g_autoptr (GPtrArray) cases = cercle_session_find_finish (CERCLE_SESSION (source), result, NULL);
  g_autoptr (CercleBoard) board = NULL;
  g_autofree char *of = NULL;

  /* Superseded, or the page is gone; a read that failed is asked again with the next change. */
  if (cases == NULL || self->states == NULL || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  of = cercle_board_of_get (CERCLE_BOARD_OF (self->of));
  if (cercle_tokens_contain (of, CERCLE_BOARD_OF_OURS))
    board = cercle_board_new (cases, cercle_session_get_today (CERCLE_SESSION (source)));
  board = cercle_figures_board (cercle_session_get_figures (CERCLE_SESSION (source)), board, of);
  show_board (self, board);
}

static void
cancel (CercleSteeringPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
ask (CercleSteeringPage *self)
{
  const CercleCaseFilter open = { .today = cercle_session_get_today (session_of (self)) };
  g_autoptr (CercleQuery) query = NULL;

  self->waits = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (self->waits)
    return;
  cercle_session_ask_figures (session_of (self));
  cancel (self);
  self->cancellable = g_cancellable_new ();
  query = cercle_case_list_query (&open, NULL, FALSE);
  cercle_session_find_async (session_of (self), query, self->cancellable, found_cb,
                             g_object_ref (self));
}

/* --- The page -------------------------------------------------------------------------------- */

static void
map_cb (CercleSteeringPage *self)
{
  if (self->waits)
    ask (self);
}

static void
narrow_cb (CercleSteeringPage *self)
{
  gboolean narrow = cercle_page_get_narrow (CERCLE_PAGE (self));

  /* A grid: a box of newer GTK may ask for less height than it needs when both its children wrap.
   */
  g_object_set (gtk_layout_manager_get_layout_child (gtk_widget_get_layout_manager (self->columns),
                                                     self->second),
                "column", narrow ? 0 : 1, "row", narrow ? 1 : 0, NULL);
  if (self->openings != NULL)
    cercle_openings_card_set_places (CERCLE_OPENINGS_CARD (self->openings),
                                     narrow ? self->first : self->second, self->second);
  gtk_widget_set_margin_start (self->columns, narrow ? 12 : 24);
  gtk_widget_set_margin_end (self->columns, narrow ? 12 : 24);
}

static void
cercle_steering_page_start (CerclePage *page)
{
  CercleSteeringPage *self = CERCLE_STEERING_PAGE (page);

  self->starting = !gtk_widget_child_focus (self->tables[CERCLE_BOARD_STATUS], GTK_DIR_TAB_FORWARD);
}

static gboolean
cercle_steering_page_fill_paper (CerclePage *page, CerclePaper *paper)
{
  CercleBoardOf *of = CERCLE_BOARD_OF (CERCLE_STEERING_PAGE (page)->of);

  paper->of = cercle_board_of_get (of);
  paper->words = cercle_board_of_words (of);
  return TRUE;
}

static void
add_section (CercleSteeringPage *self, guint i)
{
  CercleBoardSide side = sections[i].side;
  GtkWidget *section = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = gtk_label_new (_ (sections[i].title));
  GtkWidget *card = adw_bin_new ();

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "title-4");
  gtk_widget_add_css_class (card, "card");
  self->tables[side] = cercle_board_table_new ();
  self->sections[side] = section;
  cercle_board_table_set_name (CERCLE_BOARD_TABLE (self->tables[side]), _ (sections[i].title));
  adw_bin_set_child (ADW_BIN (card), self->tables[side]);
  gtk_box_append (GTK_BOX (section), title);
  gtk_box_append (GTK_BOX (section), card);
  gtk_box_append (GTK_BOX (sections[i].second ? self->second : self->first), section);
}

static void
cercle_steering_page_constructed (GObject *object)
{
  CercleSteeringPage *self = CERCLE_STEERING_PAGE (object);

  G_OBJECT_CLASS (cercle_steering_page_parent_class)->constructed (object);
  cercle_page_set_title (CERCLE_PAGE (self), _ ("Steering"));
  self->of = cercle_board_of_new (session_of (self), cercle_page_get_settings (CERCLE_PAGE (self)));
  gtk_box_append (GTK_BOX (self->bar), self->of);
  self->openings = cercle_openings_card_new (session_of (self));
  narrow_cb (self);
  g_signal_connect_object (self->openings, "notify::visible", G_CALLBACK (ask), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (cercle_page_get_settings (CERCLE_PAGE (self)), "notify::board-of",
                           G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session_of (self), "figures", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (cercle_counts_of (session_of (self)), "changed", G_CALLBACK (ask), self,
                           G_CONNECT_SWAPPED);
  self->waits = TRUE;
}

static void
cercle_steering_page_dispose (GObject *object)
{
  CercleSteeringPage *self = CERCLE_STEERING_PAGE (object);

  cancel (self);
  self->states = NULL;
  G_OBJECT_CLASS (cercle_steering_page_parent_class)->dispose (object);
}

static void
cercle_steering_page_class_init (CercleSteeringPageClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = cercle_steering_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = cercle_steering_page_dispose;
  CERCLE_PAGE_CLASS (klass)->start = cercle_steering_page_start;
  CERCLE_PAGE_CLASS (klass)->fill_paper = cercle_steering_page_fill_paper;
  cercle_template_bind (GTK_WIDGET_CLASS (klass), "steering/cercle-steering-page.ui", children,
                        G_N_ELEMENTS (children));
}

static void
cercle_steering_page_init (CercleSteeringPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    add_section (self, i);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (narrow_cb), NULL);
}
