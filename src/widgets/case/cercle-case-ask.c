/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom do we ask, what would they see, are we allowed, and what did they answer? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-ask.h"

#include <glib/gi18n-lib.h>

#include "cercle-case-sight.h"
#include "cercle-case.h"
#include "cercle-consent.h"
#include "cercle-day.h"
#include "cercle-gate.h"
#include "cercle-macros.h"
#include "cercle-organisation.h"
#include "cercle-request.h"
#include "cercle-rule.h"
#include "cercle-solution.h"
#include "cercle-working-hours.h"

/* Open days that a partner has to answer, before it is reminded. */
#define PATIENCE 2

struct _CercleCaseAsk
{
  CercleCaseEntry parent_instance;
  GtkWidget *sight, *consent, *there;
};
struct _CercleCaseAnswer
{
  CercleCaseEntry parent_instance;
  GtkWidget *then;
};

G_DEFINE_FINAL_TYPE (CercleCaseAsk, cercle_case_ask, CERCLE_TYPE_CASE_ENTRY)
G_DEFINE_FINAL_TYPE (CercleCaseAnswer, cercle_case_answer, CERCLE_TYPE_CASE_ENTRY)

static const char *
text (CercleRecord *record, guint field)
{
  return cercle_record_get_text (record, field);
}

void
cercle_case_remind_later (CercleSession *session, CercleRecord *request)
{
  g_autofree char *day = cercle_day_to_text (cercle_working_hours_next_day (session, PATIENCE));

  cercle_record_set_text (request, CERCLE_REQUEST_REMIND_ON, day);
}

/* --- Asking ---------------------------------------------------------------------------------- */

static CercleRecord *
ask_begin (CercleCaseEntry *self, const char *subject)
{
  CercleSession *session = cercle_case_entry_get_session (self);
  CercleRecord *request = cercle_session_new_record (session, &cercle_request_kind);

  cercle_record_set_text (request, CERCLE_REQUEST_CASE,
                          cercle_record_get_id (cercle_case_entry_get_file (self)->kase));
  cercle_record_set_text (request, CERCLE_REQUEST_ASKED_ON, cercle_session_get_today (session));
  cercle_record_set_text (request, CERCLE_REQUEST_ANSWER, "waiting");
  cercle_case_remind_later (session, request);
  /* Chosen in the directory. */
  if (subject != NULL)
    cercle_record_set_text (request, CERCLE_REQUEST_ORGANISATION, subject);
  return request;
}

/* "mdph" or "partners": what the one asked belongs to. */
static const char *
category_of (CercleCaseEntry *self, CercleRecord *request)
{
  const char *id = text (request, CERCLE_REQUEST_ORGANISATION);
  g_autoptr (CercleRecord) organisation =
      id != NULL
          ? cercle_session_get (cercle_case_entry_get_session (self), &cercle_organisation_kind, id)
          : NULL;

  if (organisation == NULL)
    return NULL;
  return g_strcmp0 (text (organisation, CERCLE_ORGANISATION_FAMILY), "mdph") == 0 ? "mdph"
                                                                                  : "partners";
}

/* (transfer none) (nullable): NULL without error when nothing is passed on. */
static CercleRecord *
find_consent (CercleCaseEntry *self, CercleRecord *request, GError **error)
{
  const CercleGateQuestion question = {
    .purpose = "exchange",
    .organisation = text (request, CERCLE_REQUEST_ORGANISATION),
    .recipients = category_of (self, request),
    .data = text (request, CERCLE_REQUEST_SENT),
    .day = text (request, CERCLE_REQUEST_ASKED_ON),
  };

  return cercle_gate_consent (cercle_case_entry_get_file (self)->consents, &question, error);
}

static CercleGateView
view_of (CercleCaseEntry *self, CercleRecord *request)
{
  CercleCaseFile *file = cercle_case_entry_get_file (self);

  return (CercleGateView){
    .kase = file->kase,
    .rule = cercle_case_file_find (file->rules, text (file->kase, CERCLE_CASE_RULE)),
    .consents = file->consents,
    .recipients = category_of (self, request),
  };
}

