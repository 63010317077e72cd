/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the directory share. */
#pragma once

#include "cercle-partner.h"
#include "cercle-query.h"

/* What a line is read with. */
typedef struct
{
  GHashTable *services; /* identity of an organisation → the service that answers; NULL: none */
  gint64 now;
  const char *today; /* or the day for which one asks */
} CerclePartnerKnowing;
/* Adds a CerclePartnerLine for each of organisations, in their order: evidence, place, capacity and
 * closure are read. FALSE with error; lines may then have some. */
gboolean cercle_partner_lines_read (CercleStore *store, GPtrArray *organisations,
                                    const CerclePartnerKnowing *knowing, GPtrArray *lines,
                                    GError **error);
/* The same of one. Takes organisation. NULL with error. */
CerclePartnerLine *cercle_partner_line_new (CercleStore *store, CercleRecord *organisation,
                                            gint64 now, const char *today, GError **error);
/* (transfer full): the last n that were told, the newest first. NULL with error. */
GPtrArray *cercle_partner_capacities (CercleStore *store, const char *id, guint n, GError **error);
/* (transfer full): records of kind whose REF field is id. NULL with error. */
GPtrArray *cercle_partner_parts (CercleStore *store, const CercleKind *kind, guint field,
                                 const char *id, GError **error);
/* What requests say. The evidence is cleared first. */
void cercle_partner_evidence_of (CerclePartnerEvidence *evidence, GPtrArray *requests);
/* (transfer full): codes, each once. */
GPtrArray *cercle_partner_proposals (CercleRecord *organisation, GPtrArray *requests,
                                     const char *today);
/* (transfer full): CerclePartnerRefusal. */
GArray *cercle_partner_refusals (GPtrArray *requests);
/* Fills complete and missing of a sheet whose other members are read. */
void cercle_partner_weigh (CerclePartnerSheet *sheet, const char *today);
