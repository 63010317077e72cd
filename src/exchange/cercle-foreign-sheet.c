/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does somebody else's directory say of a partner, once it is cleaned? */
#define G_LOG_DOMAIN "cercle-exchange"

#include "cercle-foreign-sheet.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "cercle-commune.h"
#include "cercle-day.h"
#include "cercle-fault.h"
#include "cercle-foreign-category.h"
#include "cercle-macros.h"
#include "cercle-official-number.h"
#include "cercle-text.h"

#define MOST_LINES 6
#define MOST_OF_A_KIND 10 /* numbers, addresses of mail and of the web */
#define LONGEST_MAIL 254

static const struct
{
  const char *token, *label;
} sources[] = {
  [CERCLE_FOREIGN_FINESS] = { "finess", N_ ("FINESS, national extract") },
  [CERCLE_FOREIGN_FINESS_CSV] = { "finess_csv", N_ ("FINESS, table of before 2026") },
  [CERCLE_FOREIGN_SERVICE_PUBLIC] = { "service_public", N_ ("Directory of the administration") },
  [CERCLE_FOREIGN_VCARD] = { "vcard", N_ ("Address cards (vCard)") },
  [CERCLE_FOREIGN_TABLE] = { "table", N_ ("Table of a spreadsheet") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (sources) == CERCLE_FOREIGN_N_SOURCES);

static const CercleFault faults_told[] = {
  { CERCLE_FOREIGN_FAULT_FINESS, N_ ("The key of the FINESS number does not match.") },
  { CERCLE_FOREIGN_FAULT_SIRET, N_ ("The key of the SIRET number does not match.") },
  { CERCLE_FOREIGN_FAULT_PHONE, N_ ("A telephone number is not one, and is left out.") },
  { CERCLE_FOREIGN_FAULT_DAY, N_ ("A date is not understood, and is left out.") },
  { CERCLE_FOREIGN_FAULT_COMMUNE, N_ ("The commune is not in the list of communes.") },
  { CERCLE_FOREIGN_FAULT_POSITION,
    N_ ("The position is not in the département, and is left out.") },
  { CERCLE_FOREIGN_FAULT_CUT, N_ ("A text is too long; its beginning is kept.") },
  { CERCLE_FOREIGN_FAULT_MAIL, N_ ("An e-mail address is not one, and is left out.") },
};

/* Where each département is, roughly: a position elsewhere is two numbers in the wrong order, or in
 * metres. */
static const struct
{
  const char *department; /* "": of the mainland and Corsica */
  double south, north, west, east;
} boxes[] = {
  { "971", 15.7, 16.6, -61.9, -60.9 },   { "972", 14.3, 15.0, -61.4, -60.7 },
  { "973", 2.0, 6.0, -55.0, -51.3 },     { "974", -21.5, -20.7, 55.1, 56.0 },
  { "975", 46.7, 47.2, -56.5, -56.0 },   { "976", -13.2, -12.4, 44.8, 45.5 },
  { "977", 17.8, 18.0, -63.0, -62.7 },   { "978", 18.0, 18.2, -63.2, -62.9 },
  { "986", -14.6, -13.1, -178.4, -176 }, { "987", -28.0, -7.5, -155.0, -134.0 },
  { "988", -23.0, -19.0, 163.0, 168.5 }, { "", 41.2, 51.2, -5.3, 9.7 },
};

/* Paris, Lyon and Marseille are told by their arrondissements, and are one commune each;
 * Saint-Barthélemy and Saint-Martin by the codes that they had as communes of Guadeloupe. */
static const struct
{
  const char *first, *last, *commune;
} other_codes[] = {
  { "75101", "75120", "75056" }, { "69381", "69389", "69123" }, { "13201", "13216", "13055" },
  { "97123", "97123", "97701" }, { "97127", "97127", "97801" },
};

const char *
cercle_foreign_source_token (CercleForeignSource source)
{
  return sources[source].token;
}

gboolean
cercle_foreign_source_from_token (const char *token, CercleForeignSource *source)
{
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (g_strcmp0 (token, sources[i].token) == 0)
      {
        *source = i;
        return TRUE;
      }
  return FALSE;
}

const char *
cercle_foreign_source_label (CercleForeignSource source)
{
  return _ (sources[source].label);
}

GStrv
cercle_foreign_fault_sentences (guint faults)
{
  return cercle_fault_sentences (faults_told, G_N_ELEMENTS (faults_told), faults);
}

CercleForeignContact *
cercle_foreign_contact_new (void)
{
  return g_new0 (CercleForeignContact, 1);
}

void
cercle_foreign_contact_free (CercleForeignContact *contact)
{
  g_free (contact->first_name);
  g_free (contact->last_name);
  g_free (contact->function);
  g_free (contact->phone);
  g_free (contact->mail);
  g_free (contact);
}

CercleForeignSheet *
cercle_foreign_sheet_new (CercleForeignSource source)
{
  CercleForeignSheet *sheet = g_new0 (CercleForeignSheet, 1);

  sheet->source = source;
  sheet->street = g_ptr_array_new_with_free_func (g_free);
  sheet->phones = g_ptr_array_new_with_free_func (g_free);
  sheet->mails = g_ptr_array_new_with_free_func (g_free);
  sheet->urls = g_ptr_array_new_with_free_func (g_free);
  sheet->contacts = g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_foreign_contact_free);
  return sheet;
}

