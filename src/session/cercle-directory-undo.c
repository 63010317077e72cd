/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What of an import can be taken back, and what stays, because somebody has worked with it since?
 */
#define G_LOG_DOMAIN "cercle-session"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-conflict.h"
#include "cercle-directory-import-private.h"
#include "cercle-directory.h"
#include "cercle-instant.h"
#include "cercle-json.h"
#include "cercle-macros.h"
#include "cercle-organisation.h"

#define TRACE_BYTES (1024 * 1024)

/* What the sources are known to have said comes last: it depends on what is left. */
typedef enum
{
  PASS_WEIGH,
  PASS_RECORDS,
  PASS_SOURCES,
  N_PASSES
} Pass;

typedef struct
{
  CercleDirectoryGround ground;
  char *id;          /* of the import */
  GArray *keys;      /* of its traces, in the order in which they were written */
  GPtrArray *drafts; /* identities of those that were read */
  GHashTable *named; /* identity → how many records name it */
  GHashTable *made;  /* identities that the import made */
  GHashTable *stays; /* of these: somebody has changed them, or they are in use */
  GHashTable *taken; /* organisations of which something was taken back */
  const CercleKind *kind;
  guint field, at;
  Pass pass;
  guint edited, in_use, values;

  CercleTx *tx; /* to be asked again */
  CercleDirectoryProgress *progress;
  guint attempt;
} Work;

typedef struct
{
  Work *work;
  CercleStore *store;
  CercleTx *tx;
} Visit;

static void
work_free (gpointer data)
{
  Work *work = data;

  cercle_directory_ground_clear (&work->ground);
  g_free (work->id);
  g_clear_pointer (&work->keys, g_array_unref);
  g_ptr_array_unref (work->drafts);
  g_hash_table_unref (work->named);
  g_hash_table_unref (work->made);
  g_hash_table_unref (work->stays);
  g_hash_table_unref (work->taken);
  g_clear_pointer (&work->tx, cercle_tx_free);
  cercle_directory_progress_unref (work->progress);
  g_free (work);
}

void
cercle_directory_tell (CercleSession *session)
{
  static const CercleKind *const kinds[] = { &cercle_organisation_kind, &cercle_place_kind,
                                             &cercle_service_kind,      &cercle_contact_kind,
                                             &cercle_source_kind,       &cercle_import_kind };
  guint64 changed = 0;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    changed |= cercle_session_kind_bit (kinds[i]);
  cercle_session_emit_changed (session, changed);
  cercle_session_refresh (session);
  if (session->sync_thread != NULL)
    cercle_sync_thread_wake (session->sync_thread, FALSE);
}

/* --- Who names what
 * --------------------------------------------------------------------------------- */

static const char *
identity_of (const char *reference)
{
  const char *colon = reference != NULL ? strchr (reference, ':') : NULL;

  return colon != NULL ? colon + 1 : reference;
}

static void
count_naming (Work *work, const char *reference, int n)
{
  const char *id = identity_of (reference);
  int known = GPOINTER_TO_INT (g_hash_table_lookup (work->named, id));

  g_hash_table_replace (work->named, g_strdup (id), GINT_TO_POINTER (known + n));
}

/* Sources only tell where a sheet came from. */
static gboolean
names_sheets (const CercleKind *kind, guint field)
{
  static const char *const sheets[] = { "organisation", "place", "service", "contact", NULL };
  const CercleField *line = &kind->fields[field];
  g_auto (GStrv) targets = NULL;

  if (line->type != CERCLE_REF || kind == &cercle_source_kind || kind->reach == CERCLE_UPWARD)
    return FALSE;
  targets = g_strsplit (line->targets, " ", -1);
  for (guint i = 0; targets[i] != NULL; i++)
    if (g_strv_contains (sheets, targets[i]))
      return TRUE;
  return FALSE;
}

