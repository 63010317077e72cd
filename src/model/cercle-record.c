/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How are the values of a record held, changed and told about? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-record.h"

#include "cercle-id.h"
#include "cercle-macros.h"

typedef union
{
  char *text;
  gint64 integer;
} Value;

typedef struct
{
  CercleEnvelope envelope;
  guint64 set, changed;
  Value *values; /* as many as the kind has fields */
} CercleRecordPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CercleRecord, cercle_record, G_TYPE_OBJECT)
G_DEFINE_QUARK (cercle - record - error - quark, cercle_record_error)

static inline CercleRecordPrivate *
private_of (CercleRecord *self)
{
  return cercle_record_get_instance_private (self);
}

static inline const CercleKind *
kind_of (CercleRecord *self)
{
  return CERCLE_RECORD_GET_CLASS (self)->kind;
}

static inline gboolean
holds_text (CercleRecord *self, guint field)
{
  return field < kind_of (self)->n_fields &&
         !cercle_field_is_integer (&kind_of (self)->fields[field]);
}

static inline gboolean
holds_integer (CercleRecord *self, guint field)
{
  return field < kind_of (self)->n_fields &&
         cercle_field_is_integer (&kind_of (self)->fields[field]);
}

static void
mark_changed (CercleRecord *self, guint field, gboolean set)
{
  CercleRecordPrivate *priv = private_of (self);

  if (set)
    priv->set |= CERCLE_MASK (field);
  else
    priv->set &= ~CERCLE_MASK (field);
  priv->changed |= CERCLE_MASK (field);
  g_object_notify_by_pspec (G_OBJECT (self), CERCLE_RECORD_GET_CLASS (self)->pspecs[field + 1]);
}

/* Tokens */

static int
compare_tokens (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char *
cercle_tokens_join (GPtrArray *tokens)
{
  g_autoptr (GString) joined = g_string_new (NULL);
  const char *last = NULL;

  g_ptr_array_sort (tokens, compare_tokens);
  for (guint i = 0; i < tokens->len; i++)
    {
      const char *token = tokens->pdata[i];

      if (*token == '\0' || g_strcmp0 (token, last) == 0)
        continue;
      if (joined->len > 0)
        g_string_append_c (joined, ' ');
      g_string_append (joined, token);
      last = token;
    }
  return g_string_free (g_steal_pointer (&joined), FALSE);
}

static char *
sort_tokens (const char *text)
{
  g_auto (GStrv) split = g_strsplit_set (text, " \t\n", -1);
  g_autoptr (GPtrArray) tokens = g_ptr_array_new ();

  for (guint i = 0; split[i] != NULL; i++)
    g_ptr_array_add (tokens, split[i]);
  return cercle_tokens_join (tokens);
}

gboolean
cercle_tokens_contain (const char *tokens, const char *token)
{
  gsize length = token != NULL ? strlen (token) : 0;

  for (const char *at = length > 0 ? tokens : NULL; at != NULL && *at != '\0';)
    {
      const char *end = strchrnul (at, ' ');

      if ((gsize) (end - at) == length && strncmp (at, token, length) == 0)
        return TRUE;
      at = *end == ' ' ? end + 1 : end;
    }
  return FALSE;
}

char *
cercle_tokens_shared (const char *tokens, const char *others)
{
  for (const char *at = tokens; at != NULL && *at != '\0';)
    {
      const char *end = strchrnul (at, ' ');
      g_autofree char *token = g_strndup (at, (gsize) (end - at));

      if (cercle_tokens_contain (others, token))
        return g_steal_pointer (&token);
      at = *end == ' ' ? end + 1 : end;
    }
  return NULL;
}

/* The object */

static void
cercle_record_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CercleRecord *self = CERCLE_RECORD (object);
  guint field = id - 1;

  if (G_VALUE_HOLDS_STRING (value))
    g_value_set_string (value, cercle_record_get_text (self, field));
  else if (G_VALUE_HOLDS_BOOLEAN (value))
    g_value_set_boolean (value, cercle_record_get_flag (self, field));
  else
    g_value_set_int64 (value, cercle_record_get_integer (self, field, CERCLE_UNSET));
}

static void
cercle_record_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CercleRecord *self = CERCLE_RECORD (object);
  guint field = id - 1;

  if (G_VALUE_HOLDS_STRING (value))
    cercle_record_set_text (self, field, g_value_get_string (value));
  else if (G_VALUE_HOLDS_INT64 (value) && g_value_get_int64 (value) == CERCLE_UNSET)
    cercle_record_unset (self, field);
  else if (G_VALUE_HOLDS_INT64 (value))
    cercle_record_set_integer (self, field, g_value_get_int64 (value));
  /* A switch that shows "unset" as off and is bound both ways must not turn it into "no". */
  else if (g_value_get_boolean (value) != cercle_record_get_flag (self, field))
    cercle_record_set_flag (self, field, g_value_get_boolean (value));
}

