/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Strict JSON over json-glib, which crashes on deep nesting and turns a string into 0 without a
 * word. Nobody else calls json_node_get_*. Any thread. */
#pragma once

#include <json-glib/json-glib.h>

#define CERCLE_JSON_MAX_DEPTH 32
/* Names chosen to collide in a hash table would cost the square of their number. */
#define CERCLE_JSON_MAX_MEMBERS 1024

#define CERCLE_JSON_ERROR (cercle_json_error_quark ())
typedef enum
{
  CERCLE_JSON_ERROR_TOO_LARGE, /* over the caller's cap, or an object over MAX_MEMBERS */
  CERCLE_JSON_ERROR_TOO_DEEP,  /* over CERCLE_JSON_MAX_DEPTH */
  CERCLE_JSON_ERROR_SYNTAX,    /* not JSON, not UTF-8, a member named twice, a lone surrogate */
  CERCLE_JSON_ERROR_MISSING,   /* a required member is absent */
  CERCLE_JSON_ERROR_TYPE,      /* a member has another type */
} CercleJsonError;
GQuark cercle_json_error_quark (void);

/* (transfer full): the object that text holds; refused before parsing when over cap bytes or too
 * deep. length may be -1. Anything but one object is a SYNTAX error. */
JsonObject *cercle_json_parse (const char *text, gssize length, gsize cap, GError **error);
/* (transfer full): one line, members in the order they were set. */
char *cercle_json_print (JsonObject *object);
/* (transfer full): a copy of any node as text, and back (NULL node for "null"). */
char *cercle_json_print_node (JsonNode *node);
JsonNode *cercle_json_parse_node (const char *text, gsize cap, GError **error);

/* Required members. FALSE with MISSING or TYPE; texts, objects and arrays are (transfer none). */
gboolean cercle_json_text (JsonObject *object, const char *name, const char **value,
                           GError **error);
gboolean cercle_json_integer (JsonObject *object, const char *name, gint64 *value, GError **error);
gboolean cercle_json_flag (JsonObject *object, const char *name, gboolean *value, GError **error);
gboolean cercle_json_object (JsonObject *object, const char *name, JsonObject **value,
                             GError **error);
gboolean cercle_json_array (JsonObject *object, const char *name, JsonArray **value,
                            GError **error);
/* Optional members: absent or null leaves *value as it was and is no error. */
gboolean cercle_json_text_opt (JsonObject *object, const char *name, const char **value,
                               GError **error);
gboolean cercle_json_integer_opt (JsonObject *object, const char *name, gint64 *value,
                                  GError **error);
gboolean cercle_json_flag_opt (JsonObject *object, const char *name, gboolean *value,
                               GError **error);
gboolean cercle_json_object_opt (JsonObject *object, const char *name, JsonObject **value,
                                 GError **error);

/* What a node is, for those who walk arrays and objects. */
typedef enum { CERCLE_JSON_NULL, CERCLE_JSON_TEXT, CERCLE_JSON_INTEGER, CERCLE_JSON_NUMBER,
               CERCLE_JSON_FLAG, CERCLE_JSON_OBJECT, CERCLE_JSON_ARRAY } CercleJsonType;
CercleJsonType cercle_json_type (JsonNode *node);
/* Only after cercle_json_type() said so. (transfer none) */
const char *cercle_json_node_text (JsonNode *node);
gint64 cercle_json_node_integer (JsonNode *node);
gboolean cercle_json_node_flag (JsonNode *node);
JsonObject *cercle_json_node_object (JsonNode *node);
JsonArray *cercle_json_node_array (JsonNode *node);
/* (transfer full): the texts of an array, sorted, each once; NULL with TYPE if one is no text. */
GStrv cercle_json_array_texts (JsonArray *array, GError **error);
