/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the directory share. */
#pragma once

#include "cercle-partner.h"
#include "cercle-query.h"

/* Takes organisation. Evidence, place, capacity and closure are read. NULL with error. */
CerclePartnerLine *cercle_partner_line_new (CercleStore *store, CercleRecord *organisation,
                                            CercleRecord *service, gint64 now, const char *today,
                                            GError **error);
/* (transfer full): records of kind whose REF field is id. NULL with error. */
GPtrArray *cercle_partner_parts (CercleStore *store, const CercleKind *kind, guint field,
                                 const char *id, GError **error);
/* What requests say. The evidence is cleared first. */
void cercle_partner_evidence_of (CerclePartnerEvidence *evidence, GPtrArray *requests);
/* (transfer full): codes, each once. */
GPtrArray *cercle_partner_proposals (CercleRecord *organisation, GPtrArray *requests,
                                     const char *today);
/* Fills complete and missing of a sheet whose other members are read. */
void cercle_partner_weigh (CerclePartnerSheet *sheet, const char *today);
