/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A question is answered on a desk that does not hold the case it comes from (F94; S1: national
 * referents, who read no case; a coordinator, of a child in care): the server tells the case, as a
 * desk that holds it would. */
#pragma once

#include "cercle-writer.h"

/* After a record was changed; before as it was. */
gboolean cercle_answered_follow (CercleWriter *writer, CercleRecord *before, CercleRecord *after,
                                 GError **error);
/* After a new record was written: an article that takes the place of one before is told to the open
 * cases on which that was used, in the story of each. */
gboolean cercle_answered_again (CercleWriter *writer, CercleRecord *record, GError **error);
