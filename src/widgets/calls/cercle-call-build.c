/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which records does a call make? One action: all of them or none. */
#define G_LOG_DOMAIN "cercle-widgets"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-call.h"
#include "cercle-baton.h"
#include "cercle-call-form-private.h"
#include "cercle-call-promise.h"
#include "cercle-case.h"
#include "cercle-choices.h"
#include "cercle-commune.h"
#include "cercle-day.h"
#include "cercle-day-format.h"
#include "cercle-event.h"
#include "cercle-id.h"
#include "cercle-instant.h"
#include "cercle-macros.h"
#include "cercle-moves.h"
#include "cercle-person.h"
#include "cercle-request.h"
#include "cercle-text.h"
#include "cercle-working-hours.h"

typedef struct
{
  CercleCallForm *form;
  CercleSession *session;
  CercleTx *tx;
  CercleFormField *field;
  GError **error;
  /* Owned; person and case are NULL when the contact has none, relay unless it came by the relay.
   */
  CercleRecord *person, *kase, *call, *relay;
} Build;

/* Texts that are copied as typed, once cleaned: form field → field of the record. */
typedef struct
{
  CercleFormField from;
  guint to;
  gboolean lines;
} Copy;

static const Copy person_copies[] = {
  { CERCLE_FORM_FIRST_NAME, CERCLE_PERSON_FIRST_NAME, FALSE },
  { CERCLE_FORM_LAST_NAME, CERCLE_PERSON_LAST_NAME, FALSE },
  { CERCLE_FORM_COMMUNICATION, CERCLE_PERSON_COMMUNICATION, FALSE },
  { CERCLE_FORM_CALL_BACK, CERCLE_PERSON_CALL_BACK, FALSE },
};

static const Copy case_copies[] = {
  { CERCLE_FORM_NEED, CERCLE_CASE_NEED, FALSE },
  { CERCLE_FORM_WORDS, CERCLE_CASE_WORDS, TRUE },
  { CERCLE_FORM_CALLER, CERCLE_CASE_WORDS_BY, FALSE },
  { CERCLE_FORM_SUB_MISSION, CERCLE_CASE_SUB_MISSION, FALSE },
  { CERCLE_FORM_NOTIFIED, CERCLE_CASE_NOTIFIED, FALSE },
  { CERCLE_FORM_THEMES, CERCLE_CASE_THEMES, FALSE },
};

static const Copy call_copies[] = {
  { CERCLE_FORM_STARTED_AT, CERCLE_CALL_STARTED_AT, FALSE },
  { CERCLE_FORM_CHANNEL, CERCLE_CALL_CHANNEL, FALSE },
  { CERCLE_FORM_ORIGIN, CERCLE_CALL_ORIGIN, FALSE },
  { CERCLE_FORM_REQUESTER, CERCLE_CALL_REQUESTER, FALSE },
  { CERCLE_FORM_CALLER, CERCLE_CALL_CALLER, FALSE },
  { CERCLE_FORM_COMMUNICATION, CERCLE_CALL_COMMUNICATION, FALSE },
  { CERCLE_FORM_CALL_BACK, CERCLE_CALL_CALL_BACK, FALSE },
  { CERCLE_FORM_SUB_MISSION, CERCLE_CALL_SUB_MISSION, FALSE },
  { CERCLE_FORM_WORDS, CERCLE_CALL_WORDS, TRUE },
};

static gboolean
refuse (Build *build, CercleFormField field, const char *sentence)
{
  *build->field = field;
  g_set_error_literal (build->error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_FORM, sentence);
  return FALSE;
}

static const char *
typed (Build *build, CercleFormField field)
{
  return cercle_call_form_get (build->form, field);
}

static gboolean
is_set (Build *build, CercleFormField field)
{
  return typed (build, field)[0] != '\0';
}

static gboolean
subject_is (Build *build, const char *subject)
{
  return g_str_equal (typed (build, CERCLE_FORM_SUBJECT), subject);
}

