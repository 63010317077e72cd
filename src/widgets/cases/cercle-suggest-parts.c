/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which place, or which service, of this organisation is meant? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-suggest-parts.h"

#include "cercle-commune.h"
#include "cercle-organisation.h"

typedef struct
{
  CercleSession *session;
  const CercleKind *kind;
  char *organisation;
} Parts;

typedef struct
{
  CercleLookup *lookup;
  char *typed;
} Asked;

static const char parts_key[] = "cercle-parts";

static void
parts_free (gpointer data)
{
  Parts *parts = data;

  g_object_unref (parts->session);
  g_free (parts->organisation);
  g_free (parts);
}

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->lookup);
  g_free (asked->typed);
  g_free (asked);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

char *
cercle_suggest_part_name (CercleRecord *part)
{
  gboolean place = cercle_record_get_kind (part) == &cercle_place_kind;
  const char *name = cercle_record_get_text (part, place ? CERCLE_PLACE_NAME : CERCLE_SERVICE_NAME);

  if (name == NULL && place)
    name = cercle_commune_name (cercle_record_get_text (part, CERCLE_PLACE_COMMUNE));
  return g_strdup (name != NULL && *name != '\0' ? name : "?");
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Asked) asked = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found =
      cercle_session_find_finish (CERCLE_SESSION (source), result, &error);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      CercleRecord *part = found->pdata[i];
      gboolean place = cercle_record_get_kind (part) == &cercle_place_kind;
      g_autofree char *name = cercle_suggest_part_name (part);
      const char *town =
          place ? cercle_commune_name (cercle_record_get_text (part, CERCLE_PLACE_COMMUNE)) : NULL;

      if (cercle_suggestion_fits (asked->typed, name, town))
        g_ptr_array_add (lines,
                         cercle_suggestion_new (cercle_record_get_id (part), name,
                                                g_strcmp0 (town, name) != 0 ? town : NULL, 0));
    }
  if (found != NULL)
    cercle_lookup_offer (asked->lookup, asked->typed, lines);
}

static void
search_cb (CercleLookup *lookup, const char *typed)
{
  const Parts *parts = g_object_get_data (G_OBJECT (lookup), parts_key);
  g_autoptr (CercleQuery) query = cercle_query_new (parts->kind);
  int of = cercle_kind_field (parts->kind, parts->kind->parent);
  Asked *asked = g_new0 (Asked, 1);

  asked->lookup = g_object_ref (lookup);
  asked->typed = g_strdup (typed);
  cercle_query_where (query, (guint) of, CERCLE_IS, parts->organisation);
  cercle_session_find_async (parts->session, query, NULL, found_cb, asked);
}

void
cercle_suggest_parts (CercleLookup *lookup, CercleSession *session, const CercleKind *kind,
                      const char *organisation)
{
  Parts *parts = g_new0 (Parts, 1);

  parts->session = g_object_ref (session);
  parts->kind = kind;
  parts->organisation = g_strdup (organisation);
  g_object_set_data_full (G_OBJECT (lookup), parts_key, parts, parts_free);
  g_signal_connect (lookup, "search", G_CALLBACK (search_cb), NULL);
}
