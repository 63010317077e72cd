/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The meetings of the community: a calendar as a list, and the sheet of one. open(): identity of a
 * meeting of the calendar. */
#pragma once

#include "cercle-page.h"

#define CERCLE_TYPE_MEETINGS_PAGE (cercle_meetings_page_get_type ())
G_DECLARE_FINAL_TYPE (CercleMeetingsPage, cercle_meetings_page, CERCLE, MEETINGS_PAGE, CerclePage)
