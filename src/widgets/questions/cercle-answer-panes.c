/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How do a list, a sheet and a form stand beside one another? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-answer-panes.h"
#include "cercle-keyboard.h"
#include "cercle-plain.h"

#include <glib/gi18n-lib.h>

#define SHEET_WIDTH 380
#define SHEET_MOST 420
#define MARGIN 12

static void
narrow_cb (CerclePage *page, GParamSpec *property, CercleAnswerPanes *self)
{
  gboolean narrow = cercle_page_get_narrow (page);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->panes),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->divider),
                                  narrow ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  adw_clamp_set_maximum_size (ADW_CLAMP (self->clamp), narrow ? G_MAXINT16 : SHEET_MOST);
  gtk_widget_set_size_request (self->clamp, narrow ? -1 : SHEET_WIDTH, -1);
}

static void
selected_cb (CercleAnswerPanes *self)
{
  if (self->list != NULL && !self->filling)
    self->chosen (self->page);
}

static void
build_list (CercleAnswerPanes *self, const CercleAnswerPanesSort *sort, GListModel *rows)
{
  self->list = cercle_compact_list_new ();
  cercle_page_fit_list (self->page, self->list);
  cercle_compact_list_set_columns (CERCLE_COMPACT_LIST (self->list), _ (sort->name), sort->columns,
                                   sort->n_columns, self->page);
  cercle_compact_list_set_model (CERCLE_COMPACT_LIST (self->list), rows);
  self->chosen = sort->chosen;
  g_signal_connect_swapped (self->list, "notify::selected", G_CALLBACK (selected_cb), self);
  gtk_widget_set_hexpand (self->list, TRUE);
  gtk_widget_set_vexpand (self->list, TRUE);
}

static void
build_side (CercleAnswerPanes *self, const CercleAnswerPanesSort *sort)
{
  self->form = cercle_matrix_form_new (cercle_page_get_session (self->page));
  g_signal_connect (self->form, "save", G_CALLBACK (sort->save), self->page);
  g_signal_connect_swapped (self->form, "done", G_CALLBACK (cercle_answer_panes_end), self);
  gtk_widget_set_margin_top (self->form, MARGIN);
  gtk_widget_set_margin_bottom (self->form, MARGIN);
  gtk_widget_set_margin_start (self->form, MARGIN);
  gtk_widget_set_margin_end (self->form, MARGIN);
  self->sheet = adw_bin_new ();
  self->sides = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->sides), cercle_plain_scroll (self->sheet), "sheet");
  gtk_stack_add_named (GTK_STACK (self->sides), cercle_plain_scroll (self->form), "form");
  self->clamp = adw_clamp_new ();
  adw_clamp_set_child (ADW_CLAMP (self->clamp), self->sides);
  /* The room that is left is the list's, however long the words of a sheet. */
  gtk_widget_set_hexpand (self->clamp, FALSE);
}

void
cercle_answer_panes_build (CercleAnswerPanes *self, CerclePage *page, GtkWidget *top,
                           const CercleAnswerPanesSort *sort, GListModel *rows)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->page = page;
  build_list (self, sort, rows);
  build_side (self, sort);
  if (top != NULL)
    gtk_box_append (GTK_BOX (box), top);
  gtk_box_append (GTK_BOX (box), self->list);
  self->divider = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  self->panes = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_box_append (GTK_BOX (self->panes), box);
  gtk_box_append (GTK_BOX (self->panes), self->divider);
  gtk_box_append (GTK_BOX (self->panes), self->clamp);
  adw_bin_set_child (ADW_BIN (page), self->panes);
  g_signal_connect (page, "notify::narrow", G_CALLBACK (narrow_cb), self);
  narrow_cb (page, NULL, self);
}

void
cercle_answer_panes_show (CercleAnswerPanes *self, GtkWidget *box)
{
  cercle_keyboard_leave (self->sheet);
  gtk_widget_add_css_class (box, "directory-sheet");
  adw_bin_set_child (ADW_BIN (self->sheet), box);
}

void
cercle_answer_panes_fill (CercleAnswerPanes *self, GListStore *store, GPtrArray *rows, guint at)
{
  gboolean inside = cercle_keyboard_is_in (self->list);

  self->filling = TRUE;
  g_list_store_remove_all (store);
  g_list_store_splice (store, 0, 0, rows->pdata, rows->len);
  if (rows->len > 0)
    cercle_compact_list_select (CERCLE_COMPACT_LIST (self->list), at, inside);
  self->filling = FALSE;
}

void
cercle_answer_panes_edit (CercleAnswerPanes *self, const CercleMatrixFormSort *sort,
                          CercleRecord *record, const char *of_id)
{
  cercle_matrix_form_edit (CERCLE_MATRIX_FORM (self->form), sort, record, of_id);
  gtk_stack_set_visible_child_name (GTK_STACK (self->sides), "form");
  cercle_matrix_form_start (CERCLE_MATRIX_FORM (self->form));
}

void
cercle_answer_panes_end (CercleAnswerPanes *self)
{
  if (cercle_answer_panes_is_writing (self))
    cercle_matrix_form_end (CERCLE_MATRIX_FORM (self->form), NULL);
  gtk_stack_set_visible_child_name (GTK_STACK (self->sides), "sheet");
  gtk_widget_grab_focus (self->list);
}

gboolean
cercle_answer_panes_is_writing (CercleAnswerPanes *self)
{
  return cercle_matrix_form_get_sort (CERCLE_MATRIX_FORM (self->form)) != NULL;
}

void
cercle_answer_panes_leave (CercleAnswerPanes *self)
{
  if (cercle_answer_panes_is_writing (self))
    cercle_matrix_form_flush (CERCLE_MATRIX_FORM (self->form));
}
