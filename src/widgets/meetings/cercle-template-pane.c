/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* With which sections does an agenda begin? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-template-pane.h"

#include <glib/gi18n-lib.h>

#include "cercle-cell.h"
#include "cercle-choices.h"
#include "cercle-community.h"
#include "cercle-compact-list.h"
#include "cercle-escape.h"
#include "cercle-matrix-form.h"
#include "cercle-meeting-aside.h"
#include "cercle-meeting-desk.h"
#include "cercle-plain.h"
#include "cercle-toast.h"
#include "cercle-wrap-layout.h"

#define MOST_LINES 16

struct _CercleTemplatePane
{
  AdwBin parent_instance;
  CerclePage *page; /* around us; weak */
  GtkWidget *sorts, *states, *list, *form, *sum, *buttons, *hint;
  GListStore *rows; /* CercleRecord of kind template_line, in order */
  GCancellable *reading;
  char *wanted; /* line that will be selected once what is done with it is read again */
  gboolean saving, focus;
};

G_DEFINE_FINAL_TYPE (CercleTemplatePane, cercle_template_pane, ADW_TYPE_BIN)

static guint done_signal;

static const guint fields[] = { CERCLE_TEMPLATE_LINE_RULE, CERCLE_TEMPLATE_LINE_TITLE,
                                CERCLE_TEMPLATE_LINE_MINUTES, CERCLE_TEMPLATE_LINE_OWNER };
static const CercleMatrixFormSort form_sort = {
  "template-line", N_ ("Section of the Agenda"), N_ ("Save"), fields, G_N_ELEMENTS (fields),
};

static CercleSession *
session_of (CercleTemplatePane *self)
{
  return cercle_page_get_session (self->page);
}

static const char *
sort_of (CercleTemplatePane *self)
{
  return cercle_meeting_sorts[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->sorts))].token;
}

static gboolean
may_write (CercleTemplatePane *self)
{
  return cercle_session_may (session_of (self), &cercle_template_line_kind, CERCLE_OP_CREATE);
}

static guint
count (CercleTemplatePane *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->rows));
}

static guint
selected (CercleTemplatePane *self)
{
  return cercle_compact_list_get_selected (CERCLE_COMPACT_LIST (self->list));
}

/* --- What a section says ---------------------------------------------------------------------- */

static const char *
rule_of (CercleRecord *line)
{
  return cercle_choice_label (cercle_agenda_rules,
                              cercle_record_get_text (line, CERCLE_TEMPLATE_LINE_RULE));
}

static void
fill_title (CercleCell *cell, gpointer item, gpointer data)
{
  const char *title = cercle_record_get_text (item, CERCLE_TEMPLATE_LINE_TITLE);
  const char *rule = cercle_record_get_text (item, CERCLE_TEMPLATE_LINE_RULE);

  cercle_cell_strong (cell, title != NULL ? title : rule_of (item));
  if (title != NULL && g_strcmp0 (rule, "free") != 0)
    cercle_cell_dim (cell, rule_of (item));
}

static void
fill_minutes (CercleCell *cell, gpointer item, gpointer data)
{
  int minutes = (int) cercle_record_get_integer (item, CERCLE_TEMPLATE_LINE_MINUTES, 0);
  g_autofree char *words = g_strdup_printf (_ ("%d min"), minutes);

  cercle_cell_text (cell, words);
}

static void
fill_owner (CercleCell *cell, gpointer item, gpointer data)
{
  CercleTemplatePane *self = data;
  const char *owner = cercle_record_get_text (item, CERCLE_TEMPLATE_LINE_OWNER);
  g_autofree char *name =
      owner != NULL ? cercle_session_name_of_id (session_of (self), &cercle_member_kind, owner)
                    : NULL;

  cercle_cell_dim (cell, name);
}

/* clang-format off */
static const CercleColumn columns[] = {
  { "title", N_("Section"), 0, 0, 0, fill_title },
  { "owner", N_("Presented by"), 150, 120, 0, fill_owner },
  { "minutes", N_("Minutes"), 64, 0, CERCLE_COLUMN_END, fill_minutes },
};
/* clang-format on */

/* --- What is shown ---------------------------------------------------------------------------- */

static void
follow (CercleTemplatePane *self)
{
  static const struct
  {
    const char *action;
    guint least; /* lines */
  } actions[] = { { "template.add", 0 },
                  { "template.edit", 1 },
                  { "template.up", 2 },
                  { "template.down", 2 },
                  { "template.remove", 2 } };
  gboolean may = may_write (self);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i].action,
                                   may && count (self) >= actions[i].least);
  gtk_widget_set_visible (self->buttons, may);
  gtk_label_set_text (GTK_LABEL (self->hint),
                      may ? _ ("The agendas that nobody has opened yet begin with these sections. "
                               "Insert adds one, F2 changes it, Alt+↑ and Alt+↓ order them, Delete "
                               "removes one.")
                          : _ ("The coordinator changes these sections."));
}

