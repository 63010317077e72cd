/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which event does a move of a case leave? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-case.h"
#include "cercle-event.h"
#include "cercle-instant.h"
#include "cercle-moves.h"

CercleRecord *
cercle_event_new (CercleRecord *kase, const char *sort, const char *text)
{
  CercleRecord *event = cercle_record_new (&cercle_event_kind);
  g_autofree char *now = cercle_instant_now_text ();

  cercle_envelope_set (&cercle_record_envelope (event)->scope,
                       cercle_record_envelope (kase)->scope);
  cercle_record_set_text (event, CERCLE_EVENT_CASE, cercle_record_get_id (kase));
  cercle_record_set_text (event, CERCLE_EVENT_SORT, sort);
  cercle_record_set_text (event, CERCLE_EVENT_AT, now);
  cercle_record_set_text (event, CERCLE_EVENT_TEXT, text);
  return event;
}

static CercleRecord *
new_move (CercleRecord *kase, const char *sort, guint from, const char *to, const char *why)
{
  CercleRecord *event = cercle_event_new (kase, sort, NULL);

  cercle_record_set_text (event, CERCLE_EVENT_FROM, cercle_record_get_text (kase, from));
  cercle_record_set_text (event, CERCLE_EVENT_TO, to);
  cercle_record_set_text (event, CERCLE_EVENT_WHY, why);
  return event;
}

CercleRecord *
cercle_move_status (CercleRecord *kase, const char *to, const char *why)
{
  return new_move (kase, "status", CERCLE_CASE_STATUS, to, why);
}

CercleRecord *
cercle_move_close (CercleRecord *kase, const char *motive, const char *why)
{
  CercleRecord *event = new_move (kase, "closing", CERCLE_CASE_STATUS, "closed", why);
  cercle_record_set_text (event, CERCLE_EVENT_MOTIVE, motive);
  return event;
}

CercleRecord *
cercle_move_reopen (CercleRecord *kase, const char *why)
{
  return new_move (kase, "reopening", CERCLE_CASE_STATUS, "to_qualify", why);
}

CercleRecord *
cercle_move_baton (CercleRecord *kase, const char *holder, const char *next_step,
                   const char *promised_by)
{
  CercleRecord *event = new_move (kase, "baton", CERCLE_CASE_HOLDER, holder, NULL);
  cercle_record_set_text (event, CERCLE_EVENT_NEXT_STEP, next_step);
  cercle_record_set_text (event, CERCLE_EVENT_PROMISED_BY, promised_by);
  return event;
}

CercleRecord *
cercle_move_orient (CercleRecord *kase, const char *responsibility, CercleRecord *rule, int version,
                    const char *lead, const char *why)
{
  CercleRecord *event =
      new_move (kase, "orientation", CERCLE_CASE_RESPONSIBILITY, responsibility, why);

  cercle_record_set_text (event, CERCLE_EVENT_LEAD, lead);
  if (rule == NULL)
    return event;
  cercle_record_set_text (event, CERCLE_EVENT_RULE, cercle_record_get_id (rule));
  if (version > 0)
    cercle_record_set_integer (event, CERCLE_EVENT_RULE_VERSION, version);
  return event;
}
