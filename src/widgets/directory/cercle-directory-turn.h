/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Partners to ring, one after the other, by keys: whom one is at, and where one goes next. What is
 * asked of each belongs to the pages made of it: the morning round, the check of stale sheets. */
#pragma once

#include "cercle-page.h"
#include "cercle-partner.h"

#define CERCLE_TYPE_DIRECTORY_TURN (cercle_directory_turn_get_type ())
G_DECLARE_DERIVABLE_TYPE (CercleDirectoryTurn, cercle_directory_turn, CERCLE, DIRECTORY_TURN,
                          CerclePage)

/* A key of the page and what it does. Letters are taken unless words are being typed, or single
 * keys are switched off; Return unless a button has the keyboard. */
typedef struct
{
  guint key; /* of a small letter, or GDK_KEY_Return; 0 ends the table */
  void (*act) (CercleDirectoryTurn *self);
} CercleDirectoryTurnKey;

struct _CercleDirectoryTurnClass
{
  CerclePageClass parent_class;
  const CercleDirectoryTurnKey *keys;
  /* Asks for the partners; ends with cercle_directory_turn_take(). */
  void (*read) (CercleDirectoryTurn *self, GCancellable *cancellable);
  /* What stands under the name and the telephone. */
  void (*tell) (CercleDirectoryTurn *self, const CerclePartnerLine *line, GtkWidget *box);
  /* line is shown; other: and was not before. NULL: nobody is left. */
  void (*shown) (CercleDirectoryTurn *self, const CerclePartnerLine *line, gboolean other);
  /* Where the keyboard goes. */
  void (*focus) (CercleDirectoryTurn *self);
  /* After something was noted; NULL: the next line. */
  guint (*next) (CercleDirectoryTurn *self, guint at);
};

/* Once, in constructed: what is shown while there is somebody, in which "who" has its place, and
 * what is shown when nobody is left. numeric (nullable): a field that takes no letters. */
void cercle_directory_turn_build (CercleDirectoryTurn *self, GtkWidget *work, GtkWidget *done,
                                  GtkWidget *numeric);
/* (transfer none): name, town and telephone of whom one is at. */
GtkWidget *cercle_directory_turn_new_who (CercleDirectoryTurn *self);
/* Takes lines: CerclePartnerLine; NULL: not read. Whom one was at is kept. */
void cercle_directory_turn_take (CercleDirectoryTurn *self, GPtrArray *lines);
/* Asks again. */
void cercle_directory_turn_read (CercleDirectoryTurn *self);
/* (nullable) */
const CerclePartnerLine *cercle_directory_turn_current (CercleDirectoryTurn *self);
guint cercle_directory_turn_at (CercleDirectoryTurn *self);
guint cercle_directory_turn_n (CercleDirectoryTurn *self);
void cercle_directory_turn_go (CercleDirectoryTurn *self, guint at, gboolean focus);
/* Takes tx. Then goes on to the next one. Nothing is noted twice while it is being written. */
void cercle_directory_turn_note (CercleDirectoryTurn *self, CercleTx *tx);
gboolean cercle_directory_turn_is_noting (CercleDirectoryTurn *self);
