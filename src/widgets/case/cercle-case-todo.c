/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is to be done for this case, by whom, until when? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-todo.h"

#include <glib/gi18n-lib.h>

#include "cercle-choices.h"
#include "cercle-community.h"
#include "cercle-day-format.h"
#include "cercle-event.h"
#include "cercle-lookup.h"
#include "cercle-macros.h"
#include "cercle-suggest.h"
#include "cercle-text.h"

struct _CercleCaseTodo
{
  CercleCaseForm parent_instance;
  GtkWidget *sort, *what, *who, *day, *hour;
  gboolean sourced; /* the lookup knows its session */
};

G_DEFINE_FINAL_TYPE (CercleCaseTodo, cercle_case_todo, CERCLE_TYPE_CASE_FORM)

static const char *
entry_text (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

/* Who types it does it, unless she says otherwise. */
static void
choose_me (CercleCaseTodo *self)
{
  CercleSession *session = cercle_case_form_get_session (CERCLE_CASE_FORM (self));
  CercleRecord *me = session != NULL ? cercle_session_get_member (session) : NULL;
  g_autofree char *name = me != NULL ? cercle_member_name (me) : NULL;
  g_autofree char *id =
      me != NULL ? g_strconcat ("member:", cercle_record_get_id (me), NULL) : NULL;

  cercle_lookup_set_chosen (CERCLE_LOOKUP (self->who), id, name);
}

static void
todo_show (CercleCaseForm *form)
{
  CercleCaseTodo *self = CERCLE_CASE_TODO (form);

  if (!self->sourced)
    cercle_suggest_holders (CERCLE_LOOKUP (self->who), cercle_case_form_get_session (form));
  self->sourced = TRUE;
  if (entry_text (self->what)[0] == '\0' &&
      cercle_lookup_get_typed (CERCLE_LOOKUP (self->who))[0] == '\0')
    choose_me (self);
}

static gboolean
put_hour (CercleCaseTodo *self, CercleRecord *action, GError **error)
{
  const char *typed = entry_text (self->hour);
  int minute = -1;

  if (typed[0] == '\0')
    return TRUE;
  minute = cercle_day_format_parse_minute (typed);
  if (minute < 0)
    return cercle_case_form_refuse (CERCLE_CASE_FORM (self), self->hour, error,
                                    _ ("This is not an hour: type for instance 9:30."));
  if (!cercle_record_is_set (action, CERCLE_ACTION_DUE_ON))
    return cercle_case_form_refuse (CERCLE_CASE_FORM (self), self->day, error,
                                    _ ("An hour needs its day."));
  cercle_record_set_integer (action, CERCLE_ACTION_DUE_AT, minute);
  return TRUE;
}

static gboolean
todo_fill (CercleCaseForm *form, CercleTx *tx, GError **error)
{
  CercleCaseTodo *self = CERCLE_CASE_TODO (form);
  CercleSession *session = cercle_case_form_get_session (form);
  g_autoptr (CercleRecord) action = cercle_session_new_record (session, &cercle_action_kind);
  g_autofree char *what = cercle_text_clean (entry_text (self->what), FALSE);
  guint sort = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->sort));
  const char *who = cercle_lookup_get_chosen (CERCLE_LOOKUP (self->who));
  g_autofree char *day = NULL;

  if (what == NULL && g_strcmp0 (cercle_action_sorts[sort].token, "other") == 0)
    return cercle_case_form_refuse (form, self->what, error, _ ("Say what is to be done."));
  if (who == NULL && cercle_lookup_get_typed (CERCLE_LOOKUP (self->who))[0] != '\0')
    return cercle_case_form_refuse (form, self->who, error, _ ("Choose who does it in the list."));
  if (!cercle_case_form_read_day (form, self->day, &day, error))
    return FALSE;
  cercle_record_set_text (action, CERCLE_ACTION_CASE,
                          cercle_record_get_id (cercle_case_form_get_file (form)->kase));
  cercle_record_set_text (action, CERCLE_ACTION_SORT, cercle_action_sorts[sort].token);
  cercle_record_set_text (action, CERCLE_ACTION_WHAT, what);
  cercle_record_set_text (action, CERCLE_ACTION_ASSIGNEE, who);
  cercle_record_set_text (action, CERCLE_ACTION_DUE_ON, day);
  cercle_record_set_text (action, CERCLE_ACTION_STATE, "open");
  if (!put_hour (self, action, error) || !cercle_record_check (action, error))
    return FALSE;
  cercle_tx_save (tx, action);
  return TRUE;
}