static void
show_sum (CercleTemplatePane *self)
{
  guint n = count (self), minutes = 0;
  g_autofree char *words = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CercleRecord) line = g_list_model_get_item (G_LIST_MODEL (self->rows), i);
      minutes += (guint) cercle_record_get_integer (line, CERCLE_TEMPLATE_LINE_MINUTES, 0);
    }
  /* TRANSLATORS: sections, minutes of all of them. */
  words = g_strdup_printf (ngettext ("%1$u section, %2$u min", "%1$u sections, %2$u min", n), n,
                           minutes);
  gtk_label_set_text (GTK_LABEL (self->sum), words);
}

static guint
position_of (CercleTemplatePane *self, const char *id)
{
  for (guint i = 0; id != NULL && i < count (self); i++)
    {
      g_autoptr (CercleRecord) line = g_list_model_get_item (G_LIST_MODEL (self->rows), i);
      if (g_str_equal (cercle_record_get_id (line), id))
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

static void
take_lines (CercleTemplatePane *self, GPtrArray *lines)
{
  const char *wanted = self->wanted;
  guint before = selected (self), at;

  g_list_store_splice (self->rows, 0, count (self), lines->pdata, lines->len);
  at = position_of (self, wanted);
  if (at == GTK_INVALID_LIST_POSITION)
    at = before != GTK_INVALID_LIST_POSITION && !self->focus ? before : 0;
  if (lines->len > 0)
    cercle_compact_list_select (CERCLE_COMPACT_LIST (self->list), MIN (at, lines->len - 1),
                                gtk_widget_get_mapped (self->list) &&
                                    (self->focus || wanted != NULL));
  self->focus = FALSE;
  /* Others may have changed something meanwhile. */
  if (!self->saving)
    g_clear_pointer (&self->wanted, g_free);
  show_sum (self);
  follow (self);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleTemplatePane) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines =
      cercle_session_read_template_finish (CERCLE_SESSION (source), result, &error);

  if (self->rows == NULL || self->page == NULL ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  cercle_toast_error (GTK_WIDGET (self), error);
  if (lines != NULL)
    take_lines (self, lines);
}

static void
read_lines (CercleTemplatePane *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  cercle_session_read_template_async (session_of (self), sort_of (self), self->reading, read_cb,
                                      g_object_ref (self));
}

static void
changed_cb (CercleTemplatePane *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    read_lines (self);
}

void
cercle_template_pane_show (CercleTemplatePane *self, const char *sort)
{
  for (guint i = 0; cercle_meeting_sorts[i].token != NULL; i++)
    if (g_strcmp0 (cercle_meeting_sorts[i].token, sort) == 0)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->sorts), i);
  gtk_stack_set_visible_child_name (GTK_STACK (self->states), "list");
  self->focus = TRUE;
  read_lines (self);
}

/* --- What is done ----------------------------------------------------------------------------- */

static void
end_form (CercleTemplatePane *self)
{
  if (cercle_matrix_form_get_sort (CERCLE_MATRIX_FORM (self->form)) != NULL)
    cercle_matrix_form_end (CERCLE_MATRIX_FORM (self->form), NULL);
  gtk_stack_set_visible_child_name (GTK_STACK (self->states), "list");
  gtk_widget_grab_focus (self->list);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleTemplatePane) self = data;
  g_autoptr (GError) error = NULL;
  CercleMatrixForm *form = CERCLE_MATRIX_FORM (self->form);
  gboolean done = cercle_session_commit_finish (CERCLE_SESSION (source), result, &error);

  if (self->rows == NULL || self->page == NULL)
    return;
  self->saving = FALSE;
  read_lines (self);
  if (!done && cercle_matrix_form_get_sort (form) != NULL)
    cercle_matrix_form_refuse (form, -1, error->message);
  else if (!done)
    cercle_toast_error (GTK_WIDGET (self), error);
  else
    {
      if (cercle_matrix_form_get_sort (form) != NULL)
        end_form (self);
      cercle_toast (GTK_WIDGET (self), _ ("Agenda template changed."), TRUE);
    }
}

/* (transfer full): copies, for the store thread. */
static GPtrArray *
copy_lines (CercleTemplatePane *self)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < count (self); i++)
    {
      g_autoptr (CercleRecord) line = g_list_model_get_item (G_LIST_MODEL (self->rows), i);
      g_ptr_array_add (lines, cercle_record_copy (line));
    }
  return lines;
}

