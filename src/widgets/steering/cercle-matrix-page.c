/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who answers for which case, since when, and what does the agreement leave open? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-matrix-page-private.h"

#include <glib/gi18n-lib.h>

#include "cercle-counts.h"
#include "cercle-display.h"
#include "cercle-macros.h"
#include "cercle-matrix-columns.h"
#include "cercle-matrix-findings.h"
#include "cercle-matrix-words.h"
#include "cercle-template.h"
#include "cercle-wrap-layout.h"

G_DEFINE_FINAL_TYPE (CercleMatrixPage, cercle_matrix_page, CERCLE_TYPE_PAGE)

static const CercleTemplateChild children[] = {
  { "states", G_STRUCT_OFFSET (CercleMatrixPage, states) },
  { "heading", G_STRUCT_OFFSET (CercleMatrixPage, heading) },
  { "facts", G_STRUCT_OFFSET (CercleMatrixPage, facts) },
  { "empty", G_STRUCT_OFFSET (CercleMatrixPage, empty) },
  { "body", G_STRUCT_OFFSET (CercleMatrixPage, body) },
  { "rule_bar", G_STRUCT_OFFSET (CercleMatrixPage, rule_bar) },
  { "moves", G_STRUCT_OFFSET (CercleMatrixPage, moves) },
  { "moves_tab", G_STRUCT_OFFSET (CercleMatrixPage, moves_tab) },
  { "bar", G_STRUCT_OFFSET (CercleMatrixPage, bar) },
  { "tabs", G_STRUCT_OFFSET (CercleMatrixPage, tabs) },
  { "rules", G_STRUCT_OFFSET (CercleMatrixPage, rules) },
  { "sentence", G_STRUCT_OFFSET (CercleMatrixPage, sentence) },
  { "note", G_STRUCT_OFFSET (CercleMatrixPage, note) },
  { "versions", G_STRUCT_OFFSET (CercleMatrixPage, versions) },
  { "holes", G_STRUCT_OFFSET (CercleMatrixPage, holes) },
  { "holes_tab", G_STRUCT_OFFSET (CercleMatrixPage, holes_tab) },
};

static CercleSession *
session_of (CercleMatrixPage *self)
{
  return cercle_page_get_session (CERCLE_PAGE (self));
}

static CercleCompactList *
list_of (GtkWidget *list)
{
  return CERCLE_COMPACT_LIST (list);
}

CercleRecord *
cercle_matrix_page_get_matrix (CercleMatrixPage *self)
{
  return cercle_matrix_file_find (self->file, self->shown);
}

/* --- What is shown --------------------------------------------------------------------------- */

/* (transfer full): "Version 3: in force since 2 June 2020" */
static char *
heading_of (CercleMatrixPage *self, CercleRecord *matrix)
{
  int version = (int) cercle_record_get_integer (matrix, CERCLE_MATRIX_VERSION, 0);
  const char *state = cercle_matrix_file_state (self->file, matrix);
  g_autofree char *day =
      cercle_display_day (cercle_record_get_text (matrix, CERCLE_MATRIX_IN_FORCE_ON));

  if (*day == '\0')
    /* TRANSLATORS: version of the matrix, its state: "Version 3: Draft". */
    return g_strdup_printf (_ ("Version %1$d: %2$s"), version, state);
  /* TRANSLATORS: version of the matrix, its state, the day since when it is or was in force. */
  return g_strdup_printf (_ ("Version %1$d: %2$s, agreement of %3$s"), version, state, day);
}

/* (transfer full): hosting, signing parties, the meeting; what there is of them. */
static char *
facts_of (CercleRecord *matrix)
{
  static const guint fields[] = { CERCLE_MATRIX_HOSTING, CERCLE_MATRIX_SIGNED_BY,
                                  CERCLE_MATRIX_SOURCE, CERCLE_MATRIX_NOTE };
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *value = cercle_record_display (matrix, fields[i]);
      const char *label = cercle_field_label (&cercle_matrix_kind.fields[fields[i]]);

      if (*value != '\0')
        /* TRANSLATORS: a field and its value: "Signed by: MDPH 14". */
        g_ptr_array_add (words, g_strdup_printf (_ ("%1$s: %2$s"), label, value));
    }
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" · ", (char **) words->pdata);
}

static void
show_rule (CercleMatrixPage *self)
{
  g_autoptr (CercleRecord) rule = cercle_compact_list_get_selected_item (list_of (self->rules));
  g_autofree char *lead = rule != NULL ? cercle_matrix_file_lead (self->file, rule) : NULL;
  g_autofree char *words =
      rule != NULL ? cercle_matrix_sentence (rule, lead, cercle_matrix_file_label, self->file)
                   : g_strdup (_ ("This version has no rule yet."));
  const char *note = rule != NULL ? cercle_record_get_text (rule, CERCLE_RULE_NOTE) : NULL;

  gtk_label_set_text (GTK_LABEL (self->sentence), words);
  gtk_label_set_text (GTK_LABEL (self->note), note != NULL ? note : "");
  gtk_widget_set_visible (self->note, note != NULL);
}

