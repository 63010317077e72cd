/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What of our own sheets may other programs and paper hold? */
#define G_LOG_DOMAIN "cercle-exchange"

#include "cercle-directory-own.h"

#include <string.h>

#include "cercle-commune.h"
#include "cercle-organisation.h"

static const char *
text (CercleRecord *record, guint field)
{
  return cercle_record_get_text (record, field);
}

static void
add_once (GPtrArray *texts, const char *one)
{
  if (one != NULL && !g_ptr_array_find_with_equal_func (texts, one, g_str_equal, NULL))
    g_ptr_array_add (texts, g_strdup (one));
}

static gboolean
is_hidden (CercleRecord *place)
{
  return cercle_record_get_flag (place, CERCLE_PLACE_HIDDEN);
}

/* (transfer none) (nullable): the first that anybody may know. */
static CercleRecord *
open_place (GPtrArray *places)
{
  for (guint i = 0; i < places->len; i++)
    if (!is_hidden (places->pdata[i]))
      return places->pdata[i];
  return NULL;
}

static void
take_place (CercleForeignSheet *sheet, CercleRecord *place)
{
  const char *commune = text (place, CERCLE_PLACE_COMMUNE);

  cercle_foreign_sheet_take_line (sheet, text (place, CERCLE_PLACE_ADDRESS));
  sheet->postcode = g_strdup (text (place, CERCLE_PLACE_POSTCODE));
  sheet->commune = g_strdup (commune);
  if (commune != NULL)
    sheet->town = g_strdup (cercle_commune_name (commune));
}

/* Days compare as text. */
static gboolean
is_over (CercleRecord *contact, const char *today)
{
  const char *to = text (contact, CERCLE_CONTACT_TO_ON);

  return to != NULL && strcmp (to, today) < 0;
}

static void
take_contact (CercleForeignSheet *sheet, CercleRecord *record)
{
  CercleForeignContact *contact = cercle_foreign_contact_new ();

  contact->first_name = g_strdup (text (record, CERCLE_CONTACT_FIRST_NAME));
  contact->last_name = g_strdup (text (record, CERCLE_CONTACT_LAST_NAME));
  contact->function = g_strdup (text (record, CERCLE_CONTACT_FUNCTION));
  contact->phone = g_strdup (text (record, CERCLE_CONTACT_PHONE));
  contact->mail = g_strdup (text (record, CERCLE_CONTACT_MAIL));
  g_ptr_array_add (sheet->contacts, contact);
}

/* Where all it has is somebody's home, its telephone is that person's. */
static void
take_reach (CercleForeignSheet *sheet, const CercleDirectoryOwn *own)
{
  CercleRecord *organisation = own->organisation;

  if (!sheet->hidden || own->people)
    {
      add_once (sheet->phones, text (organisation, CERCLE_ORGANISATION_PHONE));
      cercle_foreign_sheet_take_mail (sheet, text (organisation, CERCLE_ORGANISATION_MAIL));
    }
  for (guint i = 0; i < own->places->len; i++)
    if (!is_hidden (own->places->pdata[i]))
      add_once (sheet->phones, text (own->places->pdata[i], CERCLE_PLACE_PHONE));
  cercle_foreign_sheet_take_url (sheet, text (organisation, CERCLE_ORGANISATION_WEB));
}

CercleForeignSheet *
cercle_directory_own (const CercleDirectoryOwn *own)
{
  CercleForeignSheet *sheet = cercle_foreign_sheet_new (CERCLE_FOREIGN_TABLE);
  CercleRecord *organisation = own->organisation, *place = open_place (own->places);

  sheet->key = g_strdup (cercle_record_get_id (organisation));
  sheet->name = g_strdup (text (organisation, CERCLE_ORGANISATION_NAME));
  sheet->long_name = g_strdup (text (organisation, CERCLE_ORGANISATION_LONG_NAME));
  sheet->category_label = g_strdup (text (organisation, CERCLE_ORGANISATION_CATEGORY));
  sheet->finess = g_strdup (text (organisation, CERCLE_ORGANISATION_FINESS));
  sheet->siret = g_strdup (text (organisation, CERCLE_ORGANISATION_SIRET));
  sheet->updated_on = g_strdup (text (organisation, CERCLE_ORGANISATION_VERIFIED_ON));
  sheet->closed_on = g_strdup (text (organisation, CERCLE_ORGANISATION_CLOSED_ON));
  if (own->parent != NULL)
    {
      sheet->legal_name = g_strdup (text (own->parent, CERCLE_ORGANISATION_NAME));
      sheet->finess_legal = g_strdup (text (own->parent, CERCLE_ORGANISATION_FINESS));
    }
  sheet->hidden = place == NULL && own->places->len > 0;
  if (place != NULL)
    take_place (sheet, place);
  take_reach (sheet, own);
  for (guint i = 0; own->people && i < own->contacts->len; i++)
    if (!is_over (own->contacts->pdata[i], own->today))
      take_contact (sheet, own->contacts->pdata[i]);
  return sheet;
}
