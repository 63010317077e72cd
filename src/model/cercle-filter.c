/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which lists has somebody saved? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-filter.h"

#include "cercle-macros.h"

/* clang-format off */
static const CercleField filter_fields[] = {
  [CERCLE_FILTER_MEMBER] = { "member", N_("Member"), CERCLE_REF, CERCLE_REQUIRED | CERCLE_INDEXED, .since = 2, .targets = "member" },
  [CERCLE_FILTER_NAME] = { "name", N_("Name"), CERCLE_TEXT, CERCLE_REQUIRED | CERCLE_PUBLIC, .since = 2, .max = 100 },
  [CERCLE_FILTER_PAGE] = { "page", N_("Page"), CERCLE_TEXT, CERCLE_REQUIRED | CERCLE_PUBLIC, .since = 2, .max = 40 },
  [CERCLE_FILTER_SHARED] = { "shared", N_("Shared with the team"), CERCLE_FLAG, 0, .since = 2 },
  [CERCLE_FILTER_CONTENT] = { "content", N_("Content"), CERCLE_TEXT, CERCLE_REQUIRED, .since = 2, .max = 2000 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (filter_fields) == CERCLE_FILTER_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleFilter, cercle_filter, cercle_filter_kind)

const CercleKind cercle_filter_kind = {
  "filter", "filters", N_("Saved list"), "c", CERCLE_SYNCED, "team", NULL,
  CERCLE_BY_TEAM, CERCLE_BY_TEAM, CERCLE_BY_TEAM,
  filter_fields, G_N_ELEMENTS (filter_fields), cercle_filter_get_type, NULL,
};
/* clang-format on */
