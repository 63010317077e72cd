/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of a person and of those around her? Few fields, none required but a link: only what is
 * strictly necessary is kept (Code de la santé publique, L1110-4). */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-person.h"

#include <glib/gi18n-lib.h>

#include "cercle-choices.h"
#include "cercle-day.h"
#include "cercle-macros.h"
#include "cercle-text.h"

/* clang-format off */
static const CercleChoice sexes[] = {
  { "f", N_("Woman") },
  { "m", N_("Man") },
  { "x", N_("Not said") },
  { NULL },
};

static const CercleChoice protections[] = {
  { "none", N_("None") },
  { "parental", N_("Parental authority") },
  { "safeguard", N_("Safeguard of justice") },
  { "curatorship", N_("Curatorship") },
  { "guardianship", N_("Guardianship") },
  { "family", N_("Family authorisation") },
  { "ase", N_("ASE") },
  { NULL },
};

static const CercleChoice links[] = {
  { "mother", N_("Mother") },
  { "father", N_("Father") },
  { "spouse", N_("Spouse, partner") },
  { "child", N_("Son or daughter") },
  { "sibling", N_("Brother or sister") },
  { "grandparent", N_("Grandparent") },
  { "family", N_("Family") },
  { "foster", N_("Foster family") },
  { "guardian", N_("Guardian, curator") },
  { "neighbour", N_("Friend, neighbour") },
  { "professional", N_("Professional") },
  { "other", N_("Other") },
  { NULL },
};

static const CercleField person_fields[] = {
  [CERCLE_PERSON_FIRST_NAME] = { "first_name", N_("First name"), CERCLE_TEXT, CERCLE_SEARCHED | CERCLE_TOLD, "name", 1, .max = 100 },
  [CERCLE_PERSON_LAST_NAME] = { "last_name", N_("Last name"), CERCLE_TEXT, CERCLE_SEARCHED | CERCLE_TOLD, "name", 1, .max = 100 },
  [CERCLE_PERSON_BIRTH_ON] = { "birth_on", N_("Born on"), CERCLE_DAY, CERCLE_PERSONAL | CERCLE_TOLD, "birth", 1 },
  [CERCLE_PERSON_BIRTH_YEAR] = { "birth_year", N_("Year of birth"), CERCLE_INTEGER, CERCLE_PERSONAL | CERCLE_TOLD, "birth", 1, .min = 1890, .max = 2200 },
  [CERCLE_PERSON_SEX] = { "sex", N_("Sex"), CERCLE_CHOICE, CERCLE_PERSONAL, .since = 1, .choices = sexes },
  [CERCLE_PERSON_COMMUNE] = { "commune", N_("Commune"), CERCLE_TEXT, CERCLE_INDEXED | CERCLE_TOLD | CERCLE_COMMUNE, "address", 1, .max = 5 },
  [CERCLE_PERSON_ADDRESS] = { "address", N_("Address"), CERCLE_TEXT, CERCLE_TOLD, "address", 1 },
  [CERCLE_PERSON_PHONE] = { "phone", N_("Telephone"), CERCLE_TEXT, CERCLE_PHONE | CERCLE_SEARCHED | CERCLE_INDEXED | CERCLE_TOLD, .since = 1, .max = 30 },
  [CERCLE_PERSON_PHONE_2] = { "phone_2", N_("Other telephone"), CERCLE_TEXT, CERCLE_PHONE | CERCLE_SEARCHED | CERCLE_TOLD, .since = 1, .max = 30 },
  [CERCLE_PERSON_MAIL] = { "mail", N_("E-mail"), CERCLE_TEXT, CERCLE_SEARCHED | CERCLE_TOLD, .since = 1 },
  [CERCLE_PERSON_COMMUNICATION] = { "communication", N_("Communication"), CERCLE_SET, CERCLE_PERSONAL | CERCLE_TOLD, .since = 1, .choices = cercle_communication },
  [CERCLE_PERSON_CALL_BACK] = { "call_back", N_("Call back by"), CERCLE_CHOICE, CERCLE_PERSONAL | CERCLE_TOLD, .since = 1, .choices = cercle_call_back_channels },
  [CERCLE_PERSON_CALL_BACK_WHEN] = { "call_back_when", N_("Best time to call"), CERCLE_TEXT, 0, .since = 1 },
  [CERCLE_PERSON_LIVES_WITH] = { "lives_with", N_("Lives with"), CERCLE_TEXT, CERCLE_TOLD, .since = 1 },
  [CERCLE_PERSON_PROTECTION] = { "protection", N_("Legal protection"), CERCLE_CHOICE, CERCLE_PERSONAL | CERCLE_TOLD, .since = 1, .choices = protections },
  [CERCLE_PERSON_MDPH_NUMBER] = { "mdph_number", N_("MDPH number"), CERCLE_TEXT, CERCLE_SEARCHED | CERCLE_TOLD, .since = 1, .max = 40 },
  [CERCLE_PERSON_MERGED_INTO] = { "merged_into", N_("Merged into"), CERCLE_REF, CERCLE_INDEXED | CERCLE_TOLD, .since = 2, .targets = "person" },
};
G_STATIC_ASSERT (G_N_ELEMENTS (person_fields) == CERCLE_PERSON_N_FIELDS);
CERCLE_DEFINE_RECORD (CerclePerson, cercle_person, cercle_person_kind)

