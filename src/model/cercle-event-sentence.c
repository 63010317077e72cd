/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is an event told in one sentence, in the language of the desk? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-moves.h"

#include <glib/gi18n-lib.h>

#include "cercle-baton.h"
#include "cercle-choices.h"
#include "cercle-display.h"
#include "cercle-event.h"
#include "cercle-question.h"
#include "cercle-review-words.h"

typedef struct
{
  CercleRecord *event;
  CercleNameOf name;
  gpointer data;
} Telling;

static const char *
text_of (const Telling *telling, guint field)
{
  return cercle_record_get_text (telling->event, field);
}

static const char *
status_label (const char *token)
{
  return token != NULL ? cercle_choice_label (cercle_statuses, token) : "";
}

static char *
name_of (const Telling *telling, const char *reference)
{
  char *name = telling->name != NULL ? telling->name (reference, telling->data) : NULL;
  return name != NULL ? name : g_strdup (reference);
}

static char *
tell_text (const Telling *telling)
{
  const char *text = text_of (telling, CERCLE_EVENT_TEXT);
  const char *sort = text_of (telling, CERCLE_EVENT_SORT);

  if (text == NULL && sort != NULL)
    text = cercle_choice_label (cercle_event_sorts, sort);
  return g_strdup (text != NULL ? text : "");
}

/* What comes from the nation tells what was asked. */
static char *
tell_note (const Telling *telling)
{
  const char *question = text_of (telling, CERCLE_EVENT_FROM);
  const char *answer = text_of (telling, CERCLE_EVENT_TEXT);

  if (question == NULL || answer == NULL)
    return tell_text (telling);
  if (cercle_article_is_change (telling->event))
    /* TRANSLATORS: what was asked, what is answered now. */
    return g_strdup_printf (_ ("The answer used here to “%1$s” has changed: %2$s"), question,
                            answer);
  /* TRANSLATORS: what was asked, what was answered. */
  return g_strdup_printf (_ ("Answer of the national referents to “%1$s”: %2$s"), question, answer);
}

static char *
tell_status (const Telling *telling)
{
  const char *from = text_of (telling, CERCLE_EVENT_FROM);
  const char *to = status_label (text_of (telling, CERCLE_EVENT_TO));

  return from != NULL ? g_strdup_printf (_ ("State: %s → %s"), status_label (from), to)
                      : g_strdup_printf (_ ("State: %s"), to);
}

static char *
tell_closing (const Telling *telling)
{
  const char *motive = text_of (telling, CERCLE_EVENT_MOTIVE);

  if (motive == NULL)
    return g_strdup (_ ("Case closed"));
  return g_strdup_printf (_ ("Case closed: %s"),
                          cercle_choice_label (cercle_closing_motives, motive));
}

static char *
tell_reopening (const Telling *telling)
{
  return g_strdup (_ ("Case reopened"));
}

static char *
tell_orientation (const Telling *telling)
{
  const char *to = text_of (telling, CERCLE_EVENT_TO);

  if (to == NULL)
    return g_strdup (_ ("No longer oriented"));
  return g_strdup_printf (_ ("Oriented: %s"), cercle_choice_label (cercle_responsibilities, to));
}

static char *
tell_debrief (const Telling *telling)
{
  const char *text = text_of (telling, CERCLE_EVENT_TEXT);
  return g_strdup_printf (_ ("Debriefed with the MDPH: %s"), text != NULL ? text : "");
}

static char *
tell_promise (const char *what, const char *day)
{
  if (what != NULL && *day != '\0')
    /* TRANSLATORS: next step, day. */
    return g_strdup_printf (_ ("%s, promised by %s"), what, day);
  if (*day != '\0')
    return g_strdup_printf (_ ("promised by %s"), day);
  return g_strdup (what);
}

static char *
tell_baton (const Telling *telling)
{
  const char *to = text_of (telling, CERCLE_EVENT_TO);
  g_autofree char *day = cercle_display_day (text_of (telling, CERCLE_EVENT_PROMISED_BY));
  g_autofree char *promise = tell_promise (text_of (telling, CERCLE_EVENT_NEXT_STEP), day);
  g_autofree char *name = to != NULL ? name_of (telling, to) : NULL;

  if (to == NULL)
    return g_strdup (_ ("Baton laid down"));
  if (g_strcmp0 (to, text_of (telling, CERCLE_EVENT_FROM)) == 0)
    return promise != NULL ? g_strdup_printf (_ ("Baton kept by %s: %s"), name, promise)
                           : g_strdup_printf (_ ("Baton kept by %s"), name);
  if (cercle_baton_is_back (telling->event))
    return g_strdup_printf (_ ("Baton taken back: %s holds it as before"), name);
  return promise != NULL ? g_strdup_printf (_ ("Baton handed to %s: %s"), name, promise)
                         : g_strdup_printf (_ ("Baton handed to %s"), name);
}

