/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A record of any kind: values by position in the kind's table, an envelope, and the mask of fields
 * changed in memory. Not thread safe: one thread owns a record at a time. */
#pragma once

#include <json-glib/json-glib.h>

#include "cercle-kind.h"

#define CERCLE_TYPE_RECORD (cercle_record_get_type ())
G_DECLARE_DERIVABLE_TYPE (CercleRecord, cercle_record, CERCLE, RECORD, GObject)

struct _CercleRecordClass
{
  GObjectClass parent_class;
  const CercleKind *kind;
  GParamSpec **pspecs; /* of field i: pspecs[i + 1] */
};

#define CERCLE_RECORD_ERROR (cercle_record_error_quark ())
typedef enum
{
  CERCLE_RECORD_ERROR_UNKNOWN_FIELD,
  CERCLE_RECORD_ERROR_TYPE,     /* the wrong JSON type */
  CERCLE_RECORD_ERROR_BOUNDS,   /* too long, too small, too large */
  CERCLE_RECORD_ERROR_FORM,     /* no day, no identity, no token of the list, no telephone number */
  CERCLE_RECORD_ERROR_REQUIRED, /* a required field is empty */
  CERCLE_RECORD_ERROR_DERIVED,  /* a derived field cannot be written */
  CERCLE_RECORD_ERROR_RULE,     /* a rule across fields */
  CERCLE_RECORD_ERROR_MOVE,     /* a move that is not allowed from a true state */
  CERCLE_RECORD_ERROR_CONSENT,  /* nobody consented to pass this on */
  CERCLE_RECORD_ERROR_DEBRIEF,  /* a partner is asked before the debrief with the MDPH */
  CERCLE_RECORD_ERROR_ACTIONS,  /* a case is closed with something left to do */
  CERCLE_RECORD_ERROR_DANGER,   /* a case is closed with a danger that nobody answered */
  CERCLE_RECORD_ERROR_HOLDER,   /* an open case always has a holder */
  CERCLE_RECORD_ERROR_IN_FORCE, /* what was signed is changed by a new draft */
} CercleRecordError;
GQuark cercle_record_error_quark (void);

/* What belongs to keeping and exchanging a record, not to its meaning. Texts are owned, may be
 * NULL. */
typedef struct
{
  char *id, *scope;
  char *audience;      /* who may read it now */
  char *prev_audience; /* every audience it had before, space separated */
  gint64 rev;          /* of this record, counted by the server; 0: never seen by it */
  gint64 seq;          /* of the scope, at its last change */
  char *created_by, *created_at, *updated_by, *updated_at; /* members' identities and instants */
  gboolean deleted;
  char *extra; /* JSON object of the members this program does not know */
} CercleEnvelope;

/* (transfer full): an empty record with a new identity. */
CercleRecord *cercle_record_new (const CercleKind *kind);
/* (transfer full): an empty record of a known identity, for those who read records back. */
CercleRecord *cercle_record_new_with_id (const CercleKind *kind, const char *id);
/* (transfer full): values, envelope, identity; the mask of the copy is empty. */
CercleRecord *cercle_record_copy (CercleRecord *self);
const CercleKind *cercle_record_get_kind (CercleRecord *self);
CercleEnvelope *cercle_record_envelope (CercleRecord *self);
const char *cercle_record_get_id (CercleRecord *self);
void cercle_envelope_set (char **member, const char *value);

/* What the property of an INTEGER or MINUTE says when there is no value. A FLAG's says FALSE, and
 * setting FALSE through the property of an unset flag leaves it unset. */
#define CERCLE_UNSET G_MININT64

/* Values. Every type but INTEGER, FLAG and MINUTE is a text; a SET is its tokens sorted, each once,
 * separated by single spaces; "" is the same as unset. Setters compare, mark the field as changed
 * and notify; they do not judge: cercle_record_check_field() does. */
