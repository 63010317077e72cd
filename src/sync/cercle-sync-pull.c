/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does what the server knows come into the file of the desk? Lines are read on the sync thread
 * and applied by jobs of a slice of them. Whatever stops it, the next run goes on
 * from the last slice: a slice and the place it reaches are written together. */
#define G_LOG_DOMAIN "cercle-sync"

#include "cercle-sync-run.h"

#include <string.h>

#include "cercle-journal.h"
#include "cercle-slice.h"
#include "cercle-transport-sentence.h"

#define PAGE 5000
#define MAX_SNAPSHOT_STARTS 3

static guint fixed_slice; /* 0: by what the last one cost */

/* What the rows of a scope were read with. Another epoch, other rights or a program that knows more
 * kinds need them all again: no change row would tell. */
#define VIEW_SETTING "view:"

/* Jobs: these run on the store thread */

typedef struct
{
  const char *scope, *epoch, *view;
  char *cursor, *mark; /* owned */
  gboolean fresh;      /* the rows were read with this view */
} Place;

static void
place_clear (Place *place)
{
  g_free (place->cursor);
  g_free (place->mark);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static gboolean
find_place_job (CercleStore *store, gpointer data, GError **error)
{
  Place *place = data;
  g_autofree char *name = g_strconcat (VIEW_SETTING, place->scope, NULL);
  g_autofree char *view = NULL;

  /* A read that failed must not look like a scope that was never read: all of it would come again. */
  if (!cercle_store_read_setting (store, name, &view, error) ||
      !cercle_journal_cursor (store, place->scope, &place->cursor, error) ||
      !cercle_journal_snapshot_mark (store, place->scope, &place->mark, error))
    return FALSE;
  place->fresh = g_strcmp0 (view, place->view) == 0;
  return TRUE;
}

static gboolean
begin_snapshot_job (CercleStore *store, gpointer data, GError **error)
{
  Place *place = data;
  g_autofree char *name = g_strconcat (VIEW_SETTING, place->scope, NULL);

  if (!cercle_store_begin (store, error))
    return FALSE;
  if (cercle_journal_snapshot_begin (store, place->scope, place->epoch, error) &&
      cercle_store_set_setting (store, name, place->view, error))
    return cercle_store_commit (store, error);
  cercle_store_rollback (store);
  return FALSE;
}

/* Rows to apply, and the place they reach. */
typedef struct
{
  const char *scope, *epoch;
  GPtrArray *items; /* owned */
  char *place;      /* owned: cursor, or mark */
  const char *end;  /* a snapshot that ends here: its cursor */
  guint64 kinds;
  gint64 worked; /* what the store thread worked for it */
} Page;

static gboolean
apply_changes_job (CercleStore *store, gpointer data, GError **error)
{
  Page *page = data;
  gint64 begun = cercle_slice_worked ();
  gboolean good = cercle_journal_apply (store, page->scope, page->items, page->place, page->epoch,
                                        &page->kinds, error);

  page->worked = cercle_slice_worked () - begun;
  return good;
}

static gboolean
apply_snapshot_job (CercleStore *store, gpointer data, GError **error)
{
  Page *page = data;
  gint64 begun = cercle_slice_worked ();
  gboolean good;

  cercle_store_defer_search (store, TRUE);
  good = cercle_journal_snapshot_page (store, page->scope, page->items, page->place, &page->kinds,
                                       error) &&
         (page->end == NULL || cercle_journal_snapshot_end (store, page->scope, page->end, error));
  cercle_store_defer_search (store, FALSE);
  page->worked = cercle_slice_worked () - begun;
  return good;
}

/* Applying: what follows is of the sync thread */

typedef struct
{
  CercleSyncRun *run;
  const CercleScope *scope;
  gboolean snapshot;
  GPtrArray *items;
  char *place; /* cursor or mark that the rows read so far lead to */
  CercleLine *end;
  gint64 last_seq;
  /* A page that is being applied meanwhile. */
  Page page;
  GThread *thread;
  GError *failure;
} Pull;

static void
pull_start_items (Pull *pull)
{
  pull->items = g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_feed_item_free);
}

