/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* One field that asks the directory: needs, a mission, an age, a commune, a time, a kind of
 * service, a disability, a public, a network and a standing become chips as they are chosen; other
 * words find by name, town, person and telephone. */
#pragma once

#include <adwaita.h>

#include "cercle-partner.h"
#include "cercle-session.h"

#define CERCLE_TYPE_DIRECTORY_CHIPS (cercle_directory_chips_get_type ())
/* Signals: "changed": the question is another one. "go": Return, where nothing is offered. */
G_DECLARE_FINAL_TYPE (CercleDirectoryChips, cercle_directory_chips, CERCLE, DIRECTORY_CHIPS, AdwBin)

typedef enum
{
  CERCLE_CHIP_THEME, /* codes, one of them suffices: a chip each */
  CERCLE_CHIP_MISSION,
  CERCLE_CHIP_AGE, /* digits */
  CERCLE_CHIP_COMMUNE,
  CERCLE_CHIP_SLOTS, /* tokens of cercle_slots, or a day: its half-days, and who is closed then */
  CERCLE_CHIP_OFFER, /* codes, as themes are; so are the next three */
  CERCLE_CHIP_HANDICAP,
  CERCLE_CHIP_PUBLIC,
  CERCLE_CHIP_NETWORK,
  CERCLE_CHIP_STANDING, /* of cercle_partner_standings */
  CERCLE_N_CHIPS
} CercleChip;

GtkWidget *cercle_directory_chips_new (CercleSession *session);
/* One of each sort, several codes with spaces between; NULL takes them away. Emits "changed" when
 * it changes something. */
void cercle_directory_chips_set (CercleDirectoryChips *self, CercleChip chip, const char *value);
/* (nullable) */
const char *cercle_directory_chips_get (CercleDirectoryChips *self, CercleChip chip);
/* Its texts stay valid until the next change; now, today and closed are not touched. */
void cercle_directory_chips_ask (CercleDirectoryChips *self, CerclePartnerQuestion *question);
gboolean cercle_directory_chips_is_empty (CercleDirectoryChips *self);
/* Takes away all chips and words; FALSE when there were none. */
gboolean cercle_directory_chips_clear (CercleDirectoryChips *self);
