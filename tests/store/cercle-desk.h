/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A desk and what a server would say to it, in few words. */
#pragma once

#include "cercle-journal.h"
#include "cercle-store-fixture.h"

/* Saves one record; (transfer full): the undo, or NULL. */
CercleTx *save (CercleStore *store, CercleRecord *record);
void save_all (CercleStore *store, ...) G_GNUC_NULL_TERMINATED;
/* The server's answer to everything that waits; seq counts on from *seq. */
void answer_all (CercleStore *store, CercleOutcomeStatus status, const char *problem, gint64 *seq);
/* One line of the feed, cursor at seq. rev: of the record told. */
void tell_put (CercleStore *store, CercleRecord *record, gint64 rev, gint64 seq);
void tell (CercleStore *store, CercleFeedOp op, CercleRecord *record, gint64 seq);
guint count_waiting (CercleStore *store);
guint count_refused (CercleStore *store);
/* Everything shown and kept, as text: two files with the same are the same. */
char *digest (CercleStore *store);
