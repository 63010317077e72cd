/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which facts of a case can stand side by side in a list, and which ones do? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-case-column.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-case.h"
#include "cercle-macros.h"
#include "cercle-person.h"

#define OF_CASE(name) -1, CERCLE_CASE_##name
#define OF_PERSON(name) CERCLE_CASE_PERSON, CERCLE_PERSON_##name
#define FIELD CERCLE_CASE_SAYS_FIELD

/* clang-format off */
const CercleCaseColumn cercle_case_columns[] = {
  { "due", N_("Due"), OF_CASE (NEXT_DUE_ON), 156, CERCLE_CASE_SAYS_DUE, TRUE },
  { "person", N_("Person"), OF_PERSON (LAST_NAME), 220, CERCLE_CASE_SAYS_PERSON, TRUE },
  { "need", N_("Need"), OF_CASE (NEED), 320, CERCLE_CASE_SAYS_NEED, TRUE },
  { "holder", N_("Holder"), OF_CASE (HOLDER), 176, CERCLE_CASE_SAYS_HOLDER, TRUE },
  { "since", N_("Since"), OF_CASE (HOLDER_SINCE), 56, CERCLE_CASE_SAYS_SPAN, TRUE },
  { "status", N_("State"), OF_CASE (STATUS), 174, FIELD, TRUE },
  { "reference", NULL, OF_CASE (REFERENCE), 118, FIELD },
  { "tags", NULL, OF_CASE (TAGS), 150, FIELD },
  { "next_step", NULL, OF_CASE (NEXT_STEP), 190, FIELD },
  { "priority", NULL, OF_CASE (PRIORITY), 110, FIELD },
  { "risk", NULL, OF_CASE (RISK), 150, FIELD },
  { "mission", NULL, OF_CASE (MISSION), 150, FIELD },
  { "motive", NULL, OF_CASE (SUB_MISSION), 190, FIELD },
  { "themes", NULL, OF_CASE (THEMES), 160, FIELD },
  { "level", NULL, OF_CASE (LEVEL), 62, FIELD },
  { "complexity", NULL, OF_CASE (COMPLEXITY), 100, FIELD },
  { "responsibility", NULL, OF_CASE (RESPONSIBILITY), 170, FIELD },
  { "lead", NULL, OF_CASE (LEAD), 150, FIELD },
  { "notified", NULL, OF_CASE (NOTIFIED), 100, FIELD },
  { "mdph_number", NULL, OF_PERSON (MDPH_NUMBER), 120, FIELD },
  { "birth", NULL, OF_PERSON (BIRTH_ON), 110, FIELD },
  { "commune", NULL, OF_CASE (COMMUNE), 130, FIELD },
  { "break", NULL, OF_CASE (BREAK_ON), 110, FIELD },
  { "blind_spot", NULL, OF_CASE (BLIND_SPOT), 90, FIELD },
  { "escalation", NULL, OF_CASE (ESCALATION), 110, FIELD },
  { "open_actions", NULL, OF_CASE (OPEN_ACTIONS), 70, FIELD },
  { "age", N_("Open for"), OF_CASE (OPENED_ON), 84, CERCLE_CASE_SAYS_SPAN },
  { "opened", NULL, OF_CASE (OPENED_ON), 110, FIELD },
  { "news", NULL, OF_CASE (LAST_NEWS_ON), 110, FIELD },
  { "closed", NULL, OF_CASE (CLOSED_ON), 110, FIELD },
  { NULL },
};
/* clang-format on */

const CercleCaseColumn *
cercle_case_column_find (const char *id)
{
  for (const CercleCaseColumn *column = cercle_case_columns; column->id != NULL; column++)
    if (g_strcmp0 (column->id, id) == 0)
      return column;
  return NULL;
}

const CercleField *
cercle_case_column_field (const CercleCaseColumn *column)
{
  const CercleKind *kind = column->through >= 0 ? &cercle_person_kind : &cercle_case_kind;
  return &kind->fields[column->field];
}

const char *
cercle_case_column_label (const CercleCaseColumn *column)
{
  return column->label != NULL ? _(column->label)
                               : cercle_field_label (cercle_case_column_field (column));
}

static GPtrArray *
standard_columns (void)
{
  GPtrArray *columns = g_ptr_array_new ();

  for (const CercleCaseColumn *column = cercle_case_columns; column->id != NULL; column++)
    if (column->standard)
      g_ptr_array_add (columns, (gpointer) column);
  return columns;
}

GPtrArray *
cercle_case_columns_read (const char *written)
{
  const CercleCaseColumn *person = cercle_case_column_find ("person");
  g_auto (GStrv) ids = g_strsplit (written != NULL ? written : "", " ", -1);
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();

  for (guint i = 0; ids[i] != NULL && columns->len < CERCLE_CASE_COLUMNS_MOST; i++)
    {
      const CercleCaseColumn *column = cercle_case_column_find (ids[i]);
      if (column != NULL && !g_ptr_array_find (columns, column, NULL))
        g_ptr_array_add (columns, (gpointer) column);
    }
  if (columns->len == 0)
    return standard_columns ();
  /* A line that does not say whom it is about is no line of work. */
  if (!g_ptr_array_find (columns, person, NULL))
    g_ptr_array_insert (columns, 0, (gpointer) person);
  return g_steal_pointer (&columns);
}

char *
cercle_case_columns_write (GPtrArray *columns)
{
  g_autoptr (GPtrArray) standard = standard_columns ();
  GString *written = NULL;

  if (columns->len == standard->len
      && memcmp (columns->pdata, standard->pdata, columns->len * sizeof (gpointer)) == 0)
    return NULL;
  written = g_string_new (NULL);
  for (guint i = 0; i < columns->len; i++)
    g_string_append_printf (written, "%s%s", i > 0 ? " " : "",
                            ((const CercleCaseColumn *) g_ptr_array_index (columns, i))->id);
  return g_string_free (written, FALSE);
}
