/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The texts, numbers and words of JSON, by its grammar (RFC 8259). For this room; pure. */
#pragma once

#include <glib.h>

/* A number, true, false or null. */
gboolean cercle_json_is_scalar (const char *text, gsize n);
/* Appends what is between the marks of a text. FALSE: an escape is none, half of a pair, or NUL.
 * Every bar has a byte after it. */
gboolean cercle_json_unescape (GString *out, const char *at, const char *end);