static void
page_clear (Page *page)
{
  g_clear_pointer (&page->items, g_ptr_array_unref);
  g_clear_pointer (&page->place, g_free);
}

static gpointer
apply_page (gpointer data)
{
  Pull *pull = data;

  cercle_sync_job (pull->run, pull->snapshot ? apply_snapshot_job : apply_changes_job, &pull->page,
                   &pull->failure);
  return NULL;
}

static guint
slice_of (const CercleSyncRun *run)
{
  return fixed_slice > 0 ? fixed_slice : run->slice;
}

/* One that was cut short tells nothing. */
static void
adapt_slice (CercleSyncRun *run, const Page *page)
{
  if (page->items->len >= run->slice)
    run->slice = MAX (CERCLE_SYNC_SLICE,
                      cercle_slice_next (run->slice, CERCLE_SYNC_SLICE_MOST, page->worked));
}

/* After it nothing is being applied, and no error is left to be told. */
static gboolean
pull_join (Pull *pull, GError **error)
{
  CercleSync *sync = pull->run->sync;
  gboolean good;

  if (pull->page.items == NULL)
    return TRUE;
  if (pull->thread != NULL)
    g_thread_join (g_steal_pointer (&pull->thread));
  good = pull->failure == NULL;
  if (good)
    {
      pull->run->rows += pull->page.items->len;
      adapt_slice (pull->run, &pull->page);
      if (sync->progress != NULL && (pull->page.items->len > 0 || pull->page.end != NULL))
        sync->progress (pull->page.kinds, pull->run->rows, sync->progress_data);
    }
  else
    g_propagate_error (error, g_steal_pointer (&pull->failure));
  page_clear (&pull->page);
  return good;
}

