/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a scope lies: its territory and its days. */
#pragma once

#include "cercle-store.h"

typedef struct
{
  char *scope;
  char *territory; /* code of the MDPH list: "14"; NULL where there is none */
  char *zone;      /* "Europe/Paris" */
} CercleFrame;
void cercle_frame_clear (CercleFrame *frame);
/* Reads it unless frame is of this scope already. FALSE: the database did not tell. */
gboolean cercle_frame_read (CercleFrame *frame, CercleStore *store, const char *scope,
                            GError **error);
