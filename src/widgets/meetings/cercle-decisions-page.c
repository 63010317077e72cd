/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which decisions wait, and what is done about them? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-decisions-page.h"

#include <glib/gi18n-lib.h>

#include "cercle-cell.h"
#include "cercle-changes.h"
#include "cercle-choices.h"
#include "cercle-compact-list.h"
#include "cercle-day-format.h"
#include "cercle-day.h"
#include "cercle-dialog.h"
#include "cercle-escape.h"
#include "cercle-event.h"
#include "cercle-macros.h"
#include "cercle-meeting-decide.h"
#include "cercle-pages.h"
#include "cercle-toast.h"
#include "cercle-wrap-layout.h"

struct _CercleDecisionsPage
{
  CerclePage parent_instance;
  GtkWidget *states, *list, *dialog, *reason;
  GListStore *decisions;
  GCancellable *cancellable;
  char *dropping; /* identity, while its reason is asked */
  gboolean starting;
};

G_DEFINE_FINAL_TYPE (CercleDecisionsPage, cercle_decisions_page, CERCLE_TYPE_PAGE)

static CercleSession *
session_of (CercleDecisionsPage *self)
{
  return cercle_page_get_session (CERCLE_PAGE (self));
}

/* --- Columns -----------------------------------------------------------------------------------
 */

static void
fill_due (CercleCell *cell, gpointer item, gpointer data)
{
  int today = cercle_session_get_today_number (session_of (data));
  int due = cercle_day_parse (cercle_record_get_text (item, CERCLE_DECISION_DUE_ON));
  g_autofree char *day = cercle_day_format_short (due, today);

  if (due == CERCLE_DAY_NONE)
    return;
  if (due < today)
    {
      cercle_cell_icon (cell, "dialog-warning-symbolic", TRUE, _ ("late"));
      cercle_cell_alarm (cell, day);
    }
  else
    cercle_cell_strong (cell, day);
}

static void
fill_words (CercleCell *cell, gpointer item, gpointer data)
{
  cercle_cell_strong (cell, cercle_record_get_text (item, CERCLE_DECISION_TEXT));
}

static void
fill_sort (CercleCell *cell, gpointer item, gpointer data)
{
  cercle_cell_text (cell,
                    cercle_choice_label (cercle_decision_sorts,
                                         cercle_record_get_text (item, CERCLE_DECISION_SORT)));
}

static void
fill_holder (CercleCell *cell, gpointer item, gpointer data)
{
  const char *holder = cercle_record_get_text (item, CERCLE_DECISION_HOLDER);
  g_autofree char *name =
      holder != NULL ? cercle_session_name_of (session_of (data), holder) : NULL;

  if (name != NULL)
    cercle_cell_dim (cell, name);
}

static void
fill_meeting (CercleCell *cell, gpointer item, gpointer data)
{
  g_autoptr (CercleRecord) meeting =
      cercle_session_get (session_of (data), &cercle_meeting_kind,
                          cercle_record_get_text (item, CERCLE_DECISION_MEETING));
  g_autofree char *day = NULL, *words = NULL;

  if (meeting == NULL)
    return;
  day = cercle_day_format_short (
      cercle_day_parse (cercle_record_get_text (meeting, CERCLE_MEETING_HELD_ON)),
      cercle_session_get_today_number (session_of (data)));
  words = g_strdup_printf ("%s, %s", cercle_meeting_title (meeting), day);
  cercle_cell_dim (cell, words);
}

/* clang-format off */
static const CercleColumn columns[] = {
  { "due", N_("For"), 112, 112, 0, fill_due },
  { "text", N_("Decision"), 0, 0, 0, fill_words },
  { "sort", N_("Decision about"), 140, 0, CERCLE_COLUMN_BELOW, fill_sort },
  { "holder", N_("Who"), 150, 120, 0, fill_holder },
  { "meeting", N_("Meeting"), 220, 0, CERCLE_COLUMN_BELOW, fill_meeting },
};
/* clang-format on */

/* --- Reading -----------------------------------------------------------------------------------
 */

