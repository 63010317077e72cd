/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which sheets are being checked, and what came of each? */
#define G_LOG_DOMAIN "cercle-report"

#include "cercle-partner-campaign.h"

#include <string.h>

#include "cercle-organisation.h"
#include "cercle-partner-private.h"

void
cercle_partner_campaign_free (CerclePartnerCampaign *self)
{
  g_clear_object (&self->campaign);
  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->enquiries);
  g_free (self);
}

const char *
cercle_partner_campaign_state (CercleRecord *campaign, CercleRecord *organisation,
                               CercleRecord *enquiry)
{
  const char *opened = cercle_record_get_text (campaign, CERCLE_CAMPAIGN_OPENED_ON);
  const char *verified = cercle_record_get_text (organisation, CERCLE_ORGANISATION_VERIFIED_ON);
  const char *outcome = cercle_record_get_text (enquiry, CERCLE_ENQUIRY_OUTCOME);

  if (opened != NULL && verified != NULL && strcmp (verified, opened) >= 0)
    return "reached";
  return outcome != NULL ? outcome : "todo";
}

gboolean
cercle_partner_campaign_is_done (const char *state)
{
  return g_str_equal (state, "reached") || g_str_equal (state, "refused");
}

/* (transfer full) (nullable): also NULL without error: there was none. */
static CercleRecord *
find_campaign (CercleStore *store, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_campaign_kind);
  g_autoptr (GPtrArray) found = NULL;

  cercle_query_sort (query, -1, CERCLE_CAMPAIGN_OPENED_ON, TRUE);
  found = cercle_store_find (store, query, error);
  for (guint i = 0; found != NULL && i < found->len; i++)
    if (!cercle_record_is_set (found->pdata[i], CERCLE_CAMPAIGN_CLOSED_ON))
      return g_object_ref (found->pdata[i]);
  return found != NULL && found->len > 0 ? g_object_ref (found->pdata[0]) : NULL;
}

typedef struct
{
  CerclePartnerLine *line;
  CercleRecord *enquiry;
} Asked;

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const Asked *left = a, *right = b;

  return g_utf8_collate (
      cercle_record_get_text (left->line->organisation, CERCLE_ORGANISATION_NAME),
      cercle_record_get_text (right->line->organisation, CERCLE_ORGANISATION_NAME));
}

/* A partner that is gone, or has closed, is asked nothing. (transfer full) (nullable) */
static CerclePartnerLine *
read_line (CercleStore *store, CercleRecord *enquiry, gint64 now, const char *today, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CercleRecord) organisation =
      cercle_store_get (store, &cercle_organisation_kind,
                        cercle_record_get_text (enquiry, CERCLE_ENQUIRY_ORGANISATION), &failure);

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  if (organisation == NULL || cercle_record_envelope (organisation)->deleted ||
      cercle_record_is_set (organisation, CERCLE_ORGANISATION_CLOSED_ON))
    return NULL;
  return cercle_partner_line_new (store, g_steal_pointer (&organisation), now, today, error);
}

static void
take_sorted (CerclePartnerCampaign *self, GArray *asked)
{
  g_array_sort (asked, compare_names);
  for (guint i = 0; i < asked->len; i++)
    {
      const Asked *one = &g_array_index (asked, Asked, i);
      const char *state =
          cercle_partner_campaign_state (self->campaign, one->line->organisation, one->enquiry);

      g_ptr_array_add (self->lines, one->line);
      g_ptr_array_add (self->enquiries, g_object_ref (one->enquiry));
      self->done += cercle_partner_campaign_is_done (state);
    }
}

static gboolean
read_asked (CercleStore *store, CerclePartnerCampaign *self, gint64 now, const char *today,
            GError **error)
{
  g_autoptr (GPtrArray) found =
      cercle_partner_parts (store, &cercle_enquiry_kind, CERCLE_ENQUIRY_CAMPAIGN,
                            cercle_record_get_id (self->campaign), error);
  g_autoptr (GArray) asked = g_array_new (FALSE, FALSE, sizeof (Asked));

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      g_autoptr (GError) failure = NULL;
      Asked one = { read_line (store, found->pdata[i], now, today, &failure), found->pdata[i] };

      if (one.line != NULL)
        g_array_append_val (asked, one);
      if (failure == NULL)
        continue;
      take_sorted (self, asked);
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  take_sorted (self, asked);
  return found != NULL;
}

static gboolean
count_stale (CercleStore *store, CerclePartnerCampaign *self, gint64 now, const char *today,
             GError **error)
{
  g_autoptr (GPtrArray) stale =
      cercle_partner_stale (store, now, today, 2 * CERCLE_CAMPAIGN_MOST, error);

  self->stale = stale != NULL ? stale->len : 0;
  return stale != NULL;
}

CerclePartnerCampaign *
cercle_partner_campaign_read (CercleStore *store, gint64 now, const char *today, GError **error)
{
  g_autoptr (CerclePartnerCampaign) self = g_new0 (CerclePartnerCampaign, 1);
  g_autoptr (GError) failure = NULL;

  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_partner_line_free);
  self->enquiries = g_ptr_array_new_with_free_func (g_object_unref);
  self->campaign = find_campaign (store, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if ((self->campaign != NULL && !read_asked (store, self, now, today, error)) ||
      !count_stale (store, self, now, today, error))
    return NULL;
  return g_steal_pointer (&self);
}
