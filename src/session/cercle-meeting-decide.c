/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of a decision of a meeting? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-meeting-decide.h"

#include <glib/gi18n-lib.h>

#include "cercle-case-masking.h"
#include "cercle-case.h"
#include "cercle-display.h"
#include "cercle-event.h"
#include "cercle-instant.h"
#include "cercle-macros.h"
#include "cercle-matrix-order.h"
#include "cercle-matrix.h"
#include "cercle-moves.h"
#include "cercle-organisation.h"
#include "cercle-question.h"
#include "cercle-session-private.h"

typedef struct
{
  char *scope, *directory, *today, *member;
  CercleRole role;
  CercleRecord *decision;
  char *partner, *family, *led_to;
  /* While it is done. */
  CercleStore *store;
  CercleTx *tx;
  CercleRecord *meeting, *item, *kase;
} Deciding;

static void
deciding_free (gpointer data)
{
  Deciding *self = data;

  g_free (self->scope);
  g_free (self->directory);
  g_free (self->today);
  g_free (self->member);
  g_object_unref (self->decision);
  g_free (self->partner);
  g_free (self->family);
  g_free (self->led_to);
  g_clear_object (&self->meeting);
  g_clear_object (&self->item);
  g_clear_object (&self->kase);
  g_free (self);
}

CercleRecord *
cercle_session_new_decision (CercleSession *self, const char *meeting, const char *item,
                             const char *sort)
{
  CercleRecord *decision = cercle_session_new_record (self, &cercle_decision_kind);

  cercle_record_set_text (decision, CERCLE_DECISION_MEETING, meeting);
  cercle_record_set_text (decision, CERCLE_DECISION_ITEM, item);
  cercle_record_set_text (decision, CERCLE_DECISION_SORT, sort);
  return decision;
}

/* --- What is read ------------------------------------------------------------------------------
 */

/* FALSE with error; a record that is not on this desk stays NULL. */
static gboolean
get (CercleStore *store, const CercleKind *kind, const char *id, CercleRecord **record,
     GError **error)
{
  g_autoptr (GError) local = NULL;

  *record = id != NULL ? cercle_store_get (store, kind, id, &local) : NULL;
  if (local == NULL && *record != NULL && cercle_record_envelope (*record)->deleted)
    g_clear_object (record);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return local == NULL;
}

static gboolean
read_ground (Deciding *self, GError **error)
{
  const char *about = NULL;

  if (!get (self->store, &cercle_meeting_kind,
            cercle_record_get_text (self->decision, CERCLE_DECISION_MEETING), &self->meeting,
            error) ||
      !get (self->store, &cercle_agenda_item_kind,
            cercle_record_get_text (self->decision, CERCLE_DECISION_ITEM), &self->item, error))
    return FALSE;
  about = self->item != NULL ? cercle_record_get_text (self->item, CERCLE_AGENDA_ITEM_ABOUT) : NULL;
  if (about != NULL && g_str_has_prefix (about, "case:"))
    return get (self->store, &cercle_case_kind, about + strlen ("case:"), &self->kase, error);
  return TRUE;
}

static GPtrArray *
find (CercleStore *store, const CercleKind *kind, guint field, const char *id, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (kind);

  cercle_query_where (query, field, CERCLE_IS, id);
  return cercle_store_find (store, query, error);
}

/* --- What comes of it --------------------------------------------------------------------------
 */

static CercleRecord *
make (Deciding *self, const CercleKind *kind, const char *scope)
{
  CercleRecord *record = cercle_record_new (kind);
  CercleEnvelope *envelope = cercle_record_envelope (record);

  cercle_envelope_set (&envelope->scope, scope);
  if (envelope->audience == NULL)
    cercle_envelope_set (&envelope->audience, kind->audience);
  return record;
}

static const char *
text_of (Deciding *self)
{
  return cercle_record_get_text (self->decision, CERCLE_DECISION_TEXT);
}

static void
lead_to (Deciding *self, CercleRecord *record)
{
  g_free (self->led_to);
  self->led_to =
      g_strconcat (cercle_record_get_kind (record)->name, ":", cercle_record_get_id (record), NULL);
}

