/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is to be done next, and what came of it? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-next.h"

#include <glib/gi18n-lib.h>

#include "cercle-action-done.h"
#include "cercle-case.h"
#include "cercle-choices.h"
#include "cercle-community.h"
#include "cercle-compact-list.h"
#include "cercle-day-format.h"
#include "cercle-day.h"
#include "cercle-draft.h"
#include "cercle-event.h"
#include "cercle-instant.h"
#include "cercle-json.h"
#include "cercle-macros.h"
#include "cercle-moves.h"
#include "cercle-page.h"
#include "cercle-person.h"
#include "cercle-template.h"
#include "cercle-text.h"
#include "cercle-toast.h"
#include "cercle-working-hours.h"

#define LINE 26
#define MOST_LINES 5
#define DRAFT "result" /* sort of the drafts of what came of an action */

/* Open days ahead that "later" offers. */
static const int later_days[] = { 1, 2, 5 };

struct _CercleCaseNext
{
  CercleCasePart parent_instance;
  GtkWidget *when_icon, *when, *what, *about, *nothing, *content, *result, *done, *later,
      *later_box, *other_day, *others_title, *others;
  CercleSession *session;
  CercleRecord *action; /* a copy; NULL: nothing to do */
  char *taken_up;       /* identity of the one chosen below; NULL: the first */
  GListStore *open;     /* CercleRecord, all open ones */
  CercleDraft *draft;   /* of what came of the action; NULL: none */
};

G_DEFINE_FINAL_TYPE (CercleCaseNext, cercle_case_next, CERCLE_TYPE_CASE_PART)

static const CercleTemplateChild children[] = {
  { "when_icon", G_STRUCT_OFFSET (CercleCaseNext, when_icon) },
  { "when", G_STRUCT_OFFSET (CercleCaseNext, when) },
  { "what", G_STRUCT_OFFSET (CercleCaseNext, what) },
  { "about", G_STRUCT_OFFSET (CercleCaseNext, about) },
  { "nothing", G_STRUCT_OFFSET (CercleCaseNext, nothing) },
  { "content", G_STRUCT_OFFSET (CercleCaseNext, content) },
  { "result", G_STRUCT_OFFSET (CercleCaseNext, result) },
  { "done", G_STRUCT_OFFSET (CercleCaseNext, done) },
  { "later", G_STRUCT_OFFSET (CercleCaseNext, later) },
  { "later_box", G_STRUCT_OFFSET (CercleCaseNext, later_box) },
  { "other_day", G_STRUCT_OFFSET (CercleCaseNext, other_day) },
  { "others_title", G_STRUCT_OFFSET (CercleCaseNext, others_title) },
  { "others", G_STRUCT_OFFSET (CercleCaseNext, others) },
};

static const char *
text (CercleRecord *record, guint field)
{
  return cercle_record_get_text (record, field);
}

static const char *
words_of (CercleRecord *action)
{
  const char *what = text (action, CERCLE_ACTION_WHAT);
  const char *sort = text (action, CERCLE_ACTION_SORT);

  if (what != NULL)
    return what;
  return sort != NULL ? cercle_choice_label (cercle_action_sorts, sort) : "?";
}

/* (transfer full): "today, 17:30"; "" without a day. */
static char *
when_words (CercleCaseNext *self, CercleRecord *action)
{
  int today = cercle_session_get_today_number (self->session);
  int day = cercle_day_parse (text (action, CERCLE_ACTION_DUE_ON));
  g_autofree char *brief = cercle_day_format_short (day, today);
  g_autofree char *hour =
      cercle_day_format_minute ((int) cercle_record_get_integer (action, CERCLE_ACTION_DUE_AT, -1));

  if (brief[0] == '\0' || hour[0] == '\0')
    return g_steal_pointer (&brief);
  return g_strdup_printf (_ ("%1$s, %2$s"), brief, hour);
}

static gboolean
is_late (CercleCaseNext *self, CercleRecord *action)
{
  int day = cercle_day_parse (text (action, CERCLE_ACTION_DUE_ON));
  return day != CERCLE_DAY_NONE && day < cercle_session_get_today_number (self->session);
}

/* --- The other open ones --------------------------------------------------------------------- */

static void
fill_when (CercleCell *cell, gpointer item, gpointer data)
{
  CercleCaseNext *self = data;
  g_autofree char *when = when_words (self, item);

  if (is_late (self, item))
    {
      cercle_cell_icon (cell, "dialog-warning-symbolic", TRUE, _ ("late"));
      cercle_cell_alarm (cell, when);
    }
  else
    cercle_cell_dim (cell, when);
}

