/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* With which motive does a case close, and what is left undone? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-closing.h"

#include <glib/gi18n-lib.h>

#include "cercle-baton.h"
#include "cercle-case.h"
#include "cercle-choices.h"
#include "cercle-community.h"
#include "cercle-event.h"
#include "cercle-gate.h"
#include "cercle-json.h"
#include "cercle-macros.h"
#include "cercle-moves.h"
#include "cercle-request.h"
#include "cercle-text.h"

/* One action is all or none, and its size is bounded: 50 items with the closing itself. */
#define MOST_CANCELLED 40

struct _CercleCaseClosing
{
  CercleCaseForm parent_instance;
  GtkWidget *motive, *limit, *why, *left;
  GtkWidget *danger, *danger_row; /* what was done about a danger that nobody answered */
  GtkWidget *blind, *blind_why, *blind_row;
  gboolean blind_typed;
  GPtrArray *offered; /* of cercle_closing_motives: the lines of motive after its first */
};

G_DEFINE_FINAL_TYPE (CercleCaseClosing, cercle_case_closing, CERCLE_TYPE_CASE_FORM)

static const char *
motive_of (CercleCaseClosing *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->motive));

  return selected > 0 && selected != GTK_INVALID_LIST_POSITION
             ? ((const CercleChoice *) self->offered->pdata[selected - 1])->token
             : NULL;
}

static void
choose_motive (CercleCaseClosing *self, const char *token)
{
  guint at = 0;

  for (guint i = 0; i < self->offered->len; i++)
    if (g_strcmp0 (((const CercleChoice *) self->offered->pdata[i])->token, token) == 0)
      at = i + 1;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->motive), at);
}

/* Only what the state allows; status NULL: all. What was chosen stays where it still may be. */
static void
offer_motives (CercleCaseClosing *self, const char *status)
{
  GtkStringList *motives = GTK_STRING_LIST (gtk_drop_down_get_model (GTK_DROP_DOWN (self->motive)));
  g_autoptr (GPtrArray) offered = g_ptr_array_new ();
  const char *chosen = motive_of (self);

  for (const CercleChoice *motive = cercle_closing_motives; motive->token != NULL; motive++)
    if (status == NULL || cercle_case_may_close (status, motive->token))
      g_ptr_array_add (offered, (gpointer) motive);
  if (offered->len == self->offered->len)
    return;
  g_ptr_array_unref (self->offered);
  self->offered = g_steal_pointer (&offered);
  gtk_string_list_splice (motives, 1, g_list_model_get_n_items (G_LIST_MODEL (motives)) - 1, NULL);
  for (guint i = 0; i < self->offered->len; i++)
    gtk_string_list_append (motives, _ (((const CercleChoice *) self->offered->pdata[i])->label));
  choose_motive (self, chosen);
}

/* Why some of them are not there. */
static void
show_limit (CercleCaseClosing *self, const char *status)
{
  gtk_widget_set_visible (self->limit, g_strcmp0 (status, "received") == 0);
}

static gboolean
is_open (CercleRecord *action)
{
  return g_strcmp0 (cercle_record_get_text (action, CERCLE_ACTION_STATE), "open") == 0;
}

static gboolean
asks_danger (CercleRecord *kase)
{
  return cercle_record_get_flag (kase, CERCLE_CASE_DANGER) &&
         !cercle_record_is_set (kase, CERCLE_CASE_DANGER_ANSWER);
}

static char *
typed_in (GtkWidget *entry)
{
  return cercle_text_clean (gtk_editable_get_text (GTK_EDITABLE (entry)), FALSE);
}

/* Without a draft: as the case has it. */
static void
restore_blind (CercleCaseClosing *self, JsonObject *typed)
{
  CercleCaseFile *file = cercle_case_form_get_file (CERCLE_CASE_FORM (self));
  gboolean blind = file != NULL && cercle_record_get_flag (file->kase, CERCLE_CASE_BLIND_SPOT);
  const char *why =
      file != NULL ? cercle_record_get_text (file->kase, CERCLE_CASE_BLIND_SPOT_WHY) : NULL;

  if (typed != NULL)
    {
      cercle_json_flag_opt (typed, "blind", &blind, NULL);
      why = cercle_case_form_text (typed, "blind_why");
    }
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->blind), blind);
  cercle_case_form_put (self->blind_why, why);
  self->blind_typed = typed != NULL;
}

