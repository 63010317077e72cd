/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* One line on Today, asked for after its first picture; its place is kept while there is nothing to
 * say. */
#pragma once

#include "cercle-page.h"

#define CERCLE_TYPE_TODAY_LINK (cercle_today_link_get_type ())
G_DECLARE_FINAL_TYPE (CercleTodayLink, cercle_today_link, CERCLE, TODAY_LINK, AdwBin)

typedef enum
{
  CERCLE_TODAY_REFERENTS, /* where nobody is named at the ARS, the county council, the MDPH, the
                             nation */
  CERCLE_TODAY_DECISIONS, /* what meetings decided and nobody has applied yet */
  CERCLE_TODAY_TRANSFERS, /* cases that another community has not accepted in time, or we have not
                           */
} CercleTodayLinkSort;
void cercle_today_link_set_page (CercleTodayLink *self, CerclePage *page, CercleTodayLinkSort sort);
/* What was found is told again: the hour alone has changed. */
void cercle_today_link_tell_again (CercleTodayLink *self);
