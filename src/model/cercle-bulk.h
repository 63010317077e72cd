/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* One change that somebody makes of many cases at once: what does it do to each of them? Pure. */
#pragma once

#include "cercle-record.h"

/* More than these are narrowed first: nobody looks at a thousand lines before acting on them. */
#define CERCLE_BULK_MOST 1000

typedef enum
{
  CERCLE_BULK_HAND_OVER, /* value: "member:…", "organisation:…"; step and promise stay */
  CERCLE_BULK_POSTPONE,  /* value: a day; holder and step stay. Never brings a promise forward */
  CERCLE_BULK_TAG,       /* value: a token of the list "tag" */
  CERCLE_BULK_UNTAG,
} CercleBulkSort;

typedef struct
{
  CercleBulkSort sort;
  const char *value;
} CercleBulk;

/* (transfer full) (nullable): what is to be saved: an event, or the case patched. NULL without error:
 * nothing to do, it is so already. NULL with CERCLE_RECORD_ERROR: a sentence why this case is not
 * changed. zone: the territory's time zone. */
CercleRecord *cercle_bulk_change (const CercleBulk *bulk, CercleRecord *kase, const char *zone,
                                  GError **error);
/* (transfer full) (nullable): the token of a tag made from its name: "Été 2020" is "ete_2020"; NULL when
 * nothing is left of it. */
char *cercle_bulk_tag_token (const char *name);