/* Each text is checked where it was typed, so that the sentence stands under its field. */
static gboolean
copy (Build *build, CercleRecord *record, const Copy *copies, guint n_copies)
{
  for (guint i = 0; i < n_copies; i++)
    {
      g_autofree char *clean = cercle_text_clean (typed (build, copies[i].from), copies[i].lines);
      cercle_record_set_text (record, copies[i].to, clean);
      if (!cercle_record_check_field (record, copies[i].to, build->error))
        {
          *build->field = copies[i].from;
          return FALSE;
        }
    }
  return TRUE;
}

/* (transfer full): a record whose identity comes from the form: pressing twice creates once. */
static CercleRecord *
make (Build *build, const CercleKind *kind)
{
  CercleRecord *record = cercle_session_new_record (build->session, kind);
  CercleEnvelope *envelope = cercle_record_envelope (record);
  g_autofree char *id = cercle_id_derive (envelope->scope, kind->name, build->form->id, NULL);
  cercle_envelope_set (&envelope->id, id);
  return record;
}

static gboolean
take_phone (Build *build, CercleRecord *record, guint field)
{
  if (!is_set (build, CERCLE_FORM_PHONE))
    return TRUE;
  g_autofree char *phone = cercle_text_phone (typed (build, CERCLE_FORM_PHONE),
                                              cercle_session_get_territory (build->session));
  if (phone == NULL)
    return refuse (build, CERCLE_FORM_PHONE, _ ("This is not a telephone number."));
  cercle_record_set_text (record, field, phone);
  return TRUE;
}

static const CercleCommune *
commune (Build *build)
{
  const char *name = typed (build, CERCLE_FORM_COMMUNE);
  const CercleCommune *exact = cercle_commune_find (name);
  if (exact != NULL || name[0] == '\0')
    return exact;
  g_autoptr (GPtrArray) found =
      cercle_commune_search (name, cercle_session_get_territory (build->session), 1);
  return found->len > 0 ? found->pdata[0] : NULL;
}

static gboolean
take_commune (Build *build, CercleRecord *record, guint field)
{
  const CercleCommune *found = commune (build);
  if (found == NULL && is_set (build, CERCLE_FORM_COMMUNE))
    return refuse (build, CERCLE_FORM_COMMUNE, _ ("No commune begins like this."));
  cercle_record_set_text (record, field, found != NULL ? found->code : NULL);
  return TRUE;
}

gboolean
cercle_call_form_take_birth (CercleCallForm *self, CercleRecord *person, int today)
{
  const char *birth = cercle_call_form_get (self, CERCLE_FORM_BIRTH);
  int day, year, month, mday;

  if (birth[0] == '\0')
    return TRUE;
  if (strlen (birth) == 4 && strspn (birth, "0123456789") == 4)
    {
      cercle_record_set_integer (person, CERCLE_PERSON_BIRTH_YEAR,
                                 g_ascii_strtoll (birth, NULL, 10));
      return cercle_record_check_field (person, CERCLE_PERSON_BIRTH_YEAR, NULL);
    }
  day = cercle_day_format_parse (birth, today);
  if (day == CERCLE_DAY_NONE || day > today)
    return FALSE;
  g_autofree char *text = cercle_day_to_text (day);
  cercle_day_to_ymd (day, &year, &month, &mday);
  cercle_record_set_text (person, CERCLE_PERSON_BIRTH_ON, text);
  cercle_record_set_integer (person, CERCLE_PERSON_BIRTH_YEAR, year);
  return TRUE;
}

