/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What takes an action back? An ordinary action, or nothing. */
#define G_LOG_DOMAIN "cercle-store"

#include <glib/gi18n-lib.h>

#include "cercle-agenda.h"
#include "cercle-baton.h"
#include "cercle-call.h"
#include "cercle-case.h"
#include "cercle-community.h"
#include "cercle-consent.h"
#include "cercle-day.h"
#include "cercle-directory.h"
#include "cercle-event.h"
#include "cercle-filter.h"
#include "cercle-id.h"
#include "cercle-instant.h"
#include "cercle-journal-private.h"
#include "cercle-meeting.h"
#include "cercle-macros.h"
#include "cercle-moves.h"
#include "cercle-organisation.h"
#include "cercle-person-merge.h"
#include "cercle-person.h"
#include "cercle-question.h"
#include "cercle-request.h"
#include "cercle-review-verdict.h"
#include "cercle-rule.h"
#include "cercle-solution.h"

#define CERCLE_UNDO_REPLACES "cercle-replaces"

void
cercle_tx_follow (CercleTx *self, CercleTx *done)
{
  for (guint i = 0; i < cercle_tx_get_size (done); i++)
    {
      CercleRecord *again = cercle_tx_get_record (done, i);
      const char *old = g_object_get_data (G_OBJECT (again), CERCLE_UNDO_REPLACES);

      for (guint j = 0; old != NULL && j < cercle_tx_get_size (self); j++)
        {
          CercleEnvelope *envelope = cercle_record_envelope (cercle_tx_get_record (self, j));

          if (g_str_equal (envelope->id, old))
            cercle_envelope_set (&envelope->id, cercle_record_get_id (again));
        }
    }
}

static gboolean
may_remove (CercleStore *store, const CercleKind *kind, const char *member)
{
  g_autoptr (CercleRecord) record =
      member != NULL ? cercle_store_get (store, &cercle_member_kind, member, NULL) : NULL;
  CercleRole role = record != NULL
                        ? cercle_role_parse (cercle_record_get_text (record, CERCLE_MEMBER_ROLE))
                        : CERCLE_N_ROLES;

  return role == CERCLE_N_ROLES || (kind->remove & CERCLE_BY (role)) != 0;
}

/* A first orientation goes back to none. */
static CercleRecord *
orient_back (CercleRecord *before, CercleRecord *after)
{
  const char *to = cercle_record_get_text (before, CERCLE_CASE_RESPONSIBILITY);
  int version = (int) cercle_record_get_integer (before, CERCLE_CASE_RULE_VERSION, 0);
  CercleRecord *event = cercle_move_orient (
      after, to, NULL, 0, cercle_record_get_text (before, CERCLE_CASE_LEAD), _ ("Taken back."));

  cercle_record_set_text (event, CERCLE_EVENT_RULE,
                          cercle_record_get_text (before, CERCLE_CASE_RULE));
  if (version > 0)
    cercle_record_set_integer (event, CERCLE_EVENT_RULE_VERSION, version);
  return event;
}

/* Nobody leads a case back to "received": what was looked at once waits to be qualified. */
static CercleRecord *
lead_back (const char *from, const char *to, CercleRecord *kase)
{
  if (g_strcmp0 (to, "received") == 0)
    to = "to_qualify";
  return cercle_case_may_move (from, to) ? cercle_move_status (kase, to, NULL) : NULL;
}

/* A note stays; one that tells of a decision of a meeting is followed by one that tells of its end.
 */
static gboolean
is_of_decision (CercleRecord *event)
{
  return g_strcmp0 (cercle_record_get_text (event, CERCLE_EVENT_SORT), "note") == 0 &&
         g_strcmp0 (cercle_record_get_text (event, CERCLE_EVENT_OF_KIND),
                    cercle_decision_kind.name) == 0;
}

