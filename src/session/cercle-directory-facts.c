/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What do two directories say of a partner, in words that can be compared? */
#define G_LOG_DOMAIN "cercle-session"

#include <glib/gi18n-lib.h>

#include "cercle-directory-import-private.h"
#include "cercle-macros.h"
#include "cercle-organisation.h"

G_STATIC_ASSERT ((int) CERCLE_IMPORT_N_EFFECTS == (int) CERCLE_PLAN_N_EFFECTS);
G_STATIC_ASSERT ((int) CERCLE_IMPORT_EFFECT_DOUBTFUL == (int) CERCLE_PLAN_DOUBTFUL);
G_STATIC_ASSERT ((int) CERCLE_IMPORT_EFFECT_DELETED == (int) CERCLE_PLAN_DELETED);

const char *
cercle_import_effect_label (CercleImportEffect effect)
{
  return cercle_plan_effect_label ((CerclePlanEffect) effect);
}

GStrv
cercle_directory_line_faults (const CercleDirectoryLine *self)
{
  return cercle_foreign_fault_sentences (self->faults);
}

static void
add_fact (GString *words, const char *label, const char *value)
{
  g_autofree char *fact = NULL;

  if (value == NULL || *value == '\0')
    return;
  /* TRANSLATORS: what it is, and what it says: "Telephone: 02 31 00 00 00". */
  fact = g_strdup_printf (_ ("%1$s: %2$s"), label, value);
  g_string_append_printf (words, "\n%s", fact);
}

/* A telephone number as it is read here. */
static char *
readable_phone (const char *phone)
{
  g_autoptr (CercleRecord) record = cercle_record_new (&cercle_organisation_kind);

  cercle_record_set_text (record, CERCLE_ORGANISATION_PHONE, phone);
  return cercle_record_display (record, CERCLE_ORGANISATION_PHONE);
}

static const char *
first_of (GPtrArray *texts)
{
  return texts != NULL && texts->len > 0 ? g_ptr_array_index (texts, 0) : NULL;
}

/* (transfer full): "Claire Lemoine, directrice; …". */
static char *
people_of (const CercleForeignSheet *sheet)
{
  GString *people = g_string_new (NULL);

  for (guint i = 0; i < sheet->contacts->len; i++)
    {
      const CercleForeignContact *contact = sheet->contacts->pdata[i];
      const char *const parts[] = { contact->first_name, contact->last_name, contact->function };

      for (guint j = 0, n = 0; j < G_N_ELEMENTS (parts); j++)
        if (parts[j] != NULL)
          g_string_append_printf (people, "%s%s",
                                  n++ == 0 ? people->len > 0 ? "; " : ""
                                  : j == 2 ? ", "
                                           : " ",
                                  parts[j]);
    }
  return g_string_free (people, FALSE);
}

char *
cercle_directory_line_describe (const CercleDirectoryLine *self)
{
  const CercleForeignSheet *sheet = self->sheet;
  GString *words = g_string_new (sheet->name);
  g_autofree char *phone = readable_phone (first_of (sheet->phones));
  g_autofree char *people = people_of (sheet);

  add_fact (words, _ ("Full name"), sheet->long_name);
  add_fact (words, _ ("Managing body"), sheet->legal_name);
  add_fact (words, _ ("Category"), sheet->category_label);
  add_fact (words, _ ("Street"), first_of (sheet->street));
  add_fact (words, _ ("Town"), sheet->town);
  add_fact (words, _ ("Telephone"), phone);
  add_fact (words, _ ("E-mail"), first_of (sheet->mails));
  add_fact (words, _ ("People"), people);
  add_fact (words, _ ("FINESS"), sheet->finess);
  add_fact (words, _ ("SIRET"), sheet->siret);
  return g_string_free (words, FALSE);
}

static char *
describe (CercleSession *self, CercleRecord *record)
{
  static const guint fields[] = {
    CERCLE_ORGANISATION_LONG_NAME, CERCLE_ORGANISATION_PARENT, CERCLE_ORGANISATION_FAMILY,
    CERCLE_ORGANISATION_CATEGORY,  CERCLE_ORGANISATION_PHONE,  CERCLE_ORGANISATION_MAIL,
    CERCLE_ORGANISATION_FINESS,    CERCLE_ORGANISATION_SIRET,
  };
  GString *words = g_string_new (cercle_record_get_text (record, CERCLE_ORGANISATION_NAME));

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *value = cercle_session_words_of (self, record, fields[i]);

      add_fact (words, _ (cercle_organisation_kind.fields[fields[i]].label), value);
    }
  return g_string_free (words, FALSE);
}

char *
cercle_session_describe_candidate (CercleSession *self, CercleDirectoryImport *import,
                                   const CercleDirectoryCandidate *candidate)
{
  CercleDirectoryLine *earlier = cercle_directory_import_find (import, candidate->id);
  g_autoptr (CercleRecord) record = NULL;

  if (earlier != NULL)
    return cercle_directory_line_describe (earlier);
  record = cercle_session_get (self, &cercle_organisation_kind, candidate->id);
  return record != NULL ? describe (self, record) : g_strdup ("–");
}
