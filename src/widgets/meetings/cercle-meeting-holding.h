/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A meeting that is held: one item a page, who is there, notes and decisions by keyboard, and the
 * steps of its minutes. open gets a meeting's identity; NULL: the one of today. */
#pragma once

#include "cercle-page.h"

#define CERCLE_TYPE_MEETING_HOLDING (cercle_meeting_holding_get_type ())
G_DECLARE_FINAL_TYPE (CercleMeetingHolding, cercle_meeting_holding, CERCLE, MEETING_HOLDING,
                      CerclePage)