void
cercle_foreign_sheet_free (CercleForeignSheet *sheet)
{
  char *const texts[] = {
    sheet->key,        sheet->source_on, sheet->name,           sheet->long_name, sheet->category,
    sheet->finess,     sheet->siret,     sheet->category_label, sheet->siren,     sheet->postcode,
    sheet->legal_name, sheet->town,      sheet->finess_legal,   sheet->commune,   sheet->opened_on,
    sheet->department, sheet->closed_on, sheet->updated_on,     sheet->hours,
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_ptr_array_unref (sheet->street);
  g_ptr_array_unref (sheet->phones);
  g_ptr_array_unref (sheet->mails);
  g_ptr_array_unref (sheet->urls);
  g_ptr_array_unref (sheet->contacts);
  g_free (sheet);
}

/* (transfer full) (nullable): with single spaces, not longer than a field. */
static char *
tidy (CercleForeignSheet *sheet, const char *text)
{
  g_autofree char *clean = cercle_text_clean (text, FALSE);
  char *to = clean;

  if (clean == NULL)
    return NULL;
  for (const char *from = clean; *from != '\0'; from++)
    if (*from != ' ' || from[1] != ' ')
      *to++ = *from;
  *to = '\0';
  if (g_utf8_strlen (clean, -1) <= CERCLE_FOREIGN_LONGEST)
    return g_steal_pointer (&clean);
  sheet->faults |= CERCLE_FOREIGN_FAULT_CUT;
  return g_utf8_substring (clean, 0, CERCLE_FOREIGN_LONGEST);
}

void
cercle_foreign_sheet_take_text (CercleForeignSheet *sheet, char **field, const char *text)
{
  char *clean = text != NULL ? tidy (sheet, text) : NULL;

  if (clean == NULL)
    return;
  g_free (*field);
  *field = clean;
}

static gboolean
read_day (const char *text, int *day)
{
  int year, month, mday, n = 0;

  if (sscanf (text, "%4d-%2d-%2d%n", &year, &month, &mday, &n) == 3 && n == 10 &&
      (text[n] == '\0' || text[n] == ' ' || text[n] == 'T'))
    *day = cercle_day_from_ymd (year, month, mday);
  else if (sscanf (text, "%2d/%2d/%4d%n", &mday, &month, &year, &n) == 3 && n == 10 &&
           (text[n] == '\0' || text[n] == ' '))
    *day = cercle_day_from_ymd (year, month, mday);
  else if (sscanf (text, "%4d%2d%2d%n", &year, &month, &mday, &n) == 3 && n == 8 &&
           (text[n] == '\0' || text[n] == 'T'))
    *day = cercle_day_from_ymd (year, month, mday);
  else
    return FALSE;
  return *day != CERCLE_DAY_NONE;
}

void
cercle_foreign_sheet_take_day (CercleForeignSheet *sheet, char **field, const char *text)
{
  g_autofree char *clean = text != NULL ? cercle_text_clean (text, FALSE) : NULL;
  int day = CERCLE_DAY_NONE;

  if (clean == NULL)
    return;
  if (!read_day (clean, &day))
    {
      sheet->faults |= CERCLE_FOREIGN_FAULT_DAY;
      return;
    }
  g_free (*field);
  *field = cercle_day_to_text (day);
}

/* (transfer full) of text, which may be NULL: nothing. FALSE: there were too many. */
static void
add_once (CercleForeignSheet *sheet, GPtrArray *texts, char *text, guint most)
{
  g_autofree char *owned = text;

  if (text == NULL || g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL))
    return;
  if (texts->len < most)
    g_ptr_array_add (texts, g_steal_pointer (&owned));
  else
    sheet->faults |= CERCLE_FOREIGN_FAULT_CUT;
}

