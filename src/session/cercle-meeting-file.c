/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What was written of one meeting, and who is named in it? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-meeting-file.h"

#include "cercle-call.h"
#include "cercle-community.h"
#include "cercle-organisation.h"
#include "cercle-person.h"
#include "cercle-query.h"
#include "cercle-text.h"

#define NO_FIELD G_MAXUINT

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
add_words (GHashTable *words, const char *text)
{
  g_autofree char *folded = cercle_text_fold (text != NULL ? text : "");
  const char *from = NULL;

  for (const char *at = folded;; at = g_utf8_next_char (at))
    {
      gboolean inside = *at != '\0' && g_unichar_isalnum (g_utf8_get_char (at));

      if (inside && from == NULL)
        from = at;
      if (!inside && from != NULL)
        {
          g_hash_table_add (words, g_strndup (from, (gsize) (at - from)));
          from = NULL;
        }
      if (*at == '\0')
        return;
    }
}

static void
add_texts (GHashTable *words, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      const CercleKind *kind = cercle_record_get_kind (records->pdata[i]);

      for (guint field = 0; field < kind->n_fields; field++)
        if (kind->fields[field].type == CERCLE_TEXT)
          add_words (words, cercle_record_get_text (records->pdata[i], field));
    }
}

GHashTable *
cercle_meeting_file_words (const CercleMeetingFile *self)
{
  GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) meeting = g_ptr_array_new ();

  g_ptr_array_add (meeting, self->meeting);
  add_texts (words, meeting);
  add_texts (words, self->items);
  add_texts (words, self->decisions);
  add_texts (words, self->corrections);
  return words;
}

/* Whoever is known on this desk by a name. A caller says it in words of her own. */
static const struct
{
  const CercleKind *kind;
  guint first, last, said;
} names[] = {
  { &cercle_person_kind, CERCLE_PERSON_FIRST_NAME, CERCLE_PERSON_LAST_NAME, NO_FIELD },
  { &cercle_relative_kind, CERCLE_RELATIVE_FIRST_NAME, CERCLE_RELATIVE_LAST_NAME, NO_FIELD },
  { &cercle_member_kind, CERCLE_MEMBER_FIRST_NAME, CERCLE_MEMBER_LAST_NAME, NO_FIELD },
  { &cercle_contact_kind, CERCLE_CONTACT_FIRST_NAME, CERCLE_CONTACT_LAST_NAME, NO_FIELD },
  { &cercle_call_kind, NO_FIELD, NO_FIELD, CERCLE_CALL_CALLER },
  { &cercle_attendee_kind, NO_FIELD, CERCLE_ATTENDEE_NAME, NO_FIELD },
};
const guint cercle_meeting_n_names = G_N_ELEMENTS (names);

GArray *
cercle_meeting_names_select (CercleStore *store, guint which, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (names[which].kind);
  return cercle_store_select (store, query, error);
}

/* (transfer full): of name, what is also among words; "" for none. Each is looked for once. */
static char *
common (GHashTable *words, const char *name, gboolean capitals)
{
  g_autofree char *whole = capitals ? g_utf8_strup (name, -1) : g_strdup (name);
  g_auto (GStrv) parts = g_regex_split_simple ("[\\s\\-'’.,()]+", whole, 0, 0);
  GString *found = g_string_new (NULL);

  for (guint i = 0; parts != NULL && parts[i] != NULL; i++)
    {
      g_autofree char *folded = cercle_text_fold (parts[i]);
      if (*folded != '\0' && g_hash_table_remove (words, folded))
        g_string_append_printf (found, " %s", parts[i]);
    }
  return g_string_free (found, FALSE);
}

/* As a word that begins with a capital: "Petit" is a name, "petit" is not. */
static void
mask (CercleMasking *masking, GHashTable *words, CercleRecord *record, guint field,
      gboolean capitals)
{
  const char *name = field != NO_FIELD ? cercle_record_get_text (record, field) : NULL;
  g_autofree char *found = name != NULL ? common (words, name, capitals) : NULL;

  if (found != NULL && *found != '\0')
    cercle_masking_add_words (masking, found);
}

gboolean
cercle_meeting_names_mask (CercleStore *store, guint which, const gint64 *keys, guint n,
                           GHashTable *words, CercleMasking *masking, GError **error)
{
  g_autoptr (GPtrArray) page = cercle_store_get_page (store, names[which].kind, keys, n, error);

  for (guint i = 0; page != NULL && i < page->len; i++)
    if (page->pdata[i] != NULL)
      {
        mask (masking, words, page->pdata[i], names[which].first, TRUE);
        mask (masking, words, page->pdata[i], names[which].last, TRUE);
        mask (masking, words, page->pdata[i], names[which].said, FALSE);
      }
  return page != NULL;
}
