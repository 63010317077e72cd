/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which sheet of the kit helps with this call, and what is in the kit? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-kit.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-directory.h"
#include "cercle-session-private.h"

static gboolean
is_retired (CercleRecord *sheet, const char *today)
{
  const char *on = cercle_record_get_text (sheet, CERCLE_DOCUMENT_RETIRED_ON);
  return on != NULL && strcmp (on, today) <= 0;
}

static gboolean
is_replaced (GPtrArray *all, CercleRecord *sheet, const char *today)
{
  for (guint i = 0; i < all->len; i++)
    if (!is_retired (all->pdata[i], today) &&
        g_strcmp0 (cercle_record_get_text (all->pdata[i], CERCLE_DOCUMENT_REPLACES),
                   cercle_record_get_id (sheet)) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_reflex (CercleRecord *document)
{
  return g_strcmp0 (cercle_record_get_text (document, CERCLE_DOCUMENT_SORT), "reflex") == 0;
}

/* The case has a theme of the sheet. */
static gboolean
shares_theme (CercleRecord *sheet, const char *themes)
{
  g_auto (GStrv) each = g_strsplit (themes != NULL ? themes : "", " ", -1);

  for (guint i = 0; each[i] != NULL; i++)
    if (cercle_record_has_token (sheet, CERCLE_DOCUMENT_THEMES, each[i]))
      return TRUE;
  return FALSE;
}

GPtrArray *
cercle_session_get_reflex_sheets (CercleSession *self, const char *sub_mission, const char *themes)
{
  const char *today = cercle_session_get_today (self);
  GPtrArray *sheets = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_document_kind);
  g_autoptr (GPtrArray) all = NULL;

  cercle_query_sort (query, -1, CERCLE_DOCUMENT_ISSUED_ON, TRUE);
  all = cercle_session_find_now (self, query);
  for (guint turn = 0; turn < 4; turn++)
    for (guint i = 0; i < all->len; i++)
      {
        CercleRecord *sheet = all->pdata[i];
        gboolean of_motive = cercle_record_has_token (sheet, CERCLE_DOCUMENT_MISSIONS, sub_mission);

        if (is_reflex (sheet) == (turn < 2) &&
            (turn % 2 == 0 ? of_motive : !of_motive && shares_theme (sheet, themes)) &&
            !is_retired (sheet, today) && !is_replaced (all, sheet, today))
          g_ptr_array_add (sheets, g_object_ref (sheet));
      }
  return sheets;
}

/* --- The whole kit --------------------------------------------------------------------------- */

static GPtrArray *
find_all (CercleSession *self)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_document_kind);

  cercle_query_sort (query, -1, CERCLE_DOCUMENT_ISSUED_ON, TRUE);
  return cercle_session_find_now (self, query);
}

static int
compare_documents (gconstpointer a, gconstpointer b)
{
  CercleRecord *left = *(CercleRecord *const *) a, *right = *(CercleRecord *const *) b;

  return is_reflex (left) != is_reflex (right)
             ? is_reflex (right) - is_reflex (left)
             : g_utf8_collate (cercle_record_get_text (left, CERCLE_DOCUMENT_TITLE),
                               cercle_record_get_text (right, CERCLE_DOCUMENT_TITLE));
}

GPtrArray *
cercle_session_get_kit (CercleSession *self)
{
  const char *today = cercle_session_get_today (self);
  g_autoptr (GPtrArray) all = find_all (self);
  GPtrArray *kit = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < all->len; i++)
    if (!is_retired (all->pdata[i], today) && !is_replaced (all, all->pdata[i], today))
      g_ptr_array_add (kit, g_object_ref (all->pdata[i]));
  g_ptr_array_sort (kit, compare_documents);
  return kit;
}

/* Two desks may each have replaced the other's: nobody is told twice. */
GPtrArray *
cercle_session_get_versions (CercleSession *self, CercleRecord *document)
{
  GPtrArray *versions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (CercleRecord) at = g_object_ref (document);

  while (at != NULL && g_hash_table_add (seen, g_strdup (cercle_record_get_id (at))))
    {
      const char *before = cercle_record_get_text (at, CERCLE_DOCUMENT_REPLACES);
      CercleRecord *next =
          before != NULL ? cercle_session_get (self, &cercle_document_kind, before) : NULL;

      if (next != NULL && !g_hash_table_contains (seen, cercle_record_get_id (next)))
        g_ptr_array_add (versions, g_object_ref (next));
      g_object_unref (at);
      at = next;
    }
  return versions;
}

