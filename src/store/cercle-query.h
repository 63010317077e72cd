/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A stored question about one kind: a tile, its list and a filter are the same query. Immutable once
 * shared; reference counted, any thread. */
#pragma once

#include "cercle-store.h"

typedef enum
{
  CERCLE_IS,       /* equal; a NULL value: unset */
  CERCLE_IS_NOT,   /* different or unset */
  CERCLE_IN,       /* one of the space-separated tokens */
  CERCLE_BEFORE,   /* set and < */
  CERCLE_UNTIL,    /* set and <= */
  CERCLE_FROM,     /* set and >= */
  CERCLE_HAS,      /* a SET that has the token */
  CERCLE_HAS_ANY,  /* a SET that has one of the space-separated tokens */
  CERCLE_STARTS,   /* text begins with */
} CercleTest;

typedef struct _CercleQuery CercleQuery;

CercleQuery *cercle_query_new (const CercleKind *kind);
CercleQuery *cercle_query_ref (CercleQuery *self);
void cercle_query_unref (CercleQuery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleQuery, cercle_query_unref)
CercleQuery *cercle_query_copy (CercleQuery *self);
const CercleKind *cercle_query_get_kind (CercleQuery *self);
/* Values as text ("1" for a true flag, days, instants, tokens, numbers). All terms must hold. */
void cercle_query_where (CercleQuery *self, guint field, CercleTest test, const char *value);
/* As well as the condition added last, or the ones joined to it so, this one suffices. */
void cercle_query_or_where (CercleQuery *self, guint field, CercleTest test, const char *value);
/* The condition holds for the record that REF field names: cases whose person's commune is … */
void cercle_query_where_through (CercleQuery *self, guint ref, guint field, CercleTest test,
                                 const char *value);
/* Full text: every word or its beginning, accents and case ignored; a telephone number however typed.
 * For cases: over person, relatives, calls, notes and the case itself. NULL: none. */
void cercle_query_set_text (CercleQuery *self, const char *text);
const char *cercle_query_get_text (CercleQuery *self);
/* Only these records, of those that answer. NULL: any. */
void cercle_query_set_ids (CercleQuery *self, const char *const *ids);
/* Likewise: only those whose REF field names one of these. */
void cercle_query_set_ids_of (CercleQuery *self, guint ref, const char *const *ids);
/* Only those that the REF field of a record which answers by names: cases with a transfer that waits. Takes
 * a reference; by has no full text. NULL: any. */
void cercle_query_set_named_by (CercleQuery *self, CercleQuery *by, guint ref);
/* Unset values come last. A second call adds a second key; through >= 0 is a REF field. */
void cercle_query_sort (CercleQuery *self, int through, guint field, gboolean descending);
void cercle_query_clear_sort (CercleQuery *self);
/* What time alone changes (CercleAging) is read as of this day, in conditions and in the order; NULL: as
 * it was written. */
void cercle_query_set_day (CercleQuery *self, const char *day);
void cercle_query_set_limit (CercleQuery *self, guint limit);

/* (transfer full): gint64 keys of the rows, in order; deleted rows are never among them. */
GArray *cercle_store_select (CercleStore *store, CercleQuery *query, GError **error);
/* (transfer full): char *, identities of the rows, in order; ref >= 0: what that REF field of them names,
 * each once, in no order. It stops at the limit, which makes it quick. NULL with error. */
GPtrArray *cercle_store_name (CercleStore *store, CercleQuery *query, int ref, GError **error);
/* -1 with error. The limit does not count. */
gint64 cercle_store_count (CercleStore *store, CercleQuery *query, GError **error);
/* What the records of a query that have one value of a field in common add up to. */
typedef struct
{
  char *value; /* NULL: unset */
  guint n;
  guint before; /* how many of them have the day of another field before the query's day */
  char *first;  /* the least value of a third field; NULL: none has one */
} CercleTally;
void cercle_tally_free (CercleTally *tally); /* nullable */
/* Fields of the kind itself. */
typedef struct
{
  guint by, before, first;
} CercleTallyFields;
/* (transfer full): CercleTally, the most numerous first, equal ones by value. */
GPtrArray *cercle_store_tally (CercleStore *store, CercleQuery *query,
                               const CercleTallyFields *fields, GError **error);
/* (transfer full): the records themselves, for short lists. */
GPtrArray *cercle_store_find (CercleStore *store, CercleQuery *query, GError **error);