static void
show_sight (CercleCaseAsk *self, CercleRecord *request)
{
  CercleCaseEntry *entry = CERCLE_CASE_ENTRY (self);
  const char *id = text (request, CERCLE_REQUEST_ORGANISATION);
  g_autofree char *name = id != NULL
                              ? cercle_session_name_of_id (cercle_case_entry_get_session (entry),
                                                           &cercle_organisation_kind, id)
                              : NULL;
  g_autofree char *seen =
      cercle_case_sight (cercle_case_entry_get_file (entry), cercle_case_entry_get_session (entry),
                         text (request, CERCLE_REQUEST_SENT));
  g_autofree char *words = NULL;

  if (name != NULL && seen[0] != '\0')
    /* TRANSLATORS: name of an organisation, then one line for each field. */
    words = g_strdup_printf (_ ("Seen as %1$s:\n%2$s"), name, seen);
  else if (name != NULL)
    words = g_strdup_printf (_ ("%s is asked without learning who it is about."), name);
  cercle_case_entry_tell (self->sight, words, FALSE);
}

static void
show_consent (CercleCaseAsk *self, CercleRecord *request)
{
  CercleCaseEntry *entry = CERCLE_CASE_ENTRY (self);
  g_autoptr (GError) error = NULL;
  CercleRecord *consent = NULL;
  g_autofree char *words = NULL;

  if (cercle_record_is_set (request, CERCLE_REQUEST_ORGANISATION))
    consent = find_consent (entry, request, &error);
  if (consent != NULL)
    {
      g_autofree char *day = cercle_record_display (consent, CERCLE_CONSENT_GIVEN_ON);
      words = g_strdup_printf (_ ("On the consent of %s."), day);
    }
  cercle_case_entry_tell (self->consent, error != NULL ? error->message : words, error != NULL);
  cercle_case_entry_show_row (entry, CERCLE_REQUEST_WITHOUT_CONSENT_WHY, error != NULL);
}

/* Whoever asks starts from what is there already (S1), and nobody is asked for it again. */
static void
show_there (CercleCaseAsk *self)
{
  CercleRecord *kase = cercle_case_entry_get_file (CERCLE_CASE_ENTRY (self))->kase;
  const char *existing = text (kase, CERCLE_CASE_EXISTING);
  g_autofree char *words =
      existing != NULL
          /* TRANSLATORS: name of a field, its value. */
          ? g_strdup_printf (_ ("%1$s: %2$s"),
                             cercle_field_label (&cercle_case_kind.fields[CERCLE_CASE_EXISTING]),
                             existing)
          : NULL;

  cercle_case_entry_tell (self->there, words, FALSE);
}

static void
ask_changed (CercleCaseEntry *self, CercleRecord *request)
{
  /* Nothing is sent yet: only the debrief can be in the way. */
  g_autoptr (CercleRecord) nothing = cercle_record_copy (request);
  CercleGateView view = view_of (self, request);

  cercle_record_unset (nothing, CERCLE_REQUEST_SENT);
  show_there (CERCLE_CASE_ASK (self));
  show_sight (CERCLE_CASE_ASK (self), request);
  show_consent (CERCLE_CASE_ASK (self), request);
  cercle_case_entry_show_row (self, CERCLE_REQUEST_UNDEBRIEFED_WHY,
                              !cercle_gate_judge (NULL, nothing, &view, NULL));
}

static gboolean
ask_finish (CercleCaseEntry *self, CercleRecord *request, CercleTx *tx, GError **error)
{
  CercleGateView view = view_of (self, request);
  CercleRecord *consent = find_consent (self, request, NULL);
  g_autoptr (GError) refused = NULL;

  if (!cercle_record_is_set (request, CERCLE_REQUEST_WHAT))
    return cercle_case_entry_refuse (self, CERCLE_REQUEST_WHAT, error, _ ("Say what is asked."));
  if (consent != NULL)
    cercle_record_set_text (request, CERCLE_REQUEST_CONSENT, cercle_record_get_id (consent));
  if (cercle_gate_judge (NULL, request, &view, &refused))
    return TRUE;
  if (g_error_matches (refused, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_CONSENT))
    return cercle_case_entry_refuse_unconsented (self, CERCLE_REQUEST_WITHOUT_CONSENT_WHY, error);
  return cercle_case_entry_refuse (self, CERCLE_REQUEST_UNDEBRIEFED_WHY, error, refused->message);
}