static CercleRecord *
decision_back (CercleRecord *kase, CercleRecord *event)
{
  g_autofree char *words =
      g_strdup_printf (_ ("Taken back: %s"), cercle_record_get_text (event, CERCLE_EVENT_TEXT));
  CercleRecord *back = cercle_event_new (kase, "note", words);

  cercle_record_take_value (back, event, CERCLE_EVENT_OF_KIND);
  cercle_record_take_value (back, event, CERCLE_EVENT_OF_ID);
  return back;
}

/* (transfer full) (nullable): the move that leads back from what event made of the case. */
static CercleRecord *
inverse_move (CercleRecord *before, CercleRecord *after, CercleRecord *event)
{
  const char *sort = cercle_record_get_text (event, CERCLE_EVENT_SORT);
  const char *status = cercle_record_get_text (before, CERCLE_CASE_STATUS);

  if (g_str_equal (sort, "status"))
    return lead_back (cercle_record_get_text (after, CERCLE_CASE_STATUS), status, after);
  if (g_str_equal (sort, "closing"))
    return cercle_move_reopen (after, NULL);
  if (g_str_equal (sort, "reopening"))
    return cercle_move_close (after, cercle_record_get_text (before, CERCLE_CASE_CLOSING_MOTIVE),
                              NULL);
  /* An open case always has a holder: what nobody held does not go back there. */
  if (g_str_equal (sort, "baton"))
    return cercle_record_is_set (before, CERCLE_CASE_HOLDER)
               ? cercle_baton_back (before, after, event)
               : NULL;
  if (g_str_equal (sort, "orientation"))
    return orient_back (before, after);
  if (g_str_equal (sort, "review"))
    return cercle_move_review_back (before, event);
  if (is_of_decision (event))
    return decision_back (after, event);
  return NULL;
}

static gboolean
undo_event (CercleTx *undo, CercleStore *store, CercleRecord *event, CercleRecord *before)
{
  g_autoptr (CercleRecord) after =
      cercle_store_get (store, &cercle_case_kind, cercle_record_get_id (before), NULL);
  g_autoptr (CercleRecord) move = after != NULL ? inverse_move (before, after, event) : NULL;

  /* Only tells of a transfer, whose own undo is told as well. */
  if (g_strcmp0 (cercle_record_get_text (event, CERCLE_EVENT_SORT), "transfer") == 0)
    return TRUE;
  if (move == NULL)
    return FALSE;
  if (g_strcmp0 (cercle_record_get_text (event, CERCLE_EVENT_SORT), "orientation") == 0 &&
      !cercle_record_is_set (before, CERCLE_CASE_RESPONSIBILITY))
    undo->said = N_ ("Undone: the case is not oriented any more. The timeline keeps both.");
  cercle_tx_add (undo, CERCLE_ENTRY_SAVE, move, TRUE);
  return TRUE;
}

static void
undo_patch (CercleTx *undo, CercleRecord *before, CercleRecord *after)
{
  const CercleKind *kind = cercle_record_get_kind (before);
  guint64 own = ~cercle_kind_mask (kind, CERCLE_DERIVED);
  g_autoptr (CercleRecord) back = cercle_record_copy (after);

  for (guint i = 0; i < kind->n_fields; i++)
    if (own & CERCLE_MASK (i))
      cercle_record_take_value (back, before, i);
  cercle_tx_add (undo, CERCLE_ENTRY_SAVE, back, FALSE);
}

