/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rows does a list show, without reading those nobody looks at? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-record-list.h"

#include "cercle-list-change.h"
#include "cercle-row.h"

#define PAGE 128
#define MAX_PAGES 16
/* Pages compared at a refresh: what a window shows, and a little more. */
#define COMPARED_PAGES 4
/* Milliseconds between two refreshes; while a first sync fills the file, rows are worth waiting
 * for. */
#define COALESCE 100
#define COALESCE_FILLING 500

typedef struct
{
  guint number;
  GPtrArray *rows; /* CercleRow */
} Page;

struct _CercleRecordList
{
  GObject parent_instance;
  CercleSession *session;
  gulong changed_handler, searchable_handler, state_handler;
  CercleQuery *query;
  const CercleKind *kind; /* of the rows now shown */
  GArray *keys;           /* gint64, in order */
  GQueue pages;           /* Page, last used first */
  guint asked;            /* an answer to an older question is dropped */
  guint timer;            /* a refresh is due */
  gint64 asked_at;        /* monotonic */
  gboolean loading;
  gboolean in_flight; /* an answer to the question asked last is still to come … */
  gboolean stale;     /* … and something changed since */
};

enum
{
  PROP_LOADING = 1,
  PROP_N_ITEMS,
  PROP_QUERY,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static void ask (CercleRecordList *self);

/* --- Pages ------------------------------------------------------------------------------------ */

static void
page_free (gpointer data)
{
  Page *page = data;

  g_ptr_array_unref (page->rows);
  g_free (page);
}

static void
drop_pages (CercleRecordList *self, guint keep)
{
  while (self->pages.length > keep)
    page_free (g_queue_pop_tail (&self->pages));
}

static gboolean
refresh_cb (gpointer data)
{
  CercleRecordList *self = data;

  self->timer = 0;
  ask (self);
  return G_SOURCE_REMOVE;
}

/* At once when the last time was long ago. */
static void
refresh_soon (CercleRecordList *self)
{
  gint64 pace = self->session->progress > 0 ? COALESCE_FILLING : COALESCE;
  gint64 passed = (g_get_monotonic_time () - self->asked_at) / 1000;

  if (self->timer != 0 || self->query == NULL)
    return;
  if (self->in_flight)
    self->stale = TRUE;
  else
    self->timer = g_timeout_add ((guint) CLAMP (pace - passed, 0, pace), refresh_cb, self);
}

/* (transfer full): a page, or placeholders while a writer is in the way. */
static Page *
read_page (CercleRecordList *self, guint number)
{
  guint first = number * PAGE;
  guint n = MIN (PAGE, self->keys->len - first);
  const gint64 *keys = &g_array_index (self->keys, gint64, first);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts = NULL;
  Page *page = g_new0 (Page, 1);

  if (self->session->reader != NULL)
    parts = cercle_row_parts_read (self->session->reader, self->kind, keys, n, &error);
  page->number = number;
  page->rows = g_ptr_array_new_full (n, g_object_unref);
  for (guint i = 0; i < n; i++)
    {
      CercleRowParts *part = parts != NULL ? g_steal_pointer (&g_ptr_array_index (parts, i)) : NULL;
      g_ptr_array_add (page->rows, cercle_row_new (self->session, part));
    }
  if (error != NULL)
    {
      cercle_session_note_store_error (self->session, error);
      refresh_soon (self);
    }
  return page;
}

static CercleRow *
row_at (CercleRecordList *self, guint position)
{
  guint number = position / PAGE;
  Page *page = NULL;

  if (position >= self->keys->len)
    return NULL;
  for (GList *link = self->pages.head; link != NULL && page == NULL; link = link->next)
    {
      Page *kept = link->data;
      if (kept->number != number)
        continue;
      page = kept;
      g_queue_unlink (&self->pages, link);
      g_queue_push_head_link (&self->pages, link);
    }
  if (page == NULL)
    {
      page = read_page (self, number);
      g_queue_push_head (&self->pages, page);
      drop_pages (self, MAX_PAGES);
    }
  return g_ptr_array_index (page->rows, position % PAGE);
}

static GType
record_list_get_item_type (GListModel *model)
{
  return CERCLE_TYPE_ROW;
}

static guint
record_list_get_n_items (GListModel *model)
{
  return CERCLE_RECORD_LIST (model)->keys->len;
}

static gpointer
record_list_get_item (GListModel *model, guint position)
{
  CercleRow *row = row_at (CERCLE_RECORD_LIST (model), position);

  return row != NULL ? g_object_ref (row) : NULL;
}

static void
record_list_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = record_list_get_item_type;
  iface->get_n_items = record_list_get_n_items;
  iface->get_item = record_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CercleRecordList, cercle_record_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, record_list_iface_init))