static void
cercle_record_constructed (GObject *object)
{
  CercleRecord *self = CERCLE_RECORD (object);

  private_of (self)->values = g_new0 (Value, kind_of (self)->n_fields);
  G_OBJECT_CLASS (cercle_record_parent_class)->constructed (object);
}

static void
cercle_record_finalize (GObject *object)
{
  CercleRecord *self = CERCLE_RECORD (object);
  CercleRecordPrivate *priv = private_of (self);
  CercleEnvelope *envelope = &priv->envelope;
  char *texts[] = { envelope->id,         envelope->scope,
                    envelope->audience,   envelope->prev_audience,
                    envelope->created_by, envelope->created_at,
                    envelope->updated_by, envelope->updated_at,
                    envelope->extra };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  for (guint i = 0; i < kind_of (self)->n_fields; i++)
    if (holds_text (self, i))
      g_free (priv->values[i].text);
  g_free (priv->values);
  G_OBJECT_CLASS (cercle_record_parent_class)->finalize (object);
}

static void
cercle_record_class_init (CercleRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = cercle_record_constructed;
  object_class->finalize = cercle_record_finalize;
}

static void
cercle_record_init (CercleRecord *self)
{
}

static GParamSpec *
property_of (const CercleField *field)
{
  g_autofree char *hyphened = g_strdelimit (g_strdup (field->name), "_", '-');
  const char *name = g_intern_string (hyphened);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  if (field->type == CERCLE_FLAG)
    return g_param_spec_boolean (name, NULL, NULL, FALSE, flags);
  if (cercle_field_is_integer (field))
    return g_param_spec_int64 (name, NULL, NULL, G_MININT64, G_MAXINT64, CERCLE_UNSET, flags);
  return g_param_spec_string (name, NULL, NULL, NULL, flags);
}

void
cercle_record_class_set_kind (CercleRecordClass *klass, const CercleKind *kind)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  g_assert (kind->n_fields <= CERCLE_MAX_FIELDS);
  klass->kind = kind;
  klass->pspecs = g_new0 (GParamSpec *, kind->n_fields + 1);
  for (guint i = 0; i < kind->n_fields; i++)
    klass->pspecs[i + 1] = property_of (&kind->fields[i]);
  /* GObject clears these two in every derived class. */
  object_class->get_property = cercle_record_get_property;
  object_class->set_property = cercle_record_set_property;
  g_object_class_install_properties (object_class, kind->n_fields + 1, klass->pspecs);
}

CercleRecord *
cercle_record_new (const CercleKind *kind)
{
  g_autofree char *id = cercle_id_new ();
  return cercle_record_new_with_id (kind, id);
}

CercleRecord *
cercle_record_new_with_id (const CercleKind *kind, const char *id)
{
  CercleRecord *self = g_object_new (kind->get_type (), NULL);
  private_of (self)->envelope.id = g_strdup (id);
  return self;
}

CercleRecord *
cercle_record_copy (CercleRecord *self)
{
  const CercleEnvelope *from = cercle_record_envelope (self);
  CercleRecord *copy = cercle_record_new_with_id (kind_of (self), from->id);
  CercleEnvelope *to = cercle_record_envelope (copy);

  *to = (CercleEnvelope){
    .id = to->id,
    .scope = g_strdup (from->scope),
    .audience = g_strdup (from->audience),
    .prev_audience = g_strdup (from->prev_audience),
    .rev = from->rev,
    .seq = from->seq,
    .created_by = g_strdup (from->created_by),
    .created_at = g_strdup (from->created_at),
    .updated_by = g_strdup (from->updated_by),
    .updated_at = g_strdup (from->updated_at),
    .deleted = from->deleted,
    .extra = g_strdup (from->extra),
  };
  /* Nobody follows it yet, and what this one holds is in order. */
  private_of (copy)->set = private_of (self)->set;
  for (guint i = 0; i < kind_of (self)->n_fields; i++)
    {
      const Value *held = &private_of (self)->values[i];

      if (holds_text (self, i))
        private_of (copy)->values[i].text = g_strdup (held->text);
      else
        private_of (copy)->values[i].integer = held->integer;
    }
  return copy;
}

const CercleKind *
cercle_record_get_kind (CercleRecord *self)
{
  return kind_of (self);
}

CercleEnvelope *
cercle_record_envelope (CercleRecord *self)
{
  return &private_of (self)->envelope;
}

