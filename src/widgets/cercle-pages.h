/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of pages of the window, in the order of the sidebar. */
#pragma once

#include "cercle-session.h"

typedef struct
{
  const char *name;      /* for win.show-page, --page and the settings */
  const char *label;     /* msgid; in the sidebar when number is not 0 */
  const char *icon;
  int number;            /* Ctrl+number, fixed even while other pages are absent; 0: not in the sidebar */
  const char *parent;    /* the sidebar's line that stays lit, and where Escape goes; NULL: itself */
  const char *indicator; /* see cercle_counts_get(): stands beside the label; NULL: none */
  GType (*get_type) (void); /* of a CerclePage */
  gboolean mdph;         /* also on the desk of an MDPH professional, which holds no case */
  gboolean national;     /* on that of a national referent, which holds none either */
} CerclePageLine;

/* Ends with a NULL name. */
extern const CerclePageLine cercle_pages[];
/* NULL when there is no such page. */
const CerclePageLine *cercle_pages_find (const char *name);
/* FALSE where who is signed in has nothing to see on it. */
gboolean cercle_pages_offer (const CerclePageLine *line, CercleSession *session);
/* Has it a line of its own in the sidebar? A page that counts something, or whose parent is not
 * offered, has one, too. */
gboolean cercle_pages_stand (const CerclePageLine *line, CercleSession *session);
/* The sidebar's line that is lit for this page. (transfer none) */
const char *cercle_pages_lit (const CerclePageLine *line, CercleSession *session);
/* An MDPH professional is signed in: her desk holds the review and the directory. */
gboolean cercle_pages_are_of_mdph (CercleSession *session);
/* Neither she nor a national referent: the desk holds cases. */
gboolean cercle_pages_hold_cases (CercleSession *session);
/* (transfer none): where such a desk begins that does not. */
const char *cercle_pages_first (CercleSession *session);
