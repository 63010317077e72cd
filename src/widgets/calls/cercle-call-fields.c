/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How do the widgets of a call and its form follow each other? */
#define G_LOG_DOMAIN "cercle-widgets"

#include <glib/gi18n-lib.h>

#include "cercle-call.h"
#include "cercle-call-household.h"
#include "cercle-call-page-private.h"
#include "cercle-call-step.h"
#include "cercle-choice-bar.h"
#include "cercle-case.h"
#include "cercle-choices.h"
#include "cercle-commune.h"
#include "cercle-day.h"
#include "cercle-day-format.h"
#include "cercle-escape.h"
#include "cercle-instant.h"
#include "cercle-text.h"
#include "cercle-working-hours.h"

typedef enum
{
  ENTRY,
  CHECK,
  BAR
} Sort;

/* Widgets that hold one field each: where, what, and in which step. */
static const struct Line
{
  CercleFormField field;
  Sort sort;
  gsize widget, step;
  const CercleChoice *choices;
  const char *spoken; /* msgid */
} lines[] = {
#define AT(member) G_STRUCT_OFFSET (CercleCallPage, member)
  { CERCLE_FORM_PHONE, ENTRY, AT (phone), AT (step_phone), NULL, N_ ("Telephone") },
  { CERCLE_FORM_NO_PHONE, CHECK, AT (no_phone), AT (step_phone), NULL, N_ ("No telephone") },
  { CERCLE_FORM_FIRST_NAME, ENTRY, AT (first_name), AT (step_person), NULL, N_ ("First name") },
  { CERCLE_FORM_LAST_NAME, ENTRY, AT (last_name), AT (step_person), NULL, N_ ("Last name") },
  { CERCLE_FORM_BIRTH, ENTRY, AT (birth), AT (step_person), NULL, N_ ("Year or day of birth") },
  { CERCLE_FORM_COMMUNE, ENTRY, AT (commune), AT (step_person), NULL, N_ ("Commune") },
  { CERCLE_FORM_ORIGIN, BAR, AT (origin), AT (step_origin), cercle_origins, N_ ("Origin") },
  { CERCLE_FORM_CALLER, ENTRY, AT (caller), AT (step_requester), NULL,
    N_ ("Name, or link with the person") },
  { CERCLE_FORM_BREAK, BAR, AT (breaks), AT (step_facts), cercle_known, N_ ("Break expected") },
  { CERCLE_FORM_BREAK_ON, ENTRY, AT (break_on), AT (step_facts), NULL,
    N_ ("Day of the expected break") },
  { CERCLE_FORM_NOTIFIED, BAR, AT (notified), AT (step_facts), cercle_known,
    N_ ("Already notified by the MDPH") },
  { CERCLE_FORM_NEED, ENTRY, AT (need), AT (step_words), NULL, N_ ("The need, in a few words") },
  { CERCLE_FORM_DANGER, CHECK, AT (danger), AT (danger_card), NULL, N_ ("Immediate danger") },
  { CERCLE_FORM_PROMISE_DAY, ENTRY, AT (promise_day), AT (step_promise), NULL,
    N_ ("Day of the call-back") },
  { CERCLE_FORM_PROMISE_AT, ENTRY, AT (promise_at), AT (step_promise), NULL,
    N_ ("Hour of the call-back") },
#undef AT
};

static GtkWidget *
member (CercleCallPage *self, gsize offset)
{
  return G_STRUCT_MEMBER (GtkWidget *, self, offset);
}

static const struct Line *
line_of (CercleFormField field)
{
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (lines[i].field == field)
      return &lines[i];
  return NULL;
}

GtkWidget *
cercle_call_page_step_of (CercleCallPage *self, CercleFormField field)
{
  const struct Line *line = line_of (field);
  if (line != NULL && field != CERCLE_FORM_DANGER)
    return member (self, line->step);
  switch (field)
    {
    case CERCLE_FORM_WORDS:
      return self->step_words;
    case CERCLE_FORM_CHANNEL:
      return self->step_origin;
    case CERCLE_FORM_REQUESTER:
      return self->step_requester;
    case CERCLE_FORM_SUB_MISSION:
      return self->step_motive;
    default:
      return self->step_person;
    }
}

GtkWidget *
cercle_call_page_focus_of (CercleCallPage *self, CercleFormField field)
{
  const struct Line *line = line_of (field);
  if (line != NULL)
    return member (self, line->widget);
  return field == CERCLE_FORM_WORDS ? self->words : cercle_call_page_step_of (self, field);
}

static void
entry_cb (GtkEditable *entry, CercleCallPage *self)
{
  const struct Line *line = g_object_get_data (G_OBJECT (entry), "line");
  cercle_call_page_typed (self, line->field, gtk_editable_get_text (entry));
}

