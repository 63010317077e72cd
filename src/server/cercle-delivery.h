/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A case handed from one community of this server to another: what arrives there, and the answer that comes
 * back. Written by the server itself, within the transaction of the mutation, through the same door as
 * what desks send. */
#pragma once

#include "cercle-writer.h"

/* Before a new transfer is written: is its community here, and which record is its twin? */
gboolean cercle_delivery_prepare (CercleWriter *writer, CercleRecord *transfer, GError **error);
/* Before a new case is written: until it is accepted, who sent it holds it. Nothing to do with a case
 * that the server does not deliver. */
void cercle_delivery_hold (CercleWriter *writer, CercleRecord *kase);
/* After a record was written (before NULL: it is new; after deleted: it went). */
gboolean cercle_delivery_follow (CercleWriter *writer, CercleRecord *before, CercleRecord *after,
                                 GError **error);