static void
pull_clear (Pull *pull)
{
  pull_join (pull, NULL);
  g_clear_pointer (&pull->items, g_ptr_array_unref);
  g_clear_pointer (&pull->place, g_free);
  g_clear_pointer (&pull->end, cercle_line_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pull, pull_clear)

/* Has what was read applied after what is being applied. place: how far that leads. */
static gboolean
pull_hand_over (Pull *pull, const char *place, GError **error)
{
  if (!pull_join (pull, error))
    return FALSE;
  pull->page = (Page){ pull->scope->scope, pull->scope->epoch, pull->items, g_strdup (place) };
  pull_start_items (pull);
  pull->thread = g_thread_new ("cercle-apply", apply_page, pull);
  return TRUE;
}

/* The last of a page: it must be in the file before the next page is asked for. end: cursor of a
 * snapshot that is complete. */
static gboolean
pull_finish (Pull *pull, const char *place, const char *end, GError **error)
{
  if (!pull_join (pull, error))
    return FALSE;
  pull->page = (Page){ pull->scope->scope, pull->scope->epoch, pull->items, g_strdup (place), end };
  pull_start_items (pull);
  apply_page (pull);
  if (!pull_join (pull, error))
    return FALSE;
  if (place != pull->place)
    {
      g_free (pull->place);
      pull->place = g_strdup (place);
    }
  return TRUE;
}

/* Lines */

static gboolean
refuse_line (GError **error, const char *why)
{
  g_set_error_literal (error, CERCLE_WIRE_ERROR, CERCLE_WIRE_ERROR_FORM, why);
  return FALSE;
}

/* A slice within a page. A feed is in the order of seq, so a cursor can be made for any line; the
 * mark of a snapshot is the server's own, so a slice of it will be read again if the page is cut.
 */
static gboolean
pull_slice (Pull *pull, GError **error)
{
  g_autofree char *cursor = NULL;

  if (pull->snapshot)
    return pull_hand_over (pull, pull->place, error);
  cursor = cercle_wire_put_cursor (pull->scope->scope, pull->scope->epoch, pull->last_seq);
  return pull_hand_over (pull, cursor, error);
}

static gboolean
take_item (Pull *pull, CercleFeedItem *item, GError **error)
{
  if (item->record != NULL &&
      strcmp (cercle_record_envelope (item->record)->scope, pull->scope->scope) != 0)
    {
      cercle_feed_item_free (item);
      return refuse_line (error, "A record of another scope");
    }
  if (!pull->snapshot && item->seq < pull->last_seq)
    {
      cercle_feed_item_free (item);
      return refuse_line (error, "A feed out of order");
    }
  pull->last_seq = item->seq;
  g_ptr_array_add (pull->items, item);
  return pull->items->len < slice_of (pull->run) || pull_slice (pull, error);
}

/* First and last line: of this scope and of the epoch that was granted. */
static gboolean
take_frame (Pull *pull, CercleLine *line, GError **error)
{
  if (strcmp (line->scope, pull->scope->scope) != 0)
    return refuse_line (error, "A stream of another scope");
  if (strcmp (line->epoch, pull->scope->epoch) != 0)
    {
      pull->run->again = TRUE;
      return refuse_line (error, "A stream of another epoch");
    }
  return TRUE;
}

static gboolean
take_line_cb (const char *text, gsize length, gpointer data, GError **error)
{
  Pull *pull = data;
  g_autoptr (GError) cause = NULL;
  g_autoptr (CercleLine) line = cercle_wire_get_line (text, length, &cause);

  if (pull->end != NULL)
    return refuse_line (error, "A line after the last one");
  if (g_error_matches (cause, CERCLE_WIRE_ERROR, CERCLE_WIRE_ERROR_KIND))
    return TRUE;
  if (line == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (line->sort == CERCLE_LINE_ITEM)
    return take_item (pull, g_steal_pointer (&line->item), error);
  if (!take_frame (pull, line, error))
    return FALSE;
  if (line->sort == CERCLE_LINE_END)
    pull->end = g_steal_pointer (&line);
  return TRUE;
}

static gboolean
pull_finish_page (Pull *pull, GError **error)
{
  const CercleLine *end = pull->end;
  const char *next;

  if (end == NULL)
    return cercle_transport_fail (error, CERCLE_TRANSPORT_ERROR_CUT);
  if (pull->snapshot && !end->more)
    return pull_finish (pull, pull->place, end->cursor, error);
  next = pull->snapshot ? end->mark : end->cursor;
  /* Whoever stands still and promises more would keep the desk for ever. */
  if (next == NULL || (end->more && strcmp (next, pull->place) == 0))
    return refuse_line (error, "A page that leads nowhere");
  if (pull->items->len == 0 && strcmp (next, pull->place) == 0)
    return pull_join (pull, error);
  return pull_finish (pull, next, NULL, error);
}

static char *
page_path (const Pull *pull)
{
  g_autofree char *scope = g_uri_escape_string (pull->scope->scope, NULL, FALSE);
  g_autofree char *place = g_uri_escape_string (pull->place, NULL, FALSE);

  if (pull->snapshot)
    return g_strdup_printf ("/v1/scopes/%s/snapshot?after=%s&limit=%d", scope, place, PAGE);
  return g_strdup_printf ("/v1/scopes/%s/changes?cursor=%s&limit=%d", scope, place, PAGE);
}

typedef enum
{
  TURN_FAILED,
  TURN_DONE, /* the scope is as the server has it, or run->again */
  TURN_MORE,
  TURN_RESET, /* this place is no longer known: a snapshot from its beginning */
} Turn;

/* One page. 403, 409: the grant in hand is no longer true. 410, 422: a place that is too old, or
 * that another version of the server has named. */
static Turn
pull_page (Pull *pull, GError **error)
{
  static const guint spare[] = { 403, 409, 410, 422, 0 };
  CercleSyncLines lines = { take_line_cb, pull };
  g_autofree char *path = page_path (pull);
  g_auto (CercleReply) reply = { 0 };
  GError *cause = NULL;

  g_clear_pointer (&pull->end, cercle_line_free);
  pull->last_seq = 0;
  if (!cercle_sync_ask_lines (pull->run, path, spare, &lines, &reply, &cause))
    {
      if (!pull->run->again)
        g_propagate_error (error, cause);
      else
        g_error_free (cause);
      return pull->run->again ? TURN_DONE : TURN_FAILED;
    }
  if (reply.status == 403 || reply.status == 409)
    pull->run->again = TRUE;
  if (reply.status != 200)
    return pull->run->again ? TURN_DONE : TURN_RESET;
  if (!pull_finish_page (pull, error))
    return TURN_FAILED;
  return pull->end->more ? TURN_MORE : TURN_DONE;
}

static Turn
pull_pages (CercleSyncRun *run, const CercleScope *scope, const Place *place, GError **error)
{
  g_auto (Pull) pull = { .run = run, .scope = scope };
  Turn turn;

  pull.snapshot = place->mark != NULL;
  pull.place = g_strdup (pull.snapshot ? place->mark : place->cursor);
  pull_start_items (&pull);
  do
    turn = pull_page (&pull, error);
  while (turn == TURN_MORE);
  return turn;
}

static gboolean
is_up_to_date (const CercleScope *scope, const Place *place)
{
  g_autofree char *epoch = NULL;
  gint64 seq;

  return place->mark == NULL && cercle_wire_get_cursor (place->cursor, NULL, &epoch, &seq) &&
         strcmp (epoch, scope->epoch) == 0 && seq == scope->head;
}

static char *
make_view (const CercleGrant *grant, const CercleScope *scope)
{
  return g_strdup_printf ("%s %u %s", scope->epoch, cercle_store_schema (), grant->audiences);
}

/* One that was cut in its first page is begun anew: what it had seen then may be hidden by now, and
 * would not be swept. */
static gboolean
needs_snapshot (const Place *place, gboolean begun)
{
  if (!place->fresh || (place->cursor == NULL && place->mark == NULL))
    return TRUE;
  return !begun && place->mark != NULL && place->mark[0] == '\0';
}

/* A snapshot ends at the moment it began; what has changed since comes by the feed. */
static gboolean
pull_scope (CercleSyncRun *run, const CercleScope *scope, GError **error)
{
  g_autofree char *view = make_view (run->grant, scope);
  gboolean reset = FALSE, begun = FALSE;

  for (guint starts = 0; starts <= MAX_SNAPSHOT_STARTS;)
    {
      g_auto (Place) place = { scope->scope, scope->epoch, view };
      gboolean snapshot;
      Turn turn;

      if (!cercle_sync_job (run, find_place_job, &place, error))
        return FALSE;
      if (needs_snapshot (&place, begun) || reset)
        {
          starts++;
          reset = FALSE;
          begun = TRUE;
          if (!cercle_sync_job (run, begin_snapshot_job, &place, error))
            return FALSE;
          continue;
        }
      if (is_up_to_date (scope, &place))
        return TRUE;
      snapshot = place.mark != NULL;
      turn = pull_pages (run, scope, &place, error);
      reset = turn == TURN_RESET;
      if (turn == TURN_FAILED)
        return FALSE;
      if (turn == TURN_DONE && (!snapshot || run->again))
        return TRUE;
    }
  return cercle_sync_fail (error, CERCLE_SYNC_ERROR_BUSY, 0);
}

void
cercle_sync_set_slice (guint rows)
{
  fixed_slice = rows;
}

gboolean
cercle_sync_pull (CercleSyncRun *run, GError **error)
{
  for (guint i = 0; i < run->grant->scopes->len && !run->again; i++)
    if (!pull_scope (run, run->grant->scopes->pdata[i], error))
      return FALSE;
  return TRUE;
}