const CercleKind cercle_person_kind = {
  "person", "persons", N_("Person"), "c", CERCLE_SYNCED, "team", NULL,
  CERCLE_BY_TEAM, CERCLE_BY_TEAM, CERCLE_BY_COORDINATOR,
  person_fields, G_N_ELEMENTS (person_fields), cercle_person_get_type, NULL,
};
/* clang-format on */

static char *
join_names (CercleRecord *record, guint first_field, guint last_field)
{
  const char *first = cercle_record_get_text (record, first_field);
  const char *last = cercle_record_get_text (record, last_field);
  return g_strstrip (g_strdup_printf ("%s %s", first != NULL ? first : "", last != NULL ? last : ""));
}

char *
cercle_person_name (CercleRecord *person)
{
  return join_names (person, CERCLE_PERSON_FIRST_NAME, CERCLE_PERSON_LAST_NAME);
}

char *
cercle_person_initials (CercleRecord *person)
{
  g_autofree char *name = cercle_person_name (person);
  g_autofree char *letters = cercle_text_initials (name);
  GString *all = g_string_new (NULL);

  for (const char *letter = letters; *letter != '\0'; letter = g_utf8_next_char (letter))
    {
      g_string_append (all, letter > letters ? " " : "");
      g_string_append_unichar (all, g_utf8_get_char (letter));
      g_string_append_c (all, '.');
    }
  return g_string_free (all, FALSE);
}

int
cercle_person_age (CercleRecord *person, int day)
{
  int year, month, day_of_month;
  int birth = cercle_day_parse (cercle_record_get_text (person, CERCLE_PERSON_BIRTH_ON));

  cercle_day_to_ymd (day, &year, &month, &day_of_month);
  if (birth != CERCLE_DAY_NONE)
    {
      int born_year, born_month, born_day;
      cercle_day_to_ymd (birth, &born_year, &born_month, &born_day);
      gboolean before = month < born_month || (month == born_month && day_of_month < born_day);
      return MAX (-1, year - born_year - (before ? 1 : 0));
    }
  if (cercle_record_is_set (person, CERCLE_PERSON_BIRTH_YEAR))
    return MAX (-1, year - (int) cercle_record_get_integer (person, CERCLE_PERSON_BIRTH_YEAR, year));
  return -1;
}