static void
show_holes (CercleMatrixPage *self, CercleRecord *matrix)
{
  guint n =
      cercle_matrix_findings_show_holes (CERCLE_MATRIX_FINDINGS (self->holes), self->file, matrix);
  /* TRANSLATORS: the cases that no rule of the matrix decides, their number. */
  g_autofree char *title = g_strdup_printf (_ ("Without a Rule (%u)"), n);

  gtk_stack_page_set_title (self->holes_tab, n > 0 ? title : _ ("Without a Rule"));
}

/* What is in force needs no trial. */
static void
show_moves (CercleMatrixPage *self, CercleRecord *matrix)
{
  gboolean draft = g_strcmp0 (cercle_record_get_text (matrix, CERCLE_MATRIX_STATE), "draft") == 0;
  guint n = draft ? cercle_matrix_findings_show_moves (CERCLE_MATRIX_FINDINGS (self->moves),
                                                       self->file, matrix)
                  : 0;
  /* TRANSLATORS: the cases that a draft of the matrix would move, their number. */
  g_autofree char *title = g_strdup_printf (_ ("Simulate (%u)"), n);

  gtk_stack_page_set_title (self->moves_tab, n > 0 ? title : _ ("Simulate"));
  gtk_stack_page_set_visible (self->moves_tab, draft);
}

static void
show_matrix (CercleMatrixPage *self)
{
  CercleRecord *matrix = cercle_matrix_page_get_matrix (self);
  g_autoptr (GPtrArray) rules = cercle_matrix_file_get_rules (self->file, matrix);
  g_autofree char *heading = NULL, *facts = NULL;

  if (matrix == NULL)
    return;
  heading = heading_of (self, matrix);
  facts = facts_of (matrix);
  cercle_page_set_subtitle (CERCLE_PAGE (self), heading);
  gtk_label_set_text (GTK_LABEL (self->heading), heading);
  gtk_label_set_text (GTK_LABEL (self->facts), facts);
  gtk_widget_set_visible (self->facts, *facts != '\0');
  cercle_matrix_columns_show (list_of (self->rules), rules, NULL);
  show_rule (self);
  show_holes (self, matrix);
  show_moves (self, matrix);
}

void
cercle_matrix_page_show_version (CercleMatrixPage *self, const char *id)
{
  if (id == NULL || g_strcmp0 (self->shown, id) == 0)
    return;
  g_free (self->shown);
  self->shown = g_strdup (id);
  if (cercle_matrix_form_get_sort (CERCLE_MATRIX_FORM (self->form)) != NULL)
    cercle_matrix_page_close_form (self);
  show_matrix (self);
  cercle_matrix_page_show_editing (self);
}

/* The version that was shown, the one in force, or the youngest. */
static void
choose_version (CercleMatrixPage *self)
{
  GPtrArray *matrices = cercle_matrix_file_get_matrices (self->file);
  CercleRecord *matrix = cercle_matrix_page_get_matrix (self);

  if (matrix == NULL)
    matrix = cercle_matrix_file_get_in_force (self->file);
  if (matrix == NULL && matrices->len > 0)
    matrix = matrices->pdata[0];
  if (matrix == NULL || g_strcmp0 (self->shown, cercle_record_get_id (matrix)) == 0)
    return;
  g_free (self->shown);
  self->shown = g_strdup (cercle_record_get_id (matrix));
}

static void
changed_cb (CercleMatrixPage *self)
{
  GPtrArray *matrices = cercle_matrix_file_get_matrices (self->file);

  self->loading = TRUE;
  self->saving = FALSE;
  choose_version (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->states),
                                    matrices->len > 0 ? "matrix" : "empty");
  cercle_matrix_columns_show (list_of (self->versions), matrices, self->shown);
  show_matrix (self);
  cercle_matrix_page_show_editing (self);
  self->loading = FALSE;
  if (self->starting && matrices->len > 0)
    gtk_widget_grab_focus (self->rules);
  self->starting = FALSE;
}

static void
version_chosen_cb (CercleMatrixPage *self)
{
  if (!self->loading)
    cercle_matrix_page_show_version (self,
                                     cercle_matrix_columns_get_chosen (list_of (self->versions)));
}

static void
version_opened_cb (CercleMatrixPage *self)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->tabs), "rules");
  gtk_widget_grab_focus (self->rules);
}

/* --- The page -------------------------------------------------------------------------------- */

static void
ask (CercleMatrixPage *self)
{
  self->waits = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (!self->waits)
    cercle_matrix_file_ask (self->file);
}

static void
map_cb (CercleMatrixPage *self)
{
  if (self->waits)
    ask (self);
}

static void
cercle_matrix_page_open (CerclePage *page, const char *target)
{
  CercleMatrixPage *self = CERCLE_MATRIX_PAGE (page);

  if (target == NULL)
    return;
  g_free (self->shown);
  self->shown = g_strdup (target);
  ask (self);
}