static void
check_cb (GtkCheckButton *check, CercleCallPage *self)
{
  const struct Line *line = g_object_get_data (G_OBJECT (check), "line");
  cercle_call_page_typed (self, line->field, gtk_check_button_get_active (check) ? "1" : "");
}

static void
bar_cb (CercleChoiceBar *bar, CercleCallPage *self)
{
  const struct Line *line = g_object_get_data (G_OBJECT (bar), "line");
  cercle_call_page_typed (self, line->field, cercle_choice_bar_get (bar));
}

static void
words_cb (GtkTextBuffer *buffer, CercleCallPage *self)
{
  GtkTextIter start, end;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  g_autofree char *text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  cercle_call_page_typed (self, CERCLE_FORM_WORDS, text);
}

static void
dropdown_cb (GtkDropDown *menu, GParamSpec *pspec, CercleCallPage *self)
{
  CercleChoiceList *list = GTK_WIDGET (menu) == self->channel_menu     ? self->channel
                           : GTK_WIDGET (menu) == self->requester_menu ? self->requester
                                                                       : self->call_back;
  CercleFormField field = list == self->channel     ? CERCLE_FORM_CHANNEL
                          : list == self->requester ? CERCLE_FORM_REQUESTER
                                                    : CERCLE_FORM_CALL_BACK;
  cercle_call_page_typed (self, field,
                          cercle_choice_list_get_token (list, gtk_drop_down_get_selected (menu)));
}

static void
communication_cb (CercleCallPage *self)
{
  g_autofree char *tokens = cercle_choice_list_get_tokens (self->communication);
  cercle_call_page_typed (self, CERCLE_FORM_COMMUNICATION, tokens);
}

static void
themes_cb (CercleCallPage *self)
{
  g_autofree char *tokens = cercle_choice_list_get_tokens (self->themes);

  cercle_call_page_typed (self, CERCLE_FORM_THEMES, tokens);
  cercle_call_reflex_show (self);
}

static void
household_cb (GtkWidget *household, const char *subject, const char *person, const char *kase,
              CercleCallPage *self)
{
  cercle_call_page_typed (self, CERCLE_FORM_SUBJECT, subject);
  cercle_call_page_typed (self, CERCLE_FORM_PERSON, person);
  cercle_call_page_typed (self, CERCLE_FORM_CASE, kase);
  cercle_call_reflex_show (self);
}

static void
promise_cb (CercleChoiceBar *bar, CercleCallPage *self)
{
  guint i = (guint) g_ascii_strtoull (cercle_choice_bar_get (bar), NULL, 10);
  char day[CERCLE_DAY_SIZE];

  g_return_if_fail (i < CERCLE_N_PROMISES);
  cercle_day_format (self->offered[i].day, day);
  g_autofree char *hour = cercle_day_format_minute (self->offered[i].minute);
  gtk_editable_set_text (GTK_EDITABLE (self->promise_day), day);
  gtk_editable_set_text (GTK_EDITABLE (self->promise_at), hour);
}

static GtkWidget *
dropdown (CercleCallPage *self, CercleChoiceList *list, GtkWidget *place, const char *spoken)
{
  GtkWidget *menu = cercle_choice_list_make_dropdown (list);
  cercle_set_spoken (menu, spoken);
  g_signal_connect (menu, "notify::selected", G_CALLBACK (dropdown_cb), self);
  gtk_box_append (GTK_BOX (place), menu);
  return menu;
}

static void
build_lists (CercleCallPage *self)
{
  CercleSession *session = cercle_page_get_session (CERCLE_PAGE (self));
  const CercleField *fields = cercle_call_kind.fields;
  GtkWidget *communication, *themes;

  self->communication = cercle_choice_list_new (session, &fields[CERCLE_CALL_COMMUNICATION]);
  self->call_back = cercle_choice_list_new (session, &fields[CERCLE_CALL_CALL_BACK]);
  self->channel = cercle_choice_list_new (session, &fields[CERCLE_CALL_CHANNEL]);
  self->requester = cercle_choice_list_new (session, &fields[CERCLE_CALL_REQUESTER]);
  communication =
      cercle_choice_list_make_menu (self->communication, G_CALLBACK (communication_cb), self);
  cercle_set_spoken (communication, _ ("Communication"));
  gtk_box_append (GTK_BOX (self->communication_place), communication);
  self->themes = cercle_choice_list_new (session, &cercle_case_kind.fields[CERCLE_CASE_THEMES]);
  themes = cercle_choice_list_make_menu (self->themes, G_CALLBACK (themes_cb), self);
  cercle_set_spoken (themes, _ ("Themes"));
  gtk_box_append (GTK_BOX (self->themes_place), themes);
  self->call_back_menu =
      dropdown (self, self->call_back, self->call_back_place, _ ("Call back by"));
  self->channel_menu = dropdown (self, self->channel, self->channel_place, _ ("Channel"));
  self->requester_menu = dropdown (self, self->requester, self->requester_place, _ ("Who calls"));
}