static void
show_found (CercleDecisionsPage *self, GPtrArray *found)
{
  CercleCompactList *list = CERCLE_COMPACT_LIST (self->list);
  g_autoptr (CercleRecord) chosen = cercle_compact_list_get_selected_item (list);
  g_autoptr (GPtrArray) waiting = g_ptr_array_new ();
  guint at = 0;

  for (guint i = 0; i < found->len; i++)
    if (cercle_decision_is_pending (found->pdata[i]))
      g_ptr_array_add (waiting, found->pdata[i]);
  for (guint i = 0; chosen != NULL && i < waiting->len; i++)
    if (g_str_equal (cercle_record_get_id (waiting->pdata[i]), cercle_record_get_id (chosen)))
      at = i;
  g_list_store_splice (self->decisions, 0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->decisions)), waiting->pdata,
                       waiting->len);
  gtk_stack_set_visible_child_name (GTK_STACK (self->states), waiting->len > 0 ? "some" : "none");
  if (waiting->len > 0)
    cercle_compact_list_select (list, at, self->starting);
  self->starting = FALSE;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleDecisionsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found =
      cercle_session_find_finish (CERCLE_SESSION (source), result, &error);

  if (self->list == NULL)
    return;
  if (found != NULL)
    show_found (self, found);
  else
    cercle_toast_error (GTK_WIDGET (self), error);
}

static void
ask (CercleDecisionsPage *self)
{
  g_autoptr (CercleQuery) query = cercle_decisions_query ();

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  cercle_session_find_async (session_of (self), query, self->cancellable, found_cb,
                             g_object_ref (self));
}

static void
changed_cb (CercleSession *session, guint64 changed, CercleDecisionsPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      cercle_changes_have (changed, &cercle_decision_kind))
    ask (self);
}

/* --- What is done ------------------------------------------------------------------------------
 */

static void
settled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleDecisionsPage) self = data;
  g_autoptr (GError) error = NULL;

  if (!cercle_session_commit_finish (CERCLE_SESSION (source), result, &error) && self->list != NULL)
    cercle_toast_error (GTK_WIDGET (self), error);
}

static CercleRecord *
chosen_decision (CercleDecisionsPage *self)
{
  return cercle_compact_list_get_selected_item (CERCLE_COMPACT_LIST (self->list));
}

static void
apply_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleDecisionsPage *self = CERCLE_DECISIONS_PAGE (widget);
  g_autoptr (CercleRecord) decision = chosen_decision (self);

  if (decision == NULL)
    return;
  cercle_session_settle_decision_async (session_of (self), cercle_record_get_id (decision), NULL,
                                        settled_cb, g_object_ref (self));
  cercle_toast (widget, _ ("Decision applied."), TRUE);
}

static void
drop_answered (gboolean accepted, gpointer data)
{
  g_autoptr (CercleDecisionsPage) self = data;
  g_autofree char *id = g_steal_pointer (&self->dropping);
  g_autofree char *why = NULL;

  if (!accepted || self->list == NULL)
    return;
  why = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason))));
  if (*why == '\0')
    cercle_toast (GTK_WIDGET (self), _ ("Say why the decision is dropped."), FALSE);
  else
    {
      cercle_session_settle_decision_async (session_of (self), id, why, settled_cb,
                                            g_object_ref (self));
      cercle_toast (GTK_WIDGET (self), _ ("Decision dropped."), TRUE);
    }
}

static void
drop_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleDecisionsPage *self = CERCLE_DECISIONS_PAGE (widget);
  g_autoptr (CercleRecord) decision = chosen_decision (self);
  CercleQuestion question = { 0 };

  if (decision == NULL || self->dropping != NULL)
    return;
  self->dropping = g_strdup (cercle_record_get_id (decision));
  self->reason = gtk_entry_new ();
  gtk_entry_set_activates_default (GTK_ENTRY (self->reason), TRUE);
  gtk_entry_set_max_length (GTK_ENTRY (self->reason), 300);
  cercle_set_spoken (self->reason, _ ("Reason"));
  question.heading = _ ("Drop this decision?");
  question.body = _ ("The minutes of the next meeting say so, with the reason.");
  question.accept = _ ("Drop");
  question.extra = self->reason;
  cercle_dialog_ask (widget, &question, drop_answered, g_object_ref (self));
}

/* Where what came of it is worked on. */
static void
open_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleDecisionsPage *self = CERCLE_DECISIONS_PAGE (widget);
  g_autoptr (CercleRecord) decision = chosen_decision (self);
  const char *led =
      decision != NULL ? cercle_record_get_text (decision, CERCLE_DECISION_LED_TO) : NULL;
  const char *id = led != NULL ? strchr (led, ':') : NULL;
  g_autofree char *target = NULL;

  if (id == NULL)
    {
      if (decision != NULL)
        cercle_toast (widget, _ ("Nothing was made of this decision yet."), FALSE);
      return;
    }
  id++;
  if (g_str_has_prefix (led, "matrix:"))
    {
      target = g_strconcat ("matrix/", id, NULL);
      gtk_widget_activate_action (widget, "win.show-page", "s", target);
    }
  else if (g_str_has_prefix (led, "organisation:"))
    gtk_widget_activate_action (widget, "win.open-partner", "s", id);
  else if (g_str_has_prefix (led, "action:"))
    {
      g_autoptr (CercleRecord) action =
          cercle_session_get (session_of (self), &cercle_action_kind, id);

      if (action != NULL)
        gtk_widget_activate_action (widget, "win.open-case", "s",
                                    cercle_record_get_text (action, CERCLE_ACTION_CASE));
    }
  else if (cercle_pages_find ("questions") != NULL)
    gtk_widget_activate_action (widget, "win.show-page", "s", "questions");
  else
    cercle_toast (widget, _ ("The question goes with the week’s questions to the nation."), FALSE);
}