static void
fill_what (CercleCell *cell, gpointer item, gpointer data)
{
  cercle_cell_text (cell, words_of (item));
}

static const CercleColumn columns[] = {
  { "when", N_ ("For"), 116, 0, 0, fill_when },
  { "what", N_ ("What"), 0, 0, 0, fill_what },
};

static void
show_others (CercleCaseNext *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->open));
  g_autofree char *title = NULL;

  gtk_widget_set_visible (self->others, n > 1);
  gtk_widget_set_visible (self->others_title, n > 1);
  title = g_strdup_printf (ngettext ("%u to do for this case", "%u to do for this case", n), n);
  gtk_label_set_text (GTK_LABEL (self->others_title), title);
  gtk_widget_set_size_request (self->others, -1, LINE * (int) MIN (n, MOST_LINES));
}

/* --- The one the buttons are about ----------------------------------------------------------- */

static char *
about_words (CercleCaseNext *self, CercleCaseFile *file)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  const char *sort = text (self->action, CERCLE_ACTION_SORT);
  const char *who = text (self->action, CERCLE_ACTION_ASSIGNEE);
  const char *phone = NULL, *when = NULL;

  if (sort != NULL && text (self->action, CERCLE_ACTION_WHAT) != NULL)
    g_ptr_array_add (words, g_strdup (cercle_choice_label (cercle_action_sorts, sort)));
  if (who != NULL)
    g_ptr_array_add (words, cercle_session_name_of (self->session, who));
  if (g_strcmp0 (sort, "call_back") == 0 && file->person != NULL)
    {
      phone = cercle_record_get_text (file->person, CERCLE_PERSON_PHONE);
      when = cercle_record_get_text (file->person, CERCLE_PERSON_CALL_BACK_WHEN);
    }
  if (phone != NULL)
    g_ptr_array_add (words, cercle_text_phone_spoken (phone));
  if (when != NULL)
    g_ptr_array_add (words, g_strdup (when));
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" · ", (char **) words->pdata);
}

static void
show_action (CercleCaseNext *self, CercleCaseFile *file)
{
  g_autofree char *when = NULL, *about = NULL;
  gboolean late = FALSE;

  gtk_label_set_text (GTK_LABEL (self->nothing),
                      cercle_case_status_is_open (text (file->kase, CERCLE_CASE_STATUS))
                          ? _ ("Nothing is planned. Add something to do, or hand the baton on.")
                          : _ ("The case is closed: nothing is planned."));
  gtk_widget_set_visible (self->nothing, self->action == NULL);
  gtk_widget_set_visible (self->content, self->action != NULL);
  gtk_widget_set_visible (self->when, self->action != NULL);
  gtk_widget_set_visible (self->when_icon, FALSE);
  if (self->action == NULL)
    return;
  late = is_late (self, self->action);
  when = when_words (self, self->action);
  about = about_words (self, file);
  gtk_label_set_text (GTK_LABEL (self->when), when);
  gtk_label_set_text (GTK_LABEL (self->what), words_of (self->action));
  gtk_label_set_text (GTK_LABEL (self->about), about);
  gtk_widget_set_visible (self->about, about[0] != '\0');
  gtk_widget_set_visible (self->when_icon, late);
  if (late)
    gtk_widget_add_css_class (self->when, "error");
  else
    gtk_widget_remove_css_class (self->when, "error");
}

static CercleRecord *
find_open (CercleCaseFile *file, const char *id)
{
  for (guint i = 0; id != NULL && i < file->actions->len; i++)
    {
      CercleRecord *action = g_ptr_array_index (file->actions, i);
      if (g_strcmp0 (text (action, CERCLE_ACTION_STATE), "open") == 0 &&
          g_str_equal (cercle_record_get_id (action), id))
        return action;
    }
  return NULL;
}

static JsonObject *
content (gpointer owner)
{
  CercleCaseNext *self = owner;
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->result));
  JsonObject *object = NULL;

  if (typed[0] == '\0')
    return NULL;
  object = json_object_new ();
  json_object_set_string_member (object, "typed", typed);
  return object;
}

static void
typed_cb (CercleCaseNext *self)
{
  if (self->draft != NULL)
    cercle_draft_touch (self->draft);
}

