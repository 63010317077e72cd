/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How many, by every indicator, now? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-counts.h"

#include <glib/gi18n-lib.h>

#include "cercle-case-list.h"
#include "cercle-question-desk.h"

/* Several changes of one exchange are one question. */
#define QUIET_MS 50
#define LOOK_AT_THE_DAY_S 30

struct _CercleCounts
{
  GObject parent_instance;
  CercleSession *session; /* not owned: this lives on it */
  GHashTable *numbers;    /* id to gint64 */
  GPtrArray *asked;       /* ids, in the order of the question */
  GCancellable *cancellable;
  char *day;
  guint soon, clock;
  gboolean ready;
  guint answers; /* still to come */
};

G_DEFINE_FINAL_TYPE (CercleCounts, cercle_counts, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
keep (CercleCounts *self, const char *id, gint64 number)
{
  gint64 *kept = g_new (gint64, 1);
  *kept = number;
  g_hash_table_insert (self->numbers, g_strdup (id), kept);
}

static void
answered (CercleCounts *self)
{
  self->answers--;
  if (self->answers > 0)
    return;
  self->ready = TRUE;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleCounts) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) numbers =
      cercle_session_count_finish (CERCLE_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  for (guint i = 0; numbers != NULL && i < numbers->len && i < self->asked->len; i++)
    keep (self, g_ptr_array_index (self->asked, i), g_array_index (numbers, gint64, i));
  answered (self);
}

typedef struct
{
  CercleCounts *counts;
  const CercleIndicator *indicator;
} Oldest;

static void
oldest_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Oldest *oldest = data;
  g_autoptr (CercleCounts) self = oldest->counts;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases =
      cercle_session_find_finish (CERCLE_SESSION (source), result, &error);
  CercleRecord *first = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (cases != NULL && cases->len > 0)
    first = g_ptr_array_index (cases, 0);
  /* No such case: nobody waits, 0 days. */
  keep (self, oldest->indicator->id,
        cases == NULL   ? -1
        : first == NULL ? 0
                        : cercle_indicator_oldest (first, self->day));
  answered (self);
}

static void
ask_oldest (CercleCounts *self, const CercleIndicator *indicator, CercleQuery *query)
{
  g_autoptr (CercleQuery) first = cercle_query_copy (query);
  Oldest *oldest = g_new0 (Oldest, 1);

  cercle_query_set_limit (first, 1);
  oldest->counts = g_object_ref (self);
  oldest->indicator = indicator;
  self->answers++;
  cercle_session_find_async (self->session, first, self->cancellable, oldest_cb, oldest);
}

static void
unread_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleCounts) self = data;
  g_autoptr (GError) error = NULL;
  int unread = cercle_session_count_unread_finish (CERCLE_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  keep (self, CERCLE_COUNT_UNREAD, unread);
  answered (self);
}

static void
ask (CercleCounts *self)
{
  g_autoptr (GPtrArray) queries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_query_unref);
  const CercleIndicatorContext *context = cercle_session_get_indicator_context (self->session);
  CercleCaseFilter open = { 0 };

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_free (self->day);
  self->day = g_strdup (context->today);
  g_ptr_array_set_size (self->asked, 0);
  self->answers = 2;
  for (const CercleIndicator *indicator = cercle_indicators; indicator->id != NULL; indicator++)
    {
      g_autoptr (CercleQuery) query = indicator->query (context);
      if (indicator->show == CERCLE_SHOW_OLDEST_DAYS)
        {
          ask_oldest (self, indicator, query);
          continue;
        }
      g_ptr_array_add (queries, g_steal_pointer (&query));
      g_ptr_array_add (self->asked, (gpointer) indicator->id);
    }
  for (guint i = 0; cercle_watched_indicators[i] != NULL; i++)
    {
      g_ptr_array_add (queries,
                       cercle_indicator_find (cercle_watched_indicators[i])->query (context));
      g_ptr_array_add (self->asked, (gpointer) cercle_watched_indicators[i]);
    }
  g_ptr_array_add (queries, cercle_case_list_query (&open, NULL, FALSE));
  g_ptr_array_add (self->asked, (gpointer) "open");
  cercle_session_count_async (self->session, queries, self->cancellable, counted_cb,
                              g_object_ref (self));
  cercle_session_count_unread_async (self->session, self->cancellable, unread_cb,
                                     g_object_ref (self));
}