static gboolean
make_action (Deciding *self, GError **error)
{
  g_autoptr (CercleRecord) action = NULL;

  if (self->kase == NULL)
    return TRUE;
  action = make (self, &cercle_action_kind, self->scope);
  cercle_record_set_text (action, CERCLE_ACTION_CASE, cercle_record_get_id (self->kase));
  cercle_record_set_text (action, CERCLE_ACTION_SORT, "other");
  cercle_record_set_text (action, CERCLE_ACTION_WHAT, text_of (self));
  cercle_record_set_text (action, CERCLE_ACTION_ASSIGNEE,
                          cercle_record_get_text (self->decision, CERCLE_DECISION_HOLDER));
  cercle_record_set_text (action, CERCLE_ACTION_DUE_ON,
                          cercle_record_get_text (self->decision, CERCLE_DECISION_DUE_ON));
  cercle_record_set_text (action, CERCLE_ACTION_STATE, "open");
  lead_to (self, action);
  cercle_tx_save (self->tx, action);
  return TRUE;
}

static gboolean
make_question (Deciding *self, GError **error)
{
  g_autoptr (CercleRecord) question = make (self, &cercle_question_kind, self->scope);
  g_autofree char *now = cercle_instant_now_text ();

  cercle_record_set_text (question, CERCLE_QUESTION_TEXT, text_of (self));
  if (self->kase != NULL)
    cercle_record_set_text (question, CERCLE_QUESTION_CASE, cercle_record_get_id (self->kase));
  cercle_record_set_text (question, CERCLE_QUESTION_MEETING,
                          cercle_record_get_text (self->decision, CERCLE_DECISION_MEETING));
  cercle_record_set_text (question, CERCLE_QUESTION_ASKED_AT, now);
  cercle_record_set_text (question, CERCLE_QUESTION_ASKED_BY, self->member);
  cercle_record_set_text (question, CERCLE_QUESTION_CHANNEL, "batch");
  lead_to (self, question);
  cercle_tx_save (self->tx, question);
  return TRUE;
}

static gboolean
make_partner (Deciding *self, GError **error)
{
  g_autoptr (CercleRecord) sheet = NULL;

  if (self->partner == NULL || *self->partner == '\0' || self->led_to != NULL)
    return TRUE;
  sheet = make (self, &cercle_organisation_kind, self->directory);
  cercle_record_set_text (sheet, CERCLE_ORGANISATION_NAME, self->partner);
  cercle_record_set_text (sheet, CERCLE_ORGANISATION_FAMILY, self->family);
  lead_to (self, sheet);
  cercle_tx_save (self->tx, sheet);
  return TRUE;
}

static char *
title_of (Deciding *self)
{
  g_autofree char *day =
      self->meeting != NULL
          ? cercle_display_day (cercle_record_get_text (self->meeting, CERCLE_MEETING_HELD_ON))
          : NULL;

  /* TRANSLATORS: what a meeting is called, its day. */
  return day != NULL
             ? g_strdup_printf (_ ("%1$s of %2$s"), cercle_meeting_title (self->meeting), day)
             : g_strdup (_ ("A meeting"));
}

/* (transfer full) (nullable): the draft that an earlier decision of this meeting began. */
static gboolean
find_draft (Deciding *self, CercleRecord **draft, GError **error)
{
  g_autoptr (GPtrArray) decisions =
      find (self->store, &cercle_decision_kind, CERCLE_DECISION_MEETING,
            cercle_record_get_text (self->decision, CERCLE_DECISION_MEETING), error);

  *draft = NULL;
  for (guint i = 0; *draft == NULL && decisions != NULL && i < decisions->len; i++)
    {
      const char *led = cercle_record_get_text (decisions->pdata[i], CERCLE_DECISION_LED_TO);

      if (led == NULL || !g_str_has_prefix (led, "matrix:"))
        continue;
      if (!get (self->store, &cercle_matrix_kind, led + strlen ("matrix:"), draft, error))
        return FALSE;
      if (*draft != NULL &&
          g_strcmp0 (cercle_record_get_text (*draft, CERCLE_MATRIX_STATE), "draft") != 0)
        g_clear_object (draft);
    }
  return decisions != NULL;
}

static GPtrArray *
read_matrices (Deciding *self, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_matrix_kind);
  GPtrArray *matrices = cercle_store_find (self->store, query, error);

  for (guint i = matrices != NULL ? matrices->len : 0; i > 0; i--)
    if (g_strcmp0 (cercle_record_envelope (matrices->pdata[i - 1])->scope, self->scope) != 0)
      g_ptr_array_remove_index (matrices, i - 1);
  return matrices;
}

