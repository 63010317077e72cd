/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a change of many cases do to one of them? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-bulk.h"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-moves.h"
#include "cercle-text.h"

#define TOKEN_LENGTH 60

/* The baton moves or stays; what the model refuses is refused here, before anything is written. */
static CercleRecord *
move_baton (CercleRecord *kase, const char *holder, const char *promised_by, const char *zone,
            GError **error)
{
  const char *step = cercle_record_get_text (kase, CERCLE_CASE_NEXT_STEP);
  g_autoptr (CercleRecord) event = cercle_move_baton (kase, holder, step, promised_by);
  g_autoptr (CercleRecord) after = cercle_record_copy (kase);

  if (!cercle_record_check (event, error) ||
      cercle_case_apply_event (after, event, zone, error) != CERCLE_MOVE_APPLIED)
    return NULL;
  return g_steal_pointer (&event);
}

static CercleRecord *
hand_over (const char *holder, CercleRecord *kase, const char *zone, GError **error)
{
  if (g_strcmp0 (cercle_record_get_text (kase, CERCLE_CASE_HOLDER), holder) == 0)
    return NULL;
  return move_baton (kase, holder, cercle_record_get_text (kase, CERCLE_CASE_PROMISED_BY), zone,
                     error);
}

static CercleRecord *
postpone (const char *day, CercleRecord *kase, const char *zone, GError **error)
{
  const char *promised = cercle_record_get_text (kase, CERCLE_CASE_PROMISED_BY);
  int order = g_strcmp0 (promised, day);

  if (order == 0)
    return NULL;
  if (order > 0)
    {
      g_set_error_literal (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE,
                           _ ("It is promised for a later day already."));
      return NULL;
    }
  return move_baton (kase, cercle_record_get_text (kase, CERCLE_CASE_HOLDER), day, zone, error);
}

static CercleRecord *
set_tag (const char *tag, gboolean present, CercleRecord *kase, GError **error)
{
  g_autoptr (CercleRecord) after = NULL;

  if (cercle_record_has_token (kase, CERCLE_CASE_TAGS, tag) == present)
    return NULL;
  after = cercle_record_copy (kase);
  cercle_record_set_token (after, CERCLE_CASE_TAGS, tag, present);
  return cercle_record_check (after, error) ? g_steal_pointer (&after) : NULL;
}

CercleRecord *
cercle_bulk_change (const CercleBulk *bulk, CercleRecord *kase, const char *zone, GError **error)
{
  switch (bulk->sort)
    {
    case CERCLE_BULK_HAND_OVER:
      return hand_over (bulk->value, kase, zone, error);
    case CERCLE_BULK_POSTPONE:
      return postpone (bulk->value, kase, zone, error);
    case CERCLE_BULK_TAG:
    case CERCLE_BULK_UNTAG:
    default:
      return set_tag (bulk->value, bulk->sort == CERCLE_BULK_TAG, kase, error);
    }
}

char *
cercle_bulk_tag_token (const char *name)
{
  g_autofree char *folded = cercle_text_fold (name != NULL ? name : "");
  GString *token = g_string_new (NULL);

  for (const char *at = folded; at != NULL && *at != '\0' && token->len < TOKEN_LENGTH; at++)
    if (g_ascii_isalnum (*at))
      g_string_append_c (token, g_ascii_tolower (*at));
    else if (token->len > 0 && token->str[token->len - 1] != '_')
      g_string_append_c (token, '_');
  while (token->len > 0 && token->str[token->len - 1] == '_')
    g_string_truncate (token, token->len - 1);
  return g_string_free (token, token->len == 0);
}