void
cercle_foreign_sheet_take_line (CercleForeignSheet *sheet, const char *text)
{
  if (text != NULL)
    add_once (sheet, sheet->street, tidy (sheet, text), MOST_LINES);
}

void
cercle_foreign_sheet_take_phones (CercleForeignSheet *sheet, const char *text)
{
  gboolean bad = FALSE;
  g_auto (GStrv) phones = cercle_text_phones (text, sheet->department, &bad);

  for (guint i = 0; phones[i] != NULL; i++)
    add_once (sheet, sheet->phones, g_strdup (phones[i]), MOST_OF_A_KIND);
  if (bad)
    sheet->faults |= CERCLE_FOREIGN_FAULT_PHONE;
}

/* One @ with something on both sides, a dot after it, and nothing that would end it in a link. */
static gboolean
is_mail (const char *text)
{
  const char *at = strchr (text, '@');

  return at != NULL && at > text && strlen (text) <= LONGEST_MAIL && strchr (at + 1, '@') == NULL &&
         strchr (at + 1, '.') != NULL && at[1] != '.' && text[strlen (text) - 1] != '.' &&
         strpbrk (text, " \t\"<>(),;:\\?&'") == NULL;
}

void
cercle_foreign_sheet_take_mail (CercleForeignSheet *sheet, const char *text)
{
  g_autofree char *clean = text != NULL ? cercle_text_clean (text, FALSE) : NULL;

  if (clean == NULL)
    return;
  if (is_mail (clean))
    add_once (sheet, sheet->mails, g_steal_pointer (&clean), MOST_OF_A_KIND);
  else
    sheet->faults |= CERCLE_FOREIGN_FAULT_MAIL;
}

/* Only what a browser may be asked to open; "www.example.fr" is meant as one. */
void
cercle_foreign_sheet_take_url (CercleForeignSheet *sheet, const char *text)
{
  g_autofree char *clean = text != NULL ? tidy (sheet, text) : NULL;

  if (clean == NULL || strpbrk (clean, " \"<>\\") != NULL)
    return;
  if (g_ascii_strncasecmp (clean, "http://", 7) == 0 ||
      g_ascii_strncasecmp (clean, "https://", 8) == 0)
    add_once (sheet, sheet->urls, g_steal_pointer (&clean), MOST_OF_A_KIND);
  else if (g_ascii_strncasecmp (clean, "www.", 4) == 0)
    add_once (sheet, sheet->urls, g_strconcat ("https://", clean, NULL), MOST_OF_A_KIND);
}

void
cercle_foreign_sheet_take_finess (CercleForeignSheet *sheet, char **field, const char *text)
{
  g_autofree char *number = cercle_official_tidy (text);
  CercleOfficialVerdict verdict = cercle_official_check_finess (number);

  if (number == NULL)
    return;
  if (verdict != CERCLE_OFFICIAL_FINE)
    sheet->faults |= CERCLE_FOREIGN_FAULT_FINESS;
  if (verdict != CERCLE_OFFICIAL_FORM)
    cercle_foreign_sheet_take_text (sheet, field, number);
}

void
cercle_foreign_sheet_take_siret (CercleForeignSheet *sheet, const char *text)
{
  g_autofree char *number = cercle_official_tidy (text);
  CercleOfficialVerdict verdict = cercle_official_check_siret (number);

  if (number == NULL)
    return;
  if (verdict != CERCLE_OFFICIAL_FINE)
    sheet->faults |= CERCLE_FOREIGN_FAULT_SIRET;
  if (verdict == CERCLE_OFFICIAL_FORM)
    return;
  cercle_foreign_sheet_take_text (sheet, &sheet->siret, number);
  if (sheet->siren == NULL)
    sheet->siren = g_strndup (number, 9);
}

/* Folded, without the CEDEX and its number: "CAEN CEDEX 4" is Caen; "ST" and "STE" are written out.
 */
