/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* An agenda or minutes on paper, for those who came or for the chair. For this room only. */
#pragma once

#include "cercle-masking.h"
#include "cercle-meeting-file.h"
#include "cercle-names.h"
#include "cercle-sheet.h"

typedef struct
{
  CercleSheet *sheet;
  CercleNames *names; /* in use */
  const char *today;
  const CercleMeetingFile *file;
  /* What free text may not tell; NULL: it is the chair's, with names and internal notes. */
  const CercleMasking *masking;
  guint *named; /* (out): persons whom it names */
} CercleMeetingPaper;

/* (transfer full): below its title, without a word that somebody typed: its sort and its day. */
char *cercle_meeting_paper_subtitle (CercleRecord *meeting);
/* On the thread of the store. */
gboolean cercle_meeting_paper_fill (const CercleMeetingPaper *paper, CercleStore *store,
                                    GError **error);
