/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who has not answered: was she reminded, what did she say, and when is it asked again? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-reminder.h"

#include <glib/gi18n-lib.h>

#include "cercle-case-ask.h"
#include "cercle-macros.h"
#include "cercle-request.h"

struct _CercleCaseReminder
{
  CercleCaseEntry parent_instance;
};

G_DEFINE_FINAL_TYPE (CercleCaseReminder, cercle_case_reminder, CERCLE_TYPE_CASE_ENTRY)

static gboolean
is_to_come (CercleCaseEntry *self, CercleRecord *request)
{
  const char *day = cercle_record_get_text (request, CERCLE_REQUEST_REMIND_ON);

  return day != NULL &&
         strcmp (day, cercle_session_get_today (cercle_case_entry_get_session (self))) > 0;
}

/* A day that has come is over with this reminder. */
static CercleRecord *
reminder_begin (CercleCaseEntry *self, const char *subject)
{
  CercleRecord *request =
      cercle_case_file_find (cercle_case_entry_get_file (self)->requests, subject);
  CercleRecord *copy = NULL;

  if (request == NULL ||
      g_strcmp0 (cercle_record_get_text (request, CERCLE_REQUEST_ANSWER), "waiting") != 0)
    return NULL;
  copy = cercle_record_copy (request);
  if (!is_to_come (self, copy))
    cercle_case_remind_later (cercle_case_entry_get_session (self), copy);
  return copy;
}

static gboolean
reminder_finish (CercleCaseEntry *self, CercleRecord *request, CercleTx *tx, GError **error)
{
  if (!is_to_come (self, request))
    return cercle_case_entry_refuse (self, CERCLE_REQUEST_REMIND_ON, error,
                                     _ ("Say on which day to come they are reminded again."));
  return TRUE;
}

static void
cercle_case_reminder_class_init (CercleCaseReminderClass *klass)
{
  static const CercleCaseRow rows[] = {
    { CERCLE_REQUEST_REMIND_ON, N_ ("Remind again on"), NULL },
    { CERCLE_REQUEST_COMMENT, NULL, NULL },
  };
  CercleCaseFormClass *form_class = CERCLE_CASE_FORM_CLASS (klass);
  CercleCaseEntryClass *entry_class = CERCLE_CASE_ENTRY_CLASS (klass);

  form_class->draft = "reminder";
  form_class->title = N_ ("The Partner Was Reminded");
  form_class->button = N_ ("Save");
  form_class->label = N_ ("Partner reminded.");
  entry_class->kind = &cercle_request_kind;
  entry_class->rows = rows;
  entry_class->n_rows = G_N_ELEMENTS (rows);
  entry_class->begin = reminder_begin;
  entry_class->finish = reminder_finish;
  entry_class->rule_row = CERCLE_REQUEST_REMIND_ON;
}

static void
cercle_case_reminder_init (CercleCaseReminder *self)
{
}
