/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Address cards for other programs: vCard 3.0 (RFC 2426), which all of them read. Pure; any thread.
 */
#pragma once

#include "cercle-foreign-sheet.h"

/* Appends a card of the organisation, and one of each contact of it. A place that is hidden gets no
 * address and no position. No value can begin a line: what is typed never becomes a property. */
void cercle_vcard_append (GString *cards, const CercleForeignSheet *sheet);
