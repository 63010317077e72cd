/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be said of a field from its line alone? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-field.h"

#include <glib/gi18n-lib.h>

#define TEXT_LENGTH 200
#define NOTE_LENGTH 10000

gboolean
cercle_field_is_personal (const CercleField *field)
{
  if (field->flags & CERCLE_PUBLIC)
    return FALSE;
  return (field->flags & (CERCLE_PERSONAL | CERCLE_PHONE)) != 0 || field->type == CERCLE_TEXT ||
         field->type == CERCLE_NOTE;
}

gint64
cercle_field_max_length (const CercleField *field)
{
  if (field->type == CERCLE_TEXT)
    return field->max > 0 ? field->max : TEXT_LENGTH;
  if (field->type == CERCLE_NOTE)
    return field->max > 0 ? field->max : NOTE_LENGTH;
  return 0;
}

gboolean
cercle_field_is_integer (const CercleField *field)
{
  return field->type == CERCLE_INTEGER || field->type == CERCLE_FLAG ||
         field->type == CERCLE_MINUTE;
}

const char *
cercle_field_label (const CercleField *field)
{
  return _ (field->label);
}

const CercleChoice *
cercle_choice_find (const CercleChoice *choices, const char *token)
{
  for (; choices != NULL && token != NULL && choices->token != NULL; choices++)
    if (g_str_equal (choices->token, token))
      return choices;
  return NULL;
}

const char *
cercle_choice_label (const CercleChoice *choices, const char *token)
{
  const CercleChoice *choice = cercle_choice_find (choices, token);
  return choice != NULL ? _ (choice->label) : token;
}
