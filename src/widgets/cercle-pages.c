/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which pages does the window have? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-pages.h"

#include "cercle-actions-page.h"
#include "cercle-call-page.h"
#include "cercle-campaign-page.h"
#include "cercle-case-page.h"
#include "cercle-cases-page.h"
#include "cercle-community.h"
#include "cercle-counts.h"
#include "cercle-decisions-page.h"
#include "cercle-directory-page.h"
#include "cercle-directory-round.h"
#include "cercle-faq-page.h"
#include "cercle-kit-page.h"
#include "cercle-macros.h"
#include "cercle-launch-page.h"
#include "cercle-matrix-page.h"
#include "cercle-meeting-holding.h"
#include "cercle-meetings-page.h"
#include "cercle-news-page.h"
#include "cercle-problems-page.h"
#include "cercle-questions-page.h"
#include "cercle-referents-page.h"
#include "cercle-review-minutes.h"
#include "cercle-review-page.h"
#include "cercle-steering-page.h"
#include "cercle-today-page.h"
#include "cercle-waiting-page.h"

/* Numbers are fixed: 1 Today, 2 Cases, 3 MDPH review, 4 Directory, 5 Meetings, 6 Steering. */
const CerclePageLine cercle_pages[] = {
  { "today", N_ ("Today"), "daytime-sunrise-symbolic", 1, NULL, NULL, cercle_today_page_get_type },
  { "actions", N_ ("Actions"), NULL, 0, "today", NULL, cercle_actions_page_get_type },
  { "news", N_ ("What has changed"), NULL, 0, "today", NULL, cercle_news_page_get_type },
  { "cases", N_ ("Cases"), "view-list-bullet-symbolic", 2, NULL, "open",
    cercle_cases_page_get_type },
  { "review", N_ ("MDPH review"), "object-select-symbolic", 3, NULL, NULL,
    cercle_review_page_get_type, TRUE },
  { "directory", N_ ("Directory"), "x-office-address-book-symbolic", 4, NULL, NULL,
    cercle_directory_page_get_type, TRUE },
  { "round", N_ ("Morning Round"), NULL, 0, "directory", NULL, cercle_directory_round_get_type },
  { "campaign", N_ ("Check of Stale Sheets"), NULL, 0, "directory", NULL,
    cercle_campaign_page_get_type },
  { "kit", N_ ("Kit"), NULL, 0, "directory", NULL, cercle_kit_page_get_type },
  { "referents", N_ ("Referents"), NULL, 0, "directory", NULL, cercle_referents_page_get_type,
    TRUE },
  { "meetings", N_ ("Meetings"), "x-office-calendar-symbolic", 5, NULL, NULL,
    cercle_meetings_page_get_type, TRUE },
  { "holding", N_ ("Meeting"), NULL, 0, "meetings", NULL, cercle_meeting_holding_get_type },
  { "decisions", N_ ("Decisions to apply"), NULL, 0, "today", NULL,
    cercle_decisions_page_get_type },
  { "steering", N_ ("Steering"), "view-grid-symbolic", 6, NULL, NULL,
    cercle_steering_page_get_type },
  { "matrix", N_ ("Responsibility matrix"), NULL, 0, "steering", NULL,
    cercle_matrix_page_get_type },
  { "launch", N_ ("Launch"), "mark-location-symbolic", 0, "steering", NULL,
    cercle_launch_page_get_type, FALSE, TRUE },
  { "questions", N_ ("Questions to the national referents"), "mail-send-symbolic", 0, "meetings",
    NULL, cercle_questions_page_get_type, FALSE, TRUE },
  { "faq", N_ ("FAQ"), "mail-reply-sender-symbolic", 0, "meetings", CERCLE_COUNT_UNREAD,
    cercle_faq_page_get_type, FALSE, TRUE },
  { "review-minutes", N_ ("Minutes of the review"), NULL, 0, "review", NULL,
    cercle_review_minutes_get_type, TRUE },
  { "waiting", N_ ("Waiting lists"), NULL, 0, "steering", NULL, cercle_waiting_page_get_type },
  { "case", N_ ("Case"), NULL, 0, "cases", NULL, cercle_case_page_get_type },
  { "call", N_ ("New call"), NULL, 0, "today", NULL, cercle_call_page_get_type },
  { "problems", N_ ("Conflicts and problems"), NULL, 0, "today", NULL,
    cercle_problems_page_get_type, TRUE },
  { NULL },
};

const CerclePageLine *
cercle_pages_find (const char *name)
{
  for (const CerclePageLine *line = cercle_pages; line->name != NULL; line++)
    if (g_strcmp0 (line->name, name) == 0)
      return line;
  return NULL;
}

static gboolean
is_role (CercleSession *session, const char *role)
{
  CercleRecord *member = cercle_session_get_member (session);

  return member != NULL &&
         g_strcmp0 (cercle_record_get_text (member, CERCLE_MEMBER_ROLE), role) == 0;
}

gboolean
cercle_pages_are_of_mdph (CercleSession *session)
{
  return is_role (session, "mdph");
}

gboolean
cercle_pages_hold_cases (CercleSession *session)
{
  return !is_role (session, "mdph") && !is_role (session, "national");
}

gboolean
cercle_pages_offer (const CerclePageLine *line, CercleSession *session)
{
  return cercle_pages_hold_cases (session) ||
         (cercle_pages_are_of_mdph (session) ? line->mdph : line->national);
}

gboolean
cercle_pages_stand (const CerclePageLine *line, CercleSession *session)
{
  return cercle_pages_offer (line, session) &&
         (line->number != 0 || (line->icon != NULL &&
                                (line->indicator != NULL ||
                                 !cercle_pages_offer (cercle_pages_find (line->parent), session))));
}

const char *
cercle_pages_lit (const CerclePageLine *line, CercleSession *session)
{
  return line->parent != NULL && !cercle_pages_stand (line, session) ? line->parent : line->name;
}

const char *
cercle_pages_first (CercleSession *session)
{
  return cercle_pages_are_of_mdph (session) ? "review" : "launch";
}