/* What is not deleted, or not by her: taking it back is told. */
static const struct
{
  const CercleKind *kind;
  guint field;
  const char *value;  /* NULL: the instant, or the day, of the undo */
  gboolean deletable; /* who may delete it does that instead */
  int why;            /* where it says so, or -1 */
  const char *said;   /* after the undo, when that is more than "Undone." */
} taken_back[] = {
  { &cercle_action_kind, CERCLE_ACTION_STATE, "cancelled", FALSE, -1, NULL },
  { &cercle_merge_kind, CERCLE_MERGE_UNDONE_AT, NULL, FALSE, -1, NULL },
  { &cercle_matrix_kind, CERCLE_MATRIX_STATE, "retired", FALSE, -1, NULL },
  { &cercle_request_kind, CERCLE_REQUEST_ANSWER, "withdrawn", TRUE, CERCLE_REQUEST_COMMENT, NULL },
  { &cercle_transfer_kind, CERCLE_TRANSFER_TAKEN_BACK_AT, NULL, TRUE, -1, NULL },
  { &cercle_solution_kind, CERCLE_SOLUTION_CHOICE, "withdrawn", TRUE, CERCLE_SOLUTION_CHOICE_WHY,
    N_ ("Undone: it is no longer proposed. The case keeps a trace of it.") },
  { &cercle_question_kind, CERCLE_QUESTION_DROPPED_WHY, "taken back", FALSE,
    CERCLE_QUESTION_DROPPED_WHY, N_ ("Undone: the question is dropped, and its list says so.") },
  { &cercle_decision_kind, CERCLE_DECISION_DROPPED_WHY, "taken back", FALSE,
    CERCLE_DECISION_DROPPED_WHY, N_ ("Undone: the decision is dropped, and the minutes say so.") },
  { &cercle_consent_kind, CERCLE_CONSENT_WITHDRAWN_ON, NULL, FALSE, -1,
    N_ ("Undone: what was noted is withdrawn as of today. A consent is never erased.") },
};

/* (transfer full): what this field says of the moment of an undo; NULL with error. */
static char *
moment (const CercleField *field, CercleRecord *record, const char *zone)
{
  g_autofree char *today = NULL;
  const char *given = NULL;

  if (field->type == CERCLE_INSTANT)
    return cercle_instant_now_text ();
  today = cercle_day_to_text (cercle_lay_today (zone));
  if (cercle_record_get_kind (record) == &cercle_consent_kind)
    given = cercle_record_get_text (record, CERCLE_CONSENT_GIVEN_ON);
  return g_strdup (given != NULL && strcmp (given, today) > 0 ? given : today);
}

void
cercle_undo_stamp (CercleRecord *record, const char *zone)
{
  for (guint i = 0; i < G_N_ELEMENTS (taken_back); i++)
    if (taken_back[i].kind == cercle_record_get_kind (record) && taken_back[i].value == NULL)
      {
        g_autofree char *now =
            moment (&taken_back[i].kind->fields[taken_back[i].field], record, zone);
        cercle_record_set_text (record, taken_back[i].field, now);
      }
}

static gboolean
undo_creation (CercleTx *undo, CercleStore *store, CercleRecord *record, const char *member)
{
  const CercleKind *kind = cercle_record_get_kind (record);
  gboolean by_rule = kind->ruled && cercle_id_is_derived (cercle_record_get_id (record));
  gboolean may = !by_rule && may_remove (store, kind, member);
  g_autoptr (CercleRecord) back = cercle_record_copy (record);

  for (guint i = 0; i < G_N_ELEMENTS (taken_back); i++)
    if (taken_back[i].kind == kind && !(taken_back[i].deletable && may))
      {
        if (taken_back[i].value != NULL)
          cercle_record_set_text (back, taken_back[i].field, taken_back[i].value);
        if (taken_back[i].why >= 0)
          cercle_record_set_text (back, (guint) taken_back[i].why, _ ("Taken back."));
        if (taken_back[i].said != NULL)
          undo->said = taken_back[i].said;
        cercle_tx_add (undo, CERCLE_ENTRY_SAVE, back, taken_back[i].value == NULL);
        return TRUE;
      }
  if (may)
    cercle_tx_add (undo, CERCLE_ENTRY_DELETE, record, FALSE);
  /* What a rule makes is there again at once: it stays, and what was done with it is taken back. */
  return may || kind->ruled;
}

