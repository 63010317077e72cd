/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is a review told: a verdict, a reason, a case? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-review-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-call.h"
#include "cercle-case.h"
#include "cercle-choices.h"
#include "cercle-consent.h"
#include "cercle-day.h"
#include "cercle-display.h"
#include "cercle-event.h"
#include "cercle-field.h"
#include "cercle-gate.h"
#include "cercle-instant.h"
#include "cercle-masking.h"
#include "cercle-person.h"
#include "cercle-request.h"
#include "cercle-solution.h"

#define TOLD_EVENTS 3
#define CUT "…"

/* Parts are separate phrases, as on a form. (transfer full) */
static char *
join_with (GPtrArray *parts, const char *between)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? between : "", (const char *) parts->pdata[i]);
  return g_string_free (all, FALSE);
}

static char *
join (GPtrArray *parts)
{
  return join_with (parts, _ ("; "));
}

static void
take (GPtrArray *parts, char *part)
{
  if (part != NULL && *part != '\0')
    g_ptr_array_add (parts, part);
  else
    g_free (part);
}

/* A verdict */

static gboolean
is_said (const char *token)
{
  return token != NULL && *token != '\0' && !g_str_equal (token, "-");
}

static char *
tell_known (const CercleReviewVerdict *verdict)
{
  g_autofree char *day = cercle_display_day (verdict->day);

  if (g_strcmp0 (verdict->known, "no") == 0)
    return g_strdup (_ ("not being handled by the MDPH"));
  if (g_strcmp0 (verdict->known, "unknown") == 0)
    return g_strdup (_ ("unknown to the MDPH"));
  if (g_strcmp0 (verdict->known, "yes") != 0)
    return NULL;
  if (is_said (verdict->step) && *day != '\0')
    /* TRANSLATORS: the step, a day. */
    return g_strdup_printf (_ ("already being handled (%s, answer on %s)"), verdict->step, day);
  if (is_said (verdict->step))
    return g_strdup_printf (_ ("already being handled (%s)"), verdict->step);
  if (*day != '\0')
    return g_strdup_printf (_ ("already being handled (answer on %s)"), day);
  return g_strdup (_ ("already being handled"));
}

static const CercleChoice rights_told[] = {
  { "up_to_date", N_ ("rights up to date") },
  { "refresh", N_ ("rights to refresh") },
  { "open", N_ ("rights to open") },
  { "under_way", N_ ("request for rights under way") },
  { NULL },
};

static const CercleChoice decisions_told[] = {
  { "mdph", N_ ("the MDPH goes on") },
  { "community", N_ ("the community goes on") },
  { "together", N_ ("handled together") },
  { "gos_pag", N_ ("GOS or PAG asked for") },
  { "again", N_ ("to be looked at again") },
  { "removed", N_ ("taken off the list") },
  { NULL },
};

static char *
tell_decision (const CercleReviewVerdict *verdict)
{
  g_autofree char *day = cercle_display_day (verdict->day);

  if (!is_said (verdict->decision))
    return NULL;
  if (g_str_equal (verdict->decision, "again") && *day != '\0')
    return g_strdup_printf (_ ("to be looked at again on %s"), day);
  return g_strdup (cercle_choice_label (decisions_told, verdict->decision));
}

char *
cercle_review_verdict_words (const CercleReviewVerdict *verdict)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  take (parts, tell_known (verdict));
  if (is_said (verdict->rights))
    take (parts, g_strdup (cercle_choice_label (rights_told, verdict->rights)));
  take (parts, tell_decision (verdict));
  return join (parts);
}

char *
cercle_review_item_words (CercleRecord *item)
{
  const char *expected = cercle_record_get_text (item, CERCLE_REVIEW_ITEM_ANSWER_ON);
  const char *again = cercle_record_get_text (item, CERCLE_REVIEW_ITEM_AGAIN_ON);
  const CercleReviewVerdict verdict = {
    cercle_record_get_text (item, CERCLE_REVIEW_ITEM_KNOWN),
    cercle_record_get_text (item, CERCLE_REVIEW_ITEM_STEP),
    expected != NULL ? expected : again,
    cercle_record_get_text (item, CERCLE_REVIEW_ITEM_RIGHTS),
    cercle_record_get_text (item, CERCLE_REVIEW_ITEM_DECISION),
  };

  if (cercle_review_item_state (item) == CERCLE_REVIEW_LEFT_OUT)
    /* TRANSLATORS: the reason that was typed. */
    return g_strdup_printf (_ ("taken off the list: %s"),
                            cercle_record_get_text (item, CERCLE_REVIEW_ITEM_LEFT_OUT_WHY));
  return cercle_review_verdict_words (&verdict);
}

