/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is being written about this case now? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-composer.h"

#include <glib/gi18n-lib.h>

#include "cercle-case-agenda.h"
#include "cercle-case-ask.h"
#include "cercle-case-baton.h"
#include "cercle-case-checks.h"
#include "cercle-case-closing.h"
#include "cercle-case-consent.h"
#include "cercle-case-entry.h"
#include "cercle-case-move.h"
#include "cercle-case-note.h"
#include "cercle-case-orient.h"
#include "cercle-case-reminder.h"
#include "cercle-case-solution.h"
#include "cercle-case-todo.h"
#include "cercle-case-transfer.h"
#include "cercle-case.h"
#include "cercle-in-view.h"
#include "cercle-macros.h"
#include "cercle-moves.h"
#include "cercle-wrap-layout.h"

static const struct
{
  const char *name;
  const char *button; /* msgid; NULL: opened from elsewhere on the page */
  const char *action;
  const char *icon;
  GType (*get_type) (void);
} forms[] = {
  { "note", N_ ("Note"), "case.note", "document-edit-symbolic", cercle_case_note_get_type },
  { "todo", N_ ("To Do"), "case.todo", "list-add-symbolic", cercle_case_todo_get_type },
  { "baton", N_ ("Hand Over"), "case.hand-over", "system-users-symbolic",
    cercle_case_baton_get_type },
  { "move", NULL, NULL, NULL, cercle_case_move_get_type },
  { "closing", NULL, NULL, NULL, cercle_case_closing_get_type },
  { "orientation", NULL, NULL, NULL, cercle_case_orient_get_type },
  { "debrief", NULL, NULL, NULL, cercle_case_debrief_get_type },
  { "first-line", NULL, NULL, NULL, cercle_case_first_line_get_type },
  { "break", NULL, NULL, NULL, cercle_case_break_get_type },
  { "request", NULL, NULL, NULL, cercle_case_ask_get_type },
  { "answer", NULL, NULL, NULL, cercle_case_answer_get_type },
  { "reminder", NULL, NULL, NULL, cercle_case_reminder_get_type },
  { "solution", NULL, NULL, NULL, cercle_case_solution_get_type },
  { "choice", NULL, NULL, NULL, cercle_case_choice_get_type },
  { "week", NULL, NULL, NULL, cercle_case_week_get_type },
  { "agenda", NULL, NULL, NULL, cercle_case_agenda_get_type },
  { "consent", NULL, NULL, NULL, cercle_case_consent_get_type },
  { "withdrawal", NULL, NULL, NULL, cercle_case_withdrawal_get_type },
  { "transfer", NULL, NULL, NULL, cercle_case_transfer_get_type },
  { "transfer-accepted", NULL, NULL, NULL, cercle_case_transfer_accepted_get_type },
  { "transfer-refused", NULL, NULL, NULL, cercle_case_transfer_refused_get_type },
};

struct _CercleCaseComposer
{
  CercleCasePart parent_instance;
  GtkWidget *buttons, *reopen, *revealer, *stack;
  GtkWidget *forms[G_N_ELEMENTS (forms)];
  GtkWidget *openers[G_N_ELEMENTS (forms)];
  GtkWidget *from; /* weak: where the keyboard was when the form was opened */
};

G_DEFINE_FINAL_TYPE (CercleCaseComposer, cercle_case_composer, CERCLE_TYPE_CASE_PART)

static int
find_form (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (g_strcmp0 (forms[i].name, name) == 0)
      return (int) i;
  return -1;
}

static void
done_cb (CercleCaseComposer *self)
{
  const char *name = cercle_case_composer_get_open (self);
  int at = find_form (name);

  /* The focus goes back to what opened the form. */
  if (at >= 0 && self->openers[at] != NULL)
    gtk_widget_grab_focus (self->openers[at]);
  else if (self->from != NULL && gtk_widget_get_mapped (self->from))
    gtk_widget_grab_focus (self->from);
  cercle_case_composer_open (self, NULL);
}

/* A dot beside the name says that a draft waits. */
static void
show_openers (CercleCaseComposer *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      GtkWidget *content = NULL;
      g_autofree char *label = NULL;

      if (self->openers[i] == NULL)
        continue;
      content = gtk_button_get_child (GTK_BUTTON (self->openers[i]));
      if (cercle_case_form_has_draft (CERCLE_CASE_FORM (self->forms[i])) &&
          i != (guint) find_form (cercle_case_composer_get_open (self)))
        /* TRANSLATORS: name of a form that holds unsaved text. */
        label = g_strdup_printf (_ ("%s (draft)"), _ (forms[i].button));
      adw_button_content_set_label (ADW_BUTTON_CONTENT (content),
                                    label != NULL ? label : _ (forms[i].button));
    }
}