static gboolean
naming_job (CercleStore *store, gpointer data, GError **error)
{
  Work *work = data;
  const CercleTallyFields fields = { work->field, work->field, work->field };
  g_autoptr (CercleQuery) query = cercle_query_new (work->kind);
  g_autoptr (GPtrArray) tallies = cercle_store_tally (store, query, &fields, error);

  for (guint i = 0; tallies != NULL && i < tallies->len; i++)
    {
      const CercleTally *tally = g_ptr_array_index (tallies, i);

      if (tally->value != NULL)
        count_naming (work, tally->value, (int) tally->n);
    }
  return tallies != NULL;
}

static gboolean
read_naming (Work *work, GError **error)
{
  for (const CercleKind *const *kind = cercle_kinds (); *kind != NULL; kind++)
    for (guint i = 0; i < (*kind)->n_fields; i++)
      {
        work->kind = *kind;
        work->field = i;
        if (names_sheets (*kind, i) &&
            !cercle_store_thread_run (work->ground.thread, CERCLE_TURN_READ, naming_job, work,
                                      error))
          return FALSE;
      }
  return TRUE;
}

/* --- One record
 * ------------------------------------------------------------------------------------- */

static gboolean
is_as_written (CercleRecord *row, JsonObject *set)
{
  guint64 own = ~cercle_kind_mask (cercle_record_get_kind (row), CERCLE_DERIVED);
  g_autoptr (JsonObject) object = cercle_record_to_json (row, own, FALSE);
  g_autofree char *now = cercle_json_print (object);
  g_autofree char *written = cercle_json_print (set);

  return g_str_equal (now, written);
}

/* A sheet is an organisation with its places and people. */
static void
note_taken (Work *work, CercleRecord *row)
{
  const CercleKind *kind = cercle_record_get_kind (row);
  int owner = cercle_kind_field (kind, "organisation");
  const char *id = kind == &cercle_organisation_kind ? cercle_record_get_id (row)
                   : owner >= 0                      ? cercle_record_get_text (row, (guint) owner)
                                                     : NULL;

  if (id != NULL)
    g_hash_table_add (work->taken, g_strdup (id));
}

static void
let_go_of (Work *work, CercleRecord *row)
{
  const CercleKind *kind = cercle_record_get_kind (row);

  for (guint i = 0; i < kind->n_fields; i++)
    if (names_sheets (kind, i) && cercle_record_is_set (row, i))
      count_naming (work, cercle_record_get_text (row, i), -1);
}

/* A part of a sheet is no reason to keep the sheet, unless somebody has changed it. */
static void
weigh (Work *work, CercleRecord *row, JsonObject *set)
{
  const char *id = cercle_record_get_id (row);

  g_hash_table_add (work->made, g_strdup (id));
  if (!is_as_written (row, set))
    g_hash_table_add (work->stays, g_strdup (id));
  else if (cercle_record_get_kind (row) != &cercle_organisation_kind)
    let_go_of (work, row);
}

static gboolean
is_kept (Work *work, const char *id)
{
  return g_hash_table_contains (work->stays, id) ||
         GPOINTER_TO_INT (g_hash_table_lookup (work->named, id)) > 0;
}

/* What stays, stays whole: with its places and people. */
static gboolean
is_part_of_kept (Work *work, CercleRecord *row)
{
  int owner = cercle_kind_field (cercle_record_get_kind (row), "organisation");
  const char *id = owner >= 0 ? cercle_record_get_text (row, (guint) owner) : NULL;

  return id != NULL && g_hash_table_contains (work->made, id) && is_kept (work, id);
}

static void
take_back_made (Visit *visit, CercleRecord *row)
{
  Work *work = visit->work;
  const char *id = cercle_record_get_id (row);

  if (is_kept (work, id))
    {
      gboolean edited = g_hash_table_contains (work->stays, id);

      work->edited += edited;
      work->in_use += !edited;
      g_hash_table_add (work->stays, g_strdup (id));
    }
  else if (is_part_of_kept (work, row))
    g_hash_table_add (work->stays, g_strdup (id));
  else
    {
      cercle_tx_delete (visit->tx, row);
      note_taken (work, row);
      if (cercle_record_get_kind (row) == &cercle_organisation_kind)
        let_go_of (work, row);
    }
}

