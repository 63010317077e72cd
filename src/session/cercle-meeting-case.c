/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does an agenda say of a case? More people read it than the case. */
#define G_LOG_DOMAIN "cercle-session"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "cercle-agenda-compose.h"
#include "cercle-case-masking.h"
#include "cercle-case.h"
#include "cercle-macros.h"
#include "cercle-meeting-desk-private.h"

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE, sentence);
  return FALSE;
}

/* (transfer full) (nullable): the case that an item is about, where it is on this desk. */
static CercleRecord *
case_of (CercleStore *store, CercleRecord *item)
{
  const char *about = cercle_record_get_text (item, CERCLE_AGENDA_ITEM_ABOUT);
  CercleRecord *kase =
      about != NULL && g_str_has_prefix (about, "case:")
          ? cercle_store_get (store, &cercle_case_kind, about + strlen ("case:"), NULL)
          : NULL;

  if (kase != NULL && cercle_record_envelope (kase)->deleted)
    g_clear_object (&kase);
  return kase;
}

gboolean
cercle_meeting_mask_item (CercleStore *store, CercleRecord *item, GError **error)
{
  static const guint typed[] = { CERCLE_AGENDA_ITEM_TITLE, CERCLE_AGENDA_ITEM_NOTES };
  g_autoptr (CercleRecord) kase = case_of (store, item);
  g_autoptr (CercleMasking) masking = NULL;

  if (kase == NULL)
    return TRUE;
  masking = cercle_case_masking (store, kase, error);
  for (guint i = 0; masking != NULL && i < G_N_ELEMENTS (typed); i++)
    {
      const char *text = cercle_record_get_text (item, typed[i]);
      g_autofree char *told = NULL;

      if (text == NULL || !(cercle_record_get_changed (item) & CERCLE_MASK (typed[i])))
        continue;
      told = cercle_masking_apply (masking, text);
      cercle_record_set_text (item, typed[i], told);
    }
  return masking != NULL;
}

static gboolean
stands_already (CercleMeetingSheet *sheet, const char *about)
{
  for (guint i = 0; i < sheet->items->len; i++)
    {
      const CercleMeetingItem *item = sheet->items->pdata[i];

      if (g_strcmp0 (cercle_record_get_text (item->item, CERCLE_AGENDA_ITEM_ABOUT), about) == 0 &&
          g_strcmp0 (cercle_record_get_text (item->item, CERCLE_AGENDA_ITEM_STATE), "open") == 0)
        return TRUE;
    }
  return FALSE;
}

gboolean
cercle_meeting_tell_case (CercleStore *store, const CercleSittingPlace *place,
                          CercleMeetingSheet *sheet, CercleRecord *item, GError **error)
{
  const char *about = cercle_record_get_text (item, CERCLE_AGENDA_ITEM_ABOUT);
  g_autoptr (CercleRecord) kase = NULL;
  g_autofree char *line = NULL;

  if (about == NULL || !g_str_has_prefix (about, "case:"))
    return TRUE;
  if (stands_already (sheet, about))
    return refuse (error, _ ("This case already stands on the agenda of that meeting."));
  kase = case_of (store, item);
  if (kase == NULL)
    return refuse (error, _ ("This case is not on this desk any more."));
  if (g_strcmp0 (cercle_record_envelope (kase)->audience, "protected") == 0)
    return refuse (error, _ ("This case is kept apart: no agenda speaks of it."));
  line = cercle_agenda_tell_case (store, kase, place->today, error);
  if (line == NULL)
    return FALSE;
  cercle_record_set_text (item, CERCLE_AGENDA_ITEM_TEXT, line);
  return cercle_meeting_mask_item (store, item, error);
}
