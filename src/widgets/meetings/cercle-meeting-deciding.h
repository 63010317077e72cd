/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of a decision: its sort by one key, its words, who and for when; for a partner the sheet
 * that it makes. */
#pragma once

#include <adwaita.h>

#include "cercle-agenda.h"
#include "cercle-session.h"

#define CERCLE_TYPE_MEETING_DECIDING (cercle_meeting_deciding_get_type ())
G_DECLARE_FINAL_TYPE (CercleMeetingDeciding, cercle_meeting_deciding, CERCLE, MEETING_DECIDING,
                      AdwBin)

GtkWidget *cercle_meeting_deciding_new (void);
/* Once. */
void cercle_meeting_deciding_set_session (CercleMeetingDeciding *self, CercleSession *session);
/* What is typed is kept as a draft of its item, and comes back with it; NULL: no item is in hand.
 * After the session is set. */
void cercle_meeting_deciding_set_item (CercleMeetingDeciding *self, const char *item);
void cercle_meeting_deciding_flush (CercleMeetingDeciding *self);
/* A key of the sorts, by its code: 1 to 6, without shift on a French keyboard too. TRUE: it was
 * one; the words have the keyboard then. */
gboolean cercle_meeting_deciding_key (CercleMeetingDeciding *self, guint code);
/* Nothing is typed: there is no decision to take. */
gboolean cercle_meeting_deciding_is_empty (CercleMeetingDeciding *self);
/* Puts what is typed into decision; FALSE with a sentence. partner, family (out, transfer none,
 * nullable): of a sheet to make. */
gboolean cercle_meeting_deciding_fill (CercleMeetingDeciding *self, CercleRecord *decision,
                                       const char **partner, const char **family, char **sentence);
/* The decision about this item is taken: its draft ends, and the form is empty where it shows it. */
void cercle_meeting_deciding_end (CercleMeetingDeciding *self, const char *item);
const char *cercle_meeting_deciding_get_sort (CercleMeetingDeciding *self);
