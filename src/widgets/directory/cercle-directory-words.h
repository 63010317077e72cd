/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of a partner, in words. All (transfer full); "" when there is nothing to say. */
#pragma once

#include "cercle-partner.h"
#include "cercle-session.h"

/* The commune of its place. */
char *cercle_directory_town (const CerclePartnerLine *line);
/* "3 places", also where nobody told it lately. */
char *cercle_directory_places (CercleRecord *capacity);
/* "told 2 h ago by Mme Anquetil". */
char *cercle_directory_told (CercleRecord *capacity);
/* "3 places", "not told since 4 d", "never told": what may be shown of it. */
char *cercle_directory_capacity (const CerclePartnerLine *line);
/* "yes on 16 Jun", "no on 18 Jun", "never asked". */
char *cercle_directory_answer (const CerclePartnerLine *line, int today);
/* Of a document of the kit: "Version 2, 22 November 2026". */
char *cercle_directory_version (CercleRecord *document);
/* For good: not for some days. */
gboolean cercle_directory_has_closed (const CerclePartnerLine *line);
/* "Closed for good on 31 May 2020". */
char *cercle_directory_closed_for_good (CercleRecord *organisation);
/* It refused after its last yes. */
gboolean cercle_directory_refused_last (const CerclePartnerLine *line);
/* "9 times out of 10, within 2 days (median)". */
char *cercle_directory_evidence (const CerclePartnerEvidence *evidence);
/* What one has to know before asking: closed, why it refused, its condition, its ages. */
char *cercle_directory_to_know (CercleSession *session, const CerclePartnerLine *line);
/* "from 6 to 12 years". */
char *cercle_directory_ages (CercleRecord *service);
/* "Closed until 28 June 2020." */
char *cercle_directory_closed (CercleRecord *closure);

/* What people say for several half-days, in the order of the week; the tokens of each as a set has
 * them. Ends with NULL. */
extern const CercleChoice cercle_directory_spans[];
/* Half-days as people say them: { "week-end", "Wednesday, morning" }. */
GStrv cercle_directory_when (const char *tokens);
/* "since 1 June 2020", "from 1 June 2020 to 3 July 2020": the time of a referent, or of a person.
 */
char *cercle_directory_term (CercleRecord *contact);
/* The first and the last name; "" where there is none. */
char *cercle_directory_contact_name (CercleRecord *contact);
/* Her time was over before this day. */
gboolean cercle_directory_has_left (CercleRecord *contact, const char *today);
