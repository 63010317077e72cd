/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What would this partner see? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-sight.h"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-choice-list.h"
#include "cercle-commune.h"
#include "cercle-person.h"
#include "cercle-solution.h"

static const struct
{
  const char *content;
  const CercleKind *kind; /* the person, the case, or its solutions that were chosen */
  guint field;
} fields[] = {
  { "identity", &cercle_person_kind, CERCLE_PERSON_FIRST_NAME },
  { "identity", &cercle_person_kind, CERCLE_PERSON_LAST_NAME },
  { "identity", &cercle_person_kind, CERCLE_PERSON_BIRTH_ON },
  { "identity", &cercle_person_kind, CERCLE_PERSON_BIRTH_YEAR },
  { "contact", &cercle_person_kind, CERCLE_PERSON_COMMUNE },
  { "contact", &cercle_person_kind, CERCLE_PERSON_PHONE },
  { "contact", &cercle_person_kind, CERCLE_PERSON_MAIL },
  { "contact", &cercle_person_kind, CERCLE_PERSON_COMMUNICATION },
  { "contact", &cercle_person_kind, CERCLE_PERSON_CALL_BACK_WHEN },
  { "situation", &cercle_person_kind, CERCLE_PERSON_LIVES_WITH },
  { "situation", &cercle_case_kind, CERCLE_CASE_COMPLEXITY },
  { "situation", &cercle_case_kind, CERCLE_CASE_BREAK_ON },
  { "words", &cercle_case_kind, CERCLE_CASE_WORDS },
  { "needs", &cercle_case_kind, CERCLE_CASE_NEED },
  { "needs", &cercle_case_kind, CERCLE_CASE_THEMES },
  { "needs", &cercle_case_kind, CERCLE_CASE_NEEDS },
  { "needs", &cercle_case_kind, CERCLE_CASE_SLOTS_NEEDED },
  { "rights", &cercle_case_kind, CERCLE_CASE_NOTIFIED },
  { "rights", &cercle_person_kind, CERCLE_PERSON_MDPH_NUMBER },
  { "solutions", &cercle_case_kind, CERCLE_CASE_EXISTING },
  { "solutions", &cercle_solution_kind, CERCLE_SOLUTION_WHAT },
};

static char *
value_of (CercleSession *session, CercleRecord *record, guint field)
{
  const CercleField *line = &cercle_record_get_kind (record)->fields[field];
  const char *text = cercle_field_is_integer (line) ? NULL : cercle_record_get_text (record, field);
  const char *commune = record != NULL && line == &cercle_person_kind.fields[CERCLE_PERSON_COMMUNE]
                            ? cercle_commune_name (text)
                            : NULL;

  if (commune != NULL)
    return g_strdup (commune);
  return line->list != NULL ? cercle_choice_list_words (session, line, text)
                            : cercle_record_display (record, field);
}

static void
add (GPtrArray *lines, CercleSession *session, CercleRecord *record, guint field)
{
  g_autofree char *value = NULL;

  if (record == NULL || !cercle_record_is_set (record, field))
    return;
  value = value_of (session, record, field);
  g_ptr_array_add (
      /* TRANSLATORS: name of a field, its value. */
      lines, g_strdup_printf (_ ("%1$s: %2$s"),
                              cercle_field_label (&cercle_record_get_kind (record)->fields[field]),
                              value));
}

char *
cercle_case_sight (CercleCaseFile *file, CercleSession *session, const char *contents)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (!cercle_tokens_contain (contents, fields[i].content))
        continue;
      if (fields[i].kind == &cercle_person_kind)
        add (lines, session, file->person, fields[i].field);
      else if (fields[i].kind == &cercle_case_kind)
        add (lines, session, file->kase, fields[i].field);
      else
        for (guint j = 0; j < file->solutions->len; j++)
          if (g_strcmp0 (cercle_record_get_text (g_ptr_array_index (file->solutions, j),
                                                 CERCLE_SOLUTION_CHOICE),
                         "chosen") == 0)
            add (lines, session, g_ptr_array_index (file->solutions, j), fields[i].field);
    }
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}
