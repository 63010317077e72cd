/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What follows from a mutation beyond the reach of who sent it: written by the server, in the same
 * transaction, through the same door as what desks send. */
#pragma once

#include "cercle-writer.h"

typedef struct
{
  CercleRecord *record; /* identity, scope, rev */
  CercleOp op;
  JsonObject *set;
  const char *rule;   /* its identity derives from this, the mutation and the record's */
  const char *twin;   /* see CercleWriter */
  const char *member; /* in whose name; NULL: nobody's */
} CercleInner;
/* The record whoever may read it; NULL in record when there is none. FALSE with error. */
gboolean cercle_inner_find (CercleWriter *writer, const CercleKind *kind, const char *id,
                            CercleRecord **record, GError **error);
/* Makes it, with all that is set in it; rule, member: see above. */
gboolean cercle_inner_create (CercleWriter *writer, CercleRecord *record, const char *rule,
                              const char *member, const char *field, GError **error);
/* With a coordinator's rights and every audience. What is refused there refuses the mutation as
 * well, naming field. */
gboolean cercle_inner_apply (CercleWriter *writer, const CercleInner *inner, const char *field,
                             GError **error);