/* --- Answers ---------------------------------------------------------------------------------- */

/* What the store thread is asked: the keys in order, and what the rows that were looked at have
 * become. */
typedef struct
{
  CercleQuery *query;
  guint asked;
  GArray *shown;     /* keys of the rows to compare */
  GPtrArray *before; /* CercleRow, main thread only */
  GArray *keys;
  GPtrArray *parts;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  cercle_query_unref (question->query);
  g_array_unref (question->shown);
  g_clear_pointer (&question->keys, g_array_unref);
  g_clear_pointer (&question->parts, g_ptr_array_unref);
  g_free (question);
}

static gboolean
question_job (CercleStore *store, gpointer data, GError **error)
{
  Question *question = data;

  question->keys = cercle_store_select (store, question->query, error);
  if (question->keys == NULL)
    return FALSE;
  question->parts =
      cercle_row_parts_read (store, cercle_query_get_kind (question->query),
                             (const gint64 *) question->shown->data, question->shown->len, error);
  return question->parts != NULL;
}

static void
set_loading (CercleRecordList *self, gboolean loading)
{
  if (self->loading == loading)
    return;
  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

typedef struct
{
  CercleRecordList *self;
  GHashTable *different; /* keys of rows to tell of; those of a step are told by it */
} Steps;

static void
steps_cb (GArray *keys, guint position, guint removed, guint added, gpointer data)
{
  Steps *steps = data;
  CercleRecordList *self = steps->self;

  g_array_unref (self->keys);
  self->keys = g_array_ref (keys);
  drop_pages (self, 0);
  for (guint i = position; i < position + added && g_hash_table_size (steps->different) > 0; i++)
    g_hash_table_remove (steps->different, &g_array_index (keys, gint64, i));
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

/* Rows that stayed and no longer read the same. */
static void
tell_contents (CercleRecordList *self, GHashTable *different)
{
  g_autoptr (GArray) keys = g_array_ref (self->keys);
  guint run = 0;

  for (guint i = 0; i <= keys->len && g_hash_table_size (different) > 0; i++)
    {
      if (i < keys->len && g_hash_table_contains (different, &g_array_index (keys, gint64, i)))
        {
          run++;
          continue;
        }
      if (run > 0)
        g_list_model_items_changed (G_LIST_MODEL (self), i - run, run, run);
      run = 0;
      /* A handler asked for other contents. */
      if (keys != self->keys)
        return;
    }
}

/* Keys of the rows whose contents differ from what was shown. */
static GHashTable *
compare_rows (Question *question)
{
  GHashTable *different = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < question->shown->len; i++)
    {
      CercleRow *row = g_ptr_array_index (question->before, i);
      CercleRowParts *parts = g_ptr_array_index (question->parts, i);
      CercleSession *session = cercle_row_get_session (row);

      if (parts != NULL)
        parts->in_conflict =
            g_hash_table_contains (session->in_conflict, cercle_record_get_id (parts->record));
      if (!cercle_row_parts_same (cercle_row_get_parts (row), parts))
        g_hash_table_add (different, &g_array_index (question->shown, gint64, i));
    }
  return different;
}

static void
take_answer (CercleRecordList *self, Question *question)
{
  const CercleKind *kind = cercle_query_get_kind (question->query);
  g_autoptr (GHashTable) different = compare_rows (question);
  guint before = self->keys->len;
  g_autoptr (GArray) keys = g_array_ref (self->keys);
  gboolean related = self->kind == kind;
  Steps steps = { self, different };

  if (g_hash_table_size (different) > 0)
    drop_pages (self, 0);
  self->kind = kind;
  cercle_list_change (keys, question->keys, related, steps_cb, &steps);
  tell_contents (self, different);
  if (self->keys->len != before)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
  set_loading (self, FALSE);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleRecordList) self = CERCLE_RECORD_LIST (data);
  Question *question = g_task_get_task_data (G_TASK (result));
  g_autoptr (GPtrArray) before = g_steal_pointer (&question->before);
  g_autoptr (GError) error = NULL;
  gboolean ok = g_task_propagate_boolean (G_TASK (result), &error);

  if (question->asked != self->asked || self->query == NULL)
    return;
  self->in_flight = FALSE;
  if (!ok)
    {
      if (self->session->state == CERCLE_SESSION_OPEN)
        cercle_session_note_store_error (self->session, error);
      set_loading (self, FALSE);
      return;
    }
  question->before = before;
  take_answer (self, question);
  question->before = NULL;
  if (self->stale)
    refresh_soon (self);
}