/* Nothing closes with something still to do without saying so. */
static void
closing_show (CercleCaseForm *form)
{
  CercleCaseClosing *self = CERCLE_CASE_CLOSING (form);
  GPtrArray *actions = cercle_case_form_get_file (form)->actions;
  const char *status =
      cercle_record_get_text (cercle_case_form_get_file (form)->kase, CERCLE_CASE_STATUS);
  g_autoptr (GString) list = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < actions->len; i++)
    {
      CercleRecord *action = g_ptr_array_index (actions, i);
      const char *what = cercle_record_get_text (action, CERCLE_ACTION_WHAT);
      const char *sort = cercle_record_get_text (action, CERCLE_ACTION_SORT);

      if (!is_open (action))
        continue;
      n++;
      g_string_append_printf (
          list, "\n• %s", what != NULL ? what : cercle_choice_label (cercle_action_sorts, sort));
    }
  g_string_prepend (list, ngettext ("Still to be done, and cancelled by the closing:",
                                    "Still to be done, and cancelled by the closing:", n));
  gtk_label_set_text (GTK_LABEL (self->left), list->str);
  gtk_widget_set_visible (self->left, n > 0);
  gtk_widget_set_visible (self->danger_row, asks_danger (cercle_case_form_get_file (form)->kase));
  if (cercle_case_status_is_open (status))
    offer_motives (self, status);
  show_limit (self, status);
  if (!self->blind_typed)
    restore_blind (self, NULL);
}

static gboolean
cancel_open (CercleCaseForm *form, CercleTx *tx, GError **error)
{
  GPtrArray *actions = cercle_case_form_get_file (form)->actions;

  for (guint i = 0; i < actions->len; i++)
    {
      g_autoptr (CercleRecord) action = NULL;
      if (!is_open (g_ptr_array_index (actions, i)))
        continue;
      if (cercle_tx_get_size (tx) >= MOST_CANCELLED)
        return cercle_case_form_refuse (form, NULL, error,
                                        _ ("Too much is still to be done: mark some of it as "
                                           "done first."));
      action = cercle_record_copy (g_ptr_array_index (actions, i));
      cercle_record_set_text (action, CERCLE_ACTION_STATE, "cancelled");
      cercle_tx_save (tx, action);
    }
  return TRUE;
}

/* What the case itself must say before it closes: the answer to a danger, what no one here answers.
 */
static gboolean
complete_case (CercleCaseClosing *self, CercleRecord *kase, CercleTx *tx, GError **error)
{
  g_autoptr (CercleRecord) copy = cercle_record_copy (kase);
  g_autoptr (GPtrArray) cancelled = g_ptr_array_new ();
  g_autofree char *danger = typed_in (self->danger), *why = typed_in (self->blind_why);
  gboolean blind = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->blind));
  g_auto (GStrv) reasons = NULL;

  if (danger != NULL && asks_danger (kase))
    cercle_record_set_text (copy, CERCLE_CASE_DANGER_ANSWER, danger);
  if (blind && why == NULL)
    return cercle_case_form_refuse (CERCLE_CASE_FORM (self), self->blind_why, error, _ ("A blind spot is noted with its reason."));
  if (blind != cercle_record_get_flag (kase, CERCLE_CASE_BLIND_SPOT))
    cercle_record_set_flag (copy, CERCLE_CASE_BLIND_SPOT, blind);
  if (blind)
    cercle_record_set_text (copy, CERCLE_CASE_BLIND_SPOT_WHY, why);
  /* What is still to be done is cancelled in the same action: only the rest stands in the way. */
  reasons = cercle_gate_closing (copy, cancelled);
  if (reasons[0] != NULL)
    return cercle_case_form_refuse (CERCLE_CASE_FORM (self),
                                    asks_danger (kase) ? self->danger : NULL, error, reasons[0]);
  if (!cercle_record_check (copy, error))
    return FALSE;
  if (cercle_record_get_changed (copy) != 0)
    cercle_tx_save (tx, copy);
  return TRUE;
}

static gboolean
closing_fill (CercleCaseForm *form, CercleTx *tx, GError **error)
{
  CercleCaseClosing *self = CERCLE_CASE_CLOSING (form);
  CercleRecord *member = cercle_session_get_member (cercle_case_form_get_session (form));
  g_autofree char *why =
      cercle_text_clean (gtk_editable_get_text (GTK_EDITABLE (self->why)), FALSE);
  g_autoptr (CercleRecord) event = NULL;

  if (motive_of (self) == NULL)
    return cercle_case_form_refuse (form, self->motive, error, _ ("A case is closed with a motive."));
  event = cercle_move_close (cercle_case_form_get_file (form)->kase, motive_of (self), why);
  if (member != NULL)
    cercle_record_set_text (event, CERCLE_EVENT_BY, cercle_record_get_id (member));
  if (!cercle_record_check (event, error) || !cancel_open (form, tx, error) ||
      !complete_case (self, cercle_case_form_get_file (form)->kase, tx, error))
    return FALSE;
  cercle_tx_save (tx, event);
  return TRUE;
}

static JsonObject *
closing_keep (CercleCaseForm *form)
{
  CercleCaseClosing *self = CERCLE_CASE_CLOSING (form);
  const char *why = gtk_editable_get_text (GTK_EDITABLE (self->why));
  const char *danger = gtk_editable_get_text (GTK_EDITABLE (self->danger));
  const char *blind_why = gtk_editable_get_text (GTK_EDITABLE (self->blind_why));
  JsonObject *object = NULL;

  if (why[0] == '\0' && danger[0] == '\0' && !self->blind_typed)
    return NULL;
  object = json_object_new ();
  if (motive_of (self) != NULL)
    json_object_set_string_member (object, "motive", motive_of (self));
  json_object_set_string_member (object, "why", why);
  json_object_set_string_member (object, "danger", danger);
  json_object_set_string_member (object, "blind_why", blind_why);
  json_object_set_boolean_member (object, "blind",
                                  gtk_check_button_get_active (GTK_CHECK_BUTTON (self->blind)));
  return object;
}

