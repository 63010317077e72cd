/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is who: identities as lower-case UUID text of 36 characters. Any thread. */
#pragma once

#include <glib.h>

#define CERCLE_ID_SIZE 37

/* (transfer full): UUIDv7 (RFC 9562) of cercle_instant_now(), growing within the process even when
 * the clock goes back. An identity is not a secret. */
char *cercle_id_new (void);
/* (transfer full): UUIDv8 from SHA-256 of the four parts: what a rule creates has the same identity
 * on every desk. NULL parts count as empty. */
char *cercle_id_derive (const char *scope, const char *rule, const char *subject, const char *date);
gboolean cercle_id_is_valid (const char *text);
/* What a rule created, and not a person. id: valid. */
gboolean cercle_id_is_derived (const char *id);
/* (transfer full): 256 bits of the system's random source as 64 hexadecimal digits: for secrets. */
char *cercle_id_token (void);
/* Tests: identities and tokens become a function of the seed; 0 restores the random source. */
void cercle_id_seed (guint32 seed);
