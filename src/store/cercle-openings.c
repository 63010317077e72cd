/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does this desk hold by exception, and how does it let go? */
#define G_LOG_DOMAIN "cercle-store"

#include "cercle-openings.h"

#include <string.h>

#include "cercle-journal-private.h"
#include "cercle-macros.h"
#include "cercle-opening.h"
#include "cercle-query.h"

#define PREFIX "opened-"
/* Set while bytes of what was let go are still in the file. */
#define SETTING "openings_closing"

static gboolean
is_of_opening (const char *audience)
{
  return audience != NULL && g_str_has_prefix (audience, PREFIX);
}

/* (transfer full): openings that this desk reads by themselves: nobody else's, and not as
 * coordinator. */
static GPtrArray *
find_own (CercleStore *store, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_opening_kind);
  g_autoptr (GPtrArray) found = cercle_store_find (store, query, error);

  for (guint i = found != NULL ? found->len : 0; i > 0; i--)
    {
      const CercleEnvelope *envelope = cercle_record_envelope (found->pdata[i - 1]);
      g_autofree char *own = cercle_opening_audience (envelope->id);

      if (g_strcmp0 (envelope->audience, own) != 0)
        g_ptr_array_remove_index (found, i - 1);
    }
  return g_steal_pointer (&found);
}

static GPtrArray *
read_ids (CercleStore *store, const CercleKind *kind, const char *audience, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM \"%s\" WHERE audience=?", kind->table);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (CercleStatement) row = NULL;
  CercleStep step;

  /* Statements are kept by the address of their text. */
  row = cercle_sqlite_prepare (store->sqlite, g_intern_string (sql), error);
  if (row == NULL)
    return NULL;
  cercle_statement_bind (row, "s", audience);
  while ((step = cercle_statement_step (row, error)) == CERCLE_STEP_ROW)
    g_ptr_array_add (ids, g_strdup (cercle_statement_text (row, 0)));
  return step == CERCLE_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

static gboolean
let_go (CercleStore *store, const CercleKind *kind, const char *id, GError **error)
{
  gint64 unsent = 0;

  if (!cercle_sqlite_read (store->sqlite, &unsent, error,
                           "SELECT 1 FROM outbox WHERE id=? AND state IN ('waiting', 'refused')"
                           " LIMIT 1",
                           "s", id))
    return FALSE;
  if (unsent == 0)
    return cercle_store_forget (store, kind, id, error);
  /* That it was ended here is still to be told. */
  if (kind == &cercle_opening_kind)
    return TRUE;
  return cercle_sqlite_run (store->sqlite, error,
                            "UPDATE outbox SET state='refused', problem='scope', was_json=NULL"
                            " WHERE id=? AND state='waiting'",
                            "s", id) &&
         cercle_store_remove (store, kind, id, error) &&
         cercle_lay_drop_base (store, kind, id, error);
}

static gboolean
let_all_go (CercleStore *store, const char *audience, guint64 *changed, GError **error)
{
  for (guint i = 0; cercle_kinds ()[i] != NULL; i++)
    {
      const CercleKind *kind = cercle_kinds ()[i];
      g_autoptr (GPtrArray) ids = NULL;

      if (kind->reach != CERCLE_SYNCED)
        continue;
      if ((ids = read_ids (store, kind, audience, error)) == NULL)
        return FALSE;
      if (ids->len > 0)
        *changed |= CERCLE_MASK (i);
      for (guint r = 0; r < ids->len; r++)
        if (!let_go (store, kind, ids->pdata[r], error))
          return FALSE;
    }
  return TRUE;
}

static gboolean
close_over (CercleStore *store, GPtrArray *openings, gint64 now, CercleClosing *closing,
            GError **error)
{
  guint64 gone = 0;

  for (guint i = 0; i < openings->len; i++)
    {
      CercleRecord *opening = openings->pdata[i];
      g_autofree char *audience = cercle_opening_audience (cercle_record_get_id (opening));

      if (cercle_opening_is_live (opening, now))
        closing->live = TRUE;
      else if (!let_all_go (store, audience, &gone, error))
        return FALSE;
    }
  closing->changed |= gone;
  return gone == 0 || cercle_store_set_setting (store, SETTING, "1", error);
}

/* Nothing is in the way of the window: what cannot be done now is done the next time. */
static gboolean
compact (CercleStore *store, gboolean *stays, GError **error)
{
  g_autofree char *waits = NULL;
  g_autoptr (GError) local = NULL;

  if (!cercle_store_read_setting (store, SETTING, &waits, error))
    return FALSE;
  if (waits == NULL)
    return TRUE;
  if (cercle_store_compact (store, &local))
    return cercle_store_begin (store, error) &&
           cercle_store_end (store, cercle_store_set_setting (store, SETTING, NULL, error), error);
  *stays = TRUE;
  return TRUE;
}

gboolean
cercle_openings_close (CercleStore *store, gint64 now, CercleClosing *closing, GError **error)
{
  g_autoptr (GPtrArray) openings = find_own (store, error);

  *closing = (CercleClosing){ 0 };
  return openings != NULL && cercle_store_begin (store, error) &&
         cercle_store_end (store, close_over (store, openings, now, closing, error), error) &&
         compact (store, &closing->stays, error);
}

CercleRecord *
cercle_openings_of (CercleStore *store, CercleRecord *record, GError **error)
{
  const char *audience = cercle_record_envelope (record)->audience;

  return is_of_opening (audience)
             ? cercle_store_get (store, &cercle_opening_kind, audience + strlen (PREFIX), error)
             : NULL;
}

gboolean
cercle_openings_note_hidden (CercleStore *store, const char *audience, GError **error)
{
  return !is_of_opening (audience) || cercle_store_set_setting (store, SETTING, "1", error);
}