/* Field by field: what somebody said since stays. */
static gboolean
take_back_values (Visit *visit, CercleRecord *row, JsonObject *was, JsonObject *set, GError **error)
{
  const CercleKind *kind = cercle_record_get_kind (row);
  g_autoptr (CercleRecord) back = cercle_record_copy (row);

  for (guint i = 0; i < kind->n_fields; i++)
    {
      JsonNode *before = json_object_get_member (was, kind->fields[i].name);
      JsonNode *after = json_object_get_member (set, kind->fields[i].name);
      g_autofree char *now = NULL, *old = NULL, *written = NULL;

      if (before == NULL || after == NULL)
        continue;
      now = cercle_record_value_json (row, i);
      old = cercle_json_print_node (before);
      written = cercle_json_print_node (after);
      if (g_str_equal (now, written) && !cercle_record_set_value_json (back, i, old, error))
        return FALSE;
      visit->work->values +=
          kind != &cercle_source_kind && !g_str_equal (now, written) && !g_str_equal (now, old);
    }
  if (cercle_record_get_changed (back) == 0)
    return TRUE;
  cercle_tx_save (visit->tx, back);
  note_taken (visit->work, row);
  return TRUE;
}

/* Its identity is made by a rule and never comes back once it is deleted: it says nothing any more
 * instead. */
static void
silence (Visit *visit, CercleRecord *source)
{
  g_autoptr (CercleRecord) back = NULL;

  if (g_hash_table_contains (visit->work->stays,
                             identity_of (cercle_record_get_text (source, CERCLE_SOURCE_ABOUT))) ||
      g_strcmp0 (cercle_record_get_text (source, CERCLE_SOURCE_IMPORT), visit->work->id) != 0)
    return;
  back = cercle_record_copy (source);
  cercle_record_unset (back, CERCLE_SOURCE_SAID);
  cercle_record_unset (back, CERCLE_SOURCE_STATED_ON);
  cercle_tx_save (visit->tx, back);
}

