/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which sites are in the national extract of FINESS? One document of 0.75 GB: {generatedAt, gcc[],
 * gco[], pmej[]: the legal entities, each with ege[]: its sites}. Names change their case from one
 * version to the next, values are padded, the address of the site (usage 03) is not always the
 * first, and latitude and longitude stand in either of two pairs, or are missing. */
#define G_LOG_DOMAIN "cercle-exchange"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-foreign-private.h"
#include "cercle-json-stream.h"
#include "cercle-macros.h"
#include "cercle-official-number.h"

/* Sites of one legal entity that were met before its name. */
#define MOST_HELD 20000

enum
{
  LEGAL_FINESS,
  LEGAL_NAME,
  LEGAL_LONG_NAME,
  LEGAL_SIREN,
  N_LEGAL
};
static const char *const legal_paths[N_LEGAL] = { "numFinessPm", "denominationPm",
                                                  "denominationLonguePmSmsse", "siren" };

enum
{
  SITE_FINESS,
  SITE_NAME,
  SITE_LONG_NAME,
  SITE_SIRET,
  SITE_OPENED,
  SITE_CLOSED,
  N_SITE
};
static const char *const site_paths[N_SITE] = { "numFinessEge", "nomEgeCourt",   "nomEgeLong",
                                                "siret",        "dateOuverture", "dateFermeture" };

enum
{
  AT_USE,
  AT_COMPLEMENT,
  AT_THIRD,
  AT_FOURTH,
  AT_NUMBER,
  AT_WAY,
  AT_WAY_NAME,
  AT_PLACE,
  AT_FIFTH,
  AT_COMMUNE,
  AT_TOWN,
  AT_SIXTH,
  AT_POSTCODE,
  AT_LATITUDE,
  AT_LONGITUDE,
  AT_Y,
  AT_X,
  N_AT
};
static const char *const address_paths[N_AT] = {
  "usageAdresse",
  "complementPointGeographique",
  "ligneTrois",
  "ligneQuatre",
  "numeroVoie",
  "typeVoie",
  "libelleVoie",
  "lieuDit",
  "ligneCinq",
  "cogCommune",
  "ligneAcheminement",
  "ligneSix",
  "codePostal",
  "coordonneesGeographique.directionLatitude",
  "coordonneesGeographique.directionLongitude",
  "coordonneesGeographique.coordonneeY",
  "coordonneesGeographique.coordonneeX",
};
/* The use of the address where the site is. */
#define USE_OF_SITE "03"

enum
{
  REACH_PHONE,
  REACH_MAIL,
  N_REACH
};
static const char *const reach_paths[N_REACH] = { "telecom.telephone", "telecom.courriel" };

typedef struct
{
  CercleForeignReading *reading;
  CercleJsonStream *json;
  GPtrArray *held;
  gboolean legal_known, some;
  /* What is read into, again and again. */
  GString *legal[N_LEGAL], *site[N_SITE], *address[N_AT], *other[N_AT], *reach[N_REACH];
  GString *category, *state, *updated, *phones, *mails;
} Finess;

static void
make_strings (GString **strings, guint n)
{
  for (guint i = 0; i < n; i++)
    strings[i] = g_string_new (NULL);
}

static void
free_strings (GString **strings, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_free (strings[i], TRUE);
}

static void
empty_strings (GString **strings, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_truncate (strings[i], 0);
}

/* NULL for what is empty or padding alone. */
static const char *
text_of (GString *value)
{
  g_strstrip (value->str);
  value->len = strlen (value->str);
  return value->len > 0 ? value->str : NULL;
}

/* Where a writer took a code for a number, its first 0 went. */
static const char *
code_of (GString *value)
{
  const char *text = text_of (value);

  if (text != NULL && value->len == 4 && g_ascii_isdigit (text[3]))
    g_string_prepend_c (value, '0');
  return text != NULL ? value->str : NULL;
}

/* A sheet of what was read */

