/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is the state of the desk? Properties, life and identity; the facets are in
 * cercle-session-*.c. */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-session-private.h"

#include "cercle-community.h"
#include "cercle-day.h"
#include "cercle-deadline.h"
#include "cercle-instant.h"
#include "cercle-vault.h"

#define SIGN_IN_LIMIT (16 * 1000)
#define NETWORK_PATIENCE (2 * 1000)

enum
{
  PROP_STATE = 1,
  PROP_ONLINE,
  PROP_SYNCING,
  PROP_PROGRESS,
  PROP_LAST_EXCHANGE,
  PROP_OFFLINE_SINCE,
  PROP_WAITING,
  PROP_REFUSED,
  PROP_CONFLICTS,
  PROP_TROUBLE,
  PROP_UNDO_LABEL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint changed_signal, searchable_signal;

G_DEFINE_FINAL_TYPE (CercleSession, cercle_session, G_TYPE_OBJECT)
G_DEFINE_QUARK (cercle - session - error - quark, cercle_session_error)

GType
cercle_session_state_get_type (void)
{
  static const GEnumValue values[] = {
    { CERCLE_SESSION_SIGNED_OUT, "CERCLE_SESSION_SIGNED_OUT", "signed-out" },
    { CERCLE_SESSION_OPENING, "CERCLE_SESSION_OPENING", "opening" },
    { CERCLE_SESSION_OPEN, "CERCLE_SESSION_OPEN", "open" },
    { 0, NULL, NULL },
  };
  static gsize type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("CercleSessionState", values));
  return type;
}

static void
cercle_session_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  CercleSession *self = CERCLE_SESSION (object);

  switch (property)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ONLINE:
      g_value_set_boolean (value, self->online);
      break;
    case PROP_SYNCING:
      g_value_set_boolean (value, self->syncing);
      break;
    case PROP_PROGRESS:
      g_value_set_uint (value, self->progress);
      break;
    case PROP_LAST_EXCHANGE:
      g_value_set_string (value, self->last_exchange);
      break;
    case PROP_OFFLINE_SINCE:
      g_value_set_string (value, self->offline_since);
      break;
    case PROP_WAITING:
      g_value_set_uint (value, self->waiting);
      break;
    case PROP_REFUSED:
      g_value_set_uint (value, self->refused);
      break;
    case PROP_CONFLICTS:
      g_value_set_uint (value, self->conflicts);
      break;
    case PROP_TROUBLE:
      g_value_set_string (value, self->trouble);
      break;
    case PROP_UNDO_LABEL:
      g_value_set_string (value, self->undo_label);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
cercle_session_dispose (GObject *object)
{
  cercle_session_close (CERCLE_SESSION (object));
  G_OBJECT_CLASS (cercle_session_parent_class)->dispose (object);
}

static void
cercle_session_finalize (GObject *object)
{
  CercleSession *self = CERCLE_SESSION (object);

  g_free (self->profile);
  g_free (self->folder);
  g_free (self->last_address);
  g_free (self->last_login);
  g_free (self->promised);
  g_clear_object (&self->problems);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->codes, g_hash_table_unref);
  g_clear_pointer (&self->in_conflict, g_hash_table_unref);
  g_clear_pointer (&self->accesses, g_hash_table_unref);
  g_clear_pointer (&self->staging, g_hash_table_unref);
  G_OBJECT_CLASS (cercle_session_parent_class)->finalize (object);
}