/* What was typed for the action before is written, what was typed for this one comes back. */
static void
change_draft (CercleCaseNext *self, CercleRecord *action)
{
  const char *about = action != NULL ? cercle_record_get_id (action) : NULL;
  g_autofree char *id = about != NULL ? cercle_draft_id (self->session, DRAFT, about) : NULL;
  g_autoptr (JsonObject) kept = NULL;
  const char *typed = NULL;

  g_clear_pointer (&self->draft, cercle_draft_free);
  if (id != NULL)
    kept = cercle_draft_read (self->session, DRAFT, id);
  if (kept != NULL)
    cercle_json_text_opt (kept, "typed", &typed, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->result), typed != NULL ? typed : "");
  if (id == NULL)
    return;
  self->draft = cercle_draft_new (self->session, id, DRAFT, content, self);
  cercle_draft_set_of (self->draft, about);
}

static void
set_action (CercleCaseNext *self, CercleRecord *action)
{
  gboolean other =
      self->action == NULL || action == NULL ||
      g_strcmp0 (cercle_record_get_id (self->action), cercle_record_get_id (action)) != 0;

  if (other)
    change_draft (self, action);
  g_clear_object (&self->action);
  if (action != NULL)
    self->action = cercle_record_copy (action);
}

static void
take_up_cb (CercleCaseNext *self, guint position)
{
  g_autoptr (CercleRecord) action = g_list_model_get_item (G_LIST_MODEL (self->open), position);
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), CERCLE_TYPE_PAGE);

  if (action == NULL || page == NULL)
    return;
  g_free (self->taken_up);
  self->taken_up = g_strdup (cercle_record_get_id (action));
  /* The page shows it all again, with the person's telephone. */
  gtk_widget_activate_action (page, "case.refresh", NULL);
  gtk_widget_grab_focus (self->result);
}

/* --- Done, later ----------------------------------------------------------------------------- */

static void
commit (CercleCaseNext *self, CercleTx *tx)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), CERCLE_TYPE_PAGE);

  if (page != NULL)
    cercle_page_commit (CERCLE_PAGE (page), tx, NULL, NULL);
  else
    cercle_tx_free (tx);
}

gboolean
cercle_case_next_done (CercleCaseNext *self)
{
  g_autoptr (CercleTx) tx = cercle_tx_new (N_ ("Marked as done."));
  g_autofree char *result = NULL;
  g_autoptr (GError) error = NULL;

  if (self->action == NULL)
    return FALSE;
  result = cercle_text_clean (gtk_editable_get_text (GTK_EDITABLE (self->result)), FALSE);
  if (!cercle_session_put_done (self->session, tx, self->action, result, &error))
    {
      cercle_toast_error (GTK_WIDGET (self), error);
      return TRUE;
    }
  if (self->draft != NULL)
    cercle_draft_end (self->draft, tx);
  commit (self, g_steal_pointer (&tx));
  return TRUE;
}

static void
done_cb (CercleCaseNext *self)
{
  cercle_case_next_done (self);
}

static void
postpone_to (CercleCaseNext *self, int day)
{
  g_autofree char *words = cercle_day_to_text (day);
  g_autoptr (CercleTx) tx = cercle_tx_new (N_ ("Put off."));
  g_autoptr (CercleRecord) copy = NULL;

  if (self->action == NULL)
    return;
  copy = cercle_record_copy (self->action);
  cercle_record_set_text (copy, CERCLE_ACTION_DUE_ON, words);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->later));
  cercle_tx_save (tx, copy);
  commit (self, g_steal_pointer (&tx));
}

static void
later_day_cb (GtkButton *button, CercleCaseNext *self)
{
  postpone_to (self, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "cercle-day")));
}

static void
other_day_cb (CercleCaseNext *self)
{
  int day = cercle_day_format_parse (gtk_editable_get_text (GTK_EDITABLE (self->other_day)),
                                     cercle_session_get_today_number (self->session));

  if (day == CERCLE_DAY_NONE)
    {
      gtk_widget_add_css_class (self->other_day, "error");
      cercle_toast (GTK_WIDGET (self),
                    _ ("This is not a day: type for instance 23/06 or tomorrow."), FALSE);
      return;
    }
  postpone_to (self, day);
}

static void
other_day_changed_cb (CercleCaseNext *self)
{
  gtk_widget_remove_css_class (self->other_day, "error");
}