static CercleRecord *
new_draft (Deciding *self, GPtrArray *matrices, CercleRecord *in_force)
{
  CercleRecord *draft = make (self, &cercle_matrix_kind, self->scope);
  g_autofree char *source = title_of (self);
  gint64 last = 0;

  for (guint i = 0; i < matrices->len; i++)
    last = MAX (last, cercle_record_get_integer (matrices->pdata[i], CERCLE_MATRIX_VERSION, 0));
  cercle_record_set_integer (draft, CERCLE_MATRIX_VERSION, last + 1);
  cercle_record_set_text (draft, CERCLE_MATRIX_STATE, "draft");
  cercle_record_take_value (draft, in_force, CERCLE_MATRIX_HOSTING);
  cercle_record_set_text (draft, CERCLE_MATRIX_SOURCE, source);
  cercle_record_set_text (draft, CERCLE_MATRIX_NOTE, text_of (self));
  return draft;
}

/* Without a version in force there is nothing to change: the decision waits for a matrix. */
static gboolean
make_draft (Deciding *self, GError **error)
{
  g_autoptr (CercleRecord) draft = NULL;
  g_autoptr (GPtrArray) matrices = NULL, rules = NULL, copies = NULL;
  CercleRecord *in_force = NULL;

  if (self->role != CERCLE_ROLE_COORDINATOR)
    return TRUE;
  if (!find_draft (self, &draft, error))
    return FALSE;
  if (draft == NULL)
    {
      matrices = read_matrices (self, error);
      in_force = matrices != NULL ? cercle_matrix_in_force (matrices, self->today) : NULL;
      if (in_force == NULL)
        return matrices != NULL;
      rules = find (self->store, &cercle_rule_kind, CERCLE_RULE_MATRIX,
                    cercle_record_get_id (in_force), error);
      if (rules == NULL)
        return FALSE;
      draft = new_draft (self, matrices, in_force);
      cercle_matrix_sort (rules);
      copies = cercle_matrix_copy_rules (draft, rules);
      cercle_tx_save (self->tx, draft);
      for (guint i = 0; i < copies->len; i++)
        cercle_tx_save (self->tx, copies->pdata[i]);
    }
  lead_to (self, draft);
  return TRUE;
}

static const struct
{
  const char *sort;
  gboolean (*make) (Deciding *self, GError **error);
} effects[] = {
  { "action", make_action },
  { "question", make_question },
  { "partner", make_partner },
  { "rule", make_draft },
};

static gboolean
make_effect (Deciding *self, GError **error)
{
  const char *sort = cercle_record_get_text (self->decision, CERCLE_DECISION_SORT);

  for (guint i = 0; i < G_N_ELEMENTS (effects); i++)
    if (g_strcmp0 (effects[i].sort, sort) == 0)
      return effects[i].make (self, error);
  return TRUE;
}

static void
tell_case (Deciding *self)
{
  g_autofree char *title = title_of (self);
  /* TRANSLATORS: a meeting and its day, what was decided. */
  g_autofree char *words = g_strdup_printf (_ ("%1$s, decided: %2$s"), title, text_of (self));
  g_autoptr (CercleRecord) event = cercle_event_new (self->kase, "note", words);

  cercle_record_set_text (event, CERCLE_EVENT_OF_KIND, cercle_decision_kind.name);
  cercle_record_set_text (event, CERCLE_EVENT_OF_ID, cercle_record_get_id (self->decision));
  cercle_tx_save (self->tx, event);
}

static gboolean
decide (CercleStore *store, CercleTx *tx, gpointer data, GError **error)
{
  Deciding *self = data;
  g_autoptr (CercleMasking) masking = NULL;
  g_autofree char *told = NULL;

  self->store = store;
  self->tx = tx;
  if (!read_ground (self, error))
    return FALSE;
  masking = cercle_case_masking (store, self->kase, error);
  if (masking == NULL)
    return FALSE;
  told = cercle_masking_apply (masking, text_of (self) != NULL ? text_of (self) : "");
  cercle_record_set_text (self->decision, CERCLE_DECISION_TEXT, *told != '\0' ? told : NULL);
  self->led_to = g_strdup (cercle_record_get_text (self->decision, CERCLE_DECISION_LED_TO));
  if (!cercle_record_check (self->decision, error) || !make_effect (self, error))
    return FALSE;
  if (self->meeting != NULL)
    cercle_envelope_set (&cercle_record_envelope (self->decision)->audience,
                         cercle_kind_audience (&cercle_decision_kind, &cercle_meeting_kind,
                                               cercle_record_envelope (self->meeting)->audience));
  cercle_record_set_text (self->decision, CERCLE_DECISION_LED_TO, self->led_to);
  cercle_tx_save (tx, self->decision);
  if (self->kase != NULL)
    tell_case (self);
  if (cercle_tx_get_size (tx) > CERCLE_TX_MOST)
    cercle_tx_set_apart (tx);
  return TRUE;
}

