/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which partners fit, what is on a sheet, whom to ring, and what did they tell? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-directory-desk.h"

#include "cercle-directory.h"
#include "cercle-instant.h"
#include "cercle-organisation.h"
#include "cercle-session-private.h"

typedef struct
{
  CerclePartnerQuestion question; /* its texts are owned */
  char *id;
  guint limit, total;
  GPtrArray *lines;
  CerclePartnerSheet *sheet;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_free ((char *) asking->question.text);
  g_free ((char *) asking->question.theme);
  g_free ((char *) asking->question.mission);
  g_free ((char *) asking->question.commune);
  g_free ((char *) asking->question.slots);
  g_free ((char *) asking->question.today);
  g_free (asking->id);
  g_clear_pointer (&asking->lines, g_ptr_array_unref);
  g_clear_pointer (&asking->sheet, cercle_partner_sheet_free);
  g_free (asking);
}

static Asking *
new_asking (CercleSession *self, const CerclePartnerQuestion *question, const char *id)
{
  Asking *asking = g_new0 (Asking, 1);

  asking->question.age = -1;
  if (question != NULL)
    asking->question = (CerclePartnerQuestion){
      .text = g_strdup (question->text),
      .theme = g_strdup (question->theme),
      .mission = g_strdup (question->mission),
      .commune = g_strdup (question->commune),
      .age = question->age,
      .slots = g_strdup (question->slots),
      .closed = question->closed,
    };
  asking->question.now = cercle_instant_now ();
  asking->question.today = g_strdup (cercle_session_get_today (self));
  asking->id = g_strdup (id);
  return asking;
}

static void
push (CercleSession *self, GTask *task, gpointer tag, CercleStoreJob job, Asking *asking)
{
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, asking, asking_free);
  cercle_session_push_read (self, job, task);
}

/* --- Who fits -------------------------------------------------------------------------------- */

static gboolean
find_job (CercleStore *store, gpointer data, GError **error)
{
  Asking *asking = data;

  asking->lines = cercle_partner_find (store, &asking->question, &asking->total, error);
  return asking->lines != NULL;
}

void
cercle_session_find_partners_async (CercleSession *self, const CerclePartnerQuestion *question,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer data)
{
  push (self, g_task_new (self, cancellable, callback, data), cercle_session_find_partners_async,
        find_job, new_asking (self, question, NULL));
}

GPtrArray *
cercle_session_find_partners_finish (CercleSession *self, GAsyncResult *result, guint *total,
                                     GError **error)
{
  Asking *asking = g_task_get_task_data (G_TASK (result));

  if (!cercle_session_finish_read (self, result, cercle_session_find_partners_async, error))
    return NULL;
  *total = asking->total;
  return g_steal_pointer (&asking->lines);
}

/* --- One sheet ------------------------------------------------------------------------------- */

static gboolean
read_job (CercleStore *store, gpointer data, GError **error)
{
  Asking *asking = data;
  g_autoptr (GError) failure = NULL;

  asking->sheet = cercle_partner_read (store, asking->id, asking->question.now,
                                       asking->question.today, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

void
cercle_session_read_partner_async (CercleSession *self, const char *id, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer data)
{
  push (self, g_task_new (self, cancellable, callback, data), cercle_session_read_partner_async,
        read_job, new_asking (self, NULL, id));
}

CerclePartnerSheet *
cercle_session_read_partner_finish (CercleSession *self, GAsyncResult *result, GError **error)
{
  Asking *asking = g_task_get_task_data (G_TASK (result));

  if (!cercle_session_finish_read (self, result, cercle_session_read_partner_async, error))
    return NULL;
  return g_steal_pointer (&asking->sheet);
}

/* --- The morning round ----------------------------------------------------------------------- */

static gboolean
round_job (CercleStore *store, gpointer data, GError **error)
{
  Asking *asking = data;

  asking->lines = cercle_partner_round (store, asking->question.now, asking->question.today,
                                        asking->limit, error);
  return asking->lines != NULL;
}

void
cercle_session_read_round_async (CercleSession *self, guint n, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer data)
{
  Asking *asking = new_asking (self, NULL, NULL);

  asking->limit = n;
  push (self, g_task_new (self, cancellable, callback, data), cercle_session_read_round_async,
        round_job, asking);
}

GPtrArray *
cercle_session_read_round_finish (CercleSession *self, GAsyncResult *result, GError **error)
{
  Asking *asking = g_task_get_task_data (G_TASK (result));

  if (!cercle_session_finish_read (self, result, cercle_session_read_round_async, error))
    return NULL;
  return g_steal_pointer (&asking->lines);
}

/* --- What is written ------------------------------------------------------------------------- */

static void
set_member (CercleSession *self, CercleRecord *record, guint field)
{
  CercleRecord *member = cercle_session_get_member (self);

  if (member != NULL)
    cercle_record_set_text (record, field, cercle_record_get_id (member));
}

CercleRecord *
cercle_session_new_capacity (CercleSession *self, const char *organisation, CercleRecord *before)
{
  CercleRecord *capacity = cercle_session_new_record (self, &cercle_capacity_kind);
  g_autofree char *now = cercle_instant_now_text ();

  if (before != NULL)
    {
      cercle_record_take_value (capacity, before, CERCLE_CAPACITY_UNIT);
      cercle_record_take_value (capacity, before, CERCLE_CAPACITY_SERVICE);
      cercle_record_take_value (capacity, before, CERCLE_CAPACITY_TOLD_BY);
    }
  cercle_record_set_text (capacity, CERCLE_CAPACITY_ORGANISATION, organisation);
  cercle_record_set_text (capacity, CERCLE_CAPACITY_TOLD_AT, now);
  set_member (self, capacity, CERCLE_CAPACITY_TAKEN_BY);
  return capacity;
}

CercleRecord *
cercle_session_new_enquiry (CercleSession *self, const char *organisation, const char *outcome)
{
  const char *scope = cercle_session_get_directory_scope (self);
  const char *today = cercle_session_get_today (self);
  g_autofree char *id = cercle_enquiry_id (scope, organisation, NULL, today);
  g_autofree char *now = cercle_instant_now_text ();
  g_autoptr (CercleRecord) known = cercle_session_get (self, &cercle_enquiry_kind, id);
  CercleRecord *enquiry = known != NULL ? cercle_record_copy (known)
                                        : cercle_session_new_record (self, &cercle_enquiry_kind);

  if (known == NULL)
    {
      cercle_envelope_set (&cercle_record_envelope (enquiry)->id, id);
      cercle_record_set_text (enquiry, CERCLE_ENQUIRY_ORGANISATION, organisation);
      cercle_record_set_text (enquiry, CERCLE_ENQUIRY_HELD_ON, today);
    }
  cercle_record_set_text (enquiry, CERCLE_ENQUIRY_OUTCOME, outcome);
  cercle_record_set_text (enquiry, CERCLE_ENQUIRY_DONE_AT, now);
  set_member (self, enquiry, CERCLE_ENQUIRY_DONE_BY);
  return enquiry;
}

CercleRecord *
cercle_session_still_true (CercleSession *self, CercleRecord *organisation)
{
  CercleRecord *copy = cercle_record_copy (organisation);

  cercle_record_set_text (copy, CERCLE_ORGANISATION_VERIFIED_ON, cercle_session_get_today (self));
  set_member (self, copy, CERCLE_ORGANISATION_VERIFIED_BY);
  return copy;
}
