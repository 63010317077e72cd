/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What was written of one meeting, and who is named in it? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-meeting-file.h"

#include "cercle-masked-words-private.h"
#include "cercle-query.h"

void
cercle_meeting_file_free (CercleMeetingFile *self)
{
  g_clear_object (&self->meeting);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->attendees, g_ptr_array_unref);
  g_clear_pointer (&self->decisions, g_ptr_array_unref);
  g_clear_pointer (&self->corrections, g_ptr_array_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_free (self);
}

static GPtrArray *
find_of (CercleStore *store, CercleRecord *meeting, const CercleKind *kind, guint field, int sort,
         GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (kind);

  cercle_query_where (query, field, CERCLE_IS, cercle_record_get_id (meeting));
  if (sort >= 0)
    cercle_query_sort (query, -1, (guint) sort, FALSE);
  return cercle_store_find (store, query, error);
}

static gboolean
read_items (CercleMeetingFile *self, CercleStore *store, const CercleAgendaFrame *frame,
            GError **error)
{
  g_autoptr (CercleAgendaList) list = cercle_agenda_compose (store, self->meeting, frame, error);

  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; list != NULL && i < list->lines->len; i++)
    {
      const CercleAgendaLine *line = list->lines->pdata[i];
      g_ptr_array_add (self->items, g_object_ref (line->item));
    }
  return list != NULL;
}

CercleMeetingFile *
cercle_meeting_file_read (CercleStore *store, CercleRecord *meeting, const CercleAgendaFrame *frame,
                          GError **error)
{
  g_autoptr (CercleMeetingFile) self = g_new0 (CercleMeetingFile, 1);

  self->meeting =
      cercle_store_get (store, &cercle_meeting_kind, cercle_record_get_id (meeting), NULL);
  if (self->meeting == NULL)
    self->meeting = g_object_ref (meeting);
  if (!read_items (self, store, frame, error))
    return NULL;
  self->attendees = find_of (store, meeting, &cercle_attendee_kind, CERCLE_ATTENDEE_MEETING,
                             CERCLE_ATTENDEE_PARTY, error);
  if (self->attendees != NULL)
    self->decisions = find_of (store, meeting, &cercle_decision_kind, CERCLE_DECISION_MEETING,
                               CERCLE_DECISION_DUE_ON, error);
  if (self->decisions != NULL)
    self->corrections = find_of (store, meeting, &cercle_correction_kind, CERCLE_CORRECTION_MEETING,
                                 CERCLE_CORRECTION_MADE_AT, error);
  if (self->corrections != NULL)
    self->notes =
        find_of (store, meeting, &cercle_meeting_note_kind, CERCLE_MEETING_NOTE_MEETING, -1, error);
  return self->notes != NULL ? g_steal_pointer (&self) : NULL;
}

/* --- Names ------------------------------------------------------------------------------------ */

static void
add_texts (GHashTable *words, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      const CercleKind *kind = cercle_record_get_kind (records->pdata[i]);

      for (guint field = 0; field < kind->n_fields; field++)
        if (kind->fields[field].type == CERCLE_TEXT)
          cercle_masked_words_add (words, cercle_record_get_text (records->pdata[i], field));
    }
}

GHashTable *
cercle_meeting_file_words (const CercleMeetingFile *self)
{
  GHashTable *words = cercle_masked_words_new ();
  g_autoptr (GPtrArray) meeting = g_ptr_array_new ();

  g_ptr_array_add (meeting, self->meeting);
  add_texts (words, meeting);
  add_texts (words, self->items);
  add_texts (words, self->decisions);
  add_texts (words, self->corrections);
  return words;
}
