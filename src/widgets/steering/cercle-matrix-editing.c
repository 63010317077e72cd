/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a coordinator make a draft of the matrix, change it and put it in force? */
#define G_LOG_DOMAIN "cercle-widgets"

#include <glib/gi18n-lib.h>

#include "cercle-display.h"
#include "cercle-macros.h"
#include "cercle-matrix-changes.h"
#include "cercle-matrix-columns.h"
#include "cercle-matrix-page-private.h"
#include "cercle-menu-button.h"
#include "cercle-wrap-layout.h"

/* --- What the forms ask ---------------------------------------------------------------------- */

static const guint rule_fields[] = {
  CERCLE_RULE_MISSION,        CERCLE_RULE_SUB_MISSION,
  CERCLE_RULE_THEME,          CERCLE_RULE_LEVEL,
  CERCLE_RULE_NOTIFIED,       CERCLE_RULE_AGE_FROM,
  CERCLE_RULE_AGE_TO,         CERCLE_RULE_ASE,
  CERCLE_RULE_AREA,           CERCLE_RULE_HOSTING,
  CERCLE_RULE_RESPONSIBILITY, CERCLE_RULE_LEAD_FAMILY,
  CERCLE_RULE_LEAD,           CERCLE_RULE_CONTRIBUTORS,
  CERCLE_RULE_DELAY,          CERCLE_RULE_DEBRIEF,
  CERCLE_RULE_NOTE,
};
static const guint fact_fields[] = { CERCLE_MATRIX_SIGNED_BY, CERCLE_MATRIX_HOSTING,
                                     CERCLE_MATRIX_SOURCE, CERCLE_MATRIX_NOTE };
static const guint force_fields[] = { CERCLE_MATRIX_IN_FORCE_ON, CERCLE_MATRIX_SIGNED_BY,
                                      CERCLE_MATRIX_SOURCE };

/* clang-format off */
static const CercleMatrixFormSort new_rule_form = {
  "matrix-new-rule", N_("New Rule"), N_("Add"), rule_fields, G_N_ELEMENTS (rule_fields) };
static const CercleMatrixFormSort rule_form = {
  "matrix-rule", N_("Rule of the Matrix"), N_("Save"), rule_fields, G_N_ELEMENTS (rule_fields) };
static const CercleMatrixFormSort facts_form = {
  "matrix-facts", N_("About This Draft"), N_("Save"), fact_fields, G_N_ELEMENTS (fact_fields) };
static const CercleMatrixFormSort force_form = {
  "matrix-force", N_("Put in Force"), N_("Put in Force"), force_fields, G_N_ELEMENTS (force_fields) };
/* clang-format on */

static CercleCompactList *
rules_of (CercleMatrixPage *self)
{
  return CERCLE_COMPACT_LIST (self->rules);
}

static gboolean
may_write (CercleMatrixPage *self)
{
  CercleSession *session = cercle_page_get_session (CERCLE_PAGE (self));
  return cercle_session_may (session, &cercle_matrix_kind, CERCLE_OP_CREATE) &&
         cercle_session_may (session, &cercle_rule_kind, CERCLE_OP_PATCH);
}

gboolean
cercle_matrix_page_may_edit (CercleMatrixPage *self)
{
  CercleRecord *matrix = cercle_matrix_page_get_matrix (self);
  const char *state = matrix != NULL ? cercle_record_get_text (matrix, CERCLE_MATRIX_STATE) : NULL;

  return g_strcmp0 (state, "draft") == 0 && may_write (self);
}

/* --- Committing ------------------------------------------------------------------------------ */

static void
committed_cb (CerclePage *page, gboolean committed, gpointer data)
{
  CercleMatrixPage *self = CERCLE_MATRIX_PAGE (page);

  if (self->file == NULL)
    return;
  if (!committed)
    self->saving = FALSE;
  else
    /* Keys wait for what they have done: the order that the next one finds is the new one. */
    cercle_matrix_file_ask (self->file);
}

static void
form_committed_cb (CerclePage *page, gboolean committed, gpointer data)
{
  CercleMatrixPage *self = CERCLE_MATRIX_PAGE (page);

  committed_cb (page, committed, data);
  if (committed && self->file != NULL)
    cercle_matrix_page_close_form (self);
}