void
cercle_case_composer_open (CercleCaseComposer *self, const char *name)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  int at = find_form (name);

  /* GTK keeps alive for ever what was hidden with the focus in it. */
  if (at < 0 && focus != NULL && gtk_widget_is_ancestor (focus, self->revealer))
    gtk_widget_grab_focus (self->openers[0]);
  if (at >= 0 && focus != NULL && !gtk_widget_is_ancestor (focus, self->revealer))
    g_set_weak_pointer (&self->from, focus);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), at >= 0);
  gtk_widget_set_visible (self->revealer, at >= 0);
  if (at >= 0)
    {
      gtk_stack_set_visible_child (GTK_STACK (self->stack), self->forms[at]);
      cercle_case_form_start (CERCLE_CASE_FORM (self->forms[at]));
      cercle_bring_into_view (GTK_WIDGET (self));
    }
  show_openers (self);
}

void
cercle_case_composer_open_on (CercleCaseComposer *self, const char *name, const char *subject)
{
  CercleCaseForm *form = cercle_case_composer_get_form (self, name);

  if (CERCLE_IS_CASE_ENTRY (form))
    cercle_case_entry_set_subject (CERCLE_CASE_ENTRY (form), subject);
  cercle_case_composer_open (self, name);
}

const char *
cercle_case_composer_get_open (CercleCaseComposer *self)
{
  if (!gtk_revealer_get_reveal_child (GTK_REVEALER (self->revealer)))
    return NULL;
  return gtk_stack_get_visible_child_name (GTK_STACK (self->stack));
}

CercleCaseForm *
cercle_case_composer_get_form (CercleCaseComposer *self, const char *name)
{
  int at = find_form (name);
  return at >= 0 ? CERCLE_CASE_FORM (self->forms[at]) : NULL;
}

static void
composer_show (CercleCasePart *part, CercleCaseFile *file)
{
  CercleCaseComposer *self = CERCLE_CASE_COMPOSER (part);
  CercleSession *session = cercle_case_part_get_session (part);
  gboolean open =
      cercle_case_status_is_open (cercle_record_get_text (file->kase, CERCLE_CASE_STATUS));

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    cercle_case_form_show (CERCLE_CASE_FORM (self->forms[i]), session, file);
  /* On a closed case only notes are written, until it is opened again. */
  for (guint i = 1; i < G_N_ELEMENTS (forms); i++)
    if (self->openers[i] != NULL)
      gtk_widget_set_visible (self->openers[i], open);
  gtk_widget_set_visible (self->reopen, !open);
  if (!open && find_form (cercle_case_composer_get_open (self)) > 0)
    cercle_case_composer_open (self, NULL);
  show_openers (self);
}

static void
composer_leave (CercleCasePart *part)
{
  CercleCaseComposer *self = CERCLE_CASE_COMPOSER (part);

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    cercle_case_form_flush (CERCLE_CASE_FORM (self->forms[i]));
}

static void
cercle_case_composer_dispose (GObject *object)
{
  g_clear_weak_pointer (&CERCLE_CASE_COMPOSER (object)->from);
  G_OBJECT_CLASS (cercle_case_composer_parent_class)->dispose (object);
}

static void
cercle_case_composer_class_init (CercleCaseComposerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cercle_case_composer_dispose;
  CercleCasePartClass *part_class = CERCLE_CASE_PART_CLASS (klass);

  part_class->show = composer_show;
  part_class->leave = composer_leave;
}

static GtkWidget *
make_opener (const char *label, const char *icon, const char *action)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();

  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), label);
  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), icon);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static void
cercle_case_composer_init (CercleCaseComposer *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_layout_manager (self->buttons, cercle_wrap_layout_new (6, 6));
  self->stack = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), FALSE);
  self->revealer = gtk_revealer_new ();
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), self->stack);
  gtk_widget_set_visible (self->revealer, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      self->forms[i] = g_object_new (forms[i].get_type (), NULL);
      g_signal_connect_object (self->forms[i], "done", G_CALLBACK (done_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_stack_add_named (GTK_STACK (self->stack), self->forms[i], forms[i].name);
      if (forms[i].button == NULL)
        continue;
      self->openers[i] = make_opener (_ (forms[i].button), forms[i].icon, forms[i].action);
      gtk_box_append (GTK_BOX (self->buttons), self->openers[i]);
    }
  self->reopen = make_opener (_ ("Open It Again"), "edit-undo-symbolic", "case.reopen");
  gtk_box_append (GTK_BOX (self->buttons), self->reopen);
  gtk_box_append (GTK_BOX (box), self->buttons);
  gtk_box_append (GTK_BOX (box), self->revealer);
  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "case-card");
  adw_bin_set_child (ADW_BIN (self), box);
}