static char *
fold_town (const char *town)
{
  g_autofree char *folded = cercle_text_fold (town);
  g_auto (GStrv) words = g_strsplit_set (folded != NULL ? folded : "", " '\xe2\x80\x99-", -1);
  GString *joined = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL && strcmp (words[i], "cedex") != 0; i++)
    if (*words[i] != '\0')
      g_string_append_printf (joined, "%s%s", joined->len > 0 ? " " : "",
                              strcmp (words[i], "st") == 0    ? "saint"
                              : strcmp (words[i], "ste") == 0 ? "sainte"
                                                              : words[i]);
  return g_string_free (joined, FALSE);
}

/* (nullable): the only commune with this postcode and name. */
static const CercleCommune *
find_by_town (const char *postcode, const char *town)
{
  g_autofree char *sought = town != NULL ? fold_town (town) : NULL;
  g_autoptr (GPtrArray) found = NULL;
  const CercleCommune *match = NULL;

  if (postcode == NULL || strlen (postcode) != 5 || sought == NULL)
    return NULL;
  found = cercle_commune_search (postcode, NULL, G_MAXUINT);
  for (guint i = 0; i < found->len; i++)
    {
      const CercleCommune *commune = g_ptr_array_index (found, i);
      g_autofree char *name = fold_town (commune->name);

      if (strstr (commune->postal, postcode) == NULL || strcmp (name, sought) != 0)
        continue;
      if (match != NULL)
        return NULL;
      match = commune;
    }
  return match;
}

static const CercleCommune *
find_by_code (const char *insee)
{
  for (guint i = 0; i < G_N_ELEMENTS (other_codes); i++)
    if (strcmp (insee, other_codes[i].first) >= 0 && strcmp (insee, other_codes[i].last) <= 0)
      return cercle_commune_find (other_codes[i].commune);
  return cercle_commune_find (insee);
}

void
cercle_foreign_sheet_take_commune (CercleForeignSheet *sheet, const char *insee)
{
  g_autofree char *code = cercle_official_tidy (insee);
  char department[CERCLE_DEPARTMENT_SIZE];
  const CercleCommune *commune = NULL;

  if (code != NULL && cercle_official_department (code, department))
    {
      char start[3] = { code[0], code[1], '\0' };
      g_autofree char *tidied = cercle_official_commune (start, code + 2);

      cercle_foreign_sheet_take_text (sheet, &sheet->department, department);
      commune = find_by_code (tidied);
    }
  if (commune == NULL)
    commune = find_by_town (sheet->postcode, sheet->town);
  if (commune == NULL)
    {
      if (code != NULL || sheet->town != NULL)
        sheet->faults |= CERCLE_FOREIGN_FAULT_COMMUNE;
      return;
    }
  cercle_foreign_sheet_take_text (sheet, &sheet->commune, commune->code);
  cercle_foreign_sheet_take_text (sheet, &sheet->department, commune->department);
}

static gboolean
is_within (const char *department, double latitude, double longitude)
{
  for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
    if (g_str_has_prefix (department, boxes[i].department))
      return latitude > boxes[i].south && latitude < boxes[i].north && longitude > boxes[i].west &&
             longitude < boxes[i].east;
  return FALSE;
}

void
cercle_foreign_sheet_take_position (CercleForeignSheet *sheet, const char *const numbers[4])
{
  double values[4];
  gboolean told[4], some = FALSE;

  for (guint i = 0; i < 4; i++)
    {
      char *end = NULL;

      values[i] = numbers[i] != NULL ? g_ascii_strtod (numbers[i], &end) : 0;
      told[i] = end != NULL && end != numbers[i] && *end == '\0';
      some = some || told[i];
    }
  for (guint i = 0; i < 4 && sheet->department != NULL; i++)
    {
      guint other = i ^ 1;

      if (told[i] && told[other] && is_within (sheet->department, values[i], values[other]))
        {
          sheet->positioned = TRUE;
          sheet->latitude = values[i];
          sheet->longitude = values[other];
          return;
        }
    }
  if (some)
    sheet->faults |= CERCLE_FOREIGN_FAULT_POSITION;
}

void
cercle_foreign_sheet_take_category (CercleForeignSheet *sheet, const char *code, const char *label)
{
  const CercleForeignCategory *category;

  cercle_foreign_sheet_take_text (sheet, &sheet->category, code);
  category = cercle_foreign_category_find (sheet->source, sheet->category);
  cercle_foreign_sheet_take_text (sheet, &sheet->category_label,
                                  label != NULL || category == NULL ? label : category->label);
  if (category == NULL)
    return;
  sheet->family = category->family;
  sheet->hidden = category->home;
}
