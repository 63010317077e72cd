/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cercle-call-form.h"
#include "cercle-call-page.h"
#include "cercle-call-promise.h"
#include "cercle-choice-list.h"

struct _CercleCallPage
{
  CerclePage parent_instance;

  GtkWidget *restored, *restored_words, *columns, *steps;
  GtkWidget *step_phone, *step_person, *step_origin, *step_requester;
  GtkWidget *step_motive, *step_facts, *step_words, *step_promise;
  GtkWidget *phone, *no_phone, *communication_place, *call_back_place, *household, *new_person;
  GtkWidget *themes_place;
  GtkWidget *first_name, *last_name, *birth, *commune, *commune_found;
  GtkWidget *origin, *channel_place, *requester_place, *caller, *motive, *motives, *motive_chosen;
  GtkWidget *breaks, *break_on, *notified, *need, *words, *promises, *promise_day, *promise_at;
  GtkWidget *promise_else;
  GtkWidget *danger_card, *danger, *numbers, *reflex_card, *reflex, *keys, *saved, *save;

  CercleCallForm *form;
  CercleChoiceList *communication, *call_back, *channel, *requester, *themes;
  GtkWidget *call_back_menu, *channel_menu, *requester_menu;
  CerclePromise offered[CERCLE_N_PROMISES];
  guint draft_timer, look_timer, clock_timer;
  gboolean filling; /* the form is being shown, not typed */
  gboolean saving;
};

/* cercle-call-fields.c: between the widgets and the form. */
void cercle_call_page_build_fields (CercleCallPage *self);
void cercle_call_page_show_form (CercleCallPage *self);
/* A field of the form changed: draft, ticks, what depends on it. */
void cercle_call_page_typed (CercleCallPage *self, CercleFormField field, const char *value);
/* The step a field stands in, and the part of it that takes the focus. */
GtkWidget *cercle_call_page_step_of (CercleCallPage *self, CercleFormField field);
GtkWidget *cercle_call_page_focus_of (CercleCallPage *self, CercleFormField field);
void cercle_call_page_show_ticks (CercleCallPage *self);

/* cercle-call-motive.c: the nine sub-missions by type-ahead. */
void cercle_call_motive_build (CercleCallPage *self);
void cercle_call_motive_show (CercleCallPage *self);

/* cercle-call-reflex.c: what the kit says of this motive, beside the call. */
void cercle_call_reflex_show (CercleCallPage *self);

/* cercle-call-danger.c: the numbers. */
void cercle_call_danger_show (CercleCallPage *self);