void
cercle_session_decide_async (CercleSession *self, CercleRecord *decision, const char *partner,
                             const char *family, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, NULL, callback, data);
  Deciding *deciding = g_new0 (Deciding, 1);

  deciding->scope = g_strdup (self->scope);
  deciding->directory = g_strdup (self->directory_scope);
  deciding->today = g_strdup (cercle_session_get_today (self));
  deciding->member = self->desk != NULL ? g_strdup (self->desk->member) : NULL;
  deciding->role = self->role;
  deciding->decision = cercle_record_copy (decision);
  deciding->partner = g_strdup (partner);
  deciding->family = g_strdup (family);
  g_task_set_task_data (task, deciding, deciding_free);
  cercle_session_push_action (self, task, cercle_tx_new (N_ ("Decision taken.")), decide);
}

const char *
cercle_session_decided_led_to (GAsyncResult *result)
{
  Deciding *deciding = g_task_get_task_data (G_TASK (result));
  return deciding->led_to;
}

/* --- Applied, or dropped -----------------------------------------------------------------------
 */

static gboolean
take_member (CercleRecord *decision, const char *today, const char *member)
{
  if (!cercle_decision_is_pending (decision))
    return FALSE;
  cercle_record_set_text (decision, CERCLE_DECISION_APPLIED_ON, today);
  cercle_record_set_text (decision, CERCLE_DECISION_APPLIED_BY, member);
  return TRUE;
}

typedef struct
{
  char *id, *why, *today, *member;
} Settling;

static void
settling_free (gpointer data)
{
  Settling *self = data;

  g_free (self->id);
  g_free (self->why);
  g_free (self->today);
  g_free (self->member);
  g_free (self);
}

static gboolean
settle (CercleStore *store, CercleTx *tx, gpointer data, GError **error)
{
  Settling *self = data;
  g_autoptr (CercleRecord) decision = NULL;

  if (!get (store, &cercle_decision_kind, self->id, &decision, error))
    return FALSE;
  if (decision == NULL || !cercle_decision_is_pending (decision))
    {
      g_set_error_literal (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE,
                           _ ("This decision does not wait any more."));
      return FALSE;
    }
  if (self->why != NULL)
    cercle_record_set_text (decision, CERCLE_DECISION_DROPPED_WHY, self->why);
  else
    take_member (decision, self->today, self->member);
  cercle_tx_save (tx, decision);
  return TRUE;
}

void
cercle_session_settle_decision_async (CercleSession *self, const char *decision,
                                      const char *dropped_why, GAsyncReadyCallback callback,
                                      gpointer data)
{
  GTask *task = g_task_new (self, NULL, callback, data);
  Settling *settling = g_new0 (Settling, 1);

  settling->id = g_strdup (decision);
  settling->why = g_strdup (dropped_why);
  settling->today = g_strdup (cercle_session_get_today (self));
  settling->member = self->desk != NULL ? g_strdup (self->desk->member) : NULL;
  g_task_set_task_data (task, settling, settling_free);
  cercle_session_push_action (
      self, task,
      cercle_tx_new (dropped_why != NULL ? N_ ("Decision dropped.") : N_ ("Decision applied.")),
      settle);
}

CercleQuery *
cercle_decisions_query (void)
{
  CercleQuery *query = cercle_query_new (&cercle_decision_kind);

  cercle_query_where (query, CERCLE_DECISION_APPLIED_ON, CERCLE_IS, NULL);
  cercle_query_where (query, CERCLE_DECISION_DROPPED_WHY, CERCLE_IS, NULL);
  cercle_query_where (query, CERCLE_DECISION_SORT, CERCLE_IS_NOT, "information");
  cercle_query_sort (query, -1, CERCLE_DECISION_DUE_ON, FALSE);
  return query;
}

void
cercle_session_apply_decisions (CercleSession *self, CercleTx *tx, CercleRecord *record)
{
  g_autofree char *reference =
      g_strconcat (cercle_record_get_kind (record)->name, ":", cercle_record_get_id (record), NULL);
  g_autoptr (CercleQuery) query = cercle_decisions_query ();
  g_autoptr (GPtrArray) decisions = NULL;

  cercle_query_where (query, CERCLE_DECISION_LED_TO, CERCLE_IS, reference);
  decisions = cercle_session_find_now (self, query);
  for (guint i = 0; i < decisions->len; i++)
    if (take_member (decisions->pdata[i], cercle_session_get_today (self),
                     self->desk != NULL ? self->desk->member : NULL))
      cercle_tx_save (tx, decisions->pdata[i]);
}