static void
cercle_case_ask_class_init (CercleCaseAskClass *klass)
{
  static const CercleCaseRow rows[] = {
    { CERCLE_REQUEST_ORGANISATION, NULL, NULL },
    { CERCLE_REQUEST_WHAT, NULL, NULL },
    { CERCLE_REQUEST_MEANS, N_ ("By"), NULL },
    { CERCLE_REQUEST_SENT, NULL, NULL },
    { CERCLE_REQUEST_REMIND_ON, NULL, NULL },
    { CERCLE_REQUEST_WITHOUT_CONSENT_WHY, NULL, NULL },
    { CERCLE_REQUEST_UNDEBRIEFED_WHY, NULL, NULL },
  };
  CercleCaseFormClass *form_class = CERCLE_CASE_FORM_CLASS (klass);
  CercleCaseEntryClass *entry_class = CERCLE_CASE_ENTRY_CLASS (klass);

  form_class->draft = "request";
  form_class->title = N_ ("Ask a Partner");
  form_class->button = N_ ("Ask");
  form_class->label = N_ ("Partner asked.");
  entry_class->kind = &cercle_request_kind;
  entry_class->rows = rows;
  entry_class->n_rows = G_N_ELEMENTS (rows);
  entry_class->begin = ask_begin;
  entry_class->changed = ask_changed;
  entry_class->finish = ask_finish;
}

static void
cercle_case_ask_init (CercleCaseAsk *self)
{
  self->there = cercle_case_entry_add_words (CERCLE_CASE_ENTRY (self));
  self->consent = cercle_case_entry_add_words (CERCLE_CASE_ENTRY (self));
  self->sight = cercle_case_entry_add_words (CERCLE_CASE_ENTRY (self));
  gtk_widget_add_css_class (self->sight, "reason");
}

/* --- The answer ------------------------------------------------------------------------------ */

static CercleRecord *
answer_begin (CercleCaseEntry *self, const char *subject)
{
  CercleRecord *request =
      cercle_case_file_find (cercle_case_entry_get_file (self)->requests, subject);
  CercleRecord *copy = request != NULL ? cercle_record_copy (request) : NULL;

  if (copy != NULL && !cercle_record_is_set (copy, CERCLE_REQUEST_ANSWERED_ON))
    cercle_record_set_text (copy, CERCLE_REQUEST_ANSWERED_ON,
                            cercle_session_get_today (cercle_case_entry_get_session (self)));
  return copy;
}

static gboolean
says (CercleRecord *request, const char *answer)
{
  return g_strcmp0 (text (request, CERCLE_REQUEST_ANSWER), answer) == 0;
}

static gboolean
is_taken_on (CercleRecord *request)
{
  return says (request, "yes") || says (request, "partial");
}

/* (transfer none) (nullable): what came of this answer before. */
static CercleRecord *
solution_of (CercleCaseEntry *self, CercleRecord *request)
{
  GPtrArray *solutions = cercle_case_entry_get_file (self)->solutions;

  for (guint i = 0; i < solutions->len; i++)
    if (g_strcmp0 (text (g_ptr_array_index (solutions, i), CERCLE_SOLUTION_REQUEST),
                   cercle_record_get_id (request)) == 0)
      return g_ptr_array_index (solutions, i);
  return NULL;
}

/* (nullable): the choice that a solution which is there gets with this answer. What the person has
 * chosen or refused stays as she said it. */
static const char *
next_choice (CercleRecord *solution, CercleRecord *request)
{
  const char *choice = text (solution, CERCLE_SOLUTION_CHOICE);

  if (is_taken_on (request))
    return g_strcmp0 (choice, "withdrawn") == 0 ? "proposed" : NULL;
  return g_strcmp0 (choice, "proposed") == 0 ? "withdrawn" : NULL;
}

static const char *
then_words (CercleRecord *solution, CercleRecord *request)
{
  if (solution == NULL)
    return is_taken_on (request) ? _ ("A solution to propose to the person is added with it.")
                                 : NULL;
  if (next_choice (solution, request) == NULL)
    return is_taken_on (request)
               ? NULL
               : _ ("The person has decided about the solution that came of it: ask her again.");
  return is_taken_on (request) ? _ ("The solution that came of it is proposed again.")
                               : _ ("The solution that came of it is no longer proposed.");
}

