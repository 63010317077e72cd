/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The kit of the community: reflex sheets and documents, each in versions. A version is never
 * changed: another one takes its place, and it is kept. Main thread. */
#pragma once

#include "cercle-session.h"

/* (transfer full): what is in force: reflex sheets first, then documents, by title. */
GPtrArray *cercle_session_get_kit (CercleSession *self);
/* (transfer full): what is no longer offered: the last version of each, by title. */
GPtrArray *cercle_session_get_withdrawn (CercleSession *self);
/* A document of the whole nation is not withdrawn by one community; the coordinator's own are. */
gboolean cercle_session_may_withdraw (CercleSession *self, CercleRecord *document);
/* (transfer full): from today it is no longer offered, nor are the versions before it, which would
 * come back in its place; all are kept. The second offers it again. */
CercleTx *cercle_session_withdraw_document (CercleSession *self, CercleRecord *document);
CercleTx *cercle_session_offer_document (CercleSession *self, CercleRecord *document);
gboolean cercle_session_is_withdrawn (CercleSession *self, CercleRecord *document);
/* (transfer full): the versions before this one, the last first. */
GPtrArray *cercle_session_get_versions (CercleSession *self, CercleRecord *document);
/* (transfer full): to be written and saved: issued today; of document the next version, with its
 * words to begin with. NULL: a document of its own. */
CercleRecord *cercle_session_new_version (CercleSession *self, CercleRecord *document);
