/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The kit of the community: reflex sheets and documents, each in versions. A version is never
 * changed: another one takes its place, and it is kept. Main thread. */
#pragma once

#include "cercle-session.h"

/* (transfer full): what is in force: reflex sheets first, then documents, by title. */
GPtrArray *cercle_session_get_kit (CercleSession *self);
/* (transfer full): the versions before this one, the last first. */
GPtrArray *cercle_session_get_versions (CercleSession *self, CercleRecord *document);
/* (transfer full): to be written and saved: issued today; of document the next version, with its
 * words to begin with. NULL: a document of its own. */
CercleRecord *cercle_session_new_version (CercleSession *self, CercleRecord *document);
