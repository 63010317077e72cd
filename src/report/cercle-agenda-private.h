/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rules of an agenda share. */
#pragma once

#include "cercle-agenda-compose.h"
#include "cercle-query.h"

typedef struct
{
  CercleStore *store;
  CercleRecord *meeting;
  const CercleAgendaFrame *frame;
  const char *scope;
  char *since; /* day: of the last meeting, or a week ago */
  CercleRecord *previous;
} CercleAgendaReading;

/* A rule: FALSE with error; *text stays NULL when there is nothing to tell. (transfer full) */
typedef gboolean (*CercleAgendaRule) (const CercleAgendaReading *reading, char **text,
                                      GError **error);
/* (nullable): of a token of cercle_agenda_rules that composes a section. */
CercleAgendaRule cercle_agenda_rule_find (const char *token);
/* (transfer full): of the community of reading. NULL with error. Takes query. */
GPtrArray *cercle_agenda_find (const CercleAgendaReading *reading, CercleQuery *query,
                               GError **error);
