/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is a call taken, kept at each keystroke, and saved? */
#define G_LOG_DOMAIN "cercle-widgets"

#include <glib/gi18n-lib.h>

#include "cercle-call-household.h"
#include "cercle-call-page-private.h"
#include "cercle-call-step.h"
#include "cercle-choice-bar.h"
#include "cercle-conflict.h"
#include "cercle-day-format.h"
#include "cercle-draft.h"
#include "cercle-instant.h"
#include "cercle-template.h"
#include "cercle-toast.h"
#include "cercle-wrap-layout.h"

#define LOOK_MS 200

static const CercleTemplateChild children[] = {
#define CHILD(name)                                                                                \
  {                                                                                                \
#name, G_STRUCT_OFFSET(CercleCallPage, name)                                                   \
  }
  CHILD (restored),
  CHILD (restored_words),
  CHILD (columns),
  CHILD (steps),
  CHILD (step_phone),
  CHILD (step_person),
  CHILD (step_origin),
  CHILD (step_requester),
  CHILD (step_motive),
  CHILD (step_facts),
  CHILD (step_words),
  CHILD (step_promise),
  CHILD (phone),
  CHILD (no_phone),
  CHILD (household),
  CHILD (new_person),
  CHILD (first_name),
  CHILD (last_name),
  CHILD (birth),
  CHILD (commune),
  CHILD (origin),
  CHILD (caller),
  CHILD (motive),
  CHILD (motives),
  CHILD (breaks),
  CHILD (break_on),
  CHILD (notified),
  CHILD (need),
  CHILD (words),
  CHILD (promises),
  CHILD (promise_day),
  CHILD (promise_at),
  CHILD (promise_else),
  CHILD (danger_card),
  CHILD (danger),
  CHILD (reflex_card),
  CHILD (themes_place),
  CHILD (reflex),
  CHILD (numbers),
  CHILD (keys),
  CHILD (saved),
  CHILD (save),
  CHILD (channel_place),
  CHILD (requester_place),
  CHILD (commune_found),
  CHILD (motive_chosen),
  CHILD (communication_place),
  CHILD (call_back_place),
#undef CHILD
};

G_DEFINE_FINAL_TYPE (CercleCallPage, cercle_call_page, CERCLE_TYPE_PAGE)

static CercleSession *
session_of (CercleCallPage *self)
{
  return cercle_page_get_session (CERCLE_PAGE (self));
}

/* Drafts */

static void
keep_draft (CercleCallPage *self)
{
  g_clear_handle_id (&self->draft_timer, g_source_remove);
  if (self->form == NULL || self->saving)
    return;
  g_autofree char *content =
      cercle_call_form_is_empty (self->form) ? NULL : cercle_call_form_print (self->form);
  cercle_session_draft (session_of (self), cercle_call_form_get_id (self->form), "call", NULL,
                        content);
  gtk_label_set_text (GTK_LABEL (self->saved),
                      content != NULL ? _ ("Each keystroke is kept on this desk") : "");
}

static gboolean
draft_cb (gpointer page)
{
  CercleCallPage *self = page;
  self->draft_timer = 0;
  keep_draft (self);
  return G_SOURCE_REMOVE;
}

static gboolean
look_cb (gpointer page)
{
  CercleCallPage *self = page;
  self->look_timer = 0;
  g_autofree char *words =
      g_strjoin (" ", cercle_call_form_get (self->form, CERCLE_FORM_FIRST_NAME),
                 cercle_call_form_get (self->form, CERCLE_FORM_LAST_NAME), NULL);
  g_autoptr (CercleRecord) typed = cercle_call_form_person (self->form, session_of (self));
  g_strstrip (words);
  cercle_call_household_look (CERCLE_CALL_HOUSEHOLD (self->household),
                              cercle_call_form_get (self->form, CERCLE_FORM_PHONE), words, typed);
  return G_SOURCE_REMOVE;
}

static void
look_soon (CercleCallPage *self)
{
  g_clear_handle_id (&self->look_timer, g_source_remove);
  self->look_timer = g_timeout_add (LOOK_MS, look_cb, self);
}

/* What a change of this field brings about besides the draft. */
static void
follow (CercleCallPage *self, CercleFormField field)
{
  switch (field)
    {
    case CERCLE_FORM_PHONE:
    case CERCLE_FORM_FIRST_NAME:
    case CERCLE_FORM_LAST_NAME:
    case CERCLE_FORM_COMMUNE:
      look_soon (self);
      break;
    case CERCLE_FORM_BIRTH:
      look_soon (self);
      cercle_call_danger_show (self);
      break;
    case CERCLE_FORM_DANGER:
    case CERCLE_FORM_PERSON:
    case CERCLE_FORM_REQUESTER:
    case CERCLE_FORM_SUB_MISSION:
      cercle_call_danger_show (self);
      break;
    default:
      break;
    }
}