/* What was typed may be none. */
static gboolean
has_phone (CercleCallPage *self)
{
  g_autofree char *phone = cercle_text_phone (
      cercle_call_form_get (self->form, CERCLE_FORM_PHONE),
      cercle_session_get_territory (cercle_page_get_session (CERCLE_PAGE (self))));

  return phone != NULL;
}

/* Told when it is left: while it is typed, no number is one. */
static void
phone_left_cb (CercleCallPage *self)
{
  if (self->form != NULL && cercle_call_form_get (self->form, CERCLE_FORM_PHONE)[0] != '\0' &&
      !has_phone (self))
    cercle_call_step_set_fault (CERCLE_CALL_STEP (self->step_phone),
                                _ ("This is not a telephone number."));
}

void
cercle_call_page_build_fields (CercleCallPage *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  static const char *const signal_names[] = {
    [ENTRY] = "changed", [CHECK] = "toggled", [BAR] = "changed"
  };
  static const GCallback callbacks[] = {
    [ENTRY] = G_CALLBACK (entry_cb), [CHECK] = G_CALLBACK (check_cb), [BAR] = G_CALLBACK (bar_cb)
  };
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      GtkWidget *widget = member (self, lines[i].widget);
      g_object_set_data (G_OBJECT (widget), "line", (gpointer) &lines[i]);
      if (lines[i].sort == BAR)
        cercle_choice_bar_fill (CERCLE_CHOICE_BAR (widget), _ (lines[i].spoken), lines[i].choices);
      else
        cercle_set_spoken (widget, _ (lines[i].spoken));
      g_signal_connect (widget, signal_names[lines[i].sort], callbacks[lines[i].sort], self);
    }
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (phone_left_cb), self);
  gtk_widget_add_controller (self->phone, focus);
  build_lists (self);
  cercle_set_spoken (self->words, _ ("In the person's words"));
  cercle_set_spoken (self->motive, _ ("Motive"));
  g_signal_connect (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->words)), "changed",
                    G_CALLBACK (words_cb), self);
  g_signal_connect (self->household, "chosen", G_CALLBACK (household_cb), self);
  g_signal_connect (self->promises, "changed", G_CALLBACK (promise_cb), self);
  cercle_call_motive_build (self);
}

static void
show_promises (CercleCallPage *self)
{
  CercleSession *session = cercle_page_get_session (CERCLE_PAGE (self));
  int today = cercle_session_get_today_number (session);
  CercleWorkingTime time = cercle_working_hours (session);

  cercle_call_promises (&time, cercle_instant_now (), self->offered);
  cercle_choice_bar_clear (CERCLE_CHOICE_BAR (self->promises));
  for (guint i = 0; i < CERCLE_N_PROMISES; i++)
    {
      g_autofree char *token = g_strdup_printf ("%u", i);
      g_autofree char *day = cercle_day_format_short (self->offered[i].day, today);
      g_autofree char *hour = cercle_day_format_minute (self->offered[i].minute);
      g_autofree char *label = g_strdup_printf (_ ("%s, %s"), day, hour);
      cercle_choice_bar_add (CERCLE_CHOICE_BAR (self->promises), token, label);
    }
}

static void
show_line (CercleCallPage *self, const struct Line *line)
{
  GtkWidget *widget = member (self, line->widget);
  const char *value = cercle_call_form_get (self->form, line->field);

  if (line->sort == ENTRY)
    gtk_editable_set_text (GTK_EDITABLE (widget), value);
  else if (line->sort == CHECK)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (widget), value[0] != '\0');
  else
    cercle_choice_bar_set (CERCLE_CHOICE_BAR (widget), value);
}