static void
take_street (const Finess *self, CercleForeignSheet *sheet)
{
  const char *fourth = text_of (self->address[AT_FOURTH]);
  const char *fifth = text_of (self->address[AT_PLACE]);

  cercle_foreign_sheet_take_line (sheet, text_of (self->address[AT_COMPLEMENT]));
  cercle_foreign_sheet_take_line (sheet, text_of (self->address[AT_THIRD]));
  if (fourth != NULL)
    cercle_foreign_sheet_take_line (sheet, fourth);
  else
    {
      g_autofree char *line =
          g_strjoin (" ", self->address[AT_NUMBER]->str, self->address[AT_WAY]->str,
                     self->address[AT_WAY_NAME]->str, NULL);

      cercle_foreign_sheet_take_line (sheet, line);
    }
  cercle_foreign_sheet_take_line (sheet, fifth != NULL ? fifth : text_of (self->address[AT_FIFTH]));
}

/* The line of the town may have the postcode before it. */
static void
take_town (const Finess *self, CercleForeignSheet *sheet)
{
  const char *town = text_of (self->address[AT_TOWN]);
  const char *postcode = code_of (self->address[AT_POSTCODE]);
  g_autofree char *before = NULL;

  if (town == NULL)
    town = text_of (self->address[AT_SIXTH]);
  if (town != NULL && strspn (town, "0123456789") == 5 && town[5] == ' ')
    {
      before = g_strndup (town, 5);
      town += 6;
    }
  cercle_foreign_sheet_take_text (sheet, &sheet->town, town);
  cercle_foreign_sheet_take_text (sheet, &sheet->postcode, postcode != NULL ? postcode : before);
}

static void
take_place (const Finess *self, CercleForeignSheet *sheet)
{
  const char *const numbers[4] = { text_of (self->address[AT_LATITUDE]),
                                   text_of (self->address[AT_LONGITUDE]),
                                   text_of (self->address[AT_Y]), text_of (self->address[AT_X]) };

  take_street (self, sheet);
  take_town (self, sheet);
  cercle_foreign_sheet_take_commune (sheet, code_of (self->address[AT_COMMUNE]));
  cercle_foreign_sheet_take_position (sheet, numbers);
}

static void
take_names (const Finess *self, CercleForeignSheet *sheet)
{
  const char *name = text_of (self->site[SITE_NAME]);
  const char *long_name = text_of (self->site[SITE_LONG_NAME]);

  cercle_foreign_sheet_take_text (sheet, &sheet->name, name != NULL ? name : long_name);
  cercle_foreign_sheet_take_text (sheet, &sheet->long_name, long_name);
  if (g_strcmp0 (sheet->name, sheet->long_name) == 0)
    g_clear_pointer (&sheet->long_name, g_free);
}

static void
take_reach (const Finess *self, CercleForeignSheet *sheet)
{
  g_auto (GStrv) mails = g_strsplit_set (self->mails->str, "; ,\n", -1);

  cercle_foreign_sheet_take_phones (sheet, text_of (self->phones));
  for (guint i = 0; mails[i] != NULL; i++)
    cercle_foreign_sheet_take_mail (sheet, mails[i]);
}

static CercleForeignSheet *
make_sheet (const Finess *self)
{
  CercleForeignSheet *sheet = cercle_foreign_sheet_new (CERCLE_FOREIGN_FINESS);
  const char *state = text_of (self->state);

  cercle_foreign_sheet_take_finess (sheet, &sheet->finess, text_of (self->site[SITE_FINESS]));
  cercle_foreign_sheet_take_text (sheet, &sheet->key, sheet->finess);
  take_names (self, sheet);
  cercle_foreign_sheet_take_siret (sheet, text_of (self->site[SITE_SIRET]));
  cercle_foreign_sheet_take_category (sheet, text_of (self->category), NULL);
  take_place (self, sheet);
  take_reach (self, sheet);
  cercle_foreign_sheet_take_day (sheet, &sheet->opened_on, text_of (self->site[SITE_OPENED]));
  cercle_foreign_sheet_take_day (sheet, &sheet->closed_on, text_of (self->site[SITE_CLOSED]));
  cercle_foreign_sheet_take_day (sheet, &sheet->updated_on, text_of (self->updated));
  /* A day of closing that is yet to come stands beside the state "A". */
  sheet->closed = state != NULL ? g_ascii_strcasecmp (state, "I") == 0 : sheet->closed_on != NULL;
  return sheet;
}

