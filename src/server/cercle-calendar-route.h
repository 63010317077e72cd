/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* GET /v1/calendar/TOKEN.ics: what, when and where a community meets, for whoever has an address of
 * it that is not revoked (cercle-calendar-address.h). No session. */
#pragma once

#include "cercle-visit.h"

void cercle_route_calendar (CercleVisit *visit);
/* (transfer none): what a sort of meetings is called in a calendar: French, whatever the server
 * speaks. */
const char *cercle_calendar_type (const char *sort);
