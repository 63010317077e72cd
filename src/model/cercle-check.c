/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a value fit for its field, and how is that said to a coordinator? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-check.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-day.h"
#include "cercle-id.h"
#include "cercle-instant.h"
#include "cercle-macros.h"

#define LONG_TEXT 1000 /* characters */
#define TOKEN_LENGTH 60
#define SET_SIZE 100
#define PHONE_DIGITS_MIN 6
#define PHONE_DIGITS_MAX 15
#define SHORT_DIGITS_MIN 2
#define SHORT_DIGITS_MAX 6

gboolean
cercle_check_refuse (const char *label, CercleRecordError code, const char *why, GError **error)
{
  /* TRANSLATORS: label of a field, what is wrong with its value. */
  g_set_error (error, CERCLE_RECORD_ERROR, code, _ ("“%s”: %s"), label, why);
  return FALSE;
}

static gboolean
refuse (const CercleField *field, CercleRecordError code, GError **error, const char *why)
{
  return cercle_check_refuse (cercle_field_label (field), code, why, error);
}

gboolean
cercle_check_is_phone (const char *value)
{
  gboolean international = *value == '+';
  const char *digits = international ? value + 1 : value;
  gsize n = strspn (digits, "0123456789");

  if (digits[n] != '\0')
    return FALSE;
  return international ? n >= PHONE_DIGITS_MIN && n <= PHONE_DIGITS_MAX
                       : n >= SHORT_DIGITS_MIN && n <= SHORT_DIGITS_MAX;
}

gboolean
cercle_check_is_token (const char *value, gsize length)
{
  return length > 0 && length <= TOKEN_LENGTH &&
         strspn (value, "abcdefghijklmnopqrstuvwxyz0123456789_.-") >= length;
}

/* Characters of the text, or -1 when one of them is a control character. */
static glong
count_characters (const char *value, gboolean lines)
{
  glong n = 0;

  for (const guchar *at = (const guchar *) value; *at != '\0'; at++)
    {
      gboolean control =
          *at < 0x20 || *at == 0x7f || (*at == 0xc2 && at[1] >= 0x80 && at[1] < 0xa0);

      if (control && !(lines && (*at == '\n' || *at == '\t')))
        return -1;
      if ((*at & 0xc0) != 0x80)
        n++;
    }
  return n;
}

/* A text that long is no single line, although several people edit it. */
static gboolean
has_lines (const CercleField *field)
{
  return field->type == CERCLE_NOTE ||
         (field->type == CERCLE_TEXT && cercle_field_max_length (field) >= LONG_TEXT);
}

static gboolean
check_characters (const CercleField *field, const char *value, CercleApply how, GError **error)
{
  glong n = count_characters (value, has_lines (field));

  if (n < 0)
    return refuse (field, CERCLE_RECORD_ERROR_FORM, error,
                   _ ("there is a character that cannot be kept."));
  if (n > cercle_field_max_length (field) && !(how & CERCLE_APPLY_KEEP_UNKNOWN))
    return refuse (field, CERCLE_RECORD_ERROR_BOUNDS, error, _ ("this text is too long."));
  if ((field->flags & CERCLE_PHONE) && !cercle_check_is_phone (value))
    return refuse (field, CERCLE_RECORD_ERROR_FORM, error, _ ("this is not a telephone number."));
  return TRUE;
}

static gboolean
is_reference (const CercleField *field, const char *value, CercleApply how)
{
  const char *colon = strchr (value, ':');
  g_autofree char *kind = NULL;

  if (field->targets == NULL || strchr (field->targets, ' ') == NULL)
    return cercle_id_is_valid (value);
  if (colon == NULL || !cercle_check_is_token (value, (gsize) (colon - value)))
    return FALSE;
  kind = g_strndup (value, (gsize) (colon - value));
  return cercle_id_is_valid (colon + 1) &&
         ((how & CERCLE_APPLY_KEEP_UNKNOWN) || cercle_tokens_contain (field->targets, kind));
}

/* Of the INSEE: "14118", "2A004". */
static gboolean
is_commune (const char *token)
{
  return strlen (token) == 5 && strspn (token, "0123456789AB") == 5;
}

static gboolean
is_fit_token (const CercleField *field, const char *token, CercleApply how)
{
  if (field->type == CERCLE_SET && (field->flags & CERCLE_COMMUNE))
    return is_commune (token);
  if (field->type == CERCLE_SET && field->targets != NULL)
    return is_reference (field, token, how);
  if (!cercle_check_is_token (token, strlen (token)))
    return FALSE;
  return field->choices == NULL || (how & CERCLE_APPLY_KEEP_UNKNOWN) ||
         cercle_choice_find (field->choices, token) != NULL;
}