static void
give (Finess *self, CercleForeignSheet *sheet)
{
  const char *name = text_of (self->legal[LEGAL_LONG_NAME]);
  GError *error = NULL;

  cercle_foreign_sheet_take_finess (sheet, &sheet->finess_legal,
                                    text_of (self->legal[LEGAL_FINESS]));
  cercle_foreign_sheet_take_text (sheet, &sheet->legal_name,
                                  name != NULL ? name : text_of (self->legal[LEGAL_NAME]));
  cercle_foreign_sheet_take_text (sheet, &sheet->siren, text_of (self->legal[LEGAL_SIREN]));
  if (!cercle_foreign_give (self->reading, sheet, &error))
    cercle_json_stream_stop (self->json, error);
}

/* Most of France is elsewhere: no sheet is made of it. */
static gboolean
is_wanted (const Finess *self)
{
  CercleForeignTally *tally = &self->reading->tally;
  char department[CERCLE_DEPARTMENT_SIZE];
  const char *insee = code_of (self->address[AT_COMMUNE]);
  guint *count = NULL;

  if (insee != NULL && cercle_official_department (insee, department) &&
      !cercle_foreign_wants_department (self->reading, department))
    count = &tally->elsewhere;
  else if (!cercle_foreign_wants_category (self->reading, text_of (self->category)))
    count = &tally->other;
  if (count == NULL)
    return TRUE;
  (*count)++;
  tally->seen++;
  return FALSE;
}

/* Reading the document */

static void
read_addresses (Finess *self)
{
  if (!cercle_json_stream_enter_array (self->json))
    return;
  for (gboolean first = TRUE; cercle_json_stream_element (self->json); first = FALSE)
    {
      cercle_json_stream_flat (self->json, address_paths, self->other, N_AT);
      if (first || g_strcmp0 (text_of (self->other[AT_USE]), USE_OF_SITE) == 0)
        for (guint i = 0; i < N_AT; i++)
          {
            GString *kept = self->address[i];

            self->address[i] = self->other[i];
            self->other[i] = kept;
          }
    }
}

static void
read_contacts (Finess *self)
{
  if (!cercle_json_stream_enter_array (self->json))
    return;
  while (cercle_json_stream_element (self->json))
    {
      cercle_json_stream_flat (self->json, reach_paths, self->reach, N_REACH);
      g_string_append_printf (self->phones, "\n%s", self->reach[REACH_PHONE]->str);
      g_string_append_printf (self->mails, "\n%s", self->reach[REACH_MAIL]->str);
    }
}

static void
read_into (Finess *self, GString *value)
{
  const char *text = cercle_json_stream_text (self->json);

  g_string_assign (value, text != NULL ? text : "");
}

static void
read_site_member (Finess *self, const char *name)
{
  if (cercle_json_stream_is_name (name, "informationsGeneralesEGE"))
    cercle_json_stream_flat (self->json, site_paths, self->site, N_SITE);
  else if (cercle_json_stream_is_name (name, "categorieEntiteGeographiqueExercice"))
    read_into (self, self->category);
  else if (cercle_json_stream_is_name (name, "etatObjet"))
    read_into (self, self->state);
  else if (cercle_json_stream_is_name (name, "dateDerniereMaj"))
    read_into (self, self->updated);
  else if (cercle_json_stream_is_name (name, "adresse"))
    read_addresses (self);
  else if (cercle_json_stream_is_name (name, "contact"))
    read_contacts (self);
  else
    cercle_json_stream_skip (self->json);
}

