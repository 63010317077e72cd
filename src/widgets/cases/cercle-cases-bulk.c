/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done with the chosen cases, and what became of each? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-cases-bulk.h"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-community.h"
#include "cercle-day-format.h"
#include "cercle-day.h"
#include "cercle-dialog.h"
#include "cercle-escape.h"
#include "cercle-event.h"
#include "cercle-lookup.h"
#include "cercle-macros.h"
#include "cercle-person.h"
#include "cercle-record-list.h"
#include "cercle-suggest-tags.h"
#include "cercle-suggest.h"
#include "cercle-text.h"
#include "cercle-toast.h"
#include "cercle-wrap-layout.h"

/* Refusals that a dialog names one by one. */
#define MOST_NAMED 12

enum
{
  FORM_HOLDER,
  FORM_DAY,
  FORM_TAG,
  N_FORMS
};

/* clang-format off */
static const struct
{
  const char *button, *icon, *label; /* label: of the action, for undo */
  guint form, letter;
  const char *action; /* of the page */
} sorts[] = {
  [CERCLE_BULK_HAND_OVER] = { N_ ("Hand the Baton On"), "send-to-symbolic", N_ ("Cases handed on"), FORM_HOLDER, GDK_KEY_h, "chosen.hand-over" },
  [CERCLE_BULK_POSTPONE] = { N_ ("Postpone the Promised Day"), "alarm-symbolic", N_ ("Cases postponed"), FORM_DAY, GDK_KEY_p, "chosen.postpone" },
  [CERCLE_BULK_TAG] = { N_ ("Add a Tag"), "bookmark-new-symbolic", N_ ("Tag added"), FORM_TAG, GDK_KEY_t, "chosen.tag" },
  [CERCLE_BULK_UNTAG] = { N_ ("Take a Tag Away"), "edit-clear-symbolic", N_ ("Tag taken away"), FORM_TAG, 0, "chosen.untag" },
};
/* clang-format on */

struct _CercleCasesBulk
{
  GtkWidget parent_instance;
  CerclePage *page;        /* around us; weak: an answer may hold us longer */
  CercleCompactList *list; /* of the page */
  CercleChosen *chosen;
  GtkWidget *count, *buttons[G_N_ELEMENTS (sorts)], *form, *title, *controls[N_FORMS], *problem,
      *apply, *clear;
  CercleBulkSort sort;
  gboolean at_work; /* an answer is still to come */
};