/* Why it is on the list */

static const CercleChoice reasons_told[] = {
  { "carried", N_ ("carried over") },
  { "again", N_ ("to be looked at again") },
  { "answer", N_ ("an answer of the MDPH is due") },
  { "break", N_ ("a break is near") },
  { "debrief", N_ ("level III, not debriefed yet") },
  { "unanswered", N_ ("without immediate answer") },
  { "rights", N_ ("rights end soon") },
  { "hand", N_ ("added by hand") },
  { NULL },
};

static char *
tell_reason (CercleRecord *item, const char *reason, guint times)
{
  g_autofree char *day =
      cercle_display_day (cercle_record_get_text (item, CERCLE_REVIEW_ITEM_BREAK_ON));

  if (g_str_equal (reason, "carried") && times > 1)
    /* TRANSLATORS: 2, 3, 4 … */
    return g_strdup_printf (_ ("carried over, time no. %u"), times);
  if (g_str_equal (reason, "break") && *day != '\0')
    return g_strdup_printf (_ ("a break expected on %s"), day);
  return g_strdup (cercle_choice_label (reasons_told, reason));
}

char *
cercle_review_why (CercleRecord *item, guint times)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  /* In the order of their list, whatever the order of the tokens. */
  for (const CercleChoice *reason = cercle_review_reasons; reason->token != NULL; reason++)
    if (cercle_record_has_token (item, CERCLE_REVIEW_ITEM_REASONS, reason->token))
      take (parts, tell_reason (item, reason->token, times));
  return join (parts);
}

/* The case */

char *
cercle_review_initials (CercleRecord *person)
{
  g_autofree char *initials = person != NULL ? cercle_person_initials (person) : NULL;
  const char *born =
      person != NULL ? cercle_record_get_text (person, CERCLE_PERSON_BIRTH_ON) : NULL;
  gint64 year =
      person != NULL ? cercle_record_get_integer (person, CERCLE_PERSON_BIRTH_YEAR, 0) : 0;

  if (initials == NULL || *initials == '\0')
    return g_strdup ("?");
  if (born != NULL)
    year = g_ascii_strtoll (born, NULL, 10);
  /* TRANSLATORS: initials, year of birth. */
  return year > 0 ? g_strdup_printf (_ ("%s, %d"), initials, (int) year)
                  : g_steal_pointer (&initials);
}

static gboolean
is_allowed (const CercleReviewSource *source, const char *data)
{
  const CercleGateQuestion question = { "review", source->mdph, "mdph", data, source->today };

  return source->consents != NULL &&
         cercle_gate_consent (source->consents, &question, NULL) != NULL;
}

gboolean
cercle_review_may_name (const CercleReviewSource *source)
{
  return is_allowed (source, "identity");
}

gboolean
cercle_review_is_nameless (CercleRecord *item, gboolean named)
{
  return !named && !cercle_record_is_set (item, CERCLE_REVIEW_ITEM_MDPH_NUMBER);
}

typedef struct
{
  const CercleReviewSource *source;
  CercleRecord *item;
  CercleMasking *masking; /* of what free text may not tell */
} Telling;

/* One line, without the names of those who are not to be named, cut where the field ends. */
static void
set (Telling *telling, guint field, const char *text)
{
  gint64 most = cercle_field_max_length (&cercle_review_item_kind.fields[field]);
  g_autofree char *line = cercle_masking_apply (telling->masking, text != NULL ? text : "");

  for (char *at = line; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at))
      *at = ' ';
  if (g_utf8_strlen (line, -1) > most)
    {
      g_autofree char *whole = g_steal_pointer (&line);
      g_autofree char *begin = g_utf8_substring (whole, 0, most - 1);
      line = g_strconcat (begin, CUT, NULL);
    }
  cercle_record_set_text (telling->item, field, *line != '\0' ? line : NULL);
}

static char *
label (const CercleReviewSource *source, const char *list, const char *token)
{
  char *words = source->label != NULL ? source->label (list, token, source->data) : NULL;
  return words != NULL ? words : g_strdup (token);
}

