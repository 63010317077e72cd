/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The full text of a desk. A document is one record with searched fields; its subject is whom it is
 * about: the person, else the case, the organisation, the record itself. The documents of a subject have
 * neighbouring numbers, so that words met in different records of one person are found together.
 * Private to the room. */
#pragma once

#include "cercle-store.h"

/* After the row was written: its document follows, or is put off. */
gboolean cercle_search_put (CercleStore *store, CercleRecord *record, GError **error);
gboolean cercle_search_remove (CercleStore *store, const CercleKind *kind, const char *id,
                               GError **error);
/* Number of the subject beside whose documents a new one would stand; the greatest for a new subject.
 * FTS5 writes many documents quickly in the order of their numbers only. */
gint64 cercle_search_neighbour (CercleStore *store, CercleRecord *record);
/* TRUE while documents are missing. */
gboolean cercle_search_has_gap (CercleStore *store);
/* TRUE when a search of this kind finds subjects, FALSE when it finds documents of the kind. */
gboolean cercle_search_by_subject (const CercleKind *kind);
/* (transfer full): JSON array of numbers: for a kind by subject those of the subjects that have every
 * word, else those of the documents of the kind that have every word. Newest first, at most 5 000. */
char *cercle_search_find (CercleStore *store, const CercleKind *kind, const char *text,
                          GError **error);
