/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A list that somebody saved. */
#pragma once

#include "cercle-record.h"

enum
{
  CERCLE_FILTER_MEMBER,
  CERCLE_FILTER_NAME,
  CERCLE_FILTER_PAGE,    /* "cases", "actions" … */
  CERCLE_FILTER_SHARED,
  CERCLE_FILTER_CONTENT, /* JSON object, known to the page that wrote it; no names of persons */
  CERCLE_FILTER_N_FIELDS
};
extern const CercleKind cercle_filter_kind;
