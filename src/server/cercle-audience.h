/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may read a record: the case of a child in care is protected, and all that belongs to it follows. */
#pragma once

#include "cercle-writer.h"

/* (transfer full): by its kind, its parent, its person, and who was let in by exception. NULL with error. */
char *cercle_audience_of (CercleStore *store, CercleRecord *record, GError **error);
/* Writes a new record with it, so that its author's desk is told to let go of what she may not read. */
gboolean cercle_audience_write_new (CercleWriter *writer, CercleRecord *record, GError **error);
/* Again, on a record about to be written, when its parent, or what sends a question, is among
 * differences. */
gboolean cercle_audience_again (CercleWriter *writer, CercleRecord *record, guint64 differences,
                                GError **error);
/* After any other record was written: the conflicts about it. */
gboolean cercle_audience_follow (CercleWriter *writer, CercleRecord *before, CercleRecord *after,
                                 GError **error);
/* After a case was written: its children, its person and hers, and those of the person it had.
 * before may be NULL. */
gboolean cercle_audience_follow_case (CercleWriter *writer, CercleRecord *before,
                                      CercleRecord *after, GError **error);
