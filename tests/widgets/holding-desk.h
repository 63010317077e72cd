/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A staff of today on the coordinator's desk: an item of its own, a case, and somebody of the MDPH.
 */
#pragma once

#include "case-desk.h"
#include "cercle-agenda.h"
#include "cercle-meeting.h"

typedef struct
{
  CaseDesk desk;
  CercleRecord *meeting;
  char *kase;
} HoldingDesk;

void holding_begin (HoldingDesk *room);
void holding_end (HoldingDesk *room);
/* Takes tx. */
void holding_commit (CercleSession *session, CercleTx *tx);
void holding_add_item (HoldingDesk *room, CercleTx *tx, const char *rule, const char *title,
                       int position);
void holding_add_guest (HoldingDesk *room, CercleTx *tx, const char *name, const char *party);
/* A decision about means; item: (nullable). */
void holding_decide (HoldingDesk *room, const char *item, const char *text);
/* The meeting is shown; and until its first item is. */
void holding_show (HoldingDesk *room, int width);
void holding_hold (HoldingDesk *room, int width);
void holding_do (HoldingDesk *room, const char *action);
void holding_open (HoldingDesk *room);
