/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which partners fit, what is on a sheet, whom to ring, and what did they tell? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-directory-desk.h"

#include <glib/gi18n-lib.h>

#include "cercle-directory.h"
#include "cercle-display.h"
#include "cercle-instant.h"
#include "cercle-macros.h"
#include "cercle-organisation.h"
#include "cercle-session-private.h"

typedef struct
{
  CerclePartnerQuestion *question;
  char *id;
  guint limit, total;
  GPtrArray *lines;
  CerclePartnerSheet *sheet;
  CerclePartnerCampaign *campaign;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  cercle_partner_question_free (asking->question);
  g_free (asking->id);
  g_clear_pointer (&asking->lines, g_ptr_array_unref);
  g_clear_pointer (&asking->sheet, cercle_partner_sheet_free);
  g_clear_pointer (&asking->campaign, cercle_partner_campaign_free);
  g_free (asking);
}

static Asking *
new_asking (CercleSession *self, const CerclePartnerQuestion *question, const char *id)
{
  Asking *asking = g_new0 (Asking, 1);
  CerclePartnerQuestion now = { .age = -1 };

  if (question != NULL)
    now = *question;
  now.now = cercle_instant_now ();
  now.today = cercle_session_get_today (self);
  asking->question = cercle_partner_question_copy (&now);
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

  asking->lines = cercle_partner_find (store, asking->question, &asking->total, error);
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

  asking->sheet = cercle_partner_read (store, asking->id, asking->question->now,
                                       asking->question->today, &failure);
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

  asking->lines = cercle_partner_round (store, asking->question->now, asking->question->today,
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

/* --- The check of stale sheets --------------------------------------------------------------- */

static gboolean
campaign_job (CercleStore *store, gpointer data, GError **error)
{
  Asking *asking = data;

  asking->campaign =
      cercle_partner_campaign_read (store, asking->question->now, asking->question->today, error);
  return asking->campaign != NULL;
}

void
cercle_session_read_campaign_async (CercleSession *self, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer data)
{
  push (self, g_task_new (self, cancellable, callback, data), cercle_session_read_campaign_async,
        campaign_job, new_asking (self, NULL, NULL));
}

CerclePartnerCampaign *
cercle_session_read_campaign_finish (CercleSession *self, GAsyncResult *result, GError **error)
{
  Asking *asking = g_task_get_task_data (G_TASK (result));

  if (!cercle_session_finish_read (self, result, cercle_session_read_campaign_async, error))
    return NULL;
  return g_steal_pointer (&asking->campaign);
}

static gboolean
stale_job (CercleStore *store, gpointer data, GError **error)
{
  Asking *asking = data;

  asking->lines = cercle_partner_stale (store, asking->question->now, asking->question->today,
                                        CERCLE_CAMPAIGN_MOST, error);
  return asking->lines != NULL;
}

void
cercle_session_begin_campaign_async (CercleSession *self, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer data)
{
  push (self, g_task_new (self, cancellable, callback, data), cercle_session_begin_campaign_async,
        stale_job, new_asking (self, NULL, NULL));
}

static void
add_enquiry (CercleSession *self, CercleTx *tx, CercleRecord *campaign, const char *organisation)
{
  g_autoptr (CercleRecord) enquiry = cercle_session_new_record (self, &cercle_enquiry_kind);
  const char *id = cercle_record_get_id (campaign);
  g_autofree char *derived =
      cercle_enquiry_id (cercle_session_get_directory_scope (self), organisation, id, NULL);

  cercle_envelope_set (&cercle_record_envelope (enquiry)->id, derived);
  cercle_record_set_text (enquiry, CERCLE_ENQUIRY_ORGANISATION, organisation);
  cercle_record_set_text (enquiry, CERCLE_ENQUIRY_CAMPAIGN, id);
  cercle_record_set_text (enquiry, CERCLE_ENQUIRY_HELD_ON, cercle_session_get_today (self));
  cercle_record_set_text (enquiry, CERCLE_ENQUIRY_OUTCOME, "todo");
  cercle_tx_save (tx, enquiry);
}

CercleTx *
cercle_session_begin_campaign_finish (CercleSession *self, GAsyncResult *result, GError **error)
{
  Asking *asking = g_task_get_task_data (G_TASK (result));
  g_autoptr (CercleRecord) campaign = NULL;
  g_autofree char *day = NULL, *name = NULL;
  CercleTx *tx = NULL;

  if (!cercle_session_finish_read (self, result, cercle_session_begin_campaign_async, error) ||
      asking->lines->len == 0)
    return NULL;
  campaign = cercle_session_new_record (self, &cercle_campaign_kind);
  day = cercle_display_day (cercle_session_get_today (self));
  name = g_strdup_printf (_ ("Stale sheets, %s"), day);
  cercle_record_set_text (campaign, CERCLE_CAMPAIGN_NAME, name);
  cercle_record_set_text (campaign, CERCLE_CAMPAIGN_OPENED_ON, cercle_session_get_today (self));
  tx = cercle_tx_new (N_ ("Check of stale sheets begun."));
  cercle_tx_save (tx, campaign);
  for (guint i = 0; i < asking->lines->len; i++)
    {
      const CerclePartnerLine *line = asking->lines->pdata[i];
      add_enquiry (self, tx, campaign, cercle_record_get_id (line->organisation));
    }
  return tx;
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
  g_autoptr (CercleRecord) enquiry = cercle_session_get (self, &cercle_enquiry_kind, id);

  if (enquiry == NULL)
    {
      enquiry = cercle_session_new_record (self, &cercle_enquiry_kind);
      cercle_envelope_set (&cercle_record_envelope (enquiry)->id, id);
      cercle_record_set_text (enquiry, CERCLE_ENQUIRY_ORGANISATION, organisation);
      cercle_record_set_text (enquiry, CERCLE_ENQUIRY_HELD_ON, today);
    }
  return cercle_session_settle_enquiry (self, enquiry, outcome);
}

CercleRecord *
cercle_session_settle_enquiry (CercleSession *self, CercleRecord *enquiry, const char *outcome)
{
  CercleRecord *settled = cercle_record_copy (enquiry);
  g_autofree char *now = cercle_instant_now_text ();

  cercle_record_set_text (settled, CERCLE_ENQUIRY_OUTCOME, outcome);
  cercle_record_set_text (settled, CERCLE_ENQUIRY_DONE_AT, now);
  set_member (self, settled, CERCLE_ENQUIRY_DONE_BY);
  return settled;
}

CercleRecord *
cercle_session_still_true (CercleSession *self, CercleRecord *organisation)
{
  CercleRecord *copy = cercle_record_copy (organisation);

  cercle_record_set_text (copy, CERCLE_ORGANISATION_VERIFIED_ON, cercle_session_get_today (self));
  set_member (self, copy, CERCLE_ORGANISATION_VERIFIED_BY);
  return copy;
}