/* Takes tx. */
static void
commit (CercleMatrixPage *self, CercleTx *tx, CerclePageDone done)
{
  self->saving = TRUE;
  cercle_page_commit (CERCLE_PAGE (self), tx, done, NULL);
}

/* --- The form -------------------------------------------------------------------------------- */

static void
show_form (CercleMatrixPage *self, gboolean open)
{
  gtk_widget_set_visible (self->form, open);
  cercle_matrix_page_fit (self);
}

void
cercle_matrix_page_close_form (CercleMatrixPage *self)
{
  cercle_matrix_form_end (CERCLE_MATRIX_FORM (self->form), NULL);
  g_clear_pointer (&self->editing, g_free);
  show_form (self, FALSE);
  gtk_widget_grab_focus (self->rules);
}

static void
edit (CercleMatrixPage *self, const CercleMatrixFormSort *sort, CercleRecord *record,
      const char *of_id)
{
  g_free (self->editing);
  self->editing = g_strdup (self->shown);
  cercle_matrix_form_edit (CERCLE_MATRIX_FORM (self->form), sort, record, of_id);
  show_form (self, TRUE);
  cercle_matrix_form_start (CERCLE_MATRIX_FORM (self->form));
}

static CercleTx *
tx_of (CercleMatrixPage *self, CercleRecord *record, CercleRecord *draft, int *field,
       GError **error)
{
  gboolean in_force = FALSE;
  CercleTx *tx = NULL;

  if (cercle_record_get_kind (record) == &cercle_rule_kind)
    return cercle_matrix_save_rule (self->file, draft, record, self->after);
  in_force = cercle_matrix_form_get_sort (CERCLE_MATRIX_FORM (self->form)) == &force_form;
  if (in_force)
    return cercle_matrix_put_in_force (self->file, record, field, error);
  tx = cercle_tx_new (N_ ("Draft of the matrix changed"));
  cercle_tx_save (tx, record);
  return tx;
}

static void
save_cb (CercleMatrixForm *form, CercleRecord *record, CercleMatrixPage *self)
{
  CercleRecord *draft = cercle_matrix_file_find (self->file, self->editing);
  g_autoptr (GError) error = NULL;
  CercleTx *tx = NULL;
  int field = -1;

  if (self->saving || draft == NULL)
    return;
  if (g_strcmp0 (cercle_record_get_text (draft, CERCLE_MATRIX_STATE), "draft") != 0)
    {
      cercle_matrix_form_refuse (
          form, -1, _ ("This version is not a draft any more: make a new draft to change it."));
      return;
    }
  tx = tx_of (self, record, draft, &field, &error);
  if (tx == NULL)
    {
      cercle_matrix_form_refuse (form, field, error->message);
      return;
    }
  cercle_matrix_form_end (form, tx);
  commit (self, tx, form_committed_cb);
}

/* --- Actions --------------------------------------------------------------------------------- */

static void
edit_rule (CercleMatrixPage *self)
{
  g_autoptr (CercleRecord) rule = cercle_compact_list_get_selected_item (rules_of (self));

  if (rule != NULL && cercle_matrix_page_may_edit (self))
    edit (self, &rule_form, rule, cercle_record_get_id (rule));
}

/* After the rule that is chosen: the last one often takes every other case. */
static void
add_rule (CercleMatrixPage *self)
{
  g_autoptr (CercleRecord) rule = NULL;

  if (!cercle_matrix_page_may_edit (self))
    return;
  rule =
      cercle_session_new_record (cercle_page_get_session (CERCLE_PAGE (self)), &cercle_rule_kind);
  cercle_record_set_text (rule, CERCLE_RULE_MATRIX, self->shown);
  cercle_record_set_integer (rule, CERCLE_RULE_POSITION, 1);
  g_free (self->after);
  self->after = g_strdup (cercle_matrix_columns_get_chosen (rules_of (self)));
  edit (self, &new_rule_form, rule, self->shown);
}

