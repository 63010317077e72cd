/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which reflex sheets does a community begin with? */
#define G_LOG_DOMAIN "cercle-server"

#include <gio/gio.h>
#include <string.h>

#include "cercle-directory.h"
#include "cercle-feed.h"
#include "cercle-founding.h"
#include "cercle-id.h"
#include "cercle-server-resources.h"

#define NATIONAL "national"
#define VERSION "1"
#define ISSUED_ON "2020-06-02" /* the day the communities opened (S1) */

/* The text of one sheet, from its [token] on. */
static gboolean
write_sheet (CercleStore *store, const char *block, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (block, "\n\n", 2);
  g_auto (GStrv) lines = g_strsplit (parts[0], "\n", -1);
  g_autofree char *token = g_strndup (lines[0], strcspn (lines[0], "]"));
  g_autofree char *id = cercle_id_derive (NATIONAL, "kit", token, VERSION);
  g_autoptr (CercleRecord) sheet = cercle_record_new_with_id (&cercle_document_kind, id);
  guint64 set = 0;

  if (cercle_store_get_key (store, &cercle_document_kind, id) != 0)
    return TRUE;
  cercle_record_set_text (sheet, CERCLE_DOCUMENT_SORT, "reflex");
  cercle_record_set_text (sheet, CERCLE_DOCUMENT_VERSION, VERSION);
  cercle_record_set_text (sheet, CERCLE_DOCUMENT_ISSUED_ON, ISSUED_ON);
  for (guint i = 1; lines[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (lines[i], " | ", 2);
      int field = cercle_kind_field (&cercle_document_kind, pair[0]);

      g_return_val_if_fail (field >= 0 && pair[1] != NULL, FALSE);
      cercle_record_set_text (sheet, (guint) field, pair[1]);
    }
  cercle_record_set_text (sheet, CERCLE_DOCUMENT_TEXT, g_strchomp (parts[1]));
  cercle_envelope_set (&cercle_record_envelope (sheet)->scope, NATIONAL);
  for (guint i = 0; i < CERCLE_DOCUMENT_N_FIELDS; i++)
    set |= cercle_record_is_set (sheet, i) ? G_GUINT64_CONSTANT (1) << i : 0;
  return cercle_record_check (sheet, error) &&
         cercle_feed_write (store, sheet, CERCLE_OP_CREATE, set, NULL, error);
}

gboolean
cercle_founding_kit (CercleStore *store, GError **error)
{
  g_autoptr (GBytes) bytes =
      g_resource_lookup_data (cercle_server_get_resource (), "/org/cercle360/server/kit.txt",
                              G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *text = NULL;
  g_auto (GStrv) blocks = NULL;

  if (bytes == NULL || !cercle_feed_add_scope (store, NATIONAL, error))
    return FALSE;
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  blocks = g_strsplit (text, "\n[", -1);
  for (guint i = 1; blocks[i] != NULL; i++)
    if (!write_sheet (store, blocks[i], error))
      return FALSE;
  return TRUE;
}