static gboolean
letter_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  CercleDecisionsPage *self = CERCLE_DECISIONS_PAGE (widget);
  gboolean single_keys = FALSE;

  g_object_get (self->list, "single-keys", &single_keys, NULL);
  return single_keys &&
         gtk_widget_activate_action (widget, g_variant_get_string (arguments, NULL), NULL);
}

/* --- The page ----------------------------------------------------------------------------------
 */

static const struct
{
  const char *action, *label; /* label: msgid */
} buttons[] = {
  { "decisions.apply", N_ ("Applied (A)") },
  { "decisions.drop", N_ ("Drop… (D)") },
  { "decisions.open", N_ ("Open What Came of It (Return)") },
};

static void
cercle_decisions_page_start (CerclePage *page)
{
  CercleDecisionsPage *self = CERCLE_DECISIONS_PAGE (page);

  self->starting = TRUE;
  ask (self);
}

static void
cercle_decisions_page_constructed (GObject *object)
{
  CercleDecisionsPage *self = CERCLE_DECISIONS_PAGE (object);

  G_OBJECT_CLASS (cercle_decisions_page_parent_class)->constructed (object);
  cercle_page_set_title (CERCLE_PAGE (self), _ ("Decisions to apply"));
  cercle_page_fit_list (CERCLE_PAGE (self), self->list);
  g_signal_connect_object (session_of (self), "changed", G_CALLBACK (changed_cb), self, 0);
}

static void
cercle_decisions_page_dispose (GObject *object)
{
  CercleDecisionsPage *self = CERCLE_DECISIONS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->list != NULL)
    cercle_compact_list_set_model (CERCLE_COMPACT_LIST (self->list), NULL);
  self->list = NULL;
  g_clear_object (&self->decisions);
  g_clear_pointer (&self->dropping, g_free);
  G_OBJECT_CLASS (cercle_decisions_page_parent_class)->dispose (object);
}

static void
cercle_decisions_page_class_init (CercleDecisionsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = cercle_decisions_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = cercle_decisions_page_dispose;
  CERCLE_PAGE_CLASS (klass)->start = cercle_decisions_page_start;
  gtk_widget_class_install_action (widget_class, "decisions.apply", NULL, apply_cb);
  gtk_widget_class_install_action (widget_class, "decisions.drop", NULL, drop_cb);
  gtk_widget_class_install_action (widget_class, "decisions.open", NULL, open_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_a, 0, letter_cb, "s", "decisions.apply");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_d, 0, letter_cb, "s", "decisions.drop");
}

static void
activate_cb (CercleDecisionsPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "decisions.open", NULL);
}

static void
cercle_decisions_page_init (CercleDecisionsPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *none = adw_status_page_new ();

  self->decisions = g_list_store_new (CERCLE_TYPE_RECORD);
  self->list = cercle_compact_list_new ();
  self->states = gtk_stack_new ();
  cercle_compact_list_set_columns (CERCLE_COMPACT_LIST (self->list), _ ("Decisions to apply"),
                                   columns, G_N_ELEMENTS (columns), self);
  cercle_compact_list_set_model (CERCLE_COMPACT_LIST (self->list), G_LIST_MODEL (self->decisions));
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activate_cb), self);
  gtk_widget_set_layout_manager (bar, cercle_wrap_layout_new (6, 6));
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      GtkWidget *button = gtk_button_new_with_label (_ (buttons[i].label));

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), buttons[i].action);
      gtk_box_append (GTK_BOX (bar), button);
    }
  gtk_widget_set_vexpand (self->list, TRUE);
  gtk_widget_set_margin_start (bar, 12);
  gtk_widget_set_margin_end (bar, 12);
  gtk_widget_set_margin_bottom (bar, 12);
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_box_append (GTK_BOX (box), bar);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (none), "object-select-symbolic");
  cercle_set_title (none, _ ("Every decision is applied"));
  cercle_set_description (none,
                          _ ("What a meeting decides waits here until it is applied or dropped."));
  gtk_stack_add_named (GTK_STACK (self->states), none, "none");
  gtk_stack_add_named (GTK_STACK (self->states), box, "some");
  adw_bin_set_child (ADW_BIN (self), self->states);
}
