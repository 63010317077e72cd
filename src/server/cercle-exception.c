/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* May she open this case by exception, and when does that end? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-exception.h"

#include <string.h>

#include "cercle-case.h"
#include "cercle-conflict.h"
#include "cercle-held-case.h"
#include "cercle-id.h"
#include "cercle-instant.h"
#include "cercle-json.h"
#include "cercle-opening.h"
#include "cercle-query.h"
#include "cercle-told.h"
#include "cercle-wire.h"

#define MOST_REASON 500

/* --- Writing in the server's own name -----------------------------------------------------------
 */

typedef struct
{
  char *audiences, *mid, *id, *scope, *at; /* of the mutation: its record is written meanwhile */
  CercleAccount account;
  CercleAccess access;
  CercleMutation mutation;
  CercleOutcome outcome;
  CercleWriter writer;
} Hand;

static void
hand_clear (Hand *hand)
{
  cercle_writer_clear (&hand->writer);
  g_free (hand->outcome.problem);
  g_free (hand->outcome.field);
  g_free (hand->audiences);
  g_free (hand->mid);
  g_free (hand->id);
  g_free (hand->scope);
  g_free (hand->at);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Hand, hand_clear)

/* Reads all of scope, as nobody's desk does: hand stays where it is. by: whose act it is, or NULL.
 */
static gboolean
take_hand (Hand *hand, CercleStore *store, CercleRecord *record, const CercleAccount *by,
           GError **error)
{
  const CercleEnvelope *envelope = cercle_record_envelope (record);

  hand->audiences =
      g_strconcat (cercle_role_audiences (CERCLE_ROLE_COORDINATOR), " protected", NULL);
  hand->mid = cercle_id_new ();
  hand->id = g_strdup (envelope->id);
  hand->scope = g_strdup (envelope->scope);
  hand->at = cercle_instant_now_text ();
  hand->account = (CercleAccount){ .role = CERCLE_ROLE_COORDINATOR,
                                   .scopes = hand->scope,
                                   .audiences = hand->audiences,
                                   .id = by != NULL ? by->id : NULL,
                                   .member = by != NULL ? by->member : NULL };
  hand->access = (CercleAccess){ .account = &hand->account };
  hand->mutation = (CercleMutation){ .mid = hand->mid,
                                     .kind = cercle_record_get_kind (record),
                                     .id = hand->id,
                                     .scope = hand->scope,
                                     .at = hand->at };
  cercle_writer_init (&hand->writer, store, &hand->access, NULL);
  return cercle_writer_begin (&hand->writer, &hand->mutation, &hand->outcome, error);
}

static gboolean
within (CercleStore *store, gboolean done, GError **error)
{
  if (done)
    return cercle_store_commit (store, error);
  cercle_store_rollback (store);
  return FALSE;
}

/* --- What lasts ----------------------------------------------------------------------------------
 */

static GPtrArray *
find (CercleStore *store, guint field, const char *value, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_opening_kind);

  cercle_query_where (query, field, CERCLE_IS, value);
  return cercle_store_find (store, query, error);
}

char *
cercle_exception_widen (CercleStore *store, const char *kase, const char *audience, GError **error)
{
  g_autoptr (GPtrArray) openings = find (store, CERCLE_OPENING_CASE, kase, error);
  GString *all;

  if (openings == NULL)
    return NULL;
  all = g_string_new (audience);
  for (guint i = 0; i < openings->len; i++)
    {
      g_autofree char *own = cercle_opening_audience (cercle_record_get_id (openings->pdata[i]));

      /* What has run out is ended by who comes with it, not by who writes meanwhile. */
      if (!cercle_record_is_set (openings->pdata[i], CERCLE_OPENING_ENDED_AT))
        g_string_append_printf (all, " %s", own);
    }
  return g_string_free (all, FALSE);
}