static gboolean
build_person (Build *build)
{
  int today = cercle_session_get_today_number (build->session);

  if (subject_is (build, "anonymous"))
    return TRUE;
  if (subject_is (build, "person") || subject_is (build, "case"))
    {
      build->person = cercle_session_get (build->session, &cercle_person_kind,
                                          typed (build, CERCLE_FORM_PERSON));
      return build->person != NULL || subject_is (build, "case") ||
             refuse (build, CERCLE_FORM_SUBJECT, _ ("This person is no longer here."));
    }
  if (!is_set (build, CERCLE_FORM_FIRST_NAME) && !is_set (build, CERCLE_FORM_LAST_NAME))
    return refuse (build, CERCLE_FORM_LAST_NAME,
                   _ ("Who is it about? Give a name, or choose an anonymous contact."));
  build->person = make (build, &cercle_person_kind);
  if (!copy (build, build->person, person_copies, G_N_ELEMENTS (person_copies)) ||
      !take_phone (build, build->person, CERCLE_PERSON_PHONE) ||
      !take_commune (build, build->person, CERCLE_PERSON_COMMUNE))
    return FALSE;
  if (!cercle_call_form_take_birth (build->form, build->person, today))
    return refuse (build, CERCLE_FORM_BIRTH, _ ("This is neither a day of birth nor a year."));
  cercle_tx_save (build->tx, build->person);
  return TRUE;
}

CercleRecord *
cercle_call_form_person (CercleCallForm *self, CercleSession *session)
{
  CercleFormField field = CERCLE_FORM_N_FIELDS;
  g_autoptr (CercleRecord) person = NULL;
  Build build = { self, session, NULL, &field, NULL };

  if (subject_is (&build, "person") || subject_is (&build, "case") ||
      subject_is (&build, "anonymous") ||
      (!is_set (&build, CERCLE_FORM_FIRST_NAME) && !is_set (&build, CERCLE_FORM_LAST_NAME)))
    return NULL;
  person = make (&build, &cercle_person_kind);
  /* What is not a name, a number, a commune or a day yet is left out. */
  copy (&build, person, person_copies, G_N_ELEMENTS (person_copies));
  take_phone (&build, person, CERCLE_PERSON_PHONE);
  take_commune (&build, person, CERCLE_PERSON_COMMUNE);
  cercle_call_form_take_birth (self, person, cercle_session_get_today_number (session));
  return g_steal_pointer (&person);
}

static gboolean
take_break (Build *build)
{
  int today = cercle_session_get_today_number (build->session);
  int day;

  if (!g_str_equal (typed (build, CERCLE_FORM_BREAK), "yes") ||
      !is_set (build, CERCLE_FORM_BREAK_ON))
    return TRUE;
  day = cercle_day_format_parse (typed (build, CERCLE_FORM_BREAK_ON), today);
  if (day == CERCLE_DAY_NONE)
    return refuse (build, CERCLE_FORM_BREAK_ON,
                   _ ("This is not a day: type for instance 23/06 or tomorrow."));
  g_autofree char *text = cercle_day_to_text (day);
  cercle_record_set_text (build->kase, CERCLE_CASE_BREAK_ON, text);
  return TRUE;
}

static gboolean
build_case (Build *build)
{
  const char *motive = typed (build, CERCLE_FORM_SUB_MISSION);

  if (subject_is (build, "anonymous"))
    return TRUE;
  if (subject_is (build, "case"))
    {
      build->kase =
          cercle_session_get (build->session, &cercle_case_kind, typed (build, CERCLE_FORM_CASE));
      return build->kase != NULL ||
             refuse (build, CERCLE_FORM_SUBJECT, _ ("This case is no longer here."));
    }
  build->kase = make (build, &cercle_case_kind);
  if (!copy (build, build->kase, case_copies, G_N_ELEMENTS (case_copies)) || !take_break (build))
    return FALSE;
  cercle_record_set_text (build->kase, CERCLE_CASE_PERSON, cercle_record_get_id (build->person));
  cercle_record_set_text (build->kase, CERCLE_CASE_OPENED_ON,
                          cercle_session_get_today (build->session));
  cercle_record_set_text (build->kase, CERCLE_CASE_MISSION, cercle_mission_of (motive));
  cercle_record_set_text (build->kase, CERCLE_CASE_COMMUNE,
                          cercle_record_get_text (build->person, CERCLE_PERSON_COMMUNE));
  if (is_set (build, CERCLE_FORM_DANGER))
    cercle_record_set_flag (build->kase, CERCLE_CASE_DANGER, TRUE);
  if (g_str_equal (typed (build, CERCLE_FORM_REQUESTER), "ase") ||
      g_str_has_prefix (motive, "ase_"))
    cercle_record_set_text (build->kase, CERCLE_CASE_PROFILE, "ase");
  cercle_tx_save (build->tx, build->kase);
  return TRUE;
}

