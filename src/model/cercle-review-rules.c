/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cases come on the list of the review, and why? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-review-rules.h"

#include <string.h>

#include "cercle-case.h"
#include "cercle-community.h"
#include "cercle-consent.h"
#include "cercle-day.h"
#include "cercle-instant.h"

/* Without an answer as long as nobody is in charge of one. */
#define UNANSWERED "received to_qualify first_line"

static const struct
{
  guint field;
  int value;
} defaults[] = {
  { CERCLE_COMMUNITY_REVIEW_BREAK, 7 },    { CERCLE_COMMUNITY_REVIEW_RIGHTS, 60 },
  { CERCLE_COMMUNITY_REVIEW_ANSWER, 1 },   { CERCLE_COMMUNITY_REVIEW_SECONDS, 90 },
  { CERCLE_COMMUNITY_REVIEW_MINUTES, 20 },
};

int
cercle_review_limit (CercleRecord *community, guint field)
{
  int value = 0;

  for (guint i = 0; i < G_N_ELEMENTS (defaults); i++)
    if (defaults[i].field == field)
      value = defaults[i].value;
  return community != NULL ? (int) cercle_record_get_integer (community, field, value) : value;
}

static const char *
held_on (CercleRecord *item)
{
  const char *day = cercle_record_get_text (item, CERCLE_REVIEW_ITEM_HELD_ON);
  return day != NULL ? day : "";
}

/* The last one before day, of those in this state; any state: -1. */
static CercleRecord *
last_before (GPtrArray *items, const char *day, int state)
{
  CercleRecord *last = NULL;

  for (guint i = 0; items != NULL && i < items->len; i++)
    if (strcmp (held_on (items->pdata[i]), day) < 0 &&
        (state < 0 || (int) cercle_review_item_state (items->pdata[i]) == state) &&
        (last == NULL || strcmp (held_on (last), held_on (items->pdata[i])) < 0))
      last = items->pdata[i];
  return last;
}

CercleRecord *
cercle_review_last_verdict (GPtrArray *items, const char *day)
{
  return last_before (items, day, CERCLE_REVIEW_DECIDED);
}

guint
cercle_review_times (GPtrArray *items, const char *today)
{
  const char *day = today;
  CercleRecord *item;
  guint times = 1;

  while ((item = last_before (items, day, -1)) != NULL &&
         cercle_review_item_state (item) == CERCLE_REVIEW_OPEN)
    {
      times++;
      day = held_on (item);
    }
  return times;
}

/* The rules */

typedef struct
{
  const CercleReviewSubject *subject;
  const CercleReviewFrame *frame;
  CercleRecord *verdict; /* the last one before today; or NULL */
  int today;
} Question;

static const char *
text (const Question *question, guint field)
{
  return cercle_record_get_text (question->subject->kase, field);
}

static gboolean
is_decision (const Question *question, const char *tokens)
{
  return question->verdict != NULL &&
         cercle_tokens_contain (
             tokens, cercle_record_get_text (question->verdict, CERCLE_REVIEW_ITEM_DECISION));
}

/* Something falls on day, which comes near limit days before, and nobody has looked since it is
 * near. */
static gboolean
is_near (const Question *question, const char *day, guint limit)
{
  int falls = cercle_day_parse (day);
  int near;

  if (falls == CERCLE_DAY_NONE)
    return FALSE;
  near = falls - cercle_review_limit (question->frame->community, limit);
  return near <= question->today &&
         (question->verdict == NULL || cercle_day_parse (held_on (question->verdict)) < near);
}

static gboolean
is_due (const Question *question, const char *day)
{
  int days = cercle_review_limit (question->frame->community, CERCLE_COMMUNITY_REVIEW_ANSWER);
  int due = cercle_day_parse (day);

  return due != CERCLE_DAY_NONE &&
         due <= cercle_working_days_after (&question->frame->time, question->today, days);
}

static gboolean
is_carried (const Question *question)
{
  CercleRecord *last = last_before (question->subject->items, question->frame->today, -1);
  return last != NULL && cercle_review_item_state (last) == CERCLE_REVIEW_OPEN;
}

static gboolean
is_again (const Question *question)
{
  const char *day = is_decision (question, "again")
                        ? cercle_record_get_text (question->verdict, CERCLE_REVIEW_ITEM_AGAIN_ON)
                        : NULL;
  return day != NULL && strcmp (day, question->frame->today) <= 0;
}

/* What the MDPH promised at the last review, or outside it. */
static gboolean
has_answer_due (const Question *question)
{
  if (is_decision (question, "mdph together gos_pag") &&
      (is_due (question,
               cercle_record_get_text (question->verdict, CERCLE_REVIEW_ITEM_ANSWER_ON)) ||
       is_due (question, cercle_record_get_text (question->verdict, CERCLE_REVIEW_ITEM_DUE_ON))))
    return TRUE;
  return g_strcmp0 (text (question, CERCLE_CASE_STATUS), "waiting_mdph") == 0 &&
         is_due (question, text (question, CERCLE_CASE_PROMISED_BY));
}

