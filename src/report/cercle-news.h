/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What has changed since an instant, told by case and by who did it. From events alone. */
#pragma once

#include "cercle-query.h"

/* Events that are read at most, the newest; a list that long is not read to its end by anybody. */
#define CERCLE_NEWS_MOST 2000

typedef struct
{
  char *member;      /* identity; NULL: nobody in person */
  GPtrArray *events; /* CercleRecord, in the order they happened */
} CercleNewsAuthor;

typedef struct
{
  char *kase;         /* identity */
  guint n;            /* events */
  GPtrArray *authors; /* CercleNewsAuthor, whoever did something last first */
} CercleNewsCase;

/* (transfer full): events since an instant, the newest first. without: a member whose own doing is left out,
 * or NULL. To be found, not tallied: grouping by case makes SQLite read all events there ever were. */
CercleQuery *cercle_news_query (const char *since, const char *without);
/* (transfer full): CercleNewsCase, the one that changed last first. events: in the query's order. */
GPtrArray *cercle_news_group (GPtrArray *events);
/* Tells the name of the person: not to be shown of a child in care. */
gboolean cercle_news_names_somebody (CercleRecord *event);
/* (transfer full): "Baton: 3 · Closing: 1", by sort of event, in the order of their list. */
char *cercle_news_sorts (GPtrArray *events);
