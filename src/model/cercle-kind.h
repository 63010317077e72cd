/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A kind of record: its table of fields, where it lives, who may write it; and the registry of
 * all. */
#pragma once

#include <glib-object.h>

#include "cercle-field.h"

typedef struct _CercleRecord CercleRecord;

typedef enum
{
  CERCLE_SYNCED, /* goes up and comes down */
  CERCLE_UPWARD, /* goes to the server, never comes back */
  CERCLE_LOCAL,  /* never leaves the desk */
} CercleReach;

typedef enum
{
  CERCLE_ROLE_ADVISER,
  CERCLE_ROLE_COORDINATOR,
  CERCLE_ROLE_MDPH,
  CERCLE_ROLE_PARTNER,
  CERCLE_ROLE_GOVERNANCE,
  CERCLE_ROLE_NATIONAL,
  CERCLE_ROLE_ADMINISTRATOR,
  CERCLE_N_ROLES,
} CercleRole;
#define CERCLE_BY(role) (1u << (role))
#define CERCLE_BY_TEAM (CERCLE_BY (CERCLE_ROLE_ADVISER) | CERCLE_BY (CERCLE_ROLE_COORDINATOR))
#define CERCLE_BY_COORDINATOR CERCLE_BY (CERCLE_ROLE_COORDINATOR)
#define CERCLE_BY_SERVER 0u /* the server's shell, or a rule of the server */

/* What time alone changes: value reads as later from this many days before the day that on holds.
 * Kept rows are as of the day they were written; who reads them asks for a day. */
typedef struct
{
  guint field, on;
  const char *value, *later;
  int days;
} CercleAging;

typedef struct
{
  const char *name;     /* "case": on the wire */
  const char *table;    /* "cases": in SQL */
  const char *label;    /* msgid, singular */
  const char *scopes;   /* first letters of the scopes it may live in: "c", "t", "n" (national), "u" */
  CercleReach reach;
  const char *audience; /* audience a new record gets: team, mdph, partner, governance … */
  const char *parent;   /* REF field whose record's audience it takes; or NULL */
  guint create, patch, remove; /* CERCLE_BY masks: who may */
  const CercleField *fields;
  guint n_fields;
  GType (*get_type) (void);
  /* Rules across fields, on a whole record; FALSE with CERCLE_RECORD_ERROR. May be NULL. */
  gboolean (*check) (CercleRecord *record, GError **error);
  const CercleAging *aging; /* one line, or NULL */
  gboolean ruled; /* a rule makes identities of it: made twice, the second is merged into the first */
} CercleKind;

/* NULL-terminated, in the order in which records may refer to each other; only a holder may come later
 * than the case it holds. */
const CercleKind *const *cercle_kinds (void);
const CercleKind *cercle_kind_find (const char *name);
/* Position in the kind's table, or -1. */
int cercle_kind_field (const CercleKind *kind, const char *name);
/* Who reads a record of kind that belongs to one of parent, which audience reads: those whom its kind is
 * for, unless its parent is kept from its own usual readers. */
const char *cercle_kind_audience (const CercleKind *kind, const CercleKind *parent,
                                  const char *audience);
/* Bits of the fields that carry this flag; of the fields of a group. */
guint64 cercle_kind_mask (const CercleKind *kind, CercleFieldFlags flag);
guint64 cercle_kind_group (const CercleKind *kind, guint field);

extern const CercleChoice cercle_roles[];     /* tokens of CercleRole, in its order */
extern const CercleChoice cercle_audiences[]; /* team mdph partner governance national protected coordination */
CercleRole cercle_role_parse (const char *token); /* CERCLE_N_ROLES when unknown */
/* Audiences a role reads, space separated; an account may add "protected". */
const char *cercle_role_audiences (CercleRole role);
/* May what is known of persons leave the desk, as a table or on paper? */
gboolean cercle_role_may_export (CercleRole role);