gboolean cercle_record_is_set (CercleRecord *self, guint field);
const char *cercle_record_get_text (CercleRecord *self, guint field); /* NULL when unset */
gint64 cercle_record_get_integer (CercleRecord *self, guint field, gint64 unset);
gboolean cercle_record_get_flag (CercleRecord *self, guint field); /* FALSE when unset */
gboolean cercle_record_has_token (CercleRecord *self, guint field, const char *token); /* SET */
void cercle_record_set_text (CercleRecord *self, guint field, const char *value);
void cercle_record_set_integer (CercleRecord *self, guint field, gint64 value);
void cercle_record_set_flag (CercleRecord *self, guint field, gboolean value);
void cercle_record_set_token (CercleRecord *self, guint field, const char *token, gboolean present);
void cercle_record_unset (CercleRecord *self, guint field);
/* TRUE when both have the same value (NULL record: an empty one). */
gboolean cercle_record_same (CercleRecord *a, CercleRecord *b, guint field);
void cercle_record_take_value (CercleRecord *self, CercleRecord *from, guint field);

/* Sets as text: is this token there (NULL: it is not); sorted, each once, joined (transfer full; sorts the
 * array). */
gboolean cercle_tokens_contain (const char *tokens, const char *token);
/* (transfer full) (nullable): the first of tokens that is among others. */
char *cercle_tokens_shared (const char *tokens, const char *others);
char *cercle_tokens_join (GPtrArray *tokens);

guint64 cercle_record_get_changed (CercleRecord *self);
void cercle_record_clear_changed (CercleRecord *self);

/* JSON. Values are text, integer, true/false, array of texts (SET) or null. */
/* (transfer full): the fields of mask; unset ones as null when nulls, else absent. */
JsonObject *cercle_record_to_json (CercleRecord *self, guint64 mask, gboolean nulls);
/* Reads members into fields. The whole object is checked before the record is touched. A SET may be
 * an array, or {"add":[…],"remove":[…]}. STRICT is the server: what is unknown is an error.
 * KEEP_UNKNOWN is a desk that reads from a server which may be newer: unknown members go to extra
 * (null takes them out), unknown tokens, target kinds and wider bounds are kept as they are.
 * Derived fields are an error unless derived. mask (out, may be NULL) tells which fields the object
 * named. */
typedef enum
{
  CERCLE_APPLY_STRICT = 0,
  CERCLE_APPLY_KEEP_UNKNOWN = 1 << 0,
  CERCLE_APPLY_DERIVED = 1 << 1,
} CercleApply;
gboolean cercle_record_apply_json (CercleRecord *self, JsonObject *object, CercleApply how,
                                   guint64 *mask, GError **error);
/* One value as JSON text ("null" when unset), as conflicts keep it; and set from it, known or
 * not. */
char *cercle_record_value_json (CercleRecord *self, guint field);
gboolean cercle_record_set_value_json (CercleRecord *self, guint field, const char *json,
                                       GError **error);
/* (transfer full): one value as plain text, as events told keep it: "3", "1" or "0" for a flag,
 * tokens with spaces; NULL when unset. cercle_field_display() reads it. */
char *cercle_record_value_text (CercleRecord *self, guint field);

/* Form and bounds of one field, when it is set; the messages are translated sentences naming the
 * field and never its value. */
gboolean cercle_record_check_field (CercleRecord *self, guint field, GError **error);
/* Every field, required ones, and the kind's own rules. Fields not changed in memory may hold what
 * a newer server wrote. */
gboolean cercle_record_check (CercleRecord *self, GError **error);
/* (transfer full): one field as a person reads it: label of a token, "oui", "2 juin 2020"; ""
 * unset. */
char *cercle_record_display (CercleRecord *self, guint field);
/* (transfer full) (nullable): what people call a member, a person, a relative, an organisation, a
 * contact or a community; NULL for other kinds. */
char *cercle_record_name (CercleRecord *self);

/* For the kinds' own files: installs the properties of kind->fields. */
void cercle_record_class_set_kind (CercleRecordClass *klass, const CercleKind *kind);
#define CERCLE_DEFINE_RECORD(TypeName, type_name, kind_)                                           \
  typedef struct                                                                                   \
  {                                                                                                \
    CercleRecord parent_instance;                                                                  \
  } TypeName;                                                                                      \
  typedef struct                                                                                   \
  {                                                                                                \
    CercleRecordClass parent_class;                                                                \
  } TypeName##Class;                                                                               \
  GType type_name##_get_type (void);                                                               \
  G_DEFINE_FINAL_TYPE (TypeName, type_name, CERCLE_TYPE_RECORD)                                    \
  static void type_name##_class_init (TypeName##Class *klass)                                      \
  {                                                                                                \
    cercle_record_class_set_kind ((CercleRecordClass *) klass, &(kind_));                          \
  }                                                                                                \
  static void type_name##_init (TypeName *self) {}
