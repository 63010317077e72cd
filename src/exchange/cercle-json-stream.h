/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON that does not fit memory, walked from its beginning to its end (base/cercle-json is for what
 * fits). The grammar of all of it is checked; what is passed over is not decoded. Memory is bounded
 * by the longest text. The first failure stays: every later call answers as if all had ended, and
 * finish() tells it. One thread at a time; blocks. */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#define CERCLE_JSON_STREAM_DEEPEST 32
#define CERCLE_JSON_STREAM_LONGEST (1024 * 1024) /* bytes of a text or a number */

typedef struct _CercleJsonStream CercleJsonStream;
CercleJsonStream *cercle_json_stream_new (GInputStream *stream, GCancellable *cancellable);
void cercle_json_stream_free (CercleJsonStream *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleJsonStream, cercle_json_stream_free)

/* Each reads the value that comes next, whatever it is, so that a walk never loses its place. */

/* Does an array come? Nothing is read. */
gboolean cercle_json_stream_sees_array (CercleJsonStream *self);
/* FALSE: it is no object, and was passed over. Then member() until NULL; after each a value is
 * read. */
gboolean cercle_json_stream_enter_object (CercleJsonStream *self);
/* (transfer none), until the next call; NULL: the object is over. */
const char *cercle_json_stream_member (CercleJsonStream *self);
/* FALSE: it is no array, and was passed over. Then element() until FALSE; after each a value is
 * read.
 */
gboolean cercle_json_stream_enter_array (CercleJsonStream *self);
gboolean cercle_json_stream_element (CercleJsonStream *self);
/* (transfer none) (nullable), until the next call: a text decoded, a number or a word as it stands;
 * NULL for null, an object or an array. */
const char *cercle_json_stream_text (CercleJsonStream *self);
void cercle_json_stream_skip (CercleJsonStream *self);
/* (transfer full) (nullable): an object of at most cap bytes as a tree; one that is longer is a
 * failure, another value NULL. */
JsonObject *cercle_json_stream_take (CercleJsonStream *self, gsize cap);
/* The texts and numbers of an object whose paths ("a", "a.b") are among paths, names compared as
 * is_name() does; the first that is not empty is kept. values: one a path, emptied first. */
void cercle_json_stream_flat (CercleJsonStream *self, const char *const *paths, GString **values,
                              guint n);

/* What is read is not wanted any longer: finish() tells this error. (transfer full) */
void cercle_json_stream_stop (CercleJsonStream *self, GError *error);
gboolean cercle_json_stream_has_failed (CercleJsonStream *self);
/* The first failure, as CERCLE_FOREIGN_ERROR or cancelled; or that the document is not at its end.
 */
gboolean cercle_json_stream_finish (CercleJsonStream *self, GError **error);
/* Are they the same but for case and underscores? Publishers change those from one month to the
 * next.
 */
gboolean cercle_json_stream_is_name (const char *name, const char *wanted);
