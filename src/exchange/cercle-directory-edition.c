/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a document older than what was already imported from the same directory? */
#define G_LOG_DOMAIN "cercle-exchange"

#include "cercle-directory-edition.h"

#include <glib/gi18n-lib.h>

#include "cercle-directory.h"
#include "cercle-display.h"
#include "cercle-query.h"

/* Whose editions follow one another, as tokens of cercle_sources; what somebody keeps herself has
 * none. */
static const char *const directories[CERCLE_FOREIGN_N_SOURCES] = {
  [CERCLE_FOREIGN_FINESS] = "finess finess_csv",
  [CERCLE_FOREIGN_FINESS_CSV] = "finess finess_csv",
  [CERCLE_FOREIGN_SERVICE_PUBLIC] = "service_public",
};

/* (transfer full) (nullable): the newest of those after day. A server keeps several territories. */
static char *
newest_of (GPtrArray *imports, const char *scope, const char *day)
{
  const char *newest = day;

  for (guint i = 0; i < imports->len; i++)
    {
      CercleRecord *import = imports->pdata[i];
      const char *other = cercle_record_get_text (import, CERCLE_IMPORT_STATED_ON);

      if (g_strcmp0 (cercle_record_envelope (import)->scope, scope) == 0 &&
          g_strcmp0 (other, newest) > 0)
        newest = other;
    }
  return newest != day ? g_strdup (newest) : NULL;
}

gboolean
cercle_directory_edition_warn (CercleStore *store, const char *scope, CercleForeignSource source,
                               const char *stated_on, char **warning, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_import_kind);
  g_autoptr (GPtrArray) imports = NULL;
  g_autofree char *newest = NULL;
  g_autofree char *here = NULL, *there = NULL;

  *warning = NULL;
  if (stated_on == NULL || directories[source] == NULL)
    return TRUE;
  cercle_query_where (query, CERCLE_IMPORT_SOURCE, CERCLE_IN, directories[source]);
  cercle_query_where (query, CERCLE_IMPORT_STATED_ON, CERCLE_FROM, stated_on);
  cercle_query_where (query, CERCLE_IMPORT_UNDONE_AT, CERCLE_IS, NULL);
  imports = cercle_store_find (store, query, error);
  newest = imports != NULL ? newest_of (imports, scope, stated_on) : NULL;
  if (newest == NULL)
    return imports != NULL;
  here = cercle_display_day (newest);
  there = cercle_display_day (stated_on);
  /* TRANSLATORS: two days, such as "5 September 2026". */
  *warning =
      g_strdup_printf (_ ("This file is of %1$s, and the same directory of %2$s was already "
                          "imported: what has changed since would become again what it was."),
                       there, here);
  return TRUE;
}
