/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which commune is this code, and which communes begin with what was typed? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-commune.h"

#include <stdlib.h>
#include <string.h>

#include "cercle-text.h"

static const CercleCommune communes[] = {
#include "cercle-communes.inc"
};

static int
compare_codes (const void *a, const void *b)
{
  return strcmp (((const CercleCommune *) a)->code, ((const CercleCommune *) b)->code);
}

const CercleCommune *
cercle_commune_find (const char *code)
{
  CercleCommune key = { 0 };
  if (code == NULL || strlen (code) != sizeof key.code - 1)
    return NULL;
  memcpy (key.code, code, sizeof key.code);
  return bsearch (&key, communes, G_N_ELEMENTS (communes), sizeof communes[0], compare_codes);
}

const char *
cercle_commune_name (const char *code)
{
  const CercleCommune *commune = cercle_commune_find (code);
  if (commune != NULL)
    return commune->name;
  return code != NULL ? code : "";
}

static gboolean
word_begins (const char *folded, const char *wanted)
{
  for (const char *word = folded; word != NULL;)
    {
      if (g_str_has_prefix (word, wanted))
        return TRUE;
      word = strchr (word, ' ');
      word = word != NULL ? word + 1 : NULL;
    }
  return FALSE;
}

static gboolean
matches (const CercleCommune *commune, const char *wanted)
{
  if (g_ascii_isdigit (wanted[0]))
    return g_str_has_prefix (commune->code, wanted) || strstr (commune->postal, wanted) != NULL;
  g_autofree char *folded = cercle_text_fold (commune->name);
  return word_begins (folded, wanted);
}

static void
collect (GPtrArray *found, const char *wanted, const char *department, gboolean inside, guint n)
{
  for (guint i = 0; i < G_N_ELEMENTS (communes) && found->len < n; i++)
    {
      gboolean here = g_strcmp0 (communes[i].department, department) == 0;
      if (here == inside && matches (&communes[i], wanted))
        g_ptr_array_add (found, (gpointer) &communes[i]);
    }
}

GPtrArray *
cercle_commune_search (const char *typed, const char *department, guint n)
{
  GPtrArray *found = g_ptr_array_new ();
  g_autofree char *wanted = typed != NULL ? cercle_text_fold (typed) : NULL;

  if (wanted == NULL || wanted[0] == '\0')
    return found;
  if (department != NULL)
    collect (found, wanted, department, TRUE, n);
  /* All of France costs a fold of 35 000 names: only once three letters narrow it. */
  if (strlen (wanted) >= 3)
    collect (found, wanted, department, FALSE, n);
  return found;
}

GPtrArray *
cercle_commune_list (const char *department)
{
  GPtrArray *found = g_ptr_array_new ();
  for (guint i = 0; i < G_N_ELEMENTS (communes); i++)
    if (strcmp (communes[i].department, department) == 0)
      g_ptr_array_add (found, (gpointer) &communes[i]);
  return found;
}
