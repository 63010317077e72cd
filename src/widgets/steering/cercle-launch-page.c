/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is our community ready, and which others have started? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-launch-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-community.h"
#include "cercle-compact-list.h"
#include "cercle-directory-line.h"
#include "cercle-launch-columns.h"
#include "cercle-launch-desk.h"
#include "cercle-launch-list.h"
#include "cercle-macros.h"
#include "cercle-matrix-form.h"
#include "cercle-meeting.h"
#include "cercle-organisation.h"
#include "cercle-plain.h"

struct _CercleLaunchPage
{
  CerclePage parent_instance;
  GtkWidget *states, *all, *column, *form, *list, *planned, *launched;
  GtkSortListModel *sorted;
  GListStore *rows;
  CercleLaunchBook *book; /* NULL: not read yet */
  char *shown;            /* identity of the community shown; NULL: the table, or the only one */
};

G_DEFINE_FINAL_TYPE (CercleLaunchPage, cercle_launch_page, CERCLE_TYPE_PAGE)

static CercleSession *
session_of (CercleLaunchPage *self)
{
  return cercle_page_get_session (CERCLE_PAGE (self));
}

/* (nullable): identity of the community of the desk. */
static const char *
own_of (CercleLaunchPage *self)
{
  CercleRecord *community = cercle_session_get_community (session_of (self));

  return community != NULL ? cercle_record_get_id (community) : NULL;
}

static gboolean
has_several (CercleLaunchPage *self)
{
  return self->book != NULL && self->book->communities->len > 1;
}

/* (nullable) */
static const CercleLaunchLine *
line_shown (CercleLaunchPage *self)
{
  const char *id = self->shown != NULL ? self->shown : own_of (self);

  return self->book != NULL ? cercle_launch_table_find (self->book->table, id) : NULL;
}

/* --- What is shown --------------------------------------------------------------------------- */

static void
show_table (CercleLaunchPage *self)
{
  g_autofree char *planned = cercle_launch_sum_words (self->book->table, FALSE);
  g_autofree char *launched = cercle_launch_sum_words (self->book->table, TRUE);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  gtk_label_set_text (GTK_LABEL (self->planned), planned);
  gtk_label_set_text (GTK_LABEL (self->launched), launched);
  for (guint i = 0; i < self->book->table->lines->len; i++)
    g_ptr_array_add (rows, cercle_launch_row_new (self->book->table->lines->pdata[i]));
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
                       rows->pdata, rows->len);
}

static void
show_line (CercleLaunchPage *self, const CercleLaunchLine *line)
{
  gboolean own = g_strcmp0 (cercle_record_get_id (line->community), own_of (self)) == 0;
  gboolean may =
      own && cercle_session_may (session_of (self), &cercle_launch_kind, CERCLE_OP_CREATE);

  cercle_launch_list_fill (self->column, session_of (self), line, own ? &self->book->facts : NULL,
                           may);
}

static void
show (CercleLaunchPage *self)
{
  const CercleLaunchLine *line = line_shown (self);
  gboolean table = has_several (self) && self->shown == NULL;
  g_autofree char *words = NULL;

  gtk_widget_set_visible (self->all, has_several (self));
  if (has_several (self))
    show_table (self);
  if (line != NULL && !table)
    {
      show_line (self, line);
      words = g_strdup_printf (_ ("%1$u of %2$u points hold"), line->standing->held,
                               CERCLE_N_LAUNCH_POINTS);
    }
  cercle_page_set_subtitle (CERCLE_PAGE (self), words);
  if (cercle_matrix_form_get_sort (CERCLE_MATRIX_FORM (self->form)) == NULL)
    gtk_stack_set_visible_child_name (GTK_STACK (self->states), table ? "table" : "list");
}

/* --- Reading --------------------------------------------------------------------------------- */

/* Rows and their table go together: the list lets go of the old lines first. */
static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleLaunchPage) self = data;
  CercleLaunchBook *book =
      cercle_session_read_launches_finish (CERCLE_SESSION (source), result, NULL);

  if (book == NULL || self->states == NULL)
    {
      cercle_launch_book_free (book);
      return;
    }
  g_list_store_remove_all (self->rows);
  g_clear_pointer (&self->book, cercle_launch_book_free);
  self->book = book;
  show (self);
}

static const CercleKind *const kinds[] = {
  &cercle_community_kind, &cercle_territory_kind, &cercle_launch_kind, &cercle_launch_check_kind,
  &cercle_meeting_kind,   &cercle_contact_kind,   &cercle_member_kind, NULL,
};

