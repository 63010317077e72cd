/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a sheet lack, and what do repeated refusals say that it does not? */
#define G_LOG_DOMAIN "cercle-report"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-day.h"
#include "cercle-macros.h"
#include "cercle-organisation.h"
#include "cercle-partner-private.h"
#include "cercle-request.h"

/* Completeness */

static gboolean
any (GPtrArray *records, guint field)
{
  for (guint i = 0; i < records->len; i++)
    if (cercle_record_is_set (records->pdata[i], field))
      return TRUE;
  return FALSE;
}

static gboolean
has_phone (const CerclePartnerSheet *sheet, const char *today)
{
  return cercle_record_is_set (sheet->line->organisation, CERCLE_ORGANISATION_PHONE) ||
         any (sheet->places, CERCLE_PLACE_PHONE) || any (sheet->contacts, CERCLE_CONTACT_PHONE);
}

static gboolean
has_mail (const CerclePartnerSheet *sheet, const char *today)
{
  return cercle_record_is_set (sheet->line->organisation, CERCLE_ORGANISATION_MAIL) ||
         any (sheet->contacts, CERCLE_CONTACT_MAIL);
}

static gboolean
has_town (const CerclePartnerSheet *sheet, const char *today)
{
  return any (sheet->places, CERCLE_PLACE_COMMUNE);
}

static gboolean
has_service (const CerclePartnerSheet *sheet, const char *today)
{
  return any (sheet->services, CERCLE_SERVICE_THEMES);
}

static gboolean
has_publics (const CerclePartnerSheet *sheet, const char *today)
{
  return any (sheet->services, CERCLE_SERVICE_PUBLICS) ||
         any (sheet->services, CERCLE_SERVICE_AGE_FROM) ||
         any (sheet->services, CERCLE_SERVICE_AGE_TO);
}

static gboolean
has_area (const CerclePartnerSheet *sheet, const char *today)
{
  return any (sheet->services, CERCLE_SERVICE_WHOLE_AREA) ||
         any (sheet->services, CERCLE_SERVICE_COMMUNES);
}

static gboolean
has_times (const CerclePartnerSheet *sheet, const char *today)
{
  return any (sheet->services, CERCLE_SERVICE_SLOTS) ||
         any (sheet->places, CERCLE_PLACE_OPEN_DAYS) || any (sheet->places, CERCLE_PLACE_HOURS);
}

static gboolean
has_conditions (const CerclePartnerSheet *sheet, const char *today)
{
  return any (sheet->services, CERCLE_SERVICE_CONDITIONS);
}

static gboolean
has_person (const CerclePartnerSheet *sheet, const char *today)
{
  return sheet->contacts->len > 0;
}

static gboolean
has_deaf_access (const CerclePartnerSheet *sheet, const char *today)
{
  return cercle_record_is_set (sheet->line->organisation, CERCLE_ORGANISATION_DEAF_ACCESS);
}

static gboolean
is_verified (const CerclePartnerSheet *sheet, const char *today)
{
  g_autofree char *on = cercle_partner_check_on (sheet->line->organisation);

  return cercle_record_is_set (sheet->line->organisation, CERCLE_ORGANISATION_VERIFIED_ON) &&
         (on == NULL || strcmp (on, today) > 0);
}

/* What is needed to ask weighs most; the weightiest first. */
/* clang-format off */
static const struct
{
  CerclePartnerCriterion criterion;
  gboolean (*holds) (const CerclePartnerSheet *sheet, const char *today);
} criteria[] = {
#define IN(kind, field) &cercle_##kind##_kind, field
  { { "phone", N_ ("No telephone number"), 20, IN (organisation, CERCLE_ORGANISATION_PHONE) }, has_phone },
  { { "service", N_ ("Not said what it can do"), 20, IN (service, CERCLE_SERVICE_THEMES) }, has_service },
  { { "publics", N_ ("Not said for whom, or for which ages"), 10, IN (service, CERCLE_SERVICE_PUBLICS) }, has_publics },
  { { "area", N_ ("Not said which communes it covers"), 10, IN (service, CERCLE_SERVICE_WHOLE_AREA) }, has_area },
  { { "verified", N_ ("To be verified"), 10, NULL, 0 }, is_verified },
  { { "town", N_ ("No place with its commune"), 8, IN (place, CERCLE_PLACE_COMMUNE) }, has_town },
  { { "times", N_ ("Not said on which days"), 6, IN (service, CERCLE_SERVICE_SLOTS) }, has_times },
  { { "person", N_ ("Nobody to ask for"), 6, IN (contact, CERCLE_CONTACT_LAST_NAME) }, has_person },
  { { "conditions", N_ ("No conditions of admission"), 4, IN (service, CERCLE_SERVICE_CONDITIONS) }, has_conditions },
  { { "mail", N_ ("No e-mail address"), 4, IN (organisation, CERCLE_ORGANISATION_MAIL) }, has_mail },
  { { "deaf_access", N_ ("Not said how deaf people reach it"), 2, IN (organisation, CERCLE_ORGANISATION_DEAF_ACCESS) }, has_deaf_access },
#undef IN
};
/* clang-format on */