static void
cercle_matrix_page_start (CerclePage *page)
{
  CercleMatrixPage *self = CERCLE_MATRIX_PAGE (page);

  if (cercle_matrix_findings_return (CERCLE_MATRIX_FINDINGS (self->holes)) ||
      cercle_matrix_findings_return (CERCLE_MATRIX_FINDINGS (self->moves)))
    return;
  self->starting = cercle_matrix_page_get_matrix (self) == NULL;
  if (!self->starting)
    gtk_widget_child_focus (gtk_stack_get_visible_child (GTK_STACK (self->tabs)),
                            GTK_DIR_TAB_FORWARD);
}

static void
cercle_matrix_page_leave (CerclePage *page)
{
  cercle_matrix_form_flush (CERCLE_MATRIX_FORM (CERCLE_MATRIX_PAGE (page)->form));
}

/* Beside a form the rules have no room for all that they say in one line; in a narrow window they
 * give way. */
void
cercle_matrix_page_fit (CercleMatrixPage *self)
{
  gboolean narrow = cercle_page_get_narrow (CERCLE_PAGE (self));
  gboolean open = self->form != NULL && gtk_widget_get_visible (self->form);

  gtk_widget_set_visible (self->tabs, !open || !narrow);
  gtk_widget_set_visible (self->bar, !open || !narrow);
  g_object_set (self->rules, "narrow", open || narrow, NULL);
}

static void
build_bar (CercleMatrixPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *switcher = gtk_stack_switcher_new ();

  gtk_widget_set_layout_manager (box, cercle_wrap_layout_new (12, 6));
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), GTK_STACK (self->tabs));
  gtk_box_append (GTK_BOX (box), switcher);
  adw_bin_set_child (ADW_BIN (self->bar), box);
}

static void
cercle_matrix_page_constructed (GObject *object)
{
  CercleMatrixPage *self = CERCLE_MATRIX_PAGE (object);

  G_OBJECT_CLASS (cercle_matrix_page_parent_class)->constructed (object);
  cercle_page_set_title (CERCLE_PAGE (self), _ ("Responsibility matrix"));
  self->file = cercle_matrix_file_new (session_of (self));
  cercle_matrix_columns_set_rules (list_of (self->rules), self->file);
  cercle_matrix_columns_set_versions (list_of (self->versions), self->file);
  cercle_page_fit_list (CERCLE_PAGE (self), self->rules);
  cercle_page_fit_list (CERCLE_PAGE (self), self->versions);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (cercle_matrix_page_fit), NULL);
  cercle_matrix_findings_set_page (CERCLE_MATRIX_FINDINGS (self->holes), CERCLE_PAGE (self),
                                   _ ("What no rule decides"));
  cercle_matrix_findings_set_page (CERCLE_MATRIX_FINDINGS (self->moves), CERCLE_PAGE (self),
                                   _ ("What this draft would move"));
  build_bar (self);
  cercle_matrix_page_build_editing (self);
  g_signal_connect_swapped (self->rules, "notify::selected", G_CALLBACK (show_rule), self);
  g_signal_connect_swapped (self->versions, "notify::selected", G_CALLBACK (version_chosen_cb),
                            self);
  g_signal_connect_swapped (self->versions, "activate", G_CALLBACK (version_opened_cb), self);
  g_signal_connect_object (self->file, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (cercle_counts_of (session_of (self)), "changed", G_CALLBACK (ask), self,
                           G_CONNECT_SWAPPED);
  self->waits = TRUE;
}

static void
cercle_matrix_page_dispose (GObject *object)
{
  CercleMatrixPage *self = CERCLE_MATRIX_PAGE (object);

  if (self->file != NULL)
    {
      cercle_matrix_file_cancel (self->file);
      g_signal_handlers_disconnect_by_data (self->file, self);
      g_signal_handlers_disconnect_by_data (self->rules, self);
      g_signal_handlers_disconnect_by_data (self->versions, self);
      cercle_compact_list_set_model (list_of (self->rules), NULL);
      cercle_compact_list_set_model (list_of (self->versions), NULL);
    }
  g_clear_object (&self->file);
  g_clear_pointer (&self->shown, g_free);
  g_clear_pointer (&self->editing, g_free);
  g_clear_pointer (&self->after, g_free);
  G_OBJECT_CLASS (cercle_matrix_page_parent_class)->dispose (object);
}

static void
cercle_matrix_page_class_init (CercleMatrixPageClass *klass)
{
  g_type_ensure (CERCLE_TYPE_COMPACT_LIST);
  g_type_ensure (CERCLE_TYPE_MATRIX_FINDINGS);
  G_OBJECT_CLASS (klass)->constructed = cercle_matrix_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = cercle_matrix_page_dispose;
  CERCLE_PAGE_CLASS (klass)->open = cercle_matrix_page_open;
  CERCLE_PAGE_CLASS (klass)->start = cercle_matrix_page_start;
  CERCLE_PAGE_CLASS (klass)->leave = cercle_matrix_page_leave;
  cercle_matrix_page_install_actions (GTK_WIDGET_CLASS (klass));
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "win.back",
                                       NULL);
  cercle_template_bind (GTK_WIDGET_CLASS (klass), "steering/cercle-matrix-page.ui", children,
                        G_N_ELEMENTS (children));
}

static void
cercle_matrix_page_init (CercleMatrixPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
}
