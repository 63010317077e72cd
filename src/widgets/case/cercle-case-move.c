/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Why does the case wait, go up or go elsewhere? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-move.h"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-choices.h"
#include "cercle-community.h"
#include "cercle-event.h"
#include "cercle-macros.h"
#include "cercle-moves.h"
#include "cercle-text.h"

struct _CercleCaseMove
{
  CercleCaseForm parent_instance;
  GtkWidget *target, *why;
  char *to;
};

G_DEFINE_FINAL_TYPE (CercleCaseMove, cercle_case_move, CERCLE_TYPE_CASE_FORM)

gboolean
cercle_case_move_asks_why (const char *to)
{
  return g_str_has_prefix (to, "waiting_") || g_str_equal (to, "escalated") ||
         g_str_equal (to, "transferred");
}

void
cercle_case_move_set_target (CercleCaseMove *self, const char *to)
{
  char *copy = g_strdup (to);

  g_free (self->to);
  self->to = copy;
  gtk_label_set_text (GTK_LABEL (self->target),
                      to != NULL ? cercle_choice_label (cercle_statuses, to) : "");
  cercle_case_form_set_ready (CERCLE_CASE_FORM (self), to != NULL);
  cercle_case_form_touch (CERCLE_CASE_FORM (self));
}

static gboolean
move_fill (CercleCaseForm *form, CercleTx *tx, GError **error)
{
  CercleCaseMove *self = CERCLE_CASE_MOVE (form);
  CercleRecord *member = cercle_session_get_member (cercle_case_form_get_session (form));
  g_autofree char *why =
      cercle_text_clean (gtk_editable_get_text (GTK_EDITABLE (self->why)), FALSE);
  g_autoptr (CercleRecord) event = NULL;

  if (self->to == NULL)
    return cercle_case_form_refuse (form, NULL, error, _ ("Choose the new state in the menu."));
  event = cercle_move_status (cercle_case_form_get_file (form)->kase, self->to, why);
  if (member != NULL)
    cercle_record_set_text (event, CERCLE_EVENT_BY, cercle_record_get_id (member));
  if (!cercle_record_check (event, error))
    return FALSE;
  cercle_tx_save (tx, event);
  return TRUE;
}

static JsonObject *
move_keep (CercleCaseForm *form)
{
  CercleCaseMove *self = CERCLE_CASE_MOVE (form);
  const char *why = gtk_editable_get_text (GTK_EDITABLE (self->why));
  JsonObject *object = NULL;

  if (why[0] == '\0' || self->to == NULL)
    return NULL;
  object = json_object_new ();
  json_object_set_string_member (object, "to", self->to);
  json_object_set_string_member (object, "why", why);
  return object;
}

static void
move_restore (CercleCaseForm *form, JsonObject *typed)
{
  CercleCaseMove *self = CERCLE_CASE_MOVE (form);
  const char *why = cercle_case_form_text (typed, "why");

  cercle_case_move_set_target (self, cercle_case_form_text (typed, "to"));
  gtk_editable_set_text (GTK_EDITABLE (self->why), why != NULL ? why : "");
}

static void
move_start (CercleCaseForm *form)
{
  gtk_widget_grab_focus (CERCLE_CASE_MOVE (form)->why);
}

static void
cercle_case_move_finalize (GObject *object)
{
  g_free (CERCLE_CASE_MOVE (object)->to);
  G_OBJECT_CLASS (cercle_case_move_parent_class)->finalize (object);
}

static void
cercle_case_move_class_init (CercleCaseMoveClass *klass)
{
  CercleCaseFormClass *form_class = CERCLE_CASE_FORM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cercle_case_move_finalize;
  form_class->draft = "move";
  form_class->title = N_ ("Move the Case");
  form_class->button = N_ ("Move");
  form_class->label = N_ ("Case moved.");
  form_class->fill = move_fill;
  form_class->keep = move_keep;
  form_class->restore = move_restore;
  form_class->start = move_start;
}

static void
cercle_case_move_init (CercleCaseMove *self)
{
  CercleCaseForm *form = CERCLE_CASE_FORM (self);

  self->target = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->target), 0);
  self->why = gtk_entry_new ();
  gtk_entry_set_max_length (GTK_ENTRY (self->why), 500);
  cercle_case_form_add (form, _ ("To"), self->target);
  cercle_case_form_add (form, _ ("Why"), self->why);
}