void
cercle_partner_weigh (CerclePartnerSheet *sheet, const char *today)
{
  guint whole = 0, held = 0;

  sheet->missing = g_ptr_array_new ();
  for (guint i = 0; i < G_N_ELEMENTS (criteria); i++)
    {
      gboolean holds = criteria[i].holds (sheet, today);

      whole += criteria[i].criterion.weight;
      if (holds)
        held += criteria[i].criterion.weight;
      else
        g_ptr_array_add (sheet->missing, (gpointer) &criteria[i].criterion);
    }
  sheet->complete = held * 100 / whole;
}

/* Refusals */

/* Codes of the official list that speak of the partner; the others of the person or of paperwork.
 */
static const struct
{
  const char *motive, *condition;
} conditions[] = {
  { "86", N_ ("Technical facilities do not suit everyone: ask first") },
  { "113", N_ ("Not too far from its premises") },
  { "114", N_ ("Often short of means: ask early") },
  { "115", N_ ("Depends on the person's plans") },
  { "116", N_ ("Does not take every disability") },
  { "122", N_ ("Keeps strictly to its ages") },
};

const char *
cercle_partner_condition (const char *motive)
{
  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    if (g_strcmp0 (conditions[i].motive, motive) == 0)
      return _ (conditions[i].condition);
  return NULL;
}

static guint
count_refusals (GPtrArray *requests, const char *motive, const char *since)
{
  guint n = 0;

  for (guint i = 0; i < requests->len; i++)
    {
      const char *on = cercle_record_get_text (requests->pdata[i], CERCLE_REQUEST_ANSWERED_ON);

      n += on != NULL && strcmp (on, since) >= 0 &&
           g_strcmp0 (cercle_record_get_text (requests->pdata[i], CERCLE_REQUEST_ANSWER), "no") ==
               0 &&
           g_strcmp0 (cercle_record_get_text (requests->pdata[i], CERCLE_REQUEST_MOTIVE), motive) ==
               0;
    }
  return n;
}

GPtrArray *
cercle_partner_proposals (CercleRecord *organisation, GPtrArray *requests, const char *today)
{
  GPtrArray *proposals = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *since = cercle_day_to_text (cercle_day_parse (today) - CERCLE_PARTNER_LOOK_BACK);

  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    if (!cercle_record_has_token (organisation, CERCLE_ORGANISATION_KNOWN_REFUSALS,
                                  conditions[i].motive) &&
        count_refusals (requests, conditions[i].motive, since) >= CERCLE_PARTNER_REPEATED)
      g_ptr_array_add (proposals, g_strdup (conditions[i].motive));
  return proposals;
}

static void
refusal_clear (gpointer data)
{
  g_free (((CerclePartnerRefusal *) data)->motive);
}

static int
compare_refusals (gconstpointer a, gconstpointer b)
{
  const CerclePartnerRefusal *left = a, *right = b;

  return left->n != right->n ? (left->n > right->n ? -1 : 1) : strcmp (left->motive, right->motive);
}

static void
add_refusal (GArray *refusals, const char *motive)
{
  CerclePartnerRefusal refusal = { NULL, 1 };

  for (guint i = 0; i < refusals->len; i++)
    if (g_str_equal (g_array_index (refusals, CerclePartnerRefusal, i).motive, motive))
      {
        g_array_index (refusals, CerclePartnerRefusal, i).n++;
        return;
      }
  refusal.motive = g_strdup (motive);
  g_array_append_val (refusals, refusal);
}

GArray *
cercle_partner_refusals (GPtrArray *requests)
{
  GArray *refusals = g_array_new (FALSE, FALSE, sizeof (CerclePartnerRefusal));

  g_array_set_clear_func (refusals, refusal_clear);
  for (guint i = 0; i < requests->len; i++)
    {
      const char *motive = cercle_record_get_text (requests->pdata[i], CERCLE_REQUEST_MOTIVE);

      if (motive != NULL &&
          g_strcmp0 (cercle_record_get_text (requests->pdata[i], CERCLE_REQUEST_ANSWER), "no") == 0)
        add_refusal (refusals, motive);
    }
  g_array_sort (refusals, compare_refusals);
  return refusals;
}