static char *
name_of_organisation (const CercleReviewSource *source, const char *id)
{
  g_autofree char *reference = g_strconcat ("organisation:", id, NULL);
  return source->name (reference, source->data);
}

static void
tell_who (Telling *telling, gboolean named)
{
  CercleRecord *person = telling->source->person;
  g_autofree char *initials = cercle_review_initials (person);
  g_autofree char *name = person != NULL ? cercle_person_name (person) : NULL;
  g_autofree char *whole = NULL;
  const char *number =
      person != NULL ? cercle_record_get_text (person, CERCLE_PERSON_MDPH_NUMBER) : NULL;
  const char *year = strrchr (initials, ',');

  if (named && name != NULL && *name != '\0')
    whole = g_strconcat (name, year != NULL ? year : "", NULL);
  cercle_record_set_text (telling->item, CERCLE_REVIEW_ITEM_WHO, whole != NULL ? whole : initials);
  cercle_record_set_text (telling->item, CERCLE_REVIEW_ITEM_MDPH_NUMBER, number);
}

static void
tell_rights (Telling *telling)
{
  GPtrArray *rights = telling->source->rights;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *all = NULL;

  for (guint i = 0; rights != NULL && i < rights->len; i++)
    {
      CercleRecord *right = rights->pdata[i];
      const char *category = cercle_record_get_text (right, CERCLE_RIGHT_CATEGORY);
      g_autofree char *what = label (telling->source, "right", category != NULL ? category : "?");
      g_autofree char *state = cercle_record_display (right, CERCLE_RIGHT_STATE);
      g_autofree char *end = cercle_record_display (right, CERCLE_RIGHT_END_ON);

      if (*end != '\0')
        /* TRANSLATORS: a right, a day. */
        take (parts, g_strdup_printf (_ ("%s until %s"), what, end));
      else
        take (parts, g_strdup_printf ("%s%s%s", what, *state != '\0' ? ", " : "", state));
    }
  all = join (parts);
  set (telling, CERCLE_REVIEW_ITEM_RIGHTS_HELD, all);
}

static void
tell_requests (Telling *telling, GPtrArray *parts)
{
  GPtrArray *requests = telling->source->requests;

  for (guint i = 0; requests != NULL && i < requests->len; i++)
    {
      const char *id = cercle_record_get_text (requests->pdata[i], CERCLE_REQUEST_ORGANISATION);
      g_autofree char *who =
          id != NULL ? name_of_organisation (telling->source, id) : g_strdup ("?");
      g_autofree char *answer = cercle_record_display (requests->pdata[i], CERCLE_REQUEST_ANSWER);

      /* TRANSLATORS: a partner, its answer. */
      take (parts, g_strdup_printf (_ ("%s: %s"), who, answer));
    }
}

static void
tell_solutions (Telling *telling, GPtrArray *parts)
{
  GPtrArray *solutions = telling->source->solutions;

  for (guint i = 0; solutions != NULL && i < solutions->len; i++)
    {
      const char *sort = cercle_record_get_text (solutions->pdata[i], CERCLE_SOLUTION_SORT);
      const char *what = cercle_record_get_text (solutions->pdata[i], CERCLE_SOLUTION_WHAT);
      g_autofree char *words = what == NULL && sort != NULL
                                   ? label (telling->source, "solution", sort)
                                   : g_strdup (what);
      g_autofree char *choice = cercle_record_display (solutions->pdata[i], CERCLE_SOLUTION_CHOICE);

      if (words != NULL)
        take (parts, g_strdup_printf (_ ("%s: %s"), words, choice));
    }
}

static void
tell_tried (Telling *telling)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *all = NULL;

  tell_requests (telling, parts);
  tell_solutions (telling, parts);
  all = join (parts);
  set (telling, CERCLE_REVIEW_ITEM_TRIED, all);
}

static void
tell_events (Telling *telling)
{
  const CercleReviewSource *source = telling->source;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *all = NULL;

  for (guint i = 0; source->events != NULL && i < source->events->len && i < TOLD_EVENTS; i++)
    {
      const char *at = cercle_record_get_text (source->events->pdata[i], CERCLE_EVENT_AT);
      g_autofree char *sentence =
          cercle_event_sentence (source->events->pdata[i], source->name, source->data);
      char day[CERCLE_DAY_SIZE] = "";
      g_autofree char *when = NULL;
      gint64 instant;

      if (at != NULL && cercle_instant_parse (at, &instant))
        cercle_day_format (cercle_instant_local_day (instant, cercle_display_get_zone (), NULL),
                           day);
      when = cercle_display_day (day);
      take (parts, g_strdup_printf (_ ("%s: %s"), when, sentence));
    }
  all = join_with (parts, " · ");
  set (telling, CERCLE_REVIEW_ITEM_EVENTS, all);
}

