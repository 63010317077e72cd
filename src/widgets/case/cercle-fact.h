/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* One fact edited in place: a CercleFieldRow, or a CercleLookup where the value is a commune or a motive;
 * what is typed is a draft until it is a change. */
#pragma once

#include <adwaita.h>

#include "cercle-session.h"

#define CERCLE_FACT_DRAFT "field" /* sort of the drafts */
#define CERCLE_TYPE_FACT (cercle_fact_get_type ())
/* Signal "committed": copy the record, cercle_fact_apply(), save. */
G_DECLARE_FINAL_TYPE (CercleFact, cercle_fact, CERCLE, FACT, AdwBin)

GtkWidget *cercle_fact_new (CercleSession *session, const CercleKind *kind, guint field);
guint cercle_fact_get_field (CercleFact *self);
/* NULL: nothing to show. */
void cercle_fact_set_record (CercleFact *self, CercleRecord *record);
/* (transfer none) (nullable) */
CercleRecord *cercle_fact_get_record (CercleFact *self);
void cercle_fact_set_editable (CercleFact *self, gboolean editable);
gboolean cercle_fact_apply (CercleFact *self, CercleRecord *record, GError **error);
gboolean cercle_fact_is_dirty (CercleFact *self);
/* Takes the text of a draft that is about this record and field; others do nothing. */
void cercle_fact_restore (CercleFact *self, CercleRecord *draft);
void cercle_fact_end_draft (CercleFact *self, CercleTx *tx);
/* A rule across fields refuses what is typed: said beside it until it is mended. */
void cercle_fact_refuse (CercleFact *self, const char *sentence);
/* TRUE while what was refused still stands here. */
gboolean cercle_fact_is_refused (CercleFact *self);
/* Commits what is valid, writes the draft of what is not. */
void cercle_fact_leave (CercleFact *self);
