/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The sentences of CERCLE_TRANSPORT_ERROR. Only for this room. */
#pragma once

#include "cercle-transport.h"

/* (transfer none), translated. */
const char *cercle_transport_sentence (int code);
/* Always FALSE, with that sentence as message. */
gboolean cercle_transport_fail (GError **error, CercleTransportError code);