static void
change_rule (CercleMatrixPage *self, int by)
{
  const char *rule = cercle_matrix_columns_get_chosen (rules_of (self));
  CercleTx *tx = NULL;

  if (rule == NULL || self->saving || !cercle_matrix_page_may_edit (self))
    return;
  if (by == 0)
    tx = cercle_matrix_delete_rule (self->file, cercle_matrix_page_get_matrix (self), rule);
  else
    tx = cercle_matrix_move_rule (self->file, cercle_matrix_page_get_matrix (self), rule, by);
  if (tx != NULL)
    commit (self, tx, committed_cb);
}

static void
move_up (CercleMatrixPage *self)
{
  change_rule (self, -1);
}

static void
move_down (CercleMatrixPage *self)
{
  change_rule (self, 1);
}

static void
delete_rule (CercleMatrixPage *self)
{
  change_rule (self, 0);
}

static void
edit_facts (CercleMatrixPage *self)
{
  if (cercle_matrix_page_may_edit (self))
    edit (self, &facts_form, cercle_matrix_page_get_matrix (self), self->shown);
}

static void
put_in_force (CercleMatrixPage *self)
{
  CercleSession *session = cercle_page_get_session (CERCLE_PAGE (self));
  g_autofree char *today = cercle_display_day (cercle_session_get_today (session));

  if (!cercle_matrix_page_may_edit (self))
    return;
  edit (self, &force_form, cercle_matrix_page_get_matrix (self), self->shown);
  cercle_matrix_form_propose (CERCLE_MATRIX_FORM (self->form), CERCLE_MATRIX_IN_FORCE_ON, today);
}

static void
abandon (CercleMatrixPage *self)
{
  if (!self->saving && cercle_matrix_page_may_edit (self))
    commit (self, cercle_matrix_abandon (cercle_matrix_page_get_matrix (self)), committed_cb);
}

static void
new_draft_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CercleMatrixPage *self = CERCLE_MATRIX_PAGE (widget);
  const char *from = g_variant_get_string (parameter, NULL);
  CercleRecord *matrix = cercle_matrix_file_find (self->file, from);
  g_autofree char *id = NULL;
  CercleTx *tx = NULL;

  if (self->saving || !may_write (self))
    return;
  tx = cercle_matrix_new_draft (self->file, matrix, from, &id);
  cercle_matrix_page_show_version (self, id);
  self->starting = TRUE;
  commit (self, tx, committed_cb);
}

static const struct
{
  const char *name, *label; /* label: msgid */
  void (*run) (CercleMatrixPage *self);
  guint key;
  GdkModifierType modifiers;
  gboolean of_rule; /* its button stands under the rules */
} actions[] = {
  { "matrix.add-rule", N_ ("Add a Rule"), add_rule, GDK_KEY_Insert, 0, TRUE },
  { "matrix.edit-rule", N_ ("Change the Rule"), edit_rule, 0, 0, TRUE },
  { "matrix.move-up", N_ ("Move Up"), move_up, GDK_KEY_Up, GDK_ALT_MASK, TRUE },
  { "matrix.move-down", N_ ("Move Down"), move_down, GDK_KEY_Down, GDK_ALT_MASK, TRUE },
  { "matrix.delete-rule", N_ ("Take Away"), delete_rule, 0, 0, TRUE },
  { "matrix.edit-facts", N_ ("About This Draft…"), edit_facts, 0, 0, FALSE },
  { "matrix.put-in-force", N_ ("Put in Force…"), put_in_force, 0, 0, FALSE },
  { "matrix.abandon", N_ ("Abandon the Draft"), abandon, 0, 0, FALSE },
};

static void
action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (actions[i].name, name))
      actions[i].run (CERCLE_MATRIX_PAGE (widget));
}

void
cercle_matrix_page_install_actions (GtkWidgetClass *klass)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gtk_widget_class_install_action (klass, actions[i].name, NULL, action_cb);
      if (actions[i].key != 0)
        gtk_widget_class_add_binding_action (klass, actions[i].key, actions[i].modifiers,
                                             actions[i].name, NULL);
    }
  gtk_widget_class_install_action (klass, "matrix.new-draft", "s", new_draft_cb);
}