static gboolean
check_set (const CercleField *field, const char *value, CercleApply how, GError **error)
{
  g_auto (GStrv) tokens = g_strsplit (value, " ", -1);

  if (g_strv_length (tokens) > (field->max > 0 ? (guint) field->max : SET_SIZE) &&
      !(how & CERCLE_APPLY_KEEP_UNKNOWN))
    return refuse (field, CERCLE_RECORD_ERROR_BOUNDS, error, _ ("there are too many values."));
  for (guint i = 0; tokens[i] != NULL; i++)
    if (!is_fit_token (field, tokens[i], how))
      return refuse (field, CERCLE_RECORD_ERROR_FORM, error,
                     _ ("one of these values is not in the list."));
  return TRUE;
}

gboolean
cercle_check_text (const CercleField *field, const char *value, CercleApply how, GError **error)
{
  switch (field->type)
    {
    case CERCLE_TEXT:
    case CERCLE_NOTE:
      return check_characters (field, value, how, error);
    case CERCLE_DAY:
      return cercle_day_is_valid (value) ||
             refuse (field, CERCLE_RECORD_ERROR_FORM, error, _ ("this is not a day."));
    case CERCLE_INSTANT:
      return cercle_instant_parse (value, &(gint64){ 0 }) ||
             refuse (field, CERCLE_RECORD_ERROR_FORM, error, _ ("this is not a date and time."));
    case CERCLE_CHOICE:
    case CERCLE_CODE:
      return is_fit_token (field, value, how) ||
             refuse (field, CERCLE_RECORD_ERROR_FORM, error, _ ("this value is not in the list."));
    case CERCLE_SET:
      return check_set (field, value, how, error);
    case CERCLE_REF:
      return is_reference (field, value, how) || refuse (field, CERCLE_RECORD_ERROR_FORM, error,
                                                         _ ("this does not point to a record."));
    case CERCLE_INTEGER:
    case CERCLE_FLAG:
    case CERCLE_MINUTE:
    default:
      g_return_val_if_reached (FALSE);
    }
}

static gboolean
check_number (const CercleField *field, gint64 value, CercleApply how, GError **error)
{
  gboolean bounded = field->min != 0 || field->max != 0;
  g_autofree char *why = NULL;

  if (!bounded || (how & CERCLE_APPLY_KEEP_UNKNOWN) || (value >= field->min && value <= field->max))
    return TRUE;
  why = g_strdup_printf (_ ("a number from %d to %d is expected."), (int) field->min,
                         (int) field->max);
  return refuse (field, CERCLE_RECORD_ERROR_BOUNDS, error, why);
}

gboolean
cercle_check_integer (const CercleField *field, gint64 value, CercleApply how, GError **error)
{
  switch (field->type)
    {
    case CERCLE_INTEGER:
      return check_number (field, value, how, error);
    case CERCLE_FLAG:
      return value == 0 || value == 1 ||
             refuse (field, CERCLE_RECORD_ERROR_BOUNDS, error, _ ("yes or no is expected."));
    case CERCLE_MINUTE:
      return (value >= 0 && value < 24 * 60) || refuse (field, CERCLE_RECORD_ERROR_BOUNDS, error,
                                                        _ ("this is not a time of the day."));
    default:
      g_return_val_if_reached (FALSE);
    }
}

static gboolean
check_value (CercleRecord *self, guint field, CercleApply how, GError **error)
{
  const CercleField *line = &cercle_record_get_kind (self)->fields[field];

  if (!cercle_record_is_set (self, field))
    return TRUE;
  if (cercle_field_is_integer (line))
    return cercle_check_integer (line, cercle_record_get_integer (self, field, 0), how, error);
  return cercle_check_text (line, cercle_record_get_text (self, field), how, error);
}

gboolean
cercle_record_check_field (CercleRecord *self, guint field, GError **error)
{
  return check_value (self, field, CERCLE_APPLY_STRICT, error);
}

gboolean
cercle_record_check (CercleRecord *self, GError **error)
{
  const CercleKind *kind = cercle_record_get_kind (self);

  for (guint i = 0; i < kind->n_fields; i++)
    {
      gboolean changed = (cercle_record_get_changed (self) & CERCLE_MASK (i)) != 0;

      if ((kind->fields[i].flags & CERCLE_REQUIRED) && !cercle_record_is_set (self, i))
        return refuse (&kind->fields[i], CERCLE_RECORD_ERROR_REQUIRED, error,
                       _ ("this must be filled in."));
      if (!check_value (self, i, changed ? CERCLE_APPLY_STRICT : CERCLE_APPLY_KEEP_UNKNOWN, error))
        return FALSE;
    }
  return kind->check == NULL || kind->check (self, error);
}
