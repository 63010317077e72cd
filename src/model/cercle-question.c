/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What was asked, what was answered, and what has changed since? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-question.h"

#include <glib/gi18n-lib.h>

#include "cercle-event.h"
#include "cercle-id.h"
#include "cercle-macros.h"
#include "cercle-moves.h"

/* clang-format off */
const CercleChoice cercle_question_channels[] = {
  { "batch", N_("With the week's questions") },
  { "mail", N_("By mail") },
  { "phone", N_("By telephone") },
  { "meeting", N_("In a meeting") },
  { NULL },
};

static const CercleField question_fields[] = {
  [CERCLE_QUESTION_TEXT] = { "text", N_("Question"), CERCLE_TEXT, CERCLE_REQUIRED | CERCLE_SEARCHED, .since = 6, .max = 1000 },
  [CERCLE_QUESTION_THEME] = { "theme", N_("Theme"), CERCLE_CODE, 0, .since = 6, .list = "theme" },
  [CERCLE_QUESTION_CASE] = { "case", N_("Case"), CERCLE_REF, CERCLE_INDEXED, .since = 6, .targets = "case" },
  [CERCLE_QUESTION_MEETING] = { "meeting", N_("Meeting"), CERCLE_REF, CERCLE_INDEXED, .since = 6, .targets = "meeting" },
  [CERCLE_QUESTION_ASKED_AT] = { "asked_at", N_("Asked at"), CERCLE_INSTANT, CERCLE_REQUIRED | CERCLE_INDEXED, .since = 6 },
  [CERCLE_QUESTION_ASKED_BY] = { "asked_by", N_("Raised by"), CERCLE_REF, CERCLE_YIELDS, .since = 6, .targets = "member" },
  [CERCLE_QUESTION_CHANNEL] = { "channel", N_("How"), CERCLE_CHOICE, 0, .since = 6, .choices = cercle_question_channels },
  [CERCLE_QUESTION_SENT_ON] = { "sent_on", N_("Sent on"), CERCLE_DAY, CERCLE_INDEXED | CERCLE_YIELDS, .since = 6 },
  [CERCLE_QUESTION_ANSWER] = { "answer", N_("Answer"), CERCLE_TEXT, CERCLE_SEARCHED, "answer", 6, .max = 4000 },
  [CERCLE_QUESTION_ARTICLE] = { "article", N_("Article of the FAQ"), CERCLE_REF, CERCLE_INDEXED, "answer", 6, .targets = "article" },
  [CERCLE_QUESTION_ANSWERED_ON] = { "answered_on", N_("Answered on"), CERCLE_DAY, CERCLE_INDEXED, "answer", 6 },
  [CERCLE_QUESTION_DROPPED_WHY] = { "dropped_why", N_("Dropped because"), CERCLE_TEXT, 0, .since = 6, .max = 300 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (question_fields) == CERCLE_QUESTION_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleQuestion, cercle_question, cercle_question_kind)

static const CercleField article_fields[] = {
  [CERCLE_ARTICLE_QUESTION] = { "question", N_("Question"), CERCLE_TEXT, CERCLE_REQUIRED | CERCLE_PUBLIC | CERCLE_SEARCHED, .since = 6, .max = 500 },
  [CERCLE_ARTICLE_ANSWER] = { "answer", N_("Answer"), CERCLE_NOTE, CERCLE_REQUIRED | CERCLE_PUBLIC | CERCLE_SEARCHED, .since = 6 },
  [CERCLE_ARTICLE_THEMES] = { "themes", N_("Themes"), CERCLE_SET, 0, .since = 6, .list = "theme" },
  [CERCLE_ARTICLE_VERSION] = { "version", N_("Version"), CERCLE_TEXT, CERCLE_REQUIRED | CERCLE_PUBLIC, .since = 6, .max = 20 },
  [CERCLE_ARTICLE_ISSUED_ON] = { "issued_on", N_("Issued on"), CERCLE_DAY, CERCLE_REQUIRED | CERCLE_INDEXED, .since = 6 },
  [CERCLE_ARTICLE_REPLACES] = { "replaces", N_("Replaces"), CERCLE_REF, CERCLE_INDEXED, .since = 6, .targets = "article" },
  [CERCLE_ARTICLE_RETIRED_ON] = { "retired_on", N_("Retired on"), CERCLE_DAY, CERCLE_INDEXED, .since = 6 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (article_fields) == CERCLE_ARTICLE_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleArticle, cercle_article, cercle_article_kind)

static const CercleField answer_use_fields[] = {
  [CERCLE_ANSWER_USE_CASE] = { "case", N_("Case"), CERCLE_REF, CERCLE_REQUIRED | CERCLE_INDEXED, .since = 6, .targets = "case" },
  [CERCLE_ANSWER_USE_ARTICLE] = { "article", N_("Article of the FAQ"), CERCLE_REF, CERCLE_REQUIRED | CERCLE_INDEXED, .since = 6, .targets = "article" },
  [CERCLE_ANSWER_USE_USED_AT] = { "used_at", N_("Used at"), CERCLE_INSTANT, CERCLE_REQUIRED | CERCLE_YIELDS, .since = 6 },
  [CERCLE_ANSWER_USE_USED_BY] = { "used_by", N_("Used by"), CERCLE_REF, CERCLE_YIELDS, .since = 6, .targets = "member" },
};
G_STATIC_ASSERT (G_N_ELEMENTS (answer_use_fields) == CERCLE_ANSWER_USE_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleAnswerUse, cercle_answer_use, cercle_answer_use_kind)

#define BY_NATIONAL CERCLE_BY (CERCLE_ROLE_NATIONAL)
#define EDITORS (CERCLE_BY_COORDINATOR | BY_NATIONAL)

const CercleKind cercle_question_kind = {
  "question", "questions", N_("Question"), "c", CERCLE_SYNCED, "national", NULL,
  CERCLE_BY_TEAM, CERCLE_BY_TEAM | BY_NATIONAL, CERCLE_BY_SERVER,
  question_fields, G_N_ELEMENTS (question_fields), cercle_question_get_type, NULL,
};

const CercleKind cercle_article_kind = {
  "article", "articles", N_("Article of the FAQ"), "cn", CERCLE_SYNCED, "national", NULL,
  EDITORS, EDITORS, CERCLE_BY_SERVER,
  article_fields, G_N_ELEMENTS (article_fields), cercle_article_get_type, NULL,
};

const CercleKind cercle_answer_use_kind = {
  "answer_use", "answer_uses", N_("Use of an answer"), "c", CERCLE_SYNCED, "team", "case",
  CERCLE_BY_TEAM, CERCLE_BY_TEAM, CERCLE_BY_TEAM,
  answer_use_fields, G_N_ELEMENTS (answer_use_fields), cercle_answer_use_get_type, .ruled = TRUE,
};
/* clang-format on */

CercleQuestionState
cercle_question_state (CercleRecord *question)
{
  if (cercle_record_is_set (question, CERCLE_QUESTION_ANSWERED_ON))
    return CERCLE_QUESTION_ANSWERED;
  if (cercle_record_is_set (question, CERCLE_QUESTION_DROPPED_WHY))
    return CERCLE_QUESTION_DROPPED;
  return cercle_record_is_set (question, CERCLE_QUESTION_SENT_ON) ? CERCLE_QUESTION_SENT
                                                                  : CERCLE_QUESTION_TO_SEND;
}

guint64
cercle_question_settlement (void)
{
  return CERCLE_MASK (CERCLE_QUESTION_SENT_ON) |
         cercle_kind_group (&cercle_question_kind, CERCLE_QUESTION_ANSWER);
}

/* The server writes it, which does not know the language of the desks: the sentence is made when it
 * is read (cercle_event_sentence()). */
static CercleRecord *
new_note (CercleRecord *of, CercleRecord *kase, const char *asked, const char *answer)
{
  CercleRecord *event = cercle_event_new (kase, "note", answer);

  cercle_record_set_text (event, CERCLE_EVENT_FROM, asked);
  cercle_record_set_text (event, CERCLE_EVENT_OF_KIND, cercle_record_get_kind (of)->name);
  cercle_record_set_text (event, CERCLE_EVENT_OF_ID, cercle_record_get_id (of));
  return event;
}

CercleRecord *
cercle_question_answer_event (CercleRecord *question, CercleRecord *kase, const char *answer)
{
  return new_note (question, kase, cercle_record_get_text (question, CERCLE_QUESTION_TEXT), answer);
}

CercleRecord *
cercle_article_changed_event (CercleRecord *newer, CercleRecord *kase)
{
  return new_note (newer, kase, cercle_record_get_text (newer, CERCLE_ARTICLE_QUESTION),
                   cercle_record_get_text (newer, CERCLE_ARTICLE_ANSWER));
}

gboolean
cercle_article_is_change (CercleRecord *event)
{
  return cercle_record_is_set (event, CERCLE_EVENT_FROM) &&
         g_strcmp0 (cercle_record_get_text (event, CERCLE_EVENT_OF_KIND),
                    cercle_article_kind.name) == 0;
}

char *
cercle_answer_use_id (const char *scope, const char *kase, const char *article)
{
  return cercle_id_derive (scope, "answer-use", kase, article);
}

static CercleRecord *
replacing (const char *article, GPtrArray *articles)
{
  for (guint i = 0; i < articles->len; i++)
    if (g_strcmp0 (cercle_record_get_text (articles->pdata[i], CERCLE_ARTICLE_REPLACES), article) ==
        0)
      return articles->pdata[i];
  return NULL;
}

CercleRecord *
cercle_article_newer (const char *article, GPtrArray *articles)
{
  CercleRecord *newest = NULL, *next = replacing (article, articles);

  for (guint n = 0; next != NULL && n < articles->len; n++)
    {
      newest = next;
      next = replacing (cercle_record_get_id (newest), articles);
    }
  return newest;
}
