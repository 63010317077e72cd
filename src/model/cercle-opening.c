/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept of a case that was opened by exception? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-opening.h"

#include <string.h>

#include "cercle-instant.h"
#include "cercle-macros.h"

/* clang-format off */
static const CercleField opening_fields[] = {
  [CERCLE_OPENING_CASE] = { "case", N_("Case"), CERCLE_REF, CERCLE_REQUIRED | CERCLE_INDEXED, .since = 5, .targets = "case" },
  [CERCLE_OPENING_REFERENCE] = { "reference", N_("Reference"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 5, .max = 24 },
  [CERCLE_OPENING_MEMBER] = { "member", N_("Who"), CERCLE_REF, CERCLE_REQUIRED | CERCLE_INDEXED, .since = 5, .targets = "member" },
  [CERCLE_OPENING_REASON] = { "reason", N_("Why"), CERCLE_TEXT, CERCLE_REQUIRED, .since = 5, .max = 500 },
  [CERCLE_OPENING_OPENED_AT] = { "opened_at", N_("Opened at"), CERCLE_INSTANT, CERCLE_REQUIRED, .since = 5 },
  [CERCLE_OPENING_UNTIL_AT] = { "until_at", N_("Until"), CERCLE_INSTANT, CERCLE_REQUIRED, .since = 5 },
  [CERCLE_OPENING_ENDED_AT] = { "ended_at", N_("Ended at"), CERCLE_INSTANT, 0, .since = 5 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (opening_fields) == CERCLE_OPENING_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleOpening, cercle_opening, cercle_opening_kind)

const CercleKind cercle_opening_kind = {
  "opening", "openings", N_("Opening by exception"), "c", CERCLE_SYNCED, "coordination", "case",
  CERCLE_BY_SERVER, CERCLE_BY_TEAM, CERCLE_BY_SERVER,
  opening_fields, G_N_ELEMENTS (opening_fields), cercle_opening_get_type, NULL,
};
/* clang-format on */

char *
cercle_opening_audience (const char *id)
{
  return g_strconcat ("opened-", id, NULL);
}

gboolean
cercle_opening_is_live (CercleRecord *opening, gint64 now)
{
  const char *until = cercle_record_get_text (opening, CERCLE_OPENING_UNTIL_AT);
  gint64 end;

  return !cercle_record_is_set (opening, CERCLE_OPENING_ENDED_AT) && until != NULL &&
         cercle_instant_parse (until, &end) && now < end;
}

char *
cercle_opening_reference (const char *typed)
{
  g_autofree char *clean = g_ascii_strup (typed, -1);
  gboolean is =
      g_regex_match_simple ("^[0-9]{4}-[0-9A-Z]{2,4}-[0-9]{4,}$", g_strstrip (clean), 0, 0) &&
      strlen (clean) <= 24;

  return is ? g_steal_pointer (&clean) : NULL;
}