/* The days themselves and not "in two days": nobody counts. */
static void
offer_days_cb (CercleCaseNext *self)
{
  GtkWidget *button = NULL;
  int today = 0;

  while ((button = gtk_widget_get_first_child (self->later_box)) != NULL)
    gtk_box_remove (GTK_BOX (self->later_box), button);
  if (self->session == NULL)
    return;
  today = cercle_session_get_today_number (self->session);
  for (guint i = 0; i < G_N_ELEMENTS (later_days); i++)
    {
      int day = cercle_working_hours_next_day (self->session, later_days[i]);
      g_autofree char *label = cercle_day_format_short (day, today);

      button = gtk_button_new_with_label (label);
      gtk_widget_add_css_class (button, "flat");
      g_object_set_data (G_OBJECT (button), "cercle-day", GINT_TO_POINTER (day));
      g_signal_connect_object (button, "clicked", G_CALLBACK (later_day_cb), self, 0);
      gtk_box_append (GTK_BOX (self->later_box), button);
    }
  gtk_editable_set_text (GTK_EDITABLE (self->other_day), "");
}

CercleRecord *
cercle_case_next_get_action (CercleCaseNext *self)
{
  return self->action;
}

/* --- The class ------------------------------------------------------------------------------- */

static void
next_show (CercleCasePart *part, CercleCaseFile *file)
{
  CercleCaseNext *self = CERCLE_CASE_NEXT (part);
  CercleRecord *action = find_open (file, self->taken_up);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->open));
  g_autoptr (GPtrArray) open = g_ptr_array_new ();

  g_set_object (&self->session, cercle_case_part_get_session (part));
  if (action == NULL)
    {
      g_clear_pointer (&self->taken_up, g_free);
      action = cercle_case_file_next_action (file);
    }
  for (guint i = 0; i < file->actions->len; i++)
    if (find_open (file, cercle_record_get_id (g_ptr_array_index (file->actions, i))) != NULL)
      g_ptr_array_add (open, g_ptr_array_index (file->actions, i));
  g_list_store_splice (self->open, 0, n, open->pdata, open->len);
  set_action (self, action);
  show_action (self, file);
  show_others (self);
}

static void
cercle_case_next_dispose (GObject *object)
{
  CercleCaseNext *self = CERCLE_CASE_NEXT (object);

  g_clear_pointer (&self->draft, cercle_draft_free);
  g_clear_object (&self->open);
  g_clear_object (&self->session);
  g_clear_object (&self->action);
  g_clear_pointer (&self->taken_up, g_free);
  G_OBJECT_CLASS (cercle_case_next_parent_class)->dispose (object);
}

static void
cercle_case_next_class_init (CercleCaseNextClass *klass)
{
  CercleCasePartClass *part_class = CERCLE_CASE_PART_CLASS (klass);

  part_class->show = next_show;
  g_type_ensure (CERCLE_TYPE_COMPACT_LIST);
  G_OBJECT_CLASS (klass)->dispose = cercle_case_next_dispose;
  cercle_template_bind (GTK_WIDGET_CLASS (klass), "case/cercle-case-next.ui", children,
                        G_N_ELEMENTS (children));
}

static void
cercle_case_next_init (CercleCaseNext *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->open = g_list_store_new (CERCLE_TYPE_RECORD);
  cercle_compact_list_set_columns (CERCLE_COMPACT_LIST (self->others), _ ("To do for this case"),
                                   columns, G_N_ELEMENTS (columns), self);
  cercle_compact_list_set_headings (CERCLE_COMPACT_LIST (self->others), FALSE);
  cercle_compact_list_set_model (CERCLE_COMPACT_LIST (self->others), G_LIST_MODEL (self->open));
  g_signal_connect_swapped (self->others, "activate", G_CALLBACK (take_up_cb), self);
  g_signal_connect_swapped (self->done, "clicked", G_CALLBACK (done_cb), self);
  g_signal_connect_swapped (self->result, "changed", G_CALLBACK (typed_cb), self);
  g_signal_connect_swapped (self->result, "activate", G_CALLBACK (done_cb), self);
  g_signal_connect_swapped (self->other_day, "activate", G_CALLBACK (other_day_cb), self);
  g_signal_connect_swapped (self->other_day, "changed", G_CALLBACK (other_day_changed_cb), self);
  g_signal_connect_swapped (gtk_menu_button_get_popover (GTK_MENU_BUTTON (self->later)), "show",
                            G_CALLBACK (offer_days_cb), self);
}