/* --- Buttons --------------------------------------------------------------------------------- */

/* Delete speaks of a rule only where a rule has the keyboard. */
static gboolean
rule_key_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state,
             CercleMatrixPage *self)
{
  if ((key != GDK_KEY_Delete && key != GDK_KEY_KP_Delete) || !cercle_matrix_page_may_edit (self))
    return GDK_EVENT_PROPAGATE;
  delete_rule (self);
  return GDK_EVENT_STOP;
}

static void
add_buttons (GtkWidget *box, gboolean of_rule)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      GtkWidget *button = NULL;

      if (actions[i].of_rule != of_rule)
        continue;
      button = gtk_button_new_with_label (_ (actions[i].label));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), actions[i].name);
      gtk_box_append (GTK_BOX (box), button);
    }
}

static GtkWidget *
new_bar (gboolean of_rule)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (bar, cercle_wrap_layout_new (6, 6));
  add_buttons (bar, of_rule);
  return bar;
}

static void
add_choice (GMenu *menu, const char *label, const char *from)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "matrix.new-draft", "s", from);
  g_menu_append_item (menu, item);
}

static GMenuModel *
draft_menu (CercleMatrixPage *self)
{
  GMenu *menu = g_menu_new ();
  CercleRecord *now = cercle_matrix_file_get_in_force (self->file);
  CercleRecord *matrix = cercle_matrix_page_get_matrix (self);

  if (now != NULL)
    add_choice (menu, _ ("From the Version in Force"), cercle_record_get_id (now));
  if (matrix != NULL && matrix != now)
    add_choice (menu, _ ("From the Version Shown"), cercle_record_get_id (matrix));
  add_choice (menu, _ ("From the Starting Set Hosted by the MDPH"), "mdph");
  add_choice (menu, _ ("From the Starting Set Hosted by Managing Bodies"), "og");
  return G_MENU_MODEL (menu);
}

static GtkWidget *
new_draft_button (void)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _ ("New Draft"));
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  return button;
}

void
cercle_matrix_page_build_editing (CercleMatrixPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *bar = adw_bin_get_child (ADW_BIN (self->bar));
  CercleSession *session = cercle_page_get_session (CERCLE_PAGE (self));

  self->form = cercle_matrix_form_new (session);
  gtk_widget_set_visible (self->form, FALSE);
  gtk_widget_set_valign (self->form, GTK_ALIGN_START);
  gtk_grid_attach (GTK_GRID (self->body), self->form, 1, 0, 1, 1);
  g_signal_connect (self->form, "save", G_CALLBACK (save_cb), self);
  g_signal_connect_swapped (self->form, "done", G_CALLBACK (cercle_matrix_page_close_form), self);
  self->new_draft = new_draft_button ();
  self->draft_bar = new_bar (FALSE);
  gtk_box_append (GTK_BOX (bar), self->new_draft);
  gtk_box_append (GTK_BOX (bar), self->draft_bar);
  gtk_box_append (GTK_BOX (self->rule_bar), new_bar (TRUE));
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (rule_key_cb), self, 0);
  gtk_widget_add_controller (self->rules, keys);
  g_signal_connect_object (self->rules, "activate", G_CALLBACK (edit_rule), self,
                           G_CONNECT_SWAPPED);
}

void
cercle_matrix_page_show_editing (CercleMatrixPage *self)
{
  gboolean may = cercle_matrix_page_may_edit (self);
  g_autoptr (GMenuModel) menu = draft_menu (self);

  gtk_widget_set_visible (self->new_draft, may_write (self));
  cercle_menu_button_set (GTK_MENU_BUTTON (self->new_draft), menu);
  if (may_write (self) && adw_status_page_get_child (ADW_STATUS_PAGE (self->empty)) == NULL)
    {
      GtkWidget *button = new_draft_button ();

      gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
      adw_status_page_set_child (ADW_STATUS_PAGE (self->empty), button);
    }
  gtk_widget_set_visible (self->draft_bar, may);
  gtk_widget_set_visible (self->rule_bar, may);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i].name, may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "matrix.new-draft", may_write (self));
}