/* Takes lines. wanted: to select then. */
static void
save (CercleTemplatePane *self, GPtrArray *lines, const char *wanted)
{
  g_autoptr (GPtrArray) taken = lines;

  g_free (self->wanted);
  self->wanted = g_strdup (wanted);
  self->saving = TRUE;
  cercle_session_save_template_async (session_of (self), sort_of (self), taken, saved_cb,
                                      g_object_ref (self));
}

static void
edit (CercleTemplatePane *self, CercleRecord *line, const char *of_id)
{
  cercle_matrix_form_edit (CERCLE_MATRIX_FORM (self->form), &form_sort, line, of_id);
  gtk_stack_set_visible_child_name (GTK_STACK (self->states), "form");
  cercle_matrix_form_start (CERCLE_MATRIX_FORM (self->form));
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleTemplatePane *self = CERCLE_TEMPLATE_PANE (widget);
  g_autoptr (CercleRecord) line =
      cercle_session_new_record (session_of (self), &cercle_template_line_kind);

  cercle_record_set_text (line, CERCLE_TEMPLATE_LINE_SORT, sort_of (self));
  cercle_record_set_text (line, CERCLE_TEMPLATE_LINE_RULE, "free");
  cercle_record_set_integer (line, CERCLE_TEMPLATE_LINE_MINUTES, 5);
  edit (self, line, sort_of (self));
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleTemplatePane *self = CERCLE_TEMPLATE_PANE (widget);
  g_autoptr (CercleRecord) line =
      cercle_compact_list_get_selected_item (CERCLE_COMPACT_LIST (self->list));

  if (line != NULL)
    edit (self, line, cercle_record_get_id (line));
}

static void
order_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleTemplatePane *self = CERCLE_TEMPLATE_PANE (widget);
  gboolean up = g_str_equal (name, "template.up");
  guint at = selected (self);
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (CercleRecord) line = NULL;

  if (at == GTK_INVALID_LIST_POSITION || (up ? at == 0 : at + 1 >= count (self)))
    return;
  lines = copy_lines (self);
  line = g_ptr_array_steal_index (lines, at);
  g_ptr_array_insert (lines, up ? (int) at - 1 : (int) at + 1, g_object_ref (line));
  save (self, g_steal_pointer (&lines), cercle_record_get_id (line));
}

/* An agenda keeps one section at least: without any the starting set would be there again. */
static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleTemplatePane *self = CERCLE_TEMPLATE_PANE (widget);
  guint at = selected (self), n = count (self);
  g_autoptr (GPtrArray) lines = NULL;
  g_autofree char *next = NULL;

  if (at == GTK_INVALID_LIST_POSITION || n < 2)
    return;
  lines = copy_lines (self);
  g_ptr_array_remove_index (lines, at);
  next = g_strdup (cercle_record_get_id (lines->pdata[MIN (at, lines->len - 1)]));
  save (self, g_steal_pointer (&lines), next);
}

/* A new one stands after the one that is chosen. */
static void
save_cb (CercleMatrixForm *form, CercleRecord *line, CercleTemplatePane *self)
{
  g_autoptr (GPtrArray) lines = copy_lines (self);
  guint at = position_of (self, cercle_record_get_id (line)), chosen = selected (self);

  if (at != GTK_INVALID_LIST_POSITION)
    {
      g_object_unref (lines->pdata[at]);
      lines->pdata[at] = g_object_ref (line);
    }
  else
    g_ptr_array_insert (lines, chosen != GTK_INVALID_LIST_POSITION ? (int) chosen + 1 : -1,
                        g_object_ref (line));
  save (self, g_steal_pointer (&lines), cercle_record_get_id (line));
}

static void
done_cb (CercleTemplatePane *self)
{
  g_signal_emit (self, done_signal, 0);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  done_cb (CERCLE_TEMPLATE_PANE (widget));
  return GDK_EVENT_STOP;
}

static void
activate_cb (CercleTemplatePane *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "template.edit", NULL);
}

