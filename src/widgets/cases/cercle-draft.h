/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is being typed, on the disk at most 150 ms after a key and at once when asked. */
#pragma once

#include <json-glib/json-glib.h>

#include "cercle-session.h"

/* The rest of the 150 ms is for the key to reach the field, and the words the disk. */
#define CERCLE_DRAFT_MS 60

typedef struct _CercleDraft CercleDraft;

/* (transfer full): what stands in the form now; NULL: nothing worth keeping, the draft goes. */
typedef JsonObject *(*CercleDraftContent) (gpointer owner);

/* id: its identity; see cercle_draft_id(). of_id (nullable): what it is about. owner must outlive
 * it. */
CercleDraft *cercle_draft_new (CercleSession *session, const char *id, const char *sort,
                               CercleDraftContent content, gpointer owner);
/* Writes what waits, then forgets. */
void cercle_draft_free (CercleDraft *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleDraft, cercle_draft_free)
void cercle_draft_set_of (CercleDraft *self, const char *of_id);
const char *cercle_draft_get_id (CercleDraft *self);
/* A key was pressed. */
void cercle_draft_touch (CercleDraft *self);
/* The field or the page is left. */
void cercle_draft_flush (CercleDraft *self);
/* The form was saved, or given up: the draft ends. tx (nullable): with this action. */
void cercle_draft_end (CercleDraft *self, CercleTx *tx);
/* TRUE while keys are not on the disk yet. */
gboolean cercle_draft_is_waiting (CercleDraft *self);

/* (transfer full): the identity of the one draft of this sort about this record. */
char *cercle_draft_id (CercleSession *session, const char *sort, const char *of_id);
/* (transfer full) (nullable): what a draft holds. */
JsonObject *cercle_draft_read (CercleSession *session, const char *sort, const char *id);