/* --- What is no longer offered --------------------------------------------------------------- */

gboolean
cercle_session_is_withdrawn (CercleSession *self, CercleRecord *document)
{
  return is_retired (document, cercle_session_get_today (self));
}

static gboolean
has_later (GPtrArray *all, CercleRecord *document)
{
  for (guint i = 0; i < all->len; i++)
    if (g_strcmp0 (cercle_record_get_text (all->pdata[i], CERCLE_DOCUMENT_REPLACES),
                   cercle_record_get_id (document)) == 0)
      return TRUE;
  return FALSE;
}

GPtrArray *
cercle_session_get_withdrawn (CercleSession *self)
{
  g_autoptr (GPtrArray) all = find_all (self);
  GPtrArray *withdrawn = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < all->len; i++)
    if (cercle_session_is_withdrawn (self, all->pdata[i]) && !has_later (all, all->pdata[i]))
      g_ptr_array_add (withdrawn, g_object_ref (all->pdata[i]));
  g_ptr_array_sort (withdrawn, compare_documents);
  return withdrawn;
}

gboolean
cercle_session_may_withdraw (CercleSession *self, CercleRecord *document)
{
  return cercle_session_may (self, &cercle_document_kind, CERCLE_OP_PATCH) &&
         g_strcmp0 (cercle_record_envelope (document)->scope, self->directory_scope) == 0;
}

CercleTx *
cercle_session_withdraw_document (CercleSession *self, CercleRecord *document)
{
  g_autoptr (GPtrArray) versions = cercle_session_get_versions (self, document);
  CercleTx *tx = cercle_tx_new (N_ ("Document withdrawn."));

  g_ptr_array_insert (versions, 0, g_object_ref (document));
  for (guint i = 0; i < versions->len; i++)
    if (!cercle_session_is_withdrawn (self, versions->pdata[i]) &&
        cercle_session_may_withdraw (self, versions->pdata[i]))
      {
        g_autoptr (CercleRecord) copy = cercle_record_copy (versions->pdata[i]);

        cercle_record_set_text (copy, CERCLE_DOCUMENT_RETIRED_ON, cercle_session_get_today (self));
        cercle_tx_save (tx, copy);
      }
  return tx;
}

CercleTx *
cercle_session_offer_document (CercleSession *self, CercleRecord *document)
{
  g_autoptr (CercleRecord) copy = cercle_record_copy (document);
  CercleTx *tx = cercle_tx_new (N_ ("Document offered again."));

  cercle_record_unset (copy, CERCLE_DOCUMENT_RETIRED_ON);
  cercle_tx_save (tx, copy);
  return tx;
}

/* (transfer full): "3" after "2"; after what is no number, the day. */
static char *
next_version (CercleRecord *document, const char *today)
{
  const char *version = cercle_record_get_text (document, CERCLE_DOCUMENT_VERSION);
  guint64 n = 0;

  return version != NULL && g_ascii_string_to_unsigned (version, 10, 0, 999999, &n, NULL)
             ? g_strdup_printf ("%" G_GUINT64_FORMAT, n + 1)
             : g_strdup (today);
}

CercleRecord *
cercle_session_new_version (CercleSession *self, CercleRecord *document)
{
  static const guint kept[] = {
    CERCLE_DOCUMENT_TITLE,    CERCLE_DOCUMENT_SORT, CERCLE_DOCUMENT_THEMES,
    CERCLE_DOCUMENT_MISSIONS, CERCLE_DOCUMENT_TEXT, CERCLE_DOCUMENT_WEB,
  };
  const char *today = cercle_session_get_today (self);
  CercleRecord *version = cercle_session_new_record (self, &cercle_document_kind);
  g_autofree char *number = document != NULL ? next_version (document, today) : g_strdup ("1");

  cercle_record_set_text (version, CERCLE_DOCUMENT_SORT, "document");
  for (guint i = 0; document != NULL && i < G_N_ELEMENTS (kept); i++)
    cercle_record_take_value (version, document, kept[i]);
  if (document != NULL)
    cercle_record_set_text (version, CERCLE_DOCUMENT_REPLACES, cercle_record_get_id (document));
  cercle_record_set_text (version, CERCLE_DOCUMENT_VERSION, number);
  cercle_record_set_text (version, CERCLE_DOCUMENT_ISSUED_ON, today);
  return version;
}