gboolean
cercle_exception_follow (CercleWriter *writer, CercleRecord *before, CercleRecord *after,
                         GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (CercleRecord) kase = NULL, now = NULL;

  if (cercle_record_get_kind (after) != &cercle_opening_kind)
    return TRUE;
  if (before != NULL && cercle_record_is_set (before, CERCLE_OPENING_ENDED_AT))
    return cercle_writer_refuse (writer, "right", "ended_at");
  kase = cercle_store_get (writer->store, &cercle_case_kind,
                           cercle_record_get_text (after, CERCLE_OPENING_CASE), &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (kase == NULL || cercle_record_envelope (kase)->deleted ||
      cercle_held_case_is_held (writer, cercle_record_get_id (kase)))
    return TRUE;
  now = cercle_record_copy (kase);
  cercle_held_case_take (writer, kase, now);
  return TRUE;
}

static gboolean
end (CercleStore *store, CercleRecord *opening, GError **error)
{
  g_autoptr (CercleRecord) after = cercle_record_copy (opening);
  g_auto (Hand) hand = { 0 };

  cercle_record_set_text (after, CERCLE_OPENING_ENDED_AT,
                          cercle_record_get_text (opening, CERCLE_OPENING_UNTIL_AT));
  return cercle_store_begin (store, error) &&
         within (store,
                 take_hand (&hand, store, opening, NULL, error) &&
                     cercle_writer_change (&hand.writer, opening, after, error),
                 error);
}

gboolean
cercle_exception_settle (CercleStore *store, const CercleAccount *account, char **audiences,
                         GError **error)
{
  gint64 now = cercle_instant_now ();
  g_autoptr (GPtrArray) openings = NULL;
  g_autoptr (GString) all = g_string_new (NULL);

  *audiences = NULL;
  if (account->member == NULL)
    return TRUE;
  openings = find (store, CERCLE_OPENING_MEMBER, account->member, error);
  if (openings == NULL)
    return FALSE;
  for (guint i = 0; i < openings->len; i++)
    {
      CercleRecord *opening = openings->pdata[i];
      g_autofree char *own = cercle_opening_audience (cercle_record_get_id (opening));

      if (!cercle_record_is_set (opening, CERCLE_OPENING_ENDED_AT) &&
          !cercle_opening_is_live (opening, now) && !end (store, opening, error))
        return FALSE;
      g_string_append_printf (all, "%s%s", all->len > 0 ? " " : "", own);
    }
  if (all->len > 0)
    *audiences = g_strdup (all->str);
  return TRUE;
}

/* --- Asking
 * ---------------------------------------------------------------------------------------- */

typedef struct
{
  CercleVisit *visit;
  char *reference, *reason;
  CercleRecord *kase;    /* NULL: there is none for her */
  CercleRecord *opening; /* live already, or made now */
} Asking;

static void
asking_clear (Asking *asking)
{
  g_free (asking->reference);
  g_free (asking->reason);
  g_clear_object (&asking->kase);
  g_clear_object (&asking->opening);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Asking, asking_clear)

static gboolean
read_asking (const CercleIncoming *incoming, Asking *asking)
{
  g_autoptr (JsonObject) object =
      cercle_json_parse (incoming->body, (gssize) incoming->length, CERCLE_WIRE_MAX_REQUEST, NULL);
  const char *reference, *reason;

  if (object == NULL || json_object_get_size (object) != 2 ||
      !cercle_json_text (object, "reference", &reference, NULL) ||
      !cercle_json_text (object, "reason", &reason, NULL))
    return FALSE;
  asking->reference = cercle_opening_reference (reference);
  asking->reason = g_strstrip (g_strdup (reason));
  return asking->reference != NULL &&
         g_utf8_strlen (asking->reason, -1) >= CERCLE_OPENING_REASON_LEAST &&
         g_utf8_strlen (asking->reason, -1) <= MOST_REASON;
}

/* The case of this number in her community that she may not read: the only one there is to open. */
static gboolean
find_case (Asking *asking, GError **error)
{
  const CercleVisit *visit = asking->visit;
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_case_kind);
  g_autoptr (GPtrArray) cases = NULL;

  cercle_query_where (query, CERCLE_CASE_REFERENCE, CERCLE_IS, asking->reference);
  cases = cercle_store_find (visit->store, query, error);
  for (guint i = 0; cases != NULL && i < cases->len; i++)
    {
      const CercleEnvelope *envelope = cercle_record_envelope (cases->pdata[i]);

      if (g_strcmp0 (envelope->scope, visit->scope) == 0 && !envelope->deleted)
        g_set_object (&asking->kase, cases->pdata[i]);
    }
  return cases != NULL;
}

/* Asked twice, or from two desks: it is one. */
static gboolean
find_opening (Asking *asking, GError **error)
{
  g_autoptr (GPtrArray) openings = NULL;
  gint64 now = cercle_instant_now ();

  if (asking->kase == NULL)
    return TRUE;
  openings =
      find (asking->visit->store, CERCLE_OPENING_CASE, cercle_record_get_id (asking->kase), error);
  for (guint i = 0; openings != NULL && i < openings->len; i++)
    if (cercle_opening_is_live (openings->pdata[i], now) &&
        g_strcmp0 (cercle_record_get_text (openings->pdata[i], CERCLE_OPENING_MEMBER),
                   asking->visit->access.account->member) == 0)
      g_set_object (&asking->opening, openings->pdata[i]);
  return openings != NULL;
}

