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
/* With a coordinator's rights and every audience. What is refused there refuses the mutation as
 * well, naming field. */
gboolean cercle_inner_apply (CercleWriter *writer, const CercleInner *inner, const char *field,
                             GError **error);
