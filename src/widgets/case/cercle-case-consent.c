/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does the person allow, said how and when, and what stops when she takes it back? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-consent.h"

#include <glib/gi18n-lib.h>

#include "cercle-consent.h"
#include "cercle-gate.h"
#include "cercle-macros.h"
#include "cercle-organisation.h"
#include "cercle-request.h"
#include "cercle-suggest.h"

struct _CercleCaseConsent
{
  CercleCaseEntry parent_instance;
  GtkWidget *back;
};
struct _CercleCaseWithdrawal
{
  CercleCaseEntry parent_instance;
  GtkWidget *stops;
};

G_DEFINE_FINAL_TYPE (CercleCaseConsent, cercle_case_consent, CERCLE_TYPE_CASE_ENTRY)
G_DEFINE_FINAL_TYPE (CercleCaseWithdrawal, cercle_case_withdrawal, CERCLE_TYPE_CASE_ENTRY)

static gboolean
says (CercleRecord *consent, const char *given)
{
  return g_strcmp0 (cercle_record_get_text (consent, CERCLE_CONSENT_GIVEN), given) == 0;
}

/* --- What rests on it ------------------------------------------------------------------------ */

/* (transfer full): those of records that stop, by the names of whom they go to. */
static char *
names_of (CercleCaseEntry *self, GPtrArray *records)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < records->len; i++)
    {
      CercleRecord *record = g_ptr_array_index (records, i);

      if (cercle_record_get_kind (record) == &cercle_transfer_kind)
        g_ptr_array_add (names,
                         g_strdup (cercle_record_get_text (record, CERCLE_TRANSFER_COMMUNITY)));
      else
        g_ptr_array_add (names, cercle_session_name_of_id (
                                    cercle_case_entry_get_session (self), &cercle_organisation_kind,
                                    cercle_record_get_text (record, CERCLE_REQUEST_ORGANISATION)));
    }
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

/* (transfer full) (nullable): what stops when it is withdrawn. */
static char *
stop_words (CercleCaseEntry *self, CercleRecord *consent)
{
  CercleCaseFile *file = cercle_case_entry_get_file (self);
  g_autoptr (GPtrArray) requests = cercle_gate_dependants (consent, file->requests);
  g_autoptr (GPtrArray) transfers = cercle_gate_dependants (consent, file->transfers);
  g_autofree char *partners = names_of (self, requests), *communities = names_of (self, transfers);
  g_autoptr (GString) words = g_string_new (NULL);

  if (requests->len > 0)
    /* TRANSLATORS: names of organisations. */
    g_string_append_printf (words,
                            ngettext ("The request to %s stops with it.",
                                      "The requests to %s stop with it.", requests->len),
                            partners);
  if (transfers->len > 0)
    {
      g_string_append (words, words->len > 0 ? "\n" : "");
      /* TRANSLATORS: name of another community. */
      g_string_append_printf (words, _ ("The transfer to %s stops with it."), communities);
    }
  return words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : NULL;
}

/* consent: withdrawn. The server stops transfers. */
static void
stop_requests (CercleCaseEntry *self, CercleRecord *consent, CercleTx *tx)
{
  g_autoptr (GPtrArray) requests =
      cercle_gate_dependants (consent, cercle_case_entry_get_file (self)->requests);

  for (guint i = 0; i < requests->len; i++)
    {
      g_autoptr (CercleRecord) request = cercle_record_copy (g_ptr_array_index (requests, i));

      cercle_record_set_text (request, CERCLE_REQUEST_ANSWER, "withdrawn");
      cercle_record_set_text (request, CERCLE_REQUEST_ANSWERED_ON,
                              cercle_record_get_text (consent, CERCLE_CONSENT_WITHDRAWN_ON));
      cercle_tx_save (tx, request);
    }
}