static void
read_launches (CerclePage *page, GCancellable *cancellable)
{
  cercle_session_read_launches_async (cercle_page_get_session (page), cancellable, read_cb,
                                      g_object_ref (page));
}

/* --- Writing --------------------------------------------------------------------------------- */

static const guint plan_fields[] = { CERCLE_LAUNCH_WAVE, CERCLE_LAUNCH_PLANNED_ON,
                                     CERCLE_LAUNCH_ACTUAL_ON, CERCLE_LAUNCH_REMARK };
static const guint check_fields[] = { CERCLE_LAUNCH_CHECK_DONE_ON, CERCLE_LAUNCH_CHECK_EVIDENCE };
#define CHECK(label, button)                                                                       \
  {                                                                                                \
    "launch-check", label, button, check_fields, G_N_ELEMENTS (check_fields)                       \
  }
static const CercleMatrixFormSort planning = { "launch", N_ ("Days of the launch"), N_ ("Save"),
                                               plan_fields, G_N_ELEMENTS (plan_fields) };
/* In the order of cercle_launch_points. */
static const CercleMatrixFormSort confirming[] = {
  CHECK (N_ ("Consultations held"), N_ ("Confirm")),
  CHECK (N_ ("Referents named"), N_ ("Confirm")),
  CHECK (N_ ("Advisers trained"), N_ ("Confirm")),
  CHECK (N_ ("Telephone tested"), N_ ("Confirm")),
  CHECK (N_ ("Opening hours settled"), N_ ("Confirm")),
  CHECK (N_ ("Operational review signed"), N_ ("Sign")),
};
G_STATIC_ASSERT (G_N_ELEMENTS (confirming) == CERCLE_N_LAUNCH_POINTS);
#define FORM(self) CERCLE_MATRIX_FORM ((self)->form)

static void
edit (CercleLaunchPage *self, const CercleMatrixFormSort *sort, CercleRecord *record)
{
  cercle_matrix_form_edit (FORM (self), sort, record, cercle_record_get_id (record));
  gtk_stack_set_visible_child_name (GTK_STACK (self->states), "form");
  cercle_matrix_form_start (FORM (self));
}

static void
end (CercleLaunchPage *self)
{
  if (cercle_matrix_form_get_sort (FORM (self)) != NULL)
    cercle_matrix_form_end (FORM (self), NULL);
  show (self);
  gtk_widget_child_focus (self->column, GTK_DIR_TAB_FORWARD);
}

static void
saved_cb (CerclePage *page, gboolean committed, gpointer data)
{
  CercleLaunchPage *self = CERCLE_LAUNCH_PAGE (page);

  if (committed && self->states != NULL)
    end (self);
}

/* (transfer full) */
static CercleRecord *
own_launch (CercleLaunchPage *self)
{
  return cercle_session_own_launch (session_of (self), line_shown (self));
}

/* A day to come is no evidence. */
static gboolean
is_past (CercleLaunchPage *self, CercleRecord *record, guint field)
{
  const char *day = cercle_record_get_text (record, field);

  if (day == NULL || strcmp (day, cercle_session_get_today (session_of (self))) <= 0)
    return TRUE;
  cercle_matrix_form_refuse (FORM (self), (int) field, _ ("This day is yet to come."));
  return FALSE;
}

static void
save_check (CercleLaunchPage *self, CercleRecord *check)
{
  const CercleLaunchLine *line = line_shown (self);
  CercleTx *tx = NULL;

  if (line == NULL || !is_past (self, check, CERCLE_LAUNCH_CHECK_DONE_ON))
    return;
  if (!cercle_record_is_set (check, CERCLE_LAUNCH_CHECK_DONE_ON))
    {
      cercle_matrix_form_refuse (FORM (self), CERCLE_LAUNCH_CHECK_DONE_ON,
                                 _ ("Say on which day it was done."));
      return;
    }
  tx = cercle_session_confirm_launch (session_of (self), line, &self->book->facts, check);
  cercle_matrix_form_end (FORM (self), tx);
  cercle_page_commit (CERCLE_PAGE (self), tx, saved_cb, NULL);
}

