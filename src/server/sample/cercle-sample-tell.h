/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What fills the plan of a world, in any order of time. */
#pragma once

#include "cercle-sample-world.h"

/* cercle-sample-directory.c: the partners, and what was learnt of them since. */
void cercle_sample_tell_directory (CercleSampleWorld *world);
/* cercle-sample-launch.c: how both got ready, and which has started. */
void cercle_sample_tell_launches (CercleSampleWorld *world);
/* The communities' own fields, and their members'. */
void cercle_sample_tell_team (CercleSampleWorld *world);
/* cercle-sample-cases.c: the people of the mock-ups, the drawn ones, contacts without a case. */
gboolean cercle_sample_tell_cases (CercleSampleWorld *world, GError **error);