/* clang-format off */
static const CercleField relative_fields[] = {
  [CERCLE_RELATIVE_PERSON] = { "person", N_("Person"), CERCLE_REF, CERCLE_REQUIRED | CERCLE_INDEXED, .since = 1, .targets = "person" },
  [CERCLE_RELATIVE_FIRST_NAME] = { "first_name", N_("First name"), CERCLE_TEXT, CERCLE_SEARCHED, "name", 1, .max = 100 },
  [CERCLE_RELATIVE_LAST_NAME] = { "last_name", N_("Last name"), CERCLE_TEXT, CERCLE_SEARCHED, "name", 1, .max = 100 },
  [CERCLE_RELATIVE_LINK] = { "link", N_("Link"), CERCLE_CHOICE, CERCLE_PERSONAL, .since = 1, .choices = links },
  [CERCLE_RELATIVE_CARER] = { "carer", N_("Carer"), CERCLE_FLAG, CERCLE_PERSONAL, .since = 1 },
  [CERCLE_RELATIVE_REPRESENTATIVE] = { "representative", N_("Legal representative"), CERCLE_FLAG, CERCLE_PERSONAL, .since = 1 },
  [CERCLE_RELATIVE_PHONE] = { "phone", N_("Telephone"), CERCLE_TEXT, CERCLE_PHONE | CERCLE_SEARCHED | CERCLE_INDEXED, .since = 1, .max = 30 },
  [CERCLE_RELATIVE_MAIL] = { "mail", N_("E-mail"), CERCLE_TEXT, CERCLE_SEARCHED, .since = 1 },
  [CERCLE_RELATIVE_MAY_BE_CALLED] = { "may_be_called", N_("May be called"), CERCLE_FLAG, CERCLE_PERSONAL, .since = 1 },
  [CERCLE_RELATIVE_KNOWN] = { "known", N_("Known as"), CERCLE_REF, CERCLE_INDEXED, .since = 3, .targets = "person" },
};
G_STATIC_ASSERT (G_N_ELEMENTS (relative_fields) == CERCLE_RELATIVE_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleRelative, cercle_relative, cercle_relative_kind)

static gboolean
relative_check (CercleRecord *relative, GError **error)
{
  const char *known = cercle_record_get_text (relative, CERCLE_RELATIVE_KNOWN);

  if (known == NULL ||
      g_strcmp0 (known, cercle_record_get_text (relative, CERCLE_RELATIVE_PERSON)) != 0)
    return TRUE;
  g_set_error_literal (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE,
                       _ ("Nobody is among those around oneself."));
  return FALSE;
}

const CercleKind cercle_relative_kind = {
  "relative", "relatives", N_("Relative"), "c", CERCLE_SYNCED, "team", "person",
  CERCLE_BY_TEAM, CERCLE_BY_TEAM, CERCLE_BY_TEAM,
  relative_fields, G_N_ELEMENTS (relative_fields), cercle_relative_get_type, relative_check,
};
/* clang-format on */

char *
cercle_relative_name (CercleRecord *relative)
{
  return join_names (relative, CERCLE_RELATIVE_FIRST_NAME, CERCLE_RELATIVE_LAST_NAME);
}

/* Links that read otherwise from the other end. */
static const struct
{
  const char *link, *there; /* msgid */
} ends[] = {
  { "mother", N_ ("Son or daughter") },
  { "father", N_ ("Son or daughter") },
  { "child", N_ ("Mother or father") },
  { "grandparent", N_ ("Grandchild") },
  { "foster", N_ ("Child cared for by the family") },
  { "guardian", N_ ("Person under protection") },
  { "professional", N_ ("Person accompanied") },
};

const char *
cercle_relative_seen_from_there (CercleRecord *relative)
{
  const char *link = cercle_record_get_text (relative, CERCLE_RELATIVE_LINK);

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_strcmp0 (ends[i].link, link) == 0)
      return _ (ends[i].there);
  return link != NULL ? cercle_choice_label (links, link) : "";
}