void
cercle_call_page_typed (CercleCallPage *self, CercleFormField field, const char *value)
{
  GtkWidget *step = cercle_call_page_step_of (self, field);

  if (self->filling || !cercle_call_form_set (self->form, field, value))
    return;
  if (CERCLE_IS_CALL_STEP (step))
    cercle_call_step_set_fault (CERCLE_CALL_STEP (step), NULL);
  if (self->draft_timer == 0)
    self->draft_timer = g_timeout_add (CERCLE_DRAFT_MS, draft_cb, self);
  follow (self, field);
  cercle_call_page_show_ticks (self);
}

/* The clock */

static void
show_clock (CercleCallPage *self)
{
  CercleSession *session = session_of (self);
  const char *started = cercle_call_form_get (self->form, CERCLE_FORM_STARTED_AT);
  gint64 instant;
  g_autofree char *at = cercle_day_format_instant (started, cercle_session_get_zone (session),
                                                   cercle_session_get_today_number (session), TRUE);
  if (!cercle_instant_parse (started, &instant))
    return;
  gint64 seconds = MAX (0, cercle_instant_now () - instant) / 1000;
  g_autofree char *words = seconds < 3600
                               ? g_strdup_printf (_ ("received %s · %d min %02d s"), at,
                                                  (int) (seconds / 60), (int) (seconds % 60))
                               : g_strdup_printf (_ ("received %s"), at);
  cercle_page_set_subtitle (CERCLE_PAGE (self), words);
}

static gboolean
clock_cb (gpointer page)
{
  if (gtk_widget_get_mapped (page))
    show_clock (page);
  return G_SOURCE_CONTINUE;
}

/* Which call */

static void
take_form (CercleCallPage *self, CercleCallForm *form, gboolean restored)
{
  CercleSession *session = session_of (self);

  g_clear_handle_id (&self->draft_timer, g_source_remove);
  g_clear_pointer (&self->form, cercle_call_form_free);
  self->form = form;
  gtk_widget_set_visible (self->restored, restored);
  if (restored)
    {
      g_autofree char *at = cercle_day_format_instant (
          cercle_call_form_get (form, CERCLE_FORM_STARTED_AT), cercle_session_get_zone (session),
          cercle_session_get_today_number (session), TRUE);
      g_autofree char *words =
          g_strdup_printf (_ ("This call was begun %s and is here as it was left."), at);
      gtk_label_set_text (GTK_LABEL (self->restored_words), words);
    }
  gtk_label_set_text (GTK_LABEL (self->saved), "");
  for (GtkWidget *step = gtk_widget_get_first_child (self->steps); step != NULL;
       step = gtk_widget_get_next_sibling (step))
    cercle_call_step_set_fault (CERCLE_CALL_STEP (step), NULL);
  cercle_call_page_show_form (self);
  look_cb (self);
  show_clock (self);
}

/* (transfer full) (nullable): the draft asked for, else the newest. */
static CercleCallForm *
find_draft (CercleCallPage *self, const char *target)
{
  g_autoptr (GPtrArray) drafts = cercle_session_get_drafts (session_of (self), "call");

  for (guint i = 0; drafts != NULL && i < drafts->len; i++)
    {
      const char *id = cercle_record_get_id (drafts->pdata[i]);
      if (target == NULL || g_str_equal (id, target))
        return cercle_call_form_parse (
            id, cercle_record_get_text (drafts->pdata[i], CERCLE_DRAFT_CONTENT));
    }
  return NULL;
}

static void
cercle_call_page_open (CerclePage *page, const char *target)
{
  CercleCallPage *self = CERCLE_CALL_PAGE (page);
  CercleCallForm *draft;

  if (self->form != NULL && !cercle_call_form_is_empty (self->form) &&
      (target == NULL || g_str_equal (target, cercle_call_form_get_id (self->form))))
    return;
  draft = find_draft (self, target);
  take_form (self, draft != NULL ? draft : cercle_call_form_new (), draft != NULL);
}

static void
cercle_call_page_start (CerclePage *page)
{
  gtk_widget_grab_focus (CERCLE_CALL_PAGE (page)->phone);
}

static void
cercle_call_page_leave (CerclePage *page)
{
  keep_draft (CERCLE_CALL_PAGE (page));
}

/* Saving */

