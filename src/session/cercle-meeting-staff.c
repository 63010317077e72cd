/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* May a person be named before those who come to a meeting? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-meeting-staff.h"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-choices.h"
#include "cercle-commune.h"
#include "cercle-consent.h"
#include "cercle-day.h"
#include "cercle-gate.h"
#include "cercle-meeting.h"
#include "cercle-one-person.h"
#include "cercle-organisation.h"
#include "cercle-person.h"
#include "cercle-query.h"
#include "cercle-session-private.h"

void
cercle_staff_case_free (CercleStaffCase *self)
{
  g_free (self->who);
  g_free (self->short_who);
  g_free (self->reason);
  g_free (self);
}

typedef struct
{
  char *meeting, *kase, *today;
  CercleStaffCase *found;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->meeting);
  g_free (reading->kase);
  g_free (reading->today);
  g_clear_pointer (&reading->found, cercle_staff_case_free);
  g_free (reading);
}

/* What a consent must be given to, for the party of who comes. The team is not asked for: it holds
 * the case. */
static const struct
{
  const char *party, *recipients;
} parties[] = {
  { "national", "governance" }, { "ars", "governance" }, { "cd", "governance" },
  { "mdph", "mdph" },           { "og", "partners" },    { "member", "cercle" },
  { "other", "partners" },
};

static GPtrArray *
find (CercleStore *store, const CercleKind *kind, guint field, const char *id, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (kind);

  cercle_query_where (query, field, CERCLE_IS, id);
  return cercle_store_find (store, query, error);
}

/* (transfer full): of the person and of those merged into her. */
static GPtrArray *
find_consents (CercleStore *store, GPtrArray *persons, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < persons->len; i++)
    {
      g_autoptr (GPtrArray) some = find (store, &cercle_consent_kind, CERCLE_CONSENT_PERSON,
                                         cercle_record_get_id (persons->pdata[i]), error);

      if (some == NULL)
        return NULL;
      g_ptr_array_extend_and_steal (all, g_steal_pointer (&some));
    }
  return g_steal_pointer (&all);
}

/* (transfer full) (nullable): the organisation that somebody comes from: what was asked itself, or
 * whom the directory says she works for. */
static CercleRecord *
organisation_of (CercleStore *store, CercleRecord *attendee)
{
  const char *who = cercle_record_get_text (attendee, CERCLE_ATTENDEE_WHO);
  g_autoptr (CercleRecord) contact = NULL;
  const char *id = NULL;

  if (who != NULL && g_str_has_prefix (who, "organisation:"))
    id = who + strlen ("organisation:");
  else if (who != NULL && g_str_has_prefix (who, "contact:"))
    {
      contact = cercle_store_get (store, &cercle_contact_kind, who + strlen ("contact:"), NULL);
      id = contact != NULL ? cercle_record_get_text (contact, CERCLE_CONTACT_ORGANISATION) : NULL;
    }
  return id != NULL ? cercle_store_get (store, &cercle_organisation_kind, id, NULL) : NULL;
}

/* organisation: NULL: her party alone is asked for. */
static gboolean
allows (GPtrArray *consents, CercleRecord *organisation, const char *recipients, const char *today)
{
  const CercleGateQuestion question = {
    .purpose = "staff",
    .organisation = organisation != NULL ? cercle_record_get_id (organisation) : NULL,
    .recipients = recipients,
    .data = "identity",
    .day = today,
  };

  return cercle_gate_consent (consents, &question, NULL) != NULL;
}

/* (transfer none) (nullable): whom the consent of one of this party is given to; NULL: the team's.
 */
static const char *
recipients_of (const char *party)
{
  for (guint i = 0; i < G_N_ELEMENTS (parties); i++)
    if (g_str_equal (parties[i].party, party))
      return parties[i].recipients;
  return NULL;
}

/* Each once: the organisation by its name, whoever else comes for its party; or the party. */
static void
add_refused (GPtrArray *refused, CercleRecord *organisation, const char *party)
{
  const char *name =
      organisation != NULL ? cercle_record_get_text (organisation, CERCLE_ORGANISATION_NAME) : NULL;
  const char *words = name != NULL ? name : cercle_choice_label (cercle_parties, party);

  if (!g_ptr_array_find_with_equal_func (refused, words, g_str_equal, NULL))
    g_ptr_array_add (refused, g_strdup (words));
}

/* (transfer full) (nullable): those who come without her consent, as words. An attendee of no party
 * is held for anybody. */