static void
closing_restore (CercleCaseForm *form, JsonObject *typed)
{
  CercleCaseClosing *self = CERCLE_CASE_CLOSING (form);
  const char *motive = cercle_case_form_text (typed, "motive");
  const char *why = cercle_case_form_text (typed, "why");

  choose_motive (self, motive);
  cercle_case_form_put (self->why, why);
  cercle_case_form_put (self->danger, cercle_case_form_text (typed, "danger"));
  restore_blind (self, typed);
}

static void
blind_cb (CercleCaseClosing *self)
{
  gtk_widget_set_visible (self->blind_row,
                          gtk_check_button_get_active (GTK_CHECK_BUTTON (self->blind)));
  self->blind_typed = TRUE;
}

/* It goes on with another community, or went back to the one that sent it. */
static gboolean
has_left (CercleCaseFile *file)
{
  for (guint i = 0; i < file->transfers->len; i++)
    {
      CercleRecord *transfer = g_ptr_array_index (file->transfers, i);
      const char *direction = cercle_record_get_text (transfer, CERCLE_TRANSFER_DIRECTION);
      CercleTransferState state = cercle_transfer_state (transfer, 0, 0);

      if (g_strcmp0 (direction, "out") == 0
              ? state == CERCLE_TRANSFER_ACCEPTED
              : state == CERCLE_TRANSFER_REFUSED || state == CERCLE_TRANSFER_TAKEN_BACK)
        return TRUE;
    }
  return FALSE;
}

/* The motive that is meant is proposed; another one can be chosen. */
static void
closing_start (CercleCaseForm *form)
{
  CercleCaseClosing *self = CERCLE_CASE_CLOSING (form);

  if (motive_of (self) == NULL && has_left (cercle_case_form_get_file (form)))
    choose_motive (self, "transferred");
  gtk_widget_grab_focus (CERCLE_CASE_CLOSING (form)->motive);
}

static void
cercle_case_closing_finalize (GObject *object)
{
  g_ptr_array_unref (CERCLE_CASE_CLOSING (object)->offered);
  G_OBJECT_CLASS (cercle_case_closing_parent_class)->finalize (object);
}

static void
cercle_case_closing_class_init (CercleCaseClosingClass *klass)
{
  CercleCaseFormClass *form_class = CERCLE_CASE_FORM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cercle_case_closing_finalize;
  form_class->draft = "closing";
  form_class->title = N_ ("Close the Case");
  form_class->button = N_ ("Close It");
  form_class->label = N_ ("Case closed.");
  form_class->show = closing_show;
  form_class->fill = closing_fill;
  form_class->keep = closing_keep;
  form_class->restore = closing_restore;
  form_class->start = closing_start;
}

static GtkWidget *
make_label (const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  return label;
}

static void
make_more (CercleCaseClosing *self)
{
  CercleCaseForm *form = CERCLE_CASE_FORM (self);

  self->danger = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->danger), _ ("What was done about it"));
  self->blind = gtk_check_button_new_with_label (_ ("Blind spot: nobody here answers this"));
  self->blind_why = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->blind_why), _ ("Why nobody answers"));
  gtk_entry_set_max_length (GTK_ENTRY (self->danger), 500);
  gtk_entry_set_max_length (GTK_ENTRY (self->blind_why), 200);
  self->danger_row = cercle_case_form_add (form, _ ("Danger"), self->danger);
  cercle_case_form_add (form, NULL, self->blind);
  self->blind_row = cercle_case_form_add (form, _ ("Its reason"), self->blind_why);
  gtk_widget_set_visible (self->danger_row, FALSE);
  gtk_widget_set_visible (self->blind_row, FALSE);
  g_signal_connect_swapped (self->blind, "toggled", G_CALLBACK (blind_cb), self);
  g_signal_connect_swapped (self->blind_why, "changed", G_CALLBACK (blind_cb), self);
}

static void
cercle_case_closing_init (CercleCaseClosing *self)
{
  CercleCaseForm *form = CERCLE_CASE_FORM (self);
  GtkStringList *motives = gtk_string_list_new (NULL);

  gtk_string_list_append (motives, _ ("Choose a motive"));
  self->motive = gtk_drop_down_new (G_LIST_MODEL (motives), NULL);
  self->offered = g_ptr_array_new ();
  offer_motives (self, NULL);
  self->limit = make_label (_ ("The case was only received: qualify it first to close it with what "
                               "came of it."));
  self->why = gtk_entry_new ();
  gtk_entry_set_max_length (GTK_ENTRY (self->why), 500);
  self->left = make_label (NULL);
  cercle_case_form_add (form, _ ("Motive"), self->motive);
  cercle_case_form_add (form, NULL, self->limit);
  cercle_case_form_add (form, _ ("What came of it"), self->why);
  make_more (self);
  cercle_case_form_add (form, NULL, self->left);
}