static void
note_shown (CercleRecordList *self, Question *question)
{
  guint n = 0;

  question->shown = g_array_new (FALSE, FALSE, sizeof (gint64));
  question->before = g_ptr_array_new_with_free_func (g_object_unref);
  for (GList *link = self->pages.head; link != NULL && n < COMPARED_PAGES; link = link->next, n++)
    {
      Page *page = link->data;
      for (guint i = 0; i < page->rows->len; i++)
        {
          gint64 key = g_array_index (self->keys, gint64, page->number * PAGE + i);
          g_array_append_val (question->shown, key);
          g_ptr_array_add (question->before, g_object_ref (g_ptr_array_index (page->rows, i)));
        }
    }
}

static void
ask (CercleRecordList *self)
{
  Question *question;
  GTask *task;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->query == NULL || self->session->store_thread == NULL)
    return;
  question = g_new0 (Question, 1);
  question->query = cercle_query_ref (self->query);
  question->asked = ++self->asked;
  self->asked_at = g_get_monotonic_time ();
  self->in_flight = TRUE;
  self->stale = FALSE;
  if (cercle_query_get_kind (self->query) == self->kind)
    drop_pages (self, COMPARED_PAGES);
  else
    drop_pages (self, 0);
  note_shown (self, question);
  task = g_task_new (NULL, NULL, answered_cb, g_object_ref (self));
  g_task_set_task_data (task, question, question_free);
  cercle_store_thread_push (self->session->store_thread, CERCLE_TURN_READ, question_job, task);
}

static void
empty (CercleRecordList *self)
{
  guint before = self->keys->len;

  self->asked++;
  self->in_flight = self->stale = FALSE;
  g_clear_handle_id (&self->timer, g_source_remove);
  drop_pages (self, 0);
  g_array_unref (self->keys);
  self->keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (before > 0)
    {
      g_list_model_items_changed (G_LIST_MODEL (self), 0, before, 0);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
    }
  set_loading (self, FALSE);
}

/* --- Changes ---------------------------------------------------------------------------------- */

static void
session_changed_cb (CercleSession *session, guint64 kinds, gpointer data)
{
  CercleRecordList *self = data;

  if (self->query != NULL && (kinds & cercle_row_kinds (cercle_query_get_kind (self->query))) != 0)
    refresh_soon (self);
}