/* Tokens of an open list by their labels, as far as these are known. */
static char *
tell_codes (const Telling *telling, const CercleField *field, const char *tokens)
{
  g_auto (GStrv) words = g_strsplit (tokens, " ", -1);

  for (guint i = 0; words[i] != NULL && telling->name != NULL; i++)
    {
      g_autofree char *reference = g_strconcat ("code:", field->list, ":", words[i], NULL);
      g_autofree char *label = telling->name (reference, telling->data);

      if (label == NULL || g_str_equal (label, "?"))
        continue;
      g_free (words[i]);
      words[i] = g_steal_pointer (&label);
    }
  return g_strjoinv (_ (", "), words);
}

/* What a value reads like; a reference by the name of its record. */
static char *
tell_value (const Telling *telling, const CercleField *field, const char *value)
{
  g_autofree char *reference = NULL;

  if (value == NULL || field == NULL)
    return g_strdup (value != NULL ? value : "");
  if (field->list != NULL)
    return tell_codes (telling, field, value);
  if (field->type != CERCLE_REF)
    return cercle_field_display (field, value);
  reference = strchr (value, ':') != NULL ? g_strdup (value)
                                          : g_strconcat (field->targets, ":", value, NULL);
  return name_of (telling, reference);
}

static char *
tell_told (const Telling *telling)
{
  const CercleKind *kind = cercle_kind_find (text_of (telling, CERCLE_EVENT_OF_KIND));
  const char *field_name = text_of (telling, CERCLE_EVENT_FIELD);
  int position = kind != NULL ? cercle_kind_field (kind, field_name) : -1;
  const CercleField *field = position >= 0 ? &kind->fields[position] : NULL;
  const char *label = field != NULL ? cercle_field_label (field) : field_name;
  g_autofree char *from = tell_value (telling, field, text_of (telling, CERCLE_EVENT_FROM));
  g_autofree char *to = tell_value (telling, field, text_of (telling, CERCLE_EVENT_TO));

  if (label == NULL)
    label = cercle_choice_label (cercle_event_sorts, "told");
  if (*to == '\0')
    /* TRANSLATORS: label of a field, value taken out. */
    return g_strdup_printf (_ ("%s: “%s” removed"), label, from);
  if (*from == '\0')
    return g_strdup_printf (_ ("%s: “%s”"), label, to);
  return g_strdup_printf (_ ("%s: “%s” → “%s”"), label, from, to);
}

/* "yes refresh together"; see cercle-review-verdict.c. */
static char *
tell_review (const Telling *telling)
{
  const char *to = text_of (telling, CERCLE_EVENT_TO);
  g_auto (GStrv) tokens = g_strsplit (to != NULL ? to : "", " ", -1);
  g_autofree char *verdict = NULL;

  if (g_strcmp0 (to, CERCLE_REVIEW_TAKEN_BACK) == 0)
    return g_strdup (_ ("Verdict of the review with the MDPH taken back"));
  if (g_strv_length (tokens) != 3)
    return tell_text (telling);
  verdict = cercle_review_verdict_words (
      &(CercleReviewVerdict){ tokens[0], text_of (telling, CERCLE_EVENT_NEXT_STEP),
                              text_of (telling, CERCLE_EVENT_PROMISED_BY), tokens[1], tokens[2] });
  return g_strdup_printf (_ ("Review with the MDPH: %s"), verdict);
}

static char *
tell_opened (const Telling *telling)
{
  g_autofree char *until = cercle_display_instant (text_of (telling, CERCLE_EVENT_TO));
  return g_strdup_printf (_ ("Opened by exception until %s"), until);
}

static const struct
{
  const char *sort;
  char *(*tell) (const Telling *telling);
} tellings[] = {
  { "status", tell_status },   { "closing", tell_closing }, { "reopening", tell_reopening },
  { "baton", tell_baton },     { "told", tell_told },       { "orientation", tell_orientation },
  { "debrief", tell_debrief }, { "review", tell_review },   { "opened", tell_opened },
  { "note", tell_note },
};

char *
cercle_event_sentence (CercleRecord *event, CercleNameOf name, gpointer data)
{
  const Telling telling = { event, name, data };
  const char *sort = text_of (&telling, CERCLE_EVENT_SORT);
  const char *why = text_of (&telling, CERCLE_EVENT_WHY);
  char *(*tell) (const Telling *) = tell_text;
  g_autofree char *sentence = NULL;
  g_autofree char *whole = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (tellings); i++)
    if (g_strcmp0 (tellings[i].sort, sort) == 0)
      tell = tellings[i].tell;
  sentence = tell (&telling);
  /* TRANSLATORS: what was done, the reason that was given. */
  whole =
      why != NULL ? g_strdup_printf (_ ("%s (%s)"), sentence, why) : g_steal_pointer (&sentence);
  if (cercle_record_get_flag (event, CERCLE_EVENT_STALE))
    return g_strdup_printf (_ ("Not applied: %s"), whole);
  return g_steal_pointer (&whole);
}
