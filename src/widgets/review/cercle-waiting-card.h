/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* One of those who wait, on one page: on which lists, since when, with what; for the desk, also who
 * she may be. */
#pragma once

#include <adwaita.h>

#include "cercle-waiting-desk.h"

#define CERCLE_TYPE_WAITING_CARD (cercle_waiting_card_get_type ())
G_DECLARE_FINAL_TYPE (CercleWaitingCard, cercle_waiting_card, CERCLE, WAITING_CARD, AdwBin)

typedef enum
{
  CERCLE_WAITING_AT_THE_DESK, /* with what is asked: waiting.same(u), waiting.apart(u),
                                 waiting.known(s) */
  CERCLE_WAITING_FOR_ALL,     /* read from afar: full names */
  CERCLE_WAITING_DISCREET,    /* read from afar: initials and year of birth */
} CercleWaitingSight;

GtkWidget *cercle_waiting_card_new (CercleSession *session);
/* one: NULL empties it. Nothing of it is kept. */
void cercle_waiting_card_show (CercleWaitingCard *self, const CercleWaitingOne *one,
                               CercleWaitingSight sight);