/* What a search did not find because its words were not written yet. */
static void
session_searchable_cb (CercleSession *session, gpointer data)
{
  CercleRecordList *self = data;

  if (self->query != NULL && cercle_query_get_text (self->query) != NULL)
    refresh_soon (self);
}

static void
session_state_cb (CercleSession *session, GParamSpec *pspec, gpointer data)
{
  CercleRecordList *self = data;

  if (session->state == CERCLE_SESSION_OPEN && self->query != NULL)
    {
      set_loading (self, TRUE);
      ask (self);
    }
  else if (session->state == CERCLE_SESSION_SIGNED_OUT)
    empty (self);
}

static void
cercle_record_list_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  CercleRecordList *self = CERCLE_RECORD_LIST (object);

  switch (property)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, self->keys->len);
      break;
    case PROP_QUERY:
      g_value_set_pointer (value, self->query);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
cercle_record_list_dispose (GObject *object)
{
  CercleRecordList *self = CERCLE_RECORD_LIST (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->session != NULL)
    {
      g_clear_signal_handler (&self->changed_handler, self->session);
      g_clear_signal_handler (&self->searchable_handler, self->session);
      g_clear_signal_handler (&self->state_handler, self->session);
    }
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cercle_record_list_parent_class)->dispose (object);
}

static void
cercle_record_list_finalize (GObject *object)
{
  CercleRecordList *self = CERCLE_RECORD_LIST (object);

  drop_pages (self, 0);
  g_array_unref (self->keys);
  g_clear_pointer (&self->query, cercle_query_unref);
  G_OBJECT_CLASS (cercle_record_list_parent_class)->finalize (object);
}

static void
cercle_record_list_class_init (CercleRecordListClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cercle_record_list_get_property;
  object_class->dispose = cercle_record_list_dispose;
  object_class->finalize = cercle_record_list_finalize;
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_QUERY] = g_param_spec_pointer ("query", NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cercle_record_list_init (CercleRecordList *self)
{
  self->keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_queue_init (&self->pages);
}

CercleRecordList *
cercle_record_list_new (CercleSession *session)
{
  CercleRecordList *self = g_object_new (CERCLE_TYPE_RECORD_LIST, NULL);

  self->session = g_object_ref (session);
  self->changed_handler =
      g_signal_connect (session, "changed", G_CALLBACK (session_changed_cb), self);
  self->searchable_handler =
      g_signal_connect (session, "searchable", G_CALLBACK (session_searchable_cb), self);
  self->state_handler =
      g_signal_connect (session, "notify::state", G_CALLBACK (session_state_cb), self);
  return self;
}

void
cercle_record_list_set_query (CercleRecordList *self, CercleQuery *query)
{
  if (query == self->query)
    return;
  if (query != NULL)
    cercle_query_ref (query);
  g_clear_pointer (&self->query, cercle_query_unref);
  self->query = query;
  if (query == NULL)
    empty (self);
  else if (self->session->state == CERCLE_SESSION_OPEN)
    {
      set_loading (self, TRUE);
      ask (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUERY]);
}

CercleQuery *
cercle_record_list_get_query (CercleRecordList *self)
{
  return self->query;
}

guint
cercle_record_list_find (CercleRecordList *self, const char *id)
{
  gint64 key = 0;

  if (id != NULL && self->kind != NULL && self->session->reader != NULL)
    key = cercle_store_get_key (self->session->reader, self->kind, id);
  for (guint i = 0; key != 0 && i < self->keys->len; i++)
    if (g_array_index (self->keys, gint64, i) == key)
      return i;
  return G_MAXUINT;
}

const char *
cercle_record_list_get_id (CercleRecordList *self, guint position)
{
  CercleRow *row = row_at (self, position);
  CercleRecord *record = row != NULL ? cercle_row_get_record (row) : NULL;

  return record != NULL ? cercle_record_get_id (record) : NULL;
}
