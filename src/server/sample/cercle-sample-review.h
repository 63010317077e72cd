/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The review with the MDPH of the working day before: its list as the rules brought it, what was
 * decided, and what was not. */
#pragma once

#include "cercle-sample-world.h"
#include "cercle-store.h"

/* When it is held. */
gint64 cercle_sample_review_at (CercleSampleWorld *world);
/* (transfer full): CercleMutation of the coordinator, member: position in the team (out). ids: of
 * the slots. NULL with error. */
GPtrArray *cercle_sample_review (CercleSampleWorld *world, CercleStore *store, char **ids,
                                 guint *member, GError **error);
