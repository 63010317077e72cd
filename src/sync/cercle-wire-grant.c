/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How do the two ends introduce themselves, and how does the server say no? */
#define G_LOG_DOMAIN "cercle-sync"

#include "cercle-wire.h"

#include <string.h>

#include "cercle-json.h"
#include "cercle-wire-form.h"

#define MAX_SCOPES 200
#define PROBLEM_PREFIX "cercle:"
#define NO_PROBLEM "unknown"

/* For whoever reads the answer with other tools; the desk makes its own sentences. */
static const struct
{
  const char *token, *title;
} titles[] = {
  { "password", "Wrong login or password" },
  { "signed-out", "The session has ended" },
  { "throttled", "Too many tries" },
  { "too-old", "This program is too old" },
  { "busy", "Come back later" },
  { "form", "The request is not what the protocol says" },
  { "too-large", "The request is too large" },
  { "not-found", "No such address" },
  { "method", "This address does not take this method" },
  { "encoding", "Bodies of requests are never compressed" },
  { "scope", "This scope is not granted" },
  { "epoch-changed", "The server was restored: start again from a snapshot" },
  { "cursor-expired", "The cursor is too old: start again from a snapshot" },
  { "calendar", "This server was built without calendars" },
  { "failed", "The server could not do it" },
};

/* Hello */

char *
cercle_wire_put_hello (const CercleHello *hello)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_int_member (object, "protocol", hello->protocol);
  json_object_set_int_member (object, "schema", hello->schema);
  cercle_wire_put_text (object, "name", hello->name);
  cercle_wire_put_text (object, "version", hello->version);
  cercle_wire_put_text (object, "epoch", hello->epoch);
  json_object_set_boolean_member (object, "example", hello->example);
  return cercle_json_print (object);
}

static gboolean
read_number (JsonObject *object, const char *name, guint *value, GError **error)
{
  gint64 count;

  if (!cercle_wire_read_count (object, name, &count, error))
    return FALSE;
  if (count > G_MAXINT)
    return cercle_wire_refuse (error, name, "is too large");
  *value = (guint) count;
  return TRUE;
}

CercleHello *
cercle_wire_get_hello (const char *body, gsize length, GError **error)
{
  g_autoptr (JsonObject) object =
      cercle_wire_read_body (body, length, CERCLE_WIRE_MAX_ANSWER, error);
  g_autoptr (CercleHello) hello = g_new0 (CercleHello, 1);

  if (object == NULL || !read_number (object, "protocol", &hello->protocol, error) ||
      !read_number (object, "schema", &hello->schema, error) ||
      !cercle_wire_read_text (object, "name", cercle_wire_is_short_or_empty, &hello->name, error) ||
      !cercle_wire_read_text (object, "version", cercle_wire_is_short, &hello->version, error) ||
      !cercle_wire_read_text (object, "epoch", cercle_wire_is_short, &hello->epoch, error) ||
      !cercle_wire_read_flag_opt (object, "example", &hello->example, error))
    return NULL;
  return g_steal_pointer (&hello);
}

void
cercle_hello_free (CercleHello *hello)
{
  g_free (hello->name);
  g_free (hello->version);
  g_free (hello->epoch);
  g_free (hello);
}

/* Grants */

static JsonArray *
put_scopes (GPtrArray *scopes)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; scopes != NULL && i < scopes->len; i++)
    {
      const CercleScope *scope = scopes->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "scope", scope->scope);
      json_object_set_string_member (object, "epoch", scope->epoch);
      json_object_set_int_member (object, "head", scope->head);
      json_object_set_int_member (object, "floor", scope->floor);
      json_array_add_object_element (array, object);
    }
  return array;
}

char *
cercle_wire_put_grant (const CercleGrant *grant)
{
  g_autoptr (JsonObject) object = json_object_new ();

  cercle_wire_put_text (object, "token", grant->token);
  cercle_wire_put_text (object, "login", grant->login);
  cercle_wire_put_text (object, "member", grant->member);
  cercle_wire_put_text (object, "role", grant->role);
  cercle_wire_put_text (object, "audiences", grant->audiences);
  cercle_wire_put_text (object, "community", grant->community);
  json_object_set_array_member (object, "scopes", put_scopes (grant->scopes));
  return cercle_json_print (object);
}

