/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who holds the case from now on, for what, until when? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-baton.h"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-community.h"
#include "cercle-event.h"
#include "cercle-gate.h"
#include "cercle-lookup.h"
#include "cercle-macros.h"
#include "cercle-moves.h"
#include "cercle-person.h"
#include "cercle-suggest.h"
#include "cercle-text.h"

struct _CercleCaseBaton
{
  CercleCaseForm parent_instance;
  GtkWidget *holder, *step, *day;
  gboolean sourced;
};

G_DEFINE_FINAL_TYPE (CercleCaseBaton, cercle_case_baton, CERCLE_TYPE_CASE_FORM)

static const char *
entry_text (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

/* The person herself may hold the next step. */
static void
baton_show (CercleCaseForm *form)
{
  CercleCaseBaton *self = CERCLE_CASE_BATON (form);
  CercleRecord *person = cercle_case_form_get_file (form)->person;
  CercleLookup *lookup = CERCLE_LOOKUP (self->holder);

  if (!self->sourced)
    cercle_suggest_holders (lookup, cercle_case_form_get_session (form));
  self->sourced = TRUE;
  cercle_suggest_holder_too (lookup, NULL, NULL, 0);
  if (person != NULL)
    {
      g_autofree char *name = cercle_person_name (person);
      g_autofree char *id = g_strconcat ("person:", cercle_record_get_id (person), NULL);
      cercle_suggest_holder_too (lookup, id, name[0] != '\0' ? name : _ ("The person"), 'P');
    }
}

/* Said where she chooses, before anything is written. */
static gboolean
may_take (CercleCaseFile *file, CercleRecord *event, GError **error)
{
  const char *from = cercle_record_get_text (event, CERCLE_EVENT_FROM);
  CercleGateView view = { .kase = file->kase };

  if (from != NULL && g_str_has_prefix (from, "transfer:"))
    view.transfer = cercle_case_file_find (file->transfers, from + strlen ("transfer:"));
  return cercle_gate_judge (NULL, event, &view, error);
}

static gboolean
baton_fill (CercleCaseForm *form, CercleTx *tx, GError **error)
{
  CercleCaseBaton *self = CERCLE_CASE_BATON (form);
  CercleRecord *kase = cercle_case_form_get_file (form)->kase;
  CercleRecord *member = cercle_session_get_member (cercle_case_form_get_session (form));
  const char *holder = cercle_lookup_get_chosen (CERCLE_LOOKUP (self->holder));
  g_autofree char *step = cercle_text_clean (entry_text (self->step), FALSE);
  g_autofree char *day = NULL;
  g_autoptr (CercleRecord) event = NULL;
  g_autoptr (GError) refusal = NULL;

  if (holder == NULL)
    return cercle_case_form_refuse (form, self->holder, error,
                                    _ ("Choose who takes the baton in the list."));
  if (!cercle_case_form_read_day (form, self->day, &day, error))
    return FALSE;
  event = cercle_move_baton (kase, holder, step, day);
  if (!may_take (cercle_case_form_get_file (form), event, &refusal))
    return cercle_case_form_refuse (form, self->holder, error, refusal->message);
  if (member != NULL)
    cercle_record_set_text (event, CERCLE_EVENT_BY, cercle_record_get_id (member));
  if (!cercle_record_check (event, error))
    return FALSE;
  cercle_tx_save (tx, event);
  return TRUE;
}

static JsonObject *
baton_keep (CercleCaseForm *form)
{
  CercleCaseBaton *self = CERCLE_CASE_BATON (form);
  const char *holder = cercle_lookup_get_chosen (CERCLE_LOOKUP (self->holder));
  JsonObject *object = NULL;

  if (cercle_lookup_get_typed (CERCLE_LOOKUP (self->holder))[0] == '\0' &&
      entry_text (self->step)[0] == '\0' && entry_text (self->day)[0] == '\0')
    return NULL;
  object = json_object_new ();
  if (holder != NULL)
    json_object_set_string_member (object, "holder", holder);
  json_object_set_string_member (object, "name",
                                 cercle_lookup_get_typed (CERCLE_LOOKUP (self->holder)));
  json_object_set_string_member (object, "step", entry_text (self->step));
  json_object_set_string_member (object, "day", entry_text (self->day));
  return object;
}

static void
baton_restore (CercleCaseForm *form, JsonObject *typed)
{
  CercleCaseBaton *self = CERCLE_CASE_BATON (form);

  cercle_lookup_set_chosen (CERCLE_LOOKUP (self->holder), cercle_case_form_text (typed, "holder"),
                            cercle_case_form_text (typed, "name"));
  if (cercle_case_form_text (typed, "holder") == NULL)
    cercle_lookup_set_typed (CERCLE_LOOKUP (self->holder), cercle_case_form_text (typed, "name"));
  cercle_case_form_put (self->step, cercle_case_form_text (typed, "step"));
  cercle_case_form_put (self->day, cercle_case_form_text (typed, "day"));
}

static void
baton_start (CercleCaseForm *form)
{
  gtk_widget_grab_focus (CERCLE_CASE_BATON (form)->holder);
}

static void
cercle_case_baton_class_init (CercleCaseBatonClass *klass)
{
  CercleCaseFormClass *form_class = CERCLE_CASE_FORM_CLASS (klass);

  form_class->draft = "baton";
  form_class->title = N_ ("Hand the Baton On");
  form_class->button = N_ ("Hand Over");
  form_class->label = N_ ("Baton handed on.");
  form_class->show = baton_show;
  form_class->fill = baton_fill;
  form_class->keep = baton_keep;
  form_class->restore = baton_restore;
  form_class->start = baton_start;
}

static void
cercle_case_baton_init (CercleCaseBaton *self)
{
  CercleCaseForm *form = CERCLE_CASE_FORM (self);

  self->holder = cercle_lookup_new (_ ("Who takes the baton"), _ ("Member or organisation"));
  self->step = gtk_entry_new ();
  self->day = gtk_entry_new ();
  gtk_entry_set_max_length (GTK_ENTRY (self->step), 200);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->day), _ ("23/06, tomorrow, +3 …"));
  cercle_case_form_add (form, _ ("To"), self->holder);
  cercle_case_form_add (form, _ ("Next step"), self->step);
  cercle_case_form_add (form, _ ("Promised by"), self->day);
}