static gboolean
take_back (Visit *visit, JsonObject *entry, GError **error)
{
  const char *name = NULL, *id = NULL;
  JsonObject *was = NULL, *set = NULL;
  const CercleKind *kind = NULL;
  g_autoptr (CercleRecord) row = NULL;
  g_autoptr (GError) local = NULL;

  if (!cercle_json_text (entry, "kind", &name, error) ||
      !cercle_json_text (entry, "id", &id, error) ||
      !cercle_json_object_opt (entry, "was", &was, error) ||
      !cercle_json_object (entry, "set", &set, error))
    return FALSE;
  kind = cercle_kind_find (name);
  if (kind == NULL || (kind == &cercle_source_kind) != (visit->work->pass == PASS_SOURCES))
    return TRUE;
  row = cercle_store_get (visit->store, kind, id, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (row == NULL || cercle_record_envelope (row)->deleted)
    return TRUE;
  if (was != NULL)
    return visit->work->pass == PASS_WEIGH || take_back_values (visit, row, was, set, error);
  if (visit->work->pass == PASS_WEIGH)
    weigh (visit->work, row, set);
  else if (kind == &cercle_source_kind)
    silence (visit, row);
  else
    take_back_made (visit, row);
  return TRUE;
}

/* --- A slice: one trace, backwards
 * ------------------------------------------------------------------ */

static CercleRecord *
read_trace (Visit *visit, GError **error)
{
  Work *work = visit->work;
  g_autoptr (GPtrArray) page = cercle_store_get_page (
      visit->store, &cercle_draft_kind, &g_array_index (work->keys, gint64, work->at), 1, error);

  return page != NULL && page->pdata[0] != NULL ? g_object_ref (page->pdata[0]) : NULL;
}

static gboolean
take_back_job (CercleStore *store, gpointer data, GError **error)
{
  Work *work = data;
  g_autoptr (CercleTx) tx = cercle_tx_new (N_ ("Directory imported"));
  Visit visit = { work, store, tx };
  g_autoptr (CercleRecord) draft = read_trace (&visit, error);
  g_autoptr (JsonObject) trace =
      draft != NULL ? cercle_json_parse (cercle_record_get_text (draft, CERCLE_DRAFT_CONTENT), -1,
                                         TRACE_BYTES, error)
                    : NULL;
  JsonArray *entries = NULL;

  if (trace == NULL || !cercle_json_array (trace, "entries", &entries, error))
    return FALSE;
  for (guint i = json_array_get_length (entries); i > 0; i--)
    if (!take_back (&visit, json_array_get_object_element (entries, i - 1), error))
      return FALSE;
  if (work->pass == PASS_SOURCES)
    g_ptr_array_add (work->drafts, g_strdup (cercle_record_get_id (draft)));
  cercle_tx_set_apart (tx);
  return cercle_tx_get_size (tx) == 0 ||
         cercle_journal_commit (store, tx, work->ground.member, work->ground.zone, NULL, error);
}

static gboolean
walk (Work *work, GError **error)
{
  for (work->pass = PASS_WEIGH; work->pass < N_PASSES; work->pass++)
    for (guint i = work->keys->len; i > 0; i--)
      {
        work->at = i - 1;
        cercle_directory_progress_set (work->progress, CERCLE_DIRECTORY_TAKING_BACK,
                                       work->pass * work->keys->len + work->keys->len - i,
                                       N_PASSES * work->keys->len);
        if (!cercle_store_thread_run (work->ground.thread, CERCLE_TURN_READ, take_back_job, work,
                                      error))
          return FALSE;
      }
  return TRUE;
}

/* --- The whole
 * -------------------------------------------------------------------------------------- */

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

static gboolean
list_job (CercleStore *store, gpointer data, GError **error)
{
  Work *work = data;
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_draft_kind);

  cercle_query_where (query, CERCLE_DRAFT_SORT, CERCLE_IS, CERCLE_DIRECTORY_TRACE);
  cercle_query_where (query, CERCLE_DRAFT_OF_ID, CERCLE_IS, work->id);
  work->keys = cercle_store_select (store, query, error);
  if (work->keys == NULL)
    return FALSE;
  g_array_sort (work->keys, compare_keys);
  if (work->keys->len > 0)
    return TRUE;
  g_set_error_literal (error, CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_FAILED,
                       _ ("This import can no longer be taken back: another one came after it."));
  return FALSE;
}

static gboolean
close_job (CercleStore *store, gpointer data, GError **error)
{
  Work *work = data;
  g_autoptr (CercleTx) tx = cercle_tx_new (N_ ("Directory imported"));
  g_autoptr (GError) local = NULL;
  g_autoptr (CercleRecord) import = cercle_store_get (store, &cercle_import_kind, work->id, &local);
  g_autofree char *now = cercle_instant_now_text ();

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (import != NULL && !cercle_record_envelope (import)->deleted)
    {
      cercle_record_set_text (import, CERCLE_IMPORT_UNDONE_AT, now);
      cercle_tx_save (tx, import);
    }
  for (guint i = 0; i < work->drafts->len; i++)
    cercle_tx_drop_draft (tx, work->drafts->pdata[i]);
  return cercle_journal_commit (store, tx, work->ground.member, work->ground.zone, NULL, error);
}

