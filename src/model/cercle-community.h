/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The frame: territory, community and its settings, members, code lists. */
#pragma once

#include "cercle-deadline.h"
#include "cercle-record.h"

enum
{
  CERCLE_TERRITORY_CODE, /* of the MDPH list: "14", "69M", "2A", "972R" … */
  CERCLE_TERRITORY_NAME,
  CERCLE_TERRITORY_REGION,
  CERCLE_TERRITORY_ZONE,
  CERCLE_TERRITORY_HOLIDAYS,
  CERCLE_TERRITORY_N_FIELDS
};
extern const CercleKind cercle_territory_kind;

enum
{
  CERCLE_COMMUNITY_NAME,
  CERCLE_COMMUNITY_BASIN,
  CERCLE_COMMUNITY_TERRITORY,
  CERCLE_COMMUNITY_SORT,
  CERCLE_COMMUNITY_HOSTING,
  CERCLE_COMMUNITY_COORDINATION,
  CERCLE_COMMUNITY_PHONE,
  CERCLE_COMMUNITY_MAIL,
  CERCLE_COMMUNITY_OPEN_DAYS,
  CERCLE_COMMUNITY_OPENS_AT,
  CERCLE_COMMUNITY_CLOSES_AT,
  CERCLE_COMMUNITY_HOLIDAYS,
  CERCLE_COMMUNITY_LEVEL_1,
  CERCLE_COMMUNITY_LEVEL_2,
  CERCLE_COMMUNITY_LEVEL_3,
  CERCLE_COMMUNITY_DELAY_RELAY, /* working hours; the other delays are working days */
  CERCLE_COMMUNITY_DELAY_CRITICAL,
  CERCLE_COMMUNITY_DELAY_COMPLEX,
  CERCLE_COMMUNITY_DELAY_COMMON,
  CERCLE_COMMUNITY_DELAY_FIRST_LINE,
  CERCLE_COMMUNITY_DELAY_ORIENTED,
  CERCLE_COMMUNITY_DELAY_STAFF,
  CERCLE_COMMUNITY_DELAY_CHOICE,
  CERCLE_COMMUNITY_DELAY_SILENCE, /* days without news before the case is listed */
  CERCLE_COMMUNITY_EXAMPLE,       /* invented data: a band on every desk, for ever */
  CERCLE_COMMUNITY_REVIEW_OFF,     /* since schema 4; unset: every rule brings cases */
  CERCLE_COMMUNITY_REVIEW_BREAK,   /* days */
  CERCLE_COMMUNITY_REVIEW_RIGHTS,  /* days */
  CERCLE_COMMUNITY_REVIEW_ANSWER,  /* working days */
  CERCLE_COMMUNITY_REVIEW_SECONDS, /* for a case */
  CERCLE_COMMUNITY_REVIEW_MINUTES, /* for all of them */
  CERCLE_COMMUNITY_N_FIELDS
};
extern const CercleKind cercle_community_kind;
/* Its open days and hours; where it tells none, or is NULL: Monday to Friday, 9:00 to 18:00, with the
 * holidays of the territory. territory: its code, or NULL. zone stays the caller's. */
CercleWorkingTime cercle_community_working_time (CercleRecord *community, const char *territory,
                                                 const char *zone);
/* (transfer none) (nullable): "II" for 2; NULL for what is no level. */
const char *cercle_level_numeral (gint64 level);
/* 2 for "2", "ii" or "II, Coordination"; 0 for what is no level. */
gint64 cercle_level_parse (const char *typed);
/* (transfer full): "II, Coordination entre partenaires"; community (nullable): whose label it is.
 */
char *cercle_level_words (CercleRecord *community, gint64 level);

enum
{
  CERCLE_MEMBER_LOGIN,
  CERCLE_MEMBER_FIRST_NAME,
  CERCLE_MEMBER_LAST_NAME,
  CERCLE_MEMBER_ROLE,
  CERCLE_MEMBER_EMPLOYER,
  CERCLE_MEMBER_PHONE,
  CERCLE_MEMBER_MAIL,
  CERCLE_MEMBER_INACTIVE,
  CERCLE_MEMBER_N_FIELDS
};
extern const CercleKind cercle_member_kind;
/* (transfer full): "Hélène Maupertuis". */
char *cercle_member_name (CercleRecord *member);

enum
{
  CERCLE_CODE_LIST,
  CERCLE_CODE_TOKEN,
  CERCLE_CODE_LABEL_EN,
  CERCLE_CODE_LABEL_FR,
  CERCLE_CODE_ORDER,
  CERCLE_CODE_OFFICIAL,
  CERCLE_CODE_RETIRED_ON,
  CERCLE_CODE_N_FIELDS
};
extern const CercleKind cercle_code_kind;
