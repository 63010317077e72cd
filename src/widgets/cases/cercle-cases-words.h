/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What the Cases page says instead of a list, and what it may keep of a search. */
#pragma once

#include <gio/gio.h>

#include "cercle-case-list.h"
#include "cercle-indicator.h"

typedef struct
{
  const char *title, *description, *button; /* translated; description may be trouble */
  const char *action;                       /* of the window; NULL: show all open cases */
  gboolean of_text;                         /* it takes what was typed */
} CercleCasesWords;

/* exchanged: the server has answered once; trouble (nullable): why it does not. */
CercleCasesWords cercle_cases_explain_empty (const CercleIndicator *indicator,
                                             const CercleCaseFilter *filter, gboolean exchanged,
                                             const char *trouble);
/* TRUE when a word of text begins a name among the first rows (CercleRow) that were found with it. */
gboolean cercle_cases_names_a_person (GListModel *rows, const char *text);
