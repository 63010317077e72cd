/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a line say of a request, a solution, a consent? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-dealing.h"

#include <glib/gi18n-lib.h>

#include "cercle-choice-list.h"
#include "cercle-choices.h"
#include "cercle-consent.h"
#include "cercle-macros.h"
#include "cercle-organisation.h"
#include "cercle-request.h"
#include "cercle-solution.h"

static const char *
text (CercleRecord *record, guint field)
{
  return cercle_record_get_text (record, field);
}

static gboolean
says (CercleRecord *record, guint field, const char *token)
{
  return g_strcmp0 (text (record, field), token) == 0;
}

/* (transfer full) (nullable): of the organisation, or of the member, that a field names. */
static char *
name_of (CercleSession *session, CercleRecord *record, guint field)
{
  const CercleField *line = &cercle_record_get_kind (record)->fields[field];
  const char *id = text (record, field);

  return id != NULL ? cercle_session_name_of_id (session, cercle_kind_find (line->targets), id)
                    : NULL;
}

/* Takes sentence, which may be NULL. */
static void
say (GPtrArray *sentences, char *sentence)
{
  if (sentence != NULL)
    g_ptr_array_add (sentences, sentence);
}

/* "Label: value", or nothing. A label says "on" a day, and never "on today". */
static void
say_field (GPtrArray *sentences, CercleSession *session, CercleRecord *record, guint field)
{
  const CercleField *line = &cercle_record_get_kind (record)->fields[field];
  g_autofree char *value = NULL;

  if (!cercle_record_is_set (record, field))
    return;
  value = line->list != NULL ? cercle_choice_list_words (session, line, text (record, field))
          : line->type == CERCLE_REF ? name_of (session, record, field)
                                     : cercle_record_display (record, field);
  /* TRANSLATORS: name of a field, its value. */
  say (sentences, g_strdup_printf (_ ("%1$s: %2$s"), cercle_field_label (line), value));
}

static char *
say_fields (CercleSession *session, CercleRecord *record, const guint *fields, guint n)
{
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    say_field (sentences, session, record, fields[i]);
  g_ptr_array_add (sentences, NULL);
  return g_strjoinv ("\n", (char **) sentences->pdata);
}

/* --- Requests -------------------------------------------------------------------------------- */

static char *
request_head (CercleSession *session, CercleRecord *request)
{
  g_autofree char *name = name_of (session, request, CERCLE_REQUEST_ORGANISATION);
  g_autofree char *day = cercle_record_display (request, CERCLE_REQUEST_ASKED_ON);
  const char *answer = text (request, CERCLE_REQUEST_ANSWER);

  if (says (request, CERCLE_REQUEST_ANSWER, "waiting"))
    /* TRANSLATORS: name of an organisation, day. */
    return g_strdup_printf (_ ("%1$s: asked on %2$s, no answer yet"), name, day);
  /* TRANSLATORS: name of an organisation, its answer. */
  return g_strdup_printf (_ ("%1$s: %2$s"), name,
                          cercle_choice_label (cercle_answers, answer != NULL ? answer : "?"));
}

static gboolean
is_waiting (CercleRecord *request)
{
  return says (request, CERCLE_REQUEST_ANSWER, "waiting");
}

/* What was stopped is over; another answer comes of another request. */
static gboolean
is_answered (CercleRecord *request)
{
  return !is_waiting (request) && !says (request, CERCLE_REQUEST_ANSWER, "withdrawn");
}

/* When, by whom and by which means it was asked; the day stands in the head while it waits. */
static char *
asked_words (CercleSession *session, CercleRecord *request)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;

  if (!is_waiting (request))
    say (parts, cercle_record_display (request, CERCLE_REQUEST_ASKED_ON));
  say (parts, name_of (session, request, CERCLE_REQUEST_ASKED_BY));
  if (cercle_record_is_set (request, CERCLE_REQUEST_MEANS))
    say (parts, cercle_record_display (request, CERCLE_REQUEST_MEANS));
  if (parts->len == 0)
    return NULL;
  g_ptr_array_add (parts, NULL);
  joined = g_strjoinv (" · ", (char **) parts->pdata);
  /* TRANSLATORS: the day, the member of the team, the means of a request: those that are known. */
  return g_strdup_printf (_ ("Asked: %s"), joined);
}

/* (transfer full) (nullable) */
static char *
consent_words (CercleSession *session, CercleRecord *request)
{
  const char *id = text (request, CERCLE_REQUEST_CONSENT);
  g_autoptr (CercleRecord) consent =
      id != NULL ? cercle_session_get (session, &cercle_consent_kind, id) : NULL;
  g_autofree char *day =
      consent != NULL ? cercle_record_display (consent, CERCLE_CONSENT_GIVEN_ON) : NULL;

  return day != NULL ? g_strdup_printf (_ ("On the consent of %s."), day) : NULL;
}

static char *
request_detail (CercleSession *session, CercleRecord *request)
{
  static const guint answer[] = { CERCLE_REQUEST_ANSWERED_ON, CERCLE_REQUEST_MOTIVE,
                                  CERCLE_REQUEST_COMMENT };
  static const guint reasons[] = { CERCLE_REQUEST_WITHOUT_CONSENT_WHY,
                                   CERCLE_REQUEST_UNDEBRIEFED_WHY };
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);

  say_field (sentences, session, request, CERCLE_REQUEST_WHAT);
  say (sentences, asked_words (session, request));
  for (guint i = 0; i < G_N_ELEMENTS (answer); i++)
    say_field (sentences, session, request, answer[i]);
  say_field (sentences, session, request, CERCLE_REQUEST_SENT);
  say (sentences, consent_words (session, request));
  if (is_waiting (request))
    say_field (sentences, session, request, CERCLE_REQUEST_REMIND_ON);
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    say_field (sentences, session, request, reasons[i]);
  g_ptr_array_add (sentences, NULL);
  return g_strjoinv ("\n", (char **) sentences->pdata);
}