const char *
cercle_record_get_id (CercleRecord *self)
{
  return private_of (self)->envelope.id;
}

void
cercle_envelope_set (char **member, const char *value)
{
  char *copy = g_strdup (value);
  g_free (*member);
  *member = copy;
}

/* Values */

gboolean
cercle_record_is_set (CercleRecord *self, guint field)
{
  g_return_val_if_fail (field < kind_of (self)->n_fields, FALSE);
  return (private_of (self)->set & CERCLE_MASK (field)) != 0;
}

const char *
cercle_record_get_text (CercleRecord *self, guint field)
{
  g_return_val_if_fail (holds_text (self, field), NULL);
  return private_of (self)->values[field].text;
}

gint64
cercle_record_get_integer (CercleRecord *self, guint field, gint64 unset)
{
  g_return_val_if_fail (holds_integer (self, field), unset);
  return cercle_record_is_set (self, field) ? private_of (self)->values[field].integer : unset;
}

gboolean
cercle_record_get_flag (CercleRecord *self, guint field)
{
  return cercle_record_get_integer (self, field, 0) != 0;
}

gboolean
cercle_record_has_token (CercleRecord *self, guint field, const char *token)
{
  return cercle_tokens_contain (cercle_record_get_text (self, field), token);
}

void
cercle_record_set_text (CercleRecord *self, guint field, const char *value)
{
  g_return_if_fail (holds_text (self, field));
  Value *held = &private_of (self)->values[field];
  g_autofree char *sorted = NULL;

  if (value != NULL && kind_of (self)->fields[field].type == CERCLE_SET)
    value = sorted = sort_tokens (value);
  if (value != NULL && *value == '\0')
    value = NULL;
  if (g_strcmp0 (held->text, value) == 0)
    return;
  cercle_envelope_set (&held->text, value);
  mark_changed (self, field, value != NULL);
}

void
cercle_record_set_integer (CercleRecord *self, guint field, gint64 value)
{
  g_return_if_fail (holds_integer (self, field));
  Value *held = &private_of (self)->values[field];

  if (cercle_record_is_set (self, field) && held->integer == value)
    return;
  held->integer = value;
  mark_changed (self, field, TRUE);
}

void
cercle_record_set_flag (CercleRecord *self, guint field, gboolean value)
{
  cercle_record_set_integer (self, field, value ? 1 : 0);
}

void
cercle_record_set_token (CercleRecord *self, guint field, const char *token, gboolean present)
{
  g_return_if_fail (holds_text (self, field));
  g_auto (GStrv) split = g_strsplit (cercle_record_get_text (self, field) ?: "", " ", -1);
  g_autoptr (GPtrArray) tokens = g_ptr_array_new ();
  g_autofree char *joined = NULL;

  for (guint i = 0; split[i] != NULL; i++)
    if (!g_str_equal (split[i], token))
      g_ptr_array_add (tokens, split[i]);
  if (present)
    g_ptr_array_add (tokens, (char *) token);
  joined = cercle_tokens_join (tokens);
  cercle_record_set_text (self, field, joined);
}

void
cercle_record_unset (CercleRecord *self, guint field)
{
  if (!cercle_record_is_set (self, field))
    return;
  if (holds_text (self, field))
    g_clear_pointer (&private_of (self)->values[field].text, g_free);
  else
    private_of (self)->values[field].integer = 0;
  mark_changed (self, field, FALSE);
}

gboolean
cercle_record_same (CercleRecord *a, CercleRecord *b, guint field)
{
  gboolean set = a != NULL && cercle_record_is_set (a, field);

  if (set != (b != NULL && cercle_record_is_set (b, field)))
    return FALSE;
  if (!set)
    return TRUE;
  if (holds_text (a, field))
    return g_str_equal (cercle_record_get_text (a, field), cercle_record_get_text (b, field));
  return cercle_record_get_integer (a, field, 0) == cercle_record_get_integer (b, field, 0);
}

void
cercle_record_take_value (CercleRecord *self, CercleRecord *from, guint field)
{
  g_return_if_fail (from == NULL || kind_of (self) == kind_of (from));

  if (from == NULL || !cercle_record_is_set (from, field))
    cercle_record_unset (self, field);
  else if (holds_text (self, field))
    cercle_record_set_text (self, field, cercle_record_get_text (from, field));
  else
    cercle_record_set_integer (self, field, cercle_record_get_integer (from, field, 0));
}

guint64
cercle_record_get_changed (CercleRecord *self)
{
  return private_of (self)->changed;
}

void
cercle_record_clear_changed (CercleRecord *self)
{
  private_of (self)->changed = 0;
}
