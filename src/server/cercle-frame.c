/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* In which territory, and in which time zone, does a scope work? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-frame.h"

#include "cercle-community.h"
#include "cercle-deadline.h"

void
cercle_frame_clear (CercleFrame *frame)
{
  g_clear_pointer (&frame->scope, g_free);
  g_clear_pointer (&frame->territory, g_free);
  g_clear_pointer (&frame->zone, g_free);
}

/* The record that a REF field of record names; NULL without error when there is none. */
static CercleRecord *
follow (CercleStore *store, CercleRecord *record, guint field, const CercleKind *kind,
        GError **error)
{
  const char *id = record != NULL ? cercle_record_get_text (record, field) : NULL;
  return id != NULL ? cercle_store_get (store, kind, id, error) : NULL;
}

static gboolean
read_community (CercleFrame *frame, CercleStore *store, const char *id, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (CercleRecord) community = cercle_store_get (store, &cercle_community_kind, id, &local);
  g_autoptr (CercleRecord) territory = NULL;

  if (local == NULL)
    territory =
        follow (store, community, CERCLE_COMMUNITY_TERRITORY, &cercle_territory_kind, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (territory != NULL)
    {
      frame->territory = g_strdup (cercle_record_get_text (territory, CERCLE_TERRITORY_CODE));
      frame->zone = g_strdup (cercle_record_get_text (territory, CERCLE_TERRITORY_ZONE));
    }
  return TRUE;
}

gboolean
cercle_frame_read (CercleFrame *frame, CercleStore *store, const char *scope, GError **error)
{
  if (g_strcmp0 (frame->scope, scope) == 0)
    return TRUE;
  cercle_frame_clear (frame);
  if (g_str_has_prefix (scope, "t:"))
    frame->territory = g_strdup (scope + 2);
  else if (g_str_has_prefix (scope, "c:") && !read_community (frame, store, scope + 2, error))
    return FALSE;
  if (frame->zone == NULL)
    frame->zone = g_strdup (cercle_territory_zone (frame->territory));
  frame->scope = g_strdup (scope);
  return TRUE;
}