/* The day to remind them has come. */
static gboolean
is_due (CercleSession *session, CercleRecord *request)
{
  const char *day = text (request, CERCLE_REQUEST_REMIND_ON);

  return is_waiting (request) && day != NULL &&
         strcmp (day, cercle_session_get_today (session)) <= 0;
}

/* --- Solutions ------------------------------------------------------------------------------- */

static char *
solution_head (CercleSession *session, CercleRecord *solution)
{
  const char *what = text (solution, CERCLE_SOLUTION_WHAT);
  const char *choice = text (solution, CERCLE_SOLUTION_CHOICE);

  /* TRANSLATORS: a solution, what the person chose. */
  return g_strdup_printf (
      _ ("%1$s: %2$s"), what != NULL ? what : _ ("Solution"),
      cercle_choice_label (cercle_solution_choices, choice != NULL ? choice : "?"));
}

static char *
solution_detail (CercleSession *session, CercleRecord *solution)
{
  static const guint fields[] = {
    CERCLE_SOLUTION_PROVIDER,     CERCLE_SOLUTION_SORT,      CERCLE_SOLUTION_NATURE,
    CERCLE_SOLUTION_LASTING,      CERCLE_SOLUTION_START_ON,  CERCLE_SOLUTION_END_ON,
    CERCLE_SOLUTION_SLOTS,        CERCLE_SOLUTION_CHOICE_ON, CERCLE_SOLUTION_CHOICE_WHY,
    CERCLE_SOLUTION_SATISFACTION,
  };
  return say_fields (session, solution, fields, G_N_ELEMENTS (fields));
}

static gboolean
always (CercleRecord *record)
{
  return TRUE;
}

/* --- Consents -------------------------------------------------------------------------------- */

/* (transfer full) (nullable) */
static char *
withdrawal_day (CercleRecord *consent)
{
  return cercle_record_is_set (consent, CERCLE_CONSENT_WITHDRAWN_ON)
             ? cercle_record_display (consent, CERCLE_CONSENT_WITHDRAWN_ON)
             : NULL;
}

static char *
consent_head (CercleSession *session, CercleRecord *consent)
{
  g_autofree char *organisation = name_of (session, consent, CERCLE_CONSENT_ORGANISATION);
  g_autofree char *given = cercle_record_display (consent, CERCLE_CONSENT_GIVEN_ON);
  g_autofree char *withdrawn = withdrawal_day (consent);
  const char *recipients = text (consent, CERCLE_CONSENT_RECIPIENTS);
  const char *whom = organisation != NULL ? organisation
                     : recipients != NULL ? cercle_choice_label (cercle_recipients, recipients)
                                          : "?";

  if (withdrawn != NULL)
    /* TRANSLATORS: to whom, day. */
    return g_strdup_printf (_ ("%1$s: withdrawn on %2$s"), whom, withdrawn);
  if (!says (consent, CERCLE_CONSENT_GIVEN, "yes"))
    /* TRANSLATORS: to whom, day. */
    return g_strdup_printf (_ ("%1$s: refused on %2$s"), whom, given);
  /* TRANSLATORS: to whom, day. */
  return g_strdup_printf (_ ("%1$s: allowed on %2$s"), whom, given);
}

static char *
consent_detail (CercleSession *session, CercleRecord *consent)
{
  static const guint fields[] = {
    CERCLE_CONSENT_PURPOSE,  CERCLE_CONSENT_DATA,        CERCLE_CONSENT_MODE,
    CERCLE_CONSENT_GIVEN_BY, CERCLE_CONSENT_RECORDED_BY, CERCLE_CONSENT_VERSION,
  };
  return say_fields (session, consent, fields, G_N_ELEMENTS (fields));
}

static gboolean
holds (CercleRecord *consent)
{
  return says (consent, CERCLE_CONSENT_GIVEN, "yes") &&
         !cercle_record_is_set (consent, CERCLE_CONSENT_WITHDRAWN_ON);
}

const CercleDealing cercle_dealings[] = {
  { N_ ("Requests to Partners"),
    N_ ("No partner has been asked."),
    N_ ("Ask a Partner…"),
    "request",
    G_STRUCT_OFFSET (CercleCaseFile, requests),
    &cercle_request_kind,
    request_head,
    request_detail,
    is_due,
    { { N_ ("Answer…"), "answer", is_waiting },
      { N_ ("Remind…"), "reminder", is_waiting },
      { N_ ("Edit…"), "answer", is_answered } } },
  { N_ ("Solutions"),
    N_ ("Nothing is proposed yet."),
    N_ ("Propose…"),
    "solution",
    G_STRUCT_OFFSET (CercleCaseFile, solutions),
    &cercle_solution_kind,
    solution_head,
    solution_detail,
    NULL,
    /* She may change her mind. */
    { { N_ ("Her Choice…"), "choice", always }, { N_ ("Edit…"), "solution", always } } },
  { N_ ("Consents"),
    N_ ("No consent is noted: nothing that names the person may be sent."),
    N_ ("Note a Consent…"),
    "consent",
    G_STRUCT_OFFSET (CercleCaseFile, consents),
    &cercle_consent_kind,
    consent_head,
    consent_detail,
    NULL,
    { { N_ ("Withdraw…"), "withdrawal", holds } } },
  { NULL },
};
