/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* One line describes one field of one kind of record; property, column, JSON member, checks, form
 * row, search, rights and erasure derive from it. A line is never deleted or renumbered: it is
 * retired. */
#pragma once

#include <glib.h>

typedef enum
{
  CERCLE_TEXT,    /* one line */
  CERCLE_NOTE,    /* long, one author; never edited by another: a correction is a new note */
  CERCLE_INTEGER,
  CERCLE_FLAG,
  CERCLE_DAY,     /* "2020-06-02" */
  CERCLE_INSTANT, /* "2020-06-02T07:05:09.123Z" */
  CERCLE_MINUTE,  /* of the day, 0 to 1439 */
  CERCLE_CHOICE,  /* a token of a closed list in code, because logic reads it */
  CERCLE_CODE,    /* a token of an open list: records of kind code */
  CERCLE_SET,     /* tokens (of choices or of a list); add and remove on the wire, always merges */
  CERCLE_REF,     /* an identity; with several target kinds "kind:identity" */
} CercleFieldType;

typedef enum
{
  CERCLE_REQUIRED = 1 << 0,
  CERCLE_PUBLIC = 1 << 1,    /* not personal; TEXT, NOTE and contact fields are personal otherwise */
  CERCLE_PERSONAL = 1 << 2,  /* personal although neither TEXT nor NOTE (birth, sex …) */
  CERCLE_SEARCHED = 1 << 3,  /* in the full text */
  CERCLE_INDEXED = 1 << 4,
  CERCLE_TOLD = 1 << 5,      /* an accepted change writes an event */
  CERCLE_DERIVED = 1 << 6,   /* computed by desk and server alike, never patched */
  CERCLE_PHONE = 1 << 7,     /* a telephone number, kept as +33… */
  CERCLE_RETIRED = 1 << 8,   /* kept on disk, no longer shown or asked */
  CERCLE_COMMUNE = 1 << 9,   /* an INSEE code, read as a name; or a SET of them */
  CERCLE_YIELDS = 1 << 10,   /* a hint, or what a rule makes: of two at once the first stays, without a conflict */
} CercleFieldFlags;

typedef struct
{
  const char *token; /* on disk and wire */
  const char *label; /* msgid */
} CercleChoice;

typedef struct
{
  const char *name;  /* snake_case: column and JSON member; the property has hyphens */
  const char *label; /* msgid */
  CercleFieldType type;
  guint flags;
  const char *group; /* fields that mean one thing together merge and conflict as one; or NULL */
  guint since;       /* schema that added it */
  gint64 min, max;   /* INTEGER: bounds; texts: max characters (0: 200 for TEXT, 10 000 for NOTE);
                      * SET: max tokens (0: 100) */
  const CercleChoice *choices; /* CHOICE, SET of choices; ends with a NULL token */
  const char *list;            /* CODE, SET of codes: the list's name */
  const char *targets;         /* REF: kinds, separated by spaces */
} CercleField;

#define CERCLE_MAX_FIELDS 64

/* Personal unless the line says otherwise. */
gboolean cercle_field_is_personal (const CercleField *field);
/* Longest text in characters; 0 where it does not apply. */
gint64 cercle_field_max_length (const CercleField *field);
/* INTEGER, FLAG or MINUTE: the value is a number; every other type is kept as a text. */
gboolean cercle_field_is_integer (const CercleField *field);
/* Translated. (transfer none) */
const char *cercle_field_label (const CercleField *field);
/* (nullable): the choice with this token; an unknown token is shown as it is and is read-only. */
const CercleChoice *cercle_choice_find (const CercleChoice *choices, const char *token);
/* Translated label of a token; the token itself when unknown. (transfer none) */
const char *cercle_choice_label (const CercleChoice *choices, const char *token);
