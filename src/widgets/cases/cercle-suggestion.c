/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is offered to who types the beginning of a name? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-suggestion.h"

#include <string.h>

#include "cercle-text.h"

struct _CercleSuggestion
{
  GObject parent_instance;
  char *id, *label, *detail;
  char letter;
};

G_DEFINE_FINAL_TYPE (CercleSuggestion, cercle_suggestion, G_TYPE_OBJECT)

static void
cercle_suggestion_finalize (GObject *object)
{
  CercleSuggestion *self = CERCLE_SUGGESTION (object);

  g_free (self->id);
  g_free (self->label);
  g_free (self->detail);
  G_OBJECT_CLASS (cercle_suggestion_parent_class)->finalize (object);
}

static void
cercle_suggestion_class_init (CercleSuggestionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cercle_suggestion_finalize;
}

static void
cercle_suggestion_init (CercleSuggestion *self)
{
}

CercleSuggestion *
cercle_suggestion_new (const char *id, const char *label, const char *detail, char letter)
{
  CercleSuggestion *self = g_object_new (CERCLE_TYPE_SUGGESTION, NULL);

  self->id = g_strdup (id);
  self->label = g_strdup (label);
  self->detail = g_strdup (detail);
  self->letter = letter;
  return self;
}

const char *
cercle_suggestion_get_id (CercleSuggestion *self)
{
  return self->id;
}

const char *
cercle_suggestion_get_label (CercleSuggestion *self)
{
  return self->label;
}

const char *
cercle_suggestion_get_detail (CercleSuggestion *self)
{
  return self->detail;
}

char
cercle_suggestion_get_letter (CercleSuggestion *self)
{
  return self->letter;
}

static gboolean
begins_a_word (const char *folded, const char *word)
{
  for (const char *at = folded; at != NULL; at = strchr (at, ' '))
    {
      while (*at == ' ')
        at++;
      if (g_str_has_prefix (at, word))
        return TRUE;
    }
  return FALSE;
}

gboolean
cercle_suggestion_fits (const char *typed, const char *label, const char *detail)
{
  g_autofree char *words = cercle_text_fold (typed != NULL ? typed : "");
  g_autofree char *whole =
      g_strconcat (label != NULL ? label : "", " ", detail != NULL ? detail : "", NULL);
  g_autofree char *folded = cercle_text_fold (whole);
  g_auto (GStrv) each = g_strsplit (words != NULL ? words : "", " ", -1);

  for (guint i = 0; each[i] != NULL; i++)
    if (each[i][0] != '\0' && !begins_a_word (folded != NULL ? folded : "", each[i]))
      return FALSE;
  return TRUE;
}
