/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What a member may write. Steps of the writer. */
#pragma once

#include "cercle-writer.h"

/* The mutation's scope, its kind there, and the role. */
gboolean cercle_rights_mutation (CercleWriter *writer);
/* Fields that say who did it: set where she left them open, refused where they name another. */
gboolean cercle_rights_author (CercleWriter *writer, CercleRecord *record, guint64 named);
/* Fields of an existing record: notes have one author, and some are the server's shell's. */
gboolean cercle_rights_fields (CercleWriter *writer, CercleRecord *current, guint64 named,
                               GError **error);