/* Whatever a yes allows, a later no to the same takes back. */
static gboolean
takes_back (CercleRecord *no, CercleRecord *yes)
{
  static const guint same[] = { CERCLE_CONSENT_PURPOSE, CERCLE_CONSENT_ORGANISATION,
                                CERCLE_CONSENT_RECIPIENTS };
  const char *data = cercle_record_get_text (yes, CERCLE_CONSENT_DATA);
  g_auto (GStrv) allowed = g_strsplit (data != NULL ? data : "", " ", -1);

  if (!says (no, "no") || !says (yes, "yes") ||
      cercle_record_is_set (yes, CERCLE_CONSENT_WITHDRAWN_ON) ||
      g_strcmp0 (cercle_record_get_text (no, CERCLE_CONSENT_GIVEN_ON),
                 cercle_record_get_text (yes, CERCLE_CONSENT_GIVEN_ON)) < 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    if (!cercle_record_same (no, yes, same[i]))
      return FALSE;
  for (guint i = 0; cercle_record_is_set (no, CERCLE_CONSENT_DATA) && allowed[i] != NULL; i++)
    if (!cercle_record_has_token (no, CERCLE_CONSENT_DATA, allowed[i]))
      return FALSE;
  return TRUE;
}

/* --- New ------------------------------------------------------------------------------------- */

/* Nobody named: nobody can consent. */
static CercleRecord *
consent_begin (CercleCaseEntry *self, const char *subject)
{
  CercleRecord *person = cercle_case_entry_get_file (self)->person, *consent = NULL;

  if (person == NULL)
    return NULL;
  consent = cercle_session_new_record (cercle_case_entry_get_session (self), &cercle_consent_kind);
  cercle_record_set_text (consent, CERCLE_CONSENT_PERSON, cercle_record_get_id (person));
  cercle_record_set_text (consent, CERCLE_CONSENT_PURPOSE, "exchange");
  cercle_record_set_text (consent, CERCLE_CONSENT_GIVEN, "yes");
  cercle_record_set_text (consent, CERCLE_CONSENT_GIVEN_ON,
                          cercle_session_get_today (cercle_case_entry_get_session (self)));
  return consent;
}

static void
consent_changed (CercleCaseEntry *self, CercleRecord *consent)
{
  GPtrArray *consents = cercle_case_entry_get_file (self)->consents;
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < consents->len; i++)
    if (takes_back (consent, consents->pdata[i]))
      {
        g_autofree char *day = cercle_record_display (consents->pdata[i], CERCLE_CONSENT_GIVEN_ON);
        g_autofree char *stops = stop_words (self, consents->pdata[i]);

        g_string_append (words, words->len > 0 ? "\n" : "");
        g_string_append_printf (words, _ ("The consent of %s is withdrawn with it."), day);
        if (stops != NULL)
          g_string_append_printf (words, "\n%s", stops);
      }
  cercle_case_entry_tell (CERCLE_CASE_CONSENT (self)->back, words->len > 0 ? words->str : NULL,
                          FALSE);
}

static void
take_back (CercleCaseEntry *self, CercleRecord *no, CercleTx *tx)
{
  GPtrArray *consents = cercle_case_entry_get_file (self)->consents;

  for (guint i = 0; i < consents->len; i++)
    if (takes_back (no, consents->pdata[i]))
      {
        g_autoptr (CercleRecord) after = cercle_record_copy (consents->pdata[i]);

        cercle_record_set_text (after, CERCLE_CONSENT_WITHDRAWN_ON,
                                cercle_record_get_text (no, CERCLE_CONSENT_GIVEN_ON));
        cercle_tx_save (tx, after);
        stop_requests (self, after, tx);
      }
}

static gboolean
consent_finish (CercleCaseEntry *self, CercleRecord *consent, CercleTx *tx, GError **error)
{
  gboolean yes = says (consent, "yes");
  const char *idle =
      cercle_consent_is_idle (cercle_record_get_text (consent, CERCLE_CONSENT_PURPOSE),
                              cercle_record_is_set (consent, CERCLE_CONSENT_ORGANISATION),
                              cercle_record_get_text (consent, CERCLE_CONSENT_RECIPIENTS));

  if (idle != NULL)
    return cercle_case_entry_refuse (self, CERCLE_CONSENT_RECIPIENTS, error, idle);
  if (g_strcmp0 (cercle_record_get_text (consent, CERCLE_CONSENT_GIVEN_ON),
                 cercle_session_get_today (cercle_case_entry_get_session (self))) > 0)
    return cercle_case_entry_refuse (self, CERCLE_CONSENT_GIVEN_ON, error,
                                     _ ("A consent is noted once it was given."));
  if (yes && !cercle_record_is_set (consent, CERCLE_CONSENT_DATA))
    return cercle_case_entry_refuse (self, CERCLE_CONSENT_DATA, error,
                                     _ ("Say what may be passed on."));
  if (yes && !cercle_record_is_set (consent, CERCLE_CONSENT_MODE))
    return cercle_case_entry_refuse (self, CERCLE_CONSENT_MODE, error, _ ("Say how it was given."));
  take_back (self, consent, tx);
  return TRUE;
}