static void
sort_cb (CercleTemplatePane *self)
{
  if (self->page != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    read_lines (self);
}

/* --- Building --------------------------------------------------------------------------------- */

static const struct
{
  const char *name;
  GtkWidgetActionActivateFunc activate;
  guint key;
  GdkModifierType modifiers;
  const char *label; /* of its button */
} actions[] = {
  { "template.add", add_action, GDK_KEY_Insert, 0, N_ ("_Add a Section…") },
  { "template.edit", edit_action, GDK_KEY_F2, 0, N_ ("_Change the Section…") },
  { "template.up", order_action, GDK_KEY_Up, GDK_ALT_MASK, N_ ("_Up") },
  { "template.down", order_action, GDK_KEY_Down, GDK_ALT_MASK, N_ ("_Down") },
  { "template.remove", remove_action, GDK_KEY_Delete, 0, N_ ("_Remove") },
};

static void
cercle_template_pane_dispose (GObject *object)
{
  CercleTemplatePane *self = CERCLE_TEMPLATE_PANE (object);

  g_clear_weak_pointer (&self->page);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->wanted, g_free);
  G_OBJECT_CLASS (cercle_template_pane_parent_class)->dispose (object);
}

static void
cercle_template_pane_class_init (CercleTemplatePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cercle_template_pane_dispose;
  done_signal = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 0);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
      gtk_widget_class_add_binding_action (widget_class, actions[i].key, actions[i].modifiers,
                                           actions[i].name, NULL);
    }
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static GtkWidget *
build_top (CercleTemplatePane *self)
{
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; cercle_meeting_sorts[i].token != NULL; i++)
    gtk_string_list_append (labels, _ (cercle_meeting_sorts[i].label));
  cercle_plain_add_words (top, _ ("Agenda Templates"), "title-3");
  self->sorts = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&labels)), NULL);
  gtk_widget_set_halign (self->sorts, GTK_ALIGN_START);
  cercle_set_spoken (self->sorts, _ ("Type of meeting"));
  g_signal_connect_swapped (self->sorts, "notify::selected", G_CALLBACK (sort_cb), self);
  gtk_box_append (GTK_BOX (top), self->sorts);
  gtk_widget_add_css_class (top, "review-bar");
  return top;
}

static GtkWidget *
build_foot (CercleTemplatePane *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  self->sum = cercle_plain_add_words (foot, NULL, "heading");
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->buttons, cercle_wrap_layout_new (6, 6));
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      GtkWidget *button = gtk_button_new_with_mnemonic (_ (actions[i].label));

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), actions[i].name);
      gtk_box_append (GTK_BOX (self->buttons), button);
    }
  gtk_box_append (GTK_BOX (foot), self->buttons);
  self->hint = cercle_plain_add_words (foot, NULL, "dim-label");
  gtk_box_append (GTK_BOX (foot), cercle_meeting_aside_back (ADW_BIN (self), G_CALLBACK (done_cb)));
  gtk_widget_add_css_class (foot, "review-bar");
  return foot;
}

static void
cercle_template_pane_init (CercleTemplatePane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *sections = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->rows = g_list_store_new (CERCLE_TYPE_RECORD);
  self->list = cercle_compact_list_new ();
  cercle_compact_list_set_lines (CERCLE_COMPACT_LIST (self->list), 3, MOST_LINES);
  cercle_compact_list_set_columns (CERCLE_COMPACT_LIST (self->list), _ ("Sections"), columns,
                                   G_N_ELEMENTS (columns), self);
  cercle_compact_list_set_model (CERCLE_COMPACT_LIST (self->list), G_LIST_MODEL (self->rows));
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activate_cb), self);
  gtk_box_append (GTK_BOX (sections), self->list);
  gtk_box_append (GTK_BOX (sections), build_foot (self));
  self->states = gtk_stack_new ();
  /* The words under the sections would have the width that makes them as low as the form. */
  gtk_stack_set_hhomogeneous (GTK_STACK (self->states), FALSE);
  gtk_stack_set_vhomogeneous (GTK_STACK (self->states), FALSE);
  gtk_stack_add_named (GTK_STACK (self->states), sections, "list");
  gtk_box_append (GTK_BOX (box), build_top (self));
  gtk_box_append (GTK_BOX (box), self->states);
  adw_bin_set_child (ADW_BIN (self), cercle_plain_scroll (box));
}

static void
build_form (CercleTemplatePane *self)
{
  self->form = cercle_matrix_form_new (session_of (self));
  gtk_widget_set_margin_start (self->form, 12);
  gtk_widget_set_margin_end (self->form, 12);
  g_signal_connect (self->form, "save", G_CALLBACK (save_cb), self);
  g_signal_connect_swapped (self->form, "done", G_CALLBACK (end_form), self);
  gtk_stack_add_named (GTK_STACK (self->states), self->form, "form");
}

GtkWidget *
cercle_template_pane_new (CerclePage *page)
{
  CercleTemplatePane *self = g_object_new (CERCLE_TYPE_TEMPLATE_PANE, NULL);

  g_set_weak_pointer (&self->page, page);
  cercle_page_fit_list (page, self->list);
  build_form (self);
  g_signal_connect_object (session_of (self), "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