static void
tell_holder (Telling *telling)
{
  CercleRecord *kase = telling->source->kase;
  const char *holder = cercle_record_get_text (kase, CERCLE_CASE_HOLDER);
  const char *since = cercle_record_get_text (kase, CERCLE_CASE_HOLDER_SINCE);
  gboolean herself = holder != NULL && g_str_has_prefix (holder, "person:");
  g_autofree char *name =
      holder != NULL && !herself ? telling->source->name (holder, telling->source->data) : NULL;
  char day[CERCLE_DAY_SIZE];
  gint64 instant;

  set (telling, CERCLE_REVIEW_ITEM_HELD_BY, herself ? _ ("The person") : name);
  if (since == NULL || !cercle_instant_parse (since, &instant))
    return;
  cercle_day_format (cercle_instant_local_day (instant, cercle_display_get_zone (), NULL), day);
  cercle_record_set_text (telling->item, CERCLE_REVIEW_ITEM_HELD_SINCE, day);
}

static void
mask_people (CercleMasking *masking, const CercleReviewSource *source)
{
  if (source->person != NULL)
    {
      cercle_masking_add_name (masking,
                               cercle_record_get_text (source->person, CERCLE_PERSON_FIRST_NAME));
      cercle_masking_add_name (masking,
                               cercle_record_get_text (source->person, CERCLE_PERSON_LAST_NAME));
    }
  for (guint i = 0; source->relatives != NULL && i < source->relatives->len; i++)
    {
      CercleRecord *relative = source->relatives->pdata[i];

      cercle_masking_add_name (masking,
                               cercle_record_get_text (relative, CERCLE_RELATIVE_FIRST_NAME));
      cercle_masking_add_name (masking,
                               cercle_record_get_text (relative, CERCLE_RELATIVE_LAST_NAME));
    }
  for (guint i = 0; source->calls != NULL && i < source->calls->len; i++)
    cercle_masking_add_words (masking,
                              cercle_record_get_text (source->calls->pdata[i], CERCLE_CALL_CALLER));
}

/* The people around her are named where she is, and nobody is reached but by consent. */
static CercleMasking *
make_masking (const CercleReviewSource *source, gboolean named)
{
  CercleMasking *masking = cercle_masking_new ();

  /* First: an address is one word with a name in it. */
  if (!is_allowed (source, "contact"))
    cercle_masking_add_contacts (masking);
  if (!named)
    mask_people (masking, source);
  return masking;
}

void
cercle_review_tell (CercleRecord *item, const CercleReviewSource *source)
{
  static const struct
  {
    guint field, of;
  } taken[] = {
    { CERCLE_REVIEW_ITEM_REFERENCE, CERCLE_CASE_REFERENCE },
    { CERCLE_REVIEW_ITEM_PRIORITY, CERCLE_CASE_PRIORITY },
    { CERCLE_REVIEW_ITEM_BREAK_ON, CERCLE_CASE_BREAK_ON },
    { CERCLE_REVIEW_ITEM_WORDS, CERCLE_CASE_WORDS },
    { CERCLE_REVIEW_ITEM_NEED, CERCLE_CASE_NEED },
    { CERCLE_REVIEW_ITEM_EXISTING, CERCLE_CASE_EXISTING },
  };
  gboolean named = cercle_review_may_name (source);
  g_autoptr (CercleMasking) masking = make_masking (source, named);
  Telling telling = { source, item, masking };

  for (guint i = 0; i < G_N_ELEMENTS (taken); i++)
    if (cercle_review_item_kind.fields[taken[i].field].type == CERCLE_TEXT)
      set (&telling, taken[i].field, cercle_record_get_text (source->kase, taken[i].of));
    else
      cercle_record_set_text (item, taken[i].field,
                              cercle_record_get_text (source->kase, taken[i].of));
  tell_who (&telling, named);
  tell_holder (&telling);
  tell_rights (&telling);
  tell_tried (&telling);
  tell_events (&telling);
}