G_DEFINE_FINAL_TYPE (CercleCasesBulk, cercle_cases_bulk, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_LEFT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
show_problem (CercleCasesBulk *self, const char *sentence)
{
  gtk_label_set_text (GTK_LABEL (self->problem), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->problem, sentence != NULL);
}

static void
leave (CercleCasesBulk *self)
{
  gtk_widget_set_visible (self->form, FALSE);
  show_problem (self, NULL);
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

static void
show_count (CercleCasesBulk *self)
{
  guint n = cercle_chosen_get_size (self->chosen);
  g_autofree char *words = g_strdup_printf (ngettext ("%u chosen", "%u chosen", n), n);

  gtk_label_set_text (GTK_LABEL (self->count), words);
  if (n == 0 && gtk_widget_get_visible (self->form))
    leave (self);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

/* --- What became of it --------------------------------------------------------------------------
 */

static char *
done_words (CercleBulkSort sort, guint n)
{
  switch (sort)
    {
    case CERCLE_BULK_HAND_OVER:
      return g_strdup_printf (ngettext ("%u case handed on.", "%u cases handed on.", n), n);
    case CERCLE_BULK_POSTPONE:
      return g_strdup_printf (ngettext ("%u case postponed.", "%u cases postponed.", n), n);
    case CERCLE_BULK_TAG:
      return g_strdup_printf (ngettext ("Tag added to %u case.", "Tag added to %u cases.", n), n);
    case CERCLE_BULK_UNTAG:
    default:
      return g_strdup_printf (
          ngettext ("Tag taken away from %u case.", "Tag taken away from %u cases.", n), n);
    }
}

/* As the list shows it: a child in care by initials. */
static char *
name_of_case (CercleSession *session, const char *id)
{
  g_autoptr (CercleRecord) kase = cercle_session_get (session, &cercle_case_kind, id);
  g_autofree char *name = NULL;

  if (kase == NULL)
    return g_strdup (_ ("A case"));
  if (cercle_record_is_set (kase, CERCLE_CASE_PERSON))
    name = cercle_session_name_of_id (session, &cercle_person_kind,
                                      cercle_record_get_text (kase, CERCLE_CASE_PERSON));
  if (name == NULL || name[0] == '\0')
    return g_strdup (_ ("Name not told"));
  if (g_strcmp0 (cercle_record_get_text (kase, CERCLE_CASE_PROFILE), "ase") == 0)
    return cercle_text_initials (name);
  return g_steal_pointer (&name);
}

static void
tell_refused (CercleCasesBulk *self, GPtrArray *refused)
{
  CercleSession *session = cercle_page_get_session (self->page);
  g_autofree char *heading = g_strdup_printf (
      ngettext ("%u Case Is as It Was", "%u Cases Are as They Were", refused->len), refused->len);
  GString *body = g_string_new (NULL);
  guint named = MIN (refused->len, MOST_NAMED);

  for (guint i = 0; i < named; i++)
    {
      const CercleBulkRefusal *refusal = g_ptr_array_index (refused, i);
      g_autofree char *name = name_of_case (session, refusal->id);
      /* TRANSLATORS: who a case is about, why it was not changed. */
      g_string_append_printf (body, _ ("%1$s: %2$s"), name, refusal->sentence);
      g_string_append_c (body, '\n');
    }
  if (refused->len > named)
    g_string_append_printf (body, ngettext ("And %u more.", "And %u more.", refused->len - named),
                            refused->len - named);
  cercle_dialog_tell (GTK_WIDGET (self->page), heading, body->str);
  g_string_free (body, TRUE);
}

/* What is still chosen is what is still to be done. */
static void
take_outcome (CercleCasesBulk *self, CercleBulkOutcome *outcome)
{
  g_autofree char *words = done_words (self->sort, outcome->changed);

  leave (self);
  g_object_freeze_notify (G_OBJECT (self->chosen));
  cercle_chosen_clear (self->chosen);
  for (guint i = 0; i < outcome->refused->len; i++)
    {
      const CercleBulkRefusal *refusal = g_ptr_array_index (outcome->refused, i);
      cercle_chosen_set (self->chosen, refusal->id, TRUE);
    }
  g_object_thaw_notify (G_OBJECT (self->chosen));
  if (outcome->changed > 0)
    cercle_toast_done (GTK_WIDGET (self->page), cercle_page_get_session (self->page), words, TRUE);
  else if (outcome->refused->len == 0)
    cercle_toast (GTK_WIDGET (self->page), _ ("Nothing to change: it is so already."), FALSE);
  if (outcome->refused->len > 0)
    tell_refused (self, outcome->refused);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleCasesBulk) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleBulkOutcome) outcome =
      cercle_session_bulk_finish (CERCLE_SESSION (source), result, &error);

  self->at_work = FALSE;
  if (self->page == NULL)
    return;
  gtk_widget_set_sensitive (self->apply, TRUE);
  if (outcome != NULL)
    take_outcome (self, outcome);
  else
    show_problem (self, error->message);
}

static void
change (CercleCasesBulk *self, const char *value)
{
  const CercleBulk bulk = { self->sort, value };
  g_auto (GStrv) ids = cercle_chosen_get_ids (self->chosen);

  self->at_work = TRUE;
  gtk_widget_set_sensitive (self->apply, FALSE);
  cercle_session_bulk_async (cercle_page_get_session (self->page), &bulk, sorts[self->sort].label,
                             (const char *const *) ids, changed_cb, g_object_ref (self));
}

/* --- What it needs ------------------------------------------------------------------------------
 */

/* A tag that is made as one types comes first, by itself: it stays in the list when the rest is
 * undone. */
static void
tag_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleCasesBulk) self = data;
  g_autoptr (GError) error = NULL;
  gboolean made = cercle_session_commit_finish (CERCLE_SESSION (source), result, &error);

  self->at_work = FALSE;
  if (self->page == NULL)
    return;
  if (made)
    change (self, g_object_get_data (G_OBJECT (self), "tag"));
  else
    show_problem (self, error->message);
}