static void
save_cb (CercleMatrixForm *form, CercleRecord *record, CercleLaunchPage *self)
{
  CercleTx *tx = NULL;

  if (cercle_record_get_kind (record) == &cercle_launch_check_kind)
    {
      save_check (self, record);
      return;
    }
  if (!is_past (self, record, CERCLE_LAUNCH_ACTUAL_ON))
    return;
  tx = cercle_tx_new (N_ ("Launch saved."));
  cercle_tx_save (tx, record);
  cercle_matrix_form_end (form, tx);
  cercle_page_commit (CERCLE_PAGE (self), tx, saved_cb, NULL);
}

static void
plan_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (CercleRecord) launch = own_launch (CERCLE_LAUNCH_PAGE (widget));

  edit (CERCLE_LAUNCH_PAGE (widget), &planning, launch);
}

/* (nullable): the point of what is shown. */
static const CercleLaunchPoint *
point_of (CercleLaunchPage *self, const char *token)
{
  const CercleLaunchLine *line = line_shown (self);

  for (guint i = 0; line != NULL && i < CERCLE_N_LAUNCH_POINTS; i++)
    if (g_str_equal (line->standing->points[i].point->token, token))
      return &line->standing->points[i];
  return NULL;
}

static void
confirm_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleLaunchPage *self = CERCLE_LAUNCH_PAGE (widget);
  const CercleLaunchPoint *point = point_of (self, g_variant_get_string (parameter, NULL));
  g_autoptr (CercleRecord) check = NULL;

  if (point == NULL)
    return;
  check = cercle_session_own_launch_check (session_of (self), line_shown (self), point,
                                           &self->book->facts);
  edit (self, &confirming[point->point - cercle_launch_points], check);
}

static void
retract_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleLaunchPage *self = CERCLE_LAUNCH_PAGE (widget);
  const CercleLaunchPoint *point = point_of (self, g_variant_get_string (parameter, NULL));
  g_autoptr (CercleRecord) check = NULL;
  CercleTx *tx = NULL;

  if (point == NULL || point->check == NULL)
    return;
  check = cercle_record_copy (point->check);
  cercle_record_unset (check, CERCLE_LAUNCH_CHECK_DONE_ON);
  cercle_record_unset (check, CERCLE_LAUNCH_CHECK_DONE_BY);
  tx = cercle_tx_new (N_ ("Confirmation taken back."));
  cercle_tx_save (tx, check);
  cercle_page_commit (CERCLE_PAGE (self), tx, NULL, NULL);
}

/* --- The page -------------------------------------------------------------------------------- */

static void
show_community (CercleLaunchPage *self, const char *id)
{
  g_free (self->shown);
  self->shown = g_strdup (id);
  if (self->book != NULL)
    show (self);
}

static void
activated_cb (CercleCompactList *list, guint position, CercleLaunchPage *self)
{
  g_autoptr (CercleLaunchRow) row = cercle_compact_list_get_selected_item (list);

  if (row == NULL || row->line->community == NULL)
    return;
  show_community (self, cercle_record_get_id (row->line->community));
  gtk_widget_child_focus (self->column, GTK_DIR_TAB_FORWARD);
}

static void
sort_cb (CercleCompactList *list, const char *column, gboolean descending, CercleLaunchPage *self)
{
  g_autoptr (GtkSorter) sorter = cercle_launch_sorter (column, descending);

  gtk_sort_list_model_set_sorter (self->sorted, sorter);
  cercle_compact_list_set_sort (list, column, descending);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleLaunchPage *self = CERCLE_LAUNCH_PAGE (widget);

  show_community (self, NULL);
  gtk_widget_child_focus (self->list, GTK_DIR_TAB_FORWARD);
}

/* From a community to all of them. */
static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  CercleLaunchPage *self = CERCLE_LAUNCH_PAGE (widget);

  if (!has_several (self) || self->shown == NULL)
    return GDK_EVENT_PROPAGATE;
  back_action (widget, NULL, NULL);
  return GDK_EVENT_STOP;
}

static void
cercle_launch_page_open (CerclePage *page, const char *target)
{
  CercleLaunchPage *self = CERCLE_LAUNCH_PAGE (page);

  g_free (self->shown);
  self->shown = g_strdup (target);
  cercle_page_read (page);
}

static void
cercle_launch_page_start (CerclePage *page)
{
  CercleLaunchPage *self = CERCLE_LAUNCH_PAGE (page);
  gboolean table =
      g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->states)), "table") == 0;

  gtk_widget_child_focus (table ? self->list : self->column, GTK_DIR_TAB_FORWARD);
}

