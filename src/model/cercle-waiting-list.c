/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept of the waiting lists of others? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-waiting-list.h"

#include <glib/gi18n-lib.h>

#include "cercle-macros.h"
#include "cercle-person.h"

/* clang-format off */
const CercleChoice cercle_waiting_decisions[] = {
  { "opened", N_("A case was opened") },
  { "known", N_("Known in a case") },
  { "ask", N_("Ask the body") },
  { "nothing", N_("Nothing to do") },
  { "later", N_("Later") },
  { NULL },
};

static const CercleField list_fields[] = {
  [CERCLE_WAITING_LIST_BODY] = { "body", N_("Body"), CERCLE_TEXT, CERCLE_REQUIRED | CERCLE_PUBLIC, .since = 4 },
  [CERCLE_WAITING_LIST_COLUMNS] = { "columns", N_("Columns"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 4, .max = 20000 },
  [CERCLE_WAITING_LIST_BATCH] = { "batch", N_("Import"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 4, .max = 36 },
  [CERCLE_WAITING_LIST_IMPORTED_AT] = { "imported_at", N_("Imported at"), CERCLE_INSTANT, 0, .since = 4 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (list_fields) == CERCLE_WAITING_LIST_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleWaitingList, cercle_waiting_list, cercle_waiting_list_kind)

const CercleKind cercle_waiting_list_kind = {
  "waiting_list", "waiting_lists", N_("Waiting list"), "c", CERCLE_LOCAL, "team", NULL,
  CERCLE_BY_TEAM, CERCLE_BY_TEAM, CERCLE_BY_TEAM,
  list_fields, G_N_ELEMENTS (list_fields), cercle_waiting_list_get_type, NULL,
};

static const CercleField row_fields[] = {
  [CERCLE_WAITING_ROW_LIST] = { "list", N_("Waiting list"), CERCLE_REF, CERCLE_REQUIRED, .since = 4, .targets = "waiting_list" },
  [CERCLE_WAITING_ROW_BATCH] = { "batch", N_("Import"), CERCLE_TEXT, CERCLE_REQUIRED | CERCLE_PUBLIC | CERCLE_INDEXED, .since = 4, .max = 36 },
  [CERCLE_WAITING_ROW_KEY] = { "row_key", N_("Row"), CERCLE_TEXT, CERCLE_REQUIRED | CERCLE_PUBLIC, .since = 4, .max = 36 },
  [CERCLE_WAITING_ROW_LINE] = { "line", N_("Line of the file"), CERCLE_INTEGER, 0, .since = 4, .min = 1, .max = 100000000 },
  [CERCLE_WAITING_ROW_FIRST_NAME] = { "first_name", N_("First name"), CERCLE_TEXT, 0, "name", 4, .max = 100 },
  [CERCLE_WAITING_ROW_LAST_NAME] = { "last_name", N_("Last name"), CERCLE_TEXT, 0, "name", 4, .max = 100 },
  [CERCLE_WAITING_ROW_BIRTH_ON] = { "birth_on", N_("Born on"), CERCLE_DAY, CERCLE_PERSONAL, "birth", 4 },
  [CERCLE_WAITING_ROW_BIRTH_YEAR] = { "birth_year", N_("Year of birth"), CERCLE_INTEGER, CERCLE_PERSONAL, "birth", 4, .min = 1890, .max = 2200 },
  [CERCLE_WAITING_ROW_COMMUNE] = { "commune", N_("Commune"), CERCLE_TEXT, CERCLE_COMMUNE, .since = 4, .max = 5 },
  [CERCLE_WAITING_ROW_PLACE] = { "place", N_("Commune as written"), CERCLE_TEXT, 0, .since = 4 },
  [CERCLE_WAITING_ROW_PHONE] = { "phone", N_("Telephone"), CERCLE_TEXT, CERCLE_PHONE, .since = 4, .max = 30 },
  [CERCLE_WAITING_ROW_MDPH_NUMBER] = { "mdph_number", N_("MDPH number"), CERCLE_TEXT, 0, .since = 4, .max = 40 },
  [CERCLE_WAITING_ROW_SINCE_ON] = { "since_on", N_("Waiting since"), CERCLE_DAY, CERCLE_PERSONAL, .since = 4 },
  [CERCLE_WAITING_ROW_NEED] = { "need", N_("Waiting for"), CERCLE_TEXT, 0, .since = 4 },
  [CERCLE_WAITING_ROW_ANSWER] = { "answer", N_("Answer of the body"), CERCLE_TEXT, 0, .since = 4 },
  [CERCLE_WAITING_ROW_SERVICE] = { "service", N_("Support in place"), CERCLE_TEXT, 0, .since = 4 },
  [CERCLE_WAITING_ROW_SEEN_AT] = { "seen_at", N_("Last named at"), CERCLE_INSTANT, CERCLE_REQUIRED, .since = 4 },
  [CERCLE_WAITING_ROW_PERSON] = { "person", N_("Person"), CERCLE_REF, CERCLE_INDEXED, .since = 4, .targets = "person" },
  [CERCLE_WAITING_ROW_SAME] = { "same", N_("Same person as"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 4, .max = 36 },
  [CERCLE_WAITING_ROW_APART] = { "apart", N_("Another person than"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 4, .max = 4000 },
  [CERCLE_WAITING_ROW_CASE] = { "case", N_("Case"), CERCLE_REF, CERCLE_INDEXED, .since = 4, .targets = "case" },
  [CERCLE_WAITING_ROW_DECISION] = { "decision", N_("Decision"), CERCLE_CHOICE, CERCLE_PERSONAL, .since = 4, .choices = cercle_waiting_decisions },
  [CERCLE_WAITING_ROW_DECIDED_AT] = { "decided_at", N_("Decided at"), CERCLE_INSTANT, 0, .since = 4 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (row_fields) == CERCLE_WAITING_ROW_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleWaitingRow, cercle_waiting_row, cercle_waiting_row_kind)

static gboolean
row_check (CercleRecord *row, GError **error)
{
  if (cercle_record_is_set (row, CERCLE_WAITING_ROW_FIRST_NAME) ||
      cercle_record_is_set (row, CERCLE_WAITING_ROW_LAST_NAME) ||
      cercle_record_is_set (row, CERCLE_WAITING_ROW_MDPH_NUMBER))
    return TRUE;
  g_set_error_literal (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE,
                       _ ("There is neither a name nor an MDPH number in this row."));
  return FALSE;
}

const CercleKind cercle_waiting_row_kind = {
  "waiting_row", "waiting_rows", N_("Row of a waiting list"), "c", CERCLE_LOCAL, "team", NULL,
  CERCLE_BY_TEAM, CERCLE_BY_TEAM, CERCLE_BY_TEAM,
  row_fields, G_N_ELEMENTS (row_fields), cercle_waiting_row_get_type, row_check,
};
/* clang-format on */

static const struct
{
  guint row, person;
} copies[] = {
  { CERCLE_WAITING_ROW_FIRST_NAME, CERCLE_PERSON_FIRST_NAME },
  { CERCLE_WAITING_ROW_LAST_NAME, CERCLE_PERSON_LAST_NAME },
  { CERCLE_WAITING_ROW_BIRTH_ON, CERCLE_PERSON_BIRTH_ON },
  { CERCLE_WAITING_ROW_COMMUNE, CERCLE_PERSON_COMMUNE },
  { CERCLE_WAITING_ROW_PHONE, CERCLE_PERSON_PHONE },
  { CERCLE_WAITING_ROW_MDPH_NUMBER, CERCLE_PERSON_MDPH_NUMBER },
};

CercleRecord *
cercle_waiting_row_person (CercleRecord *row)
{
  CercleRecord *person = cercle_record_new (&cercle_person_kind);

  for (guint i = 0; i < G_N_ELEMENTS (copies); i++)
    cercle_record_set_text (person, copies[i].person, cercle_record_get_text (row, copies[i].row));
  if (cercle_record_is_set (row, CERCLE_WAITING_ROW_BIRTH_YEAR))
    cercle_record_set_integer (person, CERCLE_PERSON_BIRTH_YEAR,
                               cercle_record_get_integer (row, CERCLE_WAITING_ROW_BIRTH_YEAR, 0));
  return person;
}

char *
cercle_waiting_row_name (CercleRecord *row)
{
  g_autoptr (CercleRecord) person = cercle_waiting_row_person (row);
  g_autofree char *name = cercle_person_name (person);

  if (*name != '\0')
    return g_steal_pointer (&name);
  return g_strdup (cercle_record_get_text (row, CERCLE_WAITING_ROW_MDPH_NUMBER));
}