static CercleScope *
read_scope (JsonObject *object, GError **error)
{
  CercleScope *scope = g_new0 (CercleScope, 1);

  if (cercle_wire_read_text (object, "scope", cercle_wire_is_scope, &scope->scope, error) &&
      cercle_wire_read_text (object, "epoch", cercle_wire_is_short, &scope->epoch, error) &&
      cercle_wire_read_count (object, "head", &scope->head, error) &&
      cercle_wire_read_count (object, "floor", &scope->floor, error))
    return scope;
  cercle_scope_free (scope);
  return NULL;
}

static gboolean
read_scopes (JsonObject *object, CercleGrant *grant, GError **error)
{
  JsonArray *array;

  grant->scopes = g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_scope_free);
  if (!cercle_wire_read_array (object, "scopes", MAX_SCOPES, &array, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *element = cercle_wire_read_element (array, i, error);
      CercleScope *scope = element ? read_scope (element, error) : NULL;

      if (scope == NULL)
        return FALSE;
      g_ptr_array_add (grant->scopes, scope);
    }
  return TRUE;
}

CercleGrant *
cercle_wire_get_grant (const char *body, gsize length, GError **error)
{
  g_autoptr (JsonObject) object =
      cercle_wire_read_body (body, length, CERCLE_WIRE_MAX_ANSWER, error);
  g_autoptr (CercleGrant) grant = g_new0 (CercleGrant, 1);

  if (object == NULL ||
      !cercle_wire_read_text_opt (object, "token", cercle_wire_is_short, &grant->token, error) ||
      !cercle_wire_read_text (object, "login", cercle_wire_is_short, &grant->login, error) ||
      !cercle_wire_read_text_opt (object, "member", cercle_wire_is_short, &grant->member, error) ||
      !cercle_wire_read_text (object, "role", cercle_wire_is_token, &grant->role, error) ||
      !cercle_wire_read_text (object, "audiences", cercle_wire_is_short_or_empty, &grant->audiences,
                              error) ||
      !cercle_wire_read_text_opt (object, "community", cercle_wire_is_short, &grant->community,
                                  error) ||
      !read_scopes (object, grant, error))
    return NULL;
  return g_steal_pointer (&grant);
}

void
cercle_scope_free (CercleScope *scope)
{
  g_free (scope->scope);
  g_free (scope->epoch);
  g_free (scope);
}

void
cercle_grant_free (CercleGrant *grant)
{
  g_free (grant->token);
  g_free (grant->login);
  g_free (grant->member);
  g_free (grant->role);
  g_free (grant->audiences);
  g_free (grant->community);
  g_clear_pointer (&grant->scopes, g_ptr_array_unref);
  g_free (grant);
}

/* Signing in */

char *
cercle_wire_put_login (const char *login, const char *password, const char *device)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "login", login);
  json_object_set_string_member (object, "password", password);
  json_object_set_string_member (object, "device", device);
  return cercle_json_print (object);
}

gboolean
cercle_wire_get_login (const char *body, gsize length, char **login, char **password, char **device,
                       GError **error)
{
  g_autoptr (JsonObject) object =
      cercle_wire_read_body (body, length, CERCLE_WIRE_MAX_REQUEST, error);
  g_autofree char *who = NULL, *secret = NULL, *from = NULL;

  if (object == NULL ||
      !cercle_wire_read_text (object, "login", cercle_wire_is_short, &who, error) ||
      !cercle_wire_read_text (object, "password", cercle_wire_is_long, &secret, error) ||
      !cercle_wire_read_text (object, "device", cercle_wire_is_short, &from, error))
    return FALSE;
  *login = g_steal_pointer (&who);
  *password = g_steal_pointer (&secret);
  *device = g_steal_pointer (&from);
  return TRUE;
}

/* Problems */

char *
cercle_wire_put_problem (const char *token, guint status)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *type = g_strconcat (PROBLEM_PREFIX, token, NULL);
  const char *title = token;

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (strcmp (titles[i].token, token) == 0)
      title = titles[i].title;
  json_object_set_string_member (object, "type", type);
  json_object_set_string_member (object, "title", title);
  json_object_set_int_member (object, "status", status);
  return cercle_json_print (object);
}

char *
cercle_wire_get_problem (const char *body, gsize length)
{
  g_autoptr (JsonObject) object =
      cercle_wire_read_body (body, length, CERCLE_WIRE_MAX_ANSWER, NULL);
  const char *type = "";

  if (object == NULL || !cercle_json_text (object, "type", &type, NULL) ||
      !g_str_has_prefix (type, PROBLEM_PREFIX) ||
      !cercle_wire_is_token (type + strlen (PROBLEM_PREFIX)))
    return g_strdup (NO_PROBLEM);
  return g_strdup (type + strlen (PROBLEM_PREFIX));
}