static const char *
outcome (Build *build)
{
  if (subject_is (build, "anonymous"))
    return "information";
  return subject_is (build, "case") ? "followed" : "case";
}

/* Whatever was typed before she said so: neither a number nor a name, nor a way back to her. */
static void
stay_anonymous (Build *build)
{
  cercle_record_set_flag (build->call, CERCLE_CALL_ANONYMOUS, TRUE);
  cercle_record_set_text (build->call, CERCLE_CALL_CALLER, NULL);
  cercle_record_set_text (build->call, CERCLE_CALL_CALL_BACK, NULL);
}

static gboolean
build_call (Build *build)
{
  CercleRecord *member = cercle_session_get_member (build->session);
  g_autofree char *now = cercle_instant_now_text ();

  build->call = make (build, &cercle_call_kind);
  if (!copy (build, build->call, call_copies, G_N_ELEMENTS (call_copies)) ||
      !take_commune (build, build->call, CERCLE_CALL_COMMUNE))
    return FALSE;
  cercle_record_set_text (build->call, CERCLE_CALL_ENDED_AT, now);
  cercle_record_set_text (build->call, CERCLE_CALL_OUTCOME, outcome (build));
  if (member != NULL)
    cercle_record_set_text (build->call, CERCLE_CALL_TAKEN_BY, cercle_record_get_id (member));
  if (is_set (build, CERCLE_FORM_DANGER))
    cercle_record_set_flag (build->call, CERCLE_CALL_DANGER, TRUE);
  if (subject_is (build, "anonymous"))
    stay_anonymous (build);
  else if (!take_phone (build, build->call, CERCLE_CALL_PHONE))
    return FALSE;
  if (build->person != NULL)
    cercle_record_set_text (build->call, CERCLE_CALL_PERSON, cercle_record_get_id (build->person));
  if (build->kase != NULL)
    cercle_record_set_text (build->call, CERCLE_CALL_CASE, cercle_record_get_id (build->kase));
  cercle_tx_save (build->tx, build->call);
  return TRUE;
}

/* What the national relay passes on waits to be accepted (S1: the rules between it and the
 * territories). */
static gboolean
build_relay (Build *build)
{
  if (!subject_is (build, "new") && !subject_is (build, "person"))
    return TRUE;
  if (!g_str_equal (typed (build, CERCLE_FORM_ORIGIN), "relay"))
    return TRUE;
  build->relay = make (build, &cercle_transfer_kind);
  cercle_record_set_text (build->relay, CERCLE_TRANSFER_CASE, cercle_record_get_id (build->kase));
  cercle_record_set_text (build->relay, CERCLE_TRANSFER_DIRECTION, "relay");
  cercle_record_set_text (build->relay, CERCLE_TRANSFER_COMMUNITY, _ ("National relay"));
  cercle_record_set_text (build->relay, CERCLE_TRANSFER_SENT_AT,
                          cercle_record_get_text (build->call, CERCLE_CALL_STARTED_AT));
  cercle_tx_save (build->tx, build->relay);
  return TRUE;
}

/* As typed or chosen. Nothing was: within the relay's delay when it came by the relay, else within
 * that of the community. */