static void
cercle_launch_page_leave (CerclePage *page)
{
  CercleLaunchPage *self = CERCLE_LAUNCH_PAGE (page);

  if (cercle_matrix_form_get_sort (FORM (self)) != NULL)
    end (self);
}

static gboolean
cercle_launch_page_fill_paper (CerclePage *page, CerclePaper *paper)
{
  paper->of = g_strdup (own_of (CERCLE_LAUNCH_PAGE (page)));
  return paper->of != NULL;
}

static GtkWidget *
make_table (CercleLaunchPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->launched = cercle_directory_line_words (box, " ", "title-4");
  self->planned = cercle_directory_line_words (box, " ", "dim-label");
  gtk_widget_set_margin_top (self->launched, 12);
  gtk_widget_set_margin_start (self->launched, 12);
  gtk_widget_set_margin_start (self->planned, 12);
  self->rows = g_list_store_new (CERCLE_TYPE_LAUNCH_ROW);
  self->sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->rows)), NULL);
  self->list = cercle_compact_list_new ();
  cercle_compact_list_set_columns (CERCLE_COMPACT_LIST (self->list), _ ("Launches"),
                                   cercle_launch_columns, cercle_launch_n_columns, self);
  cercle_compact_list_set_model (CERCLE_COMPACT_LIST (self->list), G_LIST_MODEL (self->sorted));
  gtk_widget_set_vexpand (self->list, TRUE);
  cercle_page_fit_list (CERCLE_PAGE (self), self->list);
  g_signal_connect (self->list, "activate", G_CALLBACK (activated_cb), self);
  g_signal_connect (self->list, "sort", G_CALLBACK (sort_cb), self);
  gtk_box_append (GTK_BOX (box), self->list);
  return box;
}

static void
cercle_launch_page_constructed (GObject *object)
{
  CercleLaunchPage *self = CERCLE_LAUNCH_PAGE (object);
  GtkWidget *column = NULL;

  G_OBJECT_CLASS (cercle_launch_page_parent_class)->constructed (object);
  cercle_page_set_title (CERCLE_PAGE (self), _ ("Launch"));
  self->form = cercle_matrix_form_new (session_of (self));
  g_signal_connect (self->form, "save", G_CALLBACK (save_cb), self);
  g_signal_connect_swapped (self->form, "done", G_CALLBACK (end), self);
  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->states = gtk_stack_new ();
  column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->all = cercle_directory_line_row (column);
  cercle_directory_line_button (self->all, _ ("All Communities"), "launch.back", NULL);
  gtk_box_append (GTK_BOX (column), self->column);
  gtk_stack_add_named (GTK_STACK (self->states), cercle_plain_column (column), "list");
  gtk_stack_add_named (GTK_STACK (self->states), make_table (self), "table");
  gtk_stack_add_named (GTK_STACK (self->states), cercle_plain_column (self->form), "form");
  adw_bin_set_child (ADW_BIN (self), self->states);
  cercle_page_follow (CERCLE_PAGE (self), kinds, read_launches);
}

static void
cercle_launch_page_dispose (GObject *object)
{
  CercleLaunchPage *self = CERCLE_LAUNCH_PAGE (object);

  if (self->rows != NULL)
    g_list_store_remove_all (self->rows);
  g_clear_object (&self->sorted);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->book, cercle_launch_book_free);
  g_clear_pointer (&self->shown, g_free);
  self->states = NULL;
  G_OBJECT_CLASS (cercle_launch_page_parent_class)->dispose (object);
}

static void
cercle_launch_page_class_init (CercleLaunchPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = cercle_launch_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = cercle_launch_page_dispose;
  CERCLE_PAGE_CLASS (klass)->open = cercle_launch_page_open;
  CERCLE_PAGE_CLASS (klass)->start = cercle_launch_page_start;
  CERCLE_PAGE_CLASS (klass)->leave = cercle_launch_page_leave;
  CERCLE_PAGE_CLASS (klass)->fill_paper = cercle_launch_page_fill_paper;
  gtk_widget_class_install_action (widget_class, "launch.plan", NULL, plan_action);
  gtk_widget_class_install_action (widget_class, "launch.confirm", "s", confirm_action);
  gtk_widget_class_install_action (widget_class, "launch.retract", "s", retract_action);
  gtk_widget_class_install_action (widget_class, "launch.back", NULL, back_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
cercle_launch_page_init (CercleLaunchPage *self)
{
}