static char *
find_refused (CercleStore *store, GPtrArray *attendees, GPtrArray *consents, const char *today)
{
  g_autoptr (GPtrArray) refused = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < attendees->len; i++)
    {
      const char *presence = cercle_record_get_text (attendees->pdata[i], CERCLE_ATTENDEE_PRESENCE);
      const char *party = cercle_record_get_text (attendees->pdata[i], CERCLE_ATTENDEE_PARTY);
      const char *recipients = recipients_of (party != NULL ? party : "other");
      g_autoptr (CercleRecord) organisation = NULL;

      if (recipients == NULL || g_strcmp0 (presence, "excused") == 0 ||
          g_strcmp0 (presence, "absent") == 0)
        continue;
      organisation = organisation_of (store, attendees->pdata[i]);
      if (!allows (consents, organisation, recipients, today))
        add_refused (refused, organisation, party != NULL ? party : "other");
    }
  if (refused->len == 0)
    return NULL;
  g_ptr_array_add (refused, NULL);
  return g_strjoinv (", ", (char **) refused->pdata);
}

/* "M. Q., 9 years, Lisieux": what is not known is left away. */
static char *
tell_short (CercleRecord *person, const char *today)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *initials = person != NULL ? cercle_person_initials (person) : NULL;
  int age = person != NULL ? cercle_person_age (person, cercle_day_parse (today)) : -1;
  const char *commune =
      person != NULL ? cercle_record_get_text (person, CERCLE_PERSON_COMMUNE) : NULL;
  const char *place = commune != NULL ? cercle_commune_name (commune) : NULL;

  g_string_append (words, initials != NULL && *initials != '\0' ? initials : _ ("Name not told"));
  if (age >= 0)
    {
      g_string_append (words, ", ");
      g_string_append_printf (words, ngettext ("%d year old", "%d years old", (gulong) age), age);
    }
  if (place != NULL)
    g_string_append_printf (words, ", %s", place);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static gboolean
read_job (CercleStore *store, gpointer data, GError **error)
{
  Reading *self = data;
  g_autoptr (GError) local = NULL;
  g_autoptr (CercleRecord) kase = cercle_store_get (store, &cercle_case_kind, self->kase, &local);
  g_autoptr (GPtrArray) persons = NULL, consents = NULL, attendees = NULL;
  g_autofree char *refused = NULL;
  const char *person;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (kase == NULL || cercle_record_envelope (kase)->deleted)
    return TRUE;
  person = cercle_record_get_text (kase, CERCLE_CASE_PERSON);
  persons = person != NULL ? cercle_one_person_all (store, person, error)
                           : g_ptr_array_new_with_free_func (g_object_unref);
  consents = persons != NULL ? find_consents (store, persons, error) : NULL;
  attendees = consents != NULL ? find (store, &cercle_attendee_kind, CERCLE_ATTENDEE_MEETING,
                                       self->meeting, error)
                               : NULL;
  if (attendees == NULL)
    return FALSE;
  refused = find_refused (store, attendees, consents, self->today);
  self->found = g_new0 (CercleStaffCase, 1);
  self->found->named = refused == NULL && persons->len > 0;
  self->found->short_who = tell_short (persons->len > 0 ? persons->pdata[0] : NULL, self->today);
  self->found->who = self->found->named ? cercle_person_name (persons->pdata[0])
                                        : g_strdup (self->found->short_who);
  if (refused != NULL)
    /* TRANSLATORS: who comes to a meeting: "ARS, IME Les Pommiers". */
    self->found->reason = g_strdup_printf (
        _ ("The name is not shown: the person did not agree to it for %s."), refused);
  return TRUE;
}

void
cercle_session_read_staff_case_async (CercleSession *self, const char *meeting, const char *kase,
                                      GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  Reading *reading = g_new0 (Reading, 1);

  reading->meeting = g_strdup (meeting);
  reading->kase = g_strdup (kase);
  reading->today = g_strdup (cercle_session_get_today (self));
  g_task_set_source_tag (task, cercle_session_read_staff_case_async);
  g_task_set_task_data (task, reading, reading_free);
  cercle_session_push_read (self, read_job, task);
}

CercleStaffCase *
cercle_session_read_staff_case_finish (CercleSession *self, GAsyncResult *result, GError **error)
{
  Reading *reading = g_task_get_task_data (G_TASK (result));

  if (!cercle_session_finish_read (self, result, cercle_session_read_staff_case_async, error))
    return NULL;
  return g_steal_pointer (&reading->found);
}
