/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What a single member of the wire must look like. Only for the files of this room. */
#pragma once

#include <json-glib/json-glib.h>

typedef gboolean (*CercleWireCheck) (const char *text);

/* "c:<id>", "t:<code>", "u:<id>" or "national". */
gboolean cercle_wire_is_scope (const char *text);
/* a-z 0-9 _ - and at most 60 of them: audiences, problems, names of fields. */
gboolean cercle_wire_is_token (const char *text);
gboolean cercle_wire_is_instant (const char *text);
/* At most 200 bytes, or 2000, without control characters; "" only where said. */
gboolean cercle_wire_is_short (const char *text);
gboolean cercle_wire_is_long (const char *text);
gboolean cercle_wire_is_short_or_empty (const char *text);

/* Always FALSE, with CERCLE_WIRE_ERROR_FORM. why names members, never holds values. */
gboolean cercle_wire_refuse (GError **error, const char *name, const char *why);
/* Always FALSE: turns what the JSON or record reader said into CERCLE_WIRE_ERROR_FORM. */
gboolean cercle_wire_adopt (GError **error, GError *cause);

/* *value (transfer full) is set only on success; opt: absent or null leaves it as it was. */
gboolean cercle_wire_read_text (JsonObject *object, const char *name, CercleWireCheck check,
                                char **value, GError **error);
gboolean cercle_wire_read_text_opt (JsonObject *object, const char *name, CercleWireCheck check,
                                    char **value, GError **error);
/* Never negative. */
gboolean cercle_wire_read_count (JsonObject *object, const char *name, gint64 *value,
                                 GError **error);
gboolean cercle_wire_read_flag_opt (JsonObject *object, const char *name, gboolean *value,
                                    GError **error);
gboolean cercle_wire_read_array (JsonObject *object, const char *name, guint most,
                                 JsonArray **value, GError **error);
/* The object at index i, or NULL with FORM. (transfer none) */
JsonObject *cercle_wire_read_element (JsonArray *array, guint i, GError **error);
/* (transfer full): the whole body as one object. */
JsonObject *cercle_wire_read_body (const char *body, gsize length, gsize cap, GError **error);

/* A text is left out when it is NULL. */
void cercle_wire_put_text (JsonObject *object, const char *name, const char *value);
