/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How often may a password be tried? One thread. */
#pragma once

#include <glib.h>

typedef struct _CercleThrottle CercleThrottle;

/* The first `forgiven` failures cost nothing, each further one doubles the wait, up to `most` seconds.
 * An hour without a failure forgets them. */
CercleThrottle *cercle_throttle_new (guint forgiven, gint64 most);
void cercle_throttle_free (CercleThrottle *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleThrottle, cercle_throttle_free)

/* Seconds until the next try of key; 0: now. Instants in milliseconds. */
gint64 cercle_throttle_wait (CercleThrottle *self, const char *key, gint64 now);
void cercle_throttle_fail (CercleThrottle *self, const char *key, gint64 now);
/* Takes the last failure back: the password was right. */
void cercle_throttle_forgive (CercleThrottle *self, const char *key);
void cercle_throttle_clear (CercleThrottle *self, const char *key);
/* What an earlier life of the server had counted. */
void cercle_throttle_remember (CercleThrottle *self, const char *key, guint failures, gint64 last);
