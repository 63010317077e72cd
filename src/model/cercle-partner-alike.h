/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Do two directories speak of one partner? Weights written down in a table, reasons in words. The
 * numbers of the State decide by themselves; anything else is only proposed, a person decides.
 * Pure. */
#pragma once

#include <glib.h>

typedef enum
{
  CERCLE_PARTNER_ALIKE_FINESS = 1 << 0,
  CERCLE_PARTNER_ALIKE_SIRET = 1 << 1,
  CERCLE_PARTNER_ALIKE_NAME = 1 << 2,  /* the same words, whatever their order */
  CERCLE_PARTNER_ALIKE_WORDS = 1 << 3, /* most of the words */
  CERCLE_PARTNER_ALIKE_PHONE = 1 << 4,
  CERCLE_PARTNER_ALIKE_MAIL = 1 << 5,
  CERCLE_PARTNER_ALIKE_COMMUNE = 1 << 6,
  CERCLE_PARTNER_UNLIKE_FINESS = 1 << 7, /* both known, and different: two sites */
  CERCLE_PARTNER_UNLIKE_COMMUNE = 1 << 8,
} CerclePartnerAlike;

/* Members may be NULL: not known. Phones as +33…, INSEE code. */
typedef struct
{
  const char *name, *finess, *siret, *phone, *mail, *commune;
} CerclePartnerTraits;

CerclePartnerAlike cercle_partner_alike (const CerclePartnerTraits *one,
                                         const CerclePartnerTraits *other);
/* 0 to 100 and more; the largest is the likeliest. */
int cercle_partner_alike_weight (CerclePartnerAlike alike);
/* The same FINESS number. */
gboolean cercle_partner_alike_is_same (CerclePartnerAlike alike);
/* Enough to be asked about. */
#define CERCLE_PARTNER_DOUBTFUL 50
/* (transfer full): equal for names that are ALIKE_NAME, to look one up; "" for nothing. */
char *cercle_partner_alike_key (const char *name);
/* (transfer full): what is alike, in words, NULL-terminated. */
GStrv cercle_partner_alike_reasons (CerclePartnerAlike alike);