static void
make_tag (CercleCasesBulk *self, const char *name)
{
  CercleSession *session = cercle_page_get_session (self->page);
  g_autoptr (CercleRecord) code = cercle_suggest_make_tag (session, name);
  CercleTx *tx = NULL;

  if (code == NULL)
    {
      show_problem (self, _ ("A tag has at least one letter or digit in its name."));
      return;
    }
  tx = cercle_tx_new (N_ ("Tag made"));
  g_object_set_data_full (G_OBJECT (self), "tag",
                          g_strdup (cercle_record_get_text (code, CERCLE_CODE_TOKEN)), g_free);
  self->at_work = TRUE;
  cercle_tx_save (tx, code);
  cercle_session_commit_async (session, tx, tag_made_cb, g_object_ref (self));
}

static void
apply_day (CercleCasesBulk *self)
{
  int today = cercle_session_get_today_number (cercle_page_get_session (self->page));
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->controls[FORM_DAY]));
  g_autofree char *clean = g_strstrip (g_strdup (typed));
  int day = cercle_day_format_parse (clean, today);
  g_autofree char *text = NULL;

  if (day == CERCLE_DAY_NONE)
    {
      show_problem (self, _ ("This is not a day: type for instance 23/06 or tomorrow."));
      return;
    }
  if (day < today)
    {
      show_problem (self, _ ("Nothing can be promised for a day that is past."));
      return;
    }
  text = cercle_day_to_text (day);
  change (self, text);
}

static void
apply_chosen (CercleCasesBulk *self, GtkWidget *lookup, const char *nothing)
{
  const char *value = cercle_lookup_get_chosen (CERCLE_LOOKUP (lookup));

  if (value == NULL)
    show_problem (self, nothing);
  else if (g_str_has_prefix (value, CERCLE_SUGGEST_NEW_TAG))
    make_tag (self, value + strlen (CERCLE_SUGGEST_NEW_TAG));
  else
    change (self, value);
}

static void
apply_cb (CercleCasesBulk *self)
{
  if (self->at_work)
    return;
  show_problem (self, NULL);
  switch (sorts[self->sort].form)
    {
    case FORM_HOLDER:
      apply_chosen (self, self->controls[FORM_HOLDER],
                    _ ("Choose who takes the baton in the list."));
      break;
    case FORM_DAY:
      apply_day (self);
      break;
    case FORM_TAG:
    default:
      apply_chosen (self, self->controls[FORM_TAG], _ ("Choose a tag in the list."));
    }
}

static void
sort_cb (CercleCasesBulk *self, GtkWidget *button)
{
  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    if (self->buttons[i] == button)
      cercle_cases_bulk_begin (self, (CercleBulkSort) i);
}

/* What was taken in the list of a lookup can be applied by the next Return. */
static void
lookup_chosen_cb (CercleCasesBulk *self)
{
  gtk_widget_grab_focus (self->apply);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  leave (CERCLE_CASES_BULK (widget));
  return GDK_EVENT_STOP;
}

/* As every form is saved. */
static gboolean
save_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  CercleCasesBulk *self = CERCLE_CASES_BULK (widget);

  if (gtk_widget_get_visible (self->form))
    apply_cb (self);
  return GDK_EVENT_STOP;
}

static void
clear_cb (CercleCasesBulk *self)
{
  leave (self);
  cercle_chosen_clear (self->chosen);
}

/* --- The bar ------------------------------------------------------------------------------------
 */

