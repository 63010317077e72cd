/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does one action of a user consist of? */
#define G_LOG_DOMAIN "cercle-store"

#include "cercle-event.h"
#include "cercle-journal-private.h"

static void
entry_clear (CercleEntry *entry)
{
  g_object_unref (entry->record);
}

CercleTx *
cercle_tx_new (const char *label)
{
  CercleTx *tx = g_new0 (CercleTx, 1);

  tx->label = g_strdup (label);
  tx->entries = g_array_new (FALSE, FALSE, sizeof (CercleEntry));
  tx->drafts = g_ptr_array_new_with_free_func (g_free);
  g_array_set_clear_func (tx->entries, (GDestroyNotify) entry_clear);
  return tx;
}

void
cercle_tx_free (CercleTx *tx)
{
  g_free (tx->label);
  g_free (tx->promised);
  g_array_unref (tx->entries);
  g_ptr_array_unref (tx->drafts);
  g_free (tx);
}

void
cercle_tx_add (CercleTx *tx, CercleEntrySort sort, CercleRecord *record, gboolean stamp)
{
  CercleEntry entry = { sort, g_object_ref (record), stamp };
  g_array_append_val (tx->entries, entry);
}

void
cercle_tx_save (CercleTx *tx, CercleRecord *record)
{
  cercle_tx_add (tx, CERCLE_ENTRY_SAVE, record, FALSE);
}

void
cercle_tx_delete (CercleTx *tx, CercleRecord *record)
{
  cercle_tx_add (tx, CERCLE_ENTRY_DELETE, record, FALSE);
}

void
cercle_tx_drop_draft (CercleTx *tx, const char *id)
{
  g_ptr_array_add (tx->drafts, g_strdup (id));
}

void
cercle_tx_set_apart (CercleTx *tx)
{
  tx->apart = TRUE;
}

const char *
cercle_tx_get_label (CercleTx *tx)
{
  return tx->label;
}

const char *
cercle_tx_get_promised (CercleTx *tx)
{
  return tx->promised;
}

guint
cercle_tx_get_size (CercleTx *tx)
{
  return tx->entries->len;
}

CercleRecord *
cercle_tx_get_record (CercleTx *tx, guint i)
{
  return g_array_index (tx->entries, CercleEntry, i).record;
}

void
cercle_tx_note_promised (CercleTx *tx, CercleRecord *action)
{
  const char *day = cercle_record_get_text (action, CERCLE_ACTION_DUE_ON);

  if (g_strcmp0 (cercle_record_get_text (action, CERCLE_ACTION_STATE), "open") != 0 ||
      (tx->promised != NULL && strcmp (tx->promised, day) <= 0))
    return;
  g_free (tx->promised);
  tx->promised = g_strdup (day);
}