static void
read_site (Finess *self)
{
  GString *const values[] = { self->category, self->state, self->updated, self->phones,
                              self->mails };
  const char *name;

  empty_strings (self->site, N_SITE);
  empty_strings (self->address, N_AT);
  empty_strings ((GString **) values, G_N_ELEMENTS (values));
  if (!cercle_json_stream_enter_object (self->json))
    return;
  while ((name = cercle_json_stream_member (self->json)) != NULL)
    read_site_member (self, name);
  if (cercle_json_stream_has_failed (self->json) || !is_wanted (self))
    return;
  if (self->legal_known)
    give (self, make_sheet (self));
  else if (self->held->len < MOST_HELD)
    g_ptr_array_add (self->held, make_sheet (self));
  else
    cercle_json_stream_stop (
        self->json, g_error_new_literal (
                        CERCLE_FOREIGN_ERROR, CERCLE_FOREIGN_ERROR_LARGE,
                        _ ("A part of this document is far longer than a directory ever has.")));
}

static void
read_legal (Finess *self)
{
  const char *name;

  empty_strings (self->legal, N_LEGAL);
  self->legal_known = FALSE;
  if (!cercle_json_stream_enter_object (self->json))
    return;
  while ((name = cercle_json_stream_member (self->json)) != NULL)
    if (cercle_json_stream_is_name (name, "informationsGeneralesPMEJ"))
      {
        cercle_json_stream_flat (self->json, legal_paths, self->legal, N_LEGAL);
        self->legal_known = TRUE;
      }
    else if (!cercle_json_stream_is_name (name, "ege"))
      cercle_json_stream_skip (self->json);
    else if (cercle_json_stream_enter_array (self->json))
      while (cercle_json_stream_element (self->json))
        read_site (self);
  while (self->held->len > 0 && !cercle_json_stream_has_failed (self->json))
    give (self, g_ptr_array_steal_index (self->held, 0));
}

static void
read_document (Finess *self)
{
  const char *name;

  if (!cercle_json_stream_enter_object (self->json))
    return;
  while ((name = cercle_json_stream_member (self->json)) != NULL)
    if (cercle_json_stream_is_name (name, "generatedAt"))
      cercle_foreign_note_day (self->reading, cercle_json_stream_text (self->json));
    else if (!cercle_json_stream_is_name (name, "pmej"))
      cercle_json_stream_skip (self->json);
    else if (cercle_json_stream_enter_array (self->json))
      {
        self->some = TRUE;
        while (cercle_json_stream_element (self->json))
          read_legal (self);
      }
}

static void
init (Finess *self)
{
  make_strings (self->legal, N_LEGAL);
  make_strings (self->site, N_SITE);
  make_strings (self->address, N_AT);
  make_strings (self->other, N_AT);
  make_strings (self->reach, N_REACH);
  self->category = g_string_new (NULL);
  self->state = g_string_new (NULL);
  self->updated = g_string_new (NULL);
  self->phones = g_string_new (NULL);
  self->mails = g_string_new (NULL);
  self->held = g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_foreign_sheet_free);
}

static void
clear (Finess *self)
{
  free_strings (self->legal, N_LEGAL);
  free_strings (self->site, N_SITE);
  free_strings (self->address, N_AT);
  free_strings (self->other, N_AT);
  free_strings (self->reach, N_REACH);
  g_string_free (self->category, TRUE);
  g_string_free (self->state, TRUE);
  g_string_free (self->updated, TRUE);
  g_string_free (self->phones, TRUE);
  g_string_free (self->mails, TRUE);
  g_ptr_array_unref (self->held);
}

gboolean
cercle_foreign_read_finess (CercleForeignReading *reading, GInputStream *stream,
                            GCancellable *cancellable, GError **error)
{
  g_autoptr (CercleJsonStream) json = cercle_json_stream_new (stream, cancellable);
  Finess self = { reading, json };
  gboolean read;

  init (&self);
  read_document (&self);
  read = cercle_json_stream_finish (json, error);
  if (read && !self.some)
    read = cercle_foreign_fail (
        error, CERCLE_FOREIGN_ERROR_FORM,
        _ ("This is not the national extract of FINESS: it has no list of establishments."));
  clear (&self);
  return read;
}
