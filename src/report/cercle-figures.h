/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The boards of other communities, as the server tells them and as the desk keeps them. Any thread.
 */
#pragma once

#include "cercle-board.h"

/* Bytes of the whole. */
#define CERCLE_FIGURES_MAX (1024 * 1024)

typedef struct
{
  char *id, *name;
  CercleBoard *board; /* abridged */
} CercleCommunityFigures;

typedef struct
{
  char *at;               /* instant: when they were counted */
  GPtrArray *communities; /* CercleCommunityFigures, by name */
} CercleFigures;

CercleFigures *cercle_figures_new (const char *at);
void cercle_figures_free (CercleFigures *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleFigures, cercle_figures_free)
/* Takes board, which may count everything: what leaves is abridged, and small numbers are hidden.
 */
void cercle_figures_take (CercleFigures *self, const char *id, const char *name,
                          CercleBoard *board);
/* (transfer full): as text, and back; NULL with error. */
char *cercle_figures_put (const CercleFigures *self);
CercleFigures *cercle_figures_get (const char *text, GError **error);
/* (transfer full): the board of several. own: taken; NULL: not among them. chosen: identities,
 * space separated. With own alone it is own itself, lists behind its numbers and all. */
CercleBoard *cercle_figures_board (const CercleFigures *self, CercleBoard *own, const char *chosen);