static gboolean
may_open (const Asking *asking)
{
  const CercleEnvelope *envelope =
      asking->kase != NULL ? cercle_record_envelope (asking->kase) : NULL;

  return envelope != NULL && asking->visit->access.account->member != NULL &&
         cercle_tokens_contain (envelope->audience, "protected") &&
         !cercle_access_reaches (&asking->visit->access, envelope->scope, envelope->audience);
}

/* Every asking is in the audit, and so is every one that was not granted. */
static gboolean
log_asking (const Asking *asking, GError **error)
{
  g_autoptr (CercleRecord) access = cercle_record_new (&cercle_access_kind);
  g_autofree char *at = cercle_instant_now_text ();
  gboolean opened = asking->opening != NULL;

  cercle_envelope_set (&cercle_record_envelope (access)->scope, asking->visit->scope);
  cercle_record_set_text (access, CERCLE_ACCESS_OF_KIND, cercle_case_kind.name);
  cercle_record_set_text (access, CERCLE_ACCESS_OF_ID,
                          opened ? cercle_record_get_id (asking->kase) : asking->reference);
  cercle_record_set_text (access, CERCLE_ACCESS_AT, at);
  cercle_record_set_text (access, CERCLE_ACCESS_BY, asking->visit->access.account->member);
  cercle_record_set_text (access, CERCLE_ACCESS_HOW, opened ? "opened" : "not_opened");
  return cercle_feed_log_access (asking->visit->store, access, error);
}

static CercleRecord *
new_opening (const Asking *asking)
{
  CercleRecord *opening = cercle_record_new (&cercle_opening_kind);
  gint64 now = cercle_instant_now ();
  g_autofree char *at = cercle_instant_format (now);
  g_autofree char *until = cercle_instant_format (now + CERCLE_OPENING_LIFE);

  cercle_envelope_set (&cercle_record_envelope (opening)->scope, asking->visit->scope);
  cercle_record_set_text (opening, CERCLE_OPENING_CASE, cercle_record_get_id (asking->kase));
  cercle_record_set_text (opening, CERCLE_OPENING_REFERENCE, asking->reference);
  cercle_record_set_text (opening, CERCLE_OPENING_MEMBER, asking->visit->access.account->member);
  cercle_record_set_text (opening, CERCLE_OPENING_REASON, asking->reason);
  cercle_record_set_text (opening, CERCLE_OPENING_OPENED_AT, at);
  cercle_record_set_text (opening, CERCLE_OPENING_UNTIL_AT, until);
  return opening;
}

static gboolean
open_case (Asking *asking, GError **error)
{
  CercleStore *store = asking->visit->store;
  g_autoptr (CercleRecord) opening = new_opening (asking);
  g_auto (Hand) hand = { 0 };

  if (!take_hand (&hand, store, opening, asking->visit->access.account, error) ||
      !cercle_record_check (opening, error) ||
      !cercle_told_opening (&hand.writer, opening, error) ||
      !cercle_writer_change (&hand.writer, NULL, opening, error))
    return FALSE;
  asking->opening = g_steal_pointer (&opening);
  return TRUE;
}

static gboolean
grant (Asking *asking, GError **error)
{
  CercleStore *store = asking->visit->store;
  gboolean done;

  if (!find_case (asking, error) || !find_opening (asking, error) ||
      !cercle_store_begin (store, error))
    return FALSE;
  done = (asking->opening != NULL || !may_open (asking) || open_case (asking, error)) &&
         log_asking (asking, error);
  return within (store, done, error);
}

static void
answer (Asking *asking)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "case", cercle_record_get_id (asking->kase));
  json_object_set_string_member (object, "until",
                                 cercle_record_get_text (asking->opening, CERCLE_OPENING_UNTIL_AT));
  cercle_visit_answer (asking->visit, 200, cercle_json_print (object));
}

void
cercle_route_openings (CercleVisit *visit)
{
  CercleThrottle *throttle = visit->service->openings;
  const char *who = visit->access.account->id;
  gint64 now = cercle_instant_now (), wait = cercle_throttle_wait (throttle, who, now);
  g_auto (Asking) asking = { .visit = visit };
  g_autoptr (GError) error = NULL;

  if (wait > 0)
    cercle_visit_refuse (visit, 429, "throttled", wait);
  else if (!read_asking (visit->incoming, &asking))
    cercle_visit_refuse (visit, 422, "form", 0);
  else if (!grant (&asking, &error))
    cercle_visit_fail (visit, error);
  else if (asking.opening != NULL)
    answer (&asking);
  else
    {
      cercle_throttle_fail (throttle, who, now);
      cercle_visit_refuse (visit, 404, "not-opened", 0);
    }
}