static void
answer_changed (CercleCaseEntry *self, CercleRecord *request)
{
  CercleRecord *solution = solution_of (self, request);

  cercle_case_entry_show_row (self, CERCLE_REQUEST_MOTIVE, says (request, "no"));
  cercle_case_entry_tell (CERCLE_CASE_ANSWER (self)->then, then_words (solution, request), FALSE);
}

/* A yes makes a line of solution, once. */
static void
add_solution (CercleCaseEntry *self, CercleRecord *request, CercleTx *tx)
{
  g_autoptr (CercleRecord) solution =
      cercle_session_new_record (cercle_case_entry_get_session (self), &cercle_solution_kind);

  cercle_record_set_text (solution, CERCLE_SOLUTION_CASE, text (request, CERCLE_REQUEST_CASE));
  cercle_record_set_text (solution, CERCLE_SOLUTION_REQUEST, cercle_record_get_id (request));
  cercle_record_set_text (solution, CERCLE_SOLUTION_PROVIDER,
                          text (request, CERCLE_REQUEST_ORGANISATION));
  cercle_record_set_text (solution, CERCLE_SOLUTION_WHAT, text (request, CERCLE_REQUEST_WHAT));
  cercle_record_set_text (solution, CERCLE_SOLUTION_CHOICE, "proposed");
  cercle_tx_save (tx, solution);
}

/* An answer that was noted wrongly, or that they changed. */
static void
put_solution (CercleRecord *solution, CercleRecord *request, CercleTx *tx)
{
  const char *choice = next_choice (solution, request);
  g_autoptr (CercleRecord) after = cercle_record_copy (solution);

  if (choice == NULL)
    return;
  cercle_record_set_text (after, CERCLE_SOLUTION_CHOICE, choice);
  cercle_tx_save (tx, after);
}

static gboolean
answer_finish (CercleCaseEntry *self, CercleRecord *request, CercleTx *tx, GError **error)
{
  CercleRecord *solution = solution_of (self, request);

  if (says (request, "waiting"))
    return cercle_case_entry_refuse (self, CERCLE_REQUEST_ANSWER, error,
                                     _ ("Say what they answered."));
  if (says (request, "withdrawn"))
    return cercle_case_entry_refuse (self, CERCLE_REQUEST_ANSWER, error,
                                     _ ("Withdraw the consent itself: the request stops with it."));
  if (!says (request, "no"))
    cercle_record_unset (request, CERCLE_REQUEST_MOTIVE);
  if (solution != NULL)
    put_solution (solution, request, tx);
  else if (is_taken_on (request))
    add_solution (self, request, tx);
  return TRUE;
}

static void
cercle_case_answer_class_init (CercleCaseAnswerClass *klass)
{
  static const CercleCaseRow rows[] = {
    { CERCLE_REQUEST_ANSWER, NULL, NULL },
    { CERCLE_REQUEST_MOTIVE, NULL, NULL },
    { CERCLE_REQUEST_COMMENT, NULL, NULL },
    { CERCLE_REQUEST_ANSWERED_ON, NULL, NULL },
  };
  CercleCaseFormClass *form_class = CERCLE_CASE_FORM_CLASS (klass);
  CercleCaseEntryClass *entry_class = CERCLE_CASE_ENTRY_CLASS (klass);

  form_class->draft = "answer";
  form_class->title = N_ ("Answer of the Partner");
  form_class->button = N_ ("Save");
  form_class->label = N_ ("Answer noted.");
  entry_class->kind = &cercle_request_kind;
  entry_class->rows = rows;
  entry_class->n_rows = G_N_ELEMENTS (rows);
  entry_class->begin = answer_begin;
  entry_class->changed = answer_changed;
  entry_class->finish = answer_finish;
  entry_class->rule_row = CERCLE_REQUEST_MOTIVE;
}

static void
cercle_case_answer_init (CercleCaseAnswer *self)
{
  self->then = cercle_case_entry_add_words (CERCLE_CASE_ENTRY (self));
}
