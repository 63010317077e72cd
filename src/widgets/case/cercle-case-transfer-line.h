/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* One transfer on the page of its case: how it stands as of now, and what can be done about it. */
#pragma once

#include "cercle-baton.h"
#include "cercle-case-part.h"

typedef struct
{
  CercleRecord *transfer;
  CercleTransferState state;
  gint64 due;
  gboolean out;     /* of ours; else it came to us */
  gboolean answers; /* the other one is on this server: its answer comes by itself */
  gboolean leaves;  /* may be put on paper or in a file by whoever is signed in */
  gboolean stopped; /* the consent it rested on was withdrawn */
  gboolean open;    /* the case */
} CercleTransferLine;

CercleTransferLine cercle_transfer_line (CercleCasePart *part, CercleRecord *transfer);
/* Somebody here has to accept or refuse it, or it is back. */
gboolean cercle_transfer_line_asks (const CercleTransferLine *line);
/* (transfer floating): the sentence and the buttons; whole: with all that was told. */
GtkWidget *cercle_transfer_line_show (CercleCasePart *part, const CercleTransferLine *line,
                                      gboolean whole);
/* (transfer floating): words that wrap. */
GtkWidget *cercle_transfer_label (const char *words, const char *css);
/* Shows the part again when it is late; *source is the part's, which removes it when it goes. due 0:
 * nothing waits. */
void cercle_transfer_line_watch (CercleCasePart *part, guint *source, gint64 due);
