/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does what was typed during a call become a draft? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-call-form.h"

#include <string.h>

#include "cercle-call-form-private.h"
#include "cercle-day-format.h"
#include "cercle-id.h"
#include "cercle-instant.h"
#include "cercle-json.h"
#include "cercle-person.h"

/* Names in the draft. */
static const char *const names[CERCLE_FORM_N_FIELDS] = {
  [CERCLE_FORM_STARTED_AT] = "started_at",
  [CERCLE_FORM_PHONE] = "phone",
  [CERCLE_FORM_NO_PHONE] = "no_phone",
  [CERCLE_FORM_COMMUNICATION] = "communication",
  [CERCLE_FORM_CALL_BACK] = "call_back",
  [CERCLE_FORM_SUBJECT] = "subject",
  [CERCLE_FORM_PERSON] = "person",
  [CERCLE_FORM_CASE] = "case",
  [CERCLE_FORM_FIRST_NAME] = "first_name",
  [CERCLE_FORM_LAST_NAME] = "last_name",
  [CERCLE_FORM_BIRTH] = "birth",
  [CERCLE_FORM_COMMUNE] = "commune",
  [CERCLE_FORM_ORIGIN] = "origin",
  [CERCLE_FORM_CHANNEL] = "channel",
  [CERCLE_FORM_REQUESTER] = "requester",
  [CERCLE_FORM_CALLER] = "caller",
  [CERCLE_FORM_SUB_MISSION] = "sub_mission",
  [CERCLE_FORM_DANGER] = "danger",
  [CERCLE_FORM_BREAK] = "break",
  [CERCLE_FORM_BREAK_ON] = "break_on",
  [CERCLE_FORM_NOTIFIED] = "notified",
  [CERCLE_FORM_NEED] = "need",
  [CERCLE_FORM_WORDS] = "words",
  [CERCLE_FORM_PROMISE_DAY] = "promise_day",
  [CERCLE_FORM_PROMISE_AT] = "promise_at",
  [CERCLE_FORM_THEMES] = "themes",
};

/* Typing in one of these makes a form worth keeping. */
static const CercleFormField telling[] = {
  CERCLE_FORM_PHONE, CERCLE_FORM_SUBJECT, CERCLE_FORM_FIRST_NAME, CERCLE_FORM_LAST_NAME,
  CERCLE_FORM_BIRTH, CERCLE_FORM_COMMUNE, CERCLE_FORM_CALLER,     CERCLE_FORM_SUB_MISSION,
  CERCLE_FORM_NEED,  CERCLE_FORM_WORDS,   CERCLE_FORM_DANGER,
};

CercleCallForm *
cercle_call_form_new (void)
{
  CercleCallForm *self = g_new0 (CercleCallForm, 1);
  self->id = cercle_id_new ();
  self->values[CERCLE_FORM_STARTED_AT] = cercle_instant_now_text ();
  self->values[CERCLE_FORM_CHANNEL] = g_strdup ("phone");
  return self;
}

void
cercle_call_form_free (CercleCallForm *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < CERCLE_FORM_N_FIELDS; i++)
    g_free (self->values[i]);
  g_free (self->id);
  g_free (self);
}

const char *
cercle_call_form_get_id (CercleCallForm *self)
{
  return self->id;
}

const char *
cercle_call_form_get (CercleCallForm *self, CercleFormField field)
{
  return self->values[field] != NULL ? self->values[field] : "";
}

gboolean
cercle_call_form_set (CercleCallForm *self, CercleFormField field, const char *value)
{
  if (g_strcmp0 (cercle_call_form_get (self, field), value != NULL ? value : "") == 0)
    return FALSE;
  g_free (self->values[field]);
  self->values[field] = g_strdup (value);
  return TRUE;
}

gboolean
cercle_call_form_is_empty (CercleCallForm *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (telling); i++)
    if (cercle_call_form_get (self, telling[i])[0] != '\0')
      return FALSE;
  return TRUE;
}

char *
cercle_call_form_print (CercleCallForm *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  for (guint i = 0; i < CERCLE_FORM_N_FIELDS; i++)
    if (cercle_call_form_get (self, i)[0] != '\0')
      json_object_set_string_member (object, names[i], self->values[i]);
  return cercle_json_print (object);
}

CercleCallForm *
cercle_call_form_parse (const char *id, const char *content)
{
  g_autoptr (JsonObject) object =
      content != NULL ? cercle_json_parse (content, -1, 1024 * 1024, NULL) : NULL;
  if (object == NULL)
    return NULL;
  g_autoptr (CercleCallForm) self = cercle_call_form_new ();
  g_free (self->id);
  self->id = g_strdup (id);
  for (guint i = 0; i < CERCLE_FORM_N_FIELDS; i++)
    {
      const char *value = NULL;
      if (!cercle_json_text_opt (object, names[i], &value, NULL))
        return NULL;
      cercle_call_form_set (self, i, value);
    }
  return g_steal_pointer (&self);
}

gboolean
cercle_call_form_is_about_a_child (CercleCallForm *self, CercleRecord *person, int today)
{
  const char *requester = cercle_call_form_get (self, CERCLE_FORM_REQUESTER);
  const char *motive = cercle_call_form_get (self, CERCLE_FORM_SUB_MISSION);
  int age = -1;

  if (g_str_equal (requester, "ase") || g_str_equal (requester, "foster_family") ||
      g_str_has_prefix (motive, "ase_"))
    return TRUE;
  if (person != NULL)
    age = cercle_person_age (person, today);
  else
    {
      g_autoptr (CercleRecord) typed = cercle_record_new (&cercle_person_kind);
      if (cercle_call_form_take_birth (self, typed, today))
        age = cercle_person_age (typed, today);
    }
  return age >= 0 && age < 18;
}