static void
saved_cb (CerclePage *page, gboolean committed, gpointer data)
{
  CercleCallPage *self = CERCLE_CALL_PAGE (page);
  g_autofree char *kase = data;

  self->saving = FALSE;
  gtk_widget_set_sensitive (self->save, TRUE);
  if (!committed)
    {
      keep_draft (self);
      return;
    }
  take_form (self, cercle_call_form_new (), FALSE);
  if (kase != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-case", "s", kase);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
}

static char *
case_of (CercleTx *tx, CercleCallForm *form)
{
  for (guint i = 0; i < cercle_tx_get_size (tx); i++)
    {
      CercleRecord *record = cercle_tx_get_record (tx, i);
      if (g_str_equal (cercle_record_get_kind (record)->name, "case"))
        return g_strdup (cercle_record_get_id (record));
    }
  const char *kase = cercle_call_form_get (form, CERCLE_FORM_CASE);
  return kase[0] != '\0' ? g_strdup (kase) : NULL;
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleCallPage *self = CERCLE_CALL_PAGE (widget);
  g_autoptr (GError) error = NULL;
  CercleFormField field;

  if (self->saving)
    return;
  keep_draft (self);
  CercleTx *tx = cercle_call_form_build (self->form, session_of (self), &field, &error);
  if (tx == NULL)
    {
      GtkWidget *step = cercle_call_page_step_of (self, field);
      if (CERCLE_IS_CALL_STEP (step))
        cercle_call_step_set_fault (CERCLE_CALL_STEP (step), error->message);
      if (!gtk_widget_grab_focus (cercle_call_page_focus_of (self, field)))
        gtk_widget_child_focus (step, GTK_DIR_TAB_FORWARD);
      return;
    }
  self->saving = TRUE;
  gtk_widget_set_sensitive (self->save, FALSE);
  char *kase = case_of (tx, self->form);
  cercle_page_commit (CERCLE_PAGE (self), tx, saved_cb, kase);
}

static void
another_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleCallPage *self = CERCLE_CALL_PAGE (widget);
  keep_draft (self);
  take_form (self, cercle_call_form_new (), FALSE);
  gtk_widget_grab_focus (self->phone);
}

static void
danger_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleCallPage *self = CERCLE_CALL_PAGE (widget);
  GtkCheckButton *danger = GTK_CHECK_BUTTON (self->danger);
  gtk_check_button_set_active (danger, !gtk_check_button_get_active (danger));
}

static void
narrow_cb (CercleCallPage *self, GParamSpec *pspec, gpointer data)
{
  gboolean narrow = cercle_page_get_narrow (CERCLE_PAGE (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_visible (self->keys, !narrow);
  for (GtkWidget *step = gtk_widget_get_first_child (self->steps); step != NULL;
       step = gtk_widget_get_next_sibling (step))
    g_object_set (step, "narrow", narrow, NULL);
}

static void
cercle_call_page_constructed (GObject *object)
{
  CercleCallPage *self = CERCLE_CALL_PAGE (object);

  G_OBJECT_CLASS (cercle_call_page_parent_class)->constructed (object);
  cercle_page_set_title (CERCLE_PAGE (self), _ ("New call"));
  cercle_call_household_set_session (CERCLE_CALL_HOUSEHOLD (self->household), session_of (self));
  self->filling = TRUE;
  self->form = cercle_call_form_new ();
  cercle_call_page_build_fields (self);
  self->filling = FALSE;
  g_signal_connect (self, "notify::narrow", G_CALLBACK (narrow_cb), NULL);
  self->clock_timer = g_timeout_add_seconds (1, clock_cb, self);
}

static void
cercle_call_page_dispose (GObject *object)
{
  CercleCallPage *self = CERCLE_CALL_PAGE (object);

  if (self->draft_timer != 0)
    keep_draft (self);
  self->filling = TRUE;
  g_clear_handle_id (&self->look_timer, g_source_remove);
  g_clear_handle_id (&self->clock_timer, g_source_remove);
  g_clear_pointer (&self->communication, cercle_choice_list_free);
  g_clear_pointer (&self->themes, cercle_choice_list_free);
  g_clear_pointer (&self->call_back, cercle_choice_list_free);
  g_clear_pointer (&self->channel, cercle_choice_list_free);
  g_clear_pointer (&self->requester, cercle_choice_list_free);
  G_OBJECT_CLASS (cercle_call_page_parent_class)->dispose (object);
}

static void
cercle_call_page_finalize (GObject *object)
{
  g_clear_pointer (&CERCLE_CALL_PAGE (object)->form, cercle_call_form_free);
  G_OBJECT_CLASS (cercle_call_page_parent_class)->finalize (object);
}

static void
cercle_call_page_class_init (CercleCallPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CerclePageClass *page_class = CERCLE_PAGE_CLASS (klass);

  g_type_ensure (CERCLE_TYPE_CALL_STEP);
  g_type_ensure (CERCLE_TYPE_CALL_HOUSEHOLD);
  g_type_ensure (CERCLE_TYPE_CHOICE_BAR);
  g_type_ensure (CERCLE_TYPE_WRAP_LAYOUT);
  G_OBJECT_CLASS (klass)->constructed = cercle_call_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = cercle_call_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cercle_call_page_finalize;
  page_class->open = cercle_call_page_open;
  page_class->start = cercle_call_page_start;
  page_class->leave = cercle_call_page_leave;
  gtk_widget_class_install_action (widget_class, "call.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "call.another", NULL, another_cb);
  gtk_widget_class_install_action (widget_class, "call.danger", NULL, danger_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, GDK_CONTROL_MASK, "call.danger",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.back", NULL);
  cercle_template_bind (widget_class, "calls/cercle-call-page.ui", children,
                        G_N_ELEMENTS (children));
}

/* Before the field that has the keyboard: a text would take Ctrl+Return for the end of a line. */
static void
add_save_keys (CercleCallPage *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control>Return|<Control>KP_Enter"),
                        gtk_named_action_new ("call.save")));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
cercle_call_page_init (CercleCallPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_save_keys (self);
}