void
cercle_call_page_show_form (CercleCallPage *self)
{
  self->filling = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    show_line (self, &lines[i]);
  cercle_choice_list_set_tokens (self->communication,
                                 cercle_call_form_get (self->form, CERCLE_FORM_COMMUNICATION));
  cercle_choice_list_set_tokens (self->themes,
                                 cercle_call_form_get (self->form, CERCLE_FORM_THEMES));
  gtk_drop_down_set_selected (
      GTK_DROP_DOWN (self->call_back_menu),
      cercle_choice_list_find (self->call_back,
                               cercle_call_form_get (self->form, CERCLE_FORM_CALL_BACK)));
  gtk_drop_down_set_selected (
      GTK_DROP_DOWN (self->channel_menu),
      cercle_choice_list_find (self->channel,
                               cercle_call_form_get (self->form, CERCLE_FORM_CHANNEL)));
  gtk_drop_down_set_selected (
      GTK_DROP_DOWN (self->requester_menu),
      cercle_choice_list_find (self->requester,
                               cercle_call_form_get (self->form, CERCLE_FORM_REQUESTER)));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->words)),
                            cercle_call_form_get (self->form, CERCLE_FORM_WORDS), -1);
  gtk_editable_set_text (GTK_EDITABLE (self->motive), "");
  show_promises (self);
  cercle_call_motive_show (self);
  cercle_call_household_choose (CERCLE_CALL_HOUSEHOLD (self->household),
                                cercle_call_form_get (self->form, CERCLE_FORM_SUBJECT),
                                cercle_call_form_get (self->form, CERCLE_FORM_PERSON),
                                cercle_call_form_get (self->form, CERCLE_FORM_CASE));
  self->filling = FALSE;
  cercle_call_danger_show (self);
  cercle_call_page_show_ticks (self);
}

static gboolean
is_set (CercleCallPage *self, CercleFormField field)
{
  return cercle_call_form_get (self->form, field)[0] != '\0';
}

static void
tick (GtkWidget *step, gboolean done)
{
  cercle_call_step_set_done (CERCLE_CALL_STEP (step), done);
}

static void
show_commune (CercleCallPage *self)
{
  CercleSession *session = cercle_page_get_session (CERCLE_PAGE (self));
  const char *typed = cercle_call_form_get (self->form, CERCLE_FORM_COMMUNE);
  g_autoptr (GPtrArray) found =
      cercle_commune_search (typed, cercle_session_get_territory (session), 1);
  const CercleCommune *first = found->len > 0 ? found->pdata[0] : cercle_commune_find (typed);
  g_autofree char *words =
      first != NULL ? g_strdup_printf (_ ("%s (%s)"), first->name, first->department) : NULL;

  gtk_label_set_text (GTK_LABEL (self->commune_found), words != NULL ? words : "");
}

/* What becomes of a new case while nobody promises a day. */
static void
show_else (CercleCallPage *self)
{
  CercleSession *session = cercle_page_get_session (CERCLE_PAGE (self));
  const char *subject = cercle_call_form_get (self->form, CERCLE_FORM_SUBJECT);
  gboolean opens = g_str_equal (subject, "new") || g_str_equal (subject, "person");
  gboolean relay = g_str_equal (cercle_call_form_get (self->form, CERCLE_FORM_ORIGIN), "relay");
  int day = cercle_call_promise_else (session, is_set (self, CERCLE_FORM_DANGER));
  g_autofree char *when = cercle_day_format_short (day, cercle_session_get_today_number (session));
  /* TRANSLATORS: a day, by which one calls back when nobody promises another one. */
  g_autofree char *words = g_strdup_printf (_ ("otherwise %s"), when);

  gtk_label_set_text (GTK_LABEL (self->promise_else), words);
  gtk_widget_set_visible (self->promise_else,
                          opens && !relay && !is_set (self, CERCLE_FORM_PROMISE_DAY));
}

void
cercle_call_page_show_ticks (CercleCallPage *self)
{
  gboolean is_new = g_str_equal (cercle_call_form_get (self->form, CERCLE_FORM_SUBJECT), "new");

  tick (self->step_phone, has_phone (self) || is_set (self, CERCLE_FORM_NO_PHONE));
  tick (self->step_person,
        is_set (self, CERCLE_FORM_SUBJECT) && (!is_new || is_set (self, CERCLE_FORM_LAST_NAME) ||
                                               is_set (self, CERCLE_FORM_FIRST_NAME)));
  tick (self->step_origin, is_set (self, CERCLE_FORM_ORIGIN));
  tick (self->step_requester, is_set (self, CERCLE_FORM_REQUESTER));
  tick (self->step_motive, is_set (self, CERCLE_FORM_SUB_MISSION));
  tick (self->step_facts, is_set (self, CERCLE_FORM_BREAK) && is_set (self, CERCLE_FORM_NOTIFIED));
  tick (self->step_words, is_set (self, CERCLE_FORM_WORDS));
  tick (self->step_promise, is_set (self, CERCLE_FORM_PROMISE_DAY));
  gtk_widget_set_visible (self->new_person, is_new);
  /* A case that is there has its own. */
  gtk_widget_set_visible (self->themes_place, !is_set (self, CERCLE_FORM_CASE));
  gtk_widget_set_visible (
      self->break_on, g_str_equal (cercle_call_form_get (self->form, CERCLE_FORM_BREAK), "yes"));
  gtk_widget_set_sensitive (self->phone, !is_set (self, CERCLE_FORM_NO_PHONE));
  show_commune (self);
  show_else (self);
}
