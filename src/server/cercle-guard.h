/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What libsoup lets pass and a server must refuse, seen before the body is read. */
#pragma once

#include <libsoup/soup.h>

/* 0, or the status to refuse this request with; its connection must then end, for nobody knows where the
 * next request would begin. problem (out): token. */
guint cercle_guard_check (SoupServerMessage *message, const char **problem);
/* (transfer full) (nullable): the bearer token. */
char *cercle_guard_token (SoupServerMessage *message);
/* (transfer full) (nullable): entity tags that the reader has. */
char *cercle_guard_known (SoupServerMessage *message);
/* The schema that the desk says it knows; 0: it does not say. */
guint cercle_guard_schema (SoupServerMessage *message);
/* (transfer full) (nullable): whom the proxy says it speaks for: the last address it wrote. */
char *cercle_guard_forwarded (SoupServerMessage *message);
/* TRUE when the answer may be compressed. */
gboolean cercle_guard_takes_gzip (SoupServerMessage *message);