static JsonObject *
todo_keep (CercleCaseForm *form)
{
  CercleCaseTodo *self = CERCLE_CASE_TODO (form);
  guint sort = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->sort));
  const char *who = cercle_lookup_get_chosen (CERCLE_LOOKUP (self->who));
  JsonObject *object = NULL;

  if (entry_text (self->what)[0] == '\0' && entry_text (self->day)[0] == '\0')
    return NULL;
  object = json_object_new ();
  json_object_set_string_member (object, "sort", cercle_action_sorts[sort].token);
  json_object_set_string_member (object, "what", entry_text (self->what));
  json_object_set_string_member (object, "day", entry_text (self->day));
  json_object_set_string_member (object, "hour", entry_text (self->hour));
  if (who != NULL)
    {
      json_object_set_string_member (object, "who", who);
      json_object_set_string_member (object, "name",
                                     cercle_lookup_get_typed (CERCLE_LOOKUP (self->who)));
    }
  return object;
}

static void
todo_restore (CercleCaseForm *form, JsonObject *typed)
{
  CercleCaseTodo *self = CERCLE_CASE_TODO (form);
  const char *sort = cercle_case_form_text (typed, "sort");
  guint at = 0;

  for (guint i = 0; cercle_action_sorts[i].token != NULL; i++)
    if (g_strcmp0 (cercle_action_sorts[i].token, sort) == 0)
      at = i;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->sort), at);
  cercle_case_form_put (self->what, cercle_case_form_text (typed, "what"));
  cercle_case_form_put (self->day, cercle_case_form_text (typed, "day"));
  cercle_case_form_put (self->hour, cercle_case_form_text (typed, "hour"));
  if (cercle_case_form_text (typed, "who") != NULL)
    cercle_lookup_set_chosen (CERCLE_LOOKUP (self->who), cercle_case_form_text (typed, "who"),
                              cercle_case_form_text (typed, "name"));
  else
    choose_me (self);
}

static void
todo_start (CercleCaseForm *form)
{
  gtk_widget_grab_focus (CERCLE_CASE_TODO (form)->what);
}

static void
cercle_case_todo_class_init (CercleCaseTodoClass *klass)
{
  CercleCaseFormClass *form_class = CERCLE_CASE_FORM_CLASS (klass);

  form_class->draft = "action";
  form_class->title = N_ ("Add Something to Do");
  form_class->button = N_ ("Add It");
  form_class->label = N_ ("Added to what is to be done.");
  form_class->show = todo_show;
  form_class->fill = todo_fill;
  form_class->keep = todo_keep;
  form_class->restore = todo_restore;
  form_class->start = todo_start;
}

static void
cercle_case_todo_init (CercleCaseTodo *self)
{
  CercleCaseForm *form = CERCLE_CASE_FORM (self);
  GtkWidget *when = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkStringList *sorts = gtk_string_list_new (NULL);

  for (const CercleChoice *sort = cercle_action_sorts; sort->token != NULL; sort++)
    gtk_string_list_append (sorts, _ (sort->label));
  self->what = gtk_entry_new ();
  self->sort = gtk_drop_down_new (G_LIST_MODEL (sorts), NULL);
  self->who = cercle_lookup_new (_ ("Who does it"), _ ("Member or organisation"));
  self->day = gtk_entry_new ();
  self->hour = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->day), _ ("23/06, tomorrow, +3 …"));
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->hour), _ ("9:30"));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->hour), 6);
  gtk_widget_set_hexpand (self->day, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->day), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Day"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->hour), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Hour"), -1);
  gtk_box_append (GTK_BOX (when), self->day);
  gtk_box_append (GTK_BOX (when), self->hour);
  cercle_case_form_add (form, _ ("What"), self->what);
  cercle_case_form_add (form, _ ("Sort"), self->sort);
  cercle_case_form_add (form, _ ("Who"), self->who);
  cercle_case_form_add (form, _ ("For"), when);
}
