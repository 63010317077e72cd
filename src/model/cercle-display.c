/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a person read a value? The names of months are ours: the C library's depend on a locale
 * that may not be installed. */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-display.h"

#include <glib/gi18n-lib.h>

#include "cercle-commune.h"
#include "cercle-community.h"
#include "cercle-day.h"
#include "cercle-instant.h"
#include "cercle-macros.h"
#include "cercle-organisation.h"
#include "cercle-person.h"
#include "cercle-request.h"
#include "cercle-record.h"
#include "cercle-text.h"

static const char *const months[] = {
  N_ ("January"),   N_ ("February"), N_ ("March"),    N_ ("April"),
  N_ ("May"),       N_ ("June"),     N_ ("July"),     N_ ("August"),
  N_ ("September"), N_ ("October"),  N_ ("November"), N_ ("December"),
};

static const char *display_zone; /* interned; NULL: the default */

void
cercle_display_set_zone (const char *zone)
{
  g_atomic_pointer_set (&display_zone, g_intern_string (zone));
}

const char *
cercle_display_get_zone (void)
{
  const char *zone = g_atomic_pointer_get (&display_zone);
  return zone != NULL ? zone : "Europe/Paris";
}

static char *
day_in_words (int value)
{
  int year, month, day;
  const char *name;

  cercle_day_to_ymd (value, &year, &month, &day);
  name = _ (months[month - 1]);
  if (day == 1)
    /* TRANSLATORS: the first of a month: month, year. */
    return g_strdup_printf (_ ("1 %s %d"), name, year);
  /* TRANSLATORS: day, month, year. */
  return g_strdup_printf (_ ("%d %s %d"), day, name, year);
}

char *
cercle_display_day (const char *day)
{
  int value = cercle_day_parse (day);
  return value != CERCLE_DAY_NONE ? day_in_words (value) : g_strdup ("");
}

char *
cercle_display_minute (int minute)
{
  /* TRANSLATORS: hour and minute. */
  return g_strdup_printf (_ ("%d:%02d"), minute / 60, minute % 60);
}

char *
cercle_display_instant (const char *instant)
{
  gint64 value;
  int minute;
  g_autofree char *day = NULL;
  g_autofree char *time = NULL;

  if (instant == NULL || !cercle_instant_parse (instant, &value))
    return g_strdup ("");
  day = day_in_words (cercle_instant_local_day (value, cercle_display_get_zone (), &minute));
  time = cercle_display_minute (minute);
  /* TRANSLATORS: a day, a time. */
  return g_strdup_printf (_ ("%s, %s"), day, time);
}

static char *
tokens_in_words (const CercleField *field, const char *value)
{
  g_auto (GStrv) tokens = g_strsplit (value, " ", -1);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; tokens[i] != NULL; i++)
    g_ptr_array_add (words, (char *) ((field->flags & CERCLE_COMMUNE)
                                          ? cercle_commune_name (tokens[i])
                                          : cercle_choice_label (field->choices, tokens[i])));
  g_ptr_array_add (words, NULL);
  return g_strjoinv (", ", (char **) words->pdata);
}

char *
cercle_field_display (const CercleField *field, const char *value)
{
  if (value == NULL || *value == '\0')
    return g_strdup ("");
  switch (field->type)
    {
    case CERCLE_TEXT:
      if (field->flags & CERCLE_COMMUNE)
        return g_strdup (cercle_commune_name (value));
      return field->flags & CERCLE_PHONE ? cercle_text_phone_spoken (value) : g_strdup (value);
    case CERCLE_FLAG:
      return g_strdup (g_str_equal (value, "1") ? _ ("yes") : _ ("no"));
    case CERCLE_MINUTE:
      return cercle_display_minute ((int) g_ascii_strtoll (value, NULL, 10));
    case CERCLE_DAY:
      return cercle_display_day (value);
    case CERCLE_INSTANT:
      return cercle_display_instant (value);
    case CERCLE_CHOICE:
      return g_strdup (cercle_choice_label (field->choices, value));
    case CERCLE_SET:
      return tokens_in_words (field, value);
    case CERCLE_NOTE:
    case CERCLE_INTEGER:
    case CERCLE_CODE:
    case CERCLE_REF:
    default:
      return g_strdup (value);
    }
}

char *
cercle_record_display (CercleRecord *self, guint field)
{
  g_autofree char *value = cercle_record_value_text (self, field);
  return cercle_field_display (&cercle_record_get_kind (self)->fields[field], value);
}

/* Some are in the directory by what they do alone. */
static char *
contact_name (CercleRecord *contact)
{
  const char *first = cercle_record_get_text (contact, CERCLE_CONTACT_FIRST_NAME);
  const char *last = cercle_record_get_text (contact, CERCLE_CONTACT_LAST_NAME);

  if (first == NULL && last == NULL)
    return g_strdup (cercle_record_get_text (contact, CERCLE_CONTACT_FUNCTION));
  return first != NULL && last != NULL ? g_strdup_printf ("%s %s", first, last)
                                       : g_strdup (first != NULL ? first : last);
}

char *
cercle_record_name (CercleRecord *self)
{
  const CercleKind *kind = cercle_record_get_kind (self);

  if (kind == &cercle_member_kind)
    return cercle_member_name (self);
  if (kind == &cercle_person_kind)
    return cercle_person_name (self);
  if (kind == &cercle_relative_kind)
    return cercle_relative_name (self);
  if (kind == &cercle_organisation_kind)
    return g_strdup (cercle_record_get_text (self, CERCLE_ORGANISATION_NAME));
  if (kind == &cercle_contact_kind)
    return contact_name (self);
  /* The one that holds the case which it sent here. */
  if (kind == &cercle_transfer_kind)
    return g_strdup (cercle_record_get_text (self, CERCLE_TRANSFER_COMMUNITY));
  if (kind == &cercle_community_kind)
    return g_strdup (cercle_record_get_text (self, CERCLE_COMMUNITY_NAME));
  return NULL;
}