static void
cercle_case_consent_class_init (CercleCaseConsentClass *klass)
{
  static const CercleCaseRow rows[] = {
    { CERCLE_CONSENT_PURPOSE, NULL, NULL },
    { CERCLE_CONSENT_ORGANISATION, NULL, NULL },
    { CERCLE_CONSENT_RECIPIENTS, NULL, NULL },
    { CERCLE_CONSENT_DATA, N_ ("To pass on"), NULL },
    { CERCLE_CONSENT_GIVEN, N_ ("Agreed"), NULL },
    { CERCLE_CONSENT_MODE, NULL, NULL },
    { CERCLE_CONSENT_GIVEN_BY, NULL, NULL },
    { CERCLE_CONSENT_GIVEN_ON, NULL, NULL },
    { CERCLE_CONSENT_VERSION, NULL, NULL, cercle_suggest_consent_texts },
  };
  CercleCaseFormClass *form_class = CERCLE_CASE_FORM_CLASS (klass);
  CercleCaseEntryClass *entry_class = CERCLE_CASE_ENTRY_CLASS (klass);

  form_class->draft = "consent";
  form_class->title = N_ ("What the Person Allows");
  form_class->button = N_ ("Save");
  form_class->label = N_ ("Consent noted.");
  entry_class->kind = &cercle_consent_kind;
  entry_class->rows = rows;
  entry_class->n_rows = G_N_ELEMENTS (rows);
  entry_class->begin = consent_begin;
  entry_class->changed = consent_changed;
  entry_class->finish = consent_finish;
  entry_class->rule_row = CERCLE_CONSENT_ORGANISATION;
}

static void
cercle_case_consent_init (CercleCaseConsent *self)
{
  self->back = cercle_case_entry_add_words (CERCLE_CASE_ENTRY (self));
}

/* --- Taken back ------------------------------------------------------------------------------ */

static CercleRecord *
withdrawal_begin (CercleCaseEntry *self, const char *subject)
{
  CercleRecord *consent =
      cercle_case_file_find (cercle_case_entry_get_file (self)->consents, subject);
  CercleRecord *copy = NULL;

  if (consent == NULL || cercle_record_is_set (consent, CERCLE_CONSENT_WITHDRAWN_ON))
    return NULL;
  copy = cercle_record_copy (consent);
  cercle_record_set_text (copy, CERCLE_CONSENT_WITHDRAWN_ON,
                          cercle_session_get_today (cercle_case_entry_get_session (self)));
  return copy;
}

static void
withdrawal_changed (CercleCaseEntry *self, CercleRecord *consent)
{
  g_autofree char *words = stop_words (self, consent);

  cercle_case_entry_tell (CERCLE_CASE_WITHDRAWAL (self)->stops,
                          words != NULL ? words : _ ("Nothing that waits rests on it."), FALSE);
}

static gboolean
withdrawal_finish (CercleCaseEntry *self, CercleRecord *consent, CercleTx *tx, GError **error)
{
  if (!cercle_record_is_set (consent, CERCLE_CONSENT_WITHDRAWN_ON))
    return cercle_case_entry_refuse (self, CERCLE_CONSENT_WITHDRAWN_ON, error,
                                     _ ("Say on which day it was withdrawn."));
  if (g_strcmp0 (cercle_record_get_text (consent, CERCLE_CONSENT_WITHDRAWN_ON),
                 cercle_session_get_today (cercle_case_entry_get_session (self))) > 0)
    return cercle_case_entry_refuse (self, CERCLE_CONSENT_WITHDRAWN_ON, error,
                                     _ ("A withdrawal is noted once it was said."));
  stop_requests (self, consent, tx);
  return TRUE;
}

static void
cercle_case_withdrawal_class_init (CercleCaseWithdrawalClass *klass)
{
  static const CercleCaseRow rows[] = { { CERCLE_CONSENT_WITHDRAWN_ON, NULL, NULL } };
  CercleCaseFormClass *form_class = CERCLE_CASE_FORM_CLASS (klass);
  CercleCaseEntryClass *entry_class = CERCLE_CASE_ENTRY_CLASS (klass);

  form_class->draft = "withdrawal";
  form_class->title = N_ ("Withdraw the Consent");
  form_class->button = N_ ("Withdraw");
  form_class->label = N_ ("Consent withdrawn.");
  entry_class->kind = &cercle_consent_kind;
  entry_class->rows = rows;
  entry_class->n_rows = G_N_ELEMENTS (rows);
  entry_class->begin = withdrawal_begin;
  entry_class->changed = withdrawal_changed;
  entry_class->finish = withdrawal_finish;
  entry_class->rule_row = CERCLE_CONSENT_WITHDRAWN_ON;
}

static void
cercle_case_withdrawal_init (CercleCaseWithdrawal *self)
{
  self->stops = cercle_case_entry_add_words (CERCLE_CASE_ENTRY (self));
}
