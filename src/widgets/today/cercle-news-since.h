/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Since when is told what has changed, for clocks and for people? All texts (transfer full). */
#pragma once

#include "cercle-session.h"

typedef enum
{
  CERCLE_SINCE_EVENING, /* the end of the last day of work before today */
  CERCLE_SINCE_WEEK,    /* the same hour seven days ago */
  CERCLE_N_SINCE,
} CercleSince;

/* An instant. */
char *cercle_since_instant (CercleSession *session, CercleSince since);
/* "since yesterday evening", "since Friday evening", "in the last 7 days". */
char *cercle_since_words (CercleSession *session, CercleSince since);
/* "12 cases have changed since Friday evening", "Nothing has changed since Friday evening". */
char *cercle_since_sentence (CercleSession *session, CercleSince since, guint cases);