static gboolean
is_open (CercleCounts *self)
{
  CercleSessionState state = CERCLE_SESSION_SIGNED_OUT;

  g_object_get (self->session, "state", &state, NULL);
  return state == CERCLE_SESSION_OPEN;
}

static gboolean
soon_cb (gpointer data)
{
  CercleCounts *self = data;

  self->soon = 0;
  if (is_open (self))
    ask (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (CercleCounts *self)
{
  if (self->soon == 0)
    self->soon = g_timeout_add (QUIET_MS, soon_cb, self);
}

static void
state_cb (CercleCounts *self)
{
  g_clear_handle_id (&self->soon, g_source_remove);
  if (is_open (self))
    {
      ask (self);
      return;
    }
  g_cancellable_cancel (self->cancellable);
  g_hash_table_remove_all (self->numbers);
  self->ready = FALSE;
}

static gboolean
clock_cb (gpointer data)
{
  CercleCounts *self = data;

  if (self->ready && is_open (self) &&
      g_strcmp0 (self->day, cercle_session_get_today (self->session)) != 0)
    ask (self);
  return G_SOURCE_CONTINUE;
}

static void
cercle_counts_dispose (GObject *object)
{
  CercleCounts *self = CERCLE_COUNTS (object);

  g_clear_handle_id (&self->soon, g_source_remove);
  g_clear_handle_id (&self->clock, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  G_OBJECT_CLASS (cercle_counts_parent_class)->dispose (object);
}

static void
cercle_counts_finalize (GObject *object)
{
  CercleCounts *self = CERCLE_COUNTS (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->numbers, g_hash_table_unref);
  g_clear_pointer (&self->asked, g_ptr_array_unref);
  g_free (self->day);
  G_OBJECT_CLASS (cercle_counts_parent_class)->finalize (object);
}

static void
cercle_counts_class_init (CercleCountsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cercle_counts_dispose;
  G_OBJECT_CLASS (klass)->finalize = cercle_counts_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cercle_counts_init (CercleCounts *self)
{
  self->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->asked = g_ptr_array_new ();
}

CercleCounts *
cercle_counts_of (CercleSession *session)
{
  CercleCounts *self = g_object_get_data (G_OBJECT (session), "cercle-counts");

  if (self != NULL)
    return self;
  self = g_object_new (CERCLE_TYPE_COUNTS, NULL);
  self->session = session;
  g_object_set_data_full (G_OBJECT (session), "cercle-counts", self, g_object_unref);
  g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (state_cb), self,
                           G_CONNECT_SWAPPED);
  self->clock = g_timeout_add_seconds (LOOK_AT_THE_DAY_S, clock_cb, self);
  state_cb (self);
  return self;
}

gboolean
cercle_counts_is_ready (CercleCounts *self)
{
  return self->ready;
}

gint64
cercle_counts_get (CercleCounts *self, const char *id)
{
  const gint64 *number = g_hash_table_lookup (self->numbers, id);
  return number != NULL ? *number : -1;
}

char *
cercle_counts_words (const char *id, gint64 number)
{
  const CercleIndicator *indicator = cercle_indicator_find (id);

  if (number < 0)
    return g_strdup ("–");
  if (indicator != NULL && indicator->show == CERCLE_SHOW_OLDEST_DAYS)
    /* TRANSLATORS: days, in a narrow column, after a no-break space: "4 j" in French. */
    return g_strdup_printf (C_ ("span", "%d d"), (int) number);
  return g_strdup_printf ("%" G_GINT64_FORMAT, number);
}