static void
cercle_cases_bulk_dispose (GObject *object)
{
  CercleCasesBulk *self = CERCLE_CASES_BULK (object);
  GtkWidget *child = NULL;

  g_clear_weak_pointer (&self->page);
  if (self->chosen != NULL)
    g_signal_handlers_disconnect_by_data (self->chosen, self);
  g_clear_object (&self->chosen);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (cercle_cases_bulk_parent_class)->dispose (object);
}

static void
cercle_cases_bulk_class_init (CercleCasesBulkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cercle_cases_bulk_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, CERCLE_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "bulkbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, save_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, save_cb, NULL);
  signals[SIGNAL_LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
build_form (CercleCasesBulk *self)
{
  GtkWidget *rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->form = rows;
  self->title = gtk_label_new (NULL);
  self->controls[FORM_HOLDER] =
      cercle_lookup_new (_ ("Who takes the baton"), _ ("Member or organisation"));
  self->controls[FORM_DAY] = gtk_entry_new ();
  self->controls[FORM_TAG] = cercle_lookup_new (_ ("Tag"), _ ("A few letters"));
  cercle_set_spoken (self->controls[FORM_DAY], _ ("New promised day"));
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->controls[FORM_DAY]),
                                  _ ("23/06, tomorrow, +3 …"));
  self->apply = gtk_button_new_with_label (_ ("Apply"));
  gtk_widget_add_css_class (self->apply, "suggested-action");
  self->problem = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->problem, "error");
  gtk_label_set_xalign (GTK_LABEL (self->problem), 0);
  gtk_label_set_wrap (GTK_LABEL (self->problem), TRUE);
  gtk_box_append (GTK_BOX (line), self->title);
  for (guint i = 0; i < N_FORMS; i++)
    gtk_box_append (GTK_BOX (line), self->controls[i]);
  gtk_box_append (GTK_BOX (line), self->apply);
  gtk_box_append (GTK_BOX (rows), line);
  gtk_box_append (GTK_BOX (rows), self->problem);
  g_signal_connect_swapped (self->apply, "clicked", G_CALLBACK (apply_cb), self);
  g_signal_connect_swapped (self->controls[FORM_DAY], "activate", G_CALLBACK (apply_cb), self);
  g_signal_connect_swapped (self->controls[FORM_HOLDER], "chosen", G_CALLBACK (lookup_chosen_cb),
                            self);
  g_signal_connect_swapped (self->controls[FORM_TAG], "chosen", G_CALLBACK (lookup_chosen_cb),
                            self);
  gtk_widget_set_visible (self->form, FALSE);
  gtk_widget_set_visible (self->problem, FALSE);
}

static void
cercle_cases_bulk_init (CercleCasesBulk *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  cercle_set_spoken (self, _ ("With the chosen cases"));
  self->count = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->count, "heading");
  gtk_widget_set_parent (self->count, GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      GtkWidget *content = adw_button_content_new ();

      adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), sorts[i].icon);
      adw_button_content_set_label (ADW_BUTTON_CONTENT (content), _ (sorts[i].button));
      self->buttons[i] = gtk_button_new ();
      gtk_button_set_child (GTK_BUTTON (self->buttons[i]), content);
      cercle_set_spoken (self->buttons[i], _ (sorts[i].button));
      gtk_widget_add_css_class (self->buttons[i], "chip");
      g_signal_connect_swapped (self->buttons[i], "clicked", G_CALLBACK (sort_cb), self);
      gtk_widget_set_parent (self->buttons[i], GTK_WIDGET (self));
    }
  self->clear = gtk_button_new_with_label (_ ("Choose None"));
  gtk_widget_add_css_class (self->clear, "flat");
  g_signal_connect_swapped (self->clear, "clicked", G_CALLBACK (clear_cb), self);
  gtk_widget_set_parent (self->clear, GTK_WIDGET (self));
  build_form (self);
  gtk_widget_set_parent (self->form, GTK_WIDGET (self));
}

