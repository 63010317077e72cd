/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a line say of a sheet that is being checked? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-campaign-row.h"

#include <glib/gi18n-lib.h>

#include "cercle-day-format.h"
#include "cercle-day.h"
#include "cercle-directory-words.h"
#include "cercle-macros.h"
#include "cercle-organisation.h"
#include "cercle-session.h"

struct _CercleCampaignRow
{
  GObject parent_instance;
  char *name, *town;
  char *verified, *again; /* days, or NULL */
  const char *state;      /* a token of cercle_enquiry_outcomes, static */
};

G_DEFINE_FINAL_TYPE (CercleCampaignRow, cercle_campaign_row, G_TYPE_OBJECT)

static void
cercle_campaign_row_finalize (GObject *object)
{
  CercleCampaignRow *self = CERCLE_CAMPAIGN_ROW (object);

  g_free (self->name);
  g_free (self->town);
  g_free (self->verified);
  g_free (self->again);
  G_OBJECT_CLASS (cercle_campaign_row_parent_class)->finalize (object);
}

static void
cercle_campaign_row_class_init (CercleCampaignRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cercle_campaign_row_finalize;
}

static void
cercle_campaign_row_init (CercleCampaignRow *self)
{
}

CercleCampaignRow *
cercle_campaign_row_new (const CerclePartnerCampaign *campaign, guint i)
{
  CercleCampaignRow *self = g_object_new (CERCLE_TYPE_CAMPAIGN_ROW, NULL);
  const CerclePartnerLine *line = campaign->lines->pdata[i];
  CercleRecord *organisation = line->organisation;

  self->name = g_strdup (cercle_record_get_text (organisation, CERCLE_ORGANISATION_NAME));
  self->town = cercle_directory_town (line);
  self->verified =
      g_strdup (cercle_record_get_text (organisation, CERCLE_ORGANISATION_VERIFIED_ON));
  self->again =
      g_strdup (cercle_record_get_text (campaign->enquiries->pdata[i], CERCLE_ENQUIRY_AGAIN_ON));
  self->state = g_intern_string (cercle_partner_campaign_state (campaign->campaign, organisation,
                                                                campaign->enquiries->pdata[i]));
  return self;
}

/* What each state is called here, and its sign. */
static const struct
{
  const char *state, *icon, *label;
} states[] = {
  { "todo", NULL, N_ ("To do") },
  { "reached", "object-select-symbolic", N_ ("Verified") },
  { "no_answer", "call-missed-symbolic", N_ ("No answer") },
  { "written", "mail-send-symbolic", N_ ("Written to") },
  { "refused", "action-unavailable-symbolic", N_ ("Does not wish to answer") },
};

static void
fill_partner (CercleCell *cell, gpointer item, gpointer session)
{
  CercleCampaignRow *row = item;

  cercle_cell_strong (cell, row->name);
  cercle_cell_dim (cell, row->town);
}

static void
fill_verified (CercleCell *cell, gpointer item, gpointer session)
{
  CercleCampaignRow *row = item;
  g_autofree char *day = row->verified != NULL
                             ? cercle_day_format_short (cercle_day_parse (row->verified),
                                                        cercle_session_get_today_number (session))
                             : NULL;

  cercle_cell_dim (cell, day != NULL ? day : _ ("never"));
}

static void
fill_state (CercleCell *cell, gpointer item, gpointer session)
{
  CercleCampaignRow *row = item;

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (states[i].state, row->state))
      {
        if (states[i].icon != NULL)
          cercle_cell_icon (cell, states[i].icon, FALSE, NULL);
        cercle_cell_text (cell, _ (states[i].label));
      }
  if (row->again != NULL && !cercle_partner_campaign_is_done (row->state))
    {
      g_autofree char *day = cercle_day_format_short (cercle_day_parse (row->again),
                                                      cercle_session_get_today_number (session));
      /* TRANSLATORS: when a partner is to be rung again. */
      g_autofree char *words = g_strdup_printf (_ ("again: %s"), day);

      cercle_cell_dim (cell, words);
    }
}

const CercleColumn cercle_campaign_columns[] = {
  { "partner", N_ ("Partner"), 0, 0, 0, fill_partner },
  { "verified", N_ ("Checked"), 110, 0, CERCLE_COLUMN_WIDE, fill_verified },
  { "state", N_ ("What came of it"), 250, 0, CERCLE_COLUMN_BELOW, fill_state },
};
const guint cercle_campaign_n_columns = G_N_ELEMENTS (cercle_campaign_columns);
