/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which names of this desk stand in a text? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-masked-words-private.h"

#include "cercle-call.h"
#include "cercle-community.h"
#include "cercle-meeting.h"
#include "cercle-organisation.h"
#include "cercle-person.h"
#include "cercle-query.h"
#include "cercle-session-private.h"
#include "cercle-text.h"

#define NO_FIELD G_MAXUINT
/* Records whose names one visit to the store thread reads. */
#define PAGE 200

/* Whoever is known on this desk by a name. A caller says it in words of her own. */
static const struct
{
  const CercleKind *kind;
  guint first, last, said;
  CercleNamesOf of;
} names[] = {
  { &cercle_person_kind, CERCLE_PERSON_FIRST_NAME, CERCLE_PERSON_LAST_NAME, NO_FIELD,
    CERCLE_NAMES_OF_CASES },
  { &cercle_relative_kind, CERCLE_RELATIVE_FIRST_NAME, CERCLE_RELATIVE_LAST_NAME, NO_FIELD,
    CERCLE_NAMES_OF_CASES },
  { &cercle_member_kind, CERCLE_MEMBER_FIRST_NAME, CERCLE_MEMBER_LAST_NAME, NO_FIELD,
    CERCLE_NAMES_OF_ALL },
  { &cercle_contact_kind, CERCLE_CONTACT_FIRST_NAME, CERCLE_CONTACT_LAST_NAME, NO_FIELD,
    CERCLE_NAMES_OF_ALL },
  { &cercle_attendee_kind, NO_FIELD, CERCLE_ATTENDEE_NAME, NO_FIELD, CERCLE_NAMES_OF_ALL },
  { &cercle_call_kind, NO_FIELD, NO_FIELD, CERCLE_CALL_CALLER, CERCLE_NAMES_OF_CASES },
};

GHashTable *
cercle_masked_words_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
cercle_masked_words_add (GHashTable *words, const char *text)
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

/* --- The names -------------------------------------------------------------------------------- */

/* (transfer full): of name, what begins with a capital and is also among words; "" for none. Each
 * is looked for once. */
static char *
common (GHashTable *words, const char *name, gboolean capitals)
{
  g_autofree char *whole = capitals ? g_utf8_strup (name, -1) : g_strdup (name);
  g_auto (GStrv) parts = g_regex_split_simple ("[\\s\\-'’.,()]+", whole, 0, 0);
  GString *found = g_string_new (NULL);

  for (guint i = 0; parts != NULL && parts[i] != NULL; i++)
    {
      g_autofree char *folded = cercle_text_fold (parts[i]);

      if (g_unichar_isupper (g_utf8_get_char (parts[i])) && g_hash_table_remove (words, folded))
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

/* While the names of the desk are looked for in what was typed. */
typedef struct
{
  GHashTable *words;
  CercleMasking *masking;
  guint which, first;
  GArray *keys;
} Looking;

static gboolean
select_names_job (CercleStore *store, gpointer data, GError **error)
{
  Looking *looking = data;
  g_autoptr (CercleQuery) query = cercle_query_new (names[looking->which].kind);

  looking->keys = cercle_store_select (store, query, error);
  return looking->keys != NULL;
}

static gboolean
mask_page_job (CercleStore *store, gpointer data, GError **error)
{
  Looking *looking = data;
  guint n = MIN (PAGE, looking->keys->len - looking->first);
  g_autoptr (GPtrArray) page =
      cercle_store_get_page (store, names[looking->which].kind,
                             &g_array_index (looking->keys, gint64, looking->first), n, error);

  for (guint i = 0; page != NULL && i < page->len; i++)
    if (page->pdata[i] != NULL)
      {
        mask (looking->masking, looking->words, page->pdata[i], names[looking->which].first, TRUE);
        mask (looking->masking, looking->words, page->pdata[i], names[looking->which].last, TRUE);
        mask (looking->masking, looking->words, page->pdata[i], names[looking->which].said, FALSE);
      }
  return page != NULL;
}

gboolean
cercle_masked_words_find (CercleStoreThread *thread, CercleNamesOf of, GHashTable *words,
                          CercleMasking *masking, GError **error)
{
  Looking looking = { .words = words, .masking = masking };
  gboolean good = TRUE;

  for (looking.which = 0; good && looking.which < G_N_ELEMENTS (names); looking.which++)
    {
      if (names[looking.which].of > of)
        continue;
      good = cercle_store_thread_run (thread, CERCLE_TURN_READ, select_names_job, &looking, error);
      for (looking.first = 0; good && looking.first < looking.keys->len; looking.first += PAGE)
        good = cercle_store_thread_run (thread, CERCLE_TURN_READ, mask_page_job, &looking, error);
      g_clear_pointer (&looking.keys, g_array_unref);
    }
  return good;
}

/* --- Texts ------------------------------------------------------------------------------------ */

typedef struct
{
  CercleStoreThread *thread;
  GPtrArray *texts;
} Masking;

static void
masking_free (gpointer data)
{
  Masking *self = data;

  cercle_store_thread_unref (self->thread);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_free (self);
}

static void
mask_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Masking *self = data;
  g_autoptr (GHashTable) words = cercle_masked_words_new ();
  g_autoptr (CercleMasking) masking = cercle_masking_new ();
  GError *error = NULL;

  for (guint i = 0; i < self->texts->len; i++)
    cercle_masked_words_add (words, self->texts->pdata[i]);
  cercle_masking_add_contacts (masking);
  if (!cercle_masked_words_find (self->thread, CERCLE_NAMES_OF_CASES, words, masking, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < self->texts->len; i++)
    {
      g_autofree char *text = self->texts->pdata[i];
      self->texts->pdata[i] = text != NULL ? cercle_masking_apply (masking, text) : NULL;
    }
  g_task_return_boolean (task, TRUE);
}

void
cercle_session_mask_async (CercleSession *self, const char *const *texts, guint n,
                           GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  Masking *masking;

  g_task_set_source_tag (task, cercle_session_mask_async);
  if (self->store_thread == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, "closed");
      g_object_unref (task);
      return;
    }
  masking = g_new0 (Masking, 1);
  masking->thread = cercle_store_thread_ref (self->store_thread);
  masking->texts = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (masking->texts, g_strdup (texts[i]));
  g_task_set_task_data (task, masking, masking_free);
  g_task_run_in_thread (task, mask_thread);
  g_object_unref (task);
}

GPtrArray *
cercle_session_mask_finish (CercleSession *self, GAsyncResult *result, GError **error)
{
  Masking *masking = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  return g_steal_pointer (&masking->texts);
}
