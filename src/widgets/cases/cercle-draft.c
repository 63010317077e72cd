/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is no key lost between the finger and the change that is saved? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-draft.h"

#include "cercle-conflict.h"
#include "cercle-id.h"
#include "cercle-json.h"

#define MOST_BYTES (1024 * 1024)

struct _CercleDraft
{
  CercleSession *session;
  char *id, *sort, *of_id;
  CercleDraftContent content;
  gpointer owner;
  guint due;
};

CercleDraft *
cercle_draft_new (CercleSession *session, const char *id, const char *sort,
                  CercleDraftContent content, gpointer owner)
{
  CercleDraft *self = g_new0 (CercleDraft, 1);

  self->session = g_object_ref (session);
  self->id = g_strdup (id);
  self->sort = g_strdup (sort);
  self->content = content;
  self->owner = owner;
  return self;
}

void
cercle_draft_free (CercleDraft *self)
{
  cercle_draft_flush (self);
  g_clear_object (&self->session);
  g_free (self->id);
  g_free (self->sort);
  g_free (self->of_id);
  g_free (self);
}

void
cercle_draft_set_of (CercleDraft *self, const char *of_id)
{
  g_free (self->of_id);
  self->of_id = g_strdup (of_id);
}

const char *
cercle_draft_get_id (CercleDraft *self)
{
  return self->id;
}

static gboolean
due_cb (gpointer data)
{
  CercleDraft *self = data;
  g_autoptr (JsonObject) content = self->content (self->owner);
  g_autofree char *text = content != NULL ? cercle_json_print (content) : NULL;

  self->due = 0;
  cercle_session_draft (self->session, self->id, self->sort, self->of_id, text);
  return G_SOURCE_REMOVE;
}

void
cercle_draft_touch (CercleDraft *self)
{
  /* Not put off by the next key: who types without a pause would have no draft at all. */
  if (self->due == 0)
    self->due = g_timeout_add (CERCLE_DRAFT_MS, due_cb, self);
}

void
cercle_draft_flush (CercleDraft *self)
{
  if (self->due == 0)
    return;
  g_clear_handle_id (&self->due, g_source_remove);
  due_cb (self);
}

void
cercle_draft_end (CercleDraft *self, CercleTx *tx)
{
  g_clear_handle_id (&self->due, g_source_remove);
  if (tx != NULL)
    cercle_tx_drop_draft (tx, self->id);
  else
    cercle_session_draft (self->session, self->id, self->sort, self->of_id, NULL);
}

gboolean
cercle_draft_is_waiting (CercleDraft *self)
{
  return self->due != 0;
}

char *
cercle_draft_id (CercleSession *session, const char *sort, const char *of_id)
{
  return cercle_id_derive (cercle_session_get_scope (session), "draft", sort, of_id);
}

JsonObject *
cercle_draft_read (CercleSession *session, const char *sort, const char *id)
{
  g_autoptr (GPtrArray) drafts = cercle_session_get_drafts (session, sort);

  for (guint i = 0; i < drafts->len; i++)
    {
      CercleRecord *draft = g_ptr_array_index (drafts, i);
      const char *text = cercle_record_get_text (draft, CERCLE_DRAFT_CONTENT);

      if (text != NULL && g_strcmp0 (cercle_record_get_id (draft), id) == 0)
        return cercle_json_parse (text, -1, MOST_BYTES, NULL);
    }
  return NULL;
}