static GParamSpec *
number_property (const char *name)
{
  return g_param_spec_uint (name, NULL, NULL, 0, G_MAXUINT, 0,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
}

static GParamSpec *
text_property (const char *name)
{
  return g_param_spec_string (name, NULL, NULL, NULL,
                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
}

static GParamSpec *
flag_property (const char *name)
{
  return g_param_spec_boolean (name, NULL, NULL, FALSE,
                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
}

static void
cercle_session_class_init (CercleSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cercle_session_get_property;
  object_class->dispose = cercle_session_dispose;
  object_class->finalize = cercle_session_finalize;
  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, CERCLE_TYPE_SESSION_STATE, CERCLE_SESSION_SIGNED_OUT,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_ONLINE] = flag_property ("online");
  properties[PROP_SYNCING] = flag_property ("syncing");
  properties[PROP_PROGRESS] = number_property ("progress");
  properties[PROP_LAST_EXCHANGE] = text_property ("last-exchange");
  properties[PROP_OFFLINE_SINCE] = text_property ("offline-since");
  properties[PROP_WAITING] = number_property ("waiting");
  properties[PROP_REFUSED] = number_property ("refused");
  properties[PROP_CONFLICTS] = number_property ("conflicts");
  properties[PROP_TROUBLE] = text_property ("trouble");
  properties[PROP_UNDO_LABEL] = text_property ("undo-label");
  g_object_class_install_properties (object_class, N_PROPS, properties);
  changed_signal = g_signal_new ("changed", CERCLE_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_UINT64);
  searchable_signal = g_signal_new ("searchable", CERCLE_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("figures", CERCLE_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                0);
}

static void
cercle_session_init (CercleSession *self)
{
  self->problems = g_list_store_new (CERCLE_TYPE_PROBLEM);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->in_conflict = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->accesses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->staging = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->role = CERCLE_N_ROLES;
  self->limit = SIGN_IN_LIMIT;
  g_queue_init (&self->undo);
}

void
cercle_session_set_state (CercleSession *self, CercleSessionState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

void
cercle_session_set_text (CercleSession *self, char **member, const char *value,
                         const char *property)
{
  if (g_strcmp0 (*member, value) == 0)
    return;
  g_free (*member);
  *member = g_strdup (value);
  g_object_notify (G_OBJECT (self), property);
}

void
cercle_session_set_number (CercleSession *self, guint *member, guint value, const char *property)
{
  if (*member == value)
    return;
  *member = value;
  g_object_notify (G_OBJECT (self), property);
}

void
cercle_session_set_flag (CercleSession *self, gboolean *member, gboolean value,
                         const char *property)
{
  if (*member == value)
    return;
  *member = value;
  g_object_notify (G_OBJECT (self), property);
}

guint64
cercle_session_kind_bit (const CercleKind *kind)
{
  const CercleKind *const *kinds = cercle_kinds ();

  for (guint i = 0; kinds[i] != NULL; i++)
    if (kinds[i] == kind)
      return G_GUINT64_CONSTANT (1) << i;
  return 0;
}

void
cercle_session_emit_changed (CercleSession *self, guint64 kinds)
{
  guint64 named = cercle_session_kind_bit (&cercle_member_kind) |
                  cercle_session_kind_bit (&cercle_community_kind) |
                  cercle_session_kind_bit (cercle_kind_find ("organisation"));

  if (kinds == 0)
    return;
  if ((kinds & cercle_session_kind_bit (&cercle_code_kind)) != 0)
    g_hash_table_remove_all (self->codes);
  if ((kinds & named) != 0)
    {
      cercle_session_forget_names (self);
      cercle_session_load_frame (self);
    }
  g_signal_emit (self, changed_signal, 0, kinds);
}

void
cercle_session_indexed_cb (gpointer session)
{
  g_signal_emit (session, searchable_signal, 0);
}

/* CERCLE_CLOCK is an instant at which the clock stands, for pictures, demonstrations and tests; it
 * is read for a profile only, so that nobody's real work is ever dated by it. */
static void
freeze_clock (const char *profile)
{
  const char *text = g_getenv ("CERCLE_CLOCK");
  gint64 instant;

  if (profile != NULL && text != NULL && cercle_instant_parse (text, &instant))
    cercle_instant_freeze (instant);
}

CercleSession *
cercle_session_new (const char *profile, const char *data_dir)
{
  CercleSession *self = g_object_new (CERCLE_TYPE_SESSION, NULL);

  self->profile = g_strdup (profile);
  self->folder = cercle_desk_folder (profile, data_dir);
  cercle_desk_last (self->folder, &self->last_address, &self->last_login);
  freeze_clock (profile);
  return self;
}

const char *
cercle_session_get_profile (CercleSession *self)
{
  return self->profile;
}

gboolean
cercle_session_is_example (CercleSession *self)
{
  return (self->desk != NULL && self->desk->example) ||
         (self->community != NULL &&
          cercle_record_get_flag (self->community, CERCLE_COMMUNITY_EXAMPLE));
}

gboolean
cercle_session_can_encrypt (void)
{
  return cercle_store_encrypts ();
}

gboolean
cercle_session_file_is_encrypted (CercleSession *self)
{
  return self->reader != NULL && cercle_store_is_encrypted (self->reader);
}

const char *
cercle_session_get_address (CercleSession *self)
{
  return self->last_address;
}

const char *
cercle_session_get_login (CercleSession *self)
{
  return self->last_login;
}

void
cercle_session_set_pace (CercleSession *self, guint pace, guint limit)
{
  self->pace = pace;
  self->limit = limit;
}

void
cercle_session_sign_out (CercleSession *self)
{
  cercle_session_shut (self, TRUE);
}

void
cercle_session_close (CercleSession *self)
{
  cercle_session_shut (self, FALSE);
}

CercleRecord *
cercle_session_get_member (CercleSession *self)
{
  return self->member;
}

CercleRecord *
cercle_session_get_community (CercleSession *self)
{
  return self->community;
}

const char *
cercle_session_get_scope (CercleSession *self)
{
  return self->scope;
}

const char *
cercle_session_get_directory_scope (CercleSession *self)
{
  return self->directory_scope;
}

const char *
cercle_session_get_zone (CercleSession *self)
{
  return self->zone != NULL ? self->zone : "Europe/Paris";
}

const char *
cercle_session_get_territory (CercleSession *self)
{
  return self->desk != NULL ? self->desk->territory : NULL;
}

int
cercle_session_get_today_number (CercleSession *self)
{
  return cercle_instant_local_day (cercle_instant_now (), cercle_session_get_zone (self), NULL);
}

const char *
cercle_session_get_today (CercleSession *self)
{
  g_autofree char *today = cercle_day_to_text (cercle_session_get_today_number (self));

  /* There are few days in the life of a program, and whoever keeps this one may. */
  return g_intern_string (today);
}

gboolean
cercle_session_may (CercleSession *self, const CercleKind *kind, CercleOp op)
{
  const guint who[] = {
    [CERCLE_OP_CREATE] = kind->create,
    [CERCLE_OP_PATCH] = kind->patch,
    [CERCLE_OP_DELETE] = kind->remove,
  };

  return self->state == CERCLE_SESSION_OPEN && self->role < CERCLE_N_ROLES &&
         (who[op] & CERCLE_BY (self->role)) != 0;
}