static gboolean
read_promise (Build *build, int *day, int *minute)
{
  int today = cercle_session_get_today_number (build->session);

  if (build->relay != NULL && !is_set (build, CERCLE_FORM_PROMISE_DAY))
    {
      CercleWorkingTime time = cercle_working_hours (build->session);
      gint64 due =
          cercle_transfer_due (build->relay, cercle_session_get_community (build->session), &time);

      *day = cercle_instant_local_day (due, time.zone, minute);
      return TRUE;
    }
  if (!is_set (build, CERCLE_FORM_PROMISE_DAY))
    {
      *day = cercle_call_promise_else (build->session, is_set (build, CERCLE_FORM_DANGER));
      *minute = -1;
      return TRUE;
    }
  *day = cercle_day_format_parse (typed (build, CERCLE_FORM_PROMISE_DAY), today);
  *minute = cercle_day_format_parse_minute (typed (build, CERCLE_FORM_PROMISE_AT));
  if (*day == CERCLE_DAY_NONE || *day < today)
    return refuse (build, CERCLE_FORM_PROMISE_DAY, _ ("A promise is for today or later."));
  return *minute >= 0 || !is_set (build, CERCLE_FORM_PROMISE_AT) ||
         refuse (build, CERCLE_FORM_PROMISE_AT, _ ("This is not an hour: type for instance 9:30."));
}

/* Nobody promised anything, and nothing has to: a closed case, or one for which something is due.
 */
static gboolean
needs_no_promise (Build *build)
{
  return !is_set (build, CERCLE_FORM_PROMISE_DAY) && subject_is (build, "case") &&
         (cercle_record_is_set (build->kase, CERCLE_CASE_NEXT_DUE_ON) ||
          !cercle_case_status_is_open (cercle_record_get_text (build->kase, CERCLE_CASE_STATUS)));
}

/* An anonymous contact cannot be called back. */
static gboolean
build_promise (Build *build)
{
  CercleRecord *member = cercle_session_get_member (build->session);
  int day, minute;

  if (build->kase == NULL || needs_no_promise (build))
    return TRUE;
  if (!read_promise (build, &day, &minute))
    return FALSE;

  g_autoptr (CercleRecord) action = make (build, &cercle_action_kind);
  g_autofree char *due = cercle_day_to_text (day);
  cercle_record_set_text (action, CERCLE_ACTION_CASE, cercle_record_get_id (build->kase));
  cercle_record_set_text (action, CERCLE_ACTION_SORT, "call_back");
  cercle_record_set_text (action, CERCLE_ACTION_STATE, "open");
  cercle_record_set_text (action, CERCLE_ACTION_DUE_ON, due);
  if (minute >= 0)
    cercle_record_set_integer (action, CERCLE_ACTION_DUE_AT, minute);
  cercle_record_set_text (action, CERCLE_ACTION_CHANNEL, typed (build, CERCLE_FORM_CALL_BACK));
  if (member != NULL)
    {
      g_autofree char *holder = g_strconcat ("member:", cercle_record_get_id (member), NULL);
      cercle_record_set_text (action, CERCLE_ACTION_ASSIGNEE, holder);
    }
  cercle_tx_save (build->tx, action);
  return TRUE;
}

CercleTx *
cercle_call_form_build (CercleCallForm *self, CercleSession *session, CercleFormField *field,
                        GError **error)
{
  g_autoptr (CercleTx) tx = cercle_tx_new (N_ ("Call saved"));
  Build build = { self, session, tx, field, error, NULL, NULL, NULL, NULL };
  gboolean built = FALSE;

  *field = CERCLE_FORM_SUBJECT;
  if (!is_set (&build, CERCLE_FORM_SUBJECT))
    refuse (&build, CERCLE_FORM_SUBJECT,
            _ ("Who is it about? Choose someone found, a new person or an anonymous contact."));
  else
    built = build_person (&build) && build_case (&build) && build_call (&build) &&
            build_relay (&build) && build_promise (&build);
  cercle_tx_drop_draft (tx, self->id);
  g_clear_object (&build.person);
  g_clear_object (&build.kase);
  g_clear_object (&build.call);
  g_clear_object (&build.relay);
  return built ? g_steal_pointer (&tx) : NULL;
}
