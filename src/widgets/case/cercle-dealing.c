/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a line say of a request, a solution, a consent? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-dealing.h"

#include <glib/gi18n-lib.h>

#include "cercle-choice-list.h"
#include "cercle-choices.h"
#include "cercle-consent.h"
#include "cercle-day-format.h"
#include "cercle-day.h"
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

static char *
organisation_name (CercleSession *session, CercleRecord *record, guint field)
{
  const char *id = text (record, field);
  return id != NULL ? cercle_session_name_of_id (session, &cercle_organisation_kind, id) : NULL;
}

static char *
day_of (CercleSession *session, CercleRecord *record, guint field)
{
  int day = cercle_day_parse (text (record, field));

  return day != CERCLE_DAY_NONE
             ? cercle_day_format_short (day, cercle_session_get_today_number (session))
             : NULL;
}

/* Takes sentence, which may be NULL. */
static void
say (GPtrArray *sentences, char *sentence)
{
  if (sentence != NULL)
    g_ptr_array_add (sentences, sentence);
}

/* "Label: value", or nothing. */
static void
say_field (GPtrArray *sentences, CercleSession *session, CercleRecord *record, guint field)
{
  const CercleField *line = &cercle_record_get_kind (record)->fields[field];
  g_autofree char *value = NULL;

  if (!cercle_record_is_set (record, field))
    return;
  value = line->list != NULL ? cercle_choice_list_words (session, line, text (record, field))
          : line->type == CERCLE_DAY ? day_of (session, record, field)
          : line->type == CERCLE_REF ? organisation_name (session, record, field)
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
  g_autofree char *name = organisation_name (session, request, CERCLE_REQUEST_ORGANISATION);
  g_autofree char *day = cercle_record_display (request, CERCLE_REQUEST_ASKED_ON);
  const char *answer = text (request, CERCLE_REQUEST_ANSWER);

  if (says (request, CERCLE_REQUEST_ANSWER, "waiting"))
    /* TRANSLATORS: name of an organisation, day. */
    return g_strdup_printf (_ ("%1$s: asked on %2$s, no answer yet"), name, day);
  /* TRANSLATORS: name of an organisation, its answer. */
  return g_strdup_printf (_ ("%1$s: %2$s"), name,
                          cercle_choice_label (cercle_answers, answer != NULL ? answer : "?"));
}

static char *
request_detail (CercleSession *session, CercleRecord *request)
{
  static const guint fields[] = {
    CERCLE_REQUEST_WHAT,
    CERCLE_REQUEST_MOTIVE,
    CERCLE_REQUEST_COMMENT,
    CERCLE_REQUEST_SENT,
    CERCLE_REQUEST_REMIND_ON,
    CERCLE_REQUEST_WITHOUT_CONSENT_WHY,
    CERCLE_REQUEST_UNDEBRIEFED_WHY,
  };
  return say_fields (session, request, fields, G_N_ELEMENTS (fields));
}

static gboolean
is_waiting (CercleRecord *request)
{
  return says (request, CERCLE_REQUEST_ANSWER, "waiting");
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
    CERCLE_SOLUTION_PROVIDER, CERCLE_SOLUTION_SORT,       CERCLE_SOLUTION_NATURE,
    CERCLE_SOLUTION_LASTING,  CERCLE_SOLUTION_START_ON,   CERCLE_SOLUTION_END_ON,
    CERCLE_SOLUTION_SLOTS,    CERCLE_SOLUTION_CHOICE_WHY, CERCLE_SOLUTION_SATISFACTION,
  };
  return say_fields (session, solution, fields, G_N_ELEMENTS (fields));
}

static gboolean
is_proposed (CercleRecord *solution)
{
  return says (solution, CERCLE_SOLUTION_CHOICE, "proposed");
}

static gboolean
always (CercleRecord *record)
{
  return TRUE;
}

/* --- Consents -------------------------------------------------------------------------------- */

/* (transfer full) (nullable): a sentence says "on" this day, and never "on today". */
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
  g_autofree char *organisation = organisation_name (session, consent, CERCLE_CONSENT_ORGANISATION);
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
    CERCLE_CONSENT_PURPOSE,  CERCLE_CONSENT_DATA,    CERCLE_CONSENT_MODE,
    CERCLE_CONSENT_GIVEN_BY, CERCLE_CONSENT_VERSION,
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
    { { N_ ("Answer…"), "answer", is_waiting } } },
  { N_ ("Solutions"),
    N_ ("Nothing is proposed yet."),
    N_ ("Propose…"),
    "solution",
    G_STRUCT_OFFSET (CercleCaseFile, solutions),
    &cercle_solution_kind,
    solution_head,
    solution_detail,
    { { N_ ("Her Choice…"), "choice", is_proposed }, { N_ ("Edit…"), "solution", always } } },
  { N_ ("Consents"),
    N_ ("No consent is noted: nothing that names the person may be sent."),
    N_ ("Note a Consent…"),
    "consent",
    G_STRUCT_OFFSET (CercleCaseFile, consents),
    &cercle_consent_kind,
    consent_head,
    consent_detail,
    { { N_ ("Withdraw…"), "withdrawal", holds } } },
  { NULL },
};