static gboolean
has_break_near (const Question *question)
{
  return is_near (question, text (question, CERCLE_CASE_BREAK_ON), CERCLE_COMMUNITY_REVIEW_BREAK);
}

static gboolean
waits_for_debrief (const Question *question)
{
  return cercle_record_get_integer (question->subject->kase, CERCLE_CASE_LEVEL, 0) == 3 &&
         !cercle_record_is_set (question->subject->kase, CERCLE_CASE_DEBRIEFED_ON);
}

static gboolean
is_unanswered (const Question *question)
{
  const char *status = text (question, CERCLE_CASE_STATUS);
  const char *since = text (question, CERCLE_CASE_STATUS_SINCE);
  gint64 instant;

  if (g_strcmp0 (status, "mdph_review") != 0 &&
      !(cercle_record_get_flag (question->subject->kase, CERCLE_CASE_NO_SOLUTION) &&
        cercle_tokens_contain (UNANSWERED, status)))
    return FALSE;
  if (question->verdict == NULL || since == NULL || !cercle_instant_parse (since, &instant))
    return question->verdict == NULL;
  /* Reviewed since it came into this state: it waits for what was decided. */
  return cercle_day_parse (held_on (question->verdict)) <
         cercle_instant_local_day (instant, question->frame->time.zone, NULL);
}

static gboolean
has_rights_ending (const Question *question)
{
  GPtrArray *rights = question->subject->rights;

  for (guint i = 0; rights != NULL && i < rights->len; i++)
    {
      const char *state = cercle_record_get_text (rights->pdata[i], CERCLE_RIGHT_STATE);

      if (!cercle_tokens_contain ("asked refused", state) &&
          is_near (question, cercle_record_get_text (rights->pdata[i], CERCLE_RIGHT_END_ON),
                   CERCLE_COMMUNITY_REVIEW_RIGHTS))
        return TRUE;
    }
  return FALSE;
}

static const struct
{
  const char *reason;
  gboolean (*brings) (const Question *question);
} rules[] = {
  { "carried", is_carried },        { "again", is_again },
  { "answer", has_answer_due },     { "break", has_break_near },
  { "debrief", waits_for_debrief }, { "unanswered", is_unanswered },
  { "rights", has_rights_ending },
};

static CercleRecord *
item_of_today (const CercleReviewSubject *subject, const char *today)
{
  for (guint i = 0; subject->items != NULL && i < subject->items->len; i++)
    if (g_str_equal (held_on (subject->items->pdata[i]), today))
      return subject->items->pdata[i];
  return NULL;
}

char *
cercle_review_reasons_of (const CercleReviewSubject *subject, const CercleReviewFrame *frame)
{
  CercleRecord *item = item_of_today (subject, frame->today);
  const Question question = { subject, frame,
                              cercle_review_last_verdict (subject->items, frame->today),
                              cercle_day_parse (frame->today) };
  const char *off = frame->community != NULL
                        ? cercle_record_get_text (frame->community, CERCLE_COMMUNITY_REVIEW_OFF)
                        : NULL;
  g_autoptr (GPtrArray) reasons = g_ptr_array_new ();

  if (!cercle_record_get_flag (subject->kase, CERCLE_CASE_OPEN) ||
      (item != NULL && cercle_review_item_state (item) == CERCLE_REVIEW_LEFT_OUT))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (!cercle_tokens_contain (off, rules[i].reason) && rules[i].brings (&question))
      g_ptr_array_add (reasons, (gpointer) rules[i].reason);
  if (reasons->len == 0 && item != NULL)
    return g_strdup (cercle_record_get_text (item, CERCLE_REVIEW_ITEM_REASONS));
  return reasons->len > 0 ? cercle_tokens_join (reasons) : NULL;
}

/* Unset comes last. */
static int
compare_text (CercleRecord *kase, CercleRecord *other, guint field)
{
  const char *a = cercle_record_get_text (kase, field);
  const char *b = cercle_record_get_text (other, field);

  if (a == NULL || b == NULL)
    return (a == NULL) - (b == NULL);
  return strcmp (a, b);
}

int
cercle_review_compare (CercleRecord *kase, CercleRecord *other)
{
  static const guint keys[] = { CERCLE_CASE_PRIORITY, CERCLE_CASE_BREAK_ON, CERCLE_CASE_OPENED_ON };
  int order = 0;

  for (guint i = 0; order == 0 && i < G_N_ELEMENTS (keys); i++)
    order = compare_text (kase, other, keys[i]);
  return order != 0 ? order : strcmp (cercle_record_get_id (kase), cercle_record_get_id (other));
}