gboolean
cercle_undo_event (CercleTx *undo, CercleStore *store, CercleRecord *event, CercleRecord *kase)
{
  return kase != NULL && undo_event (undo, store, event, kase);
}

gboolean
cercle_undo_save (CercleTx *undo, CercleStore *store, CercleRecord *before, CercleRecord *after,
                  const char *member)
{
  const CercleKind *kind = cercle_record_get_kind (after);

  if (kind == &cercle_call_kind || kind == &cercle_review_place_kind ||
      kind->reach == CERCLE_UPWARD)
    return FALSE;
  /* What stays on this desk was not typed here: only what was said of it is taken back. */
  if (kind->reach == CERCLE_LOCAL && before == NULL)
    return FALSE;
  if (before == NULL)
    return undo_creation (undo, store, after, member);
  undo_patch (undo, before, after);
  return TRUE;
}

/* What has no undo, and what one does instead. */
static const struct
{
  const CercleKind *kind;
  const char *sort; /* of an event; NULL: any */
  const char *words;
} kept[] = {
  { &cercle_event_kind, "note",
    N_ ("A note stays as it was written: add another one that corrects it.") },
  { &cercle_event_kind, "words",
    N_ ("What the person said stays as it was noted: add what must be corrected.") },
  { &cercle_event_kind, "debrief",
    N_ ("A debrief stays in the timeline: note another one, or add a note that corrects it.") },
  { &cercle_event_kind, "status",
    N_ ("A case does not go back to that state: choose the state it is in now.") },
  { &cercle_event_kind, "baton",
    N_ ("A case does not go back to nobody: hand the baton to whoever should have it.") },
  { &cercle_call_kind, NULL,
    N_ ("A call stays as it was noted: correct its case, or add a note to it.") },
  { &cercle_case_kind, NULL, N_ ("A case that was opened stays: close it, and say why.") },
};

const char *
cercle_tx_why_kept (CercleTx *tx)
{
  if (!tx->kept)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    for (guint j = 0; j < cercle_tx_get_size (tx); j++)
      {
        CercleRecord *record = cercle_tx_get_record (tx, j);

        if (cercle_record_get_kind (record) == kept[i].kind &&
            (kept[i].sort == NULL ||
             g_strcmp0 (cercle_record_get_text (record, CERCLE_EVENT_SORT), kept[i].sort) == 0))
          return kept[i].words;
      }
  return N_ ("The last change stays: it has no undo.");
}

const char *
cercle_tx_get_said (CercleTx *tx)
{
  return tx->said;
}

/* An identity that was deleted is dead on every desk: what comes back is the same under a new one,
 * which serves only where nothing refers to the old one. */
gboolean
cercle_undo_delete (CercleTx *undo, CercleRecord *before)
{
  static const CercleKind *const alone[] = {
    &cercle_relative_kind, &cercle_rule_kind,          &cercle_filter_kind,
    &cercle_attendee_kind, &cercle_template_line_kind, &cercle_contact_kind,
    &cercle_notice_kind,   &cercle_service_kind,       &cercle_place_kind,
  };
  const CercleKind *kind = cercle_record_get_kind (before);
  gboolean comes_back = FALSE;
  g_autoptr (CercleRecord) again = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (alone); i++)
    comes_back = comes_back || kind == alone[i];
  if (!comes_back)
    return FALSE;
  again = cercle_record_new (kind);
  g_object_set_data_full (G_OBJECT (again), CERCLE_UNDO_REPLACES,
                          g_strdup (cercle_record_get_id (before)), g_free);
  cercle_envelope_set (&cercle_record_envelope (again)->scope,
                       cercle_record_envelope (before)->scope);
  cercle_envelope_set (&cercle_record_envelope (again)->audience,
                       cercle_record_envelope (before)->audience);
  for (guint i = 0; i < kind->n_fields; i++)
    cercle_record_take_value (again, before, i);
  cercle_tx_add (undo, CERCLE_ENTRY_SAVE, again, FALSE);
  return TRUE;
}