/* On the chosen lines, or on the one where the keyboard is. */
static void
take (CercleCasesBulk *self, guint sort)
{
  GListModel *model = cercle_compact_list_get_model (self->list);
  guint selected = cercle_compact_list_get_selected (self->list);

  if (cercle_chosen_get_size (self->chosen) == 0 && CERCLE_IS_RECORD_LIST (model) &&
      selected < g_list_model_get_n_items (model))
    cercle_chosen_set (self->chosen,
                       cercle_record_list_get_id (CERCLE_RECORD_LIST (model), selected), TRUE);
  cercle_cases_bulk_begin (self, (CercleBulkSort) sort);
}

void
cercle_cases_bulk_take (CercleCasesBulk *self, const char *action)
{
  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    if (g_strcmp0 (sorts[i].action, action) == 0)
      take (self, i);
}

void
cercle_cases_bulk_install (GtkWidgetClass *klass, GtkWidgetActionActivateFunc activate)
{
  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    gtk_widget_class_install_action (klass, sorts[i].action, NULL, activate);
}

static gboolean
letter_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state,
           CercleCasesBulk *self)
{
  gboolean single_keys = FALSE;

  g_object_get (self->list, "single-keys", &single_keys, NULL);
  if (!single_keys || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    if (sorts[i].letter == key && sorts[i].letter != 0)
      {
        take (self, i);
        return GDK_EVENT_STOP;
      }
  return GDK_EVENT_PROPAGATE;
}

static gboolean
may (CercleCasesBulk *self, CercleBulkSort sort)
{
  CercleSession *session = cercle_page_get_session (self->page);

  return sorts[sort].form == FORM_TAG
             ? cercle_session_may (session, &cercle_case_kind, CERCLE_OP_PATCH)
             : cercle_session_may (session, &cercle_event_kind, CERCLE_OP_CREATE);
}

void
cercle_cases_bulk_set_page (CercleCasesBulk *self, CerclePage *page, CercleCompactList *list)
{
  CercleSession *session = cercle_page_get_session (page);
  CercleChosen *chosen = cercle_compact_list_get_chosen (list);
  GtkEventController *letters = gtk_event_controller_key_new ();

  g_set_weak_pointer (&self->page, page);
  self->list = list;
  self->chosen = g_object_ref (chosen);
  cercle_suggest_holders (CERCLE_LOOKUP (self->controls[FORM_HOLDER]), session);
  cercle_suggest_tags (CERCLE_LOOKUP (self->controls[FORM_TAG]), session);
  g_signal_connect_object (letters, "key-pressed", G_CALLBACK (letter_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (list), letters);
  g_signal_connect_swapped (chosen, "notify::size", G_CALLBACK (show_count), self);
  show_count (self);
}

void
cercle_cases_bulk_begin (CercleCasesBulk *self, CercleBulkSort sort)
{
  if (self->at_work || cercle_chosen_get_size (self->chosen) == 0 || !may (self, sort))
    return;
  self->sort = sort;
  show_problem (self, NULL);
  cercle_lookup_set_chosen (CERCLE_LOOKUP (self->controls[FORM_HOLDER]), NULL, NULL);
  cercle_lookup_set_chosen (CERCLE_LOOKUP (self->controls[FORM_TAG]), NULL, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->controls[FORM_DAY]), "");
  gtk_label_set_text (GTK_LABEL (self->title), _ (sorts[sort].button));
  cercle_suggest_tags_may_make (CERCLE_LOOKUP (self->controls[FORM_TAG]),
                                sort == CERCLE_BULK_TAG &&
                                    cercle_session_may (cercle_page_get_session (self->page),
                                                        &cercle_code_kind, CERCLE_OP_CREATE));
  for (guint i = 0; i < N_FORMS; i++)
    gtk_widget_set_visible (self->controls[i], i == sorts[sort].form);
  gtk_widget_set_visible (self->form, TRUE);
  gtk_widget_grab_focus (self->controls[sorts[sort].form]);
}
