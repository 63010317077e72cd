/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does exchange itself write down? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-conflict.h"

#include "cercle-macros.h"

/* clang-format off */
static const CercleChoice choices[] = {
  { "current", N_("The value shown was kept") },
  { "proposed", N_("The other value was kept") },
  { NULL },
};

static const CercleField conflict_fields[] = {
  [CERCLE_CONFLICT_OF_KIND] = { "of_kind", N_("Kind of record"), CERCLE_TEXT, CERCLE_REQUIRED | CERCLE_PUBLIC, .since = 1, .max = 40 },
  [CERCLE_CONFLICT_OF_ID] = { "of_id", N_("Record"), CERCLE_TEXT, CERCLE_REQUIRED | CERCLE_PUBLIC | CERCLE_INDEXED, .since = 1, .max = 36 },
  [CERCLE_CONFLICT_CASE] = { "case", N_("Case"), CERCLE_REF, CERCLE_INDEXED, .since = 1, .targets = "case" },
  [CERCLE_CONFLICT_FIELDS] = { "fields", N_("Fields"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 1, .max = 1000 },
  [CERCLE_CONFLICT_CURRENT] = { "current", N_("Value shown"), CERCLE_NOTE, 0, .since = 1, .max = 100000 },
  [CERCLE_CONFLICT_CURRENT_BY] = { "current_by", N_("By"), CERCLE_REF, 0, .since = 1, .targets = "member" },
  [CERCLE_CONFLICT_CURRENT_AT] = { "current_at", N_("At"), CERCLE_INSTANT, 0, .since = 1 },
  [CERCLE_CONFLICT_PROPOSED] = { "proposed", N_("Other value"), CERCLE_NOTE, 0, .since = 1, .max = 100000 },
  [CERCLE_CONFLICT_PROPOSED_BY] = { "proposed_by", N_("By"), CERCLE_REF, 0, .since = 1, .targets = "member" },
  [CERCLE_CONFLICT_PROPOSED_AT] = { "proposed_at", N_("At"), CERCLE_INSTANT, 0, .since = 1 },
  [CERCLE_CONFLICT_MUTATION] = { "mutation", N_("Mutation"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 1, .max = 36 },
  [CERCLE_CONFLICT_CHOICE] = { "choice", N_("Choice"), CERCLE_CHOICE, 0, "choice", 1, .choices = choices },
  [CERCLE_CONFLICT_RESOLVED_BY] = { "resolved_by", N_("Chosen by"), CERCLE_REF, CERCLE_DERIVED, .since = 1, .targets = "member" },
  [CERCLE_CONFLICT_RESOLVED_AT] = { "resolved_at", N_("Chosen at"), CERCLE_INSTANT, CERCLE_DERIVED, .since = 1 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (conflict_fields) == CERCLE_CONFLICT_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleConflict, cercle_conflict, cercle_conflict_kind)

const CercleKind cercle_conflict_kind = {
  "conflict", "conflicts", N_("Conflict"), "cntu", CERCLE_SYNCED, "team", NULL,
  CERCLE_BY_SERVER, CERCLE_BY_TEAM, CERCLE_BY_SERVER,
  conflict_fields, G_N_ELEMENTS (conflict_fields), cercle_conflict_get_type, NULL,
};

static const CercleField draft_fields[] = {
  [CERCLE_DRAFT_SORT] = { "sort", N_("Sort"), CERCLE_TEXT, CERCLE_REQUIRED | CERCLE_PUBLIC, .since = 1, .max = 40 },
  [CERCLE_DRAFT_OF_ID] = { "of_id", N_("Record"), CERCLE_TEXT, CERCLE_PUBLIC | CERCLE_INDEXED, .since = 1, .max = 80 },
  [CERCLE_DRAFT_CONTENT] = { "content", N_("Content"), CERCLE_NOTE, 0, .since = 1, .max = 200000 },
  [CERCLE_DRAFT_SAVED_AT] = { "saved_at", N_("Saved at"), CERCLE_INSTANT, 0, .since = 1 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (draft_fields) == CERCLE_DRAFT_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleDraft, cercle_draft, cercle_draft_kind)

const CercleKind cercle_draft_kind = {
  "draft", "drafts", N_("Draft"), "u", CERCLE_LOCAL, "team", NULL,
  CERCLE_BY_TEAM, CERCLE_BY_TEAM, CERCLE_BY_TEAM,
  draft_fields, G_N_ELEMENTS (draft_fields), cercle_draft_get_type, NULL,
};

static const CercleChoice hows[] = {
  { "read", N_("Read on the screen") },
  { "table", N_("Exported as a table") },
  { "paper", N_("Put on paper") },
  { "sealed", N_("Sealed in a file") },
  { "opened", N_("Opened by exception") },
  { "not_opened", N_("Asked for by exception, not opened") },
  { NULL },
};

static const CercleField access_fields[] = {
  [CERCLE_ACCESS_OF_KIND] = { "of_kind", N_("Kind of record"), CERCLE_TEXT, CERCLE_REQUIRED | CERCLE_PUBLIC, .since = 1, .max = 40 },
  [CERCLE_ACCESS_OF_ID] = { "of_id", N_("Record"), CERCLE_TEXT, CERCLE_REQUIRED | CERCLE_PUBLIC | CERCLE_INDEXED, .since = 1, .max = 36 },
  [CERCLE_ACCESS_AT] = { "at", N_("When"), CERCLE_INSTANT, CERCLE_REQUIRED, .since = 1 },
  [CERCLE_ACCESS_BY] = { "by", N_("Who"), CERCLE_REF, 0, .since = 1, .targets = "member" },
  [CERCLE_ACCESS_HOW] = { "how", N_("How"), CERCLE_CHOICE, 0, .since = 2, .choices = hows },
  [CERCLE_ACCESS_CASES] = { "cases", N_("How many cases"), CERCLE_INTEGER, 0, .since = 2, .min = 0, .max = 100000000 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (access_fields) == CERCLE_ACCESS_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleAccess, cercle_access, cercle_access_kind)

const CercleKind cercle_access_kind = {
  "access", "accesses", N_("Read access"), "c", CERCLE_UPWARD, "team", NULL,
  CERCLE_BY_TEAM, CERCLE_BY_SERVER, CERCLE_BY_SERVER,
  access_fields, G_N_ELEMENTS (access_fields), cercle_access_get_type, NULL,
};
/* clang-format on */