static void
undo_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;

  if (cercle_store_thread_run (work->ground.thread, CERCLE_TURN_READ, list_job, work, &error) &&
      read_naming (work, &error) && walk (work, &error) &&
      cercle_store_thread_run (work->ground.thread, CERCLE_TURN_SAVE, close_job, work, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* (transfer full): whole sentences. */
static char *
tell_all (const Work *work)
{
  GString *words = g_string_new (NULL);
  guint taken = g_hash_table_size (work->taken);

  g_string_append_printf (words,
                          ngettext ("Undone: %u sheet is as it was before the import.",
                                    "Undone: %u sheets are as they were before the import.", taken),
                          taken);
  if (work->edited > 0)
    {
      g_string_append_c (words, ' ');
      g_string_append_printf (words,
                              ngettext ("%u stays, because somebody has changed it since.",
                                        "%u stay, because somebody has changed them since.",
                                        work->edited),
                              work->edited);
    }
  if (work->in_use > 0)
    {
      g_string_append_c (words, ' ');
      g_string_append_printf (words,
                              ngettext ("%u stays, because a case or another sheet names it.",
                                        "%u stay, because cases or other sheets name them.",
                                        work->in_use),
                              work->in_use);
    }
  if (work->values > 0)
    {
      g_string_append_c (words, ' ');
      g_string_append_printf (words,
                              ngettext ("%u value stays, because it was written anew since.",
                                        "%u values stay, because they were written anew since.",
                                        work->values),
                              work->values);
    }
  return g_string_free (words, FALSE);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CercleSession *self = CERCLE_SESSION (source);
  g_autoptr (GTask) outer = data;
  Work *work = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;
  gboolean done = cercle_directory_finish (result, &error);

  if (self->taking_back == work->progress)
    self->taking_back = NULL;
  if (work->attempt == self->attempt)
    cercle_directory_tell (self);
  if (done)
    {
      g_task_set_task_data (outer, tell_all (work), g_free);
      g_task_return_boolean (outer, TRUE);
      return;
    }
  /* What a full disk refused can be asked again: what is back already is seen to be. */
  if (work->attempt == self->attempt && work->keys != NULL && work->keys->len > 0 &&
      work->tx != NULL)
    cercle_session_push_undo (self, g_steal_pointer (&work->tx));
  g_task_return_error (outer, error);
}

void
cercle_directory_take_back (CercleSession *self, GTask *outer, CercleTx *tx, const char *import)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, undone_cb, outer);
  Work *work = g_new0 (Work, 1);

  work->tx = tx;
  work->id = g_strdup (import);
  work->drafts = g_ptr_array_new_with_free_func (g_free);
  work->named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  work->made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  work->stays = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  work->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  work->progress = cercle_directory_progress_new ();
  work->attempt = self->attempt;
  cercle_directory_progress_set (work->progress, CERCLE_DIRECTORY_TAKING_BACK, 0, 1);
  self->taking_back = work->progress;
  g_task_set_task_data (task, work, work_free);
  cercle_directory_run (task, &work->ground, undo_worker);
}

CercleDirectoryProgress *
cercle_session_get_taking_back (CercleSession *self)
{
  return self->taking_back;
}

CercleRecord *
cercle_session_get_last_import (CercleSession *self)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_draft_kind);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (CercleRecord) import = NULL;

  cercle_query_where (query, CERCLE_DRAFT_SORT, CERCLE_IS, CERCLE_DIRECTORY_TRACE);
  cercle_query_set_limit (query, 1);
  found = cercle_session_find_now (self, query);
  if (found->len > 0)
    import = cercle_session_get (self, &cercle_import_kind,
                                 cercle_record_get_text (found->pdata[0], CERCLE_DRAFT_OF_ID));
  return g_steal_pointer (&import);
}

void
cercle_session_undo_import_async (CercleSession *self, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, NULL, callback, data);
  g_autoptr (CercleRecord) import = cercle_session_get_last_import (self);

  if (import != NULL)
    {
      cercle_directory_take_back (self, task, NULL, cercle_record_get_id (import));
      return;
    }
  g_task_return_new_error (task, CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_FAILED, "%s",
                           _ ("There is no import to take back on this desk."));
  g_object_unref (task);
}
