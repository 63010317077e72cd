/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of this room may set; before the first request. */
#pragma once

#include "cercle-transport.h"

void cercle_http_transport_set_limits (CercleHttpTransport *self, guint connect_ms,
                                       guint silence_s);
/* The authorities to trust instead of the system's: a test has its own. */
void cercle_http_transport_set_authorities (CercleHttpTransport *self, GTlsDatabase *authorities);
