/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What partners of each kind can do, and what they said of it lately. Nothing is drawn from the
 * world's chance here, so that the rest of a sample does not depend on it. */
#pragma once

#include "cercle-sample-world.h"

void cercle_sample_offer_organisation (CercleSampleWorld *world, const CercleSampleOrg *org,
                                       CercleSampleOp *op);
void cercle_sample_offer_service (const CercleSampleOrg *org, CercleSampleOp *op);
/* Capacities, closures and messages. contact: "Odile Tanquerel, référente, mdph", or NULL. */
void cercle_sample_offer_told (CercleSampleWorld *world, const CercleSampleOrg *org,
                               const char *contact);
